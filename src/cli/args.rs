//! What can be typed.

use crate::check::budget::Growth;
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

mod deploying;
mod listing;

pub(super) use deploying::{Changes, ChangesFormat, Precompress};
pub(super) use listing::{List, ListFormat, Which};

/// A static site generator for health education that people can trust.
#[derive(Debug, Parser)]
#[command(
    name = "goodfit",
    version,
    about,
    propagate_version = true,
    arg_required_else_help = true
)]
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// Options that every command takes, in any position.
#[derive(Debug, Clone, Args)]
pub(super) struct Global {
    /// Folder of the site
    #[arg(short, long, global = true, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
    /// Configuration file, relative to the folder of the site
    #[arg(short, long, global = true, value_name = "FILE", default_value = "goodfit.yaml")]
    pub(super) config: String,
    /// Where the site is written, relative to the folder of the site
    #[arg(short, long, global = true, value_name = "DIR", default_value = "public",
          visible_alias = "output-dir", aliases = ["destination", "dest-dir"])]
    pub(super) output: PathBuf,
    /// Where builds remember what need not be done again, relative to the folder of the site
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        default_value = ".goodfit",
        visible_alias = "cache-dir"
    )]
    pub(super) cache: PathBuf,
    /// Address of the site, instead of the configured one
    #[arg(short = 'u', long, global = true, value_name = "URL")]
    pub(super) base_url: Option<String>,
    /// Publish drafts too
    #[arg(long, global = true)]
    pub(super) drafts: bool,
    /// Publish pages whose day has not come too
    #[arg(long, global = true)]
    pub(super) future: bool,
    /// Publish pages whose day has passed too
    #[arg(long, global = true)]
    pub(super) expired: bool,
    /// The day the site is built for [default: `SOURCE_DATE_EPOCH`, else today in UTC]
    #[arg(long, global = true, value_name = "DATE", value_parser = day)]
    pub(super) now: Option<Date>,
    /// Number of threads, at most 256 [default: one for each core]
    #[arg(short, long, global = true, value_name = "N", value_parser = jobs)]
    pub(super) jobs: Option<usize>,
    /// Say nothing but errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Say more
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,
    /// When to use colour
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub(super) color: Color,
    /// How findings are written; `json`, `github` and `sarif` go to standard output
    #[arg(long, global = true, value_enum, default_value_t = Format::Human,
          value_name = "FORMAT", alias = "output-format")]
    pub(super) message_format: Format,
}

/// More threads than any machine has use for, and few enough to be started at once.
const MOST_JOBS: usize = 256;

fn jobs(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(n) if (1..=MOST_JOBS).contains(&n) => Ok(n),
        _ => Err(format!("expected a number of threads from 1 to {MOST_JOBS}")),
    }
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "write a day such as 2026-11-21".to_owned())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    /// Sets what the terminal writers do. `auto` looks at the terminal, `NO_COLOR`, `CLICOLOR`,
    /// `CLICOLOR_FORCE` and `TERM`.
    pub(super) fn apply(self) {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// With code frames
    Human,
    /// One line each
    Short,
    /// One JSON object a line
    Json,
    /// Annotations of GitHub Actions
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Start a site in a folder
    Init(Init),
    /// Start a page
    New(New),
    /// Write the site
    Build(Build),
    /// Find mistakes: everything `build` does, and all rules, without writing
    Check(Check),
    /// List what to upload to a host, and what to delete there
    ///
    /// Compares the built site with a copy of `.goodfit/manifest.json` from the last deployment. Steps
    /// have to be done in their order: a page never asks for what is not there yet. Uploads nothing.
    Changes(Changes),
    /// Look into a questionnaire
    Checklist(Checklist),
    /// Show the site in a browser, and follow changes
    #[cfg(feature = "serve")]
    #[command(alias = "server")]
    Serve(Serve),
    /// List pages, or what is due
    List(List),
    /// Compare the site's addresses with those that `urls.lock` remembers
    Urls(Urls),
    /// Record that a page was reviewed
    ///
    /// Writes into the front matter of one page who reviewed it, when, and a digest of the words
    /// that were looked at. If the words change later, readers and editors are told so. Takes one
    /// page at a time: whoever records a review has read that page. Many pages with a new day in
    /// one go is what makes such days worthless.
    Review(Review),
    /// Delete what `build` has written, and nothing else
    Clean,
    /// Explain a kind of finding, such as `F003`
    Explain(Explain),
    /// Show what can be measured, and is no mistake
    Report(Report),
    /// List the rules of `check`
    Rules(ListRules),
    /// Print completions for a shell
    Completions(Completions),
}

#[derive(Debug, Args)]
pub(super) struct Init {
    /// Where; made if it does not exist
    #[arg(default_value = ".")]
    pub(super) dir: PathBuf,
    /// Name of the site
    #[arg(long, default_value = "My site")]
    pub(super) title: String,
    /// Write a workflow that checks and builds the site; where there is a site, only that
    #[arg(long, value_enum, value_name = "SERVICE")]
    pub(super) ci: Option<Ci>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Ci {
    /// GitHub Actions
    Github,
    /// GitLab CI
    Gitlab,
}

#[derive(Debug, Args)]
pub(super) struct New {
    /// The page's file below `content/`, such as `choosing/first-call.md`
    pub(super) path: String,
    /// Its title [default: from the file name]
    #[arg(long)]
    pub(super) title: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Build {
    /// Try all rules, on what would be published too; publish nothing if there is an error
    #[arg(long)]
    pub(super) check: bool,
    /// Write compressed files beside texts, for servers that send them as they are [without a value:
    /// both]
    #[arg(long, value_enum, value_name = "FORMATS", value_delimiter = ',', num_args = 0..=1,
          default_missing_values = ["gzip", "brotli"])]
    pub(super) precompress: Vec<Precompress>,
    #[command(flatten)]
    pub(super) rules: Rules,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    /// Write what the privacy rules looked at and found into a file, as JSON
    #[arg(long, value_name = "FILE")]
    pub(super) privacy_report: Option<PathBuf>,
    #[command(flatten)]
    pub(super) rules: Rules,
    #[cfg(feature = "external")]
    #[command(subcommand)]
    pub(super) what: Option<CheckWhat>,
}

