//! The memory of builds on the disk: one file in the cache folder.
//!
//! In: the folder. Out: a [`Ledger`] and [`Pages`], empty if there are none, and the right to replace
//! them, which one process has at a time. A build that does not get it remembers nothing, and works.
//! The file is replaced in one step, so a killed build leaves the old one; what is old in it is
//! noticed, because it says how every file looked.

use super::trouble::reason;
use crate::memory::{Basis, Ledger, Pages, Record, Written};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

const MEMORY: &str = "memory";
const FRESH: &str = "memory.new";
const LOCK: &str = "lock";
/// Pages are short, and there are many of them.
const BUFFER_BYTES: usize = 256 * 1024;

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

    /// What is remembered. If it cannot be used it is thrown away, and the second value says why.
    #[must_use]
    pub fn read(&self) -> (Ledger, Pages, Option<String>) {
        let nothing = |why: Option<String>| (Ledger::default(), Pages::default(), why);
        let bytes = match fs::read(self.folder.join(MEMORY)) {
            Ok(bytes) => bytes,
            Err(cause) if cause.kind() == ErrorKind::NotFound => return nothing(None),
            Err(cause) => return nothing(Some(reason(&cause))),
        };
        match Ledger::read(bytes) {
            Ok((ledger, pages)) => (ledger, pages, None),
            Err(why) => nothing(Some(why.to_owned())),
        }
    }

    /// Replaces what is remembered.
    ///
    /// # Errors
    /// In plain words, if it cannot be written; then nothing is remembered.
    pub fn write(&self, ledger: &Ledger, basis: Basis, records: &[Record]) -> Result<(), String> {
        let Some(written) = ledger.write(basis, records) else {
            return Err("it would be too large".to_owned());
        };
        self.replace(&written).map_err(|cause| {
            // Half a file would take the space that a full disk lacks.
            let _ = fs::remove_file(self.folder.join(FRESH));
            reason(&cause)
        })
    }

    fn replace(&self, written: &Written<'_>) -> io::Result<()> {
        let fresh = self.folder.join(FRESH);
        let mut file = BufWriter::with_capacity(BUFFER_BYTES, File::create(&fresh)?);
        for part in written.parts() {
            file.write_all(part)?;
        }
        // Not synced: what a power cut leaves has another hash, and is thrown away.
        file.flush()?;
        fs::rename(&fresh, self.folder.join(MEMORY))
    }

    /// Removes what is remembered, and the folder if nothing else is in it.
    pub fn clear(folder: &Path) {
        for name in [MEMORY, FRESH, LOCK, ".gitignore"] {
            let _ = fs::remove_file(folder.join(name));
        }
        let _ = fs::remove_dir(folder);
    }
}
