//! A010 `landmarks`: a page has no main part, or parts that should be there once twice.

use super::{Check, Group, Level, Published, Rule};
use crate::check::html::{Document, Node};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::accessibility::LANDMARKS;

pub(super) static RULE: Rule = Rule {
    code: &LANDMARKS,
    level: Level::Error,
    group: Group::Accessibility,
    page: include_str!("../../../content/manual/rules/landmarks.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(document) = seen.html() else { return };
    let once: [(&str, &str, Vec<Node<'_>>); 3] = [
        ("main", "main part", of_role(document, "main", "main").collect()),
        ("header", "head", of_role(document, "header", "banner").filter(|n| is_of_page(*n)).collect()),
        ("footer", "foot", of_role(document, "footer", "contentinfo").filter(|n| is_of_page(*n)).collect()),
    ];
    for (name, what, nodes) in once {
        if let Some(second) = nodes.get(1) {
            let message = format!("the page has a second {what}");
            let help = format!("leave one `{name}`, or put it into the `section` it belongs to");
            found.push(seen.finding(&LANDMARKS, second.span(), message).help(help));
        }
        if nodes.is_empty() && name == "main" {
            let place = document.first("body").or_else(|| document.first("html"));
            let span = place.map(Node::span).unwrap_or_default();
            found.push(
                seen.finding(&LANDMARKS, span, "the page has no main part")
                    .help("put what the page is about into `<main>`"),
            );
        }
    }
}

/// What has that role, by its name or because it says so.
fn of_role<'d>(
    document: &'d Document<'_>,
    name: &'static str,
    role: &'static str,
) -> impl Iterator<Item = Node<'d>> {
    document.all().filter(move |node| {
        let is_it = node.attr("role").map_or_else(|| node.is(name), |own| own.trim() == role);
        is_it && !node.has("hidden")
    })
}

/// A head or a foot of a part is none of the page
/// (<https://www.w3.org/TR/html-aam-1.0/#el-header-ancestorbody>).
fn is_of_page(node: Node<'_>) -> bool {
    let parts = ["article", "aside", "main", "nav", "section"];
    node.has("role") || !node.ancestors().any(|around| parts.contains(&around.name()))
}
