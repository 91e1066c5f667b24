//! The theme's stylesheets become one for each kind of page, minified, with a fingerprint in its name.
//!
//! In: the texts of the stylesheets by name. Out: [`Stylesheets`], and what is wrong with them. A
//! page has one of them, so that it needs one request; the fingerprint lets browsers keep it for
//! ever. Rules in `for/KIND/` are only in the stylesheet of that kind.

use crate::diagnostics::{Diagnosed, Diagnostic, codes};
use crate::source::{OutPath, SourceText, Span};
use lightningcss::printer::PrinterOptions;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, StyleSheet};
use std::collections::{BTreeMap, BTreeSet};

/// A stylesheet as published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stylesheet {
    /// `style.<eight hex digits>.css`, with the kind after `style` if it is for one.
    pub out: OutPath,
    /// What is in it.
    pub css: String,
}

/// The stylesheets of a site, by the kind of page they are for. The one of most pages has no name.
pub type Stylesheets = BTreeMap<String, Stylesheet>;

/// The kind whose pages have a questionnaire.
pub const QUESTIONNAIRE: &str = "checklist";

/// Not a kind of its own: what writing can hold and a questionnaire rarely does, such as tables and
/// code. In every stylesheet but that of questionnaires.
const TEXT: &str = "text";

/// Minifies stylesheets and joins them for each kind of page, in the order of their file names. One
/// that cannot be read is reported and left out.
///
/// `generated` are the rules that questionnaires bring along. If they are `rich`, which is to say in
/// pages of other kinds too or with tables and the like, their stylesheet has everything.
pub fn sheets(
    sources: &BTreeMap<String, SourceText>,
    generated: &SourceText,
    rich: bool,
) -> Diagnosed<Stylesheets> {
    let mut diagnostics = Vec::new();
    let mut read = |source: &SourceText| {
        minify(source).map_err(|diagnostic| diagnostics.push(*diagnostic)).unwrap_or_default()
    };
    let mut parts: Vec<(&str, &str, String)> = sources
        .iter()
        .map(|(name, source)| {
            let (kind, file) = place(name);
            (kind, file, read(source))
        })
        .collect();
    parts.sort_by_key(|(kind, file, _)| (*file, *kind));
    parts.push((QUESTIONNAIRE, "", read(generated)));
    let kinds: BTreeSet<&str> = parts.iter().map(|part| part.0).chain([""]).collect();
    let sheet = |kind: &str| {
        let wanted = |of: &str| match of {
            _ if kind == QUESTIONNAIRE && rich => true,
            TEXT => kind != QUESTIONNAIRE,
            _ => of.is_empty() || of == kind,
        };
        let css = parts.iter().filter(|part| wanted(part.0)).map(|part| part.2.as_str()).collect();
        (kind.to_owned(), named(kind, css))
    };
    Diagnosed::new(kinds.into_iter().filter(|kind| *kind != TEXT).map(sheet).collect(), diagnostics)
}

/// The kind that a file of `css/` is for, and the name that decides its place.
fn place(name: &str) -> (&str, &str) {
    match name.strip_prefix("for/").and_then(|rest| rest.split_once('/')) {
        Some((kind, file)) => (kind, file),
        None => ("", name),
    }
}

fn named(kind: &str, css: String) -> Stylesheet {
    // 32 bits: there are few such files in a site; the fingerprint only has to differ from build to
    // build (BLAKE3, <https://github.com/BLAKE3-team/BLAKE3-specs>).
    let hash = blake3::hash(css.as_bytes()).to_hex();
    let dash = if kind.is_empty() { "" } else { "-" };
    let kind = crate::slug::slugify(kind);
    let out = OutPath::new(&format!("style{dash}{kind}.{}.css", &hash[..8]));
    Stylesheet { out: out.expect("it is a plain file name"), css }
}

fn minify(source: &SourceText) -> Result<String, Box<Diagnostic>> {
    let options = ParserOptions { filename: source.path.to_string(), ..ParserOptions::default() };
    let mut sheet = StyleSheet::parse(&source.text, options).map_err(|error| {
        let at = error.loc.as_ref().map_or(0, |loc| offset(&source.text, loc.line, loc.column));
        Box::new(
            Diagnostic::new(&codes::templates::STYLE, lower_first(&error.kind.to_string()))
                .at(&source.path, Span::at(at)),
        )
    })?;
    let whole_file = |message: String| {
        Box::new(Diagnostic::new(&codes::templates::STYLE, message).in_file(&source.path))
    };
    sheet.minify(MinifyOptions::default()).map_err(|e| whole_file(e.kind.to_string()))?;
    let options = PrinterOptions { minify: true, ..PrinterOptions::default() };
    let css = sheet.to_css(options).map_err(|e| whole_file(e.kind.to_string()))?.code;
    let printed = without_strings(&css);
    match REQUESTS.iter().find(|word| printed.contains(*word)) {
        Some(word) => Err(request(source, word)),
        None => Ok(css),
    }
}

/// What makes a browser ask for another file. Looked for in the printed stylesheet, where comments
/// are gone and escapes are resolved.
const REQUESTS: [&str; 5] = ["url(", "@import", "@font-face", "image-set(", "src("];

