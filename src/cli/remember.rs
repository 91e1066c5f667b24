//! What a build uses of the one before it, and leaves to the next.
//!
//! In: the cache folder, the sources. Out: what may be recalled; the answer at once if nothing has
//! changed; the memory for the next build. Whatever cannot be used is told in `--verbose`, and the
//! build does all the work.

use super::args::{Build, Global};
use super::report;
use super::session::Session;
use crate::compress::Twin;
use crate::diagnostics::{Diagnosed, Diagnostic};
use crate::disk::{self, Begun, Cache, Kept, Published, Scanned, Stage, Walk};
use crate::memory::{self, About, Key, Last, Ledger, Note, Pages, Recall, SeenContent, Stamp};
use crate::pipeline::Prepared;
use crate::plan::{Output, OutputKind};
use crate::source::{Digest, OutPath, Snapshot};
use crate::theme;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::time::SystemTime;

/// So many files may be in doubt in every build that changes nothing.
const WORTH_WRITING: usize = 100;

/// The memory during one build.
pub(super) struct Memory {
    cache: Option<Cache>,
    /// The names of the sources, until they are looked at.
    walk: Option<Walk>,
    ledger: Ledger,
    recall: Recall,
    /// What this build was asked for, the day included.
    request: Key,
    /// The output folder.
    output: String,
    /// When the outputs were first looked at.
    outputs_at: i64,
    sources_at: i64,
}

/// What is known of a build that had nothing to do.
pub(super) struct Unchanged {
    pub(super) published: Published,
    pub(super) pages: (usize, usize),
    pub(super) found: Vec<Diagnostic>,
    /// What the findings quote from.
    pub(super) quoted: Snapshot,
}

impl Memory {
    /// Opens the memory; without one, everything is done anew.
    pub(super) fn open(global: &Global, session: &Session, build: &Build) -> Self {
        let (mut ledger, mut pages) = (Ledger::default(), Pages::default());
        // What outputs say is looked at in every one of them.
        let cache = (!build.check).then(|| Cache::open(&session.cache()));
        let mut walk = None;
        let cache = match cache {
            Some(Ok(cache)) => {
                let (read, walked) = rayon::join(|| cache.read(), || Walk::new(&session.layout));
                walk = Some(walked);
                let why;
                (ledger, pages, why) = read;
                if let Some(why) = why {
                    report::detail(global, &format!("what was remembered is thrown away: {why}"));
                }
                Some(cache)
            }
            Some(Err(why)) => {
                let folder = session.cache();
                let what = format!("nothing is remembered in `{}`: {why}", folder.display());
                report::detail(global, &what);
                None
            }
            None => None,
        };
        let salt = salt(build);
        let output = session.folder().full_name();
        let mut request = Note::new("request");
        request.key(salt).text(&format!("{:?}", session.options));
        Self {
            cache,
            walk,
            ledger,
            recall: Recall { salt, pages, ..Recall::default() },
            request: request.finish(),
            output,
            outputs_at: disk::now(),
            sources_at: 0,
        }
    }

    /// Reads the sources, as far as they have changed.
    pub(super) fn scan(&mut self, session: &Session) -> Diagnosed<Scanned> {
        let Some(walk) = self.walk.take() else {
            let Diagnosed { value: snapshot, diagnostics } = session.scan();
            return Diagnosed::new(Scanned { snapshot, ..Scanned::default() }, diagnostics);
        };
        let mut scanned = disk::scan_again(walk, &self.ledger);
        self.recall.seen = std::mem::take(&mut scanned.value.seen);
        self.sources_at = scanned.value.at;
        scanned
    }

