//! The list of rules. A line here makes a rule; everything else is in its own file and page.

use super::levels::Level;
use super::rule::{Check, Group, Rule};
use super::scope::{All, Context, Published};

/// Declares the files of the rules and the list of them.
macro_rules! rules {
    ($($file:ident),* $(,)?) => {
        $(mod $file;)*
        /// All rules, by the names of their files.
        pub static ALL: &[&Rule] = &[$(&$file::RULE),*];
    };
}

rules![
    address_back,
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
    hidden_lazy_image,
    image_without_alt,
    inline_style,
    landmarks,
    link_ping,
    link_to_moved,
    lost_address,
    missing_description,
    missing_page_title,
    missing_policy,
    nameless_control,
    new_address,
    one_first_heading,
    page_language,
    policies_differ,
    policy_blocks,
    referrer_leak,
    remote_form,
    script,
    script_address,
    skipped_heading_level,
    style_request,
    table_without_headers,
    third_party_resource,
    unlabelled_field,
    unnamed_navigation,
    weak_policy,
];

/// The rule with that id (in any case) or that name.
#[must_use]
pub fn find(id_or_name: &str) -> Option<&'static Rule> {
    let is_it = |rule: &&&Rule| {
        rule.code.id.eq_ignore_ascii_case(id_or_name) || rule.code.name == id_or_name
    };
    ALL.iter().find(is_it).copied()
}
