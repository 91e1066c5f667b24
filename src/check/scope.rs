//! What rules see.

use super::address::{Addresses, Leads};
use super::css::Css;
use super::facts::Facts;
use super::html::Document;
use super::prose::Prose;
use super::words::{Found, Words};
use super::xml::Xml;
use crate::config::Config;
use crate::diagnostics::{Code, Diagnostic, Label};
use crate::front_matter::Matter;
use crate::language::is_english;
use crate::markdown::Body;
use crate::plan::{Output, OutputKind, Plan};
use crate::site::{Page, PageId, Site};
use crate::source::{OutPath, Snapshot, SourcePath, Span};
use crate::style::Stylesheets;
use crate::trust::Trust;
use std::cell::OnceCell;
use std::sync::OnceLock;

/// What every rule may ask: the site as planned, and the sources.
pub struct Context<'a> {
    /// All published pages, what they cite, and the configuration.
    pub site: &'a Site,
    /// Every output.
    pub plan: &'a Plan,
    /// Every source file.
    pub snapshot: &'a Snapshot,
    /// The configuration's file.
    pub config: &'a SourcePath,
    /// Where addresses lead.
    pub addresses: Addresses<'a>,
    /// The theme's stylesheets.
    pub stylesheets: &'a Stylesheets,
    /// What rules see of it that look at pages one by one.
    pub around: Around<'a>,
}

impl<'a> Context<'a> {
    /// What every rule may ask of a planned site.
    #[must_use]
    pub fn new(
        site: &'a Site,
        plan: &'a Plan,
        snapshot: &'a Snapshot,
        config: &'a SourcePath,
        stylesheets: &'a Stylesheets,
    ) -> Self {
        let addresses = Addresses::new(plan, &site.config.base_url);
        let around = Around::new(&site.config, &site.trust);
        Self { site, plan, snapshot, config, addresses, stylesheets, around }
    }
}

/// What rules see of a site that look at pages one by one: nothing of other pages, so that they can be
/// asked as soon as a page is parsed.
pub struct Around<'a> {
    /// The configuration.
    pub config: &'a Config,
    /// What the data says of sources, terms, people and words.
    pub trust: &'a Trust,
    /// The words that pages do better without; made if a rule asks for them.
    words: OnceLock<Words>,
}

impl<'a> Around<'a> {
    /// What surrounds every page.
    #[must_use]
    pub fn new(config: &'a Config, trust: &'a Trust) -> Self {
        Self { config, trust, words: OnceLock::new() }
    }

    /// Whether its texts are English, which some rules know and no other language.
    #[must_use]
    pub fn is_english(&self) -> bool {
        is_english(&self.config.language)
    }
}

/// One page as its author wrote it.
pub struct Source<'a> {
    /// The site around it.
    pub around: &'a Around<'a>,
    /// Its file.
    pub path: &'a SourcePath,
    /// Its front matter.
    pub matter: &'a Matter,
    /// Its text, as parsed.
    pub body: &'a Body,
    /// Its file, front matter included. The spans of its body are places in it.
    pub text: &'a str,
    prose: OnceCell<Prose<'a>>,
    words: OnceCell<Vec<Found>>,
}

impl<'a> Source<'a> {
    /// A page; `text` is its whole file.
    #[must_use]
    pub fn new(
        around: &'a Around<'a>,
        path: &'a SourcePath,
        (matter, body): (&'a Matter, &'a Body),
        text: &'a str,
    ) -> Self {
        let (prose, words) = (OnceCell::new(), OnceCell::new());
        Self { around, path, matter, body, text, prose, words }
    }

    /// A published page, with what its sections hand down to it, of which rules see nothing.
    pub(super) fn of(context: &'a Context<'a>, page: &'a Page, text: &'a str) -> Self {
        Self::new(&context.around, &page.source, (&page.matter, &page.body), text)
    }

    /// What readers read on it, in sentences; nothing if it is not English, which is the only
    /// language whose sentences we know.
    #[must_use]
    pub fn prose(&self) -> &Prose<'a> {
        self.prose.get_or_init(|| {
            if self.around.is_english() { Prose::of(self) } else { Prose::default() }
        })
    }

    /// The words in it that pages do better without.
    #[must_use]
    pub fn words(&self) -> &[Found] {
        self.words.get_or_init(|| {
            let Around { config, trust, words } = self.around;
            words.get_or_init(|| Words::of(config, trust)).find(self.prose())
        })
    }

    /// A finding about a place in the file.
    #[must_use]
    pub fn finding(
        &self,
        code: &'static Code,
        span: Span,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::new(code, message).at(self.path, span)
    }
}

