//! Who wrote a page, who checked it, when, and on what it stands: the keys of trust.

use crate::yaml::{MapReader, Value};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a page says about its authors, its reviews and its evidence. Absent keys are `None` or
/// empty. Whether a person or a source exists is left to `site`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TrustMatter {
    /// `type:` — what the page is, which decides what it has to say about itself.
    pub page_type: Option<PageType>,
    /// `authors:` — keys of `data/people.yaml`.
    pub authors: Vec<String>,
    /// `reviewers:` — keys of `data/people.yaml`, or `none`.
    pub reviewers: Reviewers,
    /// `last_reviewed:` — the day of the last review of the whole page.
    pub last_reviewed: Option<Date>,
    /// `review_by:` — the day by which it has to be reviewed again.
    pub review_by: Option<Date>,
    /// `evidence_checked:` — the day on which somebody last looked for newer evidence.
    pub evidence_checked: Option<Date>,
    /// `certainty:` — how sure the field is of what the page says.
    pub certainty: Option<Certainty>,
    /// `changes:` — what changed, for readers, as written.
    pub changes: Vec<Change>,
    /// `sources:` — keys of sources that the page stands on without citing them in its text.
    pub sources: Vec<String>,
    /// `glossary:` — whether the first use of each term becomes a link; the site decides if absent.
    pub glossary: Option<bool>,
    /// `review:` — what `goodfit review` recorded.
    pub review: Option<ReviewRecord>,
    /// The [digest](super::digest) of the page's words as they are, if there is a `review` to
    /// compare it with.
    pub words: String,
}

/// What a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum PageType {
    /// Anything that makes no claims about health.
    #[default]
    General,
    /// Health information: it names authors and reviewers, and is reviewed again in time.
    Health,
    /// Health information about what studies show: it also says how sure the field is.
    Evidence,
}

/// Who has checked a page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Reviewers {
    /// The page does not say.
    #[default]
    Unsaid,
    /// `none`: nobody yet, and the page says so.
    Nobody,
    /// These people.
    Named(Vec<String>),
}

/// How sure the field is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Certainty {
    /// Several good studies agree.
    WellSupported,
    /// Studies point in different ways, or the effects are small.
    Mixed,
    /// Researchers disagree about what the studies show.
    Contested,
    /// There are few studies so far.
    Early,
}

impl Certainty {
    /// The word for it, as authors write it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::WellSupported => "well-supported",
            Self::Mixed => "mixed",
            Self::Contested => "contested",
            Self::Early => "early",
        }
    }
}

/// One change that readers should know of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The day.
    pub date: Date,
    /// What changed, in a sentence.
    pub what: String,
}

/// What `goodfit review` recorded: who looked at which words, and when.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReviewRecord {
    /// `by:` — keys of people.
    pub by: Vec<String>,
    /// `date:`
    pub date: Option<Date>,
    /// `text:` — the digest of the words they looked at.
    pub text: String,
    /// `editorial:` — changes since then that do not touch what the page says.
    pub editorial: Vec<EditorialChange>,
}

/// A change after a review that needs no new review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditorialChange {
    /// `date:`
    pub date: Date,
    /// `reason:` — why it needs no review.
    pub reason: String,
    /// `text:` — the digest of the words as they were then.
    pub text: String,
}

pub(super) fn read(map: &mut MapReader<'_>) -> TrustMatter {
    TrustMatter {
        page_type: page_type(map),
        authors: map.texts("authors"),
        reviewers: reviewers(map),
        last_reviewed: map.date("last_reviewed"),
        review_by: map.date("review_by"),
        evidence_checked: map.date("evidence_checked"),
        certainty: certainty(map),
        changes: changes(map),
        sources: map.texts("sources"),
        glossary: map.bool("glossary"),
        review: map.map("review").map(record),
        words: String::new(),
    }
}

pub(super) fn page_type(map: &mut MapReader<'_>) -> Option<PageType> {
    let types = [
        ("health", PageType::Health),
        ("evidence", PageType::Evidence),
        ("general", PageType::General),
    ];
    map.choice("type", &types)
}

fn reviewers(map: &mut MapReader<'_>) -> Reviewers {
    let Some(value) = map.value("reviewers") else { return Reviewers::Unsaid };
    let names = value.texts();
    match names.as_slice() {
        [] => Reviewers::Unsaid,
        [one] if one == "none" => Reviewers::Nobody,
        _ if names.iter().any(|name| name == "none") => {
            value.wrong(
                "`reviewers` names people and says `none`",
                "leave `none` out, or write `reviewers: none`",
            );
            Reviewers::Unsaid
        }
        _ => Reviewers::Named(names),
    }
}

fn certainty(map: &mut MapReader<'_>) -> Option<Certainty> {
    use Certainty::{Contested, Early, Mixed, WellSupported};
    let all = [WellSupported, Mixed, Contested, Early].map(|one| (one.word(), one));
    map.choice("certainty", &all)
}

/// The items of a list of maps; nothing if the key is absent.
fn list<'a, T>(
    map: &mut MapReader<'a>,
    key: &'a str,
    read: impl Fn(&Value<'a>) -> Option<T>,
) -> Vec<T> {
    map.value(key).map_or_else(Vec::new, |value| value.items().iter().filter_map(read).collect())
}

fn changes(map: &mut MapReader<'_>) -> Vec<Change> {
    list(map, "changes", |item| {
        let mut map = item.map()?;
        let (date, what) = (map.date("date"), map.text("what"));
        if date.is_none() || what.is_none() {
            incomplete(
                item,
                "a change has a day and says what changed",
                "{date: 2026-11-21, what: \"…\"}",
            );
        }
        map.finish();
        Some(Change { date: date?, what: what? })
    })
}

fn record(mut map: MapReader<'_>) -> ReviewRecord {
    let record = ReviewRecord {
        by: map.texts("by"),
        date: map.date("date"),
        text: map.text("text").unwrap_or_default(),
        editorial: list(&mut map, "editorial", |item| {
            let mut map = item.map()?;
            let (date, reason, text) = (map.date("date"), map.text("reason"), map.text("text"));
            if date.is_none() || reason.is_none() || text.is_none() {
                let help = "let `goodfit review FILE --editorial REASON` write it";
                item.wrong("an editorial change has a day, a reason and a digest", help);
            }
            map.finish();
            Some(EditorialChange { date: date?, reason: reason?, text: text? })
        }),
    };
    map.finish();
    record
}

fn incomplete(item: &Value<'_>, message: &str, example: &str) {
    item.wrong(message, format!("write `{example}`"));
}
