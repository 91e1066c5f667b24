//! What the template engine says becomes diagnostics about the theme's files.

use crate::diagnostics::{Code, Diagnostic, closest, codes};
use crate::source::{SourceText, Span};
use std::collections::BTreeMap;
use tera::{Error, ErrorKind};

type Sources = BTreeMap<String, SourceText>;

/// Every mistake that keeps the templates from being loaded. The engine stops at the first file it
/// cannot read, so each is tried alone, and at the first parent it does not find.
pub(super) fn load_all(error: &Error, sources: &Sources) -> Vec<Diagnostic> {
    let unreadable: Vec<Diagnostic> = sources
        .iter()
        .filter_map(|(name, source)| {
            let alone = tera::Tera::new().add_raw_template(name, &source.text).err()?;
            // Parents and includes are missing here; only what is wrong inside the file counts.
            matches!(alone.kind(), ErrorKind::SyntaxError(_)).then(|| load(&alone, sources))
        })
        .collect();
    if !unreadable.is_empty() {
        return unreadable;
    }
    let parentless: Vec<Diagnostic> = sources
        .iter()
        .filter_map(|(name, source)| {
            let parent = extends(&source.text)?;
            let is_known = [parent, &format!("default/{parent}")]
                .into_iter()
                .any(|name| sources.contains_key(name));
            (!is_known).then(|| missing(name, parent, sources))
        })
        .collect();
    if !parentless.is_empty() {
        return parentless;
    }
    match reports(&error.kind().to_string(), sources) {
        found if found.is_empty() => vec![load(error, sources)],
        found => found,
    }
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
        ErrorKind::CircularExtend { tpl, inheritance_chain } => {
            let message = format!("`{tpl}` extends itself{}", by_way_of(tpl, inheritance_chain));
            let parent = sources.get(tpl).and_then(|source| extends(&source.text));
            let found =
                at_name(Diagnostic::new(code, message), tpl, parent.unwrap_or(tpl), sources);
            let built_in = format!("default/{tpl}");
            if parent == Some(tpl) && sources.contains_key(&built_in) {
                found.help(format!("write `{built_in}` for the template that is built in"))
            } else {
                found.help("let one of them stand alone")
            }
        }
        ErrorKind::CircularInclude { tpl, include_chain } => {
            let message = format!("`{tpl}` includes itself{}", by_way_of(tpl, include_chain));
            let next = include_chain.iter().find(|name| *name != tpl).unwrap_or(tpl);
            at_name(Diagnostic::new(code, message), tpl, next, sources)
                .help("take one of the includes out")
        }
        other => {
            let text = other.to_string();
            // A few messages name their template and nothing else.
            let named = text.split('`').filter_map(|name| sources.get(name)).next_back();
            let diagnostic = Diagnostic::new(code, lower_first(text.trim_end_matches('.')));
            match named {
                Some(source) => diagnostic.in_file(&source.path),
                None => diagnostic,
            }
        }
    }
}

/// ` by way of `a`, `b``: what lies between a template and itself.
fn by_way_of(name: &str, chain: &[String]) -> String {
    let others: Vec<String> =
        chain.iter().filter(|other| *other != name).map(|other| format!("`{other}`")).collect();
    if others.is_empty() { String::new() } else { format!(" by way of {}", others.join(", ")) }
}

fn missing(current: &str, parent: &str, sources: &Sources) -> Diagnostic {
    let message = format!("there is no template `{parent}` to extend");
    let diagnostic = Diagnostic::new(&codes::templates::MISSING, message);
    nearest(at_name(diagnostic, current, parent, sources), parent, sources)
}

/// Puts a finding where the template `current` first writes the name of another in quotes.
fn at_name(found: Diagnostic, current: &str, name: &str, sources: &Sources) -> Diagnostic {
    let Some(source) = sources.get(current) else { return found };
    let quoted = [format!("\"{name}\""), format!("'{name}'")];
    match quoted.iter().find_map(|quoted| source.text.find(quoted)) {
        Some(at) => found.at(&source.path, Span::new(at + 1, at + 1 + name.len())),
        None => found.in_file(&source.path),
    }
}

/// Names are written without the prefix of those built in.
fn nearest(found: Diagnostic, wrong: &str, sources: &Sources) -> Diagnostic {
    let known = sources.keys().map(|name| name.strip_prefix("default/").unwrap_or(name));
    found.did_you_mean(wrong, known)
}

/// The engine lists what there is after a full stop; that is help, not message. Of a long list only
/// the nearest name helps.
fn split_help(message: &str) -> (String, Option<String>) {
    let Some((first, rest)) = message.split_once(". ") else {
        return (lower_first(message.trim_end_matches('.')), None);
    };
    let rest = rest.trim_end_matches('.');
    let help = match (rest.strip_prefix("Available "), first.split('`').nth(1)) {
        (Some(list), Some(wrong)) => {
            let (_, names) = list.split_once(": ").unwrap_or(("", list));
            let near = closest(wrong, names.split(", "));
            near.map_or_else(
                || format!("known here: {names}"),
                |name| format!("did you mean `{name}`?"),
            )
        }
        _ => lower_first(rest),
    };
    (lower_first(first), Some(help))
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
            let place = place_of(place, sources);
            if let Some(name) = what.strip_prefix("Unknown template `") {
                let name = name.trim_end_matches(['.', '`']);
                let message = format!("there is no template `{name}` to include");
                let found_here = Diagnostic::new(&codes::templates::MISSING, message);
                let found_here = match place {
                    Some((source, span)) => found_here.at(&source.path, span),
                    None => found_here,
                };
                found.push(nearest(found_here, name, sources));
                continue;
            }
            let (what, help) = split_help(what);
            let mut diagnostic = Diagnostic::new(&codes::templates::SYNTAX, what.as_str());
            if let Some((source, span)) = place {
                diagnostic = diagnostic.at(&source.path, span);
                if let Some(block) = what.strip_prefix("block `")
                    && let Some((block, _)) = block.split_once('`')
                {
                    diagnostic = lost_block(diagnostic, block, source, sources);
                }
            }
            found.push(match help {
                Some(help) => diagnostic.help(help),
                None => diagnostic,
            });
        }
    }
    found
}

/// A block that no template above has: misspelt, or its parent was replaced by one without it.
fn lost_block(
    found: Diagnostic,
    block: &str,
    source: &SourceText,
    sources: &Sources,
) -> Diagnostic {
    let parent = extends(&source.text).unwrap_or("base.html").to_owned();
    let found = found
        .help(format!("add the block to `{parent}`, or replace `{}` too", source.path.file_name()));
    let others = sources.values().filter(|other| other.path != source.path);
    let known: Vec<&str> = others.flat_map(|other| blocks(&other.text)).collect();
    if known.contains(&block) { found } else { found.did_you_mean(block, known) }
}

/// The names of a template's blocks.
fn blocks(text: &str) -> impl Iterator<Item = &str> {
    text.split("block ").skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_')?;
        Some(&rest[..end]).filter(|name| !name.is_empty())
    })
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

/// The template that another extends: comments may stand before it.
pub(super) fn extends(text: &str) -> Option<&str> {
    let mut rest = text.trim_start();
    while let Some(comment) = rest.strip_prefix("{#") {
        rest = comment.split_once("#}")?.1.trim_start();
    }
    let rest = rest.strip_prefix("{%")?.trim_start_matches('-').trim_start();
    let rest = rest.strip_prefix("extends")?.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    rest[1..].split(quote).next()
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_lowercase().chain(chars).collect())
}
