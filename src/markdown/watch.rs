//! Watched words: found in the words of each block, whatever emphasis or links are in them.
//!
//! In: the text of a block, piece by piece. Out: [`Mention`]s. Whether a word may stand where it
//! stands is left to whoever watches it.

use super::Mention;
use super::parse::Walk;
use super::run::Run;
use std::ops::Range;

/// The words of the block that is open.
#[derive(Debug, Default)]
pub(super) struct Watch {
    words: Run,
    /// The number of the block.
    block: u32,
}

impl Walk<'_> {
    /// Adds text that readers see.
    pub(super) fn watch(&mut self, run: &Run, part: Range<usize>) {
        if self.options.lexicon.watches() {
            self.watch.words.append(run, part);
        }
    }

    /// Adds something between two pieces of text.
    pub(super) fn watch_gap(&mut self, gap: &str) {
        if self.options.lexicon.watches() {
            let at = self.last_end..self.last_end;
            self.watch.words.push(gap, at, self.body);
        }
    }

    /// Looks at a text that is no part of the block around it, such as a caption.
    pub(super) fn watch_aside(&mut self, text: &str, range: &Range<usize>) {
        let (span, in_box, block) = (self.span(range), self.innermost_box(), self.watch.block);
        let mentions = &mut self.facts.mentions;
        self.options.lexicon.watched_in(text, |_, watch| {
            mentions.push(Mention { watch, span, in_box, block });
        });
    }

    /// Looks at the words of a block, at its end.
    pub(super) fn end_words(&mut self) {
        self.end_passage();
        if self.watch.words.text.is_empty() {
            return;
        }
        let (in_box, block, base) = (self.innermost_box(), self.watch.block, self.base);
        let words = &self.watch.words;
        let mentions = &mut self.facts.mentions;
        self.options.lexicon.watched_in(&words.text, |found, watch| {
            let span = crate::source::Span::from(words.source(found)).shift(base);
            mentions.push(Mention { watch, span, in_box, block });
        });
        self.watch.words.clear();
        self.watch.block += 1;
    }
}
