//! L110 `new-window`: a link opens a new window.

use super::{Check, Group, Level, Published, Rule};

use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::links::NEW_WINDOW;

pub(super) static RULE: Rule = Rule {
    code: &NEW_WINDOW,
    level: Level::Warn,
    group: Group::Links,
    page: include_str!("../../../content/manual/rules/new-window.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(document) = seen.page() else { return };
    for node in document.named_any(&["a", "area", "base", "form"]) {
        let Some(target) = node.attribute("target") else { continue };
        let own = ["", "_self", "_top", "_parent"];
        if !own.iter().any(|own| target.value.eq_ignore_ascii_case(own)) {
            found.push(
                seen.finding(&NEW_WINDOW, target.span, "this opens a new window")
                    .help("take `target` out; readers who want a new window know how to get one"),
            );
        }
    }
}
