//! Who stands behind a page, for its template and for machines.
//!
//! In: a page with its review and its sources. Out: the value `page.trust`, and `page.json_ld`: the
//! same facts as schema.org has words for. Both are made of the same fields, so they agree.

use super::Context;
use crate::front_matter::{Certainty, PageType, Reviewers};
use crate::html;
use crate::inventory::PageKind;
use crate::render::{Value, list, map};
use crate::site::{Page, PageId, ReviewState, Site};
use crate::trust::Person;
use jiff::civil::Date;
use serde_json::{Map, Value as Json, json};

/// `page.trust`.
pub(super) fn facts(context: &Context<'_>, id: PageId) -> Value {
    let site = context.site;
    let page = site.page(id);
    let review = &site.reviews[id.0 as usize];
    let trust = &page.matter.trust;
    let day = |day: Option<Date>| day.map_or_else(Value::none, |day| Value::from(day.to_string()));
    map([
        ("type", Value::from(type_word(page))),
        ("authors", list(review.authors.iter().map(person))),
        ("reviewers", list(review.reviewers.iter().map(person))),
        ("says_reviewers", Value::from(trust.reviewers != Reviewers::Unsaid)),
        ("by_clinician", Value::from(review.is_by_clinician())),
        ("changed_since", Value::from(review.state == ReviewState::Changed)),
        ("last_reviewed", day(last_reviewed(site, id))),
        ("review_by", day(trust.review_by)),
        ("evidence_checked", day(trust.evidence_checked)),
        ("certainty", Value::from(trust.certainty.map_or("", Certainty::word))),
        (
            "changes",
            list(trust.changes.iter().map(|change| {
                map([
                    ("date", Value::from(change.date.to_string())),
                    ("what", Value::from(change.what.as_str())),
                ])
            })),
        ),
    ])
}

/// `page.trust` for an output that comes from no file.
pub(super) fn none() -> Value {
    let empty = || Value::from(Vec::<Value>::new());
    map([
        ("type", Value::from("general")),
        ("authors", empty()),
        ("reviewers", empty()),
        ("says_reviewers", Value::from(false)),
        ("by_clinician", Value::from(false)),
        ("changed_since", Value::from(false)),
        ("last_reviewed", Value::none()),
        ("review_by", Value::none()),
        ("evidence_checked", Value::none()),
        ("certainty", Value::from("")),
        ("changes", empty()),
    ])
}

/// The day of the last review, if somebody who is named has done one.
fn last_reviewed(site: &Site, id: PageId) -> Option<Date> {
    let is_reviewed = !site.reviews[id.0 as usize].reviewers.is_empty();
    site.page(id).matter.trust.last_reviewed.filter(|_| is_reviewed)
}

fn person(person: &Person) -> Value {
    map([
        ("name", Value::from(person.name.as_str())),
        ("role", Value::from(person.role.as_str())),
        ("credentials", Value::from(person.credentials.as_str())),
        ("clinical", Value::from(person.is_clinical)),
        (
            "links",
            list(person.links.iter().map(|link| {
                map([
                    ("label", Value::from(link.label.as_str())),
                    ("url", Value::from(link.url.as_str())),
                ])
            })),
        ),
    ])
}

fn type_word(page: &Page) -> &'static str {
    match page.matter.trust.page_type.unwrap_or_default() {
        PageType::General => "general",
        PageType::Health => "health",
        PageType::Evidence => "evidence",
    }
}

