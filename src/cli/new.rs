//! `goodfit new PATH`: a page with its front matter filled in, as a draft.

use super::args::{Global, New};
use super::{Outcome, report};
use crate::source::SourcePath;
use std::fs;
use std::io::Write as _;

pub(super) fn run(global: &Global, new: &New) -> Outcome {
    match make(global, new) {
        Ok(path) => {
            report::line(global, &format!("made {path}, a draft"));
            Outcome::Fine
        }
        Err(message) => report::could_not_run(&message),
    }
}

fn make(global: &Global, new: &New) -> Result<String, String> {
    let below = new.path.strip_prefix("content/").unwrap_or(&new.path);
    let below = if below.ends_with(".md") { below.to_owned() } else { format!("{below}.md") };
    let path = SourcePath::new(&format!("content/{below}"))
        .map_err(|problem| format!("`{}` cannot be a page: {problem}", new.path))?;
    let file = global.root.join(path.as_str());
    let title = new.title.clone().unwrap_or_else(|| words(&path));
    let quoted = serde_json::to_string(&title).unwrap_or_default();
    let text = format!(
        "---\n\
         title: {quoted}\n\
         # One sentence for lists and search engines, 70 to 155 characters.\n\
         description: \"\"\n\
         # \"In short\": up to three lines.\n\
         summary: []\n\
         draft: true\n\
         ---\n\n"
    );
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)
            .map_err(|e| format!("cannot make `{}`: {e}", folder.display()))?;
    }
    fs::File::create_new(&file)
        .and_then(|mut f| f.write_all(text.as_bytes()))
        .map_err(|e| format!("cannot write `{}`: {e}", file.display()))?;
    Ok(path.to_string())
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
