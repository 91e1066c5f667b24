//! `page`: what a template knows of the page it makes.

use super::{Context, json_ld, shared::feeds, trust};
use crate::html;
use crate::inventory::PageKind;
use crate::markdown::Heading;
use crate::plan::{Scope, pager_url};
use crate::render::{Key, Map, Value, list, map};
use crate::site::{Page, PageId, SectionId};
use crate::source::UrlPath;

/// `page` for a page of the site; `number` is the page of its list, from 1.
pub(super) fn page(context: &Context<'_>, id: PageId, number: u32) -> Value {
    let site = context.site;
    let page = site.page(id);
    let mut value = context.summary(id).into_map().unwrap_or_default();
    // For all that follows.
    value.reserve(21);
    let mut put = |key: &'static str, item: Value| {
        value.insert(Key::Str(key), item);
    };
    if number > 1 {
        let base = &site.config.base_url;
        let url = pager_url(&page.url, number);
        put("url", Value::from(base.href(&url)));
        put("permalink", Value::from(base.permalink(&url)));
        put("path", Value::from(url.as_str()));
    }
    put("is_home", Value::from(page.section.is_none() && page.own_section.is_some()));
    put("has_questionnaire", Value::from(site.has_questionnaire(id)));
    put("is_questionnaire", Value::from(page.kind == PageKind::Questionnaire));
    put("draft", Value::from(page.matter.draft == Some(true)));
    let above = site.ancestors(page);
    let top = above.get(1).map_or(page, |id| site.page(site.section(*id).page));
    put("top", Value::from(top.url.as_str()));
    put("breadcrumbs", breadcrumbs(context, &above));
    put("section", page.section.map_or_else(Value::none, |id| crumb(context, id)));
    put("prev", neighbour(context, page.prev));
    put("next", neighbour(context, page.next));
    put("related", related(context, id));
    put("toc", toc(&html::outline(site, id)));
    put("content", Value::safe_string(html::fill(site, id).as_str()));
    put("sources", sources(context, id));
    put("trust", trust::facts(context, id));
    let permalink = site.config.base_url.permalink(&pager_url(&page.url, number));
    put("json_ld", json_ld::json_ld(context, id, &permalink));
    put("has_code", Value::from(page.body.has_code));
    put("feeds", page.own_section.map_or_else(Value::none, |id| own_feeds(context, page, id)));
    Value::from(value)
}

fn own_feeds(context: &Context<'_>, page: &Page, id: SectionId) -> Value {
    let scope = if page.section.is_none() { Scope::Site } else { Scope::Section(id) };
    feeds(context.site, context.plan, scope)
}

/// `page` for an output that comes from no file: the same keys, most of them empty.
pub(super) fn made(
    context: &Context<'_>,
    title: &str,
    path: &str,
    breadcrumbs: Vec<Value>,
) -> Value {
    let base = &context.site.config.base_url;
    let url = UrlPath::new(path);
    let none = Value::none;
    let empty = || Value::from(Vec::<Value>::new());
    map([
        ("title", Value::from(title)),
        ("url", Value::from(base.href(&url))),
        ("permalink", Value::from(base.permalink(&url))),
        ("path", Value::from(url.as_str())),
        ("description", Value::from("")),
        ("summary", empty()),
        ("excerpt", Value::from("")),
        ("date", none()),
        ("updated", none()),
        ("weight", none()),
        ("words", Value::from(0_u32)),
        ("minutes", Value::from(0_u32)),
        ("taxonomies", Value::from(Map::new())),
        ("extra", Value::from(Map::new())),
        ("is_section", Value::from(false)),
        ("is_home", Value::from(false)),
        ("has_questionnaire", Value::from(false)),
        ("is_questionnaire", Value::from(false)),
        ("draft", Value::from(false)),
        ("top", Value::from(url.as_str())),
        ("breadcrumbs", Value::from(breadcrumbs)),
        ("section", none()),
        ("prev", none()),
        ("next", none()),
        ("related", empty()),
        ("toc", empty()),
        ("content", Value::safe_string("")),
        ("sources", empty()),
        ("trust", trust::none()),
        ("json_ld", Value::from("")),
        ("has_code", Value::from(false)),
        ("feeds", none()),
    ])
}

fn neighbour(context: &Context<'_>, id: Option<PageId>) -> Value {
    id.map_or_else(Value::none, |id| context.summary(id))
}

/// The pages to read next, as in lists; one that names a place in a page leads there.
fn related(context: &Context<'_>, id: PageId) -> Value {
    let site = context.site;
    list(site.links[id.0 as usize].related.iter().map(|(to, anchor)| {
        let summary = context.summary(*to);
        let Some(anchor) = anchor else { return summary };
        let mut value = summary.into_map().unwrap_or_default();
        value.insert(Key::Str("url"), Value::from(html::place_href(site, *to, anchor)));
        Value::from(value)
    }))
}

pub(super) fn breadcrumbs(context: &Context<'_>, sections: &[SectionId]) -> Value {
    list(sections.iter().map(|&id| crumb(context, id)))
}

/// Title and address of a section.
pub(super) fn crumb(context: &Context<'_>, id: SectionId) -> Value {
    let page = context.site.page(context.site.section(id).page);
    map([
        ("title", Value::from(page.title.as_str())),
        ("url", Value::from(context.site.config.base_url.href(&page.url))),
    ])
}

/// Headings as a tree: each holds the deeper ones that follow it.
fn toc(headings: &[Heading]) -> Value {
    let mut at = 0;
    branch(headings, &mut at, 0)
}

fn branch(headings: &[Heading], at: &mut usize, above: u8) -> Value {
    let mut items = Vec::new();
    while let Some(heading) = headings.get(*at) {
        if heading.level <= above {
            break;
        }
        *at += 1;
        let children = branch(headings, at, heading.level);
        items.push(map([
            ("level", Value::from(heading.level)),
            ("id", Value::from(heading.id.as_str())),
            ("title", Value::safe_string(heading.html.as_str())),
            ("children", children),
        ]));
    }
    Value::from(items)
}

/// The sources a page cites, in order of first use.
fn sources(context: &Context<'_>, id: PageId) -> Value {
    let citations = &context.site.citations[id.0 as usize];
    list(citations.sources.iter().enumerate().map(|(at, source)| {
        let backs = html::cited_at(context.site, id, at).into_iter().map(Value::from);
        map([
            ("number", Value::from(at + 1)),
            ("id", Value::from(format!("source_{}", at + 1))),
            ("html", Value::safe_string(source.reference.html.as_str())),
            ("backs", list(backs)),
        ])
    }))
}
