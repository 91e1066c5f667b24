//! Who stands behind a page, for its template.
//!
//! In: a page with its review. Out: the value `page.trust`. The same facts for machines are in
//! `json_ld`; both are made of the same fields, so they agree.

use super::Context;
use crate::front_matter::{Certainty, PageType, Reviewers};
use crate::render::{Value, list, map};
use crate::site::{Page, PageId, ReviewState, Site};
use crate::trust::Person;
use jiff::civil::Date;

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
pub(super) fn last_reviewed(site: &Site, id: PageId) -> Option<Date> {
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
