//! The theme's stylesheets become one, minified, with its fingerprint in its name.
//!
//! In: the texts of the stylesheets, in order. Out: a [`Stylesheet`], and what is wrong with them.
//! One file, so that a page needs one request; the fingerprint lets browsers keep it for ever.

use crate::diagnostics::{Diagnosed, Diagnostic, codes};
use crate::source::{OutPath, SourceText, Span};
use lightningcss::printer::PrinterOptions;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, StyleSheet};

/// The site's one stylesheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stylesheet {
    /// `style.<eight hex digits>.css`.
    pub out: OutPath,
    /// What is in it.
    pub css: String,
}

/// Minifies and joins stylesheets. One that cannot be read is reported and left out.
pub fn bundle(sources: &[SourceText]) -> Diagnosed<Stylesheet> {
    let mut diagnostics = Vec::new();
    let mut css = String::new();
    for source in sources {
        match minify(source) {
            Ok(text) => css.push_str(&text),
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    // 32 bits: there is one such file a site; the fingerprint only has to differ from build to
    // build (BLAKE3, <https://github.com/BLAKE3-team/BLAKE3-specs>).
    let hash = blake3::hash(css.as_bytes()).to_hex();
    let out = OutPath::new(&format!("style.{}.css", &hash[..8])).expect("it is a plain file name");
    Diagnosed::new(Stylesheet { out, css }, diagnostics)
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

    #[test]
    fn stylesheets_are_joined_in_order_and_named_by_their_bytes() {
        let one = bundle(&[source("a { color: #ff0000; }"), source("b { margin: 0px }")]);
        assert!(one.diagnostics.is_empty());
        assert_eq!(one.value.css, "a{color:red}b{margin:0}");
        let other = bundle(&[source("b { margin: 0px }")]);
        assert_ne!(one.value.out, other.value.out);
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
            let found = bundle(&[source(text)]);
            assert_eq!(found.diagnostics.len(), 1, "{text}");
            assert_eq!(found.diagnostics[0].code.id, "T005", "{text}");
            assert_eq!(found.value.css, "", "{text}");
            let place = found.diagnostics[0].primary.as_ref().and_then(|label| label.span);
            assert!(place.is_some(), "{text}");
        }
        for harmless in ["a::after { content: \"url(x)\" }", "a::after { content: 'a\\'src(x)' }"] {
            assert_eq!(bundle(&[source(harmless)]).diagnostics, [], "{harmless}");
        }
    }

    #[test]
    fn a_mistake_is_reported_where_it_is() {
        let text = "a { color: red }\nb ! c { x: y }\n";
        let found = bundle(&[source(text)]);
        let at = found.diagnostics[0].primary.as_ref().and_then(|l| l.span).expect("a place");
        assert_eq!(&text[at.range().start..][..1], "!", "{:?}", found.diagnostics);
    }
}
