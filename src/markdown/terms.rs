//! Terms of the glossary in running text: `[[term]]`, and the first use of each where a page wants
//! it so.
//!
//! In: a [`Run`] of text. Out: [`TermUse`]s with two holes each. Which use is the first is known
//! only when the page is put together, since footnotes are read where they are defined; so `Firsts`
//! decides then. What a link leads to is left to `html`.

use super::fragment::MarkKind;
use super::parse::{Walk, index};
use super::run::Run;
use super::words::is_word;
use super::{Hole, HoleKind, TermUse};
use crate::diagnostics::codes::glossary as codes;
use std::collections::BTreeSet;
use std::mem;
use std::ops::Range;

/// The glossary, for messages.
const FILE: &str = "data/glossary.yaml";

/// What stands between double brackets.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Bracketed {
    /// The words, and the offset behind the brackets.
    Closed(Range<usize>, usize),
    /// The text ends before the brackets do.
    Open,
}

/// Reads `[[…]]` at an offset of some text.
pub(super) fn bracketed(run: &Run, at: usize) -> Option<Bracketed> {
    let rest = run.text[at..].strip_prefix("[[")?;
    // `[[@key]]` is a citation in brackets, `[[[a]]]` a term.
    if run.is_escaped(at + 1) || rest.starts_with(['[', '@', '^']) {
        return None;
    }
    let from = at + 2;
    let Some(len) = rest.find(['[', ']']) else { return Some(Bracketed::Open) };
    let end = from + len;
    let closed = run.text[end..].starts_with("]]")
        && !run.is_escaped(end)
        && !run.is_escaped(end + 1)
        && !rest[..len].trim().is_empty();
    closed.then_some(Bracketed::Closed(from..end, end + 2))
}

impl Walk<'_> {
    /// Writes the term in brackets at `at`, if there is one; gives the offset behind it. `from` is
    /// where the text that is not yet written begins.
    pub(super) fn term(&mut self, run: &Run, from: usize, at: usize) -> Option<usize> {
        let (inner, end) = match bracketed(run, at)? {
            Bracketed::Closed(inner, end) => (inner, end),
            Bracketed::Open => {
                let place = run.source(at..at + 2);
                let problem =
                    self.problem(&codes::BAD_TERM_LINK, &place, "`[[` is not closed by `]]`").help(
                        "write a term between them, without emphasis or `|`; or `\\[[` for the \
                         brackets themselves",
                    );
                self.diagnostics.push(problem);
                return None;
            }
        };
        let inside = &run.text[inner.clone()];
        let words = inside.trim();
        let place = run.source(at..end);
        let is_link = self.link.is_some() || self.image.is_some() || self.raw_links > 0;
        let Some(term) = self.options.lexicon.term(words).filter(|_| !is_link) else {
            self.report_term(words, &place, is_link);
            return None;
        };
        let start = inner.start + (inside.len() - inside.trim_start().len());
        let words = start..start + words.len();
        self.write_run_with_terms(run, from..at);
        // What a footnote uses comes last, wherever it is defined.
        if self.outer.is_empty() {
            self.linked.insert(term);
        }
        let span = self.span(&place);
        self.write_term(run, words, TermUse { term, span, explicit: true });
        Some(end)
    }

    fn report_term(&mut self, words: &str, place: &Range<usize>, is_link: bool) {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let problem = if let Some((term, other)) = words.split_once('|') {
            let (term, other) = (term.trim(), other.trim());
            let message = "a term cannot have other words in its place".to_owned();
            self.problem(&codes::BAD_TERM_LINK, place, message).help(format!(
                "write `[[{term}]]`, or add `{other}` to the `forms:` of the term in `{FILE}` and \
                 write `[[{other}]]`"
            ))
        } else if is_link {
            let message =
                format!("`[[{words}]]` stands in a link or a picture, and is a link itself");
            self.problem(&codes::TERM_IN_LINK, place, message).help("take the double brackets away")
        } else if !self.options.lexicon.is_complete() {
            return;
        } else {
            let names = self.options.lexicon.names();
            self.problem(&codes::UNKNOWN_TERM, place, format!("the glossary has no term `{words}`"))
                .help(format!("add it to `{FILE}`, or write `\\[[` for brackets as text"))
                .did_you_mean(&words, names)
        };
        self.diagnostics.push(problem);
    }

    /// Writes a part of a run, with terms as links if the page wants it and a link may stand here.
    pub(super) fn write_run_with_terms(&mut self, run: &Run, part: Range<usize>) {
        let options = self.options;
        let nowhere = self.link.is_some()
            || self.image.is_some()
            || self.heading.is_some()
            || self.title.is_some()
            || self.raw_links > 0;
        let mut from = part.start;
        if options.autolink && !nowhere {
            options.lexicon.terms_in(&run.text[part.clone()], |found, term| {
                let found = part.start + found.start..part.start + found.end;
                // `un*client*` is one word.
                let glued = found.start == 0 && self.plain.ends_with(is_word);
                let in_note = !self.outer.is_empty();
                if !glued && (in_note || self.linked.insert(term)) {
                    self.write_run(run, from..found.start);
                    from = found.end;
                    let span = self.span(&run.source(found.clone()));
                    self.write_term(run, found, TermUse { term, span, explicit: false });
                }
            });
        }
        self.write_run(run, from..part.end);
    }

    fn write_term(&mut self, run: &Run, words: Range<usize>, term: TermUse) {
        let n = index(self.facts.terms.len());
        self.facts.terms.push(term);
        self.out.mark(MarkKind::Hole(HoleKind::TermOpen(n)));
        self.write_run(run, words);
        self.out.mark(MarkKind::Hole(HoleKind::TermClose(n)));
    }
}

/// Decides which uses of a term are links, in the order in which readers meet them.
pub(super) struct Firsts {
    found: Vec<TermUse>,
    /// By number in `found` the number in `kept`.
    numbers: Vec<Option<u32>>,
    seen: BTreeSet<u32>,
    kept: Vec<TermUse>,
}

impl Firsts {
    pub fn new(found: &mut Vec<TermUse>) -> Self {
        let found = mem::take(found);
        let numbers = vec![None; found.len()];
        Self { found, numbers, seen: BTreeSet::new(), kept: Vec::new() }
    }

    /// The hole as it is in the page: its number is another one, and it may not be there.
    pub fn hole(&mut self, at: u32, kind: HoleKind) -> Option<Hole> {
        let kind = match kind {
            HoleKind::TermOpen(n) => HoleKind::TermOpen(self.open(n as usize)?),
            HoleKind::TermClose(n) => HoleKind::TermClose(self.numbers[n as usize]?),
            other => other,
        };
        Some(Hole { at, kind })
    }

    fn open(&mut self, n: usize) -> Option<u32> {
        let term = self.found[n];
        let first = self.seen.insert(term.term);
        (first || term.explicit).then(|| {
            let number = index(self.kept.len());
            self.numbers[n] = Some(number);
            self.kept.push(term);
            number
        })
    }

    pub fn into_kept(self) -> Vec<TermUse> {
        self.kept
    }
}
