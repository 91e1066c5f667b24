//! Artifacts, as they are rendered, into the output folder.
//!
//! In: [`Artifact`]s from many threads. Out: staged files, and after [`Stage::commit`] a site.
//! What is equal to what is published already is only remembered; everything else waits in
//! `<output>/.goodfit/staging/`. Moving it into place is left to `commit`.

use super::bytes::Source;
use super::commit;
use super::folder::{NEVER_TOUCHED, OutputFolder, Workplace};
use super::manifest::{Fingerprint, Manifest, made_from};
use super::survey::{Kind, Survey, kind_of, look};
use super::trouble;
use crate::artifact::Artifact;
use crate::compress::{self, Twin};
use crate::diagnostics::{Diagnosed, Diagnostic, codes::publishing as codes};
use crate::source::OutPath;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Write as _};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

/// What publishing did, in files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Published {
    /// New or changed.
    pub written: usize,
    /// Equal to what was there, and not touched.
    pub unchanged: usize,
    /// No longer part of the site.
    pub deleted: usize,
}

/// A site on its way into an output folder. Nothing shows before [`Stage::commit`]; dropping the
/// stage leaves the folder as it was.
///
/// ```no_run
/// # use goodfit::{artifact::Artifact, diagnostics::Diagnostic, disk::{OutputFolder, Stage}};
/// # fn example(artifacts: &[Artifact]) -> Result<(), Diagnostic> {
/// let stage = Stage::open(&OutputFolder::new("public", "."))?;
/// for artifact in artifacts {
///     stage.put(artifact)?;
/// }
/// let published = stage.commit("2026-11-21");
/// # Ok(()) }
/// ```
#[derive(Debug)]
pub struct Stage {
    output: OutputFolder,
    /// Set when the folder is there; a missing one is made for the first artifact.
    pub(super) desk: OnceLock<Desk>,
    setting_up: Mutex<()>,
    pub(super) placed: Mutex<FxHashMap<OutPath, Placed>>,
    /// What stays as it is.
    pub(super) kept: Mutex<Vec<(OutPath, Placed)>>,
    staged: AtomicU64,
    failed: AtomicBool,
}

/// What is needed to place an artifact.
#[derive(Debug)]
pub(super) struct Desk {
    pub(super) workplace: Workplace,
    pub(super) last: Manifest,
    pub(super) survey: Survey,
}

/// Where an artifact is, and what it replaces.
#[derive(Debug)]
pub(super) struct Placed {
    pub(super) print: Fingerprint,
    /// The number of the staged file; `None` if the published one is equal.
    pub(super) staged: Option<u64>,
    pub(super) target: Target,
    /// What a compressed twin was made from; `None` for all others.
    pub(super) made_from: Option<blake3::Hash>,
}

/// What has the name of an output before it is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    Free,
    /// A file of ours, of that length.
    Ours(u64),
    /// A file that the manifest does not name, of that length.
    Theirs(u64),
    /// A folder with nothing but files and folders of ours.
    OurFolder,
}

impl Stage {
    /// Begins to publish. If the folder is there it is checked and locked now; a missing folder is
    /// made for the first artifact.
    ///
    /// # Errors
    /// If the folder cannot be used: it holds files that are not ours (P001), another build has it
    /// (P007), its manifest cannot be read (P008), it overlaps the sources (P009), or it cannot be
    /// written to (P002, P010).
    pub fn open(output: &OutputFolder) -> Result<Self, Diagnostic> {
        output.check()?;
        let stage = Self {
            output: output.clone(),
            desk: OnceLock::new(),
            setting_up: Mutex::default(),
            placed: Mutex::default(),
            kept: Mutex::default(),
            staged: AtomicU64::new(0),
            failed: AtomicBool::new(false),
        };
        if output.exists()? {
            stage.desk()?;
        }
        Ok(stage)
    }

