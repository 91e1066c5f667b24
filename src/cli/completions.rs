//! `goodfit completions SHELL`: prints a completion script.

use super::args::{Cli, Completions};
use super::{CouldNotRun, Outcome, report};
use clap::CommandFactory as _;

pub(super) fn run(completions: &Completions) -> Result<Outcome, CouldNotRun> {
    let mut script = Vec::new();
    clap_complete::generate(completions.shell, &mut Cli::command(), "goodfit", &mut script);
    report::data(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Fine)
}
