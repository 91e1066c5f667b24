//! `goodfit list`: pages as a table, CSV or JSON. What is due is left to `due`.

use super::args::{Global, List, ListFormat, Which};
use super::session::Session;
use super::{CouldNotRun, Outcome, due, report};
use crate::site::{Site, Unpublished};
use serde::Serialize;
use std::fmt::Write as _;

/// A row; keys are only ever added.
#[derive(Debug, Serialize)]
struct Row<'a> {
    source: &'a str,
    url: &'a str,
    title: &'a str,
    date: String,
    updated: String,
    status: &'static str,
    /// The day a hidden page appears or disappeared.
    day: String,
}

pub(super) fn run(global: &Global, list: &List) -> Result<Outcome, CouldNotRun> {
    if list.format == ListFormat::Ics && !list.due {
        return Err(report::could_not_run("`--format ics` is for `--due`: only days go there"));
    }
    let session = Session::open(global)?;
    let (prepared, mut found) = session.prepare();
    // A list is useful all the more while something is broken; only what is wrong is said too.
    let failed = report::findings_beside_data(global, &mut found, prepared.snapshot());
    let ended = if failed { Outcome::Findings } else { Outcome::Fine };
    if list.due {
        due::print(global, list, &prepared.site, session.options.publishing.now)?;
        return Ok(ended);
    }
    let rows = rows(&prepared.site, list.which);
    match list.format {
        // Refused above.
        ListFormat::Ics => {}
        ListFormat::Table => report::data(&table(&rows))?,
        ListFormat::Csv => report::data(&csv(&rows))?,
        ListFormat::Json => {
            let text = serde_json::to_string_pretty(&rows).unwrap_or_default();
            report::data(&format!("{text}\n"))?;
        }
    }
    Ok(ended)
}

fn rows(site: &Site, which: Which) -> Vec<Row<'_>> {
    let day = |day: Option<jiff::civil::Date>| day.map(|d| d.to_string()).unwrap_or_default();
    let published = site.pages.iter().filter(|_| matches!(which, Which::All | Which::Published));
    let mut rows: Vec<Row<'_>> = published
        .map(|page| Row {
            source: page.source.as_str(),
            url: page.url.as_str(),
            title: &page.title,
            date: day(page.matter.date),
            updated: day(page.matter.updated),
            status: if page.matter.draft == Some(true) { "draft" } else { "published" },
            day: String::new(),
        })
        .collect();
    for hidden in &site.hidden {
        let (status, when, wanted) = match hidden.why {
            Unpublished::Draft => ("draft", None, Which::Drafts),
            Unpublished::Future(day) => ("future", Some(day), Which::Future),
            Unpublished::Expired(day) => ("expired", Some(day), Which::Expired),
        };
        if which == Which::All || which == wanted {
            rows.push(Row {
                source: hidden.source.as_str(),
                url: "",
                title: &hidden.title,
                date: String::new(),
                updated: String::new(),
                status,
                day: day(when),
            });
        }
    }
    rows.sort_by_key(|row| row.source);
    rows
}

fn table(rows: &[Row<'_>]) -> String {
    let width = |of: fn(&Row<'_>) -> usize| rows.iter().map(of).max().unwrap_or(0);
    let status = width(|row| row.status.len());
    let source = width(|row| row.source.chars().count());
    let mut text = String::new();
    for row in rows {
        let date = if row.day.is_empty() { &row.date } else { &row.day };
        let _ = writeln!(
            text,
            "{:<status$}  {date:<10}  {:<source$}  {}",
            row.status, row.source, row.title
        );
    }
    text
}

fn csv(rows: &[Row<'_>]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.serialize(row).expect("writing to memory cannot fail");
    }
    let bytes = writer.into_inner().expect("writing to memory cannot fail");
    String::from_utf8_lossy(&bytes).into_owned()
}
