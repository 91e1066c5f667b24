//! What one build leaves to the next, so that what no edit touched is not done again.
//!
//! In: pages as they were parsed and what rules said of them; the key of every output; what files
//! looked like. Out: bytes, and the same read again. When something may be recalled is up to
//! `pipeline`, how files look and where the bytes lie is up to `disk`.
//!
//! A page is recalled by the digest of its text, and only while the [`Basis`] is the same: all that
//! parsing depends on beside that text. What is recalled has no HTML and no words ([`Body::recalled`]):
//! both are as large as the page itself, and reading a few pages again is quicker than to keep all of
//! them. Whatever is damaged is not recalled, so at worst a build does all the work.
//!
//! [`Body::recalled`]: crate::markdown::Body::recalled

mod file;
mod light;
mod note;
mod pages;
mod write;

pub use file::{About, Content as SeenContent, Last, Ledger, Output, Place, Seen, Stamp, Store};
pub use note::{Key, Note};
pub use pages::{Page, Pages, Record};
pub use write::Sources;

use crate::markdown::Languages;
use crate::source::{Digest, SourcePath};
use rustc_hash::FxHashMap;

/// The digest of all that every page depends on: the program, what it was asked for, the
/// configuration and the data.
pub type Basis = Key;

/// What a build may use of the one before it.
#[derive(Debug, Default)]
pub struct Recall {
    /// What is part of every basis: the program, and what it was asked for beside its options.
    pub salt: Key,
    /// The pages of the last build.
    pub pages: Pages,
    /// What the sources are now. A page whose text is not here is neither recalled nor remembered.
    pub seen: FxHashMap<SourcePath, Seen>,
    /// The languages of code, if the next build is of the same process and can use them too.
    pub languages: Option<Languages>,
}

impl Recall {
    /// What the text at that path is now, if it is known.
    #[must_use]
    pub fn digest(&self, path: &SourcePath) -> Option<Digest> {
        match self.seen.get(path)?.content {
            SeenContent::Text(digest) => Some(digest),
            SeenContent::Blob(_) => None,
        }
    }
}