    /// The answer of the last build, if it is the answer of this one too: the same was asked, and
    /// every source and every output is as it was.
    pub(super) fn unchanged(
        &self,
        global: &Global,
        session: &Session,
        scanned: &Scanned,
    ) -> Option<Unchanged> {
        let ledger = &self.ledger;
        let is_same = scanned.is_same && self.has_outputs() && ledger.last.request == self.request;
        if !is_same {
            return None;
        }
        let stage = Stage::open(&session.folder()).ok()?;
        let mut outputs: Vec<_> = ledger.outputs.iter().collect();
        outputs.par_sort_unstable_by_key(|(path, _)| *path);
        stage.look_ahead(outputs.iter().map(|(path, _)| *path));
        let kept: Option<Vec<_>> = outputs
            .par_iter()
            .with_min_len(64)
            .map(|(path, left)| {
                let kept = stage.is_left(path, left, ledger.outputs_at).ok().flatten()?;
                Some(((*path).clone(), kept))
            })
            .collect();
        let files = kept?;
        let kept = files.iter().map(|(path, file)| (path.clone(), file.stamp)).collect();
        if !stage.is_all_there(&kept) {
            return None;
        }
        stage.keep(files);
        let now = session.options.publishing.now.to_string();
        let Diagnosed { value: published, diagnostics } = stage.commit(&now);
        if !diagnostics.is_empty() {
            return None;
        }
        self.refresh(global, scanned.in_doubt, &kept);
        let mut quoted = scanned.snapshot.clone();
        theme::lay_under(&mut quoted);
        let found = ledger.last.found.clone();
        Some(Unchanged { published, pages: ledger.last.pages, found, quoted })
    }

    /// Remembers how files look now, if it had to be found out by reading them.
    fn refresh(&self, global: &Global, sources: usize, kept: &FxHashMap<OutPath, Stamp>) {
        let in_doubt = |(path, left): (&OutPath, &memory::Output)| {
            kept.get(path) != Some(&left.stamp)
                || !disk::is_settled(&left.stamp, self.ledger.outputs_at)
        };
        // To read a few files again is quicker than to write down all that is known.
        let doubts = self.ledger.outputs.iter().filter(|output| in_doubt(*output)).count();
        if sources + doubts <= WORTH_WRITING {
            return;
        }
        let left = self.ledger.outputs.iter().map(|(path, left)| {
            let stamp = kept.get(path).copied().unwrap_or_default();
            (path.clone(), memory::Output { stamp, ..*left })
        });
        let last = self.ledger.last.clone();
        let about = self.about(self.recall.pages.basis, self.outputs_at, last);
        let Some(begun) = self.begin(&self.recall.pages.all()) else { return };
        self.write(global, begun, &about, &left.collect::<Vec<_>>());
    }

    /// What the pipeline may recall.
    pub(super) fn recall(&mut self) -> &Recall {
        if let Some(cache) = &self.cache {
            cache.load(&mut self.recall.pages);
        }
        &self.recall
    }

    /// What an output is made of, if that can be told.
    pub(super) fn key(&self, prepared: &Prepared, output: &Output) -> Option<Key> {
        let OutputKind::Asset(source) = &output.kind else { return prepared.key(output) };
        let seen = self.recall.seen.get(source)?;
        let mut note = Note::new("copy");
        match seen.content {
            SeenContent::Text(digest) => note.digest(&digest),
            SeenContent::Blob(_) if disk::is_settled(&seen.stamp, self.sources_at) => {
                note.value(&seen.stamp)
            }
            SeenContent::Blob(_) => return None,
        };
        Some(note.finish())
    }

    /// Whether it is known how what is in the output folder looked.
    pub(super) fn has_outputs(&self) -> bool {
        !self.ledger.outputs.is_empty() && self.ledger.output == self.output
    }

