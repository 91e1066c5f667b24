//! A007 `missing-description`: a page does not say in one sentence what it is about.

use super::{Check, Group, Level, Published, Rule};
use crate::check::html::Node;
use crate::plan::OutputKind;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::accessibility::MISSING_DESCRIPTION;

pub(super) static RULE: Rule = Rule {
    code: &MISSING_DESCRIPTION,
    level: Level::Warn,
    group: Group::Structure,
    page: include_str!("../../../content/manual/rules/missing-description.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(document) = seen.page() else { return };
    let Some(facts) = seen.facts.as_ref().filter(|facts| facts.is_listed()) else { return };
    let is_there = facts.description.as_ref().is_some_and(|(words, _)| !words.is_empty());
    // Lists that no author wrote have nobody to describe them.
    let of = seen.of();
    let is_authored = of.is_some() || matches!(seen.output.kind, OutputKind::Asset(_));
    if is_there || !is_authored {
        return;
    }
    let message = "the page has no description";
    let page = of.map(|id| seen.context.site.page(id));
    let finding = match page.filter(|page| page.matter.description.is_none()) {
        Some(page) => Diagnostic::new(&MISSING_DESCRIPTION, message).in_file(&page.source),
        None => {
            let head = document.first("head").map(Node::span).unwrap_or_default();
            seen.finding(&MISSING_DESCRIPTION, head, message)
        }
    };
    found.push(finding.help("add a line `description:` with one sentence that says what readers find"));
}
