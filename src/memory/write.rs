//! The memory on its way to the disk.
//!
//! In: what is known at the end of a build. Out: bytes in the layout that [`file`](super::file) reads, in
//! two steps, because the sources are known before the outputs are in their place. Where the bytes go is
//! left to `disk`.

use super::file::{About, Content, Head, Ledger, MAGIC, MOST_BYTES, Output, Place, Seen, Store};
use super::note::{key_of, key_of_parts};
use super::pages::{Pages, Part, Record};
use crate::source::{OutPath, SourcePath};
use rustc_hash::FxHashMap;
use serde::Serialize;
use std::borrow::Cow;

/// About so many bytes are a source or an output.
const EACH: usize = 160;

/// A list of values as bytes, as those of a `Vec`.
fn list<T: Serialize>(values: impl ExactSizeIterator<Item = T>) -> Option<Vec<u8>> {
    let bytes = Vec::with_capacity(values.len() * EACH);
    let mut bytes = postcard::to_extend(&values.len(), bytes).ok()?;
    for value in values {
        bytes = postcard::to_extend(&value, bytes).ok()?;
    }
    Some(bytes)
}

/// The sources of a ledger as bytes, and what is to be added to the store for them.
#[derive(Debug)]
pub struct Sources {
    bytes: Vec<u8>,
    added: Vec<u8>,
    /// The store, once that is added.
    store: Store,
}

impl Sources {
    /// Writes down every source, and where its page is. The store has the length that `store` says. With
    /// `moved`, it is a new one, into which all pages are moved. `None` if something is too large.
    #[must_use]
    pub fn new(
        seen: &FxHashMap<SourcePath, Seen>,
        records: &[Record],
        mut store: Store,
        moved: Option<&Pages>,
    ) -> Option<Self> {
        let mut added = Vec::new();
        let mut places = FxHashMap::default();
        places.reserve(records.len());
        for record in records {
            let place = match record.parts() {
                Part::Kept(place) if moved.is_none() => *place,
                Part::Kept(place) => {
                    // What is not there to be moved is parsed again.
                    let Some(bytes) = moved.and_then(|pages| pages.bytes_at(place)) else {
                        continue;
                    };
                    let start = store.len + added.len() as u64;
                    added.extend_from_slice(bytes);
                    Place { start, ..*place }
                }
                Part::Fresh(page, findings) => {
                    let at = added.len();
                    added.extend_from_slice(page);
                    added.extend_from_slice(findings);
                    let lens =
                        (u32::try_from(page.len()).ok()?, u32::try_from(findings.len()).ok()?);
                    let check = key_of(&added[at..]);
                    Place { digest: record.digest, check, start: store.len + at as u64, lens }
                }
            };
            places.insert(&record.path, place);
        }
        store.len += added.len() as u64;
        let sources = seen.iter().map(|(path, seen)| {
            let is_of_it = |place: &&Place| seen.content == Content::Text(place.digest);
            (path, seen, places.get(path).filter(is_of_it))
        });
        Some(Self { bytes: list(sources)?, added, store })
    }

    /// What is to be added to the store.
    #[must_use]
    pub fn added(&self) -> &[u8] {
        &self.added
    }
}

impl Ledger {
    /// A ledger as bytes, in three pieces. `None` if it would be too large to be of use.
    #[must_use]
    pub fn write<'a>(
        about: &About,
        sources: &'a Sources,
        outputs: &[(OutPath, Output)],
    ) -> Option<[Cow<'a, [u8]>; 3]> {
        let outputs = list(outputs.iter())?;
        let head = Head { about, store: sources.store, sources_len: sources.bytes.len() };
        // The hash is put in when the rest is there.
        let start = [&MAGIC[..], &[0; 16]].concat();
        let mut head = postcard::to_extend(&head, start).ok()?;
        let hash = key_of_parts(&[&head[MAGIC.len() + 16..], &sources.bytes, &outputs]);
        head[MAGIC.len()..MAGIC.len() + 16].copy_from_slice(&hash.to_le_bytes());
        let len = head.len() + sources.bytes.len() + outputs.len();
        let is_small = sources.store.len + len as u64 <= MOST_BYTES;
        is_small.then_some([head.into(), sources.bytes.as_slice().into(), outputs.into()])
    }
}
