//! The glossary: `data/glossary.yaml`.

use crate::diagnostics::Diagnosed;
use crate::source::Snapshot;

/// Where the glossary is.
pub const PATH: &str = "data/glossary.yaml";

/// The words that the site explains, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Glossary {
    /// In alphabetical order, whatever their case.
    pub terms: Vec<Term>,
}

/// A word that the site explains.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Term {
    /// `term:` — as readers see it.
    pub name: String,
    /// Its part of an address: the slug of the name.
    pub slug: String,
    /// `definition:` — plain words.
    pub definition: String,
    /// `also:` — other names, which are shown beside it.
    pub also: Vec<String>,
    /// `forms:` — inflected forms, which are looked for in pages and not shown.
    pub forms: Vec<String>,
    /// `sources:` — keys of the bibliography.
    pub sources: Vec<String>,
}

impl Glossary {
    /// Reads the glossary; without one there are no terms.
    pub fn from_data(_snapshot: &Snapshot) -> Diagnosed<Self> {
        Diagnosed::default()
    }
}
