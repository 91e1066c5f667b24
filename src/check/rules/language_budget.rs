//! W011 `language-budget`: there is more hard language than the site's budget allows.

use super::{All, Check, Group, Level, Rule};
use crate::check::budget::{self, Budget};
use crate::check::survey::survey;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::wording::LANGUAGE_BUDGET;

pub(super) static RULE: Rule = Rule {
    code: &LANGUAGE_BUDGET,
    level: Level::Error,
    group: Group::Language,
    page: include_str!("../../../content/manual/rules/language-budget.md"),
    check: Check::Site(check),
};

fn check(all: &All<'_>, found: &mut Vec<Diagnostic>) {
    // What is wrong with the file itself has been reported.
    let Some(budget) = Budget::of(all.context.snapshot).value else { return };
    let path = budget::path();
    for balance in budget.compare(&survey(all.context)) {
        let Some(most) = balance.budget.filter(|_| balance.has_grown()) else { continue };
        let (rule, count) = (balance.rule, balance.found);
        let message = format!("`{rule}` has {count} findings, and the budget allows {most}");
        found.push(Diagnostic::new(&LANGUAGE_BUDGET, message).at(&path, balance.span).help(format!(
            "`goodfit check --rule {rule}` lists them; mend the new ones, or allow them where they are"
        )));
    }
}
