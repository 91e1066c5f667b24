//! Says in plain words why a text is not YAML, and what to do about it.
//!
//! In: the error of `serde_yaml`. Out: a diagnostic at the place an author has to change, which is
//! often not the place where the reader gave up. What the reader said is kept as a note.

mod said;

use super::quote::{code, quoted, requoted, short, split_line};
use super::{Format, build};
use crate::diagnostics::Diagnostic;
use crate::source::{SourceText, Span};
use said::Said;
use std::ops::Range;

/// Turns an error of `serde_yaml` into a diagnostic.
pub(super) fn explain(
    source: &SourceText,
    range: &Range<usize>,
    error: &serde_yaml::Error,
    format: &'static Format,
) -> Diagnostic {
    let text = &source.text[range.clone()];
    let said = Said::new(text, error);
    let plain = plain_words(text, &said);
    let at = Span::from(plain.place).shift(range.start);
    let mut problem = Diagnostic::new(format.not_yaml, plain.message).at(&source.path, at);
    problem.help = plain.help;
    if plain.quote_reader {
        problem = problem.note(format!("the YAML reader says: {}", said.in_full()));
    }
    problem
}

/// A diagnostic in the making.
struct Plain {
    message: String,
    place: Range<usize>,
    help: Option<String>,
    /// Whether the words of the YAML reader add something.
    quote_reader: bool,
}

