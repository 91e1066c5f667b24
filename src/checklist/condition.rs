//! Reads the conditions of outcomes.
//!
//! In: the text of a `when:` and the questionnaire whose names it uses. Out: a [`Condition`], or
//! every [`Problem`] of the text with its place in it; where that is in the file is up to
//! [`syntax`](super::syntax). A name that does not exist is noted and reading goes on; after a word
//! in the wrong place there is nothing to go on with.
//!
//! ```text
//! or    := and {"or" and}        and := not {"and" not}
//! not   := "not" not | "(" or ")" | atom
//! atom  := "any" "stop" | "stop" ID | QUESTION "is" ANSWER | count CMP (INT | count)
//! count := set ["in" SECTION] ["among" MARK]
//! set   := ANSWER {"+" ANSWER} | "answered" | "unanswered"
//! CMP   := ">=" | "<=" | ">" | "<" | "="
//! ```

mod cursor;
mod range;

pub(super) use range::questions_in;

use super::lexer::{KEYWORDS, Kind, Token, ours, tokens};
use super::written::sign;
use super::{Comparison, Condition, Count, Questionnaire, Set};
use crate::diagnostics::codes::questionnaires as codes;
use crate::diagnostics::{Code, closest};
use crate::source::Span;
use crate::yaml::quote::code;
use cursor::Cursor;
use range::{marks, only_way};

/// How deep parentheses and `not` may be nested; far beyond what anybody can read.
const MAX_DEPTH: usize = 16;

/// The most questions for comparing counts: the selectors grow with their square.
pub const MAX_QUESTIONS_TO_COMPARE_COUNTS: usize = 30;

/// Something wrong in a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Which kind.
    pub code: &'static Code,
    /// Where, counted from the beginning of the condition.
    pub span: Span,
    /// What.
    pub message: String,
    /// A step the author could take.
    pub help: Option<String>,
}

/// Parses a condition. The questionnaire's outcomes are not looked at.
///
/// # Errors
/// Everything that is wrong with it; at least one problem.
pub fn parse(text: &str, questionnaire: &Questionnaire) -> Result<Condition, Vec<Problem>> {
    let mut parser = Parser {
        cursor: Cursor { tokens: tokens(text), at: 0, end: text.trim_end().len() },
        depth: 0,
        names: questionnaire,
        problems: Vec::new(),
    };
    let condition = parser.or();
    if condition.is_some() && parser.cursor.peek().is_some() {
        parser.expected("`and`, `or` or the end");
    }
    match condition {
        Some(condition) if parser.problems.is_empty() => Ok(condition),
        _ => Err(parser.problems),
    }
}

struct Parser<'a> {
    cursor: Cursor<'a>,
    depth: usize,
    names: &'a Questionnaire,
    problems: Vec<Problem>,
}

/// What `None` means below: the problem is noted, and reading stops.
impl<'a> Parser<'a> {
    fn or(&mut self) -> Option<Condition> {
        let first = self.and()?;
        let rest = self.more("or", Self::and)?;
        Some(joined(first, rest, Condition::Or))
    }

    fn and(&mut self) -> Option<Condition> {
        let first = self.not()?;
        let rest = self.more("and", Self::not)?;
        Some(joined(first, rest, Condition::And))
    }

    /// Further parts, each after `word`.
    fn more(
        &mut self,
        word: &str,
        part: fn(&mut Self) -> Option<Condition>,
    ) -> Option<Vec<Condition>> {
        let mut parts = Vec::new();
        while self.cursor.take_word(word) {
            parts.push(part(self)?);
        }
        Some(parts)
    }

    fn not(&mut self) -> Option<Condition> {
        let is_open = self.cursor.peek().is_some_and(|token| token.kind == Kind::Open);
        if !is_open && !self.cursor.next_is("not") {
            return self.atom();
        }
        if self.depth == MAX_DEPTH {
            let span = self.cursor.place();
            let message = format!("more than {MAX_DEPTH} levels of parentheses and `not`");
            self.problem(&codes::BAD_CONDITION, span, message, Some("write it in fewer levels"));
            return None;
        }
        self.depth += 1;
        self.cursor.at += 1;
        let condition = if is_open {
            let inner = self.or()?;
            if !self.cursor.take(Kind::Close) {
                self.expected("`and`, `or` or `)`");
                return None;
            }
            inner
        } else {
            Condition::Not(Box::new(self.not()?))
        };
        self.depth -= 1;
        Some(condition)
    }

    fn atom(&mut self) -> Option<Condition> {
        let Some(token) = self.cursor.peek().filter(|token| token.kind == Kind::Word) else {
            self.expected("a condition");
            return None;
        };
        let is_question =
            self.cursor.tokens.get(self.cursor.at + 1).is_some_and(|next| next.text == "is");
        match token.text {
            "any" => self.any_stop(),
            "stop" => self.stop(),
            "answered" | "unanswered" => self.comparison(),
            word if KEYWORDS.contains(&word) => {
                self.expected("a condition");
                None
            }
            _ if is_question => self.is(),
            _ => self.comparison(),
        }
    }

