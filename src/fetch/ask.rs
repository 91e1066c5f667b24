//! The conversation about one link.

use super::client::{Client, Method, Reply};
use super::{Heard, Pause, Settings, address, lock};
use crate::external::Verdict;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// More redirects than any honest link has.
const MOST_REDIRECTS: usize = 10;

/// Asks, and remembers how each server was treated.
pub(super) struct Asker<'a> {
    client: Client,
    settings: &'a Settings,
    pause: Pause<'a>,
    hosts: Mutex<BTreeMap<String, Arc<Mutex<Host>>>>,
}

/// One server. Whoever holds it is the only one to ask it.
#[derive(Default)]
struct Host {
    /// When it was asked last.
    last: Option<Instant>,
    /// It wants to be left alone for longer than we wait.
    is_tired: bool,
}

impl<'a> Asker<'a> {
    pub(super) fn new(settings: &'a Settings, pause: Pause<'a>) -> Self {
        Self { client: Client::new(settings), settings, pause, hosts: Mutex::default() }
    }

    /// Follows a link to its end.
    pub(super) fn ask(&self, url: &str) -> Heard {
        let mut at = address::request(url);
        let mut seen = BTreeSet::new();
        // Where the server says for good that the page is: only as long as every step was for good.
        let (mut moved, mut is_for_good) = (None, true);
        let mut answered = false;
        for _ in 0..=MOST_REDIRECTS {
            if !seen.insert(at.clone()) {
                let verdict = Verdict::Unsure("it leads in a circle".to_owned());
                return Heard { verdict, answered };
            }
            let reply = self.reply(&at);
            answered |= matches!(reply, Reply::Status { .. });
            let (code, location) = match &reply {
                Reply::Status { code: code @ (301 | 302 | 303 | 307 | 308), location, .. } => {
                    (*code, location.as_deref())
                }
                _ => return Heard { verdict: verdict(reply, moved), answered },
            };
            let next = location
                .ok_or_else(|| "nowhere".to_owned())
                .and_then(|location| address::follow(&at, location));
            at = match next {
                Ok(next) => next,
                Err(kind) => {
                    let verdict = Verdict::Unsure(format!("it leads on to {kind}"));
                    return Heard { verdict, answered };
                }
            };
            is_for_good &= matches!(code, 301 | 308);
            if is_for_good {
                moved = Some(at.clone());
            }
        }
        let verdict = Verdict::Unsure(format!("it leads on more than {MOST_REDIRECTS} times"));
        Heard { verdict, answered }
    }

    /// What a server says about one address: by `HEAD`, and where that is refused, by `GET`.
    fn reply(&self, url: &str) -> Reply {
        let host = Arc::clone(lock(&self.hosts).entry(address::host(url)).or_default());
        let mut host = lock(&host);
        match self.patiently(&mut host, Method::Head, url) {
            // Some servers know no `HEAD`, and say so in many ways.
            Reply::Status { code: 400..=428 | 430..=502 | 504.., .. } if !host.is_tired => {
                self.patiently(&mut host, Method::Get, url)
            }
            reply => reply,
        }
    }

    /// One request, tried again if what went wrong may pass.
    fn patiently(&self, host: &mut Host, method: Method, url: &str) -> Reply {
        let mut tries = 0;
        loop {
            if host.is_tired {
                return Reply::Trouble("its server wants to be left alone for a while".to_owned());
            }
            self.keep_the_gap(host);
            let reply = self.client.request(method, url);
            host.last = Some(Instant::now());
            let asked_to_wait = match &reply {
                Reply::Status { code: 429 | 503, retry_after, .. } => *retry_after,
                Reply::Status { code: 502 | 504, .. } => None,
                Reply::Trouble(_) | Reply::NoHost => None,
                _ => return reply,
            };
            let is_too_long = asked_to_wait.is_some_and(|wait| wait > self.settings.longest_wait);
            if is_too_long || tries == self.settings.retries {
                host.is_tired = is_too_long || matches!(reply, Reply::Status { code: 429, .. });
                return reply;
            }
            (self.pause)(asked_to_wait.unwrap_or(self.settings.backoff * 2_u32.pow(tries)));
            tries += 1;
        }
    }

    fn keep_the_gap(&self, host: &Host) {
        let since = host.last.map_or(Duration::MAX, |last| last.elapsed());
        let rest = self.settings.gap.saturating_sub(since);
        if !rest.is_zero() {
            (self.pause)(rest);
        }
    }
}

/// What the end of the way means for the link.
fn verdict(reply: Reply, moved: Option<String>) -> Verdict {
    match reply {
        Reply::Status { code: 200..=299, .. } => moved.map_or(Verdict::Fine, Verdict::Moved),
        Reply::Status { code: 404 | 410, said, .. } => Verdict::Broken(said),
        Reply::Status { said, .. } => Verdict::Unsure(said),
        Reply::NoHost => Verdict::Broken("there is no server of this name".to_owned()),
        Reply::NotSafe(why) => Verdict::Broken(why),
        Reply::Trouble(why) => Verdict::Unsure(why),
        Reply::NoAddress => Verdict::Unsure("a program cannot ask for this address".to_owned()),
    }
}
