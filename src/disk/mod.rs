//! The project's folder in, the site's folder out: the only place besides `cli` and `serve` that
//! touches files.
//!
//! In: a [`Layout`] or an [`OutputFolder`], and artifacts as they are rendered. Out: a
//! [`Snapshot`](crate::source::Snapshot) of the sources, and files below the output folder. What
//! the files mean, which of them are needed and how findings look is left to others; so is the
//! clock: the date in the manifest is given.
//!
//! What it promises about the output folder:
//!
//! - Until [`Stage::commit`], nothing outside `<output>/.goodfit/` changes. A [`Stage`] that is
//!   dropped leaves everything as it was.
//! - Every file is replaced in one step, so a reader or a killed build never sees half of one.
//! - Only files that the manifest names are ever replaced or deleted, and only folders we made are
//!   removed, once they are empty.
//! - A file whose bytes stay the same is not touched, so it keeps its time stamp.
//! - A build that was killed is completed by the next one.
//!
//! One source is ever written: the page that `goodfit review` is told to record a review in. It is
//! replaced in one step as well.

// The bans on files elsewhere in the package are what makes the core pure; this is the shell.
// `allow` and not `expect`, because which calls are banned is decided in `clippy.toml`.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "this is the shell")]
// Also `allow`: a threshold in `clippy.toml` would settle it for the whole package.
#![allow(
    clippy::result_large_err,
    reason = "a diagnostic is the package's error type, and is returned once in a run"
)]

mod bytes;
mod cache;
mod changes;
mod clean;
mod commit;
mod folder;
mod keep;
mod look;
mod manifest;
mod publish;
mod replace;
mod scan;
mod stamp;
mod survey;
mod trouble;

pub use cache::{Begun, Cache};
pub use changes::{Change, Changes, Step, changes};
pub use clean::{Cleaned, clean};
pub use folder::OutputFolder;
pub use keep::Kept;
pub use publish::{Published, Stage};
pub use replace::replace_text;
#[cfg(feature = "serve")]
pub(crate) use scan::{BESIDE, FOLDERS};
pub use scan::{Layout, Scanned, Walk, is_ignored, scan, scan_again};
pub(crate) use stamp::{is_old as is_settled, is_written_before, now};
pub(crate) use trouble::reason;
