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
mod tests;
