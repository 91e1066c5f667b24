//! Many pieces of Markdown and the HTML around them become one body.
//!
//! In: tags, and [`Text`]s. Out: a [`Body`] in which indexes, offsets and ids are those of the
//! whole page and spans those of the YAML file.

use crate::checklist::Text;
use crate::diagnostics::{Diagnosed, Diagnostic, Label, codes};
use crate::markdown::{self, Body, Hole, HoleKind, Meaning, Mention, PassageKind, TermUse, Waiver};
use crate::markup::escape_into;
use crate::source::{SourcePath, Span};
use std::collections::{BTreeMap, BTreeSet};

/// A body while it is being written.
pub(super) struct Writer<'a> {
    path: &'a SourcePath,
    options: &'a markdown::Options,
    /// The same, for words that no link may be put into unasked: questions and labels.
    unlinked: markdown::Options,
    pub body: Body,
    pub diagnostics: Vec<Diagnostic>,
    /// Every id in the page so far.
    ids: BTreeSet<String>,
    /// How many blocks of words there were.
    blocks: u32,
    /// Terms that the page used so far.
    linked: BTreeSet<u32>,
}

/// A parsed text that was written once and may be written again. Its holes hold the indexes of the
/// whole page.
pub(super) struct Piece {
    html: String,
    holes: Vec<Hole>,
    /// Whether it is running text, without blocks.
    pub is_inline: bool,
}

impl Piece {
    /// Whether it holds a box.
    pub fn has_box(&self) -> bool {
        self.html.contains("class=\"box ")
    }
}

impl<'a> Writer<'a> {
    pub fn new(path: &'a SourcePath, options: &'a markdown::Options) -> Self {
        Self {
            path,
            options,
            unlinked: markdown::Options { autolink: false, ..options.clone() },
            body: Body::default(),
            diagnostics: Vec::new(),
            ids: BTreeSet::new(),
            blocks: 0,
            linked: BTreeSet::new(),
        }
    }

    /// Writes HTML.
    pub fn raw(&mut self, html: &str) {
        self.body.html.push_str(html);
    }

    /// Writes plain text.
    pub fn text(&mut self, text: &str) {
        escape_into(&mut self.body.html, text);
    }

    /// Writes plain text of the author's; `span` is what stands nearest to it in the file.
    pub fn words(&mut self, text: &str, span: Span) {
        for (_, meaning) in self.options.lexicon.find_in(text) {
            if let Meaning::Watch(watch) = meaning {
                let mention = Mention { watch, span, in_box: None, block: self.blocks };
                self.body.mentions.push(mention);
            }
        }
        self.blocks += 1;
        self.body.prose.add(PassageKind::Heading, None, span, text);
        self.text(text);
    }

    /// Takes an id that links may lead to.
    pub fn anchor(&mut self, id: &str) {
        self.ids.insert(id.to_owned());
        self.body.anchors.push(id.to_owned());
    }

    /// Takes an id that is nobody's business.
    pub fn claim(&mut self, id: &str) {
        self.ids.insert(id.to_owned());
    }

    /// Parses a text of any blocks.
    pub fn parse(&mut self, text: &Text) -> Piece {
        let parsed = markdown::parse(self.path, &text.text, 0, self.options);
        self.parsed(text, parsed)
    }

    /// Parses a text of any blocks, in which a term becomes a link only where the author asks for it.
    pub fn parse_unlinked(&mut self, text: &Text) -> Piece {
        let parsed = markdown::parse(self.path, &text.text, 0, &self.unlinked);
        self.parsed(text, parsed)
    }

    fn parsed(&mut self, text: &Text, parsed: Diagnosed<Body>) -> Piece {
        let place = Place::of(text);
        for mut diagnostic in parsed.diagnostics {
            for label in diagnostic.primary.iter_mut().chain(&mut diagnostic.labels) {
                place.mend(label);
            }
            self.diagnostics.push(diagnostic);
        }
        self.take(parsed.value, &text.text, &place)
    }

