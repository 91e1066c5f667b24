//! Phrases to look for in running text: terms that can be explained, and words that are watched.
//!
//! In: phrases, each with what it stands for. Out: a [`Lexicon`], which finds whole words in a
//! text, whatever their case. What a term means and why a word is watched is left to others.
//!
//! A text is read word by word. A word that begins a phrase is found in a map, and only there is
//! the rest of the phrase compared; most words are told from all of those by their first letter,
//! their last and their length. So a line break, a no-break space or the other shape of an
//! apostrophe costs nothing, and a text is read once however many phrases there are. (An automaton
//! for all first words takes several times as long.)

use super::words::{Shapes, each_word, is_word};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::ops::Range;

/// What a phrase stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meaning {
    /// A term of the glossary, by its index there.
    Term(u32),
    /// A watched word, by its index in a list that somebody else keeps.
    Watch(u32),
}

/// Phrases to look for.
#[derive(Debug, Default)]
pub struct Lexicon {
    terms: Finder,
    watched: Finder,
    /// Names of terms, folded, with the name as given.
    named: BTreeMap<String, (String, u32)>,
    /// Whether there are terms that are not in it.
    others: bool,
}

impl Lexicon {
    /// Makes a lexicon of the phrases to look for, and of the names of terms that are linked only
    /// where an author asks for it. If two terms have one name, the first has it.
    pub fn new<'a>(
        phrases: impl IntoIterator<Item = (&'a str, Meaning)>,
        only_asked_for: impl IntoIterator<Item = (&'a str, u32)>,
    ) -> Self {
        let (mut terms, mut watched, mut named) = (Vec::new(), Vec::new(), BTreeMap::new());
        let mut name = |words: &str, term: u32| {
            named.entry(fold_phrase(words)).or_insert_with(|| (words.to_owned(), term));
        };
        for (words, meaning) in phrases {
            match meaning {
                Meaning::Term(term) => {
                    name(words, term);
                    terms.push((fold_phrase(words), term));
                }
                Meaning::Watch(watch) => watched.push((fold_phrase(words), watch)),
            }
        }
        for (words, term) in only_asked_for {
            name(words, term);
        }
        Self { terms: Finder::new(terms), watched: Finder::new(watched), named, others: false }
    }

    /// The same where the list of terms could not be read, so that no name can be called unknown.
    #[must_use]
    pub fn of_unknown_terms(self) -> Self {
        Self { others: true, ..self }
    }

    /// Whether a name that it does not know is nobody's.
    pub(super) fn is_complete(&self) -> bool {
        !self.others
    }

    /// The term that an author means by a name, whatever its case.
    #[must_use]
    pub fn term(&self, name: &str) -> Option<u32> {
        self.named.get(&fold_phrase(name)).map(|(_, term)| *term)
    }

    /// Every name of a term, as given.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.named.values().map(|(name, _)| name.as_str())
    }

    /// Whether any words are watched.
    #[must_use]
    pub fn watches(&self) -> bool {
        !self.watched.is_empty()
    }

    /// Everything in a text that is not Markdown, such as a title: by place, the longer of two that
    /// begin at the same place first. Terms do not overlap each other; watched words may overlap
    /// anything.
    #[must_use]
    pub fn find_in(&self, text: &str) -> Vec<(Range<usize>, Meaning)> {
        let mut found = Vec::new();
        self.terms_in(text, |range, term| found.push((range, Meaning::Term(term))));
        self.watched_in(text, |range, watch| found.push((range, Meaning::Watch(watch))));
        found.sort_by_key(|(range, meaning)| (range.start, usize::MAX - range.end, *meaning));
        found
    }

    /// Gives the terms in a text in order; where two overlap, the one that begins first, and of
    /// those the longest.
    pub(super) fn terms_in(&self, text: &str, mut take: impl FnMut(Range<usize>, u32)) {
        let mut from = 0;
        self.terms.each(text, |start, ends| {
            // The longest phrase comes first.
            if start >= from
                && let Some((end, term)) = ends.next()
            {
                from = end;
                take(start..end, term);
            }
        });
    }

    /// Gives every watched word in a text, in order of their beginnings, but none that is a part of
    /// a longer one with the same number.
    pub(super) fn watched_in(&self, text: &str, mut take: impl FnMut(Range<usize>, u32)) {
        let mut given: Vec<(usize, u32)> = Vec::new();
        self.watched.each(text, |start, ends| {
            given.retain(|(end, _)| *end > start);
            for (end, watch) in ends {
                if !given.iter().any(|(of, number)| *number == watch && *of >= end) {
                    given.push((end, watch));
                    take(start..end, watch);
                }
            }
        });
    }
}

