//! The templates of the theme in use, for the engine.
//!
//! In: the snapshot, the inventory, the site. Out: [`Templates`], and what is wrong with them.

use crate::diagnostics::Diagnosed;
use crate::inventory::{self, Inventory};
use crate::render::{self, Addresses, Templates, Value};
use crate::site::Site;
use crate::source::{Snapshot, SourceText};
use crate::theme;
use std::collections::BTreeMap;

/// Whether a template asks for the address of a page by itself.
pub(super) fn find_pages(snapshot: &Snapshot, inventory: &Inventory) -> bool {
    let mut templates = inventory.theme.templates.values();
    templates.any(|path| {
        snapshot.text(path).is_some_and(|source| source.text.contains(render::PAGE_URL))
    })
}

/// Templates of outputs that come from no file.
const MADE: [&str; 4] = ["404.html", "redirect.html", "taxonomy.html", "term.html"];

/// Parses the templates; `shared` is what each of them sees.
pub(super) fn load(
    snapshot: &Snapshot,
    inventory: &Inventory,
    site: &Site,
    finds_pages: bool,
    shared: Vec<(&'static str, Value)>,
) -> Diagnosed<Templates> {
    let base = &site.config.base_url;
    let pages = site
        .pages
        .iter()
        .filter(|_| finds_pages)
        .filter_map(|page| Some((page.source.below("content")?.to_owned(), base.href(&page.url))))
        .collect();
    let addresses = Addresses { base_path: base.path.clone(), pages };
    let sources: BTreeMap<String, SourceText> = inventory
        .theme
        .templates
        .iter()
        .filter_map(|(name, path)| {
            let source = snapshot.text(path)?;
            // A file that the site put in the place of a built-in one is its own, as in a theme
            // with a name.
            let plain = name.strip_prefix("default/").filter(|_| {
                site.config.theme == inventory::DEFAULT_THEME && !theme::is_built_in(&source)
            });
            Some((plain.unwrap_or(name).to_owned(), source))
        })
        .collect();
    let pages = site.pages.iter().map(|page| page.template.as_str());
    let used = pages.chain(MADE).collect();
    render::load(sources, &used, addresses, shared)
}
