//! Whether readers in trouble are led to help.
//!
//! In: the site. Out: findings.

use super::{Embedded, Site};
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
    let path = written.split(['#', '?']).next().unwrap_or_default();
    let path = path.strip_suffix("index.html").unwrap_or(path).trim_end_matches('/');
    let (id, page) =
        site.ids().find(|(_, page)| page.url.as_str().trim_end_matches('/') == path)?;
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
