//! One output as the core hands it to the shell.

use crate::source::{OutPath, SourcePath};

/// One file of the site, ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Where it goes in the output folder.
    pub path: OutPath,
    /// What is in it.
    pub content: Content,
}

/// What is in an output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The same as that source file; the shell copies it.
    Copy(SourcePath),
}
