//! `goodfit clean`: deletes what the manifest says we wrote, and nothing else.

use super::args::Global;
use super::session::Session;
use super::{Outcome, report};
use crate::disk;
use crate::source::Snapshot;

pub(super) fn run(global: &Global) -> Outcome {
    let session = match Session::open(global) {
        Ok(session) => session,
        Err(outcome) => return outcome,
    };
    let mut found = Vec::new();
    let cleaned = disk::clean(&session.folder()).into_value(&mut found);
    if report::findings(global, &mut found, &Snapshot::default()) {
        return Outcome::Findings;
    }
    let files = report::plural(cleaned.deleted, "file");
    report::line(global, &format!("{files} deleted from {}", session.shown_output()));
    Outcome::Fine
}
