//! The memory as two files: the ledger, which every build writes anew, and the store of pages, to
//! which it adds.
//!
//! The layout of the ledger: eight bytes that name it and its version, the hash of what follows, a head,
//! the sources, the outputs; the last two are long, and read at the same time. The store is
//! nothing but pages one behind the other. The ledger says where each page is
//! and has a hash of each, so that a page is checked when it is recalled and not before. Whatever is
//! in the store that no page of the ledger is made of is of no account.

use super::note::key_of;
use super::pages::Pages;
use super::{Basis, Key};
use crate::diagnostics::Diagnostic;
use crate::source::{BlobFacts, Digest, OutPath, SourcePath};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// The name, and the version of the layout.
pub(super) const MAGIC: [u8; 8] = *b"goodfit3";
/// No site that fits a disk has more; beyond that nothing is remembered.
pub(super) const MOST_BYTES: u64 = 4 << 30;

/// What tells that a file has not changed, as far as the disk says. Times are nanoseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Stamp {
    /// Its length.
    pub len: u64,
    /// When its bytes changed last.
    pub modified: i64,
    /// When anything about it changed last, its name and its times included; 0 where nobody knows.
    pub changed: i64,
    /// Which file it is; 0 where nobody knows.
    pub inode: u64,
}

/// A source file as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// How it looked.
    pub stamp: Stamp,
    /// What it was.
    pub content: Content,
}

/// What a source file was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Content {
    /// A text.
    Text(#[serde(with = "in_one_piece")] Digest),
    /// Anything else.
    Blob(BlobFacts),
}

/// An output as it was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    /// How the file looked.
    pub stamp: Stamp,
    /// What was in it.
    #[serde(with = "in_one_piece")]
    pub bytes: Digest,
    /// What it was rendered from, if that can be told.
    pub key: Option<Key>,
}

/// What the last build said.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Last {
    /// What it was asked.
    pub request: Key,
    /// What it found.
    pub found: Vec<Diagnostic>,
    /// How many pages it published, and how many it did not.
    pub pages: (usize, usize),
}

/// What was remembered beside the pages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ledger {
    /// When the sources were looked at.
    pub sources_at: i64,
    /// Every source file.
    pub sources: FxHashMap<SourcePath, Seen>,
    /// The folder that the outputs are in.
    pub output: String,
    /// When the outputs were looked at.
    pub outputs_at: i64,
    /// Every output.
    pub outputs: FxHashMap<OutPath, Output>,
    /// What the last build said.
    pub last: Last,
}

/// The store of pages: a file to which pages are added and in which none is ever changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Store {
    /// Its number, which is a part of its name. No two stores that follow each other have the same.
    pub number: u64,
    /// How long it is.
    pub len: u64,
}

/// Where a page is in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// What its text is; the ledger has it with the source.
    #[serde(skip)]
    pub(super) digest: Digest,
    /// The hash of its bytes.
    pub(super) check: Key,
    /// Where it begins.
    pub(super) start: u64,
    /// How long the page is, and what was found in it.
    pub(super) lens: (u32, u32),
}

/// What a ledger says beside the sources and the outputs.
#[derive(Debug, Serialize, Deserialize)]
pub struct About {
    /// What the pages depended on.
    pub basis: Basis,
    /// When the sources were looked at.
    pub sources_at: i64,
    /// The folder that the outputs are in.
    pub output: String,
    /// When the outputs were looked at.
    pub outputs_at: i64,
    /// What the build said.
    pub last: Last,
}

/// What stands before the sources and the outputs.
#[derive(Serialize, Deserialize)]
pub(super) struct Head<A> {
    pub(super) about: A,
    pub(super) store: Store,
    /// How many bytes the sources are.
    pub(super) sources_len: usize,
}

/// A source; of a page also where it is in the store.
type Source = (SourcePath, Seen, Option<Place>);

