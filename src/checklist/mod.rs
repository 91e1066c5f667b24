//! A questionnaire in YAML becomes plain HTML and CSS that answers back, with no script.
//!
//! In: the text of a `*.checklist.yaml`. Out: a [`Questionnaire`], what is wrong with it (every
//! possible set of answers is looked at), and the two halves of a page: HTML with holes
//! ([`Body`](crate::markdown::Body)) and style rules. Two engines decide which outcome applies and
//! share nothing past the parser: the evaluator, which tests trust, and the stylesheet, which
//! readers get. Addresses and citations are left to `site`, as with any page.

pub mod condition;
pub mod css;
pub mod evaluate;
pub mod explain;
pub mod form;
mod lexer;
#[cfg(test)]
mod matcher;
pub mod proof;
mod selector;
pub mod syntax;
#[cfg(test)]
pub(crate) mod testing;
pub mod words;
pub mod written;

pub use css::{css, over_budget};
pub use explain::explain;
pub use form::{body, is_rich};
pub use proof::prove;
pub use syntax::parse;

use crate::source::{SourcePath, Span, Spanned};
use jiff::civil::Date;

/// A questionnaire as written, checked for form: names exist, conditions can be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Questionnaire {
    /// Its file.
    pub path: SourcePath,
    /// The file's name without `.checklist.yaml`: `therapist-fit`. Embeds name it so.
    pub id: String,
    /// `title:` and the other keys of a page's front matter are read by `front_matter`; this is
    /// the title again, for headings and labels.
    pub title: String,
    /// `intro:` — what it is for, above the questions.
    pub intro: Option<Text>,
    /// `answers:` — two to five, in the order shown.
    pub answers: Vec<Answer>,
    /// `order:` — indexes of answers from worst to best, for "a better answer never gives a worse
    /// outcome". Answers that are not named are not compared. Empty if not declared.
    pub order: Vec<usize>,
    /// `marks:` — what readers are told instead of a mark's name; marks need not be here.
    pub marks: Vec<Mark>,
    /// `before:` — a notice above the first question (stop signs in short).
    pub before: Option<Text>,
    /// `sections:` — at least one, each with at least one question.
    pub sections: Vec<Section>,
    /// `stop_signs:`.
    pub stop_signs: Option<StopSigns>,
    /// `outcomes:` — first match wins; exactly the last has no condition. May be empty: then it is
    /// a list of questions that never answers back.
    pub outcomes: Vec<Outcome>,
    /// `under_outcome:` — what stands below every outcome.
    pub under_outcome: Option<Text>,
    /// What a reader must be able to find out about it.
    pub facts: Facts,
}

/// Markdown as written, not yet parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The text.
    pub text: String,
    /// The whole value in the file; problems inside the text point here.
    pub span: Span,
}

/// One way to answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The name in conditions: `partly`.
    pub id: String,
    /// For readers: `Partly`.
    pub label: String,
}

/// A mark in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The name in conditions: `core`.
    pub id: String,
    /// The questions that have it, for readers: `the questions at the heart of fit`.
    pub title: String,
}

/// Questions that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// The name in conditions.
    pub id: String,
    /// For readers.
    pub title: String,
    /// In order.
    pub questions: Vec<Question>,
}

/// A question.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The name in conditions.
    pub id: Spanned<String>,
    /// `ask:` — the question.
    pub ask: Text,
    /// `note:` — a line below the question that helps to read it.
    pub note: Option<Text>,
    /// `why:` — why it matters, with citations. Always visible.
    pub why: Option<Text>,
    /// `say:` — what the reader could say, shown when the answer is flagged.
    pub say: Option<Text>,
    /// `hint:` — one short line beside the answers.
    pub hint: Option<Text>,
    /// `flag_on:` — indexes of the answers that flag it; by default the questionnaire's `flag_on:`.
    pub flag_on: Vec<usize>,
    /// `marks:` — names that conditions can use: `core`, `gate`.
    pub marks: Vec<String>,
}

/// Things that must not happen, as tick boxes.
#[derive(Debug, Clone, PartialEq)]
pub struct StopSigns {
    /// `heading:`.
    pub heading: String,
    /// `signs:`.
    pub signs: Vec<StopSign>,
    /// `text:` — what stands below them.
    pub text: Option<Text>,
    /// `amber:` — what is worth talking about but no stop sign.
    pub amber: Option<Text>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq)]
pub struct StopSign {
    /// The name in conditions: `stop threat`.
    pub id: Spanned<String>,
    /// `sign:` — what happened.
    pub sign: Text,
    /// `called:` — what it is.
    pub called: Option<Text>,
}

/// One way it can end.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Its name.
    pub id: Spanned<String>,
    /// `when:` — `None` on the last only.
    pub when: Option<Spanned<Condition>>,
    /// `heading:`.
    pub heading: String,
    /// `short:` — one short line, the only thing that is announced.
    pub short: String,
    /// `text:`.
    pub text: Text,
    /// `next:` — links, as Markdown links each.
    pub next: Vec<Text>,
    /// `urgent:` — a ticked stop sign must lead to an urgent outcome.
    pub urgent: bool,
}

/// Publishing facts that a questionnaire must carry.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// `sources:` — keys of the bibliography.
    pub sources: Vec<Spanned<String>>,
    /// `published:`.
    pub published: Date,
    /// `review_by:`.
    pub review_by: Date,
    /// `funding:` — who paid for it.
    pub funding: String,
    /// `limits:` — what it cannot do.
    pub limits: Text,
}

/// A condition as written, with indexes for names. Grammar in `docs/adr` and the manual.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// All of them; at least two.
    And(Vec<Condition>),
    /// Any of them; at least two.
    Or(Vec<Condition>),
    /// Not it.
    Not(Box<Condition>),
    /// `any stop`.
    AnyStop,
    /// `stop ID`: index of the stop sign.
    Stop(usize),
    /// `QUESTION is ANSWER`: index of the question over all sections, index of the answer.
    Is(usize, usize),
    /// `count CMP number`.
    Compare(Count, Comparison, u32),
    /// `count CMP count`.
    CompareCounts(Count, Comparison, Count),
}

/// How many questions are answered in a certain way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// Which answers are counted.
    pub set: Set,
    /// `in SECTION`: index of the section.
    pub section: Option<usize>,
    /// `among MARK`.
    pub mark: Option<String>,
}

/// Which answers are counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Set {
    /// `yes + partly`: indexes of answers, ascending, each once.
    Answers(Vec<usize>),
    /// Any answer.
    Answered,
    /// None.
    Unanswered,
}

/// How a count is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `>=`
    AtLeast,
    /// `<=`
    AtMost,
    /// `>`
    MoreThan,
    /// `<`
    LessThan,
    /// `=`
    Exactly,
}

/// What a reader has chosen.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Answers {
    /// For each question over all sections the index of the answer, if one is chosen.
    pub chosen: Vec<Option<usize>>,
    /// For each stop sign whether it is ticked.
    pub stops: Vec<bool>,
}

impl Questionnaire {
    /// All questions, in the order of the page.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.sections.iter().flat_map(|section| &section.questions)
    }

    /// The index of the section that question `index` is in.
    #[must_use]
    pub fn section_of(&self, index: usize) -> usize {
        let mut left = index;
        for (at, section) in self.sections.iter().enumerate() {
            if left < section.questions.len() {
                return at;
            }
            left -= section.questions.len();
        }
        self.sections.len().saturating_sub(1)
    }
}
