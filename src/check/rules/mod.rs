//! The list of rules. A line here makes a rule; everything else is in its own file and page.

use super::levels::Level;
use super::rule::{Check, Group, Rule};
use super::scope::{All, Context, Published, Source};

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
    bad_contact,
    bad_entry,
    bare_address,
    broken_reference,
    certainty_not_shown,
    claim_without_citation,
    data_differs,
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
    entry_content,
    event_handler,
    exclamation_mark,
    focus_removed,
    forced_colours,
    hidden_lazy_image,
    image_without_alt,
    inline_style,
    jargon,
    justified_text,
    landmarks,
    language_budget,
    link_ping,
    link_to_itself,
    link_to_moved,
    long_paragraph,
    long_sentence,
    lost_address,
    low_contrast,
    missing_description,
    missing_disclaimer,
    missing_help_link,
    missing_page_title,
    missing_policy,
    missing_report_route,
    missing_required_page,
    nameless_control,
    new_address,
    new_window,
    one_first_heading,
    page_language,
    page_weight,
    passive_voice,
    percentage,
    policies_differ,
    policy_blocks,
    referrer_leak,
    remote_form,
    same_link_words,
    script,
    script_address,
    skipped_heading_level,
    small_target,
    small_text,
    style_request,
    table_without_headers,
    third_party_resource,
    unasked_motion,
    unkind_word,
    unlabelled_field,
    unnamed_navigation,
    us_spelling,
    vague_link,
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
