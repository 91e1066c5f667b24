//! A stylesheet as rules see it: what it makes browsers ask for, and what it declares.
//!
//! In: the text of a stylesheet, or of a `style` attribute. Out: [`Css`]. Read by cssparser's
//! tokenizer, which resolves escapes and knows strings and comments; nothing is looked for in the
//! bare text.

use crate::source::Span;
use cssparser::{Delimiter, ParseError, Parser, ParserInput, Token};

/// A parsed stylesheet.
#[derive(Debug, Default)]
pub struct Css<'a> {
    /// Whatever makes a browser ask for another file, in order.
    pub requests: Vec<Request>,
    /// Every declaration, in order; custom properties are among them.
    pub declarations: Vec<Declaration<'a>>,
    /// The cascade layers, in the order in which they are first named: later ones win.
    layers: Vec<String>,
}

/// Something that makes a browser ask for another file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// How: `url()`, `@import`, `@font-face`, `image-set()`, `src()`.
    pub how: &'static str,
    /// The address, if one is written there; empty otherwise.
    pub address: String,
    /// Where.
    pub span: Span,
}

/// `name: value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration<'a> {
    /// The selectors and at-rules around it, outermost first.
    pub context: Vec<&'a str>,
    /// The property, in small letters; custom properties as written.
    pub name: String,
    /// Its value as written, without spaces around it.
    pub value: &'a str,
    /// The whole declaration.
    pub span: Span,
}

impl<'a> Css<'a> {
    /// Parses a stylesheet. Never fails: what browsers skip is skipped.
    #[must_use]
    pub fn parse(text: &'a str) -> Self {
        let mut input = ParserInput::new(text);
        let mut parser = Parser::new(&mut input);
        let mut css = Self::default();
        css.block(&mut parser, &mut Vec::new());
        css
    }

    /// What stands between two braces, or in the whole file: rules and declarations.
    fn block(&mut self, parser: &mut Parser<'a, '_>, context: &mut Vec<&'a str>) {
        loop {
            parser.skip_whitespace();
            if parser.is_exhausted() {
                return;
            }
            let from = parser.position();
            let ends = Delimiter::Semicolon | Delimiter::CurlyBracketBlock;
            let _: Result<(), ParseError<'_, ()>> = parser.parse_until_before(ends, |part| {
                self.tokens(part);
                Ok(())
            });
            let to = parser.position();
            let head = parser.slice(from..to);
            match parser.next() {
                Ok(Token::CurlyBracketBlock) => {
                    context.push(head.trim());
                    self.name_layer(context);
                    let _: Result<(), ParseError<'_, ()>> = parser.parse_nested_block(|inner| {
                        self.block(inner, context);
                        Ok(())
                    });
                    context.pop();
                }
                _ => self.declaration(head, from.byte_index(), context),
            }
        }
    }

    fn declaration(&mut self, head: &'a str, at: usize, context: &[&'a str]) {
        if let Some(names) = head.trim_start().strip_prefix("@layer") {
            for name in names.split(',') {
                let statement = format!("@layer {}", name.trim());
                let whole: Vec<&str> = context.iter().copied().chain([&*statement]).collect();
                self.name_layer(&whole);
            }
            return;
        }
        let Some((name, value)) = head.split_once(':') else { return };
        let name = name.trim();
        if name.starts_with('@') || name.is_empty() {
            return;
        }
        let is_custom = name.starts_with("--");
        self.declarations.push(Declaration {
            context: context.to_vec(),
            name: if is_custom { name.to_owned() } else { name.to_ascii_lowercase() },
            value: value.trim(),
            span: Span::new(at, at + head.len()),
        });
    }

    fn name_layer(&mut self, context: &[&str]) {
        let name = layer_of(context);
        if !name.is_empty() && !self.layers.contains(&name) {
            self.layers.push(name);
        }
    }

    /// The rank of the layer that a declaration is in. What is in none wins over all.
    #[must_use]
    pub fn layer(&self, declaration: &Declaration<'_>) -> usize {
        let name = layer_of(&declaration.context);
        self.layers.iter().position(|known| *known == name).unwrap_or(usize::MAX)
    }

    /// Looks through all tokens for what asks for a file.
    fn tokens(&mut self, parser: &mut Parser<'a, '_>) {
        loop {
            parser.skip_whitespace();
            let from = parser.position().byte_index();
            let Ok(token) = parser.next() else { return };
            let (how, address, is_open) = match token {
                Token::UnquotedUrl(url) => (Some("url()"), url.to_string(), false),
                Token::Function(name) => (function(name), String::new(), true),
                Token::AtKeyword(name) => (at_rule(name), String::new(), false),
                Token::ParenthesisBlock | Token::SquareBracketBlock => (None, String::new(), true),
                _ => continue,
            };
            let mark = self.requests.len();
            if let Some(how) = how {
                let span = Span::new(from, parser.position().byte_index());
                let text = if how == "@import" {
                    parser.try_parse(|parser| parser.expect_string_cloned()).ok()
                } else {
                    None
                };
                let address = text.map_or(address, |text| text.to_string());
                self.requests.push(Request { how, address, span });
            }
            if is_open {
                let _: Result<(), ParseError<'_, ()>> = parser.parse_nested_block(|inner| {
                    let text = inner.try_parse(|inner| inner.expect_string_cloned());
                    if let (Some(_), Ok(text)) = (how, text) {
                        self.requests[mark].address = text.to_string();
                    }
                    self.tokens(inner);
                    Ok(())
                });
                if let (Some(_), Some(request)) = (how, self.requests.get_mut(mark)) {
                    request.span = Span::new(from, parser.position().byte_index());
                }
            }
        }
    }
}

