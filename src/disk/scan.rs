//! The project's folder as a [`Snapshot`].
//!
//! In: a [`Layout`]. Out: every source file by path, texts in full, of pictures and other files
//! only what pages need to know. What a file means is left to others, and so is a missing
//! `goodfit.yaml` or `content/`.

use super::look::{Look, look, look_again};
use super::{stamp, trouble};
use crate::check::budget;
use crate::diagnostics::{Diagnosed, Diagnostic, codes::publishing as codes};
use crate::memory::{Ledger, Seen};
use crate::source::{Entry, Snapshot, SourcePath};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use walkdir::WalkDir;

/// The folders that are read, all of them optional.
pub(crate) const FOLDERS: [&str; 3] = ["content", "data", "themes"];
/// Files beside the configuration that are read as text, all of them optional.
pub(crate) const BESIDE: [&str; 3] = [budget::PATH, "links.lock.yaml", "urls.lock"];

/// How the names of files end that editors and merges leave beside the one that is edited.
const LEFT_BESIDE: [&str; 7] = [".bak", ".orig", ".rej", ".swo", ".swp", ".tmp", "~"];

/// Where a project's files are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The project's folder.
    pub root: PathBuf,
    /// The configuration, relative to the root.
    pub config: String,
}

impl Layout {
    /// A project whose configuration is `goodfit.yaml`.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into(), config: "goodfit.yaml".to_owned() }
    }

    /// The same project with another configuration, relative to the root.
    #[must_use]
    pub fn with_config(self, config: impl Into<String>) -> Self {
        Self { config: config.into(), ..self }
    }
}

/// Whether a file or folder is passed over because of its name. These are not part of a site:
///
/// - names that begin with a dot: `.git`, `.DS_Store`
/// - what editors and merges leave beside a file: names that end in `~`, `.bak`, `.orig`, `.rej`,
///   `.swo`, `.swp` or `.tmp`, names between two `#`, and names that begin with `~$`
/// - `node_modules` and `Thumbs.db`
#[must_use]
pub fn is_ignored(name: &str) -> bool {
    let folded = name.to_ascii_lowercase();
    name.starts_with('.')
        || name.starts_with("~$")
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
        || LEFT_BESIDE.iter().any(|end| folded.ends_with(end))
        || ["node_modules", "Thumbs.db"].contains(&name)
}

/// Reads the configuration, the files that remember addresses, and everything below `content/`, `data/` and `themes/` that is not
/// ignored ([`is_ignored`]). A file that cannot be read is reported and stays in the snapshot as
/// [`Entry::Unreadable`]. Symbolic links are followed within the project only.
pub fn scan(layout: &Layout) -> Diagnosed<Snapshot> {
    let scanned = run(Walk::new(layout), None);
    Diagnosed::new(scanned.value.snapshot, scanned.diagnostics)
}

/// The sources, and how their files look.
#[derive(Debug, Default)]
pub struct Scanned {
    /// Every source file.
    pub snapshot: Snapshot,
    /// When they were looked at.
    pub at: i64,
    /// How each of them looks.
    pub seen: FxHashMap<SourcePath, Seen>,
    /// Whether nothing has changed since the ledger was written.
    pub is_same: bool,
    /// How many files had to be read to know.
    pub in_doubt: usize,
}

/// Reads what [`scan`] reads, but for texts of `content/` that are as the ledger says: these are read
/// when somebody asks for them.
pub fn scan_again(walk: Walk, ledger: &Ledger) -> Diagnosed<Scanned> {
    run(walk, Some(ledger))
}

/// The names of all source files. Their contents are not looked at yet.
pub struct Walk {
    at: i64,
    /// The project's folder with its links followed, unless it cannot be read.
    root: Result<PathBuf, Box<Diagnostic>>,
    found: Finds,
}

impl Walk {
    /// Walks through the project.
    #[must_use]
    pub fn new(layout: &Layout) -> Self {
        let at = stamp::now();
        let mut found = Finds::default();
        let root = layout.root.canonicalize().map_err(|cause| {
            let message = format!("cannot read the project's folder `{}`", layout.root.display());
            Box::new(trouble::with_cause(&codes::CANNOT_READ, message, &cause))
        });
        if let Ok(root) = &root {
            for folder in FOLDERS {
                find(root, folder, &mut found);
            }
            // Last, because it may lie in one of the folders and then be found twice.
            for name in BESIDE.into_iter().chain([layout.config.as_str()]) {
                find_file(root, name, &mut found);
            }
        }
        Self { at, root, found }
    }
}

