//! What a rule is.

use super::levels::Level;
use super::scope::{All, Context, Published, Source};
use crate::diagnostics::{Code, Diagnostic};

/// One rule: a code, how loudly to report it, a page that explains it, and a function.
#[derive(Debug)]
pub struct Rule {
    /// Id, name and one sentence; from the register of codes.
    pub code: &'static Code,
    /// How its findings count unless the site says otherwise.
    pub level: Level,
    /// What it is about.
    pub group: Group,
    /// Its page in the manual, front matter included.
    pub page: &'static str,
    /// What it looks at.
    pub check: Check,
}

/// What a rule looks at, and how.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// One published page as its author wrote it. Runs in every build.
    Source(fn(&Source<'_>, &mut Vec<Diagnostic>)),
    /// All sources together. Runs in every build.
    Sources(fn(&Context<'_>, &mut Vec<Diagnostic>)),
    /// One output, parsed.
    Output(fn(&Published<'_>, &mut Vec<Diagnostic>)),
    /// What is known of all outputs together.
    Site(fn(&All<'_>, &mut Vec<Diagnostic>)),
}

/// What rules are about. The name of a group stands for all its rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Where links lead.
    Links,
    /// How a page is built up.
    Structure,
    /// Whether everybody can use it.
    Accessibility,
    /// Whether everybody can understand it.
    Language,
    /// What health information owes its readers.
    Health,
    /// Whether anybody else learns who reads what.
    Privacy,
    /// The site as a whole, over time.
    Site,
}

impl Group {
    /// All groups.
    pub const ALL: [Self; 7] = [
        Self::Links,
        Self::Structure,
        Self::Accessibility,
        Self::Language,
        Self::Health,
        Self::Privacy,
        Self::Site,
    ];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Links => "links",
            Self::Structure => "structure",
            Self::Accessibility => "accessibility",
            Self::Language => "language",
            Self::Health => "health",
            Self::Privacy => "privacy",
            Self::Site => "site",
        }
    }
}

impl Rule {
    /// Whether it needs the published bytes.
    #[must_use]
    pub fn is_on_outputs(&self) -> bool {
        matches!(self.check, Check::Output(_) | Check::Site(_))
    }

    /// Its page without the front matter.
    #[must_use]
    pub fn text(&self) -> &'static str {
        let page = self.page;
        let rest = page.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
        rest.map_or(page, |(_, text)| text).trim()
    }
}
