//! Names for headings that can stand in an address, and ids that are unique in a page.
//!
//! In: a heading's text. Out: an id.

use crate::slug::slugify;
use std::collections::HashMap;

/// A heading's text as an id; `section` if nothing of it is left.
pub(super) fn slug(text: &str) -> String {
    let slug = slugify(text);
    if slug.is_empty() { "section".to_owned() } else { slug }
}

/// The ids of one page.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// Each taken id, with the number to try next if somebody else wants it.
    taken: HashMap<String, u32>,
}

impl Ids {
    /// Takes exactly this id; `false` if it is taken already.
    pub fn claim(&mut self, id: &str) -> bool {
        if self.taken.contains_key(id) {
            return false;
        }
        self.taken.insert(id.to_owned(), 2);
        true
    }

    /// Takes this id, or the first free one of `id-2`, `id-3`, …
    pub fn unique(&mut self, wanted: &str) -> String {
        if self.claim(wanted) {
            return wanted.to_owned();
        }
        let mut number = self.taken.get(wanted).copied().unwrap_or(2);
        let id = loop {
            let id = format!("{wanted}-{number}");
            number += 1;
            if self.claim(&id) {
                break id;
            }
        };
        self.taken.insert(wanted.to_owned(), number);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_frozen_because_they_are_public_addresses() {
        for (text, id) in [
            ("What works", "what-works"),
            ("  Before you book!  ", "before-you-book"),
            ("Don't & do’s", "dont-dos"),
            ("Größe, naïve café", "grosse-naive-cafe"),
            ("Ärger – 2.5 × mehr", "arger-2-5-x-mehr"),
            ("Łódź", "lodz"),
            ("心理", "xin-li"),
            ("C++ / C#", "c-c"),
            ("snake_case", "snake-case"),
            ("½", "1-2"),
            ("…", "section"),
            ("", "section"),
        ] {
            assert_eq!(slug(text), id, "{text:?}");
        }
    }

    #[test]
    fn an_id_is_never_given_twice() {
        let mut ids = Ids::default();
        let given: Vec<_> = ["a", "a", "a-2", "a", "a-2"].map(|id| ids.unique(id)).into();
        assert_eq!(given, ["a", "a-2", "a-2-2", "a-3", "a-2-3"]);
    }
}
