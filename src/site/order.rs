//! How pages are ordered in lists.

use super::{Page, PageId};
use crate::front_matter::{Matter, SortBy};
use jiff::civil::Date;
use std::cmp::{Ordering, Reverse};

/// Orders the pages of a section; ties are broken by title, then by path.
pub(super) fn sort(pages: &mut [PageId], all: &[Page], by: SortBy) {
    // What is compared most often is fetched once, from all over the memory.
    let mut keyed: Vec<(Rank, PageId)> =
        pages.iter().map(|&id| (rank(&all[id.0 as usize].matter, by), id)).collect();
    keyed.sort_by(|(rank_a, a), (rank_b, b)| {
        let (a, b) = (&all[a.0 as usize], &all[b.0 as usize]);
        rank_a
            .cmp(rank_b)
            .then_with(|| match by {
                SortBy::Path => Ordering::Equal,
                _ => by_words(a, b),
            })
            .then_with(|| a.source.cmp(&b.source))
    });
    for (place, (_, id)) in pages.iter_mut().zip(keyed) {
        *place = id;
    }
}

/// What comes before the words: the weight, where `None` would sort first and a page without it comes
/// last; the date, newest first.
type Rank = (bool, Option<i64>, Reverse<Option<Date>>);

fn rank(matter: &Matter, by: SortBy) -> Rank {
    match by {
        SortBy::Weight => (matter.weight.is_none(), matter.weight, Reverse(None)),
        SortBy::Date => (false, None, Reverse(matter.date)),
        SortBy::Title | SortBy::Path => (false, None, Reverse(None)),
    }
}

/// Readers look for a word, however it begins: capitals decide only between equal words.
fn by_words(a: &Page, b: &Page) -> Ordering {
    a.title.to_lowercase().cmp(&b.title.to_lowercase()).then_with(|| a.title.cmp(&b.title))
}
