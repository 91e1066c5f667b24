//! A025 `small-text`: words are made too small to read.

use super::{Check, Group, Level, Published, Rule};
use crate::check::Parsed;
use crate::check::selectors::pixels;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::stylesheets::SMALL_TEXT;

pub(super) static RULE: Rule = Rule {
    code: &SMALL_TEXT,
    level: Level::Warn,
    group: Group::Accessibility,
    page: include_str!("../../../content/manual/rules/small-text.md"),
    check: Check::Output(check),
};

const LEAST: f64 = 12.0;

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Parsed::Css(css) = &seen.parsed else { return };
    for declaration in css.declarations.iter().filter(|d| !d.is_for_print()) {
        let value = declaration.plain_value();
        // In `font`, the size is the first length; the height of a line follows a slash.
        let size = match declaration.name.as_str() {
            "font-size" => pixels(value),
            "font" => value.split([' ', '/']).find_map(pixels),
            _ => None,
        };
        // Nothing is how one hides letters that a picture stands for.
        if let Some(size) = size.filter(|size| *size > 0.0 && *size < LEAST) {
            let message = format!("words are {size} pixels high here, and many people cannot read them");
            found.push(
                seen.finding(&SMALL_TEXT, declaration.span, message)
                    .help("make them at least `0.75rem`; `rem` follows what readers have set"),
            );
        }
    }
}
