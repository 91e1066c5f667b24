//! W010 `same-link-text`: two links say the same and lead to different places.

use super::{Check, Group, Level, Rule, Source};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::wording::SAME_LINK_TEXT;
use crate::markdown::Link;
use crate::site::Target;
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    code: &SAME_LINK_TEXT,
    level: Level::Warn,
    group: Group::Language,
    page: include_str!("../../../content/manual/rules/same-link-text.md"),
    check: Check::Source(check),
};

fn check(source: &Source<'_>, found: &mut Vec<Diagnostic>) {
    let body = &source.page.body;
    if body.links.len() < 2 {
        return;
    }
    let targets = &source.context.site.links[source.id.0 as usize].links;
    let mut known: BTreeMap<String, (&Link, &Target)> = BTreeMap::new();
    for (link, target) in body.links.iter().zip(targets) {
        let words = link.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() || *target == Target::Nowhere {
            continue;
        }
        match known.get(&words.to_lowercase()) {
            None => {
                known.insert(words.to_lowercase(), (link, target));
            }
            Some((first, other)) if !is_same_place(link, target, first, other) => {
                let message = format!("two links say `{words}` and lead to different places");
                found.push(
                    source
                        .finding(&SAME_LINK_TEXT, link.span, message)
                        .also(&source.page.source, Some(first.span), "the first one leads here")
                        .help("say in each where it leads"),
                );
            }
            Some(_) => {}
        }
    }
}

/// Whether two links lead to one page, perhaps to two places in it.
fn is_same_place(link: &Link, target: &Target, first: &Link, other: &Target) -> bool {
    match (target, other) {
        (Target::Page(a, _), Target::Page(b, _)) => a == b,
        (Target::Here(_), Target::Here(_)) => true,
        (Target::Asset(a, _), Target::Asset(b, _)) => a == b,
        (Target::Address(a, _), Target::Address(b, _)) => a == b,
        (Target::External, Target::External) => before_hash(&link.dest) == before_hash(&first.dest),
        _ => false,
    }
}

fn before_hash(address: &str) -> &str {
    address.split('#').next().unwrap_or(address).trim_end_matches('/')
}
