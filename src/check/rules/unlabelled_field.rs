//! A013 `unlabelled-field`: a field of a form does not say what to put in.

use super::{Check, Group, Level, Published, Rule};
use crate::check::names;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::accessibility::UNLABELLED_FIELD;
use std::collections::HashSet;

pub(super) static RULE: Rule = Rule {
    code: &UNLABELLED_FIELD,
    level: Level::Error,
    group: Group::Accessibility,
    page: include_str!("../../../content/manual/rules/unlabelled-field.md"),
    check: Check::Output(check),
};

/// Kinds of input that have words of their own, or are not seen.
const SILENT: [&str; 5] = ["hidden", "submit", "reset", "button", "image"];

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(document) = seen.html() else { return };
    let mut labelled: Option<HashSet<&str>> = None;
    for field in document.named_any(&["input", "select", "textarea"]) {
        let kind = field.attr("type").unwrap_or("text").trim().to_ascii_lowercase();
        if field.is("input") && SILENT.contains(&kind.as_str()) {
            continue;
        }
        let labels = labelled.get_or_insert_with(|| {
            let labels = document.named("label").filter(|label| !names::name(*label).is_empty());
            labels.filter_map(|label| label.attr("for")).collect()
        });
        let is_labelled = field.attr("id").is_some_and(|id| labels.contains(id))
            || field.closest("label").is_some_and(|label| !names::name(label).is_empty())
            || names::given(field).is_some()
            || field.attr("title").is_some_and(|title| !title.trim().is_empty());
        if !is_labelled {
            found.push(
                seen.finding(&UNLABELLED_FIELD, field.span(), "the field has no label")
                    .help("write a `label` whose `for` is the id of the field"),
            );
        }
    }
}
