//! The moment in which a staged site becomes the published one.
//!
//! In: what was placed, and the last manifest. Out: files in place, what is stale gone. The order
//! makes it safe to be killed anywhere: first the journal that names what is new, then
//! styles and pictures, then pages (a new page never asks for a style sheet that is not there
//! yet), then deletions (an old page never loses its pictures before it goes), last the manifest
//! of what is there.

use super::folder::Workplace;
use super::manifest::{Listed, Listing, Manifest, gone};
use super::publish::{Placed, Published, Target};
use super::survey::{Kind, Survey, kind_of};
use super::trouble;
use crate::diagnostics::{Diagnosed, Diagnostic, codes::publishing as codes};
use crate::outputs::is_page;
use crate::source::{OutPath, folders_of};
use rustc_hash::FxHashSet;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

/// Publishes everything placed. Meanwhile `first` runs, and when all is in its place `then` takes what
/// came of it, while the manifest is written.
pub(super) fn run<T: Send>(
    workplace: &Workplace,
    last: &Manifest,
    placed: &BTreeMap<OutPath, Placed>,
    now: &str,
    (first, then): (impl FnOnce() -> T + Send, impl FnOnce(T) + Send),
) -> Diagnosed<Published> {
    let mut publication = Publication {
        workplace,
        last,
        placed,
        stale: BTreeSet::new(),
        ready: HashSet::new(),
        made: BTreeSet::new(),
        deleted: BTreeSet::new(),
        moved: FxHashSet::default(),
        diagnostics: Vec::new(),
    };
    let value = match publication.run(now, first, then) {
        Ok(published) => published,
        Err(problem) => {
            publication.diagnostics.push(problem);
            Published { written: publication.moved.len(), ..Published::default() }
        }
    };
    Diagnosed::new(value, publication.diagnostics)
}

