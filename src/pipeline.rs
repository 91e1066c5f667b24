//! The stages in order, with no logic of their own.
//!
//! In: a [`Snapshot`] and [`Options`]. Out: a [`Prepared`] site, of which each output can be
//! rendered alone, on any thread, on demand. `build`, `check` and `serve` all start here, so they
//! cannot disagree.

use crate::artifact::{Artifact, Content};
use crate::check::budget::Budget;
use crate::config::{self, BaseUrl, Config};
use crate::diagnostics::{Diagnosed, Diagnostic, codes};
use crate::drawings::Drawings;
use crate::inventory::{self, Inventory, PageKind};
use crate::markdown::Lexicon;
use crate::plan::{self, FeedFormat, Output, OutputKind, Plan, SitemapPart};
use crate::render::{self, Addresses, Templates, Value};
use crate::site::{self, ParsedPage, Publishing, Site};
use crate::source::{Entry, Snapshot, SourcePath, SourceText};
use crate::style::Stylesheets;
use crate::trust::{self, Trust};
use crate::{checklist, data, front_matter, markdown, outputs, theme, urls, view, yaml};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

mod checking;
mod styles;

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
    summaries: Vec<Value>,
    stylesheets: Stylesheets,
    config: SourcePath,
}

/// Reads everything and decides everything.
pub fn prepare(mut snapshot: Snapshot, options: &Options) -> Diagnosed<Prepared> {
    let mut diagnostics = Vec::new();
    theme::lay_under(&mut snapshot);
    let config = configure(&snapshot, options, &mut diagnostics);
    let inventory = inventory::classify(&snapshot, &config.theme);
    let remembered = snapshot.text(&urls::path());
    diagnostics.extend(remembered.iter().flat_map(|source| urls::parse(source).diagnostics));
    let data = gather(&snapshot, &inventory).into_value(&mut diagnostics);
    let trust =
        Trust::from_data(&snapshot, &config, options.publishing.now).into_value(&mut diagnostics);
    let drawings = Drawings::from_data(&snapshot).into_value(&mut diagnostics);
    let lexicon = Arc::new(lexicon(&trust));
    let parsed = parse(&snapshot, &inventory, &config, &lexicon).into_value(&mut diagnostics);
    let (pages, rules): (Vec<ParsedPage>, Vec<String>) = parsed.into_iter().unzip();
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
    if site.pages.iter().any(crate::check::is_health) {
        diagnostics.extend(config::unsettled(&config, &options.config));
    }
    let stylesheets =
        styles::sheets(&snapshot, &inventory, &site, &rules).into_value(&mut diagnostics);
    let plan =
        plan::plan(&site, &snapshot, &inventory.theme, &stylesheets).into_value(&mut diagnostics);
    diagnostics.extend(plan.lead_nowhere(&options.config, &site.config.theme_paths));
    diagnostics.extend(site::help_link(&site, &options.config));
    diagnostics.extend(site::watched(&site, &lexicon, &snapshot));
    diagnostics.extend(Budget::of(&snapshot).diagnostics);
    let summaries = view::summaries(&site);
    let context = view::Context { site: &site, plan: &plan, summaries: &summaries };
    let shared = vec![("site", view::shared(&context, &stylesheets, &data, csp(options.purpose)))];
    let templates = load(&snapshot, &inventory, &site, shared).into_value(&mut diagnostics);
    let config = options.config.clone();
    let prepared = Prepared { site, plan, snapshot, templates, summaries, stylesheets, config };
    Diagnosed::new(prepared, diagnostics)
}

fn csp(purpose: Purpose) -> String {
    match purpose {
        Purpose::Publish => outputs::CSP.to_owned(),
        Purpose::Preview => format!("{}; script-src 'self'; connect-src 'self'", outputs::CSP),
    }
}

fn configure(snapshot: &Snapshot, options: &Options, diagnostics: &mut Vec<Diagnostic>) -> Config {
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
    let declared = inventory::classify(snapshot, &config.theme).theme.settings;
    let themes: Vec<SourceText> = declared.iter().filter_map(|path| snapshot.text(path)).collect();
    let settings = config::theme_settings(&themes, &source).into_value(diagnostics);
    (config.theme_settings, config.theme_paths) = (settings.values, settings.paths);
    config.theme_contrast = settings.contrast;
    config
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

/// Parses every page, in parallel, each on its own. With each page come the style rules that only it
/// needs, which are those of a questionnaire.
fn parse(
    snapshot: &Snapshot,
    inventory: &Inventory,
    config: &Config,
    lexicon: &Arc<Lexicon>,
) -> Diagnosed<Vec<(ParsedPage, String)>> {
    let taxonomies: Vec<&str> = config.taxonomies.iter().map(|t| t.name.as_str()).collect();
    let options = markdown::Options {
        raw_html: match config.markdown.raw_html {
            config::RawHtml::Allow => markdown::RawHtml::Allow,
            config::RawHtml::Escape => markdown::RawHtml::Escape,
            config::RawHtml::Forbid => markdown::RawHtml::Forbid,
        },
        smart_punctuation: config.markdown.smart_punctuation,
        highlight: config.markdown.highlight,
        embeds: site::Embedded::NAMES.map(str::to_owned).to_vec(),
        lexicon: Arc::clone(lexicon),
        autolink: config.autolink,
    };
    let each: Vec<Diagnosed<Option<(ParsedPage, String)>>> = inventory
        .pages
        .par_iter()
        .with_min_len(8)
        .map(|(path, kind)| match snapshot.text(path) {
            Some(source) if *kind == PageKind::Questionnaire => {
                questionnaire(&source, &taxonomies, &options, &config.leave_url)
            }
            Some(source) => parse_one(&source, *kind, &taxonomies, &options),
            // It could not be read, which the scan has reported.
            None => Diagnosed::clean(None),
        })
        .collect();
    let mut diagnostics = Vec::new();
    let pages = each.into_iter().filter_map(|page| page.into_value(&mut diagnostics)).collect();
    Diagnosed::new(pages, diagnostics)
}

fn parse_one(
    source: &SourceText,
    kind: PageKind,
    taxonomies: &[&str],
    options: &markdown::Options,
) -> Diagnosed<Option<(ParsedPage, String)>> {
    let mut diagnostics = Vec::new();
    let matter_kind = match kind {
        PageKind::Section => front_matter::Kind::Section,
        PageKind::Page | PageKind::Bundle | PageKind::Questionnaire => front_matter::Kind::Page,
    };
    let parsed = front_matter::parse(source, matter_kind, taxonomies).into_value(&mut diagnostics);
    let options = for_page(options, &parsed.matter);
    let body = markdown::parse(&source.path, &source.text, parsed.body_start, &options)
        .into_value(&mut diagnostics);
    let page = ParsedPage { path: source.path.clone(), kind, matter: parsed.matter, body };
    Diagnosed::new(Some((page, String::new())), diagnostics)
}

/// What the site says, unless the page says something else.
fn for_page<'a>(
    options: &'a markdown::Options,
    matter: &front_matter::Matter,
) -> Cow<'a, markdown::Options> {
    match matter.trust.glossary {
        Some(autolink) if autolink != options.autolink => {
            Cow::Owned(markdown::Options { autolink, ..options.clone() })
        }
        _ => Cow::Borrowed(options),
    }
}

