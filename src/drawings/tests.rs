//! What a drawing may hold, what is said of anything else, and what never gets through.

use super::Drawings;
use crate::check::html::Document;
use crate::source::{Entry, Snapshot, SourcePath};
use expect_test::{Expect, expect};
use proptest::prelude::*;

fn drawings(svg: &str) -> crate::diagnostics::Diagnosed<Drawings> {
    let mut snapshot = Snapshot::default();
    let path = SourcePath::new("data/drawings/a.svg").expect("a plain name");
    snapshot.insert(path, Entry::Text(svg.into()));
    Drawings::from_data(&snapshot)
}

/// The drawing as HTML, or what is wrong with it and which piece of the file that is.
fn read(svg: &str) -> String {
    let read = drawings(svg);
    if read.diagnostics.is_empty() {
        return read.value.get("a").expect("it is there").as_str().to_owned();
    }
    let mut said = String::new();
    for problem in &read.diagnostics {
        let span = problem.primary.as_ref().and_then(|label| label.span).expect("it has a place");
        let (id, help) = (problem.code.id, problem.help.as_deref().expect("it has help"));
        said += &format!("{id} `{}`: {} ({help})\n", &svg[span.range()], problem.message);
    }
    assert_eq!(read.value.get("a").map(|html| html.as_str()), Some(""), "nothing of it is shown");
    said
}

fn check(svg: &str, expected: Expect) {
    expected.assert_eq(&read(svg));
}

#[test]
fn shapes_and_words_are_written_anew() {
    check(
        "<?xml version='1.0'?>\n<!-- by hand -->\n<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 320 76.5' width='9cm'>\n\
         <title>Two &amp; two</title>\n  <desc>Chairs\n   &#8211; many</desc>\n<g class='you \"' stroke='currentColor' fill=\"none\">\n\
         <path d='M1 1v14M1 9h4v6' stroke-width=\"2\"/><text x='1' y='2'>a <tspan dy='1'>b</tspan></text></g></svg>\n",
        expect![[
            r#"<svg role="img" width="320" height="76.5" fill="currentColor" viewBox="0 0 320 76.5"><title>Two &amp; two</title><desc>Chairs – many</desc><g class="you &quot;" stroke="currentColor" fill="none"><path d="M1 1v14M1 9h4v6" stroke-width="2"/><text x="1" y="2">a <tspan dy="1">b</tspan></text></g></svg>"#
        ]],
    );
}

