//! Every case that conditions can tell apart, in a fixed order.
//!
//! In: a questionnaire. Out: a [`Space`]. Questions that the same counts look at are one [`Class`],
//! and of its questions only how many are answered in which way matters; answers that no condition
//! tells apart are one way. A case is a number: the stop signs first, then one vector of each
//! class, so that a neighbour is found by adding.

use super::MAX_CASES;
use super::case::{Case, Test};
use super::vectors::Vectors;
use crate::checklist::{Answers, Comparison, Condition, Count, Questionnaire, Set};

pub(super) struct Space<'a> {
    questionnaire: &'a Questionnaire,
    features: Vec<Feature>,
    classes: Vec<Class>,
    /// Stop signs that conditions name, one bit each.
    named_stops: Vec<usize>,
    /// Any of the others ticked is one more bit, above those.
    other_stops: Vec<usize>,
    tests: Vec<Option<Test>>,
}

/// Something that conditions look at: a number of questions.
#[derive(PartialEq)]
enum Feature {
    Count(Count),
    /// 1 if the question has that answer.
    Is(usize, usize),
}

struct Class {
    questions: Vec<usize>,
    /// Values (`None` is not answered) that nothing tells apart. The first has `None` in it.
    ways: Vec<Vec<Option<usize>>>,
    /// How many questions have each way; those with few answers first.
    vectors: Vectors,
    /// For each vector and feature, what it adds.
    adds: Vec<u8>,
    /// How far apart cases are whose vectors of this class are neighbours in the list.
    stride: usize,
    steps: Vec<Step>,
}

/// A change of one answer to a better one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Step {
    class: usize,
    from_way: usize,
    to_way: usize,
    worse: Option<usize>,
    pub better: usize,
}

impl<'a> Space<'a> {
    /// Finds the classes. If there are more than [`MAX_CASES`] cases, their number is the error.
    pub fn new(questionnaire: &'a Questionnaire) -> Result<Self, u64> {
        let mut space = Space {
            questionnaire,
            features: Vec::new(),
            classes: Vec::new(),
            named_stops: Vec::new(),
            other_stops: Vec::new(),
            tests: Vec::new(),
        };
        for outcome in &questionnaire.outcomes {
            let test = outcome.when.as_ref().map(|when| space.test(&when.value));
            space.tests.push(test);
        }
        let stops = questionnaire.stop_signs.as_ref().map_or(0, |stops| stops.signs.len());
        space.other_stops = (0..stops).filter(|at| !space.named_stops.contains(at)).collect();
        space.classes = space.classify();
        let cases = space.number_of_cases();
        if cases > MAX_CASES {
            return Err(cases);
        }
        space.lay_out();
        Ok(space)
    }

    pub fn cases(&self) -> u64 {
        self.number_of_cases()
    }

    fn test(&mut self, condition: &Condition) -> Test {
        match condition {
            Condition::And(parts) => Test::And(parts.iter().map(|part| self.test(part)).collect()),
            Condition::Or(parts) => Test::Or(parts.iter().map(|part| self.test(part)).collect()),
            Condition::Not(part) => Test::Not(Box::new(self.test(part))),
            Condition::AnyStop => Test::AnyStop,
            Condition::Stop(stop) => Test::Stop(bit(position(&mut self.named_stops, *stop))),
            Condition::Is(question, answer) => {
                let feature = self.feature(Feature::Is(*question, *answer));
                Test::Compare(feature, Comparison::Exactly, 1)
            }
            Condition::Compare(left, by, number) => {
                Test::Compare(self.feature(Feature::Count(left.clone())), *by, *number)
            }
            Condition::CompareCounts(left, by, right) => {
                let left = self.feature(Feature::Count(left.clone()));
                let right = self.feature(Feature::Count(right.clone()));
                Test::CompareFeatures(left, *by, right)
            }
        }
    }

    fn feature(&mut self, feature: Feature) -> usize {
        position(&mut self.features, feature)
    }

