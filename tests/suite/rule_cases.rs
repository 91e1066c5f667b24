//! What rules find beyond the examples of their pages, and what they leave alone.

use crate::rules::{HEALTH, SITE, in_main};
use crate::support;
use goodfit::check::Flags;

/// The names of the rules that find something in a project, each once.
fn names(project: &str) -> String {
    let (found, _) = support::check(project, &Flags::default());
    let mut names: Vec<&str> = found.iter().map(|finding| finding.code.name).collect();
    names.dedup();
    names.join(" ")
}

fn cases(project: impl Fn(&str) -> String, cases: &[(&str, &str)]) {
    let report: Vec<String> = cases
        .iter()
        .map(|(text, expected)| (text, expected, names(&project(text))))
        .filter(|(_, expected, found)| *expected != found)
        .map(|(text, expected, found)| format!("{text}\n  expected: {expected}\n  found: {found}"))
        .collect();
    assert!(report.is_empty(), "\n{}", report.join("\n"));
}

#[test]
fn stylesheets() {
    let project = |css: &str| format!("{SITE}--- content/example.css\n{css}\n");
    cases(
        project,
        &[
            // What shows the keyboard otherwise.
            ("a:focus { outline: 0; box-shadow: 0 0 0 3px }", ""),
            ("a { outline: none } a:focus-visible { outline: 2px solid }", ""),
            ("button { outline: none } :focus-visible { outline: 2px solid }", ""),
            ("a:focus:not(:focus-visible) { outline: none }", ""),
            ("main[tabindex=\"-1\"]:focus { outline: none }", ""),
            ("input:focus { outline: 0 } .field:focus-within { border: 2px solid }", ""),
            ("input:focus { outline: 0 } input:focus + label { outline: 2px solid }", ""),
            ("@media print { a:focus { outline: none } }", ""),
            ("p { outline: none }", ""),
            // What does not.
            ("a { outline: none; border: 1px solid }", "focus-removed"),
            ("* { outline: 0 !important }", "focus-removed"),
            (".nav a { outline: none } :focus-visible { outline: 2px solid }", "focus-removed"),
            ("a:focus { outline: 2px solid transparent }", "focus-removed"),
            ("a:focus { outline: 0; box-shadow: none }", "focus-removed"),
            (
                "a:focus { outline: none } @media print { a:focus { outline: 1px solid } }",
                "focus-removed",
            ),
            // Sizes.
            ("button { height: 20px }", "small-target"),
            ("input[type=submit] { max-block-size: 1rem }", "small-target"),
            ("input { height: 16px } a::before { width: 8px } .skip a { height: 1px }", ""),
            ("p { font: 700 .6rem/1.2 serif }", "small-text"),
            ("p { font: 700 1rem/.5rem serif } @media print { p { font-size: 8pt } }", ""),
            // Motion.
            ("a { transition: none } html { scroll-behavior: auto }", ""),
            ("html { scroll-behavior: smooth }", "unasked-motion"),
            (
                "a { transition: color 1s } @media (prefers-reduced-motion: reduce) { * { transition: none !important } }",
                "",
            ),
            (
                "a { animation: x 1s } @media (prefers-reduced-motion: reduce) { * { transition: none } }",
                "unasked-motion",
            ),
            // Colours of the reader's own.
            ("@media (forced-colors: active) { a { color: #fff } }", "forced-colours"),
            (
                ":root { --ink: #000 } @media (forced-colors: active) { a { border-color: var(--ink) } }",
                "forced-colours",
            ),
            (
                "@media (forced-colors: active) { a { forced-color-adjust: none; color: HighlightText } svg { fill: #fff } }",
                "",
            ),
            ("@media (forced-colors: none) { a { color: #fff } }", ""),
        ],
    );
}

