//! Where links and pictures lead: inside, outside, or nowhere a page may lead; and where in the
//! source their destination stands.

use std::ops::Range;

/// The only schemes a link may use. Others could run code, or hide where they lead.
const SCHEMES: [&str; 5] = ["http", "https", "mailto", "tel", "sms"];

/// Where a destination leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leads {
    /// To something of the site.
    Inside,
    /// Out of it.
    Outside,
    /// By a scheme that is not allowed.
    Unsafe,
}

/// Says where a destination leads.
pub(super) fn leads(dest: &str) -> Leads {
    match scheme(dest) {
        Some(scheme) if SCHEMES.contains(&scheme.as_str()) => Leads::Outside,
        Some(_) => Leads::Unsafe,
        None => {
            // Browsers read a backslash as a slash.
            let mut slashes = as_browsers_read(dest);
            let two = (slashes.next(), slashes.next());
            if matches!(two, (Some('/' | '\\'), Some('/' | '\\'))) {
                Leads::Outside
            } else {
                Leads::Inside
            }
        }
    }
}

/// The scheme in lower case, if there is one, as a browser would see it.
pub(super) fn scheme(dest: &str) -> Option<String> {
    let mut scheme = String::new();
    for c in as_browsers_read(dest) {
        match c {
            ':' if !scheme.is_empty() => return Some(scheme),
            'a'..='z' | 'A'..='Z' => scheme.push(c.to_ascii_lowercase()),
            '0'..='9' | '+' | '-' | '.' if !scheme.is_empty() => scheme.push(c),
            _ => return None,
        }
    }
    None
}

/// The URL standard drops these before parsing, so `java\tscript:` is a scheme too.
fn as_browsers_read(dest: &str) -> impl Iterator<Item = char> {
    dest.trim_start_matches(|c| c <= ' ').chars().filter(|c| !matches!(c, '\t' | '\n' | '\r'))
}

/// Appends a destination as the value of an attribute: what is not allowed in an address is
/// percent-encoded, what is encoded already stays.
pub(super) fn escape_href(out: &mut String, dest: &str) {
    for byte in dest.bytes() {
        match byte {
            b'&' => out.push_str("&amp;"),
            b'\'' => out.push_str("&#39;"),
            _ if byte.is_ascii_alphanumeric() || b"-_.+!*(),%#@?=;:/$~".contains(&byte) => {
                out.push(char::from(byte));
            }
            _ => {
                const HEX: &[u8; 16] = b"0123456789ABCDEF";
                out.push('%');
                out.push(char::from(HEX[usize::from(byte >> 4)]));
                out.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
    }
}

/// The place of the destination in `source`, which begins somewhere before it: after the first
/// `opening` (`](` or `]:`). `None` if what stands there does not look like `dest`.
pub(super) fn place(source: &str, opening: &str, dest: &str) -> Option<Range<usize>> {
    let from = source.find(opening)? + opening.len();
    let start = from + source[from..].find(|c: char| !c.is_whitespace())?;
    let range = if source.as_bytes()[start] == b'<' {
        start + 1..start + 1 + unescaped_len(&source[start + 1..], |c, _| c == '>' || c == '\n')
    } else {
        let end = |c: char, depth: i32| c.is_whitespace() || (c == ')' && depth == 0);
        start..start + unescaped_len(&source[start..], end)
    };
    let written = &source[range.clone()];
    let plausible = written == dest || written.contains(['\\', '&']);
    (plausible && !written.is_empty()).then_some(range)
}

/// How far it is to the first character that ends it, one after a backslash never does.
/// `ends` is also told how many parentheses are open.
fn unescaped_len(text: &str, ends: impl Fn(char, i32) -> bool) -> usize {
    let (mut escaped, mut depth) = (false, 0);
    for (at, c) in text.char_indices() {
        if !escaped {
            if ends(c, depth) {
                return at;
            }
            depth += match c {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
        }
        escaped = c == '\\' && !escaped;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn destinations_are_told_apart_as_a_browser_would() {
        for (dest, expected) in [
            ("a.md#b", Leads::Inside),
            ("#b", Leads::Inside),
            ("/a/b", Leads::Inside),
            ("a/b:c", Leads::Inside),
            ("?a:b", Leads::Inside),
            ("step one: x.md", Leads::Inside),
            ("", Leads::Inside),
            ("//example.org", Leads::Outside),
            ("/\\example.org", Leads::Outside),
            ("HTTPS://example.org", Leads::Outside),
            ("mailto:a@example.org", Leads::Outside),
            ("tel:116123", Leads::Outside),
            ("javascript:alert(1)", Leads::Unsafe),
            (" java\tscript\n:alert(1)", Leads::Unsafe),
            ("data:text/html,x", Leads::Unsafe),
        ] {
            assert_eq!(leads(dest), expected, "{dest:?}");
        }
    }

    #[test]
    fn a_destination_is_found_in_the_source() {
        let at = |source: &'static str, dest| place(source, "](", dest).map(|r| &source[r]);
        assert_eq!(at("](a(b)c.md)", "a(b)c.md"), Some("a(b)c.md"));
        assert_eq!(at("]( <a b.md> \"t\")", "a b.md"), Some("a b.md"));
        assert_eq!(at(r"](a\)b)", "a)b"), Some(r"a\)b"));
        assert_eq!(at("]()", ""), None);
        assert_eq!(at("](x)", "y"), None);
    }
}
