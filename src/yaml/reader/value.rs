//! One value with its place, read as what it should be.

use super::{Findings, MapReader, date};
use crate::diagnostics::{Code, Diagnostic, closest};
use crate::source::Span;
use crate::yaml::quote::{code, quoted, short};
use crate::yaml::{Document, Map, Node, Step, from_deserializer};
use jiff::civil::Date;
use std::ops::RangeInclusive;

/// A value, where it is, and where to report what is wrong with it.
///
/// The methods that read it as something give `None` (or less) if it is something else, which they
/// have then reported.
#[derive(Debug, Clone)]
pub struct Value<'a> {
    document: &'a Document,
    findings: &'a Findings,
    node: &'a Node,
    path: Vec<Step<'a>>,
}

impl<'a> Value<'a> {
    /// The root of a document.
    #[must_use]
    pub fn root(document: &'a Document, findings: &'a Findings) -> Self {
        Self { document, findings, node: document.root(), path: Vec::new() }
    }

    pub(super) fn under(&self, key: &'a str, node: &'a Node) -> Self {
        self.child(Step::Key(key), node)
    }

    fn child(&self, step: Step<'a>, node: &'a Node) -> Self {
        let mut path = Vec::with_capacity(self.path.len() + 1);
        path.extend_from_slice(&self.path);
        path.push(step);
        Self { node, path, ..*self }
    }