    /// Reports a text that is not one paragraph, for places that hold no blocks.
    fn one_paragraph(&mut self, text: &Text, piece: Piece) -> Piece {
        if !piece.is_inline {
            self.diagnostics.push(
                Diagnostic::new(
                    &codes::questionnaires::NOT_ONE_PARAGRAPH,
                    "this text must be a single paragraph",
                )
                .at(self.path, text.span)
                .help("leave out the blank lines, lists and headings"),
            );
        }
        piece
    }

    /// Writes a piece.
    pub fn piece(&mut self, piece: &Piece) {
        self.write(piece, |_| true);
    }

    /// Writes a piece for the second time, without what may be in a page only once.
    pub fn again(&mut self, piece: &Piece) {
        self.write(piece, |kind| match kind {
            HoleKind::Cite(_) | HoleKind::Embed(_) => false,
            HoleKind::TermOpen(_) | HoleKind::TermClose(_) => false,
            HoleKind::LinkOpen(_) | HoleKind::LinkClose(_) | HoleKind::Image(_) => true,
        });
    }

    /// Parses a text and writes it, with a paragraph around it if it has none.
    pub fn blocks(&mut self, text: &Text) {
        let piece = self.parse(text);
        self.piece_as_blocks(&piece);
    }

    /// Writes a piece, with a paragraph around it if it has none.
    pub fn piece_as_blocks(&mut self, piece: &Piece) {
        if piece.is_inline {
            self.raw("<p>");
            self.piece(piece);
            self.raw("</p>\n");
        } else {
            self.piece(piece);
        }
    }

    /// Parses one paragraph and writes it.
    pub fn inline(&mut self, text: &Text) {
        let piece = self.parse(text);
        let piece = self.one_paragraph(text, piece);
        self.piece(&piece);
    }

    /// The same for a question or a label.
    pub fn label(&mut self, text: &Text) {
        let piece = self.parse_unlinked(text);
        let piece = self.one_paragraph(text, piece);
        self.piece(&piece);
    }

    fn write(&mut self, piece: &Piece, keep: impl Fn(HoleKind) -> bool) {
        let base = u32_of(self.body.html.len());
        let holes = piece.holes.iter().filter(|hole| keep(hole.kind));
        self.body.holes.extend(holes.map(|hole| Hole { at: base + hole.at, kind: hole.kind }));
        self.body.html.push_str(&piece.html);
    }

    /// Adds the facts of a parsed text to those of the page.
    fn take(&mut self, mut parsed: Body, text: &str, place: &Place) -> Piece {
        let renamed = self.unique_ids(&mut parsed);
        let (links, images) = (u32_of(self.body.links.len()), u32_of(self.body.images.len()));
        let (embeds, cites) = (u32_of(self.body.embeds.len()), u32_of(self.body.cites.len()));
        let terms = self.take_terms(&parsed.terms, place);
        let holes = renamed.iter().filter_map(|hole| {
            let kind = match hole.kind {
                HoleKind::LinkOpen(n) => HoleKind::LinkOpen(n + links),
                HoleKind::LinkClose(n) => HoleKind::LinkClose(n + links),
                HoleKind::Image(n) => HoleKind::Image(n + images),
                HoleKind::Embed(n) => HoleKind::Embed(n + embeds),
                HoleKind::Cite(n) => HoleKind::Cite(n + cites),
                HoleKind::TermOpen(n) => HoleKind::TermOpen(terms[n as usize]?),
                HoleKind::TermClose(n) => HoleKind::TermClose(terms[n as usize]?),
            };
            Some(Hole { at: hole.at, kind })
        });
        let piece = unwrapped(std::mem::take(&mut parsed.html), holes.collect());

        parsed.headings.iter_mut().for_each(|heading| heading.span = place.at(heading.span));
        parsed.links.iter_mut().for_each(|link| link.span = place.at(link.span));
        parsed.images.iter_mut().for_each(|image| image.span = place.at(image.span));
        parsed.embeds.iter_mut().for_each(|embed| embed.span = place.at(embed.span));
        for cite in &mut parsed.cites {
            cite.span = place.at(cite.span);
            cite.items.iter_mut().for_each(|item| item.span = place.at(item.span));
        }
        parsed.boxes.iter_mut().for_each(|one| one.span = place.at(one.span));
        for mention in &mut parsed.mentions {
            mention.span = place.at(mention.span);
            mention.block += self.blocks;
        }
        self.blocks = parsed.mentions.last().map_or(self.blocks, |mention| mention.block) + 1;
        for waiver in &mut parsed.waivers {
            waiver.span = place.at(waiver.span);
            if waiver.covered != Waiver::PAGE {
                waiver.covered = place.at(waiver.covered);
            }
        }
        let body = &mut self.body;
        body.headings.append(&mut parsed.headings);
        body.anchors.append(&mut parsed.anchors);
        body.links.append(&mut parsed.links);
        body.images.append(&mut parsed.images);
        body.embeds.append(&mut parsed.embeds);
        body.cites.append(&mut parsed.cites);
        body.boxes.append(&mut parsed.boxes);
        body.prose.append(parsed.prose, text, place.whole, place.shift);
        body.mentions.append(&mut parsed.mentions);
        body.waivers.append(&mut parsed.waivers);
        body.words = body.words.saturating_add(parsed.words);
        body.has_code |= parsed.has_code;
        if body.first_paragraph.is_empty() {
            body.first_paragraph = parsed.first_paragraph;
        }
        piece
    }

