//! Parsed pages become a [`Site`]: the single-threaded fold between parsing and rendering.

use super::address::{self, Addresses};
use super::{
    Asset, Hidden, Page, PageId, PagesBySource, ParsedPage, Publishing, Section, SectionId, Site,
    Unpublished, citations, id_of, links, order, taxonomies,
};
use crate::config::Config;
use crate::diagnostics::{Diagnosed, Diagnostic, codes};
use crate::front_matter::{Cascade, Matter, SortBy};
use crate::inventory::{Inventory, PageKind};
use crate::markdown::Body;
use crate::source::{Snapshot, SourcePath};
use crate::trust::Bibliography;
use std::collections::{BTreeMap, HashMap, HashSet};

const ROOT: &str = "content";

/// Puts every page in its place and finds out where links lead.
pub fn assemble(
    snapshot: &Snapshot,
    inventory: &Inventory,
    parsed: Vec<ParsedPage>,
    config: &Config,
    bibliography: &Bibliography,
    publishing: Publishing,
) -> Diagnosed<Site> {
    let mut diagnostics = Vec::new();
    folders(&parsed, &mut diagnostics);
    let parsed = with_root(parsed, config);
    let (published, hidden) = select(cascade(parsed), publishing);
    let addresses = Addresses::new(&published);
    let assets = assets(&addresses, inventory, &hidden, &mut diagnostics);
    let mut outs = Vec::with_capacity(published.len());
    for page in &published {
        match addresses.page(page) {
            Ok(out) => outs.push(Some(out)),
            Err(diagnostic) => {
                diagnostics.push(diagnostic);
                outs.push(None);
            }
        }
    }
    let mut pages: Vec<Page> = published
        .into_iter()
        .zip(outs)
        .filter_map(|(page, out)| Some(place(page, out?, inventory, config)))
        .collect();
    let sections = sections(&mut pages, config);
    let taxonomies = taxonomies::collect(&config.taxonomies, &mut pages, &mut diagnostics);
    templates(&mut pages, &sections, inventory, snapshot, &mut diagnostics);

    let by_source: PagesBySource =
        pages.iter().enumerate().map(|(at, page)| (page.source.clone(), id_of(at))).collect();
    let book = links::Book::new(snapshot, &pages, &by_source, &hidden, &assets);
    let links = links::resolve_all(&pages, &book).into_value(&mut diagnostics);
    let citations = citations::resolve_all(&pages, bibliography).into_value(&mut diagnostics);
    let site = Site {
        config: config.clone(),
        pages,
        sections,
        taxonomies,
        assets,
        hidden: hidden.into_values().collect(),
        links,
        citations,
    };
    Diagnosed::new(site, diagnostics)
}

/// Reports folders that are two things at once.
fn folders(parsed: &[ParsedPage], diagnostics: &mut Vec<Diagnostic>) {
    let of_kind = |kind| -> BTreeMap<&str, &SourcePath> {
        parsed.iter().filter(|p| p.kind == kind).map(|p| (p.path.folder(), &p.path)).collect()
    };
    let (sections, bundles) = (of_kind(PageKind::Section), of_kind(PageKind::Bundle));
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
}

/// A folder and those above it, nearest first: `content/a/b`, `content/a`, `content`.
fn folders_above(folder: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folder), |f| f.rsplit_once('/').map(|(above, _)| above))
}

/// Adds a home page if there is none, so that the root is always a section.
fn with_root(mut parsed: Vec<ParsedPage>, config: &Config) -> Vec<ParsedPage> {
    let path = SourcePath::new("content/_index.md").expect("it is a plain relative path");
    if !parsed.iter().any(|page| page.path == path) {
        parsed.push(ParsedPage {
            path,
            kind: PageKind::Section,
            matter: Matter { title: Some(config.title.clone()), ..Matter::default() },
            body: Body::default(),
        });
    }
    parsed.sort_by(|a, b| a.path.cmp(&b.path));
    parsed
}

/// Fills in what sections cascade, the nearest section first.
fn cascade(mut parsed: Vec<ParsedPage>) -> Vec<ParsedPage> {
    let cascades: HashMap<String, Cascade> = parsed
        .iter()
        .filter(|p| p.kind == PageKind::Section && p.matter.section.cascade != Cascade::default())
        .map(|p| (p.path.folder().to_owned(), p.matter.section.cascade.clone()))
        .collect();
    if cascades.is_empty() {
        return parsed;
    }
    for page in &mut parsed {
        // A section's cascade is for what is in it, not for itself.
        let skip = usize::from(page.kind == PageKind::Section);
        for folder in folders_above(page.path.folder()).skip(skip) {
            if let Some(cascade) = cascades.get(folder) {
                inherit(&mut page.matter, cascade);
            }
        }
    }
    parsed
}

