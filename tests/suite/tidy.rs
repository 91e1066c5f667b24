//! What the shape of the code promises: who may import whom, no hidden state, nothing forgotten.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Who may import whom: only from rows above its own (here the ground is on top). Changing this
/// table changes the architecture, so it takes a page in `docs/adr`.
const LADDER: &[&[&str]] = &[
    &["source"],
    // `markup` is text that is safe in HTML, `slug` text that is safe in addresses, `language` knows
    // English, `compress` makes bytes smaller.
    &["diagnostics", "artifact", "markup", "slug", "language", "compress"],
    &["yaml"],
    // `style` reads stylesheets as `render` reads templates; `theme` holds the files built in.
    &["config", "data", "drawings", "front_matter", "markdown", "render", "style", "theme", "urls"],
    &["checklist", "trust"],
    &["inventory"],
    // `memory` keeps pages as they were parsed, which is before they are put in their places.
    &["site", "memory"],
    &["plan", "html"],
    &["view", "outputs"],
    &["check", "external"],
    &["pipeline"],
    &["disk"],
    // What speaks to others: browsers on this machine, servers of other sites.
    &["serve", "fetch"],
    &["cli"],
];

/// Imports within a row or upwards that we live with, each with its reason.
const EXCEPTIONS: &[(&str, &str, &str)] = &[];

/// Files of more than [`MOST_LINES`], each with its reason.
const LONG: &[(&str, &str)] =
    &[("config/tests.rs", "a table of cases"), ("front_matter/tests.rs", "a table of cases")];

const MOST_LINES: usize = 450;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All Rust files below a folder with their texts, by path.
fn sources(folder: &str) -> BTreeMap<String, String> {
    let folder = root().join(folder);
    walkdir::WalkDir::new(&folder)
        .into_iter()
        .map(|entry| entry.expect("our own sources can be read"))
        .filter(|entry| entry.path().extension().is_some_and(|end| end == "rs"))
        .map(|entry| {
            let path = entry.path().strip_prefix(&folder).expect("it is below").to_owned();
            let text = fs::read_to_string(entry.path()).expect("our own sources are texts");
            (path.to_str().expect("plain names").to_owned(), text)
        })
        .collect()
}

/// The code without comments and without the tests at the end of a file.
fn code(text: &str) -> String {
    let text = match text.find("#[cfg(test)]\nmod ") {
        Some(at) => &text[..at],
        None => text,
    };
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn is_test(path: &str) -> bool {
    path.ends_with("tests.rs") || path.ends_with("testing.rs")
}

/// The top-level modules that some code names by `crate::…`, one level of braces included.
fn imports(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            Some(list) => {
                let mut depth = 0;
                let mut name = String::new();
                let mut is_head = true;
                for c in list.chars() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => {
                            found.insert(std::mem::take(&mut name));
                            is_head = true;
                        }
                        ':' if depth == 0 => is_head = false,
                        c if depth == 0 && is_head && !c.is_whitespace() => name.push(c),
                        _ => {}
                    }
                }
                found.insert(name);
            }
            None => {
                let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
                found.insert(rest[..end.unwrap_or(rest.len())].to_owned());
            }
        }
    }
    found.remove("");
    found
}

fn module(path: &str) -> &str {
    path.split('/').next().unwrap_or(path).trim_end_matches(".rs")
}

fn row(module: &str) -> Option<usize> {
    LADDER.iter().position(|row| row.contains(&module))
}

