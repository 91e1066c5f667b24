//! The bibliography: what pages can cite, ready to be shown.
//!
//! In: `data/references.yaml`, `data/references.bib`, what `data/source-notes.yaml` says about
//! their entries, and the style of references. Out: a [`Bibliography`], in which every entry is
//! formatted once, and what is wrong with the entries. Who cites them is left to `site`.

use super::entry::Entry;
use super::found::{self, Found};
use super::notes::{self, Confidence};
use super::{bibtex, hayagriva, judge, style};
use crate::config::Citations;
use crate::diagnostics::{Diagnosed, Diagnostic};
use crate::markup::Html;
use crate::slug::slugify;
use crate::source::{Snapshot, SourcePath, Span};
use crate::yaml::{Document, Findings, Format};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What pages can cite, by key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bibliography {
    references: BTreeMap<String, Arc<Reference>>,
    /// A part of it could not be read, which has been reported. Its keys are not known.
    has_gaps: bool,
}

/// An entry of the bibliography, ready to be shown. Pages share it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The reference in the style of the site.
    pub html: Html,
    /// The title, as text.
    pub title: String,
    /// What names it for machines: its address, such as `https://doi.org/…`; its title if it has
    /// none. Short, since every page that cites the work repeats it.
    pub address: String,
    /// When the work came out.
    pub year: Option<i16>,
    /// How sure we are that the entry is right, if anybody has said so.
    pub confidence: Option<Confidence>,
    /// Why nobody stands by the work any longer.
    pub retracted: Option<String>,
    /// The key of a newer source.
    pub superseded_by: Option<String>,
    /// By what a list of all sources is sorted: the first maker, then the title.
    pub(crate) order: (String, String),
    /// Why its age is no fault.
    pub(super) is_classic: bool,
    /// It is kept on purpose.
    pub(super) may_be_unused: bool,
    pub(super) origin: Origin,
}

/// Which file an entry is in. Places in YAML are looked up when there is something to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    Yaml,
    Bib(Span),
}

impl Bibliography {
    /// Reads the project's bibliography; without one there are no references.
    pub fn from_data(snapshot: &Snapshot, citations: Citations) -> Diagnosed<Self> {
        let mut diagnostics = Vec::new();
        let findings = Findings::default();
        let yaml = open(snapshot, hayagriva::PATH, &hayagriva::FORMAT, &mut diagnostics);
        let about = open(snapshot, notes::PATH, &notes::FORMAT, &mut diagnostics);
        let bib = snapshot.text(&path(bibtex::PATH));

        let mut found = Vec::new();
        let mut has_gaps = yaml.is_none() && snapshot.get(&path(hayagriva::PATH)).is_some()
            || bib.is_none() && snapshot.get(&path(bibtex::PATH)).is_some();
        if let Some(yaml) = &yaml {
            has_gaps |= !hayagriva::read(yaml, &findings, &mut found);
        }
        if let Some(bib) = &bib {
            has_gaps |= !bibtex::read(bib, &findings, &mut found);
        }
        let found = found::with_own_keys(found, &findings);
        found::same_dois(&found, &findings);
        let known = found.iter().map(|found| found.key.clone()).collect();
        let known = notes::Known { keys: known, has_gaps };
        let notes = about.as_ref().map(|about| notes::read(about, &known, &findings));
        let notes = notes.unwrap_or_default();

        let style = style::named(citations.style);
        let mut references = BTreeMap::new();
        for Found { key, mut entry, place } in found {
            let noted = notes.get(key.as_str());
            let note = noted.map(|noted| noted.note.clone()).unwrap_or_default();
            entry.retrieved = note.retrieved.or(entry.retrieved);
            judge::judge(&key, &entry, &place, noted, &findings);
            let reference = Reference {
                html: style.reference(&entry),
                address: style::address(&entry).map_or_else(|| entry.title.clone(), |a| a.0),
                year: entry.date.map(|date| date.year),
                confidence: note.confidence,
                retracted: note.retracted,
                superseded_by: note.superseded_by,
                order: order(&entry),
                title: entry.title,
                is_classic: note.classic.is_some(),
                may_be_unused: note.unused.is_some(),
                origin: place.origin(),
            };
            references.insert(key, Arc::new(reference));
        }
        diagnostics.extend(findings.into_vec());
        Diagnosed::new(Self { references, has_gaps }, diagnostics)
    }

    /// The source with that key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Arc<Reference>> {
        self.references.get(key)
    }

    /// Whether a key that it does not have may stand in a part that could not be read.
    #[must_use]
    pub fn has_gaps(&self) -> bool {
        self.has_gaps
    }

    /// All keys, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.references.keys().map(String::as_str)
    }

    /// All sources, by key.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Arc<Reference>)> {
        self.references.iter().map(|(key, reference)| (key.as_str(), reference))
    }
}

pub(super) fn path(text: &str) -> SourcePath {
    SourcePath::new(text).expect("it is a plain relative path")
}

fn open(
    snapshot: &Snapshot,
    file: &str,
    format: &'static Format,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Document> {
    let source = snapshot.text(&path(file))?;
    Document::parse(&source, 0..source.text.len(), format).into_value(diagnostics)
}

/// By first maker, then by title, whatever their case and their accents.
fn order(entry: &Entry) -> (String, String) {
    let first = entry.makers().list.first();
    let maker = first.map(|name| format!("{} {}", name.family, name.given)).unwrap_or_default();
    let title = slugify(&entry.title);
    // What nobody signed is looked for under its title.
    let maker = if maker.is_empty() { title.clone() } else { slugify(&maker) };
    (maker, title)
}

#[cfg(test)]
mod tests;
