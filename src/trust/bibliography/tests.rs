//! Entries of both files, and what the notes say about them.

use crate::config::Style;
use crate::trust::testing::{bibliography, reference};
use expect_test::{Expect, expect};

const YAML: &str = "data/references.yaml";
const BIB: &str = "data/references.bib";
const NOTES: &str = "data/source-notes.yaml";

/// An entry with nothing wrong.
const GOOD: &str = "a:\n  type: book\n  title: A\n  date: 2018\n  serial-number: {doi: 10.1/a}\n";

fn found(files: &[(&str, &str)], expected: &Expect) {
    expected.assert_eq(&bibliography(files, Style::Vancouver).1);
}

#[test]
fn a_good_entry_has_no_findings() {
    found(&[(YAML, GOOD)], &expect![[""]]);
}

#[test]
fn mistakes_in_fields() {
    let text = "a:\n  type: article\nb:\n  title: B\n  publischer: X\n  date: soon\n  url: example.org\n  \
                serial-number: {doi: '12345'}\nc d: {title: C, date: 2001, url: 'https://example.org/'}\n\
                e: [x]\nf:\n  title: F\n  date: 2001\n  url: {value: 'https://example.org/', date: x}\n";
    found(
        &[(YAML, text)],
        &expect![[r#"
            data/references.yaml:1:1: error[B002]: the source `a` has no title (help: add `title: …` below it)
            data/references.yaml:5:3: error[B002]: unknown key `publischer` (help: did you mean `publisher`?)
            data/references.yaml:6:9: error[B002]: `date` must be a year or a day (help: write `date: 2018` or `date: 2018-03-05`)
            data/references.yaml:7:8: error[B002]: `url` is not a web address (help: write it whole, such as `https://example.org/`)
            data/references.yaml:8:24: error[B002]: `doi` is not a DOI (help: a DOI begins with `10.` and has a `/`)
            data/references.yaml:9:1: error[B002]: `c d` cannot be cited (help: a key begins with a letter, goes on with letters, digits, `_`, `:` or `-`, and ends with a letter or digit)
            data/references.yaml:9:1: warning[B008]: `c d` is a page on the web, and nobody said when it was read (help: open it, and write the day into `data/source-notes.yaml`: `retrieved: 2026-11-21`)
            data/references.yaml:10:4: error[B002]: `e` must be a group of keys and values, not a list (help: write `e:` and below it, indented, lines of `key: value`)
            data/references.yaml:14:46: error[B002]: `date` must be a date, not the text `x` (help: write year-month-day, such as `date: 2026-11-21`)
        "#]],
    );
}

#[test]
fn every_entry_says_where_it_is_and_when_it_came_out() {
    let text = "a: {type: book, title: A}\nb: {title: B, date: 2018, url: 'https://example.org/'}\n\
                c: {type: chapter, title: C, date: 2018, parent: {type: book, title: D, serial-number: {isbn: '1'}}}\n\
                e: {type: article, title: E, parent: {type: periodical, title: F, date: 2018, url: 'https://example.org/'}}\n";
    found(
        &[(YAML, text)],
        &expect![[r#"
        data/references.yaml:1:1: warning[B006]: `a` has no DOI, ISBN, PMID or address (help: add one, or say in `data/source-notes.yaml` why there is none: `no_identifier: …`)
        data/references.yaml:1:1: warning[B007]: `a` does not say when it came out (help: add `date: 2018`, or say in `data/source-notes.yaml` why there is none: `no_date: …`)
        data/references.yaml:2:1: warning[B008]: `b` is a page on the web, and nobody said when it was read (help: open it, and write the day into `data/source-notes.yaml`: `retrieved: 2026-11-21`)
        data/references.yaml:4:1: warning[B006]: `e` has no DOI, ISBN, PMID or address (help: add one, or say in `data/source-notes.yaml` why there is none: `no_identifier: …`)
    "#]],
    );
}

#[test]
fn keys_and_dois_are_given_once() {
    let bib = "@book{a, title = {A}, year = 2018, isbn = {1}}\n@book{b, title = {B}, year = 2018, doi = {https://doi.org/10.1/A}}\n\
               @book{b, title = {C}, year = 2018, isbn = {2}}\n";
    found(
        &[(YAML, GOOD), (BIB, bib)],
        &expect![[r#"
        data/references.bib:1:7: error[B003]: there are two sources `a` (help: remove one of the two, or give it another key) (data/references.yaml:1:1: the other one)
        data/references.bib:2:7: warning[B004]: `b` has the same DOI as `a` (help: keep one of the two, or correct the DOI that is wrong) (data/references.yaml:1:1: the other one)
        data/references.bib:3:7: error[B003]: there are two sources `b` (help: remove one of the two, or give it another key) (data/references.bib:2:7: the other one)
    "#]],
    );
}

#[test]
fn notes_excuse_what_an_entry_lacks() {
    let text = "a: {type: book, title: A}\nb: {type: web, title: B, date: 2018, url: 'https://example.org/'}\n";
    let notes = "a: {no_identifier: It is older than such numbers, no_date: Nobody knows}\n\
                 b: {retrieved: 2026-11-21, confidence: medium}\n";
    found(&[(YAML, text), (NOTES, notes)], &expect![[""]]);
}

#[test]
fn notes_that_are_wrong_or_not_needed() {
    let notes = "a: {no_identifier: x, no_date: y, retrieved: 2026-11-21, superseded_by: a}\nbb: {classic: x}\n\
                 b: {classic: true, retracted: '', confidence: sure, superseded_by: aa, retracet: x}\n";
    let text = format!("{GOOD}b: {{title: B, date: 2018, serial-number: {{pmid: 1}}}}\n");
    found(
        &[(YAML, &text), (NOTES, notes)],
        &expect![[r#"
        data/source-notes.yaml:1:5: warning[B014]: `no_identifier` is not needed: the source has an identifier (help: remove the line)
        data/source-notes.yaml:1:23: warning[B014]: `no_date` is not needed: the source has a date (help: remove the line)
        data/source-notes.yaml:1:35: warning[B014]: `retrieved` is not needed: the source has no address (help: remove the line)
        data/source-notes.yaml:1:73: error[B013]: `a` cannot be newer than itself (help: name the source that replaces it)
        data/source-notes.yaml:2:1: error[B013]: the bibliography has no source `bb` (help: did you mean `b`?)
        data/source-notes.yaml:3:14: error[B013]: `classic` does not say why (help: write the reason, such as `classic: "…"`)
        data/source-notes.yaml:3:31: error[B013]: `retracted` does not say why (help: write the reason, such as `retracted: "…"`)
        data/source-notes.yaml:3:47: error[B013]: `confidence` must be `high`, `medium` or `low`, not `sure` (help: write `confidence: high`)
        data/source-notes.yaml:3:68: error[B013]: the bibliography has no source `aa` (help: did you mean `a`?)
        data/source-notes.yaml:3:72: error[B013]: unknown key `retracet` (help: did you mean `retracted`?)
    "#]],
    );
}

#[test]
fn notes_about_a_part_that_cannot_be_read_are_let_be() {
    found(
        &[(YAML, "a: [x\n"), (NOTES, "a: {classic: x}\n")],
        &expect![[r#"
        data/references.yaml:1:4: error[D001]: after `[` a comma or `]` is missing (help: close the list with `]`, or if it is a text, write `a: "[x"`) (note: the YAML reader says: did not find expected ',' or ']' while parsing a flow sequence)
    "#]],
    );
}

#[test]
fn machines_are_told_the_address_or_else_the_title() {
    let address = |text: &str| {
        let (found, _) = bibliography(&[(YAML, text)], Style::Apa);
        found.iter().map(|(_, one)| one.address.clone()).collect::<String>()
    };
    assert_eq!(address(crate::trust::testing::ARTICLE), "https://doi.org/10.1037/pst0000172");
    assert_eq!(address(crate::trust::testing::REPORT), "https://www.nice.org.uk/guidance/ng222");
    assert_eq!(address("a: {title: 'A book', url: 'javascript:alert(1)'}\n"), "A book");
}

#[test]
fn sources_are_sorted_as_readers_look_for_them() {
    let text = "z: {title: Zoo, author: 'Öz, A'}\nb: {title: B, author: 'van Oppen, P'}\nc: {title: 'Älter'}\n\
                d: {title: Y, author: 'oz, A'}\n";
    let (found, _) = bibliography(&[(YAML, text)], Style::Apa);
    let mut all: Vec<_> = found.iter().map(|(key, one)| (one.order.clone(), key)).collect();
    all.sort();
    assert_eq!(all.iter().map(|(_, key)| *key).collect::<Vec<_>>(), ["c", "d", "z", "b"]);
}

#[test]
fn an_address_that_could_run_code_is_no_link() {
    let html = reference(Style::Apa, "a: {title: A, url: 'javascript:alert(1)'}\n");
    assert!(!html.contains("href"), "{html}");
}
