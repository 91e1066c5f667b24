//! What can be typed about lists of pages.

use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub(in crate::cli) struct List {
    /// Which pages
    #[arg(value_enum, default_value_t = Which::All)]
    pub(in crate::cli) which: Which,
    /// List reviews, help lines and registers that somebody has to look at again
    #[arg(long, conflicts_with = "which")]
    pub(in crate::cli) due: bool,
    /// Only what is due within so many days, or overdue
    #[arg(long, value_name = "DAYS", requires = "due")]
    pub(in crate::cli) within: Option<u32>,
    /// How
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    pub(in crate::cli) format: ListFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Which {
    /// Every page
    All,
    /// Pages that are published
    Published,
    /// Drafts
    Drafts,
    /// Pages whose day has not come
    Future,
    /// Pages whose day has passed
    Expired,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ListFormat {
    /// For people
    Table,
    /// For spreadsheets
    Csv,
    /// For programs: one array
    Json,
    /// For calendars, with `--due`
    Ics,
}
