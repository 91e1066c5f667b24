//! `urls.lock`: which addresses a site has published, so that none is lost unnoticed.
//!
//! In: the text of the file. Out: a [`Lock`], and what is wrong with its lines; or the text with more
//! addresses in it. Which addresses a site has now, and what to say about the difference, is left to
//! `check`.
//!
//! A line is an address, or an address and why it is gone:
//!
//! ```text
//! # A note.
//! /choosing/first-call/
//! /old-page/ gone: merged into /choosing/first-call/
//! ```

use crate::diagnostics::{Diagnosed, Diagnostic, codes::urls as codes};
use crate::source::{SourcePath, SourceText, Span, UrlPath};
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use std::collections::BTreeMap;

/// Where the file is.
pub const PATH: &str = "urls.lock";

/// What a new file begins with.
const HEAD: &str = "# Every address that this site has published. `goodfit urls --write` adds to it, and nothing\n\
     # takes away from it. Behind an address that is gone for good, write `gone:` and why.\n";

/// What would end an address in a line.
const NOT_IN_ADDRESSES: &AsciiSet = &CONTROLS.add(b' ').add(b'%');

/// All that is remembered, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    /// One an address.
    pub lines: Vec<Line>,
}

/// One address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The address, without the path that the site lies below.
    pub url: UrlPath,
    /// Why it is gone, if it is declared to be.
    pub gone: Option<String>,
    /// The address in the file.
    pub span: Span,
}

/// The path of the file.
#[must_use]
pub fn path() -> SourcePath {
    SourcePath::new(PATH).expect("it is a plain relative path")
}

/// An address as a line of the file has it: what would end it is percent-encoded.
#[must_use]
pub fn written(url: &UrlPath) -> String {
    utf8_percent_encode(url.as_str(), NOT_IN_ADDRESSES).to_string()
}

/// Reads the file. Lines that make no sense are reported and left out.
pub fn parse(source: &SourceText) -> Diagnosed<Lock> {
    let mut diagnostics = Vec::new();
    let mut lines: Vec<Line> = Vec::new();
    let mut first: BTreeMap<UrlPath, Span> = BTreeMap::new();
    let mut start = 0;
    for whole in source.text.split_inclusive('\n') {
        let (at, text) = (start, whole.trim());
        start += whole.len();
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        let at = at + (whole.len() - whole.trim_start().len());
        let line = match line(text, at) {
            Ok(line) => line,
            Err((message, help)) => {
                let span = Span::new(at, at + text.len());
                let problem = Diagnostic::new(&codes::BAD_LINE, message).at(&source.path, span);
                diagnostics.push(problem.help(help));
                continue;
            }
        };
        if let Some(known) = first.get(&line.url) {
            let message = format!("`{}` is there twice", written(&line.url));
            diagnostics.push(
                Diagnostic::new(&codes::BAD_LINE, message)
                    .at(&source.path, line.span)
                    .also(&source.path, Some(*known), "first here")
                    .help("take one of the two lines out"),
            );
            continue;
        }
        first.insert(line.url.clone(), line.span);
        lines.push(line);
    }
    Diagnosed::new(Lock { lines }, diagnostics)
}

/// One line that begins at byte `at`; or what is wrong with it, and what to do.
fn line(text: &str, at: usize) -> Result<Line, (String, String)> {
    let (address, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    if !address.starts_with('/') {
        return Err((
            "the line does not begin with an address of the site".to_owned(),
            "write one address a line, such as `/about/`; notes begin with `#`".to_owned(),
        ));
    }
    let gone = match (rest.trim(), rest.trim().strip_prefix("gone:").map(str::trim)) {
        ("", _) => None,
        (_, Some(reason)) if !reason.is_empty() => Some(reason.to_owned()),
        (_, is_gone) => {
            let message = match is_gone {
                Some(_) => format!("`{address}` is gone, and the line does not say why"),
                None => "behind an address only `gone:` and a reason can stand".to_owned(),
            };
            let help = format!("write `{address} gone: ` and why, in a few words");
            return Err((message, help));
        }
    };
    let url = UrlPath::new(&percent_decode_str(address).decode_utf8_lossy());
    Ok(Line { url, gone, span: Span::new(at, at + address.len()) })
}

/// The text of the file with more addresses in it, sorted. Notes stay above the line that follows
/// them, and nothing is taken out. An empty text becomes a whole file.
#[must_use]
pub fn with<'a>(text: &str, more: impl IntoIterator<Item = &'a UrlPath>) -> String {
    let (head, rest) = split_head(text);
    // Each address with the notes above it.
    let mut chunks: Vec<(String, String)> = Vec::new();
    let mut open = String::new();
    for line in rest.lines() {
        open.push_str(line);
        open.push('\n');
        let address = line.split_whitespace().next().unwrap_or_default();
        if address.starts_with('/') {
            chunks.push((address.to_owned(), std::mem::take(&mut open)));
        }
    }
    for url in more {
        let address = written(url);
        let line = format!("{address}\n");
        chunks.push((address, line));
    }
    chunks.sort_by(|a, b| a.0.cmp(&b.0));
    let body: String = chunks.into_iter().map(|(_, chunk)| chunk).collect();
    let head = if text.is_empty() { HEAD } else { head };
    format!("{head}{body}{open}")
}

