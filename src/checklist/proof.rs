//! Looks at every possible set of answers and says what cannot be right.
//!
//! In: a questionnaire. Out: a [`Proof`] with numbers and examples, and a diagnostic for each thing
//! found. Exact, never a sample: answers and questions that no condition tells apart are taken
//! together (`space`), and if too many cases are left, that is the error. The outcome of each
//! case is kept in a table, so that "one better answer" is a look at a neighbour.

mod case;
mod example;
mod findings;
mod space;
mod vectors;

pub use example::describe;
pub(super) use example::grouped;

use super::{Answers, Questionnaire};
use crate::diagnostics::Diagnosed;
use space::{Space, Step};

/// The most cases that are looked at.
pub const MAX_CASES: u64 = 10_000_000;

/// What was found out about a questionnaire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// How many cases there are.
    pub cases: u64,
    /// For each outcome how many cases lead to it.
    pub shown: Vec<u64>,
    /// For each outcome one set of answers that leads to it, with few answers; `None` if there is
    /// none.
    pub examples: Vec<Option<Answers>>,
    /// From which outcome to which earlier one a better answer can lead, sorted.
    pub worse: Vec<Worse>,
}

/// A better answer with a worse outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worse {
    /// The outcome before.
    pub from: usize,
    /// The outcome after it, which stands earlier in the list.
    pub to: usize,
    /// The index of the question whose answer changes.
    pub question: usize,
    /// The better answer.
    pub better: usize,
    /// The answers before.
    pub before: Answers,
}

/// Looks at every case. `None` if there are too many, which is among the diagnostics, or if there
/// are no outcomes.
pub fn prove(questionnaire: &Questionnaire) -> Diagnosed<Option<Proof>> {
    if questionnaire.outcomes.is_empty() {
        return Diagnosed::clean(None);
    }
    let space = match Space::new(questionnaire) {
        Ok(space) => space,
        Err(cases) => {
            return Diagnosed::new(None, vec![findings::too_many(questionnaire, cases)]);
        }
    };
    let table = Table::fill(&space, questionnaire.outcomes.len());
    let proof = Proof {
        cases: space.cases(),
        shown: table.shown.clone(),
        examples: table.first.iter().map(|case| case.map(|case| space.answers(case))).collect(),
        worse: worse(&space, &table),
    };
    let mut found = findings::of_conditions(questionnaire, &table);
    found.extend(findings::of_stops(questionnaire, &space, &table));
    found.extend(findings::of_order(questionnaire, &proof));
    Diagnosed::new(Some(proof), found)
}

/// The outcome of every case, and what was noticed while looking.
struct Table {
    outcome: Vec<u16>,
    shown: Vec<u64>,
    /// The first case of each outcome.
    first: Vec<Option<usize>>,
    /// The first case of each outcome with a stop sign ticked.
    first_with_stop: Vec<Option<usize>>,
    /// Whether each condition, standing alone, has been true and has been false.
    was_true: Vec<bool>,
    was_false: Vec<bool>,
}

impl Table {
    fn fill(space: &Space<'_>, outcomes: usize) -> Self {
        let mut table = Self {
            outcome: Vec::with_capacity(usize::try_from(space.cases()).unwrap_or(0)),
            shown: vec![0; outcomes],
            first: vec![None; outcomes],
            first_with_stop: vec![None; outcomes],
            was_true: vec![false; outcomes],
            was_false: vec![false; outcomes],
        };
        space.each(|case| {
            let mut shown = None;
            for outcome in 0..outcomes {
                // What is decided need not be looked at again: most cases stop at the first match.
                let is_known = table.was_true[outcome] && table.was_false[outcome];
                if is_known && shown.is_some() {
                    continue;
                }
                let holds = case.holds(outcome);
                table.was_true[outcome] |= holds;
                table.was_false[outcome] |= !holds;
                if holds && shown.is_none() {
                    shown = Some(outcome);
                }
            }
            let shown = shown.unwrap_or(outcomes - 1);
            let index = table.outcome.len();
            table.outcome.push(u16::try_from(shown).unwrap_or(u16::MAX));
            table.shown[shown] += 1;
            table.first[shown].get_or_insert(index);
            if case.has_stop() {
                table.first_with_stop[shown].get_or_insert(index);
            }
        });
        table
    }
}

/// The first example of each pair of outcomes between which a better answer leads back.
fn worse(space: &Space<'_>, table: &Table) -> Vec<Worse> {
    let outcomes = table.shown.len();
    let mut found: Vec<Option<(usize, Step)>> = vec![None; outcomes * outcomes];
    space.each_step(|step, case, next| {
        let (from, to) = (usize::from(table.outcome[case]), usize::from(table.outcome[next]));
        if to < from {
            found[from * outcomes + to].get_or_insert((case, step));
        }
    });
    let pairs = found.into_iter().enumerate().filter_map(|(pair, found)| Some((pair, found?)));
    pairs
        .map(|(pair, (case, step))| {
            let (question, before) = space.before_step(case, step);
            let (from, to) = (pair / outcomes, pair % outcomes);
            Worse { from, to, question, better: step.better, before }
        })
        .collect()
}

#[cfg(test)]
mod tests;
