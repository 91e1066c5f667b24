//! `goodfit list --due`: what has to be looked at again, and by when.

use super::args::{Global, List, ListFormat};
use super::{CouldNotRun, report};
use crate::outputs;
use crate::site::{Due, Site, due, never_checked};
use jiff::civil::Date;
use serde::Serialize;
use std::fmt::Write as _;

/// A row; keys are only ever added.
#[derive(Debug, Serialize)]
struct Row<'a> {
    due: String,
    /// Less than nothing if the day has passed.
    days_left: i32,
    what: &'static str,
    source: &'a str,
    title: &'a str,
    who: &'a [String],
    url: &'a str,
}

/// Prints the list.
pub(super) fn print(
    global: &Global,
    list: &List,
    site: &Site,
    now: Date,
) -> Result<(), CouldNotRun> {
    let mut all = due(site);
    if let Some(days) = list.within {
        all.retain(|one| i64::from(days_left(one, now)) <= i64::from(days));
    }
    report::data(&match list.format {
        ListFormat::Ics => outputs::calendar(site, &all, now),
        ListFormat::Table => table(&rows(&all, now)),
        ListFormat::Csv => csv(&rows(&all, now)),
        ListFormat::Json => {
            let text = serde_json::to_string_pretty(&rows(&all, now)).unwrap_or_default();
            format!("{text}\n")
        }
    })?;
    if all.is_empty() {
        report::line(global, "nothing is due");
    }
    let never = never_checked(site);
    if never > 0 {
        let rows = report::plural(never, "help line or register");
        let rows = rows.replace("line or registers", "lines or registers");
        report::line(global, &format!("{rows} never checked, so without a day"));
    }
    Ok(())
}

fn days_left(due: &Due, now: Date) -> i32 {
    now.until(due.day).map_or(0, |span| span.get_days())
}

fn rows(all: &[Due], now: Date) -> Vec<Row<'_>> {
    let row = |one| {
        let Due { day, what, source, title, who, url, .. }: &Due = one;
        Row {
            due: day.to_string(),
            days_left: days_left(one, now),
            what: what.words(),
            source,
            title,
            who,
            url: url.as_ref().map_or("", |url| url.as_str()),
        }
    };
    all.iter().map(row).collect()
}

fn table(rows: &[Row<'_>]) -> String {
    let width = |of: fn(&Row<'_>) -> usize| rows.iter().map(of).max().unwrap_or(0);
    let what = width(|row| row.what.len());
    let source = width(|row| row.source.chars().count());
    let left = width(|row| row.days_left.to_string().len());
    let mut text = String::new();
    for row in rows {
        let who =
            if row.who.is_empty() { String::new() } else { format!(" ({})", row.who.join(", ")) };
        let _ = writeln!(
            text,
            "{}  {:>left$}  {:<what$}  {:<source$}  {}{who}",
            row.due, row.days_left, row.what, row.source, row.title
        );
    }
    text
}

fn csv(rows: &[Row<'_>]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut write = |record: [&str; 7]| {
        writer.write_record(record).expect("writing to memory cannot fail");
    };
    write(["due", "days_left", "what", "source", "title", "who", "url"]);
    for row in rows {
        let (left, who) = (row.days_left.to_string(), row.who.join("; "));
        write([&row.due, &left, row.what, row.source, row.title, &who, row.url]);
    }
    let bytes = writer.into_inner().expect("writing to memory cannot fail");
    String::from_utf8_lossy(&bytes).into_owned()
}
