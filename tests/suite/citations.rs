//! Citations and the bibliography, from the text of a page to the list of the whole site.

use crate::support::{build, build_with, options};
use expect_test::{Expect, expect};
use jiff::civil::date;

/// Two articles and a book, all in order.
const SOURCES: &str = "--- data/references.yaml\n\
a: {type: book, title: Alpha, author: 'Aster, A', date: 2018, serial-number: {isbn: 1}}\n\
b: {type: article, title: Beta, author: 'Birch, B', date: 2019, serial-number: {doi: 10.1/b}, \
parent: {type: periodical, title: J}}\n\
rogers1957: {type: book, title: Six conditions, author: 'Rogers, Carl R.', date: 1957, serial-number: {isbn: 2}}\n";

/// What a page says, and its sources with the places that cite them.
const TEMPLATE: &str = "--- themes/default/templates/page.html\n\
{{ page.content | safe }}\n\
{%- for s in page.sources %}\n\
{{ s.number }} {{ s.id }}: {{ s.html | safe }}{% for back in s.backs %} #{{ back }}{% endfor %}\n\
{%- endfor %}\n\
--- themes/default/templates/section.html\n\
{{ page.content | safe }}\n\
{%- for s in page.sources %}\n\
{{ s.number }} {{ s.id }}: {{ s.html | safe }}{% for back in s.backs %} #{{ back }}{% endfor %}\n\
{%- endfor %}\n";

fn page(matter: &str, body: &str) -> String {
    format!("--- content/page.md\n---\ntitle: Page\n{matter}---\n{body}\n")
}

/// A page that cites everything, so that nothing is unused.
const REST: &str = "--- content/rest.md\n---\ntitle: Rest\nsources: [a, b, rogers1957]\n---\n";

/// The output of one page without the head that all pages share.
fn check(matter: &str, body: &str, expected: &Expect) {
    let built = build(&format!("{SOURCES}{TEMPLATE}{REST}{}", page(matter, body)));
    assert_eq!(built.findings, "");
    expected.assert_eq(built.text("page/index.html"));
}

