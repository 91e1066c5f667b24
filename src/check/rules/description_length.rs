//! A009 `description-length`: a description is too short to tell, or too long to be shown.

use super::{Check, Group, Level, Published, Rule};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::accessibility::DESCRIPTION_LENGTH;

pub(super) static RULE: Rule = Rule {
    code: &DESCRIPTION_LENGTH,
    level: Level::Warn,
    group: Group::Structure,
    page: include_str!("../../../content/manual/rules/description-length.md"),
    check: Check::Output(check),
};

/// What search engines show at most, and less than what says more than a title.
const FEW: usize = 70;
const MANY: usize = 155;

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(facts) = seen.facts.as_ref().filter(|facts| facts.is_listed()) else { return };
    let Some((words, span)) = &facts.description else { return };
    let length = words.chars().count();
    let (message, help) = match length {
        0 => return,
        _ if length < FEW => (
            format!("the description has {length} characters"),
            format!("say in {FEW} to {MANY} characters what readers find here"),
        ),
        _ if length > MANY => (
            format!("the description has {length} characters, of which {MANY} are shown"),
            format!("shorten it to {MANY} characters, the most important ones first"),
        ),
        _ => return,
    };
    found.push(seen.finding(&DESCRIPTION_LENGTH, *span, message).help(help));
}
