//! Keys that must be there, and names that must be names.

use super::{in_one_line, text_of};
use crate::checklist::Text;
use crate::checklist::lexer::{KEYWORDS, is_name};
use crate::diagnostics::codes::questionnaires as codes;
use crate::diagnostics::{Diagnostic, closest};
use crate::source::{Span, Spanned};
use crate::yaml::quote::{code, short};
use crate::yaml::{MapReader, Node, Value};

/// Asks for a key that must be there. `known` are the keys of the map, so that a misspelt one is
/// not reported as missing too; `what` has the key: "the question".
pub(super) fn need<'a>(
    map: &mut MapReader<'a>,
    key: &'a str,
    known: &[&str],
    what: &str,
) -> Option<Value<'a>> {
    if let Some(value) = map.value(key) {
        return Some(value);
    }
    let entries = match map.whole().node() {
        Node::Map(entries) => entries.as_slice(),
        _ => &[],
    };
    let is_misspelt = entries.iter().any(|(name, _)| {
        !known.contains(&name.as_str()) && closest(name, known.iter().copied()) == Some(key)
    });
    if !is_misspelt {
        missing(map.whole(), key, what);
    }
    None
}

fn missing(whole: &Value<'_>, key: &str, what: &str) {
    let help = match key {
        "answers" => "add `answers:` and below it, indented, lines such as `yes: Yes`".to_owned(),
        "sections" | "questions" | "signs" => {
            format!("add `{key}:` and below it, indented, an item `- id: …` for each")
        }
        "sources" => "add a line `sources: [key, key]` with keys of the bibliography".to_owned(),
        "published" | "review_by" => format!("add a line `{key}: 2026-11-21`"),
        _ => format!("add a line `{key}: …`"),
    };
    whole.push(
        Diagnostic::new(&codes::MISSING, format!("{what} has no `{key}`"))
            .at(&whole.document().source().path, first_line(whole))
            .help(help),
    );
}

/// A map can be long; its first line is enough to find it.
fn first_line(whole: &Value<'_>) -> Span {
    let span = whole.span();
    let text = whole.document().source().slice(span);
    let len = text.find(['\n', '\r']).unwrap_or(text.len());
    Span::new(span.start as usize, span.start as usize + len)
}

/// A text in Markdown that must be there.
pub(super) fn need_text<'a>(
    map: &mut MapReader<'a>,
    key: &'a str,
    known: &[&str],
    what: &str,
) -> Option<Text> {
    let value = need(map, key, known, what)?;
    let text = text_of(&value);
    if text.is_none() && matches!(value.node(), Node::String(_)) {
        let message = format!("`{key}` of {what} is empty");
        value.push(value.at_key(&codes::MISSING, message).help("write a text"));
    }
    text
}

/// A text in one line, without Markdown, that must be there.
pub(super) fn need_words<'a>(
    map: &mut MapReader<'a>,
    key: &'a str,
    known: &[&str],
    what: &str,
) -> Option<String> {
    need_text(map, key, known, what).map(|text| in_one_line(&text.text))
}

/// The `id` of something. A stand-in with the place of the map if there is none, which is reported.
pub(super) fn need_id<'a>(map: &mut MapReader<'a>, known: &[&str], what: &str) -> Spanned<String> {
    let value = need(map, "id", known, what);
    match value.as_ref().and_then(|value| Some((value, value.text()?))) {
        Some((value, id)) => Spanned::new(id, value.span()),
        None => Spanned::new(String::new(), first_line(map.whole())),
    }
}

/// Reports what cannot be a name in conditions.
pub(super) fn check_name(name: &str, what: &str, value: &Value<'_>, span: Span) {
    let problem = |message: String| {
        Diagnostic::new(&codes::BAD_ID, message).at(&value.document().source().path, span)
    };
    if KEYWORDS.contains(&name) {
        let message = format!("{} is a word of conditions and cannot name {what}", code(name));
        value.push(problem(message).help("use another word, or a longer name"));
    } else if !is_name(name) && !name.is_empty() {
        let message = format!("{} cannot name {what}", code(&short(name)));
        let better = name_like(name);
        let help = match better.as_str() {
            "" => "begin with a small letter; small letters, digits and hyphens follow".to_owned(),
            better => format!("write `{better}`: small letters, digits and hyphens"),
        };
        value.push(problem(message).help(help));
    }
}

fn name_like(text: &str) -> String {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let name = words.collect::<Vec<_>>().join("-").to_lowercase();
    let can_be = is_name(&name) && !KEYWORDS.contains(&name.as_str());
    if can_be { name } else { String::new() }
}
