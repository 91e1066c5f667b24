//! Every page of the snapshot, parsed or recalled, each on its own and all in parallel.
//!
//! In: texts, and what an earlier build remembers of them. Out: [`Parsed`] pages in the order of the
//! inventory, and a record of each for the next build.

use crate::check::{Around, Checker, Source};
use crate::config::{self, Config};
use crate::diagnostics::{Diagnosed, Diagnostic};
use crate::inventory::{Inventory, PageKind};
use crate::markdown::{Languages, Lexicon, Prose};
use crate::memory::{self, Basis, Recall, Record};
use crate::site::{self, ParsedPage};
use crate::source::{Snapshot, SourcePath, SourceText};
use crate::{checklist, front_matter, markdown};
use rayon::prelude::*;
use std::borrow::Cow;
use std::sync::Arc;

/// How pages are parsed.
pub(super) struct Parser {
    taxonomies: Vec<String>,
    options: markdown::Options,
    leave: String,
}

/// One page, and what there is to remember of it.
pub(super) struct Parsed {
    pub(super) page: ParsedPage,
    /// The style rules that only it needs, which are those of a questionnaire.
    pub(super) rules: String,
    /// For the next build, if the digest of its text is known.
    pub(super) record: Option<Record>,
    /// What rules said of it, if they were asked, now or in an earlier build.
    pub(super) findings: Option<Vec<Diagnostic>>,
}

/// The rules that look at pages one by one, for those who ask them of each page as it is parsed. Then
/// neither its text nor the places of its words are needed any longer, which are as large as its HTML.
pub(super) struct Asking<'a> {
    pub(super) checker: &'a Checker,
    pub(super) around: &'a Around<'a>,
    /// Texts that nobody else holds; same order as the pages of the inventory.
    pub(super) texts: Vec<Option<SourceText>>,
}

impl Parser {
    pub(super) fn new(config: &Config, lexicon: &Arc<Lexicon>, languages: Languages) -> Self {
        let options = markdown::Options {
            raw_html: match config.markdown.raw_html {
                config::RawHtml::Allow => markdown::RawHtml::Allow,
                config::RawHtml::Escape => markdown::RawHtml::Escape,
                config::RawHtml::Forbid => markdown::RawHtml::Forbid,
            },
            smart_punctuation: config.markdown.smart_punctuation,
            highlight: config.markdown.highlight,
            languages,
            embeds: site::Embedded::NAMES.map(str::to_owned).to_vec(),
            lexicon: Arc::clone(lexicon),
            autolink: config.autolink,
        };
        let taxonomies = config.taxonomies.iter().map(|t| t.name.clone()).collect();
        Self { taxonomies, options, leave: config.leave_url.clone() }
    }

    /// Lets go of the languages of code, on another thread: they are large. Whoever parses a page after all
    /// loads them again.
    pub(super) fn forget_languages(&mut self) {
        let languages = std::mem::take(&mut self.options.languages);
        rayon::spawn(move || drop(languages));
    }

    /// Every page. What is recalled is not parsed again; of what is parsed `recall` knows what its text
    /// is.
    pub(super) fn all(
        &self,
        snapshot: &Snapshot,
        inventory: &Inventory,
        mut recalled: Vec<Option<Recalled>>,
        recall: &Recall,
        asking: Option<Asking<'_>>,
    ) -> Diagnosed<Vec<Parsed>> {
        let (rules, mut texts) = match asking {
            Some(Asking { checker, around, texts }) => (Some((checker, around)), texts),
            None => (None, Vec::new()),
        };
        texts.resize(inventory.pages.len(), None);
        recalled.resize_with(inventory.pages.len(), || None);
        let each: Vec<Diagnosed<Option<Parsed>>> = inventory
            .pages
            .par_iter()
            .zip(texts)
            .zip(recalled)
            .with_min_len(8)
            .map(|(((path, kind), text), recalled)| {
                if let Some(Diagnosed { value, diagnostics }) = recalled {
                    return Diagnosed::new(Some(value), diagnostics);
                }
                let digest = recall.digest(path);
                // If it could not be read, the scan has reported it.
                let Some(source) = text.or_else(|| snapshot.text_once(path)) else {
                    return Diagnosed::clean(None);
                };
                let mut page = self.one(&source, *kind);
                if let Some((checker, around)) = rules.filter(|_| digest.is_some()) {
                    let parts = (&*page.matter, &*page.body);
                    page.findings =
                        Some(checker.page(&Source::new(around, path, parts, &source.text)));
                }
                let record = digest.map(|digest| Record::new(path, digest, &page));
                let memory::Page { kind, matter, mut body, rules, problems, findings } = page;
                if findings.is_some() {
                    body.prose = Prose::default();
                }
                body.shrink();
                let page = ParsedPage { path: path.clone(), kind, matter, body };
                Diagnosed::new(Some(Parsed { page, rules, record, findings }), problems)
            })
            .collect();
        let mut diagnostics = Vec::new();
        let pages = each.into_iter().filter_map(|page| page.into_value(&mut diagnostics)).collect();
        Diagnosed::new(pages, diagnostics)
    }

