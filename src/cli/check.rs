//! `goodfit check`: everything `build` does, rendering included, without writing.

use super::args::Global;
use super::session::Session;
use super::{CouldNotRun, Outcome, report};

pub(super) fn run(global: &Global) -> Result<Outcome, CouldNotRun> {
    let session = Session::open(global)?;
    let (prepared, mut found) = session.prepare();
    found.extend(prepared.render_all(|_| Ok(())));
    found.extend(session.folder().look().err());
    let failed = report::findings(global, &mut found, prepared.snapshot())?;
    let pages = report::plural(prepared.site.pages.len(), "page");
    report::line(global, &format!("{pages} checked: {}", report::count(&found)));
    Ok(if failed { Outcome::Findings } else { Outcome::Fine })
}
