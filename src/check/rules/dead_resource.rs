//! L103 `dead-resource`: a page loads a file that is not published.

use super::{Check, Group, Level, Published, Rule};
use crate::check::address::Leads;
use crate::check::resources;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::links::DEAD_RESOURCE;

pub(super) static RULE: Rule = Rule {
    code: &DEAD_RESOURCE,
    level: Level::Error,
    group: Group::Links,
    page: include_str!("../../../content/manual/rules/dead-resource.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(document) = seen.markup() else { return };
    for resource in resources::of(document) {
        if let Leads::Nowhere(path) = seen.leads(resource.address) {
            let message = format!("the page loads `{path}`, and there is no such file");
            let finding = seen.finding(&DEAD_RESOURCE, resource.span, message);
            found.push(match seen.context.addresses.nearest(&path) {
                Some(near) => finding.help(format!("did you mean `{near}`?")),
                None => finding.help("put the file there, or correct the address"),
            });
        }
    }
}