/// Looks for phrases of one kind.
#[derive(Debug, Default)]
struct Finder {
    /// By their first word, folded: phrases, the longest first.
    groups: FxHashMap<Box<str>, Vec<Phrase>>,
    shapes: Shapes,
}

/// A phrase without its first word.
#[derive(Debug)]
struct Phrase {
    /// The rest, folded.
    rest: String,
    number: u32,
}

impl Finder {
    /// Phrases are folded. One that begins with neither a letter nor a digit is never found.
    fn new(phrases: Vec<(String, u32)>) -> Self {
        let mut all = Self::default();
        for (words, number) in phrases {
            let len = words.find(|c| !is_word(c)).unwrap_or(words.len());
            let (first, rest) = words.split_at(len);
            if !first.is_empty() {
                all.shapes.add(first);
                let group = all.groups.entry(first.into()).or_default();
                group.push(Phrase { rest: rest.to_owned(), number });
                group.sort_by_key(|phrase| (usize::MAX - phrase.rest.len(), phrase.number));
            }
        }
        all
    }

    fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// Calls `take` wherever a first word stands, with the ends of all phrases that stand there.
    fn each(
        &self,
        text: &str,
        mut take: impl FnMut(usize, &mut dyn Iterator<Item = (usize, u32)>),
    ) {
        if self.is_empty() {
            return;
        }
        let mut folded = String::new();
        each_word(text, |word, shape| {
            if self.shapes.may_be(shape)
                && let Some(group) = self.groups.get(fold_word(&text[word.clone()], &mut folded))
                && begins_word(text, word.start)
            {
                let end = |phrase: &Phrase| Some((phrase.end(text, word.end)?, phrase.number));
                take(word.start, &mut group.iter().filter_map(end));
            }
        });
    }
}

/// A word without differences of case, put together in a buffer if there are any.
fn fold_word<'a>(word: &'a str, buffer: &'a mut String) -> &'a str {
    if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return word;
    }
    buffer.clear();
    buffer.extend(word.chars().map(fold));
    buffer
}

impl Phrase {
    /// Where the phrase ends, if its rest stands at `from` and its last word is whole.
    fn end(&self, text: &str, from: usize) -> Option<usize> {
        let mut left = text[from..].chars();
        for expected in self.rest.chars() {
            if fold(left.next()?) != expected {
                return None;
            }
            if expected == ' ' {
                let after = left.as_str().trim_start();
                left = after.chars();
            }
        }
        let end = text.len() - left.as_str().len();
        ends_word(text, end).then_some(end)
    }
}

/// An apostrophe or a hyphen: a part of the word if there are letters on both sides.
fn joins(c: char) -> bool {
    matches!(fold(c), '\'' | '-')
}

fn begins_word(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev();
    match before.next() {
        Some(c) if joins(c) => !before.next().is_some_and(is_word),
        Some(c) => !is_word(c),
        None => true,
    }
}

/// A possessive 's may follow.
fn ends_word(text: &str, at: usize) -> bool {
    let mut after = text[at..].chars();
    let end = |mut after: std::str::Chars<'_>| match after.next() {
        Some(c) if joins(c) => !after.next().is_some_and(is_word),
        Some(c) => !is_word(c),
        None => true,
    };
    if end(after.clone()) {
        return true;
    }
    let possessive = after.next().is_some_and(|c| fold(c) == '\'')
        && after.next().is_some_and(|c| matches!(c, 's' | 'S'));
    possessive && end(after)
}

