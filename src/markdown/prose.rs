//! The words of a page as readers meet them: block by block, with their places in the file.
//!
//! In: the text of each block, piece by piece. Out: [`Prose`], which holds places and no text, so
//! that a page is not kept twice. Citations, code, pictures and raw HTML are not words. What a
//! sentence is, and how long one should be, is left to others.

use super::body::BoxName;
use super::parse::Walk;
use super::run::Run;
use crate::source::Span;
use pulldown_cmark::Tag;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::ops::Range;

/// What readers read in one file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Prose {
    /// Blocks that hold words, in the order of the file.
    pub passages: Vec<Passage>,
    /// What they are made of.
    pub pieces: Vec<Piece>,
}

/// A block that holds words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// What it is.
    pub kind: PassageKind,
    /// The kind of the innermost box around it.
    #[serde(with = "super::boxes::by_name::optional")]
    pub in_box: Option<BoxName>,
    /// The first of its pieces in [`Prose::pieces`].
    pub first: u32,
    /// One past the last.
    pub end: u32,
}

/// What a block of words is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PassageKind {
    /// A paragraph.
    Paragraph,
    /// What stands beside the mark of a list.
    Item,
    /// A cell of a table.
    Cell,
    /// A heading.
    Heading,
    /// The title of a box.
    BoxTitle,
}

/// A part of a passage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Where it stands in the file.
    pub span: Span,
    /// What readers see there.
    pub said: Said,
}

/// What readers see where a piece stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Said {
    /// What the author wrote, but for the shape of quotes and dashes.
    Written,
    /// Something that is no text, such as code.
    Gap,
    /// The end of a line that an author asked for.
    Break,
    /// Other text than what is written there.
    Other(Box<str>),
}

/// Stands for what is no text, such as code and the edge of a picture; no phrase crosses it.
pub const GAP: &str = "\u{fffc}";
/// Stands for the end of a line that an author asked for.
pub const BREAK: &str = "\u{2028}";

/// The words of one passage, in one text.
#[derive(Debug, Clone)]
pub struct Reading<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    pieces: &'a [Piece],
    /// Where each piece begins in the text; empty if there is one only.
    starts: Vec<usize>,
}

impl Prose {
    /// Reads a passage; `file` is the text of the whole file.
    #[must_use]
    pub fn read<'a>(&'a self, passage: &Passage, file: &'a str) -> Reading<'a> {
        let range = passage.first as usize..passage.end as usize;
        let pieces = self.pieces.get(range).unwrap_or_default();
        // One piece without markup is the usual case.
        if let [piece] = pieces {
            return Reading { text: Cow::Borrowed(piece.said(file)), pieces, starts: Vec::new() };
        }
        let mut text = String::with_capacity(pieces.iter().map(|p| p.said(file).len()).sum());
        let mut starts = Vec::with_capacity(pieces.len());
        for piece in pieces {
            starts.push(text.len());
            text.push_str(piece.said(file));
        }
        Reading { text: Cow::Owned(text), pieces, starts }
    }

    /// Adds a passage with words that stand nowhere as they are read, such as a folded text in YAML.
    pub(crate) fn add(
        &mut self,
        kind: PassageKind,
        in_box: Option<&'static str>,
        span: Span,
        text: &str,
    ) {
        let first = super::parse::index(self.pieces.len());
        self.pieces.push(Piece { span, said: Said::Other(text.into()) });
        self.passages.push(Passage { kind, in_box, first, end: first + 1 });
    }

    /// Adds what was read elsewhere in the file; `place` moves its spans, or says that only the
    /// whole is known. `file` is the text that was read.
    pub(crate) fn append(&mut self, other: Self, file: &str, whole: Span, shift: Option<usize>) {
        let Some(shift) = shift else {
            for passage in &other.passages {
                let text = other.read(passage, file).text;
                self.add(passage.kind, passage.in_box, whole, &text);
            }
            return;
        };
        let by = super::parse::index(self.pieces.len());
        let moved = |passage: Passage| Passage {
            first: passage.first + by,
            end: passage.end + by,
            ..passage
        };
        self.passages.extend(other.passages.into_iter().map(moved));
        let pieces = other.pieces.into_iter();
        self.pieces.extend(pieces.map(|piece| Piece { span: piece.span.shift(shift), ..piece }));
    }
}

