//! A page as schema.org describes it (<https://schema.org/MedicalWebPage>).
//!
//! In: a page with its review and its sources. Out: `page.json_ld`, ready to stand in a `script`
//! element of the type `application/ld+json`. What it says is made of the fields that `page.trust`
//! is made of.

use super::{Context, trust::last_reviewed};
use crate::html;
use crate::inventory::PageKind;
use crate::render::Value;
use crate::site::{Page, PageId, Site};
use crate::trust::Person;
use jiff::civil::Date;
use serde::Serialize;

/// The page. Fields are written in this order; what is empty is left out.
#[derive(Serialize)]
struct Described<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    url: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    #[serde(rename = "inLanguage", skip_serializing_if = "str::is_empty")]
    language: &'a str,
    #[serde(rename = "datePublished", skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(rename = "dateModified", skip_serializing_if = "Option::is_none")]
    modified: Option<String>,
    #[serde(rename = "author", skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Somebody<'a>>,
    #[serde(rename = "reviewedBy", skip_serializing_if = "Vec::is_empty")]
    reviewers: Vec<Somebody<'a>>,
    #[serde(rename = "lastReviewed", skip_serializing_if = "Option::is_none")]
    reviewed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Somebody<'a>>,
    #[serde(rename = "citation", skip_serializing_if = "Vec::is_empty")]
    citations: Vec<&'a str>,
    #[serde(rename = "breadcrumb", skip_serializing_if = "Option::is_none")]
    breadcrumbs: Option<Breadcrumbs<'a>>,
    #[serde(rename = "mainEntity", skip_serializing_if = "Option::is_none")]
    entity: Option<serde_json::Value>,
}

/// A person or an organisation.
#[derive(Serialize)]
struct Somebody<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(rename = "jobTitle", skip_serializing_if = "str::is_empty")]
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Breadcrumbs<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "itemListElement")]
    steps: Vec<Step<'a>>,
}

#[derive(Serialize)]
struct Step<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    position: usize,
    name: &'a str,
    item: String,
}

/// `page.json_ld` of the page whose full address is `permalink`.
pub(super) fn json_ld<'a>(context: &Context<'a>, id: PageId, permalink: &'a str) -> Value {
    let site = context.site;
    let page = site.page(id);
    let config = &site.config;
    let is_health = page.is_health();
    let review = &site.reviews[id.0 as usize];
    // A list of pages says who made it, and when, only if it has health information itself.
    let says_who = is_health || page.own_section.is_none();
    let day = |day: Option<Date>| day.filter(|_| says_who).map(|day| day.to_string());
    let people = |people: &'a [Person]| -> Vec<Somebody<'a>> {
        people.iter().filter(|_| says_who).map(somebody).collect()
    };
    // The home page has the name of the site as its heading.
    let is_home = page.section.is_none();
    let terms = (site.glossary_page() == Some(id)).then(|| html::glossary_json_ld(site));
    script(&Described {
        context: "https://schema.org",
        kind: if is_health { "MedicalWebPage" } else { "WebPage" },
        url: permalink,
        name: if is_home { &config.title } else { &page.title },
        description: page.matter.description.as_deref().unwrap_or_default(),
        language: &config.language,
        published: day(page.matter.date),
        modified: day(page.matter.updated),
        authors: people(&review.authors),
        reviewers: people(&review.reviewers),
        reviewed: day(last_reviewed(site, id)),
        publisher: Some(config.publisher.as_str())
            .filter(|name| !name.is_empty())
            .map(|name| Somebody { kind: "Organization", name, title: "", url: None }),
        // The page of a questionnaire is the heaviest there is, and its sources stand in it anyway.
        citations: match page.kind {
            PageKind::Questionnaire => Vec::new(),
            _ => citations(site, id),
        },
        breadcrumbs: breadcrumbs(context, page),
        entity: terms.flatten(),
    })
}

/// JSON inside a `script` element: no `<` may end it early (<https://www.w3.org/TR/json-ld11/#restrictions-for-contents-of-json-ld-script-elements>).
fn script(page: &Described<'_>) -> Value {
    let mut text = serde_json::to_string(page).expect("texts and numbers can always be JSON");
    if text.contains(['<', '>']) {
        text = text.replace('<', "\\u003c").replace('>', "\\u003e");
    }
    Value::safe_string(&text)
}

fn somebody(person: &Person) -> Somebody<'_> {
    let title = if person.credentials.is_empty() { &person.role } else { &person.credentials };
    let link = person.links.iter().find(|link| link.url.starts_with("https://"));
    Somebody {
        kind: if person.is_organisation { "Organization" } else { "Person" },
        name: &person.name,
        title: if person.is_organisation { "" } else { title },
        url: link.map(|link| link.url.as_str()),
    }
}

/// The sources by their addresses, which name them for any machine in few bytes; one without an
/// address by its title.
fn citations(site: &Site, id: PageId) -> Vec<&str> {
    site.citations[id.0 as usize]
        .sources
        .iter()
        .map(|source| source.reference.address.as_str())
        .collect()
}

fn breadcrumbs<'a>(context: &Context<'a>, page: &'a Page) -> Option<Breadcrumbs<'a>> {
    let site = context.site;
    let base = &site.config.base_url;
    let above = site.ancestors(page).into_iter().map(|id| site.page(site.section(id).page));
    let steps: Vec<Step<'_>> = above
        .chain([page])
        .enumerate()
        .map(|(at, step)| Step {
            kind: "ListItem",
            position: at + 1,
            // The home page is the site.
            name: if at == 0 { &site.config.title } else { &step.title },
            item: base.permalink(&step.url),
        })
        .collect();
    // The home page is below nothing.
    (steps.len() > 1).then_some(Breadcrumbs { kind: "BreadcrumbList", steps })
}
