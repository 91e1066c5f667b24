//! Says a condition in plain English, for readers: with style sheets off and on paper it is how
//! they find the outcome that is theirs.
//!
//! In: a condition. Out: a sentence as plain text. Negations are pushed inwards first, so that
//! "not 3 or more" becomes "fewer than 3". Commas hold the outermost parts apart; `either` begins a
//! choice within a part; what is deeper stands in brackets.

use super::{Comparison, Condition, Count, Questionnaire, Set};

/// When an outcome applies, as a sentence: "You ticked at least one stop sign."
///
/// # Panics
/// If there is no outcome with that index.
#[must_use]
pub fn rule(questionnaire: &Questionnaire, outcome: usize) -> String {
    match &questionnaire.outcomes[outcome].when {
        Some(when) => sentence(questionnaire, &when.value),
        None if outcome == 0 => "This applies to everyone.".to_owned(),
        None => "None of the results above applies to you.".to_owned(),
    }
}

/// A condition as a sentence with a capital and a full stop.
#[must_use]
pub fn sentence(questionnaire: &Questionnaire, condition: &Condition) -> String {
    let clause = Words { questionnaire }.clause(&inwards(condition, true), 0);
    let mut letters = clause.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    format!("{}.", first.chain(letters).collect::<String>())
}

/// The condition if `is_true`, else its opposite, with `not` only in front of what has no opposite.
fn inwards(condition: &Condition, is_true: bool) -> Condition {
    let all = |parts: &[Condition]| parts.iter().map(|part| inwards(part, is_true)).collect();
    match condition {
        Condition::And(parts) if is_true => Condition::And(all(parts)),
        Condition::Or(parts) if !is_true => Condition::And(all(parts)),
        Condition::And(parts) | Condition::Or(parts) => Condition::Or(all(parts)),
        Condition::Not(part) => inwards(part, !is_true),
        _ if is_true => condition.clone(),
        Condition::Compare(left, by, number) => match opposite(*by) {
            Some(by) => Condition::Compare(left.clone(), by, *number),
            None => negated(condition),
        },
        Condition::CompareCounts(left, by, right) => match opposite(*by) {
            Some(by) => Condition::CompareCounts(left.clone(), by, right.clone()),
            None => negated(condition),
        },
        Condition::AnyStop | Condition::Stop(_) | Condition::Is(..) => negated(condition),
    }
}

fn negated(condition: &Condition) -> Condition {
    Condition::Not(Box::new(condition.clone()))
}

fn opposite(by: Comparison) -> Option<Comparison> {
    match by {
        Comparison::AtLeast => Some(Comparison::LessThan),
        Comparison::AtMost => Some(Comparison::MoreThan),
        Comparison::MoreThan => Some(Comparison::AtMost),
        Comparison::LessThan => Some(Comparison::AtLeast),
        Comparison::Exactly => None,
    }
}

struct Words<'a> {
    questionnaire: &'a Questionnaire,
}

