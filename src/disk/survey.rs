//! What stands where, inside one folder: each path is looked at once.
//!
//! In: a folder and paths below it. Out: facts. Whether a fact is a problem is up to the caller.

use crate::source::folders_of;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};

/// What has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Missing,
    Folder,
    File,
    /// A symbolic link, wherever it leads.
    Link,
    /// A pipe, a socket, a device.
    Other,
}

/// What has that name, without following a link.
pub(super) fn kind_of(path: &Path) -> io::Result<Kind> {
    Ok(look(path)?.0)
}

/// What has that name, and its length if it is a file.
pub(super) fn look(path: &Path) -> io::Result<(Kind, u64)> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_symlink() => Ok((Kind::Link, 0)),
        Ok(found) if found.is_dir() => Ok((Kind::Folder, 0)),
        Ok(found) if found.is_file() => Ok((Kind::File, found.len())),
        Ok(_) => Ok((Kind::Other, 0)),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok((Kind::Missing, 0)),
        Err(cause) => Err(cause),
    }
}

/// So many folders in one are read as a list.
const CROWD: usize = 8;

/// Remembers what was seen, for many threads. A survey is right for as long as nobody changes the
/// folders, so each phase makes its own.
#[derive(Debug)]
pub(super) struct Survey {
    root: PathBuf,
    seen: RwLock<FxHashMap<String, Kind>>,
}

impl Survey {
    pub(super) fn new(root: PathBuf) -> Self {
        Self { root, seen: RwLock::default() }
    }

    /// The first thing on the way to `path` that is not a folder, and its name; `None` if all of
    /// the way is there.
    pub(super) fn obstacle<'p>(&self, path: &'p str) -> io::Result<Option<(&'p str, Kind)>> {
        // A folder is looked at after those that it is in, so above one that is known to be a folder there
        // is nothing else.
        if folders_of(path).next_back().is_some_and(|last| self.seen(last) == Some(Kind::Folder)) {
            return Ok(None);
        }
        for folder in folders_of(path) {
            match self.kind(folder)? {
                Kind::Folder => {}
                other => return Ok(Some((folder, other))),
            }
        }
        Ok(None)
    }

    /// Looks at all folders that these paths lie in and that have many beside them, which is quicker than to
    /// look at them one by one. What cannot be read is looked at when somebody asks for it.
    pub(super) fn look_ahead<'p>(&self, paths: impl Iterator<Item = &'p str>) {
        let mut beside: FxHashMap<&str, usize> = FxHashMap::default();
        let mut last = "";
        for folder in paths.filter_map(|path| folders_of(path).next_back()) {
            if folder != last {
                *beside
                    .entry(folder.rsplit_once('/').map_or("", |(above, _)| above))
                    .or_default() += 1;
                last = folder;
            }
        }
        let crowded: Vec<&str> = beside
            .into_iter()
            .filter(|(_, many)| *many >= CROWD)
            .map(|(folder, _)| folder)
            .collect();
        crowded.par_iter().for_each(|folder| {
            let way = if folder.is_empty() { String::new() } else { format!("{folder}/") };
            if matches!(self.obstacle(&way), Ok(None)) {
                let _ = self.list(&way);
            }
        });
    }

    fn list(&self, way: &str) -> io::Result<()> {
        let mut found = Vec::new();
        for entry in fs::read_dir(self.root.join(way))? {
            let entry = entry?;
            let (name, kind) = (entry.file_name(), entry.file_type()?);
            if let Some(name) = name.to_str().filter(|_| kind.is_dir()) {
                found.push((format!("{way}{name}"), Kind::Folder));
            }
        }
        self.seen.write().unwrap_or_else(PoisonError::into_inner).extend(found);
        Ok(())
    }

    fn kind(&self, folder: &str) -> io::Result<Kind> {
        if let Some(kind) = self.seen(folder) {
            return Ok(kind);
        }
        // Not under the lock: two threads may look at the same folder, and see the same.
        let kind = kind_of(&self.root.join(folder))?;
        let mut seen = self.seen.write().unwrap_or_else(PoisonError::into_inner);
        seen.insert(folder.to_owned(), kind);
        Ok(kind)
    }

    fn seen(&self, folder: &str) -> Option<Kind> {
        self.seen.read().unwrap_or_else(PoisonError::into_inner).get(folder).copied()
    }
}
