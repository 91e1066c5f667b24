//! Links: those out of the site are written, those within it leave two holes.

use super::destination::{Leads, escape_href, leads, place, scheme};
use super::events::Events;
use super::fragment::{MarkKind, escape_attribute};
use super::parse::{Walk, index};
use super::{HoleKind, Link};
use crate::diagnostics::codes::links as codes;
use pulldown_cmark::LinkType;
use std::ops::Range;

/// A link while it is being written.
#[derive(Debug)]
pub(super) struct OpenLink {
    leads: Leads,
    dest: String,
    /// Its index in the list of links; an unsafe link is not in the list.
    index: usize,
    range: Range<usize>,
    /// The label of its definition, if it has one.
    id: String,
    /// Where its words begin in the plain text.
    plain_from: usize,
    /// How many links are open within its words.
    nested: u32,
}

impl Walk<'_> {
    pub(super) fn start_link(
        &mut self,
        kind: LinkType,
        dest: &str,
        title: &str,
        id: &str,
        range: Range<usize>,
    ) {
        // In the alternative text of a picture, only the words of a link are left.
        if self.image.is_some() {
            return;
        }
        // The parser allows `[<https://a.org>](b.md)`. HTML does not, and the outer link is meant.
        if let Some(outer) = &mut self.link {
            outer.nested += 1;
            return;
        }
        let dest = if kind == LinkType::Email { format!("mailto:{dest}") } else { dest.to_owned() };
        self.watch_aside(title, &range);
        let leads = leads(&dest);
        let index_of_link = self.facts.links.len();
        match leads {
            Leads::Inside => {
                self.out.mark(MarkKind::Hole(HoleKind::LinkOpen(index(index_of_link))));
            }
            Leads::Outside => self.write_start_tag(&dest, title),
            Leads::Unsafe => {}
        }
        if leads != Leads::Unsafe {
            self.facts.links.push(Link {
                dest: dest.clone(),
                title: title.to_owned(),
                span: self.span(&range),
                text: String::new(),
                external: leads == Leads::Outside,
            });
        }
        self.link = Some(OpenLink {
            leads,
            dest,
            index: index_of_link,
            range,
            id: id.to_owned(),
            plain_from: self.plain.len(),
            nested: 0,
        });
    }

    fn write_start_tag(&mut self, dest: &str, title: &str) {
        let from = self.out.html.len();
        self.out.raw("<a href=\"");
        escape_href(&mut self.out.html, dest);
        self.out.raw("\"");
        if !title.is_empty() {
            self.out.raw(" title=\"");
            escape_attribute(&mut self.out.html, title);
            self.out.raw("\"");
        }
        self.out.raw(">");
        self.leave_out_of_heading(from, String::new());
    }

    pub(super) fn end_link(&mut self, events: &Events<'_, '_>) {
        if self.image.is_some() {
            return;
        }
        if let Some(outer) = &mut self.link
            && outer.nested > 0
        {
            outer.nested -= 1;
            return;
        }
        let Some(link) = self.link.take() else { return };
        let place = self.destination_place(&link.range, &link.dest, &link.id, events);
        match link.leads {
            Leads::Inside => {
                self.out.mark(MarkKind::Hole(HoleKind::LinkClose(index(link.index))));
            }
            Leads::Outside => {
                let from = self.out.html.len();
                self.out.raw("</a>");
                self.leave_out_of_heading(from, String::new());
            }
            Leads::Unsafe => {
                let scheme = scheme(&link.dest).unwrap_or_default();
                let problem = self
                    .problem(
                        &codes::UNSAFE_SCHEME,
                        &place,
                        format!("a link may not use `{scheme}:`"),
                    )
                    .help("use `https:`, `http:`, `mailto:`, `tel:` or `sms:`");
                self.diagnostics.push(problem);
                return;
            }
        }
        let span = self.span(&place);
        let words = self.plain.get(link.plain_from..).unwrap_or("");
        if let Some(fact) = self.facts.links.get_mut(link.index) {
            fact.text = words.split_whitespace().collect::<Vec<_>>().join(" ");
            fact.span = span;
        }
    }

    /// Where a destination stands: in the link or picture at `range`, or in the definition called
    /// `id`. The whole of `range` if it cannot be found.
    pub(super) fn destination_place(
        &self,
        range: &Range<usize>,
        dest: &str,
        id: &str,
        events: &Events<'_, '_>,
    ) -> Range<usize> {
        let (search, opening) = match events.definitions().get(id) {
            Some(definition) if !id.is_empty() => (definition.span.clone(), "]:"),
            _ if self.body[range.clone()].starts_with('<') => {
                let inner = range.start + 1..range.end.saturating_sub(1).max(range.start + 1);
                return if self.body.get(inner.clone()).is_some() { inner } else { range.clone() };
            }
            _ => (self.last_end.clamp(range.start, range.end)..range.end, "]("),
        };
        let from = search.start;
        self.body
            .get(search)
            .and_then(|source| place(source, opening, dest))
            .map_or_else(|| range.clone(), |found| from + found.start..from + found.end)
    }
}

/// The place of the label in `[text][label]` or `[label]`, its brackets left out.
pub(super) fn label_place(body: &str, range: &Range<usize>) -> Range<usize> {
    let source = &body[range.clone()];
    let inner = source.strip_suffix(']').unwrap_or(source);
    let mut end = inner.len();
    // Brackets within a label have a backslash before them.
    while let Some(at) = inner[..end].rfind('[') {
        if at == 0 || inner.as_bytes()[at - 1] != b'\\' {
            return range.start + at + 1..range.start + inner.len();
        }
        end = at;
    }
    range.clone()
}
