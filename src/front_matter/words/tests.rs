//! What changes the digest of a page, and what does not.

use super::super::{Kind, digest, is_digest};
use crate::yaml::testing::file;
use proptest::prelude::*;

fn page(body: &str) -> String {
    digest(&file("content/a.md", &format!("---\ntitle: A\n---\n{body}")), Kind::Page)
}

fn with(front_matter: &str) -> String {
    digest(&file("content/a.md", &format!("---\n{front_matter}---\nWords.\n")), Kind::Page)
}

fn questionnaire(text: &str) -> String {
    digest(&file("content/a.checklist.yaml", text), Kind::Yaml)
}

/// Digests are in people's files for years, so these must never change.
#[test]
fn digests_of_version_1_are_frozen() {
    let text = "---\ntitle: \"A: b\"\ndescription: D\nsummary: [One, Two]\ncertainty: mixed\n\
        sources: [x2020]\nextra: {top: [Date, 2, 1.5, true]}\ndate: 2026-01-01\n---\n\n\
        Words [@x2020, p. 3].\n\n> [!myth] No\n> Never.\n\n> Other.\n\n- > In a list\n  > it is.\n\nEnd\n";
    assert_eq!(
        digest(&file("content/a.md", text), Kind::Page),
        "1-317acde9b584bb9f6b1510f2cf18836c"
    );
    assert_eq!(
        questionnaire("title: A\nanswers: {yes: Yes}\nsections: [{id: a}]\n"),
        "1-d5404a5771664c2faddd745d1ad831aa"
    );
}

#[test]
fn a_digest_is_a_version_and_128_bits() {
    assert!(is_digest(&page("Words.")));
    for wrong in ["", "1-", "1-abc", "2-00112233445566778899aabbccddeeff", "reviewed"] {
        assert!(!is_digest(wrong), "{wrong}");
    }
    assert!(!is_digest("1-00112233445566778899AABBCCDDEEFF"));
}

#[test]
fn what_does_not_touch_the_words_does_not_count() {
    let words = page("One two three.\n\n- four\n  five\n- six\n\n> [!note] N\n> seven\n> eight\n");
    for same in [
        "One\ntwo   three.  \n\n\n\n- four five\n- six\n\n> [!note] N\n> seven eight\n\n\n",
        "\r\nOne two\r\nthree.\r\n\r\n- four\r\n  five\r\n\r\n- six\r\n> [!note] N\r\n> seven\r\n> eight",
        "One two three.\n- four five\n- six\n\n>[!note] N\n  >  seven\n>\n>\n>eight",
    ] {
        assert_eq!(page(same), words, "{same:?}");
    }
    let list = page("- > one\n  > two\n");
    assert_eq!(page("- > one two\n"), list);
    let plain = with("title: A b\n");
    for same in [
        "title: \"A  b\"\n",
        "title: A b\ndate: 2026-01-01\nupdated: 2026-02-01\nweight: 3\ntaxonomies: {topics: [x]}\n",
        "title: A b\ntype: health\nauthors: [x]\nreviewers: none\nreview_by: 2027-01-01\n",
        "title: A b\nreview: {by: x, date: 2026-01-01, text: y}\nlast_reviewed: 2026-01-01\n",
        "title: A b\nchanges: [{date: 2026-01-01, what: x}]\nevidence_checked: 2026-01-01\n",
        "title: A b\nslug: other\naliases: [/x/]\ntemplate: t.html\ndraft: true\nglossary: true\n",
    ] {
        assert_eq!(with(same), plain, "{same}");
    }
}

#[test]
fn what_changes_the_meaning_counts() {
    let texts = [
        "> [!myth] M\n> one\n> two\n",
        "> [!myth] M\n> one\n\ntwo\n",
        "> [!myth] M\n> one\ntwo\n",
        "> [!myth] M\n> one\n\n> two\n",
        "> [!myth] M\n> > one\n> two\n",
        "> [!fact] M\n> one\n> two\n",
        "[!myth] M\none\ntwo\n",
        "> [!myth] M\n> one\n> two <!-- allow: x -->\n",
        "> [!myth] M\n> one [two](x.md)\n",
        "> [!myth] M\n> one [two](y.md)\n",
    ];
    for (at, text) in texts.iter().enumerate() {
        for other in &texts[..at] {
            assert_ne!(page(text), page(other), "{text:?} and {other:?}");
        }
    }
    let fronts = [
        "title: A\n",
        "title: B\n",
        "title: A\ndescription: B\n",
        "title: A\nsummary: B\n",
        "title: A\ncertainty: mixed\n",
        "title: A\ncertainty: early\n",
        "title: A\nsources: [x]\n",
        "title: A\nextra: {questions: [x]}\n",
        "title: A\nextra: {questions: [x, y]}\n",
        "title: A\nextra: {questions: [x y]}\n",
    ];
    for (at, text) in fronts.iter().enumerate() {
        for other in &fronts[..at] {
            assert_ne!(with(text), with(other), "{text:?} and {other:?}");
        }
    }
}

