//! How loudly each rule speaks: what the site's configuration and the command line say.
//!
//! In: names of rules or groups, with a level. Out: [`Levels`]. The command line goes before the
//! configuration, a rule's own name before its group, and the stricter word before the milder one.

use super::rule::{Group, Rule};
use super::rules;
use crate::config::{self, Config};
use crate::diagnostics::{Code, Diagnostic, Severity, closest, codes};
use crate::source::SourceText;
use crate::yaml::Step;

/// How findings of a rule count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// They are not looked for.
    Allow,
    /// They are shown.
    Warn,
    /// They stop the site from being published.
    Error,
}

impl Level {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Warn => "warn",
            Self::Error => "error",
        }
    }
}

/// What the command line says about rules.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Flags {
    /// `--allow NAME`.
    pub allow: Vec<String>,
    /// `--warn NAME`.
    pub warn: Vec<String>,
    /// `--deny NAME`; `warnings` means all that would be warnings.
    pub deny: Vec<String>,
    /// `--rule NAME`: only these.
    pub rules: Vec<String>,
}

/// A name that no rule and no group has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownName {
    /// As written.
    pub name: String,
    /// What is wrong with it.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// The level of everything that has one.
#[derive(Debug, Clone, Default)]
pub struct Levels {
    /// By how much they count, the weightiest last.
    settings: Vec<(Name, Level)>,
    deny_warnings: bool,
    only: Option<Vec<Name>>,
}

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Name {
    Group(Group),
    Code(&'static Code),
}

impl Name {
    fn covers(self, code: &Code) -> bool {
        match self {
            Self::Code(own) => own.id == code.id,
            Self::Group(group) => rules::find(code.id).is_some_and(|rule| rule.group == group),
        }
    }
}

impl Levels {
    /// What the command line and the configuration say together. Names in the configuration that
    /// mean nothing are findings about it.
    ///
    /// # Errors
    /// If a name on the command line means nothing.
    pub fn new(
        flags: &Flags,
        config: &Config,
        source: &SourceText,
    ) -> Result<(Self, Vec<Diagnostic>), UnknownName> {
        let mut found = Vec::new();
        let mut settings = Vec::new();
        let check = &config.check;
        for (key, level, names) in [
            ("allow", Level::Allow, &check.allow),
            ("warn", Level::Warn, &check.warn),
            ("error", Level::Error, &check.error),
        ] {
            for (at, written) in names.iter().enumerate() {
                match look_up(written) {
                    Ok(name) => settings.push((0, name, level)),
                    Err(unknown) => {
                        let path = [Step::Key("check"), Step::Key(key), Step::Index(at)];
                        let span = config::span_of(source, &path);
                        found.push(
                            Diagnostic::new(&codes::config::UNKNOWN_RULE, unknown.message)
                                .at(&source.path, span)
                                .help(unknown.help),
                        );
                    }
                }
            }
        }
        let all =
            [(Level::Allow, &flags.allow), (Level::Warn, &flags.warn), (Level::Error, &flags.deny)];
        for (level, names) in all {
            for written in names.iter().filter(|name| *name != WARNINGS) {
                settings.push((1, look_up(written)?, level));
            }
        }
        settings.sort_by_key(|(from, name, level)| (*from, matches!(name, Name::Code(_)), *level));
        let only: Vec<Name> =
            flags.rules.iter().map(|name| look_up(name)).collect::<Result<_, _>>()?;
        let levels = Self {
            settings: settings.into_iter().map(|(_, name, level)| (name, level)).collect(),
            deny_warnings: flags.deny.iter().any(|name| name == WARNINGS),
            only: (!only.is_empty()).then_some(only),
        };
        Ok((levels, found))
    }

    fn set(&self, code: &Code) -> Option<Level> {
        self.settings.iter().rev().find(|(name, _)| name.covers(code)).map(|(_, level)| *level)
    }

    /// How findings of a rule count.
    #[must_use]
    pub fn of(&self, rule: &Rule) -> Level {
        let level = self.set(rule.code).unwrap_or(rule.level);
        if level == Level::Warn && self.deny_warnings { Level::Error } else { level }
    }

    /// Whether a rule is to be tried at all.
    #[must_use]
    pub fn wants(&self, rule: &Rule) -> bool {
        match &self.only {
            // Asked for by name, it speaks even if the site allows what it finds.
            Some(only) => only.iter().any(|name| name.covers(rule.code)),
            None => self.of(rule) != Level::Allow,
        }
    }

    /// Whether only some rules are wanted.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        self.only.is_some()
    }

    /// Gives a finding the level that it has here; `None` if it is allowed. What stops the site
    /// whatever anybody says is left alone.
    #[must_use]
    pub fn apply(&self, mut finding: Diagnostic) -> Option<Diagnostic> {
        if let Some(only) = &self.only
            && finding.severity != Severity::Error
            && !only.iter().any(|name| name.covers(finding.code))
        {
            return None;
        }
        if is_optional(finding.code) {
            match self.set(finding.code) {
                Some(Level::Allow) if self.only.is_none() => return None,
                Some(Level::Allow) | None => {}
                Some(Level::Warn) => finding.severity = Severity::Warning,
                Some(Level::Error) => finding.severity = Severity::Error,
            }
        }
        if self.deny_warnings {
            finding.severity = Severity::Error;
        }
        Some(finding)
    }
}

/// Stands for everything that would be a warning.
const WARNINGS: &str = "warnings";

/// Whether a site may decide about it: a rule, or what is only a warning anyway.
pub(super) fn is_optional(code: &Code) -> bool {
    code.severity == Severity::Warning || rules::find(code.id).is_some()
}

fn look_up(written: &str) -> Result<Name, UnknownName> {
    let unknown =
        |message: String, help: String| UnknownName { name: written.to_owned(), message, help };
    if let Some(group) = Group::ALL.into_iter().find(|group| group.name() == written) {
        return Ok(Name::Group(group));
    }
    if let Some(code) = codes::find(written) {
        if is_optional(code) {
            return Ok(Name::Code(code));
        }
        let message = format!("`{written}` always stops the site, so it has no level");
        return Err(unknown(message, "mend what it finds; this line has no effect".to_owned()));
    }
    let known = codes::all().into_iter().filter(|code| is_optional(code));
    let groups = Group::ALL.map(Group::name);
    let names: Vec<&str> = known.flat_map(|code| [code.id, code.name]).chain(groups).collect();
    let help = match closest(written, names) {
        Some(name) => format!("did you mean `{name}`?"),
        None => "`goodfit rules` lists all rules and groups".to_owned(),
    };
    Err(unknown(format!("there is no rule and no group `{written}`"), help))
}
