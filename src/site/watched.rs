//! Words that need care: what a page has to do if it uses them.
//!
//! In: the site, the lexicon that its pages were read with, and the sources. Out: findings. A page's
//! own words count, its front matter included; what themes and data files put around them does not.
//!
//! A place that breaks a rule is looked for first, and waivers after that, so that a waiver which
//! had nothing to allow can be told apart.

use super::safety::help_pages;
use super::{Embedded, Page, PageId, Site, Target, relative};
use crate::diagnostics::codes::{health as codes, markdown};
use crate::diagnostics::{Code, Diagnostic};
use crate::front_matter;
use crate::markdown::{HoleKind, Lexicon, Meaning, Waiver};
use crate::source::{Snapshot, SourceText, Span};
use crate::trust::{Forbidden, Watched};
use crate::yaml::Step;
use crate::yaml::quote::code;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// What a waiver can allow here. It is judged here too, since a page that lacks a box lacks it once.
pub const WAIVABLE: [&Code; 3] =
    [&codes::MEDICINE_WITHOUT_BOX, &codes::HELP_LINK_NOT_FIRST, &codes::FORBIDDEN_WORD];

/// Checks every page, in parallel, since each is judged alone.
#[must_use]
pub fn watched(site: &Site, lexicon: &Lexicon, snapshot: &Snapshot) -> Vec<Diagnostic> {
    let help = help_pages(site);
    let of = |at: usize| {
        let id = super::id_of(at);
        let page = site.page(id);
        let mut look = Look { site, lexicon, help: &help, id, page, used: BTreeSet::new() };
        look.check(snapshot)
    };
    (0..site.pages.len()).into_par_iter().with_min_len(64).flat_map_iter(of).collect()
}

/// A place where a page breaks a rule.
struct Breach<'a> {
    rule: &'static Code,
    watch: u32,
    watched: Watched<'a>,
    place: Place,
}

/// Where a watched word stands.
#[derive(Debug, Clone)]
enum Place {
    Text(Span),
    /// In a value of the front matter, whose place is looked up only if it is reported.
    Matter(Vec<Step<'static>>),
}

/// One page while it is looked at.
struct Look<'a> {
    site: &'a Site,
    lexicon: &'a Lexicon,
    help: &'a [PageId],
    id: PageId,
    page: &'a Page,
    /// Waivers that allowed something: index of the waiver, and the rule.
    used: BTreeSet<(usize, &'static str)>,
}

impl<'a> Look<'a> {
    fn check(&mut self, snapshot: &Snapshot) -> Vec<Diagnostic> {
        let body = &self.page.body;
        let breaches = if self.lexicon.watches() { self.breaches() } else { Vec::new() };
        let breaches: Vec<Breach<'a>> =
            breaches.into_iter().filter(|breach| !self.is_waived(breach)).collect();
        // Most pages end here, without a look at their sources.
        if breaches.is_empty() && body.waivers.is_empty() {
            return Vec::new();
        }
        let Some(source) = snapshot.text(&self.page.source) else { return Vec::new() };
        let mut reported: Vec<&Code> = Vec::new();
        let mut found = Vec::new();
        for breach in &breaches {
            // What a page lacks it lacks once, however often it speaks of it.
            let once = breach.rule.id != codes::FORBIDDEN_WORD.id;
            if !(once && reported.contains(&breach.rule)) {
                reported.push(breach.rule);
                found.push(self.report(breach, &source));
            }
        }
        found.extend(self.waivers(&source));
        found
    }

    /// Every place that breaks a rule, in the order of the file.
    fn breaches(&self) -> Vec<Breach<'a>> {
        let has_box = self.page.body.boxes.iter().any(|one| one.kind == "medicine");
        let mut opens_with_help = None;
        let mut found = Vec::new();
        let mut look = |watch: u32, in_myth: bool, place: Place| {
            let Some(watched) = self.site.trust.wording.watched(watch) else { return };
            let (rule, broken) = match watched {
                Watched::Medicine => (&codes::MEDICINE_WITHOUT_BOX, !has_box),
                Watched::SelfHarm => {
                    let opens = *opens_with_help.get_or_insert_with(|| self.opens_with_help());
                    (&codes::HELP_LINK_NOT_FIRST, !opens)
                }
                Watched::Forbidden(_) => (&codes::FORBIDDEN_WORD, !in_myth),
            };
            if broken {
                found.push(Breach { rule, watch, watched, place });
            }
        };
        let matter = &self.page.matter;
        let texts = [("title", &matter.title), ("description", &matter.description)];
        let texts = texts
            .into_iter()
            .filter_map(|(key, text)| Some((text.as_deref()?, vec![Step::Key(key)])));
        let lines = matter
            .summary
            .iter()
            .enumerate()
            .map(|(at, line)| (line.as_str(), vec![Step::Key("summary"), Step::Index(at)]));
        for (text, path) in texts.chain(lines) {
            for (_, meaning) in self.lexicon.find_in(text) {
                if let Meaning::Watch(watch) = meaning {
                    look(watch, false, Place::Matter(path.clone()));
                }
            }
        }
        for one in &self.page.body.mentions {
            look(one.watch, one.in_box == Some("myth"), Place::Text(one.span));
        }
        found
    }

