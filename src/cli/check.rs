//! `goodfit check`: everything `build` does, rendering included, and all rules, without writing.

use super::args::{Global, Rules};
use super::session::Session;
use super::{CouldNotRun, Outcome, language, report};
use crate::check::Reach;

pub(super) fn run(global: &Global, rules: &Rules) -> Result<Outcome, CouldNotRun> {
    let session = Session::open(global)?;
    let (prepared, mut known) = session.prepare();
    let checker = session.checker(&prepared, rules, &mut known)?;
    let mut found = prepared.check_sources(&checker);
    let (failed, on_outputs) = prepared.check_outputs(&checker, |_| Ok(()));
    found.extend(on_outputs);
    known.extend(failed);
    known.extend(session.folder().look().err());
    let mut found = prepared.settle(&checker, Reach::Outputs, known, found);
    let quoted = prepared.quoted(&found);
    let failed = report::findings(global, &mut found, &quoted)?;
    let pages = report::plural(prepared.site.pages.len(), "page");
    report::line(global, &format!("{pages} checked: {}", report::count(&found)));
    for note in language::slack(&prepared) {
        report::line(global, &note);
    }
    Ok(if failed { Outcome::Findings } else { Outcome::Fine })
}
