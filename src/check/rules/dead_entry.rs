//! L104 `dead-entry`: a feed, the sitemap or a file for hosts names an address that nothing has.

use super::{Check, Group, Level, Published, Rule};
use crate::check::Parsed;
use crate::check::address::Leads;
use crate::plan::OutputKind;
use crate::source::Span;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::links::DEAD_ENTRY;

pub(super) static RULE: Rule = Rule {
    code: &DEAD_ENTRY,
    level: Level::Error,
    group: Group::Links,
    page: include_str!("../../../content/manual/rules/dead-entry.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    for (address, span) in addresses(seen, found) {
        let message = match seen.leads(&address) {
            Leads::Nowhere(path) => format!("`{path}` is named here, and nothing is published there"),
            Leads::To(to, _) if matches!(to.kind, OutputKind::Redirect(_)) => {
                format!("`{}` is named here, and has moved", to.path.url())
            }
            Leads::Away(host) if matches!(seen.output.kind, OutputKind::Sitemap(_)) => {
                format!("`{host}` is another server, and the sitemap is for this one only")
            }
            _ => continue,
        };
        found.push(
            seen.finding(&DEAD_ENTRY, span, message).help("write the address of a page that is there"),
        );
    }
}

/// The addresses that a file for programs names.
fn addresses(seen: &Published<'_>, found: &mut Vec<Diagnostic>) -> Vec<(String, Span)> {
    if let Parsed::Xml(xml) = &seen.parsed {
        if let Some((why, span)) = &xml.broken {
            let message = format!("this is no XML: {why}");
            found.push(
                seen.finding(&DEAD_ENTRY, *span, message).help("correct what stands there"),
            );
        }
        return xml.addresses.clone();
    }
    match seen.output.path.as_str() {
        "_redirects" => lines(seen.text, |line| line.split_whitespace().nth(1)),
        "robots.txt" => lines(seen.text, |line| {
            let (name, value) = line.split_once(':')?;
            name.trim().eq_ignore_ascii_case("sitemap").then_some(value.trim())
        }),
        path if path.ends_with("feed.json") => in_json(seen.text),
        _ => Vec::new(),
    }
}

fn lines(text: &str, address: impl Fn(&str) -> Option<&str>) -> Vec<(String, Span)> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        // What stands behind `#` is a comment, and `:name` and `*` stand for anything.
        let own = line.split('#').next().unwrap_or_default();
        if let Some(address) = address(own).filter(|address| !address.contains(['*', ':']) || address.contains("://"))
            && let Some(from) = line.find(address)
        {
            found.push((address.to_owned(), Span::new(at + from, at + from + address.len())));
        }
        at += line.len();
    }
    found
}

/// The addresses of a JSON Feed (<https://www.jsonfeed.org/version/1.1/>).
fn in_json(text: &str) -> Vec<(String, Span)> {
    let Ok(feed) = serde_json::from_str::<serde_json::Value>(text) else { return Vec::new() };
    let own = ["home_page_url", "feed_url", "next_url"].iter().filter_map(|key| feed[key].as_str());
    let items = feed["items"].as_array().into_iter().flatten();
    own.chain(items.filter_map(|item| item["url"].as_str()))
        .map(|address| {
            let at = text.find(address).unwrap_or_default();
            (address.to_owned(), Span::new(at, at + address.len()))
        })
        .collect()
}
