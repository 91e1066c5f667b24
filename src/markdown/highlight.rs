//! Colours for code, by classes that begin with `hl-`.
//!
//! In: a language and code. Out: HTML, unless the language is unknown. Which class has which colour
//! is left to the theme.

use super::fragment::escape_content;
use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, LazyLock, OnceLock};
use syntect::parsing::{
    BasicScopeStackOp, ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet,
};

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
    let mut state = ParseState::new(syntax);
    let mut scopes = ScopeStack::new();
    let mut spans = Spans::with_capacity(2 * code.len());
    for line in code.split_inclusive('\n') {
        let ended = if line.ends_with('\n') { line.into() } else { Cow::from(format!("{line}\n")) };
        let mut at = 0;
        for (place, change) in state.parse_line(&ended, set).ok()? {
            let place = place.min(line.len());
            escape_content(&mut spans.html, line.get(at..place)?);
            at = place;
            let hook = |change, _: &[Scope]| match change {
                BasicScopeStackOp::Push(scope) => spans.open(scope),
                BasicScopeStackOp::Pop => spans.close(),
            };
            scopes.apply_with_hook(&change, hook).ok()?;
        }
        escape_content(&mut spans.html, line.get(at..)?);
    }
    while !spans.opened.is_empty() {
        spans.close();
    }
    Some(spans.html)
}

/// The kinds of things in code that have a class of their own: the first part of a scope's name, as
/// grammars of TextMate and Sublime Text use them. What else they say (`punctuation`, `meta`,
/// `source`, the language again) makes up four fifths of the HTML, and few themes ask for it.
static KINDS: LazyLock<[(Scope, &str); 10]> = LazyLock::new(|| {
    let names = [
        "comment", "constant", "entity", "invalid", "keyword", "markup", "storage", "string",
        "support", "variable",
    ];
    names.map(|name| (Scope::new(name).expect("it is one word"), name))
});

/// HTML that is being written.
struct Spans {
    html: String,
    /// For each open scope its kind, and where its tag begins and ends if it has one.
    opened: Vec<Option<(&'static str, usize, usize)>>,
}

impl Spans {
    fn with_capacity(bytes: usize) -> Self {
        Self { html: String::with_capacity(bytes), opened: Vec::new() }
    }

    fn open(&mut self, scope: Scope) {
        let kind = KINDS.iter().find(|(kind, _)| kind.is_prefix_of(scope)).map(|(_, name)| *name);
        let around = self.opened.iter().rev().find_map(|one| one.map(|(name, ..)| name));
        // Within its like it changes nothing.
        let kind = kind.filter(|name| around != Some(*name));
        self.opened.push(kind.map(|name| {
            let start = self.html.len();
            self.html.push_str("<span class=\"hl-");
            self.html.push_str(name);
            self.html.push_str("\">");
            (name, start, self.html.len())
        }));
    }

    fn close(&mut self) {
        if let Some(Some((_, start, end))) = self.opened.pop() {
            if self.html.len() == end {
                self.html.truncate(start);
            } else {
                self.html.push_str("</span>");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    static LANGUAGES: LazyLock<Languages> = LazyLock::new(Languages::default);

    fn html(language: &str, code: &str) -> String {
        match colour(&LANGUAGES, language, code) {
            Coloured::Html(html) => html,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_span_says_what_stands_in_it_and_nothing_more() {
        for (language, code, expected) in [
            (
                "yaml",
                "title: \"A & B\" # why\n",
                "<span class=\"hl-string\"><span class=\"hl-entity\">title</span></span>: \
                 <span class=\"hl-string\">\"A &amp; B\"</span> \
                 <span class=\"hl-comment\"># why\n</span>",
            ),
            ("json", "{}", "{}"),
            ("rust", "/* over\nlines */", "<span class=\"hl-comment\">/* over\nlines */</span>"),
        ] {
            assert_eq!(html(language, code), expected, "{code}");
        }
    }

    proptest! {
        /// Whatever the code: without the tags it is the code, and each tag is closed.
        #[test]
        fn nothing_but_tags_is_added(
            language in "yaml|json|html|css|python|sh|rust|markdown|js",
            code in "([a-z]{1,3}|[ \\n\"'`{}()<>&#:;=/*_-]|def |let |0|é|<!--|-->|'''){0,40}",
        ) {
            let html = html(&language, &code);
            let mut plain = String::new();
            let mut open = 0_i32;
            for piece in html.split_inclusive('>') {
                let (text, tag) = piece.split_at(piece.find('<').unwrap_or(piece.len()));
                plain.push_str(text);
                open += match tag {
                    "" => 0,
                    "</span>" => -1,
                    _ => 1,
                };
                prop_assert!(tag.is_empty() || open >= 0);
            }
            prop_assert_eq!(open, 0);
            let mut escaped = String::new();
            escape_content(&mut escaped, &code);
            prop_assert_eq!(plain, escaped);
        }
    }
}
