//! The words of a text, fast: every byte of a site is read here several times.
//!
//! In: a text. Out: where its words stand, and for each a [`Shape`], by which a list of words can
//! tell most of the others from its own at a glance. Which words are looked for is left to
//! `lexicon`.

use crate::source::{CHUNK, bits, chunks};
use std::ops::Range;

/// Letters, digits, and accents that stand behind their letter.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || ('\u{300}'..='\u{36f}').contains(&c)
}

/// The length, the two first and the two last letters of an ASCII word, whatever their case, as a
/// small number. Few words share theirs with another one.
#[derive(Clone, Copy)]
pub(super) struct Shape(u16);

impl Shape {
    /// How many bits it has.
    const BITS: u32 = 14;

    /// The shape of a word that is ASCII and not empty.
    fn of(word: &[u8]) -> Option<Self> {
        let last = word.len().checked_sub(1)?;
        let letters = [word[0], word[1.min(last)], word[last.saturating_sub(1)], word[last]];
        let letters = u32::from_le_bytes(letters) | u32::from_le_bytes([CASE; 4]);
        #[expect(clippy::cast_possible_truncation, reason = "any bits of the length will do")]
        let len = word.len() as u32;
        // The upper bits of a product depend on all bits of its factors (Knuth, TAOCP 6.4).
        let mixed = (letters ^ len.rotate_left(13)).wrapping_mul(0x9e37_79b1);
        Some(Self((mixed >> (u32::BITS - Self::BITS)) as u16))
    }

    /// Where its bit is in [`Shapes`].
    fn place(self) -> (usize, u64) {
        (usize::from(self.0 >> 6), 1 << (self.0 & 63))
    }
}

/// The bit in which small letters and capitals differ. Setting it makes a few other characters the
/// same too, which does no harm here.
const CASE: u8 = 0x20;

/// The shapes of some words: one bit for each that there can be.
#[derive(Debug)]
pub(super) struct Shapes([u64; 1 << (Shape::BITS - 6)]);

impl Default for Shapes {
    fn default() -> Self {
        Self([0; 1 << (Shape::BITS - 6)])
    }
}

impl Shapes {
    /// Adds a word, folded.
    pub fn add(&mut self, word: &str) {
        if word.is_ascii()
            && let Some(shape) = Shape::of(word.as_bytes())
        {
            let (at, bit) = shape.place();
            self.0[at] |= bit;
        }
    }

    /// Whether it is worth looking for a word among those that were added.
    pub fn may_be(&self, shape: Option<Shape>) -> bool {
        shape.is_none_or(|shape| {
            let (at, bit) = shape.place();
            self.0.get(at).is_some_and(|bits| bits & bit != 0)
        })
    }
}

/// Gives the words of a text: letters and digits that stand together, with the shape of each.
///
/// This reads every byte of a site several times, and to guess where each word ends is what costs
/// most. So it first makes a bit for each byte of a chunk, without a question, and then goes from
/// one edge to the next.
pub(super) fn each_word(text: &str, mut take: impl FnMut(Range<usize>, Option<Shape>)) {
    let bytes = text.as_bytes();
    let mut word = |range: Range<usize>, wide: bool| {
        if wide && !bytes[range.clone()].is_ascii() {
            each_wide_word(text, range, &mut take);
        } else {
            let shape = Shape::of(&bytes[range.clone()]);
            take(range, shape);
        }
    };
    let (mut open, mut carry, mut wide) = (None, 0, false);
    for (n, chunk) in chunks(bytes).enumerate() {
        wide = !chunk.is_ascii() || (wide && open.is_some());
        let parts = bits(&chunk, may_be_in_word);
        let mut edges = parts ^ ((parts << 1) | carry);
        carry = parts >> (CHUNK - 1);
        while edges != 0 {
            let at = n * CHUNK + edges.trailing_zeros() as usize;
            edges &= edges - 1;
            open = match open {
                None => Some(at),
                Some(start) => {
                    word(start..at, wide);
                    None
                }
            };
        }
    }
    if let Some(start) = open {
        word(start..bytes.len(), wide);
    }
}

/// Whether a byte may be a part of a word: letters, digits, `_`, and what is not ASCII.
#[inline]
fn may_be_in_word(byte: u8) -> bool {
    let letter = (byte | CASE).wrapping_sub(b'a') < 26;
    let digit = byte.wrapping_sub(b'0') < 10;
    letter | digit | (byte == b'_') | (byte >= 0x80)
}

/// Gives the words of a part that is not ASCII only: in it, some characters are no parts of words.
fn each_wide_word(
    text: &str,
    part: Range<usize>,
    take: &mut impl FnMut(Range<usize>, Option<Shape>),
) {
    let mut at = part.start;
    for piece in text[part].split(|c| !is_word(c)) {
        let start = at;
        let end = start + piece.len();
        if !piece.is_empty() {
            let shape = if piece.is_ascii() { Shape::of(piece.as_bytes()) } else { None };
            take(start..end, shape);
        }
        at = end + text[end..].chars().next().map_or(0, char::len_utf8);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Chunks and bits find the words that a reader of characters finds.
        #[test]
        fn words_are_where_their_characters_are(text in "([a-cA-C_0-2 ’é\u{301}.-]|[a-z]{20}|\u{a0}){0,160}") {
            let mut found = Vec::new();
            each_word(&text, |word, shape| {
                assert_eq!(shape.is_some(), text[word.clone()].is_ascii());
                found.push(word);
            });
            let mut expected = Vec::new();
            let mut from = None;
            for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
                match (is_word(c), from) {
                    (true, None) => from = Some(at),
                    (false, Some(start)) => {
                        expected.push(start..at);
                        from = None;
                    }
                    _ => {}
                }
            }
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn a_shape_is_never_missed_and_often_enough() {
        let mut shapes = Shapes::default();
        let words = ["alliance", "goal", "nhs", "a", "x_1"];
        for word in words {
            shapes.add(word);
        }
        let may_be = |word: &str| shapes.may_be(Shape::of(word.as_bytes()));
        for word in words {
            assert!(may_be(word) && may_be(&word.to_uppercase()), "{word}");
        }
        for word in ["alliances", "goals", "coal", "b", "empathy", "xx_1", "nhsnhs"] {
            assert!(!may_be(word), "{word}");
        }
        assert!(shapes.may_be(None));
    }
}