impl Words<'_> {
    /// A clause that begins with "you" or "there". `depth` counts the groups around it.
    fn clause(&self, condition: &Condition, depth: usize) -> String {
        match condition {
            Condition::And(parts) => self.group(parts, "and", "", depth),
            Condition::Or(parts) => self.group(parts, "or", "either ", depth),
            Condition::Not(part) => self.atom(part, false),
            atom => self.atom(atom, true),
        }
    }

    fn group(&self, parts: &[Condition], word: &str, start: &str, depth: usize) -> String {
        let clauses: Vec<String> = parts.iter().map(|part| self.clause(part, depth + 1)).collect();
        let clauses = without_repetition(clauses);
        match depth {
            0 => clauses.join(&format!(", {word} ")),
            1 => format!("{start}{}", clauses.join(&format!(" {word} "))),
            _ => format!("({})", clauses.join(&format!(" {word} "))),
        }
    }

    fn atom(&self, condition: &Condition, is_true: bool) -> String {
        match condition {
            Condition::AnyStop if is_true => "you ticked at least one stop sign".to_owned(),
            Condition::AnyStop => "you ticked no stop sign".to_owned(),
            Condition::Stop(stop) => {
                let signs = self.questionnaire.stop_signs.iter().flat_map(|stops| &stops.signs);
                let sign = signs.map(|sign| opening(&sign.sign.text)).nth(*stop);
                let verb = if is_true { "ticked" } else { "did not tick" };
                format!("you {verb} the stop sign “{}”", sign.unwrap_or_default())
            }
            Condition::Is(question, answer) => {
                let verb = if is_true { "answered" } else { "did not answer" };
                format!("you {verb} {} to question {}", self.label(*answer), question + 1)
            }
            Condition::Compare(count, by, number) => self.compare(count, *by, *number, is_true),
            Condition::CompareCounts(left, by, right) => {
                let (left, right) = (self.noun(left), self.noun(right));
                match by {
                    Comparison::AtLeast => format!("there are at least as many {left} as {right}"),
                    Comparison::AtMost => format!("there are at most as many {left} as {right}"),
                    Comparison::MoreThan => format!("there are more {left} than {right}"),
                    Comparison::LessThan => format!("there are fewer {left} than {right}"),
                    Comparison::Exactly if is_true => {
                        format!("there are exactly as many {left} as {right}")
                    }
                    Comparison::Exactly => {
                        format!("the numbers of {left} and of {right} are different")
                    }
                }
            }
            // Groups and `not` are gone by now.
            Condition::And(_) | Condition::Or(_) | Condition::Not(_) => String::new(),
        }
    }

    /// "you answered “No” to 3 or more of the questions at the heart of fit".
    fn compare(&self, count: &Count, by: Comparison, number: u32, is_true: bool) -> String {
        let none = match by {
            Comparison::AtMost | Comparison::Exactly => number == 0,
            Comparison::LessThan => number == 1,
            Comparison::AtLeast | Comparison::MoreThan => false,
        };
        let (none, not_none) = (none && is_true, none && !is_true);
        let which = if none {
            self.any_of(count)
        } else if not_none {
            self.some(count, Comparison::AtLeast, 1)
        } else {
            self.some(count, by, number)
        };
        let not = if none || (!is_true && !not_none) { "did not " } else { "" };
        let answer = if not.is_empty() { "answered" } else { "answer" };
        let leave = if not.is_empty() { "left" } else { "leave" };
        match &count.set {
            Set::Answers(these) => format!("you {not}{answer} {} to {which}", self.labels(these)),
            Set::Answered => format!("you {not}{answer} {which}"),
            Set::Unanswered => format!("you {not}{leave} {which} unanswered"),
        }
    }

    /// "any question", "any of the questions at the heart of fit".
    fn any_of(&self, count: &Count) -> String {
        match &count.mark {
            Some(mark) => format!("any of {}{}", self.marked(mark), self.in_section(count)),
            None => format!("any question{}", self.in_section(count)),
        }
    }

    /// "3 or more questions", "fewer than 3 of the questions at the heart of fit".
    fn some(&self, count: &Count, by: Comparison, number: u32) -> String {
        // "More than 2" and "2 or fewer" are said with the number that is reached.
        let (by, number) = match by {
            Comparison::MoreThan => (Comparison::AtLeast, number.saturating_add(1)),
            other => (other, number),
        };
        let many = match by {
            Comparison::AtLeast if number <= 1 => format!("at least {number}"),
            Comparison::AtLeast | Comparison::MoreThan => format!("{number} or more"),
            Comparison::AtMost => format!("at most {number}"),
            Comparison::LessThan => format!("fewer than {number}"),
            Comparison::Exactly => format!("exactly {number}"),
        };
        match &count.mark {
            Some(mark) => format!("{many} of {}{}", self.marked(mark), self.in_section(count)),
            None => {
                let questions = if number == 1 { "question" } else { "questions" };
                format!("{many} {questions}{}", self.in_section(count))
            }
        }
    }

    /// "“No” answers in “Before you book”", for comparing counts.
    fn noun(&self, count: &Count) -> String {
        let noun = match &count.set {
            Set::Answers(these) => format!("{} answers", self.labels(these)),
            Set::Answered => "answered questions".to_owned(),
            Set::Unanswered => "unanswered questions".to_owned(),
        };
        let marked = count.mark.as_ref().map(|mark| format!(" among {}", self.marked(mark)));
        format!("{noun}{}{}", marked.unwrap_or_default(), self.in_section(count))
    }

    fn in_section(&self, count: &Count) -> String {
        let section = count.section.map(|at| &self.questionnaire.sections[at].title);
        section.map_or(String::new(), |title| format!(" in “{title}”"))
    }

    /// The questions with a mark, as the author calls them.
    fn marked(&self, mark: &str) -> String {
        let known = self.questionnaire.marks.iter().find(|known| known.id == mark);
        match known {
            Some(known) => known.title.clone(),
            None => format!("the questions marked “{mark}”"),
        }
    }

    fn label(&self, answer: usize) -> String {
        format!("“{}”", self.questionnaire.answers[answer].label)
    }

    /// "“Yes”, “Partly” or “No”".
    fn labels(&self, answers: &[usize]) -> String {
        let labels: Vec<String> = answers.iter().map(|answer| self.label(*answer)).collect();
        match labels.as_slice() {
            [most @ .., last] if !most.is_empty() => format!("{} or {last}", most.join(", ")),
            _ => labels.concat(),
        }
    }
}

