//! Labels on pages become lists of pages.

use super::{Page, PageId, Taxonomy, Term, address::join, order};
use crate::config;
use crate::diagnostics::{Code, Diagnosed, Diagnostic, codes};
use crate::front_matter::{self, SortBy};
use crate::slug::slugify;
use crate::source::{OutPath, Snapshot, SourcePath, UrlPath};
use crate::yaml::Step;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::mem;

/// Collects the terms of every declared taxonomy. Spellings that differ in capital letters, spaces and
/// hyphens only are one term; the first page by path decides how it is written. Other terms with the
/// same slug are reported.
pub(super) fn collect(
    declared: &[config::Taxonomy],
    pages: &[Page],
    snapshot: &Snapshot,
) -> Diagnosed<Vec<Taxonomy>> {
    let each: Vec<Diagnosed<Taxonomy>> =
        declared.par_iter().map(|declared| one(declared, pages, snapshot)).collect();
    let mut diagnostics = Vec::new();
    let taxonomies = each.into_iter().map(|one| one.into_value(&mut diagnostics)).collect();
    Diagnosed::new(taxonomies, diagnostics)
}

/// Tells each page which terms it has.
pub(super) fn tell(taxonomies: &[Taxonomy], pages: &mut [Page]) {
    for (taxonomy_index, taxonomy) in taxonomies.iter().enumerate() {
        for (term_index, term) in taxonomy.terms.iter().enumerate() {
            for &PageId(at) in &term.pages {
                pages[at as usize].terms.push((taxonomy_index, term_index));
            }
        }
    }
}

fn one(declared: &config::Taxonomy, pages: &[Page], snapshot: &Snapshot) -> Diagnosed<Taxonomy> {
    let mut diagnostics = Vec::new();
    let mut terms: BTreeMap<String, (Term, usize)> = BTreeMap::new();
    // Most names are written as they were before: where their term's pages are.
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    let mut lists: Vec<Vec<PageId>> = Vec::new();
    // By slug: each spelling that is not another one's, and the first page that has it.
    let mut spellings: BTreeMap<String, Vec<(String, SourcePath)>> = BTreeMap::new();
    for (at, page) in pages.iter().enumerate() {
        let names = page.matter.taxonomies.get(&declared.name).into_iter().flatten();
        let id = super::id_of(at);
        for (index, name) in names.enumerate() {
            if let Some(&list) = seen.get(name.as_str()) {
                add(&mut lists[list], id);
                continue;
            }
            let place = Place { page, taxonomy: &declared.name, name, index, snapshot };
            let slug = slugify(name);
            let can_be_named = || {
                let list = join(&join(&declared.name, &slug), "index.html");
                !slug.is_empty() && OutPath::new(&list).is_ok()
            };
            if !terms.contains_key(&slug) && !can_be_named() {
                diagnostics.push(place.unnameable());
                continue;
            }
            let known = spellings.entry(slug.clone()).or_default();
            if !known.iter().any(|(other, _)| other == name || plain(other) == plain(name)) {
                if let Some((other, first)) = known.first() {
                    diagnostics.push(place.same_address(&slug, other, first));
                }
                known.push((name.clone(), page.source.clone()));
            }
            let next = lists.len();
            let (_, list) = terms.entry(slug).or_insert_with_key(|slug| {
                let url = UrlPath::new(&format!("/{}/{slug}/", declared.name));
                let (name, slug) = (name.clone(), slug.clone());
                (Term { name, slug, url, pages: Vec::new() }, next)
            });
            if *list == next {
                lists.push(Vec::new());
            }
            add(&mut lists[*list], id);
            seen.insert(name, *list);
        }
    }
    let whole = |(term, list): (Term, usize)| Term { pages: mem::take(&mut lists[list]), ..term };
    let mut terms: Vec<Term> = terms.into_values().map(whole).collect();
    terms.par_iter_mut().for_each(|term| order::sort(&mut term.pages, pages, SortBy::Date));
    let url = UrlPath::new(&join("", &format!("{}/", declared.name)));
    Diagnosed::new(Taxonomy { url, declared: declared.clone(), terms }, diagnostics)
}

/// Adds a page to a list that is in the order of pages, once.
fn add(list: &mut Vec<PageId>, page: PageId) {
    if list.last() != Some(&page) {
        list.push(page);
    }
}

/// A term in the way in which people tell terms apart: `Self-care` is `self care`.
fn plain(name: &str) -> String {
    let small = name.to_lowercase().replace('’', "'");
    let words = small.split(|c: char| c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '_'));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Where a term is written.
struct Place<'a> {
    page: &'a Page,
    taxonomy: &'a str,
    name: &'a str,
    /// Which of the page's terms in this taxonomy it is.
    index: usize,
    snapshot: &'a Snapshot,
}

impl Place<'_> {
    fn unnameable(&self) -> Diagnostic {
        let (name, taxonomy) = (self.name, self.taxonomy);
        let (message, help) = if slugify(name).is_empty() {
            let message =
                format!("nothing of the term `{name}` in `{taxonomy}` can be part of an address");
            (message, "use a word with letters or digits")
        } else {
            let message = format!("a term in `{taxonomy}` is too long to be part of an address");
            (message, "use a few words; a sentence belongs into the description")
        };
        self.report(&codes::site::BAD_ADDRESS, message).help(help)
    }

    fn same_address(&self, slug: &str, other: &str, first: &SourcePath) -> Diagnostic {
        let (name, taxonomy) = (self.name, self.taxonomy);
        let message = format!(
            "the terms `{name}` and `{other}` in `{taxonomy}` would have the same address \
             `/{taxonomy}/{slug}/`, the other is in `{first}`"
        );
        self.report(&codes::site::SAME_TERM, message)
            .also(first, None, "the other term")
            .help("write one of them in other words")
    }

    fn report(&self, code: &'static Code, message: String) -> Diagnostic {
        let diagnostic = Diagnostic::new(code, message);
        let Some(source) = self.snapshot.text(&self.page.source) else {
            return diagnostic.in_file(&self.page.source);
        };
        let list = [Step::Key("taxonomies"), Step::Key(self.taxonomy)];
        let item = [list[0], list[1], Step::Index(self.index)];
        // An item of a list, unless the only term stands there without one.
        let spans = [&item[..], &list[..]].map(|path| front_matter::span_of(&source, path));
        let is_item = spans[0].start >= spans[1].start && spans[0].end <= spans[1].end;
        diagnostic.at(&self.page.source, spans[usize::from(!is_item)])
    }
}