fn run(walk: Walk, ledger: Option<&Ledger>) -> Diagnosed<Scanned> {
    let Walk { at, root, found } = walk;
    let mut scanned = Scanned { at, ..Scanned::default() };
    let root = match root {
        Ok(root) => root,
        Err(problem) => return Diagnosed::new(scanned, vec![*problem]),
    };
    let look_into = |file: &Found| match ledger {
        Some(ledger) => look_again(file, ledger),
        None => look(file),
    };
    let read: Vec<_> = found.files.into_par_iter().map(|file| (look_into(&file), file)).collect();
    let mut diagnostics = found.diagnostics;
    let mut same = 0;
    let (mut all_seen, mut entries) =
        (Vec::with_capacity(read.len()), Vec::with_capacity(read.len()));
    for (looked, file) in read {
        let Look { entry, seen, is_same, is_in_doubt } = looked.into_value(&mut diagnostics);
        same += usize::from(is_same);
        scanned.in_doubt += usize::from(is_in_doubt);
        all_seen.extend(seen.map(|seen| (file.path.clone(), seen)));
        entries.push((file.path, entry));
    }
    entries.extend(found.unreadable.into_iter().map(|path| (path, Entry::Unreadable)));
    (scanned.seen, scanned.snapshot) =
        rayon::join(|| all_seen.into_iter().collect(), || entries.into_iter().collect());
    scanned.is_same = ledger.is_some_and(|ledger| same == ledger.sources.len())
        && same == scanned.snapshot.len()
        && diagnostics.is_empty();
    scanned.snapshot.read_with(Arc::new(move |path| {
        let text = String::from_utf8(fs::read(root.join(path.as_str())).ok()?).ok()?;
        Some(text.into())
    }));
    Diagnosed::new(scanned, diagnostics)
}

/// What a walk through the project found.
#[derive(Default)]
struct Finds {
    files: Vec<Found>,
    unreadable: Vec<SourcePath>,
    diagnostics: Vec<Diagnostic>,
}

pub(super) struct Found {
    pub(super) path: SourcePath,
    pub(super) real: PathBuf,
    pub(super) content: Content,
}

/// What is wanted of a file.
#[derive(Clone, Copy)]
pub(super) enum Content {
    /// All of it, whatever it is called.
    Text,
    /// What its extension says.
    ByName,
}

impl Finds {
    fn cannot_read(&mut self, path: SourcePath, problem: Diagnostic) {
        self.diagnostics.push(problem.in_file(&path));
        self.unreadable.push(path);
    }
}

fn find_file(root: &Path, name: &str, found: &mut Finds) {
    let path = match SourcePath::new(name) {
        Ok(path) => path,
        Err(problem) => {
            let message = format!("`{name}` cannot be the name of the configuration: {problem}");
            found.diagnostics.push(Diagnostic::new(&codes::BAD_FILE_NAME, message));
            return;
        }
    };
    let real = root.join(name);
    match real.canonicalize() {
        Ok(target) if !target.starts_with(root) => {
            found.cannot_read(path.clone(), leads_outside(&path));
        }
        // A configuration may have any extension, and half of one would be an empty one.
        Ok(_) => found.files.push(Found { path, real, content: Content::Text }),
        // Whoever needs it says so. A link that leads nowhere is there, though.
        Err(cause) if cause.kind() == ErrorKind::NotFound && !real.is_symlink() => {}
        Err(cause) => found.cannot_read(path.clone(), cannot_read(&path, &cause)),
    }
}

/// Walks through one folder of the project, in whatever order the disk has; a snapshot is in order.
fn find(root: &Path, folder: &str, found: &mut Finds) {
    let top = root.join(folder);
    if fs::symlink_metadata(&top).is_err_and(|cause| cause.kind() == ErrorKind::NotFound) {
        return;
    }
    let mut walk = WalkDir::new(&top).follow_links(true).into_iter();
    while let Some(step) = walk.next() {
        let (real, depth) = match &step {
            Ok(entry) => (entry.path().to_owned(), entry.depth()),
            Err(problem) => (problem.path().unwrap_or(&top).to_owned(), problem.depth()),
        };
        // Not asked of the disk: where the walk failed at a folder, it is not inside it, and to
        // skip the current folder would skip the one around it.
        let entered = step.as_ref().is_ok_and(|entry| entry.file_type().is_dir());
        // Also where the walk failed: the lock files of some editors are links to nowhere.
        let ignored = depth > 0 && real.file_name().and_then(OsStr::to_str).is_some_and(is_ignored);
        let kept = match (ignored, source_path(root, &real)) {
            (true, _) => None,
            (false, Ok(path)) => Some(path),
            (false, Err(problem)) => {
                found.diagnostics.push(problem);
                None
            }
        };
        let goes_on = match (kept, step) {
            (None, _) => false,
            (Some(path), Ok(entry)) => visit(root, &entry, path, found),
            (Some(path), Err(problem)) => {
                let problem = walk_failed(root, &path, &real, &problem);
                found.cannot_read(path, problem);
                // The walk did not enter it.
                true
            }
        };
        if entered && !goes_on {
            walk.skip_current_dir();
        }
    }
}