/// Leaves out "you answered" where the clause before begins with it too.
fn without_repetition(clauses: Vec<String>) -> Vec<String> {
    const START: &str = "you answered “";
    let mut before = false;
    clauses
        .into_iter()
        .map(|clause| {
            let again = clause.starts_with(START);
            let short =
                if before && again { clause["you answered ".len()..].to_owned() } else { clause };
            before = again;
            short
        })
        .collect()
}

/// The first words of a text in Markdown, without its marks.
fn opening(text: &str) -> String {
    const WORDS: usize = 8;
    let plain: String = text.chars().filter(|c| !"*_`".contains(*c)).collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    if words.len() <= WORDS {
        return words.join(" ");
    }
    let start = words[..WORDS].join(" ");
    format!("{} …", start.trim_end_matches([',', ';', ':', '.']))
}

#[cfg(test)]
mod tests {
    use super::super::Mark;
    use super::super::condition::parse;
    use super::super::evaluate::holds;
    use super::super::testing::{self, SMALL, Shape};
    use super::*;
    use expect_test::expect;
    use proptest::prelude::*;

    fn sample() -> Questionnaire {
        let mut made =
            testing::skeleton(Shape { questions: 10, sections: 2, answers: 3, stops: 2 });
        for (answer, label) in made.answers.iter_mut().zip(["No", "Partly", "Yes"]) {
            answer.id = label.to_lowercase();
            label.clone_into(&mut answer.label);
        }
        for (index, question) in made.sections.iter_mut().flat_map(|s| &mut s.questions).enumerate()
        {
            question.marks = vec![["core", "gate"][index % 2].to_owned()];
        }
        "First meeting".clone_into(&mut made.sections[0].title);
        made.marks =
            vec![Mark { id: "core".into(), title: "the questions at the heart of fit".into() }];
        let stops = made.stop_signs.as_mut().expect("it has some");
        "**Threats**, humiliation, insults, shouting, blocking you from leaving, or worse"
            .clone_into(&mut stops.signs[1].sign.text);
        made
    }