    /// Puts together the questions that the same features look at, and of each the values that no
    /// feature tells apart.
    fn classify(&self) -> Vec<Class> {
        let looks: Vec<Vec<bool>> = (0..self.questionnaire.questions().count())
            .map(|question| self.features.iter().map(|f| self.looks_at(f, question)).collect())
            .collect();
        let mut classes: Vec<Class> = Vec::new();
        for question in 0..looks.len() {
            let same = |class: &&mut Class| looks[class.questions[0]] == looks[question];
            match classes.iter_mut().find(same) {
                Some(class) => class.questions.push(question),
                None => classes.push(Class {
                    questions: vec![question],
                    ways: self.ways(question),
                    vectors: Vectors::default(),
                    adds: Vec::new(),
                    stride: 0,
                    steps: Vec::new(),
                }),
            }
        }
        classes
    }

    fn looks_at(&self, feature: &Feature, question: usize) -> bool {
        match feature {
            Feature::Is(this, _) => *this == question,
            Feature::Count(count) => {
                let section = self.questionnaire.section_of(question);
                let marks = self.questionnaire.questions().nth(question).map(|q| &q.marks);
                count.section.is_none_or(|at| at == section)
                    && count.mark.as_ref().is_none_or(|m| marks.is_some_and(|all| all.contains(m)))
            }
        }
    }

    fn ways(&self, question: usize) -> Vec<Vec<Option<usize>>> {
        let values = std::iter::once(None).chain((0..self.questionnaire.answers.len()).map(Some));
        let mut ways: Vec<(Vec<bool>, Vec<Option<usize>>)> = Vec::new();
        for value in values {
            let counted: Vec<_> = self
                .features
                .iter()
                .map(|feature| self.looks_at(feature, question) && counts(feature, value))
                .collect();
            match ways.iter_mut().find(|(known, _)| *known == counted) {
                Some((_, values)) => values.push(value),
                None => ways.push((counted, vec![value])),
            }
        }
        ways.into_iter().map(|(_, values)| values).collect()
    }

    fn stop_bits(&self) -> usize {
        self.named_stops.len() + usize::from(!self.other_stops.is_empty())
    }

    /// Saturates.
    fn number_of_cases(&self) -> u64 {
        let stops = 1_u64.checked_shl(bit(self.stop_bits())).unwrap_or(u64::MAX);
        let vectors = self.classes.iter().map(|class| {
            let (questions, ways) = (class.questions.len() as u64, class.ways.len() as u64);
            // n questions over w ways: n + w - 1 over w - 1, each step of which is whole.
            (1..ways).fold(1_u64, |all, at| all.saturating_mul(questions + at) / at)
        });
        vectors.fold(stops, u64::saturating_mul)
    }

    /// Lists the vectors of each class and what they add.
    fn lay_out(&mut self) {
        let mut stride = 1;
        for index in (0..self.classes.len()).rev() {
            let question = self.classes[index].questions[0];
            let looks: Vec<bool> =
                self.features.iter().map(|f| self.looks_at(f, question)).collect();
            let class = &mut self.classes[index];
            class.vectors = Vectors::new(class.questions.len(), class.ways.len());
            class.stride = stride;
            stride *= class.vectors.len();
            for vector in class.vectors.iter() {
                for (feature, looks) in self.features.iter().zip(&looks) {
                    let ways = class.ways.iter().zip(vector);
                    let counted = ways.filter(|(way, _)| *looks && counts(feature, way[0]));
                    class.adds.push(counted.map(|(_, number)| number).sum());
                }
            }
            class.steps = steps(index, class, &self.questionnaire.order);
        }
    }

