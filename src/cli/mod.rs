//! The program: arguments in, exit code out. The only place that asks what the terminal can do.
//!
//! In: arguments and the environment. Out: 0 fine, 1 findings, 2 could not run. One command a file.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::disallowed_macros,
    reason = "this is the shell: it asks the clock and the environment, and prints"
)]

mod args;
mod build;
mod changes;
mod check;
mod checklist;
mod ci;
mod clean;
mod completions;
mod difference;
mod due;
mod explain;
mod fresh;
mod init;
mod language;
#[cfg(feature = "external")]
mod links;
mod list;
mod new;
mod remember;
mod report;
mod review;
mod rules;
#[cfg(feature = "serve")]
mod serve;
mod session;
mod urls;

use clap::Parser as _;
use clap::error::ErrorKind;
use std::process::ExitCode;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// As wished.
    Fine,
    /// The site has errors.
    Findings,
}

/// The command could not do its work at all, and has said why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CouldNotRun;

fn exit_code(result: Result<Outcome, CouldNotRun>) -> ExitCode {
    ExitCode::from(match result {
        Ok(Outcome::Fine) => 0,
        Ok(Outcome::Findings) => 1,
        Err(CouldNotRun) => 2,
    })
}

/// Reads the arguments and runs the command.
#[must_use]
pub fn run() -> ExitCode {
    let cli = match args::Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let written = report::written(error.print());
            return exit_code(match error.kind() {
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                    written.map(|()| Outcome::Fine)
                }
                _ => Err(CouldNotRun),
            });
        }
    };
    cli.global.color.apply();
    if let Some(jobs) = cli.global.jobs {
        // It can only fail if the pool exists already, and this is the first use of it.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
    }
    let global = &cli.global;
    exit_code(match &cli.command {
        args::Command::Build(build) => build::run(global, build),
        args::Command::Changes(changes) => changes::run(global, changes),
        args::Command::Check(check) => check::run(global, check),
        args::Command::Checklist(arguments) => checklist::run(global, arguments),
        #[cfg(feature = "serve")]
        args::Command::Serve(serve) => serve::run(global, serve),
        args::Command::List(list) => list::run(global, list),
        args::Command::Review(review) => review::run(global, review),
        args::Command::Clean => clean::run(global),
        args::Command::Init(init) => init::run(global, init),
        args::Command::New(new) => new::run(global, new),
        args::Command::Explain(explain) => explain::run(explain),
        args::Command::Report(args::Report {
            command: args::ReportCommand::Language(language),
        }) => language::run(global, language),
        args::Command::Urls(arguments) => urls::run(global, arguments),
        args::Command::Rules(list) => rules::run(list),
        args::Command::Completions(completions) => completions::run(completions),
    })
}
