//! Keys about what pages stand on: `citations:`, `glossary:`, `reviews:`, `help_lines:`,
//! `registers:`.

use crate::yaml::MapReader;

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
