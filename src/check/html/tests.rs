//! Trees as text: an element a line, indented, with what it says.

use super::*;
use expect_test::{Expect, expect};
use std::fmt::Write as _;

fn outline(html: &str) -> String {
    let document = Document::parse(html);
    let mut out = String::new();
    for node in document.all() {
        let depth = node.ancestors().count();
        let _ = write!(out, "{}{}", "  ".repeat(depth), node.name());
        for attribute in node.attrs() {
            let _ = write!(out, " {}={:?}", attribute.name, attribute.value);
        }
        let _ = writeln!(out, " | {}", node.text());
    }
    out
}

fn check(html: &str, expected: &Expect) {
    expected.assert_eq(&outline(html));
}

#[test]
fn a_page_is_a_tree_with_places() {
    check(
        "<!doctype html><html lang=en><head><title>A &amp; B</title><meta charset=utf-8></head>\
         <body><p>One <b>two</b> three<p>Four<img src='a&#38;b' alt></body></html>",
        &expect![[r#"
            html lang="en" | A & BOne two threeFour
              head | A & B
                title | A & B
                meta charset="utf-8" | 
              body | One two threeFour
                p | One two three
                  b | two
                p | Four
                  img src="a&b" alt="" | 
        "#]],
    );
    let html = "<p>x</p>\n<IMG SRC=\"a.png\" alt>";
    let document = Document::parse(html);
    let img = document.first("img").expect("it is there");
    assert_eq!(img.tag(), "<IMG SRC=\"a.png\" alt>");
    assert_eq!(&html[img.attribute("src").expect("it has one").span.range()], "a.png");
    assert_eq!(&html[img.attribute("alt").expect("it has one").span.range()], "alt");
    assert_eq!(document.at(3).map(Node::name), Some("p"));
}

#[test]
fn ends_that_may_be_left_out_are_found() {
    check(
        "<ul><li>a<ul><li>b</ul><li>c</ul><dl><dt>d<dd>e<dt>f</dl>\
         <table><tr><td>1<td>2<tr><th>3</table><p>g<div>h</div>i<h2>j<h3>k</h3>",
        &expect![[r#"
            ul | abc
              li | ab
                ul | b
                  li | b
              li | c
            dl | def
              dt | d
              dd | e
              dt | f
            table | 123
              tr | 12
                td | 1
                td | 2
              tr | 3
                th | 3
            p | g
            div | h
            h2 | j
            h3 | k
        "#]],
    );
}

#[test]
fn scripts_hold_no_tags_and_drawings_close_themselves() {
    check(
        "<script>if (a < b) '<p>'</script><svg><path d=M0/><title>t</title><g/></svg><p/>x",
        &expect![[r#"
            script | if (a < b) '<p>'
            svg | t
              path d="M0/" | t
                title | t
                g | 
            p | x
        "#]],
    );
    check(
        "<svg><path d=\"M0\"/><a href=\"x\"><text>y</text></a></svg><b><p>m</b>n</p></i>",
        &expect![[r#"
            svg | y
              path d="M0" | 
              a href="x" | y
                text | y
            b | mn
              p | mn
        "#]],
    );
}

#[test]
fn names_lead_to_all_elements_of_that_name() {
    let document = Document::parse("<a>1</a><b><a>2</a></b><A>3</A>");
    let texts: Vec<String> = document.named("a").map(Node::text).collect();
    assert_eq!(texts, ["1", "2", "3"]);
    assert!(document.named("h1").next().is_none());
}

#[test]
fn what_stands_in_a_noscript_is_seen_by_those_without_scripts() {
    check(
        "<noscript>a <img src=x.png> b</noscript><noscript><p>c</noscript>d",
        &expect![[r#"
        noscript | a b
          img src="x.png" | 
        noscript | c
          p | c
    "#]],
    );
}
