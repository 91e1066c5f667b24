//! How pages are ordered in lists.

use super::{Page, PageId};
use crate::front_matter::{Matter, SortBy};
use std::cmp::{Ordering, Reverse};

/// Orders the pages of a section; ties are broken by title, then by path.
pub(super) fn sort(pages: &mut [PageId], all: &[Page], by: SortBy) {
    pages.sort_by(|&a, &b| {
        let (a, b) = (&all[a.0 as usize], &all[b.0 as usize]);
        by_key(&a.matter, &b.matter, by)
            .then_with(|| match by {
                SortBy::Path => Ordering::Equal,
                _ => by_words(a, b),
            })
            .then_with(|| a.source.cmp(&b.source))
    });
}

/// Readers look for a word, however it begins: capitals decide only between equal words.
fn by_words(a: &Page, b: &Page) -> Ordering {
    a.title.to_lowercase().cmp(&b.title.to_lowercase()).then_with(|| a.title.cmp(&b.title))
}

fn by_key(a: &Matter, b: &Matter, by: SortBy) -> Ordering {
    match by {
        // `None` would sort first; a page without the key comes last.
        SortBy::Weight => (a.weight.is_none(), a.weight).cmp(&(b.weight.is_none(), b.weight)),
        SortBy::Date => Reverse(a.date).cmp(&Reverse(b.date)),
        SortBy::Title | SortBy::Path => Ordering::Equal,
    }
}
