//! Where sentences begin and end.
//!
//! The rules are those that a reader uses without thinking. A full stop ends a sentence if white
//! space and something that can begin a sentence follow, and if what stands before it is not a word
//! that is usually shortened. What stands in brackets within a sentence is a part of it. Unicode's
//! own rules (UAX 29) know no shortened words: they would end a sentence behind `Dr.`.

use super::words::words;
use crate::source::Bytes;
use std::cell::OnceCell;
use std::ops::Range;

/// Every sentence of a block, without the white space around it. Together they hold all its words.
/// What holds no word is no sentence and belongs to the one before it, or after it.
#[must_use]
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    let ends = ends_of(text).chain(std::iter::once(text.len()));
    for end in ends {
        let range = trimmed(text, from..end);
        if words(&text[range.clone()]).next().is_some() {
            found.push(range);
            from = end;
        } else if let Some(last) = found.last_mut() {
            last.end = range.end.max(last.end);
            from = end;
        }
    }
    found
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    start..start + part.trim().len()
}

/// Walks through a text from one end of a sentence to the next.
struct Ends<'a, F> {
    text: &'a str,
    at: usize,
    marks: Bytes<'a, F>,
    /// Where the sentence that is open begins.
    start: usize,
    /// Brackets in the text, by place: where each is closed again.
    closed: OnceCell<Vec<(usize, usize)>>,
}

/// A word that is usually shortened, with a full stop behind it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Short {
    /// It stands before a name or a number: the sentence goes on.
    Name,
    /// The same, but it may be the end of a sentence, and then no number follows.
    NameOrEnd,
    /// It goes on if a number follows.
    Number,
}

/// The longest of them.
const LONGEST: usize = 6;

/// What a word in small letters is short for, if it is.
fn short(word: &[u8]) -> Option<Short> {
    Some(match word {
        b"al" | b"ed" | b"ch" | b"p" | b"pp" => Short::NameOrEnd,
        b"approx" | b"ca" | b"cf" | b"dr" | b"e.g" | b"eds" | b"eg" | b"esp" | b"fig" | b"figs"
        | b"i.e" | b"ie" | b"incl" | b"mr" | b"mrs" | b"ms" | b"mx" | b"prof" | b"rev" | b"st"
        | b"vol" | b"vols" | b"vs" => Short::Name,
        b"art" | b"sect" | b"sec" | b"no" | b"nos" | b"nr" | b"tel" | b"ext" | b"para"
        | b"chap" => Short::Number,
        _ => return None,
    })
}

/// All ends of sentences in a text.
fn ends_of(text: &str) -> Ends<'_, impl Fn(u8) -> bool> {
    let marks = Bytes::new(text.as_bytes(), may_be_mark);
    Ends { text, at: 0, marks, start: 0, closed: OnceCell::new() }
}

impl<F: Fn(u8) -> bool> Ends<'_, F> {
    /// The next place where something may end or begin.
    fn next_mark(&mut self) -> Option<usize> {
        loop {
            let at = self.marks.next_from(self.at)?;
            if !self.text[at..].starts_with(|c: char| !c.is_ascii() && !is_wide_mark(c)) {
                return Some(at);
            }
        }
    }

    /// Where the bracket at this place is closed, if it is.
    fn close_of(&self, open: usize) -> Option<usize> {
        let closed = self.closed.get_or_init(|| brackets(self.text));
        let found = closed.binary_search_by_key(&open, |(at, _)| *at).ok()?;
        Some(closed[found].1)
    }

    /// Whether nothing but white space and opening marks stands between here and the beginning of
    /// the sentence.
    fn is_first(&self, at: usize) -> bool {
        self.text[self.start..at].chars().all(|c| c.is_whitespace() || opens(c))
    }

    /// Where the sentence ends whose last mark stands at `at`, if it does end there.
    fn end_at(&self, at: usize, mark: char) -> Option<usize> {
        let after_marks = skip(self.text, at, ends);
        let end = skip(self.text, after_marks, closes);
        let rest = &self.text[end..];
        let next = rest.trim_start();
        if next.is_empty() {
            return Some(end);
        }
        // `1.5`, `e.g.`, `example.org`
        if next.len() == rest.len() {
            return None;
        }
        let first = next.trim_start_matches(opens).chars().next()?;
        let marks = &self.text[at..after_marks];
        // "Why?" she asked. Well... maybe.
        if next.starts_with(char::is_lowercase) {
            return None;
        }
        let trails_off = mark == '…' || marks.starts_with("..");
        if trails_off || marks != "." {
            let is_i = next.starts_with("I ") || next.starts_with("I'") || next.starts_with("I’");
            return (!(trails_off && is_i)).then_some(end);
        }
        let before = &self.text[self.start..at];
        (!goes_on(before, first, end == after_marks)).then_some(end)
    }
}