#[test]
fn a_questionnaire_is_its_tree_without_the_keys_of_a_page() {
    let one = questionnaire("title: A\nreview_by: 2027-01-01\nanswers:\n  yes: Yes\n  no: No\n");
    let same = "# note\ntitle: 'A'\nreview_by: 2028-01-01\npublished: 2026-01-01\ndate: 2026-01-01\n\
        answers: {yes: \"Yes\",   no: No} # and here\nreview: {by: x}\nauthors: [x]\n";
    assert_eq!(questionnaire(same), one);
    for other in [
        "title: B\nanswers:\n  yes: Yes\n  no: No\n",
        "title: A\nanswers:\n  no: No\n  yes: Yes\n",
        "title: A\nanswers:\n  yes: Yes\n  no: Never\n",
        "title: A\nanswers:\n  yes: Yes\n  no: No\n  na: No\n",
        "title: A\nanswers: [yes, Yes, no, No]\n",
        "title: A\nanswers:\n  yes: Yes\n  no: No\nsources: [x]\n",
    ] {
        assert_ne!(questionnaire(other), one, "{other}");
    }
}

/// A piece of a page: words, and how their lines begin.
#[derive(Debug, Clone)]
struct Piece {
    first: &'static str,
    next: &'static str,
    words: Vec<String>,
}

fn pieces() -> impl Strategy<Value = Vec<Piece>> {
    let shapes = [
        ("", ""),
        ("## ", ""),
        ("- ", "  "),
        ("1. ", "   "),
        ("- a\n\n  - ", "    "),
        ("> [!note] Note\n> ", "> "),
        ("> > ", "> > "),
        ("- > ", "  > "),
        ("> - ", ">   "),
    ];
    let word = "[a-zA-Zé’.,0-9*`]{1,9}|\\[@[a-z]{3}\\]|<!--[a-z]{2}-->";
    let piece = (0..shapes.len(), proptest::collection::vec(word, 1..12))
        .prop_map(move |(at, words)| Piece { first: shapes[at].0, next: shapes[at].1, words });
    proptest::collection::vec(piece, 1..6)
}

/// The pieces with lines of about `width` characters, and `blank` lines between them.
fn laid_out(pieces: &[Piece], width: usize, blank: usize, trailing: &str, newline: &str) -> String {
    let mut text = String::new();
    for piece in pieces {
        let mut line = piece.first.to_owned();
        let mut is_empty = true;
        for word in &piece.words {
            if !is_empty && line.len() + word.len() > width {
                text += &format!("{line}{trailing}\n");
                line = piece.next.to_owned();
                is_empty = true;
            }
            line += if is_empty { "" } else { " " };
            line += word;
            is_empty = false;
        }
        text += &format!("{line}{trailing}\n{}", "\n".repeat(blank));
    }
    text.replace('\n', newline)
}

proptest! {
    #[test]
    fn no_layout_changes_the_digest(
        pieces in pieces(), width in 1..120_usize, blank in 1..4_usize,
        trailing in "[ \t]{0,3}", windows in any::<bool>(),
    ) {
        let newline = if windows { "\r\n" } else { "\n" };
        let one = laid_out(&pieces, 80, 1, "", "\n");
        let other = laid_out(&pieces, width, blank, &trailing, newline);
        prop_assert_eq!(page(&one), page(&other), "{:?} and {:?}", one, other);
    }

    #[test]
    fn every_word_counts(
        pieces in pieces(), piece in any::<prop::sample::Index>(), word in any::<prop::sample::Index>(),
        new in "[a-zA-Z0-9]{1,9}", how in 0..3_usize,
    ) {
        let mut changed = pieces.clone();
        let words = &mut changed[piece.index(pieces.len())].words;
        let at = word.index(words.len());
        match how {
            0 => words[at] = if words[at] == new { format!("{new}x") } else { new },
            1 => words.insert(at, new),
            _ => drop(words.remove(at)),
        }
        let (before, after) =
            (laid_out(&pieces, 80, 1, "", "\n"), laid_out(&changed, 80, 1, "", "\n"));
        prop_assert_ne!(page(&before), page(&after), "{:?} and {:?}", before, after);
    }

    #[test]
    fn any_text_has_a_digest(text in "[ \t\r\n>\\-*0-9.a-c{}\\[\\]:\u{e9}\u{2028}]{0,60}") {
        prop_assert!(is_digest(&page(&text)));
        prop_assert!(is_digest(&questionnaire(&text)));
    }
}
