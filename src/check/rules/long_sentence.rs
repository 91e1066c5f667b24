//! W001 `long-sentence`: a sentence has too many words to be kept in mind.

use super::{Check, Group, Level, Rule, Source};
use crate::check::prose::MOST_WORDS;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::wording::LONG_SENTENCE;

pub(super) static RULE: Rule = Rule {
    code: &LONG_SENTENCE,
    level: Level::Warn,
    group: Group::Language,
    page: include_str!("../../../content/manual/rules/long-sentence.md"),
    check: Check::Source(check),
};

fn check(source: &Source<'_>, found: &mut Vec<Diagnostic>) {
    // Each word has a letter, and something parts it from the next.
    let least = 2 * MOST_WORDS as usize + 1;
    for passage in source.prose().passages.iter().filter(|one| one.text().len() >= least) {
        for sentence in passage.sentences().iter().filter(|sentence| sentence.words > MOST_WORDS) {
            let span = passage.span(source, sentence.range.clone());
            let message = format!("this sentence has {} words", sentence.words);
            found.push(source.finding(&LONG_SENTENCE, span, message).help(format!(
                "make two of it, or a list; {MOST_WORDS} words are the most, 15 to 20 are better"
            )));
        }
    }
}
