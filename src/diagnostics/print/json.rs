//! One JSON object a line, for programs. Keys are only ever added.

use super::place;
use crate::diagnostics::{Diagnostic, Label};
use crate::source::Snapshot;
use serde_json::{Value, json};

/// JSON Lines: an object for each diagnostic.
///
/// `line`, `column`, `end_line` and `end_column` count from 1, columns in characters; `start` and
/// `end` are byte offsets. They are `null` where the problem is about a whole file or about none.
#[must_use]
pub fn json(diagnostics: &[Diagnostic], snapshot: &Snapshot) -> String {
    let mut out = String::new();
    for d in diagnostics {
        let object = json!({
            "code": d.code.id,
            "name": d.code.name,
            "severity": d.severity.word(),
            "message": d.message,
            "location": d.primary.as_ref().map(|l| label(l, snapshot)),
            "related": d.labels.iter().map(|l| label(l, snapshot)).collect::<Vec<_>>(),
            "notes": d.notes,
            "help": d.help,
        });
        out.push_str(&object.to_string());
        out.push('\n');
    }
    out
}

fn label(label: &Label, snapshot: &Snapshot) -> Value {
    let place = place(label, snapshot);
    json!({
        "path": label.path.as_str(),
        "line": place.map(|p| p.0.line),
        "column": place.map(|p| p.0.column),
        "end_line": place.map(|p| p.1.line),
        "end_column": place.map(|p| p.1.column),
        "start": label.span.map(|s| s.start),
        "end": label.span.map(|s| s.end),
        "text": label.text,
    })
}
