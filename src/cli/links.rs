//! `goodfit check links --external`: asks the servers of other sites, and remembers what they say.

use super::args::{Global, Rules};
use super::session::Session;
use super::{CouldNotRun, Outcome, fresh, report};
use crate::check::Reach;
use crate::config::ExternalLinks;
use crate::diagnostics::{self, Diagnostic};
use crate::external::{self, Ledger, Link, Verdict};
use crate::fetch::{self, Heard, Settings};
use crate::pipeline::Prepared;
use std::collections::BTreeMap;
use std::time::Duration;

pub(super) fn run(global: &Global, rules: &Rules, all: bool) -> Result<Outcome, CouldNotRun> {
    let session = Session::open(global)?;
    let (prepared, found) = session.prepare();
    let mut known = unreadable(&session, found);
    let checker = session.checker(&prepared, rules, &mut known)?;
    let ledger = Ledger::from_data(prepared.snapshot()).into_value(&mut known);
    if diagnostics::any_error(&known) {
        report::findings(global, &mut known, prepared.snapshot())?;
        return Ok(Outcome::Findings);
    }
    let config = &session.options.config;
    let links = external::collect(&prepared.site, prepared.snapshot(), config);
    let wanted = &prepared.site.config.external_links;
    let now = session.options.publishing.now;
    let due: Vec<&str> = if all {
        Ledger::default().due(&links, wanted, now)
    } else {
        ledger.due(&links, wanted, now)
    };
    let heard = ask(global, &prepared, &due, &ledger)?;
    let after = ledger.after(&links, &heard, wanted, now);
    if after != ledger {
        let file = session.layout.root.join(external::PATH);
        let old = prepared.snapshot().text(&external::path()).map(|source| source.text);
        fresh::keep(&file, old.as_deref(), &after.to_yaml())
            .map_err(|why| report::could_not_run(&why))?;
    }
    known.extend(external::findings(&links, &after, prepared.snapshot()));
    if let Some(source) = prepared.snapshot().text(config) {
        known.extend(external::unused_skips(&links, &wanted.skip, &source));
    }
    let mut found = prepared.settle(&checker, Reach::OtherSites, known, Vec::new());
    let failed = report::findings(global, &mut found, prepared.snapshot())?;
    report::line(global, &summary(&links, wanted, due.len(), &after));
    report::line(global, &report::count(&found));
    Ok(if failed { Outcome::Findings } else { Outcome::Fine })
}

/// What makes it impossible to know which links there are and how to ask: the rest is for `check`.
fn unreadable(session: &Session, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let is_config = |d: &Diagnostic| {
        d.primary.as_ref().is_some_and(|place| place.path == session.options.config)
    };
    found.into_iter().filter(is_config).collect()
}

fn settings(prepared: &Prepared) -> Settings {
    let config = &prepared.site.config;
    let wanted = &config.external_links;
    let seconds = |n: u32| Duration::from_secs(u64::from(n));
    Settings {
        // Whoever wonders who asks finds the site.
        user_agent: format!(
            "goodfit/{} (checks the links of {}{}/)",
            env!("CARGO_PKG_VERSION"),
            config.base_url.origin,
            config.base_url.path
        ),
        gap: seconds(wanted.gap_seconds),
        timeout: seconds(wanted.timeout_seconds),
        at_once: wanted.at_once as usize,
        retries: wanted.retries,
        backoff: Duration::from_secs(2),
        longest_wait: Duration::from_secs(60),
        proxy: true,
    }
}

fn ask(
    global: &Global,
    prepared: &Prepared,
    due: &[&str],
    ledger: &Ledger,
) -> Result<BTreeMap<String, Verdict>, CouldNotRun> {
    if due.is_empty() {
        return Ok(BTreeMap::new());
    }
    let settings = settings(prepared);
    let say = |url: &str, heard: &Heard| {
        let said = match &heard.verdict {
            Verdict::Fine => "ok",
            Verdict::Moved(_) => "moved",
            Verdict::Broken(_) => "broken",
            Verdict::Unsure(_) => "unsure",
        };
        report::detail(global, &format!("{said:<7} {url}"));
    };
    let ask = |urls: &[&str]| fetch::ask_all(urls, &settings, &std::thread::sleep, &say);
    let heard = ask(due);
    if !heard.values().any(|one| one.answered) {
        // Before links are called broken: does a server answer that did the last time?
        let answered = |(url, entry): (&'_ String, &external::Entry)| {
            let is_known = matches!(entry.verdict, Verdict::Fine | Verdict::Moved(_));
            (is_known && !heard.contains_key(url)).then(|| url.clone())
        };
        let control = ledger.entries.iter().find_map(answered);
        let is_connected = match &control {
            Some(url) => ask(&[url]).values().any(|one| one.answered),
            // With nothing to compare, a few dead links look like a dead connection.
            None => heard.len() == 1,
        };
        if !is_connected {
            let message = "no server answered, so nothing was written; is this computer connected?";
            return Err(report::could_not_run(message));
        }
    }
    Ok(heard.into_iter().map(|(url, heard)| (url, heard.verdict)).collect())
}

/// How many links there are, and what became of them.
fn summary(links: &[Link], wanted: &ExternalLinks, asked: usize, ledger: &Ledger) -> String {
    let skipped = links.iter().filter(|link| external::is_skipped(&link.url, &wanted.skip)).count();
    let unsure =
        ledger.entries.values().filter(|one| matches!(one.verdict, Verdict::Unsure(_))).count();
    let mut text = format!("{}, {asked} asked", report::plural(links.len(), "link"));
    if skipped > 0 {
        text.push_str(&format!(", {skipped} skipped"));
    }
    if unsure > 0 {
        text.push_str(&format!(
            "; {unsure} that only a person with a browser can check, see `{}`",
            external::PATH
        ));
    }
    text
}
