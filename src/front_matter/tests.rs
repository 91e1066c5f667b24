//! Tests of `front_matter`: its parent module.

use super::*;
use crate::yaml::Step;
use crate::yaml::testing::{assert_inside, file, listed};
use expect_test::{Expect, expect};
use proptest::prelude::*;

const TAXONOMIES: &[&str] = &["topics", "audiences"];

#[expect(clippy::needless_pass_by_value, reason = "`expect![…]` is a value")]
fn check_kind(kind: Kind, text: &str, expected: Expect) -> Parsed {
    let source = file("content/panic-attacks.md", text);
    let parsed = parse(&source, kind, TAXONOMIES);
    assert_inside(&source, &parsed.diagnostics);
    expected.assert_eq(&listed(&[&source], parsed.diagnostics));
    parsed.value
}

fn check(text: &str, expected: Expect) -> Parsed {
    check_kind(Kind::Page, text, expected)
}

/// Puts the lines between `---` and gives the typed result.
fn keys(yaml: &str, expected: Expect) -> Matter {
    check(&format!("---\n{yaml}---\nText.\n"), expected).matter
}

fn section(yaml: &str, expected: Expect) -> Matter {
    check_kind(Kind::Section, &format!("---\n{yaml}---\nText.\n"), expected).matter
}

