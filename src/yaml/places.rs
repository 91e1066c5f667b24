//! Where every key and value of a YAML text stands.
//!
//! In: a text. Out: [`Places`], asked by path. The places come from another parser than the values,
//! so a path may not be found; then the nearest thing around it is the answer, never a panic.

use crate::source::Span;
use saphyr_parser::{Event, Parser};
use std::collections::BTreeMap;

/// A step towards a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// Into the value of a key.
    Key(&'a str),
    /// Into an item of a list, from 0.
    Index(usize),
}

/// The places in one document.
#[derive(Debug)]
pub struct Places {
    /// The first is the root, if there is one.
    nodes: Vec<Place>,
    /// The whole text.
    whole: Span,
}

#[derive(Debug)]
struct Place {
    span: Span,
    inner: Inner,
}

#[derive(Debug)]
enum Inner {
    Scalar,
    Map(Entries),
    Seq(Vec<usize>),
    /// What an alias stands for.
    Alias(usize),
}

/// The entries of a map, in the order of the file.
#[derive(Debug, Default)]
struct Entries {
    list: Vec<Entry>,
    /// The first entry of each key, if there are many: a bibliography has thousands, and each is
    /// looked up.
    by_key: BTreeMap<String, usize>,
}

/// So many entries of a map are looked through one by one.
const FEW: usize = 32;

impl Entries {
    fn get(&self, name: &str) -> Option<&Entry> {
        if self.list.len() <= FEW {
            return self.list.iter().find(|entry| entry.key.as_deref() == Some(name));
        }
        self.by_key.get(name).map(|at| &self.list[*at])
    }

    /// Called when the map has come to its end.
    fn index(&mut self) {
        if self.list.len() > FEW {
            let keys = self.list.iter().enumerate().rev();
            let keys = keys.filter_map(|(at, entry)| Some((entry.key.clone()?, at)));
            self.by_key = keys.collect();
        }
    }
}

#[derive(Debug)]
struct Entry {
    /// `None` for a list or map as a key.
    key: Option<String>,
    key_span: Span,
    value: usize,
}

/// What was found for a path.
struct Found {
    key: Option<Span>,
    value: Span,
}

impl Places {
    /// Finds the places in `text`, which begins at byte `offset` of its file. A text that is not
    /// YAML has places up to its first mistake.
    #[must_use]
    pub fn new(text: &str, offset: usize) -> Self {
        let mut builder = Builder::new(text, offset);
        for event in Parser::new_from_str(text) {
            match event {
                Ok((Event::DocumentEnd | Event::StreamEnd, _)) | Err(_) => break,
                Ok((event, span)) => builder.event(event, span),
            }
        }
        while let Some(frame) = builder.open.pop() {
            builder.close(frame, None);
        }
        Self { nodes: builder.nodes, whole: Span::new(offset, offset + text.trim_end().len()) }
    }

