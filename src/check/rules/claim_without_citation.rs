//! H020 `claim-without-citation`: a claim without a source nearby.

use super::{Check, Group, Level, Published, Rule};
use crate::check::claims::claim;
use crate::check::health::{health_page, setting};
use crate::check::html::Node;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::health_pages::CLAIM_WITHOUT_CITATION;
use crate::language::{is_english, sentences};

pub(super) static RULE: Rule = Rule {
    code: &CLAIM_WITHOUT_CITATION,
    level: Level::Warn,
    group: Group::Health,
    page: include_str!("../../../content/manual/rules/claim-without-citation.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    if health_page(seen).is_none() {
        return;
    }
    let Some(main) = seen.page().and_then(|document| document.first("main")) else { return };
    let language = main.document().first("html").and_then(|html| html.attr("lang"));
    // The words that are looked for are English.
    if !is_english(language.unwrap_or("en")) {
        return;
    }
    let blocks: Vec<Node<'_>> = main.descendants().filter(|node| is_block(*node)).collect();
    for (at, block) in blocks.iter().enumerate() {
        let is_cited = |at: Option<usize>| {
            at.and_then(|at| blocks.get(at)).is_some_and(|block| has_citation(*block))
        };
        if is_cited(Some(at)) {
            continue;
        }
        let text = block.text();
        let all = sentences(&text);
        let mut claims = all
            .iter()
            .enumerate()
            .filter_map(|(nth, sentence)| Some((nth, claim(&text[sentence.clone()])?)))
            // There, only numbers are new.
            .filter(|(_, words)| {
                words.contains(|c: char| c.is_ascii_digit()) || !weighs_evidence(seen, *block)
            });
        // The sentence before or after may have it, though it is in the next paragraph.
        let lost = claims.find(|(nth, _)| {
            !(*nth == 0 && is_cited(at.checked_sub(1)) || nth + 1 == all.len() && is_cited(Some(at + 1)))
        });
        if let Some((_, words)) = lost {
            let message = format!("`{words}` is a claim, and no source is cited nearby");
            found.push(seen.finding(&CLAIM_WITHOUT_CITATION, block.span(), message).help(
                "cite one with `[@key]`, say less, or allow it with a reason: \
                 `<!-- allow claim-without-citation: reason -->`",
            ));
        }
    }
}

/// A paragraph, or whatever holds words as one does. Not what is put together from other places, and
/// not myths, which claim what is wrong.
fn is_block(node: Node<'_>) -> bool {
    const NOT_TEXT: [&str; 6] = ["in-short", "sources", "about-page", "box-myth", "label", "box-title"];
    let is_one = matches!(node.name(), "p" | "dd" | "td" | "figcaption")
        || node.is("li") && !node.children().any(|child| child.is("p"));
    is_one
        && !std::iter::once(node).chain(node.ancestors()).any(|around| {
            around.is("nav")
                || around.is("header")
                || NOT_TEXT.iter().any(|class| around.has_word("class", class))
        })
}

/// Whether a block is in a box that says how far the sources of the page can be trusted.
fn weighs_evidence(seen: &Published<'_>, block: Node<'_>) -> bool {
    let Some(label) = setting(seen.context, "certainty_label") else { return false };
    let boxes = block.ancestors().filter(|around| around.has_word("class", "box"));
    let mut parts = boxes.flat_map(Node::children);
    parts.any(|part| part.has_word("class", "box-title") && part.text().ends_with(label))
}

fn has_citation(block: Node<'_>) -> bool {
    block.descendants().any(|node| {
        node.is("a") && (node.has_word("class", "cite") || node.attr("role") == Some("doc-noteref"))
    })
}
