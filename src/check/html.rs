//! A published page as a document that rules can ask.
//!
//! In: the text of a page. Out: a [`Document`]: elements in order, each with its attributes, its
//! place, its parent and its text. The tokenizer is html5gum, which follows the WHATWG; the tree is
//! ours (see `html/build.rs`). Names and values are slices of the text wherever that is possible.

mod build;
mod tags;
#[cfg(test)]
mod tests;

use crate::source::Span;

/// A parsed page. One parse serves all rules.
#[derive(Debug)]
pub struct Document<'a> {
    source: &'a str,
    /// Names and values that differ from the source: entities resolved, small letters.
    decoded: String,
    elements: Vec<Element>,
    attributes: Vec<Attribute>,
    texts: Vec<Str>,
    /// The first element of each known name.
    first: Box<[u32; tags::COUNT]>,
}

/// No element.
const NONE: u32 = u32::MAX;

/// A piece of text: of the source, or of [`Document::decoded`].
#[derive(Debug, Clone, Copy, Default)]
struct Str {
    start: u32,
    end: u32,
    is_decoded: bool,
}

#[derive(Debug)]
struct Element {
    name: Str,
    /// Whether it belongs to SVG or MathML.
    is_foreign: bool,
    parent: u32,
    /// One past its last descendant.
    last: u32,
    /// The next element of the same name, if the name is known.
    next: u32,
    /// The start tag.
    start: u32,
    end: u32,
    attributes: (u32, u32),
    texts: (u32, u32),
}

#[derive(Debug)]
struct Attribute {
    owner: u32,
    name: Str,
    value: Str,
    /// Where the value stands, or the name if there is no value.
    place: Span,
}

/// One element of a document. As cheap to copy as a number.
#[derive(Clone, Copy)]
pub struct Node<'d> {
    document: &'d Document<'d>,
    index: u32,
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index && std::ptr::eq(self.document, other.document)
    }
}

impl<'a> Document<'a> {
    /// Parses a page, or a piece of one. Never fails, as browsers never do.
    #[must_use]
    pub fn parse(source: &'a str) -> Self {
        build::document(source)
    }

    fn get(&self, text: Str) -> &str {
        let from = if text.is_decoded { &self.decoded } else { self.source };
        from.get(text.start as usize..text.end as usize).unwrap_or("")
    }

    fn node(&self, index: u32) -> Option<Node<'_>> {
        ((index as usize) < self.elements.len()).then_some(Node { document: self, index })
    }

    /// The text it was parsed from.
    #[must_use]
    pub fn source(&self) -> &'a str {
        self.source
    }

    /// All elements, in order.
    pub fn all(&self) -> impl Iterator<Item = Node<'_>> {
        (0..self.elements.len()).filter_map(|at| self.node(u32::try_from(at).ok()?))
    }

    /// All elements of a name, in order. The name must be one of HTML or SVG that `tags` lists.
    pub fn named(&self, name: &'static str) -> impl Iterator<Item = Node<'_>> {
        let tag = tags::find(name.as_bytes());
        debug_assert!(tag != tags::OTHER, "`{name}` is not in the table of known names");
        let first = self.first.get(usize::from(tag)).copied().unwrap_or(NONE);
        std::iter::successors(self.node(first), |node| self.node(node.element().next))
    }

    /// All elements of several names: one name after the other, each in order.
    pub fn named_any<'d>(
        &'d self,
        names: &'d [&'static str],
    ) -> impl Iterator<Item = Node<'d>> + 'd {
        names.iter().flat_map(move |name| self.named(name))
    }

    /// The first element of a name.
    #[must_use]
    pub fn first(&self, name: &'static str) -> Option<Node<'_>> {
        self.named(name).next()
    }

    /// All attributes of all elements, in order.
    pub fn attributes(&self) -> impl Iterator<Item = Attr<'_>> {
        self.attributes.iter().map(|attribute| self.attribute(attribute))
    }

    fn attribute<'d>(&'d self, attribute: &Attribute) -> Attr<'d> {
        Attr {
            node: Node { document: self, index: attribute.owner },
            name: self.get(attribute.name),
            value: self.get(attribute.value),
            span: attribute.place,
        }
    }

    /// The innermost element whose start tag, or whose content, covers a place.
    #[must_use]
    pub fn at(&self, place: u32) -> Option<Node<'_>> {
        let after = self.elements.partition_point(|element| element.start <= place);
        self.node(u32::try_from(after.checked_sub(1)?).ok()?)
    }
}

/// An attribute.
#[derive(Clone, Copy)]
pub struct Attr<'d> {
    /// The element it belongs to.
    pub node: Node<'d>,
    /// Its name, in small letters.
    pub name: &'d str,
    /// Its value, entities resolved; empty if it has none.
    pub value: &'d str,
    /// Where the value stands; the name, if there is no value.
    pub span: Span,
}

