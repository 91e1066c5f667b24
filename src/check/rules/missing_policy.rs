//! X012 `missing-policy`: a page does not tell browsers what it may load.

use super::{Check, Group, Level, Published, Rule};
use crate::check::html::Node;
use crate::check::policy;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::privacy::MISSING_POLICY;

pub(super) static RULE: Rule = Rule {
    code: &MISSING_POLICY,
    level: Level::Error,
    group: Group::Privacy,
    page: include_str!("../../../content/manual/rules/missing-policy.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(document) = seen.html() else { return };
    if policy::of(document).is_some() {
        return;
    }
    let head = document.first("head").or_else(|| document.first("html"));
    let message = "the page has no content security policy";
    found.push(
        seen.finding(&MISSING_POLICY, head.map(Node::span).unwrap_or_default(), message)
            .help("begin its head with the policy; in a template it is `{{ site.csp }}`"),
    );
}
