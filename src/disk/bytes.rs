//! The bytes of an artifact, wherever they are.
//!
//! In: [`Content`], and the folder of the project. Out: the same bytes as often as somebody asks. A file
//! outside the project is never read.

use super::trouble;
use crate::artifact::Content;
use crate::diagnostics::{Diagnostic, codes::publishing as codes};
use crate::source::SourcePath;
use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

/// Where an artifact's bytes come from.
pub(super) enum Source<'a> {
    Bytes(&'a [u8]),
    File { path: &'a SourcePath, real: PathBuf, len: u64 },
}

impl<'a> Source<'a> {
    pub(super) fn open(content: &'a Content, project: &Path) -> Result<Self, Diagnostic> {
        match content {
            Content::Bytes(bytes) => Ok(Self::Bytes(bytes)),
            Content::Copy(path) => {
                let failed = |cause: io::Error| cannot_copy(path, &cause);
                let real = project.join(path.as_str()).canonicalize().map_err(failed)?;
                // The scan refuses links that lead outside; a link may have changed since.
                if !real.starts_with(project.canonicalize().map_err(failed)?) {
                    return Err(super::scan::leads_outside(path));
                }
                let found = fs::metadata(&real).map_err(failed)?;
                if !found.is_file() {
                    // Reading a pipe would wait for ever.
                    let message = format!("`{path}` is not a file, so it cannot be copied");
                    return Err(Diagnostic::new(&codes::CANNOT_READ, message).in_file(path));
                }
                Ok(Self::File { path, real, len: found.len() })
            }
        }
    }

    pub(super) fn len(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::File { len, .. } => *len,
        }
    }

    /// Everything, in memory.
    pub(super) fn bytes(&self) -> Result<Cow<'a, [u8]>, Diagnostic> {
        match self {
            Self::Bytes(bytes) => Ok(Cow::Borrowed(bytes)),
            Self::File { real, .. } => {
                fs::read(real).map(Cow::Owned).map_err(|cause| self.failed(&cause))
            }
        }
    }

    pub(super) fn read(&self) -> Result<Box<dyn BufRead + '_>, Diagnostic> {
        match self {
            Self::Bytes(bytes) => Ok(Box::new(*bytes)),
            Self::File { real, .. } => match File::open(real) {
                Ok(file) => Ok(Box::new(BufReader::with_capacity(COPY_BYTES, file))),
                Err(cause) => Err(self.failed(&cause)),
            },
        }
    }

    /// The source could not be read.
    pub(super) fn failed(&self, cause: &io::Error) -> Diagnostic {
        match self {
            Self::File { path, .. } => cannot_copy(path, cause),
            Self::Bytes(_) => unreachable!("bytes in memory are read without fail"),
        }
    }
}

const COPY_BYTES: usize = 64 * 1024;

fn cannot_copy(path: &SourcePath, cause: &io::Error) -> Diagnostic {
    trouble::with_cause(&codes::CANNOT_READ, format!("cannot read `{path}`"), cause).in_file(path)
}