    /// Takes the terms of a text, but no first use of one that the page has used before. Gives the
    /// number of each in the page.
    fn take_terms(&mut self, terms: &[TermUse], place: &Place) -> Vec<Option<u32>> {
        let mut take = |term: &TermUse| {
            let first = self.linked.insert(term.term);
            (first || term.explicit).then(|| {
                self.body.terms.push(TermUse { span: place.at(term.span), ..*term });
                u32_of(self.body.terms.len() - 1)
            })
        };
        terms.iter().map(&mut take).collect()
    }

    /// Gives every id of a text that the page has already another name. Each text was parsed as if
    /// it were a page of its own, so two with a box both have a `box-1`. Gives the holes, moved.
    fn unique_ids(&mut self, parsed: &mut Body) -> Vec<Hole> {
        let mut names = BTreeMap::new();
        for id in ids_in(&parsed.html) {
            let new = (1..)
                .map(|n| if n == 1 { id.clone() } else { format!("{id}-{n}") })
                .find(|new| !self.ids.contains(new))
                .expect("there are more numbers than ids");
            self.ids.insert(new.clone());
            if new != id {
                names.insert(id, new);
            }
        }
        let mut holes = parsed.holes.clone();
        if names.is_empty() {
            return holes;
        }
        for heading in &mut parsed.headings {
            rename(&mut heading.id, &names);
        }
        for anchor in &mut parsed.anchors {
            rename(anchor, &names);
        }
        for attribute in ["id=\"", "href=\"#", "aria-labelledby=\""] {
            for (old, new) in &names {
                let wanted = format!("{attribute}{old}\"");
                let with = format!("{attribute}{new}\"");
                replace(&mut parsed.html, &mut holes, &wanted, &with);
            }
        }
        holes
    }

    /// The body, in the order that others expect.
    pub fn finish(mut self) -> (Body, Vec<Diagnostic>) {
        self.body.anchors.sort_unstable();
        self.body.anchors.dedup();
        (self.body, self.diagnostics)
    }
}

/// Takes the paragraph off a text that is nothing but one.
fn unwrapped(html: String, holes: Vec<Hole>) -> Piece {
    const OPEN: &str = "<p>";
    let inner = html.strip_prefix(OPEN).and_then(|rest| rest.strip_suffix("</p>\n"));
    match inner {
        Some(inner) if !inner.contains("</p>") => {
            let by = u32_of(OPEN.len());
            let moved = |hole: Hole| Hole { at: hole.at.saturating_sub(by), kind: hole.kind };
            let holes = holes.into_iter().map(moved).collect();
            Piece { html: inner.to_owned(), holes, is_inline: true }
        }
        _ => Piece { html, holes, is_inline: false },
    }
}

fn rename(id: &mut String, names: &BTreeMap<String, String>) {
    if let Some(new) = names.get(id) {
        id.clone_from(new);
    }
}

/// Every `id` in some HTML.
fn ids_in(html: &str) -> Vec<String> {
    let mut ids = Vec::new();
    for token in html5gum::Tokenizer::new(html) {
        let Ok(html5gum::Token::StartTag(tag)) = token else { continue };
        if let Some(id) = tag.attributes.get(&b"id"[..]) {
            ids.push(String::from_utf8_lossy(id).into_owned());
        }
    }
    ids
}

