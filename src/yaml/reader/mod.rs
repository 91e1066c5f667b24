//! The typed way to read a map, which reports what is wrong and goes on.
//!
//! In: a [`Document`]. Out: typed values; whatever is wrong goes to the [`Findings`]. A key that
//! nobody asked for is reported by [`MapReader::finish`], with the names of those that were asked
//! for.
//!
//! ```
//! # use goodfit::{source::{SourcePath, SourceText}, yaml::{Document, Findings, Format, MapReader}};
//! # use goodfit::diagnostics::codes::data::{DUPLICATE_KEY, NOT_READABLE};
//! # static FORMAT: Format = Format { name: "the file", not_yaml: &NOT_READABLE,
//! #     too_long: &NOT_READABLE, unknown_key: &NOT_READABLE, wrong_type: &NOT_READABLE,
//! #     duplicate_key: &DUPLICATE_KEY, max_bytes: 1024 };
//! let source = SourceText::new(SourcePath::new("data/people.yaml").unwrap(), "name: Ada\nbron: 1815\n");
//! let document = Document::parse(&source, 0..source.text.len(), &FORMAT).value.unwrap();
//! let findings = Findings::default();
//! let mut person = MapReader::new(&document, &findings);
//! assert_eq!(person.text("name").as_deref(), Some("Ada"));
//! assert_eq!(person.int("born", 1..=2100), None);
//! person.finish();
//! let said = findings.into_vec();
//! assert_eq!(said[0].message, "unknown key `bron`");
//! assert_eq!(said[0].help.as_deref(), Some("did you mean `born`?"));
//! ```

mod date;
mod value;

pub use value::{Value, describe};

use super::{Document, Map, Node};
use crate::diagnostics::{Diagnostic, closest};
use jiff::civil::Date;
use std::cell::RefCell;
use std::ops::RangeInclusive;

/// Where readers put what they notice. Shared by the readers of one file.
#[derive(Debug, Default)]
pub struct Findings(RefCell<Vec<Diagnostic>>);

impl Findings {
    /// Adds one.
    pub fn push(&self, diagnostic: Diagnostic) {
        self.0.borrow_mut().push(diagnostic);
    }

    /// Adds some.
    pub fn extend(&self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.0.borrow_mut().extend(diagnostics);
    }

    /// Everything, sorted; what aliases repeated is there once.
    #[must_use]
    pub fn into_vec(self) -> Vec<Diagnostic> {
        let mut all = self.0.into_inner();
        crate::diagnostics::sort(&mut all);
        all
    }
}

/// Reads the keys of one map.
///
/// A key without a value (`title:`) counts as absent.
#[derive(Debug)]
#[must_use = "call `finish`, or unknown keys are not reported"]
pub struct MapReader<'a> {
    whole: Value<'a>,
    map: &'a Map,
    asked: Vec<&'a str>,
    set_aside: Vec<&'a str>,
}

impl<'a> MapReader<'a> {
    /// Reads the root of a document. If it is a list or a text, that is reported and the reader
    /// finds nothing.
    pub fn new(document: &'a Document, findings: &'a Findings) -> Self {
        static EMPTY: Map = Map::new();
        let map = document.root_map().unwrap_or_else(|| {
            findings.push(document.not_a_map());
            &EMPTY
        });
        Self::of(Value::root(document, findings), map)
    }

    fn of(whole: Value<'a>, map: &'a Map) -> Self {
        Self { whole, map, asked: Vec::new(), set_aside: Vec::new() }
    }