impl Piece {
    fn said<'a>(&'a self, file: &'a str) -> &'a str {
        match &self.said {
            Said::Written => file.get(self.span.range()).unwrap_or(""),
            Said::Gap => GAP,
            Said::Break => BREAK,
            Said::Other(text) => text,
        }
    }
}

impl Reading<'_> {
    /// The place in the file of a part of the text.
    #[must_use]
    pub fn span(&self, part: Range<usize>) -> Span {
        let start = self.place(part.start, part.start);
        // The end belongs to the last character, not to the piece that may begin after it.
        let end = self.place(part.end.saturating_sub(1), part.end);
        Span { start: start.start, end: end.end.max(start.start) }
    }

    /// The place of the offset `at`, which counts as the end of its piece if there is no nearer one.
    fn place(&self, within: usize, at: usize) -> Span {
        let after = self.starts.partition_point(|start| *start <= within);
        let index = after.saturating_sub(1);
        let Some(piece) = self.pieces.get(index) else { return Span::default() };
        match piece.said {
            Said::Written => {
                let start = self.starts.get(index).copied().unwrap_or(0);
                let offset = piece.span.start as usize + (at - start);
                Span::at(offset.min(piece.span.end as usize))
            }
            Said::Gap | Said::Break | Said::Other(_) => piece.span,
        }
    }
}

/// The words of the block that is open.
#[derive(Debug)]
pub(super) struct OpenPassage {
    pub kind: PassageKind,
    /// Where its pieces begin.
    first: usize,
    /// Whether there is any text among them.
    has_text: bool,
}

impl Default for OpenPassage {
    fn default() -> Self {
        Self { kind: PassageKind::Paragraph, first: 0, has_text: false }
    }
}

impl OpenPassage {
    /// Notes which block begins.
    pub fn begin(&mut self, block: &Tag<'_>) {
        self.kind = match block {
            Tag::Heading { .. } => PassageKind::Heading,
            Tag::Item => PassageKind::Item,
            Tag::TableCell => PassageKind::Cell,
            _ => PassageKind::Paragraph,
        };
    }
}

impl Walk<'_> {
    /// Adds text that readers see in the place where it stands.
    pub(super) fn say(&mut self, run: &Run, part: Range<usize>) {
        // What is said of a picture is not part of the sentence around it.
        if self.image.is_some() {
            return;
        }
        self.passage.has_text |= !part.is_empty();
        let (body, base, first) = (self.body, self.base, self.passage.first);
        let pieces = &mut self.facts.prose.pieces;
        run.each(part, |text, source| {
            let written = body.get(source.clone()).unwrap_or("");
            let said = if text != written && written.starts_with('&') {
                Said::Other(text.into())
            } else {
                Said::Written
            };
            let span = Span::from(source).shift(base);
            let last = if pieces.len() > first { pieces.last_mut() } else { None };
            match last {
                Some(last)
                    if last.said == Said::Written
                        && said == Said::Written
                        && last.span.end == span.start =>
                {
                    last.span.end = span.end;
                }
                _ => pieces.push(Piece { span, said }),
            }
        });
    }

    /// Adds something that is no text.
    pub(super) fn say_nothing(&mut self, said: Said, range: Range<usize>) {
        if self.image.is_none() {
            let span = Span::from(range).shift(self.base);
            self.facts.prose.pieces.push(Piece { span, said });
        }
    }

    /// Ends the passage, at the end of its block.
    pub(super) fn end_passage(&mut self) {
        let in_box = self.innermost_box();
        let kind = match self.title {
            Some(_) => PassageKind::BoxTitle,
            None => self.passage.kind,
        };
        let prose = &mut self.facts.prose;
        if self.passage.has_text {
            let index = super::parse::index;
            let (first, end) = (index(self.passage.first), index(prose.pieces.len()));
            prose.passages.push(Passage { kind, in_box, first, end });
        } else {
            prose.pieces.truncate(self.passage.first);
        }
        self.passage.first = prose.pieces.len();
        self.passage.has_text = false;
    }
}
