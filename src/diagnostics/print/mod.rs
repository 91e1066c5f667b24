//! Diagnostics as text, one file a format. Nothing here writes anywhere.
//!
//! In: sorted diagnostics and the [`Snapshot`] they speak of. Out: a text for the shell to write.

mod github;
mod json;
mod sarif;
mod short;
mod text;

pub use github::{github, summary as github_summary};
pub use json::json;
pub use sarif::{Page, sarif};
pub use short::short;
pub use text::{Decoration, text};

use super::{Diagnostic, Label};
use crate::source::{LineColumn, Snapshot, Span};

/// Where a label is for people, if its file can be read.
fn place(label: &Label, snapshot: &Snapshot) -> Option<(LineColumn, LineColumn)> {
    let span: Span = label.span?;
    let source = snapshot.text(&label.path)?;
    Some((source.line_column(span.start), source.line_column(span.end)))
}

/// `path:line:col`, or as much of it as is known.
fn location(diagnostic: &Diagnostic, snapshot: &Snapshot) -> Option<String> {
    let label = diagnostic.primary.as_ref()?;
    Some(match place(label, snapshot) {
        Some((start, _)) => format!("{}:{}:{}", label.path, start.line, start.column),
        None => label.path.to_string(),
    })
}
