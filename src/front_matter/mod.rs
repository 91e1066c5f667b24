//! What stands between the `---` lines on top of a page, typed.
//!
//! In: the text of one file and the names of the site's taxonomies. Out: [`Matter`], and what is
//! wrong with it. What the values mean for the site (is it published, where does it go) is left to
//! `site`.

pub mod edit;
mod fence;
mod index;
mod missing;
mod read;
mod slug;
mod trust;
mod words;

pub use index::{IndexMatter, IndexWord};
pub use missing::says;
pub use read::{Kind, Parsed, digest, parse, parse_yaml, span_of};
pub use trust::{
    Certainty, Change, EditorialChange, PageType, ReviewRecord, Reviewers, TrustMatter,
};
pub use words::is_digest;

use crate::yaml::Map;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Front matter, typed. Absent keys are `None` or empty.
///
/// Values carry no spans: most pages are right, so the place of a key is looked up by [`span_of`]
/// when there is something to say about it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Matter {
    /// `title:` — required on pages; a section may leave it out.
    pub title: Option<String>,
    /// `description:` — one sentence for search engines and lists.
    pub description: Option<String>,
    /// `summary:` — "In short", up to three lines; a text with line breaks or a list.
    pub summary: Vec<String>,
    /// `slug:` — the last part of the address, instead of the file's name.
    pub slug: Option<String>,
    /// `date:` — first published.
    pub date: Option<Date>,
    /// `updated:` — last change that matters to readers.
    pub updated: Option<Date>,
    /// `draft:` — not published unless drafts are asked for.
    pub draft: Option<bool>,
    /// `publish_date:` — not published before that day.
    pub publish_date: Option<Date>,
    /// `expiry_date:` — not published from that day on.
    pub expiry_date: Option<Date>,
    /// `weight:` (or `order:`) — place in the section, lightest first.
    pub weight: Option<i64>,
    /// `aliases:` — addresses the page used to have.
    pub aliases: Vec<String>,
    /// `template:` — a template other than the usual one.
    pub template: Option<String>,
    /// `taxonomies:` — terms by taxonomy, as written.
    pub taxonomies: BTreeMap<String, Vec<String>>,
    /// `index:` — whether the page is in the index from A to Z, and by which words.
    pub index: IndexMatter,
    /// `related:` — pages to read next, as paths.
    pub related: Vec<String>,
    /// `extra:` — facts of the site's own, for templates.
    pub extra: Map,
    /// Who wrote and checked it, when, and on what it stands.
    pub trust: TrustMatter,
    /// What only the `_index.md` of a section may say.
    pub section: SectionMatter,
}

/// Keys that only the `_index.md` of a section may have.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct SectionMatter {
    /// `sort_by:` — how the section orders its pages.
    pub sort_by: Option<SortBy>,
    /// `paginate_by:` — pages a list page; 0 or absent means all on one.
    pub paginate_by: Option<u32>,
    /// `page_template:` — the usual template of its pages.
    pub page_template: Option<String>,
    /// `feed:` — whether the section has feeds of its own (it has, unless this is false).
    pub feed: Option<bool>,
    /// `cascade:` — what its pages say unless they say otherwise.
    pub cascade: Cascade,
}

/// Defaults for all pages below a section; the nearest section wins.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Cascade {
    /// Default of `draft:`.
    pub draft: Option<bool>,
    /// Default of `template:`, for pages; sections in between keep theirs.
    pub template: Option<String>,
    /// Default of `publish_date:`.
    pub publish_date: Option<Date>,
    /// Default of `expiry_date:`.
    pub expiry_date: Option<Date>,
    /// Default terms of each taxonomy that the page does not name itself.
    pub taxonomies: BTreeMap<String, Vec<String>>,
    /// Default of `type:`.
    pub page_type: Option<PageType>,
    /// Default of `authors:`.
    pub authors: Vec<String>,
    /// Default of `index:`: `false` keeps the pages out of the index.
    pub index: Option<bool>,
    /// Default of each key below `extra:` that the page does not set itself.
    pub extra: Map,
}

/// How a section orders its pages. Ties are broken by title, then by path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum SortBy {
    /// Lightest `weight:` first; pages without one last.
    #[default]
    Weight,
    /// Newest `date:` first; pages without one last.
    Date,
    /// By title, as text.
    Title,
    /// By file name.
    Path,
}

#[cfg(test)]
mod tests;
