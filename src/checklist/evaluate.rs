//! The reference: which outcome a set of answers leads to.
//!
//! In: a questionnaire and what a reader has chosen. Out: the outcome, the flagged questions, how
//! many are answered. Short, slow and obviously right: the stylesheet and the proof are tested
//! against it, so it shares nothing with them but the types.

use super::{Answers, Comparison, Condition, Count, Questionnaire, Set};

/// The index of the first outcome whose condition holds; the last one has none and always does. The
/// number of outcomes if there is none at all.
#[must_use]
pub fn evaluate(questionnaire: &Questionnaire, answers: &Answers) -> usize {
    let applies = |when: &Condition| holds(questionnaire, when, answers);
    questionnaire
        .outcomes
        .iter()
        .position(|outcome| outcome.when.as_ref().is_none_or(|when| applies(&when.value)))
        .unwrap_or(questionnaire.outcomes.len())
}

/// Whether a condition is true.
#[must_use]
pub fn holds(questionnaire: &Questionnaire, condition: &Condition, answers: &Answers) -> bool {
    let holds = |part: &Condition| holds(questionnaire, part, answers);
    let number_of = |what: &Count| count(questionnaire, what, answers);
    match condition {
        Condition::And(parts) => parts.iter().all(holds),
        Condition::Or(parts) => parts.iter().any(holds),
        Condition::Not(part) => !holds(part),
        Condition::AnyStop => answers.stops.contains(&true),
        Condition::Stop(stop) => answers.stops[*stop],
        Condition::Is(question, answer) => answers.chosen[*question] == Some(*answer),
        Condition::Compare(left, by, number) => compare(number_of(left), *by, *number),
        Condition::CompareCounts(left, by, right) => {
            compare(number_of(left), *by, number_of(right))
        }
    }
}

/// How many questions are answered in that way.
#[must_use]
pub fn count(questionnaire: &Questionnaire, what: &Count, answers: &Answers) -> u32 {
    let mut number = 0;
    for (index, question) in questionnaire.questions().enumerate() {
        let in_section = what.section.is_none_or(|at| at == questionnaire.section_of(index));
        let is_marked = what.mark.as_ref().is_none_or(|mark| question.marks.contains(mark));
        let chosen = answers.chosen[index];
        let in_set = match &what.set {
            Set::Answers(these) => chosen.is_some_and(|answer| these.contains(&answer)),
            Set::Answered => chosen.is_some(),
            Set::Unanswered => chosen.is_none(),
        };
        if in_section && is_marked && in_set {
            number += 1;
        }
    }
    number
}

fn compare(left: u32, by: Comparison, right: u32) -> bool {
    match by {
        Comparison::AtLeast => left >= right,
        Comparison::AtMost => left <= right,
        Comparison::MoreThan => left > right,
        Comparison::LessThan => left < right,
        Comparison::Exactly => left == right,
    }
}

/// The indexes of the questions whose "you could say" is shown.
#[must_use]
pub fn flagged(questionnaire: &Questionnaire, answers: &Answers) -> Vec<usize> {
    questionnaire
        .questions()
        .enumerate()
        .filter(|(index, question)| {
            answers.chosen[*index].is_some_and(|answer| question.flag_on.contains(&answer))
        })
        .map(|(index, _)| index)
        .collect()
}

/// How many questions are answered, in whatever way.
#[must_use]
pub fn answered(answers: &Answers) -> usize {
    answers.chosen.iter().filter(|chosen| chosen.is_some()).count()
}