/// One output as it is published, parsed.
pub struct Published<'a> {
    /// The site around it.
    pub context: &'a Context<'a>,
    /// What it is.
    pub output: &'a Output,
    /// Its bytes.
    pub text: &'a str,
    /// The same, parsed.
    pub parsed: Parsed<'a>,
    /// What is kept of it for rules that compare pages, if it is a page.
    pub facts: Option<Facts>,
}

/// An output by its format.
pub enum Parsed<'a> {
    /// A page.
    Html(Document<'a>),
    /// A drawing.
    Svg(Document<'a>),
    /// A stylesheet.
    Css(Css<'a>),
    /// A feed, or a part of the sitemap.
    Xml(Xml),
    /// Anything else: `robots.txt`, `_headers`, JSON.
    Other,
}

impl<'a> Published<'a> {
    pub(super) fn new(context: &'a Context<'a>, output: &'a Output, text: &'a str) -> Self {
        let name = output.path.as_str().rsplit('/').next().unwrap_or_default();
        let parsed = match name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase()).as_deref()
        {
            Some("html" | "htm" | "xhtml") => Parsed::Html(Document::parse(text)),
            Some("svg") => Parsed::Svg(Document::parse(text)),
            Some("css") => Parsed::Css(Css::parse(text)),
            Some("xml") => Parsed::Xml(Xml::parse(text)),
            _ => Parsed::Other,
        };
        let mut published = Self { context, output, text, parsed, facts: None };
        published.facts = Facts::of(&published);
        published
    }

    /// The document, if it is a page.
    #[must_use]
    pub fn html(&self) -> Option<&Document<'a>> {
        match &self.parsed {
            Parsed::Html(document) => Some(document),
            _ => None,
        }
    }

    /// The document, if it is a page that people read: none that only sends them on.
    #[must_use]
    pub fn page(&self) -> Option<&Document<'a>> {
        self.html().filter(|_| !matches!(self.output.kind, OutputKind::Redirect(_)))
    }

    /// The document, if it is a page or a drawing: whatever can hold elements.
    #[must_use]
    pub fn markup(&self) -> Option<&Document<'a>> {
        match &self.parsed {
            Parsed::Html(document) | Parsed::Svg(document) => Some(document),
            _ => None,
        }
    }

    /// Where an address in it leads.
    #[must_use]
    pub fn leads(&self, written: &str) -> Leads<'a> {
        self.context.addresses.resolve(self.output, written)
    }

    /// The page of the site it was made of; `None` for lists of terms, feeds and the like.
    #[must_use]
    pub fn of(&self) -> Option<PageId> {
        page_of(self.context.site, self.output)
    }

    /// A finding about a place in this output. It is traced to the author's file afterwards.
    #[must_use]
    pub fn finding(
        &self,
        code: &'static Code,
        span: Span,
        message: impl Into<String>,
    ) -> Diagnostic {
        let mut finding = Diagnostic::new(code, message);
        finding.primary = Some(output_label(&self.output.path, Some(span)));
        finding
    }
}

/// What is known of all outputs together.
pub struct All<'a> {
    /// The site.
    pub context: &'a Context<'a>,
    /// What was noted of each page that is published, by path.
    pub facts: &'a [Facts],
    /// What `_headers` says, if there is one.
    pub headers: Option<&'a str>,
}

impl All<'_> {
    /// A finding about a place in an output. It is traced to the author's file afterwards.
    #[must_use]
    pub fn finding(
        &self,
        code: &'static Code,
        (path, span): (&OutPath, Option<Span>),
        message: impl Into<String>,
    ) -> Diagnostic {
        let mut finding = Diagnostic::new(code, message);
        finding.primary = Some(output_label(path, span));
        finding
    }
}

/// Where messages say that outputs are, whatever the folder's name: no source lies there.
pub const FOLDER: &str = "public";

/// A place in an output.
#[must_use]
pub fn output_label(path: &OutPath, span: Option<Span>) -> Label {
    let path = SourcePath::new(&format!("{FOLDER}/{path}"));
    Label { path: path.expect("a path of an output is a plain path"), span, text: String::new() }
}

/// The page of the site that an output is made of.
pub(super) fn page_of(site: &Site, output: &Output) -> Option<PageId> {
    match &output.kind {
        OutputKind::Page(id) => Some(*id),
        OutputKind::Section(id, _) => Some(site.section(*id).page),
        _ => None,
    }
}
