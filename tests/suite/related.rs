//! `related:` in front matter: the pages to read next.

use crate::support::build;
use expect_test::expect;

const OTHERS: &str = "--- content/s/_index.md\n---\ntitle: Section\n---\n\
--- content/s/b.md\n---\ntitle: Is B <big>?\ndescription: All & more.\n---\n## Part {#part}\n\nWords.\n\
--- content/c.md\n---\ntitle: C\ndraft: true\n---\n--- content/f.pdf\nx\n";

/// A project with a page `content/s/a.md` that has this list.
fn project(list: &str) -> String {
    format!("{OTHERS}--- content/s/a.md\n---\ntitle: A\nrelated: {list}\n---\nText.\n")
}

#[test]
fn pages_to_read_next_are_doors_at_the_end() {
    let built = build(&project("[b.md, ../_index.md, '_index.md']"));
    assert_eq!(built.findings, "");
    expect![[r#"
         aria-labelledby="page_related">
        <h2 id="page_related">Read next</h2>
        <ul class="rows">
        <li><a href="/s/b/">Is B &lt;big&gt;?</a> <span class="end">1 min</span>
        <p>All &amp; more.</p></li>
        <li><a href="/">Home</a></li>
        <li><a href="/s/">Section</a></li>
        </ul>
    "#]]
    .assert_eq(built.between("s/a/index.html", "<nav class=\"related\"", "</nav>"));
    let none = build(&format!("{OTHERS}--- content/s/a.md\n---\ntitle: A\n---\nText.\n"));
    assert!(!none.text("s/a/index.html").contains("related"));
}

#[test]
fn one_that_names_a_place_leads_there() {
    let built = build(&project("b.md#part"));
    assert_eq!(built.findings, "");
    let nav = built.between("s/a/index.html", "<nav class=\"related\"", "</nav>");
    assert!(nav.contains("<a href=\"/s/b/#part\">Is B &lt;big&gt;?</a>"), "{nav}");
}

#[test]
fn each_mistake_is_said_where_it_stands() {
    let list = "\n  - d.md\n  - a.md\n  - b.md\n  - b.md#part\n";
    expect![[r#"
        content/s/a.md:4:5: error[L001]: there is no file `d.md` (it would be `content/s/d.md`; paths are relative to this page)
        content/s/a.md:5:5: error[F013]: the page names itself in `related` (remove the line)
        content/s/a.md:7:5: error[F013]: `b.md#part` is in `related` twice (remove one of the two)
    "#]].assert_eq(&build(&project(list)).findings);
    let list = "[b.md#no, ../c.md, ../f.pdf, https://example.org/x]";
    expect![[r#"
        content/s/a.md:3:11: error[L002]: `content/s/b.md` has no heading with the id `no` (the page has `#part`)
        content/s/a.md:3:20: warning[L003]: `../c.md` is a draft, so readers cannot follow this link (publish it too, or take the link out until then)
        content/s/a.md:3:29: error[F013]: `../f.pdf` is a file, and `related` lists pages (write the path to a page, such as `../section/page.md`)
        content/s/a.md:3:39: error[F013]: `https://example.org/x` is an address outside the site, and `related` lists pages (write the path to a page, such as `../section/page.md`)
    "#]].assert_eq(&build(&project(list)).findings);
    let list = "['#part', /s/b/, /topics/x/, '']";
    expect![[r#"
        content/s/a.md:3:11: error[L002]: this page has no heading with the id `part` (the page has no headings; leave the anchor out)
        content/s/a.md:3:20: error[L005]: `/s/b/` is an address, not a path to a file (write `b.md`)
        content/s/a.md:3:27: error[F013]: `/topics/x/` is no file with a page, and `related` lists pages (write the path to a page, such as `../section/page.md`)
        content/s/a.md:3:39: error[F003]: item 4 of `related` is empty (write a text, or remove it)
    "#]].assert_eq(&build(&project(list)).findings);
    let five = "[b.md, _index.md, ../_index.md, ../c.md, 'b.md']";
    expect![[r#"
        content/s/a.md:3:10: error[F003]: `related` has 5 pages; at most 4 are shown (keep those that help most)
        content/s/a.md:3:42: warning[L003]: `../c.md` is a draft, so readers cannot follow this link (publish it too, or take the link out until then)
        content/s/a.md:3:51: error[F013]: `b.md` is in `related` twice (remove one of the two)
    "#]].assert_eq(&build(&project(five)).findings);
}
