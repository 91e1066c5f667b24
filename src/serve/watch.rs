//! Notices saved files.

use crate::disk::is_ignored;
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

/// Editors save in several steps (write, rename, touch); this long after the last one it is over.
const QUIET: Duration = Duration::from_millis(60);

/// Calls `changed` after files below `root` were saved, until the watcher is dropped.
pub(super) fn start(
    root: &Path,
    output: &Path,
    changed: impl Fn() + Send + 'static,
) -> notify::Result<RecommendedWatcher> {
    let (sender, receiver) = channel();
    let own: Vec<PathBuf> = [output.to_owned(), root.join(".goodfit")]
        .into_iter()
        .map(|path| path.canonicalize().unwrap_or(path))
        .collect();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        if event.is_ok_and(|event| matters(&event, &own)) {
            let _ = sender.send(());
        }
    })?;
    // Folders, not files: an editor that saves by renaming gives the file another identity.
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    for folder in ["content", "data", "themes"] {
        let folder = root.join(folder);
        if folder.is_dir() {
            watcher.watch(&folder, RecursiveMode::Recursive)?;
        }
    }
    thread::spawn(move || {
        while receiver.recv().is_ok() {
            loop {
                match receiver.recv_timeout(QUIET) {
                    Ok(()) => {}
                    Err(RecvTimeoutError::Timeout) => break,
                    Err(RecvTimeoutError::Disconnected) => return,
                }
            }
            changed();
        }
    });
    Ok(watcher)
}

/// Whether a change is to a file that takes part in the site.
fn matters(event: &Event, own: &[PathBuf]) -> bool {
    if event.kind.is_access() {
        return false;
    }
    event.paths.iter().any(|path| {
        let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        !is_ignored(&name) && !own.iter().any(|folder| path.starts_with(folder))
    })
}
