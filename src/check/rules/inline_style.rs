//! X009 `inline-style`: a page has styles of its own, which the policy forbids.

use super::{Check, Group, Level, Published, Rule};
use crate::check::css::Css;
use crate::source::Span;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::privacy::INLINE_STYLE;

pub(super) static RULE: Rule = Rule {
    code: &INLINE_STYLE,
    level: Level::Error,
    group: Group::Privacy,
    page: include_str!("../../../content/manual/rules/inline-style.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(document) = seen.html() else { return };
    let mut report = |span: Span| {
        found.push(
            seen.finding(&INLINE_STYLE, span, "browsers ignore styles within a page")
                .help("give the element a class, and write the style into the theme"),
        );
    };
    // One that asks for a file is for another rule.
    let is_quiet = |text: &str| Css::parse(text).requests.is_empty();
    for style in document.named("style") {
        if is_quiet(&style.texts().collect::<String>()) {
            report(style.span());
        }
    }
    for style in document.attributes().filter(|attribute| attribute.name == "style") {
        if is_quiet(style.value) {
            report(style.span);
        }
    }
}
