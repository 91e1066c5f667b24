//! Every file that will exist, and why.
//!
//! In: the [`Site`], the theme's files and the stylesheets. Out: a [`Plan`], and everything
//! that collides. What is in the files is left to `view`, `outputs` and `render`.

mod collisions;
mod feeds;
mod twins;

use crate::diagnostics::{Diagnosed, Diagnostic, codes};
use crate::front_matter;
use crate::inventory::Theme;
use crate::site::{Page, PageId, PageLinks, SectionId, Site, Target, aliases};
use crate::source::{OutPath, Snapshot, SourcePath, Span, UrlPath};
use crate::style::Stylesheets;
use crate::yaml::Step;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::collections::HashSet;

/// One future file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Where it goes.
    pub path: OutPath,
    /// What it is.
    pub kind: OutputKind,
}

/// What an output is, with the ids it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutputKind {
    /// A page.
    Page(PageId),
    /// One page of a section's list; the number counts from 1.
    Section(SectionId, u32),
    /// The list of a taxonomy's terms.
    Taxonomy(usize),
    /// One page of a term's list.
    Term(usize, usize, u32),
    /// A feed.
    Feed(Scope, FeedFormat),
    /// One part of the sitemap, from 0; or the index of the parts.
    Sitemap(SitemapPart),
    /// `robots.txt`.
    Robots,
    /// `404.html`.
    NotFound,
    /// A page that sends browsers on.
    Redirect(UrlPath),
    /// `_redirects`, for hosts that read it.
    RedirectsFile,
    /// `_headers`, for hosts that read it.
    HeadersFile,
    /// The stylesheet of a kind of page.
    Stylesheet(String),
    /// A copied file.
    Asset(SourcePath),
}

/// What a feed is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// The whole site.
    Site,
    /// A section and what is below it.
    Section(SectionId),
    /// A term: taxonomy and term.
    Term(usize, usize),
}

/// Which format a feed has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedFormat {
    /// `feed.xml`.
    Atom,
    /// `feed.json`.
    Json,
}

/// A file of the sitemap. One file holds at most 50,000 addresses
/// (<https://www.sitemaps.org/protocol.html>).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SitemapPart {
    /// `sitemap.xml` with everything.
    Whole,
    /// `sitemap.xml` that names the parts.
    Index(usize),
    /// `sitemap-N.xml`, from 1.
    Part(usize),
}

/// Most addresses in one sitemap file.
pub const SITEMAP_LIMIT: usize = 50_000;

/// Everything that will be written, by path.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// By path.
    pub outputs: Vec<Output>,
    /// Old addresses and where they lead now, by old address.
    pub redirects: Vec<(UrlPath, UrlPath)>,
    /// What has feeds, and the pages each of them is about.
    feeds: FxHashMap<Scope, Vec<PageId>>,
}

impl Plan {
    /// The output at a path.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<&Output> {
        let at = self.outputs.binary_search_by(|o| o.path.as_str().cmp(path)).ok()?;
        Some(&self.outputs[at])
    }

    /// Reports those of the paths written in a file that no output has.
    #[must_use]
    pub fn lead_nowhere(&self, file: &SourcePath, paths: &[(String, Span)]) -> Vec<Diagnostic> {
        let leads = |path: &str| {
            let path = path.split(['#', '?']).next().unwrap_or_default().trim_start_matches('/');
            let folder = path.trim_end_matches('/');
            let index = if folder.is_empty() { "" } else { "/" };
            self.find(path).is_some() || self.find(&format!("{folder}{index}index.html")).is_some()
        };
        let lost = paths.iter().filter(|(path, _)| !leads(path));
        lost.map(|(path, span)| {
            Diagnostic::new(&codes::links::BROKEN, format!("nothing has the address `{path}`"))
                .at(file, *span)
                .help("write the address of a page, such as `/urgent-help/`, or leave it out")
        })
        .collect()
    }

    /// Whether there are feeds about something.
    #[must_use]
    pub fn has_feed(&self, scope: Scope) -> bool {
        self.feeds.contains_key(&scope)
    }

    /// The dated pages that a feed is about, newest change first, at most as many as the site allows.
    #[must_use]
    pub fn feed(&self, scope: Scope) -> &[PageId] {
        self.feeds.get(&scope).map_or(&[], Vec::as_slice)
    }
}

/// Lists every output.
pub fn plan(
    site: &Site,
    snapshot: &Snapshot,
    theme: &Theme,
    stylesheets: &Stylesheets,
) -> Diagnosed<Plan> {
    let mut diagnostics = Vec::new();
    let mut planner = Planner { site, plan: Plan::default(), origins: Vec::new() };
    planner.pages();
    planner.lists();
    planner.feeds();
    planner.copies(theme);
    planner.redirects(snapshot, &mut diagnostics);
    planner.generated(stylesheets);
    let Planner { mut plan, origins, .. } = planner;
    let keep = collisions::check(&plan.outputs, &origins, &mut diagnostics);
    let mut keep = keep.into_iter();
    plan.outputs.retain(|_| keep.next().unwrap_or(false));
    plan.outputs.par_sort_by(|a, b| a.path.cmp(&b.path));
    plan.redirects.sort();
    diagnostics.extend(addresses(site, &plan));
    Diagnosed::new(plan, diagnostics)
}

