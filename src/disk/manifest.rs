//! What we wrote into an output folder: the base of what may ever be replaced or deleted there.
//!
//! In and out: `<output>/.goodfit/manifest.json`. It is sorted and holds no time stamps, so that
//! the same site gives the same bytes. While a site is being published, `journal.json` beside it
//! names what is coming, and what is read is both together (`complete` is false): a build killed in
//! between never forgets what is ours, and which of two versions a file holds does not matter.

use super::folder::{CONTROL, NEVER_TOUCHED};
use super::survey::{Kind, kind_of};
use super::trouble;
use crate::compress::Encoding;
use crate::diagnostics::{Diagnostic, codes::publishing as codes};
use crate::source::OutPath;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

/// The layout of the file. One number up whenever an older program would misread it.
const VERSION: u32 = 1;
/// The manifest's name in the control folder.
const NAME: &str = "manifest.json";
/// The name of what is added to it while a site is being published. It has the same layout.
const JOURNAL: &str = "journal.json";
/// So many files are written as bytes at a time.
const PART: usize = 1024;

/// Length and hash of a file's bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fingerprint {
    pub(super) len: u64,
    pub(super) hash: blake3::Hash,
}

/// The files and folders we made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    /// The date the site was built for.
    pub(super) now: String,
    /// Whether publishing came to its end.
    pub(super) complete: bool,
    /// Folders that were not there before us, relative to the output folder.
    pub(super) folders: BTreeSet<String>,
    /// Our files. More than one fingerprint means that publishing did not come to its end, and
    /// that the file holds any of them.
    pub(super) files: BTreeMap<OutPath, Vec<Fingerprint>>,
    /// Those of them that were made from another one, and from what: see [`made_from`].
    pub(super) made: BTreeMap<OutPath, blake3::Hash>,
}

/// A manifest as it is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listing<'a> {
    pub(super) now: &'a str,
    pub(super) complete: bool,
    pub(super) folders: &'a BTreeSet<String>,
    /// In order.
    pub(super) files: Vec<Listed<'a>>,
}

/// One file of a manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Listed<'a> {
    pub(super) path: &'a OutPath,
    pub(super) prints: &'a [Fingerprint],
    pub(super) made: Option<&'a blake3::Hash>,
}

/// What the bytes of a compressed twin depend on, in one hash: those of its original, and how it was
/// compressed.
pub(super) fn made_from(original: Fingerprint, encoding: Encoding) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(original.hash.as_bytes()).update(encoding.recipe().as_bytes());
    hasher.finalize()
}

#[derive(Deserialize)]
struct Written<'a> {
    version: u32,
    #[serde(borrow)]
    now: Cow<'a, str>,
    complete: bool,
    #[serde(borrow)]
    folders: Vec<Cow<'a, str>>,
    #[serde(borrow)]
    files: Vec<WrittenFile<'a>>,
}

/// All but the files, which stand last.
#[derive(Serialize)]
struct Start<'a> {
    version: u32,
    generator: &'a str,
    now: &'a str,
    complete: bool,
    folders: &'a BTreeSet<String>,
}

#[derive(Serialize, Deserialize)]
struct WrittenFile<'a> {
    #[serde(borrow)]
    path: Cow<'a, str>,
    len: u64,
    #[serde(borrow)]
    hash: Cow<'a, str>,
    #[serde(default, borrow, skip_serializing_if = "Option::is_none")]
    made_from: Option<Cow<'a, str>>,
}

/// One file as it is written: once for each of its fingerprints.
fn write_file(bytes: &mut Vec<u8>, file: &Listed<'_>) {
    let made_from = file.made.map(blake3::Hash::to_hex);
    let mut prints = Cow::Borrowed(file.prints);
    if prints.len() > 1 {
        prints.to_mut().sort_unstable_by_key(|p| (p.len, *p.hash.as_bytes()));
    }
    for print in prints.iter() {
        if !bytes.is_empty() {
            bytes.push(b',');
        }
        let hash = print.hash.to_hex();
        let file = WrittenFile {
            path: file.path.as_str().into(),
            len: print.len,
            hash: hash.as_str().into(),
            made_from: made_from.as_ref().map(|from| from.as_str().into()),
        };
        serde_json::to_writer(&mut *bytes, &file).expect(ALWAYS);
    }
}

