//! What templates may see: the contract with themes, documented in `themes/default/README.md`.
//!
//! In: the [`Site`], the [`Plan`], one output. Out: plain values. A page's summary is made once and
//! shared by every list, neighbour and feed; a page's text is given only to the page itself.

mod json_ld;
mod key;
mod lists;
mod page;
mod shared;
mod trust;

pub use key::Keys;
pub use shared::{Summaries, shared};

use crate::plan::{Output, OutputKind, Plan};
use crate::render::Value;
use crate::site::{PageId, Site};
use crate::yaml::{Map, Node};

/// A template's name and the values it is given.
pub type View = (String, Vec<(&'static str, Value)>);

/// Everything the views of a site have in common.
pub struct Context<'a> {
    /// The site.
    pub site: &'a Site,
    /// What will exist.
    pub plan: &'a Plan,
    /// A summary of each page.
    pub summaries: &'a Summaries,
}

impl Context<'_> {
    /// What lists, neighbours and feeds show of a page.
    fn summary(&self, id: PageId) -> Value {
        self.summaries.of(self.site, id)
    }
}

/// What the template of one output sees; `None` for outputs that no template makes.
#[must_use]
pub fn view(context: &Context<'_>, output: &Output) -> Option<View> {
    let own = |name: &str| name.to_owned();
    Some(match &output.kind {
        OutputKind::Page(id) => {
            (context.site.page(*id).template.clone(), vec![("page", page::page(context, *id, 1))])
        }
        OutputKind::Section(id, n) => lists::section(context, *id, *n),
        OutputKind::Taxonomy(t) => (own("taxonomy.html"), lists::taxonomy(context, *t)),
        OutputKind::Term(t, k, n) => (own("term.html"), lists::term(context, *t, *k, *n)),
        OutputKind::NotFound => {
            let page = page::made(context, "Page not found", "/404.html", Vec::new());
            (own("404.html"), vec![("page", page)])
        }
        OutputKind::Redirect(to) => {
            let base = &context.site.config.base_url;
            let page = page::made(context, "This page has moved", to.as_str(), Vec::new());
            let values = vec![
                ("page", page),
                ("target", Value::from(base.href(to))),
                ("target_permalink", Value::from(base.permalink(to))),
            ];
            (own("redirect.html"), values)
        }
        _ => return None,
    })
}

/// A value from YAML, for templates.
#[must_use]
pub fn from_node(node: &Node) -> Value {
    match node {
        Node::Null => Value::none(),
        Node::Bool(b) => Value::from(*b),
        Node::Int(n) => Value::from(*n),
        Node::Float(n) => Value::from(*n),
        Node::String(text) => Value::from(text.as_str()),
        Node::Seq(items) => crate::render::list(items.iter().map(from_node)),
        Node::Map(map) => from_map(map),
    }
}

/// A map from YAML, for templates.
#[must_use]
pub fn from_map(map: &Map) -> Value {
    let map: crate::render::Map = map
        .iter()
        .map(|(key, value)| (crate::render::Key::from(key.clone()), from_node(value)))
        .collect();
    Value::from(map)
}
