//! X001 `script`: a page runs a program on the reader's device.

use super::{Check, Group, Level, Published, Rule};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::privacy::SCRIPT;

pub(super) static RULE: Rule = Rule {
    code: &SCRIPT,
    level: Level::Error,
    group: Group::Privacy,
    page: include_str!("../../../content/manual/rules/script.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(document) = seen.markup() else { return };
    for script in document.named("script") {
        let kind = script.attr("type").unwrap_or("").trim();
        if kind.eq_ignore_ascii_case("application/ld+json") && !script.has("src") {
            continue;
        }
        found.push(
            seen.finding(&SCRIPT, script.span(), "the page runs a script")
                .help("leave it out; HTML and CSS are enough"),
        );
    }
}
