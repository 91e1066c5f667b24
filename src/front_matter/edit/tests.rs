//! What stands in a page before and after a review.

use super::*;
use crate::yaml::testing::file;
use expect_test::{Expect, expect};
use jiff::civil::date;
use proptest::prelude::*;

const DIGEST: &str = "1-00112233445566778899aabbccddeeff";

fn review() -> Review {
    Review {
        by: vec!["ada".into(), "ben".into()],
        date: date(2026, 11, 25),
        review_by: date(2027, 11, 25),
        text: DIGEST.into(),
    }
}

fn kind(path: &str) -> Kind {
    match path {
        "content/_index.md" => Kind::Section,
        _ if path.ends_with(".yaml") => Kind::Yaml,
        _ => Kind::Page,
    }
}

fn reviewed(path: &str, text: &str, expected: &Expect) {
    let after = record_review(&file(path, text), kind(path), &review());
    expected.assert_eq(&after.map_or_else(|| "refused\n".to_owned(), |text| shown(&text)));
}

fn edited(text: &str, expected: &Expect) {
    let change = EditorialChange {
        date: date(2027, 1, 5),
        reason: "Corrected \"alot\": a misspelling".into(),
        text: DIGEST.into(),
    };
    let after = record_editorial(&file("content/a.md", text), Kind::Page, &change);
    expected.assert_eq(&after.map_or_else(|| "refused\n".to_owned(), |text| shown(&text)));
}

/// Line endings of Windows, made visible.
fn shown(text: &str) -> String {
    text.replace('\r', "␍")
}

