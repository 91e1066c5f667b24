//! What somebody has to look at again, and by when.
//!
//! In: the [`Site`]. Out: a list by day. How it is printed is left to `cli` and `outputs`.

use super::{Site, months_later};
use crate::slug::slugify;
use crate::source::UrlPath;
use crate::trust::{HELP_LINES, HelpLine, REGISTERS};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Something that has to be looked at again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// By when.
    pub day: Date,
    /// What it is.
    pub what: DueKind,
    /// The file that says so.
    pub source: String,
    /// What people call it: a page's title, a service and its country.
    pub title: String,
    /// The names of those who reviewed it last, or else wrote it.
    pub who: Vec<String>,
    /// The address of the page.
    pub url: Option<UrlPath>,
    /// A name that stays the same when the day changes; nothing else in the list has it.
    pub id: String,
}

/// What can be due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueKind {
    /// The review of a page.
    Review,
    /// A look at a help line.
    HelpLine,
    /// A look at a row of the registers.
    Register,
}

impl DueKind {
    /// The words for it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Review => "review",
            Self::HelpLine => "help line",
            Self::Register => "register",
        }
    }
}

/// Everything that has a day, the earliest first.
#[must_use]
pub fn due(site: &Site) -> Vec<Due> {
    let mut all: Vec<Due> = pages(site).chain(help_lines(site)).chain(registers(site)).collect();
    // Two rows of a file can have the same name; the order of the file tells them apart.
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for one in &mut all {
        let count = taken.entry(one.id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            one.id = format!("{}-{count}", one.id);
        }
    }
    all.sort_by(|a, b| (a.day, &a.source, &a.id).cmp(&(b.day, &b.source, &b.id)));
    all
}

/// How many help lines and registers nobody has ever looked up, so that they have no day.
#[must_use]
pub fn never_checked(site: &Site) -> usize {
    let lines = site.trust.help_lines.lines.iter().filter(|line| line.verified.is_none());
    let rows = site.trust.registers.rows.iter().filter(|row| row.verified.is_none());
    lines.count() + rows.count()
}

fn pages(site: &Site) -> impl Iterator<Item = Due> + '_ {
    site.pages.iter().zip(&site.reviews).filter_map(|(page, review)| {
        let people = if review.reviewers.is_empty() { &review.authors } else { &review.reviewers };
        Some(Due {
            day: page.matter.trust.review_by?,
            what: DueKind::Review,
            source: page.source.to_string(),
            title: page.title.clone(),
            who: people.iter().map(|person| person.name.clone()).collect(),
            url: Some(page.url.clone()),
            id: page.source.to_string(),
        })
    })
}

fn help_lines(site: &Site) -> impl Iterator<Item = Due> + '_ {
    let months = site.config.help_lines.months;
    let row = move |line: &HelpLine| {
        let place = match line.region.as_str() {
            "" => line.country.clone(),
            region => format!("{} ({region})", line.country),
        };
        let title = format!("{place}: {}", line.service);
        let day = months_later(line.verified?, months)?;
        Some(of_file(day, DueKind::HelpLine, HELP_LINES, title))
    };
    site.trust.help_lines.lines.iter().filter_map(row)
}

fn registers(site: &Site) -> impl Iterator<Item = Due> + '_ {
    let months = site.config.registers.months;
    site.trust.registers.rows.iter().filter_map(move |row| {
        let day = months_later(row.verified?, months)?;
        Some(of_file(day, DueKind::Register, REGISTERS, row.country.clone()))
    })
}

/// A row of a data file.
fn of_file(day: Date, what: DueKind, source: &str, title: String) -> Due {
    let id = format!("{source}#{}", slugify(&title));
    Due { day, what, source: source.to_owned(), title, who: Vec::new(), url: None, id }
}
