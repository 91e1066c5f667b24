//! W002 `long-paragraph`: a paragraph has too many sentences.

use super::{Check, Group, Level, Rule, Source};
use crate::check::prose::MOST_SENTENCES;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::wording::LONG_PARAGRAPH;

pub(super) static RULE: Rule = Rule {
    code: &LONG_PARAGRAPH,
    level: Level::Warn,
    group: Group::Language,
    page: include_str!("../../../content/manual/rules/long-paragraph.md"),
    check: Check::Source(check),
};

fn check(source: &Source<'_>, found: &mut Vec<Diagnostic>) {
    for passage in &source.prose().passages {
        let Some(count) = passage.is_long(source) else { continue };
        let span = passage.span(source, 0..passage.text().trim_end().len());
        let message = format!("this paragraph has {count} sentences");
        found.push(source.finding(&LONG_PARAGRAPH, span, message).help(format!(
            "begin a new paragraph where a new thought begins; {MOST_SENTENCES} sentences are the most"
        )));
    }
}