    /// An output and its twins, if they are published already as they would be rendered now.
    pub(super) fn keeps(
        &self,
        stage: &Stage,
        output: &Output,
        key: Option<Key>,
        twins: &[Twin],
    ) -> Result<Option<Vec<(OutPath, Kept)>>, Diagnostic> {
        let left = self.ledger.outputs.get(&output.path);
        let Some(left) = left.filter(|left| key.is_some() && left.key == key) else {
            return Ok(None);
        };
        if !self.has_outputs() {
            return Ok(None);
        }
        // With its compressed twins, of those that it had: some texts do not get shorter.
        let twins = twins
            .iter()
            .filter_map(|twin| Some((&twin.path, self.ledger.outputs.get(&twin.path)?)));
        let mut all = Vec::with_capacity(1);
        for (path, left) in std::iter::once((&output.path, left)).chain(twins) {
            let Some(kept) = stage.is_left(path, left, self.ledger.outputs_at)? else {
                return Ok(None);
            };
            all.push((path.clone(), kept));
        }
        Ok(Some(all))
    }

    /// Makes ready what is left of the sources; `None` without a memory.
    pub(super) fn begin(&self, records: &[memory::Record]) -> Option<Result<Begun, String>> {
        let cache = self.cache.as_ref()?;
        Some(cache.begin(&self.recall.seen, &self.recall.pages, records))
    }

    /// Leaves to the next build what this one knows.
    pub(super) fn leave(
        &self,
        global: &Global,
        session: &Session,
        prepared: &Prepared,
        found: &[Diagnostic],
        (begun, outputs): (Option<Result<Begun, String>>, Outputs),
    ) {
        let Some(begun) = begun else { return };
        let Outputs { prints, keys, kept, moving_at } = outputs;
        let others: Vec<&OutPath> =
            prints.iter().map(|(path, _)| path).filter(|path| !kept.contains_key(*path)).collect();
        let outputs_at = disk::now();
        let others = session.folder().stamps(&others);
        let left = prints.iter().filter_map(|(path, bytes)| {
            let (stamp, is_ours) = match kept.get(path) {
                Some(stamp) => (stamp, disk::is_settled(stamp, self.outputs_at)),
                // What was written since files began to move may be a stranger's.
                None => others
                    .get(path)
                    .map(|stamp| (stamp, disk::is_written_before(stamp, moving_at)))?,
            };
            // No file looks like the empty stamp, so such a one is read next time.
            let stamp = if is_ours { *stamp } else { Stamp::default() };
            let key = keys.get(path).copied();
            Some((path.clone(), memory::Output { stamp, bytes: *bytes, key }))
        });
        let last = Last {
            request: self.request,
            found: found.to_vec(),
            pages: (prepared.site.pages.len(), prepared.site.hidden.len()),
        };
        let about = self.about(prepared.basis(), outputs_at, last);
        self.write(global, begun, &about, &left.collect::<Vec<_>>());
    }

    fn about(&self, basis: memory::Basis, outputs_at: i64, last: Last) -> About {
        About { basis, sources_at: self.sources_at, output: self.output.clone(), outputs_at, last }
    }

    fn write(
        &self,
        global: &Global,
        begun: Result<Begun, String>,
        about: &About,
        outputs: &[(OutPath, memory::Output)],
    ) {
        let Some(cache) = &self.cache else { return };
        if let Err(why) = begun.and_then(|begun| cache.write(&begun, about, outputs)) {
            report::detail(global, &format!("nothing is remembered: {why}"));
        }
    }
}

/// What was published.
pub(super) struct Outputs {
    /// The hash of every output.
    pub(super) prints: Vec<(OutPath, Digest)>,
    /// The key of those that have one.
    pub(super) keys: FxHashMap<OutPath, Key>,
    /// How those look that were there already, and were not touched.
    pub(super) kept: FxHashMap<OutPath, Stamp>,
    /// When all were written, and none of them moved.
    pub(super) moving_at: i64,
}

/// What a memory is only good for: this very program, and these wishes.
fn salt(build: &Build) -> Key {
    let mut note = Note::new(env!("CARGO_PKG_VERSION"));
    // Two programs of one version differ while somebody works on them.
    let program = std::env::current_exe().and_then(|path| path.metadata());
    if let Ok(program) = program {
        let modified = program.modified().ok();
        let since = modified.and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
        note.text(&format!("{} {since:?}", program.len()));
    }
    note.text(&format!("{build:?}"));
    note.finish()
}
