//! Questionnaires and answers at random, for property tests.
//!
//! In: how large they may be. Out: strategies. Names are `a0`, `q0`, `s0`, `t0`, `o0` and so on, so
//! that a failing case can be read; the first marks are `m0` and `m1`.

use super::{
    Answer, Answers, Comparison, Condition, Count, Facts, Outcome, Question, Questionnaire,
    Section, Set, StopSign, StopSigns, Text,
};
use crate::source::{SourcePath, Span, Spanned};
use jiff::civil::date;
use proptest::prelude::*;
use proptest::sample::subsequence;

/// The most of everything.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    pub questions: usize,
    pub answers: usize,
    pub stops: usize,
    pub outcomes: usize,
}

/// Small enough to look at every set of answers: at most 4^5 × 2^2.
pub(crate) const SMALL: Size = Size { questions: 5, answers: 3, stops: 2, outcomes: 4 };

/// How many there are of everything that conditions can speak of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    pub questions: usize,
    pub sections: usize,
    pub answers: usize,
    pub stops: usize,
}

/// Any questionnaire up to a size, all of it declared in order; the last outcome has no condition.
/// Thresholds may be out of range, and outcomes may be unreachable.
pub(crate) fn questionnaire(size: Size) -> impl Strategy<Value = Questionnaire> {
    let shape = (1..=size.questions, 1..=3_usize, 2..=size.answers, 0..=size.stops);
    shape.prop_flat_map(move |(questions, sections, answers, stops)| {
        let sections = sections.min(questions);
        let shape = Shape { questions, sections, answers, stops };
        let marks = prop::collection::vec(subsequence(vec!["m0", "m1"], 0..=2), questions);
        let flags = prop::collection::vec(subsequence(indexes(answers), 0..=answers), questions);
        let order = subsequence(indexes(answers), 0..=answers).prop_shuffle();
        let outcomes = prop::collection::vec((condition(shape), any::<bool>()), 0..size.outcomes);
        (marks, flags, order, outcomes, any::<bool>()).prop_map(move |parts| {
            let (marks, flags, order, outcomes, last_is_urgent) = parts;
            let mut made = skeleton(shape);
            for (index, question) in
                made.sections.iter_mut().flat_map(|s| &mut s.questions).enumerate()
            {
                question.marks = marks[index].iter().map(|&mark| mark.to_owned()).collect();
                question.flag_on.clone_from(&flags[index]);
            }
            made.order = if order.len() < 2 { Vec::new() } else { order };
            let last = (None, last_is_urgent);
            let all = outcomes.into_iter().map(|(when, urgent)| (Some(when), urgent));
            made.outcomes = all.chain([last]).enumerate().map(outcome).collect();
            made
        })
    })
}

/// A questionnaire and some sets of answers to it.
pub(crate) fn answered(
    size: Size,
    sets: usize,
) -> impl Strategy<Value = (Questionnaire, Vec<Answers>)> {
    questionnaire(size).prop_flat_map(move |made| {
        let sets = prop::collection::vec(answers(&made), sets);
        (Just(made), sets)
    })
}

/// Any answers to a questionnaire.
pub(crate) fn answers(questionnaire: &Questionnaire) -> impl Strategy<Value = Answers> + use<> {
    let chosen = prop::option::weighted(0.8, 0..questionnaire.answers.len());
    let questions = questionnaire.questions().count();
    let stops = questionnaire.stop_signs.as_ref().map_or(0, |stops| stops.signs.len());
    let stop = prop::bool::weighted(0.2);
    (prop::collection::vec(chosen, questions), prop::collection::vec(stop, stops))
        .prop_map(|(chosen, stops)| Answers { chosen, stops })
}

/// Every set of answers to a questionnaire, nothing chosen first. Only for small ones.
pub(crate) fn every_answer(questionnaire: &Questionnaire) -> Vec<Answers> {
    let questions = questionnaire.questions().count();
    let stops = questionnaire.stop_signs.as_ref().map_or(0, |stops| stops.signs.len());
    let mut all = vec![Answers { chosen: Vec::new(), stops: Vec::new() }];
    for _ in 0..questions {
        let choices = || std::iter::once(None).chain((0..questionnaire.answers.len()).map(Some));
        all = all
            .iter()
            .flat_map(|before| {
                choices().map(|choice| {
                    let mut next = before.clone();
                    next.chosen.push(choice);
                    next
                })
            })
            .collect();
    }
    for _ in 0..stops {
        all = all
            .iter()
            .flat_map(|before| {
                [false, true].map(|ticked| {
                    let mut next = before.clone();
                    next.stops.push(ticked);
                    next
                })
            })
            .collect();
    }
    all
}

fn indexes(len: usize) -> Vec<usize> {
    (0..len).collect()
}

