//! Outputs that are published already, as they would be rendered now.
//!
//! In: what the last build left, by path. Out: whether it is still there, and then it counts as put.

use super::publish::{Placed, Stage, Target};
use super::{stamp, trouble};
use crate::diagnostics::Diagnostic;
use crate::memory::{Output, Stamp};
use crate::source::{Digest, OutPath};
use rustc_hash::FxHashMap;
use std::fs;
use std::io;
use std::sync::PoisonError;

/// A published file that stays as it is.
#[derive(Debug)]
pub struct Kept {
    /// How it looks.
    pub stamp: Stamp,
    placed: Placed,
}

impl Stage {
    /// Whether a published file is ours and, as far as can be told, as `left` says. How it looks is enough unless it was looked at (at the time `at`) too soon after it was
    /// written; then it is read.
    ///
    /// # Errors
    /// If it cannot be told.
    pub fn is_left(
        &self,
        path: &OutPath,
        left: &Output,
        at: i64,
    ) -> Result<Option<Kept>, Diagnostic> {
        let Some(desk) = self.desk.get() else { return Ok(None) };
        // Of a build that did not come to its end there may be more than one.
        let Some([print]) = desk.last.files.get(path).map(Vec::as_slice) else { return Ok(None) };
        if *print.hash.as_bytes() != left.bytes {
            return Ok(None);
        }
        let name = path.as_str();
        let failed = |cause: io::Error| trouble::cannot_write(name, &cause);
        if desk.survey.obstacle(name).map_err(failed)?.is_some() {
            return Ok(None);
        }
        let file = desk.workplace.root().join(name);
        let Ok(found) = fs::symlink_metadata(&file) else { return Ok(None) };
        let stamp = stamp::stamp(&found);
        if !found.is_file() || stamp.len != print.len {
            return Ok(None);
        }
        let is_same = stamp::is_same(&left.stamp, at, &stamp)
            || fs::read(&file).is_ok_and(|bytes| blake3::hash(&bytes) == print.hash);
        let made_from = desk.last.made.get(path).copied();
        let target = Target::Ours(print.len);
        let placed = Placed { print: *print, staged: None, target, made_from };
        Ok(is_same.then_some(Kept { stamp, placed }))
    }

    /// Makes it quicker to ask for many files, which are in order.
    pub fn look_ahead<'p>(&self, paths: impl Iterator<Item = &'p OutPath>) {
        if let Some(desk) = self.desk.get() {
            desk.survey.look_ahead(paths.map(OutPath::as_str));
        }
    }

    /// Takes files for put that [`Stage::is_left`] has found, each once.
    pub fn keep(&self, files: impl IntoIterator<Item = (OutPath, Kept)>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.reserve(self.desk.get().map_or(0, |desk| desk.last.files.len()));
        kept.extend(files.into_iter().map(|(path, file)| (path, file.placed)));
    }

    /// The hash of everything that was put or kept so far.
    #[must_use]
    pub fn prints(&self) -> Vec<(OutPath, Digest)> {
        let hash =
            |(path, placed): (&OutPath, &Placed)| (path.clone(), *placed.print.hash.as_bytes());
        let placed = self.placed.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        placed.iter().chain(kept.iter().map(|(path, placed)| (path, placed))).map(hash).collect()
    }

    /// Whether the folder holds nothing of ours but these files.
    #[must_use]
    pub fn is_all_there(&self, files: &FxHashMap<OutPath, Stamp>) -> bool {
        let Some(desk) = self.desk.get() else { return false };
        desk.last.complete && desk.last.files.keys().all(|path| files.contains_key(path))
    }
}
