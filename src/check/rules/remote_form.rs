//! X010 `remote-form`: a form sends what is written in it to another server.

use super::{Check, Group, Level, Published, Rule};
use crate::check::address::Leads;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::privacy::REMOTE_FORM;

pub(super) static RULE: Rule = Rule {
    code: &REMOTE_FORM,
    level: Level::Error,
    group: Group::Privacy,
    page: include_str!("../../../content/manual/rules/remote-form.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(document) = seen.html() else { return };
    let targets = ["action", "formaction"];
    for target in document.attributes().filter(|attribute| targets.contains(&attribute.name)) {
        let message = match seen.leads(target.value) {
            Leads::Away(host) => format!("the form sends what is written in it to `{host}`"),
            Leads::Other(scheme) if scheme == "mailto" => {
                "the form sends what is written in it by mail".to_owned()
            }
            _ => continue,
        };
        found.push(
            seen.finding(&REMOTE_FORM, target.span, message)
                .help("leave the address out, or write a link to the other form"),
        );
    }
}