    /// Whether a waiver of the page is about that place, and names that rule.
    fn is_waived(&mut self, breach: &Breach<'_>) -> bool {
        let covers = |waiver: &Waiver| match &breach.place {
            Place::Text(span) => waiver.covers(*span),
            Place::Matter(_) => waiver.covered == Waiver::PAGE,
        };
        let mut waived = false;
        for (at, waiver) in self.page.body.waivers.iter().enumerate() {
            if waiver.allows(breach.rule) && covers(waiver) {
                self.used.insert((at, breach.rule.id));
                waived = true;
            }
        }
        waived
    }

    /// Whether readers meet a link to help, or the numbers themselves, before anything else: in the
    /// first block, or in a box before the first heading.
    fn opens_with_help(&self) -> bool {
        let body = &self.page.body;
        let links = &self.site.links[self.id.0 as usize];
        if self.help.contains(&self.id) {
            return true;
        }
        let leads = |n: usize| match links.links.get(n) {
            Some(Target::Page(page, _)) => self.help.contains(page),
            _ => false,
        };
        let heading = body.headings.first().map_or(u32::MAX, |heading| heading.span.start);
        let boxed = |span: Span| {
            let mut boxes = body.boxes.iter().filter(|one| one.span.start < heading);
            boxes.any(|one| one.span.start <= span.start && span.end <= one.span.end)
        };
        let end = body.opening_len();
        let in_first = body.holes.iter().take_while(|hole| hole.at < end);
        let mut first_links = in_first.filter_map(|hole| match hole.kind {
            HoleKind::LinkOpen(n) => Some(n as usize),
            _ => None,
        });
        first_links.any(leads)
            || body.links.iter().enumerate().any(|(n, link)| boxed(link.span) && leads(n))
            || body.embeds.iter().zip(&links.embeds).any(|(embed, embedded)| {
                embed.span.start < heading && matches!(embedded, Some(Embedded::HelpLines(_)))
            })
    }

    fn report(&self, breach: &Breach<'_>, source: &SourceText) -> Diagnostic {
        let span = match &breach.place {
            Place::Text(span) => *span,
            Place::Matter(path) => front_matter::span_of(source, path),
        };
        let word = self.word(source.slice(span), breach.watch);
        let named = |what: &str| word.map_or_else(|| what.to_owned(), code);
        let problem =
            |message: String| Diagnostic::new(breach.rule, message).at(&self.page.source, span);
        match breach.watched {
            Watched::Medicine => problem(format!(
                "the page speaks of {} and has no box about medicine",
                named("medicine")
            ))
            .help("add a box that begins with `> [!MEDICINE]`, or say why there is none: `<!-- allow medicine-without-box: … -->`"),
            Watched::SelfHarm => {
                let message = format!(
                    "the page mentions {} and does not open with a link to help",
                    named("suicide or self-harm")
                );
                problem(message).help(match self.help.first() {
                    Some(help) => format!(
                        "begin the page with a link such as `[Help now]({})`, in the first paragraph or in a box",
                        relative(&self.page.source, &self.site.page(*help).source)
                    ),
                    None => "make a page with a block `goodfit help-lines`, and begin this one with a link to it".to_owned(),
                })
            }
            Watched::Forbidden(forbidden) => {
                let first = forbidden.words.first().map_or("", String::as_str);
                let shown = code(word.unwrap_or(first));
                forbidden_word(problem(format!("{shown} is not a word for this site")), forbidden)
            }
        }
    }

    /// The watched word as it stands in a piece of the file.
    fn word<'s>(&self, piece: &'s str, watch: u32) -> Option<&'s str> {
        let found = self.lexicon.find_in(piece);
        let (range, _) = found.iter().find(|(_, meaning)| *meaning == Meaning::Watch(watch))?;
        Some(&piece[range.clone()])
    }

    /// Rules that there was no need to waive. Names of other rules are for those who know them all.
    fn waivers(&self, source: &SourceText) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for (at, waiver) in self.page.body.waivers.iter().enumerate() {
            for name in &waiver.names {
                let rule = WAIVABLE
                    .iter()
                    .find(|rule| name.eq_ignore_ascii_case(rule.id) || name == rule.name);
                let is_used = |rule: &&&Code| self.used.contains(&(at, rule.id));
                // Without a list of words, or with one that could not be read, all would be idle.
                let idle = rule.filter(|rule| self.lexicon.watches() && !is_used(rule));
                if idle.is_some() {
                    let message =
                        format!("there is nothing here that `{name}` would have to allow");
                    found.push(
                        Diagnostic::new(&markdown::UNUSED_WAIVER, message)
                            .at(&self.page.source, within(source, waiver.span, name))
                            .help(
                                "remove the comment, or put it above the paragraph that needs it",
                            ),
                    );
                }
            }
        }
        found
    }
}

fn forbidden_word(problem: Diagnostic, forbidden: &Forbidden) -> Diagnostic {
    let problem = if forbidden.why.is_empty() { problem } else { problem.note(&forbidden.why) };
    let or = "in a sentence that warns against it, allow it: `<!-- allow forbidden-word: … -->`";
    problem.help(if forbidden.instead.is_empty() {
        format!("write it in other words; {or}")
    } else {
        format!("{}; {or}", forbidden.instead)
    })
}

/// Where a name stands in a comment; the whole comment if it cannot be found there.
fn within(source: &SourceText, comment: Span, name: &str) -> Span {
    let start = comment.start as usize;
    match source.slice(comment).find(name) {
        Some(at) => Span::new(start + at, start + at + name.len()),
        None => comment,
    }
}
