//! All parsed pages in their places: sections, terms, order, addresses, and where links lead.
//!
//! In: [`ParsedPage`]s, the inventory, the configuration and what is to be published. Out: a
//! [`Site`]: arenas of pages, sections and terms with ids between them. How anything looks is left
//! to `view` and templates; which files will exist is left to `plan`.

mod address;
mod assemble;
mod book;
mod citations;
mod due;
mod embeds;
mod glossary;
mod index;
mod links;
mod order;
mod publishing;
mod related;
mod reviews;
mod safety;
mod sections;
mod sources;
mod svg;
mod taxonomies;
mod templates;
mod watched;

pub(crate) use assemble::aliases;
pub use assemble::assemble;
pub use citations::{Citations, Place, Source};
pub use due::{Due, DueKind, due, never_checked};
pub(crate) use embeds::EMERGENCY_ANCHOR;
pub use embeds::{Embedded, HelpPart};
pub use index::{Index, IndexEntry, IndexLetter, IndexPlace};
pub use links::{ImageTarget, PageLinks, Target, relative};
pub use reviews::{PageReview, ReviewState, months_later};
pub use safety::help_link;
pub use sources::CitedSource;
pub use watched::{WAIVABLE, watched};

use crate::config::Config;
use crate::drawings::Drawings;
use crate::front_matter::{Matter, PageType};
use crate::inventory::PageKind;
use crate::markdown::Body;
use crate::source::{OutPath, SourcePath, UrlPath};
use crate::trust::Trust;
use crate::yaml::Node;
use jiff::civil::Date;
use rustc_hash::FxHashMap;

/// One file, parsed; knows no neighbours.
#[derive(Debug, Clone, PartialEq)]
pub struct ParsedPage {
    /// Where it is.
    pub path: SourcePath,
    /// What it is, by its name.
    pub kind: PageKind,
    /// Its front matter, as written.
    pub matter: Box<Matter>,
    /// Its text.
    pub body: Box<Body>,
}

/// Which pages are published, beside the ordinary ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Publishing {
    /// Drafts too.
    pub drafts: bool,
    /// Pages whose `publish_date` has not come too.
    pub future: bool,
    /// Pages whose `expiry_date` has passed too.
    pub expired: bool,
    /// The day the site is built for; the only clock there is.
    pub now: Date,
}

/// Why a page is not published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unpublished {
    /// It, or its section, is a draft.
    Draft,
    /// It will be, from that day on.
    Future(Date),
    /// It was, until that day.
    Expired(Date),
}

/// Index of a page in [`Site::pages`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(pub u32);

/// Index of a section in [`Site::sections`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionId(pub u32);

/// A page in its place. A section's own page (`_index.md`) is one too.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Where it came from; a section without `_index.md` (only the root can be one) has the path
    /// it would have had.
    pub source: SourcePath,
    /// What it is.
    pub kind: PageKind,
    /// Its front matter, with what its sections cascade to it. In a box, like the text: pages are
    /// moved from list to list.
    pub matter: Box<Matter>,
    /// Its title, or what stands in for it.
    pub title: String,
    /// Its text.
    pub body: Box<Body>,
    /// The file it becomes.
    pub out: OutPath,
    /// Its address.
    pub url: UrlPath,
    /// The section it belongs to; for a section its parent; `None` for the home page.
    pub section: Option<SectionId>,
    /// The section whose own page this is.
    pub own_section: Option<SectionId>,
    /// The page before it in its section's order.
    pub prev: Option<PageId>,
    /// The page after it.
    pub next: Option<PageId>,
    /// Its terms: index of the taxonomy, index of the term in it.
    pub terms: Vec<(usize, usize)>,
    /// Name of its template.
    pub template: String,
}

impl Page {
    /// Whether it has health information.
    #[must_use]
    pub fn is_health(&self) -> bool {
        self.matter.trust.page_type.unwrap_or_default() != PageType::General
    }

    /// Reading time in minutes at 200 words a minute, at least one. Adults read English prose at about
    /// 238 words a minute (Brysbaert 2019, <https://doi.org/10.1016/j.jml.2019.104047>); ours are tired.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        self.body.words.div_ceil(200).max(1)
    }

    /// The minutes that a line which leads to the page shows: `minutes` of its `extra`, if it says so
    /// (`0` or `false` for none), else its reading time. Of a questionnaire nobody knows it, and a
    /// section is no reading.
    #[must_use]
    pub fn shown_minutes(&self) -> Option<u32> {
        let said = self.matter.extra.iter().find(|(key, _)| key == "minutes").map(|(_, said)| said);
        match said {
            Some(Node::Bool(false)) => None,
            Some(Node::Int(minutes)) => u32::try_from(*minutes).ok().filter(|minutes| *minutes > 0),
            _ if matches!(self.kind, PageKind::Page | PageKind::Bundle) => Some(self.minutes()),
            _ => None,
        }
    }
}

/// A folder with `_index.md`, or the root.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Its own page.
    pub page: PageId,
    /// The folder: `content`, `content/choosing`.
    pub folder: String,
    /// The section it is in.
    pub parent: Option<SectionId>,
    /// Its pages, in order, without those of sections in it.
    pub pages: Vec<PageId>,
    /// The sections in it, in order.
    pub subsections: Vec<SectionId>,
    /// Pages a list page; 0 means all on one.
    pub paginate_by: u32,
    /// Whether it has feeds.
    pub feed: bool,
}

