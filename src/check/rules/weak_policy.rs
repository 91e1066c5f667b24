//! X013 `weak-policy`: a policy allows more than the site itself.

use super::{Check, Group, Level, Published, Rule};
use crate::check::policy::{self, Policy};
use crate::source::Span;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::privacy::WEAK_POLICY;

pub(super) static RULE: Rule = Rule {
    code: &WEAK_POLICY,
    level: Level::Error,
    group: Group::Privacy,
    page: include_str!("../../../content/manual/rules/weak-policy.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(document) = seen.html() else { return };
    let Some((meta, written)) = policy::of(document) else { return };
    let mut report = |span: Span, message: String, help: &str| {
        found.push(seen.finding(&WEAK_POLICY, span, message).help(help));
    };
    let governed = ["base", "link", "script", "style", "img", "iframe", "object"];
    let early = document.all().take(meta.index()).find(|node| governed.contains(&node.name()));
    if let Some(early) = early {
        let message = format!("`{}` stands before the policy, which does not govern it", early.name());
        report(early.span(), message, "put the policy first into the head");
    }
    for hole in Policy::parse(written.value).holes() {
        report(written.span, hole, "use the policy that Goodfit gives: `{{ site.csp }}` in templates");
    }
}