    #[test]
    fn every_construct_can_be_said_in_words() {
        let made = sample();
        let conditions = [
            "any stop",
            "not any stop",
            "stop t0",
            "stop t1",
            "not stop t0",
            "q4 is no",
            "not q4 is no",
            "no >= 3",
            "no >= 1",
            "no > 2",
            "no > 0",
            "no < 3",
            "no < 1",
            "no <= 2",
            "no <= 0",
            "no = 2",
            "no = 1",
            "no = 0",
            "not no >= 3",
            "not no >= 1",
            "not no = 2",
            "not no = 0",
            "no in s0 >= 2",
            "no among core >= 3",
            "no in s0 among core < 2",
            "no among gate >= 2",
            "no among core = 0",
            "no in s0 = 0",
            "no + partly + yes < 8",
            "no + partly >= 4",
            "answered >= 8",
            "answered < 1",
            "not answered = 2",
            "unanswered > 4",
            "unanswered = 0",
            "unanswered among core >= 2",
            "not unanswered = 0",
            "no > yes",
            "no in s0 >= yes in s1",
            "no + partly < yes among core",
            "no <= yes",
            "answered in s0 = unanswered in s0",
            "not no = yes",
            "not no > yes",
            "q0 is no or q4 is no",
            "no among core >= 3 or no >= 5",
            "no >= 1 or partly >= 4",
            "any stop and no >= 2 or yes > 3",
            "no >= 2 and yes >= 2 and partly >= 2 or any stop",
            "any stop and (no >= 2 or yes < 3)",
            "not (any stop or no >= 2)",
            "any stop or yes >= 2 and (no >= 2 or partly >= 2)",
        ];
        let said: String = conditions
            .iter()
            .map(|text| {
                let read = parse(text, &made).expect("it is a condition");
                format!("{text}\n    {}\n", sentence(&made, &read))
            })
            .collect();
        expect![[r#"
            any stop
                You ticked at least one stop sign.
            not any stop
                You ticked no stop sign.
            stop t0
                You ticked the stop sign “Sign 0”.
            stop t1
                You ticked the stop sign “Threats, humiliation, insults, shouting, blocking you from leaving …”.
            not stop t0
                You did not tick the stop sign “Sign 0”.
            q4 is no
                You answered “No” to question 5.
            not q4 is no
                You did not answer “No” to question 5.
            no >= 3
                You answered “No” to 3 or more questions.
            no >= 1
                You answered “No” to at least 1 question.
            no > 2
                You answered “No” to 3 or more questions.
            no > 0
                You answered “No” to at least 1 question.
            no < 3
                You answered “No” to fewer than 3 questions.
            no < 1
                You did not answer “No” to any question.
            no <= 2
                You answered “No” to at most 2 questions.
            no <= 0
                You did not answer “No” to any question.
            no = 2
                You answered “No” to exactly 2 questions.
            no = 1
                You answered “No” to exactly 1 question.
            no = 0
                You did not answer “No” to any question.
            not no >= 3
                You answered “No” to fewer than 3 questions.
            not no >= 1
                You did not answer “No” to any question.
            not no = 2
                You did not answer “No” to exactly 2 questions.
            not no = 0
                You answered “No” to at least 1 question.
            no in s0 >= 2
                You answered “No” to 2 or more questions in “First meeting”.
            no among core >= 3
                You answered “No” to 3 or more of the questions at the heart of fit.
            no in s0 among core < 2
                You answered “No” to fewer than 2 of the questions at the heart of fit in “First meeting”.
            no among gate >= 2
                You answered “No” to 2 or more of the questions marked “gate”.
            no among core = 0
                You did not answer “No” to any of the questions at the heart of fit.
            no in s0 = 0
                You did not answer “No” to any question in “First meeting”.
            no + partly + yes < 8
                You answered “No”, “Partly” or “Yes” to fewer than 8 questions.
            no + partly >= 4
                You answered “No” or “Partly” to 4 or more questions.
            answered >= 8
                You answered 8 or more questions.
            answered < 1
                You did not answer any question.
            not answered = 2
                You did not answer exactly 2 questions.
            unanswered > 4
                You left 5 or more questions unanswered.
            unanswered = 0
                You did not leave any question unanswered.
            unanswered among core >= 2
                You left 2 or more of the questions at the heart of fit unanswered.
            not unanswered = 0
                You left at least 1 question unanswered.
            no > yes
                There are more “No” answers than “Yes” answers.
            no in s0 >= yes in s1
                There are at least as many “No” answers in “First meeting” as “Yes” answers in “Section 1”.
            no + partly < yes among core
                There are fewer “No” or “Partly” answers than “Yes” answers among the questions at the heart of fit.
            no <= yes
                There are at most as many “No” answers as “Yes” answers.
            answered in s0 = unanswered in s0
                There are exactly as many answered questions in “First meeting” as unanswered questions in “First meeting”.
            not no = yes
                The numbers of “No” answers and of “Yes” answers are different.
            not no > yes
                There are at most as many “No” answers as “Yes” answers.
            q0 is no or q4 is no
                You answered “No” to question 1, or “No” to question 5.
            no among core >= 3 or no >= 5
                You answered “No” to 3 or more of the questions at the heart of fit, or “No” to 5 or more questions.
            no >= 1 or partly >= 4
                You answered “No” to at least 1 question, or “Partly” to 4 or more questions.
            any stop and no >= 2 or yes > 3
                You ticked at least one stop sign and you answered “No” to 2 or more questions, or you answered “Yes” to 4 or more questions.
            no >= 2 and yes >= 2 and partly >= 2 or any stop
                You answered “No” to 2 or more questions and “Yes” to 2 or more questions and “Partly” to 2 or more questions, or you ticked at least one stop sign.
            any stop and (no >= 2 or yes < 3)
                You ticked at least one stop sign, and either you answered “No” to 2 or more questions or “Yes” to fewer than 3 questions.
            not (any stop or no >= 2)
                You ticked no stop sign, and you answered “No” to fewer than 2 questions.
            any stop or yes >= 2 and (no >= 2 or partly >= 2)
                You ticked at least one stop sign, or you answered “Yes” to 2 or more questions and (you answered “No” to 2 or more questions or “Partly” to 2 or more questions).
        "#]].assert_eq(&said);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_condition_can_be_said_and_pushing_negations_changes_nothing(
            (made, sets) in testing::answered(SMALL, 20),
        ) {
            for index in 0..made.outcomes.len() {
                prop_assert!(rule(&made, index).ends_with('.'));
                let Some(when) = &made.outcomes[index].when else { continue };
                for answers in &sets {
                    for is_true in [true, false] {
                        let pushed = inwards(&when.value, is_true);
                        prop_assert_eq!(
                            holds(&made, &pushed, answers),
                            holds(&made, &when.value, answers) == is_true
                        );
                    }
                }
            }
        }
    }
}