fn inherit(matter: &mut Matter, cascade: &Cascade) {
    matter.draft = matter.draft.or(cascade.draft);
    matter.publish_date = matter.publish_date.or(cascade.publish_date);
    matter.expiry_date = matter.expiry_date.or(cascade.expiry_date);
    matter.template = matter.template.take().or_else(|| cascade.template.clone());
    for (name, terms) in &cascade.taxonomies {
        matter.taxonomies.entry(name.clone()).or_insert_with(|| terms.clone());
    }
    for (key, value) in &cascade.extra {
        if !matter.extra.iter().any(|(known, _)| known == key) {
            matter.extra.push((key.clone(), value.clone()));
        }
    }
}

/// Parts what is published from what is not. What lies in a hidden section or bundle is hidden.
fn select(
    parsed: Vec<ParsedPage>,
    publishing: Publishing,
) -> (Vec<ParsedPage>, BTreeMap<SourcePath, Hidden>) {
    let folders: HashMap<String, Unpublished> = parsed
        .iter()
        .filter(|page| page.kind == PageKind::Section)
        .filter_map(|page| Some((page.path.folder().to_owned(), why(&page.matter, publishing)?)))
        .collect();
    let mut published = Vec::with_capacity(parsed.len());
    let mut hidden = BTreeMap::new();
    for page in parsed {
        let reason = why(&page.matter, publishing).or_else(|| {
            folders_above(page.path.folder()).find_map(|folder| folders.get(folder).copied())
        });
        match reason {
            // The home page is the site; a draft of it is a mistake we cannot guess the meaning of.
            Some(why) if page.path.as_str() != "content/_index.md" => {
                let title = page.matter.title.clone().unwrap_or_default();
                hidden.insert(page.path.clone(), Hidden { source: page.path, title, why });
            }
            _ => published.push(page),
        }
    }
    (published, hidden)
}

fn why(matter: &Matter, publishing: Publishing) -> Option<Unpublished> {
    if matter.draft == Some(true) && !publishing.drafts {
        return Some(Unpublished::Draft);
    }
    if let Some(day) = matter.publish_date.filter(|&day| day > publishing.now)
        && !publishing.future
    {
        return Some(Unpublished::Future(day));
    }
    if let Some(day) = matter.expiry_date.filter(|&day| day <= publishing.now)
        && !publishing.expired
    {
        return Some(Unpublished::Expired(day));
    }
    None
}