/// Digests, which would otherwise be written and read byte by byte.
mod in_one_piece {
    use crate::source::Digest;
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(digest: &Digest, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(digest)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Digest, D::Error> {
        let bytes: &[u8] = Deserialize::deserialize(from)?;
        bytes.try_into().map_err(|_| D::Error::custom("a digest has 32 bytes"))
    }
}

impl Ledger {
    /// Reads a ledger. The pages are there once their bytes are ([`Pages::load`]).
    ///
    /// # Errors
    /// In plain words, if it is of another version or damaged.
    pub fn read(bytes: &[u8]) -> Result<(Self, Pages), &'static str> {
        let rest = bytes.strip_prefix(&MAGIC).ok_or("it is of another version")?;
        let (check, rest) = rest.split_first_chunk::<16>().ok_or("it is cut off")?;
        if key_of(rest).to_le_bytes() != *check {
            return Err("it is damaged");
        }
        let other = "it is of another version";
        let (head, rest): (Head<About>, _) = postcard::take_from_bytes(rest).map_err(|_| other)?;
        let (sources, outputs) = rest.split_at_checked(head.sources_len).ok_or(other)?;
        let (sources, outputs) = rayon::join(
            || postcard::from_bytes(sources).map(by_path),
            || {
                postcard::from_bytes(outputs)
                    .map(|all: Vec<(OutPath, Output)>| all.into_iter().collect())
            },
        );
        let (sources, records) = sources.map_err(|_| other)?;
        let About { basis, sources_at, output, outputs_at, last } = head.about;
        let pages = Pages { basis, store: head.store, records, ..Pages::default() };
        let outputs = outputs.map_err(|_| other)?;
        let ledger = Self { sources_at, sources, output, outputs_at, outputs, last };
        Ok((ledger, pages))
    }
}

