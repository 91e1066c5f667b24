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

use crate::diagnostics::Diagnostic;
use crate::pipeline::Prepared;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::watch::Sender;

/// A project that can be read again and again.
pub trait Project: Send + Sync + 'static {
    /// Reads the sources and decides everything.
    fn prepare(&self) -> (Prepared, Vec<Diagnostic>);
    /// Tells the person at the terminal what was found.
    fn report(&self, prepared: &Prepared, found: &mut Vec<Diagnostic>);
    /// The folder that is watched.
    fn root(&self) -> PathBuf;
    /// A folder in it that is not: what a build writes.
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
    let shared = Arc::new(Shared {
        current: RwLock::new(read(&*project)),
        version,
        root: project.root(),
        port: listener.local_addr()?.port(),
    });
    let changed = {
        let (project, shared) = (Arc::clone(&project), Arc::clone(&shared));
        move || {
            let next = read(&*project);
            *shared.current.write().unwrap_or_else(PoisonError::into_inner) = next;
            shared.version.send_modify(|version| *version += 1);
        }
    };
    let _watcher = watch::start(&project.root(), &project.output(), changed)
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

fn read(project: &impl Project) -> Current {
    let (prepared, mut found) = project.prepare();
    project.report(&prepared, &mut found);
    found.retain(|diagnostic| diagnostic.severity == crate::diagnostics::Severity::Error);
    let errors = crate::diagnostics::print::short(&found, prepared.snapshot());
    Current { prepared, errors }
}
