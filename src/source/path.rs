//! Paths that were checked once and are trusted ever after.
//!
//! Three kinds that must not be mixed up: where a file is in the project ([`SourcePath`]), where a
//! file will be in the output folder ([`OutPath`]), and what a browser asks for ([`UrlPath`]).

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// Why some text cannot be a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathProblem {
    /// It names nothing.
    Empty,
    /// It begins at the root of the disk (`/x`, `C:\x`).
    Absolute,
    /// A part is `..`, so that it would leave its folder.
    Leaves,
    /// A part is empty or `.`.
    EmptyPart,
    /// It holds a control character or a backslash, or a part too long for a file system.
    BadCharacter,
    /// The output folder has a file of its own by that name.
    Reserved,
}

impl fmt::Display for PathProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "it is empty",
            Self::Absolute => "it begins at the root of the disk",
            Self::Leaves => "`..` would leave the folder",
            Self::EmptyPart => "a part of it is empty or `.`",
            Self::Reserved => "the output folder keeps a file of its own by that name",
            Self::BadCharacter => {
                "it holds a control character or a backslash, or a part is longer than 255 bytes"
            }
        })
    }
}

/// Checks what all relative paths have in common.
fn check(text: &str) -> Result<(), PathProblem> {
    if text.is_empty() {
        return Err(PathProblem::Empty);
    }
    if text.starts_with('/') {
        return Err(PathProblem::Absolute);
    }
    // Byte by byte: there are some ten paths for every page, and more for every link.
    let bytes = text.as_bytes();
    let (mut start, mut is_bad, mut is_ascii) = (0, false, true);
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            b'/' => {
                check_part(&bytes[start..at])?;
                start = at + 1;
            }
            b'\\' => is_bad = true,
            _ => {
                is_bad |= byte.is_ascii_control();
                is_ascii &= byte.is_ascii();
            }
        }
    }
    check_part(&bytes[start..])?;
    if is_bad || (!is_ascii && text.chars().any(char::is_control)) {
        Err(PathProblem::BadCharacter)
    } else {
        Ok(())
    }
}

fn check_part(part: &[u8]) -> Result<(), PathProblem> {
    match part {
        b"" | b"." => Err(PathProblem::EmptyPart),
        b".." => Err(PathProblem::Leaves),
        // 255 bytes is NAME_MAX on every file system we write to.
        _ if part.len() > 255 => Err(PathProblem::BadCharacter),
        _ => Ok(()),
    }
}

/// What was written once is checked again when it is read.
macro_rules! checked_when_read {
    ($name:ident) => {
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Read;
                impl Visitor<'_> for Read {
                    type Value = $name;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str("a relative path")
                    }

                    fn visit_str<E: de::Error>(self, text: &str) -> Result<$name, E> {
                        $name::new(text).map_err(E::custom)
                    }
                }
                deserializer.deserialize_str(Read)
            }
        }
    };
}

