//! The output folder itself: whether we may use it, and whose turn it is.
//!
//! In: the folder's path and the project's. Out: a [`Workplace`], which is the right to change the
//! folder until it is dropped. Which files go into it is left to `publish` and `clean`.

use super::manifest::{Manifest, gone};
use super::stamp;
use super::survey::{Kind, kind_of};
use super::trouble;
use crate::diagnostics::{Diagnostic, codes::publishing as codes};
use crate::memory::Stamp;
use crate::source::OutPath;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};
use std::thread;
use std::time::Duration;

/// The folder inside the output folder where everything of ours is that is not the site.
pub(super) const CONTROL: &str = ".goodfit";
const LOCK: &str = "lock";
const STAGING: &str = "staging";
/// What may lie in an output folder that is not ours yet, and is never touched.
pub(super) const NEVER_TOUCHED: [&str; 2] = [".gitignore", ".gitkeep"];
/// The folders that sources are in.
const SOURCES: [&str; 3] = ["content", "data", "themes"];

/// Where a site is published to, and the project it is made from.
#[derive(Debug, Clone)]
pub struct OutputFolder {
    path: PathBuf,
    project: PathBuf,
}

impl OutputFolder {
    /// Names a folder. Both paths are meant as the operating system reads them: a relative one
    /// starts at the current folder. Nothing is looked at yet.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>, project: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), project: project.into() }
    }

    /// The folder as it was given.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The root of the project, as it was given.
    #[must_use]
    pub fn project(&self) -> &Path {
        &self.project
    }

    /// Whether a site may be published there at all, whatever is in the folder.
    ///
    /// # Errors
    /// P009 if the folder is, contains or lies inside a folder of sources, or is the project.
    pub fn check(&self) -> Result<(), Diagnostic> {
        let failed = |cause| self.failed(&cause);
        let output = resolve(&self.path).map_err(failed)?;
        let project = resolve(&self.project).map_err(failed)?;
        let shown = self.path.display();
        let problem = if project.starts_with(&output) {
            format!("the output folder `{shown}` is the project itself or a folder around it")
        } else {
            let mut found = None;
            for name in SOURCES {
                // Resolved, because a folder of sources may be a link within the project.
                let sources = resolve(&project.join(name)).map_err(failed)?;
                if output.starts_with(&sources) {
                    found = Some(format!("the output folder `{shown}` lies inside `{name}/`"));
                } else if sources.starts_with(&output) {
                    found = Some(format!("`{name}/` lies inside the output folder `{shown}`"));
                }
            }
            match found {
                Some(problem) => problem,
                None => return Ok(()),
            }
        };
        Err(Diagnostic::new(&codes::OUTPUT_IN_SOURCES, problem)
            .help("choose another folder with `--output`, for example `public`"))
    }

    /// Whether a build would begin to publish there now, without making or changing anything.
    ///
    /// # Errors
    /// As [`Stage::open`](super::Stage::open), but for what only writing can tell.
    pub fn look(&self) -> Result<(), Diagnostic> {
        self.check()?;
        if !self.exists()? {
            return Ok(());
        }
        let root = self.path.canonicalize().map_err(|cause| self.failed(&cause))?;
        refuse_foreign(&root, self)?;
        refuse_locked(&root)?;
        Manifest::read(&root).map(|_| ())
    }

    /// Whether the folder is there.
    pub(super) fn exists(&self) -> Result<bool, Diagnostic> {
        match fs::metadata(&self.path) {
            Ok(found) if found.is_dir() => Ok(true),
            Ok(_) => Err(trouble::in_the_way(&self.name(), "it is a file, not a folder")),
            Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(false),
            Err(cause) => Err(self.failed(&cause)),
        }
    }

    /// How files in it look, of those that are there.
    #[must_use]
    pub fn stamps(&self, paths: &[&OutPath]) -> FxHashMap<OutPath, Stamp> {
        let look = |path: &&OutPath| {
            let found = fs::symlink_metadata(self.path.join(path.as_str())).ok()?;
            Some(((*path).clone(), stamp::stamp(&found)))
        };
        let found: Vec<_> = paths.par_iter().with_min_len(64).filter_map(look).collect();
        found.into_iter().collect()
    }

    /// The folder with its links followed, as a name to compare.
    #[must_use]
    pub fn full_name(&self) -> String {
        resolve(&self.path).map_or_else(|_| self.name(), |path| path.display().to_string())
    }

    fn name(&self) -> String {
        self.path.display().to_string()
    }

    pub(super) fn failed(&self, cause: &io::Error) -> Diagnostic {
        trouble::cannot_write(&self.name(), cause)
    }
}

