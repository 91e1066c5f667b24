//! The parser's events with their places, one of which can be looked at before it is taken; and the
//! references it could not resolve.

use pulldown_cmark::{
    BrokenLink, BrokenLinkCallback, CowStr, Event, LinkType, OffsetIter, Options as Extensions,
    Parser, RefDefs,
};
use std::cell::RefCell;
use std::ops::Range;

/// An event and its place in the body.
pub(super) type Placed<'a> = (Event<'a>, Range<usize>);

/// The events of one body.
pub(super) struct Events<'a, 'm> {
    inner: OffsetIter<'a, Collector<'m>>,
    waiting: Option<Placed<'a>>,
}

impl<'a, 'm> Events<'a, 'm> {
    /// Begins to parse. References that lead nowhere are left in `missing`.
    pub fn new(body: &'a str, smart: bool, missing: &'m RefCell<Vec<MissingReference>>) -> Self {
        let mut extensions = Extensions::ENABLE_TABLES
            | Extensions::ENABLE_FOOTNOTES
            | Extensions::ENABLE_STRIKETHROUGH
            | Extensions::ENABLE_TASKLISTS;
        // Heading attributes are ours: the parser's would swallow any `{…}` at the end of a heading.
        // So are boxes: it knows five kinds, without titles.
        extensions.set(Extensions::ENABLE_SMART_PUNCTUATION, smart);
        let collector = Collector { body_len: body.len(), missing };
        let parser = Parser::new_with_broken_link_callback(body, extensions, Some(collector));
        Self { inner: parser.into_offset_iter(), waiting: None }
    }

    /// Takes the next event.
    pub fn next(&mut self) -> Option<Placed<'a>> {
        self.waiting.take().or_else(|| self.inner.next())
    }

    /// Looks at the next event.
    pub fn peek(&mut self) -> Option<&Placed<'a>> {
        if self.waiting.is_none() {
            self.waiting = self.inner.next();
        }
        self.waiting.as_ref()
    }

    /// The definitions `[label]: destination` of the body.
    pub fn definitions(&self) -> &RefDefs<'_> {
        self.inner.reference_definitions()
    }
}

/// A reference `[text][label]` or `[label][]` whose label is not defined.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct MissingReference {
    /// The label, white space collapsed.
    pub label: String,
    /// The whole reference, in the body.
    pub range: Range<usize>,
}

/// Remembers references that lead nowhere, and lets them be text.
pub(super) struct Collector<'m> {
    body_len: usize,
    missing: &'m RefCell<Vec<MissingReference>>,
}

impl<'input> BrokenLinkCallback<'input> for Collector<'_> {
    fn handle_broken_link(
        &mut self,
        link: BrokenLink<'input>,
    ) -> Option<(CowStr<'input>, CowStr<'input>)> {
        // A shortcut `[text]` is ordinary text. `[a][@b]` and `[a][^b]` end in things of their own.
        let asked_for = matches!(link.link_type, LinkType::Reference | LinkType::Collapsed);
        if asked_for
            && !link.reference.starts_with(['@', '^', '!'])
            && link.span.end <= self.body_len
        {
            let found = MissingReference { label: link.reference.to_string(), range: link.span };
            self.missing.borrow_mut().push(found);
        }
        None
    }
}
