//! X014 `policies-differ`: the policy in a page is not the one in `_headers`.

use super::{Check, Group, Level, All, Rule};
use crate::check::policy::Policy;
use crate::plan::OutputKind;
use crate::source::Span;
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
    let Some(file) = all.context.plan.find("_headers") else { return };
    let (sent, line) = sent_with_all(headers);
    for facts in all.facts {
        let Some((written, span)) = &facts.policy else { continue };
        let own = Policy::parse(written).in_meta();
        // One that is weak is reported as that.
        if !own.holes().is_empty() || sent.as_ref() == Some(&own) {
            continue;
        }
        let message = match sent {
            Some(_) => "the policy of the page is not the one in `_headers`",
            None => "the page has a policy, and `_headers` sends none",
        };
        // An author's own file is to blame rather than every page.
        if matches!(file.kind, OutputKind::Asset(_)) {
            let finding = all.finding(&POLICIES_DIFFER, (&file.path, Some(line)), message);
            found.push(
                finding
                    .note(format!("the pages have `{}`", written.trim()))
                    .help("write the policy of the pages here, or remove the file: then Goodfit makes one"),
            );
            return;
        }
        found.push(
            all.finding(&POLICIES_DIFFER, (&facts.path, Some(*span)), message)
                .help("use the policy that Goodfit gives: `{{ site.csp }}` in templates"),
        );
    }
}

/// The policy that a file `_headers` sends with every page, and its place; the place of the first
/// line if there is none.
fn sent_with_all(headers: &str) -> (Option<Policy>, Span) {
    let mut is_for_all = false;
    let mut at = 0;
    for line in headers.split_inclusive('\n') {
        let place = Span::new(at + line.len() - line.trim_start().len(), at + line.trim_end().len());
        at += line.len();
        if !line.starts_with([' ', '\t']) {
            is_for_all = line.trim_end().ends_with("/*");
            continue;
        }
        let Some((name, value)) = line.split_once(':') else { continue };
        if is_for_all && name.trim().eq_ignore_ascii_case("content-security-policy") {
            return (Some(Policy::parse(value).in_meta()), place);
        }
    }
    (None, Span::new(0, headers.lines().next().map_or(0, str::len)))
}