fn place(
    parsed: ParsedPage,
    out: crate::source::OutPath,
    _inventory: &Inventory,
    config: &Config,
) -> Page {
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

/// Makes the sections and ties pages to them.
fn sections(pages: &mut [Page], config: &Config) -> Vec<Section> {
    let mut by_folder: HashMap<String, SectionId> = HashMap::new();
    let mut sections: Vec<Section> = Vec::new();
    // Pages are in order of path and `_` sorts before small letters, but not before digits and
    // capitals, so folders are found first, the shortest before those in it.
    let mut own: Vec<PageId> = (0..pages.len())
        .filter(|&at| pages[at].kind == PageKind::Section)
        .map(id_of)
        .collect();
    own.sort_by_key(|id| {
        let folder = pages[id.0 as usize].source.folder();
        (folder.matches('/').count(), folder.to_owned())
    });
    for id in own {
        let page = &mut pages[id.0 as usize];
        let folder = page.source.folder().to_owned();
        let parent = folders_above(&folder).skip(1).find_map(|f| by_folder.get(f).copied());
        let section_id = SectionId(u32::try_from(sections.len()).expect("as many as pages at most"));
        page.section = parent;
        page.own_section = Some(section_id);
        sections.push(Section {
            page: id,
            folder: folder.clone(),
            parent,
            pages: Vec::new(),
            subsections: Vec::new(),
            paginate_by: page.matter.section.paginate_by.unwrap_or(config.paginate_by),
            feed: page.matter.section.feed.unwrap_or(true),
        });
        if let Some(parent) = parent {
            sections[parent.0 as usize].subsections.push(section_id);
        }
        by_folder.insert(folder, section_id);
    }
    for (at, page) in pages.iter_mut().enumerate() {
        if page.kind == PageKind::Section {
            continue;
        }
        // A bundle's own folder is not a section, so looking there is harmless.
        let section = folders_above(page.source.folder())
            .find_map(|folder| by_folder.get(folder).copied())
            .unwrap_or(SectionId(0));
        page.section = Some(section);
        sections[section.0 as usize].pages.push(id_of(at));
    }
    arrange(pages, &mut sections);
    sections
}

/// Orders pages and subsections and links neighbours.
fn arrange(pages: &mut [Page], sections: &mut [Section]) {
    let own: Vec<PageId> = sections.iter().map(|section| section.page).collect();
    for section in sections {
        let by = pages[section.page.0 as usize].matter.section.sort_by.unwrap_or_default();
        order::sort(&mut section.pages, pages, by);
        for pair in section.pages.windows(2) {
            pages[pair[0].0 as usize].next = Some(pair[1]);
            pages[pair[1].0 as usize].prev = Some(pair[0]);
        }
        let mut subsections: Vec<PageId> =
            section.subsections.iter().map(|id| own[id.0 as usize]).collect();
        order::sort(&mut subsections, pages, SortBy::Weight);
        section.subsections = subsections
            .iter()
            .filter_map(|page| pages[page.0 as usize].own_section)
            .collect();
    }
}

/// Chooses each page's template and reports names the theme does not have.
fn templates(
    pages: &mut [Page],
    sections: &[Section],
    inventory: &Inventory,
    snapshot: &Snapshot,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let usual: Vec<Option<String>> = sections
        .iter()
        .map(|s| pages[s.page.0 as usize].matter.section.page_template.clone())
        .collect();
    for page in pages {
        let inherited = || page.section.and_then(|id| usual[id.0 as usize].clone());
        let wanted = match page.kind {
            PageKind::Section => page.matter.template.clone(),
            PageKind::Page | PageKind::Bundle => page.matter.template.clone().or_else(inherited),
        };
        let fallback = match (page.kind, page.section) {
            (PageKind::Section, None) => "home.html",
            (PageKind::Section, Some(_)) => "section.html",
            _ => "page.html",
        };
        let wanted = wanted.unwrap_or_else(|| fallback.to_owned());
        page.template = inventory.theme.template(&wanted).unwrap_or_else(|| {
            // A missing `page.html` is the theme's mistake and is reported once, with the templates.
            if wanted != fallback {
                diagnostics.push(unknown_template(page, &wanted, inventory, snapshot));
            }
            inventory.theme.template(fallback).unwrap_or_default()
        });
    }
}

fn unknown_template(
    page: &Page,
    wanted: &str,
    inventory: &Inventory,
    snapshot: &Snapshot,
) -> Diagnostic {
    let names: HashSet<&str> = inventory
        .theme
        .templates
        .keys()
        .map(|name| name.strip_prefix("default/").unwrap_or(name))
        .collect();
    let mut names: Vec<&str> = names.into_iter().collect();
    names.sort_unstable();
    let message = format!("the theme has no template `{wanted}`");
    let diagnostic = Diagnostic::new(&codes::site::UNKNOWN_TEMPLATE, message);
    let diagnostic = match snapshot.text(&page.source) {
        Some(source) => {
            let span =
                crate::front_matter::span_of(&source, &[crate::yaml::Step::Key("template")]);
            diagnostic.at(&page.source, span)
        }
        None => diagnostic.in_file(&page.source),
    };
    diagnostic.did_you_mean(wanted, names)
}

/// Files to copy, without those that lie in the folder of a hidden page or section.
fn assets(
    addresses: &Addresses<'_>,
    inventory: &Inventory,
    hidden: &BTreeMap<SourcePath, Hidden>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Asset> {
    let hidden_folders: HashSet<&str> = hidden
        .keys()
        .filter(|path| matches!(path.file_name(), "index.md" | "_index.md"))
        .map(SourcePath::folder)
        .collect();
    let mut assets = Vec::with_capacity(inventory.assets.len());
    for path in &inventory.assets {
        if folders_above(path.folder()).any(|folder| folder != ROOT && hidden_folders.contains(folder)) {
            continue;
        }
        match addresses.asset(path) {
            Ok(out) => assets.push(Asset { source: path.clone(), out }),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    assets
}

/// The files that aliases of a page stand for, with the alias as written.
pub(crate) fn aliases(page: &Page) -> Vec<(usize, &str, Result<crate::source::OutPath, String>)> {
    page.matter
        .aliases
        .iter()
        .enumerate()
        .map(|(at, text)| (at, text.as_str(), address::alias(text)))
        .collect()
}
