//! A012 `image-without-alt`: a picture says nothing to those who cannot see it.

use super::{Check, Group, Level, Published, Rule};
use crate::check::html::Node;
use crate::check::names;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::accessibility::IMAGE_WITHOUT_ALT;

pub(super) static RULE: Rule = Rule {
    code: &IMAGE_WITHOUT_ALT,
    level: Level::Error,
    group: Group::Accessibility,
    page: include_str!("../../../content/manual/rules/image-without-alt.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(document) = seen.html() else { return };
    let images = document.named("img").filter(|image| !image.has("alt") && is_shown(*image));
    let buttons = document.named("input").filter(|input| {
        input.has_word("type", "image") && !input.has("alt") && names::given(*input).is_none()
    });
    let areas = document.named("area").filter(|area| area.has("href") && !area.has("alt"));
    let drawings = document.named("svg").filter(|svg| {
        svg.has_word("role", "img")
            && names::given(*svg).is_none()
            && !svg.children().any(|child| child.is("title") && !child.is_blank())
    });
    for node in images.chain(buttons).chain(areas).chain(drawings) {
        found.push(
            seen.finding(&IMAGE_WITHOUT_ALT, node.span(), "the picture has no alternative text")
                .help("say what it shows in `alt`; if it only decorates, write `alt=\"\"`"),
        );
    }
}

/// Whether it is there for those who listen.
fn is_shown(node: Node<'_>) -> bool {
    let is_hidden = |node: Node<'_>| node.attr("aria-hidden") == Some("true");
    let is_decoration = node.has_word("role", "presentation") || node.has_word("role", "none");
    !is_decoration && !is_hidden(node) && !node.ancestors().any(is_hidden)
}
