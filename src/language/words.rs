//! Words, as people count them.

use std::ops::Range;

/// Every word of a text. A word ends at white space or a dash between two clauses; `well-known`,
/// `don't`, `1.5` and `and/or` are one each. Addresses are none.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    Tokens { text, at: 0 }.map(move |token| trimmed(text, token))
}

/// How many words a text has.
#[must_use]
pub fn count(text: &str) -> u32 {
    // Nearly every sentence is ASCII, without addresses and double hyphens. Then words can be
    // counted without a branch, several times as fast as by looking for each.
    let (mut words, mut in_word, mut last, mut seen) = (0_u32, 0, 0, 0);
    for byte in text.bytes() {
        let bits = BITS[usize::from(byte)];
        words += u32::from(bits & LETTER & !in_word);
        in_word = (in_word | (bits & LETTER)) & !(bits >> 1);
        // A dash between clauses, and `www.example.org`.
        seen |= (bits & RARE) | (bits & last & DASH) | (bits & (last >> 4) & LETTER);
        last = bits;
    }
    if seen != 0 {
        return u32::try_from(Tokens { text, at: 0 }.count()).unwrap_or(u32::MAX);
    }
    words
}

/// How many words a text has, if there are more than so many; most texts can be told from those at a
/// glance.
#[must_use]
pub fn has_more_than(text: &str, most: u32) -> Option<u32> {
    // Something stands between any two words.
    let gaps = text.bytes().filter(|b| *b <= b' ' || *b == b'-' || !b.is_ascii()).count();
    let may_have = gaps >= most as usize;
    may_have.then(|| count(text)).filter(|words| *words > most)
}

/// A byte of a word; it is the lowest bit, so that it can be counted.
const LETTER: u8 = 1;
const SPACE: u8 = 2;
const DASH: u8 = 4;
/// A byte for which each word has to be looked at.
const RARE: u8 = 8;
/// A full stop.
const DOT: u8 = 16;

/// [`CLASSES`] as bits, for [`count`].
static BITS: [u8; 256] = {
    let mut bits = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        bits[byte] = match CLASSES[byte] {
            Class::Letter => LETTER,
            Class::Space => SPACE,
            Class::Dash => DASH,
            Class::Wide | Class::OfAddress => RARE,
            Class::Other if byte == b'.' as usize => DOT,
            Class::Other => 0,
        };
        byte += 1;
    }
    bits
};

/// Walks through a text from word to word; each has the marks around it.
struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Tokens<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let bytes = self.text.as_bytes();
        while self.at < bytes.len() {
            let start = self.at;
            let mut at = start;
            // How long what parts it from the next one is.
            let mut gap = 0;
            let (mut has_letters, mut may_be_address) = (false, false);
            while let Some(&byte) = bytes.get(at) {
                match CLASSES[usize::from(byte)] {
                    Class::Letter => has_letters = true,
                    Class::Space => {
                        gap = 1;
                        break;
                    }
                    Class::Dash if bytes.get(at + 1) == Some(&b'-') => {
                        gap = 2;
                        break;
                    }
                    Class::OfAddress => may_be_address = true,
                    Class::Wide => {
                        let c = self.text[at..].chars().next().unwrap_or(' ');
                        if c.is_whitespace() || matches!(c, '—' | '…' | '\u{fffc}') {
                            gap = c.len_utf8();
                            break;
                        }
                        has_letters |= c.is_alphanumeric();
                        at += c.len_utf8();
                        continue;
                    }
                    Class::Dash | Class::Other => {}
                }
                at += 1;
            }
            self.at = at + gap;
            if has_letters {
                let token = &self.text[start..at];
                may_be_address |= token.starts_with("www.");
                if !(may_be_address && is_address(token)) {
                    return Some(start..at);
                }
            }
        }
        None
    }
}

/// What a byte means to words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Space,
    Dash,
    OfAddress,
    /// The first byte of a character outside ASCII.
    Wide,
    Other,
}

/// Nearly all of most texts is ASCII, and a table is much faster than `char`.
static CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte = 0_u8;
    loop {
        classes[byte as usize] = match byte {
            b'-' => Class::Dash,
            b':' | b'@' => Class::OfAddress,
            0x0b => Class::Space,
            _ if byte.is_ascii_alphanumeric() => Class::Letter,
            _ if byte.is_ascii_whitespace() => Class::Space,
            _ if !byte.is_ascii() => Class::Wide,
            _ => Class::Other,
        };
        if byte == u8::MAX {
            break;
        }
        byte += 1;
    }
    classes
};

fn is_address(token: &str) -> bool {
    token.contains("://")
        || token.starts_with("www.")
        || token.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

/// The word without the marks around it.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let word = &text[range.clone()];
    let front = word.len() - word.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let inner = word.trim_matches(|c: char| !c.is_alphanumeric());
    range.start + front..range.start + front + inner.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_counts_as_a_word() {
        for (text, found) in [
            ("", ""),
            ("  … – ", ""),
            ("One two.", "One|two"),
            ("a-b c--d", "a-b|c|d"),
            ("xwww.a www.b", "xwww.a"),
            ("A well-known “scale” (1.5 of 7)", "A|well-known|scale|1.5|of|7"),
            ("don't – or can’t", "don't|or|can’t"),
            ("yes—no -- and/or 50%", "yes|no|and/or|50"),
            ("see https://example.org/a, www.a.org or a@b.org", "see|or"),
            ("@ home", "home"),
            ("run \u{fffc} now", "run|now"),
            ("né\u{a0}à\u{2028}b", "né|à|b"),
        ] {
            let shown: Vec<&str> = words(text).map(|range| &text[range]).collect();
            assert_eq!(shown.join("|"), found, "{text}");
            assert_eq!(count(text) as usize, shown.len());
        }
    }
}
