//! Selectors as values: the few kinds that a questionnaire's stylesheet needs, and how they print.
//!
//! In: parts put together by `css`, or read back from a published stylesheet by the matcher in the
//! tests. Out: text. Whether a selector fits an element is the matcher's business.
//!
//! `:nth-child(k of …)` is missing on purpose: Chromium 156 does not repaint it after a click. So
//! is `:has()` inside `:has()`, which no browser reads.

use std::fmt;

/// Alternatives: `a, b`.
pub(super) type List = Vec<Complex>;

/// Compounds in a row: `.q ~ .q ~ *`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Complex {
    /// The first.
    pub first: Compound,
    /// The others, each with what joins it to the one before. The last is what is selected.
    pub rest: Vec<(Combinator, Compound)>,
}

/// What joins two compounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Combinator {
    /// A space: anywhere inside.
    Inside,
    /// `>`: a child.
    #[cfg_attr(not(test), expect(dead_code, reason = "themes use it; we only read it"))]
    Child,
    /// `~`: a later sibling.
    Later,
    /// `+`: the next sibling.
    #[cfg_attr(not(test), expect(dead_code, reason = "themes use it; we only read it"))]
    Next,
}

/// Conditions on one element: `.q.s1:has(.a1:checked)`. Empty fits every element.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(super) struct Compound(pub Vec<Simple>);

/// One condition on an element.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Simple {
    /// `li`.
    Type(String),
    /// `.q`.
    Class(String),
    /// `#result`.
    Id(String),
    /// `:nth-of-type(2)`: the second of its kind among its siblings, from 1.
    NthOfType(usize),
    /// `:checked`.
    Checked,
    /// `:is(…)`.
    Is(List),
    /// `:where(…)`: as `:is(…)`, but it counts for nothing when rules compete.
    Where(List),
    /// `:not(…)`.
    Not(List),
    /// `:has(…)`: something inside fits.
    Has(List),
    /// Something else, as written, which only a theme uses.
    #[cfg_attr(not(test), expect(dead_code, reason = "themes use it; we only read it"))]
    Other(String),
}

impl Compound {
    /// Adds a condition.
    #[must_use]
    pub fn and(mut self, simple: Simple) -> Self {
        self.0.push(simple);
        self
    }

    /// Adds a class.
    #[must_use]
    pub fn class(self, name: impl Into<String>) -> Self {
        self.and(Simple::Class(name.into()))
    }

    /// Joins this compound with all conditions of another.
    #[must_use]
    pub fn with(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// A selector of this compound alone.
    #[must_use]
    pub fn alone(self) -> Complex {
        Complex { first: self, rest: Vec::new() }
    }

    /// A selector for what comes later among the siblings of this.
    #[must_use]
    pub fn later(self, next: Self) -> Complex {
        self.alone().then(Combinator::Later, next)
    }

    /// A selector for what is inside this.
    #[must_use]
    pub fn inside(self, inner: Self) -> Complex {
        self.alone().then(Combinator::Inside, inner)
    }
}

impl Complex {
    /// Adds a compound at the end.
    #[must_use]
    pub fn then(mut self, how: Combinator, next: Compound) -> Self {
        self.rest.push((how, next));
        self
    }
}

/// A compound of one class.
#[must_use]
pub(super) fn class(name: impl Into<String>) -> Compound {
    Compound::default().class(name)
}

/// A compound of one id.
#[must_use]
pub(super) fn id(name: impl Into<String>) -> Compound {
    Compound::default().and(Simple::Id(name.into()))
}

impl fmt::Display for Complex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.first)?;
        for (how, compound) in &self.rest {
            f.write_str(match how {
                Combinator::Inside => " ",
                Combinator::Child => ">",
                Combinator::Later => "~",
                Combinator::Next => "+",
            })?;
            write!(f, "{compound}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Compound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("*");
        }
        self.0.iter().try_for_each(|simple| write!(f, "{simple}"))
    }
}

impl fmt::Display for Simple {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Type(name) | Self::Other(name) => f.write_str(name),
            Self::Class(name) => write!(f, ".{name}"),
            Self::Id(name) => write!(f, "#{name}"),
            Self::NthOfType(n) => write!(f, ":nth-of-type({n})"),
            Self::Checked => f.write_str(":checked"),
            Self::Is(list) => write!(f, ":is({})", Commas(list)),
            Self::Where(list) => write!(f, ":where({})", Commas(list)),
            Self::Not(list) => write!(f, ":not({})", Commas(list)),
            Self::Has(list) => write!(f, ":has({})", Commas(list)),
        }
    }
}

/// Prints a list with commas between.
pub(super) struct Commas<'a>(pub &'a [Complex]);

impl fmt::Display for Commas<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, complex) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str(",")?;
            }
            write!(f, "{complex}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selectors_print_as_browsers_read_them() {
        let yes = class("q").and(Simple::Has(vec![class("a1").and(Simple::Checked).alone()]));
        let two = yes.clone().later(yes).then(Combinator::Later, Compound::default());
        let out = class("out")
            .and(Simple::Where(vec![Compound::default().and(Simple::Not(vec![two])).alone()]));
        assert_eq!(
            id("fit-x").inside(out).to_string(),
            "#fit-x .out:where(:not(.q:has(.a1:checked)~.q:has(.a1:checked)~*))"
        );
    }
}
