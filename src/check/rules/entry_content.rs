//! L114 `entry-content`: an entry of a feed holds what only works on its own page.

use super::{Check, Group, Level, Published, Rule};
use crate::check::Parsed;
use crate::check::html::Document;
use crate::source::Span;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::links::ENTRY_CONTENT;

pub(super) static RULE: Rule = Rule {
    code: &ENTRY_CONTENT,
    level: Level::Error,
    group: Group::Links,
    page: include_str!("../../../content/manual/rules/entry-content.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    for (html, span) in contents(seen) {
        let document = Document::parse(&html);
        let say = |message: String| {
            seen.finding(&ENTRY_CONTENT, span, message)
                .help("write whole addresses with `https://`, and no program")
        };
        if document.named("script").next().is_some() {
            found.push(say("an entry has a program in it".to_owned()));
        }
        let all = document.attributes().filter(|attribute| matches!(attribute.name, "href" | "src"));
        let lost = all.map(|attribute| attribute.value).find(|address| {
            // Anything with a scheme is whole; a place in the entry itself is not.
            !address.split(['/', '?', '#']).next().unwrap_or_default().contains(':')
        });
        if let Some(address) = lost {
            found.push(say(format!("`{address}` in an entry leads nowhere outside its page")));
        }
    }
}

/// What entries hold as HTML.
fn contents(seen: &Published<'_>) -> Vec<(String, Span)> {
    if let Parsed::Xml(xml) = &seen.parsed {
        let html = xml.texts.iter().filter(|text| text.is_html);
        return html.map(|text| (text.value.clone(), text.span)).collect();
    }
    if !seen.output.path.as_str().ends_with("feed.json") {
        return Vec::new();
    }
    let Ok(feed) = serde_json::from_str::<serde_json::Value>(seen.text) else { return Vec::new() };
    let items = feed["items"].as_array().into_iter().flatten();
    let html = items.filter_map(|item| item["content_html"].as_str());
    let at = seen.text.find("content_html").unwrap_or_default();
    html.map(|html| (html.to_owned(), Span::at(at))).collect()
}
