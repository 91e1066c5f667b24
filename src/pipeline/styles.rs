//! The stylesheets of a site: the theme's files, and the rules of its questionnaires.
//!
//! In: the files and the site. Out: [`Stylesheets`]. How they are minified is left to `style`.

use crate::checklist;
use crate::diagnostics::Diagnosed;
use crate::inventory::{Inventory, PageKind};
use crate::site::{Page, Site};
use crate::source::{Snapshot, SourcePath, SourceText};
use crate::style::{self, Stylesheets};
use crate::yaml::Node;

pub(super) fn sheets(
    snapshot: &Snapshot,
    inventory: &Inventory,
    site: &Site,
    rules: &[String],
) -> Diagnosed<Stylesheets> {
    let files = inventory.theme.styles.iter();
    let files =
        files.filter_map(|(name, path)| Some((name.clone(), snapshot.text(path)?))).collect();
    // Rules that were made for questionnaires have no file; the name is for messages only.
    let generated = SourcePath::new("questionnaires.css").expect("it is a plain relative path");
    let mut asking = site.ids().filter(|(id, _)| site.has_questionnaire(*id));
    let rich = asking.any(|(_, page)| is_rich(site, page));
    style::sheets(&files, &SourceText::new(generated, rules.concat()), rich)
}

/// Whether a page with a questionnaire needs rules that most of them can do without.
fn is_rich(site: &Site, page: &Page) -> bool {
    let settings = &site.config.theme_settings;
    let lists_all =
        settings.iter().any(|(key, value)| key == "show_toc" && *value == Node::Bool(true));
    page.kind != PageKind::Questionnaire
        || !page.matter.summary.is_empty()
        || page.matter.draft == Some(true)
        || lists_all
        || page.matter.extra.iter().any(|(key, _)| key == "toc")
        || checklist::is_rich(&page.body)
}
