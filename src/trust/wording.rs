//! Words that need care: `data/wording.yaml`.
//!
//! In: the file. Out: [`Wording`]: below `safety:`, phrases to look for in pages, by number; beside
//! it, words that are unkind, unexplained or spelt as elsewhere. What a page must do if it uses them
//! is left to `site` and to rules.

use super::help_lines::required;
use crate::diagnostics::codes::health as codes;
use crate::diagnostics::{Diagnosed, codes::data};
use crate::markdown::Meaning;
use crate::source::{Snapshot, SourcePath};
use crate::yaml::quote::code;
use crate::yaml::{Document, Findings, Format, MapReader, Node, Value};

/// Where the words are.
pub const PATH: &str = "data/wording.yaml";

static FORMAT: Format = Format {
    name: "the list of words",
    not_yaml: &data::NOT_READABLE,
    too_long: &data::NOT_READABLE,
    unknown_key: &codes::BAD_SAFETY_DATA,
    wrong_type: &codes::BAD_SAFETY_DATA,
    duplicate_key: &data::DUPLICATE_KEY,
    max_bytes: 1024 * 1024,
};

/// Words that need care. Without the file there are none, and nothing is checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wording {
    /// `medicine:` — a page that has one of them carries the medicine box.
    pub medicine: Vec<String>,
    /// `self_harm:` — a page that has one of them opens with a link to help.
    pub self_harm: Vec<String>,
    /// `forbidden:` — words that promise too much, blame or mislead.
    pub forbidden: Vec<Forbidden>,
    /// `words:` — words that are better left out: they hurt, or say nothing.
    pub words: Vec<Forbidden>,
    /// `jargon:` — words of a profession, which pages explain where they first use them.
    pub jargon: Vec<Forbidden>,
    /// `spelling:` — words as they are spelt elsewhere, and as they are spelt here; by the first.
    pub spelling: Vec<(String, String)>,
}

/// A word that is not to stand in pages as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Forbidden {
    /// `word:`, and `forms:` of it. The first one stands for all.
    pub words: Vec<String>,
    /// `instead:` — what to write, as a step; empty if that is for the author to find.
    pub instead: String,
    /// `why:`
    pub why: String,
}

/// What a watched word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Watched<'a> {
    /// One of [`Wording::medicine`].
    Medicine,
    /// One of [`Wording::self_harm`].
    SelfHarm,
    /// One of [`Wording::forbidden`].
    Forbidden(&'a Forbidden),
}

/// The numbers of the first two lists; forbidden words follow.
const MEDICINE: u32 = 0;
const SELF_HARM: u32 = 1;
const FORBIDDEN: u32 = 2;

impl Wording {
    /// Reads the words.
    pub fn from_data(snapshot: &Snapshot) -> Diagnosed<Self> {
        let path = SourcePath::new(PATH).expect("it is a plain relative path");
        let Some(source) = snapshot.text(&path) else { return Diagnosed::default() };
        let mut diagnostics = Vec::new();
        let document = Document::parse(&source, 0..source.text.len(), &FORMAT);
        let Some(document) = document.into_value(&mut diagnostics) else {
            return Diagnosed::new(Self::default(), diagnostics);
        };
        let findings = Findings::default();
        let mut map = MapReader::new(&document, &findings);
        let mut wording = map.map("safety").map(read).unwrap_or_default();
        wording.words = entries(&mut map, "words", "the word");
        wording.jargon = entries(&mut map, "jargon", "the word");
        wording.spelling = spelling(&mut map);
        map.finish();
        diagnostics.extend(findings.into_vec());
        Diagnosed::new(wording, diagnostics)
    }

    /// Every phrase to look for, with its number.
    pub fn phrases(&self) -> impl Iterator<Item = (&str, Meaning)> {
        let medicine = self.medicine.iter().map(|word| (word, MEDICINE));
        let self_harm = self.self_harm.iter().map(|word| (word, SELF_HARM));
        let forbidden = (FORBIDDEN..).zip(&self.forbidden);
        let forbidden = forbidden.flat_map(|(n, one)| one.words.iter().map(move |word| (word, n)));
        let all = medicine.chain(self_harm).chain(forbidden);
        all.map(|(word, number)| (word.as_str(), Meaning::Watch(number)))
    }

    /// What the word with that number is.
    #[must_use]
    pub fn watched(&self, number: u32) -> Option<Watched<'_>> {
        match number {
            MEDICINE => Some(Watched::Medicine),
            SELF_HARM => Some(Watched::SelfHarm),
            n => self.forbidden.get((n - FORBIDDEN) as usize).map(Watched::Forbidden),
        }
    }
}

fn read(mut map: MapReader<'_>) -> Wording {
    let wording = Wording {
        medicine: words(&mut map, "medicine"),
        self_harm: words(&mut map, "self_harm"),
        forbidden: entries(&mut map, "forbidden", "the forbidden word"),
        ..Wording::default()
    };
    map.finish();
    wording
}

/// A list of words that can be found.
fn words<'a>(map: &mut MapReader<'a>, key: &'a str) -> Vec<String> {
    let Some(value) = map.value(key) else { return Vec::new() };
    let mut found = value.texts();
    found.retain(|word| is_findable(&value, word));
    found
}

/// Whole words are looked for, so a word has to begin like one.
fn is_findable(value: &Value<'_>, word: &str) -> bool {
    let findable = word.trim_start().starts_with(char::is_alphanumeric);
    if !findable {
        let message = format!("{} would never be found in a page", code(word));
        value.wrong(message, "begin it with a letter or a digit");
    }
    findable
}