/// What is the same to a reader becomes the same character: capitals, spaces of any kind, the two
/// shapes of an apostrophe, hyphens that do not break.
fn fold(c: char) -> char {
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        _ if c.is_ascii_whitespace() => ' ',
        _ if c.is_ascii() => c,
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        _ if c.is_whitespace() => ' ',
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// A phrase without differences that a reader would not see: two that give the same are the same.
#[must_use]
pub fn fold_phrase(phrase: &str) -> String {
    let words: Vec<String> =
        phrase.split_whitespace().map(|word| word.chars().map(fold).collect()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found, in brackets, with the number behind it.
    fn shown(lexicon: &Lexicon, text: &str) -> String {
        let found = lexicon.find_in(text);
        let one = |(range, meaning): &(Range<usize>, Meaning)| match meaning {
            Meaning::Term(n) => format!("[{}]{n}", &text[range.clone()]),
            Meaning::Watch(n) => format!("<{}>{n}", &text[range.clone()]),
        };
        found.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    fn terms(phrases: &[&str]) -> Lexicon {
        let numbered = (0..).zip(phrases).map(|(n, words)| (*words, Meaning::Term(n)));
        Lexicon::new(numbered, [])
    }

    fn watched(phrases: &[&str]) -> Lexicon {
        let numbered = (0..).zip(phrases).map(|(n, words)| (*words, Meaning::Watch(n)));
        Lexicon::new(numbered, [])
    }

    #[test]
    fn whole_words_are_found_whatever_their_case() {
        let lexicon = terms(&["goal", "empathy"]);
        for (text, found) in [
            ("Empathy is a GOAL.", "[Empathy]1 [GOAL]0"),
            ("goals, subgoal, goal1, goal_", ""),
            ("(goal)—goal…\"goal\" goal", "[goal]0 [goal]0 [goal]0 [goal]0"),
            ("goal-based, self-goal, o'goal", ""),
            (
                "'goal' ‘goal’ goal- -goal goal--goal",
                "[goal]0 [goal]0 [goal]0 [goal]0 [goal]0 [goal]0",
            ),
            ("a goal's worth, a goal’s, GOAL'S", "[goal]0 [goal]0 [GOAL]0"),
            ("goal'sx goal's-x goal'd", ""),
            ("the goals' end", ""),
            ("goal\u{301} and e\u{301}goal", ""),
            ("", ""),
        ] {
            assert_eq!(shown(&lexicon, text), found, "{text}");
        }
    }

    #[test]
    fn phrases_cross_lines_and_know_both_apostrophes() {
        let lexicon =
            terms(&["working alliance", "techniques don't matter", "person-centred therapy"]);
        for (text, found) in [
            ("working\nalliance", "[working\nalliance]0"),
            ("working\u{a0}alliance's", "[working\u{a0}alliance]0"),
            ("working  \n alliance", "[working  \n alliance]0"),
            ("workingalliance working-alliance working alliances", ""),
            ("Techniques don’t matter", "[Techniques don’t matter]1"),
            ("person\u{2011}centred therapy", "[person\u{2011}centred therapy]2"),
            ("working", ""),
        ] {
            assert_eq!(shown(&lexicon, text), found, "{text}");
        }
    }

    #[test]
    fn letters_of_any_language_have_two_cases() {
        let lexicon = terms(&["Ärztin", "élan vital", "ἐμπάθεια"]);
        for (text, found) in [
            ("ärztin Ärztin ÄRZTIN", "[ärztin]0 [Ärztin]0 [ÄRZTIN]0"),
            ("Hausärztin ärztinnen", ""),
            ("ÉLAN VITAL", "[ÉLAN VITAL]1"),
            ("Ἐμπάθεια", "[Ἐμπάθεια]2"),
        ] {
            assert_eq!(shown(&lexicon, text), found, "{text}");
        }
    }

    #[test]
    fn of_terms_that_overlap_the_first_and_longest_stands() {
        let lexicon = terms(&["therapy", "talking therapy", "therapy goal", "talking"]);
        assert_eq!(shown(&lexicon, "talking therapy goal"), "[talking therapy]1");
        assert_eq!(shown(&lexicon, "talking, therapy goal"), "[talking]3 [therapy goal]2");
    }

    #[test]
    fn watched_words_may_overlap_but_one_mistake_is_one() {
        let lexicon = Lexicon::new(
            [
                ("medicine", Meaning::Watch(0)),
                ("stop your medicine", Meaning::Watch(1)),
                ("your", Meaning::Watch(1)),
                ("stop", Meaning::Watch(1)),
                ("medicine", Meaning::Term(7)),
            ],
            [],
        );
        assert_eq!(
            shown(&lexicon, "stop your medicine, or stop"),
            "<stop your medicine>1 [medicine]7 <medicine>0 <stop>1"
        );
        assert_eq!(shown(&watched(&["cure"]), "secure cures cure-all a cure!"), "<cure>0");
    }

    #[test]
    fn names_are_known_however_they_are_written() {
        let lexicon =
            Lexicon::new([("Working  alliance", Meaning::Term(3))], [("Client’s view", 4)]);
        assert_eq!(lexicon.term(" working\nALLIANCE "), Some(3));
        assert_eq!(lexicon.term("client's view"), Some(4));
        assert_eq!(lexicon.term("client"), None);
        assert_eq!(shown(&lexicon, "the client's view"), "");
        assert_eq!(lexicon.names().collect::<Vec<_>>(), ["Client’s view", "Working  alliance"]);
    }

    #[test]
    fn nothing_is_found_without_phrases() {
        assert_eq!(Lexicon::default().find_in("a goal"), []);
        assert_eq!(shown(&terms(&["", "…", "'tis"]), "… 'tis a"), "");
    }
}
