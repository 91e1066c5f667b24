//! People and organisations that write and check pages: `data/people.yaml`.
//!
//! In: the file. Out: [`People`] by key, and what is wrong with the file. Who did what on which page
//! is left to `site`.

use crate::diagnostics::codes::people as codes;
use crate::diagnostics::{Diagnosed, codes as all};
use crate::source::{Snapshot, SourcePath};
use crate::yaml::quote::{code, short};
use crate::yaml::{Document, Findings, Format, MapReader, Node, Value};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Where the people are.
pub const PATH: &str = "data/people.yaml";

/// What stands in `reviewers:` if nobody has reviewed a page, so nobody can have it as a key.
const NOBODY: &str = "none";

static FORMAT: Format = Format {
    name: "the list of people",
    not_yaml: &all::data::NOT_READABLE,
    too_long: &all::data::NOT_READABLE,
    unknown_key: &codes::BAD_PERSON,
    wrong_type: &codes::BAD_PERSON,
    duplicate_key: &all::data::DUPLICATE_KEY,
    max_bytes: 4 * 1024 * 1024,
};

/// Everybody, by key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct People {
    people: BTreeMap<String, Person>,
    /// The file is there and cannot be read, which has been reported: anybody could be in it.
    is_unreadable: bool,
}

/// A person, or an organisation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// `name:`
    pub name: String,
    /// `organisation: true` — it is no single person.
    pub is_organisation: bool,
    /// `role:` — what they do here, such as "Editor".
    pub role: String,
    /// `credentials:` — what stands behind the name, such as "clinical psychologist".
    pub credentials: String,
    /// `clinical: true` — a review by them is one by a clinician.
    pub is_clinical: bool,
    /// `links:` — where to find out more about them.
    pub links: Vec<PersonLink>,
}

/// Where to find out more about somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonLink {
    /// `label:` — the words of the link.
    pub label: String,
    /// `url:` — an address that begins with `https://` or `mailto:`.
    pub url: String,
}

impl People {
    /// Reads the people; without the file there are none. They are keys with what is below them, or
    /// a list in which each has a `key:`.
    pub fn from_data(snapshot: &Snapshot) -> Diagnosed<Self> {
        let path = SourcePath::new(PATH).expect("it is a plain relative path");
        let unreadable = Self { people: BTreeMap::new(), is_unreadable: true };
        let Some(source) = snapshot.text(&path) else {
            let is_there = snapshot.get(&path).is_some();
            return Diagnosed::clean(if is_there { unreadable } else { Self::default() });
        };
        let mut diagnostics = Vec::new();
        let document = Document::parse(&source, 0..source.text.len(), &FORMAT);
        let Some(document) = document.into_value(&mut diagnostics) else {
            return Diagnosed::new(unreadable, diagnostics);
        };
        let findings = Findings::default();
        let root = Value::root(&document, &findings);
        let people = match document.root() {
            Node::Null => BTreeMap::new(),
            Node::Seq(_) => listed(&root, &findings),
            _ => keyed(&root),
        };
        diagnostics.extend(findings.into_vec());
        Diagnosed::new(Self { people, is_unreadable: false }, diagnostics)
    }

    /// The person with that key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Person> {
        self.people.get(key)
    }

    /// Whether pages can name somebody by that key. Anybody, if the file cannot be read.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.is_unreadable || self.people.contains_key(key)
    }

    /// All keys, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.people.keys().map(String::as_str)
    }
}

fn keyed(root: &Value<'_>) -> BTreeMap<String, Person> {
    let mut people = BTreeMap::new();
    for (key, value) in root.entries() {
        if is_key(key, &value) {
            // Somebody whose entry has mistakes is there all the same: each is reported once, here.
            people.insert(key.to_owned(), value.map().map(person).unwrap_or_default());
        }
    }
    people
}

