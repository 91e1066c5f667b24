//! `slug:`, the last part of an address, as an author writes it.

use crate::diagnostics::codes::front_matter as codes;
use crate::yaml::MapReader;
use crate::yaml::quote::{code, short};

pub(super) fn slug(map: &mut MapReader<'_>) -> Option<String> {
    let value = map.value("slug")?;
    let slug = value.text()?;
    let Some(reason) = slug_problem(&slug) else { return Some(slug) };
    let better = slug_like(&slug);
    let help = match better.as_str() {
        "" => "write the last part of the address, such as `slug: panic-attacks`".to_owned(),
        better => format!("write {}", code(&format!("slug: {better}"))),
    };
    let message = format!("{} cannot be a slug: {reason}", code(&short(&slug)));
    let message = if slug.trim().is_empty() { "`slug` is empty".to_owned() } else { message };
    value.push(value.at(&codes::BAD_SLUG, message).help(help));
    None
}

fn slug_problem(slug: &str) -> Option<&'static str> {
    // What addresses keep for themselves, and what has to be escaped in many places.
    let unusable = |c: char| c.is_control() || "\\?#%&<>\"'`{}[]|^:*;,+=$!@()".contains(c);
    match slug {
        "" => Some("it is empty"),
        "." | ".." => Some("it names a folder"),
        _ if slug.contains('/') => Some("it holds a slash"),
        _ if slug.contains(char::is_whitespace) => Some("it holds a space"),
        _ if slug.contains(unusable) => Some("it holds a character that addresses cannot show"),
        _ if slug.starts_with('.') => Some("it begins with a dot, which hides files"),
        _ if slug.len() > 200 => Some("it is longer than 200 bytes"),
        _ => None,
    }
}

fn slug_like(text: &str) -> String {
    let words: Vec<_> = text
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .collect();
    let slug = words.join("-").to_lowercase();
    if slug.len() > 200 { String::new() } else { slug }
}
