//! What there is to say about sources once it is known who uses them.
//!
//! In: a [`Bibliography`], how many pages stand on each source, and what the configuration allows.
//! Out: findings in the bibliography and in the notes on it. What stands in pages is left to
//! `site`.

use super::bibliography::{Bibliography, Origin, Reference, path};
use super::{bibtex, hayagriva, notes};
use crate::config::Citations;
use crate::diagnostics::codes::citations as codes;
use crate::diagnostics::{Code, Diagnostic};
use crate::source::{Snapshot, SourcePath, Span};
use crate::yaml::{Places, Step, without_bom};
use jiff::civil::Date;
use std::cell::OnceCell;

/// Who uses a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Use<'a> {
    /// How many published pages stand on it.
    pub pages: usize,
    /// A term of the glossary that stands on it.
    pub term: Option<&'a str>,
}

/// How much is known of who uses what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Uses {
    /// All of it.
    Whole,
    /// A page could not be read, which has been reported. It may use anything.
    InPart,
}

/// A file whose places are looked up when first asked for.
struct File<'a> {
    path: SourcePath,
    snapshot: &'a Snapshot,
    places: OnceCell<Places>,
}

impl<'a> File<'a> {
    fn new(text: &str, snapshot: &'a Snapshot) -> Self {
        Self { path: path(text), snapshot, places: OnceCell::new() }
    }

    fn key(&self, keys: &[Step<'_>]) -> Span {
        let places = self.places.get_or_init(|| {
            let source = self.snapshot.text(&self.path);
            let text = source.as_ref().map_or("", |source| &*source.text);
            let start = without_bom(text);
            Places::new(&text[start..], start)
        });
        places.key(keys)
    }
}

impl Bibliography {
    /// Reports sources that nothing uses, that are old or that a term should not stand on, and
    /// exceptions that excuse nothing. `now` is the day the site is built for.
    #[must_use]
    pub fn judge_uses<'a>(
        &self,
        uses: impl Fn(&str) -> Use<'a>,
        known: Uses,
        citations: Citations,
        snapshot: &Snapshot,
        now: Date,
    ) -> Vec<Diagnostic> {
        let yaml = File::new(hayagriva::PATH, snapshot);
        let bib = path(bibtex::PATH);
        let notes = File::new(notes::PATH, snapshot);
        let mut found = Vec::new();
        for (key, reference) in self.iter() {
            let at_source = |code: &'static Code, message: String| {
                let problem = Diagnostic::new(code, message);
                match reference.origin {
                    Origin::Yaml => problem.at(&yaml.path, yaml.key(&[Step::Key(key)])),
                    Origin::Bib(span) => problem.at(&bib, span),
                }
            };
            let not_needed = |field: &str, why: String| {
                let message = format!("`{field}` is not needed: {why}");
                Diagnostic::new(&codes::NOTE_NOT_NEEDED, message)
                    .at(&notes.path, notes.key(&[Step::Key(key), Step::Key(field)]))
                    .help("remove the line")
            };
            let used = uses(key);
            let is_used = used.pages > 0 || used.term.is_some();
            match (is_used, reference.may_be_unused) {
                (false, false) if known == Uses::Whole => found.push(
                    at_source(&codes::UNUSED, format!("nothing uses the source `{key}`")).help(
                        "remove it, or say in `data/source-notes.yaml` why it is kept: `unused: …`",
                    ),
                ),
                (true, true) => found.push(not_needed("unused", "the source is used".to_owned())),
                _ => {}
            }
            match citations.max_age.map(|most| (most, age(reference, now, most))) {
                Some((most, Age::Old(year))) if !reference.is_classic && used.pages > 0 => {
                    let pages = pages(used.pages);
                    let message = format!(
                        "`{key}` is from {year}, more than {most} years ago, and {pages} it"
                    );
                    found.push(at_source(&codes::OLD, message).help(
                        "look for newer evidence, or say in `data/source-notes.yaml` why its age is \
                         no fault: `classic: …`",
                    ));
                }
                Some((most, Age::Young(year))) if reference.is_classic => {
                    let why = format!("{year} is not more than {most} years ago");
                    found.push(not_needed("classic", why));
                }
                _ => {}
            }
            if let Some(term) = used.term {
                found.extend(under_a_term(key, reference, term, &at_source));
            }
        }
        found
    }
}

