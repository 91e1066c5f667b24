//! Who wrote and checked each page, and whether that still holds.
//!
//! In: pages with what they say about themselves, and the people. Out: a [`PageReview`] for each, and
//! what is wrong. The digest that tells whether words changed comes from `front_matter`; recording a
//! review is left to `cli`.

mod days;
mod judge;

pub use days::months_later;

use super::publishing::why;
use super::{Embedded, Page, PageId, PageLinks, Publishing, Site, folders_above};
use crate::config::{Config, Interval};
use crate::diagnostics::Diagnosed;
use crate::front_matter::{ReviewRecord, Reviewers};
use crate::source::Snapshot;
use crate::trust::{People, Person};
use judge::Bench;
use std::collections::HashSet;

/// Who stands behind a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageReview {
    /// Who wrote it.
    pub authors: Vec<Person>,
    /// Who checked it; empty if nobody did.
    pub reviewers: Vec<Person>,
    /// What the review is worth.
    pub state: ReviewState,
}

/// What the review of a page is worth. It depends on the page's words only, not on the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReviewState {
    /// The page says nothing about reviews.
    #[default]
    Unsaid,
    /// The page says that nobody has reviewed it.
    NotReviewed,
    /// The words are those that were reviewed, or differ by declared editorial changes.
    Current,
    /// The words have changed since they were reviewed.
    Changed,
}

impl PageReview {
    /// Whether a clinician has checked the page.
    #[must_use]
    pub fn is_by_clinician(&self) -> bool {
        self.reviewers.iter().any(|person| person.is_clinical)
    }
}

impl Site {
    /// How long a review of a page holds: for pages that show the help lines as long as these do.
    #[must_use]
    pub fn review_interval(&self, id: PageId) -> Interval {
        interval(&self.links[id.0 as usize], &self.config)
    }
}

fn interval(links: &PageLinks, config: &Config) -> Interval {
    if shows_help_lines(links) { config.help_lines } else { config.reviews }
}

fn shows_help_lines(links: &PageLinks) -> bool {
    links.embeds.iter().flatten().any(|embedded| matches!(embedded, Embedded::HelpLines(_)))
}

/// Looks every page's people up and compares its words with those that were reviewed. Pages that
/// are not published, but for a look at them, are not judged.
pub(super) fn resolve_all(
    pages: &[Page],
    links: &[PageLinks],
    snapshot: &Snapshot,
    config: &Config,
    people: &People,
    publishing: Publishing,
) -> Diagnosed<Vec<PageReview>> {
    let mut diagnostics = Vec::new();
    let public = Publishing { drafts: false, future: false, expired: false, ..publishing };
    let is_hidden = |page: &Page| why(&page.matter, public).is_some();
    let sections = pages.iter().filter(|page| page.own_section.is_some() && page.section.is_some());
    let hidden: HashSet<&str> =
        sections.filter(|page| is_hidden(page)).map(|page| page.source.folder()).collect();
    let mut reviews = Vec::with_capacity(pages.len());
    for (page, links) in pages.iter().zip(links) {
        let is_hidden = is_hidden(page)
            || folders_above(page.source.folder()).any(|folder| hidden.contains(folder));
        if !is_hidden {
            let holds = interval(links, config);
            let shows_help_lines = shows_help_lines(links);
            let now = publishing.now;
            let bench = Bench { page, snapshot, people, now, holds, shows_help_lines };
            bench.judge(&mut diagnostics);
        }
        reviews.push(review(page, people));
    }
    Diagnosed::new(reviews, diagnostics)
}

fn review(page: &Page, people: &People) -> PageReview {
    let trust = &page.matter.trust;
    let known = |keys: &[String]| keys.iter().filter_map(|key| people.get(key)).cloned().collect();
    let named = match &trust.reviewers {
        Reviewers::Named(keys) => keys.as_slice(),
        Reviewers::Unsaid | Reviewers::Nobody => &[],
    };
    let state = match (&trust.reviewers, &trust.review) {
        (Reviewers::Nobody, _) => ReviewState::NotReviewed,
        (Reviewers::Named(_), Some(record)) if holds(record, &trust.words) => ReviewState::Current,
        (Reviewers::Named(_), Some(_)) => ReviewState::Changed,
        (Reviewers::Unsaid, _) | (Reviewers::Named(_), None) => ReviewState::Unsaid,
    };
    PageReview { authors: known(&trust.authors), reviewers: known(named), state }
}

/// Whether words are those that a review was about, or the newest editorial change since.
fn holds(record: &ReviewRecord, words: &str) -> bool {
    record.text == words || record.editorial.last().is_some_and(|change| change.text == words)
}