fn listed(root: &Value<'_>, findings: &Findings) -> BTreeMap<String, Person> {
    let mut people: BTreeMap<String, Person> = BTreeMap::new();
    for item in root.items() {
        let Some(mut map) = item.map() else { continue };
        let Some(value) = map.value("key") else {
            let problem = item.at(&codes::BAD_PERSON, format!("{} has no `key`", item.name()));
            findings.push(problem.help("add a `key:` by which pages name this person"));
            continue;
        };
        let Some(key) = value.text() else { continue };
        let person = person(map);
        if !is_key(&key, &value) {
            continue;
        }
        match people.entry(key) {
            Entry::Vacant(place) => {
                place.insert(person);
            }
            Entry::Occupied(taken) => {
                let message = format!("`{}` is given twice", taken.key());
                let problem = value.at(&all::data::DUPLICATE_KEY, message);
                findings.push(problem.help("give one of the two another key"));
            }
        }
    }
    people
}

/// Whether pages can name somebody by that key; reported if not.
fn is_key(key: &str, value: &Value<'_>) -> bool {
    let is_usable = key != NOBODY && !key.trim().is_empty();
    if !is_usable {
        let message = format!("{} cannot be the key of a person", code(key));
        value.push(
            value.at_key(&codes::BAD_PERSON, message).help("choose another one, such as `ada`"),
        );
    }
    is_usable
}

fn person(mut map: MapReader<'_>) -> Person {
    let mut text = |key| map.text(key).unwrap_or_default().trim().to_owned();
    let (name, role, credentials) = (text("name"), text("role"), text("credentials"));
    let is_organisation = map.bool("organisation").unwrap_or_default();
    let clinical = map.value("clinical");
    let is_clinical = clinical.as_ref().and_then(Value::bool).unwrap_or_default();
    let links = map.value("links").map(|links| links.items().iter().filter_map(link).collect());
    let whole = map.whole().clone();
    if name.is_empty() && !is_written(&whole, "name") {
        let message = format!("{} has no `name`", whole.name());
        whole.push(whole.at_key(&codes::BAD_PERSON, message).help("add `name:` below it"));
    }
    if let Some(clinical) = clinical.filter(|_| is_clinical && is_organisation) {
        let message = "an organisation cannot be `clinical`, since it is not a clinician";
        let problem = clinical.at_key(&codes::BAD_PERSON, message);
        whole.push(problem.help("remove the line, and name the clinician who did the review"));
    }
    map.finish();
    Person {
        name,
        is_organisation,
        role,
        credentials,
        is_clinical: is_clinical && !is_organisation,
        links: links.unwrap_or_default(),
    }
}

/// Whether something stands there, or below a misspelt key, which is wrong and has been reported.
fn is_written(whole: &Value<'_>, key: &str) -> bool {
    let Node::Map(map) = whole.node() else { return false };
    let is_blank = |node: &Node| match node {
        Node::Null => true,
        Node::String(text) => text.trim().is_empty(),
        _ => false,
    };
    map.iter().any(|(name, node)| match name == key {
        true => !is_blank(node),
        false => crate::diagnostics::closest(name, [key]).is_some(),
    })
}