    fn any_stop(&mut self) -> Option<Condition> {
        let from = self.cursor.place();
        self.cursor.at += 1;
        if !self.cursor.take_word("stop") {
            self.expected("`stop`");
            return None;
        }
        if self.names.stop_signs.is_none() {
            let span = Span::new(from.start as usize, self.cursor.before().end as usize);
            let help = "add `stop_signs:`, or leave this out";
            let message = "there are no stop signs to be ticked";
            self.problem(&codes::UNKNOWN_NAME, span, message.to_owned(), Some(help));
        }
        Some(Condition::AnyStop)
    }

    fn stop(&mut self) -> Option<Condition> {
        self.cursor.at += 1;
        let signs = self.names.stop_signs.as_ref().map_or(&[][..], |stops| &stops.signs[..]);
        let names: Vec<_> = signs.iter().map(|sign| sign.id.value.as_str()).collect();
        let token = self.name("the name of a stop sign")?;
        Some(Condition::Stop(self.find(token, "stop sign", &names)))
    }

    fn is(&mut self) -> Option<Condition> {
        let questions: Vec<_> = self.names.questions().map(|q| q.id.value.as_str()).collect();
        let token = self.name("a question")?;
        let question = self.find(token, "question", &questions);
        self.cursor.at += 1;
        let token = self.name("an answer")?;
        if ["answered", "unanswered"].contains(&token.text) {
            // Reads well, but the language counts: `answered in SECTION`.
            self.cursor.at -= 1;
            self.expected("an answer");
            return None;
        }
        Some(Condition::Is(question, self.answer(token)))
    }

    fn comparison(&mut self) -> Option<Condition> {
        let from = self.cursor.place().start as usize;
        let left = self.count()?;
        let Some(Token { kind: Kind::Compare(by), .. }) = self.cursor.peek() else {
            self.expected(match (left.section, &left.mark) {
                (None, None) => "`in`, `among` or a comparison such as `>= 3`",
                (Some(_), None) => "`among` or a comparison such as `>= 3`",
                (_, Some(_)) => "a comparison such as `>= 3`",
            });
            return None;
        };
        self.cursor.at += 1;
        let until_here = |parser: &Self| Span::new(from, parser.cursor.before().end as usize);
        match self.cursor.peek().map(|token| (token.kind, token.text)) {
            Some((Kind::Number, digits)) => {
                self.cursor.at += 1;
                // A number beyond all bounds is out of range in any case.
                let number = digits.parse().unwrap_or(u32::MAX);
                let span = until_here(self);
                self.check_threshold(&left, by, number, digits, span);
                Some(Condition::Compare(left, by, number))
            }
            Some((Kind::Word, word)) if word.ends_with("answered") || !KEYWORDS.contains(&word) => {
                let right = self.count()?;
                let span = until_here(self);
                self.check_size(span);
                Some(Condition::CompareCounts(left, by, right))
            }
            _ => {
                self.expected("a number or a count");
                None
            }
        }
    }

    fn count(&mut self) -> Option<Count> {
        let from = self.cursor.place();
        let set = self.set()?;
        let mut count = Count { set, section: None, mark: None };
        let names = self.names;
        if self.cursor.take_word("in") {
            let sections: Vec<_> = names.sections.iter().map(|s| s.id.as_str()).collect();
            let token = self.name("a section")?;
            count.section = Some(self.find(token, "section", &sections));
        }
        if self.cursor.take_word("among") {
            let marks = marks(names);
            let token = self.name("a mark")?;
            self.find(token, "mark", &marks);
            count.mark = Some(token.text.to_owned());
        }
        if self.problems.is_empty() && questions_in(names, &count) == 0 {
            let span = Span::new(from.start as usize, self.cursor.before().end as usize);
            let section = count.section.map_or("", |at| names.sections[at].id.as_str());
            let message = match &count.mark {
                Some(mark) => {
                    format!("no question of {} has the mark {}", code(section), code(mark))
                }
                None => format!("the section {} has no questions", code(section)),
            };
            self.problem(
                &codes::OUT_OF_RANGE,
                span,
                message,
                Some("there is nothing to count: leave out the section or the mark"),
            );
        }
        Some(count)
    }

    fn set(&mut self) -> Option<Set> {
        if self.cursor.take_word("answered") {
            return Some(Set::Answered);
        }
        if self.cursor.take_word("unanswered") {
            return Some(Set::Unanswered);
        }
        let mut answers = Vec::new();
        loop {
            let token = self.name("an answer")?;
            let answer = self.answer(token);
            if answers.contains(&answer) && self.problems.is_empty() {
                let message = format!("{} is in the sum twice", code(token.text));
                let help = "each question counts once: remove one of the two";
                self.problem(&codes::BAD_CONDITION, token.span, message, Some(help));
            }
            answers.push(answer);
            if !self.cursor.take(Kind::Plus) {
                break;
            }
        }
        answers.sort_unstable();
        Some(Set::Answers(answers))
    }

