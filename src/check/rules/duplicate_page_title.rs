//! A006 `duplicate-page-title`: two pages have the same title.

use super::{Check, Group, Level, All, Rule};
use crate::check::Facts;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::accessibility::DUPLICATE_PAGE_TITLE;
use std::collections::HashMap;

pub(super) static RULE: Rule = Rule {
    code: &DUPLICATE_PAGE_TITLE,
    level: Level::Warn,
    group: Group::Structure,
    page: include_str!("../../../content/manual/rules/duplicate-page-title.md"),
    check: Check::Site(check),
};

fn check(all: &All<'_>, found: &mut Vec<Diagnostic>) {
    let mut known: HashMap<String, &Facts> = HashMap::new();
    for facts in all.facts.iter().filter(|facts| facts.is_listed()) {
        let Some((title, span)) = &facts.title else { continue };
        if title.is_empty() {
            continue;
        }
        let Some(first) = known.get(&title.to_lowercase()) else {
            known.insert(title.to_lowercase(), facts);
            continue;
        };
        let message = format!("`{title}` is the title of two pages");
        found.push(
            all.finding(&DUPLICATE_PAGE_TITLE, (&facts.path, Some(*span)), message)
                .note(format!("the other one is `{}`", first.path.url()))
                .help("give one of them a title that says what is different about it"),
        );
    }
}
