//! Files that are not made by templates: feeds, sitemap, what hosts read, and the calendar of
//! reviews.
//!
//! In: the [`Site`](crate::site::Site) and the [`Plan`](crate::plan::Plan). Out: bytes, one file a
//! format. They read addresses from the plan and make none.

mod calendar;
mod delivery;
mod feed;
mod hosts;
mod sitemap;

pub use calendar::calendar;
pub use delivery::{Delivery, IMMUTABLE, OTHERS, PAGES, content_type, delivery, is_page};
pub use feed::{atom, json};
pub use hosts::{CSP, headers, policy, redirects, robots};
pub use sitemap::{index as sitemap_index, part as sitemap_part};

use crate::source::find_byte;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::borrow::Cow;

/// An XML writer with the declaration written and two spaces of indentation.
fn xml() -> Writer<Vec<u8>> {
    let mut writer = Writer::new_with_indent(Vec::with_capacity(16 * 1024), b' ', 2);
    event(&mut writer, Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
    writer
}

/// Writes one event. Memory does not fail.
fn event(writer: &mut Writer<Vec<u8>>, event: Event<'_>) {
    writer.write_event(event).expect("writing to memory cannot fail");
}

/// Writes `<name attributes…>text</name>`, escaped, without what XML cannot hold even escaped
/// (<https://www.w3.org/TR/xml/#charsets>): a stray control character would break the whole file.
fn element(writer: &mut Writer<Vec<u8>>, name: &str, attributes: &[(&str, &str)], text: &str) {
    let is_allowed = |c: char| !matches!(c, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}');
    let clean = |text| -> Cow<'_, str> {
        // Those are rare, and so are the characters that begin with the same byte as the last two.
        match find_byte(str::as_bytes(text), 0, |b| (b < b' ') | (b == 0xef)) {
            None => Cow::from(text),
            Some(_) => text.chars().filter(|&c| is_allowed(c)).collect(),
        }
    };
    let cleaned: Vec<(&str, Cow<'_, str>)> =
        attributes.iter().map(|(key, value)| (*key, clean(value))).collect();
    let pairs = cleaned.iter().map(|(key, value)| (*key, value.as_ref()));
    let element = writer.create_element(name).with_attributes(pairs);
    let text = clean(text);
    let written = if text.is_empty() {
        element.write_empty()
    } else {
        element.write_text_content(BytesText::new(&text))
    };
    written.expect("writing to memory cannot fail");
}
