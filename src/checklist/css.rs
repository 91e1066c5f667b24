//! A questionnaire's stylesheet: which outcome shows, which words, and which list items.
//!
//! In: a [`Questionnaire`]. Out: CSS for the page that [`form`](super::form) makes. How it looks is
//! left to the theme; here is only what is shown when. Everything that hides is inside one positive
//! `@supports`, so that a browser that cannot decide shows all.
//!
//! A count is a chain of siblings: three times yes is `.yes~.yes~.yes~*`. Conditions stand in
//! `:where()`, so all outcomes weigh the same, and outcomes are written from last to first, so that
//! the first one whose condition holds is the last rule, and wins.

mod condition;

use super::Questionnaire;
use super::selector::{Combinator, Commas, Complex, Compound, Simple, class, id};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::questionnaires as codes;
pub(super) use condition::marks;
use condition::suffix;
use std::fmt::Write as _;

/// The most bytes that one questionnaire's rules may have. A count compared with a count grows with
/// the square of the number of questions; 40 KB is where a click begins to feel slow.
pub const BUDGET: usize = 40 * 1024;

/// How many bytes the rules of a questionnaire take, before compression; to be compared with
/// [`BUDGET`].
#[must_use]
pub fn size(q: &Questionnaire) -> usize {
    css(q).len()
}

/// The rules of a questionnaire. They concern only the form with its [`form_id`].
#[must_use]
pub fn css(q: &Questionnaire) -> String {
    let mut sheet = Sheet { form: id(form_id(q)), out: String::new() };
    sheet.out.push_str("@layer checklist{\n@supports selector(:has(a)) and selector(:not(a b)){\n");
    sheet.follow_ups(q);
    if !q.outcomes.is_empty() {
        sheet.outcomes(q);
        sheet.tally(q);
    }
    sheet.out.push_str("}}\n");
    sheet.out
}

/// What to say if the rules take more than [`BUDGET`] allows; `size` is that of [`css`].
#[must_use]
pub fn over_budget(q: &Questionnaire, size: usize) -> Option<Diagnostic> {
    let place = q.outcomes.first()?.id.span;
    (size > BUDGET).then(|| {
        let message =
            format!("the style rules take {size} bytes, and at most {BUDGET} are allowed");
        Diagnostic::new(&codes::OVER_BUDGET, message)
            .at(&q.path, place)
            .help("compare with small numbers, and counts with counts as little as possible")
    })
}

/// The id of a questionnaire's form, from the name of its file.
#[must_use]
pub fn form_id(q: &Questionnaire) -> String {
    format!("fit-{}", crate::slug::slugify(&q.id))
}

/// The answers that flag a question, for each way to flag there is: class `f1` is the first. Only
/// questions with something to say count; the index is by question.
pub(super) fn flags(q: &Questionnaire) -> (Vec<Vec<usize>>, Vec<Option<usize>>) {
    let mut ways: Vec<Vec<usize>> = Vec::new();
    let by_question = q.questions().map(|question| {
        let mut answers = question.flag_on.clone();
        answers.sort_unstable();
        answers.dedup();
        if question.say.is_none() || answers.is_empty() {
            return None;
        }
        Some(ways.iter().position(|way| *way == answers).unwrap_or_else(|| {
            ways.push(answers);
            ways.len() - 1
        }))
    });
    let by_question = by_question.collect();
    (ways, by_question)
}

/// `:has(:is(.a1,.a2):checked)`: one of these answers is chosen.
fn chosen(answers: &[usize]) -> Simple {
    let mut names = answers.iter().map(|answer| class(format!("a{}", answer + 1)));
    let input = match answers.len() {
        1 => names.next().unwrap_or_default(),
        _ => Compound::default().and(Simple::Is(names.map(Compound::alone).collect())),
    };
    Simple::Has(vec![input.and(Simple::Checked).alone()])
}

/// `:has(:checked)`: anything is chosen.
fn any_chosen() -> Simple {
    Simple::Has(vec![Compound::default().and(Simple::Checked).alone()])
}