/// The sources by path, and the places of those that are pages.
fn by_path(all: Vec<Source>) -> (FxHashMap<SourcePath, Seen>, FxHashMap<SourcePath, Place>) {
    let (mut sources, mut places) = (FxHashMap::default(), FxHashMap::default());
    sources.reserve(all.len());
    places.reserve(all.len());
    for (path, seen, place) in all {
        if let (Some(place), Content::Text(digest)) = (place, seen.content) {
            places.insert(path.clone(), Place { digest, ..place });
        }
        sources.insert(path, seen);
    }
    (sources, places)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::front_matter::Matter;
    use crate::inventory::PageKind;
    use crate::markdown::{Body, Heading};
    use crate::markup::Html;
    use crate::memory::{Page, Record, Sources};
    use crate::source::Span;

    fn path(text: &str) -> SourcePath {
        SourcePath::new(text).expect("a path")
    }

    fn page(title: &str, kind: PageKind) -> Page {
        let heading = Heading {
            level: 2,
            id: "here".to_owned(),
            html: Html::from_text("a < b"),
            text: "a < b".to_owned(),
            span: Span::new(3, 9),
        };
        let body = Body {
            html: "<p>First.</p>\n<h2>a &lt; b</h2>".to_owned(),
            headings: vec![heading],
            words: 3,
            ..Body::default()
        };
        let matter = Matter { title: Some(title.to_owned()), ..Matter::default() };
        let finding = Diagnostic::new(&crate::diagnostics::codes::site::NO_CONTENT, "a finding")
            .at(&path("content/a.md"), Span::new(1, 2))
            .help("a step");
        Page {
            kind,
            matter: Box::new(matter),
            body: Box::new(body),
            rules: String::new(),
            problems: Vec::new(),
            findings: Some(vec![finding]),
        }
    }

    /// A ledger of these sources, and what is added to the store.
    fn write(
        sources: &FxHashMap<SourcePath, Seen>,
        records: &[Record],
        store: Store,
        moved: Option<&Pages>,
    ) -> (Vec<u8>, Vec<u8>) {
        let (output, last) = ("/out".to_owned(), Last::default());
        let about = About { basis: 5, sources_at: 7, output, outputs_at: 9, last };
        let sources = Sources::new(sources, records, store, moved).expect("it is small");
        let outputs = [(OutPath::new("a.html").expect("a path"), output_of("a"))];
        let ledger = Ledger::write(&about, &sources, &outputs).expect("it is small");
        (ledger.concat(), sources.added().to_vec())
    }

    fn output_of(text: &str) -> Output {
        Output { stamp: Stamp::default(), bytes: crate::source::digest(text.as_bytes()), key: None }
    }

    /// A memory of a page and a questionnaire: the ledger and the store.
    fn memory() -> (Vec<u8>, Vec<u8>) {
        let files = [("content/a.md", 1), ("content/q.checklist.yaml", 2)];
        let seen = |n| Seen { stamp: Stamp::default(), content: Content::Text([n; 32]) };
        let sources = files.iter().map(|(name, n)| (path(name), seen(*n))).collect();
        let records = [
            Record::new(&path("content/a.md"), [1; 32], &page("A", PageKind::Page)),
            Record::new(
                &path("content/q.checklist.yaml"),
                [2; 32],
                &page("Q", PageKind::Questionnaire),
            ),
        ];
        write(&sources, &records, Store { number: 1, len: 0 }, None)
    }

    fn read(ledger: &[u8], store: Vec<u8>) -> Option<(Ledger, Pages)> {
        let (ledger, mut pages) = Ledger::read(ledger).ok()?;
        pages.load(store);
        Some((ledger, pages))
    }

    #[test]
    fn what_is_written_is_recalled_by_its_text_and_no_other() {
        let (head, store) = memory();
        let (ledger, pages) = read(&head, store.clone()).expect("our own bytes");
        assert_eq!((ledger.output.as_str(), ledger.sources_at, pages.basis), ("/out", 7, 5));
        assert_eq!(pages.store, Store { number: 1, len: store.len() as u64 });
        assert_eq!(ledger.outputs[&OutPath::new("a.html").expect("a path")], output_of("a"));
        let (recalled, again) = pages.recall(&path("content/a.md"), &[1; 32]).expect("it is known");
        let mut expected = page("A", PageKind::Page);
        // What only the page shows is read again from the text if somebody needs it.
        (expected.body.html, expected.body.recalled) = (String::new(), true);
        expected.body.opening = "<p>First.</p>".len().try_into().expect("it is short");
        (expected.body.headings[0].html, expected.body.headings[0].text) =
            (Html::default(), String::new());
        assert_eq!(recalled, expected);
        assert!(pages.recall(&path("content/a.md"), &[3; 32]).is_none());
        assert!(pages.recall(&path("content/b.md"), &[1; 32]).is_none());
        let (whole, other) =
            pages.recall(&path("content/q.checklist.yaml"), &[2; 32]).expect("it is known");
        assert_eq!(whole, page("Q", PageKind::Questionnaire));
        // Nothing is added for what is there, and all of it if the store is a new one.
        let records = [again, other];
        let kept = write(&ledger.sources, &records, pages.store, None);
        assert_eq!(kept, (head, Vec::new()));
        let new = Store { number: 2, len: 0 };
        let (head, moved) = write(&ledger.sources, &records, new, Some(&pages));
        assert_eq!(moved, store);
        let (_, pages) = read(&head, moved).expect("our own bytes");
        assert_eq!(pages.store, Store { number: 2, len: store.len() as u64 });
        assert_eq!(pages.recall(&path("content/a.md"), &[1; 32]).expect("it is known").0, expected);
    }

    #[test]
    fn what_is_added_stands_behind_what_is_there() {
        let (head, mut store) = memory();
        let (mut ledger, pages) = read(&head, store.clone()).expect("our own bytes");
        let kept = pages.recall(&path("content/a.md"), &[1; 32]).expect("it is known").1;
        let name = path("content/q.checklist.yaml");
        let fresh = Record::new(&name, [4; 32], &page("New", PageKind::Page));
        // Of a page that says something else than its source nothing is remembered.
        let stale = Record::new(&path("content/a.md"), [9; 32], &page("Stale", PageKind::Page));
        let new = Seen { stamp: Stamp::default(), content: Content::Text([4; 32]) };
        ledger.sources.insert(name.clone(), new);
        let (other, _) = write(&ledger.sources, &[stale], pages.store, None);
        assert!(Ledger::read(&other).expect("our own bytes").1.is_empty());
        // A build that was killed has left something behind it.
        store.extend_from_slice(b"half a page");
        let end = Store { len: store.len() as u64, ..pages.store };
        let (head, added) = write(&ledger.sources, &[kept, fresh], end, None);
        store.extend_from_slice(&added);
        let (_, pages) = read(&head, store).expect("our own bytes");
        let title = |name: &SourcePath, digest| {
            pages.recall(name, &[digest; 32]).and_then(|(page, _)| page.matter.title)
        };
        assert_eq!(title(&path("content/a.md"), 1).as_deref(), Some("A"));
        assert_eq!(title(&name, 4).as_deref(), Some("New"));
        assert_eq!(title(&name, 2), None);
    }

    #[test]
    fn any_damage_is_noticed() {
        let (head, store) = memory();
        let everything = |head: &[u8], store: Vec<u8>| -> Option<()> {
            let (_, pages) = read(head, store)?;
            pages.recall(&path("content/a.md"), &[1; 32])?;
            pages.recall(&path("content/q.checklist.yaml"), &[2; 32])?;
            Some(())
        };
        assert!(everything(&head, store.clone()).is_some());
        let damaged = |good: &[u8], at: usize| {
            let mut bad = good.to_vec();
            bad[at] ^= 0x20;
            bad
        };
        for at in 0..head.len() {
            assert!(everything(&damaged(&head, at), store.clone()).is_none(), "byte {at}");
            assert!(everything(&head[..at], store.clone()).is_none(), "{at} bytes");
        }
        for at in 0..store.len() {
            assert!(everything(&head, damaged(&store, at)).is_none(), "byte {at} of the store");
            assert!(everything(&head, store[..at].to_vec()).is_none(), "{at} bytes of the store");
        }
    }
}
