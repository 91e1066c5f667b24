//! Words, as people count them.

use std::ops::Range;

/// Every word of a text. A word ends at white space or a dash between two clauses; `well-known`,
/// `don't`, `1.5` and `and/or` are one each. Addresses are none.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < text.len() {
            let rest = &text[at..];
            let (len, gap) = token(rest);
            let range = at..at + len;
            at += len + gap;
            if is_word(&text[range.clone()]) {
                return Some(trimmed(text, range));
            }
        }
        None
    })
}

/// How long the first token is, and what parts it from the next one.
fn token(text: &str) -> (usize, usize) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b' ' | b'\n' | b'\t' | b'\r' | 0x0b | 0x0c => return (at, 1),
            b'-' if bytes.get(at + 1) == Some(&b'-') => return (at, 2),
            _ if byte.is_ascii() => at += 1,
            _ => {
                let c = text[at..].chars().next().unwrap_or(' ');
                if c.is_whitespace() || matches!(c, '—' | '…' | '\u{fffc}') {
                    return (at, c.len_utf8());
                }
                at += c.len_utf8();
            }
        }
    }
    (at, 0)
}

/// Whether readers would read it as a word: a letter or a digit is in it, and it is no address.
#[must_use]
pub fn is_word(token: &str) -> bool {
    token.contains(char::is_alphanumeric) && !is_address(token)
}

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
        }
    }
}
