//! Every source file of a site at one moment.

use super::{SourcePath, SourceText};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the core knows about a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A text, in full.
    Text(Arc<str>),
    /// Anything else; the shell copies it when an output asks for it.
    Blob(BlobFacts),
    /// It could not be read, which has been reported. It stays here so that links to it are not
    /// reported as well.
    Unreadable,
}

/// Extensions of files whose header says how wide and high they are, in small letters.
pub const PICTURES: [&str; 10] =
    ["png", "jpg", "jpeg", "jfif", "gif", "webp", "avif", "ico", "bmp", "apng"];

/// The few facts about a picture or other blob that pages need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BlobFacts {
    /// Length in bytes.
    pub len: u64,
    /// Width and height in pixels, if it is a picture whose header says so.
    pub size: Option<(u32, u32)>,
}

/// All files by path. Ordered, so that nothing depends on how a disk lists them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snapshot {
    entries: BTreeMap<SourcePath, Entry>,
}

impl Snapshot {
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

    /// The text at a path, if it is one.
    #[must_use]
    pub fn text(&self, path: &SourcePath) -> Option<SourceText> {
        match self.entries.get(path)? {
            Entry::Text(text) => Some(SourceText::new(path.clone(), Arc::clone(text))),
            Entry::Blob(_) | Entry::Unreadable => None,
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
        self.entries.iter().filter(move |(path, _)| path.below(folder).is_some())
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
