//! What is not there: a title, or the front matter, or its end; and what the author could write.

use super::fence;
use super::read::{FORMAT, YAML_FORMAT, foreign_key, yaml_of};
use crate::diagnostics::codes::front_matter as codes;
use crate::diagnostics::{Diagnostic, closest};
use crate::source::{SourceText, Span};
use crate::yaml::quote::{as_value, code, short};
use crate::yaml::{Document, Findings, Node, Step, without_bom};

/// Reports a title that nobody gave. One of the wrong kind has been reported already, and so has a
/// `titel:`, which is the same mistake.
pub(super) fn check_title(
    document: &Document,
    opening: Span,
    body_start: usize,
    findings: &Findings,
) {
    let source = document.source();
    let Some(map) = document.root_map() else { return };
    let title = map.iter().find(|(key, _)| key == "title").map(|(_, node)| node);
    let line = || code(&title_line(source, body_start));
    let (place, help) = match title {
        Some(Node::Null) => (document.span(&[Step::Key("title")]), format!("write {}", line())),
        Some(Node::String(text)) if text.trim().is_empty() => {
            (document.span(&[Step::Key("title")]), format!("write {}", line()))
        }
        Some(_) => return,
        None if map.iter().any(|(key, _)| closest(key, ["title"]).is_some()) => return,
        None => (opening, format!("add a line {}", line())),
    };
    let problem = Diagnostic::new(&codes::MISSING_TITLE, "the page has no title");
    findings.push(problem.at(&source.path, place).help(help));
}

/// Whether a file says anything for `key`, be it wrong or below a misspelt key, so that it has been
/// reported already; also if its front matter cannot be read. `known` are the keys that are not
/// misspelt. Parses the file again, so ask only if there is something to say.
#[must_use]
pub fn says(source: &SourceText, key: &str, known: &[&str]) -> bool {
    let format = if source.path.extension() == "yaml" { &YAML_FORMAT } else { &FORMAT };
    let Some(yaml) = yaml_of(source) else { return true };
    let Some(document) = Document::parse(source, yaml, format).value else { return true };
    let Some(map) = document.root_map() else { return true };
    map.iter().any(|(name, node)| {
        if name == key {
            return *node != Node::Null;
        }
        let is_called = |help: String| help.contains(&format!("`{key}`"));
        !known.contains(&name.as_str())
            && (foreign_key(name).is_some_and(is_called) || closest(name, [key]).is_some())
    })
}

pub(super) fn no_front_matter(source: &SourceText) -> Diagnostic {
    let start = without_bom(&source.text);
    let problem = Diagnostic::new(&codes::MISSING_TITLE, "the page has no title")
        .at(&source.path, Span::at(start));
    let words = source.text[start..].trim_start();
    let first = words.lines().next().unwrap_or("").trim_end();
    if first == "---" {
        return problem
            .help("front matter has to begin in the first line: remove what stands above `---`");
    }
    if first == "+++" {
        return problem
            .help("write the front matter in YAML between lines `---`, not between `+++`");
    }
    if first.len() > 3 && first.bytes().all(|b| b == b'-') {
        return problem.help("front matter begins with exactly three hyphens: `---`");
    }
    let line = title_line(source, start);
    problem.help(format!("begin the file with three lines: `---`, {}, `---`", code(&line)))
}

/// A title the author could take: the first heading, or else the name of the file.
fn title_line(source: &SourceText, body_start: usize) -> String {
    let body = source.text.get(body_start..).unwrap_or("");
    let heading = body.lines().find_map(|line| line.strip_prefix("# ")).map(str::trim);
    let title = match heading.filter(|heading| !heading.is_empty() && heading.len() < 100) {
        Some(heading) => heading.to_owned(),
        None => {
            let stem = match source.path.stem() {
                "index" => source.path.folder().rsplit('/').next().unwrap_or(""),
                stem => stem,
            };
            capitalised(&stem.replace(['-', '_'], " "))
        }
    };
    format!("title: {}", as_value(&title))
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

pub(super) fn unclosed(source: &SourceText, opening: Span) -> Diagnostic {
    let problem = Diagnostic::new(&codes::UNCLOSED, "the front matter is never closed")
        .at(&source.path, opening);
    let text: &str = &source.text;
    match (fence::meant_to_close(text), fence::last_line(text)) {
        (Some(line), _) => problem.help(format!("make line {line} exactly `---`")),
        (None, Some((line, words))) => {
            problem.help(format!("add a line `---` below line {line}, {}", code(&short(words))))
        }
        (None, None) => problem.help("add a line `---` where the front matter ends"),
    }
}
