//! `goodfit urls`: the addresses of the site beside those that `urls.lock` remembers, and `--write`,
//! which adds what is new.

use super::args::{Global, Urls};
use super::session::Session;
use super::{CouldNotRun, Outcome, fresh, report};
use crate::check::remembered;
use crate::diagnostics;
use crate::source::UrlPath;
use crate::urls;
use std::collections::BTreeSet;
use std::fmt::Write as _;

pub(super) fn run(global: &Global, arguments: &Urls) -> Result<Outcome, CouldNotRun> {
    let session = Session::open(global)?;
    let publishing = &session.options.publishing;
    if publishing.drafts || publishing.future || publishing.expired {
        let message = "what only `--drafts`, `--future` or `--expired` shows has not been published, \
                       so its addresses are not remembered; leave the option out";
        return Err(report::could_not_run(message));
    }
    let (prepared, found) = session.prepare();
    // Of what else is wrong with the site, `check` speaks.
    let mut found: Vec<_> = found
        .into_iter()
        .filter(|d| d.primary.as_ref().is_some_and(|place| place.path == urls::path()))
        .collect();
    if diagnostics::any_error(&found) {
        report::findings_beside_data(global, &mut found, prepared.snapshot());
        return Ok(Outcome::Findings);
    }
    let now = remembered::published(&prepared.site, &prepared.plan);
    let source = prepared.snapshot().text(&urls::path());
    let old = source.as_ref().map(|source| source.text.to_string());
    let text = old.clone().unwrap_or_default();
    let lock = source.map(|source| urls::parse(&source).value).unwrap_or_default();
    let known: BTreeSet<&UrlPath> = lock.lines.iter().map(|line| &line.url).collect();
    let new: Vec<&UrlPath> = now.iter().filter(|url| !known.contains(url)).collect();
    let lost: Vec<&UrlPath> = lock
        .lines
        .iter()
        .filter(|line| line.gone.is_none() && remembered::at(&prepared.plan, &line.url).is_none())
        .map(|line| &line.url)
        .collect();
    report::data(&(shown('+', &new) + &shown('?', &lost)))?;
    let total = report::plural(known.len() + new.len(), "address");
    if !arguments.write {
        let step = match new.len() {
            0 => "nothing is new".to_owned(),
            n => format!("{n} new; add them with `goodfit urls --write`"),
        };
        report::line(global, &format!("{total}: {step}"));
        return Ok(Outcome::Fine);
    }
    if !new.is_empty() || text.is_empty() {
        let file = session.layout.root.join(urls::PATH);
        let more = urls::with(&text, new.iter().copied());
        fresh::keep(&file, old.as_deref(), &more).map_err(|why| report::could_not_run(&why))?;
    }
    report::line(global, &format!("{total} in {}, {} new", urls::PATH, new.len()));
    Ok(Outcome::Fine)
}

/// Addresses, a line each.
fn shown(mark: char, of: &[&UrlPath]) -> String {
    let mut text = String::new();
    for url in of {
        let _ = writeln!(text, "{mark} {}", urls::written(url));
    }
    text
}