#[test]
fn colours_of_the_theme() {
    let project = |files: &str| format!("{SITE}{files}");
    let pair = |pair: &str| {
        format!(
            "--- themes/own/theme.yaml\ncontrast: [{pair}]\n--- goodfit.yaml\ntitle: A small site\nbase_url: https://example.org/\nlanguage: en-GB\ntheme: own\ndescription: A small site with a few pages, which is here so that rules have something to look at.\n"
        )
    };
    for (files, expected) in [
        // One setting is enough.
        ("--- themes/default/css/90-own.css\n@media (prefers-contrast: more) { :root { --edge: #ccc } }\n".to_owned(), "low-contrast"),
        ("--- themes/default/css/90-own.css\n@layer tokens { :root { --edge: var(--ink) } }\n".to_owned(), ""),
        (pair("{ text: ink, on: papier }"), "low-contrast"),
        (pair("{ text: book, on: paper }"), "low-contrast"),
        (pair("{ text: rule, on: paper, least: 3 }"), "low-contrast"),
        (pair("{ text: edge, on: paper, least: 4.5 }"), ""),
    ] {
        assert_eq!(names(&project(&files)), expected, "{files}");
    }
    let dark = "--- themes/default/css/90-own.css\n:root {\n  --soft: #777;\n}\n";
    expect_test::expect![[r#"
        themes/default/css/90-own.css:2:3: error[A020]: `--soft` on `--paper` has a contrast of 4.32 in light, 3.93 in dark, 4.47 in light with more contrast; it needs 4.5 (make `--soft` or `--paper` darker or lighter)
        themes/default/css/90-own.css:2:3: error[A020]: `--soft` on `--tint` has a contrast of 3.34 in light, 3.26 in dark, 3.94 in light with more contrast, 3.87 in dark with more contrast; it needs 4.5 (make `--soft` or `--tint` darker or lighter)
    "#]].assert_eq(&support::check(&project(dark), &Flags::default()).1);
}

#[test]
fn links() {
    cases(
        |html| format!("{SITE}--- content/example.html\n{}\n", in_main(html)),
        &[
            ("<p><a href=\"/first-call/\">Click here!</a></p>", "vague-link"),
            ("<p><a href=\"/first-call/\" aria-label=\"The first call\">More</a></p>", ""),
            ("<p><a href=\"/first-call/\">Start here</a></p>", ""),
            ("<p><a href=\"tel:+44 1632\">Call</a></p>", "bad-contact"),
            ("<p><a href=\"mailto:a@b\">Write</a></p>", "bad-contact"),
            (
                "<p><a href=\"mailto:a@b.org?subject=A%20mistake\">Write</a> <a href=\"sms:85258\">Text</a></p>",
                "",
            ),
            ("<p><a href=\"/example.html\">An example</a></p>", "link-to-itself"),
            ("<nav><a href=\"/example.html\">An example</a></nav>", ""),
            ("<p><a href=\"#\">Up</a></p>", ""),
            ("<p>See www.example.com for more.</p>", "bare-address"),
            ("<p>Write <code>https://example.com/</code>.</p>", ""),
            ("<p><a href=\"https://example.com/\">https://example.com/</a></p>", "bare-address"),
            ("<p><a href=\"/first-call/\">A</a> <a href=\"/first-call/#costs\">A</a></p>", ""),
            (
                "<p><a href=\"/first-call/\">a call</a> <a href=\"https://example.com/\">A call</a></p>",
                "same-link-words",
            ),
            ("<p><a href=\"/first-call/\" target=\"_self\">The first call</a></p>", ""),
        ],
    );
}

#[test]
fn claims() {
    let page = "---\ntitle: Does it help?\ntype: health\nauthors: [editors]\nreviewers: none\nreview_by: 2027-11-21\n\
        description: What is known about whether talking helps, who it helps, and what nobody can tell in advance.\n---\n\n";
    let sources = "--- data/references.yaml\na2020:\n  type: article\n  title: A title\n  author: Ames, Ada\n  date: 2020\n  serial-number: {doi: 10.1000/a}\n";
    cases(
        |text| {
            format!(
                "{HEALTH}{sources}--- content/example.md\n{page}{text}\n\nIt is known [@a2020]. It is well known, and people often say so to each other.\n"
            )
        },
        &[
            (
                "Studies show that it helps.\n\nNobody knows why. It may be luck.",
                "claim-without-citation",
            ),
            ("Studies show that it helps [@a2020].", ""),
            // The next sentence has it.
            ("Nobody knows why. Studies show that it helps.", ""),
            ("Studies show that it helps. Nobody knows why.", "claim-without-citation"),
            ("Do studies show that it helps?\n\nNobody knows.", ""),
            ("> [!MYTH] It always helps\n> Studies show that it always helps.\n\nIt does not.", ""),
            ("> [!NOTE] How sure are we?\n> Studies show links only.\n\nSo ask.", ""),
            (
                "> [!NOTE] How sure are we?\n> 1 in 20 people left.\n\nSo ask.",
                "claim-without-citation",
            ),
            (
                "- It helps 30% of people.\n- It helps.\n\nIt may not.",
                "claim-without-citation percentage",
            ),
        ],
    );
}

#[test]
fn promises_of_a_health_site() {
    cases(
        |files| format!("{HEALTH}{files}"),
        &[
            (
                "--- content/talking.md\n---\ntitle: Talking\ndescription: What talking can do and what it cannot do, for people who wonder whether it is for them.\n---\n--- goodfit.yaml\ntitle: A small site\nbase_url: https://care.example/\nlanguage: en-GB\ndescription: A small site without health information, on which nothing is promised to anybody.\n",
                "",
            ),
            (
                "--- goodfit.yaml\ntitle: A small site\nbase_url: https://care.example/\nlanguage: en-GB\npublisher: P\ncontact: mailto:e@care.example\nfunding: F\ntheme_settings: { help_url: /help/ }\ndescription: A small site with health information, which is here so that rules have something to look at.\n",
                "missing-required-page",
            ),
        ],
    );
}
