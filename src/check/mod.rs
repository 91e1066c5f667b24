//! The rules: what a reasonable author could disagree with, found in sources and in what is published.
//!
//! In: the site as planned, and each output as its bytes. Out: findings, as [`Diagnostic`]s with the
//! level that the site or the command line gives to their rule. Each rule is a file in [`rules`],
//! with a page in `content/manual/rules/`. Rules report: they never print, never stop the run and
//! never look at levels. Who parses, traces, sorts and silences is [`Checker`].
//!
//! [`Diagnostic`]: crate::diagnostics::Diagnostic

pub mod address;
pub mod budget;
pub mod cascade;
pub mod claims;
pub mod colour;
pub mod css;
mod facts;
mod health;
pub mod html;
mod levels;
mod merge;
pub mod names;
pub mod policy;
mod privacy;
mod promises;
pub mod prose;
pub mod remembered;
pub mod resources;
mod rule;
pub mod rules;
mod run;
mod scope;
pub mod selectors;
pub mod survey;
mod trace;
mod waivers;
pub mod words;
mod xml;

pub use facts::Facts;
pub use levels::{Flags, Level, Levels, UnknownName};
pub use privacy::{Glance, glance, report as privacy_report};
pub use promises::{NOT_IN_THE_FILES, PROMISES, Promise, promises};
pub use rule::{Check, Group, Rule};
pub use run::{Checker, Reach, Seen};
pub use scope::{
    All, Around, Context, FOLDER as OUTPUT_FOLDER, Parsed, Published, Source, output_label,
};
