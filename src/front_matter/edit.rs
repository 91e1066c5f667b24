//! Writes a review into the front matter of a page, and touches nothing else.
//!
//! In: the text of a page, and what is to be recorded. Out: the text with it, or `None` if it cannot
//! be written without a change to something else: the result is read again and compared before it
//! is given away. Comments, order, quotation marks and line endings stay as they are. Whether there
//! was a review, and who may do one, is left to `cli`.

use super::read::{FORMAT, Kind, YAML_FORMAT, parse, parse_yaml, yaml_of};
use super::{EditorialChange, Matter, Reviewers};
use crate::source::SourceText;
use crate::yaml::quote::as_value;
use crate::yaml::{Document, Map, Places, Step, without_bom};
use jiff::civil::Date;
use std::ops::Range;

/// The keys that a review writes, in the order in which they are added.
const KEYS: [&str; 4] = ["reviewers", "last_reviewed", "review_by", "review"];

/// The keys behind which new ones are added.
const BESIDE: [&str; 6] = ["type", "authors", "reviewers", "last_reviewed", "review_by", "review"];

/// A review to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// Keys of those who did it.
    pub by: Vec<String>,
    /// The day.
    pub date: Date,
    /// The day of the next one.
    pub review_by: Date,
    /// The [digest](super::digest) of the words.
    pub text: String,
}

/// The text with a review in the place of the one before, and of its editorial changes.
#[must_use]
pub fn record_review(source: &SourceText, kind: Kind, review: &Review) -> Option<String> {
    let by: Vec<String> = review.by.iter().map(|key| plain(key)).collect();
    let by = format!("[{}]", by.join(", "));
    let record =
        vec![("by", by.clone()), ("date", review.date.to_string()), ("text", quoted(&review.text))];
    let values = [
        Value::Line(by),
        Value::Line(review.date.to_string()),
        Value::Line(review.review_by.to_string()),
        Value::Map(record),
    ];
    let mut text = source.clone();
    for (key, value) in KEYS.iter().zip(&values) {
        text = SourceText::new(source.path.clone(), set(&text, key, value)?);
    }
    is_only_changed(source, &text, kind, |matter| {
        let (trust, record) = (&matter.trust, matter.trust.review.as_ref());
        trust.reviewers == Reviewers::Named(review.by.clone())
            && trust.last_reviewed == Some(review.date)
            && trust.review_by == Some(review.review_by)
            && record.is_some_and(|record| {
                record.by == review.by
                    && record.date == Some(review.date)
                    && record.text == review.text
                    && record.editorial.is_empty()
            })
    })
    .then(|| text.text.to_string())
}

/// The text with one more editorial change below its review.
#[must_use]
pub fn record_editorial(
    source: &SourceText,
    kind: Kind,
    change: &EditorialChange,
) -> Option<String> {
    let item = vec![
        ("date", change.date.to_string()),
        ("reason", quoted(&change.reason)),
        ("text", quoted(&change.text)),
    ];
    let text = SourceText::new(source.path.clone(), append(source, &item)?);
    let before = matter(source, kind)?.trust.review?;
    is_only_changed(source, &text, kind, |matter| {
        let mut expected = before;
        expected.editorial.push(change.clone());
        matter.trust.review == Some(expected)
    })
    .then(|| text.text.to_string())
}

/// A value as it is written.
enum Value {
    /// In one line.
    Line(String),
    /// Keys with values of one line each.
    Map(Vec<(&'static str, String)>),
}

fn flow(map: &[(&str, String)]) -> String {
    let entries: Vec<String> = map.iter().map(|(key, value)| format!("{key}: {value}")).collect();
    format!("{{{}}}", entries.join(", "))
}

/// A key of a person, in brackets.
fn plain(text: &str) -> String {
    let is_plain = as_value(text) == text && !text.contains([',', '[', ']', '{', '}', ':', '#']);
    if is_plain { text.to_owned() } else { quoted(text) }
}

/// In double quotes; what JSON escapes, YAML reads.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The YAML of a page with what is needed to change it.
struct Yaml<'a> {
    text: &'a str,
    range: Range<usize>,
    places: Places,
    newline: &'static str,
}

impl<'a> Yaml<'a> {
    fn of(source: &'a SourceText) -> Option<Self> {
        let range = yaml_of(source)?;
        let text: &str = &source.text;
        let places = Places::new(&text[range.clone()], range.start);
        Some(Self { text, range, places, newline: newline(text) })
    }

