//! What may happen to one page.

use super::{Kind, any, flip, source};
use crate::incremental::site::{
    DAYS, DRAWINGS, Dice, LINK_FORMS, LONG, OPENINGS, PARTS, PICTURES, SECTIONS, SOURCES, TERMS,
    TOPICS, WATCHED,
};
use crate::incremental::world::World;

pub const PAGES: &[Kind] = &[
    source("a body of the same size", 6, |w, d| {
        any(w, d, |page, d| page.stamp = d.below(1_000_000_000))
    }),
    source("a body with more or less in it", 4, |w, d| {
        any(w, d, |page, d| flip(&mut page.parts, d.below(PARTS.len())))
    }),
    source("a title", 4, |w, d| {
        any(w, d, |page, d| {
            let about = if d.one_in(8) { "About suicide" } else { "Title" };
            page.title = format!("{about} {}", d.below(100));
        })
    }),
    source("a slug", 2, |w, d| {
        any(w, d, |page, d| {
            page.slug = (!d.one_in(3)).then(|| format!("{}-{}", page.name, d.below(9)))
        })
    }),
    source("a slug that another page has", 1, |w, d| {
        any(w, d, |page, _| page.slug = Some("page-1".to_owned()))
    }),
    source("a date", 3, |w, d| any(w, d, |page, d| page.date = (!d.one_in(5)).then(|| d.below(4)))),
    source("a day of publishing", 2, |w, d| {
        any(w, d, |page, d| page.publish = d.one_in(2).then(|| d.below(DAYS.len())))
    }),
    source("a day of expiry", 2, |w, d| {
        any(w, d, |page, d| page.expiry = d.one_in(2).then(|| d.below(DAYS.len())))
    }),
    source("a weight", 2, |w, d| any(w, d, |page, d| page.weight = d.below(5))),
    source("draft", 2, |w, d| any(w, d, |page, _| page.draft = !page.draft)),
    source("labels", 3, |w, d| any(w, d, |page, d| flip(&mut page.topics, d.below(TOPICS.len())))),
    source("an alias", 2, |w, d| {
        any(w, d, |page, d| page.alias = d.one_in(2).then(|| format!("/once-{}/", d.below(3))))
    }),
    source("a link", 3, |w, d| {
        let other = d.below(w.site.next);
        any(w, d, |page, _| flip(&mut page.links, other));
    }),
    source("a citation", 3, |w, d| {
        any(w, d, |page, d| flip(&mut page.cites, d.below(SOURCES.len())))
    }),
    source("a term on a page", 2, |w, d| {
        any(w, d, |page, d| flip(&mut page.terms, d.below(TERMS.len())))
    }),
    source("links of terms on a page", 2, |w, d| {
        any(w, d, |page, d| page.autolink = *d.pick(&[None, Some(true), Some(false)]))
    }),
    source("a page about health", 1, |w, d| any(w, d, |page, _| page.health = !page.health)),
    source("the words of a heading", 3, |w, d| any(w, d, |page, _| page.heading += 1)),
    source("how a page opens", 4, |w, d| {
        any(w, d, |page, d| page.opening = (!d.one_in(4)).then(|| d.below(OPENINGS.len())))
    }),
    source("a page that speaks of what is watched", 2, |w, d| {
        any(w, d, |page, _| flip(&mut page.parts, WATCHED))
    }),
    source("a page that takes longer", 2, |w, d| any(w, d, |page, _| flip(&mut page.parts, LONG))),
    source("how links are written", 4, |w, d| {
        any(w, d, |page, d| page.link_form = d.below(LINK_FORMS.len()))
    }),
    source("the words of a picture", 3, |w, d| {
        let bundles = w.site.pages.values_mut().filter(|page| page.bundle);
        let mut bundles: Vec<_> = bundles.collect();
        let at = d.below(bundles.len());
        if let Some(page) = bundles.get_mut(at) {
            page.alt = d.below(PICTURES.len());
        }
    }),
    source("a drawing on a page", 2, |w, d| {
        any(w, d, |page, d| page.drawing = d.one_in(2).then(|| d.below(DRAWINGS.len())))
    }),
    source("a picture", 2, |w, d| {
        any(w, d, |page, d| page.picture = u8::try_from(1 + d.below(200)).expect("small"))
    }),
    source("a page becomes a folder", 2, |w, d| any(w, d, |page, _| page.bundle = !page.bundle)),
    source("a page moves", 3, |w, d| any(w, d, |page, d| page.section = d.below(SECTIONS.len()))),
    source("a page is renamed", 2, |w, d| {
        any(w, d, |page, d| page.name = format!("name-{}-{}", d.below(1000), d.below(1000)))
    }),
    source("a page is added", 3, |w, d| {
        if w.site.pages.len() < 24 {
            let page = w.site.new_page(d);
            w.site.add(page);
        }
    }),
    source("a page is deleted", 2, delete),
];

/// The pages that show a block stay: without them a site has errors for ever.
fn delete(world: &mut World, dice: &mut Dice) {
    let plain = world.site.pages.iter().filter(|(_, page)| page.embed.is_none());
    let ids: Vec<usize> = plain.map(|(id, _)| *id).collect();
    if ids.len() > 1 {
        world.site.pages.remove(dice.pick(&ids));
    }
}
