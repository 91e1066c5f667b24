//! One YAML document of one file: guarded, parsed, and able to say where everything is.

use super::build::{Built, Noticed, OwnedStep, from_deserializer};
use super::explain::explain;
use super::{Format, Map, Node, Places, Step};
use crate::diagnostics::{Diagnosed, Diagnostic};
use crate::source::{SourceText, Span};
use std::ops::Range;
use std::sync::OnceLock;

/// How many brackets may be open at once. The YAML reader needs quadratic time for them.
const MAX_BRACKETS: usize = 32;

/// Where the text of a file begins, after the mark that some editors put in front.
#[must_use]
pub fn without_bom(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}

/// A document that could be read, with its values, and its places on request.
#[derive(Debug)]
pub struct Document {
    source: SourceText,
    range: Range<usize>,
    root: Node,
    places: OnceLock<Places>,
    plain_numbers: OnceLock<bool>,
    format: &'static Format,
}

/// Whether a word of a YAML file is a whole number that is not written as a program writes it: `007`,
/// `+1`, `1_000`, `0x1F`.
fn is_odd_number(word: &str) -> bool {
    let digits = word.strip_prefix(['+', '-']).unwrap_or(word);
    let Some(first) = digits.bytes().next().filter(u8::is_ascii_digit) else { return false };
    let rest = &digits[1..];
    let is_whole = rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_');
    let has_base = first == b'0' && rest.starts_with(['x', 'X', 'o', 'O', 'b', 'B']);
    let is_plain = !word.starts_with('+')
        && !rest.contains('_')
        && (first != b'0' || (rest.is_empty() && !word.starts_with('-')));
    has_base || (is_whole && !is_plain)
}

