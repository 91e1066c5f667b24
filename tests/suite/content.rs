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
    // The plan has 207 ideas; two of them have no page, as the table says.
    let ideas: BTreeSet<&str> = rows.iter().map(|[idea, ..]| idea.as_str()).collect();
    assert_eq!(ideas.len(), 205);
}
