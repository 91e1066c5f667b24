//! The stages in order, with no logic of their own.
//!
//! In: a [`Snapshot`] and [`Options`]. Out: a [`Prepared`] site, of which each output can be
//! rendered alone, on any thread, on demand. `build`, `check` and `serve` all start here, so they
//! cannot disagree.

use crate::artifact::{Artifact, Content};
use crate::check::budget::Budget;
use crate::check::{Around, Flags};
use crate::config::{self, BaseUrl, Config};
use crate::diagnostics::{Diagnosed, Diagnostic, codes};
use crate::drawings::Drawings;
use crate::inventory::{self, Inventory};
use crate::markdown::Lexicon;
use crate::memory::{Basis, Recall, Record};
use crate::plan::{self, FeedFormat, Output, OutputKind, Plan, SitemapPart};
use crate::render::Templates;
use crate::site::{self, PageId, Publishing, Site};
use crate::source::{Entry, Snapshot, SourcePath, SourceText};
use crate::style::Stylesheets;
use crate::trust::{self, Trust};
use crate::{data, outputs, theme, urls, view, yaml};
use parse::{Asking, Parsed, Parser};
use rayon::prelude::*;
use std::sync::Arc;

mod checking;
mod parse;
mod recall;
mod styles;
mod templates;

/// What the command line and the clock decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Which pages are published.
    pub publishing: Publishing,
    /// Another address than the configured one.
    pub base_url: Option<BaseUrl>,
    /// The configuration's file name.
    pub config: SourcePath,
    /// What the site is for.
    pub purpose: Purpose,
}

/// What a site is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To be published.
    Publish,
    /// To be looked at on this machine: pages may load the script that reloads them.
    Preview,
}

/// A site of which everything is known and nothing is rendered.
pub struct Prepared {
    /// The site.
    pub site: Site,
    /// Every file that will exist.
    pub plan: Plan,
    snapshot: Snapshot,
    templates: Templates,
    summaries: view::Summaries,
    stylesheets: Stylesheets,
    config: SourcePath,
    /// How pages are parsed, for those of which not everything was remembered.
    parser: Parser,
    /// What everything depends on but for the texts of pages.
    basis: Basis,
    /// What there is to remember of each page.
    records: Vec<Record>,
    /// What rules said of each page in an earlier build; same order as the site's pages.
    told: Vec<Option<Vec<Diagnostic>>>,
    /// The keys of outputs, if the digests of the texts are known.
    keys: Option<view::Keys>,
}

/// Reads everything and decides everything.
pub fn prepare(snapshot: Snapshot, options: &Options) -> Diagnosed<Prepared> {
    prepare_with(snapshot, options, &Recall::default(), None)
}

