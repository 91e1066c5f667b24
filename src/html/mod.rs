//! Fills the holes of a page's body, now that the site is known.
//!
//! In: a [`Body`](crate::markdown::Body) and what its links, pictures and citations turned out to be. Out: [`Html`]. The
//! Markdown stage defines the holes; `site` decided what they hold.

mod glossary;
mod help;
mod index;
mod outline;
mod privacy;
mod references;
mod registers;
mod table;
mod terms;

pub use glossary::json_ld as glossary_json_ld;
pub use outline::outline;

use crate::config::BaseUrl;
use crate::markdown::HoleKind;
use crate::markup::{Html, escape_into};
use crate::site::{Embedded, Page, PageId, Site, Target};
use crate::yaml::{Map, Node};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::fmt::Write as _;
use terms::Terms;

/// What cannot stand behind a `#` as it is (<https://url.spec.whatwg.org/#fragment-percent-encode-set>).
const IN_FRAGMENT: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'%');

/// The HTML of one page's text.
#[must_use]
pub fn fill(site: &Site, id: PageId) -> Html {
    let body = &site.page(id).body;
    let mut out = String::with_capacity(body.html.len() + body.holes.len() * 48);
    fill_into(&mut out, site, id, id, &mut Terms::new(site, id));
    Html::trusted(out)
}

/// Writes the body of `owner`, which is the page `on` or embedded in it.
fn fill_into(out: &mut String, site: &Site, on: PageId, owner: PageId, terms: &mut Terms) {
    let body = &site.page(owner).body;
    let mut from = 0;
    let mut door = Door { begins: false };
    for hole in &body.holes {
        let at = hole.at as usize;
        out.push_str(&body.html[from..at]);
        from = at;
        match hole.kind {
            HoleKind::LinkOpen(n) => {
                door = Door { begins: out.ends_with("<li>") };
                link_open(out, site, owner, n as usize);
            }
            HoleKind::LinkClose(n) => {
                if leads_somewhere(site, owner, n as usize) {
                    out.push_str("</a>");
                    door.minutes(out, site, target(site, owner, n as usize), &body.html[at..]);
                }
            }
            HoleKind::Image(n) => image(out, site, owner, n as usize),
            HoleKind::Cite(n) => cite(out, site, on, owner, n as usize),
            HoleKind::TermOpen(n) => terms.open(out, site, owner, n as usize),
            HoleKind::TermClose(_) => terms.close(out),
            HoleKind::Embed(n) => match site.links[owner.0 as usize].embeds.get(n as usize) {
                Some(Some(Embedded::Questionnaire(embedded))) => {
                    fill_into(out, site, on, *embedded, terms);
                }
                Some(Some(Embedded::Glossary)) => glossary::write(out, site, on),
                Some(Some(Embedded::Index)) => index::write(out, site),
                Some(Some(Embedded::References)) => references::write(out, site),
                Some(Some(Embedded::HelpLines(part))) => help::write(out, site, owner, part),
                Some(Some(Embedded::Registers(country))) => {
                    registers::write(out, &site.trust.registers, country.as_deref());
                }
                Some(Some(Embedded::Privacy)) => privacy::write(out, &site.statement),
                Some(Some(Embedded::Drawing(name))) => drawing(out, site, name),
                Some(None) | None => {}
            },
        }
    }
    out.push_str(&body.html[from..]);
}

/// A line of a list that begins with a link to a page, with a line of words below it: what is written
/// as a way into the site has its reading time at the end, like a table of contents.
struct Door {
    /// Whether the link stands at the beginning of the line.
    begins: bool,
}

impl Door {
    /// Writes the minutes, if the theme shows them and the page does not hide them. For a part of a page
    /// nobody knows.
    fn minutes(&self, out: &mut String, site: &Site, target: Option<&Target>, rest: &str) {
        let Some(Target::Page(id, None)) = target else { return };
        if !self.begins || !rest.starts_with("<br") {
            return;
        }
        let Some(minutes) = site.page(*id).shown_minutes() else { return };
        let settings = &site.config.theme_settings;
        let Some(Node::String(word)) = find(settings, "minutes_label") else { return };
        let shows =
            matches!(find(settings, "list_detail"), Some(Node::String(what)) if what == "minutes");
        if shows {
            let _ = write!(out, " <span class=\"end\">{minutes} ");
            escape_into(out, word);
            out.push_str("</span>");
        }
    }
}

fn find<'a>(map: &'a Map, key: &str) -> Option<&'a Node> {
    map.iter().find(|(known, _)| known == key).map(|(_, value)| value)
}

fn target(site: &Site, id: PageId, n: usize) -> Option<&Target> {
    site.links[id.0 as usize].links.get(n)
}

