//! The walk: every event of the parser in order, each written or remembered.
//!
//! In: the text of a file. Out: a [`Body`]. This file knows the order of things and nothing about
//! any of them: each has its own file, with its part of [`Walk`]'s methods.

use super::assemble::assemble;
use super::boxes::{OpenTitle, Quote};
use super::events::{Events, MissingReference};
use super::footnotes::Footnotes;
use super::fragment::Fragment;
use super::headings::{Draft, OpenHeading};
use super::images::OpenImage;
use super::links::OpenLink;
use super::prose::OpenPassage;
use super::run::Run;
use super::tables::OpenTable;
use super::watch::Watch;
use super::{Body, Options};
use crate::diagnostics::{Code, Diagnosed, Diagnostic};
use crate::source::{SourcePath, Span};
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::mem;
use std::ops::Range;

/// Parses the body of a page, which begins at byte `body_start` of `text`.
///
/// It never fails: what is wrong becomes a diagnostic, and the rest of the page is parsed. If
/// `body_start` is no place in the text, the body is empty.
pub fn parse(
    path: &SourcePath,
    text: &str,
    body_start: usize,
    options: &Options,
) -> Diagnosed<Body> {
    let body = text.get(body_start..).unwrap_or("");
    let missing = RefCell::default();
    let mut events = Events::new(body, options.smart_punctuation, &missing);
    let mut walk = Walk::new(path, body, body_start, options);
    while let Some((event, range)) = events.next() {
        walk.event(event, range, &mut events);
    }
    walk.flush();
    walk.end_words();
    walk.report_missing_references(missing.take(), &events);
    assemble(walk)
}

/// Everything the walk knows while it is under way.
pub(super) struct Walk<'a> {
    pub path: &'a SourcePath,
    /// The source of the body; ranges of events are offsets into it.
    pub body: &'a str,
    /// Where the body begins in the file.
    pub base: usize,
    pub options: &'a Options,
    pub diagnostics: Vec<Diagnostic>,

    /// What is being written: the page, or a footnote.
    pub out: Fragment,
    /// What goes on when the footnote being written is finished.
    pub outer: Vec<Fragment>,
    /// Text not yet written.
    pub run: Run,
    /// Plain text of the block that is open; links, headings and pictures take theirs from it.
    pub plain: String,
    /// The first paragraph, while it is open.
    pub first: Option<String>,

    /// How many containers of blocks are open.
    pub containers: u32,
    /// How many elements are open within the paragraph or heading.
    pub inline_depth: u32,
    pub block: Verbatim,
    /// The info string of the code block that is open.
    pub info: String,
    pub quotes: Vec<Quote>,
    pub title: Option<OpenTitle>,
    pub heading: Option<OpenHeading>,
    pub link: Option<OpenLink>,
    pub image: Option<OpenImage>,
    /// Whether the paragraph is a figure.
    pub in_figure: bool,
    pub table: Option<OpenTable>,
    /// How many tables there were below which heading.
    pub tables_below: (usize, u32),
    /// Whether the label of a task's checkbox is open.
    pub label_open: bool,
    /// Text before this offset was dealt with already.
    pub skip_until: usize,
    /// Where the last child of what is open ends.
    pub last_end: usize,
    /// The warning about raw HTML that the next piece may belong to, and where it ends.
    pub raw_warning: Option<(usize, usize)>,
    /// How many elements of raw HTML are open in which no link may stand.
    pub raw_links: u32,
    /// Terms that the page used so far, footnotes aside.
    pub linked: BTreeSet<u32>,
    /// The blocks that are open, outermost first.
    pub blocks: Vec<Range<usize>>,
    /// Waivers that wait for the block they are about.
    pub waiting: Vec<usize>,
    /// Whether there was anything but comments.
    pub begun: bool,
    pub watch: Watch,
    pub passage: OpenPassage,

    pub drafts: Vec<Draft>,
    pub footnotes: Footnotes,
    pub boxes: usize,
    /// Ids in raw HTML.
    pub raw_ids: Vec<String>,
    /// Where links and pictures came to be.
    pub resolved: Vec<Range<usize>>,
    /// The lists of the result.
    pub facts: Body,
}

/// A block whose text is taken as it is.
#[derive(Debug, Default)]
pub(super) enum Verbatim {
    /// None is open.
    #[default]
    No,
    /// A code block.
    Code(String),
    /// A block of raw HTML.
    Html(String),
}

