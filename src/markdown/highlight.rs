//! Colours for code, by classes that begin with `hl-`.
//!
//! In: a language and code. Out: HTML, unless the language is unknown. Which class has which colour
//! is left to the theme.

use std::fmt;
use std::sync::{Arc, OnceLock};
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::{SyntaxReference, SyntaxSet};

/// The languages whose code can be coloured, for all pages and threads. They are loaded for the first
/// block that names a language: that costs half a millisecond, the first use of a language some fifty.
/// Those that were used take some 40 MB, so they are gone with the last who holds them.
#[derive(Clone, Default)]
pub struct Languages(Arc<OnceLock<SyntaxSet>>);

impl Languages {
    fn loaded(&self) -> &SyntaxSet {
        self.0.get_or_init(SyntaxSet::load_defaults_newlines)
    }

    /// The names a fence may use, for suggestions.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.loaded().syntaxes().iter().flat_map(|syntax| {
            // One-letter extensions are near to every typing error.
            let extensions = syntax.file_extensions.iter().map(String::as_str);
            extensions.chain([syntax.name.as_str()]).filter(|name| name.len() > 2)
        })
    }
}

impl fmt::Debug for Languages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Languages")
    }
}

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
pub(super) fn colour(languages: &Languages, language: &str, code: &str) -> Coloured {
    if PLAIN.iter().any(|plain| plain.eq_ignore_ascii_case(language)) {
        return Coloured::Plain;
    }
    let set = languages.loaded();
    let Some(syntax) = set.find_syntax_by_token(language) else {
        return Coloured::UnknownLanguage;
    };
    // An error means that a pattern gave up; the code is more important than its colours.
    generate(set, syntax, code).map_or(Coloured::Plain, Coloured::Html)
}

fn generate(set: &SyntaxSet, syntax: &SyntaxReference, code: &str) -> Option<String> {
    let style = ClassStyle::SpacedPrefixed { prefix: "hl-" };
    let mut html = ClassedHTMLGenerator::new_with_class_style(syntax, set, style);
    for line in code.split_inclusive('\n') {
        if line.ends_with('\n') {
            html.parse_html_for_line_which_includes_newline(line).ok()?;
        } else {
            html.parse_html_for_line_which_includes_newline(&format!("{line}\n")).ok()?;
        }
    }
    Some(html.finalize())
}
