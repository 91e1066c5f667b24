//! Keys about what pages stand on: `citations:`, `glossary:`, `reviews:`, `help_lines:`,
//! `registers:`.

use super::Config;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::config as codes;
use crate::source::SourcePath;
use crate::yaml::MapReader;
use crate::yaml::quote::{code, short};

/// `citations:` in the configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Citations {
    /// `style:` — how a reference is written.
    pub style: Style,
    /// `max_age:` — years after which a source is reported as old; never if absent.
    pub max_age: Option<u32>,
}

/// How a reference is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// As the ICMJE recommends.
    #[default]
    Vancouver,
    /// As the APA's manual recommends, seventh edition.
    Apa,
}

/// How long something holds before somebody has to look again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// `months:` — the longest time between two looks.
    pub months: u32,
    /// `grace_days:` — so many days late is a warning; more is an error.
    pub grace_days: u32,
}

pub(super) fn citations(map: &mut MapReader<'_>) -> Citations {
    let Some(mut map) = map.map("citations") else { return Citations::default() };
    let styles = [("vancouver", Style::Vancouver), ("apa", Style::Apa)];
    let citations = Citations {
        style: map.choice("style", &styles).unwrap_or_default(),
        max_age: map.count("max_age", 1),
    };
    map.finish();
    citations
}

/// Where readers report a mistake; a bare mail address is taken as one.
pub(super) fn contact(map: &mut MapReader<'_>) -> Option<String> {
    let value = map.value("contact")?;
    let text = value.text()?.trim().to_owned();
    let is_one = !text.contains(char::is_whitespace);
    if is_one && ["https://", "mailto:"].iter().any(|scheme| text.starts_with(scheme)) {
        return Some(text);
    }
    let is_mail = |(user, host): (&str, &str)| !user.is_empty() && host.contains('.');
    if is_one && !text.contains(':') && text.split_once('@').is_some_and(is_mail) {
        return Some(format!("mailto:{text}"));
    }
    value.wrong(
        format!("{} is neither a mail address nor a web address", code(&short(&text))),
        "write `contact: editors@example.org` or the address of a page, with `https://`",
    );
    None
}

/// What the publisher of a site with health information still has to say. Pages that want it print
/// "To be set by the publisher".
#[must_use]
pub fn unsettled(config: &Config, path: &SourcePath) -> Vec<Diagnostic> {
    let facts = [
        ("publisher", config.publisher.is_empty(), "who is responsible for the site"),
        ("contact", config.contact.is_empty(), "where readers report a mistake"),
        ("funding", config.funding.is_empty(), "who pays for the site"),
        (
            "base_url",
            config.base_url.origin.ends_with("//example.org"),
            "the address at which the site is published",
        ),
    ];
    facts
        .into_iter()
        .filter(|(_, is_missing, _)| *is_missing)
        .map(|(key, _, what)| {
            Diagnostic::new(&codes::TO_BE_SET, format!("nobody has set `{key}` yet"))
                .in_file(path)
                .help(format!("let the publisher say {what}; pages say that it is not settled"))
        })
        .collect()
}

pub(super) fn autolink(map: &mut MapReader<'_>) -> Option<bool> {
    let mut map = map.map("glossary")?;
    let autolink = map.bool("autolink");
    map.finish();
    autolink
}

pub(super) fn interval<'a>(map: &mut MapReader<'a>, key: &'a str, defaults: Interval) -> Interval {
    let Some(mut map) = map.map(key) else { return defaults };
    let interval = Interval {
        months: map.count("months", 1).unwrap_or(defaults.months),
        grace_days: map.count("grace_days", 0).unwrap_or(defaults.grace_days),
    };
    map.finish();
    interval
}
