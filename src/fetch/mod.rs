//! Asks the servers of other sites whether a link leads somewhere. The only place that speaks to
//! anybody but the browser on this machine; no build and no plain `check` comes here.
//!
//! In: addresses and [`Settings`]. Out: a [`Heard`] for each. What is made of it is left to
//! `external`. How it asks:
//!
//! - One server has one request at a time, and a pause between two, also where redirects lead.
//! - `HEAD` first, and `GET` if that is refused. No body is read. No cookies.
//! - What may pass is tried again, twice, after a growing pause. `Retry-After` is respected; a server
//!   that wants more time than that is left alone for the rest of the run.

// The bans on network, clock and threads elsewhere are what keeps builds pure; this is the shell.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "this is the shell")]

mod address;
mod ask;
mod client;

use crate::external::Verdict;
use ask::Asker;
use std::collections::{BTreeMap, VecDeque};
use std::sync::Mutex;
use std::time::Duration;

/// How to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// What we say we are.
    pub user_agent: String,
    /// Between two requests to the same server.
    pub gap: Duration,
    /// How long one request may take.
    pub timeout: Duration,
    /// How many servers are asked at the same time.
    pub at_once: usize,
    /// How often a request is tried again.
    pub retries: u32,
    /// The first pause before that; each further one is twice as long.
    pub backoff: Duration,
    /// The longest pause that a server may ask for.
    pub longest_wait: Duration,
    /// Whether the environment may name a proxy.
    pub proxy: bool,
}

/// What came of asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// What it means for the link.
    pub verdict: Verdict,
    /// Whether any server answered at all. Where none does, this machine may have no connection.
    pub answered: bool,
}

/// Waits. Tests count instead.
pub type Pause<'a> = &'a (dyn Fn(Duration) + Sync);

/// Asks about every address, and calls `heard` as soon as something is known of one.
pub fn ask_all(
    urls: &[&str],
    settings: &Settings,
    pause: Pause<'_>,
    heard: &(dyn Fn(&str, &Heard) + Sync),
) -> BTreeMap<String, Heard> {
    let asker = Asker::new(settings, pause);
    let mut by_host: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for url in urls {
        by_host.entry(address::host(url)).or_default().push(url);
    }
    // Whole servers are handed out, the ones with most links first, so that the end is not one thread
    // with all of them.
    let mut hosts: Vec<Vec<&str>> = by_host.into_values().collect();
    hosts.sort_by_key(|urls| std::cmp::Reverse(urls.len()));
    let hosts = Mutex::new(VecDeque::from(hosts));
    // As a statement of its own, so that the lock is not held while a server is asked.
    let next = || lock(&hosts).pop_front();
    let results = Mutex::new(BTreeMap::new());
    std::thread::scope(|scope| {
        for _ in 0..settings.at_once.clamp(1, urls.len().max(1)) {
            scope.spawn(|| {
                while let Some(urls) = next() {
                    for url in urls {
                        let result = asker.ask(url);
                        heard(url, &result);
                        lock(&results).insert(url.to_owned(), result);
                    }
                }
            });
        }
    });
    results.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// A thread that panicked has left whole values behind.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