/// The notes at the top of the file, and the rest.
fn split_head(text: &str) -> (&str, &str) {
    let is_head = |line: &str| line.trim().is_empty() || line.starts_with('#');
    let end = text.split_inclusive('\n').take_while(|line| is_head(line)).map(str::len).sum();
    text.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn source(text: &str) -> SourceText {
        SourceText::new(path(), text)
    }

    fn said(text: &str) -> String {
        let parsed = parse(&source(text));
        let mut out = String::new();
        for line in parsed.value.lines {
            let at = source(text).slice(line.span).to_owned();
            out.push_str(&format!("{} {:?} at {at}\n", line.url, line.gone));
        }
        for d in parsed.diagnostics {
            out.push_str(&format!("{} ({})\n", d.message, d.help.unwrap_or_default()));
        }
        out
    }

    #[test]
    fn a_line_is_an_address_or_an_address_and_why_it_is_gone() {
        expect_test::expect![[r#"
            / None at /
            /a%20b.pdf None at /a%2520b.pdf
            /old page/ Some("merged into /") at /old%20page/
            /müde/ None at /müde/
        "#]]
        .assert_eq(&said(
            "# Notes.\r\n\r\n/\r\n/a%2520b.pdf\n  /old%20page/ \t gone:  merged into / \n/müde/",
        ));
    }

    #[test]
    fn a_line_that_makes_no_sense_is_reported_with_the_next_step() {
        expect_test::expect![[r#"
            /a/ None at /a/
            the line does not begin with an address of the site (write one address a line, such as `/about/`; notes begin with `#`)
            `/b/` is gone, and the line does not say why (write `/b/ gone: ` and why, in a few words)
            behind an address only `gone:` and a reason can stand (write `/c/ gone: ` and why, in a few words)
            `/a/` is there twice (take one of the two lines out)
        "#]]
        .assert_eq(&said("/a/\n<<<<<<< HEAD\n/b/ gone:\n/c/ moved\n/a/\n"));
    }

    #[test]
    fn addresses_are_added_in_their_order_and_notes_stay_where_they_were() {
        let urls = ["/", "/b x/", "/zz/"].map(UrlPath::new);
        let text = "# Head.\n\n/c/\n# About a.\n/a/  gone: x\n# The end.\n";
        expect_test::expect![[r#"
            # Head.

            /
            # About a.
            /a/  gone: x
            /b%20x/
            /c/
            /zz/
            # The end.
        "#]]
        .assert_eq(&with(text, &urls));
        assert!(with("", &urls).starts_with("# Every address"));
        assert_eq!(with(text, []).lines().count(), text.lines().count());
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(names in proptest::collection::btree_set("[a-z %#é/]{0,6}", 0..8)) {
            let urls: std::collections::BTreeSet<UrlPath> =
                names.iter().map(|name| UrlPath::new(&format!("/x{name}"))).collect();
            let text = with("", &urls);
            let parsed = parse(&source(&text));
            prop_assert_eq!(parsed.diagnostics, vec![]);
            let read: std::collections::BTreeSet<UrlPath> =
                parsed.value.lines.into_iter().map(|line| line.url).collect();
            prop_assert_eq!(&read, &urls);
            prop_assert_eq!(with(&text, []), text);
        }
    }
}
