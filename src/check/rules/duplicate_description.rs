//! A008 `duplicate-description`: two pages describe themselves in the same words.

use super::{Check, Group, Level, All, Rule};
use crate::check::Facts;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::accessibility::DUPLICATE_DESCRIPTION;
use std::collections::HashMap;

pub(super) static RULE: Rule = Rule {
    code: &DUPLICATE_DESCRIPTION,
    level: Level::Warn,
    group: Group::Structure,
    page: include_str!("../../../content/manual/rules/duplicate-description.md"),
    check: Check::Site(check),
};

fn check(all: &All<'_>, found: &mut Vec<Diagnostic>) {
    let mut known: HashMap<String, &Facts> = HashMap::new();
    for facts in all.facts.iter().filter(|facts| facts.is_listed()) {
        let Some((words, span)) = &facts.description else { continue };
        if words.is_empty() {
            continue;
        }
        let Some(first) = known.get(&words.to_lowercase()) else {
            known.insert(words.to_lowercase(), facts);
            continue;
        };
        let message = "the description is that of another page too";
        found.push(
            all.finding(&DUPLICATE_DESCRIPTION, (&facts.path, Some(*span)), message)
                .note(format!("the other one is `{}`", first.path.url()))
                .help("say what is in this page and in no other"),
        );
    }
}