impl Plain {
    fn new(place: Range<usize>, message: impl Into<String>) -> Self {
        Self { message: message.into(), place, help: None, quote_reader: true }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    fn in_our_words(mut self) -> Self {
        self.quote_reader = false;
        self
    }
}

fn plain_words(text: &str, said: &Said) -> Plain {
    let here = said.at..end_of_char(text, said.at);
    match said.problem.as_str() {
        "mapping values are not allowed in this context" => extra_colon(text, said.at),
        "found unexpected end of stream" if said.context.contains("quoted scalar") => {
            unclosed_quote(text, said.context_at)
        }
        "could not find expected ':'" => {
            open_quote_above(text, said.at).unwrap_or_else(|| not_a_pair(text, said.context_at))
        }
        "did not find expected ',' or ']'" => unclosed_bracket(text, said.context_at, ']'),
        "did not find expected ',' or '}'" => unclosed_bracket(text, said.context_at, '}'),
        "found character that cannot start any token" => bad_beginning(text, said.at),
        "found unknown escape character" => bad_escape(text, said.at),
        "control characters are not allowed" => control_character(text, said.at),
        problem if problem.contains("tab character") => tab(text, said.at),
        problem if problem.contains("more than one document") => second_document(text),
        problem if problem.contains("recursion limit") => {
            Plain::new(here, "more than 128 levels are nested")
                .help("use fewer levels")
                .in_our_words()
        }
        problem if problem.contains("repetition limit") || problem.contains(build::TOO_MUCH) => {
            Plain::new(here, "aliases (`*name`) repeat far too much")
                .help("write the values out instead of repeating them by aliases")
                .in_our_words()
        }
        problem if problem.contains("expected a key") => not_a_key(text, said.at),
        "did not find expected node content" if text[said.at..].starts_with(',') => {
            Plain::new(here, "there is nothing between two commas")
                .help("remove a comma, or put quotes around the whole if it is a text")
        }
        _ => open_quote_above(text, said.at)
            .or_else(|| special_beginning(text, said.at))
            .or_else(|| special_beginning(text, said.context_at))
            .or_else(|| tab_in_indent(text, said.at))
            .unwrap_or_else(|| does_not_fit(text, said)),
    }
}

/// The line as a whole, when nothing more precise is known.
fn does_not_fit(text: &str, said: &Said) -> Plain {
    let (start, line) = line_at(text, said.at);
    let end = (start + line.trim_end().len()).max(said.at);
    let expects_more = said.problem.starts_with("did not find expected");
    let message = if expects_more && said.context.contains("block") {
        "this line does not fit what stands above it".to_owned()
    } else {
        format!("this is not YAML: {}", said.in_full())
    };
    let plain = Plain::new(said.at..end, message).help(
        "begin it as far left as the lines it belongs with; look for a missing quote or colon above",
    );
    if expects_more { plain } else { plain.in_our_words() }
}

fn end_of_char(text: &str, at: usize) -> usize {
    text[at..].chars().next().filter(|c| *c != '\n' && *c != '\r').map_or(at, |c| at + c.len_utf8())
}

/// Start of the line that holds `at`, and the line without its end.
fn line_at(text: &str, at: usize) -> (usize, &str) {
    let start = text[..at].rfind('\n').map_or(0, |before| before + 1);
    let line = text[start..].lines().next().unwrap_or("");
    (start, line)
}

fn line_before(text: &str, at: usize) -> Option<(usize, &str)> {
    let (start, _) = line_at(text, at);
    start.checked_sub(1).map(|end| line_at(text, end))
}

/// The byte at which the value of a line begins.
fn value_start(start: usize, line: &str, value: &str) -> usize {
    start + line.rfind(value).unwrap_or(0)
}

/// `key:value` at the beginning of a line, as `key: value`.
pub(super) fn space_after_colon(text: &str) -> Option<String> {
    let line = text.trim().split(['\n', '\r']).next()?;
    let (key, value) = line.split_once(':')?;
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
    // Not `https://`: that is an address.
    let first = value.split_whitespace().next()?;
    (is_key && value.starts_with(first) && !first.starts_with('/'))
        .then(|| short(&format!("{key}: {value}")))
}

/// `title: Therapy: what is it?`, or a line indented by mistake.
fn extra_colon(text: &str, at: usize) -> Plain {
    let (start, line) = line_at(text, at);
    let place = at..end_of_char(text, at);
    let before = line_before(text, at);
    if text[start..at].contains(": ") {
        let problem = Plain::new(place, "a text with a colon in it needs quotes");
        return match requoted(line) {
            Some(better) => problem.help(format!("write {}", code(&better))),
            None => problem,
        };
    }
    if let Some((start, line)) = before
        && let Some(better) = space_after_colon(line)
    {
        return no_space(start, line, &better);
    }
    if let Some(tab) = tab_in_indent(text, at) {
        return tab;
    }
    let indent = line.len() - line.trim_start().len();
    if indent > 0 {
        return Plain::new(
            start + indent..start + line.trim_end().len(),
            "this line is indented, so it belongs to the text above it and cannot be a key",
        )
        .help("begin it as far left as the keys around it, or put quotes around the whole text");
    }
    match before.filter(|(_, line)| !line.trim().is_empty()) {
        Some((start, line)) => not_a_pair(text, start + line.len() - line.trim_start().len()),
        None => Plain::new(place, "a colon is not allowed here")
            .help("put quotes around a text with a colon in it"),
    }
}

fn no_space(start: usize, line: &str, better: &str) -> Plain {
    let colon = start + line.find(':').unwrap_or(0);
    Plain::new(colon..colon + 1, "the colon after a key needs a space behind it")
        .help(format!("write {}", code(better)))
}

fn unclosed_quote(text: &str, at: usize) -> Plain {
    let quote = &text[at..end_of_char(text, at)];
    let (_, line) = line_at(text, at);
    let problem =
        Plain::new(at..at + quote.len(), format!("the quote {} is never closed", code(quote)));
    match split_line(line).and_then(|(before, value)| Some((before, value.strip_prefix(quote)?))) {
        // Double quotes cannot simply be added to a text that holds one.
        Some((before, value)) => {
            problem.help(format!("write {}", code(&format!("{before} {}", quoted(value)))))
        }
        None => problem.help(format!("add {} where the text ends", code(quote))),
    }
}

/// A quote that is not closed in its line swallows the lines below up to the next quote; the reader
/// gives up only after that one.
fn open_quote_above(text: &str, at: usize) -> Option<Plain> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if start > at {
            return None;
        }
        if let Some((_, value)) = split_line(line)
            && let Some(quote) = value.chars().next().filter(|c| "\"'".contains(*c))
            && !value[1..].contains(quote)
        {
            let quote_at = value_start(start, line, value);
            if !ends_its_line(text, quote_at, quote) {
                return Some(unclosed_quote(text, quote_at));
            }
        }
        start += line.len();
    }
    None
}

/// Whether the text in quotes that begins at `at` ends where a line ends. If words follow its end,
/// that was meant as the beginning of another text in quotes.
fn ends_its_line(text: &str, at: usize, quote: char) -> bool {
    let mut escaped = false;
    let end = text[at + 1..].find(|c| {
        let found = c == quote && !escaped;
        escaped = c == '\\' && quote == '"' && !escaped;
        found
    });
    let Some(end) = end else { return false };
    let rest = text[at + 1 + end + 1..].lines().next().unwrap_or("").trim_start();
    rest.is_empty() || rest.starts_with('#')
}

fn unclosed_bracket(text: &str, at: usize, closing: char) -> Plain {
    let opening = &text[at..end_of_char(text, at)];
    let (_, line) = line_at(text, at);
    let message =
        format!("after {} a comma or {} is missing", code(opening), code(&closing.to_string()));
    let problem = Plain::new(at..at + opening.len(), message);
    match requoted(line) {
        Some(better) => problem.help(format!(
            "close the list with `{closing}`, or if it is a text, write {}",
            code(&short(&better))
        )),
        None => problem.help(format!("add `{closing}` where the list ends")),
    }
}