#[test]
fn missing_keys_are_added_beside_those_they_belong_with() {
    reviewed(
        "content/a.md",
        "---\ntitle: A # the title\ntype: health\n# who wrote it\nauthors: [cara]  # one\n\
         weight: 10\n---\n\nWords.\n",
        &expect![[r#"
            ---
            title: A # the title
            type: health
            # who wrote it
            authors: [cara]  # one
            reviewers: [ada, ben]
            last_reviewed: 2026-11-25
            review_by: 2027-11-25
            review:
              by: [ada, ben]
              date: 2026-11-25
              text: "1-00112233445566778899aabbccddeeff"
            weight: 10
            ---

            Words.
        "#]],
    );
    reviewed(
        "content/a.md",
        "---\ntitle: A\n# the end\n---\nWords.",
        &expect![[r#"
        ---
        title: A
        # the end
        reviewers: [ada, ben]
        last_reviewed: 2026-11-25
        review_by: 2027-11-25
        review:
          by: [ada, ben]
          date: 2026-11-25
          text: "1-00112233445566778899aabbccddeeff"
        ---
        Words."#]],
    );
}

#[test]
fn values_that_are_there_are_replaced_and_nothing_around_them() {
    reviewed(
        "content/a.md",
        "---\nreview_by:   \"2026-12-01\"   # soon\ntitle: 'A'\nreviewers: none # nobody yet\n\
         last_reviewed: '2025-12-01'\n---\n",
        &expect![[r#"
            ---
            review_by:   "2027-11-25"   # soon
            title: 'A'
            reviewers: [ada, ben] # nobody yet
            last_reviewed: '2026-11-25'
            review:
              by: [ada, ben]
              date: 2026-11-25
              text: "1-00112233445566778899aabbccddeeff"
            ---
        "#]],
    );
    reviewed(
        "content/a.md",
        "---\ntitle: A\nreviewers: # by key\n  - cara # she\n  - dan\n\nreview:\n  by: cara\n  \
         date: 2025-01-01 # old\n  text: x\n  editorial:\n    - {date: 2025-02-01, reason: r, text: y}\n\
         last_reviewed:\nreview_by: # when\nweight: 1\n---\n",
        &expect![[r#"
            ---
            title: A
            reviewers: [ada, ben] # by key

            review:
              by: [ada, ben]
              date: 2026-11-25
              text: "1-00112233445566778899aabbccddeeff"
            last_reviewed: 2026-11-25
            review_by: 2027-11-25 # when
            weight: 1
            ---
        "#]],
    );
}

#[test]
fn records_in_brackets_become_lines_unless_all_is_in_brackets() {
    reviewed(
        "content/a.md",
        "---\ntitle: A\nreview: {by: [cara], date: 2025-01-01, text: x} # ours\nweight: 1\n---\n",
        &expect![[r#"
            ---
            title: A
            review:
              by: [ada, ben]
              date: 2026-11-25
              text: "1-00112233445566778899aabbccddeeff" # ours
            reviewers: [ada, ben]
            last_reviewed: 2026-11-25
            review_by: 2027-11-25
            weight: 1
            ---
        "#]],
    );
    reviewed(
        "content/a.md",
        "---\n{title: A, reviewers: none, review: {by: x}, }\n---\n",
        &expect![[r#"
            ---
            {title: A, reviewers: [ada, ben], review: {by: [ada, ben], date: 2026-11-25, text: "1-00112233445566778899aabbccddeeff"}, last_reviewed: 2026-11-25, review_by: 2027-11-25, }
            ---
        "#]],
    );
}

#[test]
fn line_endings_stay() {
    reviewed(
        "content/a.md",
        "\u{feff}---\r\ntitle: A\r\ntype: health\r\nreview:\r\n  by: x\r\n---\r\nWords.\r\n",
        &expect![[r#"
            ﻿---␍
            title: A␍
            type: health␍
            review:␍
              by: [ada, ben]␍
              date: 2026-11-25␍
              text: "1-00112233445566778899aabbccddeeff"␍
            reviewers: [ada, ben]␍
            last_reviewed: 2026-11-25␍
            review_by: 2027-11-25␍
            ---␍
            Words.␍
        "#]],
    );
}

#[test]
fn a_file_without_front_matter_gets_one() {
    reviewed(
        "content/_index.md",
        "Words.\n",
        &expect![[r#"
        ---
        reviewers: [ada, ben]
        last_reviewed: 2026-11-25
        review_by: 2027-11-25
        review:
          by: [ada, ben]
          date: 2026-11-25
          text: "1-00112233445566778899aabbccddeeff"
        ---
        Words.
    "#]],
    );
    reviewed(
        "content/_index.md",
        "---\n---\nWords.\n",
        &expect![[r#"
        ---
        reviewers: [ada, ben]
        last_reviewed: 2026-11-25
        review_by: 2027-11-25
        review:
          by: [ada, ben]
          date: 2026-11-25
          text: "1-00112233445566778899aabbccddeeff"
        ---
        Words.
    "#]],
    );
}

#[test]
fn a_questionnaire_has_the_keys_at_its_root() {
    reviewed(
        "content/a.checklist.yaml",
        "# A questionnaire.\ntitle: A\nreview_by: 2027-01-01\nanswers:\n  yes: Yes # really",
        &expect![[r##"
            # A questionnaire.
            title: A
            review_by: 2027-11-25
            reviewers: [ada, ben]
            last_reviewed: 2026-11-25
            review:
              by: [ada, ben]
              date: 2026-11-25
              text: "1-00112233445566778899aabbccddeeff"
            answers:
              yes: Yes # really"##]],
    );
}

#[test]
fn what_cannot_be_changed_alone_is_not_changed() {
    // The day is also a name that another key uses.
    reviewed(
        "content/a.md",
        "---\ntitle: A\nlast_reviewed: &day 2025-01-01\ndate: *day\n---\n",
        &expect![[r#"
            refused
        "#]],
    );
    reviewed(
        "content/a.md",
        "---\ntitle: A\n",
        &expect![[r#"
        refused
    "#]],
    );
    reviewed(
        "content/a.md",
        "---\n- title\n---\n",
        &expect![[r#"
        refused
    "#]],
    );
}

#[test]
fn people_with_odd_keys_are_quoted() {
    let odd = Review { by: vec!["a, b".into(), "12".into()], ..review() };
    let source = file("content/a.md", "---\ntitle: A\n---\n");
    let after = record_review(&source, Kind::Page, &odd).expect("it can be written");
    assert!(after.contains("reviewers: [\"a, b\", \"12\"]\n"), "{after}");
}

#[test]
fn editorial_changes_are_added_at_the_end_of_their_list() {
    let head = "---\ntitle: A\n";
    edited(
        &format!(
            "{head}review:\n  by: [ada]\n  date: 2026-11-25 # a day\n  text: x\nweight: 1\n---\n"
        ),
        &expect![[r#"
            ---
            title: A
            review:
              by: [ada]
              date: 2026-11-25 # a day
              text: x
              editorial:
                - date: 2027-01-05
                  reason: "Corrected \"alot\": a misspelling"
                  text: "1-00112233445566778899aabbccddeeff"
            weight: 1
            ---
        "#]],
    );
    edited(
        &format!(
            "{head}review:\n  by: [ada]\n  editorial:\n  - date: 2026-12-01\n    reason: r # why\n    \
             text: y # so\n  text: x\n  date: 2026-11-25\n---\n"
        ),
        &expect![[r#"
            ---
            title: A
            review:
              by: [ada]
              editorial:
              - date: 2026-12-01
                reason: r # why
                text: y # so
              - date: 2027-01-05
                reason: "Corrected \"alot\": a misspelling"
                text: "1-00112233445566778899aabbccddeeff"
              text: x
              date: 2026-11-25
            ---
        "#]],
    );
    edited(
        &format!("{head}review: {{by: [ada], date: 2026-11-25, text: x}} # c\n---\n"),
        &expect![[r#"
            ---
            title: A
            review: {by: [ada], date: 2026-11-25, text: x, editorial: [{date: 2027-01-05, reason: "Corrected \"alot\": a misspelling", text: "1-00112233445566778899aabbccddeeff"}]} # c
            ---
        "#]],
    );
    edited(
        &format!(
            "{head}review:\n  text: x\n  editorial: [{{date: 2026-12-01, reason: r, text: y}}]\n---\n"
        ),
        &expect![[r#"
            ---
            title: A
            review:
              text: x
              editorial: [{date: 2026-12-01, reason: r, text: y}, {date: 2027-01-05, reason: "Corrected \"alot\": a misspelling", text: "1-00112233445566778899aabbccddeeff"}]
            ---
        "#]],
    );
    edited(
        &format!("{head}review:\n  text: x\n  editorial:\n---\n"),
        &expect![[r#"
        ---
        title: A
        review:
          text: x
          editorial:
            - date: 2027-01-05
              reason: "Corrected \"alot\": a misspelling"
              text: "1-00112233445566778899aabbccddeeff"
        ---
    "#]],
    );
    edited(
        &format!("{head}---\n"),
        &expect![[r#"
        refused
    "#]],
    );
}

proptest! {
    /// Whatever stands there, the result is refused or has all the rest in it.
    #[test]
    fn no_front_matter_panics_or_loses_anything(
        lines in proptest::collection::vec(
            "(reviewers|last_reviewed|review_by|review|title|  by|  editorial|- x|  - y)?:?( |)[a-z{}\\[\\]\"'#,:&*|>-]{0,6}",
            0..8,
        ),
        windows in any::<bool>(),
    ) {
        let text = format!("---\n{}\n---\nWords.\n", lines.join("\n"));
        let text = if windows { text.replace('\n', "\r\n") } else { text };
        let source = file("content/a.md", &text);
        for after in [
            record_review(&source, Kind::Page, &review()),
            record_editorial(&source, Kind::Page, &EditorialChange {
                date: date(2027, 1, 5), reason: "r".into(), text: DIGEST.into(),
            }),
        ].into_iter().flatten() {
            prop_assert!(after.ends_with("Words.\n") || after.ends_with("Words.\r\n"));
            prop_assert_eq!(others(&source), others(&file("content/a.md", &after)));
            // What has been written is found again, and writing it twice is the same as once.
            let again = record_review(&file("content/a.md", &after), Kind::Page, &review());
            let twice = again.clone().and_then(|text| {
                record_review(&file("content/a.md", &text), Kind::Page, &review())
            });
            prop_assert_eq!(again, twice);
        }
    }
}
