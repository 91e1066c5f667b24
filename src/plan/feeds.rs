//! Which pages each feed is about.

use super::{Scope, changed};
use crate::site::{PageId, SectionId, Site};
use jiff::civil::Date;
use rayon::prelude::*;
use std::cmp::Reverse;

/// For each scope its dated pages, newest change first, at most as many as the site allows.
pub(super) fn pages(site: &Site, scopes: Vec<Scope>) -> Vec<(Scope, Vec<PageId>)> {
    // A page is in the feeds of all sections above it, and of its terms.
    let days: Vec<Option<Date>> = site.pages.par_iter().with_min_len(64).map(changed).collect();
    scopes.into_par_iter().map(|scope| (scope, newest(site, scope, &days))).collect()
}

fn newest(site: &Site, scope: Scope, days: &[Option<Date>]) -> Vec<PageId> {
    let day = |id: PageId| days[id.0 as usize];
    let mut pages: Vec<PageId> = match scope {
        Scope::Site => {
            site.ids().filter(|(_, p)| p.own_section.is_none()).map(|(id, _)| id).collect()
        }
        Scope::Section(id) => {
            sections_from(site, id).flat_map(|id| site.section(id).pages.iter().copied()).collect()
        }
        Scope::Term(t, k) => site.taxonomies[t].terms[k].pages.clone(),
    };
    pages.retain(|&id| day(id).is_some());
    let key = |id: &PageId| (Reverse(day(*id)), *id);
    let limit = site.config.feed_limit as usize;
    // Only the newest few are wanted; sorting all of a large site for each section is not.
    if pages.len() > limit && limit > 0 {
        pages.select_nth_unstable_by_key(limit - 1, key);
        pages.truncate(limit);
    }
    pages.sort_unstable_by_key(key);
    pages.shrink_to_fit();
    pages
}

/// A section and all below it.
fn sections_from(site: &Site, from: SectionId) -> impl Iterator<Item = SectionId> {
    let mut open = vec![from];
    std::iter::from_fn(move || {
        let id = open.pop()?;
        open.extend_from_slice(&site.section(id).subsections);
        Some(id)
    })
}
