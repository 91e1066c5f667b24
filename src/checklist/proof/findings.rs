//! What the proof says to the author.

use super::example::grouped;
use super::space::Space;
use super::{MAX_CASES, Proof, Table, Worse, describe};
use crate::checklist::{Answers, Outcome, Questionnaire};
use crate::diagnostics::codes::questionnaires as codes;
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;

pub(super) fn too_many(questionnaire: &Questionnaire, cases: u64) -> Diagnostic {
    // The number is not exact once it does not fit.
    let more = if cases >= u64::MAX / 128 { "more than " } else { "" };
    let (cases, most) = (grouped(cases), grouped(MAX_CASES));
    let place = questionnaire.outcomes.first().map_or(Span::at(0), |outcome| outcome.id.span);
    Diagnostic::new(
        &codes::TOO_MANY_CASES,
        format!(
            "there are too many cases to prove: {more}{cases}, and at most {most} are looked at"
        ),
    )
    .at(&questionnaire.path, place)
    .help("single out fewer questions, stop signs, sections or marks in conditions")
}

/// Conditions that say nothing, and outcomes that never show.
pub(super) fn of_conditions(questionnaire: &Questionnaire, table: &Table) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (index, outcome) in questionnaire.outcomes.iter().enumerate() {
        let name = &outcome.id.value;
        let one_way = |how: &str, help: &str| {
            let message = format!("the condition of `{name}` {how}");
            at_condition(questionnaire, outcome, &codes::ONE_WAY_CONDITION, message).help(help)
        };
        if !table.was_true[index] {
            found.push(one_way("can never be true", "no set of answers makes it true: change it"));
        } else if outcome.when.is_some() && !table.was_false[index] {
            found.push(one_way(
                "is always true",
                "every set of answers makes it true: change it, or make it the last outcome, \
                 without `when:`",
            ));
            // That nothing behind it can show is the same mistake.
            break;
        } else if table.shown[index] == 0 {
            found.push(
                Diagnostic::new(&codes::NEVER_SHOWN, format!("`{name}` can never show"))
                    .at(&questionnaire.path, outcome.id.span)
                    .help(
                        "whenever it applies, an earlier outcome does too: move it up, or change \
                         the conditions",
                    ),
            );
        }
    }
    found
}

/// Ticked stop signs that do not lead to an urgent outcome; one finding for all.
pub(super) fn of_stops(
    questionnaire: &Questionnaire,
    space: &Space<'_>,
    table: &Table,
) -> Option<Diagnostic> {
    let outcomes = questionnaire.outcomes.iter().zip(&table.first_with_stop);
    let mut wrong = outcomes
        .filter(|(outcome, _)| !outcome.urgent)
        .filter_map(|(outcome, case)| Some((outcome, (*case)?)));
    let (first, case) = wrong.next()?;
    let message = format!(
        "a ticked stop sign can lead to `{}`, which is not marked `urgent: true`",
        first.id.value
    );
    let path = &questionnaire.path;
    let finding = Diagnostic::new(&codes::STOP_NOT_URGENT, message)
        .at(path, first.id.span)
        .help("let the first outcome have `when: any stop` and `urgent: true`")
        .note(example(questionnaire, &space.answers(case)));
    Some(wrong.fold(finding, |finding, (other, _)| {
        finding.also(path, Some(other.id.span), format!("and to `{}`", other.id.value))
    }))
}

/// Better answers with worse outcomes; one finding for each outcome that it leads back to.
pub(super) fn of_order(questionnaire: &Questionnaire, proof: &Proof) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (to, outcome) in questionnaire.outcomes.iter().enumerate() {
        let mut ways = proof.worse.iter().filter(|worse| worse.to == to);
        let Some(first) = ways.next() else { continue };
        let name = |outcome: usize| &questionnaire.outcomes[outcome].id.value;
        let message = format!(
            "a better answer can lead from `{}` to `{}`, which is worse",
            name(first.from),
            name(to)
        );
        let finding = at_condition(questionnaire, outcome, &codes::WORSE_FOR_BETTER, message)
            .help("change the condition, the order of the outcomes, or `order:`")
            .note(change(questionnaire, first));
        found.push(ways.fold(finding, |finding, other| {
            finding.note(format!("it can also lead there from `{}`", name(other.from)))
        }));
    }
    found
}

fn change(questionnaire: &Questionnaire, worse: &Worse) -> String {
    let label = |answer: usize| format!("“{}”", questionnaire.answers[answer].label);
    let before = worse.before.chosen[worse.question].map_or("no answer".to_owned(), label);
    format!(
        "for example, question {}: {} instead of {before}; before that: {}",
        worse.question + 1,
        label(worse.better),
        describe(questionnaire, &worse.before)
    )
}

fn example(questionnaire: &Questionnaire, answers: &Answers) -> String {
    format!("for example: {}", describe(questionnaire, answers))
}

fn at_condition(
    questionnaire: &Questionnaire,
    outcome: &Outcome,
    code: &'static Code,
    message: String,
) -> Diagnostic {
    let span = outcome.when.as_ref().map_or(outcome.id.span, |when| when.span);
    Diagnostic::new(code, message).at(&questionnaire.path, span)
}
