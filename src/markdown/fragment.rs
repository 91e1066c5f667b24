//! HTML as it is being written: text, and marks for what is known later.
//!
//! In: pieces of text and HTML, in order. Out: a [`Fragment`]. What the marks become is left to
//! `assemble`; holes stay holes.

use super::HoleKind;
use crate::source::find_byte;

/// A stretch of finished HTML with marks in it. The page is one, each footnote another.
#[derive(Debug, Default)]
pub(super) struct Fragment {
    /// The HTML without what the marks stand for.
    pub html: String,
    /// Ordered by offset, because they are only ever added at the end.
    pub marks: Vec<Mark>,
    /// Words that readers see.
    pub words: u32,
    /// Whether the last character written belongs to a word that is already counted.
    in_word: bool,
}

/// A place in [`Fragment::html`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    /// Byte offset.
    pub at: usize,
    /// What goes there.
    pub kind: MarkKind,
}

/// What a mark stands for. Numbers index the lists of the walk.
#[derive(Debug, Clone, Copy)]
pub(super) enum MarkKind {
    /// Known when the site is known.
    Hole(HoleKind),
    /// The id of a heading, known when all ids of the page are.
    HeadingId(usize),
    /// The id of a box title, likewise.
    BoxId(usize),
    /// A reference to a footnote; its number is known when all references are.
    NoteReference(usize),
}

impl Fragment {
    /// An empty fragment with room for so many bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        Self { html: String::with_capacity(bytes), ..Self::default() }
    }

    /// Appends HTML.
    pub fn raw(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// Appends text as text, and counts its words.
    pub fn text(&mut self, text: &str) {
        if self.count(text) {
            escape_content(&mut self.html, text);
        } else {
            self.html.push_str(text);
        }
    }

    /// Marks the current end.
    pub fn mark(&mut self, kind: MarkKind) {
        self.marks.push(Mark { at: self.html.len(), kind });
    }

    /// Begins a new line unless at the beginning of one.
    pub fn newline(&mut self) {
        if !self.html.is_empty() && !self.html.ends_with('\n') {
            self.html.push('\n');
        }
        self.in_word = false;
    }

    /// Ends the word being counted: what follows is another one, although no space is between.
    pub fn end_word(&mut self) {
        self.in_word = false;
    }

    /// Counts the words of a text, and says whether anything in it has to be escaped.
    fn count(&mut self, text: &str) -> bool {
        // Nearly all of most texts is ASCII. Then words can be counted without a branch.
        let (mut words, mut in_word, mut seen) = (0_u32, u8::from(self.in_word), 0);
        for byte in text.bytes() {
            let class = CLASSES[usize::from(byte)];
            seen |= class;
            words += u32::from(class & WORD & !in_word);
            in_word = (in_word | (class & WORD)) & !(class >> 1);
        }
        if seen & WIDE == 0 {
            self.words = self.words.saturating_add(words);
            self.in_word = in_word == WORD;
        } else {
            for c in text.chars() {
                let class = class(c);
                if class == SPACE {
                    self.in_word = false;
                } else if class == WORD && !self.in_word {
                    self.in_word = true;
                    self.words = self.words.saturating_add(1);
                }
            }
        }
        seen & MARKUP != 0
    }
}

/// A letter or digit.
const WORD: u8 = 1;
/// White space. It ends a word.
const SPACE: u8 = 2;
/// What HTML would read; see [`escape_content`].
const MARKUP: u8 = 4;
/// A part of a character outside ASCII.
const WIDE: u8 = 8;

/// What each byte means to the count of words.
static CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0_u8;
    loop {
        classes[byte as usize] = match byte {
            0x80.. => WIDE,
            b'&' | b'<' | b'>' | 0 => MARKUP,
            0x0b => SPACE,
            _ if byte.is_ascii_alphanumeric() => WORD,
            _ if byte.is_ascii_whitespace() => SPACE,
            _ => 0,
        };
        if byte == u8::MAX {
            break;
        }
        byte += 1;
    }
    classes
};

fn class(c: char) -> u8 {
    if c.is_whitespace() {
        SPACE
    } else if c.is_alphanumeric() {
        WORD
    } else {
        0
    }
}

/// Appends `text` so that it is only text between tags. Quotes stay as they are: they mean nothing
/// there, and an apostrophe of five bytes would be dear in prose.
pub(super) fn escape_content(out: &mut String, text: &str) {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(at) =
        find_byte(bytes, from, |b| (b == b'&') | (b == b'<') | (b == b'>') | (b == 0))
    {
        out.push_str(&text[from..at]);
        out.push_str(match bytes[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            // CommonMark 2.3: U+0000 must not get through.
            _ => "\u{fffd}",
        });
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

/// Appends `text` so that it is only text in a quoted attribute.
pub(super) fn escape_attribute(out: &mut String, text: &str) {
    if text.contains('\0') {
        crate::markup::escape_into(out, &text.replace('\0', "\u{fffd}"));
    } else {
        crate::markup::escape_into(out, text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_table_of_ascii_is_what_unicode_says() {
        for (byte, listed) in (0_u8..128).zip(CLASSES) {
            assert_eq!(listed & (WORD | SPACE), class(char::from(byte)), "{byte}");
        }
    }

    proptest! {
        #[test]
        fn text_is_written_and_counted_as_one_character_after_the_other(
            pieces in prop::collection::vec("[a-c1 <>&\0\n.'\u{a0}é–]{0,40}", 0..4),
        ) {
            let mut fragment = Fragment::default();
            let (mut html, mut words, mut in_word) = (String::new(), 0, false);
            for c in pieces.iter().flat_map(|piece| piece.chars()) {
                match c {
                    '&' => html.push_str("&amp;"),
                    '<' => html.push_str("&lt;"),
                    '>' => html.push_str("&gt;"),
                    '\0' => html.push('\u{fffd}'),
                    c => html.push(c),
                }
                words += u32::from(c.is_alphanumeric() && !in_word);
                in_word = (in_word || c.is_alphanumeric()) && !c.is_whitespace();
            }
            for piece in &pieces {
                fragment.text(piece);
            }
            prop_assert_eq!(fragment.html, html);
            prop_assert_eq!(fragment.words, words);
        }
    }

    #[test]
    fn a_word_is_counted_once_however_many_pieces_it_comes_in() {
        let mut fragment = Fragment::default();
        for piece in ["un", "believ", "able – ", "2nd", " … ", "don't"] {
            fragment.text(piece);
        }
        assert_eq!(fragment.words, 3);
        fragment.end_word();
        fragment.text("x");
        assert_eq!(fragment.words, 4);
    }
}
