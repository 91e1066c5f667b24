//! Footnotes: definitions are written apart from the page, references are counted later.
//!
//! In: definitions and references in any order. Out: [`Footnotes`]. The order of the list, the
//! numbers and the ways back are left to `assemble`, when all references are known.

use super::fragment::{Fragment, MarkKind};
use super::parse::Walk;
use super::run::Run;
use crate::diagnostics::closest;
use crate::diagnostics::codes::markdown as codes;
use std::collections::HashMap;
use std::mem;
use std::ops::Range;

/// The footnotes of a page.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    /// By order of definition.
    pub notes: Vec<Note>,
    /// The first definition of each label, folded.
    by_label: HashMap<String, usize>,
    /// The labels of all references, folded, and their places.
    pub references: Vec<(String, Range<usize>)>,
    /// `[^label]` that the parser took for text: label, place in the body, whether it is followed by
    /// a bracket.
    literal: Vec<(String, Range<usize>, bool)>,
    /// Definitions that are open.
    open: Vec<Note>,
}

/// A definition.
#[derive(Debug)]
pub(super) struct Note {
    label: String,
    /// The label with its brackets, in the body.
    range: Range<usize>,
    pub content: Fragment,
    /// The numbers of the headings in it.
    pub drafts: Range<usize>,
}

impl Footnotes {
    /// The note a reference leads to.
    pub fn target(&self, reference: usize) -> Option<usize> {
        let (label, _) = self.references.get(reference)?;
        self.by_label.get(label).copied()
    }
}

/// Labels are the same if they differ in case only.
fn fold(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

impl Walk<'_> {
    pub(super) fn start_note(&mut self, label: &str, range: Range<usize>) {
        self.containers += 1;
        self.plain.clear();
        self.outer.push(mem::take(&mut self.out));
        let source = &self.body[range.clone()];
        let end = source.find("]:").map_or(range.end, |at| range.start + at + 1);
        self.footnotes.open.push(Note {
            label: label.to_owned(),
            range: range.start..end,
            content: Fragment::default(),
            drafts: self.drafts.len()..self.drafts.len(),
        });
    }

    pub(super) fn end_note(&mut self) {
        self.containers -= 1;
        let content = mem::replace(&mut self.out, self.outer.pop().unwrap_or_default());
        let Some(mut note) = self.footnotes.open.pop() else { return };
        note.content = content;
        note.drafts.end = self.drafts.len();
        let index = self.footnotes.notes.len();
        let label = fold(&note.label);
        if let Some(first) = self.footnotes.by_label.get(&label) {
            let first = self.span(&self.footnotes.notes[*first].range);
            let problem = self
                .problem(
                    &codes::DUPLICATE_FOOTNOTE,
                    &note.range,
                    format!("the footnote `[^{}]` is defined twice", note.label),
                )
                .also(self.path, Some(first), "first defined here")
                .help("give one of them another label");
            self.diagnostics.push(problem);
        } else {
            self.footnotes.by_label.insert(label, index);
        }
        self.footnotes.notes.push(note);
    }

    pub(super) fn note_reference(&mut self, label: &str, range: Range<usize>) {
        if self.image.is_some() {
            return;
        }
        self.out.mark(MarkKind::NoteReference(self.footnotes.references.len()));
        self.footnotes.references.push((fold(label), range));
    }

    /// Remembers a `[^label]` in text, in case it is a reference to a footnote that is not defined.
    pub(super) fn note_unresolved_footnote(&mut self, run: &Run, at: usize) {
        let Some(rest) = run.text[at..].strip_prefix("[^") else { return };
        let Some(len) = rest.find([']', '[', ' ', '\n', '\t']) else { return };
        if len == 0 || rest.as_bytes()[len] != b']' {
            return;
        }
        let before_bracket = rest[len + 1..].starts_with('[');
        let place = run.source(at..at + 2 + len + 1);
        self.footnotes.literal.push((rest[..len].to_owned(), place, before_bracket));
    }

    /// Reports what can only be known at the end. `used` says which notes are in the page.
    pub(super) fn report_footnotes(&mut self, used: &[bool]) {
        let mut used = used.to_vec();
        let literal = mem::take(&mut self.footnotes.literal);
        for (label, place, before_bracket) in literal {
            let note = self.footnotes.by_label.get(&fold(&label)).copied();
            let defined = note.is_some();
            let problem = if let (Some(note), true) = (note, before_bracket) {
                // One cause, one report.
                used[note] = true;
                // The parser reads `[^a][@b]` as a link with a label, and gives up on both.
                self.problem(
                    &codes::UNDEFINED_REFERENCE,
                    &place,
                    format!("the bracket behind `[^{label}]` keeps it from being a footnote"),
                )
                .help("put a space between the two brackets")
            } else if defined {
                continue;
            } else {
                let known = self.footnotes.notes.iter().map(|n| n.label.as_str());
                let help = match closest(&label, known) {
                    Some(name) => format!("did you mean `[^{name}]`?"),
                    None => format!("add a line `[^{label}]: …`, or put a backslash before it"),
                };
                self.problem(
                    &codes::UNDEFINED_REFERENCE,
                    &place,
                    format!("the page does not define the footnote `[^{label}]`"),
                )
                .help(help)
            };
            self.diagnostics.push(problem);
        }
        for (index, note) in self.footnotes.notes.iter().enumerate() {
            let first = self.footnotes.by_label.get(&fold(&note.label)) == Some(&index);
            if first && !used[index] {
                let problem = self
                    .problem(
                        &codes::UNUSED_FOOTNOTE,
                        &note.range,
                        format!("nothing refers to the footnote `[^{}]`", note.label),
                    )
                    .help(format!("write `[^{}]` where it belongs, or remove it", note.label));
                self.diagnostics.push(problem);
            }
        }
    }
}
