//! The memory as one file.
//!
//! The layout: eight bytes that name it and its version, the length of the ledger, the hash of the
//! ledger, the ledger, the pages one behind the other. The ledger says where each page is and has a
//! hash of each, so that a page is checked when it is recalled and not before.

use super::note::key_of_two;
use super::pages::{Pages, Place, Record};
use super::{Basis, Key};
use crate::diagnostics::Diagnostic;
use crate::source::{BlobFacts, Digest, OutPath, SourcePath, digest};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// The name, and the version of the layout.
const MAGIC: [u8; 8] = *b"goodfit1";
/// How long it is, with the length and the hash of the ledger.
const BEGIN: usize = MAGIC.len() + 8 + 32;
/// No site that fits a disk has more; beyond that nothing is remembered.
const MOST_BYTES: u64 = 4 << 30;

/// What tells that a file has not changed, as far as the disk says. Times are nanoseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Stamp {
    /// Its length.
    pub len: u64,
    /// When its bytes changed last.
    pub modified: i64,
    /// When anything about it changed last, its name and its times included; 0 where nobody knows.
    pub changed: i64,
    /// Which file it is; 0 where nobody knows.
    pub inode: u64,
}

/// A source file as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// How it looked.
    pub stamp: Stamp,
    /// What it was.
    pub content: Content,
}

/// What a source file was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Content {
    /// A text.
    Text(Digest),
    /// Anything else.
    Blob(BlobFacts),
}

/// An output as it was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    /// How the file looked.
    pub stamp: Stamp,
    /// What was in it.
    pub bytes: Digest,
    /// What it was rendered from, if that can be told.
    pub key: Option<Key>,
}

/// What the last build said.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Last {
    /// What it was asked.
    pub request: Key,
    /// What it found.
    pub found: Vec<Diagnostic>,
    /// How many pages it published, and how many it did not.
    pub pages: (usize, usize),
}

/// The memory as bytes, part by part: together they are as large as all that is known of the pages,
/// and at the end of a build there is little room for that twice.
#[derive(Debug)]
pub struct Written<'a> {
    begin: [u8; BEGIN],
    head: Vec<u8>,
    records: &'a [Record],
}

impl Written<'_> {
    /// The parts, in order.
    pub fn parts(&self) -> impl Iterator<Item = &[u8]> {
        let pages = self.records.iter().flat_map(|record| <[&[u8]; 2]>::from(record.parts()));
        [&self.begin[..], &self.head[..]].into_iter().chain(pages)
    }
}

/// What was remembered beside the pages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Ledger {
    /// When the sources were looked at.
    pub sources_at: i64,
    /// Every source file.
    pub sources: HashMap<SourcePath, Seen>,
    /// The folder that the outputs are in.
    pub output: String,
    /// When the outputs were looked at.
    pub outputs_at: i64,
    /// Every output.
    pub outputs: HashMap<OutPath, Output>,
    /// What the last build said.
    pub last: Last,
}

#[derive(Serialize, Deserialize)]
struct Head<L> {
    basis: Basis,
    ledger: L,
    pages: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    path: SourcePath,
    digest: Digest,
    check: Key,
    lens: (u32, u32),
}

