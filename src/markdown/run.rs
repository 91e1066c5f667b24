//! Text that the parser gives in pieces, put together again, with its place in the source.
//!
//! The parser ends a piece at everything that might have been markup: `[`, `the NHS`, `]`. What we
//! look for in text (citations, footnotes that are not defined, heading ids) crosses such borders,
//! so pieces are collected until something other than text comes.

use memchr::memchr2;
use std::ops::Range;

/// Pieces of text without markup between them.
#[derive(Debug, Default)]
pub(super) struct Run {
    /// All pieces together, escapes and entities resolved.
    pub text: String,
    pieces: Vec<Piece>,
    /// Whether it holds a character that may begin something of ours.
    pub special: bool,
}

#[derive(Debug)]
struct Piece {
    /// Where it begins in [`Run::text`].
    at: usize,
    /// Where it stands in the body's source.
    source: Range<usize>,
    /// Whether its first character has a backslash before it.
    escaped: bool,
}

impl Run {
    /// Adds a piece.
    pub fn push(&mut self, piece: &str, source: Range<usize>, body: &str) {
        let after_backslash = source.start > 0 && body.as_bytes()[source.start - 1] == b'\\';
        // In `\\[`, the backslash before `[` is itself text, the piece before.
        let escaped =
            after_backslash && self.pieces.last().is_none_or(|p| p.source.end != source.start);
        self.special |= memchr2(b'[', b'@', piece.as_bytes()).is_some();
        self.pieces.push(Piece { at: self.text.len(), source, escaped });
        self.text.push_str(piece);
    }

    /// Adds a part of another run.
    pub fn append(&mut self, other: &Self, range: Range<usize>) {
        other.each(range, |text, source| {
            self.pieces.push(Piece { at: self.text.len(), source, escaped: false });
            self.text.push_str(text);
        });
    }

    /// Gives the pieces of a part, each with its place in the body's source.
    pub fn each(&self, range: Range<usize>, mut take: impl FnMut(&str, Range<usize>)) {
        for (at, piece) in self.pieces.iter().enumerate() {
            let end = self.pieces.get(at + 1).map_or(self.text.len(), |next| next.at);
            let part = piece.at.max(range.start)..end.min(range.end);
            if part.start < part.end {
                let source = piece.clamp(part.start)..piece.clamp(part.end);
                take(&self.text[part], source);
            }
        }
    }

    /// Forgets everything but the memory it has.
    pub fn clear(&mut self) {
        self.text.clear();
        self.pieces.clear();
        self.special = false;
    }

    fn piece(&self, at: usize) -> Option<&Piece> {
        let after = self.pieces.partition_point(|p| p.at <= at);
        self.pieces.get(after.checked_sub(1)?)
    }

    /// Whether the character at this offset has a backslash before it in the source.
    pub fn is_escaped(&self, at: usize) -> bool {
        self.piece(at).is_some_and(|p| p.at == at && p.escaped)
    }

    /// The place in the body's source of a range of the text.
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        let start = self.piece(range.start).map_or(0, |p| p.clamp(range.start));
        // The end belongs to the last character, not to the piece that may begin after it.
        let end = self.piece(range.end.saturating_sub(1)).map_or(start, |p| p.clamp(range.end));
        start..end.max(start)
    }

    /// Where the source of the text ends.
    pub fn source_end(&self) -> Option<usize> {
        self.pieces.last().map(|p| p.source.end)
    }

    /// Cuts off what was written at or after this place in the source, if a piece holds it.
    pub fn cut_source(&mut self, from: usize) -> bool {
        let Some(last) = self.pieces.iter().rposition(|p| p.source.contains(&from)) else {
            return false;
        };
        let piece = &self.pieces[last];
        let at = piece.at + (from - piece.source.start);
        if !self.text.is_char_boundary(at) {
            return false;
        }
        self.text.truncate(at);
        self.pieces.truncate(last + 1);
        true
    }
}

impl Piece {
    /// The source of an offset in it. An entity is longer in the source than in the text, a
    /// typographic quote shorter; neither can lead out of the piece.
    fn clamp(&self, at: usize) -> usize {
        (self.source.start + (at - self.at)).min(self.source.end)
    }
}
