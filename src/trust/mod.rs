//! What a page's claims stand on: sources, terms, people, help lines, registers
//! and words that need care.
//!
//! In: the files of `data/` named in [`PATHS`], and what the configuration says about them. Out:
//! [`Trust`]: typed facts, and what is wrong with the files. Which page uses what is left to `site`.

mod apa;
mod bibliography;
mod bibtex;
mod entry;
mod found;
mod glossary;
mod hayagriva;
mod help_lines;
mod judge;
mod notes;
mod people;
mod registers;
mod style;
#[cfg(test)]
mod testing;
mod uses;
mod vancouver;
mod verified;
mod wording;

pub use bibliography::{Bibliography, Reference};
pub use glossary::{Glossary, Term, path as glossary_path};
pub use help_lines::PATH as HELP_LINES;
pub use help_lines::{HelpLine, HelpLines, LineKind, Way, by_service};
pub use notes::Confidence;
pub use people::{People, Person, PersonLink};
pub use registers::PATH as REGISTERS;
pub use registers::{Check, Register, Registers};
pub use uses::{Use, Uses, retracted, superseded};
pub use wording::{Forbidden, Watched, Wording};

use crate::config::Config;
use crate::diagnostics::Diagnosed;
use crate::source::Snapshot;
use jiff::civil::Date;

/// The files of `data/` that are read here. Templates do not see them as data.
pub const PATHS: [&str; 8] = [
    hayagriva::PATH,
    bibtex::PATH,
    notes::PATH,
    glossary::PATH,
    people::PATH,
    help_lines::PATH,
    registers::PATH,
    wording::PATH,
];

/// Everything that claims can stand on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trust {
    /// `data/references.yaml`, `data/references.bib` and `data/source-notes.yaml`.
    pub bibliography: Bibliography,
    /// `data/glossary.yaml`.
    pub glossary: Glossary,
    /// `data/people.yaml`.
    pub people: People,
    /// `data/help-lines.yaml`.
    pub help_lines: HelpLines,
    /// `data/registers.yaml`.
    pub registers: Registers,
    /// `data/wording.yaml`.
    pub wording: Wording,
}

impl Trust {
    /// Reads the files; those that are not there are empty. `now` is the day the site is built for.
    pub fn from_data(snapshot: &Snapshot, config: &Config, now: Date) -> Diagnosed<Self> {
        let mut diagnostics = Vec::new();
        let bibliography =
            Bibliography::from_data(snapshot, config.citations).into_value(&mut diagnostics);
        let glossary = Glossary::from_data(snapshot, &bibliography).into_value(&mut diagnostics);
        let trust = Self {
            bibliography,
            glossary,
            people: People::from_data(snapshot).into_value(&mut diagnostics),
            help_lines: HelpLines::from_data(snapshot, config.help_lines, now)
                .into_value(&mut diagnostics),
            registers: Registers::from_data(snapshot, config.registers, now)
                .into_value(&mut diagnostics),
            wording: Wording::from_data(snapshot).into_value(&mut diagnostics),
        };
        Diagnosed::new(trust, diagnostics)
    }
}