/// The path with its links followed, as far as it exists; what does not exist yet has none.
fn resolve(path: &Path) -> io::Result<PathBuf> {
    let mut resolved = PathBuf::new();
    for part in std::path::absolute(path)?.components() {
        if part == Component::ParentDir {
            resolved.pop();
            continue;
        }
        resolved.push(part);
        if let Ok(real) = resolved.canonicalize() {
            resolved = real;
        }
    }
    Ok(resolved)
}

/// An output folder that only we may change. Dropping it takes away the staging, and whatever
/// else we made before there was anything to publish.
#[derive(Debug)]
pub(super) struct Workplace {
    root: PathBuf,
    /// Folders made for this run, outermost first.
    made: Vec<PathBuf>,
    /// Held until the end of `drop`; the operating system lets go of it if we are killed.
    lock: File,
}

impl Workplace {
    /// Makes the folder if it is missing, refuses a foreign one, takes the lock, reads the manifest
    /// and clears what a killed run left.
    ///
    /// # Errors
    /// P001, P002, P007, P008 or P010.
    pub(super) fn take(output: &OutputFolder) -> Result<(Self, Manifest), Diagnostic> {
        let mut made = Vec::new();
        let result = make_folders(&output.path, &mut made)
            .map_err(|cause| output.failed(&cause))
            .and_then(|()| output.path.canonicalize().map_err(|cause| output.failed(&cause)))
            .and_then(|root| {
                // Before the lock, so that nothing at all is made in a folder that is not ours.
                refuse_foreign(&root, output)?;
                let lock = lock(&root)?;
                Ok((root, lock))
            });
        let (root, lock) = result.inspect_err(|_| remove_if_empty(&made))?;
        let workplace = Self { root, made, lock };
        // Again under the lock: another build may have been at work until a moment ago.
        refuse_foreign(&workplace.root, output)?;
        let manifest = Manifest::read(&workplace.root)?.unwrap_or_default();
        workplace.clear().map_err(|cause| workplace.staging_failed(&cause))?;
        fs::create_dir(workplace.staging()).map_err(|cause| workplace.staging_failed(&cause))?;
        Ok((workplace, manifest))
    }

    /// The folder, with links followed.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Where the staged file with that number is.
    pub(super) fn staged(&self, number: u64) -> PathBuf {
        self.staging().join(number.to_string())
    }

    fn staging(&self) -> PathBuf {
        self.root.join(CONTROL).join(STAGING)
    }

    fn staging_failed(&self, cause: &io::Error) -> Diagnostic {
        trouble::cannot_write(&format!("{CONTROL}/{STAGING}"), cause)
    }

    /// Removes the staging and half a manifest. Only names that we give are removed: even in here
    /// somebody may keep a file.
    fn clear(&self) -> io::Result<()> {
        Manifest::remove_unfinished(&self.root)?;
        let staging = self.staging();
        if kind_of(&staging)? != Kind::Folder {
            return Ok(());
        }
        for entry in fs::read_dir(&staging)? {
            let entry = entry?;
            let ours = entry.file_name().to_str().is_some_and(|name| name.parse::<u64>().is_ok());
            if ours {
                gone(fs::remove_file(entry.path()))?;
            }
        }
        gone(fs::remove_dir(&staging))
    }

    /// Removes the manifest and the control folder, once nothing of ours is left.
    pub(super) fn forget(&self) -> io::Result<()> {
        Manifest::remove(&self.root)
        // The lock and the folder are removed by `drop`, as after a run that published nothing.
    }
}

impl Drop for Workplace {
    fn drop(&mut self) {
        // Nothing here can be reported, and nothing here matters: the next run clears it.
        let _ = self.clear();
        if matches!(Manifest::exists(&self.root), Ok(false)) {
            // Nothing was ever published, so no trace is left. Whoever has the lock file open by
            // now notices that it is gone and tries again.
            let control = self.root.join(CONTROL);
            let _ = fs::remove_file(control.join(LOCK));
            let _ = fs::remove_dir(control);
        }
        remove_if_empty(&self.made);
        // Closing the file is not enough: while this process starts another one, that one has the
        // file open as well, for a moment, and with it the lock.
        let _ = self.lock.unlock();
    }
}

fn make_folders(path: &Path, made: &mut Vec<PathBuf>) -> io::Result<()> {
    match fs::create_dir(path) {
        Ok(()) => made.push(path.to_owned()),
        Err(cause) if cause.kind() == ErrorKind::AlreadyExists && path.is_dir() => {}
        Err(cause) if cause.kind() == ErrorKind::NotFound => {
            let Some(parent) = path.parent() else { return Err(cause) };
            make_folders(parent, made)?;
            fs::create_dir(path)?;
            made.push(path.to_owned());
        }
        Err(cause) => return Err(cause),
    }
    Ok(())
}

