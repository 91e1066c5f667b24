//! The budget of a site for hard language: a ratchet, so that no text becomes harder than it was.
//!
//! In: `language-budget.yaml`, with a number for each rule that counts, and a [`Survey`]. Out: what
//! is above the number, what is below it, and the file with numbers lowered. Who writes the file is
//! left to the shell.

use super::survey::{Survey, counted};
use crate::diagnostics::Diagnosed;
use crate::diagnostics::codes::{data, wording as codes};
use crate::source::{Snapshot, SourcePath, SourceText, Span};
use crate::yaml::{Document, Findings, Format, MapReader};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Where the budget is.
pub const PATH: &str = "language-budget.yaml";

static FORMAT: Format = Format {
    name: "the budget",
    not_yaml: &data::NOT_READABLE,
    too_long: &data::NOT_READABLE,
    unknown_key: &codes::BAD_BUDGET,
    wrong_type: &codes::BAD_BUDGET,
    duplicate_key: &data::DUPLICATE_KEY,
    max_bytes: 64 * 1024,
};

/// How many findings a site may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget {
    /// By the name of the rule, and where the number stands.
    pub rules: BTreeMap<&'static str, (u32, Span)>,
    source: SourceText,
}

/// What a rule finds, beside what its budget says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Balance {
    /// The name of the rule.
    pub rule: &'static str,
    /// What the budget allows; `None` if it does not name the rule.
    pub budget: Option<u32>,
    /// What there is.
    pub found: u32,
    /// Where the number stands in the file.
    pub span: Span,
}

/// What becomes of numbers that have grown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Growth {
    /// The budget stays as it was, so `check` goes on to report them.
    Refused,
    /// The budget grows too.
    Accepted,
}

/// A change of the budget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The whole file as it is to be.
    pub text: String,
    /// What is written and what is not, in order of rules.
    pub balances: Vec<Balance>,
}

/// The path of the budget.
#[must_use]
pub fn path() -> SourcePath {
    SourcePath::new(PATH).expect("it is a plain relative path")
}

impl Budget {
    /// Reads the budget; `None` if there is none, or none that can be read.
    pub fn of(snapshot: &Snapshot) -> Diagnosed<Option<Self>> {
        let Some(source) = snapshot.text(&path()) else { return Diagnosed::clean(None) };
        let mut diagnostics = Vec::new();
        let document = Document::parse(&source, 0..source.text.len(), &FORMAT);
        let Some(document) = document.into_value(&mut diagnostics) else {
            return Diagnosed::new(None, diagnostics);
        };
        let findings = Findings::default();
        let mut rules = BTreeMap::new();
        let mut map = MapReader::new(&document, &findings);
        for rule in counted() {
            let name = rule.code.name;
            let Some(value) = map.value(name) else { continue };
            if let Some(number) = value.int(0..=1_000_000) {
                rules.insert(name, (u32::try_from(number).unwrap_or(u32::MAX), value.span()));
            }
        }
        map.finish();
        diagnostics.extend(findings.into_vec());
        Diagnosed::new(Some(Self { rules, source }), diagnostics)
    }

    /// What each rule of the budget finds, beside its number.
    #[must_use]
    pub fn compare(&self, survey: &Survey) -> Vec<Balance> {
        let counts = survey.counts();
        let balance = |(rule, (budget, span)): (&&'static str, &(u32, Span))| Balance {
            rule,
            budget: Some(*budget),
            found: counts.get(rule).copied().unwrap_or(0),
            span: *span,
        };
        self.rules.iter().map(balance).collect()
    }

    /// The file with lower numbers where less is found, and with a line for each rule in `wanted`
    /// that it does not name. What else its author wrote stays.
    #[must_use]
    pub fn change(&self, survey: &Survey, wanted: &[&'static str], growth: Growth) -> Change {
        let mut balances = self.compare(survey);
        let mut text = self.source.text.to_string();
        // From the end, so that places stay right.
        let mut known = balances.clone();
        known.sort_by_key(|balance| std::cmp::Reverse(balance.span));
        for balance in known.iter().filter(|balance| balance.is_written(growth)) {
            text.replace_range(balance.span.range(), &balance.found.to_string());
        }
        let missing = wanted.iter().filter(|rule| !self.rules.contains_key(*rule));
        let missing: Vec<Balance> = missing.map(|rule| new(rule, survey)).collect();
        if !missing.is_empty() && !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        append(&mut text, &missing);
        balances.extend(missing);
        balances.sort_by_key(|balance| balance.rule);
        Change { text, balances }
    }
}

/// A budget for a site that has none: as much as there is now.
#[must_use]
pub fn first(survey: &Survey, wanted: &[&'static str]) -> Change {
    let balances: Vec<Balance> = wanted.iter().map(|rule| new(rule, survey)).collect();
    let mut text =
        "# How often each rule about language may speak on this site. `goodfit check` reports an\n\
         # error where a number is passed. `goodfit report language --write-budget` lowers them.\n"
            .to_owned();
    append(&mut text, &balances);
    Change { text, balances }
}

fn new(rule: &'static str, survey: &Survey) -> Balance {
    let found = survey.counts().get(rule).copied().unwrap_or(0);
    Balance { rule, budget: None, found, span: Span::default() }
}

fn append(text: &mut String, balances: &[Balance]) {
    for balance in balances {
        let _ = writeln!(text, "{}: {}", balance.rule, balance.found);
    }
}

impl Balance {
    /// Whether a new number is to be written.
    #[must_use]
    pub fn is_written(&self, growth: Growth) -> bool {
        match self.budget {
            None => true,
            Some(budget) if self.found > budget => growth == Growth::Accepted,
            Some(budget) => self.found < budget,
        }
    }

    /// Whether there is more than the budget allows.
    #[must_use]
    pub fn has_grown(&self) -> bool {
        self.budget.is_some_and(|budget| self.found > budget)
    }

    /// Whether the budget could be lower.
    #[must_use]
    pub fn has_shrunk(&self) -> bool {
        self.budget.is_some_and(|budget| self.found < budget)
    }
}
