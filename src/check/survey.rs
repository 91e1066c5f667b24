//! How plain the language of each page is: what `goodfit report language` shows, and what a budget
//! counts.
//!
//! In: the site. Out: a [`Survey`]: numbers for each page, the longest sentences, and how often each
//! rule about language speaks, whatever its level is. What an author allows where it stands is not
//! counted.

use super::prose::{MOST_WORDS, Prose, beginning};
use super::rule::{Check, Group, Rule};
use super::scope::{Context, Source};
use super::{levels::Levels, rules};
use crate::diagnostics::Diagnostic;
use crate::language::{count, flesch_kincaid, has_more_than, passive, syllables, words};
use crate::source::{SourcePath, Span};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// From how many words on a sentence asks for attention, without being a finding.
const MANY_WORDS: u32 = 21;

/// How plain the language of a site is.
#[derive(Debug, Clone, PartialEq)]
pub struct Survey {
    /// Every published page with words in it, those first that ask most of a reader.
    pub pages: Vec<PageSurvey>,
    /// The longest sentences of the site with 21 words or more, the longest first.
    pub longest: Vec<LongSentence>,
}

/// How plain the language of one page is.
#[derive(Debug, Clone, PartialEq)]
pub struct PageSurvey {
    /// Its file.
    pub source: SourcePath,
    /// How many words stand in its sentences. Headings and tables are not counted.
    pub words: u32,
    /// How many sentences there are.
    pub sentences: u32,
    /// The words of the sentence in the middle, by length.
    pub median: u32,
    /// The words of the longest sentence.
    pub longest: u32,
    /// Sentences with more than 20 words.
    pub over_20: u32,
    /// Sentences with more than 25 words.
    pub over_25: u32,
    /// Paragraphs with more than three sentences.
    pub long_paragraphs: u32,
    /// Sentences in the passive voice, of a hundred.
    pub passive_percent: u32,
    /// The Flesch–Kincaid grade; `None` without words.
    pub grade: Option<f64>,
    /// How often each rule speaks, by its name.
    pub findings: BTreeMap<&'static str, u32>,
}

/// A long sentence and where it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LongSentence {
    /// The file.
    pub source: SourcePath,
    /// The sentence in it.
    pub span: Span,
    /// How many words it has.
    pub words: u32,
    /// Its first words.
    pub begins: String,
}

impl Survey {
    /// How often each rule about language speaks on the whole site; 0 if it never does.
    #[must_use]
    pub fn counts(&self) -> BTreeMap<&'static str, u32> {
        let mut counts: BTreeMap<&str, u32> = counted().map(|rule| (rule.code.name, 0)).collect();
        for (name, count) in self.pages.iter().flat_map(|page| &page.findings) {
            *counts.entry(name).or_default() += count;
        }
        counts
    }
}

impl PageSurvey {
    /// How many findings there are of rules that the site has not switched off.
    #[must_use]
    pub fn shown(&self, levels: &Levels) -> u32 {
        let shown = counted().filter(|rule| levels.of(rule) != super::Level::Allow);
        shown.filter_map(|rule| self.findings.get(rule.code.name)).sum()
    }

    /// How many places in it a reader would like to be easier: what rules find, passives aside, and
    /// sentences of 21 to 25 words.
    #[must_use]
    pub fn hard_places(&self) -> u32 {
        let passives = rules::PASSIVE_VOICE;
        let found = self.findings.iter().filter(|(name, _)| **name != passives);
        found.map(|(_, count)| count).sum::<u32>() + (self.over_20 - self.over_25)
    }
}

/// The rules that a survey counts: those on the words of one page.
pub fn counted() -> impl Iterator<Item = &'static Rule> {
    rules::ALL
        .iter()
        .copied()
        .filter(|rule| rule.group == Group::Language && matches!(rule.check, Check::Source(_)))
}

