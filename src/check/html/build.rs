//! From tokens to a tree, with the ends that HTML lets authors leave out.
//!
//! What the standard's tree construction does to misnested formatting and to text in the wrong place
//! of a table is not repeated: such tags are ignored. Elements that nobody wrote, such as a
//! `tbody`, are not made up. The tests compare the tree with html5ever's.

use super::{Attribute, Document, Element, NONE, Str, tags};
use crate::source::Span;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span as Place, Tokenizer};
use std::convert::Infallible;

pub(super) fn document(source: &str) -> Document<'_> {
    let mut builder = Builder {
        document: Document {
            source,
            decoded: String::new(),
            // A guess that is right for most pages, so that nothing moves.
            elements: Vec::with_capacity(source.len() / 40),
            attributes: Vec::with_capacity(source.len() / 40),
            texts: Vec::with_capacity(source.len() / 30),
            first: Box::new([NONE; tags::COUNT]),
        },
        open: Vec::with_capacity(32),
        latest: Box::new([NONE; tags::COUNT]),
        in_noscript: false,
        is_start: false,
    };
    builder.tokens(source, 0);
    builder.close_to(0);
    builder.document
}

struct Builder<'a> {
    document: Document<'a>,
    /// The elements that are not closed yet, the innermost last.
    open: Vec<u32>,
    /// The latest element of each known name.
    latest: Box<[u32; tags::COUNT]>,
    /// Whether what stands in a `noscript` is being read.
    in_noscript: bool,
    /// Whether attributes that come belong to a start tag.
    is_start: bool,
}

