//! Terms in running text as links to the glossary.

use super::{page_href, push_fragment};
use crate::markup::escape_into;
use crate::site::{PageId, Site};
use std::collections::BTreeSet;

/// The links of one page, in the order in which readers meet them. What is embedded in a page has
/// first uses of its own; in the page they may be second ones.
pub(super) struct Terms {
    /// The address of the page with the glossary, empty on that page itself.
    glossary: Option<String>,
    /// Whether the page wants links that nobody asked for.
    automatic: bool,
    linked: BTreeSet<u32>,
    open: bool,
}

impl Terms {
    pub fn new(site: &Site, on: PageId) -> Self {
        let glossary = site.glossary_page().map(|id| match id {
            id if id == on => String::new(),
            id => page_href(&site.config.base_url, site.page(id)),
        });
        let automatic = site.page(on).matter.trust.glossary != Some(false);
        Self { glossary, automatic, linked: BTreeSet::new(), open: false }
    }

    pub fn open(&mut self, out: &mut String, site: &Site, owner: PageId, n: usize) {
        let found = site.page(owner).body.terms[n];
        let first = self.linked.insert(found.term);
        let wanted = found.explicit || (first && self.automatic);
        let term = site.trust.glossary.terms.get(found.term as usize);
        let (Some(page), Some(term), true) = (&self.glossary, term, wanted) else { return };
        self.open = true;
        let mut href = page.clone();
        push_fragment(&mut href, &term.anchor());
        out.push_str("<a class=\"term\" href=\"");
        escape_into(out, &href);
        out.push_str("\">");
    }

    pub fn close(&mut self, out: &mut String) {
        if std::mem::take(&mut self.open) {
            out.push_str("</a>");
        }
    }
}
