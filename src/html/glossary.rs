//! The glossary from A to Z, as a part of a page and as data about it.
//!
//! In: the terms, and the pages that use them. Out: HTML, and the page's `DefinedTermSet`
//! (<https://schema.org/DefinedTermSet>). Every term has an id, to which its links lead.

use super::{page_href, push_fragment};
use crate::markup::escape_into;
use crate::site::{PageId, Site};
use crate::trust::Term;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// So many pages are named below a term; of the others there is the number.
const MOST_PAGES: usize = 8;

/// Writes every term with its definition and the pages that use it. `on` is the page it stands on.
pub(super) fn write(out: &mut String, site: &Site, on: PageId) {
    let terms: Vec<(usize, &Term)> = site.trust.glossary.terms.iter().enumerate().collect();
    // Terms are in order of their slugs, so those with one letter stand together.
    let groups: Vec<&[(usize, &Term)]> =
        terms.chunk_by(|a, b| letter(a.1) == letter(b.1)).collect();
    if groups.is_empty() {
        return;
    }
    out.push_str("<nav aria-label=\"Glossary by letter\">\n<ul class=\"letters\">\n");
    for group in &groups {
        let (id, shown) = letter(group[0].1);
        let _ = writeln!(out, "<li><a href=\"#a_to_z_{id}\">{shown}</a></li>");
    }
    out.push_str("</ul>\n</nav>\n");
    for group in &groups {
        let (id, shown) = letter(group[0].1);
        let _ = writeln!(out, "<section>\n<h2 id=\"a_to_z_{id}\">{shown}</h2>");
        out.push_str("<dl class=\"glossary\">\n");
        for (n, term) in *group {
            entry(out, site, on, *n, term);
        }
        out.push_str("</dl>\n</section>\n");
    }
}

/// The letter of a term, for ids and for readers. Slugs are small letters and digits.
fn letter(term: &Term) -> (char, &'static str) {
    const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let first = term.slug.chars().next().unwrap_or('0').to_ascii_uppercase();
    match LETTERS.find(first) {
        Some(at) => (first, &LETTERS[at..=at]),
        None => ('0', "0\u{2013}9"),
    }
}

fn entry(out: &mut String, site: &Site, on: PageId, n: usize, term: &Term) {
    let _ = write!(out, "<dt id=\"{}\"><dfn>", term.anchor());
    escape_into(out, &term.name);
    out.push_str("</dfn></dt>\n<dd>\n<p class=\"definition\">");
    escape_into(out, &term.definition);
    sources(out, site, on, term);
    out.push_str("</p>\n");
    if !term.also.is_empty() {
        out.push_str("<p class=\"also\">Also known as: ");
        escape_into(out, &term.also.join(", "));
        out.push_str("</p>\n");
    }
    used_on(out, site, n);
    out.push_str("</dd>\n");
}

/// Links to the sources at the end of the page, by number.
fn sources(out: &mut String, site: &Site, on: PageId, term: &Term) {
    let listed = &site.citations[on.0 as usize].sources;
    let mut space = "\u{a0}";
    for key in &term.sources {
        let Some(at) = listed.iter().position(|source| source.key == *key) else { continue };
        let number = at + 1;
        let _ = write!(
            out,
            "{space}<a class=\"cite\" role=\"doc-noteref\" href=\"#source_{number}\">[{number}]</a>"
        );
        space = "";
    }
}

fn used_on(out: &mut String, site: &Site, n: usize) {
    let pages = site.term_uses(n);
    if pages.is_empty() {
        return;
    }
    // Titles hold commas, so this is a list.
    out.push_str("<div class=\"used-on\"><p>Used on:</p>\n<ul>\n");
    for id in pages.iter().take(MOST_PAGES) {
        let page = site.page(*id);
        out.push_str("<li><a href=\"");
        escape_into(out, &page_href(&site.config.base_url, page));
        out.push_str("\">");
        escape_into(out, &page.title);
        out.push_str("</a></li>\n");
    }
    match pages.len().saturating_sub(MOST_PAGES) {
        0 => {}
        1 => out.push_str("<li>and 1 more page</li>\n"),
        more => {
            let _ = writeln!(out, "<li>and {more} more pages</li>");
        }
    }
    out.push_str("</ul></div>\n");
}

/// The glossary as a node of the JSON-LD graph of the page that shows it; `None` if no page does.
#[must_use]
pub fn json_ld(site: &Site) -> Option<Value> {
    let page = site.page(site.glossary_page()?);
    let url = site.config.base_url.permalink(&page.url);
    let term = |term: &Term| {
        let mut address = url.clone();
        push_fragment(&mut address, &term.anchor());
        let mut node = json!({
            "@type": "DefinedTerm",
            "@id": address,
            "name": term.name,
            "description": term.definition,
            "termCode": term.slug,
            "url": address,
            "inDefinedTermSet": url,
        });
        if !term.also.is_empty() {
            node["alternateName"] = json!(term.also);
        }
        node
    };
    Some(json!({
        "@type": "DefinedTermSet",
        "@id": url,
        "name": page.title,
        "url": url,
        "hasDefinedTerm": site.trust.glossary.terms.iter().map(term).collect::<Vec<_>>(),
    }))
}
