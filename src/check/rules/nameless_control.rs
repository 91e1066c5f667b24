//! A015 `nameless-control`: a link or a button says nothing.

use super::{Check, Group, Level, Published, Rule};
use crate::check::html::Node;
use crate::check::names;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::accessibility::NAMELESS_CONTROL;

pub(super) static RULE: Rule = Rule {
    code: &NAMELESS_CONTROL,
    level: Level::Error,
    group: Group::Accessibility,
    page: include_str!("../../../content/manual/rules/nameless-control.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(document) = seen.html() else { return };
    let links = document.named("a").filter(|link| link.has("href"));
    for node in links.chain(document.named_any(&["button", "summary"])) {
        let is_hidden = |node: Node<'_>| node.attr("aria-hidden") == Some("true") || node.has("hidden");
        if !names::name(node).is_empty() || is_hidden(node) || node.ancestors().any(is_hidden) {
            continue;
        }
        let what = if node.is("a") { "link" } else { "button" };
        found.push(
            seen.finding(&NAMELESS_CONTROL, node.span(), format!("the {what} has no words"))
                .help("put words into it that say what it does or where it leads"),
        );
    }
}