fn remove_if_empty(made: &[PathBuf]) {
    for folder in made.iter().rev() {
        // Fails if anything is in it, which is what we want.
        let _ = fs::remove_dir(folder);
    }
}

/// Refuses a folder that we have not published to before, unless nothing is in it.
fn refuse_foreign(root: &Path, output: &OutputFolder) -> Result<(), Diagnostic> {
    let failed = |cause: io::Error| output.failed(&cause);
    match kind_of(&root.join(CONTROL)).map_err(failed)? {
        Kind::Link => return Err(trouble::link_in_output(CONTROL)),
        Kind::File | Kind::Other => {
            return Err(trouble::in_the_way(CONTROL, "something that is no folder has that name"));
        }
        Kind::Missing | Kind::Folder => {}
    }
    if Manifest::exists(root)? {
        return Ok(());
    }
    let mut others = Vec::new();
    for entry in fs::read_dir(root).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name().to_string_lossy().into_owned();
        // The control folder without a manifest is what a build leaves that was killed before it
        // changed anything.
        if name != CONTROL && !NEVER_TOUCHED.contains(&name.as_str()) {
            others.push(name);
        }
    }
    if others.is_empty() { Ok(()) } else { Err(foreign(output, others)) }
}

fn foreign(output: &OutputFolder, mut names: Vec<String>) -> Diagnostic {
    names.sort_unstable();
    let all = names.len();
    names.truncate(3);
    let list = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let more = if all > 3 { format!(" and {} more", all - 3) } else { String::new() };
    Diagnostic::new(
        &codes::FOREIGN_FOLDER,
        format!("the output folder `{}` holds files we did not write", output.path.display()),
    )
    .note(format!("in it: {list}{more}"))
    .help("choose an empty folder with `--output`, or move these files away")
}

/// Takes the lock. Whoever has it may change the folder.
fn lock(root: &Path) -> Result<File, Diagnostic> {
    let control = root.join(CONTROL);
    let path = control.join(LOCK);
    let name = format!("{CONTROL}/{LOCK}");
    let failed = |cause: &io::Error| trouble::cannot_write(&name, cause);
    // A run that published nothing removes its lock file. Then ours may be a file that nobody else
    // can see, and we begin again.
    for _ in 0..100 {
        match fs::create_dir(&control) {
            Err(cause) if cause.kind() != ErrorKind::AlreadyExists => return Err(failed(&cause)),
            _ => {}
        }
        if kind_of(&path).map_err(|cause| failed(&cause))? == Kind::Link {
            return Err(trouble::link_in_output(&name));
        }
        let file = match OpenOptions::new().create(true).truncate(false).write(true).open(&path) {
            Ok(file) => file,
            Err(cause) if cause.kind() == ErrorKind::NotFound => continue,
            Err(cause) => return Err(failed(&cause)),
        };
        match file.try_lock() {
            Ok(()) if is_still_at(&file, &path) => return Ok(file),
            Ok(()) => {}
            // Whoever only looks has it for a moment, see `refuse_locked`.
            Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(1)),
            Err(TryLockError::Error(cause)) => return Err(failed(&cause)),
        }
    }
    Err(locked())
}

/// Refuses a folder that a build has now. There is no way to ask but to take the lock, so it is
/// shared with others that ask, and given back at once.
fn refuse_locked(root: &Path) -> Result<(), Diagnostic> {
    let name = format!("{CONTROL}/{LOCK}");
    let path = root.join(CONTROL).join(LOCK);
    let failed = |cause: &io::Error| trouble::cannot_write(&name, cause);
    match kind_of(&path).map_err(|cause| failed(&cause))? {
        Kind::Missing => return Ok(()),
        Kind::Link => return Err(trouble::link_in_output(&name)),
        Kind::File => {}
        Kind::Folder | Kind::Other => {
            return Err(trouble::in_the_way(&name, "something that is no file has that name"));
        }
    }
    let file = match File::open(&path) {
        Ok(file) => file,
        Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(()),
        Err(cause) => return Err(failed(&cause)),
    };
    match file.try_lock_shared() {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => Err(locked()),
        Err(TryLockError::Error(cause)) => Err(failed(&cause)),
    }
}

fn locked() -> Diagnostic {
    Diagnostic::new(&codes::LOCKED, "another build is writing to the output folder")
        .help("wait for it, or choose another folder with `--output`")
}

/// Whether the path still leads to this file, and not to one that replaced it.
#[cfg(unix)]
fn is_still_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(ours), Ok(there)) => ours.dev() == there.dev() && ours.ino() == there.ino(),
        _ => false,
    }
}

/// Elsewhere an open file cannot be removed.
#[cfg(not(unix))]
fn is_still_at(_: &File, _: &Path) -> bool {
    true
}
