//! The register of everything that can be wrong. A code is never reused; a retired one stays.
//!
//! One file an area, so that the letter, the names and the explanations of an area are read
//! together. `goodfit explain CODE` prints the explanation.

use super::Severity;

pub mod accessibility;
pub mod citations;
pub mod config;
pub mod data;
pub mod front_matter;
pub mod glossary;
pub mod health;
pub mod health_pages;
pub mod links;
pub mod markdown;
pub mod people;
pub mod privacy;
pub mod publishing;
pub mod questionnaires;
pub mod site;
pub mod stylesheets;
pub mod templates;
pub mod urls;
pub mod wording;

/// A kind of problem.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// A letter for the area and three digits: `F003`.
    pub id: &'static str,
    /// A name that reads well after "allow": `unknown-key`.
    pub name: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What it means, why it matters and what to do, in Markdown.
    pub explain: &'static str,
}

/// All codes, by area and number.
#[must_use]
pub fn all() -> Vec<&'static Code> {
    [
        config::ALL,
        front_matter::ALL,
        markdown::ALL,
        links::ALL,
        site::ALL,
        templates::ALL,
        data::ALL,
        citations::ALL,
        people::ALL,
        health::ALL,
        glossary::ALL,
        questionnaires::ALL,
        accessibility::ALL,
        stylesheets::ALL,
        health_pages::ALL,
        privacy::ALL,
        wording::ALL,
        publishing::ALL,
        urls::ALL,
    ]
    .concat()
}

/// The code with that id (in any case) or that name.
#[must_use]
pub fn find(id_or_name: &str) -> Option<&'static Code> {
    all().into_iter().find(|c| c.id.eq_ignore_ascii_case(id_or_name) || c.name == id_or_name)
}

/// A code in a file: its id, which is never reused.
pub(super) mod by_id {
    use super::{Code, find};
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serializer};

    pub(in crate::diagnostics) fn serialize<S: Serializer>(
        code: &&'static Code,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.serialize_str(code.id)
    }

    pub(in crate::diagnostics) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<&'static Code, D::Error> {
        let id = String::deserialize(from)?;
        find(&id).ok_or_else(|| D::Error::custom(format_args!("there is no code `{id}`")))
    }
}

/// Declares the codes of one area and the list of them.
macro_rules! codes {
    ($($(#[$doc:meta])* $constant:ident = $id:literal $name:literal $severity:ident $explain:literal;)*) => {
        $(
            $(#[$doc])*
            #[doc = concat!("`", $id, "` ", $name, ".")]
            pub static $constant: $crate::diagnostics::Code = $crate::diagnostics::Code {
                id: $id,
                name: $name,
                severity: $crate::diagnostics::Severity::$severity,
                explain: $explain,
            };
        )*
        /// The codes of this area.
        pub static ALL: &[&$crate::diagnostics::Code] = &[$(&$constant),*];
    };
}
pub(crate) use codes;

#[cfg(test)]
mod tests {
    use super::all;
    use std::collections::BTreeSet;

    #[test]
    fn every_code_is_unique_and_explained() {
        let codes = all();
        let ids: BTreeSet<_> = codes.iter().map(|c| c.id).collect();
        let names: BTreeSet<_> = codes.iter().map(|c| c.name).collect();
        assert_eq!(ids.len(), codes.len(), "an id is used twice");
        assert_eq!(names.len(), codes.len(), "a name is used twice");
        for code in codes {
            assert!(
                code.id.len() == 4 && code.id[1..].bytes().all(|b| b.is_ascii_digit()),
                "{code:?}"
            );
            assert!(code.explain.len() > 60, "{} needs an explanation", code.id);
        }
    }
}
