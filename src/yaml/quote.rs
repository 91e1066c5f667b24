//! Text as an author could write it in YAML, for help that can be copied.

/// Puts quotes around a text: double ones, or single ones if those need no escapes.
#[must_use]
pub fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        format!("\"{text}\"")
    }
}

/// A text as it can stand after `key: `, with quotes if it needs them.
#[must_use]
pub fn as_value(text: &str) -> String {
    let begins_special = text.starts_with(|c: char| "!&*-?:|>@`%\"'#{}[],~".contains(c));
    let special = text.is_empty()
        || begins_special
        || text.contains(": ")
        || text.contains(" #")
        || text.ends_with(':')
        || text.trim() != text
        || text.contains(['\n', '\t'])
        || ["true", "false", "null"].contains(&text.to_ascii_lowercase().as_str())
        || text.parse::<f64>().is_ok();
    if special { quoted(text) } else { text.to_owned() }
}

/// Marks a piece of the author's file in a message, with backticks; also if it holds some.
#[must_use]
pub fn code(text: &str) -> String {
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

/// A text cut to a length that fits into a message.
#[must_use]
pub fn short(text: &str) -> String {
    const MOST: usize = 40;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MOST {
        return line;
    }
    let cut: String = line.chars().take(MOST - 1).collect();
    format!("{}…", cut.trim_end())
}

/// A line `key: value` (or `- value`) taken apart: what stands before the value, and the value.
#[must_use]
pub(super) fn split_line(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    let after_key = line.find(": ").map(|at| at + 1);
    let at = after_key.or_else(|| line.starts_with("- ").then_some(1))?;
    Some((&line[..at], line[at..].trim()))
}

/// The line with quotes around its value, as a suggestion.
#[must_use]
pub(super) fn requoted(line: &str) -> Option<String> {
    let (before, value) = split_line(line)?;
    // Quotes from a word processor are part of the text for YAML; people mean them as quotes.
    let value = value
        .strip_prefix('“')
        .and_then(|rest| rest.strip_suffix('”'))
        .filter(|inner| !inner.contains('“'))
        .unwrap_or(value);
    Some(format!("{before} {}", quoted(value)))
}
