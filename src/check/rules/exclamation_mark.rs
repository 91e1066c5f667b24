//! W008 `exclamation-mark`: a sentence shouts.

use super::{Check, Group, Level, Rule, Source};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::wording::EXCLAMATION_MARK;

pub(super) static RULE: Rule = Rule {
    code: &EXCLAMATION_MARK,
    level: Level::Warn,
    group: Group::Language,
    page: include_str!("../../../content/manual/rules/exclamation-mark.md"),
    check: Check::Source(check),
};

fn check(source: &Source<'_>, found: &mut Vec<Diagnostic>) {
    for passage in &source.prose().passages {
        let text = passage.text();
        for (at, mark) in text.match_indices('!') {
            let range = at..at + mark.len();
            // One of several is enough, and what somebody else says is theirs.
            let is_word = text[..at].ends_with(|c: char| c.is_alphanumeric() || closes(c));
            if is_word && !passage.is_quoted(&range) {
                let span = passage.span(source, range);
                found.push(
                    source
                        .finding(&EXCLAMATION_MARK, span, "this sentence ends in `!`")
                        .help("end it with a full stop"),
                );
            }
        }
    }
}

fn closes(c: char) -> bool {
    matches!(c, '"' | '”' | '’' | '\'' | ')')
}