    fn answer(&mut self, token: Token<'a>) -> usize {
        let names = self.names;
        let answers: Vec<_> = names.answers.iter().map(|answer| answer.id.as_str()).collect();
        let is_question = names.questions().any(|question| question.id.value == token.text);
        if is_question && !answers.contains(&token.text) {
            let name = code(token.text);
            let message = format!("{name} is a question, and an answer is needed here");
            let example = answers.first().unwrap_or(&"yes");
            let help = format!("write `{} is {example}`, or the name of an answer", token.text);
            self.problem(&codes::UNKNOWN_NAME, token.span, message, Some(&help));
            return 0;
        }
        self.find(token, "answer", &answers)
    }

    /// The index of a name; 0 if there is no such name, which is noted.
    fn find(&mut self, token: Token<'a>, kind: &str, names: &[&str]) -> usize {
        if let Some(at) = names.iter().position(|name| *name == token.text) {
            return at;
        }
        let help = match (closest(token.text, names.iter().copied()), names) {
            (Some(name), _) => format!("did you mean `{name}`?"),
            (None, []) => format!("this questionnaire has no {kind}s"),
            (None, names) if names.len() <= 8 => {
                let known: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
                format!("the {kind}s are {}", known.join(", "))
            }
            (None, _) => format!("use the `id` of a {kind}"),
        };
        let message = format!("there is no {kind} {}", code(token.text));
        self.problem(&codes::UNKNOWN_NAME, token.span, message, Some(&help));
        0
    }

    /// Takes a word that can be a name, existing or not.
    fn name(&mut self, what: &str) -> Option<Token<'a>> {
        let token = self.cursor.peek().filter(|token| {
            let is_keyword = KEYWORDS.contains(&token.text);
            token.kind == Kind::Word && (!is_keyword || token.text.ends_with("answered"))
        });
        if token.is_none() {
            self.expected(what);
        }
        self.cursor.at += usize::from(token.is_some());
        token
    }

    /// Notes a number that the count always or never reaches.
    fn check_threshold(
        &mut self,
        left: &Count,
        by: Comparison,
        number: u32,
        digits: &str,
        span: Span,
    ) {
        if !self.problems.is_empty() {
            return;
        }
        let most = questions_in(self.names, left);
        if let Some(how) = only_way(by, number, most) {
            let questions = if most == 1 { "question" } else { "questions" };
            let message = format!("`{} {digits}` {how} here: the count is 0 to {most}", sign(by));
            let help = format!("{most} {questions} can be counted; choose another number");
            self.problem(&codes::OUT_OF_RANGE, span, message, Some(&help));
        }
    }

    fn check_size(&mut self, span: Span) {
        let questions = self.names.questions().count();
        if questions > MAX_QUESTIONS_TO_COMPARE_COUNTS {
            let message = format!(
                "counts can be compared with each other in questionnaires of at most \
                 {MAX_QUESTIONS_TO_COMPARE_COUNTS} questions; this one has {questions}"
            );
            let help = "compare the count with a number: the style rules would get too long";
            self.problem(&codes::TOO_LARGE, span, message, Some(help));
        }
    }

    fn expected(&mut self, what: &str) {
        let after = match self.cursor.at.checked_sub(1).and_then(|at| self.cursor.tokens.get(at)) {
            Some(token) => format!(" after {}", code(token.text)),
            None => String::new(),
        };
        let found = match self.cursor.peek() {
            Some(token) => format!(", not {}", code(token.text)),
            None if self.cursor.tokens.is_empty() => ", not an empty text".to_owned(),
            None => String::new(),
        };
        let span = self.cursor.place();
        let help = self.cursor.peek().and_then(|token| self.step(token, what));
        let message = format!("expected {what}{after}{found}");
        self.problem(&codes::BAD_CONDITION, span, message, help.as_deref());
    }

    /// What could be written instead of a token that is in the wrong place.
    fn step(&self, token: Token<'_>, what: &str) -> Option<String> {
        if let Some(ours) = ours(token.text) {
            return Some(format!("here it is written `{ours}`"));
        }
        let is_name = self.names.answers.iter().any(|answer| answer.id == token.text);
        match token.text {
            "in" => return Some("write `in` before `among`, behind an answer".to_owned()),
            "%" => return Some("there are no percentages: count questions".to_owned()),
            "stop" | "answered" | "unanswered" => return None,
            _ if is_name => return None,
            _ => {}
        }
        let keywords = KEYWORDS.iter().copied().filter(|word| what.contains(&format!("`{word}`")));
        closest(token.text, keywords).map(|word| format!("did you mean `{word}`?"))
    }

    fn problem(&mut self, code: &'static Code, span: Span, message: String, help: Option<&str>) {
        self.problems.push(Problem { code, span, message, help: help.map(str::to_owned) });
    }
}

fn joined(
    first: Condition,
    rest: Vec<Condition>,
    join: fn(Vec<Condition>) -> Condition,
) -> Condition {
    if rest.is_empty() {
        return first;
    }
    join(std::iter::once(first).chain(rest).collect())
}

#[cfg(test)]
mod tests;