    /// The value at a path, `None` if it is empty or absent.
    fn value(&self, path: &[&str]) -> Option<Range<usize>> {
        let steps: Vec<Step<'_>> = path.iter().map(|key| Step::Key(key)).collect();
        let key = self.key(path)?;
        let value = self.places.value(&steps).range();
        (value != key).then_some(value)
    }

    fn key(&self, path: &[&str]) -> Option<Range<usize>> {
        let (last, above) = path.split_last()?;
        let steps: Vec<Step<'_>> = above.iter().map(|key| Step::Key(key)).collect();
        self.places.keys(&steps, last).first().map(|span| span.range())
    }

    /// Whether what begins there is in brackets.
    fn is_flow(&self, at: usize) -> bool {
        self.text[at..].starts_with(['{', '['])
    }

    fn root_is_flow(&self) -> bool {
        self.is_flow(self.places.value(&[]).range().start)
    }

    fn line_end(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        let len = rest.find('\n').unwrap_or(rest.len());
        at + rest[..len].trim_end_matches('\r').len()
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(self.range.start, |newline| newline + 1)
    }

    /// The white space that a line begins with.
    fn indent(&self, at: usize) -> &'a str {
        let line = &self.text[self.line_start(at)..];
        &line[..line.len() - line.trim_start_matches(' ').len()]
    }

    fn colon(&self, key: &Range<usize>) -> Option<usize> {
        let rest = &self.text[key.end..];
        rest.trim_start().starts_with(':').then(|| key.end + rest.find(':').unwrap_or(0) + 1)
    }

    fn replaced(&self, range: Range<usize>, with: &str) -> String {
        [&self.text[..range.start], with, &self.text[range.end..]].concat()
    }

    /// Adds lines below the line that `at` is in.
    fn below(&self, at: usize, lines: &[String]) -> String {
        let at = self.line_end(at);
        let lines: String = lines.iter().map(|line| format!("{}{line}", self.newline)).collect();
        self.replaced(at..at, &lines)
    }

    /// Adds something before the closing bracket of what is in `range`.
    fn in_brackets(&self, range: &Range<usize>, what: &str) -> String {
        let at = range.end - 1;
        let before = self.text[..at].trim_end();
        let comma = if before.ends_with(['{', '[', ',']) { "" } else { ", " };
        let at = if comma.is_empty() { at } else { before.len() };
        self.replaced(at..at, &format!("{comma}{what}"))
    }
}