/// Takes note of one file or folder, and says whether to go into it.
fn visit(root: &Path, entry: &walkdir::DirEntry, path: SourcePath, found: &mut Finds) -> bool {
    let real = entry.path();
    if entry.path_is_symlink()
        && let Err(problem) = check_link(root, real, &path)
    {
        found.cannot_read(path, problem);
        return false;
    }
    let kind = entry.file_type();
    if kind.is_file() {
        found.files.push(Found { path, real: real.to_owned(), content: Content::ByName });
    } else if !kind.is_dir() {
        // Reading a pipe would wait for ever.
        let message = format!("`{path}` is neither a file nor a folder");
        found.cannot_read(path, Diagnostic::new(&codes::CANNOT_READ, message));
    }
    true
}

/// Whether a link leads to something in the project that it does not itself lie in.
fn check_link(root: &Path, link: &Path, path: &SourcePath) -> Result<(), Diagnostic> {
    let failed = |cause: io::Error| cannot_read(path, &cause);
    let target = link.canonicalize().map_err(failed)?;
    if !target.starts_with(root) {
        return Err(leads_outside(path));
    }
    // The walk notices a loop only once it has gone all the way round, and until then sees
    // everything twice; through a link to the project it would see the output as well.
    let around = link.parent().unwrap_or(root).canonicalize().map_err(failed)?;
    if around.starts_with(&target) {
        let name = target.strip_prefix(root).unwrap_or(&target).display().to_string();
        return Err(leads_back(path, &name));
    }
    Ok(())
}

/// The path inside the project; a problem if the name cannot be one.
fn source_path(root: &Path, real: &Path) -> Result<SourcePath, Diagnostic> {
    let inside = real.strip_prefix(root).unwrap_or(real);
    let problem = match inside.to_str() {
        // The separator of the system we run on; a backslash elsewhere is part of a name.
        Some(text) => match SourcePath::new(&text.replace(std::path::MAIN_SEPARATOR, "/")) {
            Ok(path) => return Ok(path),
            Err(problem) => problem.to_string(),
        },
        None => "it is not UTF-8".to_owned(),
    };
    // Debug escapes what would upset a terminal.
    let shown = format!("{:?}", inside.to_string_lossy());
    Err(Diagnostic::new(
        &codes::BAD_FILE_NAME,
        format!("the name `{}` cannot be used: {problem}", shown.trim_matches('"')),
    )
    .help("rename the file"))
}

fn walk_failed(
    root: &Path,
    path: &SourcePath,
    real: &Path,
    problem: &walkdir::Error,
) -> Diagnostic {
    if let Some(around) = problem.loop_ancestor() {
        let around = around.strip_prefix(root).unwrap_or(around).display().to_string();
        return leads_back(path, &around);
    }
    match problem.io_error() {
        Some(cause) if cause.kind() == ErrorKind::NotFound && real.is_symlink() => Diagnostic::new(
            &codes::CANNOT_READ,
            format!("the symbolic link `{path}` leads nowhere"),
        )
        .help("remove the link, or restore what it leads to"),
        Some(cause) => cannot_read(path, cause),
        None => Diagnostic::new(&codes::CANNOT_READ, format!("cannot read `{path}`")),
    }
}

fn leads_back(path: &SourcePath, around: &str) -> Diagnostic {
    let around = if around.is_empty() { "the project".to_owned() } else { format!("`{around}`") };
    Diagnostic::new(
        &codes::CANNOT_READ,
        format!("the symbolic link `{path}` leads back to {around}, which it lies in"),
    )
    .help("remove the link")
}

pub(super) fn cannot_read(path: &SourcePath, cause: &io::Error) -> Diagnostic {
    trouble::with_cause(&codes::CANNOT_READ, format!("cannot read `{path}`"), cause)
}

/// A link leads out of the project.
pub(super) fn leads_outside(path: &SourcePath) -> Diagnostic {
    Diagnostic::new(
        &codes::SYMLINK_OUTSIDE,
        format!("the symbolic link `{path}` leads out of the project"),
    )
    .in_file(path)
    .help("copy the file into the project")
}
