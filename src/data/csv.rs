//! CSV with a first line of column names, as a list of maps of texts.

use crate::diagnostics::codes::data as codes;
use crate::diagnostics::{Diagnosed, Diagnostic};
use crate::source::{SourceText, Span};
use crate::yaml::quote::{code, short};
use crate::yaml::{Map, Node, without_bom};
use csv::{ReaderBuilder, StringRecord, Trim};

/// White space around texts is removed, since people align columns with it.
pub(super) fn parse(source: &SourceText) -> Diagnosed<Option<Node>> {
    let start = without_bom(&source.text);
    let text = &source.text[start..];
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(Trim::All)
        .from_reader(text.as_bytes());
    let mut records = reader.records();
    let mut diagnostics = Vec::new();
    let mut report = |record: Option<&StringRecord>, problem: Diagnostic| {
        let span = record.map_or(Span::at(0), |record| span(text, record));
        diagnostics.push(problem.at(&source.path, span.shift(start)));
    };
    let Some(Ok(header)) = records.next() else {
        let problem = Diagnostic::new(&codes::NOT_READABLE, "the file has no line of column names");
        report(None, problem.help("write the names of the columns into the first line"));
        return Diagnosed::new(None, diagnostics);
    };
    let Some(columns) = columns(&header, &mut |problem| report(Some(&header), problem)) else {
        return Diagnosed::new(None, diagnostics);
    };
    let mut rows = Vec::new();
    let mut last = header.clone();
    for record in records {
        // The text is UTF-8 and rows may have any length, so nothing is left that could fail.
        let Ok(record) = record else { continue };
        if record.len() != header.len() && !is_open(text, &record) {
            report(Some(&record), ragged(&header, &record));
        }
        rows.push(Node::Map(row(&columns, &record)));
        last = record;
    }
    if is_open(text, &last) {
        let message = "a quote in this row is never closed";
        let problem = Diagnostic::new(&codes::NOT_READABLE, message);
        report(
            Some(&last),
            problem.help("add the second `\"`; write `\"\"` for one inside a text"),
        );
    }
    Diagnosed::new(Some(Node::Seq(rows)), diagnostics)
}

/// The names of the columns, `None` for one whose name another has; nothing if they make no sense.
fn columns(
    header: &StringRecord,
    report: &mut dyn FnMut(Diagnostic),
) -> Option<Vec<Option<String>>> {
    if let (1, Some(only)) = (header.len(), header.get(0))
        && let Some(separator) = [';', '\t', '|'].into_iter().find(|c| only.contains(*c))
    {
        let name = if separator == '\t' { "tabs".to_owned() } else { code(&separator.to_string()) };
        let message = format!("the columns seem to be separated by {name}, not by commas");
        report(
            Diagnostic::new(&codes::NOT_READABLE, message)
                .help("save it as CSV with commas; spreadsheets ask for the separator"),
        );
        return None;
    }
    let mut columns: Vec<Option<String>> = Vec::new();
    for (index, name) in header.iter().enumerate() {
        if name.is_empty() {
            let message = format!("column {} has no name", index + 1);
            report(
                Diagnostic::new(&codes::NOT_READABLE, message)
                    .help("write a name into the first line, or remove the column"),
            );
        } else if columns.iter().flatten().any(|known| known == name) {
            let message = format!("two columns are called {}", code(&short(name)));
            report(Diagnostic::new(&codes::DUPLICATE_KEY, message).help("rename one of them"));
        } else {
            columns.push(Some(name.to_owned()));
            continue;
        }
        columns.push(None);
    }
    Some(columns)
}

fn row(columns: &[Option<String>], record: &StringRecord) -> Map {
    columns
        .iter()
        .enumerate()
        .filter_map(|(index, name)| {
            let text = record.get(index).unwrap_or_default();
            Some((name.clone()?, Node::String(text.to_owned())))
        })
        .collect()
}

fn ragged(header: &StringRecord, record: &StringRecord) -> Diagnostic {
    let (is, should) = (record.len(), header.len());
    let s = if is == 1 { "" } else { "s" };
    let message = format!("this row has {is} value{s}, but there are {should} columns");
    let problem = Diagnostic::new(&codes::NOT_READABLE, message);
    if is > should {
        problem.help("put double quotes around a text that has a comma in it")
    } else {
        problem.help("add the missing commas; a value may be empty")
    }
}

/// The byte at which a row begins.
fn begin(text: &str, record: &StringRecord) -> usize {
    let at = record.position().map_or(0, |position| position.byte());
    let at = usize::try_from(at).unwrap_or(text.len());
    let at = text.floor_char_boundary(at.min(text.len()));
    at + text[at..].len() - text[at..].trim_start_matches(['\r', '\n']).len()
}

/// The first line of a row.
fn span(text: &str, record: &StringRecord) -> Span {
    let begin = begin(text, record);
    Span::new(begin, begin + text[begin..].lines().next().unwrap_or("").len())
}

/// Whether a row goes on to the end of the file because of a quote that is never closed. The reader
/// takes that for the end of the text without a word.
fn is_open(text: &str, record: &StringRecord) -> bool {
    let mut quoted = false;
    let mut at_start = true;
    for c in text[begin(text, record)..].chars() {
        match c {
            // A quote within a text that is not in quotes is a character like others. One that is
            // doubled closes and opens again.
            '"' if quoted || at_start => {
                quoted = !quoted;
                // What follows is the second of a doubled quote, or the end of the text.
                at_start = !quoted;
            }
            '\n' | '\r' if !quoted => return false,
            ',' if !quoted => at_start = true,
            ' ' | '\t' if at_start => {}
            _ => at_start = false,
        }
    }
    quoted
}
