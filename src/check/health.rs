//! What rules on health information ask of a site and its pages.

use super::html::{Document, Node};
use super::scope::{Context, Published};
use crate::plan::Output;
use crate::site::Page;
use crate::yaml::Node as Yaml;

/// The page that an output is made of, if it has health information and people read it.
pub(super) fn health_page<'a>(seen: &Published<'a>) -> Option<&'a Page> {
    seen.page()?;
    Some(seen.context.site.page(seen.of()?)).filter(|page| page.is_health())
}

/// A text among the theme's settings; `None` if the theme has no such setting, or it is empty.
pub(super) fn setting<'a>(context: &Context<'a>, name: &str) -> Option<&'a str> {
    let (_, value) = context.site.config.theme_settings.iter().find(|(known, _)| known == name)?;
    match value {
        Yaml::String(text) if !text.trim().is_empty() => Some(text),
        _ => None,
    }
}

/// The output at an address of `required_pages:`.
pub(super) fn required<'a>(context: &Context<'a>, key: &str) -> Option<&'a Output> {
    let (_, path) = context.site.config.required_pages.iter().find(|(known, _)| *known == key)?;
    at(context, path)
}

/// The output at a path in the site, such as `/about/`.
pub(super) fn at<'a>(context: &Context<'a>, path: &str) -> Option<&'a Output> {
    let path = path.split(['#', '?']).next().unwrap_or_default().trim_start_matches('/');
    context.addresses.find(path)
}

/// The head or the foot of a whole page: not those of a part of it.
pub(super) fn of_page<'d>(
    document: &'d Document<'_>,
    name: &'static str,
) -> impl Iterator<Item = Node<'d>> {
    document.named(name).filter(|node| {
        node.ancestors().all(|around| !matches!(around.name(), "main" | "article" | "section"))
    })
}
