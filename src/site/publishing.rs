//! Which pages are published, and what they inherit from their sections before that is decided.

use super::{Hidden, ParsedPage, Publishing, Unpublished, folders_above};
use crate::front_matter::{Cascade, Matter};
use crate::inventory::PageKind;
use crate::source::SourcePath;
use std::collections::{BTreeMap, HashMap};

/// Fills in what sections cascade, the nearest section first.
pub(super) fn cascade(mut parsed: Vec<ParsedPage>) -> Vec<ParsedPage> {
    let cascades: HashMap<String, Cascade> = parsed
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
                inherit(&mut page.matter, cascade);
            }
        }
    }
    parsed
}

fn inherit(matter: &mut Matter, cascade: &Cascade) {
    matter.draft = matter.draft.or(cascade.draft);
    matter.publish_date = matter.publish_date.or(cascade.publish_date);
    matter.expiry_date = matter.expiry_date.or(cascade.expiry_date);
    matter.template = matter.template.take().or_else(|| cascade.template.clone());
    for (name, terms) in &cascade.taxonomies {
        matter.taxonomies.entry(name.clone()).or_insert_with(|| terms.clone());
    }
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
) -> (Vec<ParsedPage>, BTreeMap<SourcePath, Hidden>) {
    let folders: HashMap<String, Unpublished> = parsed
        .iter()
        .filter(|page| page.kind == PageKind::Section)
        .filter_map(|page| Some((page.path.folder().to_owned(), why(&page.matter, publishing)?)))
        .collect();
    let mut published = Vec::with_capacity(parsed.len());
    let mut hidden = BTreeMap::new();
    for page in parsed {
        let reason = why(&page.matter, publishing).or_else(|| {
            folders_above(page.path.folder()).find_map(|folder| folders.get(folder).copied())
        });
        match reason {
            // The home page is the site; a draft of it is a mistake we cannot guess the meaning of.
            Some(why) if page.path.as_str() != "content/_index.md" => {
                let title = page.matter.title.clone().unwrap_or_default();
                hidden.insert(page.path.clone(), Hidden { source: page.path, title, why });
            }
            _ => published.push(page),
        }
    }
    (published, hidden)
}

fn why(matter: &Matter, publishing: Publishing) -> Option<Unpublished> {
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
