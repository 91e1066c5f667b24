//! Questionnaires and drawings inside pages, and what is written beside links that lead on.

use crate::support::build;

/// A questionnaire in a folder of its own, with a link and a citation.
const FIT: &str = "--- content/tools/fit.checklist.yaml\n\
title: Fit\npublished: 2026-01-01\nreview_by: 2027-01-01\nfunding: none\n\
limits: It is not a test.\nsources: [b]\nanswers: {yes: Yes, no: No}\norder: [no, yes]\n\
sections:\n  - id: first\n    title: First\n    questions:\n      - id: heard\n\
\x20       ask: Do you feel heard?\n        why: It matters [@b].\n\
outcomes:\n  - {id: poor, when: no >= 1, heading: Poor, short: Poor., text: \"See [more](more.md).\"}\n\
\x20 - {id: rest, heading: Fine, short: Fine., text: Go on.}\n\
--- content/tools/more.md\n---\ntitle: More\n---\n\
--- data/references.yaml\nb: {type: book, title: B, date: 2018, serial-number: {isbn: 2}}\n";

/// Another source, at the end of the bibliography.
const A: &str = "a: {type: book, title: A, date: 2018, serial-number: {isbn: 1}}\n";

fn page(body: &str) -> String {
    let a = if body.contains("[@a]") { A } else { "" };
    format!("{FIT}{a}--- content/page.md\n---\ntitle: Page\n---\n{body}")
}

const BLOCK: &str = "```goodfit checklist fit\n```\n";

#[test]
fn an_embedded_questionnaire_is_whole_and_its_links_lead_where_they_led() {
    let built = build(&page(BLOCK));
    assert_eq!(built.findings, "");
    let html = built.text("page/index.html");
    assert!(html.contains("<form class=\"fit\"") && html.contains("Do you feel heard?"), "{html}");
    assert!(html.contains("<a href=\"/tools/more/\">more</a>"), "{html}");
    assert!(built.text("tools/fit/index.html").contains("<form class=\"fit\""));
}

#[test]
fn sources_are_numbered_over_the_page_and_what_is_embedded_in_it() {
    let built = build(&page(&format!("One [@a].\n\n{BLOCK}\nThree [@b].\n")));
    assert_eq!(built.findings, "");
    let html = built.text("page/index.html");
    let numbers: Vec<&str> = html
        .split("href=\"#source_")
        .skip(1)
        .map(|rest| &rest[..rest.find('"').expect("it is closed")])
        .collect();
    assert_eq!(numbers, ["1", "2", "2"]);
    let own = built.text("tools/fit/index.html");
    assert!(own.contains("href=\"#source_1\"") && !own.contains("href=\"#source_2\""));
}

#[test]
fn a_name_that_no_questionnaire_has_is_reported_with_the_nearest() {
    assert_eq!(
        build(&page("```goodfit checklist fitt\n```\n")).findings,
        "content/page.md:4:4: error[M004]: there is no published questionnaire `fitt` (did you mean `fit`?)\n"
    );
}

#[test]
fn a_page_holds_one_questionnaire() {
    assert_eq!(
        build(&page(&format!("{BLOCK}\n{BLOCK}"))).findings,
        "content/page.md:7:4: error[M012]: the page holds a second questionnaire (put it on a page of its own and link to it)\n"
    );
}

#[test]
fn a_page_with_a_questionnaire_in_it_has_its_stylesheet_with_all_other_rules() {
    let built = build(&page(&format!("Before.\n\n{BLOCK}")));
    assert_eq!(built.findings, "");
    let sheet =
        |path: &str| built.between(path, "<link rel=\"stylesheet\" href=\"/", "\"").to_owned();
    let own = sheet("tools/fit/index.html");
    assert!(own.starts_with("style-checklist."), "{own}");
    assert_eq!(sheet("page/index.html"), own);
    assert!(built.text(&own).contains(".letters") && built.text(&own).contains("counter-reset"));
}

