//! The tree that rules see is the one that html5ever builds, which does all that the standard says.
//!
//! Elements that nobody wrote (`html`, `head`, `body`, `tbody`, `colgroup`) are left out of both:
//! ours does not make them up. Nor does it make a paragraph of a `</p>` that ends none.

use crate::support;
use goodfit::check::html::{Document, Node};
use html5ever::tendril::TendrilSink as _;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use proptest::prelude::*;
use std::fmt::Write as _;

/// Elements that a browser adds where they are missing.
const IMPLIED: [&str; 5] = ["html", "head", "body", "tbody", "colgroup"];

/// An element a line, indented, with its attributes and its text.
fn ours(html: &str) -> String {
    let document = Document::parse(html);
    let is_shown = |node: &Node<'_>| !IMPLIED.contains(&node.name());
    let mut out = String::new();
    for node in document.all().filter(is_shown) {
        let depth = node.ancestors().filter(is_shown).count();
        let mut attributes: Vec<String> =
            node.attrs().map(|a| format!(" {}={:?}", a.name, a.value)).collect();
        attributes.sort();
        attributes.dedup_by(|a, b| a.split('=').next() == b.split('=').next());
        line(&mut out, depth, node.name(), &attributes, &node.text());
    }
    out
}

fn line(out: &mut String, depth: usize, name: &str, attributes: &[String], text: &str) {
    let _ = writeln!(out, "{}{name}{} | {text}", "  ".repeat(depth), attributes.concat());
}

fn theirs(html: &str) -> String {
    let mut options = html5ever::ParseOpts::default();
    options.tree_builder.scripting_enabled = false;
    let dom = html5ever::parse_document(RcDom::default(), options).one(html);
    let mut out = String::new();
    walk(&dom.document, 0, &mut out);
    out
}

fn walk(node: &Handle, depth: usize, out: &mut String) {
    let mut below = depth;
    if let NodeData::Element { name, attrs, .. } = &node.data {
        let name = name.local.to_ascii_lowercase();
        if !IMPLIED.contains(&&*name) {
            let mut attributes: Vec<String> = attrs
                .borrow()
                .iter()
                .map(|a| {
                    let prefix = a.name.prefix.as_ref().filter(|p| !p.is_empty());
                    let prefix = prefix.map(|p| format!("{p}:")).unwrap_or_default();
                    format!(" {prefix}{}={:?}", a.name.local.to_ascii_lowercase(), &*a.value)
                })
                .collect();
            attributes.sort();
            let mut text = String::new();
            text_of(node, &mut text);
            let text = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
            line(out, depth, &name, &attributes, &text);
            below += 1;
        }
    }
    for child in node.children.borrow().iter() {
        walk(child, below, out);
    }
}

fn text_of(node: &Handle, out: &mut String) {
    if let NodeData::Text { contents } = &node.data {
        out.push_str(&contents.borrow());
    }
    for child in node.children.borrow().iter() {
        text_of(child, out);
    }
}

