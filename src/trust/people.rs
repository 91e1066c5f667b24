//! People and organisations that write and check pages: `data/people.yaml`.

use crate::diagnostics::Diagnosed;
use crate::source::Snapshot;
use std::collections::BTreeMap;

/// Where the people are.
pub const PATH: &str = "data/people.yaml";

/// Everybody, by key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct People {
    people: BTreeMap<String, Person>,
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
    /// `url:` — a web address.
    pub url: String,
}

impl People {
    /// Reads the people; without the file there are none.
    pub fn from_data(_snapshot: &Snapshot) -> Diagnosed<Self> {
        Diagnosed::default()
    }

    /// The person with that key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Person> {
        self.people.get(key)
    }

    /// All keys, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.people.keys().map(String::as_str)
    }
}
