//! L107 `vague-link`: the words of a link do not say where it leads.

use super::{Check, Group, Level, Published, Rule};
use crate::check::names;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::links::VAGUE_LINK;
use crate::language::is_english;

pub(super) static RULE: Rule = Rule {
    code: &VAGUE_LINK,
    level: Level::Warn,
    group: Group::Links,
    page: include_str!("../../../content/manual/rules/vague-link.md"),
    check: Check::Output(check),
};

/// What says nothing without the words around it.
const VAGUE: [&str; 22] = [
    "click here", "click", "here", "press here", "tap here", "see here", "this", "this link", "link",
    "this page", "this article", "more", "read more", "learn more", "see more", "find out more",
    "more info", "more information", "details", "continue", "go", "website",
];

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(document) = seen.page() else { return };
    // The list is English.
    let language = document.first("html").and_then(|html| html.attr("lang")).unwrap_or("en");
    if !is_english(language) {
        return;
    }
    for link in document.named("a").filter(|link| link.has("href")) {
        let name = names::name(link);
        let plain = name.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if VAGUE.contains(&plain.as_str()) {
            let message = format!("`{name}` does not say where the link leads");
            found.push(
                seen.finding(&VAGUE_LINK, link.span(), message)
                    .help("make the words that name the page the link"),
            );
        }
    }
}