/// `page.json_ld`: the page as schema.org describes it (<https://schema.org/MedicalWebPage>), ready
/// to stand in a `script` element of the type `application/ld+json`.
pub(super) fn json_ld(context: &Context<'_>, id: PageId, permalink: &str) -> Value {
    let site = context.site;
    let page = site.page(id);
    let config = &site.config;
    let trust = &page.matter.trust;
    let is_health = trust.page_type.unwrap_or_default() != PageType::General;
    let review = &site.reviews[id.0 as usize];
    let mut object = Map::new();
    let mut put = |key: &str, value: Json| {
        let is_empty = value.is_null()
            || value.as_str().is_some_and(str::is_empty)
            || value.as_array().is_some_and(Vec::is_empty);
        if !is_empty {
            object.insert(key.to_owned(), value);
        }
    };
    let day = |day: Option<Date>| json!(day.map(|day| day.to_string()));
    put("@context", json!("https://schema.org"));
    put("@type", json!(if is_health { "MedicalWebPage" } else { "WebPage" }));
    put("url", json!(permalink));
    // The home page has the name of the site as its heading.
    let is_home = page.section.is_none();
    put("name", json!(if is_home { &config.title } else { &page.title }));
    put("description", json!(page.matter.description));
    put("inLanguage", json!(config.language));
    // A list of pages says who made it, and when, only if it has health information itself.
    let says_who = is_health || page.own_section.is_none();
    put("datePublished", day(page.matter.date.filter(|_| says_who)));
    put("dateModified", day(page.matter.updated.filter(|_| says_who)));
    let people = |people: &[Person]| {
        json!(people.iter().filter(|_| says_who).map(schema_person).collect::<Vec<_>>())
    };
    put("author", people(&review.authors));
    put("reviewedBy", people(&review.reviewers));
    put("lastReviewed", day(last_reviewed(site, id).filter(|_| says_who)));
    put("publisher", publisher(&config.publisher));
    // The page of a questionnaire is the heaviest there is, and its sources stand in it anyway.
    let lists_sources = page.kind != PageKind::Questionnaire;
    put(
        "citation",
        json!(citations(site, id).into_iter().filter(|_| lists_sources).collect::<Vec<_>>()),
    );
    put("breadcrumb", breadcrumb(context, page));
    let terms = (site.glossary_page() == Some(id)).then(|| html::glossary_json_ld(site));
    put("mainEntity", terms.flatten().unwrap_or(Json::Null));
    script(&Json::Object(object))
}

/// JSON inside a `script` element: no `<` may end it early (<https://www.w3.org/TR/json-ld11/#restrictions-for-contents-of-json-ld-script-elements>).
fn script(value: &Json) -> Value {
    let text = value.to_string().replace('<', "\\u003c").replace('>', "\\u003e");
    Value::safe_string(&text)
}

fn schema_person(person: &Person) -> Json {
    let kind = if person.is_organisation { "Organization" } else { "Person" };
    let mut object = Map::new();
    object.insert("@type".to_owned(), json!(kind));
    object.insert("name".to_owned(), json!(person.name));
    let title = if person.credentials.is_empty() { &person.role } else { &person.credentials };
    if !person.is_organisation && !title.is_empty() {
        object.insert("jobTitle".to_owned(), json!(title));
    }
    if let Some(link) = person.links.iter().find(|link| link.url.starts_with("https://")) {
        object.insert("url".to_owned(), json!(link.url));
    }
    Json::Object(object)
}

fn publisher(name: &str) -> Json {
    if name.is_empty() { Json::Null } else { json!({"@type": "Organization", "name": name}) }
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

fn breadcrumb(context: &Context<'_>, page: &Page) -> Json {
    let site = context.site;
    let base = &site.config.base_url;
    let above = site.ancestors(page).into_iter().map(|id| site.page(site.section(id).page));
    let steps: Vec<Json> = above
        .chain([page])
        .enumerate()
        .map(|(at, step)| {
            // The home page is the site.
            let name = if at == 0 { &site.config.title } else { &step.title };
            json!({
                "@type": "ListItem",
                "position": at + 1,
                "name": name,
                "item": base.permalink(&step.url),
            })
        })
        .collect();
    // The home page is below nothing.
    if steps.len() < 2 {
        return Json::Null;
    }
    json!({"@type": "BreadcrumbList", "itemListElement": steps})
}