#[test]
fn modules_import_from_the_rows_below_them() {
    let mut report = String::new();
    for (path, text) in sources("src") {
        let own = module(&path);
        if ["lib", "main"].contains(&own) || is_test(&path) {
            continue;
        }
        for other in imports(&code(&text)) {
            let (Some(from), Some(to)) = (row(own), row(&other)) else { continue };
            let excepted = EXCEPTIONS.iter().any(|(a, b, _)| *a == own && *b == other);
            if other != own && to >= from && !excepted {
                report.push_str(&format!("src/{path}: `{own}` may not import `{other}`\n"));
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn every_module_has_its_place() {
    let modules: BTreeSet<String> = sources("src")
        .keys()
        .map(|path| module(path).to_owned())
        .filter(|name| !["lib", "main"].contains(&name.as_str()))
        .collect();
    let placed: BTreeSet<String> =
        LADDER.iter().flat_map(|row| row.iter()).map(|m| (*m).to_owned()).collect();
    assert_eq!(modules, placed, "the table and `src/` differ");
}

#[test]
fn imports_are_found_in_every_form() {
    let found =
        imports("use crate::a::B;\nuse crate::{b, c::{self, D}, e};\nfn f() { crate::g::h() }");
    assert_eq!(found.into_iter().collect::<Vec<_>>(), ["a", "b", "c", "e", "g"]);
}

#[test]
fn there_is_no_state_outside_of_values() {
    let mut report = String::new();
    for (path, text) in sources("src") {
        for line in code(&text).lines() {
            let line = line.trim_start();
            let item = line.trim_start_matches("pub(super) ").trim_start_matches("pub(crate) ");
            let item = item.trim_start_matches("pub ");
            if ["thread_local!", "static mut ", "lazy_static!"].iter().any(|m| item.starts_with(m))
            {
                report.push_str(&format!("src/{path}: {line}\n"));
            }
            let Some(declared) = item.strip_prefix("static ") else { continue };
            let changes = ["Mutex", "RwLock", "Atomic", "Cell", "OnceLock"];
            if changes.iter().any(|name| declared.contains(name)) {
                report.push_str(&format!("src/{path}: {line}\n"));
            }
        }
    }
    assert!(report.is_empty(), "only tables that never change may be static:\n{report}");
}

#[test]
fn files_are_short_and_say_what_they_are() {
    let mut report = String::new();
    for (path, text) in sources("src") {
        let lines = text.lines().count();
        let is_long = lines > MOST_LINES;
        if is_long != LONG.iter().any(|(long, _)| *long == path) {
            let what = if is_long { "more" } else { "no longer more" };
            report.push_str(&format!("src/{path} has {lines} lines: {what} than {MOST_LINES}\n"));
        }
        if !text.starts_with("//!") {
            report.push_str(&format!("src/{path} does not begin with `//!`\n"));
        }
    }
    for (path, text) in sources("tests/suite") {
        if !text.starts_with("//!") {
            report.push_str(&format!("tests/suite/{path} does not begin with `//!`\n"));
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn no_test_file_is_forgotten() {
    let main = fs::read_to_string(root().join("tests/suite/main.rs")).expect("the suite");
    for path in sources("tests/suite").keys() {
        let Some(name) = path.strip_suffix(".rs").filter(|name| *name != "main") else { continue };
        // A module's own folder is named in the module.
        let (parent, name) = name.rsplit_once('/').unwrap_or(("main", name));
        let file = root().join("tests/suite").join(format!("{parent}.rs"));
        let text = if parent == "main" {
            main.clone()
        } else {
            fs::read_to_string(&file).unwrap_or_default()
        };
        assert!(text.contains(&format!("mod {name};")), "{path} is not named in {parent}.rs");
    }
}

#[test]
fn templates_of_the_engine_are_known_to_one_module_only() {
    // Each of these libraries is behind one module, so that it can be replaced there.
    for (library, module) in [
        ("tera", "render"),
        ("pulldown_cmark", "markdown"),
        ("serde_yaml", "yaml"),
        ("saphyr_parser", "yaml"),
        ("lightningcss", "style"),
        ("cssparser", "check"),
        ("biblatex", "trust"),
        ("rustls", "fetch"),
        ("ureq", "fetch"),
    ] {
        for (path, text) in sources("src") {
            let names_it = code(&text).contains(&format!("{library}::"));
            assert!(!names_it || self::module(&path) == module, "src/{path} names `{library}`");
        }
    }
}
