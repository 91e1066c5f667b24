//! Reads one drawing by a list of what may be in it.
//!
//! In: an SVG file. Out: the same shapes and words as HTML, written anew, or nothing if the file holds
//! anything that is not on the lists below. What a drawing could do to a page (load, run, style, name
//! places) is not looked for: whatever is not known is refused.

use crate::diagnostics::codes::data as codes;
use crate::diagnostics::{Code, Diagnosed, Diagnostic};
use crate::markup::{Html, escape_into};
use crate::source::{SourceText, Span};
use quick_xml::Reader as Xml;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::fmt::Write as _;

/// Elements that draw, and those that hold words (<https://www.w3.org/TR/SVG2/eltindex.html>).
const ELEMENTS: [&str; 11] =
    ["svg", "g", "path", "line", "rect", "circle", "polyline", "text", "tspan", "title", "desc"];

/// Elements whose words count.
const WITH_WORDS: [&str; 4] = ["text", "tspan", "title", "desc"];

/// Where and how large a shape is: numbers, units and the letters of paths.
const GEOMETRY: [&str; 21] = [
    "cx",
    "cy",
    "d",
    "dx",
    "dy",
    "font-size",
    "font-weight",
    "height",
    "opacity",
    "points",
    "r",
    "rx",
    "ry",
    "stroke-dasharray",
    "stroke-width",
    "transform",
    "viewBox",
    "width",
    "x",
    "x1",
    "x2",
];
/// The same, continued, with words that say how a line ends or a text stands.
const MORE: [&str; 8] = [
    "font-style",
    "stroke-dashoffset",
    "stroke-linecap",
    "stroke-linejoin",
    "text-anchor",
    "y",
    "y1",
    "y2",
];

/// The HTML of a drawing; empty if there is something wrong with it.
pub(super) fn read(source: &SourceText) -> Diagnosed<Html> {
    let mut drawing = Drawing::new(source);
    drawing.walk();
    drawing.finish()
}

struct Drawing<'a> {
    source: &'a SourceText,
    out: String,
    /// The elements around this place.
    around: Vec<String>,
    /// How many elements around this place are inside one that was refused.
    refused: usize,
    /// Whether the root has a name for people who do not see it.
    has_title: bool,
    /// Where the root's start tag is.
    root: Option<Span>,
    problems: Vec<Diagnostic>,
}

impl<'a> Drawing<'a> {
    fn new(source: &'a SourceText) -> Self {
        Self {
            source,
            out: String::with_capacity(source.text.len()),
            around: Vec::new(),
            refused: 0,
            has_title: false,
            root: None,
            problems: Vec::new(),
        }
    }

    fn problem(
        &mut self,
        code: &'static Code,
        span: Span,
        message: String,
        help: impl Into<String>,
    ) {
        self.problems.push(Diagnostic::new(code, message).at(&self.source.path, span).help(help));
    }

    fn walk(&mut self) {
        let source = self.source;
        let mut xml = Xml::from_str(&source.text);
        loop {
            let start = place(xml.buffer_position());
            let event = xml.read_event();
            let span = Span::new(start, place(xml.buffer_position()));
            match event {
                Ok(Event::Eof) => return self.end_of_file(span),
                Ok(Event::Start(tag)) => self.start(&tag, span, false),
                Ok(Event::Empty(tag)) => self.start(&tag, span, true),
                Ok(Event::End(_)) => self.end(),
                Ok(Event::Text(text)) => self.words(&text, span),
                Ok(Event::CData(text)) => self.words(&text, span),
                Ok(Event::GeneralRef(entity)) => self.entity(&entity, span),
                Ok(Event::Comment(_) | Event::Decl(_)) => {}
                Ok(Event::DocType(_) | Event::PI(_)) => self.problem(
                    &codes::DRAWING_NOT_PLAIN,
                    span,
                    "a drawing holds an instruction for programs".to_owned(),
                    "remove the line; `<svg …>` comes first",
                ),
                Err(cause) => {
                    let at = Span::at(place(xml.error_position()));
                    let help = "close what was opened, and put values in quotation marks";
                    let message = format!("the drawing is not XML: {cause}");
                    return self.problem(&codes::DRAWING_UNREADABLE, at, message, help);
                }
            }
        }
    }

