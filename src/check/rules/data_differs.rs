//! H026 `data-differs`: what a page tells machines is not what it shows.

use super::{Check, Group, Level, Published, Rule};
use crate::check::html::{Document, Node};
use serde_json::Value;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::health_pages::DATA_DIFFERS;

pub(super) static RULE: Rule = Rule {
    code: &DATA_DIFFERS,
    level: Level::Error,
    group: Group::Health,
    page: include_str!("../../../content/manual/rules/data-differs.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(document) = seen.page() else { return };
    // One that loads a file is no data, whatever it says.
    let is_data = |script: &Node<'_>| {
        !script.has("src") && script.attr("type").is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json"))
    };
    for script in document.named("script").filter(is_data) {
        let mut say = |message: String| {
            found.push(seen.finding(&DATA_DIFFERS, script.span(), message).help(
                "make both of the same value in the template, or leave it out of the data",
            ));
        };
        match serde_json::from_str::<Value>(&script.texts().collect::<String>()) {
            Ok(data) => differences(document, &data).into_iter().for_each(&mut say),
            Err(cause) => say(format!("the data for machines is no JSON: {cause}")),
        }
    }
}

/// What machines are told and readers do not see, one sentence each.
fn differences(document: &Document<'_>, data: &Value) -> Vec<String> {
    let Some(main) = document.first("main") else { return Vec::new() };
    let mut found = Vec::new();
    let days: Vec<&str> =
        main.descendants().filter(|node| node.is("time")).filter_map(|time| time.attr("datetime")).collect();
    for key in ["datePublished", "dateModified", "lastReviewed"] {
        if let Some(day) = data[key].as_str().filter(|day| !days.iter().any(|shown| shown == day)) {
            found.push(format!("`{key}` is {day}, which no `time` of the page shows"));
        }
    }
    let visible = main.text();
    for key in ["author", "reviewedBy"] {
        let people = match &data[key] {
            Value::Array(people) => people.as_slice(),
            one => std::slice::from_ref(one),
        };
        for name in people.iter().filter_map(|person| person["name"].as_str()) {
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            if !visible.contains(&name) {
                found.push(format!("`{key}` is {name}, whom the page does not name"));
            }
        }
    }
    if let Some(cited) = data["citation"].as_array() {
        let listed = main
            .descendants()
            .filter(|node| node.is("section") && node.has_word("class", "sources"))
            .flat_map(|section| section.children().filter(|list| list.is("ol")))
            .flat_map(|list| list.children().filter(|item| item.is("li")))
            .count();
        if listed != cited.len() {
            found.push(format!("`citation` has {} sources, and the page lists {listed}", cited.len()));
        }
    }
    let description = document.named("meta").find(|meta| meta.attr("name") == Some("description"));
    let description = description.and_then(|meta| meta.attr("content"));
    if let Some(told) = data["description"].as_str().filter(|told| description.is_some_and(|own| own != *told)) {
        found.push(format!("`description` is {told:?}, and that of the page is another"));
    }
    if let Some(name) = data["name"].as_str() {
        let heading = main.descendants().find(|node| node.is("h1")).map(Node::text);
        if heading.is_some_and(|heading| !name.split_whitespace().eq(heading.split_whitespace())) {
            found.push(format!("`name` is {name:?}, and the heading of the page is another"));
        }
    }
    found
}
