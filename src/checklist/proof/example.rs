//! A set of answers in a few words, for authors.

use crate::checklist::{Answers, Questionnaire};

/// A number with commas: "12,345,678".
pub(in crate::checklist) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// "3 × “No” (questions 1, 7 and 8), stop sign `threat`, the rest not answered".
#[must_use]
pub fn describe(questionnaire: &Questionnaire, answers: &Answers) -> String {
    let mut parts = Vec::new();
    for (index, answer) in questionnaire.answers.iter().enumerate() {
        let with_it: Vec<usize> = (1..)
            .zip(&answers.chosen)
            .filter(|(_, chosen)| **chosen == Some(index))
            .map(|(number, _)| number)
            .collect();
        let word = if with_it.len() == 1 { "question" } else { "questions" };
        if !with_it.is_empty() {
            let (many, label) = (with_it.len(), &answer.label);
            parts.push(format!("{many} × “{label}” ({word} {})", runs(&with_it)));
        }
    }
    let signs = questionnaire.stop_signs.iter().flat_map(|stops| &stops.signs);
    for (sign, _) in signs.zip(&answers.stops).filter(|(_, ticked)| **ticked) {
        parts.push(format!("stop sign `{}`", sign.id.value));
    }
    match (parts.is_empty(), answers.chosen.contains(&None)) {
        (true, _) => return "nothing answered".to_owned(),
        (false, true) => parts.push("the rest not answered".to_owned()),
        (false, false) => {}
    }
    parts.join(", ")
}

/// "1, 3 to 5 and 9".
fn runs(numbers: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &number in numbers {
        match runs.last_mut() {
            Some((_, end)) if *end + 1 == number => *end = number,
            _ => runs.push((number, number)),
        }
    }
    let written: Vec<String> = runs
        .iter()
        .flat_map(|(start, end)| match end - start {
            0 => vec![start.to_string()],
            1 => vec![start.to_string(), end.to_string()],
            _ => vec![format!("{start} to {end}")],
        })
        .collect();
    match written.as_slice() {
        [most @ .., last] if !most.is_empty() => format!("{} and {last}", most.join(", ")),
        _ => written.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checklist::testing::{Shape, skeleton};

    #[test]
    fn an_example_says_which_questions_have_which_answer() {
        let made = skeleton(Shape { questions: 6, sections: 1, answers: 2, stops: 2 });
        let blank = Answers { chosen: vec![None; 6], stops: vec![false; 2] };
        assert_eq!(describe(&made, &blank), "nothing answered");
        let some = Answers {
            chosen: vec![Some(1), Some(0), None, Some(1), Some(1), Some(1)],
            stops: vec![false, true],
        };
        assert_eq!(
            describe(&made, &some),
            "1 × “Answer 0” (question 2), 4 × “Answer 1” (questions 1 and 4 to 6), \
             stop sign `t1`, the rest not answered"
        );
    }
}
