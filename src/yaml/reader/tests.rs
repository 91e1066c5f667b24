//! Tests of `reader`: its parent module.

use super::*;
use crate::diagnostics::codes::config as codes;
use crate::yaml::Format;
use crate::yaml::testing::{file, listed};
use expect_test::{Expect, expect};

static FORMAT: Format = Format {
    name: "the file",
    not_yaml: &codes::NOT_YAML,
    too_long: &codes::NOT_YAML,
    unknown_key: &codes::UNKNOWN_KEY,
    wrong_type: &codes::WRONG_TYPE,
    duplicate_key: &codes::DUPLICATE_KEY,
    max_bytes: 4096,
};

/// Reads one of each kind, and lists what was read and what was said.
#[expect(clippy::needless_pass_by_value, reason = "`expect![…]` is a value")]
fn check(text: &str, expected: Expect) {
    let source = file("a.yaml", text);
    let parsed = Document::parse(&source, 0..text.len(), &FORMAT);
    let findings = Findings::default();
    findings.extend(parsed.diagnostics);
    let mut out = String::new();
    if let Some(document) = parsed.value {
        let mut map = MapReader::new(&document, &findings);
        let read = [
            ("text", map.text("text")),
            ("bool", map.bool("bool").map(|v| v.to_string())),
            ("date", map.date("date").map(|v| v.to_string())),
            ("int", map.int("int", i64::MIN..=i64::MAX).map(|v| v.to_string())),
            ("count", map.count("count", 0).map(|v| v.to_string())),
            ("texts", Some(map.texts("texts").join("|")).filter(|v| !v.is_empty())),
            ("choice", map.choice("choice", &[("weight", "w"), ("date", "d")]).map(str::to_owned)),
        ];
        if let Some(mut inner) = map.map("inner") {
            let _ = inner.text("text");
            inner.finish();
        }
        map.finish();
        for (name, value) in read {
            out.extend(value.map(|value| format!("{name} = {value}\n")));
        }
    }
    out.push_str(&listed(&[&source], findings.into_vec()));
    expected.assert_eq(&out);
}

