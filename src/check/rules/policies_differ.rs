//! X014 `policies-differ`: the policy in a page is not the one in `_headers`.

use super::{Check, Group, Level, All, Rule};
use crate::check::policy::Policy;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::privacy::POLICIES_DIFFER;

pub(super) static RULE: Rule = Rule {
    code: &POLICIES_DIFFER,
    level: Level::Error,
    group: Group::Privacy,
    page: include_str!("../../../content/manual/rules/policies-differ.md"),
    check: Check::Site(check),
};

fn check(all: &All<'_>, found: &mut Vec<Diagnostic>) {
    let Some(headers) = all.headers else { return };
    let sent = sent_with_all(headers);
    for facts in all.facts {
        let Some((written, span)) = &facts.policy else { continue };
        let own = Policy::parse(written).in_meta();
        // One that is weak is reported as that.
        if !own.holes().is_empty() {
            continue;
        }
        let finding = match &sent {
            Some(policy) if *policy == own => continue,
            Some(_) => "the policy of the page is not the one in `_headers`",
            None => "the page has a policy, and `_headers` sends none",
        };
        found.push(
            all.finding(&POLICIES_DIFFER, (&facts.path, Some(*span)), finding)
                .help("write the same policy into both; without a `_headers` of yours, Goodfit does"),
        );
    }
}

/// The policy that a file `_headers` sends with every page.
fn sent_with_all(headers: &str) -> Option<Policy> {
    let mut is_for_all = false;
    for line in headers.lines() {
        if !line.starts_with([' ', '\t']) {
            is_for_all = line.trim_end().ends_with("/*");
            continue;
        }
        let (name, value) = line.split_once(':')?;
        if is_for_all && name.trim().eq_ignore_ascii_case("content-security-policy") {
            return Some(Policy::parse(value).in_meta());
        }
    }
    None
}
