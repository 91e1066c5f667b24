//! Outputs that would overwrite each other.

use super::{Origin, Output};
use crate::diagnostics::{Code, Diagnostic, codes};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// Reports collisions and says which outputs may stay.
pub(super) fn check(
    outputs: &[Output],
    origins: &[Origin],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<bool> {
    let mut keep = vec![true; outputs.len()];
    let mut by_folded: BTreeMap<String, usize> = BTreeMap::new();
    for (at, output) in outputs.iter().enumerate() {
        let folded = output.path.as_str().to_lowercase();
        match by_folded.get(&folded) {
            None => {
                by_folded.insert(folded, at);
            }
            Some(&first) => {
                keep[at] = false;
                // Feeds and lists that no file asks for collide only if what they belong to does.
                if origins[first].path.is_none() && origins[at].path.is_none() {
                    continue;
                }
                let same = outputs[first].path == output.path;
                let (code, message): (&'static Code, _) = if same {
                    let url = output.path.url();
                    (
                        &codes::site::SAME_ADDRESS,
                        format!("two sources would have the address `{url}`"),
                    )
                } else {
                    let (a, b) = (&outputs[first].path, &output.path);
                    let message = format!("`{a}` and `{b}` differ in capital letters only");
                    (&codes::site::CASE_COLLISION, message)
                };
                diagnostics.push(describe(code, message, &origins[first], &origins[at]));
            }
        }
    }
    // Sorted, a file `a` comes before everything in a folder `a/`, though not always just before.
    let files: FxHashMap<&str, usize> =
        by_folded.iter().map(|(path, &at)| (path.as_str(), at)).collect();
    let mut reported = BTreeSet::new();
    for (path, &at) in &by_folded {
        for (end, _) in path.match_indices('/') {
            if let Some(&file) = files.get(&path[..end]) {
                keep[at] = false;
                // A folder with a hundred files is one mistake all the same.
                if !reported.insert(file) {
                    continue;
                }
                let message =
                    format!("`{}` would have to be a file and a folder", outputs[file].path);
                diagnostics.push(describe(
                    &codes::site::FILE_AND_FOLDER,
                    message,
                    &origins[file],
                    &origins[at],
                ));
            }
        }
    }
    keep
}

fn describe(code: &'static Code, message: String, first: &Origin, second: &Origin) -> Diagnostic {
    // An author can only mend what is in a file, so that is where the finding stands.
    let (here, other) = if second.path.is_some() { (second, first) } else { (first, second) };
    // In the message, where also readers of the short format see it.
    let named = match &other.path {
        Some(path) if other.span.is_none() => format!("`{path}`"),
        Some(path) => format!("{} in `{path}`", other.what),
        None => other.what.clone(),
    };
    let mut diagnostic = Diagnostic::new(code, format!("{message}; the other one is {named}"));
    if let Some(path) = &here.path {
        diagnostic = match here.span {
            Some(span) => diagnostic.at(path, span).label(here.what.clone()),
            None => diagnostic.in_file(path),
        };
    }
    if let Some(path) = &other.path {
        diagnostic = diagnostic.also(path, other.span, format!("{} has it too", other.what));
    }
    if other.path.is_none() && here.what == super::A_FILE {
        diagnostic.help("rename the file, or take it out")
    } else if here.span.is_some() {
        diagnostic.help("remove the alias, or change the address of the other one")
    } else {
        diagnostic.help("give one of them another `slug:` or file name")
    }
}
