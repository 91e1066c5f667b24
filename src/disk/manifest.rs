//! What we wrote into an output folder: the base of what may ever be replaced or deleted there.
//!
//! In and out: `<output>/.goodfit/manifest.json`. It is sorted and holds no time stamps, so that
//! the same site gives the same bytes. While a site is being published, the manifest is the union
//! of what was there and what is coming (`complete` is false): a build killed in between never
//! forgets what is ours, and which of two versions a file holds does not matter.

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
/// So many files are written as bytes at a time.
const PART: usize = 1024;
/// Where a new manifest is written before it replaces the last one.
const FRESH: &str = "manifest.json.new";

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
fn write_file(
    bytes: &mut Vec<u8>,
    path: &OutPath,
    prints: &[Fingerprint],
    made: Option<&blake3::Hash>,
) {
    let made_from = made.map(blake3::Hash::to_hex);
    let mut prints = Cow::Borrowed(prints);
    if prints.len() > 1 {
        prints.to_mut().sort_unstable_by_key(|p| (p.len, *p.hash.as_bytes()));
    }
    for print in prints.iter() {
        if !bytes.is_empty() {
            bytes.push(b',');
        }
        let hash = print.hash.to_hex();
        let file = WrittenFile {
            path: path.as_str().into(),
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

    /// Whether an output folder has a manifest, be it readable or not.
    ///
    /// # Errors
    /// P010 if it is a symbolic link, P008 if we cannot tell.
    pub(super) fn exists(output: &Path) -> Result<bool, Diagnostic> {
        match kind_of(&output.join(CONTROL).join(NAME)) {
            Ok(Kind::Missing) => Ok(false),
            Ok(Kind::Link) => Err(trouble::link_in_output(&format!("{CONTROL}/{NAME}"))),
            Ok(_) => Ok(true),
            Err(cause) => Err(unreadable(&trouble::reason(&cause))),
        }
    }

    /// Reads the manifest of an output folder; `None` if there is none.
    ///
    /// # Errors
    /// P008 if there is one that we do not understand, P010 if it is a symbolic link.
    pub(super) fn read(output: &Path) -> Result<Option<Self>, Diagnostic> {
        if !Self::exists(output)? {
            return Ok(None);
        }
        let path = output.join(CONTROL).join(NAME);
        let bytes = fs::read(&path).map_err(|cause| unreadable(&trouble::reason(&cause)))?;
        Self::parse(&bytes).map(Some).map_err(|why| unreadable(&why))
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

    /// The bytes of the file, the same for equal manifests.
    fn to_bytes(&self) -> Vec<u8> {
        let start = Start {
            version: VERSION,
            generator: concat!("goodfit ", env!("CARGO_PKG_VERSION")),
            now: &self.now,
            complete: self.complete,
            folders: &self.folders,
        };
        let files: Vec<_> = self.files.iter().collect();
        let parts: Vec<Vec<u8>> = files
            .par_chunks(PART)
            .map(|files| {
                let mut bytes = Vec::with_capacity(256 * files.len());
                for (path, prints) in files {
                    write_file(&mut bytes, path, prints, self.made.get(*path));
                }
                bytes
            })
            .collect();
        let mut bytes = serde_json::to_vec(&start).expect(ALWAYS);
        bytes.pop();
        bytes.extend_from_slice(b",\"files\":[");
        bytes.extend_from_slice(&parts.join(&b','));
        bytes.extend_from_slice(b"]}\n");
        bytes
    }

    /// Puts the manifest into an output folder in one step. Equal bytes are left alone.
    ///
    /// # Errors
    /// P002 if it cannot be written; then the last manifest is still there.
    pub(super) fn write(&self, output: &Path) -> Result<(), Diagnostic> {
        let control = output.join(CONTROL);
        let bytes = self.to_bytes();
        // One that is not complete is written because something else is there.
        let may_be_same = self.complete
            && fs::metadata(control.join(NAME)).is_ok_and(|last| last.len() == bytes.len() as u64);
        if may_be_same && fs::read(control.join(NAME)).is_ok_and(|last| last == bytes) {
            return Ok(());
        }
        replace(&control, &bytes)
            .map_err(|cause| trouble::cannot_write(&format!("{CONTROL}/{NAME}"), &cause))
    }

    /// Removes the manifest and what a killed run left of a new one.
    pub(super) fn remove(output: &Path) -> io::Result<()> {
        Self::remove_unfinished(output)?;
        gone(fs::remove_file(output.join(CONTROL).join(NAME)))
    }

    /// Removes what a killed run left of a new manifest.
    pub(super) fn remove_unfinished(output: &Path) -> io::Result<()> {
        gone(fs::remove_file(output.join(CONTROL).join(FRESH)))
    }
}

fn replace(control: &Path, bytes: &[u8]) -> io::Result<()> {
    let fresh = control.join(FRESH);
    gone(fs::remove_file(&fresh))?;
    // `create_new`, so that nothing that has the name in the meantime is written through.
    let mut file = OpenOptions::new().write(true).create_new(true).open(&fresh)?;
    let written = file.write_all(bytes).and_then(|()| {
        // The one file that is synced. All others can be compared with the site and written again;
        // this one says what is ours, and an empty one after a power cut would stop every build.
        file.sync_all()
    });
    if let Err(cause) = written.and_then(|()| fs::rename(&fresh, control.join(NAME))) {
        // Half a manifest would take the space that a full disk lacks. If it cannot be removed
        // either, the next run will.
        let _ = fs::remove_file(&fresh);
        return Err(cause);
    }
    Ok(())
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

fn unreadable(why: &str) -> Diagnostic {
    Diagnostic::new(&codes::BAD_MANIFEST, format!("cannot read `{CONTROL}/{NAME}`: {why}"))
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

    #[test]
    fn what_is_written_is_read_again_whatever_the_order_it_came_in() {
        let (mut one, mut two) = (Manifest::default(), Manifest::default());
        for (name, text) in [("a.html", "x"), ("b/c.html", "y"), ("a.html", "z")] {
            one.add(&path(name), print_of(text));
        }
        for (name, text) in [("a.html", "z"), ("a.html", "x"), ("b/c.html", "y")] {
            two.add(&path(name), print_of(text));
        }
        assert_eq!(one.to_bytes(), two.to_bytes());
        let read = Manifest::parse(&one.to_bytes()).expect("our own bytes");
        assert_eq!(read.files.len(), 2);
        assert_eq!(read.files[&path("a.html")].len(), 2);
        assert_eq!(read.to_bytes(), one.to_bytes());
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