    fn end_of_file(&mut self, span: Span) {
        if let Some(open) = self.around.last().cloned() {
            let message = format!("`<{open}>` is never closed");
            let help = format!("write `</{open}>` where it ends");
            self.problem(&codes::DRAWING_UNREADABLE, span, message, help);
        } else if self.root.is_none() && self.problems.is_empty() {
            let help = "save it as a plain SVG, or remove the file";
            let message = "the file holds no drawing".to_owned();
            self.problem(&codes::DRAWING_UNREADABLE, Span::at(0), message, help);
        } else if let (Some(root), false, true) =
            (self.root, self.has_title, self.problems.is_empty())
        {
            // A drawing with other mistakes may have lost its title with them.
            let message = "the drawing has no title: who cannot see it learns nothing".to_owned();
            let help = "write `<title>` and what it shows behind `<svg …>`; `<desc>` can say more";
            self.problem(&codes::DRAWING_WITHOUT_TITLE, root, message, help);
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, span: Span, is_empty: bool) {
        let name = tag.name().as_ref().to_owned();
        if self.refused > 0 || !self.is_allowed(&name, span) {
            self.refused += usize::from(!is_empty);
            // Kept even so, that its end tag finds it.
            if !is_empty {
                self.around.push(name);
            }
            return;
        }
        if self.around.is_empty() {
            self.root = Some(span);
            self.root_tag(tag, span);
        } else {
            self.out.push('<');
            self.out.push_str(&name);
            self.attributes(tag, span, false);
        }
        self.out.push_str(if is_empty { "/>" } else { ">" });
        if !is_empty {
            self.around.push(name);
        }
    }

    fn end(&mut self) {
        let Some(name) = self.around.pop() else { return };
        if self.refused > 0 {
            self.refused -= 1;
        } else {
            let _ = write!(self.out, "</{name}>");
        }
    }

    fn is_allowed(&mut self, name: &str, span: Span) -> bool {
        let is_root = self.around.is_empty();
        if is_root && self.root.is_some() {
            let message = "a second drawing begins in the file".to_owned();
            let help = "save it in a file of its own";
            self.problem(&codes::DRAWING_NOT_PLAIN, span, message, help);
            return false;
        }
        // HTML reads what is in these two as if it stood outside of the drawing.
        if let Some(around @ ("title" | "desc")) = self.around.last().map(String::as_str) {
            let message = format!("`<{around}>` holds `<{name}>`, and can hold words only");
            let help = format!("write the words alone, and `</{around}>` behind them");
            self.problem(&codes::DRAWING_NOT_PLAIN, span, message, help);
            return false;
        }
        if is_root == (name == "svg") && ELEMENTS.contains(&name) {
            return true;
        }
        let (message, help) = if is_root {
            (
                format!("a drawing begins with `<svg>`, not with `<{name}>`"),
                "save it as a plain SVG".to_owned(),
            )
        } else if name == "style" {
            let help = "write `stroke=\"currentColor\"` and the like at each shape, or a `class` of the theme";
            ("a drawing cannot bring `<style>` along".to_owned(), help.to_owned())
        } else {
            let shapes = ELEMENTS[1..].iter().map(|name| format!("`{name}`")).collect::<Vec<_>>();
            (
                format!("`<{name}>` cannot stand in a drawing"),
                format!("these can: {}", shapes.join(", ")),
            )
        };
        self.problem(&codes::DRAWING_NOT_PLAIN, span, message, help);
        false
    }

    /// The root, with what makes it a picture with a size for browsers and screen readers.
    fn root_tag(&mut self, tag: &BytesStart<'_>, span: Span) {
        let view = attribute(tag, "viewBox").unwrap_or_default();
        let numbers: Vec<f64> = view
            .split([' ', ','])
            .filter(|part| !part.is_empty())
            .filter_map(|p| p.parse().ok())
            .collect();
        let size = match numbers[..] {
            [_, _, width, height] if width > 0.0 && height > 0.0 => Some((width, height)),
            _ => None,
        };
        let Some((width, height)) = size else {
            let message = "the drawing does not say how large it is".to_owned();
            let help = "write its four numbers into `<svg>`, such as `viewBox=\"0 0 320 76\"`";
            return self.problem(&codes::DRAWING_UNREADABLE, span, message, help);
        };
        let _ = write!(self.out, "<svg role=\"img\" width=\"{width}\" height=\"{height}\"");
        // Without a colour of its own a shape would be black, on dark paper too.
        if attribute(tag, "fill").is_none() {
            self.out.push_str(" fill=\"currentColor\"");
        }
        self.attributes(tag, span, true);
    }

    fn attributes(&mut self, tag: &BytesStart<'_>, span: Span, is_root: bool) {
        for found in tag.attributes() {
            let value = found.as_ref().ok().and_then(|found| {
                let value = found.normalized_value(XmlVersion::Explicit1_0).ok()?;
                Some((found.key.as_ref().to_owned(), value.into_owned()))
            });
            let Some((name, value)) = value else {
                let message = "an attribute of the drawing cannot be read".to_owned();
                let help = "give each name once, with its value in quotation marks";
                return self.problem(&codes::DRAWING_UNREADABLE, span, message, help);
            };
            // What the root is made of is written already, or has no meaning in HTML.
            if is_root && matches!(name.as_str(), "role" | "width" | "height" | "xmlns" | "version")
            {
                continue;
            }
            match refusal(&name, &value) {
                None => {
                    let _ = write!(self.out, " {name}=\"");
                    escape_into(&mut self.out, &value);
                    self.out.push('"');
                }
                Some((message, help)) => {
                    let at = self.place_of(&name, span);
                    self.problem(&codes::DRAWING_NOT_PLAIN, at, message, help);
                }
            }
        }
    }

    /// Where the name of an attribute stands in a tag.
    fn place_of(&self, name: &str, tag: Span) -> Span {
        let text = &self.source.text[tag.range()];
        let mut found = text.match_indices(name).filter(|(at, _)| {
            let before = text[..*at].chars().next_back();
            let after = text[at + name.len()..].trim_start();
            before.is_some_and(char::is_whitespace) && after.starts_with('=')
        });
        found.next().map_or(tag, |(at, _)| Span::new(at, at + name.len()).shift(tag.start as usize))
    }

    fn words(&mut self, text: &str, span: Span) {
        let is_blank = text.trim().is_empty();
        let inside = self.around.last().is_some_and(|name| WITH_WORDS.contains(&name.as_str()));
        if self.refused > 0 || (is_blank && !inside) {
            return;
        }
        if !inside {
            let message = "words of the drawing stand outside of `<text>`".to_owned();
            let help = "put them into `<text x=\"…\" y=\"…\">`, or remove them";
            return self.problem(&codes::DRAWING_NOT_PLAIN, span, message, help);
        }
        self.has_title |= !is_blank && self.around.len() == 2 && self.around[1] == "title";
        // Lines and indents of the file are one space, as SVG says.
        let mut is_space = false;
        for c in text.chars() {
            if !c.is_whitespace() {
                escape_into(&mut self.out, c.encode_utf8(&mut [0; 4]));
            } else if !is_space {
                self.out.push(' ');
            }
            is_space = c.is_whitespace();
        }
    }

    fn entity(&mut self, entity: &BytesRef<'_>, span: Span) {
        let name: &str = entity;
        let meant = match entity.resolve_char_ref() {
            Ok(Some(c)) => Some(c.to_string()),
            _ => resolve_xml_entity(name).map(str::to_owned),
        };
        match meant {
            Some(text) => self.words(&text, span),
            None => {
                let message = format!("`&{name};` means nothing in an SVG");
                let help = "write the character itself";
                self.problem(&codes::DRAWING_UNREADABLE, span, message, help);
            }
        }
    }

    fn finish(self) -> Diagnosed<Html> {
        let html = if self.problems.is_empty() { Html::trusted(self.out) } else { Html::default() };
        Diagnosed::new(html, self.problems)
    }
}

/// Why an attribute cannot stand in a drawing, and what to do; `None` if it can.
fn refusal(name: &str, value: &str) -> Option<(String, String)> {
    // No bracket gets in here, so no `url(…)`.
    let is_number_like = |c: char| c.is_ascii_alphanumeric() || " \t\n,.+-%".contains(c);
    match name {
        "fill" | "stroke" => (!matches!(value, "none" | "currentColor")).then(|| {
            let message =
                format!("the colour `{value}` would stay as it is in the dark and on paper");
            (
                message,
                "write `currentColor`, `none`, or a `class` that the theme colours".to_owned(),
            )
        }),
        "transform" => {
            let is_plain = value.chars().all(|c| is_number_like(c) || "()".contains(c));
            (!is_plain || value.contains("url")).then(|| not_a_measure(name, value))
        }
        "class" | "aria-label" => None,
        _ if GEOMETRY.contains(&name) || MORE.contains(&name) => {
            (!value.chars().all(is_number_like)).then(|| not_a_measure(name, value))
        }
        "id" => Some((
            "a drawing cannot have an `id`: the page may have the same".to_owned(),
            "remove it, and what refers to it".to_owned(),
        )),
        "style" => Some((
            "a drawing cannot have a `style`: the security policy of every page forbids it"
                .to_owned(),
            "write its parts as attributes, such as `stroke-width=\"4\"`".to_owned(),
        )),
        _ => Some((
            format!("`{name}` cannot stand in a drawing"),
            "remove it: a drawing holds shapes, words and plain measures".to_owned(),
        )),
    }
}

fn not_a_measure(name: &str, value: &str) -> (String, String) {
    (format!("`{name}` is not a plain measure: `{value}`"), "write numbers".to_owned())
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok()??;
    Some(found.normalized_value(XmlVersion::Explicit1_0).ok()?.into_owned())
}

fn place(offset: u64) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}