/// Why nothing can go wrong.
const ALWAYS: &str = "texts and numbers can always be written as JSON";

#[derive(Deserialize)]
struct Head {
    version: u32,
}

impl Manifest {
    /// Adds a version that a file of ours has, or is about to have.
    pub(super) fn add(&mut self, path: &OutPath, print: Fingerprint) {
        let prints = self.files.entry(path.clone()).or_insert_with(|| Vec::with_capacity(1));
        if !prints.contains(&print) {
            prints.push(print);
        }
    }

    /// Adds what was on its way when a build was stopped.
    fn merge(&mut self, journal: Self) {
        self.now = journal.now;
        self.complete = false;
        self.folders.extend(journal.folders);
        for (path, prints) in journal.files {
            match journal.made.get(&path) {
                Some(from) => self.made.insert(path.clone(), *from),
                None => self.made.remove(&path),
            };
            for print in prints {
                self.add(&path, print);
            }
        }
    }

    /// Whether an output folder has a manifest, be it readable or not.
    ///
    /// # Errors
    /// P010 if it is a symbolic link, P008 if we cannot tell.
    pub(super) fn exists(output: &Path) -> Result<bool, Diagnostic> {
        Ok(is_there(output, NAME)? || is_there(output, JOURNAL)?)
    }

    /// Reads the manifest of an output folder; `None` if there is none.
    ///
    /// # Errors
    /// P008 if there is one that we do not understand, P010 if it is a symbolic link.
    pub(super) fn read(output: &Path) -> Result<Option<Self>, Diagnostic> {
        let one = |name: &str| {
            if !is_there(output, name)? {
                return Ok(None);
            }
            let bytes = fs::read(output.join(CONTROL).join(name))
                .map_err(|cause| unreadable(name, &trouble::reason(&cause)))?;
            Self::parse(&bytes).map(Some).map_err(|why| unreadable(name, &why))
        };
        let mut manifest = one(NAME)?;
        if let Some(journal) = one(JOURNAL)? {
            manifest.get_or_insert_default().merge(journal);
        }
        Ok(manifest)
    }

    pub(super) fn parse(bytes: &[u8]) -> Result<Self, String> {
        let written = match serde_json::from_slice(bytes) {
            Ok(written @ Written { version: VERSION, .. }) => written,
            other => {
                // What follows the version is ours to judge only if we know the version.
                let head: Head = serde_json::from_slice(bytes).map_err(|e| e.to_string())?;
                return Err(match other {
                    Err(problem) if head.version == VERSION => problem.to_string(),
                    _ => format!(
                        "it has version {} and this program knows version {VERSION}",
                        head.version
                    ),
                });
            }
        };
        let mut manifest =
            Self { now: written.now.into_owned(), complete: written.complete, ..Self::default() };
        for folder in &written.folders {
            check_path(folder)?;
        }
        // In order, as they were written, so that the set is made in one go.
        manifest.folders = written.folders.into_iter().map(Cow::into_owned).collect();
        for file in written.files {
            let path = check_path(&file.path)?;
            let no_hash = |_| format!("the hash of `{}` is no hash", file.path);
            let hash = blake3::Hash::from_hex(file.hash.as_bytes()).map_err(no_hash)?;
            if let Some(from) = &file.made_from {
                let from = blake3::Hash::from_hex(from.as_bytes()).map_err(no_hash)?;
                manifest.made.insert(path.clone(), from);
            }
            manifest.add(&path, Fingerprint { len: file.len, hash });
        }
        Ok(manifest)
    }

