//! Tests of `explain`: its parent module.

use crate::diagnostics::codes::front_matter as codes;
use crate::yaml::testing::{file, listed};
use crate::yaml::{Document, Format};
use expect_test::{Expect, expect};

static FORMAT: Format = Format {
    name: "the front matter",
    not_yaml: &codes::NOT_YAML,
    too_long: &codes::TOO_LONG,
    unknown_key: &codes::UNKNOWN_KEY,
    wrong_type: &codes::WRONG_TYPE,
    duplicate_key: &codes::DUPLICATE_KEY,
    max_bytes: 1024,
};

#[expect(clippy::needless_pass_by_value, reason = "`expect![…]` is a value")]
fn check(text: &str, expected: Expect) {
    let source = file("a.yaml", text);
    let parsed = Document::parse(&source, 0..text.len(), &FORMAT);
    expected.assert_eq(&listed(&[&source], parsed.diagnostics));
}

#[test]
fn an_unquoted_colon_is_answered_with_the_quoted_line() {
    check(
        "title: Therapy: what is it?\n",
        expect![[r#"
        a.yaml:1:15: error[F001]: a text with a colon in it needs quotes (help: write `title: "Therapy: what is it?"`) (note: the YAML reader says: mapping values are not allowed in this context)
    "#]],
    );
    check(
        "a: 1\n- title: Is it \"real\": yes\n",
        expect![[r#"
            a.yaml:2:1: error[F001]: this line does not fit what stands above it (help: begin it as far left as the lines it belongs with; look for a missing quote or colon above) (note: the YAML reader says: did not find expected key while parsing a block mapping)
        "#]],
    );
    check(
        "x:\n  - title: Étude: à vous\n",
        expect![[r#"
        a.yaml:2:17: error[F001]: a text with a colon in it needs quotes (help: write `- title: "Étude: à vous"`) (note: the YAML reader says: mapping values are not allowed in this context)
    "#]],
    );
    check(
        "title: “Therapy: what is it?”\n",
        expect![[r#"
        a.yaml:1:16: error[F001]: a text with a colon in it needs quotes (help: write `title: "Therapy: what is it?"`) (note: the YAML reader says: mapping values are not allowed in this context)
    "#]],
    );
}

#[test]
fn a_missing_space_after_the_colon_is_found() {
    check(
        "title:Panic attacks\ndate: 2026-11-21\n",
        expect![[r#"
        a.yaml:1:6: error[F001]: the colon after a key needs a space behind it (help: write `title: Panic attacks`) (note: the YAML reader says: mapping values are not allowed in this context)
    "#]],
    );
    check(
        "date: 2026-11-21\ntitle:Panic attacks\n",
        expect![[r#"
            a.yaml:2:6: error[F001]: the colon after a key needs a space behind it (help: write `title: Panic attacks`) (note: the YAML reader says: could not find expected ':' while scanning a simple key)
        "#]],
    );
}

#[test]
fn unclosed_quotes_are_shown_where_they_begin() {
    check(
        "title: \"Therapy\ndate: 2026-11-21\n",
        expect![[r#"
        a.yaml:1:8: error[F001]: the quote `"` is never closed (help: write `title: "Therapy"`) (note: the YAML reader says: found unexpected end of stream while scanning a quoted scalar)
    "#]],
    );
    check(
        "title: 'Therapy\ndate: 2026-11-21\n",
        expect![[r#"
        a.yaml:1:8: error[F001]: the quote `'` is never closed (help: write `title: "Therapy"`) (note: the YAML reader says: found unexpected end of stream while scanning a quoted scalar)
    "#]],
    );
    check(
        "title: \"Therapy\ndescription: \"What it is\"\ndate: 2026-11-21\n",
        expect![[r#"
        a.yaml:1:8: error[F001]: the quote `"` is never closed (help: write `title: "Therapy"`) (note: the YAML reader says: did not find expected key while parsing a block mapping)
    "#]],
    );
    check(
        "list:\n  - \"one\n  - two\n",
        expect![[r#"
        a.yaml:2:5: error[F001]: the quote `"` is never closed (help: write `- "one"`) (note: the YAML reader says: found unexpected end of stream while scanning a quoted scalar)
    "#]],
    );
}

#[test]
fn quotes_around_several_lines_are_not_suspected() {
    check(
        "a: \"one\n  \\\"two\\\"\" # done\nb: c\njust words\nd: e\n",
        expect![[r#"
        a.yaml:4:1: error[F001]: this line has no key: a colon and a space are missing (help: write `key: value`, or indent the line if it continues the text above) (note: the YAML reader says: could not find expected ':' while scanning a simple key)
    "#]],
    );
    check(
        "a: 'one\n  two'\nb: [c\nd: e\n",
        expect![[r#"
        a.yaml:3:4: error[F001]: after `[` a comma or `]` is missing (help: close the list with `]`, or if it is a text, write `b: "[c"`) (note: the YAML reader says: did not find expected ',' or ']' while parsing a flow sequence)
    "#]],
    );
}

#[test]
fn text_that_begins_like_yaml_is_quoted_in_the_help() {
    check(
        "title: [draft] Therapy\n",
        expect![[r#"
        a.yaml:1:8: error[F001]: `[` at the beginning has a special meaning in YAML (help: put quotes around the text: `title: "[draft] Therapy"`) (note: the YAML reader says: did not find expected key while parsing a block mapping)
    "#]],
    );
    check(
        "title: *important*\n",
        expect![[r#"
        a.yaml:1:8: error[F001]: `*` at the beginning has a special meaning in YAML (help: put quotes around the text: `title: "*important*"`) (note: the YAML reader says: did not find expected alphabetic or numeric character while scanning an alias)
    "#]],
    );
    check(
        "title: @home\n",
        expect![[r#"
        a.yaml:1:8: error[F001]: `@` at the beginning has a special meaning in YAML (help: put quotes around the text: `title: "@home"`) (note: the YAML reader says: found character that cannot start any token while scanning for the next token)
    "#]],
    );
    check(
        "title: \"Therapy\" explained\n",
        expect![[r#"
            a.yaml:1:8: error[F001]: something follows the second `"` (help: put quotes around the text: `title: '"Therapy" explained'`) (note: the YAML reader says: did not find expected key while parsing a block mapping)
        "#]],
    );
    check(
        "title: 'It's fine'\n",
        expect![[r#"
            a.yaml:1:8: error[F001]: something follows the second `'` (help: put quotes around the text: `title: "'It's fine'"`) (note: the YAML reader says: did not find expected key while parsing a block mapping)
        "#]],
    );
    check(
        "title: {{ page.title }}\n",
        expect![[r#"
        a.yaml:1:8: error[F001]: `{` at the beginning has a special meaning in YAML (help: put quotes around the text: `title: "{{ page.title }}"`) (note: the YAML reader says: title: invalid type: map, expected a key)
    "#]],
    );
    check(
        "title: %d\n",
        expect![[r#"
        a.yaml:1:8: error[F001]: `%` at the beginning has a special meaning in YAML (help: put quotes around the text: `title: "%d"`) (note: the YAML reader says: found character that cannot start any token while scanning for the next token)
    "#]],
    );
    check(
        "title: `code`\n",
        expect![[r#"
        a.yaml:1:8: error[F001]: `` ` `` at the beginning has a special meaning in YAML (help: put quotes around the text: `` title: "`code`" ``) (note: the YAML reader says: found character that cannot start any token while scanning for the next token)
    "#]],
    );
    check(
        "title: !Important words\n",
        expect![[r#"
            a.yaml:1:8: error[F003]: `!Important`: a `!` in front has a special meaning in YAML (help: put quotes around the text: `"!Important words"`)
        "#]],
    );
    check(
        "title: > 18 years\n",
        expect![[r#"
        a.yaml:1:8: error[F001]: `>` at the beginning has a special meaning in YAML (help: put quotes around the text: `title: "> 18 years"`) (note: the YAML reader says: did not find expected comment or line break while scanning a block scalar)
    "#]],
    );
    check(
        "title: & more\n",
        expect![[r#"
        a.yaml:1:8: error[F001]: `&` at the beginning has a special meaning in YAML (help: put quotes around the text: `title: "& more"`) (note: the YAML reader says: did not find expected alphabetic or numeric character while scanning an anchor)
    "#]],
    );
}

#[test]
fn indentation_mistakes_are_explained() {
    check(
        "extra:\n\tcolour: red\n",
        expect![[r#"
        a.yaml:2:1: error[F001]: a tab cannot be used here (help: use spaces instead of tabs at the beginning of lines) (note: the YAML reader says: found character that cannot start any token while scanning for the next token)
    "#]],
    );
    check(
        "title: a\n  date: 2026-11-21\n",
        expect![[r#"
        a.yaml:2:3: error[F001]: this line is indented, so it belongs to the text above it and cannot be a key (help: begin it as far left as the keys around it, or put quotes around the whole text) (note: the YAML reader says: mapping values are not allowed in this context)
    "#]],
    );
    check(
        " title: a\ndate: 2026-11-21\n",
        expect![[r#"
            a.yaml:2:1: error[F001]: this line begins further left than the first one (help: begin all keys equally far left)
        "#]],
    );
    check(
        "extra:\n  a: 1\n b: 2\n",
        expect![[r#"
            a.yaml:3:2: error[F001]: this line does not fit what stands above it (help: begin it as far left as the lines it belongs with; look for a missing quote or colon above) (note: the YAML reader says: did not find expected key while parsing a block mapping)
        "#]],
    );
    check(
        "list:\n  - a\n - b\n",
        expect![[r#"
            a.yaml:3:2: error[F001]: this line does not fit what stands above it (help: begin it as far left as the lines it belongs with; look for a missing quote or colon above) (note: the YAML reader says: did not find expected key while parsing a block mapping)
        "#]],
    );
}

#[test]
fn other_mistakes_are_explained() {
    check(
        "title: a\njust words\ndate: 2026-11-21\n",
        expect![[r#"
        a.yaml:2:1: error[F001]: this line has no key: a colon and a space are missing (help: write `key: value`, or indent the line if it continues the text above) (note: the YAML reader says: could not find expected ':' while scanning a simple key)
    "#]],
    );
    check(
        "list: [a, b\ndate: 2026-11-21\n",
        expect![[r#"
        a.yaml:1:7: error[F001]: after `[` a comma or `]` is missing (help: close the list with `]`, or if it is a text, write `list: "[a, b"`) (note: the YAML reader says: did not find expected ',' or ']' while parsing a flow sequence)
    "#]],
    );
    check(
        "list: [a, b",
        expect![[r#"
        a.yaml:1:7: error[F001]: after `[` a comma or `]` is missing (help: close the list with `]`, or if it is a text, write `list: "[a, b"`) (note: the YAML reader says: did not find expected ',' or ']' while parsing a flow sequence)
    "#]],
    );
    check(
        "map: {a: 1\n",
        expect![[r#"
        a.yaml:1:6: error[F001]: after `{` a comma or `}` is missing (help: close the list with `}`, or if it is a text, write `map: "{a: 1"`) (note: the YAML reader says: did not find expected ',' or '}' while parsing a flow mapping)
    "#]],
    );
    check(
        "path: \"C:\\path\"\n",
        expect![[r#"
            a.yaml:1:10: error[F001]: `\p` means nothing between double quotes (help: write `\\` for a backslash, or use single quotes around the text) (note: the YAML reader says: found unknown escape character while parsing a quoted scalar)
        "#]],
    );
    check(
        "title: a\u{7}b\n",
        expect![[r#"
        a.yaml:1:9: error[F001]: an invisible character (U+0007) is not allowed in YAML (help: delete it; it may have come in by copying from another program)
    "#]],
    );
    check(
        "ä: ö\ntitle: a\u{7}b\n",
        expect![[r#"
        a.yaml:2:9: error[F001]: an invisible character (U+0007) is not allowed in YAML (help: delete it; it may have come in by copying from another program)
    "#]],
    );
    check(
        "a: 1\n---\nb: 2\n",
        expect![[r#"
        a.yaml:2:1: error[F001]: a second document begins here (help: keep only one document in a file, without lines `---` in between)
    "#]],
    );
    check(
        "a: *nowhere\n",
        expect![[r#"
        a.yaml:1:4: error[F001]: `*` at the beginning has a special meaning in YAML (help: put quotes around the text: `a: "*nowhere"`) (note: the YAML reader says: unknown anchor)
    "#]],
    );
    check(
        "? [a, b]\n: c\n",
        expect![[r#"
        a.yaml:1:3: error[F001]: a list or a group of keys cannot be a key (help: write a word as the key)
    "#]],
    );
    check(
        "a: b: c: d\n",
        expect![[r#"
        a.yaml:1:5: error[F001]: a text with a colon in it needs quotes (help: write `a: "b: c: d"`) (note: the YAML reader says: mapping values are not allowed in this context)
    "#]],
    );
    check(
        "- a\nb: c\n",
        expect![[r#"
            a.yaml:2:1: error[F001]: this line does not fit what stands above it (help: begin it as far left as the lines it belongs with; look for a missing quote or colon above) (note: the YAML reader says: did not find expected '-' indicator while parsing a block collection)
        "#]],
    );
    check(
        "a: 1\n}\n",
        expect![[r#"
            a.yaml:2:1: error[F001]: this line does not fit what stands above it (help: begin it as far left as the lines it belongs with; look for a missing quote or colon above) (note: the YAML reader says: did not find expected key while parsing a block mapping)
        "#]],
    );
}
