//! Every link to another site, once, with all places it is written in.
//!
//! In pages these are links as Markdown knows them. In `data/*.yaml` and the configuration every value
//! counts that is a whole address, and every `doi`: the bibliography, people, help lines and registers
//! print theirs.

use crate::diagnostics::codes;
use crate::site::Site;
use crate::source::{Snapshot, SourcePath, SourceText, Span};
use crate::yaml::{Document, Format, Node, Places, Step, without_bom};
use std::collections::BTreeMap;

/// One address of another site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// As written, without its `#…`.
    pub url: String,
    /// Where it is written; at least one, by file.
    pub places: Vec<Place>,
}

/// Where a link is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In a page.
    Span(SourcePath, Span),
    /// In a YAML file, at these keys and numbers.
    Yaml(SourcePath, Vec<Key>),
}

/// A step towards a value in a YAML file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// Into the value of a key.
    Name(String),
    /// Into an item of a list, from 0.
    Index(usize),
}

/// For reading only: whoever the file is for reports what is wrong with it.
static FORMAT: Format = Format {
    name: "the data file",
    not_yaml: &codes::data::NOT_READABLE,
    too_long: &codes::data::NOT_READABLE,
    unknown_key: &codes::data::NOT_READABLE,
    wrong_type: &codes::data::NOT_READABLE,
    duplicate_key: &codes::data::NOT_READABLE,
    max_bytes: 4 * 1024 * 1024,
};

/// Keys of the configuration whose addresses are no links.
const NO_LINKS: [&str; 2] = ["base_url", "external_links"];

/// Collects the links of all published pages, of the data and of the configuration, by address.
#[must_use]
pub fn collect(site: &Site, snapshot: &Snapshot, config: &SourcePath) -> Vec<Link> {
    let mut found = Found { own: &site.config.base_url.origin, links: BTreeMap::new() };
    for page in &site.pages {
        for link in page.body.links.iter().filter(|link| link.external) {
            found.add(&link.dest, || Place::Span(page.source.clone(), link.span));
        }
    }
    let is_yaml = |path: &SourcePath| matches!(path.extension(), "yaml" | "yml");
    let data = snapshot.below("data").map(|(path, _)| path).filter(|path| is_yaml(path));
    for path in data.chain([config]) {
        let Some(source) = snapshot.text(path) else { continue };
        let document = Document::parse(&source, 0..source.text.len(), &FORMAT).value;
        let Some(mut root) = document.map(Document::into_root) else { continue };
        if let (Node::Map(map), true) = (&mut root, path == config) {
            map.retain(|(key, _)| !NO_LINKS.contains(&key.as_str()));
        }
        found.walk(&root, path, &mut Vec::new());
    }
    found.links.into_iter().map(|(url, places)| Link { url, places }).collect()
}

struct Found<'a> {
    own: &'a str,
    links: BTreeMap<String, Vec<Place>>,
}

impl Found<'_> {
    /// Takes an address if it leads to another site on the web.
    fn add(&mut self, written: &str, place: impl FnOnce() -> Place) {
        let url = written.split('#').next().unwrap_or_default().trim();
        let lower = url.to_ascii_lowercase();
        if !(lower.starts_with("https://") || lower.starts_with("http://")) {
            return;
        }
        // The site itself may not be there yet, or be an older one.
        let is_own = lower
            .strip_prefix(&self.own.to_ascii_lowercase())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
        if !is_own {
            self.links.entry(url.to_owned()).or_default().push(place());
        }
    }

    fn walk(&mut self, node: &Node, path: &SourcePath, keys: &mut Vec<Key>) {
        match node {
            Node::Map(map) => {
                for (key, value) in map {
                    keys.push(Key::Name(key.clone()));
                    self.walk(value, path, keys);
                    keys.pop();
                }
            }
            Node::Seq(items) => {
                for (at, item) in items.iter().enumerate() {
                    keys.push(Key::Index(at));
                    self.walk(item, path, keys);
                    keys.pop();
                }
            }
            Node::String(text) if !text.trim().contains(char::is_whitespace) => {
                let is_doi = matches!(keys.last(), Some(Key::Name(key)) if key == "doi");
                let text = match text.trim() {
                    doi if is_doi && doi.starts_with("10.") => format!("https://doi.org/{doi}"),
                    text => text.to_owned(),
                };
                self.add(&text, || Place::Yaml(path.clone(), keys.clone()));
            }
            _ => {}
        }
    }
}

impl Place {
    /// The file and the place in it, looked up only when there is something to say.
    #[must_use]
    pub fn find(&self, snapshot: &Snapshot) -> (SourcePath, Span) {
        match self {
            Self::Span(path, span) => (path.clone(), *span),
            Self::Yaml(path, keys) => {
                let source =
                    snapshot.text(path).unwrap_or_else(|| SourceText::new(path.clone(), ""));
                let start = without_bom(&source.text);
                let steps: Vec<Step<'_>> = keys
                    .iter()
                    .map(|key| match key {
                        Key::Name(name) => Step::Key(name),
                        Key::Index(at) => Step::Index(*at),
                    })
                    .collect();
                (path.clone(), Places::new(&source.text[start..], start).value(&steps))
            }
        }
    }
}
