//! A digest of many parts.

use crate::source::{Digest, digest};
use serde::Serialize;

/// Takes down parts, one behind the other and each with its length, so that no two lists of parts
/// look alike.
#[derive(Debug, Default)]
pub struct Note(Vec<u8>);

impl Note {
    /// A note that begins with a word of its own, which tells its kind from others.
    #[must_use]
    pub fn new(kind: &str) -> Self {
        let mut note = Self(Vec::with_capacity(512));
        note.text(kind);
        note
    }

    /// Takes down a text.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.number(text.len());
        self.0.extend_from_slice(text.as_bytes());
        self
    }

    /// Takes down a number.
    pub fn number(&mut self, number: usize) -> &mut Self {
        self.0.extend_from_slice(&(number as u64).to_le_bytes());
        self
    }

    /// Takes down a digest.
    pub fn digest(&mut self, digest: &Digest) -> &mut Self {
        self.0.extend_from_slice(digest);
        self
    }

    /// Takes down a value.
    pub fn value(&mut self, value: &impl Serialize) -> &mut Self {
        let bytes = postcard::to_stdvec(value).expect("values in memory can be written");
        self.number(bytes.len());
        self.0.extend_from_slice(&bytes);
        self
    }

    /// The digest of all of it.
    #[must_use]
    pub fn finish(&self) -> Digest {
        digest(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_into_each_other() {
        let of = |parts: &[&str]| {
            let mut note = Note::new("test");
            for part in parts {
                note.text(part);
            }
            note.finish()
        };
        assert_eq!(of(&["a", "bc"]), of(&["a", "bc"]));
        assert_ne!(of(&["a", "bc"]), of(&["ab", "c"]));
        assert_ne!(of(&["a"]), of(&["a", ""]));
        assert_ne!(Note::new("a").finish(), Note::new("b").finish());
    }
}
