//! Code frames for people, drawn as rustc draws them.

use crate::diagnostics::{Diagnostic, Label, Severity};
use crate::source::{Snapshot, SourceText};
use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Message, Origin, Renderer, Snippet,
};
use std::collections::BTreeMap;

/// Whether the text carries terminal colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decoration {
    /// No control characters at all.
    Plain,
    /// ANSI colours; the shell strips them where they are not wanted.
    Coloured,
}

/// All diagnostics, each with its code frame, help and notes, and an empty line between.
#[must_use]
pub fn text(diagnostics: &[Diagnostic], snapshot: &Snapshot, decoration: Decoration) -> String {
    let renderer = match decoration {
        Decoration::Plain => Renderer::plain(),
        Decoration::Coloured => Renderer::styled(),
    };
    let mut out = String::new();
    for diagnostic in diagnostics {
        out.push_str(&one(diagnostic, snapshot, &renderer));
        out.push_str("\n\n");
    }
    out
}

fn one(diagnostic: &Diagnostic, snapshot: &Snapshot, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let sources = sources(diagnostic, snapshot);
    let mut group: Group<'_> = level
        .primary_title(&diagnostic.message)
        .id(diagnostic.code.id)
        .elements(Vec::<Message<'_>>::new());
    for (path, (source, annotations)) in &sources {
        group = match source {
            Some(source) if !annotations.is_empty() => group.element(
                Snippet::source(source.text.as_ref())
                    .path(*path)
                    .annotations(annotations.iter().map(|a| annotation(a, source))),
            ),
            _ => group.element(Origin::path(*path)),
        };
    }
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(note));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help));
    }
    renderer.render(&[group])
}

/// The labels of a diagnostic by file, the file of the primary one first.
type ByFile<'a> = Vec<(&'a str, (Option<SourceText>, Vec<(AnnotationKind, &'a Label)>))>;

fn sources<'a>(diagnostic: &'a Diagnostic, snapshot: &Snapshot) -> ByFile<'a> {
    let mut files: ByFile<'a> = Vec::new();
    let mut index: BTreeMap<&str, usize> = BTreeMap::new();
    let labels = diagnostic
        .primary
        .iter()
        .map(|label| (AnnotationKind::Primary, label))
        .chain(diagnostic.labels.iter().map(|label| (AnnotationKind::Context, label)));
    for (kind, label) in labels {
        let at = *index.entry(label.path.as_str()).or_insert_with(|| {
            files.push((label.path.as_str(), (snapshot.text(&label.path), Vec::new())));
            files.len() - 1
        });
        if label.span.is_some() {
            files[at].1.1.push((kind, label));
        }
    }
    files
}

fn annotation<'a>(
    (kind, label): &(AnnotationKind, &'a Label),
    source: &SourceText,
) -> Annotation<'a> {
    let len = source.text.len();
    let range = label.span.map_or(0..0, |s| {
        floor(&source.text, s.range().start.min(len))..floor(&source.text, s.range().end.min(len))
    });
    kind.span(range).label((!label.text.is_empty()).then_some(label.text.as_str()))
}

/// The nearest character boundary at or before `at`.
fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{codes, print};
    use crate::source::{Entry, SourcePath, Span};
    use expect_test::expect;

    fn example() -> (Vec<Diagnostic>, Snapshot) {
        let path = SourcePath::new("content/ü.md").expect("a path");
        let text = "---\ntitel: Über uns\n---\n";
        let at = text.find("titel").expect("it is there");
        let mut snapshot = Snapshot::default();
        snapshot.insert(path.clone(), Entry::Text(text.into()));
        let diagnostics = vec![
            Diagnostic::new(&codes::front_matter::UNKNOWN_KEY, "unknown key `titel`")
                .at(&path, Span::new(at, at + 5))
                .did_you_mean("titel", ["title", "date"]),
            Diagnostic::new(&codes::publishing::CANNOT_WRITE, "the disk is full"),
        ];
        (diagnostics, snapshot)
    }

    #[test]
    fn a_frame_shows_the_line_and_the_next_step() {
        let (diagnostics, snapshot) = example();
        expect![[r"
            error[F002]: unknown key `titel`
             --> content/ü.md:2:1
              |
            2 | titel: Über uns
              | ^^^^^
              |
              = help: did you mean `title`?

            error[P002]: the disk is full

        "]]
        .assert_eq(&text(&diagnostics, &snapshot, Decoration::Plain));
    }

    #[test]
    fn short_and_json_say_the_same() {
        let (diagnostics, snapshot) = example();
        expect![[r"
            content/ü.md:2:1: error[F002]: unknown key `titel` (did you mean `title`?)
            error[P002]: the disk is full
        "]]
        .assert_eq(&print::short(&diagnostics, &snapshot));
        expect![[r#"
            {"code":"F002","name":"unknown-front-matter-key","severity":"error","message":"unknown key `titel`","location":{"path":"content/ü.md","line":2,"column":1,"end_line":2,"end_column":6,"start":4,"end":9,"text":""},"related":[],"notes":[],"help":"did you mean `title`?"}
            {"code":"P002","name":"cannot-write","severity":"error","message":"the disk is full","location":null,"related":[],"notes":[],"help":null}
        "#]]
        .assert_eq(&print::json(&diagnostics, &snapshot));
    }
}