impl Document {
    /// Whether every whole number in it is written as a program writes it, so that nobody need look up
    /// how it is written. A word that only looks like a number counts too.
    pub(super) fn has_plain_numbers(&self) -> bool {
        *self.plain_numbers.get_or_init(|| {
            let text = self.source.text.get(self.range.clone()).unwrap_or("");
            let in_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '-' | '.');
            !text.split(|c| !in_word(c)).any(is_odd_number)
        })
    }

    /// Parses a part of a file. `None` means that it could not be read, which is among the
    /// diagnostics. Repeated keys, merge keys and tags are reported here; what keys mean is not
    /// looked at.
    pub fn parse(
        source: &SourceText,
        range: Range<usize>,
        format: &'static Format,
    ) -> Diagnosed<Option<Self>> {
        let range = trim_bom(source, range);
        let text = source.text.get(range.clone()).unwrap_or("");
        if let Some(problem) = guard(source, &range, text, format) {
            return Diagnosed::new(None, vec![problem]);
        }
        match from_deserializer(serde_yaml::Deserializer::from_str(text), text.len()) {
            Ok(built) => {
                let document = Self::from_built(source, range, format, built);
                Diagnosed::new(Some(document.value), document.diagnostics)
            }
            Err(error) => Diagnosed::new(None, vec![explain(source, &range, &error, format)]),
        }
    }

    /// Wraps a tree that another format was read into. Its places are found as far as the text is
    /// YAML too, which JSON is.
    pub fn from_built(
        source: &SourceText,
        range: Range<usize>,
        format: &'static Format,
        built: Built,
    ) -> Diagnosed<Self> {
        let document = Self {
            source: source.clone(),
            range,
            root: built.root,
            places: OnceLock::new(),
            plain_numbers: OnceLock::new(),
            format,
        };
        let mut diagnostics: Vec<_> =
            built.noticed.iter().map(|(path, noticed)| document.report(path, noticed)).collect();
        // An alias repeats what it stands for, mistakes included.
        crate::diagnostics::sort(&mut diagnostics);
        Diagnosed::new(document, diagnostics)
    }

    /// The values.
    #[must_use]
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// The values, without the places.
    #[must_use]
    pub fn into_root(self) -> Node {
        self.root
    }

    /// The values if they are keys and values, or if there are none. `None` if they are a list or a
    /// text; [`Document::not_a_map`] is what to say about that.
    #[must_use]
    pub fn root_map(&self) -> Option<&Map> {
        static EMPTY: Map = Map::new();
        match &self.root {
            Node::Map(map) => Some(map),
            Node::Null => Some(&EMPTY),
            _ => None,
        }
    }

    /// The problem that the document is not made of keys and values.
    pub fn not_a_map(&self) -> Diagnostic {
        let is = super::reader::describe(&self.root);
        let problem = Diagnostic::new(
            self.format.not_yaml,
            format!("{} must be lines of `key: value`, not {is}", self.format.name),
        )
        .at(&self.source.path, self.span(&[]));
        let text = if let Node::String(text) = &self.root { text.as_str() } else { "" };
        match super::explain::space_after_colon(text) {
            Some(line) => problem.help(format!("put a space after the colon: `{line}`")),
            None => problem.help("write a key, a colon and a space before each value"),
        }
    }

    /// The file.
    #[must_use]
    pub fn source(&self) -> &SourceText {
        &self.source
    }

    /// What the mistakes of this kind of file are called.
    #[must_use]
    pub fn format(&self) -> &'static Format {
        self.format
    }

    /// The places, found when first asked for. Files without mistakes never ask.
    #[must_use]
    pub fn places(&self) -> &Places {
        self.places
            .get_or_init(|| Places::new(&self.source.text[self.range.clone()], self.range.start))
    }

    /// The value at `path`, or the nearest place around it.
    #[must_use]
    pub fn span(&self, path: &[Step<'_>]) -> Span {
        self.places().value(path)
    }

    /// The key at `path`, or the nearest place around it.
    #[must_use]
    pub fn key_span(&self, path: &[Step<'_>]) -> Span {
        self.places().key(path)
    }

    fn report(&self, path: &[OwnedStep], noticed: &Noticed) -> Diagnostic {
        let path: Vec<Step<'_>> = path
            .iter()
            .map(|step| match step {
                OwnedStep::Key(key) => Step::Key(key),
                OwnedStep::Index(index) => Step::Index(*index),
            })
            .collect();
        let file = &self.source.path;
        match noticed {
            Noticed::Repeated { key, occurrence } => {
                let keys = self.places().keys(&path, key);
                let again = keys.get(*occurrence).copied().unwrap_or_else(|| self.span(&path));
                let problem =
                    Diagnostic::new(self.format.duplicate_key, format!("`{key}` is given twice"))
                        .at(file, again)
                        .help("remove one of the two: only one value can count");
                match keys.first() {
                    Some(first) => problem.also(file, Some(*first), "first given here"),
                    None => problem,
                }
            }
            Noticed::Merge => {
                Diagnostic::new(self.format.not_yaml, "merge keys (`<<`) are not supported")
                    .at(file, self.key_span(&path))
                    .help("write the keys out here")
            }
            Noticed::Tag(tag) => {
                let message = format!("`!{tag}`: a `!` in front has a special meaning in YAML");
                let (key, value) = (self.key_span(&path), self.span(&path));
                // The parser gives the place of the value behind the tag.
                let from = key.start as usize;
                let place = self.source.text[from..]
                    .find('!')
                    .map_or(value, |at| Span::new(from + at, from + at + 1));
                let text = if key == value { "" } else { self.source.slice(value) };
                let whole = super::quote::short(&format!("!{tag} {text}"));
                let better = super::quote::code(&super::quote::quoted(&whole));
                Diagnostic::new(self.format.wrong_type, message)
                    .at(file, place)
                    .help(format!("put quotes around the text: {better}"))
            }
        }
    }
}

fn trim_bom(source: &SourceText, range: Range<usize>) -> Range<usize> {
    let end = range.end.min(source.text.len());
    if range.start == 0 { without_bom(&source.text)..end } else { range.start.min(end)..end }
}

/// Refuses what the YAML reader would spend minutes on.
fn guard(
    source: &SourceText,
    range: &Range<usize>,
    text: &str,
    format: &'static Format,
) -> Option<Diagnostic> {
    if text.len() > format.max_bytes {
        let (is, may) = (text.len().div_ceil(1024), format.max_bytes / 1024);
        let message = format!("{} is {is} KiB long; at most {may} KiB are read", format.name);
        return Some(
            Diagnostic::new(format.too_long, message)
                .at(&source.path, Span::at(range.start))
                .help("move long texts elsewhere, or split the file"),
        );
    }
    let at = too_many_brackets(text)?;
    let message = format!("more than {MAX_BRACKETS} brackets are open at once");
    Some(
        Diagnostic::new(format.too_long, message)
            .at(&source.path, Span::new(range.start + at, range.start + at + 1))
            .help("close the brackets, or put quotes around the text they belong to"),
    )
}

/// Finds the bracket that is one too many, ignoring those in quotes, comments and running text.
///
/// Counting all brackets first costs next to nothing and clears nearly every file; only for the
/// others the exact answer is looked up in the events of the other parser, which takes linear time.
fn too_many_brackets(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    let mut most = 0;
    let mut first = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => {
                open += 1;
                most = most.max(open);
                if open == MAX_BRACKETS + 1 && first == 0 {
                    first = at;
                }
            }
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
    }
    if most <= MAX_BRACKETS {
        return None;
    }
    match super::places::bracket_deeper_than(text, MAX_BRACKETS) {
        Ok(found) => found,
        // The other parser cannot make sense of it. A mistake is likely then, and a real one is
        // better explained by `serde_yaml`, unless it would take long to find it.
        Err(_) => (most > 16 * MAX_BRACKETS).then_some(first),
    }
}

#[cfg(test)]
mod tests;
