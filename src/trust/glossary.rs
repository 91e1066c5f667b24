//! The glossary: `data/glossary.yaml`.
//!
//! In: the file, and the bibliography for its sources. Out: a [`Glossary`], of which every name
//! means one term. Where terms stand in pages is left to `markdown`, which pages use them to
//! `site`.

use super::Bibliography;
use crate::diagnostics::{Diagnosed, Diagnostic, codes};
use crate::markdown::{Lexicon, Meaning, fold_phrase};
use crate::slug::slugify;
use crate::source::{Snapshot, SourcePath, Span};
use crate::yaml::{Document, Findings, Format, MapReader, Node, Value};
use std::collections::BTreeMap;

/// Where the glossary is.
pub const PATH: &str = "data/glossary.yaml";

static FORMAT: Format = Format {
    name: "the glossary",
    not_yaml: &codes::data::NOT_READABLE,
    too_long: &codes::data::NOT_READABLE,
    unknown_key: &codes::glossary::BAD_TERM,
    wrong_type: &codes::glossary::BAD_TERM,
    duplicate_key: &codes::data::DUPLICATE_KEY,
    max_bytes: 4 * 1024 * 1024,
};

/// The words that the site explains, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Glossary {
    /// In alphabetical order, whatever their case.
    pub terms: Vec<Term>,
    /// Whether the file is there and cannot be read, which has been reported: then nobody knows
    /// which terms there are.
    pub is_unreadable: bool,
}

/// A word that the site explains.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Term {
    /// `term:` — as readers see it.
    pub name: String,
    /// Its part of an address: the slug of the name.
    pub slug: String,
    /// `definition:` — plain words.
    pub definition: String,
    /// `also:` — other names, which are shown beside it.
    pub also: Vec<String>,
    /// `forms:` — inflected forms, which are looked for in pages and not shown.
    pub forms: Vec<String>,
    /// `sources:` — keys of the bibliography.
    pub sources: Vec<String>,
    /// `autolink:` — whether it is linked where no author asks for it; true by default.
    pub autolink: bool,
    /// Where its name stands in the file.
    pub span: Span,
}

impl Term {
    /// Its id in the page that shows the glossary. With `_`, which no heading's id has.
    #[must_use]
    pub fn anchor(&self) -> String {
        format!("term_{}", self.slug)
    }

    /// Everything that means it: its name, other names, forms.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let others = self.also.iter().chain(&self.forms);
        std::iter::once(&self.name).chain(others).map(String::as_str)
    }
}

impl Glossary {
    /// Reads the glossary; without one there are no terms.
    pub fn from_data(snapshot: &Snapshot, bibliography: &Bibliography) -> Diagnosed<Self> {
        let unreadable = Self { terms: Vec::new(), is_unreadable: true };
        let Some(source) = snapshot.text(&path()) else {
            let is_there = snapshot.get(&path()).is_some();
            return Diagnosed::clean(if is_there { unreadable } else { Self::default() });
        };
        let mut diagnostics = Vec::new();
        let document = Document::parse(&source, 0..source.text.len(), &FORMAT);
        let Some(document) = document.into_value(&mut diagnostics) else {
            return Diagnosed::new(unreadable, diagnostics);
        };
        let findings = Findings::default();
        let root = Value::root(&document, &findings);
        let mut terms = Vec::new();
        match document.root() {
            Node::Null => {}
            Node::Seq(_) => {
                let mut taken = Taken::default();
                let read = root
                    .items()
                    .into_iter()
                    .filter_map(|item| taken.take(read(item.map()?, bibliography)?));
                terms.extend(read);
            }
            _ => root.wrong(
                "the glossary must be a list of terms",
                "begin each with `- term:`, and indent what belongs to it",
            ),
        }
        terms.sort_by(|a, b| (&a.slug, &a.name).cmp(&(&b.slug, &b.name)));
        diagnostics.extend(findings.into_vec());
        Diagnosed::new(Self { terms, is_unreadable: false }, diagnostics)
    }

