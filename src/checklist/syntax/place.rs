//! Where the words of a value stand in the file.

use crate::source::{SourceText, Span};

/// For each byte of a value its place in the file.
///
/// Values are written plain, in quotes or as blocks; what differs from the value itself is only
/// quotes, escapes and white space. So the two are laid side by side without white space. Where
/// that does not work out, the whole value is the place.
pub(super) struct Offsets {
    /// The places of the value's bytes, if they were found.
    bytes: Option<Vec<usize>>,
    whole: Span,
}

impl Offsets {
    pub fn new(value: &str, source: &SourceText, whole: Span) -> Self {
        let bytes = align(value, source.slice(whole));
        let bytes = bytes.map(|all| all.into_iter().map(|at| at + whole.start as usize).collect());
        Self { bytes, whole }
    }

    /// The place in the file of a part of the value. An empty part is the place behind the last
    /// character before it.
    pub fn span(&self, part: Span) -> Span {
        let Some(bytes) = &self.bytes else { return self.whole };
        let part = part.range();
        let last = |end: usize| end.checked_sub(1).and_then(|at| bytes.get(at)).map(|at| at + 1);
        let start = if part.is_empty() { last(part.start) } else { bytes.get(part.start).copied() };
        match (start, last(part.end)) {
            (Some(start), Some(end)) => Span::new(start, end),
            _ => self.whole,
        }
    }
}

/// For each byte of `value` the byte of `written` that it comes from.
fn align(value: &str, written: &str) -> Option<Vec<usize>> {
    let quote = written.chars().next().filter(|c| matches!(c, '\'' | '"'));
    let mut at = match written.chars().next() {
        Some('\'' | '"') => 1,
        // The line of `>-` or `|`.
        Some('>' | '|') => written.find('\n')? + 1,
        _ => 0,
    };
    let mut bytes = Vec::with_capacity(value.len());
    for letter in value.chars() {
        if letter.is_whitespace() {
            // Where it is does not matter: no word of a condition has any.
            bytes.extend(std::iter::repeat_n(at, letter.len_utf8()));
            continue;
        }
        at += written[at..].find(|c: char| !c.is_whitespace())?;
        let rest = &written[at..];
        let escape = match quote {
            Some('\'') => rest.starts_with("''"),
            Some(_) => rest.starts_with('\\'),
            None => false,
        };
        let from = at + usize::from(escape);
        if !written.get(from..)?.starts_with(letter) {
            return None;
        }
        bytes.extend((0..letter.len_utf8()).map(|byte| from + byte));
        at = from + letter.len_utf8();
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_however_the_value_is_written() {
        for (value, written, word) in [
            ("any stop", "any stop", "stop"),
            ("any stop", "\"any stop\"", "stop"),
            ("any stop", "any\n    stop", "stop"),
            ("any \"stop\"", r#""any \"stop\"""#, "stop"),
            ("any 'stop'", "'any ''stop'''", "stop"),
            ("any stop or é >= 1", ">-\n  any stop\n  or é >= 1\n", ">="),
            ("any\nstop\n", "|\n  any\n  stop\n", "stop"),
        ] {
            let bytes = align(value, written).expect("they are the same words");
            let at = value.find(word).expect("it is in the value");
            assert!(written[bytes[at]..].starts_with(word), "{written}");
        }
        assert_eq!(align("tab", r#""\x74ab""#), None);
    }
}