impl<'a> Walk<'a> {
    fn new(path: &'a SourcePath, body: &'a str, base: usize, options: &'a Options) -> Self {
        Self {
            path,
            body,
            base,
            options,
            diagnostics: Vec::new(),
            out: Fragment::with_capacity(body.len() + body.len() / 4),
            outer: Vec::new(),
            run: Run::default(),
            plain: String::new(),
            first: None,
            containers: 0,
            inline_depth: 0,
            block: Verbatim::No,
            info: String::new(),
            quotes: Vec::new(),
            title: None,
            heading: None,
            link: None,
            image: None,
            in_figure: false,
            table: None,
            tables_below: (0, 0),
            label_open: false,
            skip_until: 0,
            last_end: 0,
            raw_warning: None,
            raw_links: 0,
            linked: BTreeSet::new(),
            blocks: Vec::new(),
            waiting: Vec::new(),
            begun: false,
            watch: Watch::default(),
            passage: OpenPassage::default(),
            drafts: Vec::new(),
            footnotes: Footnotes::default(),
            boxes: 0,
            raw_ids: Vec::new(),
            resolved: Vec::new(),
            facts: Body::default(),
        }
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>, events: &mut Events<'a, '_>) {
        // What is open begins here; everything else has its end behind it.
        let opens_link = matches!(event, Event::Start(Tag::Link { .. } | Tag::Image { .. }));
        let end = if opens_link { range.start + 1 } else { range.end };
        match event {
            Event::Text(text) => self.text_event(&text, range),
            Event::SoftBreak => self.soft_break(range),
            Event::Start(tag) => {
                self.flush();
                self.start(tag, range, events);
            }
            Event::End(tag) => {
                if matches!(tag, TagEnd::Heading(_)) {
                    self.take_heading_id();
                }
                self.flush();
                self.end(tag, range, events);
            }
            other => {
                self.flush();
                self.single(other, range);
            }
        }
        self.last_end = end;
    }

