//! `goodfit build`: writes the site.

use super::args::{Build, Global};
use super::remember::{Memory, Outputs};
use super::session::{Session, flags};
use super::{CouldNotRun, Outcome, report};
use crate::artifact::Artifact;
use crate::check::{Checker, Reach};
use crate::compress::Encoding;
use crate::diagnostics::{self, Diagnosed, Diagnostic};
use crate::disk::{self, Published, Stage};
use crate::memory::{Key, Stamp};
use crate::pipeline::Prepared;
use crate::source::OutPath;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

pub(super) fn run(global: &Global, build: &Build) -> Result<Outcome, CouldNotRun> {
    let start = Instant::now();
    let session = Session::open(global)?;
    let mut memory = Memory::open(global, &session, build);
    let sources = memory.scan(&session);
    if let Some(mut same) = memory.unchanged(global, &session, &sources.value) {
        report::findings(global, &mut same.found, &same.quoted)?;
        summary(global, &session, same.pages, &same.published, &same.found, start.elapsed());
        std::mem::forget((same, memory, sources));
        return Ok(Outcome::Fine);
    }
    let sources = Diagnosed::new(sources.value.snapshot, sources.diagnostics);
    let flags = flags(&build.rules);
    // The list of what is published is long, and read meanwhile; if there is none, the folder is not touched
    // before it is known that something will be.
    let opened = memory.has_outputs();
    let recall = memory.recall();
    let (stage, (mut prepared, mut found)) = rayon::join(
        || opened.then(|| Stage::open(&session.folder())),
        || session.prepare_again(sources, recall, Some(&flags)),
    );
    let checker = session.checker(&prepared, &build.rules, &mut found)?;
    let mut on_sources = prepared.check_site_sources(&checker);
    on_sources.extend(prepared.check_pages(&checker));
    let reach = if build.check { Reach::Outputs } else { Reach::Sources };
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
    let encodings = build.encodings();
    let mut job = Job {
        global,
        session: &session,
        prepared: &mut prepared,
        checker: &checker,
        reach,
        memory,
        encodings: &encodings,
    };
    let result = job.publish(stage, &mut found, on_sources);
    // Taking a large site's memory apart page by page takes longer than giving it back whole.
    std::mem::forget(job.memory);
    let quoted = prepared.quoted(&found);
    let failed = report::findings(global, &mut found, &quoted)?;
    drop(quoted);
    Ok(match result {
        Publication::Done(published) if !failed => {
            let pages = (prepared.site.pages.len(), prepared.site.hidden.len());
            summary(global, &session, pages, &published, &found, start.elapsed());
            std::mem::forget(prepared);
            Outcome::Fine
        }
        Publication::Refused => {
            let counted = report::count(&found);
            report::line(global, &format!("{counted}; nothing was published, nothing was changed"));
            Outcome::Findings
        }
        Publication::Done(..) | Publication::Interrupted => {
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

/// What is known of the outputs before any is rendered.
#[derive(Default)]
struct Kept {
    keys: FxHashMap<OutPath, Key>,
    /// How those look that are published already as they would be rendered, and their twins.
    stamps: FxHashMap<OutPath, Stamp>,
    /// Whether an output is one of them, in the order of the plan.
    is_kept: Vec<bool>,
}

/// All that publishing needs.
struct Job<'a> {
    global: &'a Global,
    session: &'a Session,
    prepared: &'a mut Prepared,
    checker: &'a Checker,
    reach: Reach,
    memory: Memory,
    /// How texts are compressed beside them.
    encodings: &'a [Encoding],
}

impl Job<'_> {
    /// Renders into staging and moves it into place, if nothing is wrong. `found` is what the stages
    /// found, and becomes all there is to say; `on_sources` is what rules found.
    fn publish(
        &mut self,
        stage: Option<Result<Stage, Diagnostic>>,
        found: &mut Vec<Diagnostic>,
        on_sources: Vec<Diagnostic>,
    ) -> Publication {
        let mut known = std::mem::take(found);
        let settled = self.settle(known.clone(), on_sources.clone());
        if diagnostics::any_error(&settled) {
            // Templates are tried all the same, so that their mistakes are told in the same run.
            known.extend(self.prepared.restore(&[]));
            *found = self.render(known, on_sources, &[], |_| Ok(()));
            return Publication::Refused;
        }
        let stage = match stage.unwrap_or_else(|| Stage::open(&self.session.folder())) {
            Ok(stage) => stage,
            Err(diagnostic) => {
                *found = settled;
                found.push(diagnostic);
                return Publication::Refused;
            }
        };
        let Kept { keys, stamps, is_kept: kept } = match self.kept(&stage) {
            Ok(kept) => kept,
            Err(diagnostic) => {
                *found = settled;
                found.push(diagnostic);
                return Publication::Refused;
            }
        };
        known.extend(self.prepared.restore(&kept));
        let progress = Progress::new(self.global, self.prepared.plan.outputs.len() - kept.len());
        // The first trouble with the disk is enough: every later file would say the same.
        let trouble = AtomicBool::new(false);
        *found = self.render(known, on_sources, &kept, |artifact| {
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
        if self.reach == Reach::Sources {
            // Findings about outputs would be shown with their lines, and so render them again.
            self.prepared.forget_bodies();
        }
        let prints = stage.prints();
        let outputs = Outputs { prints, keys, kept: stamps, moving_at: disk::now() };
        let now = self.session.options.publishing.now.to_string();
        let Job { global, session, prepared, memory, .. } = self;
        let published = stage.commit_beside(
            &now,
            (
                || memory.begin(prepared.records()),
                |begun| memory.leave(global, session, prepared, found, (begun, outputs)),
            ),
        );
        let published = published.into_value(found);
        if diagnostics::any_error(found) {
            Publication::Interrupted
        } else {
            Publication::Done(published)
        }
    }

    /// The keys of outputs, and the outputs that are published already as they would be rendered.
    fn kept(&self, stage: &Stage) -> Result<Kept, Diagnostic> {
        let outputs = &self.prepared.plan.outputs;
        if self.memory.has_outputs() {
            stage.look_ahead(outputs.iter().map(|output| &output.path));
        }
        let each: Result<Vec<_>, Diagnostic> = outputs
            .par_iter()
            .with_min_len(16)
            .map(|output| {
                let key = self.memory.key(self.prepared, output);
                let twins = self.prepared.plan.twins(&output.path, self.encodings);
                Ok((key, self.memory.keeps(stage, output, key, &twins)?))
            })
            .collect();
        let mut all = Kept { is_kept: Vec::with_capacity(outputs.len()), ..Kept::default() };
        all.keys.reserve(outputs.len());
        all.stamps.reserve(outputs.len());
        let kept = outputs.iter().zip(each?).flat_map(|(output, (key, kept))| {
            all.keys.extend(key.map(|key| (output.path.clone(), key)));
            all.is_kept.push(kept.is_some());
            kept.unwrap_or_default()
        });
        stage.keep(kept.inspect(|(path, file)| {
            all.stamps.insert(path.clone(), file.stamp);
        }));
        Ok(all)
    }

    /// Renders everything but what is kept, and gives all there is to say.
    fn render<F>(
        &self,
        mut known: Vec<Diagnostic>,
        mut found: Vec<Diagnostic>,
        kept: &[bool],
        take: F,
    ) -> Vec<Diagnostic>
    where
        F: Fn(Artifact) -> Result<(), Diagnostic> + Sync,
    {
        match self.reach {
            Reach::Sources | Reach::OtherSites => {
                known.extend(self.prepared.render_all(kept, take));
            }
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
    (pages, hidden): (usize, usize),
    published: &Published,
    found: &[Diagnostic],
    took: Duration,
) {
    let pages = report::plural(pages, "page");
    let mut changes = format!("{} written", published.written);
    if published.unchanged > 0 {
        changes.push_str(&format!(", {} unchanged", published.unchanged));
    }
    if published.deleted > 0 {
        changes.push_str(&format!(", {} deleted", published.deleted));
    }
    let hidden = match hidden {
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
