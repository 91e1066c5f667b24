//! Emergency numbers and help lines: `data/help-lines.yaml`.

use crate::config::Interval;
use crate::diagnostics::Diagnosed;
use crate::source::Snapshot;
use jiff::civil::Date;

/// Where the help lines are.
pub const PATH: &str = "data/help-lines.yaml";

/// All help lines, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HelpLines {
    /// In the order of the file.
    pub lines: Vec<HelpLine>,
}

/// One service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpLine {
    /// `country:`
    pub country: String,
    /// `region:` — the part of the country that it serves; empty if it serves all of it.
    pub region: String,
    /// `kind:`
    pub kind: LineKind,
    /// `service:` — its name.
    pub service: String,
    /// `how:` — how its numbers can be used.
    pub how: Vec<Way>,
    /// `numbers:` — grouped for reading aloud.
    pub numbers: Vec<String>,
    /// `hours:` — as the service publishes them; empty if unknown.
    pub hours: String,
    /// `note:`
    pub note: String,
    /// `source:` — how the number came to us.
    pub source: String,
    /// `verified:` — the day somebody rang it or read it on the service's own page.
    pub verified: Option<Date>,
}

/// What a help line is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// Police, ambulance.
    Emergency,
    /// Somebody to talk to.
    Line,
}

/// How a number can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// By voice.
    Call,
    /// By text message.
    Text,
    /// On the web.
    Chat,
}

impl HelpLines {
    /// Reads the help lines; without the file there are none.
    pub fn from_data(_snapshot: &Snapshot, _holds: Interval, _now: Date) -> Diagnosed<Self> {
        Diagnosed::default()
    }
}
