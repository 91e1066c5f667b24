//! The `goodfit` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    goodfit::cli::run()
}
