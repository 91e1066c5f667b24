//! W004 `jargon`: a word of a profession is used before the page explains it.

use super::{Check, Group, Level, Rule, Source};
use crate::check::prose::{Kind, Passage};
use crate::check::words::Listed;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::wording::JARGON;
use crate::markdown::PassageKind;
use crate::yaml::quote::code;
use std::collections::BTreeSet;
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    code: &JARGON,
    level: Level::Warn,
    group: Group::Language,
    page: include_str!("../../../content/manual/rules/jargon.md"),
    check: Check::Source(check),
};

fn check(source: &Source<'_>, found: &mut Vec<Diagnostic>) {
    // What a page has said once needs no second word about it.
    let mut known: BTreeSet<usize> = BTreeSet::new();
    for word in source.words() {
        let Listed::Jargon(index) = word.listed else { continue };
        let passage = &source.prose().passages[word.passage];
        if passage.in_box == Some("curious") || is_heading(passage) || known.contains(&index) {
            continue;
        }
        known.insert(index);
        if is_explained(passage, &word.range) {
            continue;
        }
        let span = passage.span(source, word.range.clone());
        if is_linked(source, span.start, span.end) {
            continue;
        }
        let entry = &source.context.site.trust.wording.jargon[index];
        let shown = code(&passage.text()[word.range.clone()]);
        let message = format!("{shown} is used before the page explains it");
        let mut finding = source.finding(&JARGON, span, message);
        if !entry.why.is_empty() {
            finding = finding.note(&entry.why);
        }
        let or = "explain it here: plain words first, the other word in brackets";
        found.push(match entry.instead.as_str() {
            "" => finding.help(or),
            instead => finding.help(format!("{instead}; or {or}")),
        });
    }
}

/// Whether what follows is the place to explain it.
fn is_heading(passage: &Passage<'_>) -> bool {
    let headings = [PassageKind::Heading, PassageKind::BoxTitle].map(Kind::Text);
    passage.kind == Kind::Title || headings.contains(&passage.kind)
}

/// Whether a word is explained where it stands: in brackets behind the plain words, in quotation
/// marks, or with an explanation behind it.
fn is_explained(passage: &Passage<'_>, range: &Range<usize>) -> bool {
    let (before, after) = (&passage.text()[..range.start], &passage.text()[range.end..]);
    let in_brackets = before.rfind('(').is_some_and(|open| !before[open..].contains(')'));
    let after = after.trim_start_matches(['*', '”', '"', ',', ' ']);
    let explains = ["(", "means ", "mean ", "is when ", "is a ", "is how ", "which means ", "that is"];
    let before = before.trim_end_matches(['*', '“', '"', ' ']);
    let names = ["called", "called the", "called a", "known as", "call it", "call this", "the word", "the term"];
    in_brackets
        || passage.is_quoted(range)
        || explains.iter().any(|start| after.starts_with(start))
        || names.iter().any(|end| before.ends_with(end))
}

/// Whether a place lies in the words of a link.
fn is_linked(source: &Source<'_>, start: u32, end: u32) -> bool {
    source.page.body.links.iter().any(|link| {
        // The span of a link is its destination, which stands behind its words.
        let words_from = (link.span.start as usize).saturating_sub(link.text.len() + 8);
        words_from <= start as usize && end <= link.span.start
    })
}
