//! `external_links:` — how `goodfit check links --external` asks other servers.

use crate::yaml::{MapReader, Node, Value};

/// More would only annoy.
const MOST_RETRIES: i64 = 5;

/// `external_links:` in the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExternalLinks {
    /// `recheck_days:` — a link that was asked is not asked again for so long.
    pub recheck_days: u32,
    /// `gap_seconds:` — between two requests to the same server.
    pub gap_seconds: u32,
    /// `timeout_seconds:` — how long one request may take.
    pub timeout_seconds: u32,
    /// `retries:` — how often what went wrong and may pass is tried again.
    pub retries: u32,
    /// `at_once:` — how many servers are asked at the same time.
    pub at_once: u32,
    /// `skip:` — links that are never asked.
    pub skip: Vec<Skip>,
}

/// Links that are never asked, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skip {
    /// `url:` — what their addresses begin with.
    pub url: String,
    /// `reason:` — why.
    pub reason: String,
}

impl Default for ExternalLinks {
    fn default() -> Self {
        Self {
            recheck_days: 7,
            gap_seconds: 1,
            timeout_seconds: 20,
            retries: 2,
            at_once: 8,
            skip: Vec::new(),
        }
    }
}

pub(super) fn external_links(map: &mut MapReader<'_>) -> ExternalLinks {
    let defaults = ExternalLinks::default();
    let Some(mut map) = map.map("external_links") else { return defaults };
    let links = ExternalLinks {
        recheck_days: map.count("recheck_days", 1).unwrap_or(defaults.recheck_days),
        gap_seconds: map.count("gap_seconds", 0).unwrap_or(defaults.gap_seconds),
        timeout_seconds: map.count("timeout_seconds", 1).unwrap_or(defaults.timeout_seconds),
        retries: map
            .int("retries", 0..=MOST_RETRIES)
            .and_then(|n| u32::try_from(n).ok())
            .unwrap_or(defaults.retries),
        at_once: map.count("at_once", 1).unwrap_or(defaults.at_once),
        skip: map.value("skip").map(|value| skip(&value)).unwrap_or_default(),
    };
    map.finish();
    links
}

fn skip(value: &Value<'_>) -> Vec<Skip> {
    let help = "write a list of `- url: …` with `reason: …` below it";
    if !matches!(value.node(), Node::Seq(_)) {
        value.wrong("`skip` must be a list", help);
        return Vec::new();
    }
    value.items().iter().filter_map(one).collect()
}

/// One entry. Its place in the list is kept even if something is wrong with it.
fn one(value: &Value<'_>) -> Option<Skip> {
    let mut map = value.map()?;
    let (url, reason) = (map.text("url"), map.text("reason"));
    let named = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
    if !(named(&url) && named(&reason)) {
        value.wrong(
            format!("{} needs an address and a reason", value.name()),
            "write `url:` with what the addresses begin with, and `reason:` with why they are not asked",
        );
    }
    map.finish();
    Some(Skip { url: url.unwrap_or_default(), reason: reason.unwrap_or_default() })
}
