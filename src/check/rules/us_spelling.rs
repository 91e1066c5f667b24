//! W006 `us-spelling`: a word is spelt as in the United States.

use super::{Check, Group, Level, Rule, Source};
use crate::check::prose::{Kind, Passage};
use crate::check::words::Listed;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::wording::US_SPELLING;
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    code: &US_SPELLING,
    level: Level::Warn,
    group: Group::Language,
    page: include_str!("../../../content/manual/rules/us-spelling.md"),
    check: Check::Source(check),
};

fn check(source: &Source<'_>, found: &mut Vec<Diagnostic>) {
    for word in source.words() {
        let Listed::Spelling(entry) = word.listed else { continue };
        let passage = &source.prose().passages[word.passage];
        let written = &passage.text()[word.range.clone()];
        if is_name(passage, &word.range) || passage.is_quoted(&word.range) {
            continue;
        }
        let span = passage.span(source, word.range.clone());
        if names_something_elsewhere(source, span.start, span.end, written) {
            continue;
        }
        let here = in_case_of(&source.around.trust.wording.spelling[entry].1, written);
        let message = format!("`{written}` is how it is spelt in the United States");
        found.push(source.finding(&US_SPELLING, span, message).help(format!("write `{here}`")));
    }
}

/// Whether a word has a capital that no sentence gives it: `American Counseling Association`.
fn is_name(passage: &Passage<'_>, range: &Range<usize>) -> bool {
    let word = &passage.text()[range.clone()];
    let in_title = passage.kind == Kind::Title && passage.text().starts_with(word);
    word.starts_with(char::is_uppercase) && !passage.is_first(range) && !in_title
}

/// Whether a place lies in the words of a link to another site: they are the title of something.
fn names_something_elsewhere(source: &Source<'_>, start: u32, end: u32, written: &str) -> bool {
    source.body.links.iter().any(|link| {
        // The span of a link is its destination, which stands behind its words.
        let words_from = (link.span.start as usize).saturating_sub(link.text.len() + 8);
        link.external
            && link.text.contains(written)
            && words_from <= start as usize
            && end <= link.span.start
    })
}

/// A word with the capital that another one has.
fn in_case_of(word: &str, other: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if other.starts_with(char::is_uppercase) => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => word.to_owned(),
    }
}
