//! Everything that a link can name, once all pages have an address.

use super::links::relative;
use super::{Asset, Hidden, Page, PageId, PagesBySource, folders_above, id_of};
use crate::diagnostics::closest;
use crate::drawings::Drawings;
use crate::inventory::QUESTIONNAIRE;
use crate::source::{OutPath, Snapshot, SourcePath};
use crate::trust::Trust;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Everything a link can name.
pub(super) struct Book<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) pages: &'a [Page],
    pub(super) by_source: &'a PagesBySource,
    hidden: &'a BTreeMap<SourcePath, Hidden>,
    pub(super) assets: FxHashMap<&'a SourcePath, &'a OutPath>,
    pub(super) by_url: FxHashMap<&'a str, &'a SourcePath>,
    /// By the name that embeds use; a name may be given in several folders.
    pub(super) questionnaires: BTreeMap<&'a str, Vec<PageId>>,
    /// What embeds can show.
    pub(super) trust: &'a Trust,
    pub(super) drawings: &'a Drawings,
}

impl<'a> Book<'a> {
    pub(super) fn new(
        snapshot: &'a Snapshot,
        pages: &'a [Page],
        by_source: &'a PagesBySource,
        hidden: &'a BTreeMap<SourcePath, Hidden>,
        assets: &'a [Asset],
        (trust, drawings): (&'a Trust, &'a Drawings),
    ) -> Self {
        Self {
            snapshot,
            pages,
            by_source,
            hidden,
            assets: assets.iter().map(|asset| (&asset.source, &asset.out)).collect(),
            by_url: pages.iter().map(|page| (page.url.as_str(), &page.source)).collect(),
            questionnaires: questionnaires(pages),
            trust,
            drawings,
        }
    }

    /// Whether something in `content/` has that path, published or not.
    pub(super) fn has(&self, path: &SourcePath) -> bool {
        path.below("content").is_some() && self.snapshot.get(path).is_some()
    }

    /// Whether a link can lead to that place in a page.
    pub(super) fn has_anchor(&self, page: &Page, anchor: &str) -> bool {
        let written = page.body.has_anchor(anchor);
        let shows_glossary = || page.body.embeds.iter().any(|embed| embed.name == "glossary");
        let terms = &self.trust.glossary.terms;
        written || (shows_glossary() && terms.iter().any(|term| term.anchor() == anchor))
    }

    /// The page that is not published, if the path names one or a file in its folder.
    pub(super) fn hidden(&self, path: &SourcePath) -> Option<&Hidden> {
        self.hidden.get(path).or_else(|| {
            let is_asset = path.extension() != "md" && self.has(path);
            folders_above(path.folder()).filter(|_| is_asset).find_map(|folder| {
                ["index.md", "_index.md"]
                    .into_iter()
                    .filter_map(|name| SourcePath::new(&format!("{folder}/{name}")).ok())
                    .find_map(|index| self.hidden.get(&index))
            })
        })
    }

    /// The file whose path differs in capital letters only.
    pub(super) fn other_case(&self, path: &SourcePath) -> Option<&SourcePath> {
        let folded = path.as_str().to_lowercase();
        self.snapshot
            .below("content")
            .map(|(known, _)| known)
            .find(|known| known.as_str().to_lowercase() == folded)
    }

    /// The file that was most likely meant: the same name elsewhere, a similar name in the same
    /// folder, or the same name in a folder with a similar name.
    pub(super) fn nearest(
        &self,
        from: &SourcePath,
        wanted: &SourcePath,
        could_be: fn(&SourcePath) -> bool,
    ) -> Option<String> {
        let files = || {
            let paths = self.snapshot.below("content").map(|(path, _)| path);
            paths.filter(|path| could_be(path) && *path != from)
        };
        let same_name = || files().filter(|path| path.file_name() == wanted.file_name());
        // Without the ending, or every short name with `.md` would be like every other.
        let similar_name = || {
            let here = || files().filter(|path| path.folder() == wanted.folder());
            let stem = closest(wanted.stem(), here().map(SourcePath::stem))?;
            let found = here().find(|path| path.stem() == stem);
            found.cloned()
        };
        let similar_folder = || {
            let folder = closest(wanted.folder(), same_name().map(SourcePath::folder))?;
            SourcePath::new(&format!("{folder}/{}", wanted.file_name())).ok()
        };
        let found = one(same_name()).or_else(similar_name).or_else(similar_folder)?;
        Some(relative(from, &found))
    }
}

fn questionnaires(pages: &[Page]) -> BTreeMap<&str, Vec<PageId>> {
    let mut found: BTreeMap<&str, Vec<PageId>> = BTreeMap::new();
    for (at, page) in pages.iter().enumerate() {
        if let Some(name) = page.source.file_name().strip_suffix(QUESTIONNAIRE) {
            found.entry(name).or_default().push(id_of(at));
        }
    }
    found
}

/// The only item, if there is exactly one.
fn one<'a>(mut items: impl Iterator<Item = &'a SourcePath>) -> Option<SourcePath> {
    let first = items.next()?;
    items.next().is_none().then(|| first.clone())
}
