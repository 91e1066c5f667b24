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

use super::lexer::{KEYWORDS, Kind, Token, ours, tokens};
use super::written::sign;
use super::{Comparison, Condition, Count, Questionnaire, Set};
use crate::diagnostics::codes::questionnaires as codes;
use crate::diagnostics::{Code, closest};
use crate::source::Span;
use crate::yaml::quote::code;

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
        tokens: tokens(text),
        at: 0,
        depth: 0,
        end: text.trim_end().len(),
        names: questionnaire,
        problems: Vec::new(),
    };
    let condition = parser.or();
    if condition.is_some() && parser.peek().is_some() {
        parser.expected("`and`, `or` or the end");
    }
    match condition {
        Some(condition) if parser.problems.is_empty() => Ok(condition),
        _ => Err(parser.problems),
    }
}

struct Parser<'a> {
    tokens: Vec<Token<'a>>,
    at: usize,
    depth: usize,
    end: usize,
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
        while self.take_word(word) {
            parts.push(part(self)?);
        }
        Some(parts)
    }

    fn not(&mut self) -> Option<Condition> {
        let is_open = self.peek().is_some_and(|token| token.kind == Kind::Open);
        if !is_open && !self.next_is("not") {
            return self.atom();
        }
        if self.depth == MAX_DEPTH {
            let span = self.place();
            let message = format!("more than {MAX_DEPTH} levels of parentheses and `not`");
            self.problem(&codes::BAD_CONDITION, span, message, Some("write it in fewer levels"));
            return None;
        }
        self.depth += 1;
        self.at += 1;
        let condition = if is_open {
            let inner = self.or()?;
            if !self.take(Kind::Close) {
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
        let Some(token) = self.peek().filter(|token| token.kind == Kind::Word) else {
            self.expected("a condition");
            return None;
        };
        let is_question = self.tokens.get(self.at + 1).is_some_and(|next| next.text == "is");
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
        let from = self.place();
        self.at += 1;
        if !self.take_word("stop") {
            self.expected("`stop`");
            return None;
        }
        if self.names.stop_signs.is_none() {
            let span = Span::new(from.start as usize, self.before().end as usize);
            let help = "add `stop_signs:`, or leave this out";
            let message = "there are no stop signs to be ticked";
            self.problem(&codes::UNKNOWN_NAME, span, message.to_owned(), Some(help));
        }
        Some(Condition::AnyStop)
    }

    fn stop(&mut self) -> Option<Condition> {
        self.at += 1;
        let signs = self.names.stop_signs.as_ref().map_or(&[][..], |stops| &stops.signs[..]);
        let names: Vec<_> = signs.iter().map(|sign| sign.id.value.as_str()).collect();
        let token = self.name("the name of a stop sign")?;
        Some(Condition::Stop(self.find(token, "stop sign", &names)))
    }

    fn is(&mut self) -> Option<Condition> {
        let questions: Vec<_> = self.names.questions().map(|q| q.id.value.as_str()).collect();
        let token = self.name("a question")?;
        let question = self.find(token, "question", &questions);
        self.at += 1;
        let token = self.name("an answer")?;
        if ["answered", "unanswered"].contains(&token.text) {
            // Reads well, but the language counts: `answered in SECTION`.
            self.at -= 1;
            self.expected("an answer");
            return None;
        }
        Some(Condition::Is(question, self.answer(token)))
    }

    fn comparison(&mut self) -> Option<Condition> {
        let from = self.place().start as usize;
        let left = self.count()?;
        let Some(Token { kind: Kind::Compare(by), .. }) = self.peek() else {
            self.expected(match (left.section, &left.mark) {
                (None, None) => "`in`, `among` or a comparison such as `>= 3`",
                (Some(_), None) => "`among` or a comparison such as `>= 3`",
                (_, Some(_)) => "a comparison such as `>= 3`",
            });
            return None;
        };
        self.at += 1;
        let until_here = |parser: &Self| Span::new(from, parser.before().end as usize);
        match self.peek().map(|token| (token.kind, token.text)) {
            Some((Kind::Number, digits)) => {
                self.at += 1;
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
        let from = self.place();
        let set = self.set()?;
        let mut count = Count { set, section: None, mark: None };
        let names = self.names;
        if self.take_word("in") {
            let sections: Vec<_> = names.sections.iter().map(|s| s.id.as_str()).collect();
            let token = self.name("a section")?;
            count.section = Some(self.find(token, "section", &sections));
        }
        if self.take_word("among") {
            let marks = marks(names);
            let token = self.name("a mark")?;
            self.find(token, "mark", &marks);
            count.mark = Some(token.text.to_owned());
        }
        if self.problems.is_empty() && questions_in(names, &count) == 0 {
            let span = Span::new(from.start as usize, self.before().end as usize);
            let section = count.section.map_or("", |at| names.sections[at].id.as_str());
            let mark = count.mark.as_deref().unwrap_or("");
            let message = format!("no question of {} has the mark {}", code(section), code(mark));
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
        if self.take_word("answered") {
            return Some(Set::Answered);
        }
        if self.take_word("unanswered") {
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
            if !self.take(Kind::Plus) {
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
        let token = self.peek().filter(|token| {
            let is_keyword = KEYWORDS.contains(&token.text);
            token.kind == Kind::Word && (!is_keyword || token.text.ends_with("answered"))
        });
        if token.is_none() {
            self.expected(what);
        }
        self.at += usize::from(token.is_some());
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
        if never || always {
            let how = if never { "can never be true" } else { "is always true" };
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
        let after = match self.at.checked_sub(1).and_then(|at| self.tokens.get(at)) {
            Some(token) => format!(" after {}", code(token.text)),
            None => String::new(),
        };
        let found = match self.peek() {
            Some(token) => format!(", not {}", code(token.text)),
            None if self.tokens.is_empty() => ", not an empty text".to_owned(),
            None => String::new(),
        };
        let span = self.place();
        let help = self.peek().and_then(|token| self.step(token, what));
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

    fn peek(&self) -> Option<Token<'a>> {
        self.tokens.get(self.at).copied()
    }

    fn next_is(&self, word: &str) -> bool {
        self.peek().is_some_and(|token| token.text == word)
    }

    fn take(&mut self, kind: Kind) -> bool {
        let is_next = self.peek().is_some_and(|token| token.kind == kind);
        self.at += usize::from(is_next);
        is_next
    }

    fn take_word(&mut self, word: &str) -> bool {
        let is_next = self.next_is(word);
        self.at += usize::from(is_next);
        is_next
    }

    /// The next token, or the end.
    fn place(&self) -> Span {
        self.peek().map_or(Span::at(self.end), |token| token.span)
    }

    /// The token just taken.
    fn before(&self) -> Span {
        let token = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        token.map_or(Span::at(0), |token| token.span)
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

/// All marks of questions, each once, in the order of the page.
fn marks(questionnaire: &Questionnaire) -> Vec<&str> {
    let mut marks = Vec::new();
    for mark in questionnaire.questions().flat_map(|question| &question.marks) {
        if !marks.contains(&mark.as_str()) {
            marks.push(mark);
        }
    }
    marks
}

/// How many questions a count looks at.
pub(super) fn questions_in(questionnaire: &Questionnaire, count: &Count) -> u32 {
    let questions = questionnaire.questions().enumerate().filter(|(index, question)| {
        count.section.is_none_or(|at| at == questionnaire.section_of(*index))
            && count.mark.as_ref().is_none_or(|mark| question.marks.contains(mark))
    });
    u32::try_from(questions.count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
