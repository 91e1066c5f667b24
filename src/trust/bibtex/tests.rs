//! BibTeX as people and programs write it.

use crate::config::Style;
use crate::trust::testing::bibliography;
use expect_test::{Expect, expect};
use proptest::prelude::*;

fn read(text: &str) -> (String, String) {
    let (found, said) = bibliography(&[(super::PATH, text)], Style::Apa);
    let shown = found.iter().map(|(key, one)| format!("{key}: {}\n", one.html)).collect();
    (shown, said)
}

fn check(text: &str, expected: &Expect) {
    let (shown, said) = read(text);
    expected.assert_eq(&(shown + &said));
}

#[test]
fn entries_of_every_kind() {
    check(
        r#"
@string{jccp = "Journal of Consulting and Clinical Psychology"}
@article{martin2000,
  author = {Martin, Daniel J. and Garske, John P. and Davis, M. Katherine},
  title = {Relation of the {Therapeutic} alliance},
  journal = jccp, volume = 68, number = {3}, pages = {438--450}, year = 2000,
  doi = {10.1037/0022-006X.68.3.438}, % seen
}
@incollection{lambert1992,
  author = {Michael J. Lambert}, title = {Outcome research}, year = {1992},
  booktitle = {Handbook}, editor = "Norcross, J. C. and Goldfried, M. R.",
  publisher = {Basic Books}, edition = {2}, pages = {94-129}, isbn = {0-465-02879-9}
}
@Book{vanoppen, author = {van Oppen, Patricia and Garc{\'i}a, Jr., Jos\'{e} and others},
  title = {A title}, subtitle = {With more}, date = {2018-03-05}, publisher = {P~Q}, isbn = 1}
@techreport{nice, author = {{National Institute for Health and Care Excellence}},
  title = "Depression", institution = {NICE}, year = 2022, url = {https://example.org/a_b},
  urldate = {2026-11-21}}
@online{web, title = {A page}, organization = {A site}, url = {https://example.org/},
  urldate = {2026-11-21}, year = 2023, month = jan, day = 16}
@misc{pubmed, title = {Other}, year = 2001, eprint = {123}, eprinttype = {pubmed}}
"#,
        &expect![[r#"
            lambert1992: Lambert, M. J. (1992). Outcome research. In J. C. Norcross &amp; M. R. Goldfried (Eds.), <cite>Handbook</cite> (2nd ed., pp. 94–129). Basic Books.
            martin2000: Martin, D. J., Garske, J. P., &amp; Davis, M. K. (2000). Relation of the Therapeutic alliance. <cite>Journal of Consulting and Clinical Psychology</cite>, <i>68</i>(3), 438–450. <a href="https://doi.org/10.1037/0022-006X.68.3.438">https://doi.org/<wbr>10.1037/<wbr>0022-006X.68.3.438</a>
            nice: National Institute for Health and Care Excellence. (2022). <cite>Depression</cite>. NICE. <a href="https://example.org/a_b">https://example.org/a_b</a>
            pubmed: <cite>Other</cite>. (2001). <a href="https://pubmed.ncbi.nlm.nih.gov/123/">https://pubmed.ncbi.nlm.nih.gov/123/</a>
            vanoppen: van Oppen, P., García, J., Jr., et al. (2018). <cite>A title: With more</cite>. P Q.
            web: <cite>A page</cite>. (2023, January 16). A site. <a href="https://example.org/">https://example.org/</a>
        "#]],
    );
}

#[test]
fn entries_take_from_those_they_refer_to_and_circles_end() {
    check(
        "@incollection{a, author = {A, B}, title = {A}, crossref = {b}, pages = 7}\n\
         @book{b, editor = {C, D}, title = {B}, booktitle = {B}, year = 2001, publisher = {P}, isbn = 1, crossref = {a}}\n\
         @book{c, title = {C}, year = 2001, isbn = 2, crossref = {c}}\n",
        &expect![[r#"
            a: A, B. (2001). A. In D. C (Ed.), <cite>B</cite> (p. 7). P.
            b: A, B. (2001). <cite>B</cite>. P.
            c: <cite>C</cite>. (2001).
        "#]],
    );
}

#[test]
fn a_mistake_costs_one_entry() {
    check(
        "@book{a, title = {A}, year = 2001, isbn = 1}\n\
         @book{b, title = {B, year = 2001}\n\
         @book{c title = {C}}\n\
         @book{d, title = {D}, year = 2001, isbn = 2}\n",
        &expect![[r#"
            a: <cite>A</cite>. (2001).
            d: <cite>D</cite>. (2001).
            data/references.bib:2:34: error[B012]: a comma or a closing brace is missing (help: an entry is `@article{key, title = {…}, year = {2018}}`)
            data/references.bib:3:9: error[B012]: a comma or a closing brace is missing (help: an entry is `@article{key, title = {…}, year = {2018}}`)
        "#]],
    );
}

#[test]
fn words_that_stand_for_nothing() {
    check(
        "@string{x = y # \"z\"}\n@string{x = x}\n\
         @book{a, title = x, publisher = oup, year = 2001, isbn = 1}\n\
         @book{b, title = x, year = 2001, isbn = 2}\n",
        &expect![[r#"
            b: <cite>z</cite>. (2001).
            data/references.bib:1:13: error[B012]: `y` has no meaning before this `@string` (help: put it into braces: `{y}`)
            data/references.bib:2:9: error[B012]: `@string` gives `x` a second meaning (help: remove one of the two)
            data/references.bib:3:33: error[B012]: no `@string` says what `oup` stands for (help: put it into braces: `{oup}`)
        "#]],
    );
}

#[test]
fn fields_that_are_wrong() {
    check(
        "@article{a, title = {A}, year = {in press}, doi = {1234}, url = {www.example.org}, urldate = {2026}}\n\
         @inproceedings{b, year = 2001}\n",
        &expect![[r#"
            a: <cite>A</cite>. (n.d.).
            b: <cite></cite>. (2001).
            data/references.bib:1:10: error[B002]: the article `a` does not say what it is part of (help: add `journal = {…}`)
            data/references.bib:1:33: error[B002]: `year` of `a` must be a year or a day (help: write `date = {2018}` or `date = {2018-03-05}`)
            data/references.bib:1:51: error[B002]: `doi` of `a` is not a DOI (help: a DOI begins with `10.` and has a `/`)
            data/references.bib:1:65: error[B002]: `url` of `a` is not a web address (help: write it whole, such as `https://example.org/`)
            data/references.bib:1:94: error[B002]: `urldate` of `a` must be a day (help: write `urldate = {2026-11-21}`)
            data/references.bib:2:16: error[B002]: the inproceedings `b` does not say what it is part of (help: add `booktitle = {…}`)
            data/references.bib:2:16: error[B002]: the source `b` has no title (help: add `title = {…}` below it)
        "#]],
    );
}

#[test]
fn braces_in_braces_in_braces() {
    let text = format!("@book{{a, title = {}x}}", "{".repeat(100));
    check(
        &text,
        &expect![[r#"
        data/references.bib:1:81: error[B012]: more than 64 braces are open at once (help: close the braces that are no longer needed)
    "#]],
    );
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "@",
        "book",
        "string",
        "{",
        "}",
        "\"",
        ",",
        "=",
        "#",
        "a",
        "b",
        "title",
        "author",
        "crossref",
        " and ",
        "\\",
        "\\'",
        "{\\'e}",
        "$",
        "%",
        "\n",
        " ",
        "-",
        "--",
        "ü",
        "2018",
        "date",
        "year",
        "month",
        "doi",
        "10.1/x",
        "others",
        "~",
        "(",
        ")",
        "@book{a, ",
        "title = {",
        "author = {A, B, C and ",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_text_is_too_much_for_it(text in pieces()) {
        read(&text);
    }

    #[test]
    fn no_value_is_too_much_for_it(name in "[a-z]{4,9}", value in "[ -~éß„]{0,30}") {
        read(&format!("@article{{a, title = {{T}}, {name} = {{{value}}}, author = {{{value}}}}}"));
    }
}
