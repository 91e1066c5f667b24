//! `goodfit check`: everything `build` does, rendering included, and all rules, without writing.

#[cfg(feature = "external")]
use super::args;
use super::args::{Check, Global};
use super::session::Session;
use super::{CouldNotRun, Outcome, language, report};
use crate::check::Reach;
use crate::disk;

pub(super) fn run(global: &Global, arguments: &Check) -> Result<Outcome, CouldNotRun> {
    let rules = &arguments.rules;
    #[cfg(feature = "external")]
    if let Some(args::CheckWhat::Links(links)) = &arguments.what {
        return super::links::run(global, rules, links.all);
    }
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
    if let Some(path) = &arguments.privacy_report {
        let now = session.options.publishing.now;
        let text = prepared.privacy_report(&checker, now, (&found, &quoted));
        std::fs::write(path, text).map_err(|cause| {
            let (path, reason) = (path.display(), disk::reason(&cause));
            report::could_not_run(&format!("cannot write `{path}`: {reason}"))
        })?;
    }
    let pages = report::plural(prepared.site.pages.len(), "page");
    report::line(global, &format!("{pages} checked: {}", report::count(&found)));
    for note in language::slack(&prepared) {
        report::line(global, &note);
    }
    Ok(if failed { Outcome::Findings } else { Outcome::Fine })
}
