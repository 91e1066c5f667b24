//! X004 `embedded-page`: a page holds another page.

use super::{Check, Group, Level, Published, Rule};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::privacy::EMBEDDED_PAGE;

pub(super) static RULE: Rule = Rule {
    code: &EMBEDDED_PAGE,
    level: Level::Error,
    group: Group::Privacy,
    page: include_str!("../../../content/manual/rules/embedded-page.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(document) = seen.markup() else { return };
    for node in document.named_any(&["iframe", "frame", "object", "embed", "portal"]) {
        let message = format!("`{}` puts another page into this one", node.name());
        found.push(
            seen.finding(&EMBEDDED_PAGE, node.span(), message).help("write a link to it instead"),
        );
    }
}
