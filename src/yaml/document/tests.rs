//! Tests of `document`: its parent module.

use super::*;
use crate::diagnostics::codes::front_matter as codes;
use crate::yaml::testing::{assert_inside, file, listed};
use expect_test::{Expect, expect};
use proptest::prelude::*;

static FORMAT: Format = Format {
    name: "the front matter",
    not_yaml: &codes::NOT_YAML,
    too_long: &codes::TOO_LONG,
    unknown_key: &codes::UNKNOWN_KEY,
    wrong_type: &codes::WRONG_TYPE,
    duplicate_key: &codes::DUPLICATE_KEY,
    max_bytes: 64 * 1024,
};

fn parse(text: &str) -> (SourceText, Diagnosed<Option<Document>>) {
    let source = file("a.yaml", text);
    let parsed = Document::parse(&source, 0..text.len(), &FORMAT);
    (source, parsed)
}

#[expect(clippy::needless_pass_by_value, reason = "`expect![…]` is a value")]
fn check(text: &str, expected: Expect) {
    let (source, parsed) = parse(text);
    expected.assert_eq(&listed(&[&source], parsed.diagnostics));
}

fn root(text: &str) -> Node {
    let (source, parsed) = parse(text);
    let said = listed(&[&source], parsed.diagnostics);
    assert_eq!(said, "");
    parsed.value.expect("nothing was wrong").into_root()
}

