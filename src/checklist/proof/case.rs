//! Whether a condition holds in one case, given the numbers of the case.

use crate::checklist::Comparison;

/// A condition with numbers for what it looks at.
pub(super) enum Test {
    And(Vec<Test>),
    Or(Vec<Test>),
    Not(Box<Test>),
    AnyStop,
    Stop(u32),
    Compare(usize, Comparison, u32),
    CompareFeatures(usize, Comparison, usize),
}

/// One case, while it is looked at.
pub(super) struct Case<'a> {
    pub tests: &'a [Option<Test>],
    /// One bit for each stop sign that is told apart.
    pub stops: u32,
    /// The number of each feature.
    pub sums: &'a [u32],
}

impl Case<'_> {
    /// Whether the condition of an outcome holds; the last has none and does.
    pub fn holds(&self, outcome: usize) -> bool {
        self.tests[outcome].as_ref().is_none_or(|test| self.passes(test))
    }

    pub fn has_stop(&self) -> bool {
        self.stops != 0
    }

    fn passes(&self, test: &Test) -> bool {
        match test {
            Test::And(parts) => parts.iter().all(|part| self.passes(part)),
            Test::Or(parts) => parts.iter().any(|part| self.passes(part)),
            Test::Not(part) => !self.passes(part),
            Test::AnyStop => self.stops != 0,
            Test::Stop(bit) => self.stops & (1 << bit) != 0,
            Test::Compare(left, by, number) => by.holds(self.sums[*left], *number),
            Test::CompareFeatures(left, by, right) => by.holds(self.sums[*left], self.sums[*right]),
        }
    }
}

impl Comparison {
    fn holds(self, left: u32, right: u32) -> bool {
        match self {
            Self::AtLeast => left >= right,
            Self::AtMost => left <= right,
            Self::MoreThan => left > right,
            Self::LessThan => left < right,
            Self::Exactly => left == right,
        }
    }
}
