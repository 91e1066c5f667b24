//! Parsed pages become a [`Site`]: the single-threaded fold between parsing and rendering.

use super::address::{self, Addresses};
use super::book::Book;
use super::{
    Asset, Hidden, Page, PagesBySource, ParsedPage, Publishing, Site, Statement, citations,
    folders_above, glossary, id_of, index, links, publishing, reviews, sections, sources,
    taxonomies, templates,
};
use crate::config::Config;
use crate::diagnostics::{Diagnosed, Diagnostic, codes};
use crate::drawings::Drawings;
use crate::front_matter::Matter;
use crate::inventory::{Inventory, PageKind};
use crate::source::{OutPath, Snapshot, SourcePath};
use crate::trust::Trust;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashSet};

const ROOT: &str = "content";

/// Puts every page in its place and finds out where links lead.
pub fn assemble(
    snapshot: &Snapshot,
    inventory: &Inventory,
    parsed: Vec<ParsedPage>,
    config: &Config,
    (trust, drawings): (Trust, Drawings),
    publishing: Publishing,
) -> Diagnosed<Site> {
    let mut diagnostics = Vec::new();
    diagnostics.extend(inventory.misnamed.iter().map(|(path, ending)| misnamed(path, ending)));
    let parsed = folders(parsed, &mut diagnostics);
    diagnostics.extend(templates::check(&parsed, inventory, snapshot));
    let parsed = with_root(parsed, config);
    let (published, hidden) =
        publishing::select(publishing::cascade(parsed), publishing, &mut diagnostics);
    let addresses = Addresses::new(&published);
    let mut problems = Vec::new();
    let outs: Vec<Result<OutPath, address::Problem>> =
        published.par_iter().with_min_len(64).map(|page| addresses.page(page)).collect();
    let outs: Vec<Option<OutPath>> =
        outs.into_iter().map(|out| out.map_err(|problem| problems.push(problem)).ok()).collect();
    let assets = assets(&addresses, inventory, &hidden, &mut problems);
    diagnostics.extend(address::report(problems));
    let files = published.iter().map(|page| &page.path);
    diagnostics.extend(addresses.merged(files.chain(assets.iter().map(|asset| &asset.source))));
    let placed: Vec<Option<Page>> = published
        .into_par_iter()
        .zip(outs)
        .with_min_len(64)
        .map(|(page, out)| Some(place(page, out?, config)))
        .collect();
    let mut pages: Vec<Page> = placed.into_iter().flatten().collect();
    let sections = sections::collect(&mut pages, config);
    let (taxonomies, by_source): (_, PagesBySource) = rayon::join(
        || taxonomies::collect(&config.taxonomies, &pages, snapshot),
        || pages.iter().enumerate().map(|(at, page)| (page.source.clone(), id_of(at))).collect(),
    );
    let taxonomies = taxonomies.into_value(&mut diagnostics);
    taxonomies::tell(&taxonomies, &mut pages);
    templates::choose(&mut pages, &sections, inventory);
    let book = Book::new(snapshot, &pages, &by_source, &hidden, &assets, (&trust, &drawings));
    let links = links::resolve_all(&pages, &book).into_value(&mut diagnostics);
    let ((citations, sources), (reviews, glossary)) = rayon::join(
        || {
            let mut found = Vec::new();
            let citations =
                citations::resolve_all(&pages, &links, &trust, snapshot).into_value(&mut found);
            let sources =
                sources::collect(&pages, &citations, &trust, config, snapshot, publishing);
            (Diagnosed::new(citations, found), sources)
        },
        || {
            let people = &trust.people;
            let reviews =
                reviews::resolve_all(&pages, &links, snapshot, config, people, publishing);
            (reviews, glossary::resolve(&pages, &sections, &links, &trust.glossary))
        },
    );
    let citations = citations.into_value(&mut diagnostics);
    let sources = sources.into_value(&mut diagnostics);
    let reviews = reviews.into_value(&mut diagnostics);
    let glossary = glossary.into_value(&mut diagnostics);
    let index = index::collect(&pages, &links, &taxonomies, glossary.page, &trust.glossary);
    let site = Site {
        config: config.clone(),
        is_health: pages.par_iter().any(Page::is_health),
        pages,
        sections,
        taxonomies,
        assets,
        hidden: hidden.into_values().collect(),
        links,
        citations,
        sources,
        reviews,
        glossary,
        index,
        trust,
        drawings,
        statement: Statement::default(),
    };
    Diagnosed::new(site, diagnostics)
}

fn misnamed(path: &SourcePath, ending: &str) -> Diagnostic {
    let what = if ending == ".md" { "pages" } else { "questionnaires" };
    let stem = path.file_name().split('.').next().filter(|stem| !stem.is_empty());
    let stem = stem.unwrap_or("page");
    Diagnostic::new(&codes::site::WRONG_ENDING, format!("the names of {what} end in `{ending}`"))
        .in_file(path)
        .help(format!("rename the file, such as to `{stem}{ending}`"))
}