    /// Takes one output, from any thread. The bytes are compared with what is published, and
    /// staged if they differ; nothing is kept in memory.
    ///
    /// # Errors
    /// If it cannot be staged or could not be put into place. After that, nothing is published.
    pub fn put(&self, artifact: &Artifact) -> Result<(), Diagnostic> {
        self.put_with(artifact, &[])
    }

    /// Takes one output as [`Stage::put`] does, and makes its compressed twins, on the same thread. A
    /// twin that was made from the same bytes before, and is still there, is not made again.
    ///
    /// # Errors
    /// As [`Stage::put`].
    pub fn put_with(&self, artifact: &Artifact, twins: &[Twin]) -> Result<(), Diagnostic> {
        self.put_all(artifact, twins).inspect_err(|_| self.failed.store(true, Ordering::Relaxed))
    }

    /// Publishes what was put, and deletes what we published before and was not put now. `now` is
    /// the date the site was built for; it goes into the manifest.
    ///
    /// If this fails in the middle, every file is whole, some are new and some as they were, and
    /// the next build completes it.
    pub fn commit(self, now: &str) -> Diagnosed<Published> {
        self.commit_beside(now, (|| (), |()| ()))
    }

    /// Publishes as [`Stage::commit`] does. The first function runs while files are moved into place. If
    /// that went well, the second one takes what came of it, while the list of files is written.
    pub fn commit_beside<T: Send>(
        self,
        now: &str,
        beside: (impl FnOnce() -> T + Send, impl FnOnce(T) + Send),
    ) -> Diagnosed<Published> {
        if self.failed.load(Ordering::Relaxed) {
            // What could not be staged would look as if it were no longer part of the site.
            return Diagnosed::new(
                Published::default(),
                vec![Diagnostic::new(
                    &codes::CANNOT_WRITE,
                    "nothing was published, because not every file could be staged",
                )],
            );
        }
        if let Err(problem) = self.desk() {
            return Diagnosed::new(Published::default(), vec![problem]);
        }
        let Desk { workplace, last, .. } = self.desk.into_inner().expect("it was set up just now");
        let placed = self.placed.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut all = self.kept.into_inner().unwrap_or_else(PoisonError::into_inner);
        all.extend(placed);
        // What was kept is in order already.
        all.par_sort_by(|(a, _), (b, _)| a.cmp(b));
        if let Some(twice) = all.windows(2).find(|two| two[0].0 == two[1].0) {
            return Diagnosed::new(Published::default(), vec![placed_twice(&twice[0].0)]);
        }
        let placed: BTreeMap<_, _> = all.into_iter().collect();
        let published = commit::run(&workplace, &last, &placed, now, beside);
        // To take apart what is known of a large site takes a while, and nobody has to wait for it.
        rayon::spawn(move || drop((last, placed)));
        published
    }

    fn desk(&self) -> Result<&Desk, Diagnostic> {
        if let Some(desk) = self.desk.get() {
            return Ok(desk);
        }
        let _one_at_a_time = self.setting_up.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(desk) = self.desk.get() {
            return Ok(desk);
        }
        let (workplace, last) = Workplace::take(&self.output)?;
        let survey = Survey::new(workplace.root().to_owned());
        Ok(self.desk.get_or_init(|| Desk { workplace, last, survey }))
    }

    fn put_all(&self, artifact: &Artifact, twins: &[Twin]) -> Result<(), Diagnostic> {
        let source = Source::open(&artifact.content, self.output.project())?;
        if twins.is_empty() {
            return self.place(&artifact.path, &source, None).map(drop);
        }
        // Read once, so that a file that is being saved cannot differ from its twin.
        let bytes = source.bytes()?;
        let original = self.place(&artifact.path, &Source::Bytes(&bytes), None)?;
        for twin in twins {
            let from = made_from(original, twin.encoding);
            if let Some(placed) = self.desk()?.still_there(&twin.path, from)? {
                self.remember(&twin.path, placed)?;
            } else if let Some(compressed) = compress::compress(&bytes, twin.encoding) {
                self.place(&twin.path, &Source::Bytes(&compressed), Some(from))?;
            }
        }
        Ok(())
    }

