//! The memory of builds on the disk: the ledger and the store of pages, in the cache folder.
//!
//! In: the folder. Out: a [`Ledger`] and [`Pages`], empty if there are none, and the right to replace
//! them, which one process has at a time. A build that does not get it remembers nothing, and works.
//! The ledger is replaced in one step, so a killed build leaves the old one; what is old in it is
//! noticed, because it says how every file looked. What the old one names in the store is there for
//! as long as it is: pages are added behind the others, and if most of a store is no longer in use,
//! they move to a new one, whose file is another.

use super::trouble::reason;
use crate::memory::{About, Ledger, Output, Pages, Record, Seen, Sources, Store};
use crate::source::{OutPath, SourcePath};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

const MEMORY: &str = "memory";
const FRESH: &str = "memory.new";
const LOCK: &str = "lock";
/// The name of a store; its number follows.
const STORE: &str = "pages-";
/// So much of a store is read at a time, on several threads.
const PIECE: usize = 1 << 20;

/// Why a memory is not written.
const TOO_LARGE: &str = "it would be too large";

/// A memory that is about to be written.
#[derive(Debug)]
pub struct Begun {
    sources: Sources,
    /// The store that is added to.
    store: Store,
    /// Whether that is a new one.
    moves: bool,
}

/// The cache folder, for as long as it is ours.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    /// Locked until it is dropped.
    _lock: File,
}

impl Cache {
    /// Takes the folder, and makes it if there is none.
    ///
    /// # Errors
    /// In plain words, if it cannot be used or another build has it.
    pub fn open(folder: &Path) -> Result<Self, String> {
        Self::try_open(folder).map_err(|cause| match cause.kind() {
            ErrorKind::WouldBlock => "another build uses it".to_owned(),
            _ => reason(&cause),
        })
    }

    fn try_open(folder: &Path) -> io::Result<Self> {
        let is_new = !folder.is_dir();
        fs::create_dir_all(folder)?;
        if is_new {
            fs::write(folder.join(".gitignore"), "*\n")?;
        }
        let lock =
            OpenOptions::new().create(true).truncate(false).write(true).open(folder.join(LOCK))?;
        lock.try_lock().map_err(io::Error::from)?;
        Ok(Self { folder: folder.to_owned(), _lock: lock })
    }

    /// What is remembered, but for the pages themselves. If it cannot be used it is thrown away, and
    /// the second value says why.
    #[must_use]
    pub fn read(&self) -> (Ledger, Pages, Option<String>) {
        let nothing = |why: Option<String>| (Ledger::default(), Pages::default(), why);
        let bytes = match fs::read(self.folder.join(MEMORY)) {
            Ok(bytes) => bytes,
            Err(cause) if cause.kind() == ErrorKind::NotFound => return nothing(None),
            Err(cause) => return nothing(Some(reason(&cause))),
        };
        match Ledger::read(&bytes) {
            Ok((ledger, pages)) => (ledger, pages, None),
            Err(why) => nothing(Some(why.to_owned())),
        }
    }

    /// Reads the pages as well. Those that are no longer there are parsed again.
    pub fn load(&self, pages: &mut Pages) {
        if !pages.is_empty() {
            pages.load(self.store(pages.store.number, pages.store.len).unwrap_or_default());
        }
    }

    fn store(&self, number: u64, len: u64) -> io::Result<Vec<u8>> {
        let path = self.folder.join(store_name(number));
        // A store that was cut short is read as far as it goes.
        let len = fs::metadata(&path)?.len().min(len);
        let mut bytes = vec![0; usize::try_from(len).map_err(io::Error::other)?];
        bytes.par_chunks_mut(PIECE).enumerate().try_for_each(|(at, piece)| {
            let mut file = File::open(&path)?;
            file.seek(SeekFrom::Start((at * PIECE) as u64))?;
            file.read_exact(piece)
        })?;
        Ok(bytes)
    }

    /// Makes ready what replaces the memory: `records`, of which those that are kept are in `pages`.
    /// Nothing is written yet.
    ///
    /// # Errors
    /// In plain words, if it would be too large.
    pub fn begin(
        &self,
        seen: &FxHashMap<SourcePath, Seen>,
        pages: &Pages,
        records: &[Record],
    ) -> Result<Begun, String> {
        let number = pages.store.number;
        // Not what the ledger says: a killed build may have added something that nobody knows.
        let len = fs::metadata(self.folder.join(store_name(number))).map_or(0, |found| found.len());
        let kept: u64 = records.iter().map(Record::kept_len).sum();
        let moves = kept < len.div_ceil(2) || len == 0;
        let store =
            if moves { Store { number: number + 1, len: 0 } } else { Store { number, len } };
        let sources = Sources::new(seen, records, store, moves.then_some(pages));
        let sources = sources.ok_or(TOO_LARGE)?;
        Ok(Begun { sources, store, moves })
    }

    /// Replaces what is remembered.
    ///
    /// # Errors
    /// In plain words, if it cannot be written; then the old memory stays.
    pub fn write(
        &self,
        begun: &Begun,
        about: &About,
        outputs: &[(OutPath, Output)],
    ) -> Result<(), String> {
        let Begun { sources, store, moves } = begun;
        let ledger = Ledger::write(about, sources, outputs).ok_or(TOO_LARGE)?;
        self.replace(&ledger, *store, sources.added()).map_err(|cause| {
            // Half a file would take the space that a full disk lacks.
            let _ = fs::remove_file(self.folder.join(FRESH));
            let half = self.folder.join(store_name(store.number));
            let _ = if *moves {
                fs::remove_file(half)
            } else {
                OpenOptions::new().write(true).open(half).and_then(|file| file.set_len(store.len))
            };
            reason(&cause)
        })?;
        if *moves {
            self.clear_stores(store.number);
        }
        Ok(())
    }

    fn replace(&self, ledger: &[Cow<'_, [u8]>], store: Store, added: &[u8]) -> io::Result<()> {
        // The store first: what the ledger names is there when it is.
        if !added.is_empty() || store.len == 0 {
            let path = self.folder.join(store_name(store.number));
            let mut file = if store.len == 0 {
                File::create(path)?
            } else {
                OpenOptions::new().append(true).open(path)?
            };
            file.write_all(added)?;
        }
        let fresh = self.folder.join(FRESH);
        let mut file = File::create(&fresh)?;
        // Not synced: what a power cut leaves has another hash, and is thrown away.
        ledger.iter().try_for_each(|part| file.write_all(part))?;
        fs::rename(&fresh, self.folder.join(MEMORY))
    }

    /// Removes all stores but one.
    fn clear_stores(&self, but: u64) {
        for name in stores(&self.folder).filter(|name| *name != store_name(but)) {
            let _ = fs::remove_file(self.folder.join(name));
        }
    }

    /// Removes what is remembered, and the folder if nothing else is in it.
    pub fn clear(folder: &Path) {
        for name in stores(folder) {
            let _ = fs::remove_file(folder.join(name));
        }
        for name in [MEMORY, FRESH, LOCK, ".gitignore"] {
            let _ = fs::remove_file(folder.join(name));
        }
        let _ = fs::remove_dir(folder);
    }
}

fn store_name(number: u64) -> String {
    format!("{STORE}{number}")
}

/// The names of all stores in a folder, in no order.
fn stores(folder: &Path) -> impl Iterator<Item = String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    names.filter(|name| name.strip_prefix(STORE).is_some_and(|rest| rest.parse::<u64>().is_ok()))
}
