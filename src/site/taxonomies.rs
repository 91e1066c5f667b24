//! Labels on pages become lists of pages.

use super::{Page, PageId, Taxonomy, Term, address::join, order};
use crate::config;
use crate::diagnostics::{Diagnostic, codes};
use crate::front_matter::{self, SortBy};
use crate::slug::slugify;
use crate::source::{OutPath, Snapshot, UrlPath};
use crate::yaml::Step;
use std::collections::BTreeMap;

/// Collects the terms of every declared taxonomy and tells each page which it has. Spellings with
/// the same slug are one term; the first page by path decides how it is written.
pub(super) fn collect(
    declared: &[config::Taxonomy],
    pages: &mut [Page],
    snapshot: &Snapshot,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Taxonomy> {
    let mut taxonomies = Vec::with_capacity(declared.len());
    for (taxonomy_index, declared) in declared.iter().enumerate() {
        let mut terms: BTreeMap<String, Term> = BTreeMap::new();
        for (at, page) in pages.iter().enumerate() {
            for name in page.matter.taxonomies.get(&declared.name).into_iter().flatten() {
                let slug = slugify(name);
                let list = join(&join(&declared.name, &slug), "index.html");
                if slug.is_empty() || OutPath::new(&list).is_err() {
                    diagnostics.push(unnameable(page, &declared.name, name, snapshot));
                    continue;
                }
                let term = terms.entry(slug).or_insert_with_key(|slug| Term {
                    name: name.clone(),
                    slug: slug.clone(),
                    url: UrlPath::new(&format!("/{}/{slug}/", declared.name)),
                    pages: Vec::new(),
                });
                let id = super::id_of(at);
                if term.pages.last() != Some(&id) {
                    term.pages.push(id);
                }
            }
        }
        let mut terms: Vec<Term> = terms.into_values().collect();
        for (term_index, term) in terms.iter_mut().enumerate() {
            for &PageId(at) in &term.pages {
                pages[at as usize].terms.push((taxonomy_index, term_index));
            }
            order::sort(&mut term.pages, pages, SortBy::Date);
        }
        taxonomies.push(Taxonomy {
            url: UrlPath::new(&join("", &format!("{}/", declared.name))),
            declared: declared.clone(),
            terms,
        });
    }
    taxonomies
}

fn unnameable(page: &Page, taxonomy: &str, name: &str, snapshot: &Snapshot) -> Diagnostic {
    let (message, help) = if slugify(name).is_empty() {
        let message =
            format!("nothing of the term `{name}` in `{taxonomy}` can be part of an address");
        (message, "use a word with letters or digits")
    } else {
        let message = format!("a term in `{taxonomy}` is too long to be part of an address");
        (message, "use a few words; a sentence belongs into the description")
    };
    let diagnostic = Diagnostic::new(&codes::site::BAD_ADDRESS, message);
    let diagnostic = match snapshot.text(&page.source) {
        Some(source) => {
            let path = [Step::Key("taxonomies"), Step::Key(taxonomy)];
            diagnostic.at(&page.source, front_matter::span_of(&source, &path))
        }
        None => diagnostic.in_file(&page.source),
    };
    diagnostic.help(help)
}
