//! L113 `bad-entry`: a feed or the sitemap names a thing twice, or a day that is none.

use super::{Check, Group, Level, Published, Rule};
use crate::check::Parsed;
use crate::source::Span;
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::HashSet;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::links::BAD_ENTRY;

pub(super) static RULE: Rule = Rule {
    code: &BAD_ENTRY,
    level: Level::Error,
    group: Group::Links,
    page: include_str!("../../../content/manual/rules/bad-entry.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let mut known: HashSet<String> = HashSet::new();
    for (name, value, span) in facts(seen) {
        let message = match name.as_str() {
            "id" | "loc" if !known.insert(value.clone()) => format!("`{value}` is here twice"),
            // <https://www.w3.org/TR/NOTE-datetime>
            "lastmod" if value.parse::<Date>().is_err() && value.parse::<Timestamp>().is_err() => {
                format!("`{value}` is no day")
            }
            // <https://www.rfc-editor.org/rfc/rfc4287#section-3.3>
            "updated" | "published" if value.parse::<Timestamp>().is_err() => {
                format!("`{value}` is no point in time")
            }
            _ => continue,
        };
        let help = match name.as_str() {
            "id" | "loc" => "take one of the two out",
            "lastmod" => "write it as `2026-11-21`",
            _ => "write it as `2026-11-21T00:00:00Z`",
        };
        found.push(seen.finding(&BAD_ENTRY, span, message).help(help));
    }
}

/// What a feed or the sitemap says about each thing in it: name, value and place.
fn facts(seen: &Published<'_>) -> Vec<(String, String, Span)> {
    if let Parsed::Xml(xml) = &seen.parsed {
        let own = xml.texts.iter().filter(|text| !(text.name == "id" && text.parent == "feed"));
        return own.map(|text| (text.name.clone(), text.value.clone(), text.span)).collect();
    }
    if !seen.output.path.as_str().ends_with("feed.json") {
        return Vec::new();
    }
    let Ok(feed) = serde_json::from_str::<serde_json::Value>(seen.text) else { return Vec::new() };
    let keys = [("id", "id"), ("date_published", "published"), ("date_modified", "updated")];
    let mut found = Vec::new();
    for item in feed["items"].as_array().into_iter().flatten() {
        for (key, name) in keys {
            let Some(value) = item[key].as_str() else { continue };
            let at = seen.text.find(value).unwrap_or_default();
            found.push((name.to_owned(), value.to_owned(), Span::new(at, at + value.len())));
        }
    }
    found
}
