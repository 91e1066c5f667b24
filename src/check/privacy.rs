//! `check --privacy-report`: what the privacy rules looked at, and what they found, for whoever has to
//! show it.
//!
//! In: a [`Glance`] at each output, the findings, and the levels. Out: one JSON document. Keys are only
//! ever added, and stand in the same order every time.

use super::address::Leads;
use super::css::Css;
use super::promises::{self, NOT_IN_THE_FILES};
use super::rule::{Group, Rule};
use super::run::Checker;
use super::scope::{Context, Parsed, Published};
use super::{policy, resources, rules};
use crate::diagnostics::Diagnostic;
use crate::plan::Output;
use crate::source::Snapshot;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What the report notes of one output.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Glance {
    /// What it is: `pages`, `stylesheets`, `drawings`, `xml`, `other_texts`, `not_looked_into`.
    kind: &'static str,
    /// Other servers that a browser would ask because of it.
    origins: BTreeSet<String>,
    /// The policy of a page, or of `_headers`.
    policy: Option<String>,
}

/// Looks at one output; without a text it is a file that is copied, and nobody looks into those.
#[must_use]
pub fn glance(context: &Context<'_>, output: &Output, text: Option<&str>) -> Glance {
    let Some(text) = text else {
        return Glance { kind: "not_looked_into", ..Glance::default() };
    };
    let seen = Published::new(context, output, text);
    let mut glance = Glance { kind: kind(&seen.parsed), ..Glance::default() };
    let mut add = |written: &str| {
        if let Leads::Away(host) = seen.leads(written) {
            glance.origins.insert(host);
        }
    };
    if let Parsed::Css(css) = &seen.parsed {
        css.requests.iter().for_each(|request| add(&request.address));
    }
    if let Some(document) = seen.markup() {
        resources::of(document).iter().for_each(|resource| add(resource.address));
        for name in ["script", "iframe", "frame", "embed", "object", "link", "base", "portal"] {
            for node in document.named(name) {
                let quiet = name == "link" && resources::is_quiet_link(node);
                let named = ["src", "data", "href"].into_iter().filter_map(|name| node.attr(name));
                named.filter(|_| !quiet).for_each(&mut add);
            }
        }
        let styles = document.named("style").map(|style| style.texts().collect::<String>());
        let attributes = document.attributes().filter(|attribute| attribute.name == "style");
        for css in styles.chain(attributes.map(|attribute| attribute.value.to_owned())) {
            Css::parse(&css).requests.iter().for_each(|request| add(&request.address));
        }
    }
    glance.policy = match seen.html() {
        Some(document) => policy::of(document).map(|(_, content)| content.value.to_owned()),
        None if output.path.as_str() == "_headers" => header(text),
        None => None,
    };
    glance
}

fn kind(parsed: &Parsed<'_>) -> &'static str {
    match parsed {
        Parsed::Html(_) => "pages",
        Parsed::Svg(_) => "drawings",
        Parsed::Css(_) => "stylesheets",
        Parsed::Xml(_) => "xml",
        Parsed::Other => "other_texts",
    }
}

/// The policy that `_headers` sends.
fn header(text: &str) -> Option<String> {
    let lines = text.lines().filter_map(|line| line.trim().split_once(':'));
    let mut policies =
        lines.filter(|(name, _)| name.eq_ignore_ascii_case("content-security-policy"));
    policies.next().map(|(_, policy)| policy.trim().to_owned())
}

/// The report. `found` is everything that was found, with its levels, `quoted` what it names.
#[must_use]
pub fn report(
    context: &Context<'_>,
    checker: &Checker,
    glances: &[Glance],
    now: jiff::civil::Date,
    (found, quoted): (&[Diagnostic], &Snapshot),
) -> String {
    let base = &context.site.config.base_url;
    let kinds = ["pages", "stylesheets", "drawings", "xml", "other_texts", "not_looked_into"];
    let count = |kind: &str| glances.iter().filter(|glance| glance.kind == kind).count();
    let mut looked_at = serde_json::Map::new();
    looked_at.insert("outputs".to_owned(), json!(context.plan.outputs.len()));
    looked_at.extend(kinds.map(|kind| (kind.to_owned(), json!(count(kind)))));
    let origins: BTreeSet<&String> = glances.iter().flat_map(|glance| &glance.origins).collect();
    let headers =
        glances.iter().find(|glance| glance.kind == "other_texts" && glance.policy.is_some());
    let mut privacy: Vec<&Rule> =
        rules::ALL.iter().copied().filter(|rule| rule.group == Group::Privacy).collect();
    privacy.sort_by_key(|rule| rule.code.id);
    let all: Vec<Value> = privacy
        .iter()
        .map(|rule| {
            let own = found.iter().filter(|finding| std::ptr::eq(finding.code, rule.code));
            json!({
                "id": rule.code.id,
                "name": rule.code.name,
                "level": checker.level(rule).word(),
                "tried": checker.tries(rule),
                "looks_for": rule.code.explain,
                "findings": own.map(|finding| described(finding, quoted)).collect::<Vec<_>>(),
            })
        })
        .collect();
    let report = json!({
        "format": 1,
        "program": concat!("goodfit ", env!("CARGO_PKG_VERSION")),
        "built_for": now.to_string(),
        "site": format!("{}{}/", base.origin, base.path),
        "looked_at": looked_at,
        "origins_requested": origins,
        "policies": { "pages": policies(glances), "headers_file": headers.and_then(|glance| glance.policy.clone()) },
        "rules": all,
        "promises": promises::given(checker.levels()),
        "not_in_the_files": NOT_IN_THE_FILES,
    });
    format!("{}\n", serde_json::to_string_pretty(&report).unwrap_or_default())
}

/// Each policy that pages have, and how many have it; `null` for those without one.
fn policies(glances: &[Glance]) -> Vec<Value> {
    let mut counted: BTreeMap<Option<&String>, usize> = BTreeMap::new();
    for page in glances.iter().filter(|glance| glance.kind == "pages") {
        *counted.entry(page.policy.as_ref()).or_default() += 1;
    }
    counted.into_iter().map(|(policy, pages)| json!({ "policy": policy, "pages": pages })).collect()
}

fn described(finding: &Diagnostic, quoted: &Snapshot) -> Value {
    let place = finding.primary.as_ref();
    let at = place.and_then(|label| Some(quoted.text(&label.path)?.line_column(label.span?.start)));
    json!({
        "severity": finding.severity.word(),
        "message": finding.message,
        "path": place.map(|label| label.path.as_str()),
        "line": at.map(|at| at.line),
        "column": at.map(|at| at.column),
    })
}
