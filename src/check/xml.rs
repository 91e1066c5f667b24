//! Feeds and sitemaps: the addresses in them, and what they say about each thing.

use crate::source::Span;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

/// What rules ask of an XML file.
#[derive(Debug, Default)]
pub struct Xml {
    /// Every `href`, and what stands in a `loc`.
    pub addresses: Vec<(String, Span)>,
    /// What a feed (Atom) or a sitemap says about each thing in it.
    pub texts: Vec<Text>,
    /// What is wrong with it, if it cannot be read to its end, and where.
    pub broken: Option<(String, Span)>,
}

/// What stands in an element of a feed or a sitemap.
#[derive(Debug, PartialEq, Eq)]
pub struct Text {
    /// The element's name.
    pub name: String,
    /// The name of the element around it.
    pub parent: String,
    /// What stands in it, entities resolved.
    pub value: String,
    /// Whether that is HTML.
    pub is_html: bool,
    /// Where.
    pub span: Span,
}

/// The elements that are kept as [`Text`].
const KEPT: [&str; 7] = ["loc", "lastmod", "id", "updated", "published", "content", "summary"];

/// The kinds of files whose elements have a meaning here.
const ROOTS: [&str; 3] = ["feed", "urlset", "sitemapindex"];

/// An element that is kept and whose end has not come.
struct Open {
    depth: usize,
    is_html: bool,
    from: usize,
}

impl Xml {
    /// Reads a file, as far as it can be read.
    pub(super) fn parse(text: &str) -> Self {
        let mut found = Self::default();
        let mut reader = Reader::from_str(text);
        let mut around: Vec<String> = Vec::new();
        let mut open: Option<Open> = None;
        loop {
            let start = place(reader.buffer_position());
            let event = reader.read_event();
            let span = Span::new(start, place(reader.buffer_position()));
            match event {
                Ok(Event::Eof) => return found,
                Ok(Event::Start(tag)) => {
                    found.hrefs(&tag, span);
                    let name = tag.name().as_ref().to_owned();
                    let root = around.first().map_or("", String::as_str);
                    let is_kept = KEPT.contains(&name.as_str()) && ROOTS.contains(&root);
                    if open.is_none() && (is_kept || name == "loc") {
                        let (depth, from) = (around.len(), span.range().end);
                        open = Some(Open { depth, is_html: is_html(&tag), from });
                    }
                    around.push(name);
                }
                Ok(Event::Empty(tag)) => found.hrefs(&tag, span),
                Ok(Event::End(_)) => {
                    let name = around.pop().unwrap_or_default();
                    if let Some(open) = open.take_if(|open| open.depth == around.len())
                        && let Ok(value) = unescape(&text[open.from..start])
                    {
                        let span = Span::new(open.from, start);
                        let value = value.trim().to_owned();
                        if name == "loc" {
                            found.addresses.push((value.clone(), span));
                        }
                        let parent = around.last().cloned().unwrap_or_default();
                        let is_html = open.is_html;
                        found.texts.push(Text { name, parent, value, is_html, span });
                    }
                }
                Ok(_) => {}
                Err(cause) => {
                    let at = Span::at(place(reader.error_position()));
                    found.broken = Some((cause.to_string(), at));
                    return found;
                }
            }
        }
    }

    fn hrefs(&mut self, tag: &BytesStart<'_>, span: Span) {
        for attribute in tag.attributes().flatten() {
            if attribute.key.local_name().as_ref() == "href"
                && let Ok(value) = attribute.normalized_value(quick_xml::XmlVersion::Explicit1_0)
            {
                self.addresses.push((value.into_owned(), span));
            }
        }
    }
}

/// <https://www.rfc-editor.org/rfc/rfc4287#section-3.1.1>
fn is_html(tag: &BytesStart<'_>) -> bool {
    tag.attributes().flatten().any(|attribute| {
        let value = attribute.normalized_value(quick_xml::XmlVersion::Explicit1_0);
        attribute.key.as_ref() == "type"
            && value.is_ok_and(|value| matches!(&*value, "html" | "xhtml" | "text/html"))
    })
}

fn place(offset: u64) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}
