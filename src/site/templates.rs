//! Which template each page has.

use super::{Page, ParsedPage, Section};
use crate::diagnostics::{Diagnostic, codes};
use crate::front_matter;
use crate::inventory::{Inventory, PageKind};
use crate::source::{Snapshot, SourcePath};
use crate::yaml::Step;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Reports names that the theme does not have, where they are written: what a section says for its
/// pages is one mistake, however many pages it has.
pub(super) fn check(
    parsed: &[ParsedPage],
    inventory: &Inventory,
    snapshot: &Snapshot,
) -> Vec<Diagnostic> {
    let on_page = |page: &ParsedPage| {
        let section = &page.matter.section;
        let named: [(&Option<String>, &[Step<'_>]); 3] = [
            (&page.matter.template, &[Step::Key("template")]),
            (&section.page_template, &[Step::Key("page_template")]),
            (&section.cascade.template, &[Step::Key("cascade"), Step::Key("template")]),
        ];
        let wrong = named.into_iter().filter_map(|(name, place)| {
            let name = name.as_ref().filter(|name| inventory.theme.template(name).is_none())?;
            Some(at(unknown(name, inventory), &page.path, place, snapshot))
        });
        wrong.collect::<Vec<_>>()
    };
    parsed.par_iter().with_min_len(64).flat_map_iter(on_page).collect()
}

/// Chooses each page's template. One that the theme does not have gives way to the usual one.
pub(super) fn choose(pages: &mut [Page], sections: &[Section], inventory: &Inventory) {
    let usual: Vec<Option<String>> = sections
        .iter()
        .map(|s| pages[s.page.0 as usize].matter.section.page_template.clone())
        .collect();
    pages.par_iter_mut().with_min_len(64).for_each(|page| {
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
        page.template = wanted
            .and_then(|wanted| inventory.theme.template(&wanted))
            .or_else(|| inventory.theme.template(fallback))
            .unwrap_or_default();
    });
}

fn unknown(wanted: &str, inventory: &Inventory) -> Diagnostic {
    let names: BTreeSet<&str> = inventory
        .theme
        .templates
        .keys()
        .map(|name| name.strip_prefix("default/").unwrap_or(name))
        .collect();
    let message = format!("the theme has no template `{wanted}`");
    Diagnostic::new(&codes::site::UNKNOWN_TEMPLATE, message)
        .help("write the name of a file in `templates/` of the theme, such as `page.html`")
        .did_you_mean(wanted, names)
}

fn at(
    diagnostic: Diagnostic,
    path: &SourcePath,
    place: &[Step<'_>],
    snapshot: &Snapshot,
) -> Diagnostic {
    match snapshot.text(path) {
        Some(source) => diagnostic.at(path, front_matter::span_of(&source, place)),
        None => diagnostic.in_file(path),
    }
}
