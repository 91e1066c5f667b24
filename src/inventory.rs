//! What each file is, by its path alone.
//!
//! In: a [`Snapshot`] and the name of the site's theme. Out: an [`Inventory`]: pages, files to copy,
//! data, and the theme's files with the site's own laid over the ones built in. What is inside a
//! file is left to the parsers.

use crate::source::{Snapshot, SourcePath};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a file that becomes a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PageKind {
    /// `name.md`.
    Page,
    /// `index.md`: a page whose folder holds its own files.
    Bundle,
    /// `_index.md`: a section.
    Section,
    /// `name.checklist.yaml`: a questionnaire.
    Questionnaire,
}

/// What the name of a questionnaire's file ends with.
pub const QUESTIONNAIRE: &str = ".checklist.yaml";

/// All files by what they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inventory {
    /// Markdown files and questionnaires of `content/`, by path.
    pub pages: Vec<(SourcePath, PageKind)>,
    /// Other files of `content/`, by path.
    pub assets: Vec<SourcePath>,
    /// Files of `content/` that were meant as pages, but whose ending no page has, and the ending
    /// it should be. They are not copied: what looks like a page may be a draft.
    pub misnamed: Vec<(SourcePath, &'static str)>,
    /// Files of `data/`, by path.
    pub data: Vec<SourcePath>,
    /// The theme in use.
    pub theme: Theme,
    /// Files that take part in nothing: other themes, documentation of a theme.
    pub unused: Vec<SourcePath>,
}

/// The files of the site's theme and of the one built in below it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Theme {
    /// Templates by the name the engine knows them by: the site's as `page.html`, those built in
    /// as `default/page.html`.
    pub templates: BTreeMap<String, SourcePath>,
    /// Stylesheets by name; the site's replaces the built-in one of the same name.
    pub styles: BTreeMap<String, SourcePath>,
    /// Files to copy by where they go; the site's replaces the built-in one.
    pub statics: BTreeMap<String, SourcePath>,
    /// The `theme.yaml` files that declare the settings, the site's own before the built-in one.
    pub settings: Vec<SourcePath>,
}

/// The theme that is built in.
pub const DEFAULT_THEME: &str = "default";

/// Sorts all files.
#[must_use]
pub fn classify(snapshot: &Snapshot, theme: &str) -> Inventory {
    let mut inventory = Inventory::default();
    for (path, _) in snapshot.iter() {
        if path.below("content").is_some() {
            if let Some(kind) = kind(path) {
                inventory.pages.push((path.clone(), kind));
            } else if let Some(ending) = misnamed(path) {
                inventory.misnamed.push((path.clone(), ending));
            } else {
                inventory.assets.push(path.clone());
            }
        } else if path.below("data").is_some() {
            inventory.data.push(path.clone());
        } else if path.below("themes").is_some() && !inventory.theme.add(path, theme) {
            inventory.unused.push(path.clone());
        }
    }
    inventory
}

fn kind(path: &SourcePath) -> Option<PageKind> {
    match path.file_name() {
        "_index.md" => Some(PageKind::Section),
        "index.md" => Some(PageKind::Bundle),
        _ if path.extension() == "md" => Some(PageKind::Page),
        name if name.ends_with(QUESTIONNAIRE) => Some(PageKind::Questionnaire),
        _ => None,
    }
}

/// The ending that a page has, if this file ends almost like one.
fn misnamed(path: &SourcePath) -> Option<&'static str> {
    let name = path.file_name().to_ascii_lowercase();
    // Editors that hide endings make `a.md.txt`.
    let markdown = [".md", ".markdown", ".mdown", ".mkdn", ".mkd", ".md.txt"];
    let questionnaire = [QUESTIONNAIRE, ".checklist.yml"];
    if markdown.iter().any(|end| name.ends_with(end)) {
        Some(".md")
    } else {
        questionnaire.iter().any(|end| name.ends_with(end)).then_some(QUESTIONNAIRE)
    }
}

impl Theme {
    /// Takes a file of the theme in use or of the one built in; says whether it did.
    fn add(&mut self, path: &SourcePath, theme: &str) -> bool {
        let built_in = path.below("themes/default");
        let own =
            (theme != DEFAULT_THEME).then(|| path.below(&format!("themes/{theme}"))).flatten();
        let (rest, is_own) = match (built_in, own) {
            (_, Some(rest)) => (rest, true),
            (Some(rest), None) => (rest, false),
            (None, None) => return false,
        };
        let mut put = |map: fn(&mut Self) -> &mut BTreeMap<String, SourcePath>, name: String| {
            let map = map(self);
            // The site's theme comes over the built-in one, in whichever order they are seen.
            if is_own || !map.contains_key(&name) {
                map.insert(name, path.clone());
            }
        };
        match rest.split_once('/') {
            Some(("templates", name)) => {
                let name = if is_own { name.to_owned() } else { format!("{DEFAULT_THEME}/{name}") };
                put(|t| &mut t.templates, name);
            }
            Some(("css", name)) if path.extension() == "css" => {
                put(|t| &mut t.styles, name.to_owned())
            }
            Some(("static", name)) => put(|t| &mut t.statics, name.to_owned()),
            None if rest == "theme.yaml" => {
                let at = if is_own { 0 } else { self.settings.len() };
                self.settings.insert(at, path.clone());
            }
            _ => return false,
        }
        true
    }

    /// The name under which the engine finds a template: the site's first, then the built-in one.
    #[must_use]
    pub fn template(&self, name: &str) -> Option<String> {
        if self.templates.contains_key(name) {
            return Some(name.to_owned());
        }
        let built_in = format!("{DEFAULT_THEME}/{name}");
        self.templates.contains_key(&built_in).then_some(built_in)
    }
}

/// The names of all themes there are.
#[must_use]
pub fn themes(snapshot: &Snapshot) -> Vec<&str> {
    let names: BTreeSet<&str> = snapshot
        .below("themes")
        .filter_map(|(path, _)| path.below("themes")?.split_once('/').map(|(name, _)| name))
        .collect();
    names.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{BlobFacts, Entry};

    #[test]
    fn every_file_is_something_and_the_site_lies_over_the_built_in_theme() {
        let mut snapshot = Snapshot::default();
        let paths = [
            "content/_index.md",
            "content/a.md",
            "content/b/index.md",
            "content/b/photo.jpg",
            "data/people.yaml",
            "themes/default/templates/page.html",
            "themes/default/templates/base.html",
            "themes/default/css/10-a.css",
            "themes/default/README.md",
            "themes/mine/templates/page.html",
            "themes/mine/css/10-a.css",
            "themes/mine/theme.yaml",
            "themes/other/templates/page.html",
        ];
        for path in paths {
            snapshot
                .insert(SourcePath::new(path).expect("a path"), Entry::Blob(BlobFacts::default()));
        }
        let inventory = classify(&snapshot, "mine");
        let theme = &inventory.theme;
        assert_eq!(
            theme.templates.keys().collect::<Vec<_>>(),
            ["default/base.html", "default/page.html", "page.html"]
        );
        assert_eq!(theme.styles["10-a.css"].as_str(), "themes/mine/css/10-a.css");
        assert_eq!(theme.template("base.html").as_deref(), Some("default/base.html"));
        assert_eq!(theme.template("page.html").as_deref(), Some("page.html"));
        let counted = inventory.pages.len()
            + inventory.assets.len()
            + inventory.data.len()
            + theme.templates.len()
            + 1 // the stylesheet of the site
            + 1 // theme.yaml
            + inventory.unused.len();
        // One stylesheet of the built-in theme is replaced.
        assert_eq!(counted + 1, paths.len());
    }
}