    /// The map as a value: its place, and a way to report something about it.
    pub fn whole(&self) -> &Value<'a> {
        &self.whole
    }

    /// Asks for a key, whatever its value; absent if the value is empty.
    pub fn value(&mut self, key: &'a str) -> Option<Value<'a>> {
        self.asked.push(key);
        self.find(key)
    }

    /// Takes a key out of what [`MapReader::finish`] looks at, without naming it as known: for keys
    /// that get a diagnostic of the caller's. Given even if the value is empty, but not if the key
    /// was asked for before.
    pub fn set_aside(&mut self, key: &str) -> Option<Value<'a>> {
        if self.asked.contains(&key) {
            return None;
        }
        let (name, node) = self.map.iter().find(|(name, _)| name == key)?;
        self.set_aside.push(name);
        Some(self.whole.under(name, node))
    }

    fn find(&self, key: &'a str) -> Option<Value<'a>> {
        let (name, node) = self.map.iter().find(|(name, _)| name == key)?;
        (*node != Node::Null).then(|| self.whole.under(name, node))
    }

    /// A text. Numbers are taken as they are written.
    pub fn text(&mut self, key: &'a str) -> Option<String> {
        self.value(key)?.text()
    }

    /// `true` or `false`.
    pub fn bool(&mut self, key: &'a str) -> Option<bool> {
        self.value(key)?.bool()
    }

    /// A date such as `2026-11-21`.
    pub fn date(&mut self, key: &'a str) -> Option<Date> {
        self.value(key)?.date()
    }

    /// A whole number in a range.
    pub fn int(&mut self, key: &'a str, range: RangeInclusive<i64>) -> Option<i64> {
        self.value(key)?.int(range)
    }

    /// A number of things, from 0 (or `least`) to a million.
    pub fn count(&mut self, key: &'a str, least: u32) -> Option<u32> {
        let number = self.int(key, i64::from(least)..=1_000_000)?;
        u32::try_from(number).ok()
    }

    /// A list of texts; a single text is a list of one. Empty if absent.
    pub fn texts(&mut self, key: &'a str) -> Vec<String> {
        self.value(key).map(|value| value.texts()).unwrap_or_default()
    }

    /// One of some words.
    pub fn choice<T: Clone>(&mut self, key: &'a str, choices: &[(&str, T)]) -> Option<T> {
        self.value(key)?.choice(choices)
    }

    /// A map with keys that we know.
    pub fn map(&mut self, key: &'a str) -> Option<MapReader<'a>> {
        self.value(key)?.map()
    }

    /// A map with keys of the author's own, as it is. Empty if absent.
    pub fn free_map(&mut self, key: &'a str) -> Map {
        self.value(key).and_then(|value| value.as_map().cloned()).unwrap_or_default()
    }

    /// A map with names as keys, one value at a time. Empty if absent.
    pub fn entries(&mut self, key: &'a str) -> Vec<(&'a str, Value<'a>)> {
        self.value(key).map(|value| value.entries()).unwrap_or_default()
    }

    /// Reports the keys that nobody asked for.
    pub fn finish(self) {
        self.finish_with(|_| None);
    }

    /// The same; `help` may know a better step for an unknown key than the nearest known one.
    pub fn finish_with(self, help: impl Fn(&str) -> Option<String>) {
        for (key, node) in self.map {
            let name = key.as_str();
            if self.asked.contains(&name) || self.set_aside.contains(&name) {
                continue;
            }
            let value = self.whole.under(name, node);
            let step = help(name).unwrap_or_else(|| self.known_keys(name));
            let code = self.whole.document().format().unknown_key;
            value.push(
                value.at_key(code, format!("unknown key {}", super::quote::code(name))).help(step),
            );
        }
    }

    fn known_keys(&self, wrong: &str) -> String {
        match closest(wrong, self.asked.iter().copied()) {
            Some(name) => format!("did you mean `{name}`?"),
            None if self.asked.is_empty() => "remove it: no key has a meaning here".to_owned(),
            None => {
                // A theme can have forty settings; the list is a reminder, not a manual.
                const MOST: usize = 16;
                let keys = self.asked.iter().take(MOST);
                let mut known: Vec<_> = keys.map(|key| format!("`{key}`")).collect();
                if self.asked.len() > MOST {
                    known.push("and others".to_owned());
                }
                let own = if self.asked.contains(&"extra") {
                    "; facts of your own go below `extra:`"
                } else {
                    ""
                };
                format!("the keys here are {}{own}", known.join(", "))
            }
        }
    }
}

#[cfg(test)]
mod tests;