/// The stylesheet with its strings emptied: what stands in one asks for nothing. Of the same length,
/// so that places stay right.
fn without_strings(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut quote = None;
    let mut escaped = false;
    for c in css.chars() {
        match quote {
            None => {
                quote = (!escaped && matches!(c, '"' | '\'')).then_some(c);
                out.push(c);
            }
            // A string ends with its line at the latest
            // (<https://www.w3.org/TR/css-syntax-3/#consume-string-token>).
            Some(open) if !escaped && (c == open || c == '\n') => {
                quote = None;
                out.push(c);
            }
            Some(_) => out.extend(std::iter::repeat_n(' ', c.len_utf8())),
        }
        escaped = c == '\\' && !escaped;
    }
    out
}

fn request(source: &SourceText, word: &str) -> Box<Diagnostic> {
    let name = word.trim_end_matches('(');
    let message =
        format!("the stylesheet uses `{name}`, which makes browsers ask for another file");
    let diagnostic = Diagnostic::new(&codes::templates::REQUESTS, message)
        .help("draw it with borders, characters or inline SVG; use fonts that readers have");
    // In small letters of ASCII only: others may change their length.
    let written = without_strings(&source.text.to_ascii_lowercase());
    let escaped = || written.find('\\').filter(|_| !written.contains(word));
    Box::new(match written.find(word).or_else(escaped) {
        Some(at) => diagnostic.at(&source.path, Span::new(at, at + name.len())),
        None => diagnostic.in_file(&source.path),
    })
}

/// The byte offset of a place that counts lines from 0 and columns from 1 in UTF-16 units, as
/// lightningcss does.
fn offset(text: &str, line: u32, column: u32) -> usize {
    let start: usize = text.split_inclusive('\n').take(line as usize).map(str::len).sum();
    let mut units = column.saturating_sub(1);
    let mut at = start;
    for c in text[start..].chars() {
        if units == 0 || c == '\n' {
            break;
        }
        units = units.saturating_sub(u32::try_from(c.len_utf16()).unwrap_or(1));
        at += c.len_utf8();
    }
    at
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourcePath;

    fn source(text: &str) -> SourceText {
        SourceText::new(SourcePath::new("themes/x/css/a.css").expect("a path"), text)
    }

    fn made(files: &[(&str, &str)], rich: bool) -> Diagnosed<Stylesheets> {
        let files = files.iter().map(|(name, text)| ((*name).to_owned(), source(text))).collect();
        sheets(&files, &source("form{x:y}"), rich)
    }

    fn bundle(files: &[(&str, &str)]) -> Diagnosed<Stylesheet> {
        let all = made(files, false);
        Diagnosed::new(all.value[""].clone(), all.diagnostics)
    }

    #[test]
    fn stylesheets_are_joined_in_order_and_named_by_their_bytes() {
        let one = bundle(&[("1.css", "a { color: #ff0000; }"), ("2.css", "b { margin: 0px }")]);
        assert!(one.diagnostics.is_empty());
        assert_eq!(one.value.css, "a{color:red}b{margin:0}");
        let other = bundle(&[("2.css", "b { margin: 0px }")]);
        assert_ne!(one.value.out, other.value.out);
    }

    #[test]
    fn each_kind_of_page_has_its_own_rules_in_their_place() {
        let files = [
            ("10-a.css", "a{x:y}"),
            ("30-c.css", "c{x:y}"),
            ("for/list/20-b.css", "b{x:y}"),
            ("for/text/25-t.css", "t{x:y}"),
        ];
        let css = |rich: bool, kind: &str| made(&files, rich).value[kind].css.clone();
        assert_eq!(css(false, ""), "a{x:y}t{x:y}c{x:y}");
        assert_eq!(css(false, "list"), "a{x:y}b{x:y}t{x:y}c{x:y}");
        assert_eq!(css(false, QUESTIONNAIRE), "a{x:y}c{x:y}form{x:y}");
        assert_eq!(css(true, QUESTIONNAIRE), "a{x:y}b{x:y}t{x:y}c{x:y}form{x:y}");
        let all = made(&files, false).value;
        assert_eq!(all.keys().collect::<Vec<_>>(), ["", QUESTIONNAIRE, "list"]);
        assert!(all["list"].out.as_str().starts_with("style-list."));
    }

    #[test]
    fn a_stylesheet_cannot_ask_for_another_file() {
        for text in [
            "a { background: url(x.png) }",
            "a:checked ~ b { background: URL('/seen') }",
            "@import 'x.css';",
            "@font-face { font-family: X; src: url(x.woff2) }",
            "a { background: \\75rl(x.png) }",
        ] {
            let found = bundle(&[("a.css", text)]);
            assert_eq!(found.diagnostics.len(), 1, "{text}");
            assert_eq!(found.diagnostics[0].code.id, "T005", "{text}");
            assert_eq!(found.value.css, "", "{text}");
            let place = found.diagnostics[0].primary.as_ref().and_then(|label| label.span);
            assert!(place.is_some(), "{text}");
        }
        for harmless in ["a::after { content: \"url(x)\" }", "a::after { content: 'a\\'src(x)' }"] {
            assert_eq!(bundle(&[("a.css", harmless)]).diagnostics, [], "{harmless}");
        }
    }

    #[test]
    fn a_mistake_is_reported_where_it_is() {
        let text = "a { color: red }\nb ! c { x: y }\n";
        let found = bundle(&[("a.css", text)]);
        let at = found.diagnostics[0].primary.as_ref().and_then(|l| l.span).expect("a place");
        assert_eq!(&text[at.range().start..][..1], "!", "{:?}", found.diagnostics);
    }
}
