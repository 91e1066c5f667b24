//! Writes a condition as an author would: for tables, and so that reading can be tested.

use super::{Comparison, Condition, Count, Questionnaire, Set};

/// How a comparison is written.
pub(super) fn sign(by: Comparison) -> &'static str {
    match by {
        Comparison::AtLeast => ">=",
        Comparison::AtMost => "<=",
        Comparison::MoreThan => ">",
        Comparison::LessThan => "<",
        Comparison::Exactly => "=",
    }
}

/// Writes a condition as an author would.
#[must_use]
pub fn written(questionnaire: &Questionnaire, condition: &Condition) -> String {
    let write = |part: &Condition| written(questionnaire, part);
    let in_brackets = |part: &Condition| format!("({})", write(part));
    match condition {
        Condition::Or(parts) => {
            let part = |part: &Condition| match part {
                Condition::Or(_) => in_brackets(part),
                _ => write(part),
            };
            parts.iter().map(part).collect::<Vec<_>>().join(" or ")
        }
        Condition::And(parts) => {
            let part = |part: &Condition| match part {
                Condition::Or(_) | Condition::And(_) => in_brackets(part),
                _ => write(part),
            };
            parts.iter().map(part).collect::<Vec<_>>().join(" and ")
        }
        Condition::Not(part) => match **part {
            Condition::Or(_) | Condition::And(_) => format!("not {}", in_brackets(part)),
            _ => format!("not {}", write(part)),
        },
        Condition::AnyStop => "any stop".to_owned(),
        Condition::Stop(at) => {
            let signs = questionnaire.stop_signs.as_ref().map_or(&[][..], |stops| &stops.signs[..]);
            format!("stop {}", signs[*at].id.value)
        }
        Condition::Is(question, answer) => {
            let name = questionnaire.questions().nth(*question).map_or("", |q| &q.id.value);
            format!("{name} is {}", questionnaire.answers[*answer].id)
        }
        Condition::Compare(left, by, number) => {
            format!("{} {} {number}", count_written(questionnaire, left), sign(*by))
        }
        Condition::CompareCounts(left, by, right) => {
            let count = |count| count_written(questionnaire, count);
            format!("{} {} {}", count(left), sign(*by), count(right))
        }
    }
}

fn count_written(questionnaire: &Questionnaire, count: &Count) -> String {
    let mut text = match &count.set {
        Set::Answered => "answered".to_owned(),
        Set::Unanswered => "unanswered".to_owned(),
        Set::Answers(these) => {
            let names = these.iter().map(|answer| questionnaire.answers[*answer].id.as_str());
            names.collect::<Vec<_>>().join(" + ")
        }
    };
    if let Some(section) = count.section {
        text.push_str(" in ");
        text.push_str(&questionnaire.sections[section].id);
    }
    if let Some(mark) = &count.mark {
        text.push_str(" among ");
        text.push_str(mark);
    }
    text
}