    /// The value as it is.
    #[must_use]
    pub fn node(&self) -> &'a Node {
        self.node
    }

    /// The document it is in.
    #[must_use]
    pub fn document(&self) -> &'a Document {
        self.document
    }

    /// Where the value stands.
    #[must_use]
    pub fn span(&self) -> Span {
        self.document.span(&self.path)
    }

    /// Where its key stands.
    #[must_use]
    pub fn key_span(&self) -> Span {
        self.document.key_span(&self.path)
    }

    /// A diagnostic at the value, not yet reported.
    pub fn at(&self, code: &'static Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, message).at(&self.document.source().path, self.span())
    }

    /// A diagnostic at the key, not yet reported.
    pub fn at_key(&self, code: &'static Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, message).at(&self.document.source().path, self.key_span())
    }

    /// Reports something.
    pub fn push(&self, diagnostic: Diagnostic) {
        self.findings.push(diagnostic);
    }

    /// Reports that the value is not what it should be.
    pub fn wrong(&self, message: impl Into<String>, help: impl Into<String>) {
        self.push(self.at(self.document.format().wrong_type, message).help(help));
    }

    /// What to call it: `` `title` ``, or ``item 2 of `aliases` ``.
    #[must_use]
    pub fn name(&self) -> String {
        match self.path.as_slice() {
            [.., Step::Key(key)] => code(key),
            [.., Step::Key(key), Step::Index(index)] => {
                format!("item {} of {}", index + 1, code(key))
            }
            [.., Step::Index(index)] => format!("item {}", index + 1),
            [] => self.document.format().name.to_owned(),
        }
    }

    /// The last key on the way to it.
    fn key(&self) -> Option<&'a str> {
        match self.path.last()? {
            Step::Key(key) => Some(key),
            Step::Index(_) => None,
        }
    }

    /// How the line would look with another value.
    fn written(&self, value: &str) -> String {
        match self.key() {
            Some(key) => code(&format!("{key}: {value}")),
            None => code(value),
        }
    }

    /// A text. Numbers are taken as they are written; `true` and `false` need quotes.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        match self.node {
            Node::String(text) => Some(text.clone()),
            Node::Int(_) | Node::Float(_) => Some(self.number_as_written()),
            other => {
                let message = format!("{} must be a text, not {}", self.name(), describe(other));
                let help = match self.one_line() {
                    Some(text) => {
                        format!("put quotes around the text: {}", self.written(&quoted(text)))
                    }
                    None => "write a single text".to_owned(),
                };
                self.wrong(message, help);
                None
            }
        }
    }

    /// What stands in the file, so that `1.10` stays `1.10`; a number from elsewhere as Rust
    /// writes it.
    fn number_as_written(&self) -> String {
        if let Node::Int(number) = self.node
            && self.document.has_plain_numbers()
        {
            return number.to_string();
        }
        let written = self.document.source().slice(self.span());
        let again = from_deserializer(serde_yaml::Deserializer::from_str(written), written.len());
        match self.node {
            node if again.is_ok_and(|built| built.root == *node) => written.to_owned(),
            Node::Int(number) => number.to_string(),
            Node::Float(number) => number.to_string(),
            _ => String::new(),
        }
    }

    /// The value as written, if it is in one line with its key.
    fn one_line(&self) -> Option<&'a str> {
        let span = self.span();
        let source = self.document.source();
        let line = Span::new(self.key_span().start as usize, span.end as usize);
        let text = source.slice(span);
        (!text.is_empty() && !source.slice(line).contains(['\n', '\r'])).then_some(text)
    }

    /// `true` or `false`.
    #[must_use]
    pub fn bool(&self) -> Option<bool> {
        if let Node::Bool(value) = self.node {
            return Some(*value);
        }
        let meant = match self.node {
            Node::String(text) => match text.to_lowercase().as_str() {
                "yes" | "on" | "y" | "true" => Some("true"),
                "no" | "off" | "n" | "false" => Some("false"),
                _ => None,
            },
            Node::Int(1) => Some("true"),
            Node::Int(0) => Some("false"),
            _ => None,
        };
        let help = match meant {
            Some(meant) => format!("write {}", self.written(meant)),
            None => format!("write {} or {}", self.written("true"), self.written("false")),
        };
        let is = describe(self.node);
        self.wrong(format!("{} must be `true` or `false`, not {is}", self.name()), help);
        None
    }

    /// A date such as `2026-11-21`.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        if let Node::String(text) = self.node {
            match date::parse(text) {
                Ok(date) => return Some(date),
                Err(wrong) => {
                    let (message, help) = match wrong {
                        date::Wrong::Meant(date) => (
                            format!("{} is not written as a date: `{}`", self.name(), short(text)),
                            format!("write {}", self.written(&date.to_string())),
                        ),
                        date::Wrong::NoSuchDay => (
                            format!("{}: there is no day `{}`", self.name(), short(text)),
                            "check the month and the day; dates are year-month-day".to_owned(),
                        ),
                        date::Wrong::NotADate => (
                            format!("{} must be a date, not {}", self.name(), describe(self.node)),
                            format!("write year-month-day, such as {}", self.written("2026-11-21")),
                        ),
                    };
                    self.wrong(message, help);
                    return None;
                }
            }
        }
        self.wrong(
            format!("{} must be a date, not {}", self.name(), describe(self.node)),
            format!("write year-month-day, such as {}", self.written("2026-11-21")),
        );
        None
    }

    /// A whole number in a range.
    #[must_use]
    pub fn int(&self, range: RangeInclusive<i64>) -> Option<i64> {
        let (least, most) = (*range.start(), *range.end());
        let kind = match (least, most) {
            (i64::MIN, _) => "a whole number".to_owned(),
            (least, 1_000_000..) => format!("a whole number, {least} or more"),
            _ => format!("a whole number from {least} to {most}"),
        };
        match self.node {
            Node::Int(number) if range.contains(number) => return Some(*number),
            Node::String(text) if text.trim().parse().is_ok_and(|n: i64| range.contains(&n)) => {
                self.wrong(
                    format!("{} must be {kind}, not {}", self.name(), describe(self.node)),
                    format!("leave the quotes out: {}", self.written(text.trim())),
                );
            }
            other => self.wrong(
                format!("{} must be {kind}, not {}", self.name(), describe(other)),
                format!(
                    "write a number, such as {}",
                    self.written(&least.max(10).min(most).to_string())
                ),
            ),
        }
        None
    }

    /// A list of texts; a single text is a list of one. Items that are no texts are left out.
    #[must_use]
    pub fn texts(&self) -> Vec<String> {
        let Node::Seq(items) = self.node else {
            if let Node::Map(_) | Node::Bool(_) = self.node {
                let is = describe(self.node);
                let message = format!("{} must be a list of texts, not {is}", self.name());
                self.wrong(message, format!("write {}", self.written("[one, another]")));
                return Vec::new();
            }
            return self.text().and_then(|text| self.filled(text)).into_iter().collect();
        };
        let texts = items.iter().enumerate().filter_map(|(index, node)| {
            let item = self.child(Step::Index(index), node);
            match node {
                Node::Null => item.filled(String::new()),
                _ => item.text().and_then(|text| item.filled(text)),
            }
        });
        texts.collect()
    }

    /// The text unless it is blank, which is reported.
    fn filled(&self, text: String) -> Option<String> {
        if text.trim().is_empty() {
            self.wrong(format!("{} is empty", self.name()), "write a text, or remove it");
            return None;
        }
        Some(text)
    }

    /// One of some words.
    #[must_use]
    pub fn choice<T: Clone>(&self, choices: &[(&str, T)]) -> Option<T> {
        let word = match self.node {
            Node::String(text) => text.clone(),
            // `sort_by: true` is as wrong as any other word.
            Node::Bool(value) => value.to_string(),
            _ => self.text()?,
        };
        if let Some((_, value)) = choices.iter().find(|(name, _)| *name == word) {
            return Some(value.clone());
        }
        let names: Vec<_> = choices.iter().map(|(name, _)| format!("`{name}`")).collect();
        let help = match closest(&word, choices.iter().map(|(name, _)| *name)) {
            Some(name) => format!("did you mean `{name}`?"),
            None => format!("write {}", self.written(choices.first().map_or("", |c| c.0))),
        };
        let message =
            format!("{} must be {}, not {}", self.name(), either(&names), code(&short(&word)));
        self.wrong(message, help);
        None
    }

    /// A map whose keys we know.
    #[must_use]
    pub fn map(&self) -> Option<MapReader<'a>> {
        Some(MapReader::of(self.clone(), self.as_map()?))
    }

    /// A map, as it is.
    #[must_use]
    pub fn as_map(&self) -> Option<&'a Map> {
        if let Node::Map(map) = self.node {
            return Some(map);
        }
        let message = format!(
            "{} must be a group of keys and values, not {}",
            self.name(),
            describe(self.node)
        );
        let key = self.key().unwrap_or("key");
        self.wrong(
            message,
            format!("write `{key}:` and below it, indented, lines of `key: value`"),
        );
        None
    }

    /// The entries of a map with names as keys; those without a value too.
    #[must_use]
    pub fn entries(&self) -> Vec<(&'a str, Value<'a>)> {
        let map = self.as_map().into_iter().flatten();
        map.map(|(key, node)| (key.as_str(), self.under(key, node))).collect()
    }

    /// The items of a list; a single value is a list of one.
    #[must_use]
    pub fn items(&self) -> Vec<Value<'a>> {
        match self.node {
            Node::Seq(items) => items
                .iter()
                .enumerate()
                .map(|(index, node)| self.child(Step::Index(index), node))
                .collect(),
            _ => vec![self.clone()],
        }
    }

    /// Whether nothing is given.
    #[must_use]
    pub fn is_null(&self) -> bool {
        *self.node == Node::Null
    }
}

/// "`a`, `b` or `c`".
fn either(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}

/// What a value is, in a sentence: "the text `yes`", "a list".
#[must_use]
pub fn describe(node: &Node) -> String {
    match node {
        Node::Null => "nothing".to_owned(),
        Node::Bool(value) => format!("`{value}`"),
        Node::Int(number) => format!("the number `{number}`"),
        Node::Float(number) => format!("the number `{number}`"),
        Node::String(text) if text.trim().is_empty() => "an empty text".to_owned(),
        Node::String(text) => format!("the text {}", code(&short(text))),
        Node::Seq(_) => "a list".to_owned(),
        Node::Map(_) => "a group of keys".to_owned(),
    }
}
