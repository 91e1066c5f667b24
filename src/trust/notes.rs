//! What the editors know of sources and no bibliography says: `data/source-notes.yaml`.
//!
//! In: a document. Out: a [`Note`] for each source, and what is wrong with the file. Whether an
//! exception is needed is left to those who would have complained without it.

use crate::diagnostics::{Diagnostic, codes};
use crate::yaml::{Document, Findings, Format, MapReader, Node, Value};
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap};

/// Where it is.
pub const PATH: &str = "data/source-notes.yaml";

pub(super) static FORMAT: Format = Format {
    name: "the notes on sources",
    not_yaml: &codes::data::NOT_READABLE,
    too_long: &codes::data::NOT_READABLE,
    unknown_key: &codes::citations::BAD_NOTE,
    wrong_type: &codes::citations::BAD_NOTE,
    duplicate_key: &codes::data::DUPLICATE_KEY,
    max_bytes: 4 * 1024 * 1024,
};

/// What there is to know of one source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Note {
    /// `classic:` — why its age is no fault.
    pub(super) classic: Option<String>,
    /// `no_identifier:` — why it has none.
    pub(super) no_identifier: Option<String>,
    /// `no_date:` — why it has none.
    pub(super) no_date: Option<String>,
    /// `unused:` — why it is kept.
    pub(super) unused: Option<String>,
    /// `retracted:` — why it must not be cited.
    pub(super) retracted: Option<String>,
    /// `superseded_by:` — the key of a newer source.
    pub(super) superseded_by: Option<String>,
    /// `retrieved:` — the day on which its address was read.
    pub(super) retrieved: Option<Date>,
    /// `confidence:` — how sure we are of the entry.
    pub(super) confidence: Option<Confidence>,
}

/// How sure we are that an entry of the bibliography is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confidence {
    /// All of it, or nearly all, was seen.
    High,
    /// A part of it was not seen.
    Medium,
    /// Most of it was not seen.
    Low,
}

/// A note and its place.
pub(super) struct Noted<'a> {
    pub(super) note: Note,
    value: Value<'a>,
}

impl<'a> Noted<'a> {
    /// A field that was read before.
    fn field(&self, name: &str) -> Value<'a> {
        let mut fields = self.value.entries().into_iter();
        let found = fields.find(|(key, _)| *key == name).map(|(_, value)| value);
        found.unwrap_or_else(|| self.value.clone())
    }

    /// Reports a field that changes nothing.
    pub(super) fn not_needed(&self, name: &str, why: &str) {
        let field = self.field(name);
        let message = format!("`{name}` is not needed: {why}");
        field.push(
            field.at_key(&codes::citations::NOTE_NOT_NEEDED, message).help("remove the line"),
        );
    }
}

/// The keys of the bibliography.
pub(super) struct Known {
    pub(super) keys: BTreeSet<String>,
    /// There may be more, in a part that could not be read.
    pub(super) has_gaps: bool,
}

/// The notes of each source that the bibliography has.
pub(super) fn read<'a>(
    document: &'a Document,
    known: &Known,
    findings: &'a Findings,
) -> HashMap<&'a str, Noted<'a>> {
    if matches!(document.root(), Node::Null) {
        return HashMap::new();
    }
    let unknown = |key: &str, value: &Value<'_>, at: fn(&Value<'_>, String) -> Diagnostic| {
        if known.has_gaps {
            return;
        }
        let place = at(value, format!("the bibliography has no source `{key}`"));
        let known = known.keys.iter().map(String::as_str);
        value.push(place.help("use a key of the bibliography").did_you_mean(key, known));
    };
    let mut notes = HashMap::new();
    for (key, value) in Value::root(document, findings).entries() {
        let Some(note) = value.map().map(note) else { continue };
        let mut noted = Noted { note, value };
        if !known.keys.contains(key) {
            unknown(key, &noted.value, |value, message| {
                value.at_key(&codes::citations::BAD_NOTE, message)
            });
            continue;
        }
        if let Some(newer) = noted.note.superseded_by.take() {
            let field = noted.field("superseded_by");
            if newer == key {
                let help = "name the source that replaces it";
                field.wrong(format!("`{key}` cannot be newer than itself"), help);
            } else if known.keys.contains(&newer) {
                noted.note.superseded_by = Some(newer);
            } else {
                unknown(&newer, &field, |value, message| {
                    value.at(&codes::citations::BAD_NOTE, message)
                });
            }
        }
        notes.insert(key, noted);
    }
    notes
}

fn note(mut reader: MapReader<'_>) -> Note {
    let sure =
        [("high", Confidence::High), ("medium", Confidence::Medium), ("low", Confidence::Low)];
    let note = Note {
        classic: reason(&mut reader, "classic"),
        no_identifier: reason(&mut reader, "no_identifier"),
        no_date: reason(&mut reader, "no_date"),
        unused: reason(&mut reader, "unused"),
        retracted: reason(&mut reader, "retracted"),
        superseded_by: reader.text("superseded_by"),
        retrieved: reader.date("retrieved"),
        confidence: reader.choice("confidence", &sure),
    };
    reader.finish();
    note
}

/// A text that says why.
fn reason<'a>(reader: &mut MapReader<'a>, key: &'a str) -> Option<String> {
    let value = reader.value(key)?;
    let reason = match value.node() {
        Node::Bool(_) => None,
        _ => Some(value.text()?).filter(|text| !text.trim().is_empty()),
    };
    if reason.is_none() {
        value.wrong(
            format!("`{key}` does not say why"),
            format!("write the reason, such as `{key}: \"…\"`"),
        );
    }
    reason
}
