//! What the template engine says becomes diagnostics about the theme's files.

use crate::diagnostics::{Code, Diagnostic, codes};
use crate::source::{SourceText, Span};
use std::collections::BTreeMap;
use tera::{Error, ErrorKind};

type Sources = BTreeMap<String, SourceText>;

/// Every mistake that keeps the templates from being loaded. The engine stops at the first
/// template it cannot read, so each is tried alone.
pub(super) fn load_all(error: &Error, sources: &Sources) -> Vec<Diagnostic> {
    if !matches!(error.kind(), ErrorKind::SyntaxError(_)) {
        return match reports(&error.kind().to_string(), sources) {
            found if found.is_empty() => vec![load(error, sources)],
            found => found,
        };
    }
    sources
        .iter()
        .filter_map(|(name, source)| {
            let alone = tera::Tera::new().add_raw_template(name, &source.text).err()?;
            // Parents and includes are missing here; only what is wrong inside the file counts.
            matches!(alone.kind(), ErrorKind::SyntaxError(_)).then(|| load(&alone, sources))
        })
        .collect()
}

/// One mistake.
pub(super) fn load(error: &Error, sources: &Sources) -> Diagnostic {
    describe(&codes::templates::SYNTAX, error, sources)
}

/// What went wrong while a page was put together.
pub(super) fn render(error: &Error, sources: &Sources, template: &str, page: &str) -> Diagnostic {
    let mut diagnostic = describe(&codes::templates::RENDER, error, sources);
    for (name, span) in called_from(&error.kind().to_string(), sources) {
        if let Some(source) = sources.get(&name) {
            diagnostic = diagnostic.also(&source.path, Some(span), "called from here");
        }
    }
    diagnostic.note(format!("while putting together {page}")).note(chain(template, sources))
}

fn describe(code: &'static Code, error: &Error, sources: &Sources) -> Diagnostic {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let (message, help) = split_help(report.message());
            let mut diagnostic = Diagnostic::new(code, message);
            if let Some(source) = sources.get(report.filename()) {
                let range = report.span().range.clone();
                diagnostic = diagnostic.at(&source.path, Span::from(range));
            }
            match help {
                Some(help) => diagnostic.help(help),
                None => diagnostic,
            }
        }
        ErrorKind::MissingParent { current, parent } => {
            missing(current, parent, sources, code, "extends")
        }
        other => Diagnostic::new(code, lower_first(&other.to_string())),
    }
}

fn missing(
    current: &str,
    parent: &str,
    sources: &Sources,
    code: &'static Code,
    how: &str,
) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(code, format!("`{current}` {how} `{parent}`, which does not exist"));
    let diagnostic = match sources.get(current) {
        Some(source) => match source.text.find(parent) {
            Some(at) => diagnostic.at(&source.path, Span::new(at, at + parent.len())),
            None => diagnostic.in_file(&source.path),
        },
        None => diagnostic,
    };
    diagnostic.did_you_mean(parent, sources.keys().map(String::as_str))
}

/// The engine lists what there is after a full stop; that is help, not message.
fn split_help(message: &str) -> (String, Option<String>) {
    match message.split_once(". ") {
        Some((first, rest)) => (lower_first(first), Some(rest.trim_end_matches('.').to_owned())),
        None => (lower_first(message.trim_end_matches('.')), None),
    }
}

/// Mistakes of several templates that the engine has joined into one text, each as
/// `error: what` and ` --> name:line:column`.
fn reports(text: &str, sources: &Sources) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut message = None;
    for line in text.lines() {
        if let Some(what) = line.strip_prefix("error: ") {
            message = Some(what);
        } else if let Some(place) = line.trim_start().strip_prefix("--> ")
            && let Some(what) = message.take()
        {
            let (what, help) = split_help(what);
            let mut diagnostic = Diagnostic::new(&codes::templates::SYNTAX, what);
            if let Some((source, span)) = place_of(place, sources) {
                diagnostic = diagnostic.at(&source.path, span);
            }
            found.push(match help {
                Some(help) => diagnostic.help(help),
                None => diagnostic,
            });
        }
    }
    found
}

/// The include chain, from the engine's `note: called from name:line:column` lines.
fn called_from(text: &str, sources: &Sources) -> Vec<(String, Span)> {
    text.lines()
        .filter_map(|line| line.strip_prefix("note: called from "))
        .filter_map(|place| {
            let name = place.rsplitn(3, ':').nth(2)?;
            Some((name.to_owned(), place_of(place, sources)?.1))
        })
        .collect()
}

/// `name:line:column` (both from 1, columns in characters) as a place in a template.
fn place_of<'a>(place: &str, sources: &'a Sources) -> Option<(&'a SourceText, Span)> {
    let mut parts = place.rsplitn(3, ':');
    let column: usize = parts.next()?.trim().parse().ok()?;
    let line: usize = parts.next()?.parse().ok()?;
    let source = sources.get(parts.next()?)?;
    let start: usize = source.text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let rest = source.text.get(start..)?;
    let offset = rest.char_indices().nth(column - 1).map_or(rest.len(), |(at, _)| at);
    Some((source, Span::at(start + offset)))
}

/// `page.html`, which extends `base.html`.
fn chain(template: &str, sources: &Sources) -> String {
    let mut text = format!("the template is `{template}`");
    let mut name = template.to_owned();
    // A circle is an error of its own and was reported when the templates were loaded.
    for _ in 0..16 {
        let Some(parent) = sources.get(&name).and_then(|source| extends(&source.text)) else {
            break;
        };
        let parent = [parent.to_owned(), format!("default/{parent}")]
            .into_iter()
            .find(|candidate| *candidate != name && sources.contains_key(candidate))
            .unwrap_or_else(|| parent.to_owned());
        text.push_str(&format!(", which extends `{parent}`"));
        name = parent;
    }
    text
}

fn extends(text: &str) -> Option<&str> {
    let rest = text.trim_start().strip_prefix("{%")?.trim_start_matches('-').trim_start();
    let rest = rest.strip_prefix("extends")?.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    rest[1..].split(quote).next()
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_lowercase().chain(chars).collect())
}