struct Sheet {
    form: Compound,
    out: String,
}

impl Sheet {
    /// Writes a rule for what is inside the form.
    fn rule(&mut self, selectors: &[Complex], declarations: &str) {
        let inside = |complex: &Complex| {
            let mut whole = self.form.clone().inside(complex.first.clone());
            whole.rest.extend(complex.rest.iter().cloned());
            whole
        };
        let all: Vec<_> = selectors.iter().map(inside).collect();
        let _ = writeln!(self.out, "{}{{{declarations}}}", Commas(&all));
    }

    /// What the reader could say: below the question, and in the list to take along.
    fn follow_ups(&mut self, q: &Questionnaire) {
        let item = Compound::default().and(Simple::Type("li".to_owned()));
        self.rule(
            &[class("say").alone(), class("take").alone(), class("take").inside(item)],
            "display:none",
        );
        let (ways, by_question) = flags(q);
        for (at, answers) in ways.iter().enumerate() {
            let flagged = class(format!("f{}", at + 1)).and(chosen(answers));
            self.rule(&[flagged.clone().inside(class("say"))], "display:block");
            let list = flagged.later(class("result")).then(Combinator::Inside, class("take"));
            self.rule(&[list], "display:block");
            let items: Vec<_> = q
                .questions()
                .enumerate()
                .filter(|(index, _)| by_question[*index] == Some(at))
                .map(|(index, _)| {
                    // By its place, since names would stand in page and stylesheet. Questions are the
                    // first fieldsets of the form.
                    class("q")
                        .and(Simple::NthOfType(index + 1))
                        .and(chosen(answers))
                        .later(class("result"))
                        .then(Combinator::Inside, class(format!("c{}", index + 1)))
                })
                .collect();
            self.rule(&items, "display:list-item");
        }
    }

    /// The one outcome that applies, or the sentence that stands there before any answer.
    fn outcomes(&mut self, q: &Questionnaire) {
        self.rule(
            &[class("how").alone(), class("rule").alone(), class("band").alone()],
            "display:none",
        );
        self.rule(&[class("none").alone()], "display:none");
        for (index, outcome) in q.outcomes.iter().enumerate().rev() {
            let applies = match &outcome.when {
                None => class("out"),
                Some(when) => when_holds(suffix(q, &when.value)),
            };
            if outcome.when.is_some() {
                self.rule(&[applies.clone().inside(class("band"))], "display:none");
            }
            self.rule(&[applies.inside(class(format!("o{}", index + 1)))], "display:block");
        }
        let input =
            Compound::default().and(Simple::Is(vec![class("q").alone(), class("stop").alone()]));
        let something = input.and(any_chosen()).later(Compound::default());
        let blank = when_holds(Compound::default().and(Simple::Not(vec![something])));
        self.rule(&[blank.clone().inside(class("band"))], "display:none");
        self.rule(&[blank.inside(class("none"))], "display:block");
    }

    /// "Answered 7 of 18", for the eye: counters are missing from some accessibility trees, and it
    /// must not be spoken after every click.
    fn tally(&mut self, q: &Questionnaire) {
        let total = q.questions().count();
        let _ = writeln!(self.out, "{}{{counter-reset:answered}}", self.form);
        self.rule(&[class("q").and(any_chosen()).alone()], "counter-increment:answered");
        let _ = writeln!(
            self.out,
            "{} .tally::before{{content:\"Answered \" counter(answered) \" of {total}\"}}",
            self.form
        );
        self.rule(&[class("bar").alone()], "display:grid");
    }
}

/// `.out:where(…)`: the parts of the page that answer back, while the condition holds.
fn when_holds(condition: Compound) -> Compound {
    class("out").and(Simple::Where(vec![condition.alone()]))
}

/// The id of a question's fieldset. Public: people may link to it.
pub(super) fn question_id(id: &str) -> String {
    format!("q-{id}")
}
