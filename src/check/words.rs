//! Words of `data/wording.yaml` in what readers read.
//!
//! In: the lists of the site, and the [`Prose`] of a page. Out: where their words stand. Whether a
//! word may stand there is left to the rules. All lists are looked for at once, once a page.

use super::prose::Prose;
use crate::config::Config;
use crate::language::is_british;
use crate::markdown::{Lexicon, Meaning};
use crate::trust::Trust;
use std::ops::Range;

/// The words that pages do better without.
#[derive(Debug)]
pub struct Words {
    lexicon: Lexicon,
    /// By number in the lexicon.
    listed: Vec<Listed>,
}

/// A word of one of the lists, by its index there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Listed {
    /// `words:` — one that hurts, or says nothing.
    Unkind(usize),
    /// `jargon:` — one that pages explain.
    Jargon(usize),
    /// `spelling:` — one that is spelt otherwise here.
    Spelling(usize),
    /// A term of the glossary, if pages do not lead to it by themselves.
    Term(usize),
}

/// A word, and where it stands.
#[derive(Debug)]
pub struct Found {
    /// The passage, by its index in the prose.
    pub passage: usize,
    /// The word in the text of the passage.
    pub range: Range<usize>,
    /// What it is.
    pub listed: Listed,
}

impl Words {
    /// The lists of a site. Spelling is for pages in British English, and its relatives.
    #[must_use]
    pub fn of(config: &Config, trust: &Trust) -> Self {
        let wording = &trust.wording;
        let mut listed = Vec::new();
        let mut phrases: Vec<(&str, Meaning)> = Vec::new();
        let mut number = |one: Listed| {
            let number = u32::try_from(listed.len()).unwrap_or(u32::MAX);
            listed.push(one);
            Meaning::Watch(number)
        };
        let unkind = wording.words.iter().enumerate().map(|(n, one)| (Listed::Unkind(n), one));
        let jargon = wording.jargon.iter().enumerate().map(|(n, one)| (Listed::Jargon(n), one));
        for (one, words) in unkind.chain(jargon) {
            // One number for all forms, so that a form within another one is not found twice.
            let number = number(one);
            phrases.extend(words.words.iter().map(|word| (word.as_str(), number)));
        }
        if !config.autolink {
            for (n, term) in trust.glossary.terms.iter().enumerate() {
                // Everyday words are explained only where an author asks for it.
                if term.autolink {
                    let number = number(Listed::Term(n));
                    phrases.extend(term.names().map(|name| (name, number)));
                }
            }
        }
        if is_british(&config.language) {
            for (n, (there, _)) in wording.spelling.iter().enumerate() {
                phrases.push((there, number(Listed::Spelling(n))));
            }
        }
        Self { lexicon: Lexicon::new(phrases, []), listed }
    }

    /// Every listed word of a page, in order.
    #[must_use]
    pub fn find(&self, prose: &Prose<'_>) -> Vec<Found> {
        let mut found = Vec::new();
        if !self.lexicon.watches() {
            return found;
        }
        for (at, passage) in prose.passages.iter().enumerate() {
            for (range, meaning) in self.lexicon.find_in(passage.text()) {
                if let Meaning::Watch(number) = meaning
                    && let Some(listed) = self.listed.get(number as usize)
                {
                    found.push(Found { passage: at, range, listed: *listed });
                }
            }
        }
        found
    }
}
