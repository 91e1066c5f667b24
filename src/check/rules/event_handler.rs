//! X002 `event-handler`: an element runs a program when something happens to it.

use super::{Check, Group, Level, Published, Rule};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::privacy::EVENT_HANDLER;

pub(super) static RULE: Rule = Rule {
    code: &EVENT_HANDLER,
    level: Level::Error,
    group: Group::Privacy,
    page: include_str!("../../../content/manual/rules/event-handler.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(document) = seen.markup() else { return };
    for attribute in document.attributes() {
        // Every attribute of that form runs a program, and no other attribute has that form
        // (<https://html.spec.whatwg.org/multipage/webappapis.html#event-handler-attributes>).
        if attribute.name.starts_with("on") && attribute.name.len() > 2 {
            let name = attribute.name;
            found.push(
                seen.finding(&EVENT_HANDLER, attribute.span, format!("`{name}` runs a script"))
                    .help("leave the attribute out"),
            );
        }
    }
}
