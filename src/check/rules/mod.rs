//! The list of rules. A line here makes a rule; everything else is in its own file and page.

use super::levels::Level;
use super::rule::{Check, Group, Rule};
use super::scope::{All, Published};

/// Declares the files of the rules and the list of them.
macro_rules! rules {
    ($($file:ident),* $(,)?) => {
        $(mod $file;)*
        /// All rules, by the names of their files.
        pub static ALL: &[&Rule] = &[$(&$file::RULE),*];
    };
}

rules![
    dead_anchor,
    dead_link,
    duplicate_id,
    embedded_page,
    event_handler,
    focus_removed,
    forced_colours,
    image_without_alt,
    justified_text,
    low_contrast,
    one_first_heading,
    script,
    skipped_heading_level,
    small_target,
    small_text,
    third_party_resource,
    unasked_motion,
];

/// The rule with that id (in any case) or that name.
#[must_use]
pub fn find(id_or_name: &str) -> Option<&'static Rule> {
    let is_it = |rule: &&&Rule| {
        rule.code.id.eq_ignore_ascii_case(id_or_name) || rule.code.name == id_or_name
    };
    ALL.iter().find(is_it).copied()
}
