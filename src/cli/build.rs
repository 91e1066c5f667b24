//! `goodfit build`: writes the site.

use super::args::{Build, Global};
use super::session::Session;
use super::{CouldNotRun, Outcome, report};
use crate::artifact::Artifact;
use crate::check::{Checker, Reach};
use crate::compress::Encoding;
use crate::diagnostics::{self, Diagnostic};
use crate::disk::{Published, Stage};
use crate::pipeline::Prepared;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

pub(super) fn run(global: &Global, build: &Build) -> Result<Outcome, CouldNotRun> {
    let start = Instant::now();
    let session = Session::open(global)?;
    let (prepared, mut found) = session.prepare();
    let checker = session.checker(&prepared, &build.rules, &mut found)?;
    let on_sources = prepared.check_sources(&checker);
    let reach = if build.check { Reach::Outputs } else { Reach::Sources };
    let job = Job {
        global,
        session: &session,
        prepared: &prepared,
        checker: &checker,
        reach,
        encodings: &build.encodings(),
    };
    report::detail(
        global,
        &format!(
            "built for {} on {}: {} read, {} to write, after {} ms",
            session.options.publishing.now,
            report::plural(rayon::current_num_threads(), "thread"),
            report::plural(prepared.snapshot().len(), "file"),
            prepared.plan.outputs.len(),
            start.elapsed().as_millis()
        ),
    );
    let result = job.publish(&mut found, on_sources);
    let quoted = prepared.quoted(&found);
    let failed = report::findings(global, &mut found, &quoted)?;
    drop(quoted);
    Ok(match result {
        Publication::Done(published) if !failed => {
            summary(global, &session, &prepared, &published, &found, start.elapsed());
            // Taking a large site's memory apart page by page takes longer than giving it back whole.
            std::mem::forget(prepared);
            Outcome::Fine
        }
        Publication::Refused => {
            let counted = report::count(&found);
            report::line(global, &format!("{counted}; nothing was published, nothing was changed"));
            Outcome::Findings
        }
        Publication::Done(_) | Publication::Interrupted => {
            let counted = report::count(&found);
            let state = "every file is whole, old or new; the next build completes the site";
            report::line(global, &format!("{counted}; {state}"));
            Outcome::Findings
        }
    })
}

/// How far publishing came.
enum Publication {
    /// To the end.
    Done(Published),
    /// Nothing was touched.
    Refused,
    /// The disk failed while files were being moved into place.
    Interrupted,
}

/// All that publishing needs.
struct Job<'a> {
    global: &'a Global,
    session: &'a Session,
    prepared: &'a Prepared,
    checker: &'a Checker,
    reach: Reach,
    /// How texts are compressed beside them.
    encodings: &'a [Encoding],
}

impl Job<'_> {
    /// Renders into staging and moves it into place, if nothing is wrong. `found` is what the stages
    /// found, and becomes all there is to say; `on_sources` is what rules found.
    fn publish(&self, found: &mut Vec<Diagnostic>, on_sources: Vec<Diagnostic>) -> Publication {
        let known = std::mem::take(found);
        let settled = self.settle(known.clone(), on_sources.clone());
        if diagnostics::any_error(&settled) {
            // Templates are tried all the same, so that their mistakes are told in the same run.
            *found = self.render(known, on_sources, |_| Ok(()));
            return Publication::Refused;
        }
        let stage = match Stage::open(&self.session.folder()) {
            Ok(stage) => stage,
            Err(diagnostic) => {
                *found = settled;
                found.push(diagnostic);
                return Publication::Refused;
            }
        };
        let progress = Progress::new(self.global, self.prepared.plan.outputs.len());
        // The first trouble with the disk is enough: every later file would say the same.
        let trouble = AtomicBool::new(false);
        *found = self.render(known, on_sources, |artifact| {
            progress.step();
            if trouble.load(Ordering::Relaxed) {
                return Ok(());
            }
            let twins = self.prepared.plan.twins(&artifact.path, self.encodings);
            stage
                .put_with(&artifact, &twins)
                .inspect_err(|_| trouble.store(true, Ordering::Relaxed))
        });
        progress.end();
        if diagnostics::any_error(found) {
            return Publication::Refused;
        }
        let published = stage.commit(&self.session.options.publishing.now.to_string());
        let published = published.into_value(found);
        if diagnostics::any_error(found) {
            Publication::Interrupted
        } else {
            Publication::Done(published)
        }
    }

    /// Renders everything, and gives all there is to say.
    fn render<F>(
        &self,
        mut known: Vec<Diagnostic>,
        mut found: Vec<Diagnostic>,
        take: F,
    ) -> Vec<Diagnostic>
    where
        F: Fn(Artifact) -> Result<(), Diagnostic> + Sync,
    {
        match self.reach {
            Reach::Sources | Reach::OtherSites => known.extend(self.prepared.render_all(take)),
            Reach::Outputs => {
                let (failed, on_outputs) = self.prepared.check_outputs(self.checker, take);
                known.extend(failed);
                found.extend(on_outputs);
            }
        }
        self.settle(known, found)
    }

    fn settle(&self, known: Vec<Diagnostic>, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        self.prepared.settle(self.checker, self.reach, known, found)
    }
}

fn summary(
    global: &Global,
    session: &Session,
    prepared: &Prepared,
    published: &Published,
    found: &[Diagnostic],
    took: Duration,
) {
    let pages = report::plural(prepared.site.pages.len(), "page");
    let mut changes = format!("{} written", published.written);
    if published.unchanged > 0 {
        changes.push_str(&format!(", {} unchanged", published.unchanged));
    }
    if published.deleted > 0 {
        changes.push_str(&format!(", {} deleted", published.deleted));
    }
    let hidden = match prepared.site.hidden.len() {
        0 => String::new(),
        n => format!(", {} not published", report::plural(n, "page")),
    };
    let warnings =
        if found.is_empty() { String::new() } else { format!("; {}", report::count(found)) };
    report::line(
        global,
        &format!(
            "{pages}{hidden} in {} ms: {} ({changes}){warnings}",
            took.as_millis(),
            session.shown_output()
        ),
    );
}

/// A bar for builds that take over a second, on a terminal only.
struct Progress {
    total: usize,
    done: AtomicUsize,
    start: Instant,
    shown: AtomicUsize,
    wanted: bool,
}

impl Progress {
    fn new(global: &Global, total: usize) -> Self {
        use std::io::IsTerminal as _;
        let wanted = !global.quiet && std::io::stderr().is_terminal();
        let zero = AtomicUsize::new(0);
        Self { total, done: zero, start: Instant::now(), shown: AtomicUsize::new(0), wanted }
    }

    fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if !self.wanted || self.start.elapsed() < Duration::from_secs(1) {
            return;
        }
        let percent = done * 100 / self.total.max(1);
        if self.shown.swap(percent, Ordering::Relaxed) != percent {
            let filled = percent / 4;
            let bar: String = (0..25).map(|at| if at < filled { '#' } else { '.' }).collect();
            anstream::eprint!("\r{bar} {done} of {}", self.total);
        }
    }

    fn end(&self) {
        if self.shown.load(Ordering::Relaxed) > 0 {
            anstream::eprint!("\r\u{1b}[2K");
        }
    }
}
