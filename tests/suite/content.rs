//! The texts of this repository's own site: what the plan wants is where the table says it is.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The rows of a Markdown table with three columns, without its head.
fn rows(text: &str) -> Vec<[String; 3]> {
    text.lines()
        .filter(|line| line.starts_with("| S"))
        .map(|line| {
            let cells: Vec<String> =
                line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
            cells.try_into().unwrap_or_else(|cells| panic!("three cells, not {cells:?}"))
        })
        .collect()
}

/// The headings and the titles of boxes in a page.
fn headings(text: &str) -> BTreeSet<String> {
    text.lines()
        .filter_map(|line| {
            let heading = line.trim_start_matches('#');
            if heading.len() < line.len() {
                return Some(heading.split("{#").next().unwrap_or(heading).trim().to_owned());
            }
            let marker = line.trim_start_matches(['>', ' ']).strip_prefix("[!")?;
            Some(marker.split_once(']')?.1.trim().to_owned())
        })
        .collect()
}

#[test]
fn every_idea_of_the_plan_is_carried_by_a_page() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let table = fs::read_to_string(root.join("docs/content-map.md")).expect("the table");
    let rows = rows(&table);
    let mut report = String::new();
    for [idea, page, heading] in &rows {
        match fs::read_to_string(root.join("content").join(page)) {
            Err(_) => report.push_str(&format!("{idea}: there is no page {page}\n")),
            Ok(text) if heading == "(opening)" || headings(&text).contains(heading) => {}
            Ok(_) => report.push_str(&format!("{idea}: {page} has no heading `{heading}`\n")),
        }
    }
    assert!(report.is_empty(), "\n{report}");
    // The plan has 214 rows; two of them have no page, as the table says.
    let ideas: BTreeSet<&str> = rows.iter().map(|[idea, ..]| idea.as_str()).collect();
    assert_eq!(ideas.len(), 212);
}

/// The articles of the site: the pages of the five sections, by path.
fn articles() -> Vec<(String, String)> {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let sections = ["what-works", "rogers", "choosing", "working-together", "when-its-not-right"];
    let mut found = Vec::new();
    for section in sections {
        for entry in fs::read_dir(content.join(section)).expect("the section is there") {
            let path = entry.expect("it can be listed").path();
            let name = path.file_name().expect("it has a name").to_string_lossy().into_owned();
            if name != "_index.md" {
                let text = fs::read_to_string(&path).expect("it can be read");
                found.push((format!("{section}/{name}"), text));
            }
        }
    }
    found.sort();
    found
}

/// The lines of a list in front matter.
fn list<'a>(matter: &'a str, key: &str) -> Vec<&'a str> {
    let lines = matter.lines().skip_while(|line| *line != format!("{key}:")).skip(1);
    lines.map_while(|line| line.strip_prefix("  - ")).collect()
}

#[test]
fn every_article_has_the_form_that_readers_know() {
    let articles = articles();
    assert_eq!(articles.len(), 28);
    let mut report = String::new();
    for (path, text) in &articles {
        let (matter, body) = text
            .strip_prefix("---\n")
            .and_then(|rest| rest.split_once("\n---\n"))
            .expect("it has both");
        let mut wrong = |what: &str| report.push_str(&format!("{path}: {what}\n"));
        if list(matter, "summary").len() != 3 {
            wrong("“In short” has three lines");
        }
        if !(2..=4).contains(&list(matter, "related").len()) {
            wrong("it leads to two to four other pages");
        }
        if list(matter, "index").is_empty() {
            wrong("it has words in the index");
        }
        let last = body.lines().rev().find_map(|line| line.strip_prefix("## "));
        if !last.is_some_and(|heading| heading.starts_with("What you can do")) {
            wrong("it ends with what a reader can do");
        }
        let visible = body.split_whitespace().filter(|word| word.contains(char::is_alphabetic));
        let words = visible.filter(|word| !word.starts_with("[@")).count();
        if !(500..=900).contains(&words) {
            wrong(&format!("it has {words} words, not 500 to 900"));
        }
    }
    assert!(report.is_empty(), "\n{report}");
}
