//! Which sources a page cites, numbered in order of first use.

use super::Page;
use crate::diagnostics::{Diagnosed, Diagnostic, codes};
use crate::markup::Html;
use crate::trust::Bibliography;

/// The sources of one page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Citations {
    /// In order of first use: number 1 is the first.
    pub sources: Vec<Source>,
    /// For each citation of the body and each of its items: the index into `sources`, or `None` if
    /// nothing has that key.
    pub items: Vec<Vec<Option<usize>>>,
}

/// A source that a page cites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its key in the bibliography.
    pub key: String,
    /// The formatted reference.
    pub html: Html,
    /// Which citations of the body lead to it: indexes into its `cites`.
    pub cited_by: Vec<usize>,
}

/// Looks every key up.
pub(super) fn resolve_all(
    pages: &[Page],
    bibliography: &Bibliography,
) -> Diagnosed<Vec<Citations>> {
    let mut diagnostics = Vec::new();
    let all = pages.iter().map(|page| resolve(page, bibliography, &mut diagnostics)).collect();
    Diagnosed::new(all, diagnostics)
}

fn resolve(
    page: &Page,
    bibliography: &Bibliography,
    diagnostics: &mut Vec<Diagnostic>,
) -> Citations {
    let mut found = Citations::default();
    for (cite_index, cite) in page.body.cites.iter().enumerate() {
        let mut items = Vec::with_capacity(cite.items.len());
        for item in &cite.items {
            let Some(reference) = bibliography.get(&item.key) else {
                diagnostics.push(
                    Diagnostic::new(
                        &codes::citations::UNKNOWN,
                        format!("the bibliography has no source `{}`", item.key),
                    )
                    .at(&page.source, item.span)
                    .help("add it to `data/references.yaml`")
                    .did_you_mean(&item.key, bibliography.keys()),
                );
                items.push(None);
                continue;
            };
            let at = match found.sources.iter().position(|s| s.key == item.key) {
                Some(at) => at,
                None => {
                    found.sources.push(Source {
                        key: item.key.clone(),
                        html: reference.clone(),
                        cited_by: Vec::new(),
                    });
                    found.sources.len() - 1
                }
            };
            let cited_by = &mut found.sources[at].cited_by;
            if cited_by.last() != Some(&cite_index) {
                cited_by.push(cite_index);
            }
            items.push(Some(at));
        }
        found.items.push(items);
    }
    found
}
