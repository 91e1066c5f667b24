//! A002 `one-first-heading`: a page has no first-level heading, or several.

use super::{Check, Group, Level, Published, Rule};
use crate::check::html::Node;
use crate::source::Span;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::accessibility::ONE_FIRST_HEADING;

pub(super) static RULE: Rule = Rule {
    code: &ONE_FIRST_HEADING,
    level: Level::Error,
    group: Group::Structure,
    page: include_str!("../../../content/manual/rules/one-first-heading.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(document) = seen.page() else { return };
    let mut all = document.named("h1");
    match (all.next(), all.next()) {
        (None, _) => {
            let place = document.first("main").or_else(|| document.first("body"));
            let span = place.map_or_else(|| Span::at(0), Node::span);
            found.push(
                seen.finding(&ONE_FIRST_HEADING, span, "the page has no heading of the first level")
                    .help("show the title of the page in an `h1`"),
            );
        }
        (Some(first), Some(second)) => {
            let message = format!("`{}` is a second heading of the first level", second.text());
            found.push(
                seen.finding(&ONE_FIRST_HEADING, second.span(), message)
                    .note(format!("the first is `{}`", first.text()))
                    .help("make it a heading of the second level"),
            );
        }
        (Some(_), None) => {}
    }
}
