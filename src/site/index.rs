//! The index from A to Z: what readers may look for, and where it is.
//!
//! In: the pages with their titles and `index:`, the labels, the glossary. Out: an [`Index`], made
//! only if a page shows it. Order and letters are those of slugs, as in the glossary: accents are
//! folded, words that are alike but for case are one. How it looks is left to `html`.

use super::{Embedded, Page, PageId, PageLinks, Taxonomy, id_of};
use crate::slug::slugify;
use crate::trust::Glossary;

/// Everything from A to Z.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Index {
    /// Letters with something under them, in order.
    pub letters: Vec<IndexLetter>,
}

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexLetter {
    /// A capital from A to Z; `0` for figures and everything else.
    pub letter: char,
    /// In order; never empty.
    pub entries: Vec<IndexEntry>,
}

/// Words, and where they lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexEntry {
    /// As readers see them.
    pub words: String,
    /// Never empty. Pages first, then labels, then the glossary.
    pub places: Vec<IndexPlace>,
}

/// Where words lead.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum IndexPlace {
    /// To a page, or a heading in it.
    Page(PageId, Option<String>),
    /// To the pages with a label: index of the taxonomy, index of the term in it.
    Label(usize, usize),
    /// To a term in the glossary.
    Term(usize),
}

impl IndexLetter {
    /// The id of its heading. With `_`, which no heading of an author has.
    #[must_use]
    pub fn id(&self) -> String {
        format!("letter_{}", self.letter)
    }

    /// What readers see.
    #[must_use]
    pub fn shown(&self) -> String {
        if self.letter == '0' { "0\u{2013}9".to_owned() } else { self.letter.to_string() }
    }
}

/// Words on their way into the index.
struct Found<'a> {
    key: String,
    /// The title of a page is written as it stands there, whoever else writes it in another way.
    rank: u8,
    words: &'a str,
    place: IndexPlace,
}

/// Collects and sorts the index; empty if no page shows it.
pub(super) fn collect(
    pages: &[Page],
    links: &[PageLinks],
    taxonomies: &[Taxonomy],
    glossary_page: Option<PageId>,
    glossary: &Glossary,
) -> Index {
    let shows = |links: &PageLinks| links.embeds.iter().flatten().any(|e| *e == Embedded::Index);
    if !links.iter().any(shows) {
        return Index::default();
    }
    let mut found = Vec::new();
    let mut add = |rank, words, place| {
        found.push(Found { key: slugify(words), rank, words, place });
    };
    for (at, (page, links)) in pages.iter().zip(links).enumerate() {
        // The way home is on every page, and whoever reads the index is there already.
        let is_home = page.section.is_none() && page.own_section.is_some();
        let listed = page.matter.index.listed.unwrap_or(true) && !is_home && !shows(links);
        let id = id_of(at);
        if listed {
            add(0, page.title.as_str(), IndexPlace::Page(id, None));
        }
        if page.matter.index.listed != Some(false) {
            for word in &page.matter.index.words {
                add(3, &word.words, IndexPlace::Page(id, word.heading.clone()));
            }
        }
    }
    for (t, taxonomy) in taxonomies.iter().enumerate() {
        for (k, term) in taxonomy.terms.iter().enumerate() {
            add(2, &term.name, IndexPlace::Label(t, k));
        }
    }
    if glossary_page.is_some() {
        for (n, term) in glossary.terms.iter().enumerate() {
            for words in std::iter::once(&term.name).chain(&term.also) {
                add(1, words, IndexPlace::Term(n));
            }
        }
    }
    found.sort_unstable_by(|a, b| {
        (&a.key, a.rank, a.words, &a.place).cmp(&(&b.key, b.rank, b.words, &b.place))
    });
    Index { letters: letters(found.chunk_by(|a, b| a.key == b.key)) }
}

fn letters<'a>(groups: impl Iterator<Item = &'a [Found<'a>]>) -> Vec<IndexLetter> {
    let mut letters: Vec<IndexLetter> = Vec::new();
    for group in groups {
        let mut places: Vec<IndexPlace> = group.iter().map(|found| found.place.clone()).collect();
        places.sort_unstable();
        places.dedup();
        let entry = IndexEntry { words: group[0].words.to_owned(), places };
        let letter = letter(&group[0].key);
        match letters.last_mut().filter(|last| last.letter == letter) {
            Some(last) => last.entries.push(entry),
            None => letters.push(IndexLetter { letter, entries: vec![entry] }),
        }
    }
    letters
}

/// Slugs are small letters, digits and hyphens, and sort in the order of the letters.
fn letter(slug: &str) -> char {
    let first = slug.chars().next().unwrap_or('0').to_ascii_uppercase();
    if first.is_ascii_uppercase() { first } else { '0' }
}
