//! What is wrong with what one page says about its authors and reviewers.
//!
//! One mistake, one finding: who is not known is not also missing, a key with a wrong value is not
//! missing either, and what cannot be compared is not compared.

use super::super::Page;
use super::holds;
use crate::config::Interval;
use crate::diagnostics::codes::people as codes;
use crate::diagnostics::{Code, Diagnostic};
use crate::front_matter::{self, PageType, ReviewRecord, Reviewers, TrustMatter, is_digest, says};
use crate::inventory::PageKind;
use crate::source::{Snapshot, SourceText};
use crate::trust::People;
use crate::yaml::Step::{self, Index, Key};
use jiff::civil::Date;

/// Keys that have a meaning of their own, however near they are to another one.
const KNOWN: [&str; 11] = [
    "type",
    "authors",
    "reviewers",
    "last_reviewed",
    "review_by",
    "evidence_checked",
    "certainty",
    "changes",
    "sources",
    "glossary",
    "review",
];

/// One page, and what it is judged by.
pub(super) struct Bench<'a> {
    pub(super) page: &'a Page,
    pub(super) snapshot: &'a Snapshot,
    pub(super) people: &'a People,
    /// The day it is judged on.
    pub(super) now: Date,
    /// How long a review of it holds.
    pub(super) holds: Interval,
    pub(super) shows_help_lines: bool,
}

/// Where findings go.
pub(super) type Found = Vec<Diagnostic>;