struct Publication<'a> {
    workplace: &'a Workplace,
    last: &'a Manifest,
    placed: &'a BTreeMap<OutPath, Placed>,
    /// Ours, and no longer part of the site.
    stale: BTreeSet<&'a OutPath>,
    /// Folders that are known to be there.
    ready: HashSet<String>,
    /// Those of them that this run made.
    made: BTreeSet<String>,
    /// Stale files that are gone, by us or by others.
    deleted: BTreeSet<&'a OutPath>,
    /// Staged files that are in their place by now.
    moved: FxHashSet<&'a OutPath>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Publication<'a> {
    fn run<T: Send>(
        &mut self,
        now: &str,
        first: impl FnOnce() -> T + Send,
        then: impl FnOnce(T) + Send,
    ) -> Result<Published, Diagnostic> {
        let (done, came) = rayon::join(|| self.replace_files(now), first);
        let (folders, deleted) = done?;
        let after = self.after(now, &folders);
        let root = self.workplace.root();
        let (written, ()) = rayon::join(|| after.write(root, self.last), || then(came));
        written?;
        Ok(Published {
            written: self.moved.len(),
            unchanged: self.placed.len() - self.moved.len(),
            deleted,
        })
    }

    /// Everything but the manifest. Out: the folders of ours, and how many files were deleted.
    fn replace_files(&mut self, now: &str) -> Result<(BTreeSet<String>, usize), Diagnostic> {
        let (needed, (mut new, stale)) = rayon::join(|| self.folders(), || self.differences());
        let needed = needed?;
        self.stale = stale;
        let root = self.workplace.root();
        if !self.stale.is_empty() || new.iter().any(|(_, placed)| placed.staged.is_some()) {
            self.journal(&new, now)?.listing().announce(root)?;
        }
        if let Err(problem) = self.move_into_place() {
            // What did not get into its place is not ours: somebody else's file may be there. If that cannot
            // be written down either, more is ours than there is.
            new.retain(|(path, placed)| placed.staged.is_none() || self.moved.contains(path));
            let _ = self.journal(&new, now).and_then(|left| left.listing().announce(root));
            return Err(self.interrupted(problem));
        }
        let deleted = self.delete_stale();
        Ok((self.remove_empty_folders(&needed)?, deleted))
    }

    /// What was placed and is not as the manifest says, and what of ours was not placed.
    fn differences(&self) -> (Vec<(&'a OutPath, &'a Placed)>, BTreeSet<&'a OutPath>) {
        let (mut new, mut stale) = (Vec::new(), BTreeSet::new());
        // Both are in order, and nearly all of them are the same.
        let mut known = self.last.files.iter().peekable();
        for (path, placed) in self.placed {
            let mut before = None;
            while let Some((known, prints)) = known.next_if(|(known, _)| *known <= path) {
                if known == path {
                    before = Some(prints);
                } else {
                    stale.insert(known);
                }
            }
            let is_known = before.is_some_and(|prints| prints.contains(&placed.print));
            if placed.staged.is_some() || !is_known {
                new.push((path, placed));
            }
        }
        stale.extend(known.map(|(path, _)| path));
        (new, stale)
    }

    /// The folders that files were placed in. No folder can be a file too: the plan sees to that;
    /// here it would cost somebody a page.
    fn folders(&self) -> Result<FxHashSet<&'a str>, Diagnostic> {
        let mut folders = FxHashSet::default();
        folders.reserve(self.placed.len());
        for path in self.placed.keys() {
            // From the innermost on: above a folder that was seen there is nothing new.
            let _ = folders_of(path.as_str()).rev().all(|folder| folders.insert(folder));
        }
        let Some(both) = self.placed.keys().find(|path| folders.contains(path.as_str())) else {
            return Ok(folders);
        };
        let inside =
            |path: &&OutPath| folders_of(path.as_str()).any(|folder| folder == both.as_str());
        let inside = self.placed.keys().find(inside).unwrap_or(both);
        let what = format!("`{both}` is both a file and a folder of this site");
        Err(trouble::in_the_way(inside.as_str(), &what))
    }

    /// What is ours from now on beside what the manifest names. If that is not all there is, because a
    /// build was stopped, it is said once more.
    fn journal(&self, new: &[(&OutPath, &Placed)], now: &str) -> Result<Manifest, Diagnostic> {
        let mut journal = if self.last.complete { Manifest::default() } else { self.last.clone() };
        now.clone_into(&mut journal.now);
        journal.complete = false;
        let survey = Survey::new(self.workplace.root().to_owned());
        for &(path, placed) in new.iter().filter(|(_, placed)| is_ours(placed)) {
            journal.add(path, placed.print);
            if placed.staged.is_none() {
                continue;
            }
            // Until all is in place, nobody knows from what this file was made.
            journal.made.remove(path);
            let name = path.as_str();
            let obstacle = survey
                .obstacle(name)
                .map_err(|cause| trouble::cannot_write(name, &cause))?
                .map_or(usize::MAX, |(folder, _)| folder.len());
            // From the first one that is missing on, all of them will be made by us.
            let missing = folders_of(name).filter(|folder| folder.len() >= obstacle);
            journal.folders.extend(missing.map(str::to_owned));
        }
        journal.folders.extend(self.made.iter().cloned());
        Ok(journal)
    }

    /// What was placed and is ours. A file that was there before us and is equal stays theirs.
    fn ours(&self) -> impl Iterator<Item = (&'a OutPath, &'a Placed)> + use<'a> {
        self.placed.iter().filter(|(_, placed)| is_ours(placed))
    }

    fn move_into_place(&mut self) -> Result<(), Diagnostic> {
        for pages in [false, true] {
            for (path, placed) in self.placed {
                if let Some(number) = placed.staged
                    && is_page(path.as_str()) == pages
                {
                    let staged = self.workplace.staged(number);
                    self.move_one(path, placed.target, &staged).map_err(
                        |problem| match problem {
                            Problem::Io(cause) => trouble::cannot_write(path.as_str(), &cause),
                            Problem::Told(diagnostic) => *diagnostic,
                        },
                    )?;
                    self.moved.insert(path);
                }
            }
        }
        Ok(())
    }

    fn move_one(&mut self, path: &OutPath, target: Target, staged: &Path) -> Result<(), Problem> {
        let name = path.as_str();
        for folder in folders_of(name) {
            self.make_folder(folder, name)?;
        }
        let published = self.workplace.root().join(name);
        if target == Target::OurFolder {
            self.remove_our_folder(name)?;
        }
        // Rendering takes seconds, in which somebody may have put a file here. Nobody did in a
        // folder that we made just now.
        let parent = folders_of(name).next_back();
        if target == Target::Free
            && !parent.is_some_and(|parent| self.made.contains(parent))
            && kind_of(&published)? != Kind::Missing
        {
            return Err(trouble::in_the_way(name, "something appeared there during the build")
                .help("move it away, then build again")
                .into());
        }
        // Replaces a link rather than following it, and is all or nothing.
        Ok(fs::rename(staged, published)?)
    }

    fn make_folder(&mut self, folder: &str, wanted: &str) -> Result<(), Problem> {
        if self.ready.contains(folder) {
            return Ok(());
        }
        let path = self.workplace.root().join(folder);
        match fs::create_dir(&path) {
            Ok(()) => {
                self.made.insert(folder.to_owned());
            }
            Err(cause) if cause.kind() != ErrorKind::AlreadyExists => return Err(cause.into()),
            Err(_) => match kind_of(&path)? {
                Kind::Folder => {}
                Kind::Link => return Err(trouble::link_in_output(folder).into()),
                Kind::File if self.is_stale(folder) => {
                    fs::remove_file(&path)?;
                    self.note_deleted(folder);
                    fs::create_dir(&path)?;
                    self.made.insert(folder.to_owned());
                }
                _ => {
                    let what = format!("`{folder}` is not a folder");
                    return Err(trouble::in_the_way(wanted, &what).into());
                }
            },
        }
        self.ready.insert(folder.to_owned());
        Ok(())
    }

    /// Empties and removes a folder of stale files that has to make way for a file.
    fn remove_our_folder(&mut self, folder: &str) -> Result<(), Problem> {
        let root = self.workplace.root();
        for entry in fs::read_dir(root.join(folder))? {
            let name = format!("{folder}/{}", entry?.file_name().to_string_lossy());
            match kind_of(&root.join(&name))? {
                Kind::Folder => self.remove_our_folder(&name)?,
                Kind::File if self.is_stale(&name) => {
                    fs::remove_file(root.join(&name))?;
                    self.note_deleted(&name);
                }
                _ => {
                    return Err(trouble::in_the_way(
                        folder,
                        &format!("a folder has that name, and `{name}` is not ours to delete"),
                    )
                    .into());
                }
            }
        }
        Ok(fs::remove_dir(root.join(folder))?)
    }

    fn is_stale(&self, name: &str) -> bool {
        OutPath::new(name).is_ok_and(|path| self.stale.contains(&path))
    }

    fn note_deleted(&mut self, name: &str) {
        if let Ok(path) = OutPath::new(name)
            && let Some(&path) = self.stale.get(&path)
        {
            self.deleted.insert(path);
        }
    }

    /// Deletes what is no longer part of the site, and gives how many files that were. What cannot
    /// be deleted stays in the manifest, so that the next build tries again.
    fn delete_stale(&mut self) -> usize {
        let survey = Survey::new(self.workplace.root().to_owned());
        let mut count = self.deleted.len();
        for &path in &self.stale {
            if self.deleted.contains(path) {
                continue;
            }
            match delete(self.workplace.root(), &survey, path.as_str()) {
                Ok(Deletion::Deleted) => count += 1,
                Ok(Deletion::NotThere) => {}
                Err(cause) => {
                    self.diagnostics.push(cannot_delete(path.as_str(), &cause));
                    continue;
                }
            }
            self.deleted.insert(path);
        }
        count
    }

    /// Removes folders of ours that nothing is in any more, and gives those that are still there.
    fn remove_empty_folders(
        &self,
        needed: &FxHashSet<&str>,
    ) -> Result<BTreeSet<String>, Diagnostic> {
        let mut kept = self.last.folders.clone();
        kept.extend(self.made.iter().cloned());
        remove_empty(self.workplace.root(), &mut kept, |folder| needed.contains(folder))
            .map_err(|(folder, cause)| trouble::cannot_write(&folder, &cause))?;
        Ok(kept)
    }

    /// The manifest of what is there when all is done.
    fn after<'b>(&'b self, now: &'b str, folders: &'b BTreeSet<String>) -> Listing<'b> {
        let ours = self.ours().map(|(path, placed)| Listed {
            path,
            prints: std::slice::from_ref(&placed.print),
            made: placed.made_from.as_ref(),
        });
        let mut files: Vec<Listed<'b>> = ours.collect();
        let placed = files.len();
        files.extend(self.stale.difference(&self.deleted).map(|&path| Listed {
            path,
            prints: &self.last.files[path],
            made: None,
        }));
        if files.len() > placed {
            files.sort_unstable_by_key(|file| file.path);
        }
        Listing { now, complete: true, folders, files }
    }

    fn interrupted(&self, problem: Diagnostic) -> Diagnostic {
        let staged = self.placed.values().filter(|p| p.staged.is_some()).count();
        problem.note(format!(
            "{} of {staged} new files are in place; every file is whole, and the next build \
             completes the rest",
            self.moved.len()
        ))
    }
}

