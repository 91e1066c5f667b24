//! `goodfit serve`: shows the site in a browser and follows changes.

use super::args::{Global, Serve};
use super::session::Session;
use super::{Outcome, report};
use crate::config::BaseUrl;
use crate::diagnostics::Diagnostic;
use crate::pipeline::{Prepared, Purpose};
use crate::serve::{self, Project};
use std::path::PathBuf;
use std::time::Instant;

struct Preview {
    session: Session,
    global: Global,
}

impl Project for Preview {
    fn prepare(&self) -> (Prepared, Vec<Diagnostic>) {
        let start = Instant::now();
        let (prepared, found) = self.session.prepare();
        let pages = report::plural(prepared.site.pages.len(), "page");
        report::line(&self.global, &format!("{pages} ready in {} ms", start.elapsed().as_millis()));
        (prepared, found)
    }

    fn report(&self, prepared: &Prepared, found: &mut Vec<Diagnostic>) {
        report::findings(&self.global, found, prepared.snapshot());
    }

    fn root(&self) -> PathBuf {
        self.session.layout.root.clone()
    }

    fn output(&self) -> PathBuf {
        self.session.output.clone()
    }
}

pub(super) fn run(global: &Global, serve: &Serve) -> Outcome {
    let mut session = match Session::open(global) {
        Ok(session) => session,
        Err(outcome) => return outcome,
    };
    let listener = match serve::listen(serve.port) {
        Ok(listener) => listener,
        Err(error) => {
            return report::could_not_run(&format!(
                "cannot listen on port {}: {error}; `--port 0` takes any free one",
                serve.port
            ));
        }
    };
    let port = listener.local_addr().map_or(serve.port, |address| address.port());
    let origin = format!("http://127.0.0.1:{port}");
    report::line(global, &format!("look at {origin}/ (Ctrl-C ends it)"));
    session.options.base_url = Some(BaseUrl { origin, path: String::new() });
    session.options.purpose = Purpose::Preview;
    match serve::run(listener, Preview { session, global: global.clone() }) {
        Ok(()) => Outcome::Fine,
        Err(error) => report::could_not_run(&format!("the preview ended: {error}")),
    }
}
