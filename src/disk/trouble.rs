//! What the operating system says, in words an editor can act on.
//!
//! In: an [`io::Error`] and the name of a file. Out: a [`Diagnostic`] that names the file, the
//! reason and a step to take.

use crate::diagnostics::{Code, Diagnostic, codes::publishing as codes};
use std::io::{self, ErrorKind};

/// A file or folder of the site could not be written. `name` is relative to the output folder.
pub(super) fn cannot_write(name: &str, cause: &io::Error) -> Diagnostic {
    with_cause(&codes::CANNOT_WRITE, format!("cannot write `{name}`"), cause)
}

/// Something of another kind, or of somebody else, has the name.
pub(super) fn in_the_way(name: &str, what: &str) -> Diagnostic {
    Diagnostic::new(&codes::CANNOT_WRITE, format!("cannot write `{name}`: {what}"))
}

/// A symbolic link stands where the site has to write.
pub(super) fn link_in_output(name: &str) -> Diagnostic {
    Diagnostic::new(
        &codes::OUTPUT_SYMLINK,
        format!("`{name}` in the output folder is a symbolic link"),
    )
    .help("remove the link, then build again")
}

/// A message followed by the reason, and the step that fits the reason.
pub(super) fn with_cause(
    code: &'static Code,
    message: impl Into<String>,
    cause: &io::Error,
) -> Diagnostic {
    let diagnostic = Diagnostic::new(code, format!("{}: {}", message.into(), reason(cause)));
    match step(cause.kind()) {
        Some(step) => diagnostic.help(step),
        None => diagnostic,
    }
}

/// The reason in plain words.
pub(crate) fn reason(cause: &io::Error) -> String {
    let words = match cause.kind() {
        ErrorKind::StorageFull => "the disk is full",
        ErrorKind::QuotaExceeded => "your share of the disk is used up",
        ErrorKind::FileTooLarge => "the file is larger than this system allows",
        ErrorKind::ReadOnlyFilesystem => "the disk is read-only",
        ErrorKind::PermissionDenied => "permission denied",
        ErrorKind::NotFound => "it does not exist",
        ErrorKind::AlreadyExists => "something has that name already",
        ErrorKind::AddrInUse => "another program uses it",
        ErrorKind::NotADirectory => "a part of its path is not a folder",
        ErrorKind::IsADirectory => "a folder has that name",
        ErrorKind::DirectoryNotEmpty => "the folder is not empty",
        ErrorKind::InvalidFilename => "this file system does not allow that name",
        _ => return without_number(&cause.to_string()),
    };
    words.to_owned()
}

fn step(kind: ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "free some space, then build again",
        ErrorKind::FileTooLarge => "raise the limit (`ulimit -f`), or make the file smaller",
        ErrorKind::ReadOnlyFilesystem => {
            "choose a folder on another disk with `--output`, or make this one writable"
        }
        ErrorKind::PermissionDenied => {
            "check the permissions of the file and of the folder it is in"
        }
        ErrorKind::InvalidFilename => "choose a shorter or simpler name for the page",
        _ => return None,
    })
}

/// `cause` without the number that the standard library appends, which helps nobody here.
fn without_number(cause: &str) -> String {
    match cause.rfind(" (os error ") {
        Some(at) => cause[..at].to_lowercase(),
        None => cause.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_called_full() {
        // 28 is ENOSPC on Linux.
        let full = cannot_write("a/index.html", &io::Error::from_raw_os_error(28));
        assert_eq!(full.message, "cannot write `a/index.html`: the disk is full");
        assert_eq!(full.help.as_deref(), Some("free some space, then build again"));
    }

    #[test]
    fn other_reasons_are_given_without_their_number() {
        // 5 is EIO on Linux.
        assert_eq!(reason(&io::Error::from_raw_os_error(5)), "input/output error");
    }
}
