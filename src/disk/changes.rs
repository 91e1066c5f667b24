//! What has to be done at a host so that it has the site of an output folder.
//!
//! In: an output folder with its manifest, and the manifest of the last deployment. Out: what to
//! upload and what to delete, in an order that is safe for readers. Doing it is left to the tools of
//! the host.

use super::folder::{CONTROL, OutputFolder};
use super::manifest::{Fingerprint, Manifest};
use super::trouble;
use crate::compress::{self, Encoding};
use crate::outputs::is_page;
use crate::source::OutPath;
use std::fs;
use std::path::Path;

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// All of one step has to be done before the next one begins.
    pub step: Step,
    /// Which file.
    pub path: OutPath,
    /// What is in it: its length, and the BLAKE3 hash in hexadecimal digits.
    pub len: u64,
    /// See `len`.
    pub hash: String,
    /// If the file is a compressed twin: which file it was made from, the hash of that, and how.
    pub twin_of: Option<(String, String, Encoding)>,
}

/// The steps of a deployment. A page never asks for what is not there yet, and what a page asks for
/// goes after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Stylesheets, pictures and whatever else is no page.
    UploadFiles = 1,
    /// Pages.
    UploadPages,
    /// Pages that are no longer part of the site.
    DeletePages,
    /// What else is no longer part of it.
    DeleteFiles,
}

/// All there is to do, in order, and how many files stay as they are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// By step, then by path.
    pub changes: Vec<Change>,
    /// Files that are at the host already.
    pub unchanged: usize,
}

/// Compares the manifest of an output folder with an earlier one; without it, everything is new.
///
/// # Errors
/// A sentence, if one of them is not there or cannot be read, or the build did not come to its end.
pub fn changes(output: &OutputFolder, since: Option<&Path>) -> Result<Changes, String> {
    let shown = output.path().display();
    let new = match Manifest::read(output.path()) {
        Ok(Some(new)) => new,
        Ok(None) => {
            return Err(format!("`{shown}` holds no built site; `goodfit build` makes one"));
        }
        Err(problem) => return Err(problem.message),
    };
    if !new.complete {
        return Err(format!("the last build to `{shown}` was stopped; build again"));
    }
    let old = since.map_or_else(|| Ok(Manifest::default()), read)?;
    Ok(compare(&old, &new))
}

fn read(path: &Path) -> Result<Manifest, String> {
    let shown = path.display();
    let bytes = fs::read(path).map_err(|cause| {
        format!(
            "cannot read `{shown}`: {}; name a copy of `{CONTROL}/manifest.json` from the last \
             deployment, or leave `--since` out to upload everything",
            trouble::reason(&cause)
        )
    })?;
    Manifest::parse(&bytes).map_err(|why| format!("`{shown}` is no manifest: {why}"))
}

fn compare(old: &Manifest, new: &Manifest) -> Changes {
    let mut found = Changes::default();
    for (path, prints) in &new.files {
        // A manifest that is complete has one for each file.
        let Some(&print) = prints.first() else { continue };
        if old.files.get(path) == Some(prints) {
            found.unchanged += 1;
            continue;
        }
        let steps = [Step::UploadFiles, Step::UploadPages];
        let mut one = change(path, steps, print);
        one.twin_of = twin_of(new, path);
        found.changes.push(one);
    }
    for (path, prints) in &old.files {
        if !new.files.contains_key(path)
            && let Some(&print) = prints.first()
        {
            let steps = [Step::DeleteFiles, Step::DeletePages];
            found.changes.push(change(path, steps, print));
        }
    }
    // It is stable, so paths stay in order.
    found.changes.sort_by_key(|change| change.step);
    found
}

/// What we made a file from, if we did. An author's own archive has the same kind of name.
fn twin_of(manifest: &Manifest, path: &OutPath) -> Option<(String, String, Encoding)> {
    manifest.made.get(path)?;
    let (name, encoding) = compress::original(path.as_str())?;
    let print = manifest.files.get(&OutPath::new(name).ok()?)?.first()?;
    Some((name.to_owned(), print.hash.to_hex().to_string(), encoding))
}

fn change(path: &OutPath, [file, page]: [Step; 2], print: Fingerprint) -> Change {
    Change {
        step: if is_page(path.as_str()) { page } else { file },
        path: path.clone(),
        len: print.len,
        hash: print.hash.to_hex().to_string(),
        twin_of: None,
    }
}
