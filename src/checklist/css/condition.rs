//! A condition as a compound selector on anything that comes after the questions.
//!
//! In: a [`Condition`]. Out: a compound that fits an element exactly if the condition holds for the
//! form controls before it, among its siblings.

use super::{any_chosen, chosen};
use crate::checklist::selector::{Combinator, Complex, Compound, List, Simple, class, id};
use crate::checklist::{Comparison, Condition, Count, Questionnaire, Set};

/// The compound for a condition.
pub(super) fn suffix(q: &Questionnaire, condition: &Condition) -> Compound {
    test(q, condition).compound()
}

/// A condition half translated. Lists hold alternatives: selectors for the element itself.
enum Test {
    Always,
    Never,
    Any(List),
    None(List),
    All(Vec<Compound>),
}

impl Test {
    fn compound(self) -> Compound {
        match self {
            Self::Always => Compound::default(),
            Self::Never => Compound::default().and(Simple::Not(vec![Compound::default().alone()])),
            Self::Any(list) => Compound::default().and(Simple::Is(list)),
            Self::None(list) => Compound::default().and(Simple::Not(list)),
            Self::All(parts) => parts.into_iter().fold(Compound::default(), Compound::with),
        }
    }

    fn not(self) -> Self {
        match self {
            Self::Always => Self::Never,
            Self::Never => Self::Always,
            Self::Any(list) => Self::None(list),
            Self::None(list) => Self::Any(list),
            all @ Self::All(_) => Self::None(vec![all.compound().alone()]),
        }
    }

    fn all(tests: impl IntoIterator<Item = Self>) -> Self {
        let mut parts = Vec::new();
        for test in tests {
            match test {
                Self::Always => {}
                Self::Never => return Self::Never,
                other => parts.push(other),
            }
        }
        match parts.len() {
            0 => Self::Always,
            1 => parts.remove(0),
            _ => Self::All(parts.into_iter().map(Self::compound).collect()),
        }
    }

    fn any(tests: impl IntoIterator<Item = Self>) -> Self {
        let mut list = List::new();
        for test in tests {
            match test {
                Self::Always => return Self::Always,
                Self::Never => {}
                Self::Any(alternatives) => list.extend(alternatives),
                other => list.push(other.compound().alone()),
            }
        }
        if list.is_empty() { Self::Never } else { Self::Any(list) }
    }
}

fn test(q: &Questionnaire, condition: &Condition) -> Test {
    match condition {
        Condition::And(parts) => Test::all(parts.iter().map(|part| test(q, part))),
        Condition::Or(parts) => Test::any(parts.iter().map(|part| test(q, part))),
        Condition::Not(part) => test(q, part).not(),
        Condition::AnyStop => earlier(class("stop").and(any_chosen())),
        Condition::Stop(index) => {
            let sign = class(format!("x{}", index + 1)).and(Simple::Checked).alone();
            earlier(class("stop").and(Simple::Has(vec![sign])))
        }
        Condition::Is(question, answer) => match q.questions().nth(*question) {
            Some(question) => {
                earlier(id(super::question_id(&question.id.value)).and(chosen(&[*answer])))
            }
            None => Test::Never,
        },
        Condition::Compare(count, comparison, number) => {
            let number = usize::try_from(*number).unwrap_or(usize::MAX);
            compare(&Counted::new(q, count), *comparison, number)
        }
        Condition::CompareCounts(left, comparison, right) => {
            compare_counts(&Counted::new(q, left), *comparison, &Counted::new(q, right))
        }
    }
}

/// Something before the element, among its siblings, fits.
fn earlier(compound: Compound) -> Test {
    Test::Any(vec![compound.later(Compound::default())])
}

/// The questions that a count looks at.
struct Counted {
    /// A question that counts.
    yes: Compound,
    /// A question that could count and does not.
    no: Compound,
    /// How many could.
    of: usize,
}

impl Counted {
    fn new(q: &Questionnaire, count: &Count) -> Self {
        let mut question = class("q");
        if let Some(section) = count.section {
            question = question.class(format!("s{}", section + 1));
        }
        let mut of = 0;
        for (index, one) in q.questions().enumerate() {
            let in_section = count.section.is_none_or(|section| q.section_of(index) == section);
            let marked = count.mark.as_ref().is_none_or(|mark| one.marks.contains(mark));
            of += usize::from(in_section && marked);
        }
        if let Some(mark) = &count.mark {
            // An unknown mark is on no question, and no element has the class `m0`.
            let number = marks(q).iter().position(|known| known == mark).map_or(0, |at| at + 1);
            question = question.class(format!("m{number}"));
        }
        let having = match &count.set {
            Set::Answers(answers) => chosen(answers),
            Set::Answered | Set::Unanswered => any_chosen(),
        };
        let lacking = Simple::Not(vec![Compound::default().and(having.clone()).alone()]);
        let (yes, no) = (question.clone().and(having), question.and(lacking));
        if count.set == Set::Unanswered {
            return Self { yes: no, no: yes, of };
        }
        Self { yes, no, of }
    }

    /// At least `k` count: a chain of `k`. Where it is shorter, "not so many of the others" says
    /// the same: 12 of 18 is not 7 others.
    fn at_least(&self, k: usize) -> Test {
        if k == 0 {
            return Test::Always;
        }
        if k > self.of {
            return Test::Never;
        }
        let others = self.of - k + 1;
        if others < k {
            Test::None(vec![chain(&self.no, others)])
        } else {
            Test::Any(vec![chain(&self.yes, k)])
        }
    }
}

fn chain(link: &Compound, length: usize) -> Complex {
    let mut chain = link.clone().alone();
    for _ in 1..length {
        chain = chain.then(Combinator::Later, link.clone());
    }
    chain.then(Combinator::Later, Compound::default())
}

fn compare(count: &Counted, comparison: Comparison, number: usize) -> Test {
    let more = number.saturating_add(1);
    match comparison {
        Comparison::AtLeast => count.at_least(number),
        Comparison::MoreThan => count.at_least(more),
        Comparison::LessThan => count.at_least(number).not(),
        Comparison::AtMost => count.at_least(more).not(),
        Comparison::Exactly => Test::all([count.at_least(number), count.at_least(more).not()]),
    }
}

/// More of one than of the other: for some number the one reaches it and the other does not.
fn more_than(left: &Counted, right: &Counted) -> Test {
    Test::any((1..=left.of).map(|k| Test::all([left.at_least(k), right.at_least(k).not()])))
}

fn compare_counts(left: &Counted, comparison: Comparison, right: &Counted) -> Test {
    match comparison {
        Comparison::MoreThan => more_than(left, right),
        Comparison::LessThan => more_than(right, left),
        Comparison::AtLeast => more_than(right, left).not(),
        Comparison::AtMost => more_than(left, right).not(),
        Comparison::Exactly => {
            Test::all([more_than(left, right).not(), more_than(right, left).not()])
        }
    }
}

/// Every mark, in order of first use: class `m1` is the first.
pub(in crate::checklist) fn marks(q: &Questionnaire) -> Vec<&str> {
    let mut marks = Vec::new();
    for mark in q.questions().flat_map(|question| &question.marks) {
        if !marks.contains(&mark.as_str()) {
            marks.push(mark);
        }
    }
    marks
}
