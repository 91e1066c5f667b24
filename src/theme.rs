//! The theme that is built in, so that `goodfit.yaml` and `content/` are a whole site.

use crate::source::{Snapshot, SourcePath};

include!("theme_files.rs");

/// Puts the built-in theme's files where the project has none of the same name.
pub fn lay_under(snapshot: &mut Snapshot) {
    for (path, text) in FILES {
        let path = SourcePath::new(&format!("themes/default/{path}"))
            .expect("the names of our own files are plain");
        snapshot.insert_default(path, *text);
    }
}
