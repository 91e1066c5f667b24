//! Outputs that would overwrite each other.

use super::{Origin, Output};
use crate::diagnostics::{Code, Diagnostic, codes};
use crate::source::folders_of;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Reports collisions and says which outputs may stay.
pub(super) fn check(
    outputs: &[Output],
    origins: &[Origin],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<bool> {
    let mut keep = vec![true; outputs.len()];
    let mut by_folded: Vec<(Cow<'_, str>, usize)> =
        outputs.iter().map(|output| folded(output.path.as_str())).zip(0..).collect();
    by_folded.par_sort_unstable();
    let mut same: Vec<(usize, usize)> = Vec::new();
    by_folded.dedup_by(|(path, at), (first_path, first)| {
        let is_same = path == first_path;
        same.extend(is_same.then_some((*at, *first)));
        is_same
    });
    same.sort_unstable();
    for (at, first) in same {
        keep[at] = false;
        // Feeds and lists that no file asks for collide only if what they belong to does.
        if origins[first].path.is_none() && origins[at].path.is_none() {
            continue;
        }
        let (a, b) = (&outputs[first].path, &outputs[at].path);
        let (code, message): (&'static Code, _) = if a == b {
            let url = b.url();
            (&codes::site::SAME_ADDRESS, format!("two sources would have the address `{url}`"))
        } else {
            let message = format!("`{a}` and `{b}` differ in capital letters only");
            (&codes::site::CASE_COLLISION, message)
        };
        diagnostics.push(describe(code, message, &origins[first], &origins[at]));
    }
    let files: FxHashMap<&str, usize> =
        by_folded.iter().map(|(path, at)| (path.as_ref(), *at)).collect();
    let mut seen = FxHashSet::default();
    let clashes = by_folded.iter().any(|(path, _)| {
        // From the innermost on: above a folder that was seen there is nothing new.
        let mut new = folders_of(path).rev().take_while(|folder| seen.insert(*folder));
        new.any(|folder| files.contains_key(folder))
    });
    if !clashes {
        return keep;
    }
    // Sorted, a file `a` comes before everything in a folder `a/`, though not always just before.
    let mut reported = BTreeSet::new();
    for (path, at) in &by_folded {
        let at = *at;
        for folder in folders_of(path) {
            if let Some(&file) = files.get(folder) {
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

/// A path as file systems see it that do not tell capital letters apart. Most have none.
fn folded(path: &str) -> Cow<'_, str> {
    let is_small = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if path.bytes().all(is_small) { path.into() } else { path.to_lowercase().into() }
}

fn describe(code: &'static Code, message: String, first: &Origin, second: &Origin) -> Diagnostic {
    // An author can only mend what is in a file, so that is where the finding stands.
    let (here, other) = if second.path.is_some() { (second, first) } else { (first, second) };
    // In the message, where also readers of the short format see it.
    let named = match &other.path {
        Some(path) if other.span.is_none() => format!("`{path}`"),
        Some(path) => format!("{} in `{path}`", other.what),
        None => other.what.to_string(),
    };
    let mut diagnostic = Diagnostic::new(code, format!("{message}; the other one is {named}"));
    if let Some(path) = &here.path {
        diagnostic = match here.span {
            Some(span) => diagnostic.at(path, span).label(here.what.to_string()),
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
