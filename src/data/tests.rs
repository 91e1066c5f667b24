//! Tests of `data`: its parent module.

use super::*;
use crate::yaml::testing::{assert_inside, file, listed};
use expect_test::{Expect, expect};
use proptest::prelude::*;

#[expect(clippy::needless_pass_by_value, reason = "`expect![…]` is a value")]
fn check(path: &str, text: &str, expected: Expect) {
    let source = file(path, text);
    let parsed = parse(&source);
    assert_inside(&source, &parsed.diagnostics);
    let value = parsed.value.map_or(String::new(), |node| format!("{node:?}\n"));
    expected.assert_eq(&format!("{value}{}", listed(&[&source], parsed.diagnostics)));
}

#[test]
fn each_notation_gives_the_same_tree() {
    check(
        "data/a.yaml",
        "- name: Ada\n  born: '1815'\n",
        expect![[r#"
        Seq([Map([("name", String("Ada")), ("born", String("1815"))])])
    "#]],
    );
    check(
        "data/a.yml",
        "[{name: Ada, born: '1815'}]\n",
        expect![[r#"
        Seq([Map([("name", String("Ada")), ("born", String("1815"))])])
    "#]],
    );
    check(
        "data/a.json",
        "[{\"name\": \"Ada\", \"born\": \"1815\"}]\n",
        expect![[r#"
        Seq([Map([("name", String("Ada")), ("born", String("1815"))])])
    "#]],
    );
    check(
        "data/a.CSV",
        "name, born\nAda,1815\n",
        expect![[r#"
        Seq([Map([("name", String("Ada")), ("born", String("1815"))])])
    "#]],
    );
}

#[test]
fn other_files_are_left_alone() {
    check("data/README.md", "[", expect![[""]]);
}

#[test]
fn empty_files_are_null_except_in_json_and_csv() {
    check(
        "data/a.yaml",
        "",
        expect![[r#"
        Null
    "#]],
    );
    check(
        "data/a.json",
        "",
        expect![[r#"
            data/a.json:1:1: error[D001]: the file is empty, which JSON cannot be (help: write `[]` for an empty list, or remove the file)
        "#]],
    );
    check(
        "data/a.csv",
        "",
        expect![[r#"
        data/a.csv:1:1: error[D001]: the file has no line of column names (help: write the names of the columns into the first line)
    "#]],
    );
    check(
        "data/a.csv",
        "name\n",
        expect![[r#"
        Seq([])
    "#]],
    );
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_do_not_matter() {
    check(
        "data/a.json",
        "\u{feff}{\r\n\"a\": 1}\r\n",
        expect![[r#"
        Map([("a", Int(1))])
    "#]],
    );
    check(
        "data/a.csv",
        "\u{feff}a,b\r\n1,\"x\r\ny\"\r\n",
        expect![[r#"
        Seq([Map([("a", String("1")), ("b", String("x\r\ny"))])])
    "#]],
    );
    check(
        "data/a.yaml",
        "\u{feff}a: 1\r\n",
        expect![[r#"
        Map([("a", Int(1))])
    "#]],
    );
}

#[test]
fn d001_what_cannot_be_read_is_reported_at_its_place() {
    check(
        "data/a.yaml",
        "a: b: c\n",
        expect![[r#"
        data/a.yaml:1:5: error[D001]: a text with a colon in it needs quotes (help: write `a: "b: c"`) (note: the YAML reader says: mapping values are not allowed in this context)
    "#]],
    );
    check(
        "data/a.json",
        "{\"ä\": 1,\n \"b\": [1, 2,]}\n",
        expect![[r#"
        data/a.json:2:13: error[D001]: this is not JSON: trailing comma (help: remove the comma before the closing bracket)
    "#]],
    );
    check(
        "data/a.json",
        "{\"ä\": 'x'}",
        expect![[r#"
        data/a.json:1:7: error[D001]: this is not JSON: expected value (help: put double quotes around texts; single quotes and comments are not JSON)
    "#]],
    );
    check(
        "data/a.json",
        "{\"a\": 1 \"b\": 2}",
        expect![[r#"
        data/a.json:1:9: error[D001]: this is not JSON: expected `,` or `}` (help: add a comma between the values)
    "#]],
    );
    check(
        "data/a.json",
        "{a: 1}",
        expect![[r#"
        data/a.json:1:2: error[D001]: this is not JSON: key must be a string (help: put double quotes around the key)
    "#]],
    );
    check(
        "data/a.json",
        "{\"a\": [1",
        expect![[r#"
            data/a.json:1:8: error[D001]: the file ends too early (help: look for a bracket or quote that is not closed)
        "#]],
    );
    check(
        "data/a.json",
        "{}\n{}\n",
        expect![[r#"
        data/a.json:2:1: error[D001]: this is not JSON: trailing characters (help: remove what follows the end, or put all of it into one list)
    "#]],
    );
    check(
        "data/a.json",
        &"[".repeat(200),
        expect![[r#"
        data/a.json:1:128: error[D001]: this is not JSON: recursion limit exceeded (help: use fewer levels)
    "#]],
    );
}

#[test]
fn d001_ragged_rows_are_all_reported() {
    check(
        "data/a.csv",
        "a,b\n1\n1,2\n\n1,2,3\nä,\"x\ny\",z\n",
        expect![[r#"
            Seq([Map([("a", String("1")), ("b", String(""))]), Map([("a", String("1")), ("b", String("2"))]), Map([("a", String("1")), ("b", String("2"))]), Map([("a", String("ä")), ("b", String("x\ny"))])])
            data/a.csv:2:1: error[D001]: this row has 1 value, but there are 2 columns (help: add the missing commas; a value may be empty)
            data/a.csv:5:1: error[D001]: this row has 3 values, but there are 2 columns (help: put double quotes around a text that has a comma in it)
            data/a.csv:6:1: error[D001]: this row has 3 values, but there are 2 columns (help: put double quotes around a text that has a comma in it)
        "#]],
    );
    check(
        "data/a.csv",
        "a,b\n1,\"open\n2,3\n",
        expect![[r#"
            Seq([Map([("a", String("1")), ("b", String("open\n2,3"))])])
            data/a.csv:2:1: error[D001]: a quote in this row is never closed (help: add the second `"`; write `""` for one inside a text)
        "#]],
    );
    check(
        "data/a.csv",
        "a;b\n1;2\n",
        expect![[r#"
        data/a.csv:1:1: error[D001]: the columns seem to be separated by `;`, not by commas (help: save it as CSV with commas; spreadsheets ask for the separator)
    "#]],
    );
    check(
        "data/a.csv",
        "a\tb\n1\t2\n",
        expect![[r#"
        data/a.csv:1:1: error[D001]: the columns seem to be separated by tabs, not by commas (help: save it as CSV with commas; spreadsheets ask for the separator)
    "#]],
    );
    check(
        "data/a.csv",
        "a,,b\n1,2,3\n",
        expect![[r#"
        Seq([Map([("a", String("1")), ("b", String("3"))])])
        data/a.csv:1:1: error[D001]: column 2 has no name (help: write a name into the first line, or remove the column)
    "#]],
    );
}

#[test]
fn d003_repeated_keys_are_reported() {
    check(
        "data/a.yaml",
        "a: 1\nb: {c: 1, c: 2}\na: 2\n",
        expect![[r#"
        Map([("a", Int(1)), ("b", Map([("c", Int(1))]))])
        data/a.yaml:2:11: error[D003]: `c` is given twice (help: remove one of the two: only one value can count) (data/a.yaml:2:5: first given here)
        data/a.yaml:3:1: error[D003]: `a` is given twice (help: remove one of the two: only one value can count) (data/a.yaml:1:1: first given here)
    "#]],
    );
    check(
        "data/a.json",
        "{\"a\": 1,\n\t\"ü\": {\"c\": 1, \"c\": 2},\n\"a\": 3}",
        expect![[r#"
        Map([("a", Int(1)), ("ü", Map([("c", Int(1))]))])
        data/a.json:2:16: error[D003]: `c` is given twice (help: remove one of the two: only one value can count) (data/a.json:2:8: first given here)
        data/a.json:3:1: error[D003]: `a` is given twice (help: remove one of the two: only one value can count) (data/a.json:1:2: first given here)
    "#]],
    );
    check(
        "data/a.csv",
        "a,b,a\n1,2,3\n",
        expect![[r#"
        Seq([Map([("a", String("1")), ("b", String("2"))])])
        data/a.csv:1:1: error[D003]: two columns are called `a` (help: rename one of them)
    "#]],
    );
}

fn check_all(files: &[(&str, &str)], expected: Expect) {
    let files: Vec<_> = files.iter().map(|(path, text)| file(path, text)).collect();
    let all = collect(&files);
    let said = listed(&files.iter().collect::<Vec<_>>(), all.diagnostics);
    expected.assert_eq(&format!("{:?}\n{said}", all.value));
}

#[test]
fn folders_are_maps() {
    check_all(
        &[
            ("data/people/staff.yaml", "1"),
            ("data/people/friends.json", "2"),
            ("data/help-lines.yaml", "3"),
            ("data/a/b/c.csv", "x\n4\n"),
            ("data/notes.txt", "5"),
        ],
        expect![[r#"
            [("a", Map([("b", Map([("c", Seq([Map([("x", String("4"))])]))]))])), ("help-lines", Int(3)), ("people", Map([("friends", Int(2)), ("staff", Int(1))]))]
        "#]],
    );
}

#[test]
fn d002_names_are_used_once() {
    check_all(
        &[
            ("data/a.yaml", "1"),
            ("data/a.json", "{"),
            ("data/b/c.yaml", "2"),
            ("data/b.csv", "x\n"),
            ("data/d.yaml", "3"),
            ("data/d/e.yaml", "4"),
        ],
        expect![[r#"
            [("b", Seq([])), ("d", Int(3))]
            data/a.json:1:1: error[D001]: the file ends too early (help: look for a bracket or quote that is not closed)
            data/a.yaml: error[D002]: `data/a.yaml` and `data/a.json` have the same name for templates (help: rename one of them) (data/a.json: the other one)
            data/b/c.yaml: error[D002]: the folder of `data/b/c.yaml` has the same name as `data/b.csv` (help: rename one of them) (data/b.csv: the other one)
            data/d/e.yaml: error[D002]: the folder of `data/d/e.yaml` has the same name as `data/d.yaml` (help: rename one of them) (data/d.yaml: the other one)
        "#]],
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn no_file_panics(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "a", "é", ",", ";", "\"", "\n", "\r\n", "\r", "{", "}", "[", "]", ":", "1", " ", "\t", "\u{feff}", "\\", "null",
                "\"a\":", "'", "-1e5", "\\u00e9",
            ]),
            0..30,
        ),
        random in any::<String>(),
    ) {
        for text in [pieces.concat(), random] {
            for path in ["data/a.csv", "data/a.json", "data/a.yaml"] {
                let source = file(path, &text);
                assert_inside(&source, &parse(&source).diagnostics);
            }
        }
    }
}
