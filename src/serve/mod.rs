//! A preview of the site, from memory, on this machine only.
//!
//! In: a way to read the project. Out: an HTTP server on the loopback address. It waits for
//! changes, prepares the site again and tells open pages to reload; each page is rendered when it
//! is asked for, by the same code as in a build. Findings are shown above the page.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "this is the shell: it has the network, the file watcher and a thread"
)]

mod http;
mod watch;

use crate::diagnostics::{Diagnosed, Diagnostic};
use crate::disk::Layout;
use crate::pipeline::Prepared;
use crate::source::Snapshot;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::watch::Sender;

/// A project that can be read again and again.
pub trait Project: Send + Sync + 'static {
    /// Reads the sources.
    fn scan(&self) -> Diagnosed<Snapshot>;
    /// Decides everything.
    fn prepare(&self, sources: Diagnosed<Snapshot>) -> (Prepared, Vec<Diagnostic>);
    /// Tells the person at the terminal what was found.
    fn report(&self, prepared: &Prepared, found: &mut Vec<Diagnostic>);
    /// Where the sources are, which are watched.
    fn layout(&self) -> Layout;
    /// A folder that is not: what a build writes.
    fn output(&self) -> PathBuf;
}

/// What is served now.
struct Current {
    prepared: Prepared,
    /// Errors, one a line, for the top of each page; empty if there are none.
    errors: String,
}

/// What the threads share.
struct Shared {
    current: RwLock<Current>,
    /// Counts the changes; open pages listen to it.
    version: Sender<u64>,
    root: PathBuf,
    port: u16,
}

impl Shared {
    fn read(&self) -> std::sync::RwLockReadGuard<'_, Current> {
        // A thread that panicked while replacing the site leaves the old one, which is whole.
        self.current.read().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Takes a port on the loopback address; 0 takes any free one.
///
/// # Errors
/// If the port is taken.
pub fn listen(port: u16) -> io::Result<TcpListener> {
    TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))
}

/// Serves until the process is interrupted.
///
/// # Errors
/// If the network or the file watcher cannot be set up.
pub fn run(listener: TcpListener, project: impl Project) -> io::Result<()> {
    let project = Arc::new(project);
    let (version, _) = tokio::sync::watch::channel(0);
    let mut sources = project.scan();
    let layout = project.layout();
    let shared = Arc::new(Shared {
        current: RwLock::new(read(&*project, &sources)),
        version,
        root: layout.root.clone(),
        port: listener.local_addr()?.port(),
    });
    let changed = {
        let (project, shared) = (Arc::clone(&project), Arc::clone(&shared));
        move || {
            if let Some(next) = follow(&*project, &mut sources) {
                *shared.current.write().unwrap_or_else(PoisonError::into_inner) = next;
            }
            // Without anything new too: a picture may have changed and kept its size.
            shared.version.send_modify(|version| *version += 1);
        }
    };
    let _watcher = watch::start(&layout, &project.output(), changed)
        .map_err(|error| io::Error::other(error.to_string()))?;
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let interrupted = async {
            // Without the signal the default is just as good: the process ends.
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
        };
        // Open pages hold a connection for reloading, so waiting for them would be for ever.
        tokio::select! {
            served = axum::serve(listener, http::router(shared)).into_future() => served,
            () = interrupted => Ok(()),
        }
    })
}

/// Reads the sources again; prepares the site if they are others than last time.
fn follow(project: &impl Project, last: &mut Diagnosed<Snapshot>) -> Option<Current> {
    let sources = project.scan();
    if sources == *last {
        return None;
    }
    *last = sources;
    Some(read(project, last))
}

fn read(project: &impl Project, sources: &Diagnosed<Snapshot>) -> Current {
    // A copy is cheap: it shares the texts.
    let (prepared, mut found) = project.prepare(sources.clone());
    project.report(&prepared, &mut found);
    found.retain(|diagnostic| diagnostic.severity == crate::diagnostics::Severity::Error);
    let errors = crate::diagnostics::print::short(&found, prepared.snapshot());
    Current { prepared, errors }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::{self, Options, Purpose};
    use crate::site::Publishing;
    use crate::source::{BlobFacts, Entry, SourcePath};
    use std::sync::Mutex;

    /// A project in memory.
    #[derive(Default)]
    struct Memory {
        sources: Mutex<Diagnosed<Snapshot>>,
    }

    impl Memory {
        fn write(&self, path: &str, entry: Entry) {
            let path = SourcePath::new(path).expect("tests use good paths");
            self.sources.lock().expect("no test panics").value.insert(path, entry);
        }
    }

    impl Project for Memory {
        fn scan(&self) -> Diagnosed<Snapshot> {
            self.sources.lock().expect("no test panics").clone()
        }

        fn prepare(&self, sources: Diagnosed<Snapshot>) -> (Prepared, Vec<Diagnostic>) {
            let publishing = Publishing {
                drafts: false,
                future: false,
                expired: false,
                now: jiff::civil::date(2026, 11, 21),
            };
            let config = SourcePath::new("goodfit.yaml").expect("it is a path");
            let purpose = Purpose::Preview;
            let mut found = sources.diagnostics;
            let options = Options { publishing, base_url: None, config, purpose };
            let prepared = pipeline::prepare(sources.value, &options).into_value(&mut found);
            (prepared, found)
        }

        fn report(&self, _: &Prepared, _: &mut Vec<Diagnostic>) {}

        fn layout(&self) -> Layout {
            Layout::new(".")
        }

        fn output(&self) -> PathBuf {
            PathBuf::from("public")
        }
    }

    #[test]
    fn the_site_is_prepared_again_only_if_its_sources_are_others() {
        let project = Memory::default();
        let mut last = project.scan();
        project.write("content/one.md", Entry::Text("One".into()));
        assert!(follow(&project, &mut last).is_some(), "a new page");
        assert!(follow(&project, &mut last).is_none(), "a touch");
        project.write("content/one.md", Entry::Text("Two".into()));
        assert!(follow(&project, &mut last).is_some(), "another text of the same length");
        project.write("content/one.png", Entry::Blob(BlobFacts { len: 3, size: None }));
        assert!(follow(&project, &mut last).is_some(), "a new picture");
        assert!(follow(&project, &mut last).is_none(), "a picture of the same size");
        let problem = crate::config::no_file(&SourcePath::new("x").expect("it is a path"));
        project.sources.lock().expect("no test panics").diagnostics.push(problem);
        assert!(follow(&project, &mut last).is_some(), "a file that cannot be read any more");
    }
}
