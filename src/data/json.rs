//! JSON, read by `serde_json` into the same tree as YAML.

use crate::diagnostics::codes::data as codes;
use crate::diagnostics::{Diagnosed, Diagnostic};
use crate::source::{SourceText, Span};
use crate::yaml::{Document, Format, Node, from_deserializer, without_bom};

pub(super) fn parse(source: &SourceText, format: &'static Format) -> Diagnosed<Option<Node>> {
    let range = without_bom(&source.text)..source.text.len();
    let text = &source.text[range.clone()];
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let built = from_deserializer(&mut deserializer, text.len())
        .and_then(|built| deserializer.end().map(|()| built));
    match built {
        Ok(built) => {
            // JSON is YAML too, so the places of repeated keys come from there.
            let document = Document::from_built(source, range, format, built);
            Diagnosed::new(Some(document.value.into_root()), document.diagnostics)
        }
        Err(error) => Diagnosed::new(None, vec![explain(source, range.start, &error)]),
    }
}

fn explain(source: &SourceText, start: usize, error: &serde_json::Error) -> Diagnostic {
    let text = &source.text[start..];
    let at = offset(text, error.line(), error.column());
    let end = text[at..].chars().next().filter(|c| *c != '\n').map_or(at, |c| at + c.len_utf8());
    let words = error.to_string();
    let words = words.rsplit_once(" at line ").map_or(words.as_str(), |(words, _)| words);
    if text.trim().is_empty() {
        return Diagnostic::new(&codes::NOT_READABLE, "the file is empty, which JSON cannot be")
            .at(&source.path, Span::at(start))
            .help("write `[]` for an empty list, or remove the file");
    }
    let message = match words {
        _ if words.starts_with("EOF") => "the file ends too early".to_owned(),
        words => format!("this is not JSON: {words}"),
    };
    let help = match words {
        "trailing comma" => "remove the comma before the closing bracket",
        "key must be a string" => "put double quotes around the key",
        "trailing characters" => "remove what follows the end, or put all of it into one list",
        "recursion limit exceeded" => "use fewer levels",
        _ if words.starts_with("EOF") => "look for a bracket or quote that is not closed",
        _ if words.starts_with("expected `,`") => "add a comma between the values",
        "expected value" => {
            "put double quotes around texts; single quotes and comments are not JSON"
        }
        _ => "compare with a line that is right, or write the file in YAML",
    };
    Diagnostic::new(&codes::NOT_READABLE, message)
        .at(&source.path, Span::new(start + at, start + end))
        .help(help)
}

/// The byte that `serde_json` means: lines from 1, columns in bytes from 1, 0 at the end of a line.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start = match line {
        0 | 1 => 0,
        _ => text.match_indices('\n').nth(line - 2).map_or(text.len(), |(at, _)| at + 1),
    };
    text.floor_char_boundary((start + column.saturating_sub(1)).min(text.len()))
}