    fn place(
        &self,
        path: &OutPath,
        source: &Source<'_>,
        made_from: Option<blake3::Hash>,
    ) -> Result<Fingerprint, Diagnostic> {
        let desk = self.desk()?;
        let target = desk.target(path)?;
        let published = desk.workplace.root().join(path.as_str());
        let placed = match unchanged(source, &published, target)? {
            Some(print) => Placed { print, staged: None, target, made_from },
            None if matches!(target, Target::Theirs(_)) => {
                return Err(trouble::in_the_way(
                    path.as_str(),
                    "a file that we did not write has that name",
                )
                .help("move the file away, then build again"));
            }
            None => {
                let number = self.staged.fetch_add(1, Ordering::Relaxed);
                let print = stage(source, &desk.workplace.staged(number), path)?;
                Placed { print, staged: Some(number), target, made_from }
            }
        };
        let print = placed.print;
        self.remember(path, placed)?;
        Ok(print)
    }

    fn remember(&self, path: &OutPath, placed: Placed) -> Result<(), Diagnostic> {
        let mut all = self.placed.lock().unwrap_or_else(PoisonError::into_inner);
        match all.insert(path.clone(), placed) {
            Some(_) => Err(placed_twice(path)),
            None => Ok(()),
        }
    }
}

fn placed_twice(path: &OutPath) -> Diagnostic {
    trouble::in_the_way(path.as_str(), "two outputs have that name")
}

impl Desk {
    /// What has the name now; an error if it can never be replaced.
    fn target(&self, path: &OutPath) -> Result<Target, Diagnostic> {
        let name = path.as_str();
        if NEVER_TOUCHED.contains(&name) {
            return Err(trouble::in_the_way(name, "this file belongs to whoever keeps the folder"));
        }
        let failed = |cause: io::Error| trouble::cannot_write(name, &cause);
        match self.survey.obstacle(name).map_err(failed)? {
            None => {}
            Some((_, Kind::Missing)) => return Ok(Target::Free),
            // A page became a folder of pages; the file goes when the site is published.
            Some((file, Kind::File)) if self.owns(file) => return Ok(Target::Free),
            Some((link, Kind::Link)) => return Err(trouble::link_in_output(link)),
            Some((other, _)) => {
                return Err(trouble::in_the_way(name, &format!("`{other}` is not a folder"))
                    .help(format!("move `{other}` away, then build again")));
            }
        }
        match look(&self.workplace.root().join(name)).map_err(failed)? {
            (Kind::Missing, _) => Ok(Target::Free),
            (Kind::File, len) if self.owns(name) => Ok(Target::Ours(len)),
            (Kind::File, len) => Ok(Target::Theirs(len)),
            (Kind::Link, _) => Err(trouble::link_in_output(name)),
            (Kind::Folder, _) => {
                self.only_ours(name, name)?;
                Ok(Target::OurFolder)
            }
            (Kind::Other, _) => Err(trouble::in_the_way(name, "it is neither a file nor a folder")),
        }
    }

    /// A file of ours that was made from just that, if it is as we left it.
    fn still_there(
        &self,
        path: &OutPath,
        from: blake3::Hash,
    ) -> Result<Option<Placed>, Diagnostic> {
        let Some(&[print]) = self.last.files.get(path).map(Vec::as_slice) else { return Ok(None) };
        if self.last.made.get(path) != Some(&from) {
            return Ok(None);
        }
        let target = self.target(path)?;
        let same = || {
            let file = File::open(self.workplace.root().join(path.as_str())).ok()?;
            let mut hasher = blake3::Hasher::new();
            hasher.update_reader(file).ok()?;
            (hasher.finalize() == print.hash).then_some(())
        };
        let made_from = Some(from);
        Ok((target == Target::Ours(print.len) && same().is_some()).then_some(Placed {
            print,
            staged: None,
            target,
            made_from,
        }))
    }