    /// The phrases that mean a term wherever they stand.
    fn phrases(&self) -> impl Iterator<Item = (&str, Meaning)> {
        let linked = self.numbered().filter(|(_, term)| term.autolink);
        linked.flat_map(|(n, term)| term.names().map(move |name| (name, Meaning::Term(n))))
    }

    /// The names of terms that are linked only where an author asks for it.
    fn only_asked_for(&self) -> impl Iterator<Item = (&str, u32)> {
        let asked_for = self.numbered().filter(|(_, term)| !term.autolink);
        asked_for.flat_map(|(n, term)| term.names().map(move |name| (name, n)))
    }

    /// What to look for in pages: the terms, and the words that somebody watches.
    pub fn lexicon<'a>(&'a self, watched: impl IntoIterator<Item = (&'a str, Meaning)>) -> Lexicon {
        let lexicon = Lexicon::new(self.phrases().chain(watched), self.only_asked_for());
        if self.is_unreadable { lexicon.of_unknown_terms() } else { lexicon }
    }

    fn numbered(&self) -> impl Iterator<Item = (u32, &Term)> {
        (0..).zip(&self.terms)
    }
}

/// Where the glossary is, as a path.
pub fn path() -> SourcePath {
    SourcePath::new(PATH).expect("it is a plain relative path")
}

const KEYS: [&str; 6] = ["term", "definition", "also", "forms", "sources", "autolink"];

/// A term, and the places of everything that means it.
struct Entry<'a> {
    term: Term,
    names: Vec<(String, Value<'a>)>,
}

fn read<'a>(mut reader: MapReader<'a>, bibliography: &Bibliography) -> Option<Entry<'a>> {
    let name = reader.value("term");
    let definition = reader.value("definition");
    let (also, also_at) = texts(&mut reader, "also");
    let (forms, forms_at) = texts(&mut reader, "forms");
    let sources = sources(&mut reader, bibliography);
    let autolink = reader.bool("autolink").unwrap_or(true);
    let whole = reader.whole().clone();
    reader.finish();

    let wrong = |value: &Value<'_>, message: String, help: &str| {
        value.push(value.at(&codes::glossary::BAD_TERM, message).help(help));
    };
    // A key that is not known is reported as such, and is what is missing here.
    let misspelt = whole.entries().iter().any(|(key, _)| !KEYS.contains(key));
    let Some(name_at) = name else {
        if !misspelt {
            wrong(&whole, "an entry has no term".to_owned(), "begin it with `- term:`");
        }
        return None;
    };
    let name = one_line(&name_at.text()?);
    let slug = slugify(&name);
    if slug.is_empty() {
        let message = format!("`{name}` cannot be a term: there is no letter in it");
        wrong(&name_at, message, "write the word that is explained");
        return None;
    }
    let text = match &definition {
        Some(value) => one_line(&value.text()?),
        None => String::new(),
    };
    if text.is_empty() && !(definition.is_none() && misspelt) {
        let at = definition.as_ref().unwrap_or(&name_at);
        wrong(at, format!("`{name}` has no definition"), "explain it below `definition:`");
    } else if text.contains("[[") {
        let at = definition.as_ref().unwrap_or(&name_at);
        wrong(
            at,
            "a definition is plain words, without links".to_owned(),
            "leave the brackets out",
        );
    }
    let others = also_at.into_iter().chain(forms_at);
    let names = std::iter::once((name.clone(), name_at.clone())).chain(others).collect();
    let span = name_at.span();
    let term = Term { name, slug, definition: text, also, forms, sources, autolink, span };
    Some(Entry { term, names })
}

type Placed<'a> = Vec<(String, Value<'a>)>;

/// The texts below a key, and the place of each.
fn texts<'a>(reader: &mut MapReader<'a>, key: &'a str) -> (Vec<String>, Placed<'a>) {
    let Some(value) = reader.value(key) else { return (Vec::new(), Vec::new()) };
    let texts: Vec<String> = value.texts().iter().map(|text| one_line(text)).collect();
    let items = value.items();
    let placed = if items.len() == texts.len() {
        texts.iter().cloned().zip(items).collect()
    } else {
        // One of them was reported.
        texts.iter().map(|text| (text.clone(), value.clone())).collect()
    };
    (texts, placed)
}

