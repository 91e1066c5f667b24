//! Notices saved files.
//!
//! In: where the sources are. Out: a call after each change to them. Other files in the project's
//! folder are none of our business: one of them may be the log of this very program.

use crate::disk::{BESIDE, FOLDERS, Layout, is_ignored};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};
use std::ffi::OsStr;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

/// Editors save in several steps (write, rename, touch); this long after the last one it is over.
const QUIET: Duration = Duration::from_millis(60);

/// Calls `changed` after sources were saved, until the watcher is dropped.
pub(super) fn start(
    layout: &Layout,
    output: &Path,
    mut changed: impl FnMut() + Send + 'static,
) -> notify::Result<RecommendedWatcher> {
    let (sender, receiver) = channel();
    let watched = Watched::new(layout, output)?;
    let (root, config) = (watched.root.clone(), watched.config.clone());
    let first = sender.clone();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        if event.is_ok_and(|event| watched.concerns(&event)) {
            let _ = sender.send(());
        }
    })?;
    // Folders, not files: an editor that saves by renaming gives the file another identity.
    watcher.watch(&root, RecursiveMode::NonRecursive)?;
    let folders: Vec<PathBuf> = FOLDERS.iter().map(|folder| root.join(folder)).collect();
    if let Some(around) = config.parent()
        && around != root
        && !folders.iter().any(|folder| around.starts_with(folder))
    {
        watcher.watch(around, RecursiveMode::NonRecursive)?;
    }
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        watcher.watch(folder, RecursiveMode::Recursive)?;
    }
    // What was saved since the sources were first read had nobody who watched.
    let _ = first.send(());
    drop(first);
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

/// What takes part in the site. The root is the real one, since some systems report real paths.
struct Watched {
    root: PathBuf,
    config: PathBuf,
    output: PathBuf,
}

impl Watched {
    fn new(layout: &Layout, output: &Path) -> io::Result<Self> {
        let root = layout.root.canonicalize()?;
        let config = root.join(&layout.config);
        let output = output.canonicalize().unwrap_or_else(|_| output.to_owned());
        Ok(Self { root, config, output })
    }

    fn concerns(&self, event: &Event) -> bool {
        // So many changes at once that the system has lost count of them.
        event.need_rescan()
            || (!event.kind.is_access() && event.paths.iter().any(|path| self.takes_part(path)))
    }

    fn takes_part(&self, path: &Path) -> bool {
        if path == self.config {
            return true;
        }
        let Ok(inside) = path.strip_prefix(&self.root) else { return false };
        if BESIDE.iter().any(|name| inside == Path::new(name)) {
            return true;
        }
        let mut names = inside.components().map(Component::as_os_str);
        names.next().is_some_and(|folder| FOLDERS.iter().any(|known| folder == *known))
            && !names.filter_map(OsStr::to_str).any(is_ignored)
            && !path.starts_with(&self.output)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sources_are_followed() {
        let watched = Watched {
            root: "/site".into(),
            config: "/site/conf/site.yaml".into(),
            output: "/site/public".into(),
        };
        let follows = [
            "/site/conf/site.yaml",
            "/site/content",
            "/site/content/a/b.md",
            "/site/data/x.yaml",
            "/site/themes/mine/style.css",
            "/site/urls.lock",
        ];
        for path in follows {
            assert!(watched.takes_part(Path::new(path)), "{path}");
        }
        let passes_over = [
            "/site",
            "/site/serve.log",
            "/site/goodfit.yaml",
            "/site/conf/other.yaml",
            "/site/public/index.html",
            "/site/.git/index",
            "/site/content/.git/index",
            "/site/content/.a.md.swp",
            "/site/content/a.md~",
            "/elsewhere/content/a.md",
        ];
        for path in passes_over {
            assert!(!watched.takes_part(Path::new(path)), "{path}");
        }
    }
}
