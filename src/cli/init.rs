//! `goodfit init`: the smallest site that works.

use super::args::{Global, Init};
use super::{Outcome, report};
use std::fs;
use std::io;
use std::path::Path;

pub(super) fn run(global: &Global, init: &Init) -> Outcome {
    let dir = global.root.join(&init.dir);
    match make(&dir, &init.title) {
        Ok(()) => {
            let dir = dir.display();
            report::line(
                global,
                &format!("made a site in {dir}; look at it with `goodfit serve --root {dir}`"),
            );
            Outcome::Fine
        }
        Err(message) => report::could_not_run(&message),
    }
}

fn make(dir: &Path, title: &str) -> Result<(), String> {
    let quoted = serde_json::to_string(title).unwrap_or_default();
    let files = [
        (
            "goodfit.yaml",
            format!(
                "title: {quoted}\n\
                 # Where the site will be. Feeds and the sitemap need the whole address.\n\
                 base_url: https://example.org/\n\
                 language: en\n"
            ),
        ),
        (
            "content/_index.md",
            format!(
                "---\ntitle: {quoted}\n---\n\nWelcome. [Read the first page](first-page.md).\n"
            ),
        ),
        (
            "content/first-page.md",
            "---\ntitle: The first page\ndescription: Where this site begins.\n---\n\n\
             Write here. `goodfit check` tells you what is missing.\n"
                .to_owned(),
        ),
        (".gitignore", "/public\n/.goodfit\n".to_owned()),
    ];
    for (name, _) in &files[..3] {
        if dir.join(name).exists() {
            return Err(format!(
                "`{}` is there already; nothing was changed",
                dir.join(name).display()
            ));
        }
    }
    for (name, text) in &files {
        let path = dir.join(name);
        write_new(&path, text).map_err(|e| format!("cannot write `{}`: {e}", path.display()))?;
    }
    Ok(())
}

/// Writes a file that must not exist yet; an ignore file that exists is the author's.
fn write_new(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    match fs::File::create_new(path) {
        Ok(mut file) => io::Write::write_all(&mut file, text.as_bytes()),
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists && path.ends_with(".gitignore") => {
            Ok(())
        }
        Err(e) => Err(e),
    }
}
