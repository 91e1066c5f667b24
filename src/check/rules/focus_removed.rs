//! A022 `focus-removed`: nothing shows where the keyboard is.

use super::{Check, Group, Level, Published, Rule};
use crate::check::Parsed;
use crate::check::cascade::split;
use crate::check::css::{Css, Declaration};
use crate::check::selectors::{INTERACTIVE, element, names, pixels, subject};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::stylesheets::FOCUS_REMOVED;

pub(super) static RULE: Rule = Rule {
    code: &FOCUS_REMOVED,
    level: Level::Error,
    group: Group::Accessibility,
    page: include_str!("../../../content/manual/rules/focus-removed.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Parsed::Css(css) = &seen.parsed else { return };
    for declaration in css.declarations.iter().filter(|d| !d.is_for_print() && removes(d)) {
        let Some(list) = declaration.selectors().last() else { continue };
        let lost = split(list, ",").into_iter().find(|one| {
            can_have_focus(one) && !css.declarations.iter().any(|d| replaces(css, declaration, one, d))
        });
        if let Some(lost) = lost {
            let message = format!("`{lost}` shows nothing when the keyboard is there");
            found.push(
                seen.finding(&FOCUS_REMOVED, declaration.span, message)
                    .help("take it out, or draw another ring, such as `outline: 3px solid`"),
            );
        }
    }
}

/// Whether a declaration takes the ring away.
fn removes(declaration: &Declaration<'_>) -> bool {
    let mut words = declaration.plain_value().split_whitespace();
    match declaration.name.as_str() {
        "outline" => words.any(|word| word == "none" || word == "transparent" || pixels(word) == Some(0.0)),
        "outline-style" => words.any(|word| word == "none"),
        "outline-width" => words.any(|word| pixels(word) == Some(0.0)),
        _ => false,
    }
}

/// Whether what a selector styles can have the keyboard, as far as it tells.
fn can_have_focus(selector: &str) -> bool {
    let subject = subject(selector);
    // Places that only a program or a link within the page moves to; a pattern for the mouse only;
    // parts of an element.
    let is_other = subject.contains("tabindex=\"-1\"")
        || subject.contains("tabindex='-1'")
        || subject.contains(":not(:focus-visible)")
        || subject.contains("::");
    let is_named = element(subject).is_some_and(|name| INTERACTIVE.contains(&name));
    !is_other && (subject.contains(":focus") || is_named || subject == "*" || subject.contains("[tabindex"))
}

/// Whether another declaration shows the keyboard instead.
fn replaces(css: &Css<'_>, removal: &Declaration<'_>, selector: &str, other: &Declaration<'_>) -> bool {
    if !shows(other) || removes(other) || other.is_for_print() {
        return false;
    }
    if other.context == removal.context {
        return selector.contains(":focus");
    }
    let subject_of_removal = subject(selector);
    let own = names(subject_of_removal);
    let is_plain = own.iter().all(|name| !name.starts_with(['.', '#'])) && !selector.contains([' ', '>', '[']);
    other.selectors().flat_map(|list| split(list, ",")).any(|one| {
        let at = subject(one);
        // Drawn around the element, or beside it: by which box it is, the selector does not tell.
        let is_around = at.contains(":has(") && at.contains(":focus")
            || at.contains(":focus-within")
            || one.contains(":focus") && !at.contains(":focus");
        let is_same = at.contains(":focus") && names(at).iter().any(|name| own.contains(name));
        // One for everything wins over what names an element only.
        let is_for_all = names(at).is_empty()
            && at.starts_with(":focus")
            && is_plain
            && !subject_of_removal.contains(":focus")
            && css.layer(other) >= css.layer(removal);
        is_around || is_same || is_for_all
    })
}

/// Whether a declaration can be seen when it comes and goes.
fn shows(declaration: &Declaration<'_>) -> bool {
    let name = declaration.name.as_str();
    let is_one = name == "outline"
        || name == "box-shadow"
        || name.starts_with("background")
        || name.starts_with("border") && !name.contains("radius")
        || name.starts_with("text-decoration");
    is_one && !matches!(declaration.plain_value(), "none" | "0" | "transparent")
}
