//! Taking a published site away again.
//!
//! In: an output folder. Out: the same folder without what the manifest names. A file that was
//! edited since it was published is somebody's work, so it is left and named.

use super::commit::{Deletion, cannot_delete, delete, remove_empty};
use super::folder::{OutputFolder, Workplace};
use super::manifest::{Fingerprint, Manifest};
use super::survey::{Kind, Survey, look};
use super::trouble;
use crate::diagnostics::{Diagnosed, Diagnostic, any_error, codes::publishing as codes};
use crate::source::OutPath;
use std::fs::File;
use std::io;
use std::path::Path;

/// What cleaning did, in files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cleaned {
    /// Files of ours that are gone.
    pub deleted: usize,
    /// Files of ours that were edited since, or could not be deleted.
    pub kept: usize,
}

/// Deletes the site that was published to a folder: the files that the manifest names and that
/// nobody edited since, the folders that become empty, last the manifest. The output folder itself
/// stays. A folder without a manifest is refused, unless it holds nothing.
pub fn clean(output: &OutputFolder) -> Diagnosed<Cleaned> {
    let mut diagnostics = Vec::new();
    let value = try_clean(output, &mut diagnostics).unwrap_or_else(|problem| {
        diagnostics.push(problem);
        Cleaned::default()
    });
    Diagnosed::new(value, diagnostics)
}

fn try_clean(
    output: &OutputFolder,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Cleaned, Diagnostic> {
    output.check()?;
    if !output.exists()? {
        return Ok(Cleaned::default());
    }
    let (workplace, mut manifest) = Workplace::take(output)?;
    let root = workplace.root();
    let survey = Survey::new(root.to_owned());
    let mut cleaned = Cleaned::default();
    let mut left = Manifest { now: manifest.now.clone(), ..Manifest::default() };
    for (path, prints) in &manifest.files {
        match clean_one(root, &survey, path, prints) {
            Ok(Outcome::Deleted) => cleaned.deleted += 1,
            Ok(Outcome::NotThere) => {}
            Ok(Outcome::Edited) => {
                cleaned.kept += 1;
                diagnostics.push(edited(path));
            }
            Err(cause) => {
                cleaned.kept += 1;
                left.files.insert(path.clone(), prints.clone());
                diagnostics.push(cannot_delete(path.as_str(), &cause));
            }
        }
    }
    remove_empty(root, &mut manifest.folders, |_| false)
        .map_err(|(folder, cause)| trouble::cannot_write(&folder, &cause))?;
    if left.files.is_empty() {
        workplace.forget().map_err(|cause| output.failed(&cause))?;
    } else {
        // Otherwise nobody could tell any more that these files are ours.
        left.folders.clone_from(&manifest.folders);
        left.listing().write(root, &manifest)?;
    }
    debug_assert!(!any_error(diagnostics), "what is left over is a warning");
    Ok(cleaned)
}

enum Outcome {
    Deleted,
    NotThere,
    Edited,
}

fn clean_one(
    root: &Path,
    survey: &Survey,
    path: &OutPath,
    prints: &[Fingerprint],
) -> io::Result<Outcome> {
    let name = path.as_str();
    if survey.obstacle(name)?.is_some() {
        return Ok(Outcome::NotThere);
    }
    let published = root.join(name);
    let (kind, len) = look(&published)?;
    if kind == Kind::File {
        // A file of another length need not be read.
        if prints.iter().all(|print| print.len != len) {
            return Ok(Outcome::Edited);
        }
        let hash = hash(&published)?;
        if prints.iter().all(|print| print.hash != hash) {
            return Ok(Outcome::Edited);
        }
    }
    Ok(match delete(root, survey, name)? {
        Deletion::Deleted => Outcome::Deleted,
        Deletion::NotThere => Outcome::NotThere,
    })
}

fn hash(path: &Path) -> io::Result<blake3::Hash> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(path)?)?;
    Ok(hasher.finalize())
}

fn edited(path: &OutPath) -> Diagnostic {
    Diagnostic::new(
        &codes::CANNOT_DELETE,
        format!("`{path}` was edited after it was published, so it was left"),
    )
    .help("delete it by hand if nobody needs it")
}
