//! W004 `jargon`: a word of a profession is used before the page explains it.

use super::{Check, Group, Level, Rule, Source};
use crate::check::prose::{Kind, Passage};
use crate::check::words::Listed;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::wording::JARGON;
use crate::markdown::{Link, PassageKind, TermUse};
use crate::source::Span;
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
    let mut known: BTreeSet<Listed> = BTreeSet::new();
    for word in source.words() {
        let (Listed::Jargon(_) | Listed::Term(_)) = word.listed else { continue };
        let passage = &source.prose().passages[word.passage];
        if passage.in_box == Some("curious") || is_heading(passage) || known.contains(&word.listed) {
            continue;
        }
        // What stands above the text cannot lead to the glossary.
        if matches!(word.listed, Listed::Term(_)) && !matches!(passage.kind, Kind::Text(_)) {
            continue;
        }
        known.insert(word.listed);
        let span = passage.span(source, word.range.clone());
        if !is_explained(passage, &word.range) && !is_linked(source, span) {
            let written = &passage.text()[word.range.clone()];
            found.push(report(source, word.listed, written, span));
        }
    }
}

fn report(source: &Source<'_>, listed: Listed, written: &str, span: Span) -> Diagnostic {
    let message = format!("{} is used before the page explains it", code(written));
    let finding = source.finding(&JARGON, span, message);
    let explain = "explain it here: plain words first, the other word in brackets";
    let Listed::Jargon(index) = listed else {
        return finding.help(format!("link it to the glossary, `[[{written}]]`, or {explain}"));
    };
    let entry = &source.around.trust.wording.jargon[index];
    let finding = if entry.why.is_empty() { finding } else { finding.note(&entry.why) };
    match entry.instead.as_str() {
        "" => finding.help(explain),
        instead => finding.help(format!("{instead}; or {explain}")),
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

/// Whether a place lies in the words of a link, to a page or to the glossary.
fn is_linked(source: &Source<'_>, place: Span) -> bool {
    let body = source.body;
    let in_term = |term: &TermUse| term.span.start <= place.start && place.end <= term.span.end;
    let in_link = |link: &Link| {
        // The span of a link is its destination, which stands behind its words.
        let words_from = (link.span.start as usize).saturating_sub(link.text.len() + 8);
        words_from <= place.start as usize && place.end <= link.span.start
    };
    body.terms.iter().any(in_term) || body.links.iter().any(in_link)
}
