//! What readers read on one page, in sentences with places: front matter and text.
//!
//! In: a [`Source`]. Out: [`Prose`]. Made once a page, and only if a rule asks for it.

use super::scope::Source;
use crate::front_matter;
use crate::language::sentences;
use crate::markdown::{PassageKind, Reading};
use crate::source::{SourceText, Span};
use crate::yaml::Step;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

/// How many words a sentence has at most: GOV.UK and the NHS both ask for no more.
pub const MOST_WORDS: u32 = 25;
/// How many sentences a paragraph has at most: an idea, its reason and an example.
pub const MOST_SENTENCES: usize = 3;

/// Everything that readers read on a page and that stands in its file.
#[derive(Debug, Default)]
pub struct Prose<'a> {
    /// Block by block, front matter first.
    pub passages: Vec<Passage<'a>>,
}

/// A block of words.
#[derive(Debug)]
pub struct Passage<'a> {
    /// What it is.
    pub kind: Kind,
    /// The kind of the innermost box around it.
    pub in_box: Option<&'static str>,
    place: Place<'a>,
    /// Made if somebody asks.
    sentences: OnceCell<Vec<Range<usize>>>,
}

/// What a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The title of the page.
    Title,
    /// Its description.
    Description,
    /// A line of "In short".
    Summary,
    /// A part of its text.
    Text(PassageKind),
}

impl Kind {
    /// Whether it is a part of the text that is read as sentences.
    #[must_use]
    pub fn is_in_text(self) -> bool {
        matches!(self, Self::Text(_)) && self.is_running()
    }

    /// Whether it is read as sentences: no heading, and no cell of a table.
    #[must_use]
    pub fn is_running(self) -> bool {
        match self {
            Self::Description | Self::Summary => true,
            Self::Title => false,
            Self::Text(kind) => matches!(kind, PassageKind::Paragraph | PassageKind::Item),
        }
    }
}

#[derive(Debug)]
enum Place<'a> {
    Text(Reading<'a>),
    /// A value of the front matter; its place is looked up only if there is something to say.
    Matter(&'a str, Vec<Step<'static>>),
}

impl<'a> Prose<'a> {
    /// Reads a page.
    #[must_use]
    pub fn of(source: &Source<'a>) -> Self {
        let matter = source.matter;
        let mut passages = Vec::new();
        let title = matter.title.as_deref().map(|text| (Kind::Title, text, "title", None));
        let description = matter.description.as_deref();
        let description = description.map(|text| (Kind::Description, text, "description", None));
        let summary = matter.summary.iter().enumerate();
        let summary = summary.map(|(n, line)| (Kind::Summary, line.as_str(), "summary", Some(n)));
        for (kind, text, key, index) in title.into_iter().chain(description).chain(summary) {
            let mut steps = vec![Step::Key(key)];
            steps.extend(index.map(Step::Index));
            passages.push(Passage::new(kind, None, Place::Matter(text, steps)));
        }
        let prose = &source.body.prose;
        passages.extend(prose.passages.iter().map(|passage| {
            let reading = prose.read(passage, source.text);
            Passage::new(Kind::Text(passage.kind), passage.in_box, Place::Text(reading))
        }));
        Self { passages }
    }
}

impl<'a> Passage<'a> {
    fn new(kind: Kind, in_box: Option<&'static str>, place: Place<'a>) -> Self {
        Self { kind, in_box, place, sentences: OnceCell::new() }
    }

    /// Its sentences, in order; ranges are places in its text.
    #[must_use]
    pub fn sentences(&self) -> &[Range<usize>] {
        self.sentences.get_or_init(|| sentences(self.text()))
    }

    /// How many sentences it has, if it is a paragraph, or an item of a list, with more than should
    /// be one. A few words in bold at its beginning are a heading of its own.
    #[must_use]
    pub fn is_long(&self, source: &Source<'_>) -> Option<usize> {
        let kinds = [PassageKind::Paragraph, PassageKind::Item].map(Kind::Text);
        if !kinds.contains(&self.kind) || self.sentences().len() <= MOST_SENTENCES {
            return None;
        }
        let count = self.sentences().len();
        let first = self.span(source, self.sentences().first()?.clone()).range();
        let bold = |mark: &str| {
            source.text.get(..first.start).is_some_and(|before| before.ends_with(mark))
                && source.text.get(first.end..).is_some_and(|after| after.starts_with(mark))
        };
        let count = count - usize::from(bold("**") || bold("__"));
        (count > MOST_SENTENCES).then_some(count)
    }

    /// What readers read.
    #[must_use]
    pub fn text(&self) -> &str {
        self.place.text()
    }

    /// The place in the file of a part of the text.
    #[must_use]
    pub fn span(&self, source: &Source<'_>, part: Range<usize>) -> Span {
        match &self.place {
            Place::Text(reading) => reading.span(part),
            Place::Matter(_, steps) => {
                let text = SourceText::new(source.path.clone(), source.text);
                front_matter::span_of(&text, steps)
            }
        }
    }

    /// Whether a part of the text stands between quotation marks: then somebody else says it, or it
    /// is the word that is spoken about.
    #[must_use]
    pub fn is_quoted(&self, part: &Range<usize>) -> bool {
        let (before, after) = (&self.text()[..part.start], &self.text()[part.end..]);
        let curly = before
            .rfind('“')
            .is_some_and(|open| before[open..].find('”').is_none() && after.contains('”'));
        let straight = before.matches('"').count() % 2 == 1 && after.contains('"');
        curly || straight
    }

    /// Whether a part of the text begins a sentence.
    #[must_use]
    pub fn is_first(&self, part: &Range<usize>) -> bool {
        self.sentences().iter().any(|sentence| {
            let start = sentence.start;
            start <= part.start && !self.text()[start..part.start].contains(char::is_alphanumeric)
        })
    }
}

impl Place<'_> {
    fn text(&self) -> &str {
        match self {
            Place::Text(reading) => &reading.text,
            Place::Matter(text, _) => text,
        }
    }
}

/// The first words of a text, for messages.
#[must_use]
pub fn beginning(text: &str) -> Cow<'_, str> {
    const MOST: usize = 60;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = line.replace(crate::markdown::GAP, "…");
    match line.char_indices().nth(MOST) {
        None => Cow::Owned(line),
        Some((at, _)) => {
            let cut = line[..at].rfind(' ').unwrap_or(at);
            Cow::Owned(format!("{}…", &line[..cut]))
        }
    }
}