/// Replaces every `old` and moves the holes behind it.
fn replace(html: &mut String, holes: &mut [Hole], old: &str, new: &str) {
    let mut from = 0;
    while let Some(found) = html[from..].find(old) {
        let at = from + found;
        html.replace_range(at..at + old.len(), new);
        for hole in holes.iter_mut().filter(|hole| hole.at as usize > at) {
            hole.at = hole.at - u32_of(old.len()) + u32_of(new.len());
        }
        from = at + new.len();
    }
}

/// Where a text stands in its file.
struct Place {
    whole: Span,
    /// What to add to an offset in the text to have one in the file, if the text stands there
    /// letter for letter.
    shift: Option<usize>,
}

impl Place {
    /// A value in one line without escapes is as long as its text, or by two quotes longer. Of
    /// others only the beginning and the end are known.
    fn of(text: &Text) -> Self {
        let length = text.span.range().len();
        let start = text.span.start as usize;
        let shift = match length.checked_sub(text.text.len()) {
            _ if text.text.contains('\n') => None,
            Some(0) => Some(start),
            Some(2) => Some(start + 1),
            _ => None,
        };
        Self { whole: text.span, shift }
    }

    fn at(&self, span: Span) -> Span {
        self.shift.map_or(self.whole, |by| span.shift(by))
    }

    fn mend(&self, label: &mut Label) {
        label.span = label.span.map(|span| self.at(span));
    }
}

/// Offsets and counts fit, as texts are below 4 GB.
fn u32_of(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Text {
        Text { text: text.to_owned(), span: Span::new(100, 100 + text.len()) }
    }

    #[test]
    fn two_texts_are_numbered_as_one_page() {
        let path = SourcePath::new("content/a.checklist.yaml").expect("a path");
        let options = markdown::Options::default();
        let mut writer = Writer::new(&path, &options);
        writer.raw("<i>");
        writer.inline(&text("See [a](a.md) [@one1]."));
        writer.raw("</i>");
        let second = writer.parse(&text("And [b](b.md) [@two2]"));
        writer.piece(&second);
        writer.again(&second);
        let (body, diagnostics) = writer.finish();
        assert_eq!(diagnostics, []);
        assert_eq!(body.html, "<i>See a .</i>And b And b ");
        let holes: Vec<_> = body.holes.iter().map(|hole| (hole.at, hole.kind)).collect();
        assert_eq!(
            holes,
            [
                (7, HoleKind::LinkOpen(0)),
                (8, HoleKind::LinkClose(0)),
                (9, HoleKind::Cite(0)),
                (18, HoleKind::LinkOpen(1)),
                (19, HoleKind::LinkClose(1)),
                (20, HoleKind::Cite(1)),
                (24, HoleKind::LinkOpen(1)),
                (25, HoleKind::LinkClose(1)),
            ]
        );
        assert_eq!(body.cites[1].items[0].span, Span::new(115, 120));
    }

    #[test]
    fn ids_stay_unique_and_holes_stay_in_place() {
        let path = SourcePath::new("content/a.checklist.yaml").expect("a path");
        let options = markdown::Options::default();
        let mut writer = Writer::new(&path, &options);
        let boxed = text("> [!warning] Careful\n> See [a](a.md).");
        writer.blocks(&boxed);
        let before = writer.body.html.len();
        writer.blocks(&boxed);
        let (body, _) = writer.finish();
        assert!(
            body.html.contains("aria-labelledby=\"box-1-2\"")
                && body.html.contains("id=\"box-1-2\"")
        );
        for hole in &body.holes[2..] {
            let at = hole.at as usize;
            let around = &body.html[at - 1..=at];
            assert!(at > before && (around == " a" || around == "a."), "{around:?}");
        }
    }

    #[test]
    fn a_list_where_only_words_fit_is_reported() {
        let path = SourcePath::new("content/a.checklist.yaml").expect("a path");
        let options = markdown::Options::default();
        let mut writer = Writer::new(&path, &options);
        writer.inline(&text("- a\n- b"));
        assert_eq!(writer.diagnostics[0].code.id, "Q050");
    }
}
