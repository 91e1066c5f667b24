//! Tests of `config`: its parent module.

use super::*;
use crate::source::SourcePath;
use crate::yaml::testing::{assert_inside, file, listed};
use expect_test::{Expect, expect};
use proptest::prelude::*;

#[expect(clippy::needless_pass_by_value, reason = "`expect![…]` is a value")]
fn check(text: &str, expected: Expect) -> Config {
    let source = file("goodfit.yaml", text);
    let parsed = parse(&source);
    assert_inside(&source, &parsed.diagnostics);
    expected.assert_eq(&listed(&[&source], parsed.diagnostics));
    parsed.value
}

/// A configuration that has what is required, and these lines.
fn with(lines: &str, expected: Expect) -> Config {
    check(&format!("title: A\nbase_url: https://a.org/\n{lines}"), expected)
}

#[expect(clippy::needless_pass_by_value, reason = "`expect![…]` is a value")]
fn settings(theme: &str, site: &str, expected: Expect) {
    let theme = file("themes/x/theme.yaml", theme);
    let site = file("goodfit.yaml", site);
    let settings = theme_settings(std::slice::from_ref(&theme), &site);
    let said = listed(&[&theme, &site], settings.diagnostics);
    expected.assert_eq(&format!("{:?}\n{said}", settings.value.values));
}

