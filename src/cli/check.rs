//! `goodfit check`: everything `build` does, rendering included, without writing.

use super::args::Global;
use super::session::Session;
use super::{Outcome, report};

pub(super) fn run(global: &Global) -> Outcome {
    let session = match Session::open(global) {
        Ok(session) => session,
        Err(outcome) => return outcome,
    };
    let (prepared, mut found) = session.prepare();
    found.extend(prepared.render_all(|_| Ok(())));
    let failed = report::findings(global, &mut found, prepared.snapshot());
    let pages = report::plural(prepared.site.pages.len(), "page");
    report::line(global, &format!("{pages} checked: {}", report::count(&found)));
    if failed { Outcome::Findings } else { Outcome::Fine }
}