    /// The manifest as it is to be written.
    pub(super) fn listing(&self) -> Listing<'_> {
        let file = |(path, prints)| Listed { path, prints, made: self.made.get(path) };
        let files =
            self.files.iter().map(|(path, prints)| file((path, prints.as_slice()))).collect();
        Listing { now: &self.now, complete: self.complete, folders: &self.folders, files }
    }

    /// Removes the manifest and what a killed run left of a new one.
    pub(super) fn remove(output: &Path) -> io::Result<()> {
        Self::remove_unfinished(output)?;
        [NAME, JOURNAL]
            .iter()
            .try_for_each(|name| gone(fs::remove_file(output.join(CONTROL).join(name))))
    }

    /// Removes what a killed run left of a new manifest.
    pub(super) fn remove_unfinished(output: &Path) -> io::Result<()> {
        [NAME, JOURNAL]
            .iter()
            .try_for_each(|name| gone(fs::remove_file(output.join(CONTROL).join(fresh(name)))))
    }
}

impl Listing<'_> {
    /// Says what is coming, before anything changes.
    ///
    /// # Errors
    /// P002 if it cannot be written; then nothing of it is there.
    pub(super) fn announce(&self, output: &Path) -> Result<(), Diagnostic> {
        replace(output, JOURNAL, &self.to_parts())
    }

    /// Puts the manifest into an output folder in one step, and takes away what was announced. Where
    /// `last` is there, equal bytes are left alone.
    ///
    /// # Errors
    /// P002 if it cannot be written; then the last manifest and what was announced are still there.
    pub(super) fn write(&self, output: &Path, last: &Manifest) -> Result<(), Diagnostic> {
        let parts = self.to_parts();
        if *self != last.listing() || !is_same(&output.join(CONTROL).join(NAME), &parts) {
            replace(output, NAME, &parts)?;
        }
        gone(fs::remove_file(output.join(CONTROL).join(JOURNAL)))
            .map_err(|cause| cannot_write(JOURNAL, &cause))
    }

    /// The bytes of the file, the same for equal manifests, in pieces.
    fn to_parts(&self) -> Vec<Vec<u8>> {
        let start = Start {
            version: VERSION,
            generator: concat!("goodfit ", env!("CARGO_PKG_VERSION")),
            now: self.now,
            complete: self.complete,
            folders: self.folders,
        };
        let mut start = serde_json::to_vec(&start).expect(ALWAYS);
        start.pop();
        start.extend_from_slice(b",\"files\":[");
        let files = self.files.par_chunks(PART).map(|files| {
            let mut bytes = Vec::with_capacity(256 * files.len());
            files.iter().for_each(|file| write_file(&mut bytes, file));
            bytes
        });
        let mut parts = vec![start];
        for (at, files) in files.collect::<Vec<_>>().into_iter().enumerate() {
            if at > 0 {
                parts.push(b",".to_vec());
            }
            parts.push(files);
        }
        parts.push(b"]}\n".to_vec());
        parts
    }
}

/// Where a file is written before it replaces the one of that name.
fn fresh(name: &str) -> String {
    format!("{name}.new")
}

/// Whether something in the control folder has that name.
fn is_there(output: &Path, name: &str) -> Result<bool, Diagnostic> {
    match kind_of(&output.join(CONTROL).join(name)) {
        Ok(Kind::Missing) => Ok(false),
        Ok(Kind::Link) => Err(trouble::link_in_output(&format!("{CONTROL}/{name}"))),
        Ok(_) => Ok(true),
        Err(cause) => Err(unreadable(name, &trouble::reason(&cause))),
    }
}

fn is_same(file: &Path, parts: &[Vec<u8>]) -> bool {
    let Ok(bytes) = fs::read(file) else { return false };
    let mut rest = bytes.as_slice();
    let mut follows = |part: &Vec<u8>| rest.strip_prefix(part.as_slice()).map(|left| rest = left);
    parts.iter().all(|part| follows(part).is_some()) && rest.is_empty()
}

fn replace(output: &Path, name: &str, parts: &[Vec<u8>]) -> Result<(), Diagnostic> {
    let control = output.join(CONTROL);
    replace_in(&control, name, parts).map_err(|cause| cannot_write(name, &cause))
}

