//! What there is to say about links to other sites.

use super::{Entry, Ledger, Link, Verdict, is_skipped};
use crate::config::{self, Skip};
use crate::diagnostics::{Diagnostic, Severity, codes::links as codes};
use crate::source::{Snapshot, SourceText};
use crate::yaml::Step;

/// So many further places of a link are shown.
const PLACES: usize = 4;

/// Links that lead nowhere, and those that have moved. Of links nobody is sure about nothing is said
/// here: an author can do nothing about them.
#[must_use]
pub fn findings(links: &[Link], ledger: &Ledger, snapshot: &Snapshot) -> Vec<Diagnostic> {
    let about = |link: &Link| {
        let found = about(&link.url, ledger.entries.get(&link.url)?)?;
        Some(placed(found, link, snapshot))
    };
    links.iter().filter_map(about).collect()
}

fn about(url: &str, entry: &Entry) -> Option<Diagnostic> {
    match &entry.verdict {
        Verdict::Fine | Verdict::Unsure(_) => None,
        Verdict::Moved(to) => {
            let message = format!("`{url}` has moved for good");
            Some(Diagnostic::new(&codes::EXTERNAL_MOVED, message).help(format!("write `{to}`")))
        }
        Verdict::Broken(why) => {
            let message = format!("`{url}` leads nowhere: {why}");
            let mut found = Diagnostic::new(&codes::EXTERNAL_BROKEN, message)
                .help("look at it in a browser; then mend the address, or take the link out");
            if entry.is_confirmed() {
                found.severity = Severity::Error;
            } else {
                found = found.note(format!(
                    "it failed on {} for the first time; if it does on another day, it is an error",
                    entry.checked
                ));
            }
            Some(found)
        }
    }
}

fn placed(mut found: Diagnostic, link: &Link, snapshot: &Snapshot) -> Diagnostic {
    let mut places = link.places.iter().map(|place| place.find(snapshot));
    if let Some((path, span)) = places.next() {
        found = found.at(&path, span);
    }
    for (path, span) in places.by_ref().take(PLACES) {
        found = found.also(&path, Some(span), "here too");
    }
    match places.count() {
        0 => found,
        more => found.note(format!("and in {more} more places")),
    }
}

/// Entries of `skip:` that no link begins with: they would hide a mistake of later.
#[must_use]
pub fn unused_skips(links: &[Link], skip: &[Skip], config: &SourceText) -> Vec<Diagnostic> {
    let is_used =
        |one: &Skip| links.iter().any(|link| is_skipped(&link.url, std::slice::from_ref(one)));
    let unused = skip.iter().enumerate().filter(|(_, one)| !is_used(one));
    unused
        .map(|(at, one)| {
            let path =
                [Step::Key("external_links"), Step::Key("skip"), Step::Index(at), Step::Key("url")];
            let message = format!("no link begins with `{}`", one.url);
            Diagnostic::new(&codes::UNUSED_SKIP, message)
                .at(&config.path, config::span_of(config, &path))
                .help("take the entry out of `skip:`")
        })
        .collect()
}
