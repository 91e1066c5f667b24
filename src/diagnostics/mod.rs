//! Every problem is data: a code, a place, a message and a next step.
//!
//! In: what a stage noticed. Out: [`Diagnostic`]s, sorted, and [`Diagnosed`] values. How they look
//! on a terminal or in JSON is up to [`mod@print`]; who prints them is up to the shell.

pub mod codes;
pub mod print;
mod suggest;

pub use codes::Code;
pub use suggest::closest;

use crate::source::{SourcePath, Span};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// The site is not published.
    Error,
    /// The site is published; somebody should look.
    Warning,
}

impl Severity {
    /// The word for it: `error` or `warning`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A place in a file, and what there is to say about it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Label {
    /// The file.
    pub path: SourcePath,
    /// The place in it; `None` means the file as a whole.
    pub span: Option<Span>,
    /// A few words beside the place; may be empty.
    pub text: String,
}

/// One problem. Equal problems are reported once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Which kind of problem; stable.
    #[serde(with = "codes::by_id")]
    pub code: &'static Code,
    /// How bad it is here.
    pub severity: Severity,
    /// A lower-case phrase about the author's file, names in backticks, no full stop.
    pub message: String,
    /// Where it is; `None` if no file is to blame (a full disk).
    pub primary: Option<Label>,
    /// Other places that explain it ("first used here").
    pub labels: Vec<Label>,
    /// Facts that help to understand it (an include chain).
    pub notes: Vec<String>,
    /// A step the author could take.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A problem without a place.
    #[must_use]
    pub fn new(code: &'static Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity,
            message: message.into(),
            primary: None,
            labels: Vec::new(),
            notes: Vec::new(),
            help: None,
        }
    }

    /// Says where it is.
    #[must_use]
    pub fn at(mut self, path: &SourcePath, span: Span) -> Self {
        self.primary = Some(Label { path: path.clone(), span: Some(span), text: String::new() });
        self
    }

    /// Says which file it is about.
    #[must_use]
    pub fn in_file(mut self, path: &SourcePath) -> Self {
        self.primary = Some(Label { path: path.clone(), span: None, text: String::new() });
        self
    }

    /// Puts a few words beside the primary place. Does nothing if there is no place yet.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        if let Some(primary) = &mut self.primary {
            primary.text = text.into();
        }
        self
    }

    /// Adds another place that explains it.
    #[must_use]
    pub fn also(mut self, path: &SourcePath, span: Option<Span>, text: impl Into<String>) -> Self {
        self.labels.push(Label { path: path.clone(), span, text: text.into() });
        self
    }

    /// Adds a fact.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// Says what the author could do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// Adds "did you mean" if one of `known` is close to `wrong`.
    #[must_use]
    pub fn did_you_mean<'a>(self, wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        match closest(wrong, known) {
            Some(name) => self.help(format!("did you mean `{name}`?")),
            None => self,
        }
    }

    /// By file, place, severity, code and words: the order in which people read them.
    fn order(&self, other: &Self) -> Ordering {
        let key = |d: &Self| {
            d.primary
                .as_ref()
                .map(|l| (l.path.clone(), l.span.map_or((0, 0), |s| (s.start, s.end))))
        };
        key(self)
            .cmp(&key(other))
            .then_with(|| self.severity.cmp(&other.severity))
            .then_with(|| self.code.id.cmp(other.code.id))
            .then_with(|| self.message.cmp(&other.message))
    }
}

/// Sorts problems for reading and removes repetitions.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(Diagnostic::order);
    diagnostics.dedup();
}

/// Whether any of them prevents publishing.
#[must_use]
pub fn any_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity == Severity::Error)
}

/// A value and what there is to say about it. What stages return instead of `Result`, so that
/// every problem of a run is reported at once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[must_use]
pub struct Diagnosed<T> {
    /// The value, complete enough to go on with.
    pub value: T,
    /// What was noticed on the way, in no particular order.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Diagnosed<T> {
    /// A value with nothing to say about it.
    pub fn clean(value: T) -> Self {
        Self { value, diagnostics: Vec::new() }
    }

    /// A value with what was noticed.
    pub fn new(value: T, diagnostics: Vec<Diagnostic>) -> Self {
        Self { value, diagnostics }
    }

    /// Moves the diagnostics into `sink` and gives the value.
    pub fn into_value(self, sink: &mut Vec<Diagnostic>) -> T {
        sink.extend(self.diagnostics);
        self.value
    }
}