#[test]
fn right_values_are_read() {
    check(
        "text: a text\nbool: true\ndate: 2026-11-21\nint: -3\ncount: 20\n\
         texts: [one, 'two']\nchoice: date\n",
        expect![[r#"
            text = a text
            bool = true
            date = 2026-11-21
            int = -3
            count = 20
            texts = one|two
            choice = d
        "#]],
    );
    check(
        "texts: one\n",
        expect![[r#"
        texts = one
    "#]],
    );
}

#[test]
fn numbers_are_texts_as_they_are_written() {
    check(
        "text: 1984\n",
        expect![[r#"
        text = 1984
    "#]],
    );
    check(
        "text: 1.10\n",
        expect![[r#"
        text = 1.10
    "#]],
    );
    check(
        "text: 0x10\n",
        expect![[r#"
            text = 0x10
        "#]],
    );
    check(
        "text: 123456789012345678901234567890\n",
        expect![[r#"
        text = 123456789012345678901234567890
    "#]],
    );
    check(
        "texts: [2024, 1.50]\n",
        expect![[r#"
        texts = 2024|1.50
    "#]],
    );
}

#[test]
fn a_key_without_value_is_absent() {
    check("text:\nbool: ~\ndate: null\nint:\ntexts:\nchoice:\ninner:\n", expect![[""]]);
    check("", expect![""]);
    check("# only a comment\n", expect![""]);
}

#[test]
fn wrong_values_are_all_reported_with_a_next_step() {
    check(
        "text: [draft]\nbool: yes\ndate: 21.11.2026\nint: three\ncount: -1\n\
         texts: {a: b}\nchoice: wieght\ninner: 5\n",
        expect![[r#"
            a.yaml:1:7: error[C003]: `text` must be a text, not a list (help: put quotes around the text: `text: "[draft]"`)
            a.yaml:2:7: error[C003]: `bool` must be `true` or `false`, not the text `yes` (help: write `bool: true`)
            a.yaml:3:7: error[C003]: `date` is not written as a date: `21.11.2026` (help: write `date: 2026-11-21`)
            a.yaml:4:6: error[C003]: `int` must be a whole number, not the text `three` (help: write a number, such as `int: 10`)
            a.yaml:5:8: error[C003]: `count` must be a whole number, 0 or more, not the number `-1` (help: write a number, such as `count: 10`)
            a.yaml:6:8: error[C003]: `texts` must be a list of texts, not a group of keys (help: write `texts: [one, another]`)
            a.yaml:7:9: error[C003]: `choice` must be `weight` or `date`, not `wieght` (help: did you mean `weight`?)
            a.yaml:8:8: error[C003]: `inner` must be a group of keys and values, not the number `5` (help: write `inner:` and below it, indented, lines of `key: value`)
        "#]],
    );
    check(
        "text: true\nbool: maybe\ndate: 2026-02-30\nint: '3'\ncount: 2.5\n\
         texts: [a, '', {b: c}, true, ~]\nchoice: colour\ninner: [x]\n",
        expect![[r#"
            texts = a
            a.yaml:1:7: error[C003]: `text` must be a text, not `true` (help: put quotes around the text: `text: "true"`)
            a.yaml:2:7: error[C003]: `bool` must be `true` or `false`, not the text `maybe` (help: write `bool: true` or `bool: false`)
            a.yaml:3:7: error[C003]: `date`: there is no day `2026-02-30` (help: check the month and the day; dates are year-month-day)
            a.yaml:4:6: error[C003]: `int` must be a whole number, not the text `3` (help: leave the quotes out: `int: 3`)
            a.yaml:5:8: error[C003]: `count` must be a whole number, 0 or more, not the number `2.5` (help: write a number, such as `count: 10`)
            a.yaml:6:12: error[C003]: item 2 of `texts` is empty (help: write a text, or remove it)
            a.yaml:6:16: error[C003]: item 3 of `texts` must be a text, not a group of keys (help: put quotes around the text: `"{b: c}"`)
            a.yaml:6:24: error[C003]: item 4 of `texts` must be a text, not `true` (help: put quotes around the text: `"true"`)
            a.yaml:6:30: error[C003]: item 5 of `texts` is empty (help: write a text, or remove it)
            a.yaml:7:9: error[C003]: `choice` must be `weight` or `date`, not `colour` (help: write `choice: weight`)
            a.yaml:8:8: error[C003]: `inner` must be a group of keys and values, not a list (help: write `inner:` and below it, indented, lines of `key: value`)
        "#]],
    );
    check(
        "text:\n  a: b\ndate: 2026\nchoice: true\n",
        expect![[r#"
            a.yaml:2:3: error[C003]: `text` must be a text, not a group of keys (help: write a single text)
            a.yaml:3:7: error[C003]: `date` must be a date, not the number `2026` (help: write year-month-day, such as `date: 2026-11-21`)
            a.yaml:4:9: error[C003]: `choice` must be `weight` or `date`, not `true` (help: write `choice: weight`)
        "#]],
    );
}

#[test]
fn unknown_keys_are_all_reported_with_the_nearest_known_one() {
    check(
        "txet: a\nsidebar: b\ninner: {text: a, tetx: b, colour: red}\n",
        expect![[r#"
        a.yaml:1:1: error[C002]: unknown key `txet` (help: did you mean `text`?)
        a.yaml:2:1: error[C002]: unknown key `sidebar` (help: the keys here are `text`, `bool`, `date`, `int`, `count`, `texts`, `choice`, `inner`)
        a.yaml:3:18: error[C002]: unknown key `tetx` (help: did you mean `text`?)
        a.yaml:3:27: error[C002]: unknown key `colour` (help: the keys here are `text`)
    "#]],
    );
}

#[test]
fn columns_count_characters() {
    check(
        "inner: {'ä×': 1, 'ü': yes}\n",
        expect![[r#"
        a.yaml:1:9: error[C002]: unknown key `ä×` (help: the keys here are `text`)
        a.yaml:1:18: error[C002]: unknown key `ü` (help: the keys here are `text`)
    "#]],
    );
}
