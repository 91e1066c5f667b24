//! Which pages are published, and what they inherit from their sections before that is decided.

use super::address::Addresses;
use super::{Hidden, ParsedPage, Publishing, Unpublished, folders_above};
use crate::diagnostics::{Diagnostic, codes};
use crate::front_matter::{Cascade, Matter};
use crate::inventory::PageKind;
use crate::source::{SourcePath, UrlPath};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Fills in what sections cascade, the nearest section first.
pub(super) fn cascade(mut parsed: Vec<ParsedPage>) -> Vec<ParsedPage> {
    let cascades: FxHashMap<String, Cascade> = parsed
        .iter()
        .filter(|p| p.kind == PageKind::Section && p.matter.section.cascade != Cascade::default())
        .map(|p| (p.path.folder().to_owned(), p.matter.section.cascade.clone()))
        .collect();
    if cascades.is_empty() {
        return parsed;
    }
    for page in &mut parsed {
        // A section's cascade is for what is in it, not for itself.
        let skip = usize::from(page.kind == PageKind::Section);
        for folder in folders_above(page.path.folder()).skip(skip) {
            if let Some(cascade) = cascades.get(folder) {
                inherit(&mut page.matter, page.kind, cascade);
            }
        }
    }
    parsed
}

fn inherit(matter: &mut Matter, kind: PageKind, cascade: &Cascade) {
    matter.draft = matter.draft.or(cascade.draft);
    matter.publish_date = matter.publish_date.or(cascade.publish_date);
    matter.expiry_date = matter.expiry_date.or(cascade.expiry_date);
    // A template for pages would leave a section in between without its list.
    if kind != PageKind::Section {
        matter.template = matter.template.take().or_else(|| cascade.template.clone());
    }
    for (name, terms) in &cascade.taxonomies {
        matter.taxonomies.entry(name.clone()).or_insert_with(|| terms.clone());
    }
    matter.trust.page_type = matter.trust.page_type.or(cascade.page_type);
    if matter.trust.authors.is_empty() {
        matter.trust.authors.clone_from(&cascade.authors);
    }
    matter.index.listed = matter.index.listed.or(cascade.index);
    for (key, value) in &cascade.extra {
        if !matter.extra.iter().any(|(known, _)| known == key) {
            matter.extra.push((key.clone(), value.clone()));
        }
    }
}

/// Parts what is published from what is not. What lies in a hidden section or bundle is hidden.
pub(super) fn select(
    parsed: Vec<ParsedPage>,
    publishing: Publishing,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<ParsedPage>, BTreeMap<SourcePath, Hidden>) {
    let folders: FxHashMap<String, Unpublished> = parsed
        .iter()
        .filter(|page| page.kind == PageKind::Section && !is_home(page))
        .filter_map(|page| Some((page.path.folder().to_owned(), why(&page.matter, publishing)?)))
        .collect();
    let reason = |page: &ParsedPage| {
        why(&page.matter, publishing).or_else(|| {
            folders_above(page.path.folder()).find_map(|folder| folders.get(folder).copied())
        })
    };
    let addresses = Addresses::new(&parsed);
    let reasons: Vec<Option<(Unpublished, Option<UrlPath>)>> = parsed
        .par_iter()
        .with_min_len(64)
        .map(|page| Some((reason(page)?, addresses.page(page).ok().map(|out| out.url()))))
        .collect();
    drop(addresses);
    let mut published = Vec::with_capacity(parsed.len());
    let mut hidden = BTreeMap::new();
    for (page, reason) in parsed.into_iter().zip(reasons) {
        match reason {
            Some((why, _)) if is_home(&page) => {
                diagnostics.push(no_home(&page, why));
                published.push(page);
            }
            Some((why, url)) => {
                let title = page.matter.title.clone().unwrap_or_default();
                hidden.insert(page.path.clone(), Hidden { source: page.path, title, url, why });
            }
            None => published.push(page),
        }
    }
    (published, hidden)
}

fn is_home(page: &ParsedPage) -> bool {
    page.path.as_str() == "content/_index.md"
}

/// The home page is the site: hiding it would mean to publish nothing, or a site without an
/// entrance, and which of the two the author wants is not ours to guess.
fn no_home(page: &ParsedPage, why: Unpublished) -> Diagnostic {
    let (why, flag) = match why {
        Unpublished::Draft => ("is a draft".to_owned(), "--drafts"),
        Unpublished::Future(day) => (format!("is not published before {day}"), "--future"),
        Unpublished::Expired(day) => (format!("has not been published since {day}"), "--expired"),
    };
    Diagnostic::new(
        &codes::site::HOME_NOT_PUBLISHED,
        format!("the home page {why}, and there is no site without it"),
    )
    .in_file(&page.path)
    .help(format!("publish it, or build with `{flag}` to look at the site"))
}

/// Why a page is not published, if so; its sections may give further reasons.
pub(super) fn why(matter: &Matter, publishing: Publishing) -> Option<Unpublished> {
    if matter.draft == Some(true) && !publishing.drafts {
        return Some(Unpublished::Draft);
    }
    if let Some(day) = matter.publish_date.filter(|&day| day > publishing.now)
        && !publishing.future
    {
        return Some(Unpublished::Future(day));
    }
    if let Some(day) = matter.expiry_date.filter(|&day| day <= publishing.now)
        && !publishing.expired
    {
        return Some(Unpublished::Expired(day));
    }
    None
}
