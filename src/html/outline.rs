//! The headings of a page: those its author wrote, and those that blocks put between them.

use super::{help, index};
use crate::markdown::Heading;
use crate::site::{Embedded, PageId, Site};
use std::borrow::Cow;

/// All headings of a page, in the order in which readers meet them.
#[must_use]
pub fn outline(site: &Site, id: PageId) -> Cow<'_, [Heading]> {
    let body = &site.page(id).body;
    let mut headings = Cow::Borrowed(body.headings.as_slice());
    for (embed, embedded) in body.embeds.iter().zip(&site.links[id.0 as usize].embeds) {
        let more = match embedded {
            Some(Embedded::HelpLines(part)) => help::headings(site, part, embed.span),
            Some(Embedded::Index) => index::headings(site, embed.span),
            _ => continue,
        };
        if more.is_empty() {
            continue;
        }
        let at = headings.partition_point(|heading| heading.span.start < embed.span.start);
        headings.to_mut().splice(at..at, more);
    }
    headings
}
