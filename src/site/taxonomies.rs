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

/// So many pages are looked at in one go.
const PIECE: usize = 512;

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

/// A name as it is written on some pages.
struct Named<'a> {
    name: &'a str,
    /// On which pages, and which of their terms it is; in order.
    places: Vec<(PageId, usize)>,
}

/// The names that are written on pages, in the order in which they come first; a name may come once for
/// each piece of the pages.
fn names<'a>(taxonomy: &str, pages: &'a [Page]) -> Vec<Named<'a>> {
    let in_piece = |(piece, pages): (usize, &'a [Page])| {
        let mut names: Vec<Named<'a>> = Vec::new();
        let mut known: FxHashMap<&str, usize> = FxHashMap::default();
        for (at, page) in pages.iter().enumerate() {
            let id = super::id_of(piece * PIECE + at);
            let written = page.matter.taxonomies.get(taxonomy).into_iter().flatten();
            for (index, name) in written.enumerate() {
                let at = *known.entry(name).or_insert(names.len());
                if at == names.len() {
                    names.push(Named { name, places: Vec::new() });
                }
                names[at].places.push((id, index));
            }
        }
        names
    };
    pages.par_chunks(PIECE).enumerate().flat_map_iter(in_piece).collect()
}

fn one(declared: &config::Taxonomy, pages: &[Page], snapshot: &Snapshot) -> Diagnosed<Taxonomy> {
    let mut diagnostics = Vec::new();
    let mut terms: BTreeMap<String, (Term, usize)> = BTreeMap::new();
    // Most names are written as they were before: where their term's pages are.
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    let mut lists: Vec<Vec<PageId>> = Vec::new();
    // By slug: each spelling that is not another one's, and the first page that has it.
    let mut spellings: BTreeMap<String, Vec<(String, SourcePath)>> = BTreeMap::new();
    for Named { name, places } in names(&declared.name, pages) {
        let ids = places.iter().map(|(id, _)| *id);
        if let Some(&list) = seen.get(name) {
            lists[list].extend(ids);
            continue;
        }
        let place = |&(PageId(at), index): &(PageId, usize)| Place {
            page: &pages[at as usize],
            taxonomy: &declared.name,
            name,
            index,
            snapshot,
        };
        let slug = slugify(name);
        let can_be_named = || {
            let list = join(&join(&declared.name, &slug), "index.html");
            !slug.is_empty() && OutPath::new(&list).is_ok()
        };
        if !terms.contains_key(&slug) && !can_be_named() {
            diagnostics.extend(places.iter().map(|at| place(at).unnameable()));
            continue;
        }
        let first = place(&places[0]);
        let known = spellings.entry(slug.clone()).or_default();
        if !known.iter().any(|(other, _)| other == name || plain(other) == plain(name)) {
            if let Some((other, earlier)) = known.first() {
                diagnostics.push(first.same_address(&slug, other, earlier));
            }
            known.push((name.to_owned(), first.page.source.clone()));
        }
        let next = lists.len();
        let (_, list) = terms.entry(slug).or_insert_with_key(|slug| {
            let url = UrlPath::new(&format!("/{}/{slug}/", declared.name));
            let (name, slug) = (name.to_owned(), slug.clone());
            (Term { name, slug, url, pages: Vec::new() }, next)
        });
        if *list == next {
            lists.push(Vec::new());
        }
        lists[*list].extend(ids);
        seen.insert(name, *list);
    }
    let whole = |(term, list): (Term, usize)| Term { pages: mem::take(&mut lists[list]), ..term };
    let mut terms: Vec<Term> = terms.into_values().map(whole).collect();
    terms.par_iter_mut().for_each(|term| {
        // A page may have two spellings of it, or one twice.
        term.pages.sort_unstable();
        term.pages.dedup();
        order::sort(&mut term.pages, pages, SortBy::Date);
    });
    let url = UrlPath::new(&join("", &format!("{}/", declared.name)));
    Diagnosed::new(Taxonomy { url, declared: declared.clone(), terms }, diagnostics)
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
