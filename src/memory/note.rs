//! Many parts as one key.

use crate::source::Digest;
use serde::Serialize;

/// What tells two lists of parts apart: XXH3 with 128 bits. Nobody gains anything by two that are the
/// same, so it need not withstand an attack, and there are tens of thousands of them in a build.
pub type Key = u128;

/// The key of some bytes.
pub(super) fn key_of(bytes: &[u8]) -> Key {
    xxhash_rust::xxh3::xxh3_128(bytes)
}

/// The key of bytes in pieces: that of all of them in one.
pub(super) fn key_of_parts(parts: &[&[u8]]) -> Key {
    let mut hasher = xxhash_rust::xxh3::Xxh3::new();
    parts.iter().for_each(|part| hasher.update(part));
    hasher.digest128()
}

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

    /// Takes down a key.
    pub fn key(&mut self, key: Key) -> &mut Self {
        self.0.extend_from_slice(&key.to_le_bytes());
        self
    }

    /// Takes down a value.
    pub fn value(&mut self, value: &impl Serialize) -> &mut Self {
        let at = self.0.len();
        let bytes = postcard::to_extend(value, std::mem::take(&mut self.0));
        self.0 = bytes.expect("values in memory can be written");
        self.number(self.0.len() - at)
    }

    /// The key that stands for all of it.
    #[must_use]
    pub fn finish(&self) -> Key {
        key_of(&self.0)
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
