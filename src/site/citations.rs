//! Which sources a page stands on: those it cites, numbered in order of first use, and after them
//! those that its front matter names.

use super::{Embedded, Page, PageId, PageLinks, id_of};
use crate::diagnostics::{Diagnosed, Diagnostic, codes};
use crate::front_matter;
use crate::inventory::PageKind;
use crate::markdown::HoleKind;
use crate::source::Snapshot;
use crate::trust::{self, Bibliography, Reference, Trust};
use crate::yaml::Step;
use rayon::prelude::*;
use std::sync::Arc;

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

/// A source that a page stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its key in the bibliography.
    pub key: String,
    /// The reference, formatted once for all pages.
    pub reference: Arc<Reference>,
    /// Which citations lead to it: indexes into the page's places. None if the front matter names
    /// it and the text does not.
    pub cited_by: Vec<usize>,
}

impl Citations {
    /// The place of a citation, by the body it is in and its number there.
    #[must_use]
    pub fn place(&self, owner: PageId, cite: usize) -> Option<(usize, &Place)> {
        self.places.iter().enumerate().find(|(_, place)| place.owner == owner && place.cite == cite)
    }
}

/// Looks every key up. What is wrong with one is reported where it stands, not where that is
/// embedded.
pub(super) fn resolve_all(
    pages: &[Page],
    links: &[PageLinks],
    trust: &Trust,
    snapshot: &Snapshot,
) -> Diagnosed<Vec<Citations>> {
    let one = |at: usize| {
        let mut problems = Vec::new();
        let mut found = Citations::default();
        collect(&mut found, id_of(at), pages, links, trust);
        found.listed(id_of(at), pages, links, &trust.bibliography);
        cited(&pages[at], &found, id_of(at), &trust.bibliography, &mut problems);
        listed(&pages[at], &trust.bibliography, snapshot, &mut problems);
        (found, problems)
    };
    let all = (0..pages.len()).into_par_iter().with_min_len(64).map(one);
    let (all, problems): (Vec<_>, Vec<_>) = all.unzip();
    Diagnosed::new(all, problems.into_iter().flatten().collect())
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
    /// Adds what the front matter names, of the page itself and of what is embedded in it. It comes
    /// last, because nothing in the text leads to it.
    fn listed(
        &mut self,
        owner: PageId,
        pages: &[Page],
        links: &[PageLinks],
        bibliography: &Bibliography,
    ) {
        for key in &pages[owner.0 as usize].matter.trust.sources {
            self.source(key, None, bibliography);
        }
        for embedded in &links[owner.0 as usize].embeds {
            if let Some(Embedded::Questionnaire(embedded)) = embedded {
                self.listed(*embedded, pages, links, bibliography);
            }
        }
    }

    /// The index of a source, which gets a number if it is new. Without a place, nothing leads back
    /// from it.
    fn source(
        &mut self,
        key: &str,
        place: Option<usize>,
        bibliography: &Bibliography,
    ) -> Option<usize> {
        let at = match self.sources.iter().position(|source| source.key == key) {
            Some(at) => at,
            None => {
                let reference = Arc::clone(bibliography.get(key)?);
                self.sources.push(Source { key: key.to_owned(), reference, cited_by: Vec::new() });
                self.sources.len() - 1
            }
        };
        let cited_by = &mut self.sources[at].cited_by;
        if let Some(place) = place.filter(|place| cited_by.last() != Some(place)) {
            cited_by.push(place);
        }
        Some(at)
    }
}

/// Judges the sources that the text of a page cites.
fn cited(
    page: &Page,
    found: &Citations,
    id: PageId,
    bibliography: &Bibliography,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for place in found.places.iter().filter(|place| place.owner == id) {
        for (item, source) in page.body.cites[place.cite].items.iter().zip(&place.items) {
            let reference = source.map(|at| &*found.sources[at].reference);
            let problem = judge(&item.key, reference, bibliography);
            diagnostics.extend(problem.map(|problem| problem.at(&page.source, item.span)));
        }
    }
}

/// Judges the sources that the front matter of a page names. Those of a questionnaire are cited at
/// its end.
fn listed(
    page: &Page,
    bibliography: &Bibliography,
    snapshot: &Snapshot,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if page.kind == PageKind::Questionnaire {
        return;
    }
    for (at, key) in page.matter.trust.sources.iter().enumerate() {
        let reference = bibliography.get(key).map(|reference| &**reference);
        let Some(problem) = judge(key, reference, bibliography) else { continue };
        let Some(source) = snapshot.text(&page.source) else { continue };
        let path = [Step::Key("sources"), Step::Index(at)];
        let span = front_matter::span_of(&source, &path);
        diagnostics.push(problem.at(&page.source, span));
    }
}

/// What there is to say about using a source, without the place.
fn judge(
    key: &str,
    reference: Option<&Reference>,
    bibliography: &Bibliography,
) -> Option<Diagnostic> {
    let Some(reference) = reference else {
        // It may stand in the part that could not be read, which has been reported.
        return (!bibliography.has_gaps()).then(|| {
            let message = format!("the bibliography has no source `{key}`");
            Diagnostic::new(&codes::citations::UNKNOWN, message)
                .help("add it to `data/references.yaml`")
                .did_you_mean(key, bibliography.keys())
        });
    };
    if let Some(reason) = &reference.retracted {
        let problem = Diagnostic::new(
            &codes::citations::RETRACTED,
            format!("the source `{key}` was retracted"),
        );
        return Some(trust::retracted(problem, reason));
    }
    let newer = reference.superseded_by.as_deref()?;
    let message = format!("there is a newer source than `{key}`: `{newer}`");
    Some(Diagnostic::new(&codes::citations::SUPERSEDED, message).help(trust::superseded(newer)))
}
