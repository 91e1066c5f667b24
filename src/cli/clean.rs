//! `goodfit clean`: deletes what the manifest says we wrote, what builds remember, and nothing else.

use super::args::Global;
use super::session::Session;
use super::{CouldNotRun, Outcome, report};
use crate::disk;
use crate::source::Snapshot;

pub(super) fn run(global: &Global) -> Result<Outcome, CouldNotRun> {
    // Without the configuration too: whoever deleted it may want the site gone as well.
    let session = Session::without_config(global)?;
    let mut found = Vec::new();
    let cleaned = disk::clean(&session.folder()).into_value(&mut found);
    if report::findings(global, &mut found, &Snapshot::default())? {
        return Ok(Outcome::Findings);
    }
    // What builds remember describes files that are gone now.
    disk::Cache::clear(&session.cache());
    let files = report::plural(cleaned.deleted, "file");
    report::line(global, &format!("{files} deleted from {}", session.shown_output()));
    Ok(Outcome::Fine)
}