#[test]
fn every_key_is_read() {
    let config = check(
        "title: A Good Fit\nbase_url: https://example.org/guide/\ndescription: >\n  Finding\n  help.\n\
         language: en-GB\nauthor: Ada\ntheme: mine\ntheme_settings: {accent: red}\ntaxonomies:\n  topics:\n  \
         who-for: {title: For whom, paginate_by: 10, feed: false}\npaginate_by: 20\nfeed_limit: 5\n\
         markdown: {raw_html: allow, smart_punctuation: true, highlight: false}\ncheck: {allow: [links], warn: [A001], error: [a-name]}\n\
         external_links:\n  recheck_days: 30\n  gap_seconds: 2\n  timeout_seconds: 5\n  retries: 3\n  at_once: 1\n  \
         skip: [{url: 'https://a.example/', reason: It refuses programs.}]\nextra: {a: 1}\n",
        expect![[""]],
    );
    expect![[r#"
        Config {
            title: "A Good Fit",
            base_url: BaseUrl {
                origin: "https://example.org",
                path: "/guide",
            },
            description: "Finding help.",
            language: "en-GB",
            author: "Ada",
            publisher: "",
            contact: "",
            funding: "",
            theme: "mine",
            theme_settings: [
                (
                    "accent",
                    String(
                        "red",
                    ),
                ),
            ],
            theme_paths: [],
            theme_contrast: [],
            taxonomies: [
                Taxonomy {
                    name: "topics",
                    title: "Topics",
                    paginate_by: 0,
                    feed: true,
                },
                Taxonomy {
                    name: "who-for",
                    title: "For whom",
                    paginate_by: 10,
                    feed: false,
                },
            ],
            paginate_by: 20,
            feed_limit: 5,
            leave_url: "https://www.wikipedia.org/",
            markdown: Markdown {
                raw_html: Allow,
                smart_punctuation: true,
                highlight: false,
            },
            citations: Citations {
                style: Vancouver,
                max_age: None,
            },
            autolink: false,
            reviews: Interval {
                months: 12,
                grace_days: 30,
            },
            help_lines: Interval {
                months: 3,
                grace_days: 14,
            },
            registers: Interval {
                months: 12,
                grace_days: 30,
            },
            budget: Budget {
                html: None,
                page: None,
            },
            required_pages: [],
            external_links: ExternalLinks {
                recheck_days: 30,
                gap_seconds: 2,
                timeout_seconds: 5,
                retries: 3,
                at_once: 1,
                skip: [
                    Skip {
                        url: "https://a.example/",
                        reason: "It refuses programs.",
                    },
                ],
            },
            check: Check {
                allow: [
                    "links",
                ],
                warn: [
                    "A001",
                ],
                error: [
                    "a-name",
                ],
            },
            extra: [
                (
                    "a",
                    Int(
                        1,
                    ),
                ),
            ],
        }
    "#]]
    .assert_debug_eq(&config);
}

#[test]
fn everything_but_title_and_address_has_a_default() {
    let config = with("", expect![[""]]);
    expect![[r#"
        Config {
            title: "A",
            base_url: BaseUrl {
                origin: "https://a.org",
                path: "",
            },
            description: "",
            language: "en",
            author: "A",
            publisher: "",
            contact: "",
            funding: "",
            theme: "default",
            theme_settings: [],
            theme_paths: [],
            theme_contrast: [],
            taxonomies: [
                Taxonomy {
                    name: "topics",
                    title: "Topics",
                    paginate_by: 0,
                    feed: true,
                },
            ],
            paginate_by: 0,
            feed_limit: 20,
            leave_url: "https://www.wikipedia.org/",
            markdown: Markdown {
                raw_html: Escape,
                smart_punctuation: false,
                highlight: true,
            },
            citations: Citations {
                style: Vancouver,
                max_age: None,
            },
            autolink: false,
            reviews: Interval {
                months: 12,
                grace_days: 30,
            },
            help_lines: Interval {
                months: 3,
                grace_days: 14,
            },
            registers: Interval {
                months: 12,
                grace_days: 30,
            },
            budget: Budget {
                html: None,
                page: None,
            },
            required_pages: [],
            external_links: ExternalLinks {
                recheck_days: 7,
                gap_seconds: 1,
                timeout_seconds: 20,
                retries: 2,
                at_once: 8,
                skip: [],
            },
            check: Check {
                allow: [],
                warn: [],
                error: [],
            },
            extra: [],
        }
    "#]]
    .assert_debug_eq(&config);
    let empty = with("author:\ntaxonomies:\nmarkdown:\nextra:\ntheme_settings:\n", expect![[""]]);
    assert_eq!(empty, config);
    assert!(with("taxonomies: {}\n", expect![[""]]).taxonomies.is_empty());
}

#[test]
fn c001_a_broken_file_is_reported_alone() {
    check(
        "title: A: b\n",
        expect![[r#"
        goodfit.yaml:1:9: error[C001]: a text with a colon in it needs quotes (help: write `title: "A: b"`) (note: the YAML reader says: mapping values are not allowed in this context)
    "#]],
    );
    check(
        "- a\n",
        expect![[r#"
        goodfit.yaml:1:1: error[C001]: the configuration must be lines of `key: value`, not a list (help: write a key, a colon and a space before each value)
    "#]],
    );
    check(
        "\u{feff}ä: b\n\ttitle: x\n",
        expect![[r#"
        goodfit.yaml:2:1: error[C001]: a tab cannot be used here (help: use spaces instead of tabs at the beginning of lines) (note: the YAML reader says: found a tab character that violates indentation while scanning a plain scalar)
    "#]],
    );
}

#[test]
fn c002_unknown_keys_have_a_next_step() {
    let _ = with(
        "descripton: a\nbaseURL: b\nmenu: c\nmarkdown: {raw-html: allow}\ntaxonomies: {topics: {feeds: true}}\n",
        expect![[r#"
            goodfit.yaml:3:1: error[C002]: unknown key `descripton` (help: did you mean `description`?)
            goodfit.yaml:4:1: error[C002]: unknown key `baseURL` (help: here it is called `base_url`)
            goodfit.yaml:5:1: error[C002]: unknown key `menu` (help: the keys here are `title`, `base_url`, `description`, `language`, `author`, `publisher`, `contact`, `funding`, `theme`, `theme_settings`, `taxonomies`, `paginate_by`, `feed_limit`, `leave_url`, `markdown`, `citations`, and others; facts of your own go below `extra:`)
            goodfit.yaml:6:12: error[C002]: unknown key `raw-html` (help: did you mean `raw_html`?)
            goodfit.yaml:7:23: error[C002]: unknown key `feeds` (help: did you mean `feed`?)
        "#]],
    );
}

#[test]
fn an_empty_leave_url_means_no_link() {
    assert_eq!(with("leave_url: \"\"\n", expect![[""]]).leave_url, "");
    with(
        "leave_url: wikipedia\n",
        expect![[r#"
        goodfit.yaml:3:12: error[C003]: `wikipedia` is not an address on the web (help: write a whole address, such as `leave_url: https://www.wikipedia.org/`, or `leave_url: ""` for no link)
    "#]],
    );
}

#[test]
fn c003_wrong_values_are_all_reported() {
    let config = with(
        "language: english\ntheme: themes/mine\ntheme_settings: red\npaginate_by: all\nfeed_limit: 0\n\
         markdown: {raw_html: alow, highlight: on}\nextra: [a]\n\
         taxonomies:\n  Topics:\n  who for:\n  x: {paginate_by: -1, title: [a]}\n  y: 3\n",
        expect![[r#"
            goodfit.yaml:3:11: error[C003]: `english` is not the tag of a language (help: write a tag such as `en`, `en-GB` or `de`)
            goodfit.yaml:4:8: error[C003]: `themes/mine` is not the name of a folder in `themes/` (help: write only the name of the folder: `theme: mine`)
            goodfit.yaml:5:17: error[C003]: `theme_settings` must be a group of keys and values, not the text `red` (help: write `theme_settings:` and below it, indented, lines of `key: value`)
            goodfit.yaml:6:14: error[C003]: `paginate_by` must be a whole number, 0 or more, not the text `all` (help: write a number, such as `paginate_by: 10`)
            goodfit.yaml:7:13: error[C003]: `feed_limit` must be a whole number, 1 or more, not the number `0` (help: write a number, such as `feed_limit: 10`)
            goodfit.yaml:8:22: error[C003]: `raw_html` must be `escape`, `allow` or `forbid`, not `alow` (help: did you mean `allow`?)
            goodfit.yaml:8:39: error[C003]: `highlight` must be `true` or `false`, not the text `on` (help: write `highlight: true`)
            goodfit.yaml:9:8: error[C003]: `extra` must be a group of keys and values, not a list (help: write `extra:` and below it, indented, lines of `key: value`)
            goodfit.yaml:11:3: error[C003]: `Topics` cannot be the name of a taxonomy (help: use small letters, digits and hyphens, since it is a part of addresses; readers see its `title:`)
            goodfit.yaml:12:3: error[C003]: `who for` cannot be the name of a taxonomy (help: use small letters, digits and hyphens, since it is a part of addresses; readers see its `title:`)
            goodfit.yaml:13:20: error[C003]: `paginate_by` must be a whole number, 0 or more, not the number `-1` (help: write a number, such as `paginate_by: 10`)
            goodfit.yaml:13:31: error[C003]: `title` must be a text, not a list (help: put quotes around the text: `title: "[a]"`)
            goodfit.yaml:14:6: error[C003]: `y` must be a group of keys and values, not the number `3` (help: write `y:` and below it, indented, lines of `key: value`)
        "#]],
    );
    expect![[r#"[Taxonomy { name: "x", title: "X", paginate_by: 0, feed: true }, Taxonomy { name: "y", title: "Y", paginate_by: 0, feed: true }]"#]].assert_eq(&format!("{:?}", config.taxonomies));
    let _ = with(
        "taxonomies: [topics, audiences]\n",
        expect![[r#"
        goodfit.yaml:3:13: error[C003]: `taxonomies` must be names with their settings (help: write `taxonomies:` and below it, indented, each name with a colon: `topics:`)
    "#]],
    );
}

#[test]
fn c004_title_and_address_are_required() {
    check(
        "",
        expect![[r#"
        goodfit.yaml: error[C004]: the site has no `base_url` (help: add a line `base_url: https://example.org/`)
        goodfit.yaml: error[C004]: the site has no `title` (help: add a line `title: A Good Fit`)
    "#]],
    );
    check(
        "title:\nbase_url:\n",
        expect![[r#"
        goodfit.yaml:1:1: error[C004]: the site has no `title` (help: add a line `title: A Good Fit`)
        goodfit.yaml:2:1: error[C004]: the site has no `base_url` (help: add a line `base_url: https://example.org/`)
    "#]],
    );
    check(
        "title: ''\nbase_url: ''\n",
        expect![[r#"
        goodfit.yaml:1:8: error[C004]: the site has no `title` (help: add a line `title: A Good Fit`)
        goodfit.yaml:2:11: error[C005]: `base_url` is empty (help: write an absolute address, such as `base_url: https://example.org/`)
    "#]],
    );
    check(
        "titel: a\nbaseURL: https://a.org\n",
        expect![[r#"
        goodfit.yaml:1:1: error[C002]: unknown key `titel` (help: did you mean `title`?)
        goodfit.yaml:2:1: error[C002]: unknown key `baseURL` (help: here it is called `base_url`)
    "#]],
    );
    let path = SourcePath::new("goodfit.yaml").expect("a path");
    expect![[r#"
        goodfit.yaml: error[C004]: there is no `goodfit.yaml`, so this is not a site (help: run `goodfit init` to get one, or go to the folder that has it)
    "#]].assert_eq(&listed(&[], vec![no_file(&path)]));
}

#[test]
fn c005_the_address_must_be_absolute() {
    check(
        "title: A\nbase_url: example.org/guide\n",
        expect![[r#"
        goodfit.yaml:2:11: error[C005]: `example.org/guide` cannot be the base address: it does not begin with `https://` or `http://` (help: write `base_url: https://example.org/guide/`)
    "#]],
    );
    check(
        "title: A\nbase_url: /guide\n",
        expect![[r#"
        goodfit.yaml:2:11: error[C005]: `/guide` cannot be the base address: it does not begin with `https://` or `http://` (help: write an absolute address, such as `base_url: https://example.org/`)
    "#]],
    );
    check(
        "title: A\nbase_url: https://example.org/?a=b\n",
        expect![[r#"
        goodfit.yaml:2:11: error[C005]: `https://example.org/?a=b` cannot be the base address: it has a query (`?`) (help: write an absolute address, such as `base_url: https://example.org/`)
    "#]],
    );
    check(
        "title: A\nbase_url: [https://example.org]\n",
        expect![[r#"
        goodfit.yaml:2:11: error[C003]: `base_url` must be a text, not a list (help: put quotes around the text: `base_url: "[https://example.org]"`)
    "#]],
    );
}

#[test]
fn c006_repeated_keys_are_reported() {
    let config = with(
        "title: B\nmarkdown:\n  highlight: false\n  highlight: true\n",
        expect![[r#"
            goodfit.yaml:3:1: error[C006]: `title` is given twice (help: remove one of the two: only one value can count) (goodfit.yaml:1:1: first given here)
            goodfit.yaml:6:3: error[C006]: `highlight` is given twice (help: remove one of the two: only one value can count) (goodfit.yaml:5:3: first given here)
        "#]],
    );
    assert_eq!(config.title, "A");
}

#[test]
fn c007_an_unknown_theme_is_reported_at_its_name() {
    let source = file("goodfit.yaml", "title: A\ntheme: minne\n");
    let config = parse(&source).value;
    expect![[r#"
        goodfit.yaml:2:8: error[C007]: there is no theme `minne` (help: did you mean `mine`?)
    "#]]
    .assert_eq(&listed(&[&source], vec![no_theme(&config, &source, &["default", "mine"])]));
    let other = Config { theme: "x".to_owned(), ..config };
    expect![[r#"
        goodfit.yaml:2:8: error[C007]: there is no theme `x` (help: leave `theme:` out to use the theme that is built in, or make the folder in `themes/`)
    "#]]
        .assert_eq(&listed(&[&source], vec![no_theme(&other, &source, &["default", "mine"])]));
}

const THEME: &str = "name: X\nsettings:\n  accent: {type: text, default: blue, description: A colour}\n  \
    columns: {type: number}\n  wide: {type: bool, default: true}\n  menu: {type: choice, choices: [top, side]}\n";

#[test]
fn settings_of_a_theme_have_the_site_s_value_or_the_default() {
    settings(
        THEME,
        "title: A\n",
        expect![[r#"
        [("accent", String("blue")), ("columns", Null), ("wide", Bool(true)), ("menu", String("top"))]
    "#]],
    );
    settings(
        THEME,
        "theme_settings:\n  menu: side\n  columns: 2.5\n  accent: 7\n  wide: false\n",
        expect![[r#"
            [("accent", String("7")), ("columns", Float(2.5)), ("wide", Bool(false)), ("menu", String("side"))]
        "#]],
    );
    settings(
        "",
        "theme_settings:\n",
        expect![[r#"
        []
    "#]],
    );
}

#[test]
fn mistakes_in_settings_are_reported_where_they_are() {
    settings(
        THEME,
        "theme_settings:\n  acent: red\n  menu: botom\n  columns: two\n  wide: yes\n  sidebar: x\n",
        expect![[r#"
            [("accent", String("blue")), ("columns", Null), ("wide", Bool(true)), ("menu", String("top"))]
            goodfit.yaml:2:3: error[C002]: unknown key `acent` (help: did you mean `accent`?)
            goodfit.yaml:3:9: error[C003]: `menu` must be `top` or `side`, not `botom` (help: write `menu: top`)
            goodfit.yaml:4:12: error[C003]: `columns` must be a number, not the text `two` (help: write a number without quotes, such as `10` or `2.5`)
            goodfit.yaml:5:9: error[C003]: `wide` must be `true` or `false`, not the text `yes` (help: write `wide: true`)
            goodfit.yaml:6:3: error[C002]: unknown key `sidebar` (help: the keys here are `accent`, `columns`, `wide`, `menu`)
        "#]],
    );
    settings(
        "name: X\n",
        "theme_settings: {a: b}\n",
        expect![[r#"
        []
        goodfit.yaml:1:18: error[C002]: unknown key `a` (help: remove it: no key has a meaning here)
    "#]],
    );
    // Those are said by `parse`.
    settings(
        THEME,
        "theme_settings: red\nunknown: x\n",
        expect![[r#"
        [("accent", String("blue")), ("columns", Null), ("wide", Bool(true)), ("menu", String("top"))]
    "#]],
    );
    settings(
        THEME,
        "- a\n",
        expect![[r#"
        [("accent", String("blue")), ("columns", Null), ("wide", Bool(true)), ("menu", String("top"))]
    "#]],
    );
}

#[test]
fn mistakes_in_a_theme_are_reported_there() {
    settings(
        "nam: X\nsettings:\n  a: {type: txt}\n  b: {default: 1}\n  c: {type: choice}\n  d: {type: bool, default: 3}\n  \
         e: {type: text, choices: [a], colour: b}\n  f: text\n  g: {type: choice, choices: [x, y], default: z}\n",
        "theme_settings: {g: y}\n",
        expect![[r#"
            [("c", Null), ("d", Bool(false)), ("e", Null), ("g", String("y"))]
            themes/x/theme.yaml:1:1: error[C002]: unknown key `nam` (help: did you mean `name`?)
            themes/x/theme.yaml:3:13: error[C003]: `type` must be `text`, `url`, `number`, `bool` or `choice`, not `txt` (help: did you mean `text`?)
            themes/x/theme.yaml:4:3: error[C003]: the setting `b` has no `type` (help: add `type: text`, `type: url`, `type: number`, `type: bool` or `type: choice`)
            themes/x/theme.yaml:5:3: error[C003]: the setting `c` has no `choices` (help: add a list, such as `choices: [narrow, wide]`)
            themes/x/theme.yaml:6:28: error[C003]: `default` must be `true` or `false`, not the number `3` (help: write `default: true` or `default: false`)
            themes/x/theme.yaml:7:19: error[C003]: `choices` only has a meaning with `type: choice` (help: write `type: choice`, or remove `choices`)
            themes/x/theme.yaml:7:33: error[C002]: unknown key `colour` (help: the keys here are `type`, `choices`, `default`, `description`)
            themes/x/theme.yaml:8:6: error[C003]: `f` must be a group of keys and values, not the text `text` (help: write `f:` and below it, indented, lines of `key: value`)
            themes/x/theme.yaml:9:47: error[C003]: `default` must be `x` or `y`, not `z` (help: write `default: x`)
        "#]],
    );
    settings(
        "a: b: c\n",
        "",
        expect![[r#"
        []
        themes/x/theme.yaml:1:5: error[C001]: a text with a colon in it needs quotes (help: write `a: "b: c"`) (note: the YAML reader says: mapping values are not allowed in this context)
    "#]],
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_file_panics(
        lines in prop::collection::vec(
            prop::sample::select(vec![
                "title: ", "a\n", "base_url: ", "https://", "é", "[", "]", ":", "/", "@", "%", "..", "\n", "  ",
                "taxonomies:\n", "  topics:\n", "x: {", "}\n", "markdown:\n", "theme: ", "language: ", "theme_settings:\n",
            ]),
            0..30,
        ),
        random in any::<String>(),
    ) {
        let _ = BaseUrl::parse(&random);
        let _ = BaseUrl::parse(&format!("https://{random}"));
        for text in [lines.concat(), random] {
            let source = file("goodfit.yaml", &text);
            assert_inside(&source, &parse(&source).diagnostics);
            let theme = theme_settings(std::slice::from_ref(&source), &source);
            assert_inside(&source, &theme.diagnostics);
            prop_assert!(text.get(span_of(&source, &[crate::yaml::Step::Key("theme")]).range()).is_some());
        }
    }
}

#[test]
fn a_link_is_skipped_for_a_reason_only() {
    check(
        "title: T\nbase_url: https://example.org/\nexternal_links:\n  gap_second: 2\n  skip:\n    - url: https://a.example/\n    - https://b.example/\n",
        expect![[r#"
            goodfit.yaml:4:3: error[C002]: unknown key `gap_second` (help: did you mean `gap_seconds`?)
            goodfit.yaml:6:7: error[C003]: item 1 of `skip` needs an address and a reason (help: write `url:` with what the addresses begin with, and `reason:` with why they are not asked)
            goodfit.yaml:7:7: error[C003]: item 2 of `skip` must be a group of keys and values, not the text `https://b.example/` (help: write `key:` and below it, indented, lines of `key: value`)
        "#]],
    );
}
