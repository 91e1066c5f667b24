//! Annotations of GitHub Actions, and the summary of a step
//! (<https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands>).
//!
//! GitHub shows ten errors and ten warnings of a step beside the code, and drops the rest. So the
//! rest are plain lines in the log, and the summary has all of them.

use super::{location, place, short};
use crate::diagnostics::{Diagnostic, Severity};
use crate::source::Snapshot;
use std::fmt::Write as _;

/// Annotations of one kind that a step may have.
const MOST: usize = 10;

/// A summary may have a mebibyte.
const MOST_BYTES: usize = 1024 * 1024 - 1024;

/// Workflow commands for the first ten errors and the first ten warnings, short lines for the rest.
#[must_use]
pub fn github(diagnostics: &[Diagnostic], snapshot: &Snapshot) -> String {
    let mut commands = String::new();
    let mut rest = Vec::new();
    for severity in [Severity::Error, Severity::Warning] {
        let mut of_kind = diagnostics.iter().filter(|d| d.severity == severity);
        for diagnostic in of_kind.by_ref().take(MOST) {
            command(&mut commands, diagnostic, snapshot);
        }
        rest.extend(of_kind.cloned());
    }
    commands + &short(&rest, snapshot)
}

fn command(out: &mut String, diagnostic: &Diagnostic, snapshot: &Snapshot) {
    let _ = write!(out, "::{} ", diagnostic.severity.word());
    if let Some(label) = &diagnostic.primary {
        let _ = write!(out, "file={},", property(label.path.as_str()));
        if let Some((start, end)) = place(label, snapshot) {
            let _ = write!(out, "line={},endLine={},", start.line, end.line);
            // Columns are only read if they are on one line.
            if start.line == end.line {
                let _ = write!(out, "col={},endColumn={},", start.column, end.column);
            }
        }
    }
    let code = diagnostic.code;
    let title = property(&format!("{} {}", code.id, code.name));
    let mut text = diagnostic.message.clone();
    for note in &diagnostic.notes {
        let _ = write!(text, "\nnote: {note}");
    }
    if let Some(help) = &diagnostic.help {
        let _ = write!(text, "\nhelp: {help}");
    }
    let _ = writeln!(out, "title={title}::{}", data(&text));
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// All findings as a table in Markdown, as far as a summary may be long.
#[must_use]
pub fn summary(diagnostics: &[Diagnostic], snapshot: &Snapshot) -> String {
    if diagnostics.is_empty() {
        return "### Goodfit\n\nNothing to mend.\n".to_owned();
    }
    let mut out = "### Goodfit\n\n| | Where | What | What to do |\n|---|---|---|---|\n".to_owned();
    for (at, diagnostic) in diagnostics.iter().enumerate() {
        let row = format!(
            "| {} `{}` | {} | {} | {} |\n",
            diagnostic.severity.word(),
            diagnostic.code.id,
            cell(&location(diagnostic, snapshot).unwrap_or_default()),
            cell(&diagnostic.message),
            cell(diagnostic.help.as_deref().unwrap_or_default()),
        );
        if out.len() + row.len() > MOST_BYTES {
            let _ = writeln!(out, "\nand {} more: see the log.", diagnostics.len() - at);
            break;
        }
        out.push_str(&row);
    }
    out
}

/// Text that stays in its cell. Backticks are kept: messages put names into them.
fn cell(text: &str) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    one_line.replace('\\', "\\\\").replace('|', "\\|").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::codes::front_matter::UNKNOWN_KEY;
    use crate::source::{Entry, SourcePath, Span};
    use expect_test::expect;

    fn example(count: usize) -> (Vec<Diagnostic>, Snapshot) {
        let path = SourcePath::new("content/a,b.md").expect("a path");
        let mut snapshot = Snapshot::default();
        snapshot.insert(path.clone(), Entry::Text("---\ntitel: 100 %\n---\n".into()));
        let one = |n: usize| {
            Diagnostic::new(&UNKNOWN_KEY, format!("unknown key `titel` | {n} %"))
                .at(&path, Span::new(4, 9))
                .help("write\n`title`")
        };
        ((0..count).map(one).collect(), snapshot)
    }

    #[test]
    fn commands_are_escaped() {
        let (found, snapshot) = example(1);
        expect![[r#"
            ::error file=content/a%2Cb.md,line=2,endLine=2,col=1,endColumn=6,title=F002 unknown-front-matter-key::unknown key `titel` | 0 %25%0Ahelp: write%0A`title`
        "#]]
        .assert_eq(&github(&found, &snapshot));
        expect![[r#"
            ### Goodfit

            | | Where | What | What to do |
            |---|---|---|---|
            | error `F002` | content/a,b.md:2:1 | unknown key `titel` \| 0 % | write `title` |
        "#]]
        .assert_eq(&summary(&found, &snapshot));
    }

    #[test]
    fn what_github_would_drop_is_in_the_log() {
        let (found, snapshot) = example(12);
        let text = github(&found, &snapshot);
        assert_eq!(text.lines().filter(|line| line.starts_with("::error ")).count(), 10);
        assert_eq!(text.lines().filter(|line| line.starts_with("content/")).count(), 2);
    }

    #[test]
    fn a_summary_stays_below_a_mebibyte() {
        let (found, snapshot) = example(20_000);
        let text = summary(&found, &snapshot);
        assert!(text.len() < 1024 * 1024, "{}", text.len());
        assert!(text.trim_end().ends_with("more: see the log."));
    }
}
