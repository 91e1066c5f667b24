//! From text to raw entries, with every mistake reported where it is.

use crate::diagnostics::{Diagnostic, codes};
use crate::source::{SourceText, Span};
use crate::yaml::Findings;
use biblatex::{
    Pair, ParseError, ParseErrorKind, RawBibliography, RawChunk, RawEntry, Spanned, Token,
};
use std::collections::{BTreeMap, BTreeSet};

/// How many braces may be open at once. The parser calls itself for each.
pub(super) const MOST_BRACES: usize = 64;

/// Where there is one brace too many.
pub(super) fn too_deep(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' if open == MOST_BRACES => return Some(at),
            b'{' => open += 1,
            b'}' => open = open.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// All entries that can be told apart, and whether that is all of them. Of two with one key, both
/// stay; that is not for us to judge.
pub(super) fn parse<'s>(
    source: &'s SourceText,
    findings: &Findings,
) -> (RawBibliography<'s>, bool) {
    let text: &str = &source.text;
    let (mut parsed, is_whole) = match RawBibliography::parse(text) {
        Ok(parsed) => (parsed, true),
        Err(error) => {
            let found = one_by_one(source, findings).unwrap_or_else(|| {
                findings.push(explain(source, &error));
                empty()
            });
            (found, false)
        }
    };
    abbreviations(source, &mut parsed, findings);
    (parsed, is_whole)
}

fn empty<'s>() -> RawBibliography<'s> {
    RawBibliography { preamble: String::new(), entries: Vec::new(), abbreviations: Vec::new() }
}

/// Reads what stands between one line that begins with `@` and the next, each alone, so that a
/// mistake costs one entry. `None` if that finds no mistake.
fn one_by_one<'s>(source: &'s SourceText, findings: &Findings) -> Option<RawBibliography<'s>> {
    let text: &str = &source.text;
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with('@') {
            starts.push(at + line.len() - line.trim_start().len());
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let mut all = empty();
    let mut is_wrong = false;
    for (start, end) in starts.iter().copied().zip(ends) {
        match RawBibliography::parse(&text[start..end]) {
            Ok(part) => {
                all.entries.extend(part.entries.into_iter().map(|entry| moved_entry(entry, start)));
                all.abbreviations
                    .extend(part.abbreviations.into_iter().map(|p| moved_pair(p, start)));
            }
            Err(mut error) => {
                is_wrong = true;
                // At the end of the entry, not at the beginning of the next.
                let written = start + text[start..end].trim_end().len();
                error.span = moved(error.span, start);
                error.span = error.span.start.min(written)..error.span.end.min(written);
                findings.push(explain(source, &error));
            }
        }
    }
    is_wrong.then_some(all)
}

fn moved(span: std::ops::Range<usize>, by: usize) -> std::ops::Range<usize> {
    span.start + by..span.end + by
}

fn moved_entry<'s>(entry: Spanned<RawEntry<'s>>, by: usize) -> Spanned<RawEntry<'s>> {
    let RawEntry { key, kind, fields } = entry.v;
    let entry_span = moved(entry.span, by);
    let key = Spanned::new(key.v, moved(key.span, by));
    let kind = Spanned::new(kind.v, moved(kind.span, by));
    let fields = fields.into_iter().map(|field| moved_pair(field, by)).collect();
    Spanned::new(RawEntry { key, kind, fields }, entry_span)
}

fn moved_pair(pair: Pair<'_>, by: usize) -> Pair<'_> {
    let chunks = pair.value.v.into_iter();
    let chunks = chunks.map(|chunk| Spanned::new(chunk.v, moved(chunk.span, by))).collect();
    Pair::new(
        Spanned::new(pair.key.v, moved(pair.key.span, by)),
        Spanned::new(chunks, moved(pair.value.span, by)),
    )
}

/// The longest text that abbreviations may stand for. Each could double the one before it.
const MOST_EXPANDED: usize = 64 * 1024;

/// Keeps the first `@string` of each name, and in it only names that were defined before: the
/// parser would follow a circle for ever.
fn abbreviations(source: &SourceText, parsed: &mut RawBibliography<'_>, findings: &Findings) {
    let mut lengths: BTreeMap<String, usize> = BTreeMap::new();
    let mut kept = Vec::new();
    for pair in std::mem::take(&mut parsed.abbreviations) {
        let name = pair.key.v.to_owned();
        let problem = |message: String, span: &std::ops::Range<usize>| {
            Diagnostic::new(&codes::citations::BIBTEX, message)
                .at(&source.path, Span::from(span.clone()))
        };
        if lengths.contains_key(&name) {
            let message = format!("`@string` gives `{name}` a second meaning");
            findings.push(problem(message, &pair.key.span).help("remove one of the two"));
            continue;
        }
        let mut length = 0;
        let mut unknown = BTreeSet::new();
        for chunk in &pair.value.v {
            match chunk.v {
                RawChunk::Normal(text) => length += text.len(),
                RawChunk::Abbreviation(other) => match lengths.get(other) {
                    Some(known) => length += known,
                    None => {
                        unknown.insert(other.to_owned());
                        let message = format!("`{other}` has no meaning before this `@string`");
                        findings.push(
                            problem(message, &chunk.span)
                                .help(format!("put it into braces: `{{{other}}}`")),
                        );
                    }
                },
            }
        }
        if length > MOST_EXPANDED {
            let message = format!("`{name}` stands for more than {MOST_EXPANDED} letters");
            findings.push(problem(message, &pair.key.span).help("write shorter texts"));
            length = 0;
        } else {
            let Pair { key, mut value } = pair;
            value.v.retain(
                |chunk| !matches!(chunk.v, RawChunk::Abbreviation(name) if unknown.contains(name)),
            );
            kept.push(Pair { key, value });
        }
        lengths.insert(name, length);
    }
    parsed.abbreviations = kept;
}

/// What the parser found, in plain words.
pub(super) fn explain(source: &SourceText, error: &ParseError) -> Diagnostic {
    let (message, help) = match &error.kind {
        ParseErrorKind::UnexpectedEof => (
            "the entry ends in the middle".to_owned(),
            "look for a brace or a quotation mark that is not closed".to_owned(),
        ),
        ParseErrorKind::Unexpected(token) => {
            let message = format!("{} does not belong here", word(*token));
            (message, "remove it, or put a backslash before it".to_owned())
        }
        ParseErrorKind::Expected(token) => {
            let message = format!("{} is missing", word(*token));
            (message, "an entry is `@article{key, title = {…}, year = {2018}}`".to_owned())
        }
        ParseErrorKind::UnknownAbbreviation(name) => (
            format!("no `@string` says what `{name}` stands for"),
            format!("put it into braces: `{{{name}}}`"),
        ),
        ParseErrorKind::MalformedCommand => (
            "the backslash is not followed by the name of a command".to_owned(),
            "remove it".to_owned(),
        ),
        other => (format!("this cannot be read: {other}"), "write it in another way".to_owned()),
    };
    let text = &source.text;
    let inside = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    let (start, end) = (inside(error.span.start), inside(error.span.end));
    let span = Span::new(start.unwrap_or(0), end.unwrap_or(0));
    Diagnostic::new(&codes::citations::BIBTEX, message).at(&source.path, span).help(help)
}

fn word(token: Token) -> &'static str {
    match token {
        Token::Identifier => "a name",
        Token::OpeningBrace => "an opening brace",
        Token::ClosingBrace => "a closing brace",
        Token::Comma => "a comma or a closing brace",
        Token::QuotationMark => "a quotation mark",
        Token::Equals => "an equals sign",
        Token::DecimalPoint => "a second decimal point",
    }
}
