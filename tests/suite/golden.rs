//! Whole small sites, compared file by file: `tests/sites/<case>/in` becomes `out`.
//!
//! `UPDATE_EXPECT=1` rewrites `out`; a person reads the difference. A case lists in `only` which
//! outputs are compared, if the others would change with every touch of the default theme.

use crate::support::{options, render};
use goodfit::diagnostics::print;
use goodfit::disk::{Layout, scan};
use goodfit::pipeline;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The cases, and which outputs count; none means all of them.
const CASES: &[(&str, &[&str])] = &[
    ("plain", &[]),
    // The default theme changes often and has tests of its own: one page shows it as a whole.
    ("default-home", &["index.html", "sitemap.xml", "feed.json"]),
    // Everything that a claim can stand on: two bibliographies, terms, people, a review, help lines.
    ("trust", &["works/index.html", "help/index.html", "words/index.html", "sources/index.html"]),
];

fn folder(case: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites").join(case)
}

/// What the case becomes, by path; copied files as the bytes of their source.
fn built(case: &str) -> BTreeMap<String, String> {
    let root = folder(case).join("in");
    let mut found = Vec::new();
    let snapshot = scan(&Layout::new(&root)).into_value(&mut found);
    let prepared = pipeline::prepare(snapshot, &options()).into_value(&mut found);
    let mut outputs = render(&prepared, &mut found);
    assert!(found.is_empty(), "{case}:\n{}", print::short(&found, prepared.snapshot()));
    for text in outputs.values_mut() {
        if let Some(source) = text.strip_prefix("copy of ") {
            *text = fs::read_to_string(root.join(source)).expect("golden sites hold texts only");
        }
    }
    without_fingerprints(outputs)
}

/// Stylesheets hold the default theme's rules, which change often and have tests of their own; their
/// names would change every page.
fn without_fingerprints(mut outputs: BTreeMap<String, String>) -> BTreeMap<String, String> {
    let is_stylesheet = |path: &&String| path.starts_with("style") && path.ends_with(".css");
    let names: Vec<String> = outputs.keys().filter(is_stylesheet).cloned().collect();
    assert!(!names.is_empty(), "every site has a stylesheet");
    for name in names {
        outputs.remove(&name);
        let (kind, _) = name.split_once('.').expect("it has a fingerprint");
        for text in outputs.values_mut() {
            *text = text.replace(&name, &format!("{kind}.FINGERPRINT.css"));
        }
    }
    outputs
}

fn files(root: &Path) -> BTreeSet<String> {
    walkdir::WalkDir::new(root)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .filter_map(|entry| Some(entry.path().strip_prefix(root).ok()?.to_str()?.to_owned()))
        .collect()
}

#[test]
fn small_sites_become_what_they_became_before() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut report = String::new();
    for (case, only) in CASES {
        let out = folder(case).join("out");
        let mut outputs = built(case);
        outputs.retain(|path, _| only.is_empty() || only.contains(&path.as_str()));
        for path in *only {
            assert!(outputs.contains_key(*path), "{case} has no output {path}");
        }
        if update {
            let _ = fs::remove_dir_all(&out);
            for (path, text) in &outputs {
                let file = out.join(path);
                fs::create_dir_all(file.parent().expect("it has a folder")).expect("a folder");
                fs::write(file, text).expect("a file");
            }
            continue;
        }
        for (path, text) in &outputs {
            match fs::read_to_string(out.join(path)) {
                Ok(expected) if expected == *text => {}
                Ok(expected) => report.push_str(&difference(case, path, &expected, text)),
                Err(_) => report.push_str(&format!("{case}: {path} is new\n")),
            }
        }
        for path in files(&out).iter().filter(|path| !outputs.contains_key(*path)) {
            report.push_str(&format!("{case}: {path} is no longer made\n"));
        }
    }
    assert!(report.is_empty(), "\n{report}\n`UPDATE_EXPECT=1` takes it over");
}

/// The first line that differs.
fn difference(case: &str, path: &str, expected: &str, found: &str) -> String {
    let mut lines = expected.lines().zip(found.lines()).enumerate();
    match lines.find(|(_, (a, b))| a != b) {
        Some((at, (a, b))) => format!("{case}: {path}:{}\n  - {a}\n  + {b}\n", at + 1),
        None => format!("{case}: {path} is longer or shorter than before\n"),
    }
}

#[test]
fn every_folder_of_sites_is_a_case() {
    let named: BTreeSet<&str> = CASES.iter().map(|(case, _)| *case).collect();
    for entry in fs::read_dir(folder("")).expect("the folder of golden sites") {
        let name = entry.expect("an entry").file_name();
        let name = name.to_str().expect("a plain name");
        assert!(named.contains(name), "{name} is in no case");
    }
}
