//! What is kept of each published page, for rules that compare pages.

use super::address::Leads;
use super::policy;
use super::scope::Published;
use crate::source::{OutPath, Span};

/// What is kept of one published page. Small: a site may have many pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The output.
    pub path: OutPath,
    /// Whether people read it; a page that only sends them on is not read.
    pub is_read: bool,
    /// Whether it asks not to be found (`noindex`).
    pub is_unlisted: bool,
    /// Whether it is the second or a later page of a list, which shares title and description with
    /// the first.
    pub is_continued: bool,
    /// What `<title>` says, and where.
    pub title: Option<(String, Span)>,
    /// What the description says, and where.
    pub description: Option<(String, Span)>,
    /// Every id in it, sorted.
    pub ids: Vec<Box<str>>,
    /// Links to places, in other pages and in this one.
    pub anchors: Vec<AnchorLink>,
    /// The policy in its head.
    pub policy: Option<(String, Span)>,
}

/// A link to a place in a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnchorLink {
    /// The page.
    pub to: OutPath,
    /// The id.
    pub id: String,
    /// Where the link stands.
    pub span: Span,
}

impl Facts {
    /// Notes what other pages may be compared with; `None` if it is no page.
    pub(super) fn of(seen: &Published<'_>) -> Option<Self> {
        use crate::plan::OutputKind::{NotFound, Section, Term};
        let document = seen.html()?;
        let meta = |name: &str| {
            let mut all = document.named("meta");
            all.find(|meta| meta.attr("name").is_some_and(|own| own.eq_ignore_ascii_case(name)))
        };
        let content = |name: &str| {
            let content = meta(name)?.attribute("content")?;
            Some((content.value.trim().to_owned(), content.span))
        };
        let mut ids: Vec<Box<str>> = document
            .attributes()
            .filter(|attribute| attribute.name == "id")
            .map(|attribute| attribute.value.into())
            .collect();
        // The older way to name a place.
        ids.extend(document.named("a").filter_map(|a| a.attr("name")).map(Box::from));
        ids.sort_unstable();
        ids.dedup();
        let mut anchors = Vec::new();
        for href in document.named("a").filter_map(|a| a.attribute("href")) {
            if !href.value.contains('#') {
                continue;
            }
            let (to, id) = match seen.leads(href.value) {
                Leads::To(to, Some(id)) => (to, id),
                Leads::Here(Some(id)) => (seen.output, id),
                _ => continue,
            };
            anchors.push(AnchorLink { to: to.path.clone(), id, span: href.span });
        }
        let policy =
            policy::of(document).map(|(_, content)| (content.value.to_owned(), content.span));
        Some(Self {
            path: seen.output.path.clone(),
            is_read: seen.page().is_some(),
            is_unlisted: matches!(seen.output.kind, NotFound)
                || content("robots").is_some_and(|(robots, _)| robots.contains("noindex")),
            is_continued: matches!(seen.output.kind, Section(_, n) | Term(_, _, n) if n > 1),
            title: document
                .named("title")
                .find(|title| !title.is_foreign())
                .map(|title| (title.text(), title.span())),
            description: content("description"),
            ids,
            anchors,
            policy,
        })
    }

    /// Whether a search engine may list it beside other pages.
    #[must_use]
    pub fn is_listed(&self) -> bool {
        self.is_read && !self.is_unlisted && !self.is_continued
    }

    /// Whether a place with that id is there.
    #[must_use]
    pub fn has_id(&self, id: &str) -> bool {
        // The top of the page needs no id
        // (<https://html.spec.whatwg.org/multipage/browsing-the-web.html#select-the-indicated-part>).
        id.eq_ignore_ascii_case("top")
            || self.ids.binary_search_by(|known| (**known).cmp(id)).is_ok()
    }
}
