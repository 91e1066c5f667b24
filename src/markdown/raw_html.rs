//! Raw HTML: taken as it is, shown as text, or refused.
//!
//! Comments are notes among authors. Unless raw HTML is allowed, they are left out without a word;
//! one that does not end is text, for else it would take the rest of the page with it. Waivers are
//! comments that are left out always.

use super::RawHtml;
use super::parse::{Verbatim, Walk};
use crate::diagnostics::codes::markdown as codes;
use html5gum::{Token, Tokenizer};
use std::mem;
use std::ops::Range;

/// Elements in which a link may not stand, or would be no help.
const WITHOUT_LINKS: [&[u8]; 14] = [
    b"a",
    b"button",
    b"code",
    b"h1",
    b"h2",
    b"h3",
    b"h4",
    b"h5",
    b"h6",
    b"label",
    b"option",
    b"pre",
    b"summary",
    b"textarea",
];

impl Walk<'_> {
    /// A line of an HTML block, or a tag within a paragraph.
    pub(super) fn html_event(&mut self, html: &str, range: Range<usize>) {
        if let Verbatim::Html(block) = &mut self.block {
            block.push_str(html);
            return;
        }
        let html = self.take_waivers(html, &range, true);
        if self.options.raw_html == RawHtml::Allow {
            if self.image.is_none() {
                let from = self.out.html.len();
                self.out.raw(&html);
                self.leave_out_of_heading(from, String::new());
                self.read_tags(&html);
            }
        } else if !without_comments(&html).trim().is_empty() {
            self.report_raw(&range);
            self.write_text(&html);
        }
    }

    pub(super) fn end_html_block(&mut self, range: Range<usize>) {
        let Verbatim::Html(html) = mem::take(&mut self.block) else { return };
        let html = self.take_waivers(&html, &range, false);
        self.plain.clear();
        self.out.newline();
        let shown = without_comments(&html);
        self.begun |= !shown.trim().is_empty();
        if self.options.raw_html == RawHtml::Allow {
            if !html.trim().is_empty() {
                self.out.raw(&html);
                self.out.newline();
                self.read_tags(&html);
            }
            return;
        }
        if shown.trim().is_empty() {
            return;
        }
        let source = &self.body[range.clone()];
        self.report_raw(&(range.start..range.start + source.trim_end().len()));
        self.out.raw("<p>");
        self.out.text(shown.trim());
        self.out.raw("</p>\n");
        self.out.end_word();
    }

    /// Notes what a link could lead to, every `id` and the `name` of an `a`, and which elements are
    /// open.
    fn read_tags(&mut self, html: &str) {
        let mut emitter = html5gum::DefaultEmitter::default();
        // The content of `script` and its like holds no tags.
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(html, emitter) {
            match token {
                Ok(Token::StartTag(tag)) => {
                    self.raw_links += u32::from(WITHOUT_LINKS.contains(&&**tag.name));
                    let names: &[&[u8]] =
                        if **tag.name == *b"a" { &[b"id", b"name"] } else { &[b"id"] };
                    for name in names {
                        let Some(id) = tag.attributes.get(*name) else { continue };
                        let id = String::from_utf8_lossy(id).into_owned();
                        if !id.is_empty() {
                            self.raw_ids.push(id);
                        }
                    }
                }
                Ok(Token::EndTag(tag)) if WITHOUT_LINKS.contains(&&**tag.name) => {
                    self.raw_links = self.raw_links.saturating_sub(1);
                }
                _ => {}
            }
        }
    }

    /// Reports a piece of raw HTML, or makes the last report longer if the piece continues it.
    fn report_raw(&mut self, range: &Range<usize>) {
        if let Some((index, end)) = self.raw_warning
            && end == range.start
            && let Some(place) = self.diagnostics[index].primary.as_mut()
            && let Some(span) = &mut place.span
        {
            span.end = crate::source::Span::at(self.base + range.end).end;
            self.raw_warning = Some((index, range.end));
            return;
        }
        let problem = if self.options.raw_html == RawHtml::Forbid {
            self.problem(&codes::RAW_HTML, range, "raw HTML is not allowed here")
                .help("write it in Markdown, or put it in backticks if it is meant to be seen")
        } else {
            self.problem(&codes::RAW_HTML_ESCAPED, range, "readers see this HTML as text")
                .help("write it in Markdown, or put it in backticks if it is meant to be seen")
        };
        self.raw_warning = Some((self.diagnostics.len(), range.end));
        self.diagnostics.push(problem);
    }
}

/// The places of `<!-- … -->`.
pub(super) fn comments(html: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + html[from..].find("<!--")?;
        let inner = &html[start + 4..];
        // `<!-->` and `<!--->` are whole comments.
        let len = match inner.strip_prefix('>').or_else(|| inner.strip_prefix("->")) {
            Some(after) => inner.len() - after.len(),
            None => inner.find("-->")? + 3,
        };
        from = start + 4 + len;
        Some(start..from)
    })
}

/// The text without comments.
fn without_comments(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut from = 0;
    for comment in comments(html) {
        out.push_str(&html[from..comment.start]);
        from = comment.end;
    }
    out.push_str(&html[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_and_everything_else_stays() {
        for (html, rest) in [
            ("a<!-- b -->c", "ac"),
            ("<!--><b><!---><!-- x\n--><i>", "<b><i>"),
            ("<!-- never ends", "<!-- never ends"),
        ] {
            assert_eq!(without_comments(html), rest);
        }
    }
}
