//! The ground everything stands on: files as text, places in them, and paths.
//!
//! In: nothing of ours. Out: [`SourcePath`], [`OutPath`], [`UrlPath`], [`Span`], [`SourceText`],
//! [`Snapshot`]. How files get here is left to `disk::scan`.

mod path;
mod snapshot;
mod span;
mod text;

pub(crate) use path::folders_of;
pub use path::{OutPath, PathProblem, SourcePath, UrlPath};
pub use snapshot::{BlobFacts, Digest, Entry, PICTURES, Reader, Snapshot, Unread, digest};
pub use span::{Span, Spanned};
pub(crate) use text::{Bytes, CHUNK, bits, chunks, find_byte};
pub use text::{LineColumn, SourceText};
