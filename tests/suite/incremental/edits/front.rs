//! What may happen to what a page says about itself and other pages, and to its reviews.

use super::{Kind, any, flip, source};
use crate::incremental::front::{AWAY, Away, INDEX_WORDS, MINUTES};
use crate::incremental::site::{Dice, LONG, Page, ROWS};
use crate::incremental::world::World;

pub const FRONT: &[Kind] = &[
    source("pages to read next", 4, |w, d| {
        let other = (d.below(w.site.next), d.one_in(3));
        any(w, d, |page, _| flip(&mut page.front.related, other));
    }),
    source("words of the index", 5, |w, d| {
        any(w, d, |page, d| {
            let word = d.below(INDEX_WORDS.len());
            // Two places of one page for the same word: the index says which heading is which.
            if d.one_in(3) {
                page.front.index.retain(|(known, _)| *known != word);
                page.front.index.extend([(word, None), (word, Some(0))]);
            } else {
                // The second heading is not on every page.
                let heading = *d.pick(&[None, None, Some(0), Some(0), Some(0), Some(1)]);
                flip(&mut page.front.index, (word, heading));
            }
        })
    }),
    source("a page in the index or not", 2, |w, d| {
        any(w, d, |page, d| page.front.listed = *d.pick(&[None, Some(true), Some(false)]))
    }),
    source("minutes of a page", 3, |w, d| {
        any(w, d, |page, d| page.front.minutes = (!d.one_in(4)).then(|| d.below(MINUTES.len())))
    }),
    source("the title of a page to read next", 3, |w, d| {
        let related = |page: &Page| page.front.related.iter().map(|(to, _)| *to).collect();
        if let Some(page) = named(w, d, related) {
            page.title = format!("Next {}", d.below(100));
        }
    }),
    source("how long a page takes that a row leads to", 4, |w, d| {
        let rows =
            |page: &Page| if page.link_form == ROWS { page.links.clone() } else { Vec::new() };
        if let Some(page) = named(w, d, rows) {
            if d.one_in(3) {
                page.front.minutes = Some(d.below(MINUTES.len()));
            } else {
                page.front.minutes = None;
                flip(&mut page.parts, LONG);
            }
        }
    }),
    source("a label of another kind", 1, |w, d| {
        any(w, d, |page, _| page.front.audience = !page.front.audience)
    }),
    source("a review is recorded", 4, |w, d| {
        let id = any_id(w, d);
        w.site.record(id, 1 + d.below(2));
    }),
    source("a body that was reviewed", 3, |w, d| {
        if let Some(id) = reviewed(w, d) {
            w.site.pages.get_mut(&id).expect("picked among them").stamp = d.below(1_000_000_000);
        }
    }),
    source("a change since the review is declared", 3, |w, d| {
        if let Some(id) = reviewed(w, d) {
            w.site.declare(id);
        }
    }),
    source("a review is struck out", 1, |w, d| {
        if let Some(id) = reviewed(w, d) {
            w.site.pages.get_mut(&id).expect("picked among them").front.review = None;
        }
    }),
    source("a place that is not there", 3, |w, d| {
        let (on, to) = (any_id(w, d), any_id(w, d));
        w.site.away = Some(Away { on, to, form: d.below(4), id: d.below(AWAY.len()) });
    }),
];

fn any_id(world: &World, dice: &mut Dice) -> usize {
    *dice.pick(&world.site.pages.keys().copied().collect::<Vec<_>>())
}

/// One of the pages that others name.
fn named<'a>(
    world: &'a mut World,
    dice: &mut Dice,
    names: impl Fn(&Page) -> Vec<usize>,
) -> Option<&'a mut Page> {
    let named: Vec<usize> = world.site.pages.values().flat_map(names).collect();
    let id = named.get(dice.below(named.len()))?;
    world.site.pages.get_mut(id)
}

fn reviewed(world: &World, dice: &mut Dice) -> Option<usize> {
    let pages = world.site.pages.iter().filter(|(_, page)| page.front.review.is_some());
    let ids: Vec<usize> = pages.map(|(id, _)| *id).collect();
    (!ids.is_empty()).then(|| *dice.pick(&ids))
}