#[test]
fn what_is_not_on_the_lists_is_refused_where_it_stands() {
    check(
        "<svg viewBox='0 0 9 9' onload='x()'><title>t</title><style>p{}</style><script>x<b/></script>\
         <a href='/'><path d='M0 0'/></a><g id='x' style='fill:red'/><path fill='#f00' d='url(#x)' transform='url(x)'/>\
         loose<svg viewBox='0 0 1 1'/><use xlink:href='x'/></svg><svg/>",
        expect![[r#"
            D005 `onload`: `onload` cannot stand in a drawing (remove it: a drawing holds shapes, words and plain measures)
            D005 `<style>`: a drawing cannot bring `<style>` along (write `stroke="currentColor"` and the like at each shape, or a `class` of the theme)
            D005 `<script>`: `<script>` cannot stand in a drawing (these can: `g`, `path`, `line`, `rect`, `circle`, `polyline`, `text`, `tspan`, `title`, `desc`)
            D005 `<a href='/'>`: `<a>` cannot stand in a drawing (these can: `g`, `path`, `line`, `rect`, `circle`, `polyline`, `text`, `tspan`, `title`, `desc`)
            D005 `id`: a drawing cannot have an `id`: the page may have the same (remove it, and what refers to it)
            D005 `style`: a drawing cannot have a `style`: the security policy of every page forbids it (write its parts as attributes, such as `stroke-width="4"`)
            D005 `fill`: the colour `#f00` would stay as it is in the dark and on paper (write `currentColor`, `none`, or a `class` that the theme colours)
            D005 `d`: `d` is not a plain measure: `url(#x)` (write numbers)
            D005 `transform`: `transform` is not a plain measure: `url(x)` (write numbers)
            D005 `loose`: words of the drawing stand outside of `<text>` (put them into `<text x="…" y="…">`, or remove them)
            D005 `<svg viewBox='0 0 1 1'/>`: `<svg>` cannot stand in a drawing (these can: `g`, `path`, `line`, `rect`, `circle`, `polyline`, `text`, `tspan`, `title`, `desc`)
            D005 `<use xlink:href='x'/>`: `<use>` cannot stand in a drawing (these can: `g`, `path`, `line`, `rect`, `circle`, `polyline`, `text`, `tspan`, `title`, `desc`)
            D005 `<svg/>`: a second drawing begins in the file (save it in a file of its own)
        "#]],
    );
    check(
        "<!DOCTYPE svg [<!ENTITY e 'x'>]><html/>",
        expect![[r#"
            D005 `<!DOCTYPE svg [<!ENTITY e 'x'>]>`: a drawing holds an instruction for programs (remove the line; `<svg …>` comes first)
            D005 `<html/>`: a drawing begins with `<svg>`, not with `<html>` (save it as a plain SVG)
        "#]],
    );
}

#[test]
fn a_drawing_says_how_large_it_is_and_what_it_shows() {
    for (svg, expected) in [
        (
            "",
            expect![[
                "D004 ``: the file holds no drawing (save it as a plain SVG, or remove the file)\n"
            ]],
        ),
        (
            "<svg><title>t</title></svg>",
            expect![[r#"
            D004 `<svg>`: the drawing does not say how large it is (write its four numbers into `<svg>`, such as `viewBox="0 0 320 76"`)
        "#]],
        ),
        (
            "<svg viewBox='0 0 1 0'/>",
            expect![[r#"
            D004 `<svg viewBox='0 0 1 0'/>`: the drawing does not say how large it is (write its four numbers into `<svg>`, such as `viewBox="0 0 320 76"`)
        "#]],
        ),
        (
            "<svg viewBox='0 0 1 1'/>",
            expect![[r#"
            D006 `<svg viewBox='0 0 1 1'/>`: the drawing has no title: who cannot see it learns nothing (write `<title>` and what it shows behind `<svg …>`; `<desc>` can say more)
        "#]],
        ),
        (
            "<svg viewBox='0 0 1 1'><title> </title><g><title>t</title></g></svg>",
            expect![[r#"
            D006 `<svg viewBox='0 0 1 1'>`: the drawing has no title: who cannot see it learns nothing (write `<title>` and what it shows behind `<svg …>`; `<desc>` can say more)
        "#]],
        ),
        (
            "<svg viewBox='0 0 1 1'><title>t</title>",
            expect![[r#"
            D004 ``: `<svg>` is never closed (write `</svg>` where it ends)
        "#]],
        ),
        (
            "<svg viewBox='0 0 1 1'><title>t</g></svg>",
            expect![[r#"
            D004 ``: the drawing is not XML: ill-formed document: expected `</title>`, but `</g>` was found (close what was opened, and put values in quotation marks)
        "#]],
        ),
        (
            "<svg viewBox='0 0 1 1'><title>&nbsp;</title></svg>",
            expect![[r#"
            D004 `&nbsp;`: `&nbsp;` means nothing in an SVG (write the character itself)
        "#]],
        ),
        (
            "<svg viewBox='0 0 1 1'><title>t</title><g x='1' x='2'/></svg>",
            expect![[r#"
            D004 `<g x='1' x='2'/>`: an attribute of the drawing cannot be read (give each name once, with its value in quotation marks)
        "#]],
        ),
    ] {
        check(svg, expected);
    }
}

proptest! {
    /// Whatever stands in the file, what is shown holds nothing that loads, runs or names a place.
    #[test]
    fn nothing_gets_through(pieces in prop::collection::vec(prop::sample::select(vec![
        "<g ", "<path ", "<a ", "<script", "<style", "<title>", "</title>", "</g>", "<image ", ">", "/>",
        "href='x' ", "onclick='x' ", "style='x' ", "id='x' ", "fill='url(#x)' ", "class='x\" onload=\"' ",
        "aria-label='<script>' ", "d='M0 0' ", "x", "&lt;script&gt;", "&#60;script&#62;", "<!--", "-->",
        "<![CDATA[<script>]]>", "<!DOCTYPE x>", "<?x?>", " ", "\n",
    ]), 0..24)) {
        let svg = format!("<svg viewBox='0 0 1 1'><title>t</title>{}</svg>", pieces.concat());
        let read = drawings(&svg);
        let html = read.value.get("a").expect("it is there").as_str();
        prop_assert_eq!(html.is_empty(), !read.diagnostics.is_empty());
        let document = Document::parse(html);
        for node in document.all() {
            prop_assert!(["svg", "title", "g", "path"].contains(&node.name()), "{html}");
            for attr in node.attrs() {
                let known = ["role", "width", "height", "fill", "viewbox", "class", "aria-label", "d"];
                prop_assert!(known.contains(&attr.name), "{html}");
            }
        }
    }
}