/// What a term of the glossary should not stand on.
fn under_a_term(
    key: &str,
    reference: &Reference,
    term: &str,
    at_source: &dyn Fn(&'static Code, String) -> Diagnostic,
) -> Option<Diagnostic> {
    if let Some(reason) = &reference.retracted {
        let message = format!("the term `{term}` stands on `{key}`, which was retracted");
        return Some(retracted(at_source(&codes::RETRACTED, message), reason));
    }
    let newer = reference.superseded_by.as_deref()?;
    let message =
        format!("the term `{term}` stands on `{key}`, and there is a newer source, `{newer}`");
    Some(at_source(&codes::SUPERSEDED, message).help(superseded(newer)))
}

/// What to do about a retracted source.
#[must_use]
pub fn retracted(problem: Diagnostic, reason: &str) -> Diagnostic {
    problem
        .note(format!("`data/source-notes.yaml` says: {reason}"))
        .help("take the claim out, or rest it on another source")
}

/// What to do about a source that has a successor.
#[must_use]
pub fn superseded(newer: &str) -> String {
    format!("check whether the claim still holds, and cite `{newer}`")
}

enum Age {
    Unknown,
    Young(i64),
    Old(i64),
}

fn age(reference: &Reference, now: Date, most: u32) -> Age {
    match reference.year.map(i64::from) {
        None => Age::Unknown,
        Some(year) if i64::from(now.year()) - year > i64::from(most) => Age::Old(year),
        Some(year) => Age::Young(year),
    }
}

fn pages(number: usize) -> String {
    if number == 1 { "1 page uses".to_owned() } else { format!("{number} pages use") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Entry;
    use crate::yaml::testing::listed;
    use expect_test::expect;

    #[test]
    fn a_term_uses_a_source_and_should_not_stand_on_a_bad_one() {
        let mut snapshot = Snapshot::default();
        let entry = |key| format!("{key}: {{title: T, date: 2001, serial-number: {{pmid: 1}}}}\n");
        let texts = [
            (hayagriva::PATH, ["a", "b", "c", "d"].map(entry).concat()),
            (notes::PATH, "a: {retracted: Made up}\nb: {superseded_by: c}\n".to_owned()),
        ];
        for (at, text) in texts {
            snapshot.insert(path(at), Entry::Text(text.into()));
        }
        let citations = Citations { max_age: Some(10), ..Citations::default() };
        let read = Bibliography::from_data(&snapshot, citations);
        assert_eq!(read.diagnostics, []);
        let uses = |key: &str| match key {
            "a" | "b" => Use { pages: 0, term: Some("alliance") },
            "c" => Use { pages: 2, term: None },
            _ => Use::default(),
        };
        let now = jiff::civil::date(2026, 11, 21);
        let found = read.value.judge_uses(uses, Uses::Whole, citations, &snapshot, now);
        let source = snapshot.text(&path(hayagriva::PATH)).expect("it was put there");
        expect![[r#"
            data/references.yaml:1:1: error[B009]: the term `alliance` stands on `a`, which was retracted (help: take the claim out, or rest it on another source) (note: `data/source-notes.yaml` says: Made up)
            data/references.yaml:2:1: warning[B010]: the term `alliance` stands on `b`, and there is a newer source, `c` (help: check whether the claim still holds, and cite `c`)
            data/references.yaml:3:1: warning[B011]: `c` is from 2001, more than 10 years ago, and 2 pages use it (help: look for newer evidence, or say in `data/source-notes.yaml` why its age is no fault: `classic: …`)
            data/references.yaml:4:1: warning[B005]: nothing uses the source `d` (help: remove it, or say in `data/source-notes.yaml` why it is kept: `unused: …`)
        "#]].assert_eq(&listed(&[&source], found));
        let found = read.value.judge_uses(uses, Uses::InPart, citations, &snapshot, now);
        assert!(found.iter().all(|problem| *problem.code != codes::UNUSED));
    }
}
