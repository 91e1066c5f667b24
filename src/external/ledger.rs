//! `links.lock.yaml`: what was heard of each link, and when to ask again.
//!
//! In: the file, and what was heard today. Out: a [`Ledger`], and its text. It is written by the
//! program, sorted, so that a change of it can be read.

use super::{Link, Verdict, is_skipped};
use crate::config::ExternalLinks;
use crate::diagnostics::{Diagnosed, codes};
use crate::source::{Snapshot, SourcePath};
use crate::yaml::{Document, Findings, Format, MapReader, Node, Value};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Where the file is.
pub const PATH: &str = "links.lock.yaml";

/// What the file begins with.
const HEAD: &str = "# What `goodfit check links --external` has heard of each link. Written by the program; it can be\n\
     # kept with the texts.\n";

static FORMAT: Format = Format {
    name: "`links.lock.yaml`",
    not_yaml: &codes::links::BAD_LEDGER,
    too_long: &codes::links::BAD_LEDGER,
    unknown_key: &codes::links::BAD_LEDGER,
    wrong_type: &codes::links::BAD_LEDGER,
    duplicate_key: &codes::links::BAD_LEDGER,
    max_bytes: 64 * 1024 * 1024,
};

/// The path of the file.
#[must_use]
pub fn path() -> SourcePath {
    SourcePath::new(PATH).expect("it is a plain relative path")
}

/// What was heard of one link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The last word on it.
    pub verdict: Verdict,
    /// The day it was asked.
    pub checked: Date,
    /// The day it led nowhere for the first time since it last led somewhere.
    pub failing_since: Option<Date>,
    /// The day it is to be asked again.
    pub next: Date,
}

/// What was heard of all links, by address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// By address.
    pub entries: BTreeMap<String, Entry>,
}

impl Ledger {
    /// Reads the file; without it nothing is known.
    pub fn from_data(snapshot: &Snapshot) -> Diagnosed<Self> {
        let Some(source) = snapshot.text(&path()) else { return Diagnosed::default() };
        let mut diagnostics = Vec::new();
        let document = Document::parse(&source, 0..source.text.len(), &FORMAT);
        let Some(document) = document.into_value(&mut diagnostics) else {
            return Diagnosed::new(Self::default(), diagnostics);
        };
        let findings = Findings::default();
        let mut entries = BTreeMap::new();
        if !matches!(document.root(), Node::Null) {
            for (url, value) in Value::root(&document, &findings).entries() {
                if let Some(entry) = value.map().and_then(read) {
                    entries.insert(url.to_owned(), entry);
                }
            }
        }
        diagnostics.extend(findings.into_vec());
        Diagnosed::new(Self { entries }, diagnostics)
    }

    /// The links that are to be asked today: those never asked, and those whose day has come. With a
    /// day in the future in the file, somebody's clock was wrong, and the link is asked too.
    #[must_use]
    pub fn due<'l>(&self, links: &'l [Link], settings: &ExternalLinks, now: Date) -> Vec<&'l str> {
        let is_due = |url: &str| {
            self.entries.get(url).is_none_or(|entry| entry.next <= now || entry.checked > now)
        };
        links
            .iter()
            .map(|link| link.url.as_str())
            .filter(|url| !is_skipped(url, &settings.skip) && is_due(url))
            .collect()
    }

    /// What is known after today. Links that no source has any more, and those that are skipped, are
    /// forgotten.
    #[must_use]
    pub fn after(
        &self,
        links: &[Link],
        heard: &BTreeMap<String, Verdict>,
        settings: &ExternalLinks,
        now: Date,
    ) -> Self {
        let mut entries = BTreeMap::new();
        for link in links.iter().filter(|link| !is_skipped(&link.url, &settings.skip)) {
            let known = self.entries.get(&link.url);
            let entry = match heard.get(&link.url) {
                Some(verdict) => Some(Entry::new(verdict.clone(), known, settings, now)),
                None => known.cloned(),
            };
            entries.extend(entry.map(|entry| (link.url.clone(), entry)));
        }
        Self { entries }
    }

    /// The text of the file.
    #[must_use]
    pub fn to_yaml(&self) -> String {
        let mut out = HEAD.to_owned();
        for (url, entry) in &self.entries {
            let _ = writeln!(out, "{}:", quoted(url));
            let (status, more) = match &entry.verdict {
                Verdict::Fine => ("ok", None),
                Verdict::Moved(to) => ("moved", Some(("moved_to", to))),
                Verdict::Broken(why) => ("broken", Some(("because", why))),
                Verdict::Unsure(why) => ("unsure", Some(("because", why))),
            };
            let _ = writeln!(out, "  status: {status}");
            if let Some((key, text)) = more {
                let _ = writeln!(out, "  {key}: {}", quoted(text));
            }
            if let Some(day) = entry.failing_since {
                let _ = writeln!(out, "  failing_since: {day}");
            }
            let _ = writeln!(out, "  checked: {}\n  next: {}", entry.checked, entry.next);
        }
        out
    }
}

impl Entry {
    fn new(verdict: Verdict, known: Option<&Self>, settings: &ExternalLinks, now: Date) -> Self {
        let before = known.and_then(|entry| entry.failing_since);
        let (failing_since, days) = match verdict {
            Verdict::Fine | Verdict::Moved(_) => (None, settings.recheck_days),
            // The first failure may be a bad day, so that the next look is soon.
            Verdict::Broken(_) => (before.or(Some(now)), 1),
            // It is no failure, and does not take an earlier one back either.
            Verdict::Unsure(_) => (before, settings.recheck_days),
        };
        let next = now.checked_add(jiff::Span::new().days(i64::from(days))).unwrap_or(Date::MAX);
        Self { verdict, checked: now, failing_since, next }
    }

    /// Whether it has led nowhere on two days.
    #[must_use]
    pub fn is_confirmed(&self) -> bool {
        matches!(self.verdict, Verdict::Broken(_))
            && self.failing_since.is_some_and(|day| day < self.checked)
    }
}

/// A text as YAML has it, which takes JSON's quotes.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text can always be written")
}

/// One entry; `None` if it is not whole, which means that the link is asked again.
fn read(mut map: MapReader<'_>) -> Option<Entry> {
    let words = [("ok", 0), ("moved", 1), ("broken", 2), ("unsure", 3)];
    let status = map.choice("status", &words);
    let (to, why) = (map.text("moved_to"), map.text("because").unwrap_or_default());
    let failing_since = map.date("failing_since");
    let (checked, next) = (map.date("checked"), map.date("next"));
    map.finish();
    let verdict = match status? {
        1 => Verdict::Moved(to?),
        2 => Verdict::Broken(why),
        3 => Verdict::Unsure(why),
        _ => Verdict::Fine,
    };
    Some(Entry { verdict, checked: checked?, failing_since, next: next? })
}
