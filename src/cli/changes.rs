//! `goodfit changes`: what to upload to a host, and what to delete there.

use super::args::{Changes, ChangesFormat, Global};
use super::session::Session;
use super::{CouldNotRun, Outcome, report};
use crate::disk::{self, Change, Step};
use crate::outputs;
use serde::Serialize;
use std::fmt::Write as _;

/// A row; keys are only ever added. What is empty does not apply.
#[derive(Debug, Serialize)]
struct Row<'a> {
    step: u8,
    action: &'static str,
    path: &'a str,
    content_type: &'static str,
    content_encoding: &'static str,
    cache_control: &'static str,
    bytes: u64,
    blake3: &'a str,
}

pub(super) fn run(global: &Global, arguments: &Changes) -> Result<Outcome, CouldNotRun> {
    let session = Session::without_config(global)?;
    let found = disk::changes(&session.folder(), arguments.since.as_deref())
        .map_err(|message| report::could_not_run(&message))?;
    let rows: Vec<Row<'_>> = found.changes.iter().map(row).collect();
    match arguments.format {
        ChangesFormat::Table => report::data(&table(&rows))?,
        ChangesFormat::Csv => report::data(&csv(&rows))?,
        ChangesFormat::Json => {
            let text = serde_json::to_string_pretty(&rows).unwrap_or_default();
            report::data(&format!("{text}\n"))?;
        }
    }
    let uploads = rows.iter().filter(|row| row.action == UPLOAD).count();
    let deletions = rows.len() - uploads;
    report::line(
        global,
        &format!("{uploads} to upload, {deletions} to delete, {} unchanged", found.unchanged),
    );
    Ok(Outcome::Fine)
}

const UPLOAD: &str = "upload";

fn row(change: &Change) -> Row<'_> {
    let path = change.path.as_str();
    let (sent, encoding) = match &change.twin_of {
        Some((name, hash, encoding)) => (outputs::delivery(name, hash), encoding.token()),
        None => (outputs::delivery(path, &change.hash), ""),
    };
    let gone = matches!(change.step, Step::DeletePages | Step::DeleteFiles);
    let only_if_sent = |text: &'static str| if gone { "" } else { text };
    Row {
        step: change.step as u8,
        action: if gone { "delete" } else { UPLOAD },
        path,
        content_type: only_if_sent(sent.content_type),
        content_encoding: encoding,
        cache_control: only_if_sent(sent.cache_control),
        bytes: change.len,
        blake3: &change.hash,
    }
}

fn table(rows: &[Row<'_>]) -> String {
    let mut text = String::new();
    for row in rows {
        let _ = writeln!(text, "{}  {:<6}  {}", row.step, row.action, row.path);
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
