//! Data files for templates: `data/**/*.yaml`, `.json` and `.csv`.
//!
//! In: the texts of the files. Out: one tree, by name: `data/people/staff.yaml` is
//! `people.staff`. What the facts mean is left to the templates and to the stages that know a file
//! by its name.

mod csv;
mod json;

use crate::diagnostics::codes::data as codes;
use crate::diagnostics::{Diagnosed, Diagnostic};
use crate::source::{SourcePath, SourceText};
use crate::yaml::{Document, Format, Map, Node};
use std::collections::BTreeMap;

static FORMAT: Format = Format {
    name: "the file",
    not_yaml: &codes::NOT_READABLE,
    too_long: &codes::NOT_READABLE,
    unknown_key: &codes::NOT_READABLE,
    wrong_type: &codes::NOT_READABLE,
    duplicate_key: &codes::DUPLICATE_KEY,
    max_bytes: 4 * 1024 * 1024,
};

/// How a data file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Notation {
    Yaml,
    Json,
    Csv,
}

fn notation(path: &SourcePath) -> Option<Notation> {
    match path.extension().to_ascii_lowercase().as_str() {
        "yaml" | "yml" => Some(Notation::Yaml),
        "json" => Some(Notation::Json),
        "csv" => Some(Notation::Csv),
        _ => None,
    }
}

/// Parses one file by its ending. `None` means that it could not be read, which is among the
/// diagnostics, or that its ending is not one of ours (a `README.md`, a bibliography), which is
/// nobody's mistake.
///
/// A CSV file is a list of maps from column to text.
pub fn parse(source: &SourceText) -> Diagnosed<Option<Node>> {
    match notation(&source.path) {
        Some(Notation::Yaml) => {
            let document = Document::parse(source, 0..source.text.len(), &FORMAT);
            Diagnosed::new(document.value.map(Document::into_root), document.diagnostics)
        }
        Some(Notation::Json) => json::parse(source, &FORMAT),
        Some(Notation::Csv) => csv::parse(source),
        None => Diagnosed::clean(None),
    }
}

/// Parses all files, which lie below `data/`, into one tree. The order does not matter.
pub fn collect<'a>(files: impl IntoIterator<Item = &'a SourceText>) -> Diagnosed<Map> {
    let files: BTreeMap<_, _> = files
        .into_iter()
        .filter(|file| notation(&file.path).is_some())
        .map(|file| (&file.path, file))
        .collect();
    let mut diagnostics = Vec::new();
    let mut taken = Names::default();
    let mut root = Map::new();
    for file in files.values() {
        let names = names(&file.path);
        let mistakes = taken.take(&file.path, &names);
        let is_free = mistakes.is_none();
        diagnostics.extend(mistakes);
        // Parsed in any case: its own mistakes are worth knowing.
        let node = parse(file).into_value(&mut diagnostics);
        if let (true, Some(node)) = (is_free, node) {
            insert(&mut root, &names, node);
        }
    }
    crate::diagnostics::sort(&mut diagnostics);
    Diagnosed::new(root, diagnostics)
}

/// The names on the way to a file's value: `data/a/b.yaml` is `a`, `b`.
fn names(path: &SourcePath) -> Vec<&str> {
    let folder = path.folder();
    let below = folder.strip_prefix("data").unwrap_or(folder);
    below.split('/').filter(|name| !name.is_empty()).chain([path.stem()]).collect()
}

/// Which file has a name, and which folders are in use.
#[derive(Default)]
struct Names {
    files: BTreeMap<String, SourcePath>,
    /// Each with a file in it.
    folders: BTreeMap<String, SourcePath>,
}

impl Names {
    /// Takes the names of a file; a diagnostic if another file has one of them.
    fn take(&mut self, path: &SourcePath, names: &[&str]) -> Option<Diagnostic> {
        let name = names.join("/");
        let folders: Vec<String> = (1..names.len()).map(|len| names[..len].join("/")).collect();
        if let Some(other) = self.files.get(&name) {
            let message = format!("`{path}` and `{other}` have the same name for templates");
            return Some(same_name(path, message, other));
        }
        if let Some(other) = self.folders.get(&name) {
            let message = format!("`{path}` has the same name as the folder beside it");
            return Some(same_name(path, message, other));
        }
        if let Some(other) = folders.iter().find_map(|folder| self.files.get(folder)) {
            let message = format!("the folder of `{path}` has the same name as `{other}`");
            return Some(same_name(path, message, other));
        }
        self.files.insert(name, path.clone());
        for folder in folders {
            self.folders.entry(folder).or_insert_with(|| path.clone());
        }
        None
    }
}

fn same_name(path: &SourcePath, message: String, other: &SourcePath) -> Diagnostic {
    Diagnostic::new(&codes::SAME_NAME, message)
        .in_file(path)
        .also(other, None, "the other one")
        .help("rename one of them")
}

fn insert(map: &mut Map, names: &[&str], node: Node) {
    let [first, rest @ ..] = names else { return };
    if rest.is_empty() {
        map.push(((*first).to_owned(), node));
        return;
    }
    let at = map.iter().position(|(name, _)| name == first).unwrap_or_else(|| {
        map.push(((*first).to_owned(), Node::Map(Map::new())));
        map.len() - 1
    });
    // `Names` has seen to it that this is a folder, not a file.
    if let Node::Map(inner) = &mut map[at].1 {
        insert(inner, rest, node);
    }
}

#[cfg(test)]
mod tests;
