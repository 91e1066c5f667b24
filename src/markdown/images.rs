//! Pictures: those of the site leave a hole for what is known about the file, those of other sites
//! are left out. A picture alone in its paragraph that has a title is a figure.

use super::destination::{Leads, leads, scheme};
use super::events::Events;
use super::fragment::{MarkKind, escape_attribute, escape_content};
use super::parse::{Walk, index};
use super::prose::{GAP, Said};
use super::{HoleKind, Image};
use crate::diagnostics::codes::{links::UNSAFE_SCHEME, markdown as codes};
use pulldown_cmark::{Event, Tag};
use std::ops::Range;

/// The title that says that a picture needs no alternative text.
const DECORATIVE: &str = "decorative";

/// A picture while its alternative text is being collected.
#[derive(Debug)]
pub(super) struct OpenImage {
    dest: String,
    title: String,
    id: String,
    range: Range<usize>,
    /// Where its words begin in the plain text.
    plain_from: usize,
    /// How many pictures are open within its alternative text.
    nested: u32,
}

impl<'a> Walk<'a> {
    /// Begins a figure if the paragraph holds one picture with a title and nothing else.
    pub(super) fn begins_figure(
        &mut self,
        range: &Range<usize>,
        events: &mut Events<'a, '_>,
    ) -> bool {
        let Some((Event::Start(Tag::Image { title, dest_url, .. }), at)) = events.peek() else {
            return false;
        };
        let paragraph = &self.body[range.clone()];
        let alone = at.start == range.start && at.end == range.start + paragraph.trim_end().len();
        let titled = !title.is_empty() && **title != *DECORATIVE;
        let figure = alone && titled && leads(dest_url) == Leads::Inside;
        if figure {
            self.out.raw("<figure>\n");
            self.in_figure = true;
        }
        figure
    }

    /// Ends the figure, if the paragraph is one.
    pub(super) fn ended_figure(&mut self) -> bool {
        let figure = std::mem::take(&mut self.in_figure);
        if figure {
            self.out.raw("</figure>\n");
        }
        figure
    }

    pub(super) fn start_image(&mut self, dest: &str, title: &str, id: &str, range: Range<usize>) {
        if let Some(outer) = &mut self.image {
            outer.nested += 1;
            return;
        }
        self.watch_gap(GAP);
        self.say_nothing(Said::Gap, range.clone());
        self.image = Some(OpenImage {
            dest: dest.to_owned(),
            title: title.to_owned(),
            id: id.to_owned(),
            range,
            plain_from: self.plain.len(),
            nested: 0,
        });
    }

    pub(super) fn end_image(&mut self, events: &Events<'_, '_>) {
        if let Some(outer) = &mut self.image
            && outer.nested > 0
        {
            outer.nested -= 1;
            return;
        }
        let Some(image) = self.image.take() else { return };
        self.watch_gap(GAP);
        self.watch_aside(&image.title, &image.range);
        let words = self.plain.get(image.plain_from..).unwrap_or("");
        let alt = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if alt.is_empty() && image.title != DECORATIVE {
            let problem = self
                .problem(&codes::MISSING_ALT, &image.range, "the picture has no alternative text")
                .help(
                    "say in the square brackets what it shows, or give it the title \"decorative\"",
                );
            self.diagnostics.push(problem);
        }
        let place = self.destination_place(&image.range, &image.dest, &image.id, events);
        if leads(&image.dest) == Leads::Unsafe {
            let scheme = scheme(&image.dest).unwrap_or_default();
            let message = format!("a picture may not use `{scheme}:`");
            let problem = self
                .problem(&UNSAFE_SCHEME, &place, message)
                .help("put a file beside the page and write its name");
            self.diagnostics.push(problem);
            self.out.text(&alt);
            return;
        }
        let external = leads(&image.dest) == Leads::Outside;
        let from = self.out.html.len();
        if external {
            self.out.text(&alt);
        } else {
            self.write_image(&alt, &image.title);
            let mut instead = String::new();
            escape_content(&mut instead, &alt);
            self.leave_out_of_heading(from, instead);
        }
        let span = self.span(&place);
        self.facts.images.push(Image { dest: image.dest, span, alt, external });
    }

    fn write_image(&mut self, alt: &str, title: &str) {
        let decorative = alt.is_empty() && title == DECORATIVE;
        self.out.raw("<img ");
        self.out.mark(MarkKind::Hole(HoleKind::Image(index(self.facts.images.len()))));
        self.out.raw(" alt=\"");
        escape_attribute(&mut self.out.html, alt);
        if !(self.in_figure || decorative || title.is_empty()) {
            self.out.raw("\" title=\"");
            escape_attribute(&mut self.out.html, title);
        }
        self.out.raw("\" loading=\"lazy\" decoding=\"async\">");
        if self.in_figure {
            self.out.raw("\n<figcaption>");
            self.out.text(title);
            self.out.raw("</figcaption>\n");
            self.out.end_word();
        }
    }
}
