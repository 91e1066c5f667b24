//! L109 `bare-address`: an address stands where words should be.

use super::{Check, Group, Level, Published, Rule};
use crate::check::html::Node;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::links::BARE_ADDRESS;

pub(super) static RULE: Rule = Rule {
    code: &BARE_ADDRESS,
    level: Level::Warn,
    group: Group::Links,
    page: include_str!("../../../content/manual/rules/bare-address.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(main) = seen.page().and_then(|document| document.first("main")) else { return };
    if !main.texts().any(|text| text.contains("://") || text.contains("www.")) {
        return;
    }
    for node in main.descendants() {
        let Some(address) = node.own_texts().find_map(address) else { continue };
        if is_shown_as_it_is(node) || node.ancestors().any(is_shown_as_it_is) {
            continue;
        }
        let message = format!("`{address}` is an address, and people read words");
        found.push(
            seen.finding(&BARE_ADDRESS, node.span(), message)
                .help(format!("write `[what is there]({address})`")),
        );
    }
}

/// The first address in a text.
fn address(text: &str) -> Option<&str> {
    text.split_whitespace().find_map(|word| {
        let word = word.trim_matches(|c: char| "()[]<>,.;:\u{201c}\u{201d}\"'".contains(c));
        let is_one = ["https://", "http://", "www."].iter().any(|start| word.starts_with(start));
        (is_one && word.contains('.')).then_some(word)
    })
}

/// Where an address is what is spoken of, or what identifies a source.
fn is_shown_as_it_is(node: Node<'_>) -> bool {
    matches!(node.name(), "code" | "pre" | "kbd" | "samp" | "script" | "cite")
        || node.has_word("class", "sources")
        || node.has_word("class", "all-sources")
}
