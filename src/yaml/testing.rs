//! How tests read diagnostics, until the printers are here.

use crate::diagnostics::{Diagnostic, Label, sort};
use crate::source::{SourcePath, SourceText};
use std::fmt::Write as _;

/// A file for a test.
pub(crate) fn file(path: &str, text: &str) -> SourceText {
    SourceText::new(SourcePath::new(path).expect("tests use good paths"), text)
}

/// Diagnostics about some files, sorted, one a line:
/// `path:line:col: error[F003]: message (help: …)`.
pub(crate) fn listed(sources: &[&SourceText], mut diagnostics: Vec<Diagnostic>) -> String {
    sort(&mut diagnostics);
    let mut out = String::new();
    for problem in &diagnostics {
        let place = problem.primary.as_ref().map_or_else(String::new, |at| place(sources, at));
        let (word, id) = (problem.severity.word(), problem.code.id);
        let _ = write!(out, "{place}: {word}[{id}]: {}", problem.message);
        if let Some(help) = &problem.help {
            let _ = write!(out, " (help: {help})");
        }
        for label in &problem.labels {
            let _ = write!(out, " ({}: {})", self::place(sources, label), label.text);
        }
        for note in &problem.notes {
            let _ = write!(out, " (note: {note})");
        }
        out.push('\n');
    }
    out
}

fn place(sources: &[&SourceText], label: &Label) -> String {
    let source = sources.iter().find(|source| source.path == label.path);
    match (source, label.span) {
        (Some(source), Some(span)) => {
            let at = source.line_column(span.start);
            format!("{}:{}:{}", label.path, at.line, at.column)
        }
        _ => label.path.to_string(),
    }
}

/// Fails unless every place lies inside its text, between characters.
pub(crate) fn assert_inside(source: &SourceText, diagnostics: &[Diagnostic]) {
    for problem in diagnostics {
        for label in problem.primary.iter().chain(&problem.labels) {
            if let Some(span) = label.span {
                assert!(source.text.get(span.range()).is_some(), "{span:?} in {problem:?}");
            }
        }
    }
}
