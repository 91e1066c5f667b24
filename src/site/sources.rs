//! Which pages stand on each source: the citations of all pages, turned round.
//!
//! In: the citations of every page. Out: [`CitedSource`]s, sorted for readers, and what there is to
//! say about sources that are not used, or are too old for those who use them.

use super::{Citations, Page, PageId, Publishing, id_of};
use crate::config::Config;
use crate::diagnostics::Diagnosed;
use crate::inventory::PageKind;
use crate::source::Snapshot;
use crate::trust::{Reference, Trust, Use, Uses};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// A source that something published stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitedSource {
    /// Its key in the bibliography.
    pub key: String,
    /// The reference.
    pub reference: Arc<Reference>,
    /// The pages that stand on it, in the order of the site. None if only terms of the glossary do
    /// and no page shows them.
    pub pages: Vec<PageId>,
}

/// Every source in use, by its first author and title.
pub(super) fn collect(
    pages: &[Page],
    citations: &[Citations],
    trust: &Trust,
    config: &Config,
    snapshot: &Snapshot,
    publishing: Publishing,
) -> Diagnosed<Vec<CitedSource>> {
    let mut cited_on: FxHashMap<&str, Vec<PageId>> = FxHashMap::default();
    for (at, of_page) in citations.iter().enumerate() {
        for source in &of_page.sources {
            cited_on.entry(&source.key).or_default().push(id_of(at));
        }
    }
    let mut terms: FxHashMap<&str, &str> = FxHashMap::default();
    for term in &trust.glossary.terms {
        for key in &term.sources {
            terms.entry(key).or_insert(&term.name);
        }
    }
    let uses = |key: &str| Use {
        pages: cited_on.get(key).map_or(0, Vec::len),
        term: terms.get(key).copied(),
    };
    let known = if pages.iter().all(was_read) { Uses::Whole } else { Uses::InPart };
    let found =
        trust.bibliography.judge_uses(uses, known, config.citations, snapshot, publishing.now);
    let is_used = |key: &str| cited_on.contains_key(key) || terms.contains_key(key);
    let mut used: Vec<CitedSource> = trust
        .bibliography
        .iter()
        .filter(|(key, _)| is_used(key))
        .map(|(key, reference)| CitedSource {
            key: key.to_owned(),
            reference: Arc::clone(reference),
            pages: cited_on.get(key).cloned().unwrap_or_default(),
        })
        .collect();
    used.sort_by(|a, b| {
        let (one, other) = (&a.reference, &b.reference);
        (&one.order, one.year, &a.key).cmp(&(&other.order, other.year, &b.key))
    });
    Diagnosed::new(used, found)
}

/// Whether what a page stands on is known. What could not be read has no text, or no title.
fn was_read(page: &Page) -> bool {
    match page.kind {
        PageKind::Questionnaire => !page.body.html.is_empty(),
        PageKind::Page | PageKind::Bundle => page.matter.title.is_some(),
        PageKind::Section => true,
    }
}
