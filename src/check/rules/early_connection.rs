//! X006 `early-connection`: a page makes browsers connect before anybody clicked.

use super::{Check, Group, Level, Published, Rule};
use crate::check::resources;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::privacy::EARLY_CONNECTION;

pub(super) static RULE: Rule = Rule {
    code: &EARLY_CONNECTION,
    level: Level::Error,
    group: Group::Privacy,
    page: include_str!("../../../content/manual/rules/early-connection.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(document) = seen.html() else { return };
    for link in document.named("link") {
        if let Some(word) = resources::EARLY.iter().find(|word| link.has_word("rel", word)) {
            let message = format!("`{word}` makes browsers connect before anybody clicked");
            found.push(
                seen.finding(&EARLY_CONNECTION, link.span(), message).help("leave the element out"),
            );
        }
    }
}
