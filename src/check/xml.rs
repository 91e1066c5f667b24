//! Feeds and sitemaps: the addresses in them.

use crate::source::Span;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

/// The addresses of an XML file, with their places.
#[derive(Debug, Default)]
pub struct Xml {
    /// Every `href`, and what stands in a `loc`.
    pub addresses: Vec<(String, Span)>,
    /// What is wrong with it, if it cannot be read to its end, and where.
    pub broken: Option<(String, Span)>,
}

impl Xml {
    /// Reads a file, as far as it can be read.
    pub(super) fn parse(text: &str) -> Self {
        let mut found = Self::default();
        let mut reader = Reader::from_str(text);
        // Where what stands in a `loc` begins.
        let mut loc = None;
        loop {
            let start = place(reader.buffer_position());
            let event = reader.read_event();
            let span = Span::new(start, place(reader.buffer_position()));
            match event {
                Ok(Event::Eof) => return found,
                Ok(Event::Start(tag)) => {
                    loc = tag.name().as_ref().eq("loc").then(|| span.range().end);
                    found.hrefs(&tag, span);
                }
                Ok(Event::Empty(tag)) => found.hrefs(&tag, span),
                Ok(Event::End(_)) => {
                    if let Some(from) = loc.take()
                        && let Ok(address) = unescape(&text[from..start])
                    {
                        found.addresses.push((address.trim().to_owned(), Span::new(from, start)));
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

fn place(offset: u64) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}
