//! Citations in running text: `[@key]`, `[@a, p. 3; @b]` and a bare `@rogers1957`.
//!
//! In: a [`Run`] of text and an offset in it. Out: the citation and where it ends. Whether the keys
//! exist is left to the bibliography; where citations may stand is up to the walk.

use super::run::Run;
use super::{Cite, CiteItem};
use crate::source::Span;
use std::ops::Range;

/// The group that begins with the `[` at `at`, and the offset after its `]`.
pub(super) fn group(run: &Run, at: usize, base: usize) -> Option<(Cite, usize)> {
    let rest = &run.text[at..];
    if !rest.starts_with("[@") {
        return None;
    }
    let close = at + 1 + rest[1..].find(['[', ']'])?;
    if run.text.as_bytes()[close] != b']' {
        return None;
    }
    let mut items = Vec::new();
    let mut from = at + 1;
    for part in run.text[from..close].split(';') {
        items.push(item(run, from, part, base)?);
        from += part.len() + 1;
    }
    Some((Cite { items, span: span(run, at..close + 1, base) }, close + 1))
}

/// One source of a group: `@key`, then perhaps a comma and where in it to look.
fn item(run: &Run, from: usize, part: &str, base: usize) -> Option<CiteItem> {
    let start = from + (part.len() - part.trim_start().len());
    let name = part.trim_start().strip_prefix('@')?;
    let key = &name[..key_len(name)];
    let rest = &name[key.len()..];
    // Without a comma, `[@key p. 3]`, it is still clear what is meant; `[@key.x]` is not.
    if key.is_empty() || !(rest.is_empty() || rest.starts_with([',', ' ', '\n', '\t'])) {
        return None;
    }
    let rest = rest.trim_start();
    let locator = rest.strip_prefix(',').unwrap_or(rest);
    Some(CiteItem {
        key: key.to_owned(),
        locator: locator.split_whitespace().collect::<Vec<_>>().join(" "),
        span: span(run, start..start + 1 + key.len(), base),
    })
}

/// The citation without brackets that begins with the `@` at `at`. Only a key with a digit is one,
/// so that `@home` stays text, and only at the beginning of a word, so that mail addresses do.
pub(super) fn bare(run: &Run, at: usize, body: &str, base: usize) -> Option<(Cite, usize)> {
    let source = run.source(at..at + 1);
    let before = body.get(..source.start)?.chars().next_back();
    if !before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '*' | '_' | '~')) {
        return None;
    }
    let rest = &run.text[at + 1..];
    let key = &rest[..key_len(rest)];
    let mut after = rest[key.len()..].chars();
    let goes_on = match after.next() {
        Some('@' | '/') => true,
        // The full stop of a sentence may follow, the dot of `@a1.example` may not.
        Some('.') => after.next().is_some_and(char::is_alphanumeric),
        Some(c) => c.is_alphanumeric(),
        None => false,
    };
    if goes_on || !key.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let end = at + 1 + key.len();
    let span = span(run, at..end, base);
    let item = CiteItem { key: key.to_owned(), locator: String::new(), span };
    Some((Cite { items: vec![item], span }, end))
}

/// Whether a source with that key can be cited.
#[must_use]
pub fn is_citation_key(text: &str) -> bool {
    !text.is_empty() && key_len(text) == text.len()
}

/// How many bytes at the beginning are a key: a letter, then letters, digits and `_:-`, ending with
/// a letter or digit. 0 if there is none.
fn key_len(text: &str) -> usize {
    if !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return 0;
    }
    let len = text
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b':' | b'-'))
        .count();
    text[..len].trim_end_matches(['_', ':', '-']).len()
}

fn span(run: &Run, range: Range<usize>, base: usize) -> Span {
    Span::from(run.source(range)).shift(base)
}
