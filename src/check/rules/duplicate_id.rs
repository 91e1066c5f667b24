//! A001 `duplicate-id`: two elements of a page have the same id.

use super::{Check, Group, Level, Published, Rule};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::accessibility::DUPLICATE_ID;
use std::collections::HashMap;

pub(super) static RULE: Rule = Rule {
    code: &DUPLICATE_ID,
    level: Level::Error,
    group: Group::Structure,
    page: include_str!("../../../content/manual/rules/duplicate-id.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(document) = seen.markup() else { return };
    let mut known = HashMap::new();
    for id in document.attributes().filter(|attribute| attribute.name == "id") {
        if id.value.is_empty() {
            continue;
        }
        if known.insert(id.value, id.span).is_some() {
            let message = format!("the id `{}` is there twice", id.value);
            found.push(
                seen.finding(&DUPLICATE_ID, id.span, message)
                    .help("give one of the two another id"),
            );
        }
    }
}
