//! `goodfit rules`: all rules of `check`, as a table or as JSON.

use super::args::{ListRules, RulesFormat};
use super::{CouldNotRun, Outcome, report};
use crate::check::{Rule, rules};
use serde_json::json;
use std::fmt::Write as _;

pub(super) fn run(list: &ListRules) -> Result<Outcome, CouldNotRun> {
    let mut all: Vec<&Rule> = rules::ALL.to_vec();
    all.sort_by_key(|rule| (rule.group, rule.code.id));
    match list.format {
        RulesFormat::Table => report::data(&table(&all))?,
        RulesFormat::Json => report::data(&json(&all))?,
    }
    Ok(Outcome::Fine)
}

fn table(all: &[&Rule]) -> String {
    let width = all.iter().map(|rule| rule.code.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    for rule in all {
        let _ = writeln!(
            text,
            "{}  {:<width$}  {:<13}  {:<5}  {}",
            rule.code.id,
            rule.code.name,
            rule.group.name(),
            rule.level.word(),
            rule.code.explain
        );
    }
    text
}

/// Keys are only ever added.
fn json(all: &[&Rule]) -> String {
    let rows: Vec<_> = all
        .iter()
        .map(|rule| {
            json!({
                "id": rule.code.id,
                "name": rule.code.name,
                "group": rule.group.name(),
                "level": rule.level.word(),
                "on": if rule.is_on_outputs() { "outputs" } else { "sources" },
                "summary": rule.code.explain,
            })
        })
        .collect();
    format!("{}\n", serde_json::to_string_pretty(&rows).unwrap_or_default())
}