/// The same; what `recall` knows is not done again. What comes out is the same too, but that of
/// recalled pages the text is missing, which [`Prepared::restore`] reads again.
///
/// With `flags`, the rules that they want and that look at pages one by one are asked of each page as
/// it is parsed, and the texts of pages are not held after that. Rules that survey the words of all
/// pages cannot be asked then.
pub fn prepare_with(
    mut snapshot: Snapshot,
    options: &Options,
    recall: &Recall,
    flags: Option<&Flags>,
) -> Diagnosed<Prepared> {
    let mut diagnostics = Vec::new();
    theme::lay_under(&mut snapshot);
    let (config, inventory) = configure(&snapshot, options, &mut diagnostics);
    let remembered = snapshot.text(&urls::path());
    diagnostics.extend(remembered.iter().flat_map(|source| urls::parse(source).diagnostics));
    let basis = recall::basis(recall.salt, &snapshot, options);
    let ((data, trust), recalled) = rayon::join(
        || {
            rayon::join(
                || gather(&snapshot, &inventory),
                || Trust::from_data(&snapshot, &config, options.publishing.now),
            )
        },
        || parse::recall(&inventory, recall, basis),
    );
    let data = data.into_value(&mut diagnostics);
    let trust = trust.into_value(&mut diagnostics);
    let drawings = Drawings::from_data(&snapshot).into_value(&mut diagnostics);
    let lexicon = Arc::new(lexicon(&trust));
    let languages = recall.languages.clone().unwrap_or_default();
    let mut parser = Parser::new(&config, &lexicon, languages);
    let checker = flags.and_then(|flags| checking::of_pages(&snapshot, options, &config, flags));
    let around = Around::new(&config, &trust);
    let asking = checker.as_ref().map(|checker| {
        let texts = recall::take_texts(&mut snapshot, &inventory, recall, &recalled);
        Asking { checker, around: &around, texts }
    });
    let parsed = parser.all(&snapshot, &inventory, recalled, recall, asking);
    let parsed = parsed.into_value(&mut diagnostics);
    parser.forget_languages();
    let mut pages = Vec::with_capacity(parsed.len());
    let mut rules = Vec::with_capacity(parsed.len());
    let mut records = Vec::with_capacity(parsed.len());
    let mut known = Vec::new();
    for Parsed { page, rules: of_page, record, findings } in parsed {
        known.extend(findings.map(|findings| (page.path.clone(), findings)));
        pages.push(page);
        rules.push(of_page);
        records.extend(record);
    }
    if pages.is_empty() {
        diagnostics.push(
            Diagnostic::new(&codes::site::NO_CONTENT, "there is no page in `content/`")
                .help("`goodfit new about.md` makes one"),
        );
    }
    let mut site = site::assemble(
        &snapshot,
        &inventory,
        pages,
        &config,
        (trust, drawings),
        options.publishing,
    )
    .into_value(&mut diagnostics);
    site.statement = checking::statement(&snapshot, &options.config, &config);
    if site.is_health {
        diagnostics.extend(config::unsettled(&config, &options.config));
    }
    let (planned, watched) = rayon::join(
        || {
            let mut found = Vec::new();
            let sheets = styles::sheets(&snapshot, &inventory, &site, &rules);
            let sheets = sheets.into_value(&mut found);
            let plan = plan::plan(&site, &snapshot, &inventory.theme, &sheets);
            let plan = plan.into_value(&mut found);
            Diagnosed::new((sheets, plan), found)
        },
        || site::watched(&site, &lexicon, &snapshot),
    );
    let (stylesheets, plan) = planned.into_value(&mut diagnostics);
    diagnostics.extend(plan.lead_nowhere(&options.config, &site.config.theme_paths));
    diagnostics.extend(site::help_link(&site, &options.config));
    diagnostics.extend(watched);
    diagnostics.extend(Budget::of(&snapshot).diagnostics);
    let summaries = view::Summaries::new(&site);
    let context = view::Context { site: &site, plan: &plan, summaries: &summaries };
    let shared = view::shared(&context, &stylesheets, &data, csp(options.purpose));
    let finds_pages = templates::find_pages(&snapshot, &inventory);
    let keys = || {
        let theme = recall::theme(&snapshot);
        let text = |page: &site::Page| recall.digest(&page.source);
        view::Keys::new(&context, basis, theme, &shared, finds_pages, text)
    };
    let (templates, keys) = rayon::join(
        || {
            templates::load(
                &snapshot,
                &inventory,
                &site,
                finds_pages,
                vec![("site", shared.clone())],
            )
        },
        || (!recall.seen.is_empty()).then(keys),
    );
    let templates = templates.into_value(&mut diagnostics);
    let told = in_order(&site, known);
    let config = options.config.clone();
    let mut prepared = Prepared {
        site,
        plan,
        snapshot,
        templates,
        summaries,
        stylesheets,
        config,
        parser,
        basis,
        records,
        told,
        keys,
    };
    // A page that was hidden when it was last parsed: rules have not looked at it yet.
    let untold: Vec<PageId> = prepared
        .site
        .ids()
        .filter(|(id, _)| prepared.told[id.0 as usize].is_none())
        .map(|(id, _)| id)
        .collect();
    diagnostics.extend(prepared.restore_pages(&untold));
    Diagnosed::new(prepared, diagnostics)
}

/// What is known of each page of the site. Both are in the order of paths.
fn in_order<T>(site: &Site, known: Vec<(SourcePath, T)>) -> Vec<Option<T>> {
    let mut known = known.into_iter().peekable();
    let of = |page: &site::Page| {
        while known.next_if(|(path, _)| *path < page.source).is_some() {}
        known.next_if(|(path, _)| *path == page.source).map(|(_, known)| known)
    };
    site.pages.iter().map(of).collect()
}

