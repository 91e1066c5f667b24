//! A024 `unasked-motion`: things move for readers who have asked for less motion.

use super::{Check, Group, Level, Published, Rule};
use crate::check::Parsed;
use crate::check::css::Declaration;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::stylesheets::UNASKED_MOTION;

pub(super) static RULE: Rule = Rule {
    code: &UNASKED_MOTION,
    level: Level::Warn,
    group: Group::Accessibility,
    page: include_str!("../../../content/manual/rules/unasked-motion.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Parsed::Css(css) = &seen.parsed else { return };
    for declaration in &css.declarations {
        let Some(kind) = kind(declaration).filter(|_| moves(declaration)) else { continue };
        let is_asked = declaration.media().any(|media| {
            media.contains("prefers-reduced-motion") && media.contains("no-preference")
        });
        let is_stilled = css.declarations.iter().any(|other| {
            self::kind(other) == Some(kind)
                && !moves(other)
                && other.media().any(|media| {
                    media.contains("prefers-reduced-motion") && !media.contains("no-preference")
                })
        });
        if !is_asked && !is_stilled && !declaration.is_for_print() {
            let message = format!("`{}` moves things for readers who want less motion", declaration.name);
            found.push(seen.finding(&UNASKED_MOTION, declaration.span, message).help(
                "take it out, or put it into `@media (prefers-reduced-motion: no-preference)`",
            ));
        }
    }
}

/// What kind of motion a declaration is about.
fn kind(declaration: &Declaration<'_>) -> Option<&'static str> {
    match declaration.name.as_str() {
        "animation" | "animation-name" => Some("animation"),
        "transition" | "transition-property" | "transition-duration" => Some("transition"),
        "scroll-behavior" => Some("scroll-behavior"),
        _ => None,
    }
}

fn moves(declaration: &Declaration<'_>) -> bool {
    let value = declaration.plain_value();
    let is_still = value.split([' ', ',']).any(|word| matches!(word, "none" | "auto" | "0s" | "initial" | "unset"));
    // Readers cannot see a change within a hundredth of a second.
    !is_still && !value.contains(".01ms") && !value.contains("1ms")
}