/// A questionnaire becomes a page, its proof findings, its outcomes style rules. One that cannot be
/// read stays in the site as an empty page, so that links to it are not reported as well.
fn questionnaire(
    source: &SourceText,
    taxonomies: &[&str],
    options: &markdown::Options,
    leave: &str,
) -> Diagnosed<Option<(ParsedPage, String)>> {
    let mut diagnostics = Vec::new();
    let mut matter = front_matter::parse_yaml(source, taxonomies).into_value(&mut diagnostics);
    let (mut body, mut rules) = (markdown::Body::default(), String::new());
    match checklist::parse(source).into_value(&mut diagnostics) {
        Some(questionnaire) => {
            checklist::prove(&questionnaire).into_value(&mut diagnostics);
            let options = for_page(options, &matter);
            body = checklist::body(&questionnaire, &options, leave).into_value(&mut diagnostics);
            rules = checklist::css(&questionnaire);
            diagnostics.extend(checklist::over_budget(&questionnaire, rules.len()));
        }
        None => matter.title = matter.title.or_else(|| Some(source.path.stem().to_owned())),
    }
    let kind = PageKind::Questionnaire;
    let page = ParsedPage { path: source.path.clone(), kind, matter, body };
    Diagnosed::new(Some((page, rules)), diagnostics)
}

/// Templates of outputs that come from no file.
const MADE: [&str; 4] = ["404.html", "redirect.html", "taxonomy.html", "term.html"];

fn load(
    snapshot: &Snapshot,
    inventory: &Inventory,
    site: &Site,
    shared: Vec<(&'static str, Value)>,
) -> Diagnosed<Templates> {
    let base = &site.config.base_url;
    let pages = site
        .pages
        .iter()
        .filter_map(|page| Some((page.source.below("content")?.to_owned(), base.href(&page.url))))
        .collect();
    let addresses = Addresses { base_path: base.path.clone(), pages };
    let sources: BTreeMap<String, SourceText> = inventory
        .theme
        .templates
        .iter()
        .filter_map(|(name, path)| {
            let source = snapshot.text(path)?;
            // A file that the site put in the place of a built-in one is its own, as in a theme
            // with a name.
            let plain = name.strip_prefix("default/").filter(|_| {
                site.config.theme == inventory::DEFAULT_THEME && !theme::is_built_in(&source)
            });
            Some((plain.unwrap_or(name).to_owned(), source))
        })
        .collect();
    let pages = site.pages.iter().map(|page| page.template.as_str());
    let used = pages.chain(MADE).collect();
    render::load(sources, &used, addresses, shared)
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
            OutputKind::Feed(scope, FeedFormat::Atom) => outputs::atom(site, *scope),
            OutputKind::Feed(scope, FeedFormat::Json) => outputs::json(site, *scope),
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

    /// Renders every output, in parallel, and hands each to `take`.
    ///
    /// One mistake in a template would fail on every page; it is reported once, with a count.
    pub fn render_all<F>(&self, take: F) -> Vec<Diagnostic>
    where
        F: Fn(Artifact) -> Result<(), Diagnostic> + Sync,
    {
        let found = self.each(|_, rendered| match rendered {
            Ok(artifact) => take(artifact).err(),
            Err(diagnostic) => Some(*diagnostic),
        });
        merge(found.into_iter().flatten().collect())
    }

    /// Renders every output that can be made, in parallel, and gives what `take` makes of each, in
    /// the order of the plan but for lists, which come first: they are long, and no thread should be
    /// left with one at the end.
    fn each<T, F>(&self, take: F) -> Vec<T>
    where
        T: Send,
        F: Fn(&Output, Result<Artifact, Box<Diagnostic>>) -> T + Sync,
    {
        let (lists, pages): (Vec<&Output>, Vec<&Output>) =
            self.plan.outputs.iter().partition(|output| is_list(&output.kind));
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
