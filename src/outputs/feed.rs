//! Atom (RFC 4287) and JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>).
//!
//! Entries carry summaries, never whole pages. Dates come from front matter; a day becomes
//! midnight in UTC, since formats ask for a time of day and the site does not know one.

use super::{element, event, xml};
use crate::plan::{Plan, Scope, changed, scope_url};
use crate::site::{Page, PageId, Site};
use jiff::civil::Date;
use quick_xml::events::{BytesEnd, BytesStart, Event};
use serde::Serialize;

/// The title of a feed: the site's, and what the feed is about.
fn title(site: &Site, scope: Scope) -> String {
    let name = &site.config.title;
    match scope {
        Scope::Site => name.clone(),
        Scope::Section(id) => format!("{}: {name}", site.page(site.section(id).page).title),
        Scope::Term(t, k) => format!("{}: {name}", site.taxonomies[t].terms[k].name),
    }
}

fn midnight(day: Date) -> String {
    format!("{day}T00:00:00Z")
}

/// One or two sentences about a page.
fn summary(page: &Page) -> String {
    match &page.matter.description {
        Some(description) => description.clone(),
        None if !page.matter.summary.is_empty() => page.matter.summary.join(" "),
        None => page.body.first_paragraph.clone(),
    }
}

/// The feed as Atom.
#[must_use]
pub fn atom(site: &Site, plan: &Plan, scope: Scope) -> Vec<u8> {
    let base = &site.config.base_url;
    let folder = scope_url(site, scope);
    let pages = plan.feed(scope);
    let home = base.permalink(&folder);
    let updated = pages.iter().filter_map(|&id| changed(site.page(id))).max();
    let mut w = xml();
    let mut feed = BytesStart::new("feed");
    feed.push_attribute(("xmlns", "http://www.w3.org/2005/Atom"));
    feed.push_attribute(("xml:lang", site.config.language.as_str()));
    event(&mut w, Event::Start(feed));
    element(&mut w, "title", &[], &title(site, scope));
    if !site.config.description.is_empty() && scope == Scope::Site {
        element(&mut w, "subtitle", &[], &site.config.description);
    }
    element(&mut w, "link", &[("href", &home), ("rel", "alternate"), ("type", "text/html")], "");
    let own = format!("{home}feed.xml");
    element(
        &mut w,
        "link",
        &[("href", &own), ("rel", "self"), ("type", "application/atom+xml")],
        "",
    );
    element(&mut w, "id", &[], &home);
    if let Some(day) = updated {
        element(&mut w, "updated", &[], &midnight(day));
    }
    event(&mut w, Event::Start(BytesStart::new("author")));
    element(&mut w, "name", &[], &site.config.author);
    event(&mut w, Event::End(BytesEnd::new("author")));
    for &id in pages {
        entry(&mut w, site, site.page(id));
    }
    event(&mut w, Event::End(BytesEnd::new("feed")));
    let mut bytes = w.into_inner();
    bytes.push(b'\n');
    bytes
}

fn entry(w: &mut quick_xml::Writer<Vec<u8>>, site: &Site, page: &Page) {
    let link = site.config.base_url.permalink(&page.url);
    event(w, Event::Start(BytesStart::new("entry")));
    element(w, "title", &[], &page.title);
    element(w, "link", &[("href", &link), ("rel", "alternate"), ("type", "text/html")], "");
    element(w, "id", &[], &link);
    if let Some(day) = page.matter.date {
        element(w, "published", &[], &midnight(day));
    }
    if let Some(day) = changed(page) {
        element(w, "updated", &[], &midnight(day));
    }
    for (taxonomy, term) in &page.terms {
        let term = &site.taxonomies[*taxonomy].terms[*term];
        element(w, "category", &[("term", &term.slug), ("label", &term.name)], "");
    }
    element(w, "summary", &[], &summary(page));
    event(w, Event::End(BytesEnd::new("entry")));
}

/// A JSON feed. Fields are written in this order.
#[derive(Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    language: &'a str,
    authors: [JsonAuthor<'a>; 1],
    items: Vec<JsonItem<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonAuthor<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct JsonItem<'a> {
    id: String,
    url: String,
    title: &'a str,
    /// An item must have content; the summary is all a list of ours ever carries.
    content_text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
}

/// The feed as JSON.
#[must_use]
pub fn json(site: &Site, plan: &Plan, scope: Scope) -> Vec<u8> {
    let base = &site.config.base_url;
    let home = base.permalink(&scope_url(site, scope));
    let item = |id: PageId| {
        let page = site.page(id);
        let link = base.permalink(&page.url);
        let terms = page.terms.iter();
        JsonItem {
            id: link.clone(),
            url: link,
            title: &page.title,
            content_text: summary(page),
            date_published: page.matter.date.map(midnight),
            date_modified: page.matter.updated.map(midnight),
            tags: terms.map(|(t, k)| site.taxonomies[*t].terms[*k].name.as_str()).collect(),
        }
    };
    let is_described = !site.config.description.is_empty() && scope == Scope::Site;
    let feed = JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: &title(site, scope),
        home_page_url: &home,
        feed_url: &format!("{home}feed.json"),
        language: &site.config.language,
        authors: [JsonAuthor { name: &site.config.author }],
        items: plan.feed(scope).iter().copied().map(item).collect(),
        description: is_described.then_some(site.config.description.as_str()),
    };
    let mut text = serde_json::to_string_pretty(&feed).expect("it has text keys only");
    text.push('\n');
    text.into_bytes()
}