fn csp(purpose: Purpose) -> String {
    match purpose {
        Purpose::Publish => outputs::CSP.to_owned(),
        Purpose::Preview => format!("{}; script-src 'self'; connect-src 'self'", outputs::CSP),
    }
}

/// The configuration, with the settings of the theme; and what each file is, by the theme in use.
fn configure(
    snapshot: &Snapshot,
    options: &Options,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Config, Inventory) {
    let source = snapshot.text(&options.config);
    // A configuration that is there but cannot be read has been reported by the scan.
    if snapshot.get(&options.config).is_none() {
        diagnostics.push(config::no_file(&options.config));
    }
    let mut config = match &source {
        Some(source) => config::parse(source).into_value(diagnostics),
        None => Config::default(),
    };
    let source = source.unwrap_or_else(|| SourceText::new(options.config.clone(), ""));
    if let Some(base_url) = &options.base_url {
        config.base_url = base_url.clone();
    }
    let themes = inventory::themes(snapshot);
    if !themes.contains(&config.theme.as_str()) {
        diagnostics.push(config::no_theme(&config, &source, &themes));
        inventory::DEFAULT_THEME.clone_into(&mut config.theme);
    }
    let inventory = inventory::classify(snapshot, &config.theme);
    let declared = inventory.theme.settings.iter();
    let themes: Vec<SourceText> = declared.filter_map(|path| snapshot.text(path)).collect();
    let settings = config::theme_settings(&themes, &source).into_value(diagnostics);
    (config.theme_settings, config.theme_paths) = (settings.values, settings.paths);
    config.theme_contrast = settings.contrast;
    (config, inventory)
}

fn gather(snapshot: &Snapshot, inventory: &Inventory) -> Diagnosed<yaml::Map> {
    // What `trust` reads it also reports.
    let files = inventory.data.iter().filter(|path| !trust::PATHS.contains(&path.as_str()));
    let files: Vec<SourceText> = files.filter_map(|path| snapshot.text(path)).collect();
    data::collect(&files)
}

/// The phrases to look for in pages: terms of the glossary and watched words.
fn lexicon(trust: &Trust) -> Lexicon {
    trust.glossary.lexicon(trust.wording.phrases())
}

impl Prepared {
    /// Renders one output.
    ///
    /// # Errors
    /// If its template fails.
    pub fn render(&self, output: &Output) -> Result<Artifact, Box<Diagnostic>> {
        Ok(Artifact { path: output.path.clone(), content: self.content(output)? })
    }

    fn content(&self, output: &Output) -> Result<Content, Box<Diagnostic>> {
        let site = &self.site;
        let bytes = match &output.kind {
            OutputKind::Feed(scope, FeedFormat::Atom) => outputs::atom(site, &self.plan, *scope),
            OutputKind::Feed(scope, FeedFormat::Json) => outputs::json(site, &self.plan, *scope),
            OutputKind::Sitemap(SitemapPart::Whole) => outputs::sitemap_part(site, 1),
            OutputKind::Sitemap(SitemapPart::Part(n)) => outputs::sitemap_part(site, *n),
            OutputKind::Sitemap(SitemapPart::Index(parts)) => outputs::sitemap_index(site, *parts),
            OutputKind::Robots => outputs::robots(site),
            OutputKind::HeadersFile => outputs::headers(site, &self.stylesheets),
            OutputKind::RedirectsFile => outputs::redirects(site, &self.plan),
            OutputKind::Stylesheet(kind) => self.stylesheets[kind].css.clone().into_bytes(),
            OutputKind::Asset(source) => return Ok(self.asset(source)),
            OutputKind::Page(_)
            | OutputKind::Section(..)
            | OutputKind::Taxonomy(_)
            | OutputKind::Term(..)
            | OutputKind::NotFound
            | OutputKind::Redirect(_) => return self.templated(output).map(Content::Bytes),
        };
        Ok(Content::Bytes(bytes))
    }

    /// A text we hold, the theme that is built in included, or a file to copy.
    fn asset(&self, source: &SourcePath) -> Content {
        match self.snapshot.get(source) {
            Some(Entry::Text(text)) => Content::Bytes(text.as_bytes().to_vec()),
            _ => Content::Copy(source.clone()),
        }
    }