fn newline(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// Gives a key of the page a value.
fn set(source: &SourceText, key: &str, value: &Value) -> Option<String> {
    let Some(yaml) = Yaml::of(source) else { return with_fence(source, key, value) };
    let Some(at) = yaml.key(&[key]) else { return Some(added(&yaml, key, value)) };
    let colon = yaml.colon(&at)?;
    let old = yaml.value(&[key]);
    let (line, block) = match value {
        Value::Line(line) => (line.clone(), None),
        Value::Map(map) if yaml.root_is_flow() => (flow(map), None),
        Value::Map(map) => (String::new(), Some(block(map, yaml.indent(at.start), &yaml))),
    };
    let Some(old) = old else {
        let new = block.unwrap_or_else(|| format!(" {line}"));
        // A comment behind the colon stays in its line.
        let at = if new.starts_with(' ') { colon } else { yaml.line_end(colon) };
        return Some(yaml.replaced(at..at, &new));
    };
    let is_beside = !yaml.text[colon..old.start].contains('\n');
    Some(match block {
        Some(block) if is_beside => yaml.replaced(colon..old.end, &block),
        Some(block) => yaml.replaced(yaml.line_end(colon)..old.end, &block),
        None if is_beside => yaml.replaced(old.clone(), &in_quotes(&yaml.text[old], line)),
        None => {
            let comment = &yaml.text[colon..yaml.line_end(colon)];
            yaml.replaced(colon..old.end, &format!(" {line}{comment}"))
        }
    })
}

/// A day keeps the quotation marks around it.
fn in_quotes(old: &str, new: String) -> String {
    let quote = old.chars().next().filter(|c| matches!(c, '"' | '\''));
    match quote {
        Some(quote) if !new.contains(['[', '{', '"']) => format!("{quote}{new}{quote}"),
        _ => new,
    }
}

fn block(map: &[(&str, String)], indent: &str, yaml: &Yaml<'_>) -> String {
    map.iter().map(|(key, value)| format!("{}{indent}  {key}: {value}", yaml.newline)).collect()
}

/// Adds a key: below those that it belongs with, or at the end.
fn added(yaml: &Yaml<'_>, key: &str, value: &Value) -> String {
    if yaml.root_is_flow() {
        let value = match value {
            Value::Line(line) => line.clone(),
            Value::Map(map) => flow(map),
        };
        return yaml.in_brackets(&yaml.places.value(&[]).range(), &format!("{key}: {value}"));
    }
    let beside = BESIDE.iter().filter_map(|key| {
        let at = yaml.key(&[key])?;
        Some((yaml.value(&[key]).unwrap_or(at.clone()).end, at.start))
    });
    let last = beside.max();
    let indent = last.map_or("", |(_, start)| yaml.indent(start));
    let entry = match value {
        Value::Line(line) => format!("{indent}{key}: {line}"),
        Value::Map(map) => format!("{indent}{key}:{}", block(map, indent, yaml)),
    };
    if let Some((end, _)) = last {
        return yaml.below(end, &[entry]);
    }
    let end = yaml.range.end;
    let before = &yaml.text[yaml.range.start..end];
    let newline = if before.is_empty() || before.ends_with('\n') { "" } else { yaml.newline };
    yaml.replaced(end..end, &format!("{newline}{entry}{}", yaml.newline))
}

/// A page without front matter gets one.
fn with_fence(source: &SourceText, key: &str, value: &Value) -> Option<String> {
    let text: &str = &source.text;
    let start = without_bom(text);
    // What begins like front matter and is none is a mistake, and has been reported.
    if text[start..].starts_with("---") {
        return None;
    }
    let newline = newline(text);
    let empty = format!("{}---{newline}---{newline}{}", &text[..start], &text[start..]);
    set(&SourceText::new(source.path.clone(), empty), key, value)
}

/// Adds an item to the list `review: { editorial: … }`.
fn append(source: &SourceText, item: &[(&str, String)]) -> Option<String> {
    let yaml = Yaml::of(source)?;
    let review = yaml.value(&["review"])?;
    let lines = |indent: &str| -> Vec<String> {
        let entries = item.iter().enumerate();
        let line = |(at, (key, value)): (usize, &(&str, String))| {
            format!("{indent}{} {key}: {value}", if at == 0 { "-" } else { " " })
        };
        entries.map(line).collect()
    };
    match yaml.value(&["review", "editorial"]) {
        Some(list) if yaml.is_flow(list.start) => Some(yaml.in_brackets(&list, &flow(item))),
        Some(list) => Some(yaml.below(list.end, &lines(yaml.indent(list.start)))),
        None if yaml.is_flow(review.start) => {
            Some(yaml.in_brackets(&review, &format!("editorial: [{}]", flow(item))))
        }
        None => {
            let indent = yaml.indent(review.start);
            let items = lines(&format!("{indent}  "));
            match yaml.key(&["review", "editorial"]) {
                Some(key) => Some(yaml.below(key.end, &items)),
                None => {
                    let lines = [vec![format!("{indent}editorial:")], items].concat();
                    Some(yaml.below(review.end, &lines))
                }
            }
        }
    }
}

fn matter(source: &SourceText, kind: Kind) -> Option<Matter> {
    Some(match kind {
        Kind::Yaml => parse_yaml(source, &[]).value,
        Kind::Page | Kind::Section => parse(source, kind, &[]).value.matter,
    })
}

/// Whether the new text says what it should, and all else is as it was.
fn is_only_changed(
    old: &SourceText,
    new: &SourceText,
    kind: Kind,
    is_as_wished: impl FnOnce(Matter) -> bool,
) -> bool {
    let body = |source: &SourceText| match kind {
        Kind::Yaml => String::new(),
        Kind::Page | Kind::Section => {
            source.text[parse(source, kind, &[]).value.body_start..].to_owned()
        }
    };
    match (others(old), others(new)) {
        (Some(before), Some(after)) => {
            before == after && body(old) == body(new) && matter(new, kind).is_some_and(is_as_wished)
        }
        _ => false,
    }
}

/// All keys but those of reviews. A file without front matter has none.
fn others(source: &SourceText) -> Option<Map> {
    let format = if source.path.extension() == "yaml" { &YAML_FORMAT } else { &FORMAT };
    let Some(yaml) = yaml_of(source) else { return Some(Map::new()) };
    let document = Document::parse(source, yaml, format);
    if !document.diagnostics.is_empty() {
        return None;
    }
    let map = document.value?.root_map()?.clone();
    Some(map.into_iter().filter(|(key, _)| !KEYS.contains(&key.as_str())).collect())
}

#[cfg(test)]
mod tests;
