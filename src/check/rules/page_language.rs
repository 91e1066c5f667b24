//! A004 `page-language`: a page does not say which language it is in.

use super::{Check, Group, Level, Published, Rule};
use crate::check::html::Node;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::accessibility::PAGE_LANGUAGE;

pub(super) static RULE: Rule = Rule {
    code: &PAGE_LANGUAGE,
    level: Level::Error,
    group: Group::Accessibility,
    page: include_str!("../../../content/manual/rules/page-language.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(document) = seen.html() else { return };
    let html = document.first("html");
    let written = html.and_then(|html| html.attribute("lang"));
    let language = written.map_or("", |lang| lang.value.trim());
    if is_language(language) {
        return;
    }
    let message = if language.is_empty() {
        "the page does not say which language it is in".to_owned()
    } else {
        format!("`{language}` is not the tag of a language")
    };
    let place = written.map(|lang| lang.span).or(html.map(Node::span));
    found.push(
        seen.finding(&PAGE_LANGUAGE, place.unwrap_or_default(), message)
            .help("write `<html lang=\"en\">`, with the language that the text is in"),
    );
}

/// The shape of a tag (<https://www.rfc-editor.org/rfc/rfc5646#section-2.1>).
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let is_first = parts.next().is_some_and(|part| {
        (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic())
    });
    is_first
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}
