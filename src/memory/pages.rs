//! Parsed pages as bytes.

use super::note::key_of;
use super::{Basis, Key};
use crate::diagnostics::Diagnostic;
use crate::front_matter::Matter;
use crate::inventory::PageKind;
use crate::markdown::{Body, Prose};
use crate::source::{Digest, SourcePath};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// The pages of one build.
#[derive(Debug, Default)]
pub struct Pages {
    /// What they depended on.
    pub basis: Basis,
    pub(super) bytes: Vec<u8>,
    pub(super) records: HashMap<SourcePath, Place>,
}

/// Where a page is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) digest: Digest,
    /// The hash of its bytes.
    pub(super) check: Key,
    pub(super) start: usize,
    /// How long the page is, and what was found in it.
    pub(super) lens: (usize, usize),
}

/// A page that was parsed.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// What it is, by its name.
    pub kind: PageKind,
    /// Its front matter, as written.
    pub matter: Matter,
    /// Its text; of most pages without HTML and words.
    pub body: Body,
    /// The style rules that only it needs.
    pub rules: String,
    /// What was wrong with it, for its own part.
    pub problems: Vec<Diagnostic>,
    /// What rules said that look at pages one by one; `None` if they were not asked.
    pub findings: Option<Vec<Diagnostic>>,
}

#[derive(Serialize, Deserialize)]
struct Written<M, B, R, D, W> {
    kind: PageKind,
    matter: M,
    body: B,
    rules: R,
    problems: D,
    opening: R,
    whole: Option<W>,
}

/// One page to remember.
#[derive(Debug, Clone)]
pub struct Record {
    /// Where it is.
    pub path: SourcePath,
    /// What its text is.
    pub digest: Digest,
    /// The page.
    page: Box<[u8]>,
    /// What rules said, as far as they were asked.
    findings: Box<[u8]>,
}

impl Record {
    /// Remembers a page. Of most only what others need is kept; a questionnaire, which costs more
    /// than its bytes, is kept whole.
    #[must_use]
    pub fn new(path: &SourcePath, digest: Digest, page: &Page) -> Self {
        let whole = (page.kind == PageKind::Questionnaire && !page.body.recalled)
            .then_some((&page.body.html, &page.body.prose));
        let written = Written {
            kind: page.kind,
            matter: &page.matter,
            body: &page.body,
            rules: page.rules.as_str(),
            problems: &page.problems,
            opening: page.body.opening(),
            whole,
        };
        let mut record =
            Self { path: path.clone(), digest, page: bytes(&written), findings: Box::default() };
        if let Some(findings) = &page.findings {
            record.found(findings);
        }
        record
    }

    /// Adds what rules said of it.
    pub fn found(&mut self, findings: &[Diagnostic]) {
        self.findings = bytes(&findings);
    }

    /// Whether it is known what rules said of it.
    #[must_use]
    pub fn has_findings(&self) -> bool {
        !self.findings.is_empty()
    }

    pub(super) fn parts(&self) -> (&[u8], &[u8]) {
        (&self.page, &self.findings)
    }
}

/// No longer than they are: there are as many of them as pages, and they stay to the end.
fn bytes(value: &impl Serialize) -> Box<[u8]> {
    postcard::to_stdvec(value).expect("values in memory can be written").into_boxed_slice()
}

impl Pages {
    /// A record of every page, as it is, by path.
    #[must_use]
    pub fn all(&self) -> Vec<Record> {
        let mut records: Vec<Record> =
            self.records.iter().filter_map(|(path, place)| self.record(path, place)).collect();
        records.sort_by(|a, b| a.path.cmp(&b.path));
        records
    }

    fn record(&self, path: &SourcePath, place: &Place) -> Option<Record> {
        let (len, found) = place.lens;
        let bytes = self.bytes.get(place.start..place.start + len + found)?;
        let (page, findings) = bytes.split_at(len);
        Some(Record {
            path: path.clone(),
            digest: place.digest,
            page: page.into(),
            findings: findings.into(),
        })
    }

    /// The page with that path, if its text has that digest and its bytes are as they were; and a
    /// record that remembers it once more.
    #[must_use]
    pub fn recall(&self, path: &SourcePath, digest: &Digest) -> Option<(Page, Record)> {
        let place = self.records.get(path).filter(|place| place.digest == *digest)?;
        let (len, found) = place.lens;
        let bytes = self.bytes.get(place.start..place.start + len + found)?;
        if key_of(bytes) != place.check {
            return None;
        }
        let record = self.record(path, place)?;
        let written: Written<Matter, Body, String, Vec<Diagnostic>, (String, Prose)> =
            postcard::from_bytes(&record.page).ok()?;
        let mut body = written.body;
        match written.whole {
            Some((html, prose)) => (body.html, body.prose) = (html, prose),
            None => (body.html, body.recalled) = (written.opening, true),
        }
        let told = match &*record.findings {
            [] => None,
            bytes => Some(postcard::from_bytes(bytes).ok()?),
        };
        let page = Page {
            kind: written.kind,
            matter: written.matter,
            body,
            rules: written.rules,
            problems: written.problems,
            findings: told,
        };
        Some((page, record))
    }
}
