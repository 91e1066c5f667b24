//! The bibliography in BibTeX's format, or BibLaTeX's: the one door to the crate `biblatex`.
//!
//! In: the text of `data/references.bib`. Out: [`Found`] entries, and what is not BibTeX in it. An
//! entry that cannot be read is reported and left out; the others are read all the same. Whether
//! an entry says enough is left to `bibliography`.

mod fields;
mod syntax;

use super::found::{Found, Place};
use crate::diagnostics::{Diagnostic, codes};
use crate::source::{SourceText, Span};
use crate::yaml::Findings;
use biblatex::{Bibliography, Pair, ParseError, RawBibliography, RawChunk, RawEntry, Spanned};

/// Where it is.
pub const PATH: &str = "data/references.bib";

/// Says whether every entry was read.
pub(super) fn read<'a>(
    source: &'a SourceText,
    findings: &Findings,
    found: &mut Vec<Found<'a>>,
) -> bool {
    if let Some(at) = syntax::too_deep(&source.text) {
        let message = format!("more than {} braces are open at once", syntax::MOST_BRACES);
        findings.push(
            Diagnostic::new(&codes::citations::BIBTEX, message)
                .at(&source.path, Span::new(at, at + 1))
                .help("close the braces that are no longer needed"),
        );
        return false;
    }
    let (parsed, mut is_whole) = syntax::parse(source, findings);
    for entry in &parsed.entries {
        // Data for other entries, and lists of them.
        if ["xdata", "set"].contains(&entry.v.kind.v.to_ascii_lowercase().as_str()) {
            continue;
        }
        match resolve(entry, &parsed) {
            Ok(Some(resolved)) => {
                let key = Span::from(entry.v.key.span.clone());
                let entry = fields::convert(&resolved, &entry.v, source, findings);
                let place = Place::Bib { source, key };
                found.push(Found { key: resolved.key, entry, place });
            }
            Ok(None) => {}
            Err(error) => {
                is_whole = false;
                findings.push(syntax::explain(source, &error));
            }
        }
    }
    is_whole
}

/// One entry with what it takes from those it refers to. These refer no further, and no entry
/// has a second name: the crate follows a circle for ever.
fn resolve(
    entry: &Spanned<RawEntry<'_>>,
    all: &RawBibliography<'_>,
) -> Result<Option<biblatex::Entry>, ParseError> {
    let mut entry = entry.clone();
    let own = entry.v.key.v;
    let mut others: Vec<&Spanned<RawEntry<'_>>> = Vec::new();
    entry.v.fields.retain(|field| match role(field) {
        Role::Fact => true,
        Role::Alias => false,
        Role::Reference => match keys(field) {
            None => false,
            Some(keys) => keys.into_iter().all(|key| {
                let known = all.entries.iter().find(|other| other.v.key.v == key && key != own);
                others.extend(known);
                known.is_some()
            }),
        },
    });
    let mut entries = vec![entry];
    for other in others {
        let mut other = other.clone();
        other.v.fields.retain(|field| role(field) == Role::Fact);
        // Twice in a list of keys is once.
        if !entries.iter().any(|known| known.v.key.v == other.v.key.v) {
            entries.push(other);
        }
    }
    let alone = RawBibliography {
        preamble: String::new(),
        entries,
        abbreviations: all.abbreviations.clone(),
    };
    Ok(Bibliography::from_raw(alone)?.into_iter().next())
}

#[derive(PartialEq, Eq)]
enum Role {
    Fact,
    Reference,
    Alias,
}

fn role(field: &Pair<'_>) -> Role {
    match field.key.v.to_ascii_lowercase().as_str() {
        "crossref" | "xdata" | "xref" => Role::Reference,
        "ids" => Role::Alias,
        _ => Role::Fact,
    }
}

/// The keys in a field, if they stand there as they are: the crate would read `{a}` as `a`.
fn keys<'s>(field: &Pair<'s>) -> Option<Vec<&'s str>> {
    let [Spanned { v: RawChunk::Normal(text), .. }] = field.value.v.as_slice() else { return None };
    let is_plain = !text.contains(['{', '}', '\\', '$', '~']) && !text.contains("--");
    is_plain.then(|| text.split(',').map(str::trim).collect())
}

#[cfg(test)]
mod tests;