/// A line that is neither a key with its value nor the rest of a text.
fn not_a_pair(text: &str, at: usize) -> Plain {
    let (start, line) = line_at(text, at);
    let place = at..(start + line.trim_end().len()).max(at);
    match space_after_colon(line) {
        Some(better) => no_space(start, line, &better),
        None => Plain::new(place, "this line has no key: a colon and a space are missing")
            .help("write `key: value`, or indent the line if it continues the text above"),
    }
}

fn bad_beginning(text: &str, at: usize) -> Plain {
    match text[at..].chars().next() {
        Some('\t') | None => tab(text, at),
        Some(_) => special_beginning(text, at).unwrap_or_else(|| {
            let place = at..end_of_char(text, at);
            let message = format!("a text cannot begin with {}", code(&text[place.clone()]));
            Plain::new(place, message).help("put quotes around the text")
        }),
    }
}

/// A value that begins with a character YAML keeps for itself, in the line of the mistake.
fn special_beginning(text: &str, at: usize) -> Option<Plain> {
    let (start, line) = line_at(text, at);
    let (_, value) = split_line(line)?;
    let first = value.chars().next().filter(|c| "!&*|>@`%\"'{[".contains(*c))?;
    let begin = value_start(start, line, value);
    let place = begin..begin + first.len_utf8();
    let first = first.to_string();
    let message = match first.as_str() {
        "\"" | "'" => format!("something follows the second {}", code(&first)),
        _ => format!("{} at the beginning has a special meaning in YAML", code(&first)),
    };
    let better = requoted(line)?;
    Some(Plain::new(place, message).help(format!("put quotes around the text: {}", code(&better))))
}

fn bad_escape(text: &str, at: usize) -> Plain {
    let place = at..end_of_char(text, end_of_char(text, at));
    let message = format!("{} means nothing between double quotes", code(&text[place.clone()]));
    Plain::new(place, message)
        .help("write `\\\\` for a backslash, or use single quotes around the text")
}

fn control_character(text: &str, at: usize) -> Plain {
    let place = at..end_of_char(text, at);
    let number = text[at..].chars().next().map_or(0, u32::from);
    Plain::new(place, format!("an invisible character (U+{number:04X}) is not allowed in YAML"))
        .help("delete it; it may have come in by copying from another program")
        .in_our_words()
}

fn tab(text: &str, at: usize) -> Plain {
    let (start, line) = line_at(text, at);
    let at = line.find('\t').map_or(at, |tab| start + tab);
    Plain::new(at..end_of_char(text, at), "a tab cannot be used here")
        .help("use spaces instead of tabs at the beginning of lines")
}

fn tab_in_indent(text: &str, at: usize) -> Option<Plain> {
    let (_, line) = line_at(text, at);
    let indent = &line[..line.len() - line.trim_start().len()];
    indent.contains('\t').then(|| tab(text, at))
}

fn second_document(text: &str) -> Plain {
    let mut start = 0;
    let mut begun = false;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        let mark = words == "..." || words == "---" || words.starts_with("--- ");
        if mark && begun {
            return Plain::new(start..start + words.len(), "a second document begins here")
                .help("keep only one document in a file, without lines `---` in between")
                .in_our_words();
        }
        begun |= !words.trim().is_empty() && !words.trim_start().starts_with('#');
        start += line.len();
    }
    // Without such a line, the reader takes a line further left than the first for a new document.
    uneven_start(text).unwrap_or_else(|| {
        Plain::new(0..0, "something follows behind the end of the first value")
            .help("write lines of `key: value`, or a list with `- ` before each item")
            .in_our_words()
    })
}

fn uneven_start(text: &str) -> Option<Plain> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut lines = text.split_inclusive('\n').scan(0, |start, line| {
        *start += line.len();
        Some((*start - line.len(), line))
    });
    let has_words = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let (_, first) = lines.find(|(_, line)| has_words(line))?;
    let (start, line) = lines.find(|(_, line)| has_words(line) && indent(line) < indent(first))?;
    let begin = start + indent(line);
    let message = "this line begins further left than the first one";
    Some(
        Plain::new(begin..start + line.trim_end().len(), message)
            .help("begin all keys equally far left")
            .in_our_words(),
    )
}

fn not_a_key(text: &str, at: usize) -> Plain {
    special_beginning(text, at).unwrap_or_else(|| {
        Plain::new(at..end_of_char(text, at), "a list or a group of keys cannot be a key")
            .help("write a word as the key")
            .in_our_words()
    })
}

#[cfg(test)]
mod tests;