#[test]
fn a_name_that_two_questionnaires_have_is_refused() {
    let again = FIT.replacen("content/tools/fit", "content/again/fit", 1);
    let again = &again[..again.find("--- content/tools/more.md").expect("it is there")];
    let again = again.replacen("[more](more.md)", "more", 1);
    assert_eq!(
        build(&page(&format!("{BLOCK}{again}"))).findings,
        "content/page.md:4:4: error[M004]: there are several questionnaires `fit` (give each file a name of its own)\n"
    );
}

const DRAWING: &str = "--- data/drawings/cups/six.svg\n<svg viewBox='0 0 4 2'><title>Six cups</title>\
<path class='you' d='M0 0h4'/></svg>\n";

#[test]
fn a_drawing_is_a_part_of_the_page() {
    let page =
        "--- content/a.md\n---\ntitle: A\n---\nOne.\n\n```goodfit drawing cups/six\n```\n\nTwo.\n";
    let built = build(&format!("{DRAWING}{page}"));
    assert_eq!(built.findings, "");
    assert_eq!(
        built.between("a/index.html", "<p>One.</p>", "<p>Two.</p>").trim(),
        "<figure class=\"drawing\"><svg role=\"img\" width=\"4\" height=\"2\" fill=\"currentColor\" \
         viewBox=\"0 0 4 2\"><title>Six cups</title><path class=\"you\" d=\"M0 0h4\"/></svg></figure>"
    );
}

#[test]
fn a_drawing_that_is_not_there_is_reported_with_the_nearest_and_a_bad_one_only_once() {
    let page = |name: &str| {
        format!("--- content/a.md\n---\ntitle: A\n---\n```goodfit drawing {name}\n```\n")
    };
    assert_eq!(
        build(&format!("{DRAWING}{}", page("cups/sixx"))).findings,
        "content/a.md:4:4: error[M004]: there is no drawing `cups/sixx` (did you mean `cups/six`?)\n"
    );
    assert_eq!(
        build(&page("tree")).findings,
        "content/a.md:4:4: error[M004]: there is no drawing `tree` (it would be a file `tree.svg` in `data/drawings/`)\n"
    );
    let bad = "--- data/drawings/a.svg\n<svg viewBox='0 0 1 1'/>\n";
    let findings = build(&format!("{bad}{}", page("a"))).findings;
    assert!(findings.contains("D006") && findings.lines().count() == 1, "{findings}");
}

#[test]
fn a_line_that_leads_on_says_how_long_it_takes() {
    let pages = "--- content/b.md\n---\ntitle: B\n---\n## Here\n\nb\n\
        --- content/c.md\n---\ntitle: C\nextra:\n  minutes: 0\n---\nc\n";
    let home = "--- content/_index.md\n---\ntitle: H\n---\n- [\u{201c}B?\u{201d}](b.md)\\\n  Words.\n- [Here](b.md#here)\\\n  Words.\n\
        - [C](c.md)\\\n  Words.\n- [only](b.md)\n- See [b](b.md)\\\n  Words.\n\nEnd.\n";
    let lines = |config: &str| {
        let built = build(&format!("{config}{home}{pages}"));
        assert_eq!(built.findings, "");
        built.between("index.html", "<ul>\n", "<p>End.</p>").to_owned()
    };
    expect_test::expect![[r#"
        <li><a href="/b/">“B?”</a> <span class="end">1 min</span><br>
        Words.</li>
        <li><a href="/b/#here">Here</a><br>
        Words.</li>
        <li><a href="/c/">C</a><br>
        Words.</li>
        <li><a href="/b/">only</a></li>
        <li>See <a href="/b/">b</a><br>
        Words.</li>
        </ul>
    "#]]
    .assert_eq(&lines(""));
    let none = "--- goodfit.yaml\ntitle: T\nbase_url: https://example.org/\ntheme_settings: {list_detail: none}\n";
    assert!(!lines(none).contains("end"));
}