fn condition(shape: Shape) -> impl Strategy<Value = Condition> {
    atom(shape).prop_recursive(3, 12, 3, |inner| {
        let parts = || prop::collection::vec(inner.clone(), 2..=3);
        prop_oneof![
            parts().prop_map(Condition::And),
            parts().prop_map(Condition::Or),
            inner.prop_map(|part| Condition::Not(Box::new(part))),
        ]
    })
}

fn atom(shape: Shape) -> BoxedStrategy<Condition> {
    let is = (0..shape.questions, 0..shape.answers).prop_map(|(q, a)| Condition::Is(q, a));
    let most = u32::try_from(shape.questions).expect("it is small") + 1;
    let compare = (count(shape), comparison(), 0..=most)
        .prop_map(|(left, by, number)| Condition::Compare(left, by, number));
    let counts = (count(shape), comparison(), count(shape))
        .prop_map(|(left, by, right)| Condition::CompareCounts(left, by, right));
    let others = prop_oneof![2 => is, 5 => compare, 1 => counts];
    if shape.stops == 0 {
        return others.boxed();
    }
    let stop = (0..shape.stops).prop_map(Condition::Stop);
    prop_oneof![1 => Just(Condition::AnyStop), 1 => stop, 6 => others].boxed()
}

fn count(shape: Shape) -> impl Strategy<Value = Count> {
    let set = prop_oneof![
        4 => subsequence(indexes(shape.answers), 1..=shape.answers).prop_map(Set::Answers),
        1 => Just(Set::Answered),
        1 => Just(Set::Unanswered),
    ];
    let section = prop::option::weighted(0.3, 0..shape.sections);
    let mark = prop::option::weighted(0.3, prop::sample::select(vec!["m0", "m1"]));
    (set, section, mark).prop_map(|(set, section, mark)| Count {
        set,
        section,
        mark: mark.map(str::to_owned),
    })
}

fn comparison() -> impl Strategy<Value = Comparison> {
    prop::sample::select(vec![
        Comparison::AtLeast,
        Comparison::AtMost,
        Comparison::MoreThan,
        Comparison::LessThan,
        Comparison::Exactly,
    ])
}

fn outcome((index, (when, urgent)): (usize, (Option<Condition>, bool))) -> Outcome {
    Outcome {
        id: spanned(format!("o{index}")),
        when: when.map(|when| Spanned::new(when, Span::at(0))),
        heading: format!("Outcome {index}"),
        short: format!("Short {index}"),
        text: text(&format!("Text of outcome {index}.")),
        next: Vec::new(),
        urgent,
    }
}

/// A questionnaire without marks, flags, order and outcomes. Questions are spread over sections.
pub(crate) fn skeleton(shape: Shape) -> Questionnaire {
    let answers = (0..shape.answers)
        .map(|at| Answer { id: format!("a{at}"), label: format!("Answer {at}") })
        .collect();
    let mut sections: Vec<Section> = (0..shape.sections)
        .map(|at| Section {
            id: format!("s{at}"),
            title: format!("Section {at}"),
            questions: Vec::new(),
        })
        .collect();
    for index in 0..shape.questions {
        sections[index * shape.sections / shape.questions].questions.push(question(index));
    }
    let signs = (0..shape.stops)
        .map(|at| StopSign {
            id: spanned(format!("t{at}")),
            sign: text(&format!("Sign {at}")),
            called: None,
        })
        .collect();
    Questionnaire {
        path: SourcePath::new("content/random.checklist.yaml").expect("a path"),
        id: "random".to_owned(),
        title: "Random".to_owned(),
        intro: None,
        answers,
        order: Vec::new(),
        marks: Vec::new(),
        before: None,
        sections,
        stop_signs: (shape.stops > 0).then(|| StopSigns {
            heading: "Stop signs".to_owned(),
            signs,
            text: None,
            amber: None,
        }),
        outcomes: Vec::new(),
        under_outcome: None,
        facts: Facts {
            sources: Vec::new(),
            published: date(2026, 11, 21),
            review_by: date(2027, 11, 21),
            funding: "Nobody".to_owned(),
            limits: text("It is random."),
        },
    }
}

fn question(index: usize) -> Question {
    Question {
        id: spanned(format!("q{index}")),
        ask: text(&format!("Question {index}?")),
        note: None,
        why: None,
        say: Some(text(&format!("Sentence {index}."))),
        hint: None,
        flag_on: Vec::new(),
        marks: Vec::new(),
    }
}

fn spanned(text: String) -> Spanned<String> {
    Spanned::new(text, Span::at(0))
}

fn text(text: &str) -> Text {
    Text { text: text.to_owned(), span: Span::at(0) }
}