/// What an author's own file is called in messages.
const A_FILE: &str = "a file";

/// Where an output comes from, for messages.
#[derive(Debug, Clone)]
pub(crate) struct Origin {
    path: Option<SourcePath>,
    span: Option<Span>,
    what: Cow<'static, str>,
}

struct Planner<'a> {
    site: &'a Site,
    plan: Plan,
    origins: Vec<Origin>,
}

impl Planner<'_> {
    fn push(&mut self, path: OutPath, kind: OutputKind, origin: Origin) {
        self.plan.outputs.push(Output { path, kind });
        self.origins.push(origin);
    }

    fn made(&mut self, path: &str, kind: OutputKind, what: impl Into<Cow<'static, str>>) {
        let path = OutPath::new(path).expect("generated paths are made of slugs and plain names");
        self.push(path, kind, Origin { path: None, span: None, what: what.into() });
    }

    fn pages(&mut self) {
        let site = self.site;
        for (id, page) in site.ids() {
            let origin =
                Origin { path: Some(page.source.clone()), span: None, what: "a page".into() };
            match page.own_section {
                None => self.push(page.out.clone(), OutputKind::Page(id), origin),
                Some(section_id) => {
                    let section = site.section(section_id);
                    for n in 1..=pagers(section.pages.len(), section.paginate_by) {
                        let path = pager_path(&page.url, n);
                        let path = OutPath::new(&path).expect("it extends a path that was checked");
                        self.push(path, OutputKind::Section(section_id, n), origin.clone());
                    }
                }
            }
        }
    }

    fn lists(&mut self) {
        let site = self.site;
        for (t, taxonomy) in site.taxonomies.iter().enumerate() {
            let name = &taxonomy.declared.name;
            if taxonomy.terms.is_empty() {
                continue;
            }
            let what = format!("the list of `{name}`");
            self.made(&pager_path(&taxonomy.url, 1), OutputKind::Taxonomy(t), what);
            for (k, term) in taxonomy.terms.iter().enumerate() {
                for n in 1..=pagers(term.pages.len(), taxonomy.declared.paginate_by) {
                    let what = format!("the list of `{}` in `{name}`", term.name);
                    self.made(&pager_path(&term.url, n), OutputKind::Term(t, k, n), what);
                }
            }
        }
    }

    fn feeds(&mut self) {
        let site = self.site;
        let mut scopes = Vec::new();
        // The root's feed is the site's.
        if site.sections.first().is_some_and(|root| root.feed) {
            scopes.push(Scope::Site);
        }
        for at in 1..site.sections.len() {
            if site.sections[at].feed {
                scopes.push(Scope::Section(SectionId(u32::try_from(at).unwrap_or(u32::MAX))));
            }
        }
        for (t, taxonomy) in site.taxonomies.iter().enumerate() {
            if taxonomy.declared.feed {
                scopes.extend((0..taxonomy.terms.len()).map(|k| Scope::Term(t, k)));
            }
        }
        for (scope, pages) in feeds::pages(site, scopes) {
            // An Atom feed must say when it was last updated, and the clock may not.
            if pages.is_empty() {
                continue;
            }
            let folder = scope_url(site, scope);
            let base = folder.as_str().trim_start_matches('/');
            for (name, format) in [("feed.xml", FeedFormat::Atom), ("feed.json", FeedFormat::Json)]
            {
                let kind = OutputKind::Feed(scope, format);
                self.made(&format!("{base}{name}"), kind, format!("the feed of `{folder}`"));
            }
            self.plan.feeds.insert(scope, pages);
        }
    }

    fn copies(&mut self, theme: &Theme) {
        let site = self.site;
        let own: HashSet<&OutPath> = site.assets.iter().map(|asset| &asset.out).collect();
        for asset in &site.assets {
            let kind = OutputKind::Asset(asset.source.clone());
            let origin =
                Origin { path: Some(asset.source.clone()), span: None, what: A_FILE.into() };
            self.push(asset.out.clone(), kind, origin);
        }
        for (name, source) in &theme.statics {
            // A file in `content/` is nearer to the author than one of the theme.
            if let Ok(path) = OutPath::new(name)
                && !own.contains(&path)
            {
                let kind = OutputKind::Asset(source.clone());
                let what = "a file of the theme".into();
                self.push(path, kind, Origin { path: Some(source.clone()), span: None, what });
            }
        }
    }

    fn redirects(&mut self, snapshot: &Snapshot, diagnostics: &mut Vec<Diagnostic>) {
        let site = self.site;
        let pages = site.pages.par_iter().with_min_len(256);
        let moved: Vec<&Page> = pages.filter(|page| !page.matter.aliases.is_empty()).collect();
        for page in moved {
            for (at, written, out) in aliases(page) {
                let span = snapshot.text(&page.source).map(|source| {
                    front_matter::span_of(&source, &[Step::Key("aliases"), Step::Index(at)])
                });
                match out {
                    Ok(out) => {
                        self.plan.redirects.push((out.url(), page.url.clone()));
                        let what = format!("the alias `{written}`").into();
                        let origin = Origin { path: Some(page.source.clone()), span, what };
                        self.push(out, OutputKind::Redirect(page.url.clone()), origin);
                    }
                    Err(message) => diagnostics.push(
                        Diagnostic::new(&codes::site::BAD_ALIAS, message)
                            .at(&page.source, span.unwrap_or_default())
                            .help("write the old address as it was, such as `/old-name/`"),
                    ),
                }
            }
        }
    }

    fn generated(&mut self, stylesheets: &Stylesheets) {
        let parts = sitemap_pages(self.site).div_ceil(SITEMAP_LIMIT);
        if parts <= 1 {
            self.made("sitemap.xml", OutputKind::Sitemap(SitemapPart::Whole), "the sitemap");
        } else {
            let index = OutputKind::Sitemap(SitemapPart::Index(parts));
            self.made("sitemap.xml", index, "the sitemap");
            for n in 1..=parts {
                let kind = OutputKind::Sitemap(SitemapPart::Part(n));
                self.made(&format!("sitemap-{n}.xml"), kind, "the sitemap");
            }
        }
        for (kind, sheet) in stylesheets {
            let output = OutputKind::Stylesheet(kind.clone());
            self.made(sheet.out.as_str(), output, "the stylesheet");
        }
        self.made("404.html", OutputKind::NotFound, "the page for wrong addresses");
        if !self.plan.redirects.is_empty() {
            self.made("_redirects", OutputKind::RedirectsFile, "the list of redirects");
        }
        // Authors may bring their own of these.
        for (name, kind) in
            [("robots.txt", OutputKind::Robots), ("_headers", OutputKind::HeadersFile)]
        {
            if !self.site.assets.iter().any(|asset| asset.out.as_str() == name) {
                self.made(name, kind, name);
            }
        }
    }
}

