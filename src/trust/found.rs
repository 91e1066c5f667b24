//! Entries as the readers found them, and what is wrong between them.
//!
//! In: the entries of both files. Out: one entry a key, with its place for whoever has something
//! to say about it.

use super::bibliography::Origin;
use super::entry::Entry;
use crate::diagnostics::{Code, Diagnostic, codes};
use crate::markdown::is_citation_key;
use crate::source::{SourcePath, SourceText, Span};
use crate::yaml::{Findings, Value};
use std::collections::HashMap;

/// An entry as a reader found it.
pub(super) struct Found<'a> {
    pub(super) key: String,
    pub(super) entry: Entry,
    pub(super) place: Place<'a>,
}

/// Where an entry is.
pub(super) enum Place<'a> {
    Yaml(Value<'a>),
    Bib { source: &'a SourceText, key: Span },
}

impl Place<'_> {
    /// Where its key is.
    pub(super) fn key(&self) -> (&SourcePath, Span) {
        match self {
            Self::Yaml(value) => (&value.document().source().path, value.key_span()),
            Self::Bib { source, key } => (&source.path, *key),
        }
    }

    pub(super) fn origin(&self) -> Origin {
        match self {
            Self::Yaml(_) => Origin::Yaml,
            Self::Bib { key, .. } => Origin::Bib(*key),
        }
    }

    /// A problem at its key.
    pub(super) fn problem(&self, code: &'static Code, message: String) -> Diagnostic {
        let (path, span) = self.key();
        Diagnostic::new(code, message).at(path, span)
    }

    /// How a field is written in that file.
    pub(super) fn field(&self, name: &str, value: &str) -> String {
        match self {
            Self::Yaml(_) => format!("{name}: {value}"),
            Self::Bib { .. } => format!("{name} = {{{value}}}"),
        }
    }
}

/// Reports keys that nobody could cite, and those that are taken; of two entries the first stays.
pub(super) fn with_own_keys<'a>(found: Vec<Found<'a>>, findings: &Findings) -> Vec<Found<'a>> {
    let mut own: Vec<Found<'a>> = Vec::with_capacity(found.len());
    let mut taken: HashMap<String, usize> = HashMap::new();
    for entry in found {
        let Found { key, place, .. } = &entry;
        if let Some(&first) = taken.get(key) {
            let (path, span) = own[first].place.key();
            let message = format!("there are two sources `{key}`");
            findings.push(
                place
                    .problem(&codes::citations::DUPLICATE, message)
                    .also(path, Some(span), "the other one")
                    .help("remove one of the two, or give it another key"),
            );
            continue;
        }
        if !is_citation_key(key) {
            let message = format!("`{key}` cannot be cited");
            findings.push(place.problem(&codes::citations::BAD_ENTRY, message).help(
                "a key begins with a letter, goes on with letters, digits, `_`, `:` or `-`, and \
                 ends with a letter or digit",
            ));
        }
        taken.insert(key.clone(), own.len());
        own.push(entry);
    }
    own
}

/// Reports entries that are one work.
pub(super) fn same_dois(found: &[Found<'_>], findings: &Findings) {
    let mut known: HashMap<String, &Found<'_>> = HashMap::new();
    for this in found.iter().filter(|found| !found.entry.doi.is_empty()) {
        // Letters of a DOI are equal in either case (DOI Handbook, 2.4).
        let doi = this.entry.doi.to_ascii_lowercase();
        if let Some(first) = known.get(&doi) {
            let (path, span) = first.place.key();
            let message = format!("`{}` has the same DOI as `{}`", this.key, first.key);
            findings.push(
                this.place
                    .problem(&codes::citations::SAME_DOI, message)
                    .also(path, Some(span), "the other one")
                    .help("keep one of the two, or correct the DOI that is wrong"),
            );
        } else {
            known.insert(doi, this);
        }
    }
}
