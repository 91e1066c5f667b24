//! W001 `long-sentence`: a sentence has too many words to be kept in mind.

use super::{Check, Group, Level, Rule, Source};
use crate::check::prose::MOST_WORDS;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::wording::LONG_SENTENCE;
use crate::language::has_more_than;

pub(super) static RULE: Rule = Rule {
    code: &LONG_SENTENCE,
    level: Level::Warn,
    group: Group::Language,
    page: include_str!("../../../content/manual/rules/long-sentence.md"),
    check: Check::Source(check),
};

fn check(source: &Source<'_>, found: &mut Vec<Diagnostic>) {
    for passage in &source.prose().passages {
        for sentence in passage.sentences() {
            let text = &passage.text()[sentence.clone()];
            let Some(words) = has_more_than(text, MOST_WORDS) else { continue };
            let span = passage.span(source, sentence.clone());
            let message = format!("this sentence has {words} words");
            found.push(source.finding(&LONG_SENTENCE, span, message).help(format!(
                "make two of it, or a list; {MOST_WORDS} words are the most, 15 to 20 are better"
            )));
        }
    }
}