/// Surveys a site, page by page, in parallel.
#[must_use]
pub fn survey(context: &Context<'_>) -> Survey {
    let pages: Vec<_> = context.site.pages.iter().collect();
    let each: Vec<(PageSurvey, Vec<LongSentence>)> = pages
        .par_iter()
        .with_min_len(16)
        .filter_map(|page| {
            let text = context.snapshot.text(&page.source)?.text;
            let source = Source::of(context, page, &text);
            let survey = of_page(&source);
            (survey.words > 0 || !survey.findings.is_empty()).then(|| (survey, long(&source)))
        })
        .collect();
    let (mut pages, longest): (Vec<_>, Vec<_>) = each.into_iter().unzip();
    pages.sort_by(|a, b| {
        let grade = |page: &PageSurvey| page.grade.unwrap_or(0.0);
        let hard = b.hard_places().cmp(&a.hard_places());
        hard.then(grade(b).total_cmp(&grade(a))).then_with(|| a.source.cmp(&b.source))
    });
    let mut longest: Vec<LongSentence> = longest.into_iter().flatten().collect();
    longest.sort_by(|a, b| {
        b.words.cmp(&a.words).then_with(|| (&a.source, a.span).cmp(&(&b.source, b.span)))
    });
    Survey { pages, longest }
}

fn of_page(source: &Source<'_>) -> PageSurvey {
    let prose = source.prose();
    let mut lengths: Vec<u32> = Vec::new();
    let (mut passives, mut spoken) = (0_u32, 0_u32);
    for (text, words_in) in sentences(prose) {
        lengths.push(words_in);
        passives += u32::from(passive(text).is_some());
        spoken += words(text).map(|word| syllables(&text[word])).sum::<u32>();
    }
    lengths.sort_unstable();
    let over = |most: u32| number(lengths.iter().filter(|words| **words > most).count());
    let (sentences, total) = (number(lengths.len()), lengths.iter().sum());
    PageSurvey {
        source: source.path.clone(),
        words: total,
        sentences,
        median: lengths.get(lengths.len() / 2).copied().unwrap_or(0),
        longest: lengths.last().copied().unwrap_or(0),
        over_20: over(MANY_WORDS - 1),
        over_25: over(MOST_WORDS),
        long_paragraphs: number(
            prose.passages.iter().filter(|passage| passage.is_long(source).is_some()).count(),
        ),
        passive_percent: (passives * 100 + sentences / 2).checked_div(sentences).unwrap_or(0),
        grade: flesch_kincaid(sentences, total, spoken),
        findings: findings(source),
    }
}

/// Every sentence of running text, with its number of words. What stands above the text is repeated
/// below it, so it is left out.
fn sentences<'a>(prose: &'a Prose<'_>) -> impl Iterator<Item = (&'a str, u32)> {
    let running = prose.passages.iter().filter(|passage| passage.kind.is_in_text());
    running.flat_map(|passage| {
        let text = passage.text();
        passage.sentences().iter().map(move |one| {
            let sentence = &text[one.clone()];
            (sentence, count(sentence))
        })
    })
}

fn findings(source: &Source<'_>) -> BTreeMap<&'static str, u32> {
    let mut found: Vec<Diagnostic> = Vec::new();
    for rule in counted() {
        if let Check::Source(check) = rule.check {
            check(source, &mut found);
        }
    }
    let waivers = &source.body.waivers;
    let mut counts = BTreeMap::new();
    for finding in found {
        let span = finding.primary.as_ref().and_then(|label| label.span);
        let is_allowed = span.is_some_and(|span| {
            waivers.iter().any(|waiver| waiver.covers(span) && waiver.allows(finding.code))
        });
        if !is_allowed {
            *counts.entry(finding.code.name).or_default() += 1;
        }
    }
    counts
}

fn long(source: &Source<'_>) -> Vec<LongSentence> {
    let mut found = Vec::new();
    for passage in &source.prose().passages {
        for sentence in passage.sentences() {
            let text = &passage.text()[sentence.clone()];
            let Some(words) = has_more_than(text, MANY_WORDS - 1) else { continue };
            found.push(LongSentence {
                source: source.path.clone(),
                span: passage.span(source, sentence.clone()),
                words,
                begins: beginning(text).into_owned(),
            });
        }
    }
    found
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
