//! What `build`, `check`, `list` and `serve` have in common: the folder, the clock, the sources.

use super::args::{Global, Rules};
use super::{CouldNotRun, report};
use crate::check::{Checker, Flags};
use crate::config::{self, BaseUrl};
use crate::diagnostics::{Diagnosed, Diagnostic, codes};
use crate::disk;
use crate::markdown::Languages;
use crate::memory::Recall;
use crate::pipeline::{self, Options, Prepared, Purpose};
use crate::site::Publishing;
use crate::source::{Snapshot, SourcePath};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::PathBuf;

/// The project as the command line describes it.
pub(super) struct Session {
    pub(super) layout: disk::Layout,
    pub(super) output: PathBuf,
    cache: PathBuf,
    pub(super) options: Options,
    /// For a preview, which reads the same project again and again.
    languages: Languages,
}

impl Session {
    /// Reads the command line; if it makes no sense or names no site, says so.
    pub(super) fn open(global: &Global) -> Result<Self, CouldNotRun> {
        let session = Self::without_config(global)?;
        if let Some(problem) = session.no_config() {
            report::findings(global, &mut vec![problem], &Snapshot::default())?;
            return Err(CouldNotRun);
        }
        Ok(session)
    }

    /// Reads the command line, for what can be done where there is no configuration.
    pub(super) fn without_config(global: &Global) -> Result<Self, CouldNotRun> {
        Self::new(global).map_err(|message| report::could_not_run(&message))
    }

    /// Why the configuration is not a file that can be read, if so. Anything else would be read as
    /// an empty one, and an empty site would replace the one that is published.
    fn no_config(&self) -> Option<Diagnostic> {
        let path = &self.options.config;
        let file = self.layout.root.join(path.as_str());
        let problem = |message: String| {
            Diagnostic::new(&codes::config::MISSING, message)
                .in_file(path)
                .help("name a file such as `goodfit.yaml` with `--config`")
        };
        // Asked before it is opened: opening a pipe would wait for ever.
        match fs::metadata(&file) {
            Ok(found) if found.is_dir() => {
                return Some(problem(format!("`{path}` is a folder, not a configuration")));
            }
            Ok(found) if !found.is_file() => {
                return Some(problem(format!("`{path}` is no file, so it is no configuration")));
            }
            _ => {}
        }
        match File::open(&file) {
            Ok(_) => None,
            Err(cause) if cause.kind() == ErrorKind::NotFound => Some(config::no_file(path)),
            Err(cause) => Some(problem(format!("cannot read `{path}`: {}", disk::reason(&cause)))),
        }
    }

    fn new(global: &Global) -> Result<Self, String> {
        let root = &global.root;
        if !root.is_dir() {
            return Err(format!("there is no folder `{}`", root.display()));
        }
        let config = SourcePath::new(&global.config)
            .map_err(|problem| format!("`--config {}`: {problem}", global.config))?;
        let base_url = match &global.base_url {
            Some(text) => Some(BaseUrl::parse(text).map_err(|why| format!("`--base-url`: {why}"))?),
            None => None,
        };
        let publishing = Publishing {
            drafts: global.drafts,
            future: global.future,
            expired: global.expired,
            now: now(global.now)?,
        };
        Ok(Self {
            layout: disk::Layout { root: root.clone(), config: global.config.clone() },
            output: root.join(&global.output),
            cache: global.cache.clone(),
            options: Options { publishing, base_url, config, purpose: Purpose::Publish },
            languages: Languages::default(),
        })
    }

    /// The output folder as a person would name it.
    pub(super) fn shown_output(&self) -> String {
        let shown = self.output.display().to_string();
        shown.strip_prefix("./").map(str::to_owned).unwrap_or(shown)
    }

    /// The folder the site is written to.
    pub(super) fn folder(&self) -> disk::OutputFolder {
        disk::OutputFolder::new(&self.output, &self.layout.root)
    }

    /// The folder for what is remembered between builds.
    pub(super) fn cache(&self) -> PathBuf {
        self.layout.root.join(&self.cache)
    }

    /// Reads the sources and decides everything.
    pub(super) fn prepare(&self) -> (Prepared, Vec<Diagnostic>) {
        self.prepare_from(self.scan())
    }

    /// The rules that the site and the command line want.
    pub(super) fn checker(
        &self,
        prepared: &Prepared,
        rules: &Rules,
        found: &mut Vec<Diagnostic>,
    ) -> Result<Checker, CouldNotRun> {
        let flags = flags(rules);
        let only = rules.only.as_deref().map(plain_path);
        if let Some(only) = &only
            && !prepared.knows(only)
        {
            let message = format!("`--only {only}`: there is no source and no output of that name");
            return Err(report::could_not_run(&message));
        }
        let (checker, unknown) = prepared.checker(&flags, only).map_err(|unknown| {
            report::could_not_run(&format!("{}; {}", unknown.message, unknown.help))
        })?;
        found.extend(unknown);
        Ok(checker)
    }

    /// Reads the sources.
    pub(super) fn scan(&self) -> Diagnosed<Snapshot> {
        disk::scan(&self.layout)
    }

    /// Decides everything.
    pub(super) fn prepare_from(&self, sources: Diagnosed<Snapshot>) -> (Prepared, Vec<Diagnostic>) {
        let recall = Recall { languages: Some(self.languages.clone()), ..Recall::default() };
        self.prepare_again(sources, &recall, None)
    }

    /// Decides everything that is not remembered.
    pub(super) fn prepare_again(
        &self,
        sources: Diagnosed<Snapshot>,
        recall: &Recall,
        flags: Option<&Flags>,
    ) -> (Prepared, Vec<Diagnostic>) {
        let mut found = Vec::new();
        let snapshot = sources.into_value(&mut found);
        let prepared =
            pipeline::prepare_with(snapshot, &self.options, recall, flags).into_value(&mut found);
        (prepared, found)
    }
}

/// What the command line says about rules.
pub(super) fn flags(rules: &Rules) -> Flags {
    Flags {
        allow: rules.allow.clone(),
        warn: rules.warn.clone(),
        deny: rules.deny.clone(),
        rules: rules.rule.clone(),
    }
}

/// A path as sources and outputs are named: with `/`, from the folder of the site.
pub(super) fn plain_path(written: &str) -> String {
    let path = written.replace('\\', "/");
    path.strip_prefix("./").unwrap_or(&path).trim_end_matches('/').to_owned()
}

/// The day the site is built for: as asked, else `SOURCE_DATE_EPOCH`
/// (<https://reproducible-builds.org/specs/source-date-epoch/>), else today in UTC.
fn now(asked: Option<Date>) -> Result<Date, String> {
    if let Some(day) = asked {
        return Ok(day);
    }
    let time = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => text
            .trim()
            .parse()
            .ok()
            .and_then(|seconds| Timestamp::from_second(seconds).ok())
            .ok_or(format!(
                "`SOURCE_DATE_EPOCH` is `{text}`, not a number of seconds since 1970"
            ))?,
        Err(_) => Timestamp::now(),
    };
    Ok(time.to_zoned(TimeZone::UTC).date())
}