    /// One page, and what is wrong with it.
    pub(super) fn one(&self, source: &SourceText, kind: PageKind) -> memory::Page {
        match kind {
            PageKind::Questionnaire => self.questionnaire(source),
            PageKind::Page | PageKind::Bundle | PageKind::Section => self.markdown(source, kind),
        }
    }

    fn markdown(&self, source: &SourceText, kind: PageKind) -> memory::Page {
        let mut problems = Vec::new();
        let matter_kind = match kind {
            PageKind::Section => front_matter::Kind::Section,
            PageKind::Page | PageKind::Bundle | PageKind::Questionnaire => front_matter::Kind::Page,
        };
        let parsed =
            front_matter::parse(source, matter_kind, &self.taxonomies()).into_value(&mut problems);
        let options = for_page(&self.options, &parsed.matter);
        let body = markdown::parse(&source.path, &source.text, parsed.body_start, &options)
            .into_value(&mut problems);
        let rules = String::new();
        let (matter, body) = (Box::new(parsed.matter), Box::new(body));
        memory::Page { kind, matter, body, rules, problems, findings: None }
    }

    /// A questionnaire becomes a page, its proof findings, its outcomes style rules. One that cannot be
    /// read stays in the site as an empty page, so that links to it are not reported as well.
    fn questionnaire(&self, source: &SourceText) -> memory::Page {
        let mut problems = Vec::new();
        let mut matter =
            front_matter::parse_yaml(source, &self.taxonomies()).into_value(&mut problems);
        let (mut body, mut rules) = (markdown::Body::default(), String::new());
        match checklist::parse(source).into_value(&mut problems) {
            Some(questionnaire) => {
                checklist::prove(&questionnaire).into_value(&mut problems);
                let options = for_page(&self.options, &matter);
                body = checklist::body(&questionnaire, &options, &self.leave)
                    .into_value(&mut problems);
                rules = checklist::css(&questionnaire);
                problems.extend(checklist::over_budget(&questionnaire, rules.len()));
            }
            None => matter.title = matter.title.or_else(|| Some(source.path.stem().to_owned())),
        }
        let kind = PageKind::Questionnaire;
        let (matter, body) = (Box::new(matter), Box::new(body));
        memory::Page { kind, matter, body, rules, problems, findings: None }
    }

    fn taxonomies(&self) -> Vec<&str> {
        self.taxonomies.iter().map(String::as_str).collect()
    }
}

/// A page as it was, and what was wrong with it.
pub(super) type Recalled = Diagnosed<Parsed>;

/// The pages that are known by the same basis, each in its place in the inventory.
pub(super) fn recall(
    inventory: &Inventory,
    recall: &Recall,
    basis: Basis,
) -> Vec<Option<Recalled>> {
    if recall.pages.basis != basis {
        return Vec::new();
    }
    let one = |(path, kind): &(SourcePath, PageKind)| {
        let (page, record) = recall.pages.recall(path, &recall.digest(path)?)?;
        let memory::Page { kind: was, matter, body, rules, problems, findings } = page;
        let page = ParsedPage { path: path.clone(), kind: was, matter, body };
        let parsed = Parsed { page, rules, record: Some(record), findings };
        (was == *kind).then(|| Diagnosed::new(parsed, problems))
    };
    inventory.pages.par_iter().with_min_len(8).map(one).collect()
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