/// The keys of sources, without those that the bibliography does not have.
fn sources<'a>(reader: &mut MapReader<'a>, bibliography: &Bibliography) -> Vec<String> {
    let (_, placed) = texts(reader, "sources");
    let known = |(key, value): (String, Value<'_>)| {
        if bibliography.get(&key).is_some() {
            return Some(key);
        }
        let message = format!("the bibliography has no source `{key}`");
        let problem = value.at(&codes::citations::UNKNOWN, message);
        let problem = problem.help(format!("add it to `{}`", super::hayagriva::PATH));
        value.push(problem.did_you_mean(&key, bibliography.keys()));
        None
    };
    placed.into_iter().filter_map(known).collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Names and addresses that are taken: the place of each, and the term that has it.
#[derive(Default)]
struct Taken {
    names: BTreeMap<String, (Span, String)>,
    slugs: BTreeMap<String, (Span, String)>,
}

impl Taken {
    /// Takes the names of a term, without those that another term has, of which the first is
    /// reported. `None` if that leaves nothing of it.
    fn take(&mut self, entry: Entry<'_>) -> Option<Term> {
        let (mut term, names) = (entry.term, entry.names);
        let of_another = |name: &str| self.names.get(&fold_phrase(name));
        let same_address = self.slugs.get(&term.slug);
        let clash = names.iter().find_map(|(name, at)| Some((name, at, of_another(name)?)));
        if let Some((name, at, (first, of))) = clash {
            let message = format!("`{name}` means the term `{of}` already");
            at.push(twice(at, message, *first, "first used here"));
        } else if let Some((first, of)) = same_address {
            let anchor = term.anchor();
            let message = format!("`{}` and `{of}` have the same address `#{anchor}`", term.name);
            let at = &names[0].1;
            at.push(twice(at, message, *first, "the other one"));
        }
        if same_address.is_some() || of_another(&term.name).is_some() {
            return None;
        }
        term.also.retain(|name| of_another(name).is_none());
        term.forms.retain(|name| of_another(name).is_none());
        for (name, at) in &names {
            let own = || (at.span(), term.name.clone());
            self.names.entry(fold_phrase(name)).or_insert_with(own);
        }
        self.slugs.insert(term.slug.clone(), (term.span, term.name.clone()));
        Some(term)
    }
}

fn twice(at: &Value<'_>, message: String, first: Span, label: &str) -> Diagnostic {
    at.at(&codes::glossary::SAME_TERM, message)
        .also(&path(), Some(first), label)
        .help("keep it in one of the two, and give the other another name")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Entry as File;
    use crate::yaml::testing::listed;
    use expect_test::{Expect, expect};

    fn glossary(text: &str) -> (Glossary, String) {
        let mut snapshot = Snapshot::default();
        snapshot.insert(path(), File::Text(text.into()));
        let sources = SourcePath::new(super::super::hayagriva::PATH).expect("a path");
        snapshot.insert(sources, File::Text("b1999: {type: book, title: B}\n".into()));
        let bibliography =
            Bibliography::from_data(&snapshot, crate::config::Citations::default()).value;
        let found = Glossary::from_data(&snapshot, &bibliography);
        let source = snapshot.text(&path()).expect("it was put there");
        (found.value, listed(&[&source], found.diagnostics))
    }

    fn wrong(text: &str, expected: &Expect) {
        expected.assert_eq(&glossary(text).1);
    }

    #[test]
    fn terms_are_read_and_put_in_order() {
        let (glossary, found) = glossary(
            "- term: Zeal\n  definition: >\n    Two\n    lines.\n- {term: ärger, definition: A., also: [anger, rage], forms: angry, sources: [b1999]}\n- {term: Client, definition: C., autolink: false}\n",
        );
        assert_eq!(found, "");
        let names: Vec<_> = glossary.terms.iter().map(|term| term.name.as_str()).collect();
        assert_eq!(names, ["ärger", "Client", "Zeal"]);
        assert_eq!(glossary.terms[2].definition, "Two lines.");
        assert_eq!(glossary.terms[0].anchor(), "term_arger");
        assert_eq!(
            glossary.terms[0].names().collect::<Vec<_>>(),
            ["ärger", "anger", "rage", "angry"]
        );
        let phrases: Vec<_> = glossary.phrases().map(|(words, _)| words).collect();
        assert_eq!(phrases, ["ärger", "anger", "rage", "angry", "Zeal"]);
        assert_eq!(glossary.lexicon([]).term("CLIENT"), Some(1));
        assert_eq!(glossary.lexicon([]).find_in("a client's anger").len(), 1);
    }

    #[test]
    fn an_entry_that_cannot_be_used_is_reported_and_the_others_are_read() {
        wrong(
            "- definition: x\n- term: A\n- term: B\n  definition: ' '\n- term: '…'\n  definition: x\n- term: C\n  definiton: x\n\
             - term: D\n  definition: See [[a]].\n- E\n- term: F\n  definition: x\n  also: [1, [2]]\n  autolink: maybe\n",
            &expect![[r#"
                data/glossary.yaml:1:3: error[G004]: an entry has no term (help: begin it with `- term:`)
                data/glossary.yaml:2:9: error[G004]: `A` has no definition (help: explain it below `definition:`)
                data/glossary.yaml:4:15: error[G004]: `B` has no definition (help: explain it below `definition:`)
                data/glossary.yaml:5:9: error[G004]: `…` cannot be a term: there is no letter in it (help: write the word that is explained)
                data/glossary.yaml:8:3: error[G004]: unknown key `definiton` (help: did you mean `definition`?)
                data/glossary.yaml:10:15: error[G004]: a definition is plain words, without links (help: leave the brackets out)
                data/glossary.yaml:11:3: error[G004]: item 7 must be a group of keys and values, not the text `E` (help: write `key:` and below it, indented, lines of `key: value`)
                data/glossary.yaml:14:13: error[G004]: item 2 of `also` must be a text, not a list (help: put quotes around the text: `"[2]"`)
                data/glossary.yaml:15:13: error[G004]: `autolink` must be `true` or `false`, not the text `maybe` (help: write `autolink: true` or `autolink: false`)
            "#]],
        );
        wrong(
            "term: A\ndefinition: x\n",
            &expect![[r#"
            data/glossary.yaml:1:1: error[G004]: the glossary must be a list of terms (help: begin each with `- term:`, and indent what belongs to it)
        "#]],
        );
        wrong("", &expect![[r""]]);
    }

    #[test]
    fn a_name_means_one_term() {
        wrong(
            "- {term: Alliance, definition: x, also: [Working alliance], forms: [alliances, alliance]}\n\
             - {term: Team, definition: x, forms: [teams, working  ALLIANCE]}\n\
             - {term: alliance, definition: x}\n- {term: C++, definition: x}\n- {term: C, definition: x}\n",
            &expect![[r#"
                data/glossary.yaml:2:46: error[G005]: `working ALLIANCE` means the term `Alliance` already (help: keep it in one of the two, and give the other another name) (data/glossary.yaml:1:42: first used here)
                data/glossary.yaml:3:10: error[G005]: `alliance` means the term `Alliance` already (help: keep it in one of the two, and give the other another name) (data/glossary.yaml:1:10: first used here)
                data/glossary.yaml:5:10: error[G005]: `C` and `C++` have the same address `#term_c` (help: keep it in one of the two, and give the other another name) (data/glossary.yaml:4:10: the other one)
            "#]],
        );
    }

    #[test]
    fn a_source_must_be_in_the_bibliography() {
        wrong(
            "- {term: A, definition: x, sources: [b1999, b1998]}\n",
            &expect![[r#"
            data/glossary.yaml:1:45: error[B001]: the bibliography has no source `b1998` (help: did you mean `b1999`?)
        "#]],
        );
    }
}
