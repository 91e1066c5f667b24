//! A011 `unnamed-navigation`: several navigations of a page cannot be told apart.

use super::{Check, Group, Level, Published, Rule};
use crate::check::names;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::accessibility::UNNAMED_NAVIGATION;
use std::collections::HashSet;

pub(super) static RULE: Rule = Rule {
    code: &UNNAMED_NAVIGATION,
    level: Level::Warn,
    group: Group::Accessibility,
    page: include_str!("../../../content/manual/rules/unnamed-navigation.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(document) = seen.html() else { return };
    for kind in ["nav", "aside"] {
        let all: Vec<_> = document.named(kind).filter(|node| !node.has("hidden")).collect();
        if all.len() < 2 {
            continue;
        }
        let mut known = HashSet::new();
        for node in all {
            let message = match names::given(node) {
                None => format!("one of several `{kind}` has no name"),
                Some(name) if !known.insert(name.to_lowercase()) => {
                    format!("`{name}` is the name of another `{kind}` too")
                }
                Some(_) => continue,
            };
            found.push(
                seen.finding(&UNNAMED_NAVIGATION, node.span(), message)
                    .help("give it a short name of its own with `aria-label`"),
            );
        }
    }
}
