//! Tries the rules.

use super::facts::Facts;
use super::levels::{Level, Levels};
use super::merge;
use super::rule::{Check, Rule};
use super::scope::{All, Context, Published, Source};
use super::{rules, trace, waivers};
use crate::diagnostics::codes::links;
use crate::diagnostics::{Code, Diagnostic};
use crate::plan::Output;
use crate::site::Page;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The rules that are wanted, and how loudly each speaks.
pub struct Checker {
    rules: Vec<&'static Rule>,
    levels: Levels,
    /// Only findings about this path, or what is below it.
    only: Option<String>,
}

/// How far the rules were tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// On sources only.
    Sources,
    /// On everything that is published too.
    Outputs,
    /// Not at all: only links to other sites were asked.
    OtherSites,
}

/// What only asking other sites can find.
const OF_OTHER_SITES: [&Code; 2] = [&links::EXTERNAL_BROKEN, &links::EXTERNAL_MOVED];

/// What there is to say about one output.
#[derive(Debug, Default)]
pub struct Seen {
    /// What rules found, traced to the sources.
    pub findings: Vec<Diagnostic>,
    /// What is kept for rules that compare pages; `None` if it is no page.
    pub facts: Option<Facts>,
    /// What it says, if it is the file `_headers`.
    pub headers: Option<String>,
}

impl Checker {
    /// A checker for the rules that `levels` wants; with `only`, of findings about that path.
    #[must_use]
    pub fn new(levels: Levels, only: Option<String>) -> Self {
        let rules = rules::ALL.iter().copied().filter(|rule| levels.wants(rule)).collect();
        Self { rules, levels, only }
    }

    /// How findings of a rule count here.
    #[must_use]
    pub fn level(&self, rule: &Rule) -> Level {
        self.levels.of(rule)
    }

    /// Whether a rule is tried at all.
    #[must_use]
    pub fn tries(&self, rule: &Rule) -> bool {
        self.rules.iter().any(|own| std::ptr::eq(*own, rule))
    }

    /// How loudly each rule speaks.
    #[must_use]
    pub fn levels(&self) -> &Levels {
        &self.levels
    }

    /// What the rules find that look at all sources together.
    #[must_use]
    pub fn sources(&self, context: &Context<'_>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for rule in &self.rules {
            if let Check::Sources(check) = rule.check {
                check(context, &mut found);
            }
        }
        found
    }

    /// What the rules find that look at pages one by one, by page. They see nothing but the page, the
    /// configuration and the data; where `told` knows already what they say, they are not asked.
    #[must_use]
    pub fn pages(
        &self,
        context: &Context<'_>,
        told: &[Option<Vec<Diagnostic>>],
    ) -> Vec<Vec<Diagnostic>> {
        let pages = context.site.pages.par_iter().enumerate();
        pages
            .with_min_len(16)
            .map(|(at, page)| {
                if let Some(Some(told)) = told.get(at) {
                    return told.clone();
                }
                let Some(text) = text_of(context, page) else { return Vec::new() };
                self.page(&Source::of(context, page, &text))
            })
            .collect()
    }

    /// What they find in one page.
    #[must_use]
    pub fn page(&self, source: &Source<'_>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for rule in &self.rules {
            if let Check::Source(check) = rule.check {
                check(source, &mut found);
            }
        }
        found
    }

    /// What the rules on outputs find in one of them. Each output is parsed once.
    #[must_use]
    pub fn look(&self, context: &Context<'_>, output: &Output, bytes: &[u8]) -> Seen {
        // What is no text holds no links.
        let Ok(text) = std::str::from_utf8(bytes) else { return Seen::default() };
        let published = Published::new(context, output, text);
        let mut findings = Vec::new();
        for rule in &self.rules {
            if let Check::Output(check) = rule.check {
                check(&published, &mut findings);
            }
        }
        let findings = findings.into_iter().map(|f| trace::back(&published, f)).collect();
        let headers = (output.path.as_str() == "_headers").then(|| text.to_owned());
        Seen { findings, facts: published.facts, headers }
    }

    /// What the rules that compare outputs find. `render` gives the bytes of an output again: those
    /// of the few that there is something to say about.
    #[must_use]
    pub fn site(
        &self,
        context: &Context<'_>,
        facts: &[Facts],
        headers: Option<&str>,
        render: impl Fn(&Output) -> Option<Vec<u8>>,
    ) -> Vec<Diagnostic> {
        let all = All { context, facts, headers };
        let mut found = Vec::new();
        for rule in &self.rules {
            if let Check::Site(check) = rule.check {
                check(&all, &mut found);
            }
        }
        let mut by_output: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, finding) in found.iter().enumerate() {
            let path = finding.primary.as_ref().and_then(|l| l.path.below(super::scope::FOLDER));
            if let Some(path) = path {
                by_output.entry(path.to_owned()).or_default().push(at);
            }
        }
        for (path, places) in by_output {
            let Some(output) = context.plan.find(&path) else { continue };
            let Some(bytes) = render(output) else { continue };
            let Ok(text) = std::str::from_utf8(&bytes) else { continue };
            let published = Published::new(context, output, text);
            for at in places {
                found[at] = trace::back(&published, found[at].clone());
            }
        }
        found
    }

    /// Joins what rules found, and gives everything its level. `known` are the problems that no rule
    /// has found, of which some have a level too.
    #[must_use]
    pub fn settle(
        &self,
        context: &Context<'_>,
        reach: Reach,
        mut known: Vec<Diagnostic>,
        found: Vec<Diagnostic>,
    ) -> Vec<Diagnostic> {
        let found = merge::merge(found, &known);
        known.extend(found);
        // A warning that is no rule was looked for by the stages.
        let was_tried = |code: &Code| {
            OF_OTHER_SITES.contains(&code) == (reach == Reach::OtherSites)
                && !self.levels.is_narrowed()
                && rules::find(code.id).is_none_or(|rule| {
                    self.levels.wants(rule) && (reach == Reach::Outputs || !rule.is_on_outputs())
                })
        };
        waivers::apply(context, known, was_tried)
            .into_iter()
            .filter_map(|finding| self.levels.apply(finding))
            .filter(|finding| self.only.as_ref().is_none_or(|only| merge::is_about(finding, only)))
            .collect()
    }
}

fn text_of(context: &Context<'_>, page: &Page) -> Option<std::sync::Arc<str>> {
    context.snapshot.text(&page.source).map(|source| source.text)
}