impl Ledger {
    /// The whole memory as bytes; `None` if it would be too large to be of use.
    #[must_use]
    pub fn write<'a>(&self, basis: Basis, records: &'a [Record]) -> Option<Written<'a>> {
        let mut len = 0;
        let mut pages = Vec::with_capacity(records.len());
        for record in records {
            let (page, findings) = record.parts();
            len += page.len() + findings.len();
            let lens = (u32::try_from(page.len()).ok()?, u32::try_from(findings.len()).ok()?);
            let check = key_of_two(page, findings);
            pages.push(Entry { path: record.path.clone(), digest: record.digest, check, lens });
        }
        let head = postcard::to_stdvec(&Head { basis, ledger: self, pages }).ok()?;
        let mut begin = [0; BEGIN];
        begin[..8].copy_from_slice(&MAGIC);
        begin[8..16].copy_from_slice(&(head.len() as u64).to_le_bytes());
        begin[16..].copy_from_slice(&digest(&head));
        let len = (BEGIN + head.len() + len) as u64;
        (len <= MOST_BYTES).then_some(Written { begin, head, records })
    }

    /// Reads a memory.
    ///
    /// # Errors
    /// In plain words, if it is of another version or damaged.
    pub fn read(bytes: Vec<u8>) -> Result<(Self, Pages), &'static str> {
        const SHORT: &str = "it is cut off";
        let rest = bytes.strip_prefix(&MAGIC).ok_or("it is of another version")?;
        let (len, rest) = rest.split_first_chunk::<8>().ok_or(SHORT)?;
        let (check, rest) = rest.split_first_chunk::<32>().ok_or(SHORT)?;
        let len = usize::try_from(u64::from_le_bytes(*len)).map_err(|_| SHORT)?;
        let head = rest.get(..len).ok_or(SHORT)?;
        if digest(head) != *check {
            return Err("it is damaged");
        }
        let head: Head<Self> =
            postcard::from_bytes(head).map_err(|_| "it is of another version")?;
        let mut start = bytes.len() - (rest.len() - len);
        let mut records = HashMap::with_capacity(head.pages.len());
        for entry in head.pages {
            let lens = (entry.lens.0 as usize, entry.lens.1 as usize);
            let Entry { path, digest, check, .. } = entry;
            records.insert(path, Place { digest, check, start, lens });
            start += lens.0 + lens.1;
        }
        let pages = Pages { basis: head.basis, bytes, records };
        Ok((head.ledger, pages))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::front_matter::Matter;
    use crate::inventory::PageKind;
    use crate::markdown::{Body, Heading};
    use crate::markup::Html;
    use crate::memory::Page;
    use crate::source::Span;

    fn path(text: &str) -> SourcePath {
        SourcePath::new(text).expect("a path")
    }

    fn page(title: &str, kind: PageKind) -> Page {
        let heading = Heading {
            level: 2,
            id: "here".to_owned(),
            html: Html::from_text("a < b"),
            text: "a < b".to_owned(),
            span: Span::new(3, 9),
        };
        let body = Body {
            html: "<p>First.</p>\n<h2>a &lt; b</h2>".to_owned(),
            headings: vec![heading],
            words: 3,
            ..Body::default()
        };
        let matter = Matter { title: Some(title.to_owned()), ..Matter::default() };
        let finding = Diagnostic::new(&crate::diagnostics::codes::site::NO_CONTENT, "a finding")
            .at(&path("content/a.md"), Span::new(1, 2))
            .help("a step");
        Page {
            kind,
            matter,
            body,
            rules: String::new(),
            problems: Vec::new(),
            findings: Some(vec![finding]),
        }
    }

    /// A memory of a page and a questionnaire.
    fn memory() -> Vec<u8> {
        let ledger = Ledger { output: "/out".to_owned(), sources_at: 7, ..Ledger::default() };
        let records = [
            Record::new(&path("content/a.md"), [1; 32], &page("A", PageKind::Page)),
            Record::new(
                &path("content/q.checklist.yaml"),
                [2; 32],
                &page("Q", PageKind::Questionnaire),
            ),
        ];
        ledger.write(5, &records).expect("it is small").parts().collect::<Vec<_>>().concat()
    }

    #[test]
    fn what_is_written_is_recalled_by_its_text_and_no_other() {
        let (ledger, pages) = Ledger::read(memory()).expect("our own bytes");
        assert_eq!((ledger.output.as_str(), ledger.sources_at, pages.basis), ("/out", 7, 5));
        let (recalled, again) = pages.recall(&path("content/a.md"), &[1; 32]).expect("it is known");
        let mut expected = page("A", PageKind::Page);
        // All but the opening is read again from the text if somebody needs it.
        (expected.body.html, expected.body.recalled) = ("<p>First.</p>".to_owned(), true);
        assert_eq!(recalled, expected);
        assert!(pages.recall(&path("content/a.md"), &[3; 32]).is_none());
        assert!(pages.recall(&path("content/b.md"), &[1; 32]).is_none());
        let (whole, other) =
            pages.recall(&path("content/q.checklist.yaml"), &[2; 32]).expect("it is known");
        assert_eq!(whole, page("Q", PageKind::Questionnaire));
        let records = [again, other];
        let written = ledger.write(5, &records).expect("it is small");
        assert_eq!(written.parts().collect::<Vec<_>>().concat(), memory());
    }

    #[test]
    fn any_damage_is_noticed() {
        let good = memory();
        let everything = |bytes: Vec<u8>| -> Option<()> {
            let (_, pages) = Ledger::read(bytes).ok()?;
            pages.recall(&path("content/a.md"), &[1; 32])?;
            pages.recall(&path("content/q.checklist.yaml"), &[2; 32])?;
            Some(())
        };
        assert!(everything(good.clone()).is_some());
        for at in 0..good.len() {
            let mut bad = good.clone();
            bad[at] ^= 0x20;
            assert!(everything(bad).is_none(), "byte {at} of {}", good.len());
            assert!(everything(good[..at].to_vec()).is_none(), "{at} bytes of {}", good.len());
        }
    }
}
