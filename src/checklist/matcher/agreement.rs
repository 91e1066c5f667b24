//! The stylesheet and the evaluator agree: on random questionnaires, and on the real one.

use super::{Dom, Medium, Published};
use crate::checklist::testing::{Size, answered};
use crate::checklist::{Answers, Questionnaire, css, evaluate, form};
use crate::markdown;
use crate::source::{SourcePath, SourceText};
use crate::style;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::cell::Cell;

/// What a reader sees of a form.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    /// Indexes of the outcomes in the result and of those in the short line.
    outcomes: [Vec<usize>; 2],
    /// Whether "Your result appears here" shows, and its like in the short line.
    blank: [bool; 2],
    /// Indexes of the questions with words to say below them, and of those in the list.
    said: [Vec<usize>; 2],
    /// Whether the list is there at all.
    list: bool,
}

/// A form as published.
struct Page {
    dom: Dom,
    sheet: Published,
}

fn page(q: &Questionnaire, theme: &[SourceText], medium: Medium) -> Page {
    let made = form::body(q, &markdown::Options::default(), "https://example.org/");
    assert_eq!(made.diagnostics, []);
    // The theme's page, as far as its rules can tell.
    let dom =
        Dom::read(&format!("<main><article class=\"leaf\">{}</article></main>", made.value.html));
    let mut sources = theme.to_vec();
    let path = SourcePath::new("content/x.css").expect("a path");
    sources.push(SourceText::new(path, css::css(q)));
    let published = style::bundle(&sources);
    assert_eq!(published.diagnostics, []);
    Page { dom, sheet: Published::read(&published.value.css, medium) }
}

impl Page {
    /// The inputs that a reader has ticked, by index.
    fn ticked(&self, answers: &Answers) -> Vec<usize> {
        let radios = answers.chosen.iter().enumerate().filter_map(|(question, chosen)| {
            chosen.map(|answer| format!("q{}a{}", question + 1, answer + 1))
        });
        let boxes = answers.stops.iter().enumerate();
        let boxes = boxes.filter(|(_, ticked)| **ticked).map(|(stop, _)| format!("x{}", stop + 1));
        radios.chain(boxes).map(|id| self.dom.by_id(&id).expect("every input is there")).collect()
    }

    fn seen(&self, answers: &Answers) -> Seen {
        let shown = self.sheet.shown(&self.dom, &self.ticked(answers));
        let nodes = || self.dom.nodes.iter().enumerate().filter(|(index, _)| shown[*index]);
        let numbered = |letter: char, has: &str, inside: &str| -> Vec<usize> {
            nodes()
                .filter(|(index, node)| {
                    (has.is_empty() || node.has(has)) && self.dom.is_inside(*index, inside)
                })
                .filter_map(|(_, node)| number(&node.classes, letter))
                .collect()
        };
        let one = |class: &str, inside: &str| {
            nodes().any(|(index, node)| node.has(class) && self.dom.is_inside(index, inside))
        };
        let said = nodes().filter(|(_, node)| node.has("say")).map(|(_, node)| {
            let question = &self.dom.nodes[node.parent.expect("it is in a question")];
            let name = question.classes.iter().find(|class| class.starts_with('s'));
            assert!(name.is_some(), "a question has a section");
            self.question(&question.id)
        });
        Seen {
            outcomes: [numbered('o', "band", "result"), numbered('o', "band", "bar")],
            blank: [one("none", "result"), one("none", "bar")],
            said: [said.collect(), numbered('c', "", "take")],
            list: one("take", "result"),
        }
    }

    /// The index of the question with this id.
    fn question(&self, id: &str) -> usize {
        self.dom.nodes.iter().filter(|n| n.has("q")).position(|n| n.id == id).expect("a question")
    }
}

/// The index in a class such as `o3`.
fn number(classes: &[String], letter: char) -> Option<usize> {
    let digits = classes.iter().find_map(|class| class.strip_prefix(letter)?.parse::<usize>().ok());
    digits.map(|number| number - 1)
}

/// What a reader should see, from the evaluator.
fn wanted(q: &Questionnaire, answers: &Answers) -> Seen {
    let blank = answers.chosen.iter().all(Option::is_none) && !answers.stops.contains(&true);
    let outcomes = if blank { Vec::new() } else { vec![evaluate::evaluate(q, answers)] };
    let questions: Vec<_> = q.questions().collect();
    let said: Vec<_> = evaluate::flagged(q, answers)
        .into_iter()
        .filter(|index| questions[*index].say.is_some())
        .collect();
    Seen {
        outcomes: [outcomes.clone(), outcomes],
        blank: [blank; 2],
        list: !said.is_empty(),
        said: [said.clone(), said],
    }
}

const MEDIUM: Size = Size { questions: 9, answers: 5, stops: 3, outcomes: 5 };

#[test]
fn the_stylesheet_and_the_evaluator_agree_on_random_questionnaires() {
    const QUESTIONNAIRES: u32 = 400;
    const ANSWERS: usize = 20;
    let compared = Cell::new(0_u32);
    let mut runner = TestRunner::new(Config { cases: QUESTIONNAIRES, ..Config::default() });
    let run = runner.run(&answered(MEDIUM, ANSWERS), |(q, sets)| {
        let page = page(&q, &[], Medium::Screen(80));
        prop_assert!(page.sheet.unread.is_empty(), "{:?}", page.sheet.unread);
        for answers in &sets {
            prop_assert_eq!(page.seen(answers), wanted(&q, answers), "{:?}", answers);
            compared.set(compared.get() + 1);
        }
        Ok(())
    });
    let differed = u32::from(run.is_err());
    report(&format!("random questionnaires: {} comparisons, {differed} differed", compared.get()));
    run.expect("they agree");
}

/// Cargo shows it with `--nocapture`.
#[expect(clippy::print_stderr, reason = "the number of comparisons is part of the result")]
fn report(line: &str) {
    eprintln!("checklist: {line}");
}
