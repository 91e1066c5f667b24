//! The list of rules. A line here makes a rule; everything else is in its own file and page.

use super::levels::Level;
use super::rule::{Check, Group, Rule};
use super::scope::{All, Published, Source};

/// Declares the files of the rules and the list of them.
macro_rules! rules {
    ($($file:ident),* $(,)?) => {
        $(mod $file;)*
        /// All rules, by the names of their files.
        pub static ALL: &[&Rule] = &[$(&$file::RULE),*];
    };
}

rules![
    broken_reference,
    dead_anchor,
    dead_entry,
    dead_link,
    dead_resource,
    description_length,
    duplicate_description,
    duplicate_id,
    duplicate_page_title,
    early_connection,
    embedded_page,
    event_handler,
    exclamation_mark,
    hidden_lazy_image,
    image_without_alt,
    inline_style,
    jargon,
    landmarks,
    language_budget,
    link_ping,
    link_to_moved,
    long_paragraph,
    long_sentence,
    missing_description,
    missing_page_title,
    missing_policy,
    nameless_control,
    one_first_heading,
    page_language,
    passive_voice,
    percentage,
    policies_differ,
    policy_blocks,
    referrer_leak,
    remote_form,
    same_link_text,
    script,
    script_address,
    skipped_heading_level,
    style_request,
    table_without_headers,
    third_party_resource,
    unkind_word,
    unlabelled_field,
    unnamed_navigation,
    us_spelling,
    vague_link_text,
    weak_policy,
];

/// The name of the rule that only counts: what it finds may be right.
pub const PASSIVE_VOICE: &str = "passive-voice";

/// The rule with that id (in any case) or that name.
#[must_use]
pub fn find(id_or_name: &str) -> Option<&'static Rule> {
    let is_it = |rule: &&&Rule| {
        rule.code.id.eq_ignore_ascii_case(id_or_name) || rule.code.name == id_or_name
    };
    ALL.iter().find(is_it).copied()
}
