//! Whether readers in trouble are led to help.
//!
//! In: the site. Out: findings.

use super::{Embedded, Page, PageId, Site};
use crate::diagnostics::{Diagnostic, codes::health as codes};
use crate::source::SourcePath;
use crate::yaml::Node;

/// What is wrong with `theme_settings: {help_url: …}` in the configuration `file`, if the site has
/// help lines. A path that leads nowhere is reported by `plan`.
#[must_use]
pub fn help_link(site: &Site, file: &SourcePath) -> Option<Diagnostic> {
    let settings = &site.config.theme_settings;
    let (_, value) = settings.iter().find(|(name, _)| name == "help_url")?;
    let Node::String(written) = value else { return None };
    // Not among them is what the site did not set itself, and an address elsewhere.
    let (_, span) = site.config.theme_paths.iter().find(|(path, _)| path == written)?;
    let (id, page) = at_path(site, written)?;
    let embeds = site.links[id.0 as usize].embeds.iter().flatten();
    let mut parts = embeds.filter_map(|embedded| match embedded {
        Embedded::HelpLines(part) => Some(part),
        _ => None,
    });
    if !site.trust.help_lines.is_given || parts.any(super::HelpPart::has_headings) {
        return None;
    }
    let message =
        format!("`help_url` leads to `{}`, which does not show the help lines", page.source);
    let help = match site.help_page() {
        Some(shown) => format!("write `help_url: {}`", site.page(shown).url),
        None => "put a block `goodfit help-lines` into the page".to_owned(),
    };
    Some(Diagnostic::new(&codes::NO_HELP_PAGE, message).at(file, *span).help(help))
}

/// The page at a path of the theme's settings.
fn at_path<'a>(site: &'a Site, path: &str) -> Option<(PageId, &'a Page)> {
    let path = path.split(['#', '?']).next().unwrap_or_default();
    let path = path.strip_suffix("index.html").unwrap_or(path).trim_end_matches('/');
    site.ids().find(|(_, page)| page.url.as_str().trim_end_matches('/') == path)
}

/// The pages that show the help lines of every country; in their place, or beside them, the one that
/// the link on every page leads to.
pub(super) fn help_pages(site: &Site) -> Vec<PageId> {
    let shows =
        |embedded: &Embedded| matches!(embedded, Embedded::HelpLines(part) if part.has_headings());
    let links = site.links.iter().enumerate();
    let mut found: Vec<PageId> = links
        .filter(|(_, links)| links.embeds.iter().flatten().any(shows))
        .map(|(at, _)| super::id_of(at))
        .collect();
    let settings = &site.config.theme_settings;
    let linked = settings.iter().find_map(|(name, value)| match value {
        Node::String(path) if name == "help_url" && path.starts_with('/') => at_path(site, path),
        _ => None,
    });
    if let Some((id, _)) = linked
        && !found.contains(&id)
    {
        found.push(id);
    }
    found
}