impl<'d> Node<'d> {
    fn element(self) -> &'d Element {
        &self.document.elements[self.index as usize]
    }

    /// Its name, in small letters.
    #[must_use]
    pub fn name(self) -> &'d str {
        self.document.get(self.element().name)
    }

    /// Whether it has that name.
    #[must_use]
    pub fn is(self, name: &str) -> bool {
        self.name() == name
    }

    /// Whether it belongs to SVG or MathML.
    #[must_use]
    pub fn is_foreign(self) -> bool {
        self.element().is_foreign
    }

    /// Its place in the order of elements.
    #[must_use]
    pub fn index(self) -> usize {
        self.index as usize
    }

    /// The place of its start tag.
    #[must_use]
    pub fn span(self) -> Span {
        let element = self.element();
        Span { start: element.start, end: element.end }
    }

    /// Its start tag as written.
    #[must_use]
    pub fn tag(self) -> &'d str {
        self.document.source.get(self.span().range()).unwrap_or("")
    }

    /// Its attributes, in order.
    pub fn attrs(self) -> impl Iterator<Item = Attr<'d>> {
        let (from, to) = self.element().attributes;
        let document = self.document;
        document.attributes[from as usize..to as usize].iter().map(|a| document.attribute(a))
    }

    /// An attribute with its place. If it is there twice, the first counts, as in browsers.
    #[must_use]
    pub fn attribute(self, name: &str) -> Option<Attr<'d>> {
        self.attrs().find(|attribute| attribute.name == name)
    }

    /// The value of an attribute.
    #[must_use]
    pub fn attr(self, name: &str) -> Option<&'d str> {
        self.attribute(name).map(|attribute| attribute.value)
    }

    /// Whether an attribute is there.
    #[must_use]
    pub fn has(self, name: &str) -> bool {
        self.attribute(name).is_some()
    }

    /// Whether an attribute that is a list of words, such as `class` or `rel`, has that word.
    #[must_use]
    pub fn has_word(self, attribute: &str, word: &str) -> bool {
        let value = self.attr(attribute).unwrap_or("");
        value.split_ascii_whitespace().any(|known| known.eq_ignore_ascii_case(word))
    }

    /// The element it is in.
    #[must_use]
    pub fn parent(self) -> Option<Self> {
        self.document.node(self.element().parent)
    }

    /// The elements it is in, the nearest first.
    pub fn ancestors(self) -> impl Iterator<Item = Self> {
        std::iter::successors(self.parent(), |node| node.parent())
    }

    /// The nearest element of that name it is in.
    #[must_use]
    pub fn closest(self, name: &str) -> Option<Self> {
        self.ancestors().find(|node| node.is(name))
    }

    /// Everything in it, in order.
    pub fn descendants(self) -> impl Iterator<Item = Self> {
        let document = self.document;
        (self.index + 1..self.element().last).filter_map(|at| document.node(at))
    }

    /// Its children, in order.
    pub fn children(self) -> impl Iterator<Item = Self> {
        let document = self.document;
        let end = self.element().last;
        let child = move |at: u32| if at < end { document.node(at) } else { None };
        std::iter::successors(child(self.index + 1), move |node| child(node.element().last))
    }

    /// The pieces of text in it and in what it holds, in order, as they stand there.
    pub fn texts(self) -> impl Iterator<Item = &'d str> {
        let (from, to) = self.element().texts;
        let document = self.document;
        document.texts[from as usize..to as usize].iter().map(|text| document.get(*text))
    }

    /// All text in it, with single spaces.
    #[must_use]
    pub fn text(self) -> String {
        let mut out = String::new();
        let mut gap = false;
        for c in self.texts().flat_map(str::chars) {
            if c.is_ascii_whitespace() {
                gap = true;
                continue;
            }
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push(c);
        }
        out
    }

    /// The pieces of text directly in it, without those of what it holds.
    pub fn own_texts(self) -> impl Iterator<Item = &'d str> {
        let document = self.document;
        let (from, to) = self.element().texts;
        let inside: Vec<(u32, u32)> = self.children().map(|child| child.element().texts).collect();
        (from..to)
            .filter(move |at| !inside.iter().any(|(from, to)| (*from..*to).contains(at)))
            .map(move |at| document.get(document.texts[at as usize]))
    }

    /// The document it belongs to.
    #[must_use]
    pub fn document(self) -> &'d Document<'d> {
        self.document
    }

    /// Whether there is no text in it but white space.
    #[must_use]
    pub fn is_blank(self) -> bool {
        self.texts().all(|text| text.trim().is_empty())
    }
}