fn link(item: &Value<'_>) -> Option<PersonLink> {
    let mut map = item.map()?;
    let (label, address) = (map.text("label"), map.value("url"));
    let url = address.as_ref().and_then(Value::text);
    if label.is_none() || address.is_none() {
        item.wrong(
            "a link has words and an address",
            "write `{label: \"Her page\", url: https://example.org/}`",
        );
    }
    map.finish();
    let (label, url, address) = (label?, url?, address?);
    let is_safe = ["https://", "mailto:"].iter().any(|scheme| {
        url.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty())
            && !url.contains(|c: char| c.is_whitespace() || c.is_control())
    });
    if !is_safe {
        let message = format!("{} is no address for a link", code(&short(&url)));
        address.wrong(message, "write one that begins with `https://` or `mailto:`");
        return None;
    }
    Some(PersonLink { label, url })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Entry as File;
    use crate::yaml::testing::listed;
    use expect_test::expect;

    fn people(text: &str) -> (People, String) {
        let mut snapshot = Snapshot::default();
        let path = SourcePath::new(PATH).expect("a path");
        snapshot.insert(path.clone(), File::Text(text.into()));
        let found = People::from_data(&snapshot);
        let source = snapshot.text(&path).expect("it was put there");
        (found.value, listed(&[&source], found.diagnostics))
    }

    const ADA: &str = "name: Ada L\n  role: Reviewer\n  credentials: MD\n  clinical: true\n  \
        links:\n    - {label: Mail, url: \"mailto:ada@example.org\"}\n";

    #[test]
    fn people_are_a_map_by_key_or_a_list_with_keys() {
        let (map, found) = people(&format!("ada:\n  {ADA}team: {{name: T, organisation: true}}\n"));
        assert_eq!(found, "");
        let (list, found) =
            people(&format!("- key: ada\n  {ADA}- {{key: team, name: T, organisation: true}}\n"));
        assert_eq!(found, "");
        assert_eq!(map, list);
        assert_eq!(map.keys().collect::<Vec<_>>(), ["ada", "team"]);
        let ada = map.get("ada").expect("she is there");
        assert!(ada.is_clinical && !ada.is_organisation);
        assert_eq!((ada.links[0].label.as_str(), ada.role.as_str()), ("Mail", "Reviewer"));
        assert!(map.get("team").is_some_and(|team| team.is_organisation && !team.is_clinical));
    }

    #[test]
    fn every_mistake_is_reported_at_its_place() {
        let (_, found) = people(
            "a: {role: X}\nb: {nmae: B}\nc: {name: [x]}\nnone: {name: N}\nd: D\n\
             e:\n  name: E\n  clinical: maybe\n  links:\n    - {label: x, url: \"javascript:x\"}\n    \
             - {label: y}\n    - {label: z, url: \"http://example.org/\"}\n\
             f: {name: F, organisation: true, clinical: true}\n",
        );
        expect![[r#"
            data/people.yaml:1:1: error[R001]: `a` has no `name` (help: add `name:` below it)
            data/people.yaml:2:5: error[R001]: unknown key `nmae` (help: did you mean `name`?)
            data/people.yaml:3:11: error[R001]: `name` must be a text, not a list (help: put quotes around the text: `name: "[x]"`)
            data/people.yaml:4:1: error[R001]: `none` cannot be the key of a person (help: choose another one, such as `ada`)
            data/people.yaml:5:4: error[R001]: `d` must be a group of keys and values, not the text `D` (help: write `d:` and below it, indented, lines of `key: value`)
            data/people.yaml:8:13: error[R001]: `clinical` must be `true` or `false`, not the text `maybe` (help: write `clinical: true` or `clinical: false`)
            data/people.yaml:10:23: error[R001]: `javascript:x` is no address for a link (help: write one that begins with `https://` or `mailto:`)
            data/people.yaml:11:7: error[R001]: a link has words and an address (help: write `{label: "Her page", url: https://example.org/}`)
            data/people.yaml:12:23: error[R001]: `http://example.org/` is no address for a link (help: write one that begins with `https://` or `mailto:`)
            data/people.yaml:13:34: error[R001]: an organisation cannot be `clinical`, since it is not a clinician (help: remove the line, and name the clinician who did the review)
        "#]].assert_eq(&found);
        let (_, found) = people("- {name: A}\n- {key: b, name: B}\n- {key: b, name: C}\n- d\n");
        expect![[r#"
            data/people.yaml:1:3: error[R001]: item 1 has no `key` (help: add a `key:` by which pages name this person)
            data/people.yaml:3:9: error[D003]: `b` is given twice (help: give one of the two another key)
            data/people.yaml:4:3: error[R001]: item 4 must be a group of keys and values, not the text `d` (help: write `key:` and below it, indented, lines of `key: value`)
        "#]].assert_eq(&found);
        let (_, found) = people("just a text\n");
        expect![[r#"
            data/people.yaml:1:1: error[R001]: the list of people must be a group of keys and values, not the text `just a text` (help: write `key:` and below it, indented, lines of `key: value`)
        "#]].assert_eq(&found);
    }
}
