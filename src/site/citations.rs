//! Which sources a page cites, numbered in order of first use.

use super::{Embedded, Page, PageId, PageLinks, id_of};
use crate::diagnostics::{Diagnosed, Diagnostic, codes};
use crate::markdown::HoleKind;
use crate::markup::Html;
use crate::trust::{Bibliography, Trust};

/// The sources of one page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Citations {
    /// In order of first use: number 1 is the first.
    pub sources: Vec<Source>,
    /// Every citation, in the order in which readers meet them.
    pub places: Vec<Place>,
}

/// One pair of citation brackets in a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The page whose body it is in: the page itself, or what is embedded in it.
    pub owner: PageId,
    /// Which of that body's citations it is.
    pub cite: usize,
    /// For each of its items the index into the page's sources, or `None` if nothing has that key.
    pub items: Vec<Option<usize>>,
}

/// A source that a page cites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its key in the bibliography.
    pub key: String,
    /// The formatted reference.
    pub html: Html,
    /// Its address, such as `https://doi.org/…`; its title if it has none.
    pub address: String,
    /// Which citations lead to it: indexes into the page's places.
    pub cited_by: Vec<usize>,
}

impl Citations {
    /// The place of a citation, by the body it is in and its number there.
    #[must_use]
    pub fn place(&self, owner: PageId, cite: usize) -> Option<(usize, &Place)> {
        self.places.iter().enumerate().find(|(_, place)| place.owner == owner && place.cite == cite)
    }
}

/// Looks every key up. An unknown key is reported where it stands, not where that is embedded.
pub(super) fn resolve_all(
    pages: &[Page],
    links: &[PageLinks],
    trust: &Trust,
) -> Diagnosed<Vec<Citations>> {
    let mut diagnostics = Vec::new();
    let all = (0..pages.len())
        .map(|at| {
            let mut found = Citations::default();
            collect(&mut found, id_of(at), pages, links, trust);
            unknown(&pages[at], &found, id_of(at), &trust.bibliography, &mut diagnostics);
            found
        })
        .collect();
    Diagnosed::new(all, diagnostics)
}

/// Adds the citations of one body, those of what is embedded in it where it is embedded.
fn collect(
    found: &mut Citations,
    owner: PageId,
    pages: &[Page],
    links: &[PageLinks],
    trust: &Trust,
) {
    let bibliography = &trust.bibliography;
    let body = &pages[owner.0 as usize].body;
    for hole in &body.holes {
        match hole.kind {
            HoleKind::Cite(n) => {
                let cite = n as usize;
                let place = found.places.len();
                let items = body.cites[cite]
                    .items
                    .iter()
                    .map(|item| found.source(&item.key, Some(place), bibliography))
                    .collect();
                found.places.push(Place { owner, cite, items });
            }
            HoleKind::Embed(n) => match links[owner.0 as usize].embeds.get(n as usize) {
                Some(Some(Embedded::Questionnaire(embedded))) => {
                    collect(found, *embedded, pages, links, trust);
                }
                Some(Some(Embedded::Glossary)) => {
                    for key in trust.glossary.terms.iter().flat_map(|term| &term.sources) {
                        found.source(key, None, bibliography);
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }
}

impl Citations {
    /// The index of a source, which gets a number if it is new. Without a place, nothing leads back
    /// from it.
    fn source(
        &mut self,
        key: &str,
        place: Option<usize>,
        bibliography: &Bibliography,
    ) -> Option<usize> {
        let html = bibliography.get(key)?;
        let at = self.sources.iter().position(|source| source.key == key).unwrap_or_else(|| {
            let source = Source {
                key: key.to_owned(),
                html: html.clone(),
                address: key.to_owned(),
                cited_by: Vec::new(),
            };
            self.sources.push(source);
            self.sources.len() - 1
        });
        let cited_by = &mut self.sources[at].cited_by;
        if let Some(place) = place.filter(|place| cited_by.last() != Some(place)) {
            cited_by.push(place);
        }
        Some(at)
    }
}

fn unknown(
    page: &Page,
    found: &Citations,
    id: PageId,
    bibliography: &Bibliography,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for place in found.places.iter().filter(|place| place.owner == id) {
        for (item, source) in page.body.cites[place.cite].items.iter().zip(&place.items) {
            if source.is_none() {
                diagnostics.push(
                    Diagnostic::new(
                        &codes::citations::UNKNOWN,
                        format!("the bibliography has no source `{}`", item.key),
                    )
                    .at(&page.source, item.span)
                    .help("add it to `data/references.yaml`")
                    .did_you_mean(&item.key, bibliography.keys()),
                );
            }
        }
    }
}