fn leads_somewhere(site: &Site, id: PageId, n: usize) -> bool {
    !matches!(target(site, id, n), None | Some(Target::Nowhere | Target::External))
}

fn link_open(out: &mut String, site: &Site, id: PageId, n: usize) {
    let base = &site.config.base_url;
    let Some(target) = target(site, id, n) else { return };
    let mut href = match target {
        Target::Page(page, _) => page_href(base, site.page(*page)),
        Target::Here(_) => String::new(),
        Target::Asset(path, _) => base.href(&path.url()),
        Target::Address(url, _) => base.href(url),
        Target::External | Target::Nowhere => return,
    };
    if let Target::Page(_, Some(anchor))
    | Target::Asset(_, Some(anchor))
    | Target::Address(_, Some(anchor))
    | Target::Here(anchor) = target
    {
        push_fragment(&mut href, anchor);
    }
    out.push_str("<a href=\"");
    escape_into(out, &href);
    let title = &site.page(id).body.links[n].title;
    if !title.is_empty() {
        out.push_str("\" title=\"");
        escape_into(out, title);
    }
    out.push_str("\">");
}

/// Adds a place in a page to its address.
fn push_fragment(href: &mut String, anchor: &str) {
    href.push('#');
    href.extend(utf8_percent_encode(anchor, IN_FRAGMENT));
}

/// The address of a place in a page.
#[must_use]
pub fn place_href(site: &Site, page: PageId, anchor: &str) -> String {
    let mut href = page_href(&site.config.base_url, site.page(page));
    push_fragment(&mut href, anchor);
    href
}

fn page_href(base: &BaseUrl, page: &Page) -> String {
    base.href(&page.url)
}

fn image(out: &mut String, site: &Site, id: PageId, n: usize) {
    let Some(Some(image)) = site.links[id.0 as usize].images.get(n) else {
        out.push_str("src=\"\"");
        return;
    };
    out.push_str("src=\"");
    escape_into(out, &site.config.base_url.href(&image.out.url()));
    out.push('"');
    if let Some((width, height)) = image.size {
        let _ = write!(out, " width=\"{width}\" height=\"{height}\"");
    }
}

fn drawing(out: &mut String, site: &Site, name: &str) {
    let Some(drawing) = site.drawings.get(name) else { return };
    out.push_str("<figure class=\"drawing\">");
    out.push_str(drawing.as_str());
    out.push_str("</figure>\n");
}

/// `[3, p. 5]`, each number a link to its source at the end of the page.
fn cite(out: &mut String, site: &Site, on: PageId, owner: PageId, n: usize) {
    let Some((place, found)) = site.citations[on.0 as usize].place(owner, n) else { return };
    let cite = &site.page(owner).body.cites[n];
    // The number stays on the line of the word it belongs to.
    if out.ends_with(' ') {
        out.pop();
        out.push('\u{a0}');
    }
    for (at, (item, source)) in cite.items.iter().zip(&found.items).enumerate() {
        let Some(source) = source else { continue };
        let number = source + 1;
        let anchor = cite_anchor(place, at);
        let _ = write!(
            out,
            "<a class=\"cite\" role=\"doc-noteref\" href=\"#source_{number}\" id=\"{anchor}\">[{number}"
        );
        if !item.locator.is_empty() {
            out.push_str(", ");
            escape_into(out, &item.locator);
        }
        out.push_str("]</a>");
    }
}

/// The id of one source in one citation. With `_`, which no heading's id has.
fn cite_anchor(place: usize, item: usize) -> String {
    if item == 0 {
        format!("cite_{}", place + 1)
    } else {
        format!("cite_{}_{}", place + 1, item + 1)
    }
}

/// The ids of the places in a page that lead to its source `source`.
#[must_use]
pub fn cited_at(site: &Site, id: PageId, source: usize) -> Vec<String> {
    let citations = &site.citations[id.0 as usize];
    let mut found = Vec::new();
    for &place in &citations.sources[source].cited_by {
        for (item, of) in citations.places[place].items.iter().enumerate() {
            if *of == Some(source) {
                found.push(cite_anchor(place, item));
            }
        }
    }
    found
}

/// `a, b or c`.
fn listed(words: &[&str], last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., end] => format!("{} {last} {end}", most.join(", ")),
    }
}

/// Appends words of a data file as a sentence: a capital in front, a full stop behind.
fn sentence(out: &mut String, words: &str) {
    let mut chars = words.trim().chars();
    let Some(first) = chars.next() else { return };
    if !out.is_empty() {
        out.push(' ');
    }
    let mut text: String = first.to_uppercase().collect();
    text.push_str(chars.as_str());
    escape_into(out, &text);
    if !text.ends_with(['.', '!', '?', '\u{2026}']) {
        out.push('.');
    }
}