    /// Things that hold nothing.
    fn single(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Code(code) => self.code_span(&code, range),
            Event::HardBreak => self.hard_break(range),
            Event::Html(html) | Event::InlineHtml(html) => self.html_event(&html, range),
            Event::Rule => {
                self.close_label();
                self.out.newline();
                self.out.raw("<hr>\n");
            }
            Event::TaskListMarker(done) => self.task(done),
            Event::FootnoteReference(label) => self.note_reference(&label, range),
            // Mathematics is switched off; were it on, its source would be shown.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.write_text(&text),
            Event::Text(_) | Event::SoftBreak | Event::Start(_) | Event::End(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>, events: &mut Events<'a, '_>) {
        match tag {
            Tag::Emphasis => self.inline("<em>"),
            Tag::Strong => self.inline("<strong>"),
            Tag::Strikethrough => self.inline("<del>"),
            Tag::Link { link_type, dest_url, title, id } => {
                self.inline_depth += 1;
                self.resolved.push(range.clone());
                self.start_link(link_type, &dest_url, &title, &id, range);
            }
            Tag::Image { link_type: _, dest_url, title, id } => {
                self.inline_depth += 1;
                self.resolved.push(range.clone());
                self.start_image(&dest_url, &title, &id, range);
            }
            block => {
                self.end_words();
                self.passage.begin(&block);
                self.begin_block(&block, &range);
                self.close_label();
                self.start_block(block, range, events);
            }
        }
    }

    fn start_block(&mut self, tag: Tag<'a>, range: Range<usize>, events: &mut Events<'a, '_>) {
        match tag {
            Tag::Paragraph => self.start_paragraph(range, events),
            Tag::Heading { level, .. } => self.start_heading(level as u8, range),
            Tag::BlockQuote(_) => self.start_quote(range, events),
            Tag::CodeBlock(kind) => {
                if let CodeBlockKind::Fenced(info) = kind {
                    self.info = info.to_string();
                }
                self.block = Verbatim::Code(String::new());
            }
            Tag::HtmlBlock => self.block = Verbatim::Html(String::new()),
            Tag::List(first) => self.start_list(first),
            Tag::Item => {
                self.containers += 1;
                self.plain.clear();
                self.out.newline();
                self.out.raw("<li>");
            }
            Tag::FootnoteDefinition(label) => self.start_note(&label, range),
            Tag::Table(alignments) => self.start_table(alignments),
            Tag::TableHead => self.start_table_head(),
            Tag::TableRow => self.start_table_row(),
            Tag::TableCell => {
                let empty = matches!(events.peek(), Some((Event::End(TagEnd::TableCell), _)));
                self.start_cell(empty);
            }
            // Extensions that are switched off.
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>, events: &Events<'a, '_>) {
        if !is_inline(tag) {
            self.end_words();
            self.blocks.pop();
        }
        match tag {
            TagEnd::Emphasis => self.end_inline("</em>"),
            TagEnd::Strong => self.end_inline("</strong>"),
            TagEnd::Strikethrough => self.end_inline("</del>"),
            TagEnd::Link => {
                self.inline_depth = self.inline_depth.saturating_sub(1);
                self.end_link(events);
            }
            TagEnd::Image => {
                self.inline_depth = self.inline_depth.saturating_sub(1);
                self.end_image(events);
            }
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(_) => self.end_quote(),
            TagEnd::CodeBlock => self.end_code(range),
            TagEnd::HtmlBlock => self.end_html_block(range),
            TagEnd::List(ordered) => {
                self.containers -= 1;
                self.out.newline();
                self.out.raw(if ordered { "</ol>\n" } else { "</ul>\n" });
            }
            TagEnd::Item => {
                self.close_label();
                self.containers -= 1;
                self.out.raw("</li>\n");
                self.out.end_word();
            }
            TagEnd::FootnoteDefinition => self.end_note(),
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead => self.end_table_head(),
            TagEnd::TableRow => self.out.raw("</tr>\n"),
            TagEnd::TableCell => self.end_cell(),
            _ => {}
        }
    }

    fn start_list(&mut self, first: Option<u64>) {
        self.containers += 1;
        self.out.newline();
        match first {
            None => self.out.raw("<ul>\n"),
            Some(1) => self.out.raw("<ol>\n"),
            Some(first) => self.out.raw(&format!("<ol start=\"{first}\">\n")),
        }
    }

    /// A task's checkbox, which nobody can tick, with the words beside it as its label.
    fn task(&mut self, done: bool) {
        let checked = if done { " checked" } else { "" };
        let from = self.out.html.len();
        self.out.raw("<label class=\"task\"><input type=\"checkbox\" disabled");
        self.out.raw(checked);
        self.out.raw("> ");
        // A heading may begin an item, and then be repeated in a table of contents.
        self.leave_out_of_heading(from, String::new());
        self.label_open = true;
    }

    /// Ends the label of a task, which cannot hold the blocks that follow.
    pub fn close_label(&mut self) {
        if mem::take(&mut self.label_open) {
            let from = self.out.html.len();
            self.out.raw("</label>");
            self.leave_out_of_heading(from, String::new());
        }
    }

    fn start_paragraph(&mut self, range: Range<usize>, events: &mut Events<'a, '_>) {
        self.plain.clear();
        self.out.newline();
        if self.begins_figure(&range, events) {
            return;
        }
        if self.containers == 0 && self.facts.first_paragraph.is_empty() {
            self.first = Some(String::new());
        }
        self.out.raw("<p>");
    }

    fn end_paragraph(&mut self) {
        if let Some(first) = self.first.take() {
            self.facts.first_paragraph = first.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        self.close_label();
        self.out.end_word();
        if self.title.is_some() {
            self.end_title();
        } else if !self.ended_figure() {
            self.out.raw("</p>\n");
        }
    }

    /// A range of the body as a place in the file.
    pub fn span(&self, range: &Range<usize>) -> Span {
        Span::from(range.clone()).shift(self.base)
    }

    /// Begins a diagnostic about a range of the body.
    pub fn problem(
        &self,
        code: &'static Code,
        range: &Range<usize>,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::new(code, message).at(self.path, self.span(range))
    }

    /// Reports `[text][label]` with labels that are not defined.
    fn report_missing_references(
        &mut self,
        missing: Vec<MissingReference>,
        events: &Events<'a, '_>,
    ) {
        for MissingReference { label, range } in missing {
            let label_at = super::links::label_place(self.body, &range);
            // `[a][b][c]` was tried as `[a][b]`, but became `[a]` and a link `[b][c]`.
            // Links come in order of their beginnings, and one that takes the label begins within
            // the reference.
            let from = self.resolved.partition_point(|link| link.start <= range.start);
            let taken = self.resolved[from..]
                .iter()
                .take_while(|link| link.start < label_at.end)
                .any(|link| label_at.start < link.end);
            if taken {
                continue;
            }
            let known = events.definitions().iter().map(|(name, _)| name);
            let problem = self
                .problem(
                    &crate::diagnostics::codes::markdown::UNDEFINED_REFERENCE,
                    &label_at,
                    format!("the page does not define `[{label}]`"),
                )
                .help(format!("add a line `[{label}]: page.md`, or put a backslash before it"))
                .did_you_mean(&label, known);
            self.diagnostics.push(problem);
        }
    }
}

fn is_inline(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

/// The index of the next thing in a list. Texts are below 4 GB, so it fits.
pub(super) fn index(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}
