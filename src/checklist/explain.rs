//! What a questionnaire decides, as a table for its author.
//!
//! In: a questionnaire. Out: a text: the outcomes in order with their rules, how much of all cases
//! each gets, and what happens around every number of a condition ([`boundaries`]). Everything is
//! calculated by the reference and the proof, nothing by the stylesheet.

use super::condition::questions_in;
use super::evaluate::evaluate;
use super::proof::{describe, grouped, prove};
use super::words::rule;
use super::written::written;
use super::{Answers, Condition, Count, Questionnaire, Set};
use std::fmt::Write as _;

/// The decision table and the boundary cases.
#[must_use]
pub fn explain(questionnaire: &Questionnaire) -> String {
    let mut out = head(questionnaire);
    if questionnaire.outcomes.is_empty() {
        out.push_str("\nIt has no outcomes: it is a list of questions.\n");
        return out;
    }
    let proved = prove(questionnaire).value;
    match &proved {
        Some(proof) => {
            let _ = writeln!(out, "{} cases that conditions can tell apart", grouped(proof.cases));
        }
        None => out.push_str("too many cases to look at\n"),
    }
    out.push_str("\nOutcomes; the first that applies is shown\n");
    for (index, outcome) in questionnaire.outcomes.iter().enumerate() {
        let urgent = if outcome.urgent { ", urgent" } else { "" };
        let share = proved.as_ref().map_or(String::new(), |proof| {
            format!(", {} of cases", percent(proof.shown[index], proof.cases))
        });
        let when = outcome.when.as_ref();
        let when = when.map_or("-".to_owned(), |when| written(questionnaire, &when.value));
        let _ = writeln!(out, "{:>3}. {}{urgent}{share}", index + 1, outcome.id.value);
        let _ = writeln!(out, "     when      {when}");
        let _ = writeln!(out, "     in words  {}", rule(questionnaire, index));
        if let Some(Some(example)) = proved.as_ref().map(|proof| &proof.examples[index]) {
            let _ = writeln!(out, "     example   {}", describe(questionnaire, example));
        }
    }
    write_boundaries(questionnaire, &mut out);
    out
}

fn head(questionnaire: &Questionnaire) -> String {
    let questions = questionnaire.questions().count();
    let stops = questionnaire.stop_signs.as_ref().map_or(0, |stops| stops.signs.len());
    format!(
        "{}\n{}, {}, {}, {}\n",
        questionnaire.title,
        counted(questions, "question"),
        counted(questionnaire.answers.len(), "answer"),
        counted(stops, "stop sign"),
        counted(questionnaire.outcomes.len(), "outcome")
    )
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

fn percent(part: u64, whole: u64) -> String {
    // Shares of at most ten million cases: exact in a float.
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    let share = part as f64 * 100.0 / whole as f64;
    if part > 0 && share < 0.1 { "under 0.1 %".to_owned() } else { format!("{share:.1} %") }
}

fn write_boundaries(questionnaire: &Questionnaire, out: &mut String) {
    out.push_str("\nAround each number\n");
    let mut last = None;
    for boundary in boundaries(questionnaire) {
        let outcome = evaluate(questionnaire, &boundary.answers);
        let name = questionnaire.outcomes.get(outcome).map_or("-", |outcome| &outcome.id.value);
        let text = &boundary.comparison;
        if last.as_ref() != Some(&(boundary.outcome, text.clone())) {
            let of = &questionnaire.outcomes[boundary.outcome].id.value;
            let _ = writeln!(out, "  {text}  ({of})");
        }
        last = Some((boundary.outcome, text.clone()));
        let said = describe(questionnaire, &boundary.answers);
        let _ = writeln!(out, "    {:>2} -> {name}: {said}", boundary.count);
    }
}

/// A set of answers that is just below, at or just above the number of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boundary {
    /// The outcome whose condition has the comparison.
    pub outcome: usize,
    /// The comparison as an author would write it.
    pub comparison: String,
    /// How many questions are counted.
    pub count: u32,
    /// The answers: those that are not counted are the best ones, or none if that would count.
    pub answers: Answers,
}