/// One kind of label, with its terms.
#[derive(Debug, Clone, PartialEq)]
pub struct Taxonomy {
    /// As declared.
    pub declared: crate::config::Taxonomy,
    /// Address of the list of terms.
    pub url: UrlPath,
    /// By slug.
    pub terms: Vec<Term>,
}

/// A label and the pages that have it.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// As the first page (by path) writes it.
    pub name: String,
    /// The last part of its address.
    pub slug: String,
    /// Address of its list.
    pub url: UrlPath,
    /// Newest first; pages without a date last, by title.
    pub pages: Vec<PageId>,
}

/// A file that is copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Where it is.
    pub source: SourcePath,
    /// Where it goes.
    pub out: OutPath,
}

/// A page that is not published.
#[derive(Debug, Clone, PartialEq)]
pub struct Hidden {
    /// The page.
    pub source: SourcePath,
    /// Its title.
    pub title: String,
    /// The address it would have.
    pub url: Option<UrlPath>,
    /// Why.
    pub why: Unpublished,
}

/// What a site can say about privacy, in sentences for readers. The rules are above this module, so
/// `pipeline` fills it in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Statement {
    /// What the rules in force promise.
    pub promises: Vec<&'static str>,
    /// What no file of the site can show.
    pub not_in_the_files: Vec<&'static str>,
}

/// The whole site.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// The configuration it was made with.
    pub config: Config,
    /// Every published page, by path.
    pub pages: Vec<Page>,
    /// Whether any of them has health information.
    pub is_health: bool,
    /// Every section; the root first, then by folder.
    pub sections: Vec<Section>,
    /// As declared.
    pub taxonomies: Vec<Taxonomy>,
    /// Files of `content/` that are copied, by path.
    pub assets: Vec<Asset>,
    /// Pages that are not published, by path.
    pub hidden: Vec<Hidden>,
    /// Where each page's links lead; same order as `pages`.
    pub links: Vec<PageLinks>,
    /// The sources each page stands on; same order as `pages`.
    pub citations: Vec<Citations>,
    /// Every source that something stands on, by its first author and title.
    pub sources: Vec<CitedSource>,
    /// Who wrote and checked each page, and whether that still holds; same order as `pages`.
    pub reviews: Vec<PageReview>,
    /// Which page shows the glossary, and who uses its terms.
    glossary: glossary::GlossaryUse,
    /// Everything from A to Z; empty if no page shows it.
    pub index: Index,
    /// Sources, terms, people, help lines and registers.
    pub trust: Trust,
    /// What can be drawn into pages.
    pub drawings: Drawings,
    /// What the rules of the site promise about privacy, and what no file can show.
    pub statement: Statement,
}

impl Site {
    /// The first page that shows the glossary, to which terms lead.
    #[must_use]
    pub fn glossary_page(&self) -> Option<PageId> {
        self.glossary.page
    }

    /// The pages that use a term, in the site's order, without the one that shows the glossary.
    #[must_use]
    pub fn term_uses(&self, term: usize) -> &[PageId] {
        self.glossary.used_on.get(term).map_or(&[], Vec::as_slice)
    }

    /// The first page that shows the help lines of every country: "Help now".
    #[must_use]
    pub fn help_page(&self) -> Option<PageId> {
        let shows = |embedded: &Embedded| matches!(embedded, Embedded::HelpLines(part) if part.has_headings());
        self.page_with(shows)
    }

    fn page_with(&self, wanted: impl Fn(&Embedded) -> bool) -> Option<PageId> {
        let has = |links: &PageLinks| links.embeds.iter().flatten().any(&wanted);
        self.links.iter().position(has).map(id_of)
    }

    /// Whether a page is a questionnaire or has one in it.
    #[must_use]
    pub fn has_questionnaire(&self, id: PageId) -> bool {
        self.page(id).kind == PageKind::Questionnaire
            || self.links[id.0 as usize]
                .embeds
                .iter()
                .any(|embedded| matches!(embedded, Some(Embedded::Questionnaire(_))))
    }

    /// The page with that id.
    #[must_use]
    pub fn page(&self, id: PageId) -> &Page {
        &self.pages[id.0 as usize]
    }

    /// The section with that id.
    #[must_use]
    pub fn section(&self, id: SectionId) -> &Section {
        &self.sections[id.0 as usize]
    }

    /// The home page.
    #[must_use]
    pub fn home(&self) -> &Page {
        self.page(self.sections[0].page)
    }

    /// All pages with their ids.
    pub fn ids(&self) -> impl Iterator<Item = (PageId, &Page)> {
        self.pages.iter().enumerate().map(|(at, page)| (id_of(at), page))
    }

    /// The sections above a page, from the home page down, without the page's own.
    #[must_use]
    pub fn ancestors(&self, page: &Page) -> Vec<SectionId> {
        let mut found = Vec::new();
        let mut next = page.section;
        while let Some(id) = next {
            found.push(id);
            next = self.section(id).parent;
        }
        found.reverse();
        found
    }
}

/// Pages by source path, for looking links up.
pub(crate) type PagesBySource = FxHashMap<SourcePath, PageId>;

/// A folder and those above it, nearest first: `content/a/b`, `content/a`, `content`.
pub(crate) fn folders_above(folder: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folder), |f| f.rsplit_once('/').map(|(above, _)| above))
}

pub(crate) fn id_of(index: usize) -> PageId {
    PageId(u32::try_from(index).expect("a site has fewer than four billion pages"))
}
