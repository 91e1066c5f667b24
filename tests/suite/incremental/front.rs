//! What the front matter of a random page says beyond its title and its days: the pages to read
//! next, the words of the index, minutes, a recorded review.
//!
//! In: dice, and the site around the page. Out: facts that edits can change, and their lines.

use super::site::{DAYS, Dice, Page, Site};
use goodfit::front_matter::{self, Kind};
use goodfit::source::{SourcePath, SourceText};
use std::fmt::Write as _;

/// Words that pages give to the index: few, so that several pages give the same. Two are those of a
/// label and of a term.
pub const INDEX_WORDS: &[&str] = &["cost", "a first look", "Money", "Alliance"];
/// Headings that they can lead to; the second is not on every page.
pub const HEADINGS: &[&str] = &["more", "a-small-heading"];
/// Places that only some pages have, or none.
pub const AWAY: &[&str] = &["not-there-at-all", "mor", "fn-1", "a-small-heading"];
/// What `minutes` of `extra` can be.
pub const MINUTES: &[&str] = &["0", "1", "7", "30", "false"];

#[derive(Clone)]
pub struct Front {
    /// Pages to read next, and whether a place in them is named.
    pub related: Vec<(usize, bool)>,
    /// Words for the index, and to which of [`HEADINGS`] they lead.
    pub index: Vec<(usize, Option<usize>)>,
    pub listed: Option<bool>,
    pub minutes: Option<usize>,
    /// A label of the kind that some sites have beside topics.
    pub audience: bool,
    pub review: Option<Review>,
}

/// What `goodfit review` records.
#[derive(Clone)]
pub struct Review {
    pub day: usize,
    /// The digest of the words as they were.
    pub words: String,
    /// The same after a change that was declared.
    pub declared: Option<String>,
}

/// A link to a place that the page may not have.
#[derive(Clone)]
pub struct Away {
    pub on: usize,
    pub to: usize,
    /// A link to another page, one in the same page, `related:` or `index:`.
    pub form: usize,
    pub id: usize,
}

impl Front {
    pub fn random(number: usize, dice: &mut Dice) -> Self {
        let index = (0..dice.below(3))
            .map(|_| (dice.below(INDEX_WORDS.len()), dice.one_in(2).then_some(0)));
        Self {
            index: index.collect(),
            related: (0..dice.below(3)).map(|_| (dice.below(number), dice.one_in(3))).collect(),
            listed: *dice.pick(&[None, None, None, Some(false)]),
            minutes: dice.one_in(4).then(|| dice.below(MINUTES.len())),
            audience: dice.one_in(3),
            review: None,
        }
    }
}

impl Site {
    /// A review of the words as they are.
    pub fn record(&mut self, id: usize, day: usize) {
        let words = self.digest(id);
        let page = self.pages.get_mut(&id).expect("the page is there");
        page.front.review = Some(Review { day, words, declared: None });
    }

    /// The words as they are need no other review.
    pub fn declare(&mut self, id: usize) {
        let words = self.digest(id);
        if let Some(page) = self.pages.get_mut(&id)
            && let Some(review) = &mut page.front.review
            && review.words != words
        {
            review.declared = Some(words);
        }
    }

    fn digest(&self, id: usize) -> String {
        let path = SourcePath::new("content/page.md").expect("a path");
        let text = self.text(id, &self.pages[&id]);
        front_matter::digest(&SourceText::new(path, text.as_str()), Kind::Page)
    }

    /// The lines of a page's front matter.
    pub fn front(&self, id: usize, page: &Page) -> String {
        let front = &page.front;
        let mut text = String::new();
        let away = self.away.as_ref().filter(|away| away.on == id);
        let mut named: Vec<usize> = Vec::new();
        let mut lines = String::new();
        for (other, at_place) in &front.related {
            if *other != id && !named.contains(other) {
                named.push(*other);
                if let Some(path) = self.path_from(page, *other) {
                    let place = if *at_place { self.place(*other) } else { "" };
                    let _ = writeln!(lines, "  - {path}{place}");
                }
            }
        }
        if let Some(away) = away.filter(|away| away.form == 2 && !named.contains(&away.to))
            && let Some(path) = self.path_from(page, away.to)
        {
            let _ = writeln!(lines, "  - {path}#{}", AWAY[away.id]);
        }
        list(&mut text, "related", &lines);
        let mut said = front.index.clone();
        said.sort_unstable();
        said.dedup();
        let mut lines = String::new();
        for (word, heading) in said {
            let _ = match heading {
                Some(at) => writeln!(lines, "  - {}: {}", INDEX_WORDS[word], HEADINGS[at]),
                None => writeln!(lines, "  - {}", INDEX_WORDS[word]),
            };
        }
        if let Some(away) = away.filter(|away| away.form == 3) {
            let _ = writeln!(lines, "  - away: {}", AWAY[away.id]);
        }
        match front.listed {
            Some(listed) if lines.is_empty() => {
                let _ = writeln!(text, "index: {listed}");
            }
            _ => list(&mut text, "index", &lines),
        }
        if let Some(minutes) = front.minutes {
            let _ = writeln!(text, "extra: {{ minutes: {} }}", MINUTES[minutes]);
        }
        if page.health || front.review.is_some() {
            text.push_str("type: health\nauthors: [editors]\nreview_by: 2027-01-15\n");
        }
        match &front.review {
            Some(review) => {
                let (day, words) = (DAYS[review.day], &review.words);
                let _ = write!(
                    text,
                    "reviewers: [ada]\nlast_reviewed: {day}\nreview:\n  by: [ada]\n  date: {day}\n  text: \"{words}\"\n"
                );
                if let Some(words) = &review.declared {
                    let _ = write!(
                        text,
                        "  editorial:\n    - date: 2026-11-20\n      reason: \"Clearer words\"\n      text: \"{words}\"\n"
                    );
                }
            }
            None if page.health => text.push_str("reviewers: none\n"),
            None => {}
        }
        text
    }

    /// The way from a page to another, which takes the links to it along if it is gone.
    pub fn path_from(&self, page: &Page, to: usize) -> Option<String> {
        let up = "../".repeat(page.path().matches('/').count() - 1);
        Some(format!("{up}{}", &self.pages.get(&to)?.path()["content/".len()..]))
    }
}

fn list(text: &mut String, key: &str, lines: &str) {
    if !lines.is_empty() {
        let _ = write!(text, "{key}:\n{lines}");
    }
}
