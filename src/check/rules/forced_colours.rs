//! A021 `forced-colours`: colours where readers have chosen all colours themselves.

use super::{Check, Group, Level, Published, Rule};
use crate::check::Parsed;
use crate::check::cascade::{Scene, Tokens};
use crate::check::colour::Colour;
use crate::check::css::{Css, Declaration};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::stylesheets::FORCED_COLOURS;

pub(super) static RULE: Rule = Rule {
    code: &FORCED_COLOURS,
    level: Level::Warn,
    group: Group::Accessibility,
    page: include_str!("../../../content/manual/rules/forced-colours.md"),
    check: Check::Output(check),
};

/// What browsers colour anew (<https://www.w3.org/TR/css-color-adjust-1/#forced-colors-properties>).
const FORCED: [&str; 7] = [
    "color",
    "background",
    "background-color",
    "text-decoration-color",
    "text-emphasis-color",
    "column-rule-color",
    "outline-color",
];

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Parsed::Css(css) = &seen.parsed else { return };
    for declaration in &css.declarations {
        let is_forced = declaration.media().any(|media| {
            media.contains("forced-colors") && !media.contains("none") && !media.contains("not")
        });
        let own = |name: &str| css.declarations.iter().find(|d| d.context == declaration.context && d.name == name);
        if declaration.name == "forced-color-adjust" && declaration.plain_value() == "none" {
            // With the colours of the system in their places, this is how one says which is which.
            let all = css.declarations.iter().filter(|d| d.context == declaration.context);
            if !is_forced || all.clone().any(|d| sets_colour(css, d)) {
                let message = "this keeps the page's colours where readers have chosen others";
                found.push(
                    seen.finding(&FORCED_COLOURS, declaration.span, message)
                        .help("take it out; a border shows where something ends"),
                );
            }
        } else if is_forced && sets_colour(css, declaration) && own("forced-color-adjust").is_none() {
            let message = format!("`{}` has no effect where readers have chosen all colours", declaration.name);
            found.push(
                seen.finding(&FORCED_COLOURS, declaration.span, message)
                    .help("take it out, or name a colour of the system, such as `CanvasText`"),
            );
        }
    }
}

/// Whether a declaration names a colour that is not the system's.
fn sets_colour(css: &Css<'_>, declaration: &Declaration<'_>) -> bool {
    let name = declaration.name.as_str();
    let is_one = FORCED.contains(&name) || (name.starts_with("border") && name.ends_with("color"));
    let value = declaration.plain_value();
    let is_colour = |value: &str| Colour::parse(value).is_some_and(|colour| colour.alpha > 0.0);
    let token = value.strip_prefix("var(--").and_then(|rest| rest.strip_suffix(')'));
    is_one
        && match token {
            Some(token) => Tokens::new(css, Scene::ALL[0]).colour(token).is_ok(),
            None => is_colour(value),
        }
}
