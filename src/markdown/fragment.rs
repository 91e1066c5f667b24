//! HTML as it is being written: text, and marks for what is known later.
//!
//! In: pieces of text and HTML, in order. Out: a [`Fragment`]. What the marks become is left to
//! `assemble`; holes stay holes.

use super::HoleKind;

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
        self.count(text);
        escape_content(&mut self.html, text);
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

    fn count(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            // Nearly all of most texts is ASCII, and a table is three times as fast as `char`.
            let (len, class) = if byte.is_ascii() {
                (1, CLASSES[usize::from(byte)])
            } else {
                let c = text[at..].chars().next().unwrap_or(' ');
                (c.len_utf8(), class(c))
            };
            at += len;
            match class {
                Class::Space => self.in_word = false,
                Class::Word if !self.in_word => {
                    self.in_word = true;
                    self.words = self.words.saturating_add(1);
                }
                Class::Word | Class::Other => {}
            }
        }
    }
}

/// What a character means to the count of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Word,
    Other,
}

/// [`class`] of every ASCII character.
static CLASSES: [Class; 128] = {
    let mut classes = [Class::Other; 128];
    let mut byte = 0_u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            classes[byte as usize] = Class::Word;
        } else if byte.is_ascii_whitespace() || byte == 0x0b {
            classes[byte as usize] = Class::Space;
        }
        byte += 1;
    }
    classes
};

fn class(c: char) -> Class {
    if c.is_whitespace() {
        Class::Space
    } else if c.is_alphanumeric() {
        Class::Word
    } else {
        Class::Other
    }
}

/// Appends `text` so that it is only text between tags. Quotes stay as they are: they mean nothing
/// there, and an apostrophe of five bytes would be dear in prose.
pub(super) fn escape_content(out: &mut String, text: &str) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        // One comparison for nearly every byte of prose.
        if byte > b'>' {
            continue;
        }
        let replacement = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            // CommonMark 2.3: U+0000 must not get through.
            0 => "\u{fffd}",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(replacement);
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

    #[test]
    fn the_table_of_ascii_is_what_unicode_says() {
        for (byte, listed) in (0_u8..).zip(CLASSES) {
            assert_eq!(listed, class(char::from(byte)), "{byte}");
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