/// The boundary cases of every comparison with a number, in order.
#[must_use]
pub fn boundaries(questionnaire: &Questionnaire) -> Vec<Boundary> {
    let mut all = Vec::new();
    for (outcome, when) in questionnaire.outcomes.iter().map(|o| &o.when).enumerate() {
        let mut comparisons = Vec::new();
        if let Some(when) = when {
            each_comparison(&when.value, &mut comparisons);
        }
        for (condition, count, number) in comparisons {
            let most = questions_in(questionnaire, count);
            for many in number.saturating_sub(1)..=number.saturating_add(1).min(most) {
                all.push(Boundary {
                    outcome,
                    comparison: written(questionnaire, condition),
                    count: many,
                    answers: with_count(questionnaire, count, many),
                });
            }
        }
    }
    all
}

fn each_comparison<'a>(condition: &'a Condition, found: &mut Vec<(&'a Condition, &'a Count, u32)>) {
    match condition {
        Condition::And(parts) | Condition::Or(parts) => {
            for part in parts {
                each_comparison(part, found);
            }
        }
        Condition::Not(part) => each_comparison(part, found),
        Condition::Compare(count, _, number) => found.push((condition, count, *number)),
        Condition::AnyStop
        | Condition::Stop(_)
        | Condition::Is(..)
        | Condition::CompareCounts(..) => {}
    }
}

/// Answers of which exactly `many` questions are counted.
fn with_count(questionnaire: &Questionnaire, count: &Count, many: u32) -> Answers {
    let best = questionnaire.order.last().copied().unwrap_or(0);
    let (counted, other) = match &count.set {
        Set::Answers(these) if these.contains(&best) => (Some(best), None),
        Set::Answers(these) => (these.first().copied(), Some(best)),
        Set::Answered => (Some(best), None),
        Set::Unanswered => (None, Some(best)),
    };
    let mut scope: Vec<usize> = (0..questionnaire.questions().count())
        .filter(|question| in_scope(questionnaire, count, *question))
        .collect();
    // Questions that other conditions single out come last, so that what is seen is the effect of
    // this number. The sort keeps the order of the page.
    scope.sort_by_key(|question| singled_out(questionnaire, *question));
    let mut chosen = vec![other; questionnaire.questions().count()];
    for question in scope.into_iter().take(usize::try_from(many).unwrap_or(usize::MAX)) {
        chosen[question] = counted;
    }
    let stops = questionnaire.stop_signs.as_ref().map_or(0, |stops| stops.signs.len());
    Answers { chosen, stops: vec![false; stops] }
}

fn in_scope(questionnaire: &Questionnaire, count: &Count, question: usize) -> bool {
    let marks = questionnaire.questions().nth(question).map(|question| &question.marks);
    count.section.is_none_or(|at| at == questionnaire.section_of(question))
        && count.mark.as_ref().is_none_or(|mark| marks.is_some_and(|all| all.contains(mark)))
}

/// How many parts of conditions look at this question but not at all questions; a condition on it
/// alone weighs most.
fn singled_out(questionnaire: &Questionnaire, question: usize) -> usize {
    fn weight(questionnaire: &Questionnaire, condition: &Condition, question: usize) -> usize {
        let count = |count: &Count| {
            let is_narrow = count.section.is_some() || count.mark.is_some();
            usize::from(is_narrow && in_scope(questionnaire, count, question))
        };
        let all = |parts: &[Condition]| {
            parts.iter().map(|part| weight(questionnaire, part, question)).sum()
        };
        match condition {
            Condition::And(parts) | Condition::Or(parts) => all(parts),
            Condition::Not(part) => weight(questionnaire, part, question),
            Condition::Is(this, _) => 100 * usize::from(*this == question),
            Condition::Compare(left, _, _) => count(left),
            Condition::CompareCounts(left, _, right) => count(left) + count(right),
            Condition::AnyStop | Condition::Stop(_) => 0,
        }
    }
    let conditions = questionnaire.outcomes.iter().filter_map(|outcome| outcome.when.as_ref());
    conditions.map(|when| weight(questionnaire, &when.value, question)).sum()
}

#[cfg(test)]
mod tests {
    use super::super::evaluate::count;
    use super::super::testing::{SMALL, questionnaire};
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn boundary_cases_have_the_counts_they_are_said_to_have(made in questionnaire(SMALL)) {
            for boundary in boundaries(&made) {
                let mut comparisons = Vec::new();
                let when = made.outcomes[boundary.outcome].when.as_ref();
                each_comparison(&when.expect("it has a comparison").value, &mut comparisons);
                let found = comparisons.iter().any(|(condition, what, _)| {
                    written(&made, condition) == boundary.comparison
                        && count(&made, what, &boundary.answers) == boundary.count
                });
                prop_assert!(found, "{:?}", boundary);
            }
            prop_assert!(!explain(&made).is_empty());
        }
    }
}