/// Reports folders that are two things at once. Of two indexes the section's stays, so that the
/// address they share is not reported as well.
fn folders(parsed: Vec<ParsedPage>, diagnostics: &mut Vec<Diagnostic>) -> Vec<ParsedPage> {
    let of_kind = |kind| -> BTreeMap<&str, &SourcePath> {
        parsed.iter().filter(|p| p.kind == kind).map(|p| (p.path.folder(), &p.path)).collect()
    };
    let bundles = of_kind(PageKind::Bundle);
    if bundles.is_empty() {
        return parsed;
    }
    let sections = of_kind(PageKind::Section);
    for (folder, bundle) in &bundles {
        if let Some(section) = sections.get(folder) {
            diagnostics.push(
                Diagnostic::new(
                    &codes::site::TWO_INDEXES,
                    format!("the folder `{folder}` has both `_index.md` and `index.md`"),
                )
                .in_file(section)
                .also(bundle, None, "the other one")
                .help("keep `_index.md` for a section, `index.md` for a page with its own files"),
            );
        }
    }
    for page in parsed.iter().filter(|p| p.kind != PageKind::Bundle) {
        let inside = folders_above(page.path.folder()).find_map(|folder| bundles.get(folder));
        let Some(bundle) = inside else { continue };
        // The folder that is both has been reported already.
        if sections.contains_key(bundle.folder()) {
            continue;
        }
        diagnostics.push(
            Diagnostic::new(
                &codes::site::ORPHAN_IN_BUNDLE,
                format!("`{}` lies inside the folder of the page `{bundle}`", page.path),
            )
            .in_file(&page.path)
            .also(bundle, None, "this makes the folder one page")
            .help("move it out of the folder, or rename `index.md` to `_index.md`"),
        );
    }
    let both: HashSet<String> = bundles
        .keys()
        .filter(|folder| sections.contains_key(*folder))
        .map(|folder| (*folder).to_owned())
        .collect();
    let is_extra =
        |page: &ParsedPage| page.kind == PageKind::Bundle && both.contains(page.path.folder());
    parsed.into_iter().filter(|page| !is_extra(page)).collect()
}

/// Adds a home page if there is none, so that the root is always a section.
fn with_root(mut parsed: Vec<ParsedPage>, config: &Config) -> Vec<ParsedPage> {
    let path = SourcePath::new("content/_index.md").expect("it is a plain relative path");
    if !parsed.iter().any(|page| page.path == path) {
        parsed.push(ParsedPage {
            path,
            kind: PageKind::Section,
            matter: Box::new(Matter { title: Some(config.title.clone()), ..Matter::default() }),
            body: Box::default(),
        });
    }
    parsed.sort_by(|a, b| a.path.cmp(&b.path));
    parsed
}

fn place(parsed: ParsedPage, out: OutPath, config: &Config) -> Page {
    let title = match &parsed.matter.title {
        Some(title) => title.clone(),
        None if parsed.path.as_str() == "content/_index.md" => config.title.clone(),
        None => words(parsed.path.folder().rsplit('/').next().unwrap_or_default()),
    };
    Page {
        source: parsed.path,
        kind: parsed.kind,
        title,
        matter: parsed.matter,
        body: parsed.body,
        url: out.url(),
        out,
        section: None,
        own_section: None,
        prev: None,
        next: None,
        terms: Vec::new(),
        template: String::new(),
    }
}

/// A folder's name as words: `working-together` is `Working together`.
fn words(name: &str) -> String {
    let mut words = name.replace(['-', '_'], " ");
    if let Some(first) = words.get_mut(0..1) {
        first.make_ascii_uppercase();
    }
    words
}

/// Files to copy, without those that lie in the folder of a hidden page or section.
fn assets(
    addresses: &Addresses<'_>,
    inventory: &Inventory,
    hidden: &BTreeMap<SourcePath, Hidden>,
    problems: &mut Vec<address::Problem>,
) -> Vec<Asset> {
    let hidden_folders: HashSet<&str> = hidden
        .keys()
        .filter(|path| matches!(path.file_name(), "index.md" | "_index.md"))
        .map(SourcePath::folder)
        .collect();
    let mut assets = Vec::with_capacity(inventory.assets.len());
    for path in &inventory.assets {
        if folders_above(path.folder())
            .any(|folder| folder != ROOT && hidden_folders.contains(folder))
        {
            continue;
        }
        match addresses.asset(path) {
            Ok(out) => assets.push(Asset { source: path.clone(), out }),
            Err(problem) => problems.push(problem),
        }
    }
    assets
}

/// The files that aliases of a page stand for, with the alias as written.
pub(crate) fn aliases(page: &Page) -> Vec<(usize, &str, Result<OutPath, String>)> {
    page.matter
        .aliases
        .iter()
        .enumerate()
        .map(|(at, text)| (at, text.as_str(), address::alias(text)))
        .collect()
}
