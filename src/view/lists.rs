//! What the templates of lists know: sections, taxonomies, terms.

use super::{Context, View, page, shared::term_value};
use crate::plan::{Scope, pager_slice, pager_url};
use crate::render::{Key, Value, list, map};
use crate::site::{PageId, SectionId, Taxonomy};
use crate::source::UrlPath;

pub(super) fn section(context: &Context<'_>, id: SectionId, number: u32) -> View {
    let site = context.site;
    let section = site.section(id);
    let template = site.page(section.page).template.clone();
    let pages = pager_slice(&section.pages, section.paginate_by, number);
    let subsections = section.subsections.iter().map(|&id| context.summary(site.section(id).page));
    let url = &site.page(section.page).url;
    let values = vec![
        ("page", page::page(context, section.page, number)),
        ("pages", summaries(context, pages)),
        ("subsections", list(subsections)),
        ("pager", pager(context, url, section.pages.len(), section.paginate_by, number)),
    ];
    (template, values)
}

pub(super) fn taxonomy(context: &Context<'_>, t: usize) -> Vec<(&'static str, Value)> {
    let taxonomy = &context.site.taxonomies[t];
    let crumbs = vec![page::crumb(context, SectionId(0))];
    let page = page::made(context, &taxonomy.declared.title, taxonomy.url.as_str(), crumbs);
    let terms = taxonomy.terms.iter().map(|term| term_value(context.site, term));
    vec![("page", page), ("taxonomy", taxonomy_value(context, taxonomy)), ("terms", list(terms))]
}

pub(super) fn term(
    context: &Context<'_>,
    t: usize,
    k: usize,
    number: u32,
) -> Vec<(&'static str, Value)> {
    let site = context.site;
    let taxonomy = &site.taxonomies[t];
    let term = &taxonomy.terms[k];
    let by = taxonomy.declared.paginate_by;
    let url = pager_url(&term.url, number);
    let crumbs = vec![page::crumb(context, SectionId(0)), taxonomy_crumb(context, taxonomy)];
    let mut page =
        page::made(context, &term.name, url.as_str(), crumbs).into_map().unwrap_or_default();
    page.insert(Key::Str("feeds"), super::shared::feeds(site, context.plan, Scope::Term(t, k)));
    vec![
        ("page", Value::from(page)),
        ("taxonomy", taxonomy_value(context, taxonomy)),
        ("term", term_value(site, term)),
        ("pages", summaries(context, pager_slice(&term.pages, by, number))),
        ("pager", pager(context, &term.url, term.pages.len(), by, number)),
    ]
}

fn taxonomy_value(context: &Context<'_>, taxonomy: &Taxonomy) -> Value {
    map([
        ("name", Value::from(taxonomy.declared.name.as_str())),
        ("title", Value::from(taxonomy.declared.title.as_str())),
        ("url", Value::from(context.site.config.base_url.href(&taxonomy.url))),
    ])
}

fn taxonomy_crumb(context: &Context<'_>, taxonomy: &Taxonomy) -> Value {
    map([
        ("title", Value::from(taxonomy.declared.title.as_str())),
        ("url", Value::from(context.site.config.base_url.href(&taxonomy.url))),
    ])
}

fn summaries(context: &Context<'_>, pages: &[PageId]) -> Value {
    list(pages.iter().map(|&id| context.summary(id)))
}

/// Where a list page stands among its fellows; null if it is the only one.
fn pager(context: &Context<'_>, url: &UrlPath, count: usize, by: u32, number: u32) -> Value {
    let total = if by == 0 { 1 } else { u32::try_from(count).unwrap_or(u32::MAX).div_ceil(by) };
    if total <= 1 {
        return Value::none();
    }
    let href = |n: u32| Value::from(context.site.config.base_url.href(&pager_url(url, n)));
    map([
        ("number", Value::from(number)),
        ("total", Value::from(total)),
        ("prev", if number > 1 { href(number - 1) } else { Value::none() }),
        ("next", if number < total { href(number + 1) } else { Value::none() }),
    ])
}