#[cfg(feature = "external")]
#[derive(Debug, Subcommand)]
pub(super) enum CheckWhat {
    /// Ask other servers whether links to them lead somewhere; all else is checked without it
    Links(Links),
}

#[cfg(feature = "external")]
#[derive(Debug, Args)]
pub(super) struct Links {
    /// Yes, ask other servers: they learn that this site is being checked
    #[arg(long, required = true)]
    pub(super) external: bool,
    /// Ask about all links, also those that were asked a short time ago
    #[arg(long)]
    pub(super) all: bool,
}

/// Which rules are tried, and how loudly they speak.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Rules")]
pub(super) struct Rules {
    /// Do not look for what a rule or a group of rules finds
    #[arg(short = 'A', long, global = true, value_name = "NAME")]
    pub(super) allow: Vec<String>,
    /// Show it, and publish
    #[arg(short = 'W', long, global = true, value_name = "NAME")]
    pub(super) warn: Vec<String>,
    /// Make it an error; `warnings` stands for all that would be warnings
    #[arg(short = 'D', long, global = true, value_name = "NAME")]
    pub(super) deny: Vec<String>,
    /// Try only this rule or group
    #[arg(long, global = true, value_name = "NAME")]
    pub(super) rule: Vec<String>,
    /// Show only findings about this source, output or folder
    #[arg(long, global = true, value_name = "PATH")]
    pub(super) only: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Report {
    #[command(subcommand)]
    pub(super) command: ReportCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum ReportCommand {
    /// How plain the language of each page is, and what to mend first
    Language(ReportLanguage),
}

#[derive(Debug, Args)]
pub(super) struct ReportLanguage {
    /// How
    #[arg(long, value_enum, default_value_t = RulesFormat::Table)]
    pub(super) format: RulesFormat,
    /// How many of the longest sentences are shown
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(super) longest: usize,
    /// Show only this page, or the pages in this folder
    #[arg(long, value_name = "PATH", conflicts_with = "write_budget")]
    pub(super) only: Option<String>,
    /// Write `language-budget.yaml`, which `check` compares with: as much as there is now, and never
    /// more than there was
    #[arg(long)]
    pub(super) write_budget: bool,
    /// Let numbers of the budget grow too
    #[arg(long, requires = "write_budget")]
    pub(super) raise: bool,
}

impl ReportLanguage {
    /// The page or folder that is asked for.
    pub(super) fn only(&self) -> Rules {
        Rules { only: self.only.clone(), ..Rules::default() }
    }

    /// Whether numbers may grow.
    pub(super) fn growth(&self) -> Growth {
        if self.raise { Growth::Accepted } else { Growth::Refused }
    }
}

#[derive(Debug, Args)]
pub(super) struct ListRules {
    /// How
    #[arg(long, value_enum, default_value_t = RulesFormat::Table)]
    pub(super) format: RulesFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum RulesFormat {
    /// For people
    Table,
    /// For programs: one array
    Json,
}

#[cfg(feature = "serve")]
#[derive(Debug, Args)]
pub(super) struct Serve {
    /// Port; 0 takes any free one
    #[arg(short, long, default_value_t = 4000)]
    pub(super) port: u16,
}

#[derive(Debug, Args)]
pub(super) struct Checklist {
    #[command(subcommand)]
    pub(super) command: ChecklistCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum ChecklistCommand {
    /// Print its decision table and the cases at the boundaries
    Explain {
        /// The questionnaire's file
        file: PathBuf,
    },
    /// Say what answers lead to: one JSON object a line in, one a line out
    Evaluate {
        /// The questionnaire's file
        file: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(super) struct Review {
    /// The page's file, such as `content/urgent-help.md`; one at a time
    pub(super) file: PathBuf,
    /// Who reviewed it: keys of `data/people.yaml`, with commas between them
    #[arg(
        long,
        value_name = "PERSON",
        value_delimiter = ',',
        required_unless_present = "editorial",
        conflicts_with = "editorial"
    )]
    pub(super) by: Vec<String>,
    /// The day of the next review [default: as late as the site allows]
    #[arg(long, value_name = "DATE", value_parser = day, conflicts_with = "editorial")]
    pub(super) until: Option<Date>,
    /// Declare a change since the review that does not touch what the page says, and why
    #[arg(long, value_name = "REASON")]
    pub(super) editorial: Option<String>,
    /// Show what would be changed, and change nothing
    #[arg(long)]
    pub(super) dry_run: bool,
}

#[derive(Debug, Args)]
pub(super) struct Urls {
    /// Add the new ones to the file
    #[arg(long)]
    pub(super) write: bool,
}

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// A code such as `F003`, a rule, or their name; without one, all are listed
    pub(super) code: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Completions {
    /// Which shell
    pub(super) shell: clap_complete::Shell,
}

#[cfg(test)]
mod tests {
    use super::Cli;
    use clap::{CommandFactory as _, Parser as _};

    #[test]
    fn the_definition_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn global_options_work_in_any_position() {
        let before = Cli::try_parse_from(["goodfit", "--root", "x", "build"]).expect("it parses");
        let after = Cli::try_parse_from(["goodfit", "build", "--root", "x"]).expect("it parses");
        assert_eq!(before.global.root, after.global.root);
    }
}