    /// The value at `path`; its key if the value is empty; what is around it if there is no such
    /// path.
    #[must_use]
    pub fn value(&self, path: &[Step<'_>]) -> Span {
        let found = self.find(path);
        match found.key {
            Some(key) if found.value.start == found.value.end => key,
            _ => found.value,
        }
    }

    /// The key at `path`; the value if it is an item of a list; what is around it if there is no
    /// such path.
    #[must_use]
    pub fn key(&self, path: &[Step<'_>]) -> Span {
        let found = self.find(path);
        found.key.unwrap_or(found.value)
    }

    /// All places of `key` in the map at `path`, in the order of the file.
    #[must_use]
    pub fn keys(&self, path: &[Step<'_>], key: &str) -> Vec<Span> {
        let Some(Inner::Map(entries)) = self.walk(path).map(|at| &self.nodes[at].inner) else {
            return Vec::new();
        };
        let same = |entry: &&Entry| entry.key.as_deref() == Some(key);
        entries.list.iter().filter(same).map(|entry| entry.key_span).collect()
    }

    /// The node at `path`, with aliases followed; `None` if there is none.
    fn walk(&self, path: &[Step<'_>]) -> Option<usize> {
        let mut at = self.unalias(self.nodes.first().map(|_| 0)?);
        for step in path {
            at = self.unalias(self.child(at, *step)?.1);
        }
        Some(at)
    }

    fn find(&self, path: &[Step<'_>]) -> Found {
        let Some(root) = self.nodes.first() else {
            return Found { key: None, value: self.whole };
        };
        let mut found = Found { key: None, value: root.span };
        let mut at = 0;
        for step in path {
            let Some((key, child)) = self.child(self.unalias(at), *step) else { break };
            found = Found { key, value: self.nodes[child].span };
            at = child;
        }
        found
    }

    fn unalias(&self, at: usize) -> usize {
        match self.nodes[at].inner {
            Inner::Alias(target) => target,
            _ => at,
        }
    }

    fn child(&self, at: usize, step: Step<'_>) -> Option<(Option<Span>, usize)> {
        match (&self.nodes[at].inner, step) {
            (Inner::Map(entries), Step::Key(name)) => {
                entries.get(name).map(|entry| (Some(entry.key_span), entry.value))
            }
            (Inner::Seq(items), Step::Index(index)) => items.get(index).map(|item| (None, *item)),
            _ => None,
        }
    }
}

/// A collection whose end has not been seen.
struct Frame {
    node: usize,
    /// In a map, the key whose value comes next.
    key: Option<(Option<String>, Span)>,
}

struct Builder<'t> {
    text: &'t str,
    offset: usize,
    /// Byte offset of each character; empty if they are the same.
    bytes: Vec<u32>,
    nodes: Vec<Place>,
    open: Vec<Frame>,
    anchors: BTreeMap<usize, usize>,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str, offset: usize) -> Self {
        let bytes = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().map(|(at, _)| u32::try_from(at).unwrap_or(u32::MAX)).collect()
        };
        Self { text, offset, bytes, nodes: Vec::new(), open: Vec::new(), anchors: BTreeMap::new() }
    }

    /// The byte (within the text) at which the character with that number begins.
    fn byte(&self, char: usize) -> usize {
        // Not `is_ascii` again: asked for each value, that would read a long file once for each.
        if self.bytes.is_empty() {
            return char.min(self.text.len());
        }
        self.bytes.get(char).map_or(self.text.len(), |at| *at as usize)
    }

    /// A span in the file, without the white space that the parser counts to the end of some.
    fn span(&self, span: saphyr_parser::Span) -> Span {
        let start = self.byte(span.start.index());
        let end = self.byte(span.end.index()).max(start);
        let end = start + self.text[start..end].trim_end().len();
        Span::new(start, end).shift(self.offset)
    }

    fn event(&mut self, event: Event<'_>, span: saphyr_parser::Span) {
        let span = self.span(span);
        match event {
            Event::Scalar(text, _, anchor, _) => {
                let text = text.into_owned();
                let span = self.in_quotes(span);
                let node = self.add(span, Inner::Scalar, anchor);
                // An empty key is `~` to this parser and empty to the other.
                let text = if span.start == span.end { String::new() } else { text };
                self.attach(node, Some(text));
            }
            Event::Alias(anchor) => {
                let inner = match self.anchors.get(&anchor) {
                    Some(target) => Inner::Alias(*target),
                    None => Inner::Scalar,
                };
                let node = self.add(span, inner, 0);
                self.attach(node, None);
            }
            Event::SequenceStart(anchor, _) => {
                let node = self.add(span, Inner::Seq(Vec::new()), anchor);
                self.open.push(Frame { node, key: None });
            }
            Event::MappingStart(anchor, _) => {
                let node = self.add(span, Inner::Map(Entries::default()), anchor);
                self.open.push(Frame { node, key: None });
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(frame) = self.open.pop() {
                    self.close(frame, Some(span));
                }
            }
            _ => {}
        }
    }

    /// A text in quotation marks ends with the second one: the parser counts a comment behind it to
    /// the end of some.
    fn in_quotes(&self, span: Span) -> Span {
        let start = span.start as usize - self.offset;
        let bytes = &self.text.as_bytes()[start..span.end as usize - self.offset];
        let Some(quote @ (b'"' | b'\'')) = bytes.first() else { return span };
        let mut at = 1;
        while at < bytes.len() {
            match bytes[at] {
                b'\\' if *quote == b'"' => at += 1,
                b'\'' if *quote == b'\'' && bytes.get(at + 1) == Some(&b'\'') => at += 1,
                byte if byte == *quote => {
                    return Span::new(start, start + at + 1).shift(self.offset);
                }
                _ => {}
            }
            at += 1;
        }
        span
    }

    fn add(&mut self, span: Span, inner: Inner, anchor: usize) -> usize {
        self.nodes.push(Place { span, inner });
        let node = self.nodes.len() - 1;
        if anchor > 0 {
            self.anchors.insert(anchor, node);
        }
        node
    }

    /// Puts a finished node into the collection around it, as a key or a value.
    fn attach(&mut self, node: usize, text: Option<String>) {
        let span = self.nodes[node].span;
        let Some(frame) = self.open.last_mut() else { return };
        match &mut self.nodes[frame.node].inner {
            Inner::Seq(items) => items.push(node),
            Inner::Map(entries) => match frame.key.take() {
                None => frame.key = Some((text, span)),
                Some((key, key_span)) => entries.list.push(Entry { key, key_span, value: node }),
            },
            Inner::Scalar | Inner::Alias(_) => {}
        }
    }

    /// Gives a collection its end. With brackets that is the closing one; without, it is the end of
    /// its last value, because the parser only notices the end at whatever follows.
    fn close(&mut self, frame: Frame, end: Option<Span>) {
        let start = self.nodes[frame.node].span.start;
        let bracket = self.text.as_bytes().get(start as usize - self.offset);
        let in_brackets = matches!(bracket, Some(b'[' | b'{'));
        if let Inner::Map(entries) = &mut self.nodes[frame.node].inner {
            entries.index();
        }
        let last = match &self.nodes[frame.node].inner {
            Inner::Seq(items) => items.last().map(|item| self.nodes[*item].span.end),
            Inner::Map(entries) => entries
                .list
                .last()
                .map(|entry| self.nodes[entry.value].span.end.max(entry.key_span.end)),
            Inner::Scalar | Inner::Alias(_) => None,
        };
        let end = match end {
            // The bracket itself: the parser counts a comment behind it to the end.
            Some(end) if in_brackets => (end.start + 1).min(end.end),
            _ => last.unwrap_or(start),
        };
        self.nodes[frame.node].span.end = end.max(start);
        self.attach(frame.node, None);
    }
}

/// The byte offset of the first bracket inside more than `most` others.
///
/// # Errors
/// If the text is not YAML up to there.
pub(super) fn bracket_deeper_than(
    text: &str,
    most: usize,
) -> Result<Option<usize>, saphyr_parser::ScanError> {
    let builder = Builder::new(text, 0);
    // For each open collection, whether it has brackets.
    let mut open = Vec::new();
    let mut brackets = 0;
    for event in Parser::new_from_str(text) {
        let (event, span) = event?;
        match event {
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                let at = builder.byte(span.start.index());
                let bracket = matches!(text.as_bytes().get(at), Some(b'[' | b'{'));
                open.push(bracket);
                brackets += usize::from(bracket);
                if brackets > most {
                    return Ok(Some(at));
                }
            }
            Event::SequenceEnd | Event::MappingEnd => {
                brackets -= usize::from(open.pop().unwrap_or(false));
            }
            _ => {}
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_of_many_keys_is_found_where_it_stands_and_the_first_of_two_alike() {
        let lines: String = (0..100).map(|n| format!("k{n}: v{n}\n")).collect();
        // A letter of two bytes in front, so that characters and bytes are not the same.
        let text = format!("é: x\n{lines}k5: again\n");
        let places = Places::new(&text, 0);
        let at = |key: &str| {
            let span = places.value(&[Step::Key(key)]);
            &text[span.start as usize..span.end as usize]
        };
        for n in 0..100 {
            assert_eq!(at(&format!("k{n}")), format!("v{n}"));
        }
        assert_eq!(places.keys(&[], "k5").len(), 2);
    }
}
