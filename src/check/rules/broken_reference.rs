//! A016 `broken-reference`: an element names another one that is not there.

use super::{Check, Group, Level, Published, Rule};
use crate::diagnostics::closest;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::accessibility::BROKEN_REFERENCE;
use std::collections::HashSet;

pub(super) static RULE: Rule = Rule {
    code: &BROKEN_REFERENCE,
    level: Level::Error,
    group: Group::Accessibility,
    page: include_str!("../../../content/manual/rules/broken-reference.md"),
    check: Check::Output(check),
};

/// Attributes that hold ids.
const WITH_IDS: [&str; 9] = [
    "for", "headers", "list", "aria-labelledby", "aria-describedby", "aria-controls",
    "aria-details", "aria-owns", "aria-flowto",
];

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(document) = seen.html() else { return };
    let mut known: Option<HashSet<&str>> = None;
    for attribute in document.attributes().filter(|a| WITH_IDS.contains(&a.name)) {
        let ids = known.get_or_insert_with(|| {
            document.attributes().filter(|a| a.name == "id").map(|a| a.value).collect()
        });
        let Some(lost) = attribute.value.split_ascii_whitespace().find(|id| !ids.contains(id)) else {
            continue;
        };
        let message = format!("`{}` names `{lost}`, and nothing has this id", attribute.name);
        let finding = seen.finding(&BROKEN_REFERENCE, attribute.span, message);
        let mut all: Vec<&str> = ids.iter().copied().collect();
        all.sort_unstable();
        found.push(match closest(lost, all) {
            Some(near) => finding.help(format!("did you mean `{near}`?")),
            None => finding.help("correct the id, or leave the attribute out"),
        });
    }
}