    /// Shows every case once, in order.
    pub fn each(&self, mut look: impl FnMut(&Case<'_>)) {
        // The sums of the classes so far, one row for each class.
        let mut sums = vec![vec![0; self.features.len()]; self.classes.len() + 1];
        for stops in 0..1_u32 << self.stop_bits() {
            self.each_below(0, stops, &mut sums, &mut look);
        }
    }

    fn each_below(
        &self,
        class: usize,
        stops: u32,
        sums: &mut [Vec<u32>],
        look: &mut impl FnMut(&Case<'_>),
    ) {
        let Some(this) = self.classes.get(class) else {
            return look(&Case { tests: &self.tests, stops, sums: &sums[0] });
        };
        let width = self.features.len();
        for vector in 0..this.vectors.len() {
            if let [before, here, ..] = sums {
                let adds = &this.adds[vector * width..(vector + 1) * width];
                for ((sum, before), add) in here.iter_mut().zip(before).zip(adds) {
                    *sum = *before + u32::from(*add);
                }
            }
            self.each_below(class + 1, stops, &mut sums[1..], look);
        }
    }

    /// Shows every change of one answer to a better one, with the cases before and after it.
    pub fn each_step(&self, mut look: impl FnMut(Step, usize, usize)) {
        let cases = usize::try_from(self.cases()).unwrap_or(usize::MAX);
        for class in &self.classes {
            let block = class.stride * class.vectors.len();
            for step in &class.steps {
                for vector in 0..class.vectors.len() {
                    let Some(next) = class.vectors.neighbour(vector, step.from_way, step.to_way)
                    else {
                        continue;
                    };
                    let (here, there) = (vector * class.stride, next * class.stride);
                    for start in (0..cases).step_by(block) {
                        for at in start..start + class.stride {
                            look(*step, at + here, at + there);
                        }
                    }
                }
            }
        }
    }

    /// A set of answers that is this case.
    pub fn answers(&self, case: usize) -> Answers {
        self.fill(case, None).1
    }

    /// A set of answers that is this case before the step, and the question whose answer changes.
    pub fn before_step(&self, case: usize, step: Step) -> (usize, Answers) {
        self.fill(case, Some(step))
    }

    fn fill(&self, case: usize, step: Option<Step>) -> (usize, Answers) {
        let mut changed = 0;
        let mut chosen = vec![None; self.questionnaire.questions().count()];
        let mut cases = 1;
        for (index, class) in self.classes.iter().enumerate() {
            let vector = class.vectors.get(case / class.stride % class.vectors.len());
            cases *= class.vectors.len();
            let step = step.filter(|step| step.class == index);
            let mut questions = class.questions.iter().copied();
            // The first way has "not answered" in it, and what is left over.
            for (way, number) in vector.iter().enumerate().skip(1) {
                for (at, question) in questions.by_ref().take(usize::from(*number)).enumerate() {
                    chosen[question] = class.ways[way][0];
                    if let Some(step) = step.filter(|step| step.from_way == way && at == 0) {
                        (changed, chosen[question]) = (question, step.worse);
                    }
                }
            }
            if let Some(step) = step.filter(|step| step.from_way == 0) {
                changed = questions.next().unwrap_or(0);
                chosen[changed] = step.worse;
            }
        }
        (changed, Answers { chosen, stops: self.ticked(case / cases) })
    }

    fn ticked(&self, bits: usize) -> Vec<bool> {
        let signs = self.questionnaire.stop_signs.as_ref().map_or(0, |stops| stops.signs.len());
        let mut ticked = vec![false; signs];
        let others = self.other_stops.first().copied();
        for (at, stop) in self.named_stops.iter().copied().chain(others).enumerate() {
            ticked[stop] = bits & (1 << at) != 0;
        }
        ticked
    }
}

/// Whether a feature that looks at a question counts it if it has this value.
fn counts(feature: &Feature, value: Option<usize>) -> bool {
    match feature {
        Feature::Is(_, answer) => value == Some(*answer),
        Feature::Count(count) => match &count.set {
            Set::Answers(these) => value.is_some_and(|answer| these.contains(&answer)),
            Set::Answered => value.is_some(),
            Set::Unanswered => value.is_none(),
        },
    }
}

/// The changes to a better answer that conditions notice: between any two answers of the order, and
/// from none to the best.
fn steps(index: usize, class: &Class, order: &[usize]) -> Vec<Step> {
    let way_of = |value| class.ways.iter().position(|way| way.contains(&value)).unwrap_or(0);
    let mut changes: Vec<(Option<usize>, usize)> = Vec::new();
    for (rank, better) in order.iter().enumerate() {
        changes.extend(order[..rank].iter().map(|worse| (Some(*worse), *better)));
    }
    changes.extend(order.last().map(|best| (None, *best)));
    let mut steps: Vec<Step> = Vec::new();
    for (worse, better) in changes {
        let (from_way, to_way) = (way_of(worse), way_of(Some(better)));
        let is_known = steps.iter().any(|s| (s.from_way, s.to_way) == (from_way, to_way));
        if from_way != to_way && !is_known {
            steps.push(Step { class: index, from_way, to_way, worse, better });
        }
    }
    steps
}

/// The place of something in a list, to which it is added if it is new.
fn position<T: PartialEq>(list: &mut Vec<T>, item: T) -> usize {
    if let Some(at) = list.iter().position(|known| *known == item) {
        return at;
    }
    list.push(item);
    list.len() - 1
}

fn bit(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
