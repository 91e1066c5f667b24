//! X008 `style-request`: a stylesheet asks for another file.

use super::{Check, Group, Level, Published, Rule};
use crate::check::Parsed;
use crate::check::css::Css;
use crate::source::Span;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::privacy::STYLE_REQUEST;

pub(super) static RULE: Rule = Rule {
    code: &STYLE_REQUEST,
    level: Level::Error,
    group: Group::Privacy,
    page: include_str!("../../../content/manual/rules/style-request.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    if let Parsed::Css(css) = &seen.parsed {
        for request in &css.requests {
            report(seen, request.how, request.span, found);
        }
    }
    let Some(document) = seen.markup() else { return };
    for style in document.named("style") {
        let text: String = style.texts().collect();
        if let Some(request) = Css::parse(&text).requests.first() {
            report(seen, request.how, style.span(), found);
        }
    }
    for attribute in document.attributes() {
        // In a drawing any attribute that is a property may have one.
        if attribute.name != "style" && !attribute.node.is_foreign() {
            continue;
        }
        if !attribute.value.contains(['(', '\\']) {
            continue;
        }
        let css = Css::parse(attribute.value);
        // `url(#a)` is in the same file.
        if let Some(request) = css.requests.iter().find(|r| !r.address.trim().starts_with('#')) {
            report(seen, request.how, attribute.span, found);
        }
    }
}

fn report(seen: &Published<'_>, how: &str, span: Span, found: &mut Vec<Diagnostic>) {
    let message = format!("`{how}` makes browsers ask for another file");
    found.push(
        seen.finding(&STYLE_REQUEST, span, message)
            .help("draw it with borders, characters or inline SVG; use fonts that readers have"),
    );
}
