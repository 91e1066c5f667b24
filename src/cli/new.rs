//! `goodfit new PATH`: a page with its front matter filled in, as a draft.

use super::args::{Global, New};
use super::session::Session;
use super::{CouldNotRun, Outcome, fresh, report};
use crate::config;
use crate::disk::is_ignored;
use crate::site::months_later;
use crate::source::SourcePath;
use crate::trust::People;
use crate::yaml::quote::as_value;
use std::fs;
use std::path::{Path, PathBuf};

pub(super) fn run(global: &Global, new: &New) -> Result<Outcome, CouldNotRun> {
    let session = Session::open(global)?;
    let path = make(&session, new).map_err(|message| report::could_not_run(&message))?;
    report::line(global, &format!("made {path}, a draft"));
    Ok(Outcome::Fine)
}

fn make(session: &Session, new: &New) -> Result<SourcePath, String> {
    let root = &session.layout.root;
    let path = page(&new.path)?;
    let title = new.title.clone().unwrap_or_else(|| words(&path));
    if title.trim().is_empty() {
        return Err("a page needs a title, such as `--title \"Questions to ask\"`".to_owned());
    }
    refuse_namesake(root, &path)?;
    let quoted = serde_json::to_string(&title).unwrap_or_default();
    let text = format!(
        "---\n\
         title: {quoted}\n\
         # One sentence for lists and search engines, 70 to 155 characters.\n\
         description: \"\"\n\
         # \"In short\": up to three lines.\n\
         summary: []\n\
         {}\
         draft: true\n\
         ---\n\n",
        who_stands_behind(session)
    );
    fresh::write(&root.join(path.as_str()), &text)?;
    Ok(path)
}

/// The keys that say who stands behind the page, so that a health page is complete once its text is.
/// On a site without people they are a reminder.
fn who_stands_behind(session: &Session) -> String {
    // What is wrong with these files is said by `check`.
    let snapshot = session.scan().value;
    let config = snapshot.text(&session.options.config).map(|source| config::parse(&source).value);
    let months = config.unwrap_or_default().reviews.months;
    let people = People::from_data(&snapshot).value;
    // Who wrote it is for people to say; the house can be filled in.
    let house = people.keys().find(|key| people.get(key).is_some_and(|one| one.is_organisation));
    let now = session.options.publishing.now;
    let review_by = months_later(now, months).unwrap_or(now);
    let author = house.map(as_value).unwrap_or_default();
    let mark = if people.keys().next().is_some() { "" } else { "# " };
    format!(
        "# `health`, `evidence` (with `certainty`), or `general` for a page without health claims.\n\
         {mark}type: health\n\
         # Keys of data/people.yaml. After a review, `goodfit review` fills in the reviewers.\n\
         {mark}authors: [{author}]\n\
         {mark}reviewers: none\n\
         {mark}date: {now}\n\
         {mark}review_by: {review_by}\n"
    )
}

/// The file of the page that was asked for.
fn page(asked: &str) -> Result<SourcePath, String> {
    let below = asked.strip_prefix("content/").unwrap_or(asked);
    let stem = below.strip_suffix(".md").unwrap_or(below);
    if stem.is_empty() || stem.ends_with('/') {
        return Err(format!(
            "`{asked}` is no name for a page; name its file, such as `{stem}first-call.md`, \
             or `{stem}_index.md` for a section"
        ));
    }
    let path = SourcePath::new(&format!("content/{stem}.md"))
        .map_err(|problem| format!("`{asked}` cannot be a page: {problem}"))?;
    match path.as_str().split('/').find(|name| is_ignored(name)) {
        None => Ok(path),
        Some(name) => Err(format!(
            "`{asked}` would never be a page: names such as `{name}` are passed over; \
             choose another one"
        )),
    }
}

/// Refuses a path that differs from an existing one only in capitals: on some systems the two are
/// the same, and in addresses readers cannot tell them apart.
fn refuse_namesake(root: &Path, path: &SourcePath) -> Result<(), String> {
    let mut folder = PathBuf::new();
    for name in path.as_str().split('/') {
        // A folder that is not there yet, or cannot be listed, has no namesake that matters.
        let names = fs::read_dir(root.join(&folder)).into_iter().flatten().flatten();
        let lower = name.to_lowercase();
        for known in names.filter_map(|entry| entry.file_name().into_string().ok()) {
            if known != name && known.to_lowercase() == lower {
                let known = folder.join(known);
                return Err(format!(
                    "`{}` is there already, and `{}` differs from it only in capitals",
                    known.display(),
                    folder.join(name).display()
                ));
            }
        }
        folder.push(name);
    }
    Ok(())
}

/// A title from the file's name, or from the folder's for an index file.
fn words(path: &SourcePath) -> String {
    let name = match path.file_name() {
        "_index.md" | "index.md" => path.folder().rsplit('/').next().unwrap_or_default(),
        _ => path.stem(),
    };
    let mut words = name.replace(['-', '_'], " ");
    if let Some(first) = words.get_mut(0..1) {
        first.make_ascii_uppercase();
    }
    words
}
