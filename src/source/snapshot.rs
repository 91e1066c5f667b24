//! Every source file of a site at one moment.

use super::{SourcePath, SourceText};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Bound;
use std::sync::{Arc, OnceLock};

/// What the core knows about a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A text, in full.
    Text(Arc<str>),
    /// A text that is as it was when it was last read; it is read again only if somebody asks.
    Unread(Unread),
    /// Anything else; the shell copies it when an output asks for it.
    Blob(BlobFacts),
    /// It could not be read, which has been reported. It stays here so that links to it are not
    /// reported as well.
    Unreadable,
}

/// What tells texts apart: their BLAKE3 hash.
pub type Digest = [u8; 32];

/// The digest of some bytes.
#[must_use]
pub fn digest(bytes: &[u8]) -> Digest {
    *blake3::hash(bytes).as_bytes()
}

/// A text of which only the digest is known so far.
#[derive(Debug, Clone)]
pub struct Unread {
    digest: Digest,
    read: OnceLock<Option<Arc<str>>>,
}

impl Unread {
    /// A text with that digest.
    #[must_use]
    pub fn new(digest: Digest) -> Self {
        Self { digest, read: OnceLock::new() }
    }

    /// What it was.
    #[must_use]
    pub fn digest(&self) -> &Digest {
        &self.digest
    }
}

impl PartialEq for Unread {
    fn eq(&self, other: &Self) -> bool {
        self.digest == other.digest
    }
}

impl Eq for Unread {}

/// How a text that was left unread is read after all; `None` if it cannot be.
pub type Reader = Arc<dyn Fn(&SourcePath) -> Option<Arc<str>> + Send + Sync>;

/// Extensions of files whose header says how wide and high they are, in small letters.
pub const PICTURES: [&str; 10] =
    ["png", "jpg", "jpeg", "jfif", "gif", "webp", "avif", "ico", "bmp", "apng"];

/// The few facts about a picture or other blob that pages need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct BlobFacts {
    /// Length in bytes.
    pub len: u64,
    /// Width and height in pixels, if it is a picture whose header says so.
    pub size: Option<(u32, u32)>,
}

/// All files by path. Ordered, so that nothing depends on how a disk lists them.
#[derive(Clone, Default)]
pub struct Snapshot {
    entries: BTreeMap<SourcePath, Entry>,
    reader: Option<Reader>,
}

impl fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.entries.fmt(f)
    }
}

impl PartialEq for Snapshot {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl Eq for Snapshot {}

impl FromIterator<(SourcePath, Entry)> for Snapshot {
    /// Of two files with the same path the later one counts.
    fn from_iter<I: IntoIterator<Item = (SourcePath, Entry)>>(files: I) -> Self {
        Self { entries: files.into_iter().collect(), reader: None }
    }
}

impl Snapshot {
    /// Says how texts that were left unread are read after all.
    pub fn read_with(&mut self, reader: Reader) {
        self.reader = Some(reader);
    }

    /// Adds a file, replacing what had that path.
    pub fn insert(&mut self, path: SourcePath, entry: Entry) {
        self.entries.insert(path, entry);
    }

    /// Adds a text only where nothing has that path yet.
    pub fn insert_default(&mut self, path: SourcePath, text: impl Into<Arc<str>>) {
        self.entries.entry(path).or_insert_with(|| Entry::Text(text.into()));
    }

    /// Removes a file; `None` if there was none.
    pub fn remove(&mut self, path: &SourcePath) -> Option<Entry> {
        self.entries.remove(path)
    }

    /// The file at a path.
    #[must_use]
    pub fn get(&self, path: &SourcePath) -> Option<&Entry> {
        self.entries.get(path)
    }

    /// The text at a path, if it is one. One that was left unread is read now, and is `None` if it
    /// is no longer as it was.
    #[must_use]
    pub fn text(&self, path: &SourcePath) -> Option<SourceText> {
        let text = match self.entries.get(path)? {
            Entry::Text(text) => Arc::clone(text),
            Entry::Unread(unread) => {
                unread.read.get_or_init(|| self.read(path, unread)).as_ref().map(Arc::clone)?
            }
            Entry::Blob(_) | Entry::Unreadable => return None,
        };
        Some(SourceText::new(path.clone(), text))
    }

    /// The same, for whoever needs it once: what was left unread is not kept.
    #[must_use]
    pub fn text_once(&self, path: &SourcePath) -> Option<SourceText> {
        match self.entries.get(path)? {
            Entry::Unread(unread) if unread.read.get().is_none() => {
                Some(SourceText::new(path.clone(), self.read(path, unread)?))
            }
            _ => self.text(path),
        }
    }

    fn read(&self, path: &SourcePath, unread: &Unread) -> Option<Arc<str>> {
        let text = self.reader.as_ref()?(path)?;
        // What changed in the meantime is another text, which the next build reads.
        (digest(text.as_bytes()) == unread.digest).then_some(text)
    }

    /// Takes a text out, if it can be read again. From now on it is one that was left unread, and as
    /// `digest` says.
    pub fn take_text(&mut self, path: &SourcePath, digest: &Digest) -> Option<SourceText> {
        self.reader.as_ref()?;
        let entry = self.entries.get_mut(path).filter(|entry| matches!(entry, Entry::Text(_)))?;
        match std::mem::replace(entry, Entry::Unread(Unread::new(*digest))) {
            Entry::Text(text) => Some(SourceText::new(path.clone(), text)),
            _ => None,
        }
    }

    /// All files, by path.
    pub fn iter(&self) -> impl Iterator<Item = (&SourcePath, &Entry)> {
        self.entries.iter()
    }

    /// The files below a folder, by path.
    pub fn below<'a>(
        &'a self,
        folder: &'a str,
    ) -> impl Iterator<Item = (&'a SourcePath, &'a Entry)> {
        let from = format!("{folder}/");
        let from = (Bound::Included(from.as_str()), Bound::Unbounded);
        self.entries.range::<str, _>(from).take_while(move |(path, _)| path.below(folder).is_some())
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}