/// Whether a full stop belongs to the word before it only. `bare` says that no closing mark follows.
fn goes_on(before: &str, first: char, bare: bool) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || opens(c) || c == '/').next();
    let word = word.unwrap_or_default();
    // Most words before a full stop are longer.
    if !bare || word.len() > LONGEST {
        return false;
    }
    let mut small = [0; LONGEST];
    small[..word.len()].copy_from_slice(word.as_bytes());
    small.make_ascii_lowercase();
    match short(&small[..word.len()]) {
        Some(Short::Name) => return true,
        Some(Short::NameOrEnd | Short::Number) => return first.is_numeric(),
        None => {}
    }
    // "C. Rogers", but "So do I. Then"
    let mut letters = word.chars();
    let is_initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    is_initial && word != "I" && first.is_uppercase()
}

impl<F: Fn(u8) -> bool> Iterator for Ends<'_, F> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        while let Some(at) = self.next_mark() {
            let mark = self.text[at..].chars().next()?;
            self.at = at + mark.len_utf8();
            match mark {
                // The end of a line that an author asked for.
                '\u{2028}' => {
                    self.start = self.at;
                    return Some(at);
                }
                '(' | '[' => {
                    // "(It helps. It does.)" may be a sentence or several; "a (b. C) d" is one.
                    if !self.is_first(at)
                        && let Some(close) = self.close_of(at)
                    {
                        self.at = close;
                    }
                }
                _ => {
                    if let Some(end) = self.end_at(at, mark) {
                        (self.at, self.start) = (end, end);
                        return Some(end);
                    }
                    self.at = skip(self.text, at, ends);
                }
            }
        }
        None
    }
}

/// Whether something may end or begin at a byte.
#[inline]
fn may_be_mark(byte: u8) -> bool {
    /// The first byte of `…` and of the end of a line.
    const WIDE: u8 = 0xe2;
    (byte == b'.')
        | (byte == b'!')
        | (byte == b'?')
        | (byte == b'(')
        | (byte == b'[')
        | (byte == WIDE)
}

fn is_wide_mark(c: char) -> bool {
    matches!(c, '…' | '\u{2028}')
}

fn ends(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…')
}

fn closes(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '*' | '_')
}

fn opens(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '«' | '(' | '[' | '*' | '_' | '¿' | '¡')
}

fn skip(text: &str, at: usize, what: impl Fn(char) -> bool) -> usize {
    let rest = &text[at..];
    at + (rest.len() - rest.trim_start_matches(what).len())
}

