//! Parsed pages as bytes.

use super::Basis;
use super::file::{Place, Store};
use super::light::Light;
use super::note::key_of;
use crate::diagnostics::Diagnostic;
use crate::front_matter::Matter;
use crate::inventory::PageKind;
use crate::markdown::{Body, Prose};
use crate::source::{Digest, SourcePath};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// The pages of one build.
#[derive(Debug, Default)]
pub struct Pages {
    /// What they depended on.
    pub basis: Basis,
    /// Where they are.
    pub store: Store,
    /// What is in the store, once it is loaded.
    pub(super) bytes: Vec<u8>,
    pub(super) records: FxHashMap<SourcePath, Place>,
}

/// A page that was parsed.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// What it is, by its name.
    pub kind: PageKind,
    /// Its front matter, as written.
    pub matter: Box<Matter>,
    /// Its text; of most pages without HTML and words.
    pub body: Box<Body>,
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
    opening: u32,
    whole: Option<W>,
}

/// The same, as it is read.
type Read = Written<Box<Matter>, Box<Body>, String, Vec<Diagnostic>, (String, Prose)>;

/// One page to remember.
#[derive(Debug, Clone)]
pub struct Record {
    /// Where it is.
    pub path: SourcePath,
    /// What its text is.
    pub digest: Digest,
    part: Part,
}

/// What is remembered of a page.
#[derive(Debug, Clone)]
pub(super) enum Part {
    /// What was remembered before.
    Kept(Place),
    /// The page; and what rules said, as far as they were asked.
    Fresh(Box<[u8]>, Box<[u8]>),
}

impl Record {
    /// Remembers a page. Of most only what others need is kept; a questionnaire, which costs more
    /// than its bytes, is kept whole.
    #[must_use]
    pub fn new(path: &SourcePath, digest: Digest, page: &Page) -> Self {
        let is_indexed = page.matter.index.words.iter().any(|word| word.heading.is_some());
        let bytes = if page.kind == PageKind::Questionnaire && !page.body.recalled {
            page_as_bytes(page, &page.body, Some((&page.body.html, &page.body.prose)))
        } else {
            page_as_bytes(page, Light::of(&page.body, is_indexed), None)
        };
        let part = Part::Fresh(bytes, Box::default());
        let mut record = Self { path: path.clone(), digest, part };
        if let Some(findings) = &page.findings {
            record.found(findings);
        }
        record
    }

    /// Adds what rules said of it, if that is not known.
    pub fn found(&mut self, findings: &[Diagnostic]) {
        if let Part::Fresh(_, found) = &mut self.part {
            *found = bytes(&findings);
        }
    }

    /// Whether it is known what rules said of it.
    #[must_use]
    pub fn has_findings(&self) -> bool {
        match &self.part {
            Part::Kept(_) => true,
            Part::Fresh(_, findings) => !findings.is_empty(),
        }
    }

    /// How many bytes of the store it keeps in use.
    #[must_use]
    pub fn kept_len(&self) -> u64 {
        match &self.part {
            Part::Kept(place) => u64::from(place.lens.0) + u64::from(place.lens.1),
            Part::Fresh(..) => 0,
        }
    }

    pub(super) fn parts(&self) -> &Part {
        &self.part
    }
}

fn page_as_bytes(page: &Page, body: impl Serialize, whole: Option<(&String, &Prose)>) -> Box<[u8]> {
    bytes(&Written {
        kind: page.kind,
        matter: &page.matter,
        body,
        rules: page.rules.as_str(),
        problems: &page.problems,
        opening: page.body.opening_len(),
        whole,
    })
}

/// No longer than they are: there are as many of them as pages, and they stay to the end.
fn bytes(value: &impl Serialize) -> Box<[u8]> {
    postcard::to_stdvec(value).expect("values in memory can be written").into_boxed_slice()
}

impl Pages {
    /// Takes what is in the store.
    pub fn load(&mut self, bytes: Vec<u8>) {
        self.bytes = bytes;
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// A record of every page, as it is.
    #[must_use]
    pub fn all(&self) -> Vec<Record> {
        let kept = |(path, place): (&SourcePath, &Place)| Record {
            path: path.clone(),
            digest: place.digest,
            part: Part::Kept(*place),
        };
        self.records.iter().map(kept).collect()
    }

    /// The bytes of a page and of its findings, if they are there.
    pub(super) fn bytes_at(&self, place: &Place) -> Option<&[u8]> {
        let start = usize::try_from(place.start).ok()?;
        self.bytes.get(start..)?.get(..place.lens.0 as usize + place.lens.1 as usize)
    }

    /// The page with that path, if its text has that digest and its bytes are as they were; and a
    /// record that remembers it once more.
    #[must_use]
    pub fn recall(&self, path: &SourcePath, digest: &Digest) -> Option<(Page, Record)> {
        let place = self.records.get(path).filter(|place| place.digest == *digest)?;
        let bytes = self.bytes_at(place)?;
        if key_of(bytes) != place.check {
            return None;
        }
        let (page, findings) = bytes.split_at(place.lens.0 as usize);
        let written: Read = postcard::from_bytes(page).ok()?;
        let mut body = written.body;
        match written.whole {
            Some((html, prose)) => (body.html, body.prose) = (html, prose),
            None => (body.opening, body.recalled) = (written.opening, true),
        }
        let (told, part) = match findings {
            // Rules may be asked this time, and then there is more to remember.
            [] => (None, Part::Fresh(page.into(), Box::default())),
            bytes => (Some(postcard::from_bytes(bytes).ok()?), Part::Kept(*place)),
        };
        let record = Record { path: path.clone(), digest: place.digest, part };
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
