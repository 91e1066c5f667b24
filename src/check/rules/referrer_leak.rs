//! X011 `referrer-leak`: other sites learn which page a reader came from.

use super::{Check, Group, Level, Published, Rule};
use crate::check::html::Node;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::privacy::REFERRER_LEAK;

pub(super) static RULE: Rule = Rule {
    code: &REFERRER_LEAK,
    level: Level::Error,
    group: Group::Privacy,
    page: include_str!("../../../content/manual/rules/referrer-leak.md"),
    check: Check::Output(check),
};

/// Policies that tell other sites nothing (<https://www.w3.org/TR/referrer-policy/>).
const SILENT: [&str; 2] = ["no-referrer", "same-origin"];

fn is_silent(policy: &str) -> bool {
    SILENT.iter().any(|silent| policy.trim().eq_ignore_ascii_case(silent))
}

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(document) = seen.html() else { return };
    let is_referrer = |name: &str| name.eq_ignore_ascii_case("referrer");
    let mut stated = document.named("meta").filter(|meta| meta.attr("name").is_some_and(is_referrer));
    let help = "write `<meta name=\"referrer\" content=\"no-referrer\">` into the head";
    match stated.next().map(|meta| (meta, meta.attr("content").unwrap_or(""))) {
        Some((_, policy)) if is_silent(policy) => {}
        Some((meta, policy)) => {
            let message = format!("`{policy}` tells other sites where a reader comes from");
            found.push(seen.finding(&REFERRER_LEAK, meta.span(), message).help(help));
        }
        None => {
            let head = document.first("head").or_else(|| document.first("html"));
            let message = "the page does not say that no other site learns of it";
            let span = head.map(Node::span).unwrap_or_default();
            found.push(seen.finding(&REFERRER_LEAK, span, message).help(help));
        }
    }
    for own in document.attributes().filter(|attribute| attribute.name == "referrerpolicy") {
        if !own.value.is_empty() && !is_silent(own.value) {
            let message = format!("`{}` tells another site where a reader comes from", own.value);
            found.push(
                seen.finding(&REFERRER_LEAK, own.span, message).help("leave `referrerpolicy` out"),
            );
        }
    }
}
