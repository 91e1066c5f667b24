//! Whether an entry says what readers need to find the work again.
//!
//! In: an entry, and what the notes say about it. Out: findings at its key, and at exceptions that
//! excuse nothing.

use super::entry::Entry;
use super::found::Place;
use super::notes::Noted;
use crate::diagnostics::codes::citations as codes;
use crate::yaml::Findings;

pub(super) fn judge(
    key: &str,
    entry: &Entry,
    place: &Place<'_>,
    noted: Option<&Noted<'_>>,
    findings: &Findings,
) {
    if entry.title.is_empty() {
        let message = format!("the source `{key}` has no title");
        let help = format!("add `{}` below it", place.field("title", "…"));
        findings.push(place.problem(&codes::BAD_ENTRY, message).help(help));
    }
    if entry.title.is_empty() || entry.has_faults {
        // What else it lacks is a question for when these are repaired.
        return;
    }
    let excuse = |field: fn(&Noted<'_>) -> bool| noted.filter(|noted| field(noted));

    match (entry.is_identified(), excuse(|noted| noted.note.no_identifier.is_some())) {
        (false, None) => {
            let message = format!("`{key}` has no DOI, ISBN, PMID or address");
            let help = "add one, or say in `data/source-notes.yaml` why there is none: \
                        `no_identifier: …`";
            findings.push(place.problem(&codes::NO_IDENTIFIER, message).help(help));
        }
        (true, Some(noted)) => noted.not_needed("no_identifier", "the source has an identifier"),
        _ => {}
    }
    match (entry.date, excuse(|noted| noted.note.no_date.is_some())) {
        (None, None) => {
            let message = format!("`{key}` does not say when it came out");
            let help = format!(
                "add `{}`, or say in `data/source-notes.yaml` why there is none: `no_date: …`",
                place.field("date", "2018")
            );
            findings.push(place.problem(&codes::NO_DATE, message).help(help));
        }
        (Some(_), Some(noted)) => noted.not_needed("no_date", "the source has a date"),
        _ => {}
    }
    let noted = excuse(|noted| noted.note.retrieved.is_some());
    if let Some(noted) = noted.filter(|_| entry.url.is_empty()) {
        noted.not_needed("retrieved", "the source has no address");
    }
    if entry.is_web_page() && entry.retrieved.is_none() {
        let message = format!("`{key}` is a page on the web, and nobody said when it was read");
        let help = "open it, and write the day into `data/source-notes.yaml`: \
                    `retrieved: 2026-11-21`";
        findings.push(place.problem(&codes::NOT_RETRIEVED, message).help(help));
    }
}