#[test]
fn every_key_of_a_page_is_read() {
    let matter = keys(
        "title: Panic attacks\ndescription: >\n  What they are,\n  in short.\nsummary: |\n  One.\n  Two.\n\
         slug: panic\ndate: 2026-01-02\nupdated: 2026-02-03\ndraft: true\npublish_date: 2026-01-05\n\
         expiry_date: 2027-01-05\nweight: -3\naliases: [/old/, /older/]\ntemplate: wide.html\n\
         taxonomies:\n  topics: [anxiety, panic]\n  audiences: adults\n\
         index: [panic attack, fear of fear: fear]\nrelated: [../b.md]\nextra:\n  colour: red\n  n: [1, 2.5]\n",
        expect![[""]],
    );
    expect![[r#"
        Matter {
            title: Some(
                "Panic attacks",
            ),
            description: Some(
                "What they are, in short.",
            ),
            summary: [
                "One.",
                "Two.",
            ],
            slug: Some(
                "panic",
            ),
            date: Some(
                2026-01-02,
            ),
            updated: Some(
                2026-02-03,
            ),
            draft: Some(
                true,
            ),
            publish_date: Some(
                2026-01-05,
            ),
            expiry_date: Some(
                2027-01-05,
            ),
            weight: Some(
                -3,
            ),
            aliases: [
                "/old/",
                "/older/",
            ],
            template: Some(
                "wide.html",
            ),
            taxonomies: {
                "audiences": [
                    "adults",
                ],
                "topics": [
                    "anxiety",
                    "panic",
                ],
            },
            index: IndexMatter {
                listed: None,
                words: [
                    IndexWord {
                        words: "panic attack",
                        heading: None,
                        item: 0,
                    },
                    IndexWord {
                        words: "fear of fear",
                        heading: Some(
                            "fear",
                        ),
                        item: 1,
                    },
                ],
            },
            related: [
                "../b.md",
            ],
            extra: [
                (
                    "colour",
                    String(
                        "red",
                    ),
                ),
                (
                    "n",
                    Seq(
                        [
                            Int(
                                1,
                            ),
                            Float(
                                2.5,
                            ),
                        ],
                    ),
                ),
            ],
            trust: TrustMatter {
                page_type: None,
                authors: [],
                reviewers: Unsaid,
                last_reviewed: None,
                review_by: None,
                evidence_checked: None,
                certainty: None,
                changes: [],
                sources: [],
                glossary: None,
                review: None,
                words: "",
            },
            section: SectionMatter {
                sort_by: None,
                paginate_by: None,
                page_template: None,
                feed: None,
                cascade: Cascade {
                    draft: None,
                    template: None,
                    publish_date: None,
                    expiry_date: None,
                    taxonomies: {},
                    page_type: None,
                    authors: [],
                    index: None,
                    extra: [],
                },
            },
        }
    "#]]
    .assert_debug_eq(&matter);
}

#[test]
fn every_key_of_a_section_is_read() {
    let matter = section(
        "sort_by: date\npaginate_by: 20\npage_template: leaf.html\nfeed: false\norder: 4\ncascade:\n  draft: true\n  \
         template: a.html\n  publish_date: 2026-01-05\n  expiry_date: 2027-01-05\n  \
         taxonomies: {topics: [anxiety]}\n  extra: {a: b}\n",
        expect![[""]],
    );
    expect![[r#"
        (
            Some(
                4,
            ),
            SectionMatter {
                sort_by: Some(
                    Date,
                ),
                paginate_by: Some(
                    20,
                ),
                page_template: Some(
                    "leaf.html",
                ),
                feed: Some(
                    false,
                ),
                cascade: Cascade {
                    draft: Some(
                        true,
                    ),
                    template: Some(
                        "a.html",
                    ),
                    publish_date: Some(
                        2026-01-05,
                    ),
                    expiry_date: Some(
                        2027-01-05,
                    ),
                    taxonomies: {
                        "topics": [
                            "anxiety",
                        ],
                    },
                    page_type: None,
                    authors: [],
                    index: None,
                    extra: [
                        (
                            "a",
                            String(
                                "b",
                            ),
                        ),
                    ],
                },
            },
        )
    "#]]
    .assert_debug_eq(&(matter.weight, matter.section));
}

#[test]
fn the_body_begins_below_the_closing_line() {
    for text in [
        "---\ntitle: A\n---\nText.\n",
        "\u{feff}---\ntitle: A\n---\nText.\n",
        "---\r\ntitle: A\r\n---\r\nText.\n",
        "---  \ntitle: A\n--- \t\nText.\n",
        "---\ntitle: A\n---\nText.\n---\n",
    ] {
        let parsed = check(text, expect![[""]]);
        assert_eq!(parsed.matter.title.as_deref(), Some("A"), "{text:?}");
        assert!(text[parsed.body_start..].starts_with("Text.\n"), "{text:?}");
    }
    let text = "---\ntitle: A\n---";
    assert_eq!(check(text, expect![[""]]).body_start, text.len());
}

#[test]
fn f001_the_body_is_still_found_below_broken_yaml() {
    let text = "---\ntitle: Therapy: what is it?\n---\nText.\n";
    let parsed = check(
        text,
        expect![[r#"
        content/panic-attacks.md:2:15: error[F001]: a text with a colon in it needs quotes (help: write `title: "Therapy: what is it?"`) (note: the YAML reader says: mapping values are not allowed in this context)
    "#]],
    );
    assert_eq!(&text[parsed.body_start..], "Text.\n");
    check(
        "---\njust words\n---\n",
        expect![[r#"
        content/panic-attacks.md:2:1: error[F001]: the front matter must be lines of `key: value`, not the text `just words` (help: write a key, a colon and a space before each value)
    "#]],
    );
    check(
        "---\ntitle:Panic\n---\n",
        expect![[r#"
        content/panic-attacks.md:2:1: error[F001]: the front matter must be lines of `key: value`, not the text `title:Panic` (help: put a space after the colon: `title: Panic`)
    "#]],
    );
    check(
        "---\n- title: a\n---\n",
        expect![[r#"
        content/panic-attacks.md:2:1: error[F001]: the front matter must be lines of `key: value`, not a list (help: write a key, a colon and a space before each value)
    "#]],
    );
}

#[test]
fn f002_unknown_keys_have_a_next_step() {
    let _ = keys(
        "titel: a\ntitle: b\nlayout: c\nsidebar: d\ntopics: [e]\ntags: [f]\nTitle: g\n",
        expect![[r#"
            content/panic-attacks.md:2:1: error[F002]: unknown key `titel` (help: did you mean `title`?)
            content/panic-attacks.md:4:1: error[F002]: unknown key `layout` (help: here it is called `template`)
            content/panic-attacks.md:5:1: error[F002]: unknown key `sidebar` (help: the keys here are `title`, `description`, `summary`, `slug`, `date`, `updated`, `draft`, `publish_date`, `expiry_date`, `weight`, `order`, `aliases`, `template`, `taxonomies`, `extra`, `type`, and others; facts of your own go below `extra:`)
            content/panic-attacks.md:6:1: error[F002]: `topics` is a taxonomy, and not a key of its own (help: write it below `taxonomies:`, indented by two spaces)
            content/panic-attacks.md:7:1: error[F002]: unknown key `tags` (help: write labels below `taxonomies:`, indented)
            content/panic-attacks.md:8:1: error[F002]: unknown key `Title` (help: did you mean `title`?)
        "#]],
    );
}

#[test]
fn f003_wrong_values_are_all_reported() {
    let _ = keys(
        "title: [a]\ndraft: yes\ndate: 21.11.2026\nweight: first\naliases: {a: b}\nextra: x\n\
         taxonomies: [anxiety]\nsummary: [a, b, c, d]\n",
        expect![[r#"
            content/panic-attacks.md:2:8: error[F003]: `title` must be a text, not a list (help: put quotes around the text: `title: "[a]"`)
            content/panic-attacks.md:3:8: error[F003]: `draft` must be `true` or `false`, not the text `yes` (help: write `draft: true`)
            content/panic-attacks.md:4:7: error[F003]: `date` is not written as a date: `21.11.2026` (help: write `date: 2026-11-21`)
            content/panic-attacks.md:5:9: error[F003]: `weight` must be a whole number, not the text `first` (help: write a number, such as `weight: 10`)
            content/panic-attacks.md:6:10: error[F003]: `aliases` must be a list of texts, not a group of keys (help: write `aliases: [one, another]`)
            content/panic-attacks.md:7:8: error[F003]: `extra` must be a group of keys and values, not the text `x` (help: write `extra:` and below it, indented, lines of `key: value`)
            content/panic-attacks.md:8:13: error[F003]: `taxonomies` needs the name of a taxonomy before the terms (help: write `taxonomies:` and below it, indented, `topics: [one, another]`)
            content/panic-attacks.md:9:10: error[F003]: `summary` has 4 lines; at most 3 are shown (help: shorten it: readers see it above everything else)
        "#]],
    );
}

#[test]
fn f003_minutes_are_a_number_that_can_stand_behind_a_link() {
    let wrong = [
        ("four", "the text `four`"),
        ("-2", "the number `-2`"),
        ("2.5", "the number `2.5`"),
        ("true", "`true`"),
        ("[4]", "a list"),
    ];
    for (minutes, what) in wrong {
        let source = file(
            "content/a.md",
            &format!("---\ntitle: A\nextra:\n  minutes: {minutes}\n  colour: red\n---\n"),
        );
        let parsed = parse(&source, Kind::Page, TAXONOMIES);
        assert_eq!(
            listed(&[&source], parsed.diagnostics),
            format!(
                "content/a.md:4:12: error[F003]: `minutes` must be a whole number from 0 up, not {what} (help: write how long the page takes, such as `minutes: 4`, or `0` to say nothing)\n"
            ),
        );
        // The template sees the rest, and does not stumble over this one as well.
        let keys: Vec<_> = parsed.value.matter.extra.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["colour"]);
    }
    for right in ["4", "0", "false", ""] {
        let matter = keys(&format!("title: A\nextra:\n  minutes: {right}\n"), expect![[""]]);
        assert_eq!(matter.extra.len(), 1);
    }
}

#[test]
fn f004_a_page_needs_a_title() {
    check(
        "",
        expect![[r#"
        content/panic-attacks.md:1:1: error[F004]: the page has no title (help: begin the file with three lines: `---`, `title: Panic attacks`, `---`)
    "#]],
    );
    check(
        "Text.\n",
        expect![[r#"
        content/panic-attacks.md:1:1: error[F004]: the page has no title (help: begin the file with three lines: `---`, `title: Panic attacks`, `---`)
    "#]],
    );
    check(
        "# All about panic: a guide\n",
        expect![[r#"
        content/panic-attacks.md:1:1: error[F004]: the page has no title (help: begin the file with three lines: `---`, `title: "All about panic: a guide"`, `---`)
    "#]],
    );
    check(
        "\n---\ntitle: A\n---\n",
        expect![[r#"
        content/panic-attacks.md:1:1: error[F004]: the page has no title (help: front matter has to begin in the first line: remove what stands above `---`)
    "#]],
    );
    check(
        "+++\ntitle = 1\n+++\n",
        expect![[r#"
        content/panic-attacks.md:1:1: error[F004]: the page has no title (help: write the front matter in YAML between lines `---`, not between `+++`)
    "#]],
    );
    check(
        "----\ntitle: A\n----\n",
        expect![[r#"
        content/panic-attacks.md:1:1: error[F004]: the page has no title (help: front matter begins with exactly three hyphens: `---`)
    "#]],
    );
    check(
        "---\n---\nText.\n",
        expect![[r#"
        content/panic-attacks.md:1:1: error[F004]: the page has no title (help: add a line `title: Panic attacks`)
    "#]],
    );
    check(
        "---\n# nothing\n---\n# Panic\n",
        expect![[r#"
        content/panic-attacks.md:1:1: error[F004]: the page has no title (help: add a line `title: Panic`)
    "#]],
    );
    check(
        "---\ntitle:\n---\n",
        expect![[r#"
            content/panic-attacks.md:2:1: error[F004]: the page has no title (help: write `title: Panic attacks`)
        "#]],
    );
    check(
        "---\ntitle: ''\n---\n",
        expect![[r#"
            content/panic-attacks.md:2:8: error[F004]: the page has no title (help: write `title: Panic attacks`)
        "#]],
    );
}

#[test]
fn a_section_needs_no_title() {
    for text in ["", "Text.\n", "---\n---\n", "---\n# nothing\n---\n"] {
        check_kind(Kind::Section, text, expect![[""]]);
    }
}

#[test]
fn f005_an_open_end_is_reported_with_the_line_that_should_be_the_end() {
    check(
        "---\ntitle: A\ndraft: true\n\nText.\n",
        expect![[r#"
        content/panic-attacks.md:1:1: error[F005]: the front matter is never closed (help: add a line `---` below line 3, `draft: true`)
    "#]],
    );
    check(
        "---\ntitle: A\n----\nText.\n",
        expect![[r#"
        content/panic-attacks.md:1:1: error[F005]: the front matter is never closed (help: make line 3 exactly `---`)
    "#]],
    );
    check(
        "---\ntitle: A\n—\nText.\n",
        expect![[r#"
        content/panic-attacks.md:1:1: error[F005]: the front matter is never closed (help: make line 3 exactly `---`)
    "#]],
    );
    check(
        "---\ntitle: A\n ---\nText.\n",
        expect![[r#"
        content/panic-attacks.md:1:1: error[F005]: the front matter is never closed (help: make line 3 exactly `---`)
    "#]],
    );
    check(
        "---",
        expect![[r#"
        content/panic-attacks.md:1:1: error[F005]: the front matter is never closed (help: add a line `---` where the front matter ends)
    "#]],
    );
    check(
        "---\n# Heading\n",
        expect![[r#"
        content/panic-attacks.md:1:1: error[F005]: the front matter is never closed (help: add a line `---` where the front matter ends)
    "#]],
    );
}

#[test]
fn f006_repeated_keys_are_reported_and_order_is_weight() {
    let matter = keys(
        "title: a\ntitle: b\nextra: {c: 1, c: 2}\nweight: 1\norder: 2\n",
        expect![[r#"
            content/panic-attacks.md:3:1: error[F006]: `title` is given twice (help: remove one of the two: only one value can count) (content/panic-attacks.md:2:1: first given here)
            content/panic-attacks.md:4:15: error[F006]: `c` is given twice (help: remove one of the two: only one value can count) (content/panic-attacks.md:4:9: first given here)
            content/panic-attacks.md:6:1: error[F006]: `order` and `weight` mean the same, and both are given (help: remove one of the two) (content/panic-attacks.md:5:1: first given here)
        "#]],
    );
    assert_eq!((matter.title.as_deref(), matter.weight), (Some("a"), Some(1)));
    assert_eq!(keys("title: a\norder: 2\n", expect![[""]]).weight, Some(2));
}

#[test]
fn f007_slugs_are_parts_of_addresses() {
    for good in ["panic", "über-uns", "a.b", "2026", "A_b~"] {
        assert!(keys(&format!("title: a\nslug: {good}\n"), expect![[""]]).slug.is_some());
    }
    let _ = keys(
        "title: a\nslug: ''\n",
        expect![[r#"
        content/panic-attacks.md:3:7: error[F007]: `slug` is empty (help: write the last part of the address, such as `slug: panic-attacks`)
    "#]],
    );
    let _ = keys(
        "title: a\nslug: guides/panic\n",
        expect![[r#"
        content/panic-attacks.md:3:7: error[F007]: `guides/panic` cannot be a slug: it holds a slash (help: write `slug: guides-panic`)
    "#]],
    );
    let _ = keys(
        "title: a\nslug: ..\n",
        expect![[r#"
        content/panic-attacks.md:3:7: error[F007]: `..` cannot be a slug: it names a folder (help: write the last part of the address, such as `slug: panic-attacks`)
    "#]],
    );
    let _ = keys(
        "title: a\nslug: Panic Attacks\n",
        expect![[r#"
        content/panic-attacks.md:3:7: error[F007]: `Panic Attacks` cannot be a slug: it holds a space (help: write `slug: panic-attacks`)
    "#]],
    );
    let _ = keys(
        "title: a\nslug: what?\n",
        expect![[r#"
        content/panic-attacks.md:3:7: error[F007]: `what?` cannot be a slug: it holds a character that addresses cannot show (help: write `slug: what`)
    "#]],
    );
    let _ = keys(
        "title: a\nslug: .hidden\n",
        expect![[r#"
        content/panic-attacks.md:3:7: error[F007]: `.hidden` cannot be a slug: it begins with a dot, which hides files (help: write `slug: hidden`)
    "#]],
    );
}

#[test]
fn f008_unknown_taxonomies_are_reported() {
    let _ = keys(
        "title: a\ntaxonomies: {topic: [a], colours: [b], topics: [c]}\n",
        expect![[r#"
            content/panic-attacks.md:3:14: error[F008]: the site has no taxonomy `topic` (help: did you mean `topics`?)
            content/panic-attacks.md:3:26: error[F008]: the site has no taxonomy `colours` (help: use one of `topics`, `audiences`, or declare it in `goodfit.yaml`)
        "#]],
    );
    let source = file("a.md", "---\ntitle: a\ntaxonomies: {topics: [a]}\n---\n");
    expect![[r#"
        a.md:3:14: error[F008]: the site has no taxonomy `topics` (help: declare it below `taxonomies:` in `goodfit.yaml`)
    "#]].assert_eq(&listed(&[&source], parse(&source, Kind::Page, &[]).diagnostics));
    let _ = section(
        "cascade: {taxonomies: {topic: [a]}, topics: [a], titel: b}\n",
        expect![[r#"
            content/panic-attacks.md:2:24: error[F008]: the site has no taxonomy `topic` (help: did you mean `topics`?)
            content/panic-attacks.md:2:37: error[F002]: `topics` is a taxonomy, and not a key of its own (help: write it below `taxonomies:`, indented by two spaces)
            content/panic-attacks.md:2:50: error[F002]: unknown key `titel` (help: the keys here are `draft`, `template`, `publish_date`, `expiry_date`, `taxonomies`, `type`, `authors`, `index`, `extra`; facts of your own go below `extra:`)
        "#]],
    );
}

#[test]
fn f009_keys_of_sections_do_not_belong_on_pages() {
    let _ = keys(
        "title: a\nsort_by: date\npaginate_by: x\npage_template:\nfeed: true\ncascade: {draft: true}\n",
        expect![[r#"
            content/panic-attacks.md:3:1: error[F009]: `sort_by` only has a meaning in the `_index.md` of a section (help: move it to the `_index.md` of this folder, or remove it)
            content/panic-attacks.md:4:1: error[F009]: `paginate_by` only has a meaning in the `_index.md` of a section (help: move it to the `_index.md` of this folder, or remove it)
            content/panic-attacks.md:5:1: error[F009]: `page_template` only has a meaning in the `_index.md` of a section (help: move it to the `_index.md` of this folder, or remove it)
            content/panic-attacks.md:6:1: error[F009]: `feed` only has a meaning in the `_index.md` of a section (help: move it to the `_index.md` of this folder, or remove it)
            content/panic-attacks.md:7:1: error[F009]: `cascade` only has a meaning in the `_index.md` of a section (help: move it to the `_index.md` of this folder, or remove it)
        "#]],
    );
}

#[test]
fn f010_dates_have_an_order() {
    let _ = keys(
        "title: a\nupdated: 2026-01-01\ndate: 2026-01-02\n",
        expect![[r#"
        content/panic-attacks.md:3:10: error[F010]: `updated` is before `date` (help: correct one of them: `updated` has to come later) (content/panic-attacks.md:4:7: `date` is 2026-01-02)
    "#]],
    );
    let _ = keys(
        "title: a\npublish_date: 2026-01-02\nexpiry_date: 2026-01-02\n",
        expect![[r#"
        content/panic-attacks.md:4:14: error[F010]: `expiry_date` is on the same day as `publish_date` (help: correct one of them: `expiry_date` has to come later) (content/panic-attacks.md:3:15: `publish_date` is 2026-01-02)
    "#]],
    );
    let _ = keys(
        "title: a\ndate: 2026-01-03\npublish_date: 2026-01-02\nexpiry_date: 2026-01-01\n",
        expect![[r#"
            content/panic-attacks.md:5:14: error[F010]: `expiry_date` is before `publish_date` (help: correct one of them: `expiry_date` has to come later) (content/panic-attacks.md:4:15: `publish_date` is 2026-01-02)
        "#]],
    );
    let _ = keys(
        "title: a\ndate: 2026-01-03\nexpiry_date: 2026-01-01\n",
        expect![[r#"
        content/panic-attacks.md:4:14: error[F010]: `expiry_date` is before `date` (help: correct one of them: `expiry_date` has to come later) (content/panic-attacks.md:3:7: `date` is 2026-01-03)
    "#]],
    );
    let _ = keys("title: a\ndate: 2026-01-03\nupdated: 2026-01-03\n", expect![[""]]);
}

#[test]
fn f011_front_matter_is_limited() {
    let _ = keys(
        &format!("title: {}\n", "x".repeat(16 * 1024)),
        expect![[r#"
        content/panic-attacks.md:2:1: error[F011]: the front matter is 17 KiB long; at most 16 KiB are read (help: move long texts elsewhere, or split the file)
    "#]],
    );
    let _ = keys(
        &format!("title: {}\n", "[".repeat(15 * 1024)),
        expect![[r#"
        content/panic-attacks.md:2:40: error[F011]: more than 32 brackets are open at once (help: close the brackets, or put quotes around the text they belong to)
    "#]],
    );
}

#[test]
fn all_mistakes_of_a_file_come_in_one_run() {
    let _ = keys(
        "date: 21 November 2026\ndraft: maybe\nextra:\n  ä: 1\n  ä: 2\nfeed: true\nslug: a/b\n\
         taxonomies: {topik: [x]}\nxyz: 1\n",
        expect![[r#"
            content/panic-attacks.md:1:1: error[F004]: the page has no title (help: add a line `title: Panic attacks`)
            content/panic-attacks.md:2:7: error[F003]: `date` is not written as a date: `21 November 2026` (help: write `date: 2026-11-21`)
            content/panic-attacks.md:3:8: error[F003]: `draft` must be `true` or `false`, not the text `maybe` (help: write `draft: true` or `draft: false`)
            content/panic-attacks.md:6:3: error[F006]: `ä` is given twice (help: remove one of the two: only one value can count) (content/panic-attacks.md:5:3: first given here)
            content/panic-attacks.md:7:1: error[F009]: `feed` only has a meaning in the `_index.md` of a section (help: move it to the `_index.md` of this folder, or remove it)
            content/panic-attacks.md:8:7: error[F007]: `a/b` cannot be a slug: it holds a slash (help: write `slug: a-b`)
            content/panic-attacks.md:9:14: error[F008]: the site has no taxonomy `topik` (help: did you mean `topics`?)
            content/panic-attacks.md:10:1: error[F002]: unknown key `xyz` (help: the keys here are `title`, `description`, `summary`, `slug`, `date`, `updated`, `draft`, `publish_date`, `expiry_date`, `weight`, `order`, `aliases`, `template`, `taxonomies`, `extra`, `type`, and others; facts of your own go below `extra:`)
        "#]],
    );
}

#[test]
fn a_place_is_found_by_path() {
    let text = "\u{feff}---\ntitle: Ä\norder: 3\naliases:\n  - /a/\n  - /b/\ndraft:\n---\n";
    let source = file("a.md", text);
    let slice = |path: &[Step<'_>]| source.slice(span_of(&source, path)).to_owned();
    assert_eq!(slice(&[Step::Key("title")]), "Ä");
    assert_eq!(slice(&[Step::Key("weight")]), "3");
    assert_eq!(slice(&[Step::Key("aliases"), Step::Index(1)]), "/b/");
    assert_eq!(slice(&[Step::Key("draft")]), "draft");
    assert!(slice(&[Step::Key("slug")]).starts_with("title: Ä"));
    let plain = file("a.md", "Text.\n");
    assert_eq!(span_of(&plain, &[Step::Key("title")]), crate::source::Span::at(0));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn no_file_panics(
        lines in prop::collection::vec(
            prop::sample::select(vec![
                "---\n", "---", "----\n", "\u{feff}", "title: ", "title: a\n", "date: ", "2026-01-01\n", "é\n", ": ",
                "slug: ", "../\n", "taxonomies:\n", "  topics: ", "[a", "]\n", "cascade:\n", "  draft: ", "true\n",
                "\n", "\r\n", "# H\n", "order: 1\n", "weight: 2\n", "summary: |\n", "  x\n", "\"", "'", "\t", "—\n",
            ]),
            0..30,
        ),
        random in any::<String>(),
        section in any::<bool>(),
    ) {
        let kind = if section { Kind::Section } else { Kind::Page };
        for text in [lines.concat(), format!("---\n{random}\n---\n"), random] {
            let source = file("content/a.md", &text);
            let parsed = parse(&source, kind, TAXONOMIES);
            assert_inside(&source, &parsed.diagnostics);
            prop_assert!(text.get(parsed.value.body_start..).is_some());
            for key in ["title", "weight", "nothing"] {
                prop_assert!(text.get(span_of(&source, &[Step::Key(key)]).range()).is_some());
            }
        }
    }
}
