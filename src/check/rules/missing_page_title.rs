//! A005 `missing-page-title`: a page has no title for tabs, bookmarks and results of a search.

use super::{Check, Group, Level, Published, Rule};
use crate::check::html::Node;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::accessibility::MISSING_PAGE_TITLE;

pub(super) static RULE: Rule = Rule {
    code: &MISSING_PAGE_TITLE,
    level: Level::Error,
    group: Group::Structure,
    page: include_str!("../../../content/manual/rules/missing-page-title.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(document) = seen.html() else { return };
    let title = document.named("title").find(|title| !title.is_foreign());
    if title.is_some_and(|title| !title.is_blank()) {
        return;
    }
    let place = title.or_else(|| document.first("head")).or_else(|| document.first("html"));
    found.push(
        seen.finding(&MISSING_PAGE_TITLE, place.map(Node::span).unwrap_or_default(), "the page has no title")
            .help("put a `<title>` into its head, with words that no other page has"),
    );
}
