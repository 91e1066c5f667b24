//! X005 `link-ping`: a click on a link is reported to somebody.

use super::{Check, Group, Level, Published, Rule};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::privacy::LINK_PING;

pub(super) static RULE: Rule = Rule {
    code: &LINK_PING,
    level: Level::Error,
    group: Group::Privacy,
    page: include_str!("../../../content/manual/rules/link-ping.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(document) = seen.markup() else { return };
    for ping in document.attributes().filter(|attribute| attribute.name == "ping") {
        found.push(
            seen.finding(&LINK_PING, ping.span, "a click on the link is reported")
                .help("leave `ping` out"),
        );
    }
}