macro_rules! path_type {
    ($name:ident) => {
        impl $name {
            /// The path as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
        // Both are compared and hashed as the text alone, so maps can be asked with a text.
        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

/// A file in the project, relative to its root, with `/` between the parts: `content/a/b.md`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct SourcePath(Arc<str>);
path_type!(SourcePath);
checked_when_read!(SourcePath);

impl SourcePath {
    /// Checks and takes a path.
    ///
    /// # Errors
    /// If the text is not a relative path that stays inside the project.
    pub fn new(text: &str) -> Result<Self, PathProblem> {
        check(text)?;
        Ok(Self(text.into()))
    }

    /// The last part, with its extension.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The last part up to its last dot; a leading dot does not count.
    #[must_use]
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        match name.rfind('.') {
            Some(at) if at > 0 => &name[..at],
            _ => name,
        }
    }

    /// What follows the last dot of the file name, as written; `""` if there is none.
    #[must_use]
    pub fn extension(&self) -> &str {
        let name = self.file_name();
        match name.rfind('.') {
            Some(at) if at > 0 => &name[at + 1..],
            _ => "",
        }
    }

    /// The folder it is in, as text: `content/a`; `""` at the project's root.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.0.rfind('/').map_or("", |at| &self.0[..at])
    }

    /// The rest of the path if it lies below `folder`: `content/a/b.md` below `content` is `a/b.md`.
    #[must_use]
    pub fn below(&self, folder: &str) -> Option<&str> {
        self.0.strip_prefix(folder)?.strip_prefix('/')
    }

    /// Follows a relative path, as a link does, from the folder this file is in: from
    /// `content/a/b.md`, `../c.md` is `content/c.md`.
    ///
    /// # Errors
    /// If it would leave the project, or is no path at all.
    pub fn follow(&self, relative: &str) -> Result<Self, PathProblem> {
        Self::new(&self.followed(relative)?)
    }

    /// The same as text that is not checked, for whoever looks it up among paths that are.
    ///
    /// # Errors
    /// If it would leave the project.
    pub fn followed(&self, relative: &str) -> Result<String, PathProblem> {
        let mut path = String::with_capacity(self.0.len() + relative.len() + 1);
        path.push_str(self.folder());
        for part in relative.split('/') {
            match part {
                "" | "." => {}
                ".." if path.is_empty() => return Err(PathProblem::Leaves),
                ".." => path.truncate(path.rfind('/').unwrap_or(0)),
                name => {
                    if !path.is_empty() {
                        path.push('/');
                    }
                    path.push_str(name);
                }
            }
        }
        Ok(path)
    }
}

/// A file in the output folder, relative to it: `a/b/index.html`. It cannot leave the folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct OutPath(Arc<str>);
path_type!(OutPath);
checked_when_read!(OutPath);

impl OutPath {
    /// Checks and takes a path. The only way to make one.
    ///
    /// # Errors
    /// If the text is not a relative path that stays inside the output folder, or begins with a
    /// name that is never ours there: the folder `.goodfit` where the manifest is kept, and what
    /// version control asks people to put into a folder.
    pub fn new(text: &str) -> Result<Self, PathProblem> {
        check(text)?;
        if [".goodfit", ".gitignore", ".gitkeep"].contains(&text.split('/').next().unwrap_or("")) {
            return Err(PathProblem::Reserved);
        }
        Ok(Self(text.into()))
    }

    /// What a browser asks for to get this file: `a/index.html` is `/a/`.
    #[must_use]
    pub fn url(&self) -> UrlPath {
        let text = match self.0.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => &self.0,
        };
        UrlPath(format!("/{text}").into())
    }
}

/// An address within the site, without its base: begins with `/`, not percent-encoded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UrlPath(Arc<str>);
path_type!(UrlPath);

impl UrlPath {
    /// Takes an address that begins with `/`; a missing slash is added.
    #[must_use]
    pub fn new(text: &str) -> Self {
        if text.starts_with('/') { Self(text.into()) } else { Self(format!("/{text}").into()) }
    }
}

/// The folders that a path lies in, outermost first: of `a/b/c.html`, `a` and `a/b`.
pub(crate) fn folders_of(path: &str) -> impl DoubleEndedIterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_can_leave_its_folder() {
        for (text, problem) in [
            ("", PathProblem::Empty),
            ("/etc/passwd", PathProblem::Absolute),
            ("../x", PathProblem::Leaves),
            ("a/../../x", PathProblem::Leaves),
            ("a//b", PathProblem::EmptyPart),
            ("a/./b", PathProblem::EmptyPart),
            ("a/", PathProblem::EmptyPart),
            ("a\\b", PathProblem::BadCharacter),
            ("a\0b", PathProblem::BadCharacter),
        ] {
            assert_eq!(OutPath::new(text), Err(problem), "{text:?}");
            assert_eq!(SourcePath::new(text), Err(problem), "{text:?}");
        }
        assert!(OutPath::new(&"x".repeat(256)).is_err());
        for reserved in [".goodfit/manifest.json", ".gitignore", ".gitkeep"] {
            assert_eq!(OutPath::new(reserved), Err(PathProblem::Reserved));
        }
        assert!(OutPath::new("a/.gitkeep").is_ok());
    }

    #[test]
    fn a_link_is_followed_from_the_folder_of_its_file() {
        let from = SourcePath::new("content/a/b.md").expect("a path");
        let follow = |to| from.follow(to).map(|p| p.to_string());
        assert_eq!(follow("c.md").as_deref(), Ok("content/a/c.md"));
        assert_eq!(follow("./c.md").as_deref(), Ok("content/a/c.md"));
        assert_eq!(follow("../x/y.md").as_deref(), Ok("content/x/y.md"));
        assert_eq!(follow("../../../y.md"), Err(PathProblem::Leaves));
    }

    #[test]
    fn an_index_file_is_asked_for_by_its_folder() {
        let url = |text| OutPath::new(text).expect("a path").url().to_string();
        assert_eq!(url("index.html"), "/");
        assert_eq!(url("a/index.html"), "/a/");
        assert_eq!(url("a/myindex.html"), "/a/myindex.html");
        assert_eq!(url("feed.xml"), "/feed.xml");
    }
}
