//! Drawings that become a part of a page's HTML: `data/drawings/*.svg`.
//!
//! In: the files. Out: [`Drawings`]: each as HTML that holds shapes and words only, and what else was
//! in the files. Which page shows which is left to `site`. A picture in `content/` is a file of its
//! own, and its colours are fixed; a drawing here takes the colours of the page it stands in.

mod reader;
#[cfg(test)]
mod tests;

use crate::diagnostics::Diagnosed;
use crate::markup::Html;
use crate::source::Snapshot;
use std::collections::BTreeMap;

/// The folder they lie in.
pub const FOLDER: &str = "data/drawings";

/// All drawings by name, which is the path below the folder without the ending.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drawings {
    /// Empty for those that cannot be shown, which has been reported.
    by_name: BTreeMap<String, Html>,
}

impl Drawings {
    /// Reads every drawing, shown or not: its mistakes are worth knowing early.
    pub fn from_data(snapshot: &Snapshot) -> Diagnosed<Self> {
        let mut diagnostics = Vec::new();
        let mut by_name = BTreeMap::new();
        for (path, _) in snapshot.below(FOLDER).filter(|(path, _)| path.extension() == "svg") {
            let name = path.below(FOLDER).and_then(|rest| rest.strip_suffix(".svg"));
            let source = snapshot.text(path);
            let html = source.map(|source| reader::read(&source).into_value(&mut diagnostics));
            by_name.insert(name.unwrap_or_default().to_owned(), html.unwrap_or_default());
        }
        Diagnosed::new(Self { by_name }, diagnostics)
    }

    /// The drawing of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Html> {
        self.by_name.get(name)
    }

    /// Every name, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(String::as_str)
    }
}