fn is_ours(placed: &Placed) -> bool {
    !matches!(placed.target, Target::Theirs(_))
}

/// Why a file could not be moved into place.
enum Problem {
    Io(io::Error),
    Told(Box<Diagnostic>),
}

impl From<io::Error> for Problem {
    fn from(cause: io::Error) -> Self {
        Self::Io(cause)
    }
}

impl From<Diagnostic> for Problem {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Told(Box::new(diagnostic))
    }
}

/// What became of a file that had to go.
pub(super) enum Deletion {
    Deleted,
    /// There is no such file, or something else has its name by now.
    NotThere,
}

/// Deletes a file, if it is one and no link is on the way to it.
pub(super) fn delete(root: &Path, survey: &Survey, name: &str) -> io::Result<Deletion> {
    let path = root.join(name);
    if survey.obstacle(name)?.is_some() || kind_of(&path)? != Kind::File {
        return Ok(Deletion::NotThere);
    }
    gone(fs::remove_file(path))?;
    Ok(Deletion::Deleted)
}

/// A file of ours is still there.
pub(super) fn cannot_delete(name: &str, cause: &io::Error) -> Diagnostic {
    trouble::with_cause(&codes::CANNOT_DELETE, format!("cannot delete `{name}`"), cause)
}

/// Removes those folders that are empty and not `needed`; in `folders` remain those still there.
pub(super) fn remove_empty(
    root: &Path,
    folders: &mut BTreeSet<String>,
    needed: impl Fn(&str) -> bool,
) -> Result<(), (String, io::Error)> {
    let survey = Survey::new(root.to_owned());
    let candidates: Vec<String> = folders.iter().filter(|f| !needed(f)).cloned().collect();
    // A folder sorts before what is in it, so from the end the inner ones come first.
    for folder in candidates.into_iter().rev() {
        let reachable = match survey.obstacle(&folder) {
            Ok(obstacle) => obstacle.is_none(),
            Err(cause) => return Err((folder, cause)),
        };
        // Does nothing to a folder with anything in it, to a file, or to a link.
        let removed = if reachable { fs::remove_dir(root.join(&folder)) } else { Ok(()) };
        let still_there = match removed {
            Ok(()) => false,
            Err(cause) => !matches!(cause.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory),
        };
        if !still_there {
            folders.remove(&folder);
        }
    }
    Ok(())
}
