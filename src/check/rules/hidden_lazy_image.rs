//! X016 `hidden-lazy-image`: a picture is loaded only when something is opened or ticked.

use super::{Check, Group, Level, Published, Rule};
use crate::check::html::Node;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::privacy::HIDDEN_LAZY_IMAGE;

pub(super) static RULE: Rule = Rule {
    code: &HIDDEN_LAZY_IMAGE,
    level: Level::Error,
    group: Group::Privacy,
    page: include_str!("../../../content/manual/rules/hidden-lazy-image.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(document) = seen.html() else { return };
    for image in document.named("img").filter(|image| image.has_word("loading", "lazy")) {
        if !image.ancestors().any(is_shown_later) {
            continue;
        }
        let place = image.attribute("loading").map_or(image.span(), |loading| loading.span);
        found.push(
            seen.finding(&HIDDEN_LAZY_IMAGE, place, "the picture is loaded when it is first shown")
                .help("leave `loading=\"lazy\"` out"),
        );
    }
}

/// Whether what is in it may be shown by something a reader does.
fn is_shown_later(around: Node<'_>) -> bool {
    match around.name() {
        "details" | "dialog" => !around.has("open"),
        // What is ticked in it may show a part of it.
        "form" => true,
        _ => around.has("hidden") || around.has("popover"),
    }
}
