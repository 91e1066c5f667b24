//! What all templates see, and the summaries that lists share.

use super::{Context, from_map, from_node};
use crate::plan::{Plan, Scope};
use crate::render::{Key, Map, Value, list, map};
use crate::site::{Page, PageId, SectionId, Site};
use crate::source::UrlPath;
use crate::style::Stylesheets;
use jiff::civil::Date;
use std::sync::OnceLock;

/// A summary of each page, made once, and only if somebody asks: most builds render few pages.
#[derive(Debug)]
pub struct Summaries(Vec<OnceLock<Value>>);

impl Summaries {
    /// A place for the summary of each page.
    #[must_use]
    pub fn new(site: &Site) -> Self {
        Self(site.pages.iter().map(|_| OnceLock::new()).collect())
    }

    /// The summary of a page; always of the same site.
    pub(super) fn of(&self, site: &Site, id: PageId) -> Value {
        self.0[id.0 as usize].get_or_init(|| summary(site, site.page(id))).clone()
    }
}

fn summary(site: &Site, page: &Page) -> Value {
    let matter = &page.matter;
    let base = &site.config.base_url;
    let description = matter.description.as_deref().unwrap_or_default();
    map([
        ("title", Value::from(page.title.as_str())),
        ("url", Value::from(base.href(&page.url))),
        ("permalink", Value::from(base.permalink(&page.url))),
        ("path", Value::from(page.url.as_str())),
        ("description", Value::from(description)),
        ("summary", list(matter.summary.iter().map(|line| Value::from(line.as_str())))),
        ("excerpt", Value::from(page.body.first_paragraph.as_str())),
        ("date", date(matter.date)),
        ("updated", date(matter.updated)),
        ("weight", matter.weight.map_or_else(Value::none, Value::from)),
        ("words", Value::from(page.body.words)),
        ("minutes", Value::from(page.minutes())),
        ("taxonomies", terms(site, page)),
        ("extra", from_map(&matter.extra)),
        ("is_section", Value::from(page.own_section.is_some())),
    ])
}

fn date(day: Option<Date>) -> Value {
    day.map_or_else(Value::none, |day| Value::from(day.to_string()))
}

/// The page's terms by taxonomy.
fn terms(site: &Site, page: &Page) -> Value {
    let mut found = Map::new();
    for (t, taxonomy) in site.taxonomies.iter().enumerate() {
        let own = page.terms.iter().filter(|(of, _)| *of == t);
        let values = own.map(|(_, k)| {
            let term = &taxonomy.terms[*k];
            map([
                ("name", Value::from(term.name.as_str())),
                ("url", Value::from(site.config.base_url.href(&term.url))),
            ])
        });
        found.insert(Key::from(taxonomy.declared.name.clone()), list(values));
    }
    Value::from(found)
}

/// Atom and JSON addresses of a scope's feeds, or null.
pub(super) fn feeds(site: &Site, plan: &Plan, scope: Scope) -> Value {
    if !plan.has_feed(scope) {
        return Value::none();
    }
    let folder = crate::plan::scope_url(site, scope);
    let href = |name: &str| {
        Value::from(site.config.base_url.href(&UrlPath::new(&format!("{folder}{name}"))))
    };
    map([("atom", href("feed.xml")), ("json", href("feed.json"))])
}

/// `site`, which every template sees.
#[must_use]
pub fn shared(
    context: &Context<'_>,
    stylesheets: &Stylesheets,
    data: &crate::yaml::Map,
    csp: String,
) -> Value {
    let site = context.site;
    let config = &site.config;
    let base = &config.base_url;
    let root = UrlPath::new("/");
    let sheet = |kind: &str| {
        stylesheets.get(kind).map_or_else(Value::none, |s| Value::from(base.href(&s.out.url())))
    };
    let kinds: Map =
        stylesheets.keys().map(|kind| (Key::from(kind.clone()), sheet(kind))).collect();
    map([
        ("title", Value::from(config.title.as_str())),
        ("description", Value::from(config.description.as_str())),
        ("language", Value::from(config.language.as_str())),
        ("author", Value::from(config.author.as_str())),
        ("publisher", Value::from(config.publisher.as_str())),
        ("contact", Value::from(config.contact.as_str())),
        ("funding", Value::from(config.funding.as_str())),
        ("base_url", Value::from(base.permalink(&root))),
        ("base_path", Value::from(base.path.as_str())),
        ("home", Value::from(base.href(&root))),
        ("csp", Value::safe_string(&csp)),
        ("stylesheet", sheet("")),
        ("stylesheets", Value::from(kinds)),
        ("nav", nav(context)),
        ("taxonomies", taxonomies(site)),
        ("feeds", feeds(site, context.plan, Scope::Site)),
        ("data", from_node(&crate::yaml::Node::Map(data.clone()))),
        ("extra", from_map(&config.extra)),
        ("theme", from_map(&config.theme_settings)),
    ])
}

/// The tree of sections and pages: what is directly below the home page, each with what is
/// directly below it. Deeper levels are on the pages of the sections.
fn nav(context: &Context<'_>) -> Value {
    let item = |id: PageId, children: Vec<Value>| {
        let page = context.site.page(id);
        map([
            ("title", Value::from(page.title.as_str())),
            ("url", Value::from(context.site.config.base_url.href(&page.url))),
            ("path", Value::from(page.url.as_str())),
            ("description", Value::from(page.matter.description.as_deref().unwrap_or_default())),
            ("is_section", Value::from(page.own_section.is_some())),
            ("extra", from_map(&page.matter.extra)),
            ("children", Value::from(children)),
        ])
    };
    let below = |id: SectionId| -> Vec<PageId> {
        let section = context.site.section(id);
        let subsections = section.subsections.iter().map(|&s| context.site.section(s).page);
        subsections.chain(section.pages.iter().copied()).collect()
    };
    list(below(SectionId(0)).into_iter().map(|id| {
        let children = match context.site.page(id).own_section {
            Some(section) => below(section).into_iter().map(|id| item(id, Vec::new())).collect(),
            None => Vec::new(),
        };
        item(id, children)
    }))
}

fn taxonomies(site: &Site) -> Value {
    // One without terms has no page to link to.
    list(site.taxonomies.iter().filter(|taxonomy| !taxonomy.terms.is_empty()).map(|taxonomy| {
        let terms = taxonomy.terms.iter().map(|term| term_value(site, term));
        map([
            ("name", Value::from(taxonomy.declared.name.as_str())),
            ("title", Value::from(taxonomy.declared.title.as_str())),
            ("url", Value::from(site.config.base_url.href(&taxonomy.url))),
            ("terms", list(terms)),
        ])
    }))
}

pub(super) fn term_value(site: &Site, term: &crate::site::Term) -> Value {
    map([
        ("name", Value::from(term.name.as_str())),
        ("url", Value::from(site.config.base_url.href(&term.url))),
        ("count", Value::from(term.pages.len())),
    ])
}
