//! Puts a changed text in the place of an author's file, whole or not at all.
//!
//! In: the file, what was read from it, and what it should be. Out: nothing, or why it stayed as it
//! was. The permissions stay; a link goes on being a link.

use super::reason;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

/// Replaces a text, unless somebody has changed it since it was read.
///
/// # Errors
/// A sentence without its full stop; the file is then as it was.
pub fn replace_text(file: &Path, read: &str, new: &str) -> Result<(), String> {
    let shown = file.display();
    let failed = |cause: &io::Error| format!("cannot write `{shown}`: {}", reason(cause));
    // Through links, so that the file itself is replaced and not the link to it.
    let real = file.canonicalize().map_err(|cause| failed(&cause))?;
    let permissions = fs::metadata(&real).map_err(|cause| failed(&cause))?.permissions();
    if permissions.readonly() {
        return Err(format!("cannot write `{shown}`: it is write-protected"));
    }
    let now = fs::read(&real).map_err(|cause| failed(&cause))?;
    if now != read.as_bytes() {
        return Err(format!("`{shown}` was changed in this moment; run the command again"));
    }
    let name = real.file_name().unwrap_or_default().to_string_lossy();
    // Hidden, so that a build does not take it for a page.
    let fresh = real.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    let written = write(&fresh, new.as_bytes())
        .and_then(|()| fs::set_permissions(&fresh, permissions))
        .and_then(|()| fs::rename(&fresh, &real));
    written.map_err(|cause| {
        let _ = fs::remove_file(&fresh);
        failed(&cause)
    })
}

fn write(fresh: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(fresh)?;
    file.write_all(bytes)?;
    // An author's only copy: after a power cut it is the old text or the new one.
    file.sync_all()
}
