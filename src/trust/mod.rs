//! What a page's claims stand on: the bibliography.
//!
//! In: data files. Out: a [`Bibliography`] of formatted references. Which page cites what is left
//! to `site`.

use crate::markup::Html;
use std::collections::BTreeMap;

/// Formatted references by key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bibliography {
    entries: BTreeMap<String, Html>,
}

impl Bibliography {
    /// The formatted reference with that key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Html> {
        self.entries.get(key)
    }

    /// All keys, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }
}
