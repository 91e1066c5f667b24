//! One line a problem, as compilers and `grep` write them: for editors that jump to places.

use super::location;
use crate::diagnostics::Diagnostic;
use crate::source::Snapshot;
use std::fmt::Write as _;

/// `path:line:col: severity[CODE]: message (help)`, one line each.
#[must_use]
pub fn short(diagnostics: &[Diagnostic], snapshot: &Snapshot) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        if let Some(location) = location(diagnostic, snapshot) {
            let _ = write!(out, "{location}: ");
        }
        let _ = write!(
            out,
            "{}[{}]: {}",
            diagnostic.severity.word(),
            diagnostic.code.id,
            one_line(&diagnostic.message)
        );
        if let Some(help) = &diagnostic.help {
            let _ = write!(out, " ({})", one_line(help));
        }
        out.push('\n');
    }
    out
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