impl Bench<'_> {
    pub(super) fn judge(&self, found: &mut Found) {
        let trust = &self.page.matter.trust;
        let reviewers = match &trust.reviewers {
            Reviewers::Named(keys) => keys.as_slice(),
            Reviewers::Unsaid | Reviewers::Nobody => &[],
        };
        let cascade = &self.page.matter.section.cascade.authors;
        self.unknown(cascade, &[Key("cascade"), Key("authors")], found);
        // Authors that a section hands down are reported there.
        if !self.all_known(&trust.authors) && self.says("authors") {
            self.unknown(&trust.authors, &[Key("authors")], found);
        }
        self.unknown(reviewers, &[Key("reviewers")], found);
        self.required(found);
        let is_recorded = self.all_known(reviewers) && self.record(reviewers, found);
        self.days(is_recorded, found);
    }

    /// The text of the page; only asked for if there is something to say.
    fn source(&self) -> Option<SourceText> {
        self.snapshot.text(&self.page.source)
    }

    /// Whether the page's own file says something for a key, rightly or not.
    pub(super) fn says(&self, key: &str) -> bool {
        self.source().is_none_or(|source| says(&source, key, &KNOWN))
    }

    /// A finding at a place in the front matter.
    pub(super) fn at(&self, code: &'static Code, path: &[Step<'_>], message: String) -> Diagnostic {
        let problem = Diagnostic::new(code, message);
        match self.source() {
            Some(source) => problem.at(&self.page.source, front_matter::span_of(&source, path)),
            None => problem.in_file(&self.page.source),
        }
    }

    /// The command that records a review of the page.
    pub(super) fn command(&self, by: &str) -> String {
        format!("`goodfit review {} --by {by}`", self.page.source)
    }

    fn all_known(&self, keys: &[String]) -> bool {
        keys.iter().all(|key| self.people.has(key))
    }

    fn unknown(&self, keys: &[String], path: &[Step<'_>], found: &mut Found) {
        for (at, key) in keys.iter().enumerate().filter(|(_, key)| !self.people.has(key)) {
            let path = [path, &[Index(at)]].concat();
            let message = format!("there is no person `{key}`");
            found.push(
                self.at(&codes::UNKNOWN_PERSON, &path, message)
                    .help("add an entry to `data/people.yaml`")
                    .did_you_mean(key, self.people.keys()),
            );
        }
    }

    /// What pages of a type have to say.
    fn required(&self, found: &mut Found) {
        let trust = &self.page.matter.trust;
        let (kind, is_evidence) = match trust.page_type {
            Some(PageType::Health) => ("health", false),
            Some(PageType::Evidence) => ("evidence", true),
            Some(PageType::General) | None => return,
        };
        // A questionnaire without the day has been told so already.
        let needs_day = self.page.kind != PageKind::Questionnaire;
        let missing = [
            (&codes::NO_AUTHORS, "authors", trust.authors.is_empty()),
            (&codes::NO_REVIEWERS, "reviewers", trust.reviewers == Reviewers::Unsaid),
            (&codes::NO_REVIEW_BY, "review_by", trust.review_by.is_none() && needs_day),
            (&codes::NO_CERTAINTY, "certainty", trust.certainty.is_none() && is_evidence),
        ];
        for (code, key, _) in missing.into_iter().filter(|(.., is_missing)| *is_missing) {
            if self.says(key) {
                continue;
            }
            let help = match key {
                "authors" => match self.people.keys().next() {
                    Some(person) => format!("add a line such as `authors: [{person}]`"),
                    None => "add them to `data/people.yaml`, and here `authors: [key]`".to_owned(),
                },
                "reviewers" => "write `reviewers: none` if nobody has reviewed it".to_owned(),
                "review_by" => {
                    let day = self.latest_day().unwrap_or(self.now);
                    format!("add a line such as `review_by: {day}`")
                }
                _ => "add `certainty:` with `well-supported`, `mixed`, `contested` or `early`"
                    .to_owned(),
            };
            let place = if self.says("type") { "type" } else { "title" };
            let message = format!("a page of the type `{kind}` needs `{key}`");
            found.push(self.at(code, &[Key(place)], message).help(help));
        }
    }

    /// Whether what the page says of its reviewers and their day is what was recorded.
    fn record(&self, reviewers: &[String], found: &mut Found) -> bool {
        let trust = &self.page.matter.trust;
        if reviewers.is_empty() {
            return self.without_reviewers(trust, found);
        }
        if trust.authors.len() == 1 && reviewers.iter().all(|key| *key == trust.authors[0]) {
            let message = format!("`{}` is the only author and the only reviewer", reviewers[0]);
            found.push(
                self.at(&codes::OWN_REVIEWER, &[Key("reviewers")], message)
                    .help("let somebody else review it, or write `reviewers: none`"),
            );
            return false;
        }
        let by = reviewers.join(",");
        let Some(record) = &trust.review else {
            if !self.says("review") {
                let names: Vec<_> = reviewers.iter().map(|key| format!("`{key}`")).collect();
                let message = format!("no review by {} is recorded", names.join(", "));
                found.push(
                    self.at(&codes::NOT_RECORDED, &[Key("reviewers")], message)
                        .help(format!("after a review run {}", self.command(&by))),
                );
            }
            return false;
        };
        if !self.is_complete(record, &by, found) {
            return false;
        }
        self.digests(record, &by, found);
        self.agrees(record, reviewers, &by, found)
    }

    /// Days and records of reviews that nobody did.
    fn without_reviewers(&self, trust: &TrustMatter, found: &mut Found) -> bool {
        let says_nobody = trust.reviewers == Reviewers::Nobody;
        let is_told = trust.page_type.unwrap_or_default() != PageType::General;
        let key = match (trust.review.is_some(), trust.last_reviewed.is_some()) {
            (true, _) => "review",
            (false, true) => "last_reviewed",
            (false, false) => return true,
        };
        // That the key is missing, or has a wrong value, has been reported.
        if !says_nobody && (is_told || self.says("reviewers")) {
            return false;
        }
        let but = if says_nobody { "`reviewers` is `none`" } else { "`reviewers` is missing" };
        let message = format!("the page has `{key}`, but {but}");
        found.push(
            self.at(&codes::DISAGREES, &[Key(key)], message)
                .help(format!("remove it, or after a review run {}", self.command("PERSON"))),
        );
        false
    }

    fn is_complete(&self, record: &ReviewRecord, by: &str, found: &mut Found) -> bool {
        let missing = [
            ("by", record.by.is_empty()),
            ("date", record.date.is_none()),
            ("text", record.text.is_empty()),
        ];
        let Some((key, _)) = missing.into_iter().find(|(_, is_missing)| *is_missing) else {
            return true;
        };
        let (whole, part) = (&[Key("review")][..], &[Key("review"), Key(key)][..]);
        let source = self.source();
        // A value that is there and wrong has been reported.
        let is_absent = source.is_some_and(|source| {
            front_matter::span_of(&source, whole) == front_matter::span_of(&source, part)
        });
        if is_absent {
            let message = format!("the recorded review has no `{key}`");
            found.push(
                self.at(&codes::NOT_RECORDED, whole, message)
                    .help(format!("after a review run {}", self.command(by))),
            );
        }
        false
    }

    /// A page that was given another day or other names by hand.
    fn agrees(
        &self,
        record: &ReviewRecord,
        reviewers: &[String],
        by: &str,
        found: &mut Found,
    ) -> bool {
        let trust = &self.page.matter.trust;
        let sorted = |keys: &[String]| {
            let mut keys = keys.to_vec();
            keys.sort();
            keys.dedup();
            keys
        };
        let recorded = record.date.unwrap_or_default();
        let (key, message) = if sorted(&record.by) != sorted(reviewers) {
            let by = record.by.join(", ");
            ("reviewers", format!("the recorded review is by `{by}`, not by these reviewers"))
        } else if trust.last_reviewed.is_none() && !self.says("last_reviewed") {
            let message = format!("a review of {recorded} is recorded, and `last_reviewed` is not");
            ("review", message)
        } else if trust.last_reviewed.is_some_and(|day| day != recorded) {
            ("last_reviewed", format!("the recorded review is of {recorded}, not of this day"))
        } else {
            return true;
        };
        let problem = self
            .at(&codes::DISAGREES, &[Key(key)], message)
            .help(format!("restore what was there; after a new review run {}", self.command(by)));
        found.push(problem);
        false
    }

    fn digests(&self, record: &ReviewRecord, by: &str, found: &mut Found) {
        let unknown = |path: &[Step<'_>], text: &str| {
            let message = format!("`{text}` is not a digest that this version can compare");
            self.at(&codes::UNKNOWN_DIGEST, path, message).help(format!(
                "restore what `goodfit review` wrote, or after a review run {}",
                self.command(by)
            ))
        };
        let mut are_known = true;
        if !is_digest(&record.text) {
            found.push(unknown(&[Key("review"), Key("text")], &record.text));
            are_known = false;
        }
        for (at, change) in record.editorial.iter().enumerate() {
            if !is_digest(&change.text) {
                let path = [Key("review"), Key("editorial"), Index(at), Key("text")];
                found.push(unknown(&path, &change.text));
                are_known = false;
            }
        }
        if are_known && !holds(record, &self.page.matter.trust.words) {
            let message = "the words have changed since they were reviewed".to_owned();
            let file = &self.page.source;
            found.push(self.at(&codes::CHANGED, &[Key("review")], message).help(format!(
                "have the change reviewed, or run `goodfit review {file} --editorial REASON`"
            )));
        }
    }
}
