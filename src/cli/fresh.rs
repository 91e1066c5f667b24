//! Files that `init` and `new` make: never in the place of another one.

use crate::disk;
use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::Path;

/// Writes a file that must not exist yet, and the folders it lies in.
pub(super) fn write(path: &Path, text: &str) -> Result<(), String> {
    let shown = path.display();
    if let Some(folder) = path.parent() {
        make_folders(folder)?;
    }
    let mut file = fs::File::create_new(path).map_err(|cause| match cause.kind() {
        ErrorKind::AlreadyExists => is_there(path),
        _ => format!("cannot write `{shown}`: {}", disk::reason(&cause)),
    })?;
    file.write_all(text.as_bytes())
        .map_err(|cause| format!("cannot write `{shown}`: {}", disk::reason(&cause)))
}

/// Writes a file that the program keeps beside the author's: a new one, or in the place of `old`.
pub(super) fn keep(path: &Path, old: Option<&str>, text: &str) -> Result<(), String> {
    match old {
        Some(old) => disk::replace_text(path, old, text),
        None => write(path, text),
    }
}

/// The message that something has the name.
pub(super) fn is_there(path: &Path) -> String {
    format!("`{}` is there already; nothing was changed", path.display())
}

fn make_folders(folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|cause| {
        let why = match cause.kind() {
            ErrorKind::AlreadyExists => "a file has that name".to_owned(),
            _ => disk::reason(&cause),
        };
        format!("cannot make the folder `{}`: {why}", folder.display())
    })
}
