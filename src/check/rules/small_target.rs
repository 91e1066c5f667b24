//! A023 `small-target`: something to click on is made too small.

use super::{Check, Group, Level, Published, Rule};
use crate::check::Parsed;
use crate::check::cascade::split;
use crate::check::selectors::{INTERACTIVE, element, pixels, subject};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::stylesheets::SMALL_TARGET;

pub(super) static RULE: Rule = Rule {
    code: &SMALL_TARGET,
    level: Level::Error,
    group: Group::Accessibility,
    page: include_str!("../../../content/manual/rules/small-target.md"),
    check: Check::Output(check),
};

/// <https://www.w3.org/TR/WCAG22/#target-size-minimum>
const LEAST: f64 = 24.0;

const SIZES: [&str; 10] = [
    "width", "height", "inline-size", "block-size", "max-width", "max-height", "max-inline-size",
    "max-block-size", "min-height", "min-block-size",
];

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Parsed::Css(css) = &seen.parsed else { return };
    for declaration in &css.declarations {
        if !SIZES.contains(&declaration.name.as_str()) || declaration.is_for_print() {
            continue;
        }
        // One pixel or none hides a thing until it has the keyboard.
        let Some(size) = pixels(declaration.plain_value()).filter(|size| *size > 1.0 && *size < LEAST) else {
            continue;
        };
        let Some(list) = declaration.selectors().last() else { continue };
        if let Some(one) = split(list, ",").into_iter().find(|one| is_target(subject(one))) {
            let message = format!("`{one}` is {size} pixels in one direction, and fingers need {LEAST}");
            found.push(
                seen.finding(&SMALL_TARGET, declaration.span, message)
                    .help("make it at least `1.5rem`, or give it room with `padding`"),
            );
        }
    }
}

/// Whether a compound styles something to click on. A box to tick or a round one is clicked on by
/// its label too, whose size the stylesheet of the box does not tell.
fn is_target(compound: &str) -> bool {
    let is_button = ["button", "submit", "reset", "image"].iter().any(|kind| compound.contains(kind));
    !compound.contains("::")
        && !compound.contains(":before")
        && !compound.contains(":after")
        && match element(compound) {
            Some("input") => is_button,
            Some(name) => INTERACTIVE.contains(&name),
            None => compound.contains("[role=button]") || compound.contains("[role=\"button\"]"),
        }
}
