//! `goodfit serve`: shows the site in a browser and follows changes.

use super::args::{Global, Rules, Serve};
use super::session::Session;
use super::{CouldNotRun, Outcome, report};
use crate::check::Reach;
use crate::config::BaseUrl;
use crate::diagnostics::{Diagnosed, Diagnostic};
use crate::disk::{self, Layout};
use crate::pipeline::{Prepared, Purpose};
use crate::serve::{self, Project};
use crate::source::Snapshot;
use std::path::PathBuf;
use std::time::Instant;

struct Preview {
    session: Session,
    global: Global,
}

impl Project for Preview {
    fn scan(&self) -> Diagnosed<Snapshot> {
        self.session.scan()
    }

    fn prepare(&self, sources: Diagnosed<Snapshot>) -> (Prepared, Vec<Diagnostic>) {
        let start = Instant::now();
        let (prepared, mut found) = self.session.prepare_from(sources);
        // No flags, so no name can be wrong.
        if let Ok(checker) = self.session.checker(&prepared, &Rules::default(), &mut found) {
            let on_sources = prepared.check_sources(&checker);
            found = prepared.settle(&checker, Reach::Sources, found, on_sources);
        }
        let pages = report::plural(prepared.site.pages.len(), "page");
        report::line(&self.global, &format!("{pages} ready in {} ms", start.elapsed().as_millis()));
        (prepared, found)
    }

    fn report(&self, prepared: &Prepared, found: &mut Vec<Diagnostic>) {
        // If nobody can read the findings, the pages show them all the same.
        let _ = report::findings(&self.global, found, prepared.snapshot());
    }

    fn layout(&self) -> Layout {
        self.session.layout.clone()
    }

    fn output(&self) -> PathBuf {
        self.session.output.clone()
    }
}

pub(super) fn run(global: &Global, serve: &Serve) -> Result<Outcome, CouldNotRun> {
    let mut session = Session::open(global)?;
    let listener = serve::listen(serve.port).map_err(|cause| {
        report::could_not_run(&format!(
            "cannot listen on port {}: {}; `--port 0` takes any free one",
            serve.port,
            disk::reason(&cause)
        ))
    })?;
    let port = listener.local_addr().map_or(serve.port, |address| address.port());
    let origin = format!("http://127.0.0.1:{port}");
    report::line(global, &format!("look at {origin}/ (Ctrl-C ends it)"));
    session.options.base_url = Some(BaseUrl { origin, path: String::new() });
    session.options.purpose = Purpose::Preview;
    match serve::run(listener, Preview { session, global: global.clone() }) {
        Ok(()) => Ok(Outcome::Fine),
        Err(error) => Err(report::could_not_run(&format!("the preview ended: {error}"))),
    }
}
