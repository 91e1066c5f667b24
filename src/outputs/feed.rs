//! Atom (RFC 4287) and JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>).
//!
//! Entries carry summaries, never whole pages. Dates come from front matter; a day becomes
//! midnight in UTC, since formats ask for a time of day and the site does not know one.

use super::{element, event, xml};
use crate::plan::{Scope, changed, feed_pages, scope_url};
use crate::site::{Page, Site};
use jiff::civil::Date;
use quick_xml::events::{BytesEnd, BytesStart, Event};
use serde_json::{Value, json};

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
pub fn atom(site: &Site, scope: Scope) -> Vec<u8> {
    let base = &site.config.base_url;
    let folder = scope_url(site, scope);
    let pages = feed_pages(site, scope);
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
    for &id in &pages {
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

/// The feed as JSON.
#[must_use]
pub fn json(site: &Site, scope: Scope) -> Vec<u8> {
    let base = &site.config.base_url;
    let home = base.permalink(&scope_url(site, scope));
    let items: Vec<Value> = feed_pages(site, scope)
        .into_iter()
        .map(|id| {
            let page = site.page(id);
            let link = base.permalink(&page.url);
            let mut item = json!({ "id": link, "url": link, "title": page.title });
            let summary = summary(page);
            // An item must have content; the summary is all a list of ours ever carries.
            item["content_text"] = Value::from(summary);
            if let Some(day) = page.matter.date {
                item["date_published"] = Value::from(midnight(day));
            }
            if let Some(day) = page.matter.updated {
                item["date_modified"] = Value::from(midnight(day));
            }
            let tags: Vec<&str> = page
                .terms
                .iter()
                .map(|(t, k)| site.taxonomies[*t].terms[*k].name.as_str())
                .collect();
            if !tags.is_empty() {
                item["tags"] = json!(tags);
            }
            item
        })
        .collect();
    let mut feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": title(site, scope),
        "home_page_url": home,
        "feed_url": format!("{home}feed.json"),
        "language": site.config.language,
        "authors": [{ "name": site.config.author }],
        "items": items,
    });
    if !site.config.description.is_empty() && scope == Scope::Site {
        feed["description"] = Value::from(site.config.description.as_str());
    }
    let mut text = serde_json::to_string_pretty(&feed).expect("it has text keys only");
    text.push('\n');
    text.into_bytes()
}