impl Builder<'_> {
    /// Reads a text that begins at `shift` in the source.
    fn tokens(&mut self, text: &str, shift: usize) {
        let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, place: Place<usize>| {
            let place = Place { start: place.start + shift, end: place.end + shift };
            self.event(&event, place);
            None::<Infallible>
        });
        // The content of `script` and its like holds no tags.
        emitter.naively_switch_states(true);
        let Ok(()) = Tokenizer::new_with_emitter(text, emitter).finish();
    }

    fn event(&mut self, event: &CallbackEvent<'_>, place: Place<usize>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.is_start = true;
                self.open_tag(name, place);
            }
            CallbackEvent::AttributeName { name } if self.is_start => {
                let name = self.keep(name, place);
                let owner = index(self.document.elements.len()) - 1;
                let place = Span::new(place.start, place.end);
                self.document.attributes.push(Attribute {
                    owner,
                    name,
                    value: Str::default(),
                    place,
                });
            }
            CallbackEvent::AttributeValue { value } if self.is_start => {
                let value = self.keep(value, place);
                if let Some(attribute) = self.document.attributes.last_mut() {
                    attribute.value = value;
                    attribute.place = Span::new(place.start, place.end);
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                self.is_start = false;
                self.end_of_start_tag(*self_closing, place.end);
            }
            CallbackEvent::EndTag { name } => {
                self.is_start = false;
                self.end_tag(name);
            }
            // For the tokenizer it is a text, as for browsers with scripts; for those without, and
            // for us, it holds elements.
            CallbackEvent::String { value }
                if !self.in_noscript && self.is_current(|open| open == "noscript") =>
            {
                let open = self.open.len();
                self.in_noscript = true;
                self.tokens(&String::from_utf8_lossy(value), place.start);
                self.in_noscript = false;
                self.close_to(open);
            }
            CallbackEvent::String { value } => {
                let text = self.keep(value, place);
                self.document.texts.push(text);
            }
            _ => {}
        }
    }

    /// A slice of the source if it says the same, else a copy.
    fn keep(&mut self, value: &[u8], place: Place<usize>) -> Str {
        if self.document.source.as_bytes().get(place.start..place.end) == Some(value) {
            return Str { start: index(place.start), end: index(place.end), is_decoded: false };
        }
        let start = index(self.document.decoded.len());
        // The tokenizer was given UTF-8, and what it adds are characters.
        self.document.decoded.push_str(&String::from_utf8_lossy(value));
        Str { start, end: index(self.document.decoded.len()), is_decoded: true }
    }

    fn name_of(&self, element: u32) -> &str {
        self.document.get(self.document.elements[element as usize].name)
    }

    fn current(&self) -> Option<u32> {
        self.open.last().copied()
    }

    fn is_current(&self, is: impl Fn(&str) -> bool) -> bool {
        self.current().is_some_and(|element| is(self.name_of(element)))
    }

    fn open_tag(&mut self, name: &[u8], place: Place<usize>) {
        let in_foreign = self.is_in_foreign();
        if !in_foreign {
            let name = String::from_utf8_lossy(name);
            self.imply_ends(&name);
        }
        let after_name = place.start + 1 + name.len();
        let name_place = Place { start: place.start + 1, end: after_name };
        let text = self.keep(name, name_place);
        let tag = tags::find(name);
        let at = index(self.document.elements.len());
        if let Some(latest) = self.latest.get_mut(usize::from(tag)) {
            match std::mem::replace(latest, at) {
                NONE => self.document.first[usize::from(tag)] = at,
                before => self.document.elements[before as usize].next = at,
            }
        }
        let attributes = index(self.document.attributes.len());
        let texts = index(self.document.texts.len());
        self.document.elements.push(Element {
            name: text,
            is_foreign: in_foreign || matches!(name, b"svg" | b"math"),
            parent: self.current().unwrap_or(NONE),
            last: at + 1,
            next: NONE,
            start: index(place.start),
            end: index(after_name),
            attributes: (attributes, attributes),
            texts: (texts, texts),
        });
    }

    /// Whether an element that comes now belongs to SVG or MathML
    /// (<https://html.spec.whatwg.org/multipage/parsing.html#html-integration-point>).
    fn is_in_foreign(&self) -> bool {
        let Some(current) = self.current() else { return false };
        self.document.elements[current as usize].is_foreign
            && !matches!(self.name_of(current), "foreignobject" | "desc" | "title")
    }

    fn end_of_start_tag(&mut self, self_closing: bool, end: usize) {
        let attributes = index(self.document.attributes.len());
        let at = index(self.document.elements.len()) - 1;
        let element = &mut self.document.elements[at as usize];
        element.end = index(end);
        element.attributes.1 = attributes;
        let closes = (self_closing && element.is_foreign)
            || (!element.is_foreign && tags::is_void(self.name_of(at).as_bytes()));
        if !closes {
            self.open.push(at);
        }
    }

    fn end_tag(&mut self, name: &[u8]) {
        let name = String::from_utf8_lossy(name);
        // In a drawing there are no blocks that an end tag would have to respect.
        let in_foreign =
            self.current().is_some_and(|open| self.document.elements[open as usize].is_foreign);
        for at in (0..self.open.len()).rev() {
            let open = self.name_of(self.open[at]);
            // The end of any heading ends the one that is open.
            if open == name || tags::is_heading(open) && tags::is_heading(&name) {
                self.close_to(at);
                return;
            }
            if !in_foreign && tags::stops(open, &name) {
                return;
            }
        }
    }

    /// Closes the open elements from that place in the list on.
    fn close_to(&mut self, at: usize) {
        let last = index(self.document.elements.len());
        let texts = index(self.document.texts.len());
        while self.open.len() > at {
            let Some(element) = self.open.pop() else { return };
            let element = &mut self.document.elements[element as usize];
            element.last = last;
            element.texts.1 = texts;
        }
    }

    /// Closes what has to end before an element of that name
    /// (<https://html.spec.whatwg.org/multipage/syntax.html#optional-tags>).
    fn imply_ends(&mut self, name: &str) {
        if self.is_current(|open| open == "head") && !tags::is_for_head(name) {
            self.close_to(self.open.len() - 1);
        }
        match name {
            "li" => self.close_nearest(name, &["li"], &["ul", "ol", "menu"]),
            "dt" | "dd" => self.close_nearest(name, &["dt", "dd"], &["dl"]),
            "option" => self.close_nearest(name, &["option"], &["select", "optgroup", "datalist"]),
            "optgroup" => self.close_nearest(name, &["optgroup"], &["select"]),
            "rt" | "rp" => self.close_nearest(name, &["rt", "rp"], &["ruby"]),
            "td" | "th" => self.close_nearest(name, &["td", "th"], &["tr", "table"]),
            "tr" => self.close_nearest(
                name,
                &["tr", "caption", "colgroup"],
                &["tbody", "thead", "tfoot", "table"],
            ),
            "tbody" | "thead" | "tfoot" => {
                self.close_nearest(
                    name,
                    &["tbody", "thead", "tfoot", "caption", "colgroup"],
                    &["table"],
                );
            }
            "a" | "button" => self.close_nearest(name, &[name], &["html"]),
            _ => {}
        }
        if tags::ends_paragraph(name) {
            self.close_nearest(name, &["p"], &["button"]);
        }
        if tags::is_heading(name) && self.is_current(tags::is_heading) {
            self.close_to(self.open.len() - 1);
        }
    }

    /// Closes the nearest open element of one of `names` before `name` begins, looking no further
    /// than `within` or what an end tag would not cross either.
    fn close_nearest(&mut self, name: &str, names: &[&str], within: &[&str]) {
        for at in (0..self.open.len()).rev() {
            let open = self.name_of(self.open[at]);
            if names.contains(&open) {
                self.close_to(at);
                return;
            }
            if within.contains(&open) || tags::stops(open, name) {
                return;
            }
        }
    }
}

/// A place as a small number. A page of four gigabytes is not one.
fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
