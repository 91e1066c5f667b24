//! L111 `link-to-itself`: a link in the text leads to the page it is on.

use super::{Check, Group, Level, Published, Rule};
use crate::check::address::Leads;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::links::LINK_TO_ITSELF;

pub(super) static RULE: Rule = Rule {
    code: &LINK_TO_ITSELF,
    level: Level::Warn,
    group: Group::Links,
    page: include_str!("../../../content/manual/rules/link-to-itself.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(main) = seen.page().and_then(|document| document.first("main")) else { return };
    for link in main.descendants().filter(|node| node.is("a")) {
        let Some(href) = link.attribute("href") else { continue };
        // To the top on purpose; and in a navigation, where the page is marked as the one at hand.
        let is_meant = href.value.starts_with('#')
            || link.has("aria-current")
            || link.closest("nav").is_some();
        if !is_meant && matches!(seen.leads(href.value), Leads::Here(None)) {
            let message = format!("`{}` leads to the page it is on", link.text());
            found.push(
                seen.finding(&LINK_TO_ITSELF, href.span, message)
                    .help("take the link out, or let it lead to a heading of the page"),
            );
        }
    }
}
