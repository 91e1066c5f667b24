//! One source file: what is in it, and whether it is what it was.
//!
//! In: a file that the walk found, and the ledger of the last build. Out: its entry for the snapshot,
//! and how it looks. A file that has not changed is not read, unless the site is put together from it.

use super::scan::{Content, Found, cannot_read};
use super::stamp;
use crate::diagnostics::{Diagnosed, Diagnostic, codes::publishing as codes};
use crate::inventory::QUESTIONNAIRE;
use crate::memory::{Ledger, Seen, SeenContent};
use crate::source::{BlobFacts, Entry, PICTURES, SourcePath, Unread, digest};
use std::fs::{self, File};
use std::io::{self, BufReader};

/// Extensions of files that are read as text, in full.
const TEXTS: [&str; 11] =
    ["md", "yaml", "yml", "json", "csv", "html", "css", "xml", "txt", "svg", "bib"];

/// One file: what it is, and how it looks if it could be read.
pub(super) struct Look {
    pub(super) entry: Entry,
    pub(super) seen: Option<Seen>,
    /// Whether it is what the ledger says.
    pub(super) is_same: bool,
    /// Whether only its bytes could tell.
    pub(super) is_in_doubt: bool,
}

/// Looks into a file.
pub(super) fn look(file: &Found) -> Diagnosed<Look> {
    let Diagnosed { value: entry, diagnostics } = read(file);
    Diagnosed::new(Look { entry, seen: None, is_same: false, is_in_doubt: true }, diagnostics)
}

/// Looks at a file, and into it unless the ledger tells what is in it.
pub(super) fn look_again(file: &Found, ledger: &Ledger) -> Diagnosed<Look> {
    // Before it is read: whatever changes afterwards looks different next time.
    let stamp = fs::metadata(&file.real).ok().map(|found| stamp::stamp(&found));
    if let Some(now) = &stamp
        && let Some(seen) = ledger.sources.get(&file.path)
        && stamp::is_same(&seen.stamp, ledger.sources_at, now)
    {
        match seen.content {
            SeenContent::Text(digest) if can_wait(file) => {
                let entry = Entry::Unread(Unread::new(digest));
                return Diagnosed::clean(Look {
                    entry,
                    seen: Some(*seen),
                    is_same: true,
                    is_in_doubt: false,
                });
            }
            SeenContent::Blob(facts) if !is_text(file) => {
                let entry = Entry::Blob(facts);
                return Diagnosed::clean(Look {
                    entry,
                    seen: Some(*seen),
                    is_same: true,
                    is_in_doubt: false,
                });
            }
            SeenContent::Text(_) | SeenContent::Blob(_) => {}
        }
    }
    let is_in_doubt = !stamp.is_some_and(|now| {
        let before = ledger.sources.get(&file.path);
        before.is_some_and(|before| stamp::is_same(&before.stamp, ledger.sources_at, &now))
    });
    let Diagnosed { value: entry, diagnostics } = read(file);
    let content = match &entry {
        Entry::Text(text) => Some(SeenContent::Text(digest(text.as_bytes()))),
        Entry::Blob(facts) => Some(SeenContent::Blob(*facts)),
        Entry::Unread(_) | Entry::Unreadable => None,
    };
    // Of anything but a text the facts do not tell whether its bytes are the same.
    let is_same = matches!(content, Some(SeenContent::Text(_)))
        && ledger.sources.get(&file.path).map(|before| before.content) == content;
    let seen = stamp.zip(content).map(|(stamp, content)| Seen { stamp, content });
    Diagnosed::new(Look { entry, seen, is_same, is_in_doubt }, diagnostics)
}

/// Whether a text may stay unread: a page, or one that is copied as it is. Of drawings the size is
/// wanted.
fn can_wait(file: &Found) -> bool {
    let name = file.path.as_str();
    file.path.below("content").is_some()
        && is_text(file)
        && !name.ends_with(".svg")
        && !name.ends_with(QUESTIONNAIRE)
}

fn is_text(file: &Found) -> bool {
    let extension = file.path.extension().to_ascii_lowercase();
    matches!(file.content, Content::Text) || TEXTS.contains(&extension.as_str())
}

fn read(file: &Found) -> Diagnosed<Entry> {
    let extension = file.path.extension().to_ascii_lowercase();
    let entry = if is_text(file) {
        read_text(file)
    } else {
        facts(file, PICTURES.contains(&extension.as_str()))
            .map(Entry::Blob)
            .map_err(|cause| cannot_read(&file.path, &cause))
    };
    entry.map_or_else(
        |problem| Diagnosed::new(Entry::Unreadable, vec![problem.in_file(&file.path)]),
        Diagnosed::clean,
    )
}

fn read_text(file: &Found) -> Result<Entry, Diagnostic> {
    let bytes = fs::read(&file.real).map_err(|cause| cannot_read(&file.path, &cause))?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Entry::Text(text.into())),
        Err(bad) => Err(not_utf8(&file.path, bad.as_bytes(), bad.utf8_error().valid_up_to())),
    }
}

fn facts(file: &Found, is_picture: bool) -> io::Result<BlobFacts> {
    // Opened even where the length is all we need: a file that cannot be copied later is better
    // reported now.
    let opened = File::open(&file.real)?;
    let len = opened.metadata()?.len();
    // A picture whose header says nothing is still a file that can be copied.
    let size = is_picture
        .then(|| imagesize::reader_size(BufReader::new(opened)).ok())
        .flatten()
        .and_then(|size| Some((size.width.try_into().ok()?, size.height.try_into().ok()?)));
    Ok(BlobFacts { len, size })
}

fn not_utf8(path: &SourcePath, bytes: &[u8], at: usize) -> Diagnostic {
    let line = bytes[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
    let begin = bytes[..at].iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
    let column = String::from_utf8_lossy(&bytes[begin..at]).chars().count() + 1;
    let problem = Diagnostic::new(
        &codes::NOT_UTF8,
        format!(
            "`{path}` is not UTF-8: line {line}, column {column}, byte {} of the file is 0x{:02X}",
            at + 1,
            bytes[at]
        ),
    );
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        problem.note("it looks like UTF-16").help("save it as UTF-8")
    } else {
        problem.help("save it as UTF-8")
    }
}
