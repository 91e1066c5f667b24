//! Headings: what stands in them, and the ids their authors gave them.
//!
//! In: the events of a heading. Out: a [`Draft`]. Ids that nobody gave are left to `assemble`,
//! because an id that somebody gives further down goes first.

use super::fragment::MarkKind;
use super::parse::Walk;
use crate::diagnostics::codes::markdown as codes;
use crate::markup::Html;
use crate::source::Span;
use std::ops::Range;

/// A heading that may not have its id yet.
#[derive(Debug)]
pub(super) struct Draft {
    pub level: u8,
    /// The id between `{#` and `}`, and its place.
    pub explicit: Option<(String, Range<usize>)>,
    pub html: Html,
    pub text: String,
    pub span: Span,
}

/// A heading while it is being written.
#[derive(Debug)]
pub(super) struct OpenHeading {
    range: Range<usize>,
    /// Where its content begins in the HTML.
    from: usize,
    explicit: Option<(String, Range<usize>)>,
    level: u8,
    /// Parts of the HTML that must not be repeated elsewhere, and what to write instead.
    left_out: Vec<(Range<usize>, String)>,
}

impl Walk<'_> {
    pub(super) fn start_heading(&mut self, level: u8, range: Range<usize>) {
        // The parser's range ends behind the last line.
        let end = range.start + self.body[range.clone()].trim_end().len();
        let range = range.start..end;
        if level == 1 {
            let problem = self
                .problem(
                    &codes::HEADING_ONE,
                    &range,
                    "the page has a first-level heading of its own",
                )
                .help("begin with `##`: the title in the front matter is the first level");
            self.diagnostics.push(problem);
        }
        self.plain.clear();
        self.out.newline();
        self.out.raw(&format!("<h{level} id=\""));
        self.out.mark(MarkKind::HeadingId(self.drafts.len()));
        self.out.raw("\">");
        let from = self.out.html.len();
        self.heading =
            Some(OpenHeading { range, from, explicit: None, level, left_out: Vec::new() });
    }

    /// Takes `{#id}` from the end of the text that is about to be written.
    pub(super) fn take_heading_id(&mut self) {
        let Some(heading) = &mut self.heading else { return };
        let Some(end) = self.run.source_end() else { return };
        let Some(source) = self.body.get(heading.range.start..end) else { return };
        let Some(at) = source.rfind("{#") else { return };
        let Some(id) = source[at + 2..].strip_suffix('}') else { return };
        let bad = |c: char| c.is_whitespace() || c.is_control() || "{}\"'<>&\\`".contains(c);
        if id.is_empty() || id.contains(bad) || source[..at].ends_with('\\') {
            return;
        }
        let start = heading.range.start + at;
        if self.run.cut_source(start) {
            let kept = self.run.text.trim_end().len();
            self.run.text.truncate(kept);
            heading.explicit = Some((id.to_owned(), start + 2..start + 2 + id.len()));
        }
    }

    /// Says that the HTML since `from` must not be repeated elsewhere, if a heading is open.
    pub(super) fn leave_out_of_heading(&mut self, from: usize, instead: String) {
        let end = self.out.html.len();
        if let Some(heading) = &mut self.heading {
            heading.left_out.push((from..end, instead));
        }
    }

    pub(super) fn end_heading(&mut self) {
        self.close_label();
        let Some(heading) = self.heading.take() else { return };
        let mut html = String::new();
        let mut from = heading.from;
        for (range, instead) in heading.left_out {
            html.push_str(&self.out.html[from..range.start]);
            html.push_str(&instead);
            from = range.end;
        }
        html.push_str(&self.out.html[from..]);
        self.out.raw(&format!("</h{}>\n", heading.level));
        self.out.end_word();
        self.drafts.push(Draft {
            level: heading.level,
            explicit: heading.explicit,
            html: Html::trusted(html.trim_end().to_owned()),
            text: self.plain.split_whitespace().collect::<Vec<_>>().join(" "),
            span: self.span(&heading.range),
        });
        self.plain.clear();
    }
}
