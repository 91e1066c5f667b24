//! `goodfit completions SHELL`: prints a completion script.

use super::args::{Cli, Completions};
use super::{Outcome, report};
use clap::CommandFactory as _;

pub(super) fn run(completions: &Completions) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(completions.shell, &mut Cli::command(), "goodfit", &mut script);
    report::data(&String::from_utf8_lossy(&script));
    Outcome::Fine
}
