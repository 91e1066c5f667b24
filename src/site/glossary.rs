//! Which page shows the glossary, and which pages use each of its terms.

use super::{Embedded, Page, PageId, PageLinks, Section, SectionId, id_of};
use crate::diagnostics::{Diagnosed, Diagnostic, codes};
use crate::trust::{Glossary, glossary_path};

/// The glossary and the pages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct GlossaryUse {
    /// The first page that shows it.
    pub(super) page: Option<PageId>,
    /// By term the pages that use it, in the site's order, without the one that shows the glossary.
    pub(super) used_on: Vec<Vec<PageId>>,
}

/// Finds both, and reports what is not used and what leads nowhere.
pub(super) fn resolve(
    pages: &[Page],
    sections: &[Section],
    links: &[PageLinks],
    glossary: &Glossary,
) -> Diagnosed<GlossaryUse> {
    let shows = |links: &PageLinks| links.embeds.iter().flatten().any(|e| *e == Embedded::Glossary);
    let page = links.iter().position(shows).map(id_of);
    let mut used_on = vec![Vec::new(); glossary.terms.len()];
    if glossary.terms.is_empty() {
        return Diagnosed::clean(GlossaryUse { page, used_on });
    }
    let mut used = vec![false; used_on.len()];
    for id in in_order(sections) {
        for found in &pages[id.0 as usize].body.terms {
            let Some(on) = used_on.get_mut(found.term as usize) else { continue };
            used[found.term as usize] = true;
            if page != Some(id) && on.last() != Some(&id) {
                on.push(id);
            }
        }
    }
    let mut diagnostics = Vec::new();
    for (term, _) in glossary.terms.iter().zip(used).filter(|(_, used)| !used) {
        let message = format!("no page uses the term `{}`", term.name);
        diagnostics.push(
            Diagnostic::new(&codes::glossary::UNUSED_TERM, message)
                .at(&glossary_path(), term.span)
                .help(format!("write `[[{}]]` where readers need it", term.name)),
        );
    }
    if page.is_none() {
        diagnostics.extend(leads_nowhere(pages, glossary));
    }
    Diagnosed::new(GlossaryUse { page, used_on }, diagnostics)
}

/// All pages as readers find them: a section's own page, those in it, the sections in it.
fn in_order(sections: &[Section]) -> Vec<PageId> {
    let mut found = Vec::new();
    let mut waiting = vec![SectionId(0)];
    while let Some(id) = waiting.pop() {
        let section = &sections[id.0 as usize];
        found.push(section.page);
        found.extend(&section.pages);
        waiting.extend(section.subsections.iter().rev());
    }
    found
}

/// One finding for the site, at the first term that leads nowhere.
fn leads_nowhere(pages: &[Page], glossary: &Glossary) -> Option<Diagnostic> {
    let (page, found) = pages.iter().find_map(|page| Some((page, page.body.terms.first()?)))?;
    let term = &glossary.terms.get(found.term as usize)?.name;
    let message = format!("the term `{term}` leads nowhere: no page shows the glossary");
    Some(
        Diagnostic::new(&codes::glossary::NO_GLOSSARY_PAGE, message)
            .at(&page.source, found.span)
            .help("make a page `content/glossary.md` that holds a block ```` ```goodfit glossary ````"),
    )
}
