//! `goodfit.yaml` and a theme's settings, as meant.
//!
//! In: the text of `goodfit.yaml` (and `theme.yaml`). Out: [`Config`]: every value typed and every
//! default filled in. What pages do with it is left to the stages.

mod base_url;
mod external;
mod promises;
mod read;
mod theme;
mod trust;

pub use external::{ExternalLinks, Skip};
pub use promises::{Budget, Contrast, REQUIRED_PAGES};
pub use read::{no_file, no_theme, parse, span_of};
pub use theme::{ThemeSettings, theme_settings};
pub use trust::{Citations, Interval, Style, unsettled};

use crate::source::Span;
use crate::yaml::Map;

/// The site's configuration.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// `title:` — the site's name.
    pub title: String,
    /// `base_url:` — where the site will be.
    pub base_url: BaseUrl,
    /// `description:` — one sentence about the site.
    pub description: String,
    /// `language:` — BCP 47 tag of the site's text; `en` by default.
    pub language: String,
    /// `author:` — who publishes it, for feeds; the title by default.
    pub author: String,
    /// `publisher:` — who is responsible for it; empty if nobody has said.
    pub publisher: String,
    /// `contact:` — where readers report a mistake: a mail or web address; empty if nobody has said.
    pub contact: String,
    /// `funding:` — who pays for it, in a sentence; empty if nobody has said.
    pub funding: String,
    /// `theme:` — the folder below `themes/`; `default` by default.
    pub theme: String,
    /// `theme_settings:` — checked against the theme's `theme.yaml`, defaults filled in.
    pub theme_settings: Map,
    /// The paths in the site among them, and where they are written.
    pub theme_paths: Vec<(String, Span)>,
    /// The pairs of colours that the theme promises can be told apart.
    pub theme_contrast: Vec<Contrast>,
    /// `taxonomies:` — by name, in the order of the file; `topics` by default.
    pub taxonomies: Vec<Taxonomy>,
    /// `paginate_by:` — default for sections; 0 means no pagination.
    pub paginate_by: u32,
    /// `feed_limit:` — most entries in a feed; 20 by default.
    pub feed_limit: u32,
    /// `leave_url:` — where "Leave this page" in a questionnaire leads; a page that nobody would
    /// wonder about. Empty: there is no such link.
    pub leave_url: String,
    /// `markdown:` — how pages are read.
    pub markdown: Markdown,
    /// `citations:` — how references are written, and how old a source may be.
    pub citations: Citations,
    /// `glossary: { autolink: … }` — whether the first use of a term on a page becomes a link where
    /// the page does not say; off by default.
    pub autolink: bool,
    /// `reviews:` — how long the review of a page holds.
    pub reviews: Interval,
    /// `help_lines:` — how long a help line counts as checked; also the longest time between
    /// reviews of the pages that show them.
    pub help_lines: Interval,
    /// `registers:` — how long a row of the registers counts as checked.
    pub registers: Interval,
    /// `budget:` — what a page may weigh; any weight if absent.
    pub budget: Budget,
    /// `required_pages:` — the address of each page that a site with health information must have,
    /// by its key in [`REQUIRED_PAGES`].
    pub required_pages: Vec<(&'static str, String)>,
    /// `external_links:` — how links to other sites are asked, on request.
    pub external_links: ExternalLinks,
    /// `check:` — how loudly rules speak.
    pub check: Check,
    /// `extra:` — facts of the site's own, for templates.
    pub extra: Map,
}

/// `check:` in the configuration: names of rules and groups, as written. Which of them exist is for
/// `check` to say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Check {
    /// `allow:` — not looked for.
    pub allow: Vec<String>,
    /// `warn:` — shown.
    pub warn: Vec<String>,
    /// `error:` — nothing is published.
    pub error: Vec<String>,
}

/// The site's address, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    /// Scheme and host: `https://example.org`, without a slash at the end.
    pub origin: String,
    /// The path below the host, without a slash at the end: empty or `/guide`.
    pub path: String,
}

/// One kind of label that pages can have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taxonomy {
    /// The key in front matter and the first part of the address: `topics`.
    pub name: String,
    /// For readers; the name with a capital letter by default.
    pub title: String,
    /// Pages a term page; 0 means all on one.
    pub paginate_by: u32,
    /// Whether each term has feeds.
    pub feed: bool,
}

/// `markdown:` in the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Markdown {
    /// `raw_html:` — `allow`, `escape` (default) or `forbid`.
    pub raw_html: RawHtml,
    /// `smart_punctuation:` — off by default.
    pub smart_punctuation: bool,
    /// `highlight:` — on by default.
    pub highlight: bool,
}

/// What happens to raw HTML in pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RawHtml {
    /// Into the page as it is.
    Allow,
    /// Shown as text, with a warning.
    Escape,
    /// An error.
    Forbid,
}

#[cfg(test)]
mod tests;
