//! A file's text, with byte offsets turned into lines and columns on request.

use super::{SourcePath, Span};
use std::sync::Arc;

/// The text of one file. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceText {
    /// Where the file is in the project.
    pub path: SourcePath,
    /// The whole text.
    pub text: Arc<str>,
}

/// A place for people: both count from 1, columns in characters (Unicode scalar values).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1.
    pub column: u32,
}

impl SourceText {
    /// Pairs a path with its text.
    pub fn new(path: SourcePath, text: impl Into<Arc<str>>) -> Self {
        Self { path, text: text.into() }
    }

    /// Line and column of a byte offset. Offsets past the end give the end; an offset inside a
    /// character gives that character.
    #[must_use]
    pub fn line_column(&self, offset: u32) -> LineColumn {
        line_column(&self.text, offset as usize)
    }

    /// The words that `span` covers; empty if it is out of range.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }
}

fn line_column(text: &str, offset: usize) -> LineColumn {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    LineColumn {
        line: u32::try_from(before.bytes().filter(|&b| b == b'\n').count() + 1).unwrap_or(u32::MAX),
        column: u32::try_from(before[line_start..].chars().count() + 1).unwrap_or(u32::MAX),
    }
}

/// The next byte at or after `from` of which `is` is true.
///
/// Looks at many bytes at once, which a compiler can turn into a few instructions for all of them:
/// it is for bytes that are rare.
pub(crate) fn find_byte(bytes: &[u8], from: usize, is: impl Fn(u8) -> bool) -> Option<usize> {
    let (steps, _) = bytes.get(from..)?.as_chunks::<32>();
    // Without a way out in the middle.
    let has_none = |step: &&[u8; 32]| !step.iter().fold(false, |found, byte| found | is(*byte));
    let from = from + 32 * steps.iter().take_while(has_none).count();
    bytes[from..].iter().position(|byte| is(*byte)).map(|within| from + within)
}

/// How many bytes [`bits`] looks at.
pub(crate) const CHUNK: usize = 64;

/// One bit for each byte, the lowest for the first: whether `is` is true of it. For bytes that are
/// not rare, where it costs most to guess which comes next.
#[inline]
pub(crate) fn bits(chunk: &[u8; CHUNK], is: impl Fn(u8) -> bool) -> u64 {
    let mut flags = [0_u8; CHUNK];
    // A loop that a compiler turns into a few instructions for many bytes; `map` is not.
    for (flag, byte) in flags.iter_mut().zip(chunk) {
        *flag = u8::from(is(*byte));
    }
    let mut bits = 0;
    for (n, eight) in flags.as_chunks::<8>().0.iter().enumerate() {
        // Puts the lowest bits of eight bytes side by side into the highest byte.
        let packed = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        bits |= packed << (8 * n);
    }
    bits
}

/// All of some bytes, [`CHUNK`] at a time; what is missing in the last are spaces.
#[inline]
pub(crate) fn chunks(bytes: &[u8]) -> impl Iterator<Item = [u8; CHUNK]> {
    bytes.chunks(CHUNK).map(|part| {
        let mut chunk = [b' '; CHUNK];
        chunk[..part.len()].copy_from_slice(part);
        chunk
    })
}

/// The places of some bytes, from the first to the last.
pub(crate) struct Bytes<'a, F> {
    bytes: &'a [u8],
    is: F,
    /// The chunk after the one whose bits these are.
    next: usize,
    bits: u64,
}

impl<'a, F: Fn(u8) -> bool> Bytes<'a, F> {
    /// `is` must not be true of a space.
    pub fn new(bytes: &'a [u8], is: F) -> Self {
        Self { bytes, is, next: 0, bits: 0 }
    }

    /// The first that stands at `from` or behind it, and was not given before.
    #[inline]
    pub fn next_from(&mut self, from: usize) -> Option<usize> {
        loop {
            while self.bits != 0 {
                let at = (self.next - 1) * CHUNK + self.bits.trailing_zeros() as usize;
                self.bits &= self.bits - 1;
                if at >= from {
                    return Some(at);
                }
            }
            self.next = self.next.max(from / CHUNK);
            let chunk = chunks(self.bytes.get(self.next * CHUNK..)?).next()?;
            self.bits = bits(&chunk, &self.is);
            self.next += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_place_of_a_byte_is_given_once(text in "[ab. ]{0,200}", skipped in 0..90_usize) {
            let mut places = Bytes::new(text.as_bytes(), |byte| byte == b'.');
            let mut found = Vec::new();
            let mut from = skipped;
            while let Some(at) = places.next_from(from) {
                found.push(at);
                from = at + skipped % 3;
            }
            let mut expected: Vec<usize> = text.match_indices('.').map(|(at, _)| at).collect();
            expected.retain(|at| *at >= skipped);
            if skipped % 3 == 2 {
                // The one behind a place that was given is passed over.
                let mut last = None;
                expected.retain(|at| {
                    let stays = last.is_none_or(|last| *at >= last + 2);
                    last = if stays { Some(*at) } else { last };
                    stays
                });
            }
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn columns_count_characters_not_bytes() {
        let text = "eins\nzwölf ×\n";
        let at = text.find('×').expect("it is in the text");
        assert_eq!(line_column(text, at), LineColumn { line: 2, column: 7 });
        assert_eq!(line_column(text, 0), LineColumn { line: 1, column: 1 });
        assert_eq!(line_column(text, 999), LineColumn { line: 3, column: 1 });
    }
}
