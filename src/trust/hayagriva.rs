//! The bibliography in Hayagriva's format, which is YAML
//! (<https://github.com/typst/hayagriva/blob/main/docs/file-format.md>).
//!
//! In: a document. Out: [`Found`] entries, and what is wrong with their fields. Whether an entry
//! says enough is left to `bibliography`.

use super::entry::{Entry, Kind, Name, Names, Published};
use super::found::{Found, Place};
use crate::diagnostics::codes;
use crate::yaml::{Document, Findings, Format, MapReader, Node, Value};

/// Where it is.
pub const PATH: &str = "data/references.yaml";

pub(super) static FORMAT: Format = Format {
    name: "the bibliography",
    not_yaml: &codes::data::NOT_READABLE,
    too_long: &codes::data::NOT_READABLE,
    unknown_key: &codes::citations::BAD_ENTRY,
    wrong_type: &codes::citations::BAD_ENTRY,
    duplicate_key: &codes::data::DUPLICATE_KEY,
    max_bytes: 4 * 1024 * 1024,
};

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

/// Says whether every entry was read.
pub(super) fn read<'a>(
    document: &'a Document,
    findings: &'a Findings,
    found: &mut Vec<Found<'a>>,
) -> bool {
    let root = Value::root(document, findings);
    if root.is_null() {
        return true;
    }
    let mut is_whole = root.as_map().is_some();
    for (key, value) in if is_whole { root.entries() } else { Vec::new() } {
        match value.map() {
            Some(reader) => {
                let (key, entry) = (key.to_owned(), entry(reader));
                found.push(Found { key, entry, place: Place::Yaml(value) });
            }
            None => is_whole = false,
        }
    }
    is_whole
}

fn entry(mut reader: MapReader<'_>) -> Entry {
    let mut text = |key| reader.text(key).unwrap_or_default();
    let mut entry = Entry {
        kind: kind(&text("type")),
        title: text("title"),
        publisher: text("publisher"),
        edition: text("edition"),
        volume: text("volume"),
        issue: text("issue"),
        pages: text("page-range"),
        ..Entry::default()
    };
    entry.authors = names(&mut reader, "author");
    entry.editors = names(&mut reader, "editor");
    published(&mut reader, &mut entry);
    address(&mut reader, &mut entry);
    numbers(&mut reader, &mut entry);
    parents(&mut reader, &mut entry);
    for key in NOT_SHOWN {
        reader.set_aside(key);
    }
    reader.finish();
    entry
}

fn kind(word: &str) -> Kind {
    match word.to_ascii_lowercase().as_str() {
        "article" | "newspaper-article" => Kind::Article,
        "chapter" | "entry" | "anthos" => Kind::Chapter,
        "book" | "anthology" | "proceedings" | "reference" => Kind::Book,
        "report" => Kind::Report,
        "thesis" => Kind::Thesis,
        "web" | "post" | "thread" => Kind::Web,
        "periodical" | "newspaper" | "blog" => Kind::Periodical,
        _ => Kind::Other,
    }
}

fn published(reader: &mut MapReader<'_>, entry: &mut Entry) {
    let Some(value) = reader.value("date") else { return };
    let Some(text) = value.text() else { return };
    entry.date = Published::parse(&text);
    if entry.date.is_none() {
        entry.has_faults = true;
        value.wrong("`date` must be a year or a day", "write `date: 2018` or `date: 2018-03-05`");
    }
}

/// `url: …`, or `url: {value: …, date: …}` with the day on which it was read.
fn address(reader: &mut MapReader<'_>, entry: &mut Entry) {
    let Some(value) = reader.value("url") else { return };
    if let Node::Map(_) = value.node() {
        let Some(mut map) = value.map() else { return };
        entry.url = map.text("value").unwrap_or_default();
        let read = map.value("date");
        entry.retrieved = read.as_ref().and_then(Value::date);
        entry.has_faults |= read.is_some() && entry.retrieved.is_none();
        map.finish();
    } else {
        entry.url = value.text().unwrap_or_default();
    }
    if !entry.url.is_empty() && !super::style::is_web_address(&entry.url) {
        value.wrong("`url` is not a web address", "write it whole, such as `https://example.org/`");
        entry.url.clear();
        entry.has_faults = true;
    }
}

/// `serial-number:`, a group; a single text is a number of a kind that we do not know.
fn numbers(reader: &mut MapReader<'_>, entry: &mut Entry) {
    let Some(value) = reader.value("serial-number") else { return };
    if !matches!(value.node(), Node::Map(_)) {
        return;
    }
    let Some(mut map) = value.map() else { return };
    if let Some(value) = map.value("doi") {
        match value.text().map(|text| doi(&text)) {
            Some(Some(doi)) => entry.doi = doi,
            Some(None) => {
                entry.has_faults = true;
                value.wrong("`doi` is not a DOI", "a DOI begins with `10.` and has a `/`");
            }
            None => {}
        }
    }
    entry.isbn = map.text("isbn").unwrap_or_default();
    entry.pmid = map.text("pmid").unwrap_or_default();
    for other in ["issn", "pmcid", "arxiv", "serial"] {
        map.set_aside(other);
    }
    map.finish();
}

/// A DOI without what is often written before it.
pub(super) fn doi(text: &str) -> Option<String> {
    let text = text.trim();
    let after = |prefix: &str| {
        let head = text.get(..prefix.len())?;
        head.eq_ignore_ascii_case(prefix).then(|| text[prefix.len()..].trim())
    };
    let doi = [
        "https://doi.org/",
        "http://doi.org/",
        "https://dx.doi.org/",
        "http://dx.doi.org/",
        "doi:",
    ]
    .into_iter()
    .find_map(after)
    .unwrap_or(text);
    (doi.starts_with("10.") && doi.contains('/') && !doi.contains(char::is_whitespace))
        .then(|| doi.to_owned())
}

/// What it is part of: the first of several, as the others only say where else it is.
fn parents(reader: &mut MapReader<'_>, entry: &mut Entry) {
    let Some(value) = reader.value("parent") else { return };
    let parents: Vec<Entry> =
        value.items().iter().filter_map(Value::map).map(self::entry).collect();
    entry.parent = parents.into_iter().next().map(Box::new);
    if let Some(parent) = entry.parent.as_deref() {
        entry.date = entry.date.or(parent.date);
        if entry.kind == Kind::Other {
            let is_book = parent.kind == Kind::Book;
            entry.kind = if is_book { Kind::Chapter } else { Kind::Other };
        }
    }
}

/// One name or a list of names, each a text `Family, Suffix, Given` or a map.
fn names<'a>(reader: &mut MapReader<'a>, key: &'a str) -> Names {
    let Some(value) = reader.value(key) else { return Names::default() };
    let list = value.items().into_iter().filter_map(|item| match item.node() {
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
    });
    Names { list: list.collect(), and_others: false }
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

    #[test]
    fn a_doi_is_found_behind_what_people_write_before_it() {
        for text in
            ["10.1037/pst0000172", " https://doi.org/10.1037/pst0000172", "DOI: 10.1037/pst0000172"]
        {
            assert_eq!(doi(text).as_deref(), Some("10.1037/pst0000172"), "{text}");
        }
        for text in ["", "11.1037/x", "10.1037", "10.1037/a b", "https://example.org/10.1/x"] {
            assert_eq!(doi(text), None, "{text}");
        }
    }
}