    fn templated(&self, output: &Output) -> Result<Vec<u8>, Box<Diagnostic>> {
        let context =
            view::Context { site: &self.site, plan: &self.plan, summaries: &self.summaries };
        let Some((name, values)) = view::view(&context, output) else { return Ok(Vec::new()) };
        let name = self.templates.find(&name);
        self.templates.render(&name, values, &self.describe(output))
    }

    /// What is being put together, for messages.
    fn describe(&self, output: &Output) -> String {
        let page = match &output.kind {
            OutputKind::Page(id) => Some(*id),
            OutputKind::Section(id, _) => Some(self.site.section(*id).page),
            _ => None,
        };
        match page {
            Some(id) => format!("`{}`", self.site.page(id).source),
            None => format!("`{}`", output.path),
        }
    }

    /// Renders every output, in parallel, and hands each to `take`; but those that `kept` says are kept,
    /// in the order of the plan.
    ///
    /// One mistake in a template would fail on every page; it is reported once, with a count.
    pub fn render_all<F>(&self, kept: &[bool], take: F) -> Vec<Diagnostic>
    where
        F: Fn(Artifact) -> Result<(), Diagnostic> + Sync,
    {
        let found = self.each(kept, |_, rendered| match rendered {
            Ok(artifact) => take(artifact).err(),
            Err(diagnostic) => Some(*diagnostic),
        });
        merge(found.into_iter().flatten().collect())
    }

    /// Renders every output that can be made, in parallel, and gives what `take` makes of each, in
    /// the order of the plan but for lists, which come first: they are long, and no thread should be
    /// left with one at the end.
    fn each<T, F>(&self, kept: &[bool], take: F) -> Vec<T>
    where
        T: Send,
        F: Fn(&Output, Result<Artifact, Box<Diagnostic>>) -> T + Sync,
    {
        let outputs = self.plan.outputs.iter().enumerate();
        let wanted = outputs.filter(|(at, _)| kept.get(*at) != Some(&true)).map(|(_, of)| of);
        let (lists, pages): (Vec<&Output>, Vec<&Output>) =
            wanted.partition(|output| is_list(&output.kind));
        // Without templates every page would fail, for a reason that has been reported.
        let can_be_made = |output: &&&Output| self.templates.are_loaded() || !is_templated(output);
        let run = |outputs: Vec<&Output>| -> Vec<T> {
            outputs
                .par_iter()
                .filter(can_be_made)
                .map(|output| take(output, self.render(output)))
                .collect()
        };
        let (mut made, rest) = rayon::join(|| run(lists), || run(pages));
        made.extend(rest);
        made
    }

    /// The sources, with the built-in theme under them: what messages quote from.
    #[must_use]
    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }
}

fn is_templated(output: &Output) -> bool {
    matches!(
        output.kind,
        OutputKind::Page(_)
            | OutputKind::Section(..)
            | OutputKind::Taxonomy(_)
            | OutputKind::Term(..)
            | OutputKind::NotFound
            | OutputKind::Redirect(_)
    )
}

fn is_list(kind: &OutputKind) -> bool {
    !matches!(kind, OutputKind::Page(_) | OutputKind::Asset(_) | OutputKind::Redirect(_))
}

/// Makes one finding of those that differ only in the page they happened on.
fn merge(mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    found.sort_by(|a, b| a.notes.cmp(&b.notes));
    let mut merged: Vec<(Diagnostic, usize)> = Vec::new();
    for diagnostic in found {
        let same = merged.iter_mut().find(|(known, _)| {
            known.code == diagnostic.code
                && known.primary == diagnostic.primary
                && known.message == diagnostic.message
                && known.primary.is_some()
        });
        match same {
            Some((_, more)) => *more += 1,
            None => merged.push((diagnostic, 0)),
        }
    }
    merged
        .into_iter()
        .map(|(diagnostic, more)| match more {
            0 => diagnostic,
            1 => diagnostic.note("and one more output fails in the same way"),
            n => diagnostic.note(format!("and {n} more outputs fail in the same way")),
        })
        .collect()
}
