//! Colours for code, by classes that begin with `hl-`.
//!
//! In: a language and code. Out: HTML, unless the language is unknown. Which class has which colour
//! is left to the theme.

use std::sync::LazyLock;
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::{SyntaxReference, SyntaxSet};

/// Touched only by pages with a block that names a language: loading it costs half a millisecond,
/// the first use of a language some fifty.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// Names that ask for no colours.
const PLAIN: [&str; 5] = ["text", "txt", "plain", "console", "none"];

/// What became of some code.
#[derive(Debug)]
pub(super) enum Coloured {
    /// HTML with classes.
    Html(String),
    /// It has no colours.
    Plain,
    /// It has none, and its author meant it to.
    UnknownLanguage,
}

/// Colours code.
pub(super) fn colour(language: &str, code: &str) -> Coloured {
    if PLAIN.iter().any(|plain| plain.eq_ignore_ascii_case(language)) {
        return Coloured::Plain;
    }
    let Some(syntax) = SYNTAXES.find_syntax_by_token(language) else {
        return Coloured::UnknownLanguage;
    };
    // An error means that a pattern gave up; the code is more important than its colours.
    generate(syntax, code).map_or(Coloured::Plain, Coloured::Html)
}

fn generate(syntax: &SyntaxReference, code: &str) -> Option<String> {
    let style = ClassStyle::SpacedPrefixed { prefix: "hl-" };
    let mut html = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, style);
    for line in code.split_inclusive('\n') {
        if line.ends_with('\n') {
            html.parse_html_for_line_which_includes_newline(line).ok()?;
        } else {
            html.parse_html_for_line_which_includes_newline(&format!("{line}\n")).ok()?;
        }
    }
    Some(html.finalize())
}

/// The names a fence may use, for suggestions.
pub(super) fn languages() -> impl Iterator<Item = &'static str> {
    SYNTAXES.syntaxes().iter().flat_map(|syntax| {
        // One-letter extensions are near to every typing error.
        let extensions = syntax.file_extensions.iter().map(String::as_str);
        extensions.chain([syntax.name.as_str()]).filter(|name| name.len() > 2)
    })
}