    fn owns(&self, name: &str) -> bool {
        OutPath::new(name).is_ok_and(|path| self.last.files.contains_key(&path))
    }

    /// Whether a folder that has to make way for the file `wanted` holds nothing that is not ours.
    fn only_ours(&self, folder: &str, wanted: &str) -> Result<(), Diagnostic> {
        let foreign = |name: &str| {
            trouble::in_the_way(
                wanted,
                &format!("a folder has that name, and `{name}` is not ours to delete"),
            )
            .help(format!("move `{name}` away, then build again"))
        };
        if !self.last.folders.contains(folder) {
            return Err(foreign(folder));
        }
        let root = self.workplace.root();
        let failed = |cause: io::Error| trouble::cannot_write(wanted, &cause);
        for entry in fs::read_dir(root.join(folder)).map_err(failed)? {
            let name = entry.map_err(failed)?.file_name();
            let name = format!("{folder}/{}", name.to_string_lossy());
            match kind_of(&root.join(&name)).map_err(failed)? {
                Kind::Folder => self.only_ours(&name, wanted)?,
                Kind::File if self.owns(&name) => {}
                _ => return Err(foreign(&name)),
            }
        }
        Ok(())
    }
}

/// Pages are small, and 10,000 large buffers take longer to clear than the pages to compare.
const COMPARE_BYTES: usize = 16 * 1024;

/// The fingerprint if what is published is equal already.
fn unchanged(
    source: &Source<'_>,
    published: &Path,
    target: Target,
) -> Result<Option<Fingerprint>, Diagnostic> {
    // The length first: it tells most changes without opening the file.
    match target {
        Target::Ours(len) | Target::Theirs(len) if len == source.len() => {}
        _ => return Ok(None),
    }
    // A published file that cannot be read is replaced like one that differs.
    let Ok(file) = File::open(published) else { return Ok(None) };
    let mut there = BufReader::with_capacity(COMPARE_BYTES, file);
    let mut here = source.read()?;
    let mut hasher = blake3::Hasher::new();
    loop {
        let ours = here.fill_buf().map_err(|cause| source.failed(&cause))?;
        let Ok(theirs) = there.fill_buf() else { return Ok(None) };
        let both = ours.len().min(theirs.len());
        if both == 0 {
            let equal = ours.is_empty() && theirs.is_empty();
            return Ok(equal.then(|| Fingerprint { len: source.len(), hash: hasher.finalize() }));
        }
        if ours[..both] != theirs[..both] {
            return Ok(None);
        }
        hasher.update(&ours[..both]);
        here.consume(both);
        there.consume(both);
    }
}

/// Writes the bytes to a staged file.
fn stage(source: &Source<'_>, staged: &Path, path: &OutPath) -> Result<Fingerprint, Diagnostic> {
    let failed = |cause: &io::Error| {
        // Half a file would take the space that a full disk lacks.
        let _ = fs::remove_file(staged);
        trouble::cannot_write(path.as_str(), cause)
            .note("nothing was published; the folder is as it was")
    };
    let mut here = source.read()?;
    // Created with the default mode, whatever the source's: a picture from a camera's card must
    // not arrive as a program. Not synced: 10,000 syncs take minutes, and after a power cut the
    // next build compares the bytes and restores whatever was lost.
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(staged)
        .map_err(|cause| failed(&cause))?;
    let mut hasher = blake3::Hasher::new();
    let mut len = 0;
    loop {
        let bytes = here.fill_buf().map_err(|cause| source.failed(&cause))?;
        if bytes.is_empty() {
            return Ok(Fingerprint { len, hash: hasher.finalize() });
        }
        file.write_all(bytes).map_err(|cause| failed(&cause))?;
        hasher.update(bytes);
        let read = bytes.len();
        len += read as u64;
        here.consume(read);
    }
}
