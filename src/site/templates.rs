//! Which template each page has.

use super::{Page, Section};
use crate::diagnostics::{Diagnostic, codes};
use crate::front_matter;
use crate::inventory::{Inventory, PageKind};
use crate::source::Snapshot;
use crate::yaml::Step;
use std::collections::BTreeSet;

/// Chooses each page's template and reports names the theme does not have.
pub(super) fn choose(
    pages: &mut [Page],
    sections: &[Section],
    inventory: &Inventory,
    snapshot: &Snapshot,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let usual: Vec<Option<String>> = sections
        .iter()
        .map(|s| pages[s.page.0 as usize].matter.section.page_template.clone())
        .collect();
    for page in pages {
        let inherited = || page.section.and_then(|id| usual[id.0 as usize].clone());
        let wanted = match page.kind {
            PageKind::Section => page.matter.template.clone(),
            PageKind::Page | PageKind::Bundle | PageKind::Questionnaire => {
                page.matter.template.clone().or_else(inherited)
            }
        };
        let fallback = match (page.kind, page.section) {
            (PageKind::Section, None) => "home.html",
            (PageKind::Section, Some(_)) => "section.html",
            _ => "page.html",
        };
        let wanted = wanted.unwrap_or_else(|| fallback.to_owned());
        page.template = inventory.theme.template(&wanted).unwrap_or_else(|| {
            // A missing `page.html` is the theme's mistake and is reported once, with the templates.
            if wanted != fallback {
                diagnostics.push(unknown_template(page, &wanted, inventory, snapshot));
            }
            inventory.theme.template(fallback).unwrap_or_default()
        });
    }
}

fn unknown_template(
    page: &Page,
    wanted: &str,
    inventory: &Inventory,
    snapshot: &Snapshot,
) -> Diagnostic {
    let names: BTreeSet<&str> = inventory
        .theme
        .templates
        .keys()
        .map(|name| name.strip_prefix("default/").unwrap_or(name))
        .collect();
    let message = format!("the theme has no template `{wanted}`");
    let diagnostic = Diagnostic::new(&codes::site::UNKNOWN_TEMPLATE, message);
    let diagnostic = match snapshot.text(&page.source) {
        Some(source) => {
            let span = front_matter::span_of(&source, &[Step::Key("template")]);
            diagnostic.at(&page.source, span)
        }
        None => diagnostic.in_file(&page.source),
    };
    diagnostic.did_you_mean(wanted, names)
}
