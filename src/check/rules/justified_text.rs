//! A026 `justified-text`: lines are stretched to the same length.

use super::{Check, Group, Level, Published, Rule};
use crate::check::Parsed;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::stylesheets::JUSTIFIED_TEXT;

pub(super) static RULE: Rule = Rule {
    code: &JUSTIFIED_TEXT,
    level: Level::Warn,
    group: Group::Accessibility,
    page: include_str!("../../../content/manual/rules/justified-text.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Parsed::Css(css) = &seen.parsed else { return };
    for declaration in &css.declarations {
        let value = declaration.plain_value();
        if declaration.name == "text-align" && value.starts_with("justify") {
            found.push(
                seen.finding(&JUSTIFIED_TEXT, declaration.span, "lines are stretched to the same length")
                    .help("write `text-align: start`"),
            );
        }
    }
}
