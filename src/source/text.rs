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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let text = "eins\nzwölf ×\n";
        let at = text.find('×').expect("it is in the text");
        assert_eq!(line_column(text, at), LineColumn { line: 2, column: 7 });
        assert_eq!(line_column(text, 0), LineColumn { line: 1, column: 1 });
        assert_eq!(line_column(text, 999), LineColumn { line: 3, column: 1 });
    }
}
