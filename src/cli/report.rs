//! Writes findings and summaries. Findings for people go to standard error, data to standard output.

use super::CouldNotRun;
use super::args::{Format, Global};
use crate::check::rules;
use crate::diagnostics::print::{self, Decoration};
use crate::diagnostics::{self, Code, Diagnostic, Severity};
use crate::disk;
use crate::source::Snapshot;
use std::fs::OpenOptions;
use std::io::{self, ErrorKind, Write as _};
use std::path::PathBuf;

/// Writes all findings in the format asked for, for programs to standard output; returns whether any is
/// an error.
pub(super) fn findings(
    global: &Global,
    found: &mut Vec<Diagnostic>,
    snapshot: &Snapshot,
) -> Result<bool, CouldNotRun> {
    if matches!(global.message_format, Format::Human | Format::Short) {
        return Ok(findings_beside_data(global, found, snapshot));
    }
    data(&in_format(global, found, snapshot))?;
    if global.message_format == Format::Github {
        summarise(&print::github_summary(found, snapshot))?;
    }
    Ok(diagnostics::any_error(found))
}

/// Writes all findings in the format asked for to standard error, for commands that write something
/// else to standard output; returns whether any is an error.
pub(super) fn findings_beside_data(
    global: &Global,
    found: &mut Vec<Diagnostic>,
    snapshot: &Snapshot,
) -> bool {
    let _ = anstream::stderr().write_all(in_format(global, found, snapshot).as_bytes());
    diagnostics::any_error(found)
}

fn in_format(global: &Global, found: &mut Vec<Diagnostic>, snapshot: &Snapshot) -> String {
    diagnostics::sort(found);
    let shown: Vec<Diagnostic> =
        found.iter().filter(|d| !global.quiet || d.severity == Severity::Error).cloned().collect();
    match global.message_format {
        Format::Human => print::text(&shown, snapshot, Decoration::Coloured),
        Format::Short => print::short(&shown, snapshot),
        Format::Json => print::json(&shown, snapshot),
        Format::Github => print::github(&shown, snapshot),
        Format::Sarif => print::sarif(&shown, snapshot, page),
    }
}

/// The page of a rule, for programs that show it beside the finding.
fn page(code: &Code) -> Option<print::Page> {
    let rule = rules::find(code.id)?;
    let address = format!("{}manual/rules/{}/", env!("CARGO_PKG_HOMEPAGE"), code.name);
    Some(print::Page { address, text: rule.text().to_owned() })
}

/// Appends to the summary of a step, where GitHub Actions asks for one.
fn summarise(text: &str) -> Result<(), CouldNotRun> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else {
        return Ok(());
    };
    let file = OpenOptions::new().append(true).create(true).open(&path);
    file.and_then(|mut file| file.write_all(text.as_bytes())).map_err(|cause| {
        let path = PathBuf::from(&path);
        could_not_run(&format!("cannot write to {}: {}", path.display(), disk::reason(&cause)))
    })
}

/// Writes requested data to standard output. If it is lost, the command has not done its work.
pub(super) fn data(text: &str) -> Result<(), CouldNotRun> {
    let mut out = anstream::stdout();
    // Flushed, because what fails when the process ends is not noticed.
    written(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// What became of data on its way to standard output. A closed pipe is the reader's choice, not an
/// error.
pub(super) fn written(result: io::Result<()>) -> Result<(), CouldNotRun> {
    match result {
        Err(cause) if cause.kind() != ErrorKind::BrokenPipe => {
            let reason = disk::reason(&cause);
            Err(could_not_run(&format!("cannot write to standard output: {reason}")))
        }
        _ => Ok(()),
    }
}

/// Writes a line for people to standard error, unless they asked for silence.
pub(super) fn line(global: &Global, text: &str) {
    if !global.quiet {
        let _ = writeln!(anstream::stderr(), "{text}");
    }
}

/// Says why the command could not do its work at all.
pub(super) fn could_not_run(message: &str) -> CouldNotRun {
    let _ = writeln!(anstream::stderr(), "error: {message}");
    CouldNotRun
}

/// Writes a line only for those who want to know more.
pub(super) fn detail(global: &Global, text: &str) {
    if global.verbose {
        let _ = writeln!(anstream::stderr(), "{text}");
    }
}

/// `3 errors and 1 warning`.
pub(super) fn count(found: &[Diagnostic]) -> String {
    let errors = found.iter().filter(|d| d.severity == Severity::Error).count();
    let warnings = found.len() - errors;
    match (errors, warnings) {
        (0, 0) => "nothing to mend".to_owned(),
        (0, w) => plural(w, "warning"),
        (e, 0) => plural(e, "error"),
        (e, w) => format!("{} and {}", plural(e, "error"), plural(w, "warning")),
    }
}

/// `1 page`, `2 pages`, `10,000 pages`.
pub(super) fn plural(count: usize, noun: &str) -> String {
    let digits = count.to_string();
    let mut number = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            number.push(',');
        }
        number.push(digit);
    }
    let plural = if noun.ends_with('s') { "es" } else { "s" };
    if count == 1 { format!("{number} {noun}") } else { format!("{number} {noun}{plural}") }
}

#[cfg(test)]
mod tests {
    use super::plural;

    #[test]
    fn counts_read_well() {
        assert_eq!(plural(1, "page"), "1 page");
        assert_eq!(plural(999, "page"), "999 pages");
        assert_eq!(plural(2, "address"), "2 addresses");
        assert_eq!(plural(10_000, "page"), "10,000 pages");
        assert_eq!(plural(1_234_567, "page"), "1,234,567 pages");
    }
}
