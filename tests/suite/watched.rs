//! Words that need care: medicine, suicide, and words that no page uses.

use crate::support::{Built, build};
use expect_test::{Expect, expect};

const WORDS: &str = "\
--- data/wording.yaml
safety:
  medicine: [medicine, medicines]
  self_harm: [suicide, end your life]
  forbidden:
    - {word: cure, forms: [cures, cured], instead: write “can help”, why: nobody can promise it}
    - stop your medicine
--- data/help-lines.yaml
- {country: UK, kind: line, service: A, how: [call], numbers: ['17'], source: S, verified: 2026-11-20}
--- content/help.md
---
title: Help
---
About suicide.

```goodfit help-lines
```
";

fn with(front: &str, text: &str) -> Built {
    build(&format!("{WORDS}--- content/a.md\n---\ntitle: A\n{front}---\n{text}"))
}

#[expect(clippy::needless_pass_by_value, reason = "`expect![…]` is a value")]
fn check(text: &str, expected: Expect) {
    expected.assert_eq(&with("", text).findings);
}

#[track_caller]
fn fine(text: &str) {
    assert_eq!(with("", text).findings, "", "{text}");
}

const BOX: &str = "\n\n> [!MEDICINE] About your medicine\n> Do not stop it.\n";

#[test]
fn a_page_that_speaks_of_medicine_has_the_box_somewhere() {
    check(
        "One.\n\nA Medicine here, two medicines there.\n",
        expect![[r#"
        content/a.md:6:3: error[H010]: the page speaks of `Medicine` and has no box about medicine (add a box that begins with `> [!MEDICINE]`, or say why there is none: `<!-- allow medicine-without-box: … -->`)
    "#]],
    );
    fine(&format!("A medicine.{BOX}"));
    fine(&format!("> [!NOTE] A medicine\n{BOX}"));
}

#[test]
fn whole_words_count_and_only_forms_that_are_listed() {
    fine("Medicinal herbs, a biomedicine. Secure, procured, curing, the end of your life.\n");
    check(
        "`medicine` in code counts as little as [a link](https://example.org/medicine).\n",
        expect![""],
    );
    check(
        "## End *your*\n\nlife, or end\nyour life.\n",
        expect![[r#"
        content/a.md:6:10: error[H011]: the page mentions `end your life` and does not open with a link to help (begin the page with a link such as `[Help now](help.md)`, in the first paragraph or in a box)
    "#]],
    );
}

#[test]
fn a_page_that_mentions_suicide_opens_with_a_link_to_help() {
    check(
        "About suicide.\n\n[Help now](help.md)\n",
        expect![[r#"
        content/a.md:4:7: error[H011]: the page mentions `suicide` and does not open with a link to help (begin the page with a link such as `[Help now](help.md)`, in the first paragraph or in a box)
    "#]],
    );
    check(
        "## First\n\n[Help now](help.md) suicide.\n",
        expect![[r#"
        content/a.md:6:21: error[H011]: the page mentions `suicide` and does not open with a link to help (begin the page with a link such as `[Help now](help.md)`, in the first paragraph or in a box)
    "#]],
    );
    check(
        "[Home](_index.md) suicide\n",
        expect![[r#"
        content/a.md:4:19: error[H011]: the page mentions `suicide` and does not open with a link to help (begin the page with a link such as `[Help now](help.md)`, in the first paragraph or in a box)
    "#]],
    );
    fine("In danger? [Help now](help.md#help_uk).\n\n## S\n\nsuicide\n");
    fine("- One\n- [Help now](help.md)\n\nsuicide\n");
    fine("About suicide.\n\n> [!URGENT] In danger?\n> [Help now](help.md)\n\n## More\n");
    check(
        "About suicide.\n\n## More\n\n> [!URGENT] In danger?\n> [Help now](help.md)\n",
        expect![[r#"
            content/a.md:4:7: error[H011]: the page mentions `suicide` and does not open with a link to help (begin the page with a link such as `[Help now](help.md)`, in the first paragraph or in a box)
        "#]],
    );
    fine("> [!EMERGENCY] Call now\n>\n> ```goodfit help-lines UK\n> ```\n\nAbout suicide.\n");
}

#[test]
fn without_a_page_of_help_lines_the_first_step_is_to_make_one() {
    let words = &WORDS[..WORDS.find("--- data/help-lines").expect("it is there")];
    let built = build(&format!("{words}--- content/a.md\n---\ntitle: A\n---\nsuicide\n"));
    expect![[r#"
        content/a.md:4:1: error[H011]: the page mentions `suicide` and does not open with a link to help (make a page with a block `goodfit help-lines`, and begin this one with a link to it)
    "#]].assert_eq(&built.findings);
    // The link on every page names a page of the site's own making.
    let built = build(&format!(
        "{words}--- goodfit.yaml\ntitle: T\nbase_url: https://example.org/\ntheme_settings: {{help_url: /b/}}\n\
         --- content/b.md\n---\ntitle: B\n---\n--- content/a.md\n---\ntitle: A\n---\n[B](b.md) suicide\n"
    ));
    assert_eq!(built.findings, "");
}

#[test]
fn forbidden_words_are_reported_wherever_they_stand_but_in_a_myth() {
    check(
        "A cure. It cures.\n\n| Cured |\n|---|\n| x |\n\n![a cure](x.png)\n\n--- content/x.png\n",
        expect![[r#"
            content/a.md:4:3: error[H012]: `cure` is not a word for this site (write “can help”; in a sentence that warns against it, allow it: `<!-- allow forbidden-word: … -->`)
            content/a.md:4:12: error[H012]: `cures` is not a word for this site (write “can help”; in a sentence that warns against it, allow it: `<!-- allow forbidden-word: … -->`)
            content/a.md:6:3: error[H012]: `Cured` is not a word for this site (write “can help”; in a sentence that warns against it, allow it: `<!-- allow forbidden-word: … -->`)
            content/a.md:10:5: error[H012]: `cure` is not a word for this site (write “can help”; in a sentence that warns against it, allow it: `<!-- allow forbidden-word: … -->`)
        "#]],
    );
    fine("> [!MYTH] There is a cure\n> > It cures.\n");
    check(
        "> [!NOTE] There is a cure\n",
        expect![[r#"
        content/a.md:4:22: error[H012]: `cure` is not a word for this site (write “can help”; in a sentence that warns against it, allow it: `<!-- allow forbidden-word: … -->`)
    "#]],
    );
    check(
        "> [!MYTH] No\n> > [!DO] cure\n",
        expect![[r#"
        content/a.md:5:11: error[H012]: `cure` is not a word for this site (write “can help”; in a sentence that warns against it, allow it: `<!-- allow forbidden-word: … -->`)
    "#]],
    );
    check(
        "Stop your medicine.\n",
        expect![[r#"
        content/a.md:4:1: error[H012]: `Stop your medicine` is not a word for this site (write it in other words; in a sentence that warns against it, allow it: `<!-- allow forbidden-word: … -->`)
        content/a.md:4:11: error[H010]: the page speaks of `medicine` and has no box about medicine (add a box that begins with `> [!MEDICINE]`, or say why there is none: `<!-- allow medicine-without-box: … -->`)
    "#]],
    );
}

#[test]
fn front_matter_is_the_page_s_own_text_and_what_others_wrote_is_not() {
    let built = with(
        "description: Suicide and medicine\nsummary: [One, 'A cure']\nextra: {note: a cure}\ntaxonomies: {topics: [cure]}\n",
        "Text [@k].\n\n[^1]\n\n[^1]: A cure.\n\n--- data/references.yaml\nk: {type: article, title: The medicine cure, date: 2001, serial-number: {pmid: 1}}\n",
    );
    expect![[r#"
        content/a.md:3:14: error[H010]: the page speaks of `medicine` and has no box about medicine (add a box that begins with `> [!MEDICINE]`, or say why there is none: `<!-- allow medicine-without-box: … -->`)
        content/a.md:3:14: error[H011]: the page mentions `Suicide` and does not open with a link to help (begin the page with a link such as `[Help now](help.md)`, in the first paragraph or in a box)
        content/a.md:4:16: error[H012]: `cure` is not a word for this site (write “can help”; in a sentence that warns against it, allow it: `<!-- allow forbidden-word: … -->`)
        content/a.md:12:9: error[H012]: `cure` is not a word for this site (write “can help”; in a sentence that warns against it, allow it: `<!-- allow forbidden-word: … -->`)
    "#]].assert_eq(&built.findings);
}

#[test]
fn a_waiver_allows_a_word_where_it_stands() {
    fine("Nobody has a cure. <!-- allow forbidden-word: we warn against it -->\n");
    fine("<!-- allow H012, medicine-without-box: we warn -->\nNo medicine is a cure.\n");
    check(
        "<!-- allow H012: we warn -->\nNo cure.\n\nA cure.\n",
        expect![[r#"
        content/a.md:7:3: error[H012]: `cure` is not a word for this site (write “can help”; in a sentence that warns against it, allow it: `<!-- allow forbidden-word: … -->`)
    "#]],
    );
    check(
        "<!-- allow forbidden-word: we warn -->\nNo medicine.\n",
        expect![[r#"
        content/a.md:4:12: warning[M014]: there is nothing here that `forbidden-word` would have to allow (remove the comment, or put it above the paragraph that needs it)
        content/a.md:5:4: error[H010]: the page speaks of `medicine` and has no box about medicine (add a box that begins with `> [!MEDICINE]`, or say why there is none: `<!-- allow medicine-without-box: … -->`)
    "#]],
    );
    let page = with(
        "description: A cure\n",
        "<!-- allow page H012: a page about the word -->\n\nA cure.\n",
    );
    assert_eq!(page.findings, "");
    let part = with("description: A cure\n", "<!-- allow H012: no -->\nA cure.\n");
    expect![[r#"
        content/a.md:3:14: error[H012]: `cure` is not a word for this site (write “can help”; in a sentence that warns against it, allow it: `<!-- allow forbidden-word: … -->`)
    "#]].assert_eq(&part.findings);
}

#[test]
fn a_waiver_that_allows_nothing_is_reported() {
    check(
        "<!-- allow forbidden-word: why -->\nFine.\n",
        expect![[r#"
        content/a.md:4:12: warning[M014]: there is nothing here that `forbidden-word` would have to allow (remove the comment, or put it above the paragraph that needs it)
    "#]],
    );
    check(
        "A cure.\n\n<!-- allow H012: nothing follows -->\n",
        expect![[r#"
        content/a.md:4:3: error[H012]: `cure` is not a word for this site (write “can help”; in a sentence that warns against it, allow it: `<!-- allow forbidden-word: … -->`)
        content/a.md:6:12: warning[M014]: there is nothing here that `H012` would have to allow (remove the comment, or put it above the paragraph that needs it)
    "#]],
    );
    check(
        &format!("<!-- allow medicine-without-box: it has one -->\nA medicine.{BOX}"),
        expect![[r#"
            content/a.md:4:12: warning[M014]: there is nothing here that `medicine-without-box` would have to allow (remove the comment, or put it above the paragraph that needs it)
        "#]],
    );
    check(
        "> [!MYTH] No\n> A cure <!-- allow H012: in a myth -->\n",
        expect![[r#"
        content/a.md:5:21: warning[M014]: there is nothing here that `H012` would have to allow (remove the comment, or put it above the paragraph that needs it)
    "#]],
    );
    check(
        "<!-- allow forbiden-word, L001: why -->\nA cure.\n",
        expect![[r#"
            content/a.md:5:3: error[H012]: `cure` is not a word for this site (write “can help”; in a sentence that warns against it, allow it: `<!-- allow forbidden-word: … -->`)
        "#]],
    );
}

#[test]
fn a_site_without_a_list_has_no_such_checks() {
    let built = build(
        "--- content/a.md\n---\ntitle: A\n---\n<!-- allow H012: why -->\nMedicine, suicide, cure.\n",
    );
    assert_eq!(built.findings, "");
    let built = build(
        "--- data/wording.yaml\nsafety: [\n--- content/a.md\n---\ntitle: A\n---\n<!-- allow H012: why -->\nA cure.\n",
    );
    expect![[r#"
        data/wording.yaml:2:1: error[D001]: this is not YAML: did not find expected node content while parsing a flow node (begin it as far left as the lines it belongs with; look for a missing quote or colon above)
    "#]].assert_eq(&built.findings);
}

#[test]
fn drafts_are_looked_at_when_they_are_published() {
    assert_eq!(with("draft: true\n", "A cure.\n").findings, "");
}

#[test]
fn the_texts_of_a_questionnaire_are_looked_at_in_their_places() {
    let text = "--- content/q.checklist.yaml\n\
        title: A cure?\npublished: 2026-11-01\nreview_by: 2027-11-01\nfunding: None\nsources: [k]\nlimits: L\n\
        intro: Suicide. [Help](help.md)\n\
        answers: {yes: Yes, no: No}\n\
        sections:\n  - id: one\n    title: One\n    questions:\n      - {id: a, ask: 'Does it cure?'}\n      \
        - id: b\n        ask: 'Promising a cure <!-- allow forbidden-word: it warns -->'\n        why: A medicine.\n\
        outcomes:\n  - {id: x, when: a is yes, heading: X, short: X, text: Cured.}\n  - {id: y, heading: Y, short: Y, text: Y}\n\
        --- data/references.yaml\nk: {type: article, title: T, date: 2001, serial-number: {pmid: 1}}\n";
    expect![[r#"
        content/q.checklist.yaml:1:8: error[H012]: `cure` is not a word for this site (write “can help”; in a sentence that warns against it, allow it: `<!-- allow forbidden-word: … -->`)
        content/q.checklist.yaml:13:31: error[H012]: `cure` is not a word for this site (write “can help”; in a sentence that warns against it, allow it: `<!-- allow forbidden-word: … -->`)
        content/q.checklist.yaml:16:16: error[H010]: the page speaks of `medicine` and has no box about medicine (add a box that begins with `> [!MEDICINE]`, or say why there is none: `<!-- allow medicine-without-box: … -->`)
        content/q.checklist.yaml:18:57: error[H012]: `Cured` is not a word for this site (write “can help”; in a sentence that warns against it, allow it: `<!-- allow forbidden-word: … -->`)
    "#]].assert_eq(&build(&format!("{WORDS}{text}")).findings);
}
