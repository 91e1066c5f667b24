//! The bibliography: Hayagriva-format YAML, read by our own types
//! (<https://github.com/typst/hayagriva/blob/main/docs/file-format.md>).

use super::vancouver;
use crate::diagnostics::{Diagnosed, codes};
use crate::markup::Html;
use crate::source::{Snapshot, SourcePath};
use crate::yaml::{Document, Findings, Format, MapReader, Node, Value};
use std::collections::BTreeMap;

/// Where the bibliography is.
pub const PATH: &str = "data/references.yaml";

static FORMAT: Format = Format {
    name: "the bibliography",
    not_yaml: &codes::data::NOT_READABLE,
    too_long: &codes::data::NOT_READABLE,
    unknown_key: &codes::citations::BAD_ENTRY,
    wrong_type: &codes::citations::BAD_ENTRY,
    duplicate_key: &codes::data::DUPLICATE_KEY,
    max_bytes: 4 * 1024 * 1024,
};

/// Formatted references by key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bibliography {
    entries: BTreeMap<String, Html>,
}

/// An entry, or the thing it is part of (a journal, a book).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) kind: String,
    pub(super) title: String,
    pub(super) authors: Vec<Name>,
    pub(super) editors: Vec<Name>,
    pub(super) year: String,
    pub(super) publisher: String,
    pub(super) edition: String,
    pub(super) volume: String,
    pub(super) issue: String,
    pub(super) pages: String,
    pub(super) doi: String,
    pub(super) url: String,
    pub(super) parent: Option<Box<Entry>>,
}

/// A person, or an organisation (which has no given name).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) family: String,
    pub(super) given: String,
    pub(super) suffix: String,
}

/// Hayagriva's fields that no reference of ours shows.
const NOT_SHOWN: [&str; 17] = [
    "affiliated",
    "abstract",
    "annote",
    "archive",
    "archive-location",
    "call-number",
    "chapter",
    "genre",
    "language",
    "location",
    "note",
    "organization",
    "page-total",
    "runtime",
    "time-range",
    "volume-total",
    "translator",
];

impl Bibliography {
    /// Reads the project's bibliography; without one there are no references.
    pub fn from_data(snapshot: &Snapshot) -> Diagnosed<Self> {
        let path = SourcePath::new(PATH).expect("it is a plain relative path");
        let Some(source) = snapshot.text(&path) else { return Diagnosed::default() };
        let mut diagnostics = Vec::new();
        let document = Document::parse(&source, 0..source.text.len(), &FORMAT);
        let Some(document) = document.into_value(&mut diagnostics) else {
            return Diagnosed::new(Self::default(), diagnostics);
        };
        let findings = Findings::default();
        let mut entries = BTreeMap::new();
        if !matches!(document.root(), Node::Null) {
            for (key, value) in Value::root(&document, &findings).entries() {
                if let Some(reader) = value.map() {
                    let entry = read(reader);
                    if entry.title.is_empty() {
                        let message = format!("the source `{key}` has no title");
                        value.push(
                            value
                                .at_key(&codes::citations::BAD_ENTRY, message)
                                .help("add `title:` below it"),
                        );
                    }
                    entries.insert(key.to_owned(), vancouver::format(&entry));
                }
            }
        }
        diagnostics.extend(findings.into_vec());
        Diagnosed::new(Self { entries }, diagnostics)
    }

    /// The formatted reference with that key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Html> {
        self.entries.get(key)
    }

    /// All keys, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }
}

fn read(mut reader: MapReader<'_>) -> Entry {
    let mut text = |key| reader.text(key).unwrap_or_default();
    let mut entry = Entry {
        kind: text("type"),
        title: text("title"),
        year: text("date").chars().take(4).collect(),
        publisher: text("publisher"),
        edition: text("edition"),
        volume: text("volume"),
        issue: text("issue"),
        pages: text("page-range"),
        url: text("url"),
        ..Entry::default()
    };
    entry.authors = names(&mut reader, "author");
    entry.editors = names(&mut reader, "editor");
    if let Some(mut numbers) = reader.map("serial-number") {
        entry.doi = numbers.text("doi").unwrap_or_default();
        for other in ["isbn", "issn", "pmid", "pmcid", "arxiv", "serial"] {
            numbers.set_aside(other);
        }
        numbers.finish();
    }
    entry.parent = reader.map("parent").map(|parent| Box::new(read(parent)));
    for key in NOT_SHOWN {
        reader.set_aside(key);
    }
    reader.finish();
    entry
}

/// One name or a list of names, each a text `Family, Suffix, Given` or a map.
fn names<'a>(reader: &mut MapReader<'a>, key: &'a str) -> Vec<Name> {
    let Some(value) = reader.value(key) else { return Vec::new() };
    let items = match value.node() {
        Node::Seq(_) => value.items(),
        _ => vec![value],
    };
    items
        .into_iter()
        .filter_map(|item| match item.node() {
            Node::Map(_) => {
                let mut map = item.map()?;
                let family = map.text("name").unwrap_or_default();
                let prefix = map.text("prefix").map(|p| format!("{p} ")).unwrap_or_default();
                let given = map.text("given-name").unwrap_or_default();
                let suffix = map.text("suffix").unwrap_or_default();
                map.set_aside("alias");
                map.finish();
                Some(Name { family: format!("{prefix}{family}"), given, suffix })
            }
            _ => item.text().map(|text| name(&text)),
        })
        .collect()
}

/// `Family, Given` or `Family, Suffix, Given`.
fn name(text: &str) -> Name {
    let mut parts = text.split(',').map(|part| part.trim().to_owned());
    let family = parts.next().unwrap_or_default();
    match (parts.next(), parts.next()) {
        (Some(suffix), Some(given)) => Name { family, given, suffix },
        (Some(given), None) => Name { family, given, suffix: String::new() },
        (None, _) => Name { family, ..Name::default() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Entry as File;
    use crate::yaml::testing::listed;
    use expect_test::expect;

    fn bibliography(text: &str) -> (Bibliography, String) {
        let mut snapshot = Snapshot::default();
        let path = SourcePath::new(PATH).expect("a path");
        snapshot.insert(path.clone(), File::Text(text.into()));
        let found = Bibliography::from_data(&snapshot);
        let source = snapshot.text(&path).expect("it was put there");
        (found.value, listed(&[&source], found.diagnostics))
    }

    #[test]
    fn an_entry_without_a_title_and_a_misspelt_field_are_reported() {
        let (_, found) = bibliography("a:\n  type: book\nb:\n  title: B\n  publischer: X\n");
        expect![[r"
            data/references.yaml:1:1: error[B002]: the source `a` has no title (help: add `title:` below it)
            data/references.yaml:5:3: error[B002]: unknown key `publischer` (help: did you mean `publisher`?)
        "]]
        .assert_eq(&found);
    }

    #[test]
    fn titles_cannot_carry_markup_into_a_page() {
        let (found, _) = bibliography("a:\n  title: asthma <script>\n  author: '<b>, X'\n");
        let html = found.get("a").expect("it is there").as_str();
        assert!(!html.contains("<script>") && !html.contains("<b>"), "{html}");
    }
}
