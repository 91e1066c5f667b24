//! `goodfit init`: the smallest site that works.

use super::args::{Global, Init};
use super::{CouldNotRun, Outcome, fresh, report};
use std::path::Path;

pub(super) fn run(global: &Global, init: &Init) -> Result<Outcome, CouldNotRun> {
    let dir = global.root.join(&init.dir);
    let failed = |message: String| report::could_not_run(&message);
    if let Some(ci) = init.ci {
        let workflow = dir.join(ci.path());
        // Before anything is made, so that it is all or nothing.
        if workflow.exists() {
            return Err(failed(fresh::is_there(&workflow)));
        }
        let has_site = dir.join(&global.config).exists();
        if !has_site {
            make(&dir, &init.title).map_err(failed)?;
        }
        fresh::write(&workflow, &ci.text()).map_err(failed)?;
        let what = if has_site { "made" } else { "made a site, and" };
        let text = format!("{what} {}; read it before you use it", workflow.display());
        report::line(global, &text);
        return Ok(Outcome::Fine);
    }
    make(&dir, &init.title).map_err(failed)?;
    let dir = dir.display();
    report::line(
        global,
        &format!("made a site in {dir}; look at it with `goodfit serve --root {dir}`"),
    );
    Ok(Outcome::Fine)
}

fn make(dir: &Path, title: &str) -> Result<(), String> {
    if title.trim().is_empty() {
        return Err("a site needs a title, such as `--title \"My site\"`".to_owned());
    }
    if dir.exists() && !dir.is_dir() {
        return Err(format!("`{}` is a file, not a folder", dir.display()));
    }
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
                "---\ntitle: {quoted}\ndescription: A place for one sentence of 70 to 155 characters about what readers find on this site.\n---\n\nWelcome. [Read the first page](first-page.md).\n"
            ),
        ),
        (
            "content/first-page.md",
            "---\ntitle: The first page\ndescription: A place for one sentence of 70 to 155 characters about what readers find on this page.\n---\n\n\
             Write here. `goodfit check` tells you what is missing.\n"
                .to_owned(),
        ),
        (".gitignore", "/public\n/.goodfit\n".to_owned()),
    ];
    for (name, _) in &files[..3] {
        if dir.join(name).exists() {
            return Err(fresh::is_there(&dir.join(name)));
        }
    }
    for (name, text) in &files {
        let path = dir.join(name);
        // An ignore file that exists is the author's.
        if *name != ".gitignore" || !path.exists() {
            fresh::write(&path, text)?;
        }
    }
    Ok(())
}
