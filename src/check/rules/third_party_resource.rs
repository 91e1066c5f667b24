//! X007 `third-party-resource`: a page loads something from another server.

use super::{Check, Group, Level, Published, Rule};
use crate::check::address::Leads;
use crate::check::resources;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::privacy::THIRD_PARTY_RESOURCE;

pub(super) static RULE: Rule = Rule {
    code: &THIRD_PARTY_RESOURCE,
    level: Level::Error,
    group: Group::Privacy,
    page: include_str!("../../../content/manual/rules/third-party-resource.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(document) = seen.markup() else { return };
    for resource in resources::of(document) {
        if let Leads::Away(host) = seen.leads(resource.address) {
            let message = format!("the page loads something from `{host}`");
            found.push(
                seen.finding(&THIRD_PARTY_RESOURCE, resource.span, message)
                    .help("put a copy into the site, or write a link to it"),
            );
        }
    }
    for base in document.named("base").filter_map(|base| base.attribute("href")) {
        if let Leads::Away(host) = seen.leads(base.value) {
            let message = format!("every address in the page leads to `{host}`");
            found.push(
                seen.finding(&THIRD_PARTY_RESOURCE, base.span, message)
                    .help("leave the `base` element out"),
            );
        }
    }
}
