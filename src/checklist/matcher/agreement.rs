//! The stylesheet and the evaluator agree: on random questionnaires, and on the real one.

use super::{Dom, Medium, Published};
use crate::checklist::testing::{Size, answered};
use crate::checklist::{Answers, Questionnaire, css, evaluate, explain, form, syntax};
use crate::markdown;
use crate::source::{Snapshot, SourcePath, SourceText};
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
    let name = |path: &SourcePath| path.below("themes/default/css").unwrap_or("x.css").to_owned();
    let sources = theme.iter().map(|source| (name(&source.path), source.clone())).collect();
    let path = SourcePath::new("content/x.css").expect("a path");
    let published = style::sheets(&sources, &SourceText::new(path, css(q)), false);
    assert_eq!(published.diagnostics, []);
    Page { dom, sheet: Published::read(&published.value[style::QUESTIONNAIRE].css, medium) }
}

impl Page {
    /// The inputs that a reader has ticked, by index.
    fn ticked(&self, answers: &Answers) -> Vec<usize> {
        let radios = answers.chosen.iter().enumerate().filter_map(|(question, chosen)| {
            chosen.map(|answer| (format!("q{}", question + 1), format!("a{}", answer + 1)))
        });
        let boxes = answers.stops.iter().enumerate();
        let boxes = boxes.filter(|(_, ticked)| **ticked).map(|(stop, _)| format!("x{}", stop + 1));
        let all = radios.chain(boxes.map(|name| (name.clone(), name)));
        all.map(|(name, class)| self.dom.field(&name, &class).expect("every input is there"))
            .collect()
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
    const QUESTIONNAIRES: u32 = 2_000;
    const ANSWERS: usize = 6;
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

fn real() -> Questionnaire {
    let path = SourcePath::new("content/therapist-fit.checklist.yaml").expect("a path");
    let text = include_str!("../../../content/tools/is-this-therapist-a-fit.checklist.yaml");
    let read = syntax::parse(&SourceText::new(path, text));
    assert_eq!(read.diagnostics, []);
    read.value.expect("it can be read")
}

fn theme() -> Vec<SourceText> {
    let mut snapshot = Snapshot::default();
    crate::theme::lay_under(&mut snapshot);
    let css = snapshot.below("themes/default/css").map(|(path, _)| path.clone());
    css.filter_map(|path| snapshot.text(&path)).collect()
}

/// What decides on `display` and is not read concerns elements that no form has.
fn only_the_theme(page: &Page) {
    // `.sheet` is the comparison sheet, which has fields of its own.
    let elsewhere = ["[data-label]", ".skip:focus", ".brand:visited", " in .sheet "];
    for unread in &page.sheet.unread {
        assert!(elsewhere.iter().any(|known| unread.contains(known)), "not read: {unread}");
    }
}

/// Answers that lead to every outcome: most are good ones, and only some have a stop sign.
fn varied(q: &Questionnaire, number: usize) -> Vec<Answers> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut below = |n: usize| {
        // xorshift64 (Marsaglia 2003): the same answers in every run.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % u64::try_from(n).expect("small")).expect("small")
    };
    let mut all = Vec::new();
    for case in 0..number {
        let best = below(10);
        let chosen = q
            .questions()
            .map(|_| if below(10) < best { Some(0) } else { Some(below(q.answers.len() + 1)) });
        let chosen = chosen.map(|a| a.filter(|a| *a < q.answers.len())).collect();
        let signs = q.stop_signs.as_ref().map_or(0, |stops| stops.signs.len());
        let stops = (0..signs).map(|_| case % 6 == 0 && below(5) == 0).collect();
        all.push(Answers { chosen, stops });
    }
    all
}

/// Nothing chosen, every boundary of every rule, and every input alone.
fn telling(q: &Questionnaire) -> Vec<Answers> {
    let blank = Answers {
        chosen: vec![None; q.questions().count()],
        stops: vec![false; q.stop_signs.as_ref().map_or(0, |stops| stops.signs.len())],
    };
    let mut all = vec![blank.clone()];
    all.extend(explain::boundaries(q).into_iter().map(|boundary| boundary.answers));
    for question in 0..blank.chosen.len() {
        for answer in 0..q.answers.len() {
            let mut one = blank.clone();
            one.chosen[question] = Some(answer);
            all.push(one);
        }
    }
    for stop in 0..blank.stops.len() {
        for chosen in [None, Some(0)] {
            let mut one = blank.clone();
            one.chosen.fill(chosen);
            one.stops[stop] = true;
            all.push(one);
        }
    }
    all
}

#[test]
fn the_real_page_shows_what_the_evaluator_says() {
    let q = real();
    let mut all = telling(&q);
    let telling = all.len();
    all.extend(varied(&q, 2000));
    let (mut differed, mut reached) = (0, vec![0_u32; q.outcomes.len()]);
    let pages = [Medium::Screen(20), Medium::Screen(80)].map(|medium| page(&q, &theme(), medium));
    for (at, answers) in all.iter().enumerate() {
        let page = &pages[at % 2];
        only_the_theme(page);
        let wanted = wanted(&q, answers);
        wanted.outcomes[0].iter().for_each(|outcome| reached[*outcome] += 1);
        differed += u32::from(page.seen(answers) != wanted);
    }
    report(&format!(
        "therapist-fit: {} comparisons ({telling} telling, 2000 varied; outcomes {reached:?}), \
         {differed} differed",
        all.len()
    ));
    assert_eq!(differed, 0);
    assert!(reached.iter().all(|times| *times >= 20), "{reached:?}");
}

#[test]
fn a_browser_that_cannot_decide_shows_everything() {
    let q = real();
    let page = page(&q, &theme(), Medium::OldScreen);
    let all: Vec<_> = (0..q.questions().count()).collect();
    for answers in varied(&q, 5) {
        let seen = page.seen(&answers);
        assert_eq!(seen.outcomes, [(0..q.outcomes.len()).collect(), vec![]]);
        assert_eq!(seen.said, [all.clone(), all.clone()]);
        assert_eq!(seen.blank, [true, false]);
    }
}

#[test]
fn a_blank_print_has_everything_and_a_completed_one_what_was_chosen() {
    let q = real();
    let page = page(&q, &theme(), Medium::Print);
    only_the_theme(&page);
    let all: Vec<_> = (0..q.questions().count()).collect();
    let blank = page.seen(&telling(&q)[0]);
    assert_eq!(blank.outcomes[0], (0..q.outcomes.len()).collect::<Vec<_>>());
    assert_eq!((blank.said, blank.blank), ([all, vec![]], [false, false]));
    for answers in varied(&q, 50) {
        let (seen, wanted) = (page.seen(&answers), wanted(&q, &answers));
        assert_eq!(seen.outcomes[0], wanted.outcomes[0]);
        assert_eq!(seen.said, [vec![], wanted.said[1].clone()]);
    }
}

#[test]
fn a_stylesheet_in_the_wrong_order_is_noticed() {
    let q = real();
    let css = css(&q);
    let rules: Vec<_> = css.lines().collect();
    let place = |part: &str| rules.iter().position(|rule| rule.contains(part)).expect("a rule");
    // "Put your safety first" before "find this out": the later rule would win.
    let (first, second) = (place(" .o1{display:block}"), place(" .o2{display:block}"));
    let mut wrong = rules.clone();
    wrong.swap(first, second);
    wrong.swap(first - 1, second - 1);
    let mut broken = page(&q, &[], Medium::Screen(80));
    broken.sheet = Published::read(&wrong.concat(), Medium::Screen(80));
    let differ = varied(&q, 300).iter().filter(|a| broken.seen(a) != wanted(&q, a)).count();
    assert!(differ > 0);
}

/// Cargo shows it with `--nocapture`.
#[expect(
    clippy::print_stderr,
    clippy::disallowed_macros,
    reason = "the number of comparisons is part of the result"
)]
fn report(line: &str) {
    eprintln!("checklist: {line}");
}
