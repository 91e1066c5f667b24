//! The editors' guide is right: every example in it is built.
//!
//! A block marked `markdown` is the text of a page; a block marked `yaml` is front matter, or the
//! whole file that a comment in its first line names. Blocks without a mark are not examples of ours.

use crate::support;
use std::fs;
use std::path::Path;

struct Example {
    /// `content/manual/writing.md:12`.
    place: String,
    language: String,
    text: String,
}

fn examples() -> Vec<Example> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/manual");
    let mut files: Vec<_> = fs::read_dir(&folder)
        .expect("the manual is there")
        .map(|entry| entry.expect("it can be listed").path())
        .filter(|path| path.extension().is_some_and(|e| e == "md"))
        .collect();
    files.sort();
    files.iter().flat_map(|file| fenced(file)).collect()
}

fn fenced(file: &Path) -> Vec<Example> {
    let text = fs::read_to_string(file).expect("the manual can be read");
    let name = file.file_name().expect("it has a name").to_string_lossy();
    let mut found = Vec::new();
    let mut open: Option<(String, Example)> = None;
    for (at, line) in text.lines().enumerate() {
        let ticks: String = line.chars().take_while(|c| *c == '`').collect();
        match &mut open {
            None if ticks.len() >= 3 => {
                let language = line.trim_start_matches('`').trim().to_owned();
                let place = format!("content/manual/{name}:{}", at + 1);
                open = Some((ticks, Example { place, language, text: String::new() }));
            }
            Some((fence, _)) if line == fence => {
                found.extend(open.take().map(|(_, example)| example));
            }
            Some((_, example)) => {
                example.text.push_str(line);
                example.text.push('\n');
            }
            None => {}
        }
    }
    found
}

/// What examples may refer to.
const AROUND: &str = "--- content/manual/_index.md\n---\ntitle: Manual\n---\n\
    --- content/manual/one.md\n---\ntitle: One\n---\n\n## What to ask {#ask}\n\nText [@rogers1957].\n\
    --- content/manual/photo.png\n\
    --- content/urgent-help.md\n---\ntitle: Urgent help\n---\n\
    --- data/people.yaml\neditors: {name: E, organisation: true}\n\
    --- data/references.yaml\nrogers1957:\n  type: article\n  title: The conditions\n  date: 1957\n  serial-number: {doi: 10.1037/h0045357}\n\
    --- data/source-notes.yaml\nrogers1957: {classic: It is where the conditions come from}\n\
    --- data/glossary.yaml\n- {term: Empathy, definition: x}\n\
    - {term: Alliance, forms: [alliances], definition: x}\n\
    --- content/glossary.md\n---\ntitle: Words\n---\n[[Empathy]], [[alliance]]\n\n\
    ```goodfit glossary\n```\n";

#[test]
fn every_example_of_the_manual_can_be_built() {
    let mut built = 0;
    for example in examples() {
        let project = match example.language.as_str() {
            "markdown" => format!(
                "{AROUND}--- content/manual/example.md\n---\ntitle: Example\n---\n\n{}",
                example.text
            ),
            "yaml" if example.text.starts_with("# goodfit.yaml") => {
                format!("{AROUND}--- goodfit.yaml\n{}", example.text)
            }
            // What its terms are used for is no part of the example.
            "yaml" if example.text.starts_with("# data/glossary.yaml") => format!(
                "{AROUND}--- content/glossary.md\n---\ntitle: Words\n---\n\
                 [[Alliance]], [[goal]]\n\n```goodfit glossary\n```\n\
                 --- data/glossary.yaml\n{}",
                example.text
            ),
            "yaml"
                if ["# data/", "# language-budget"].iter().any(|s| example.text.starts_with(s)) =>
            {
                let path = example.text.lines().next().unwrap_or("").trim_start_matches("# ");
                format!("{AROUND}--- {path}\n{}", example.text)
            }
            "yaml" => {
                format!(
                    "{AROUND}--- content/manual/example.md\n---\n{}---\n\nText.\n",
                    example.text
                )
            }
            // A file of the project, by the path behind the language.
            language if language.starts_with("svg ") => {
                let path = language.trim_start_matches("svg ");
                format!("{AROUND}--- {path}\n{}", example.text)
            }
            _ => continue,
        };
        let found = support::build(&project).findings;
        // Examples may say that nobody has checked an entry, as most entries do at first.
        let found: Vec<&str> = found.lines().filter(|line| !line.contains("[H004]")).collect();
        assert!(found.is_empty(), "the example at {} does not build: {found:#?}", example.place);
        built += 1;
    }
    assert!(built >= 10, "only {built} examples were found; has the marking changed?");
}
