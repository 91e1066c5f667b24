//! Text and what stands within a line: breaks, emphasis, code, citations.
//!
//! In: inline events. Out: HTML, and the same as plain text for whoever needs it. Links and pictures
//! have their own files.

use super::fragment::{MarkKind, escape_content};
use super::parse::{Verbatim, Walk, index};
use super::prose::{GAP, Said};
use super::run::Run;
use super::{Cite, HoleKind, cite};
use std::mem;
use std::ops::Range;

impl Walk<'_> {
    pub(super) fn text_event(&mut self, text: &str, range: Range<usize>) {
        match &mut self.block {
            Verbatim::Code(block) | Verbatim::Html(block) => block.push_str(text),
            Verbatim::No if range.start >= self.skip_until => {
                self.run.push(text, range, self.body);
            }
            // The marker of a box, `[!note] `, of which text and source are the same.
            Verbatim::No => {
                if let Some(rest) = text.get(self.skip_until - range.start..) {
                    self.run.push(rest, self.skip_until..range.end, self.body);
                }
            }
        }
    }

    pub(super) fn soft_break(&mut self, range: Range<usize>) {
        if self.title.is_some() && self.inline_depth == 0 {
            self.flush();
            self.end_title_within_paragraph();
        } else {
            self.run.push("\n", range, self.body);
        }
    }

    pub(super) fn hard_break(&mut self, range: Range<usize>) {
        if self.image.is_some() {
            self.plain.push(' ');
        } else if self.title.is_some() && self.inline_depth == 0 {
            self.end_title_within_paragraph();
        } else {
            self.plain.push(' ');
            self.first_text(" ");
            self.watch_gap(" ");
            self.say_nothing(Said::Break, range);
            self.out.raw("<br>\n");
            self.out.end_word();
        }
    }

    pub(super) fn code_span(&mut self, code: &str, range: Range<usize>) {
        self.plain.push_str(code);
        self.watch_gap(GAP);
        self.say_nothing(Said::Gap, range);
        if self.image.is_none() {
            self.first_text(code);
            self.out.raw("<code>");
            escape_content(&mut self.out.html, code);
            self.out.raw("</code>");
        }
    }

    pub(super) fn inline(&mut self, tag: &str) {
        self.inline_depth += 1;
        if self.image.is_none() {
            self.out.raw(tag);
        }
    }

    pub(super) fn end_inline(&mut self, tag: &str) {
        self.inline_depth = self.inline_depth.saturating_sub(1);
        if self.image.is_none() {
            self.out.raw(tag);
        }
    }

    /// Writes the text that was collected.
    pub(super) fn flush(&mut self) {
        if self.run.text.is_empty() {
            return;
        }
        let mut run = mem::take(&mut self.run);
        if run.special {
            self.write_special(&run);
        } else {
            self.write_run_with_terms(&run, 0..run.text.len());
        }
        run.clear();
        self.run = run;
    }

    /// Writes text in which terms and citations may stand.
    fn write_special(&mut self, run: &Run) {
        let no_citations = self.link.is_some() || self.image.is_some();
        let (mut from, mut at) = (0, 0);
        while let Some(next) = run.text[at..].find(['[', '@']) {
            let start = at + next;
            at = start + 1;
            if run.is_escaped(start) {
                continue;
            }
            if let Some(end) = self.term(run, from, start) {
                (from, at) = (end, end);
                continue;
            }
            if no_citations {
                continue;
            }
            let found = if run.text.as_bytes()[start] == b'[' {
                self.note_unresolved_footnote(run, start);
                cite::group(run, start, self.base)
            } else {
                cite::bare(run, start, self.body, self.base)
            };
            if let Some((cite, end)) = found {
                self.write_run_with_terms(run, from..start);
                self.write_cite(cite);
                (from, at) = (end, end);
            }
        }
        self.write_run_with_terms(run, from..run.text.len());
    }

    fn write_cite(&mut self, cite: Cite) {
        // "as shown [@a]." is "as shown." in a summary.
        if let Some(first) = &mut self.first {
            first.truncate(first.trim_end().len());
        }
        if self.heading.is_some() {
            self.plain.truncate(self.plain.trim_end().len());
        }
        let index = index(self.facts.cites.len());
        self.out.mark(MarkKind::Hole(HoleKind::Cite(index)));
        self.facts.cites.push(cite);
    }

    /// Writes a part of a run.
    pub(super) fn write_run(&mut self, run: &Run, part: Range<usize>) {
        self.watch(run, part.clone());
        self.say(run, part.clone());
        self.write_text(&run.text[part]);
    }

    /// Writes text wherever text goes at this moment.
    pub(super) fn write_text(&mut self, text: &str) {
        self.plain.push_str(text);
        if self.image.is_none() {
            self.first_text(text);
            self.out.text(text);
        }
    }

    fn first_text(&mut self, text: &str) {
        if let Some(first) = &mut self.first {
            first.push_str(text);
        }
    }
}