#[test]
fn values_have_the_types_of_yaml_1_2() {
    expect![[r#"Map([("a", String("yes")), ("b", Bool(true)), ("c", Int(1)), ("d", Float(1.5)), ("e", Null), ("f", Seq([String("x"), Null])), ("1", String("x")), ("1.10", String("y")), ("~", String("z")), ("2026-11-21", String("w"))])"#]].assert_eq(&format!(
        "{:?}",
        root("a: yes\nb: true\nc: 1\nd: 1.5\ne:\nf: [x, ~]\n1: x\n1.10: y\n~: z\n2026-11-21: w\n")
    ));
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_do_not_matter() {
    let plain = root("title: Angst ×\nlist:\n  - a\n  - b\n");
    assert_eq!(root("\u{feff}title: Angst ×\nlist:\n  - a\n  - b\n"), plain);
    assert_eq!(root("title: Angst ×\r\nlist:\r\n  - a\r\n  - b\r\n"), plain);
}

#[test]
fn a_file_without_values_is_null() {
    assert_eq!(root(""), Node::Null);
    assert_eq!(root("\n# a comment\n"), Node::Null);
}

#[test]
fn aliases_are_followed() {
    assert_eq!(root("a: &x [1, 2]\nb: *x\n"), root("a: [1, 2]\nb: [1, 2]\n"));
}

#[test]
fn repeated_keys_are_all_reported_and_the_first_value_wins() {
    let text = "a: 1\nb: {x: 1, x: 2}\na: {y: 1, y: 2}\nlist:\n  - z: 1\n    z: 2\n    z: 3\n";
    check(
        text,
        expect![[r#"
        a.yaml:2:11: error[F006]: `x` is given twice (help: remove one of the two: only one value can count) (a.yaml:2:5: first given here)
        a.yaml:3:1: error[F006]: `a` is given twice (help: remove one of the two: only one value can count) (a.yaml:1:1: first given here)
        a.yaml:6:5: error[F006]: `z` is given twice (help: remove one of the two: only one value can count) (a.yaml:5:5: first given here)
        a.yaml:7:5: error[F006]: `z` is given twice (help: remove one of the two: only one value can count) (a.yaml:5:5: first given here)
    "#]],
    );
    let (_, parsed) = parse(text);
    expect![[r#"Some(Map([("a", Int(1)), ("b", Map([("x", Int(1))])), ("list", Seq([Map([("z", Int(1))])]))]))"#]].assert_eq(&format!("{:?}", parsed.value.map(Document::into_root)));
}

#[test]
fn repeated_keys_below_an_anchor_are_reported_once() {
    check(
        "a: &x {k: 1, k: 2}\nb: *x\nc: *x\n",
        expect![[r#"
        a.yaml:1:14: error[F006]: `k` is given twice (help: remove one of the two: only one value can count) (a.yaml:1:8: first given here)
    "#]],
    );
}

#[test]
fn repeated_keys_are_found_in_large_maps() {
    let mut text: String = (0..40).map(|n| format!("k{n}: {n}\n")).collect();
    text.push_str("k3: again\nk39: again\nk3: again\n");
    check(
        &text,
        expect![[r#"
        a.yaml:41:1: error[F006]: `k3` is given twice (help: remove one of the two: only one value can count) (a.yaml:4:1: first given here)
        a.yaml:42:1: error[F006]: `k39` is given twice (help: remove one of the two: only one value can count) (a.yaml:40:1: first given here)
        a.yaml:43:1: error[F006]: `k3` is given twice (help: remove one of the two: only one value can count) (a.yaml:4:1: first given here)
    "#]],
    );
}

#[test]
fn merge_keys_are_reported() {
    check(
        "a: &x {k: 1}\nb:\n  <<: *x\n",
        expect![[r#"
        a.yaml:3:3: error[F001]: merge keys (`<<`) are not supported (help: write the keys out here)
    "#]],
    );
}

#[test]
fn brackets_in_brackets_are_limited_but_not_those_in_texts() {
    check(
        &"[".repeat(32 * 1024),
        expect![[r#"
            a.yaml:1:33: error[F011]: more than 32 brackets are open at once (help: close the brackets, or put quotes around the text they belong to)
        "#]],
    );
    check(
        &format!("a: {}1{}\n", "[".repeat(33), "]".repeat(33)),
        expect![[r#"
        a.yaml:1:36: error[F011]: more than 32 brackets are open at once (help: close the brackets, or put quotes around the text they belong to)
    "#]],
    );
    check(&format!("a: {}1{}\n", "[".repeat(32), "]".repeat(32)), expect![[""]]);
    check(
        &format!("a: '{}'\nb: |\n  {}\n# {}\n", "[".repeat(99), "{".repeat(99), "[".repeat(99)),
        expect![[""]],
    );
    check(
        &format!("a: \"\n{}", "[{".repeat(999)),
        expect![[r#"
            a.yaml:2:33: error[F011]: more than 32 brackets are open at once (help: close the brackets, or put quotes around the text they belong to)
        "#]],
    );
    check(
        &"[a],[b]\n".repeat(99),
        expect![[r#"
            a.yaml:1:1: error[F001]: something follows behind the end of the first value (help: write lines of `key: value`, or a list with `- ` before each item)
        "#]],
    );
}

#[test]
fn deep_nesting_without_brackets_is_limited() {
    let text: String = (0..200).map(|n| format!("{}a:\n", " ".repeat(n))).collect();
    check(
        &text,
        expect![[r#"
            a.yaml:129:129: error[F001]: more than 128 levels are nested (help: use fewer levels)
        "#]],
    );
    check(
        &"- ".repeat(200),
        expect![[r#"
            a.yaml:1:257: error[F001]: more than 128 levels are nested (help: use fewer levels)
        "#]],
    );
}

#[test]
fn aliases_cannot_unfold_without_end() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for n in 1..10 {
        let all = format!("*a{}, ", n - 1).repeat(9);
        bomb.push_str(&format!("a{n}: &a{n} [{all}]\n"));
    }
    check(
        &bomb,
        expect![[r#"
        a.yaml:1:1: error[F001]: aliases (`*name`) repeat far too much (help: write the values out instead of repeating them by aliases)
    "#]],
    );
    let long = format!("a: &a {}\nb: [{}]\n", "x".repeat(20_000), "*a, ".repeat(9_000));
    check(
        &long,
        expect![[r#"
        a.yaml:1:4: error[F001]: aliases (`*name`) repeat far too much (help: write the values out instead of repeating them by aliases)
    "#]],
    );
    check(
        "a: &a [*a]\n",
        expect![[r#"
            a.yaml:1:4: error[F001]: more than 128 levels are nested (help: use fewer levels)
        "#]],
    );
}

#[test]
fn a_text_that_is_too_long_is_refused() {
    check(
        &format!("a: {}\n", "x".repeat(65 * 1024)),
        expect![[r#"
        a.yaml:1:1: error[F011]: the front matter is 66 KiB long; at most 64 KiB are read (help: move long texts elsewhere, or split the file)
    "#]],
    );
}

#[test]
fn places_are_found_by_path() {
    let text = "título: Ä ×\r\nlist:\r\n  - one\r\n  - {k: v}   # comment\r\nmap:\r\n  a: >\r\n    folded\r\n    text\r\n  b:\r\nlast: &x [1, 2]\r\nalias: *x\r\n";
    let (source, parsed) = parse(text);
    let document = parsed.value.expect("it is right");
    let mut out = String::new();
    for path in [
        &[][..],
        &[Step::Key("título")],
        &[Step::Key("list")],
        &[Step::Key("list"), Step::Index(1)],
        &[Step::Key("list"), Step::Index(1), Step::Key("k")],
        &[Step::Key("map")],
        &[Step::Key("map"), Step::Key("a")],
        &[Step::Key("map"), Step::Key("b")],
        &[Step::Key("map"), Step::Key("nowhere"), Step::Index(3)],
        &[Step::Key("last")],
        &[Step::Key("alias")],
        &[Step::Key("alias"), Step::Index(1)],
    ] {
        let (key, value) = (document.key_span(path), document.span(path));
        let at = source.line_column(value.start);
        out.push_str(&format!(
            "{path:?} {}:{} key {:?} value {:?}\n",
            at.line,
            at.column,
            source.slice(key),
            source.slice(value)
        ));
    }
    expect![[r#"
        [] 1:1 key "título: Ä ×\r\nlist:\r\n  - one\r\n  - {k: v}   # comment\r\nmap:\r\n  a: >\r\n    folded\r\n    text\r\n  b:\r\nlast: &x [1, 2]\r\nalias: *x" value "título: Ä ×\r\nlist:\r\n  - one\r\n  - {k: v}   # comment\r\nmap:\r\n  a: >\r\n    folded\r\n    text\r\n  b:\r\nlast: &x [1, 2]\r\nalias: *x"
        [Key("título")] 1:9 key "título" value "Ä ×"
        [Key("list")] 3:3 key "list" value "- one\r\n  - {k: v}"
        [Key("list"), Index(1)] 4:5 key "{k: v}" value "{k: v}"
        [Key("list"), Index(1), Key("k")] 4:9 key "k" value "v"
        [Key("map")] 6:3 key "map" value "a: >\r\n    folded\r\n    text\r\n  b"
        [Key("map"), Key("a")] 7:5 key "a" value "folded\r\n    text"
        [Key("map"), Key("b")] 9:3 key "b" value "b"
        [Key("map"), Key("nowhere"), Index(3)] 6:3 key "map" value "a: >\r\n    folded\r\n    text\r\n  b"
        [Key("last")] 10:10 key "last" value "[1, 2]"
        [Key("alias")] 11:8 key "alias" value "*x"
        [Key("alias"), Index(1)] 10:14 key "2" value "2"
    "#]].assert_eq(&out);
}

#[test]
fn a_right_file_is_read_by_one_parser_only() {
    let text = "title: Ä\ndate: 2026-11-21\ntopics: [a, b]\nextra:\n  a: 1\n";
    let (_, parsed) = parse(text);
    let document = parsed.value.expect("it is right");
    let findings = crate::yaml::Findings::default();
    let mut map = crate::yaml::MapReader::new(&document, &findings);
    assert!(map.text("title").is_some() && map.date("date").is_some());
    assert_eq!((map.texts("topics").len(), map.free_map("extra").len()), (2, 1));
    map.finish();
    assert!(findings.into_vec().is_empty());
    assert!(document.places.get().is_none());
}

#[test]
fn a_part_of_a_file_has_its_places_in_the_file() {
    let source = file("a.md", "---\ntitle: Ä: b\n---\n");
    let parsed = Document::parse(&source, 4..17, &FORMAT);
    expect![[r#"
        a.md:2:9: error[F001]: a text with a colon in it needs quotes (help: write `title: "Ä: b"`) (note: the YAML reader says: mapping values are not allowed in this context)
    "#]].assert_eq(&listed(&[&source], parsed.diagnostics));
}

/// Text made of what YAML finds special, which reaches more code than random characters do.
fn yaml_like() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "a", "b", ": ", ":", "\n", "\r\n", "\r", "  ", "\t", "- ", "? ", "[", "]", "{", "}", ", ",
        "\"", "'", "#", " #", "&a ", "*a", "!t ", "!!int ", "|", ">", "|-\n", "---\n", "...\n",
        "%", "@", "`", "\\", "<<", "é", "×", "\u{feff}", "\u{2028}", "\u{85}", "~", "1", "1.5",
        "true", "\u{0}", "😀", "a: b\n", "- c\n", "title: ",
    ]);
    prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn no_text_panics_and_all_places_are_inside(text in prop_oneof![yaml_like(), any::<String>()]) {
        let (source, parsed) = parse(&text);
        assert_inside(&source, &parsed.diagnostics);
        if let Some(document) = parsed.value {
            for (path, _) in paths(document.root()) {
                let spans = [document.span(&path), document.key_span(&path)];
                for span in spans {
                    prop_assert!(source.text.get(span.range()).is_some(), "{span:?}");
                }
            }
        }
    }
}

/// Every path of a tree.
fn paths(node: &Node) -> Vec<(Vec<Step<'_>>, &Node)> {
    let mut all = vec![(Vec::new(), node)];
    let mut at = 0;
    while at < all.len() && all.len() < 1000 {
        let (path, node) = all[at].clone();
        let push = |step| [path.as_slice(), &[step]].concat();
        match node {
            Node::Map(map) => all.extend(map.iter().map(|(k, v)| (push(Step::Key(k)), v))),
            Node::Seq(seq) => {
                all.extend(seq.iter().enumerate().map(|(n, v)| (push(Step::Index(n)), v)))
            }
            _ => {}
        }
        at += 1;
    }
    all
}

#[test]
fn whole_numbers_that_a_program_would_write_otherwise_are_noticed() {
    for odd in ["007", "+1", "-0", "1_000", "0x1F", "0o17", "-012"] {
        assert!(is_odd_number(odd), "{odd}");
    }
    for plain in ["0", "7", "-7", "2017", "284-292", "1.10", "10.5555/x", "a1", "-", "", "1e9"] {
        assert!(!is_odd_number(plain), "{plain}");
    }
}