/// The pairs of brackets in a text, by the place of the first.
fn brackets(text: &str) -> Vec<(usize, usize)> {
    let mut open: Vec<(u8, usize)> = Vec::new();
    let mut pairs = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        let opener = match byte {
            b'(' | b'[' => {
                open.push((byte, at));
                continue;
            }
            b')' => b'(',
            b']' => b'[',
            _ => continue,
        };
        if let Some((_, from)) = open.pop_if(|(kind, _)| *kind == opener) {
            pairs.push((from, at));
        }
    }
    pairs.sort_unstable();
    pairs
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn where_sentences_end() {
        for (text, parts) in [
            ("", &[][..]),
            ("  \n… ", &[]),
            ("No stop at the end", &["No stop at the end"]),
            ("One. Two! Three? Four", &["One.", "Two!", "Three?", "Four"]),
            ("One.\nTwo\u{a0}of it.  Three.", &["One.", "Two\u{a0}of it.", "Three."]),
            // Shortened words.
            ("Ask Dr. Smith or Prof. Lee. Then go.", &["Ask Dr. Smith or Prof. Lee.", "Then go."]),
            ("Some, e.g. CBT, i.e. Talking, help.", &["Some, e.g. CBT, i.e. Talking, help."]),
            (
                "Rogers et al. 1957 wrote it. Lambert et al. The end.",
                &["Rogers et al. 1957 wrote it.", "Lambert et al.", "The end."],
            ),
            ("See p. 3, pp. 4–5 and Fig. 2. Next.", &["See p. 3, pp. 4–5 and Fig. 2.", "Next."]),
            (
                "C. R. Rogers wrote it. So did I. Then",
                &["C. R. Rogers wrote it.", "So did I.", "Then"],
            ),
            ("Bring food, water, etc. Then go.", &["Bring food, water, etc.", "Then go."]),
            // Nobody can tell without knowing that Monday is a name.
            ("At 5 p.m. Monday it rains.", &["At 5 p.m.", "Monday it rains."]),
            ("Come at 5 p.m. and wait.", &["Come at 5 p.m. and wait."]),
            (
                "Take no. 5. He said no. Then he left.",
                &["Take no. 5.", "He said no.", "Then he left."],
            ),
            ("St. John vs. Mary.", &["St. John vs. Mary."]),
            // Numbers and addresses.
            ("It was 1.5 in 2010. 3 in 4 agreed.", &["It was 1.5 in 2010.", "3 in 4 agreed."]),
            ("Look at example.org. Or not.", &["Look at example.org.", "Or not."]),
            ("Version 2.0.1 came. It works.", &["Version 2.0.1 came.", "It works."]),
            // Quotes and brackets.
            ("\"Why?\" she asked. He left.", &["\"Why?\" she asked.", "He left."]),
            ("“It helps.” Then she left.", &["“It helps.”", "Then she left."]),
            ("Say: “Stop. I mean it.” Go.", &["Say: “Stop.", "I mean it.”", "Go."]),
            ("Say it. “called” is a word.", &["Say it.", "“called” is a word."]),
            ("A (see b. C is d) e. F.", &["A (see b. C is d) e.", "F."]),
            ("(One. Two.) Three.", &["(One.", "Two.)", "Three."]),
            ("a) First. b) Second", &["a) First. b) Second"]),
            ("An ( open one. Then more.", &["An ( open one.", "Then more."]),
            ("Stop :) Go. Now.", &["Stop :) Go.", "Now."]),
            // What is left of a citation, code, emphasis.
            ("It helps . It does .", &["It helps .", "It does ."]),
            ("It helps [1]. It does.", &["It helps [1].", "It does."]),
            ("Run \u{fffc}. \u{fffc} shows it.", &["Run \u{fffc}.", "\u{fffc} shows it."]),
            ("A line\u{2028}and another. Third.", &["A line", "and another.", "Third."]),
            // Trailing off, several marks.
            ("Well… maybe. Or… I do not know.", &["Well… maybe.", "Or… I do not know."]),
            ("Well... Then. Really?! Yes.", &["Well...", "Then.", "Really?!", "Yes."]),
            ("One. … Two.", &["One. …", "Two."]),
            ("… One.", &["… One."]),
            ("iPhone users. eBay too.", &["iPhone users. eBay too."]),
            ("Écoute. Élan.", &["Écoute.", "Élan."]),
        ] {
            let shown: Vec<&str> = sentences(text).into_iter().map(|one| &text[one]).collect();
            assert_eq!(shown, parts, "{text:?}");
        }
    }

    /// What sentences are made of, and what parts them.
    const PARTS: &[&str] = &[
        "word",
        "Word",
        "I",
        "Dr",
        "e.g",
        "p",
        "no",
        "3",
        "1.5",
        ".",
        "!",
        "?",
        "…",
        "...",
        " ",
        "\n",
        "\u{a0}",
        "\u{2028}",
        "\u{fffc}",
        "(",
        ")",
        "[",
        "]",
        "\"",
        "“",
        "”",
        "'",
        "*",
        "—",
        "--",
        "é",
        "Ω",
        "𝒳",
        "https://a.org",
        "a@b.org",
        ",",
        ":",
    ];

    proptest! {
        #[test]
        fn sentences_hold_every_word_once_and_in_order(
            parts in prop::collection::vec(prop::sample::select(PARTS), 0..40),
        ) {
            let text = parts.concat();
            let found = sentences(&text);
            let mut from = 0;
            let mut counted = 0;
            for sentence in &found {
                prop_assert!(sentence.start >= from && sentence.start < sentence.end);
                prop_assert!(text.get(sentence.clone()).is_some());
                prop_assert_eq!(words(&text[from..sentence.start]).count(), 0);
                let within = words(&text[sentence.clone()]).count();
                prop_assert!(within > 0);
                counted += within;
                from = sentence.end;
            }
            prop_assert_eq!(words(&text[from..]).count(), 0);
            prop_assert_eq!(counted, words(&text).count());
        }
    }
}
