//! The sitemap (<https://www.sitemaps.org/protocol.html>). `lastmod` is what front matter says,
//! never the clock; a list is as new as its newest page.

use super::{element, event, xml};
use crate::plan::{SITEMAP_LIMIT, changed};
use crate::site::{PageId, Site};
use jiff::civil::Date;
use quick_xml::events::{BytesEnd, BytesStart, Event};

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// Every address a search engine should know, by address.
fn entries(site: &Site) -> Vec<(String, Option<Date>)> {
    let base = &site.config.base_url;
    let newest = |pages: &[PageId]| pages.iter().filter_map(|&id| changed(site.page(id))).max();
    let mut found: Vec<(String, Option<Date>)> = site
        .pages
        .iter()
        .map(|page| {
            let listed = page.own_section.and_then(|id| newest(&site.section(id).pages));
            (base.permalink(&page.url), changed(page).max(listed))
        })
        .collect();
    for taxonomy in site.taxonomies.iter().filter(|taxonomy| !taxonomy.terms.is_empty()) {
        let terms = taxonomy.terms.iter().map(|term| newest(&term.pages));
        found.push((base.permalink(&taxonomy.url), terms.flatten().max()));
        for term in &taxonomy.terms {
            found.push((base.permalink(&term.url), newest(&term.pages)));
        }
    }
    found.sort();
    found
}

/// One file of addresses; `number` counts from 1.
#[must_use]
pub fn part(site: &Site, number: usize) -> Vec<u8> {
    let entries = entries(site);
    let entries = entries.chunks(SITEMAP_LIMIT).nth(number - 1).unwrap_or_default();
    write("urlset", "url", entries.iter().map(|(url, day)| (url.clone(), *day)))
}

/// The file that names the others.
#[must_use]
pub fn index(site: &Site, parts: usize) -> Vec<u8> {
    let base = &site.config.base_url;
    let entries = entries(site);
    write(
        "sitemapindex",
        "sitemap",
        (1..=parts).zip(entries.chunks(SITEMAP_LIMIT)).map(|(n, part)| {
            let url = format!("{}{}/sitemap-{n}.xml", base.origin, base.path);
            (url, part.iter().filter_map(|(_, day)| *day).max())
        }),
    )
}

fn write(root: &str, item: &str, entries: impl Iterator<Item = (String, Option<Date>)>) -> Vec<u8> {
    let mut w = xml();
    let mut start = BytesStart::new(root);
    start.push_attribute(("xmlns", NAMESPACE));
    event(&mut w, Event::Start(start));
    for (url, day) in entries {
        event(&mut w, Event::Start(BytesStart::new(item)));
        element(&mut w, "loc", &[], &url);
        if let Some(day) = day {
            element(&mut w, "lastmod", &[], &day.to_string());
        }
        event(&mut w, Event::End(BytesEnd::new(item)));
    }
    event(&mut w, Event::End(BytesEnd::new(root)));
    let mut bytes = w.into_inner();
    bytes.push(b'\n');
    bytes
}
