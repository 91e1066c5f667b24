//! SARIF 2.1.0, for code scanning (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/>).

use super::place;
use crate::diagnostics::{Code, Diagnostic, Label, Severity};
use crate::source::Snapshot;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Value, json};

/// A page that explains a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Where it is on the web.
    pub address: String,
    /// What it says, in Markdown.
    pub text: String,
}

/// One log with one run. `page` gives the page of a code that has one.
#[must_use]
pub fn sarif(
    diagnostics: &[Diagnostic],
    snapshot: &Snapshot,
    page: impl Fn(&Code) -> Option<Page>,
) -> String {
    let mut codes: Vec<&'static Code> = diagnostics.iter().map(|d| d.code).collect();
    codes.sort_by_key(|code| code.id);
    codes.dedup_by_key(|code| code.id);
    let rules: Vec<Value> = codes.iter().map(|code| rule(code, page(code))).collect();
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|d| {
            let index = codes.binary_search_by_key(&d.code.id, |code| code.id).unwrap_or_default();
            result(d, index, snapshot)
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "Goodfit",
                "informationUri": env!("CARGO_PKG_HOMEPAGE"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}

fn level(severity: Severity) -> &'static str {
    severity.word()
}

fn rule(code: &Code, page: Option<Page>) -> Value {
    let mut rule = json!({
        "id": code.id,
        "name": code.name,
        "shortDescription": { "text": code.explain },
        "defaultConfiguration": { "level": level(code.severity) },
    });
    if let Some(page) = page {
        rule["helpUri"] = page.address.into();
        rule["help"] = json!({ "text": page.text, "markdown": page.text });
    }
    rule
}

fn result(diagnostic: &Diagnostic, index: usize, snapshot: &Snapshot) -> Value {
    let mut text = diagnostic.message.clone();
    for more in diagnostic.notes.iter().chain(&diagnostic.help) {
        text.push_str("; ");
        text.push_str(more);
    }
    let locations: Vec<Value> =
        diagnostic.primary.iter().map(|label| location(label, snapshot, None)).collect();
    let related: Vec<Value> = diagnostic
        .labels
        .iter()
        .enumerate()
        .map(|(at, label)| location(label, snapshot, Some(at + 1)))
        .collect();
    // Without the line, so that a finding stays the same while text above it changes.
    let path = diagnostic.primary.as_ref().map_or("", |label| label.path.as_str());
    let same = format!("{}\n{path}\n{}", diagnostic.code.id, diagnostic.message);
    let fingerprint = blake3::hash(same.as_bytes()).to_hex();
    let mut result = json!({
        "ruleId": diagnostic.code.id,
        "ruleIndex": index,
        "level": level(diagnostic.severity),
        "message": { "text": text },
        "locations": locations,
        "partialFingerprints": { "message/v1": &fingerprint[..32] },
    });
    if !related.is_empty() {
        result["relatedLocations"] = related.into();
    }
    result
}

fn location(label: &Label, snapshot: &Snapshot, id: Option<usize>) -> Value {
    // A relative reference, percent-encoded (<https://www.rfc-editor.org/rfc/rfc3986>).
    let uri = utf8_percent_encode(label.path.as_str(), IN_URI).to_string();
    let mut physical = json!({ "artifactLocation": { "uri": uri, "uriBaseId": "%SRCROOT%" } });
    if let Some((start, end)) = place(label, snapshot) {
        physical["region"] = json!({
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        });
    }
    let mut location = json!({ "physicalLocation": physical });
    if let Some(id) = id {
        location["id"] = id.into();
        if !label.text.is_empty() {
            location["message"] = json!({ "text": label.text });
        }
    }
    location
}

const IN_URI: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}')
    .add(b':');