#[test]
fn trees_agree_on_what_people_write() {
    let mut report = String::new();
    for html in [
        "<!doctype html><title>a &amp; b</title><p>c<p>d",
        "<p>a<b>b<i>c</i></b>d</p>e",
        "<p>a<div>b</div>c",
        "<p>a<ul><li>b<li>c<ol><li>d</ol></ul>e",
        "<ul><li><p>a<li><div>b<li>c</div></ul>",
        "<ul><li><a href=x>a</a><li><a href=y>b</a></ul>",
        "<dl><dt>a<dd>b<dt>c<dd>d<p>e</dl>",
        "<dl><div><dt>a<dd>b</div><div><dt>c<dd>d</div></dl>",
        "<table><tr><td>a<td>b<tr><th>c<td>d</table>",
        "<table><caption>a</caption><thead><tr><th>b<tbody><tr><td>c<tfoot><tr><td>d</table>",
        "<table><colgroup><col><col></colgroup><tr><td>a</table>",
        "<table><tr><td><table><tr><td>a</table>b<td>c</table>",
        "<table><tr><td><p>a<ul><li>b</ul></table><p>c",
        "<h2>a<h3>b</h3>c",
        "<h2>a</h3><p>b</h2>",
        "<select><option>a<option selected>b</select>",
        "<select><optgroup label=x><option>a<optgroup label=y><option>b</select>",
        "<datalist><option value=a><option value=b></datalist>",
        "<form><fieldset><legend>a</legend><label>b<input name=c></label></fieldset></form>",
        "<a href=x>a<a href=y>b</a>",
        "<button>a<button>b</button>",
        "<p>a<br>b<hr>c",
        "<img src=x alt=''><img src=\"y\" ALT=z>",
        "<svg viewBox='0 0 1 1'><path d=M0/><g><title>a</title><circle r=1 /></g></svg>b",
        "<svg><a xlink:href=#x><text>a</text></a><style>b{}</style></svg>",
        "<svg><foreignObject><p>a<p>b</foreignObject></svg>c",
        "<p><svg><desc><p>a</desc></svg>b",
        "<script>if (a < b && c > d) document.write('<p>')</script><p>e",
        "<style>a > b {}</style><textarea><p>c</textarea><title>d<b></title>",
        "<script><!-- <script>a</script> --></script>b",
        "<p><noscript><img src=x>a</noscript>b",
        "<p title='a&quot;b&#39;c&amp;d&lt;e' lang=de data-x>f &copy; &nbsp; &unknown;",
        "<!-- <p> --><p>a<!-- b -->c",
        "<div></span>a</div></div>b",
        "<p>a</span>b</p>",
        "<div><span>a</div>b</span>c",
        "<section><article><header><h2>a</h2></header><p>b</article></section>",
        "<details><summary>a</summary><p>b</details>",
        "<figure><img src=x alt=y><figcaption>a</figcaption></figure>",
        "<ruby>a<rt>b<rt>c</ruby>",
        "<p>a<address>b</address><blockquote>c<p>d</blockquote>e",
        "<pre>\n a\n</pre><pre>b</pre>",
        "<iframe><p>a</iframe>b",
        "<template><p>a</template>b",
        "<a a=1 a=2 A=3>b</a>",
        "a<p/>b<div/>c<br/>d",
        "<main><nav><ul><li><a>a</a></ul></nav></main>",
        "<P CLASS=\"A\">b</P>",
        "<video><source src=a><track src=b></video>c",
        "<object><param name=a><p>b</object>c",
        "<label>a<select><option>b</select></label>",
        "<p>a\r\nb\rc",
        "<",
        "<p",
        "",
    ] {
        // What stands in a template is in a document of its own for html5ever.
        let html = html.replace("<template>", "<div>").replace("</template>", "</div>");
        // Without it, pages are read as in the last century.
        let html = format!("<!doctype html>{html}");
        let (ours, theirs) = (ours(&html), theirs(&html));
        if ours != theirs {
            let _ = write!(report, "{html}\nours:\n{ours}theirs:\n{theirs}\n");
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn trees_agree_on_what_is_published() {
    let mut pages = 0;
    let built = support::build(crate::rules::SITE);
    let golden = walkdir::WalkDir::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sites"));
    let golden = golden
        .into_iter()
        .map(|entry| entry.expect("it can be listed").into_path())
        .filter(|path| path.extension().is_some_and(|end| end == "html" || end == "svg"))
        .filter(|path| !path.components().any(|part| part.as_os_str() == "templates"))
        .map(|path| std::fs::read_to_string(path).expect("it is a text"));
    let own = built.outputs.into_iter().filter(|(path, _)| path.ends_with(".html"));
    for html in golden.chain(own.map(|(_, text)| text)) {
        assert_eq!(ours(&html), theirs(&html));
        pages += 1;
    }
    assert!(pages > 10, "{pages}");
}

/// Well-nested HTML of the kind that pages hold, with ends left out where they may be.
fn piece() -> impl Strategy<Value = String> {
    let text = prop_oneof!["[a-z]{1,4} ", Just("&amp;".to_owned()), Just("&#x20;x".to_owned())];
    let leaf = prop_oneof![
        text,
        Just("<br>".to_owned()),
        Just("<img src=\"a\" alt='b'>".to_owned()),
        Just("<input type=checkbox checked>".to_owned()),
        Just("<svg><path d=\"M0\"/></svg>".to_owned()),
        Just("<!-- c -->".to_owned()),
    ];
    let inline = leaf.prop_recursive(3, 12, 3, |inner| {
        let name = prop::sample::select(vec!["b", "em", "span", "code", "label", "time"]);
        (name, prop::collection::vec(inner, 0..3))
            .prop_map(|(name, inner)| format!("<{name} class=x>{}</{name}>", inner.concat()))
    });
    let paragraph = inline.clone().prop_map(|inner| format!("<p>{inner}"));
    let block = prop_oneof![paragraph, inline.prop_map(|inner| format!("<h2 id=y>{inner}</h2>"))];
    block.prop_recursive(3, 24, 4, |inner| {
        let blocks = prop::collection::vec(inner, 1..4);
        prop_oneof![
            blocks.clone().prop_map(|b| format!("<ul><li>{}</ul>", b.join("<li>"))),
            blocks.clone().prop_map(|b| format!("<dl><dt>t<dd>{}</dl>", b.join("<dt>t<dd>"))),
            blocks.clone().prop_map(|b| format!("<table><tr><td>{}</table>", b.join("<td>"))),
            blocks.clone().prop_map(|b| format!("<section>{}</section>", b.concat())),
            blocks.prop_map(|b| format!("<details><summary>s</summary>{}</details>", b.concat())),
        ]
    })
}

proptest! {
    #[test]
    fn trees_agree_on_random_pages(html in prop::collection::vec(piece(), 0..5)) {
        let html = format!("<!doctype html>{}", html.concat());
        prop_assert_eq!(ours(&html), theirs(&html), "{}", html);
    }

    #[test]
    fn nothing_that_is_published_stops_the_parser(html in "[<>/a-z!&;='\"\\- ü\\n]{0,80}") {
        let document = Document::parse(&html);
        for node in document.all() {
            prop_assert!(html.get(node.span().range()).is_some());
            for attribute in node.attrs() {
                prop_assert!(html.get(attribute.span.range()).is_some());
            }
        }
    }
}
