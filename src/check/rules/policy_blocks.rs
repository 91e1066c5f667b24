//! X015 `policy-blocks`: a page needs what its policy forbids.

use super::{Check, Group, Level, Published, Rule};
use crate::check::address::Leads;
use crate::check::policy::{self, Policy};
use crate::check::resources;
use crate::source::Span;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::privacy::POLICY_BLOCKS;

pub(super) static RULE: Rule = Rule {
    code: &POLICY_BLOCKS,
    level: Level::Error,
    group: Group::Privacy,
    page: include_str!("../../../content/manual/rules/policy-blocks.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(document) = seen.html() else { return };
    let Some((_, written)) = policy::of(document) else { return };
    let policy = Policy::parse(written.value);
    let mut report = |span: Span, directive: &str, help: &str| {
        let message = format!("the policy of the page forbids this: `{directive}`");
        found.push(seen.finding(&POLICY_BLOCKS, span, message).help(help));
    };
    for resource in resources::of(document) {
        let directive = resource.directive;
        let is_allowed = match seen.leads(resource.address) {
            // Other servers are for another rule.
            Leads::Away(_) => true,
            Leads::Other(scheme) => policy.allows_scheme(directive, &scheme),
            _ => policy.allows_own(directive),
        };
        if !is_allowed {
            report(resource.span, directive, "write a link to the file, or put it beside the page");
        }
    }
    let targets = document.attributes().filter(|a| matches!(a.name, "action" | "formaction"));
    for target in targets {
        let is_own = matches!(seen.leads(target.value), Leads::To(..) | Leads::Nowhere(_));
        if is_own && !policy.allows_own("form-action") {
            report(target.span, "form-action", "leave the address out: nothing is sent anyway");
        }
    }
}