impl<'a> Declaration<'a> {
    /// The selectors around it, outermost first, each list as one.
    pub fn selectors(&self) -> impl Iterator<Item = &'a str> {
        self.context.iter().copied().filter(|around| !around.starts_with('@'))
    }

    /// The conditions of the media queries around it.
    pub fn media(&self) -> impl Iterator<Item = &'a str> {
        self.context.iter().filter_map(|around| around.strip_prefix("@media")).map(str::trim)
    }

    /// Whether it holds on paper only.
    #[must_use]
    pub fn is_for_print(&self) -> bool {
        self.media().any(|media| media.starts_with("print"))
    }

    /// Whether it goes before others.
    #[must_use]
    pub fn is_important(&self) -> bool {
        self.value.ends_with("!important")
    }

    /// The value without its importance.
    #[must_use]
    pub fn plain_value(&self) -> &'a str {
        self.value.strip_suffix("!important").unwrap_or(self.value).trim()
    }
}

/// The name of the layer that a place is in; empty if it is in none.
fn layer_of(context: &[&str]) -> String {
    let names = context.iter().filter_map(|around| around.strip_prefix("@layer")).map(str::trim);
    names.collect::<Vec<_>>().join(".")
}

fn function(name: &str) -> Option<&'static str> {
    let known = ["url", "src", "image", "image-set", "-webkit-image-set", "cross-fade"];
    let shown = ["url()", "src()", "image()", "image-set()", "image-set()", "cross-fade()"];
    let at = known.iter().position(|known| name.eq_ignore_ascii_case(known))?;
    Some(shown[at])
}

fn at_rule(name: &str) -> Option<&'static str> {
    ["@import", "@font-face"].into_iter().find(|known| name.eq_ignore_ascii_case(&known[1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn requests(text: &str) -> Vec<String> {
        let css = Css::parse(text);
        let shown =
            |r: &Request| format!("{} {:?} at {:?}", r.how, r.address, &text[r.span.range()]);
        css.requests.iter().map(shown).collect()
    }

    #[test]
    fn whatever_asks_for_a_file_is_found_where_it_is() {
        assert_eq!(
            requests("a { background: url(x.png) } @media print { b { x: URL( 'y' ) } }"),
            ["url() \"x.png\" at \"url(x.png)\"", "url() \"y\" at \"URL( 'y' )\"",]
        );
        assert_eq!(
            requests("@import 'x.css'; @font-face { src: \\75rl(f.woff2) format('x') }"),
            [
                "@import \"x.css\" at \"@import\"",
                "@font-face \"\" at \"@font-face\"",
                "url() \"f.woff2\" at \"\\\\75rl(f.woff2)\"",
            ]
        );
        assert_eq!(requests("a { x: image-set(\"a.png\" 1x, url(b.png) 2x) }").len(), 2);
        assert_eq!(
            requests("a::after { content: 'url(x)' } /* url(y) */ b { --u: \"@import\" }"),
            [""; 0]
        );
    }

    #[test]
    fn declarations_know_what_is_around_them() {
        let text = ":root{--a:#fff;--b : calc(1px + 2px) }@media print{a:hover{COLOR:red}}";
        let css = Css::parse(text);
        let shown =
            |d: &Declaration<'_>| format!("{} | {} = {}", d.context.join(" / "), d.name, d.value);
        assert_eq!(
            css.declarations.iter().map(shown).collect::<Vec<_>>(),
            [
                ":root | --a = #fff",
                ":root | --b = calc(1px + 2px)",
                "@media print / a:hover | color = red",
            ]
        );
    }

    #[test]
    fn a_style_attribute_is_a_stylesheet_without_braces() {
        let css = Css::parse("color: red; background: url(/x.png)");
        assert_eq!((css.declarations.len(), css.requests.len()), (2, 1));
    }
}
