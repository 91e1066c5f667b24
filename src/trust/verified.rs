//! When facts were last checked, and whether that still holds.
//!
//! In: `verified:` of an entry, how long that holds, and the day. Out: the date, and what is due.
//! Pages show the date and no more, so that their bytes never depend on the day.

use crate::config::Interval;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::health as codes;
use crate::source::{Snapshot, SourcePath};
use crate::yaml::quote::code;
use crate::yaml::{Document, Findings, Format, MapReader, Value};
use jiff::Span;
use jiff::civil::Date;

/// What checks are measured by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Watch {
    pub(super) holds: Interval,
    pub(super) now: Date,
    /// How to check an entry of this file, as the first half of a sentence.
    pub(super) how: &'static str,
}

/// What an entry says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verified {
    Never,
    On(Date),
    /// Something that is no date, which has been reported.
    Unclear,
}

impl Verified {
    pub(super) fn day(self) -> Option<Date> {
        match self {
            Self::On(day) => Some(day),
            Self::Never | Self::Unclear => None,
        }
    }
}

impl Watch {
    /// Reads `verified:` of the entry `name`.
    pub(super) fn read(&self, entry: &mut MapReader<'_>, name: &str) -> Verified {
        let Some(value) = entry.value("verified") else { return Verified::Never };
        let Some(day) = value.date() else { return Verified::Unclear };
        // An entry without a name has been reported.
        let name = if name.is_empty() { "the entry".to_owned() } else { code(name) };
        self.judge(&value, day, &name);
        Verified::On(day)
    }

    fn judge(&self, value: &Value<'_>, day: Date, name: &str) {
        let now = self.now;
        if day > now {
            let message = format!("{name} cannot have been checked on a day to come, {day}");
            let problem = value.at(&codes::VERIFIED_IN_FUTURE, message);
            value.push(problem.help("write the day on which somebody checked it"));
            return;
        }
        // A day that the calendar does not reach never comes.
        let Ok(due) = day.checked_add(Span::new().months(self.holds.months)) else { return };
        if now <= due {
            return;
        }
        let last = due.checked_add(Span::new().days(self.holds.grace_days));
        let is_late = last.is_ok_and(|last| now > last);
        let code = if is_late { &codes::CHECK_OVERDUE } else { &codes::CHECK_DUE };
        let message = format!("{name} was last checked on {day}, and was due again on {due}");
        value.push(value.at(code, message).help(self.step()));
    }

    /// Reports entries that nobody has checked, at the first of them.
    ///
    /// Two dozen warnings that all say the same would hide every other finding of a young site.
    /// The others are named in a note instead of being further places, since a frame for each
    /// would be as long as the warnings.
    pub(super) fn report_never(&self, first: &Value<'_>, count: usize, names: &str) {
        let message = match count {
            1 => format!("`{names}` has never been checked"),
            _ => format!("{count} entries have never been checked"),
        };
        let mut problem = first.at(&codes::NEVER_VERIFIED, message).help(self.step());
        if count > 1 {
            problem = problem.note(format!("never checked: {names}"));
        }
        first.push(problem);
    }

    fn step(&self) -> String {
        format!("{}, then write the day: `verified: {}`", self.how, self.now)
    }
}

/// Reads a file of entries with days; `None` if there is none.
pub(super) fn read(
    snapshot: &Snapshot,
    path: &str,
    format: &'static Format,
    each: impl FnOnce(&Value<'_>),
) -> Option<Vec<Diagnostic>> {
    let path = SourcePath::new(path).expect("it is a plain relative path");
    let source = snapshot.text(&path)?;
    let mut diagnostics = Vec::new();
    let document = Document::parse(&source, 0..source.text.len(), format);
    if let Some(document) = document.into_value(&mut diagnostics) {
        let findings = Findings::default();
        each(&Value::root(&document, &findings));
        diagnostics.extend(findings.into_vec());
    }
    Some(diagnostics)
}
