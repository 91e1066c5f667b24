//! What there is to count, and which numbers a count can pass.

use crate::checklist::{Comparison, Count, Questionnaire};

/// Why comparing a count of 0 to `most` with a number decides nothing; `None` if it does.
pub(super) fn only_way(by: Comparison, number: u32, most: u32) -> Option<&'static str> {
    let never = match by {
        Comparison::AtLeast | Comparison::Exactly => number > most,
        Comparison::MoreThan => number >= most,
        Comparison::LessThan => number == 0,
        Comparison::AtMost => false,
    };
    let always = match by {
        Comparison::AtLeast => number == 0,
        Comparison::AtMost => number >= most,
        Comparison::LessThan => number > most,
        Comparison::MoreThan | Comparison::Exactly => false,
    };
    match (never, always) {
        (true, _) => Some("can never be true"),
        (_, true) => Some("is always true"),
        _ => None,
    }
}

/// All marks of questions, each once, in the order of the page.
pub(super) fn marks(questionnaire: &Questionnaire) -> Vec<&str> {
    let mut marks = Vec::new();
    for mark in questionnaire.questions().flat_map(|question| &question.marks) {
        if !marks.contains(&mark.as_str()) {
            marks.push(mark);
        }
    }
    marks
}

/// How many questions a count looks at.
pub(in crate::checklist) fn questions_in(questionnaire: &Questionnaire, count: &Count) -> u32 {
    let questions = questionnaire.questions().enumerate().filter(|(index, question)| {
        count.section.is_none_or(|at| at == questionnaire.section_of(*index))
            && count.mark.as_ref().is_none_or(|mark| question.marks.contains(mark))
    });
    u32::try_from(questions.count()).unwrap_or(u32::MAX)
}
