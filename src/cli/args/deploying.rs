//! What can be typed about bringing a site to its host.

use super::Build;
use crate::compress::Encoding;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Precompress {
    /// `.gz`, at level 9
    Gzip,
    /// `.br`, at quality 11
    #[value(alias = "br")]
    Brotli,
}

impl Build {
    /// The encodings asked for, each once.
    pub(in crate::cli) fn encodings(&self) -> Vec<Encoding> {
        let asked = |encoding: &Encoding| {
            self.precompress.contains(&match encoding {
                Encoding::Gzip => Precompress::Gzip,
                Encoding::Brotli => Precompress::Brotli,
            })
        };
        Encoding::ALL.into_iter().filter(asked).collect()
    }
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Changes {
    /// The manifest of the last deployment [default: nothing was deployed yet]
    #[arg(long, value_name = "MANIFEST")]
    pub(in crate::cli) since: Option<PathBuf>,
    /// How
    #[arg(long, value_enum, default_value_t = ChangesFormat::Table)]
    pub(in crate::cli) format: ChangesFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ChangesFormat {
    /// For people
    Table,
    /// For spreadsheets
    Csv,
    /// For programs: one array
    Json,
}