/// How many list pages `count` items need.
fn pagers(count: usize, by: u32) -> u32 {
    if by == 0 { 1 } else { u32::try_from(count).unwrap_or(u32::MAX).div_ceil(by).max(1) }
}

/// The address of page `n` of a list: the list's own, then `page/2/`.
#[must_use]
pub fn pager_url(list: &UrlPath, n: u32) -> UrlPath {
    if n <= 1 { list.clone() } else { UrlPath::new(&format!("{list}page/{n}/")) }
}

fn pager_path(list: &UrlPath, n: u32) -> String {
    format!("{}index.html", pager_url(list, n).as_str().trim_start_matches('/'))
}

/// The part of a list that page `n` shows.
#[must_use]
pub fn pager_slice(pages: &[PageId], by: u32, n: u32) -> &[PageId] {
    if by == 0 {
        return pages;
    }
    let (by, n) = (by as usize, n.max(1) as usize);
    pages.chunks(by).nth(n - 1).unwrap_or_default()
}

/// The folder a feed lies in.
#[must_use]
pub fn scope_url(site: &Site, scope: Scope) -> UrlPath {
    match scope {
        Scope::Site => UrlPath::new("/"),
        Scope::Section(id) => site.page(site.section(id).page).url.clone(),
        Scope::Term(t, k) => site.taxonomies[t].terms[k].url.clone(),
    }
}

/// The day of a page's last change that matters to readers.
#[must_use]
pub fn changed(page: &Page) -> Option<jiff::civil::Date> {
    page.matter.updated.or(page.matter.date)
}

/// How many addresses the sitemap has.
fn sitemap_pages(site: &Site) -> usize {
    let lists: usize = site
        .taxonomies
        .iter()
        .filter(|taxonomy| !taxonomy.terms.is_empty())
        .map(|taxonomy| taxonomy.terms.len() + 1)
        .sum();
    site.pages.len() + lists
}

/// Reports links written as addresses that no output has.
fn addresses(site: &Site, plan: &Plan) -> Vec<Diagnostic> {
    let pages = site.pages.par_iter().zip(&site.links).with_min_len(256);
    let on_page = |(page, links): (&Page, &PageLinks)| {
        let written = page.body.links.iter().zip(&links.links);
        let lost = written.filter_map(|(link, target)| {
            let Target::Address(url, _) = target else { return None };
            Some(leads_nowhere(plan, url)?.at(&page.source, link.span))
        });
        lost.collect::<Vec<_>>()
    };
    pages.flat_map_iter(on_page).collect()
}

fn leads_nowhere(plan: &Plan, url: &UrlPath) -> Option<Diagnostic> {
    let path = url.as_str().trim_start_matches('/');
    let folder = format!("{}/", path.trim_end_matches('/'));
    let is_folder = plan.find(&format!("{folder}index.html")).is_some();
    if plan.find(path).is_some() || (is_folder && path.ends_with('/')) {
        return None;
    }
    let problem =
        Diagnostic::new(&codes::links::BROKEN, format!("nothing has the address `{url}`"));
    Some(if is_folder {
        problem.help(format!("write `/{folder}`"))
    } else {
        problem.help("link to a page by the path to its file, such as `../about.md`")
    })
}