#[test]
fn keys_locators_and_groups() {
    check(
        "",
        "One [@b, p. 3]. Two [@a; @b]. Three [@a, p. 3; @rogers1957, ch. 2]. Four, by @rogers1957. \
         Mail me@rogers1957.example, `[@a]`, \\[@a].",
        &expect![[r##"
            <p>One <a class="cite" role="doc-noteref" href="#source_1" id="cite_1">[1, p. 3]</a>. Two <a class="cite" role="doc-noteref" href="#source_2" id="cite_2">[2]</a><a class="cite" role="doc-noteref" href="#source_1" id="cite_2_2">[1]</a>. Three <a class="cite" role="doc-noteref" href="#source_2" id="cite_3">[2, p. 3]</a><a class="cite" role="doc-noteref" href="#source_3" id="cite_3_2">[3, ch. 2]</a>. Four, by <a class="cite" role="doc-noteref" href="#source_3" id="cite_4">[3]</a>. Mail me@rogers1957.example, <code>[@a]</code>, [@a].</p>

            1 source_1: Birch B. Beta. <cite>J</cite>. 2019. <a href="https://doi.org/10.1/b">doi:10.1/b</a> #cite_1 #cite_2_2
            2 source_2: Aster A. <cite>Alpha</cite>. 2018. #cite_2 #cite_3
            3 source_3: Rogers CR. <cite>Six conditions</cite>. 1957. #cite_3_2 #cite_4
        "##]],
    );
}

#[test]
fn in_boxes_tables_lists_quotations_and_footnotes() {
    check(
        "",
        "> [!NOTE] Box\n> In a box [@a].\n\n| Head |\n|---|\n| Cell [@b, p. 1] |\n\n- Item [@a]\n\n> Said @rogers1957.\n\nText[^n].\n\n[^n]: Note [@b].\n",
        &expect![[r##"
            <aside class="box box-note" role="note" aria-labelledby="box-1">
            <p class="box-title" id="box-1">Box</p>
            <p>In a box <a class="cite" role="doc-noteref" href="#source_1" id="cite_1">[1]</a>.</p>
            </aside>
            <div class="table" role="region" tabindex="0" aria-label="Table">
            <table>
            <thead>
            <tr>
            <th scope="col">Head</th>
            </tr>
            </thead>
            <tbody>
            <tr>
            <td data-label="Head">Cell <a class="cite" role="doc-noteref" href="#source_2" id="cite_2">[2, p. 1]</a></td>
            </tr>
            </tbody>
            </table>
            </div>
            <ul>
            <li>Item <a class="cite" role="doc-noteref" href="#source_1" id="cite_3">[1]</a></li>
            </ul>
            <blockquote>
            <p>Said <a class="cite" role="doc-noteref" href="#source_3" id="cite_4">[3]</a>.</p>
            </blockquote>
            <p>Text<sup class="footnote-ref"><a href="#fn-1" id="fnref-1" role="doc-noteref" aria-label="Footnote 1">1</a></sup>.</p>
            <section class="footnotes" role="doc-endnotes" aria-label="Footnotes">
            <ol>
            <li id="fn-1">
            <p>Note <a class="cite" role="doc-noteref" href="#source_2" id="cite_5">[2]</a>. <a href="#fnref-1" class="footnote-back" role="doc-backlink" aria-label="Back to the text, footnote 1">↩︎</a></p>
            </li>
            </ol>
            </section>

            1 source_1: Aster A. <cite>Alpha</cite>. 2018. #cite_1 #cite_3
            2 source_2: Birch B. Beta. <cite>J</cite>. 2019. <a href="https://doi.org/10.1/b">doi:10.1/b</a> #cite_2 #cite_5
            3 source_3: Rogers CR. <cite>Six conditions</cite>. 1957. #cite_4
        "##]],
    );
}

#[test]
fn front_matter_adds_sources_after_those_in_the_text() {
    check(
        "sources: [a, b, rogers1957]\n",
        "One [@b].",
        &expect![[r##"
        <p>One <a class="cite" role="doc-noteref" href="#source_1" id="cite_1">[1]</a>.</p>

        1 source_1: Birch B. Beta. <cite>J</cite>. 2019. <a href="https://doi.org/10.1/b">doi:10.1/b</a> #cite_1
        2 source_2: Aster A. <cite>Alpha</cite>. 2018.
        3 source_3: Rogers CR. <cite>Six conditions</cite>. 1957.
    "##]],
    );
}

#[test]
fn sections_have_sources_too() {
    let section = "--- content/s/_index.md\n---\ntitle: S\nsources: b\n---\nText [@a].\n";
    let built = build(&format!("{SOURCES}{TEMPLATE}{REST}{section}"));
    assert_eq!(built.findings, "");
    expect![[r##"
        <p>Text <a class="cite" role="doc-noteref" href="#source_1" id="cite_1">[1]</a>.</p>

        1 source_1: Aster A. <cite>Alpha</cite>. 2018. #cite_1
        2 source_2: Birch B. Beta. <cite>J</cite>. 2019. <a href="https://doi.org/10.1/b">doi:10.1/b</a>
    "##]].assert_eq(built.text("s/index.html"));
}

#[test]
fn a_key_that_is_unknown_is_reported_at_its_place() {
    let project = format!(
        "{SOURCES}{REST}{}",
        page("sources: [a, bb]\n", "One [@aa; @b, p. 3] and @rogers1958.")
    );
    expect![[r#"
        content/page.md:3:14: error[B001]: the bibliography has no source `bb` (did you mean `b`?)
        content/page.md:5:6: error[B001]: the bibliography has no source `aa` (did you mean `a`?)
        content/page.md:5:25: error[B001]: the bibliography has no source `rogers1958` (did you mean `rogers1957`?)
    "#]].assert_eq(&build(&project).findings);
}

#[test]
fn a_source_that_should_not_be_cited_is_reported_at_each_citation() {
    let notes =
        "--- data/source-notes.yaml\na: {retracted: Made up}\nb: {superseded_by: rogers1957}\n";
    let project =
        format!("{SOURCES}{notes}{}", page("sources: [rogers1957, b]\n", "One [@a].\n\nTwo [@a]."));
    expect![[r#"
        content/page.md:3:23: warning[B010]: there is a newer source than `b`: `rogers1957` (check whether the claim still holds, and cite `rogers1957`)
        content/page.md:5:6: error[B009]: the source `a` was retracted (take the claim out, or rest it on another source)
        content/page.md:7:6: error[B009]: the source `a` was retracted (take the claim out, or rest it on another source)
    "#]].assert_eq(&build(&project).findings);
}

/// A questionnaire that stands on `a`, and cites what is put in.
fn questionnaire(why: &str) -> String {
    format!(
        "--- content/fit.checklist.yaml\ntitle: Fit\npublished: 2026-01-01\nreview_by: 2027-01-01\n\
         funding: none\nlimits: None.\nsources: [a]\nanswers: {{yes: Yes, no: No}}\norder: [no, yes]\n\
         sections:\n  - {{id: one, title: One, questions: [{{id: q, ask: Yes?, why: \"{why}\"}}]}}\n\
         outcomes:\n  - {{id: x, when: no >= 1, heading: X, short: X., text: X.}}\n\
         \x20 - {{id: y, heading: Y, short: Y., text: Y.}}\n"
    )
}

#[test]
fn an_embedded_questionnaire_brings_its_sources_along() {
    let embed = page("sources: [rogers1957]\n", "One [@b].\n\n```goodfit checklist fit\n```");
    let built =
        build(&format!("{SOURCES}{TEMPLATE}{}{embed}", questionnaire("It helps [@b, p. 2].")));
    assert_eq!(built.findings, "");
    let text = built.text("page/index.html");
    let list = &text[text.find("\n1 source_1").expect("there is a list")..];
    expect![[r#"

        1 source_1: Birch B. Beta. <cite>J</cite>. 2019. <a href="https://doi.org/10.1/b">doi:10.1/b</a> #cite_1 #cite_2
        2 source_2: Aster A. <cite>Alpha</cite>. 2018. #cite_3
        3 source_3: Rogers CR. <cite>Six conditions</cite>. 1957.
    "#]].assert_eq(list);
}

#[test]
fn an_unknown_key_in_an_embedded_questionnaire_is_reported_once_in_its_own_file() {
    let embed = page("", "```goodfit checklist fit\n```");
    let project = format!("{SOURCES}{REST}{embed}{}", questionnaire("It helps [@nobody2020]."));
    expect![[r#"
        content/fit.checklist.yaml:10:74: error[B001]: the bibliography has no source `nobody2020` (add it to `data/references.yaml`)
    "#]].assert_eq(&build(&project).findings);
}

#[test]
fn what_a_page_that_cannot_be_read_uses_is_not_called_unused() {
    let broken = "--- content/broken.md\n---\ntitle: [\nsources: [a, b, rogers1957]\n---\n";
    let found = build(&format!("{SOURCES}{broken}")).findings;
    assert!(found.contains("[F001]") && !found.contains("[B005]"), "{found}");
}

#[test]
fn drafts_do_not_count() {
    let draft = page("draft: true\nsources: [a, b, rogers1957]\n", "");
    let found = build(&format!("{SOURCES}{draft}")).findings;
    assert_eq!(found.matches("[B005]").count(), 3, "{found}");
}

#[test]
fn the_configuration_chooses_the_style() {
    let project = |style: &str| {
        let config = format!(
            "--- goodfit.yaml\ntitle: T\nbase_url: https://example.org/\ncitations: {{style: {style}}}\n"
        );
        let built = build(&format!("{config}{SOURCES}{TEMPLATE}{REST}"));
        assert_eq!(built.findings, "");
        built.text("rest/index.html").to_owned()
    };
    expect![[r#"

        1 source_1: Aster A. <cite>Alpha</cite>. 2018.
        2 source_2: Birch B. Beta. <cite>J</cite>. 2019. <a href="https://doi.org/10.1/b">doi:10.1/b</a>
        3 source_3: Rogers CR. <cite>Six conditions</cite>. 1957.
    "#]].assert_eq(&project("vancouver"));
    expect![[r#"

        1 source_1: Aster, A. (2018). <cite>Alpha</cite>.
        2 source_2: Birch, B. (2019). Beta. <cite>J</cite>. <a href="https://doi.org/10.1/b">https://doi.org/10.1/b</a>
        3 source_3: Rogers, C. R. (1957). <cite>Six conditions</cite>.
    "#]].assert_eq(&project("apa"));
}

#[test]
fn both_kinds_of_bibliography_can_be_there_and_no_other_file_is_read() {
    let bib = "--- data/references.bib\n@book{c2001, title = {Gamma}, author = {Cedar, C}, year = 2001, isbn = 3}\n\
               --- data/old/other.bib\nThis is not BibTeX {\n";
    let template =
        "--- themes/default/templates/page.html\n{{ page.content | safe }}{{ site.data }}\n";
    let project = page("", "One [@c2001; @a].");
    let built = build(&format!("{SOURCES}{REST}{bib}{template}{project}"));
    assert_eq!(built.findings, "");
    expect![[r##"
        <p>One <a class="cite" role="doc-noteref" href="#source_1" id="cite_1">[1]</a><a class="cite" role="doc-noteref" href="#source_2" id="cite_1_2">[2]</a>.</p>
        {}
    "##]].assert_eq(built.text("page/index.html"));
}

#[test]
fn the_list_of_the_site_names_the_pages_of_each_source() {
    let notes = "--- data/source-notes.yaml\na: {confidence: high}\nb: {superseded_by: a, confidence: medium}\n\
                 rogers1957: {unused: Kept for later, superseded_by: b, confidence: low}\n";
    let template = "--- themes/default/templates/page.html\n{{ page.content | safe }}\n";
    let list = "--- content/list.md\n---\ntitle: List\n---\nBefore.\n\n```goodfit references\n```\n\nAfter.\n";
    let again = list.replace("list.md", "again.md").replace("List", "Q & A");
    let pages = page("", "One [@b]. Two [@a].")
        + "--- content/other.md\n---\ntitle: Other <one>\n---\nThree [@b].\n";
    let built = build(&format!("{SOURCES}{notes}{template}{list}{again}{pages}"));
    expect![[r#"
        content/other.md:4:8: warning[B010]: there is a newer source than `b`: `a` (check whether the claim still holds, and cite `a`)
        content/page.md:4:6: warning[B010]: there is a newer source than `b`: `a` (check whether the claim still holds, and cite `a`)
    "#]].assert_eq(&built.findings);
    expect![[r##"
        <p>Before.</p>
        <ul class="all-sources">
        <li id="source_a">Aster A. <cite>Alpha</cite>. 2018.
        <p class="cited-on">Cited on: <a href="/page/">Page</a></p></li>
        <li id="source_b">Birch B. Beta. <cite>J</cite>. 2019. <a href="https://doi.org/10.1/b">doi:10.1/b</a>
        <p class="source-note">There is a newer source: <a href="#source_a">Alpha</a>.</p>
        <p class="source-note">We are not sure of every detail of this entry.</p>
        <p class="cited-on">Cited on: <a href="/other/">Other &lt;one&gt;</a>, <a href="/page/">Page</a></p></li>
        </ul>
        <p>After.</p>

    "##]].assert_eq(built.text("list/index.html"));
    assert_eq!(built.text("again/index.html"), built.text("list/index.html"));
}

#[test]
fn a_site_without_sources_has_an_empty_list() {
    let template = "--- themes/default/templates/page.html\n{{ page.content | safe }}\n";
    let built =
        build(&format!("{template}{}", page("", "Before.\n\n```goodfit references\n```\n")));
    assert_eq!(built.findings, "");
    assert!(!built.text("page/index.html").contains("<ul"));
}

#[test]
fn the_list_is_in_a_page_once() {
    let twice = "```goodfit references\n```\n\n```goodfit references\n```\n";
    let found = build(&format!("{SOURCES}{REST}{}", page("", twice))).findings;
    expect![[r#"
        content/page.md:7:4: error[M012]: the page holds the list of all sources twice (remove one of the two)
    "#]].assert_eq(&found);
}

/// A site whose sources may be 15 years old, with a note that excuses the oldest.
fn aged() -> String {
    let config =
        "--- goodfit.yaml\ntitle: T\nbase_url: https://example.org/\ncitations: {max_age: 15}\n";
    let notes = "--- data/source-notes.yaml\nrogers1957: {classic: Everything else begins here}\n";
    format!("{config}{SOURCES}{notes}{REST}{}", page("", "One [@a]."))
}

fn in_year(year: i16) -> goodfit::pipeline::Options {
    let mut options = options();
    options.publishing.now = date(year, 1, 1);
    options
}

#[test]
fn age_is_counted_from_the_day_of_the_build_and_classics_may_be_old() {
    assert_eq!(build_with(&aged(), &in_year(2033)).findings, "");
    expect![[r#"
        data/references.yaml:1:1: warning[B011]: `a` is from 2018, more than 15 years ago, and 2 pages use it (look for newer evidence, or say in `data/source-notes.yaml` why its age is no fault: `classic: …`)
        data/references.yaml:2:1: warning[B011]: `b` is from 2019, more than 15 years ago, and 1 page uses it (look for newer evidence, or say in `data/source-notes.yaml` why its age is no fault: `classic: …`)
    "#]].assert_eq(&build_with(&aged(), &in_year(2036)).findings);
    let young =
        aged().replace("rogers1957: {classic", "a: {classic").replace("date: 1957", "date: 2020");
    expect![[r#"
        data/source-notes.yaml:1:5: warning[B014]: `classic` is not needed: 2018 is not more than 15 years ago (remove the line)
    "#]].assert_eq(&build_with(&young, &in_year(2026)).findings);
}

#[test]
fn no_page_depends_on_the_day_of_the_build() {
    let outputs = |year| build_with(&aged(), &in_year(year)).outputs;
    assert_eq!(outputs(2026), outputs(2036));
}
