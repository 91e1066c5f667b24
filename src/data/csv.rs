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
    for record in records {
        // The text is UTF-8 and rows may have any length, so nothing is left that could fail.
        let Ok(record) = record else { continue };
        if record.len() != header.len() {
            report(Some(&record), ragged(text, &header, &record));
        }
        rows.push(Node::Map(row(&columns, &record)));
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

fn ragged(text: &str, header: &StringRecord, record: &StringRecord) -> Diagnostic {
    let (is, should) = (record.len(), header.len());
    let message = format!("this row has {is} values, but there are {should} columns");
    let problem = Diagnostic::new(&codes::NOT_READABLE, message);
    let rest = text.get(span(text, record).range()).unwrap_or("");
    if rest.contains('"') && rest.contains('\n') {
        problem.help("look for a `\"` that is not closed, here or in a line below")
    } else if is > should {
        problem.help("put double quotes around a text that has a comma in it")
    } else {
        problem.help("add the missing commas; a value may be empty")
    }
}

/// Where a row is, without the line breaks around it.
fn span(text: &str, record: &StringRecord) -> Span {
    let at = record.position().map_or(0, |position| position.byte());
    let at = usize::try_from(at).unwrap_or(text.len());
    let at = text.floor_char_boundary(at.min(text.len()));
    let begin = at + text[at..].len() - text[at..].trim_start_matches(['\r', '\n']).len();
    // The length of the line if it has no quotes; with them, up to the next row is close enough.
    let quoted = text[begin..].lines().next().unwrap_or("").matches('"').count() % 2 == 1;
    let len =
        if quoted { text[begin..].len() } else { text[begin..].lines().next().unwrap_or("").len() };
    Span::new(begin, begin + len)
}
