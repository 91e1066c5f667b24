//! Links to other sites: which there are, what is known of each, and what to say about it.
//!
//! In: the [`Site`](crate::site::Site), the sources, and `links.lock.yaml`, which remembers what was
//! heard. Out: the links that are due, the new text of that file, and findings. Nothing here asks
//! anybody: that is left to `fetch`, and only `goodfit check links --external` calls it.

mod collect;
mod findings;
mod ledger;

pub use collect::{Link, Place, collect};
pub use findings::{findings, unused_skips};
pub use ledger::{Entry, Ledger, PATH, path};

use crate::config::Skip;

/// What is known of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It leads somewhere.
    Fine,
    /// It leads somewhere, and its server says for good that this is elsewhere now.
    Moved(String),
    /// It leads nowhere, and why.
    Broken(String),
    /// Nobody can say without a browser: the server refuses programs, has a bad day or is slow.
    Unsure(String),
}

/// Whether a link is never asked.
#[must_use]
pub fn is_skipped(url: &str, skip: &[Skip]) -> bool {
    skip.iter().any(|skip| !skip.url.is_empty() && url.starts_with(&skip.url))
}
