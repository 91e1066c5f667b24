//! Waivers: comments in which an author says why something that is usually wrong is right here.
//!
//! In: `<!-- allow NAME: reason -->` in a page. Out: [`Waiver`]s, each with what it is about.
//! Whether there is such a name, and whether anything had to be allowed, is left to whoever checks.

use super::Waiver;
use super::parse::Walk;
use super::raw_html::comments;
use crate::diagnostics::codes::markdown as codes;
use crate::source::Span;
use pulldown_cmark::Tag;
use std::borrow::Cow;
use std::ops::Range;

const EXAMPLE: &str = "write `<!-- allow forbidden-word: we warn against it here -->`";

/// A waiver as written.
#[derive(Debug, PartialEq, Eq)]
struct Written<'a> {
    /// Whether it is about the whole page.
    page: bool,
    names: Vec<&'a str>,
    reason: &'a str,
}

impl Walk<'_> {
    /// Takes the waivers out of some HTML at `range`, so that they never reach a page. One within a
    /// line is about the block around it, any other about the block that follows.
    pub(super) fn take_waivers<'h>(
        &mut self,
        html: &'h str,
        range: &Range<usize>,
        within_line: bool,
    ) -> Cow<'h, str> {
        let mut kept = Cow::Borrowed(html);
        // From the end, so that places stay right.
        let found: Vec<Range<usize>> = comments(html).collect();
        for comment in found.iter().rev() {
            if of_ours(inside(&html[comment.clone()])).is_some() {
                kept.to_mut().replace_range(comment.clone(), "");
            }
        }
        for comment in found {
            let text = &html[comment];
            let Some(words) = of_ours(inside(text)) else { continue };
            let place = self.place_of(text, range);
            match read(words) {
                Ok(written) => self.waive(&written, &place, within_line),
                Err(message) => {
                    let problem = self.problem(&codes::BAD_WAIVER, &place, message).help(EXAMPLE);
                    self.diagnostics.push(problem);
                }
            }
        }
        kept
    }

    /// Where a comment stands. In a quotation, its lines are not those of the source.
    fn place_of(&self, comment: &str, range: &Range<usize>) -> Range<usize> {
        let source = &self.body[range.clone()];
        match source.find(comment) {
            Some(at) => range.start + at..range.start + at + comment.len(),
            None => range.start..range.start + source.trim_end().len(),
        }
    }

    fn waive(&mut self, written: &Written<'_>, place: &Range<usize>, within_line: bool) {
        let span = self.span(place);
        let covered = if written.page {
            if self.begun {
                let message = "a waiver for the whole page stands before everything else";
                let problem = self
                    .problem(&codes::BAD_WAIVER, place, message)
                    .help("move it above the first paragraph, or leave `page` out");
                self.diagnostics.push(problem);
                return;
            }
            Waiver::PAGE
        } else if within_line {
            self.blocks.last().map_or(span, |block| self.span(block))
        } else {
            self.waiting.push(self.facts.waivers.len());
            Span::at(span.end as usize)
        };
        self.facts.waivers.push(Waiver {
            names: written.names.iter().map(|name| (*name).to_owned()).collect(),
            reason: written.reason.to_owned(),
            span,
            covered,
        });
    }

    /// Notes that a block begins, for the waivers that wait for one.
    pub(super) fn begin_block(&mut self, block: &Tag<'_>, range: &Range<usize>) {
        self.blocks.push(range.clone());
        if !matches!(block, Tag::HtmlBlock) {
            self.begun = true;
            let span = self.span(range);
            for waiver in self.waiting.drain(..) {
                self.facts.waivers[waiver].covered = span;
            }
        }
    }
}

/// What stands in a comment.
fn inside(comment: &str) -> &str {
    comment.strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->")).unwrap_or("").trim()
}

/// What stands in a comment that is for us, without the name of the program.
fn of_ours(words: &str) -> Option<&str> {
    let first = words.split_whitespace().next()?;
    match first.trim_end_matches(':') {
        "goodfit" => {
            Some(words["goodfit".len()..].trim_start_matches([':', ' ', '\t', '\n', '\r']))
        }
        "allow" => Some(words),
        _ => None,
    }
}

/// Reads `allow NAME, NAME: reason` and `allow page NAME: reason`.
fn read(words: &str) -> Result<Written<'_>, String> {
    let Some(rest) = words.strip_prefix("allow").filter(|rest| {
        rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || c == ':')
    }) else {
        let first = words.split_whitespace().next().unwrap_or("");
        return Err(match first {
            "" => "the comment does not say what to allow".to_owned(),
            _ => format!("`{first}` means nothing in a comment for the program"),
        });
    };
    let (names, reason) = rest.split_once(':').unwrap_or((rest, ""));
    let names = names.trim();
    let after_page = names.strip_prefix("page").filter(|n| n.starts_with(char::is_whitespace));
    let page = after_page.is_some();
    let names: Vec<&str> = after_page.unwrap_or(names).split(',').map(str::trim).collect();
    if let [""] = names.as_slice() {
        return Err("the waiver does not say what to allow".to_owned());
    }
    let bad = |name: &&&str| {
        name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    if let Some(name) = names.iter().find(bad) {
        return Err(match (*name, rest.contains(':')) {
            (_, false) => "the waiver gives no reason: there is no colon in it".to_owned(),
            ("", true) => "a name is missing in the waiver".to_owned(),
            (name, true) => format!("`{name}` is no name of a rule"),
        });
    }
    let reason = reason.trim();
    if reason.is_empty() {
        return Err("the waiver gives no reason".to_owned());
    }
    Ok(Written { page, names, reason })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shape_of_a_waiver() {
        let ok = |text| read(of_ours(text).expect("it is ours"));
        let written = |page, names: &[&'static str], reason| {
            Ok(Written { page, names: names.to_vec(), reason })
        };
        assert_eq!(ok("allow H003: we warn: never"), written(false, &["H003"], "we warn: never"));
        assert_eq!(
            ok("goodfit allow forbidden-word , W002:\n why"),
            written(false, &["forbidden-word", "W002"], "why")
        );
        assert_eq!(ok("allow page H003: why"), written(true, &["H003"], "why"));
        assert_eq!(ok("allow page: why"), written(false, &["page"], "why"));
        for (text, message) in [
            ("allow", "the waiver does not say what to allow"),
            ("allow: x", "the waiver does not say what to allow"),
            ("allow H003", "the waiver gives no reason"),
            ("allow H003:", "the waiver gives no reason"),
            ("allow H003 because", "the waiver gives no reason: there is no colon in it"),
            ("allow H003,: x", "a name is missing in the waiver"),
            ("allow the word: x", "`the word` is no name of a rule"),
            ("goodfit", "the comment does not say what to allow"),
            ("goodfit alow H003: x", "`alow` means nothing in a comment for the program"),
        ] {
            assert_eq!(ok(text), Err(message.to_owned()), "{text}");
        }
        for text in ["allowed", "a note", "", "Goodfit allow", "goodfit-allow"] {
            assert_eq!(of_ours(text), None, "{text}");
        }
    }
}
