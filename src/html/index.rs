//! The index from A to Z as a part of a page.
//!
//! In: the index of the site. Out: HTML: a row of letters, then a heading and a list for each.
//! What is in it and in which order is left to `site`.

use super::{page_href, push_fragment};
use crate::markdown::Heading;
use crate::markup::{Html, escape_into};
use crate::site::{IndexEntry, IndexPlace, Site};
use crate::source::Span;
use std::fmt::Write as _;

/// Writes the index.
pub(super) fn write(out: &mut String, site: &Site) {
    let letters = &site.index.letters;
    if letters.is_empty() {
        return;
    }
    out.push_str("<nav aria-label=\"Index by letter\">\n<ul class=\"letters\">\n");
    for letter in letters {
        let _ = writeln!(out, "<li><a href=\"#{}\">{}</a></li>", letter.id(), letter.shown());
    }
    out.push_str("</ul>\n</nav>\n");
    for letter in letters {
        let _ = writeln!(out, "<section>\n<h2 id=\"{}\">{}</h2>", letter.id(), letter.shown());
        out.push_str("<ul class=\"index\">\n");
        for entry in &letter.entries {
            write_entry(out, site, entry);
        }
        out.push_str("</ul>\n</section>\n");
    }
}

/// The headings that it puts into its page.
pub(super) fn headings(site: &Site, span: Span) -> Vec<Heading> {
    let heading = |letter: &crate::site::IndexLetter| {
        let text = letter.shown();
        Heading { level: 2, id: letter.id(), html: Html::from_text(&text), text, span }
    };
    site.index.letters.iter().map(heading).collect()
}

/// Words that lead to one place are the link; of several places each is a link with its own words.
fn write_entry(out: &mut String, site: &Site, entry: &IndexEntry) {
    out.push_str("<li>");
    if let [place] = entry.places.as_slice() {
        open(out, site, place);
        escape_into(out, &entry.words);
        out.push_str("</a>");
        if let Some(detail) = detail(site, entry, place) {
            out.push_str(" <span class=\"count\">");
            escape_into(out, &detail);
            out.push_str("</span>");
        }
    } else {
        escape_into(out, &entry.words);
        out.push_str("\n<ul>\n");
        for (at, place) in entry.places.iter().enumerate() {
            out.push_str("<li>");
            open(out, site, place);
            escape_into(out, &name(site, &entry.places, at));
            out.push_str("</a></li>\n");
        }
        out.push_str("</ul>");
    }
    out.push_str("</li>\n");
}

fn open(out: &mut String, site: &Site, place: &IndexPlace) {
    let base = &site.config.base_url;
    let href = match place {
        IndexPlace::Page(id, heading) => {
            let mut href = page_href(base, site.page(*id));
            if let Some(heading) = heading {
                push_fragment(&mut href, heading);
            }
            href
        }
        IndexPlace::Label(taxonomy, term) => {
            base.href(&site.taxonomies[*taxonomy].terms[*term].url)
        }
        IndexPlace::Term(term) => {
            let page = site.glossary_page().map(|id| page_href(base, site.page(id)));
            let mut href = page.unwrap_or_default();
            push_fragment(&mut href, &site.trust.glossary.terms[*term].anchor());
            href
        }
    };
    out.push_str("<a href=\"");
    escape_into(out, &href);
    out.push_str("\">");
}

/// What stands behind a link, so that nobody expects an article and finds a list.
fn detail(site: &Site, entry: &IndexEntry, place: &IndexPlace) -> Option<String> {
    match place {
        IndexPlace::Page(..) => None,
        IndexPlace::Label(taxonomy, term) => Some(pages(site, *taxonomy, *term)),
        IndexPlace::Term(n) => {
            let term = &site.trust.glossary.terms[*n].name;
            Some(match *term == entry.words {
                true => "glossary".to_owned(),
                false => format!("glossary: {term}"),
            })
        }
    }
}

/// What a place is called where its link stands alone.
fn name(site: &Site, places: &[IndexPlace], at: usize) -> String {
    match &places[at] {
        IndexPlace::Page(id, heading) => {
            let page = site.page(*id);
            // The title says more, unless the same title stood there twice. Places are sorted, so
            // those in one page are neighbours.
            let here = |other: &IndexPlace| matches!(other, IndexPlace::Page(o, _) if o == id);
            let before = at.checked_sub(1).and_then(|at| places.get(at));
            let twice = before.is_some_and(here) || places.get(at + 1).is_some_and(here);
            let wanted = heading.as_ref().filter(|_| twice);
            let known = page.body.headings.iter().find(|known| Some(&known.id) == wanted);
            known.map_or_else(|| page.title.clone(), |known| known.text.clone())
        }
        IndexPlace::Label(taxonomy, term) => {
            let name = &site.taxonomies[*taxonomy].terms[*term].name;
            format!("{name}, {}", pages(site, *taxonomy, *term))
        }
        IndexPlace::Term(n) => format!("{}, in the glossary", site.trust.glossary.terms[*n].name),
    }
}

fn pages(site: &Site, taxonomy: usize, term: usize) -> String {
    match site.taxonomies[taxonomy].terms[term].pages.len() {
        1 => "1 page".to_owned(),
        many => format!("{many} pages"),
    }
}