fn entries<'a>(map: &mut MapReader<'a>, key: &'a str, what: &str) -> Vec<Forbidden> {
    let Some(value) = map.value(key) else { return Vec::new() };
    let read = |item: Value<'_>| {
        // A word alone is enough.
        if let Node::String(word) = item.node() {
            let words = vec![word.trim().to_owned()];
            return is_findable(&item, word).then(|| Forbidden { words, ..Forbidden::default() });
        }
        let mut map = item.map()?;
        let word = required(&mut map, "word", what);
        let forms = words(&mut map, "forms");
        let mut text = |key| map.text(key).unwrap_or_default().trim().to_owned();
        let (instead, why) = (text("instead"), text("why"));
        map.finish();
        let word = word.filter(|word| is_findable(&item, word))?;
        Some(Forbidden { words: [vec![word], forms].concat(), instead, why })
    };
    value.items().into_iter().filter_map(read).collect()
}

fn spelling(map: &mut MapReader<'_>) -> Vec<(String, String)> {
    let pairs = map.entries("spelling").into_iter().filter_map(|(there, value)| {
        let here = value.text()?.trim().to_owned();
        let there = there.trim();
        is_findable(&value, there).then(|| (there.to_owned(), here))
    });
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Entry;
    use crate::yaml::testing::listed;
    use expect_test::expect;

    fn read(text: &str) -> (Wording, String) {
        let mut snapshot = Snapshot::default();
        let path = SourcePath::new(PATH).expect("a path");
        snapshot.insert(path.clone(), Entry::Text(text.into()));
        let found = Wording::from_data(&snapshot);
        let source = snapshot.text(&path).expect("it was put there");
        (found.value, listed(&[&source], found.diagnostics))
    }

    #[test]
    fn every_phrase_has_the_number_of_its_list_or_entry() {
        let (found, said) = read(
            "safety:\n  medicine: [tablet, tablets]\n  self_harm: suicide\n  forbidden:\n    \
             - magic\n    - {word: cure, forms: [cures, cured], instead: 'say \"can help\"', why: W}\n",
        );
        assert_eq!(said, "");
        let shown: Vec<String> = found.phrases().map(|(word, n)| format!("{word} {n:?}")).collect();
        assert_eq!(
            shown,
            [
                "tablet Watch(0)",
                "tablets Watch(0)",
                "suicide Watch(1)",
                "magic Watch(2)",
                "cure Watch(3)",
                "cures Watch(3)",
                "cured Watch(3)"
            ]
        );
        assert_eq!(found.watched(1), Some(Watched::SelfHarm));
        assert_eq!(found.watched(3), Some(Watched::Forbidden(&found.forbidden[1])));
        assert_eq!(found.watched(4), None);
        assert_eq!(found.forbidden[1].instead, "say \"can help\"");
    }

    #[test]
    fn words_about_language_stand_beside_those_about_safety() {
        let (found, said) = read(
            "words:\n  - {word: crazy, why: W}\n  - mad\njargon: [dyad]\n\
             spelling: {color: colour, colors: colours}\n",
        );
        assert_eq!(said, "");
        let words = |of: &[Forbidden]| of.iter().flat_map(|one| one.words.clone()).collect();
        let listed: Vec<String> = words(&found.words);
        assert_eq!(listed, ["crazy", "mad"]);
        let listed: Vec<String> = words(&found.jargon);
        assert_eq!(listed, ["dyad"]);
        assert_eq!(found.words[0].why, "W");
        let pairs = [("color", "colour"), ("colors", "colours")];
        assert_eq!(found.spelling, pairs.map(|(a, b)| (a.to_owned(), b.to_owned())));
        // They are no business of the lexicon that pages are read with.
        assert_eq!(found.phrases().count(), 0);
    }

    #[test]
    fn mistakes_are_reported_at_their_place() {
        let (_, said) = read(
            "safety:\n  medicine: [true, '']\n  selfharm: [x]\n  forbidden: [{wrod: cure}, '-x', 5, {word: …}]\n\
             spellings: {}\n",
        );
        expect![[r#"
            data/wording.yaml:2:14: error[H001]: item 1 of `medicine` must be a text, not `true` (help: put quotes around the text: `"true"`)
            data/wording.yaml:2:20: error[H001]: item 2 of `medicine` is empty (help: write a text, or remove it)
            data/wording.yaml:3:3: error[H001]: unknown key `selfharm` (help: did you mean `self_harm`?)
            data/wording.yaml:4:15: error[H001]: the forbidden word has no `word` (help: add `word:` to the entry)
            data/wording.yaml:4:16: error[H001]: unknown key `wrod` (help: did you mean `word`?)
            data/wording.yaml:4:29: error[H001]: `-x` would never be found in a page (help: begin it with a letter or a digit)
            data/wording.yaml:4:35: error[H001]: item 3 of `forbidden` must be a group of keys and values, not the number `5` (help: write `key:` and below it, indented, lines of `key: value`)
            data/wording.yaml:4:38: error[H001]: `…` would never be found in a page (help: begin it with a letter or a digit)
            data/wording.yaml:5:1: error[H001]: unknown key `spellings` (help: did you mean `spelling`?)
        "#]].assert_eq(&said);
        expect![[r#"
            data/wording.yaml:1:1: error[D001]: the list of words must be lines of `key: value`, not a list (help: write a key, a colon and a space before each value)
        "#]].assert_eq(&read("- cure\n").1);
        expect![[r#"
            data/wording.yaml:1:9: error[H001]: `safety` must be a group of keys and values, not the text `cure` (help: write `safety:` and below it, indented, lines of `key: value`)
        "#]].assert_eq(&read("safety: cure\n").1);
        assert_eq!(read("").1, "");
    }
}