fn replace_in(control: &Path, name: &str, parts: &[Vec<u8>]) -> io::Result<()> {
    let fresh = control.join(fresh(name));
    gone(fs::remove_file(&fresh))?;
    // `create_new`, so that nothing that has the name in the meantime is written through.
    let mut file = OpenOptions::new().write(true).create_new(true).open(&fresh)?;
    let written = parts.iter().try_for_each(|part| file.write_all(part)).and_then(|()| {
        // The only files that are synced. All others can be compared with the site and written
        // again; these say what is ours, and an empty one after a power cut would stop every build.
        file.sync_all()
    });
    if let Err(cause) = written.and_then(|()| fs::rename(&fresh, control.join(name))) {
        // Half a manifest would take the space that a full disk lacks. If it cannot be removed
        // either, the next run will.
        let _ = fs::remove_file(&fresh);
        return Err(cause);
    }
    Ok(())
}

fn cannot_write(name: &str, cause: &io::Error) -> Diagnostic {
    trouble::cannot_write(&format!("{CONTROL}/{name}"), cause)
}

/// What is gone already need not be removed.
pub(super) fn gone(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

fn check_path(text: &str) -> Result<OutPath, String> {
    // A manifest that somebody edited must not make us delete files outside the folder.
    if NEVER_TOUCHED.contains(&text) {
        return Err(format!("it names `{text}`, which is never ours"));
    }
    OutPath::new(text).map_err(|problem| format!("`{text}` is not a path in it: {problem}"))
}

fn unreadable(name: &str, why: &str) -> Diagnostic {
    Diagnostic::new(&codes::BAD_MANIFEST, format!("cannot read `{CONTROL}/{name}`: {why}"))
        .help("move the output folder away and build again")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> OutPath {
        OutPath::new(text).expect("a path")
    }

    fn print_of(text: &str) -> Fingerprint {
        Fingerprint { len: text.len() as u64, hash: blake3::hash(text.as_bytes()) }
    }

    fn bytes(manifest: &Manifest) -> Vec<u8> {
        manifest.listing().to_parts().concat()
    }

    #[test]
    fn what_is_written_is_read_again_whatever_the_order_it_came_in() {
        let (mut one, mut two) = (Manifest::default(), Manifest::default());
        for (name, text) in [("a.html", "x"), ("b/c.html", "y"), ("a.html", "z")] {
            one.add(&path(name), print_of(text));
        }
        for (name, text) in [("a.html", "z"), ("a.html", "x"), ("b/c.html", "y")] {
            two.add(&path(name), print_of(text));
        }
        assert_eq!(bytes(&one), bytes(&two));
        let read = Manifest::parse(&bytes(&one)).expect("our own bytes");
        assert_eq!(read.files.len(), 2);
        assert_eq!(read.files[&path("a.html")].len(), 2);
        assert_eq!(bytes(&read), bytes(&one));
    }

    #[test]
    fn a_manifest_of_another_version_or_with_a_path_that_leaves_is_refused() {
        let refused = |text: &str| Manifest::parse(text.as_bytes()).expect_err("refused");
        assert_eq!(
            refused(r#"{"version":2,"whatever":true}"#),
            "it has version 2 and this program knows version 1"
        );
        assert!(refused("not JSON").contains("line 1"));
        let with = |path: &str| {
            format!(
                r#"{{"version":1,"generator":"g","now":"n","complete":true,"folders":[],
                "files":[{{"path":"{path}","len":0,"hash":"{}"}}]}}"#,
                "0".repeat(64)
            )
        };
        assert!(Manifest::parse(with("a").as_bytes()).is_ok());
        assert!(refused(&with("../a")).contains("would leave the folder"));
        assert!(refused(&with("/etc/passwd")).contains("root of the disk"));
        assert!(refused(&with(".gitignore")).contains("never ours"));
        assert!(refused(&with(".goodfit/lock")).contains("is not a path in it"));
    }
}
