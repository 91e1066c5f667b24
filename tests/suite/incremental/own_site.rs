//! The repository's own site, which uses everything, through a few edits.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use walkdir::WalkDir;

/// What is edited: a file, what is replaced in it the first time it stands there, and by what.
const EDITS: &[(&str, &str, &str)] = &[
    ("content/a-z.md", "\n---\n\n", "\n---\n\nOne more line. "),
    ("content/choosing/find-and-check.md", "title: \"", "title: \"So: "),
    ("content/choosing/find-and-check.md", "description: \"", "description: \"Now: "),
    ("content/choosing/find-and-check.md", "index:\n", "index:\n  - zebra finches\n"),
    // Long enough for another reading time in every line that leads there.
    ("content/choosing/find-and-check.md", "\n---\n\n", LONG),
    ("content/when-its-not-right/changing-therapist.md", "related:\n", "related:\n  - ../a-z.md\n"),
    ("data/drawings/decision-map.svg", ">Pause<", ">Wait<"),
    ("data/glossary.yaml", "also: [working", "also: [the bond, working"),
    ("themes/default/templates/404.html", "</", " </"),
];
const LONG: &str = concat!(
    "\n---\n\n",
    "One word after the other. One word after the other. One word after the other.\n\n",
    "One word after the other. One word after the other. One word after the other.\n\n",
    "One word after the other. One word after the other. One word after the other.\n\n",
    "One word after the other. One word after the other. One word after the other.\n\n",
    "One word after the other. One word after the other. One word after the other.\n\n",
    "One word after the other. One word after the other. One word after the other.\n\n",
    "One word after the other. One word after the other. One word after the other.\n\n",
    "One word after the other. One word after the other. One word after the other.\n\n",
    "One word after the other. One word after the other. One word after the other.\n\n",
    "One word after the other. One word after the other. One word after the other.\n\n",
    "One word after the other. One word after the other. One word after the other.\n\n",
    "One word after the other. One word after the other. One word after the other.\n\n",
);

/// Builds, and gives what was said and every file that is published.
fn build(
    root: &Path,
    output: &str,
    cache: &str,
) -> (Option<i32>, String, BTreeMap<PathBuf, Vec<u8>>) {
    let ran = Command::new(env!("CARGO_BIN_EXE_goodfit"))
        .args(["build", "--now", "2026-11-25", "--message-format", "json"])
        .args(["--output", output, "--cache", cache])
        .arg("--root")
        .arg(root)
        .output()
        .expect("it runs");
    let files = WalkDir::new(root.join(output)).into_iter().filter_map(Result::ok);
    let files = files.filter(|entry| entry.file_type().is_file()).map(|entry| {
        let bytes = fs::read(entry.path()).expect("it is there");
        let name = entry.path().strip_prefix(root.join(output)).expect("it is below");
        (name.to_owned(), bytes)
    });
    (ran.status.code(), String::from_utf8_lossy(&ran.stdout).into_owned(), files.collect())
}

#[test]
fn our_own_site_is_the_same_after_each_edit() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let place = tempfile::tempdir().expect("a temporary folder");
    let root = place.path();
    for name in ["goodfit.yaml", "urls.lock", "content", "data", "themes"] {
        for entry in WalkDir::new(home.join(name)).into_iter().filter_map(Result::ok) {
            let to = root.join(entry.path().strip_prefix(home).expect("it is below"));
            if entry.file_type().is_dir() {
                fs::create_dir_all(to).expect("a new folder");
            } else {
                fs::copy(entry.path(), to).expect("a new file");
            }
        }
    }
    build(root, "kept", "memory");
    for (n, (file, from, to)) in EDITS.iter().enumerate() {
        let path = root.join(file);
        let text = fs::read_to_string(&path).expect("it is there");
        assert!(text.contains(from), "`{file}` has no {from:?}");
        fs::write(&path, text.replacen(from, to, 1)).expect("it can be written");
        let again = build(root, "kept", "memory");
        let fresh = build(root, &format!("fresh-{n}"), &format!("nothing-{n}"));
        assert_eq!(again.0, fresh.0, "{file}: {}\n{}", again.1, fresh.1);
        assert_eq!(again.1, fresh.1, "{file}");
        assert!(fresh.0 == Some(0), "{file}: {}", fresh.1);
        for (name, bytes) in &fresh.2 {
            assert!(again.2.get(name) == Some(bytes), "{file}: {}", name.display());
        }
        assert_eq!(again.2.len(), fresh.2.len(), "{file}");
    }
}
