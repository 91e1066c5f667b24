//! Where links and pictures lead, and every way in which they can lead nowhere.

use crate::support::{base_url, build, build_with, findings, options, page, plain};
use expect_test::{Expect, expect};

/// A page `content/one.md` with some Markdown among a few other files; its HTML as published.
fn html(markdown: &str) -> String {
    let built = build(&project(markdown));
    assert_eq!(built.findings, "", "{markdown}");
    body(&built)
}

fn body(built: &crate::support::Built) -> String {
    built.text("one/index.html").trim().to_owned()
}

/// What is wrong with some Markdown in `content/one.md`.
#[expect(clippy::needless_pass_by_value, reason = "an expectation is written in the call")]
fn wrong(markdown: &str, expected: Expect) {
    findings(&project(markdown), &expected);
}

/// `content/one.md` has its text in line 4.
fn project(markdown: &str) -> String {
    let files = "--- themes/plain/templates/page.html\n{{ page.content | safe }}\n\
        --- content/two.md\n---\ntitle: Two\ntaxonomies:\n  topics: [Sleep]\ndate: 2026-01-01\n---\n## Where to begin\n\n## Who helps {#who}\n\
        --- content/choosing/_index.md\n---\ntitle: Choosing\n---\n\
        --- content/choosing/before.md\n---\ntitle: Before\n---\n## Ask\n\
        --- content/guide/index.md\n---\ntitle: Guide\n---\n\
        --- content/guide/plan.pdf\nx\n\
        --- content/Über uns.md\n---\ntitle: About us\n---\n\
        --- content/draft.md\n---\ntitle: Draft\ndraft: true\n---\n\
        --- content/later/index.md\n---\ntitle: Later\npublish_date: 2027-01-01\n---\n\
        --- content/later/map.png\n\
        --- content/photo.png\n\
        --- content/a b.png\n\
        --- content/drawing.svg\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 24 12\"/>\n\
        --- NOTES.md\nNot a page.\n";
    plain("", &format!("{files}--- content/one.md\n---\ntitle: One\n---\n{markdown}\n"))
}

#[test]
fn a_link_to_a_source_file_becomes_the_address_of_its_page() {
    for (link, href) in [
        ("two.md", "/two/"),
        ("./two.md", "/two/"),
        ("two.md#who", "/two/#who"),
        ("two.md#", "/two/"),
        ("#here", "#here"),
        ("_index.md", "/"),
        ("choosing/_index.md", "/choosing/"),
        ("choosing/before.md#ask", "/choosing/before/#ask"),
        ("choosing/../two.md", "/two/"),
        ("guide/index.md", "/guide/"),
        ("%C3%9Cber%20uns.md", "/uber-uns/"),
        ("<Über uns.md>", "/uber-uns/"),
        ("guide/plan.pdf", "/guide/plan.pdf"),
        ("guide/plan.pdf#page=2", "/guide/plan.pdf#page=2"),
        ("a%20b.png", "/a%20b.png"),
        ("one.md", "/one/"),
    ] {
        let html = html(&format!("[x]({link})\n\n## Here"));
        let found = html.split("href=\"").nth(1).and_then(|rest| rest.split('"').next());
        assert_eq!(found, Some(href), "{link}: {html}");
    }
}

#[test]
fn links_out_of_the_site_are_left_as_they_are() {
    for link in [
        "https://example.com/a?b=c#d",
        "http://example.com/",
        "mailto:a@example.org",
        "tel:116123",
        "sms:85258",
    ] {
        let html = html(&format!("[x]({link})"));
        assert!(html.contains(&format!("href=\"{link}\"")), "{html}");
    }
}

#[test]
fn a_link_keeps_its_title_and_its_words() {
    assert_eq!(
        html("[*Two* & more](two.md \"The \\\"second\\\"\")"),
        "<p><a href=\"/two/\" title=\"The &quot;second&quot;\"><em>Two</em> &amp; more</a></p>"
    );
}

#[test]
fn below_a_sub_path_every_link_has_it() {
    let mut options = options();
    options.base_url = base_url("https://example.org/guide/");
    let built = build_with(
        &project("[x](two.md#who) [y](guide/plan.pdf) [z](/feed.xml) ![d](photo.png)"),
        &options,
    );
    assert_eq!(built.findings, "");
    expect![[r#"<p><a href="/guide/two/#who">x</a> <a href="/guide/guide/plan.pdf">y</a> <a href="/guide/feed.xml">z</a> <img src="/guide/photo.png" width="40" height="30" alt="d" loading="lazy" decoding="async"></p>"#]].assert_eq(&body(&built));
}

#[test]
fn addresses_of_generated_files_can_be_linked_to() {
    for (link, href) in [
        ("/topics/", "/topics/"),
        ("/topics/sleep/", "/topics/sleep/"),
        ("/topics/sleep/#main-text", "/topics/sleep/#main-text"),
        ("/feed.xml", "/feed.xml"),
        ("/topics/sleep/feed.json", "/topics/sleep/feed.json"),
        ("/sitemap.xml", "/sitemap.xml"),
        ("/404.html", "/404.html"),
    ] {
        let html = html(&format!("[x]({link})"));
        assert!(html.contains(&format!("href=\"{href}\"")), "{link}: {html}");
    }
}

#[test]
fn a_broken_link_says_what_there_is() {
    wrong(
        "A [typo](tow.md).",
        expect![[r#"
        content/one.md:4:10: error[L001]: there is no file `tow.md` (did you mean `two.md`?)
    "#]],
    );
    wrong(
        "In [another folder](before.md).",
        expect![[r#"
        content/one.md:4:21: error[L001]: there is no file `before.md` (did you mean `choosing/before.md`?)
    "#]],
    );
    wrong(
        "[Nothing like it](nowhere-at-all.md)",
        expect![[r#"
        content/one.md:4:19: error[L001]: there is no file `nowhere-at-all.md` (it would be `content/nowhere-at-all.md`; paths are relative to this page)
    "#]],
    );
    wrong(
        "[Without its ending](two)",
        expect![[r#"
            content/one.md:4:22: error[L001]: there is no file `two` (did you mean `two.md`?)
        "#]],
    );
    wrong(
        "[HTML](two.html)",
        expect![[r#"
            content/one.md:4:8: error[L001]: there is no file `two.html` (did you mean `two.md`?)
        "#]],
    );
    wrong(
        "[](two.md) [empty]()",
        expect![[r#"
        content/one.md:4:12: error[L001]: the link leads nowhere (write the path to a file, such as `other-page.md`)
    "#]],
    );
    wrong(
        "[Only a hash](#)",
        expect![[r#"
        content/one.md:4:15: error[L001]: the link leads nowhere (write the path to a file, such as `other-page.md`)
    "#]],
    );
    wrong(
        "[a][ref]\n\n[ref]: tow.md",
        expect![[r#"
        content/one.md:6:8: error[L001]: there is no file `tow.md` (did you mean `two.md`?)
    "#]],
    );
}

#[test]
fn a_folder_is_not_a_file() {
    wrong(
        "[x](choosing) [y](choosing/) [z](guide/) [home](.)",
        expect![[r#"
        content/one.md:4:5: error[L001]: `choosing` is a folder, not a file (write `choosing/_index.md`)
        content/one.md:4:19: error[L001]: `choosing/` is a folder, not a file (write `choosing/_index.md`)
        content/one.md:4:34: error[L001]: `guide/` is a folder, not a file (write `guide/index.md`)
        content/one.md:4:49: error[L001]: `.` is a folder, not a file (write `_index.md`)
    "#]],
    );
}

#[test]
fn a_missing_anchor_says_what_there_is() {
    wrong(
        "[x](two.md#wo)",
        expect![[r#"
        content/one.md:4:5: error[L002]: `content/two.md` has no heading with the id `wo` (did you mean `#who`?)
    "#]],
    );
    wrong(
        "[x](two.md#something-else)",
        expect![[r#"
        content/one.md:4:5: error[L002]: `content/two.md` has no heading with the id `something-else` (the page has `#where-to-begin`, `#who`)
    "#]],
    );
    wrong(
        "[x](#missing)",
        expect![[r#"
        content/one.md:4:5: error[L002]: this page has no heading with the id `missing` (the page has no headings; leave the anchor out)
    "#]],
    );
    wrong(
        "[x](#hree)\n\n## Here",
        expect![[r#"
        content/one.md:4:5: error[L002]: this page has no heading with the id `hree` (did you mean `#here`?)
    "#]],
    );
}

#[test]
fn a_link_to_a_page_that_is_not_published_is_a_warning_and_only_words() {
    let built =
        build(&project("[Soon](draft.md#x), [later](later/index.md) and [map](later/map.png)."));
    expect![[r#"
        content/one.md:4:8: warning[L003]: `draft.md#x` is a draft, so readers cannot follow this link (publish it too, or take the link out until then)
        content/one.md:4:29: warning[L003]: `later/index.md` is not published before 2027-01-01, so readers cannot follow this link (publish it too, or take the link out until then)
        content/one.md:4:55: warning[L003]: `later/map.png` is not published before 2027-01-01, so readers cannot follow this link (publish it too, or take the link out until then)
    "#]].assert_eq(&built.findings);
    assert_eq!(body(&built), "<p>Soon, later and map.</p>");
}

#[test]
fn a_link_cannot_lead_out_of_the_content() {
    wrong(
        "[x](../NOTES.md) [x](../goodfit.yaml) [y](../../../etc/passwd) [z](..)",
        expect![[r#"
            content/one.md:4:5: error[L004]: `../NOTES.md` is not part of the site (move the file into `content/`, or link to the address where it is published)
            content/one.md:4:22: error[L004]: `../goodfit.yaml` is not part of the site (move the file into `content/`, or link to the address where it is published)
            content/one.md:4:43: error[L004]: `../../../etc/passwd` leads out of the project (link to a file in `content/`)
            content/one.md:4:68: error[L004]: `..` leads out of the project (link to a file in `content/`)
        "#]],
    );
    wrong(
        "[x](..%2f..%2fetc/passwd)",
        expect![[r#"
        content/one.md:4:5: error[L004]: `../../etc/passwd` leads out of the project (link to a file in `content/`)
    "#]],
    );
}

#[test]
fn an_address_of_a_page_is_an_error_that_gives_the_path() {
    wrong(
        "[x](/two/)",
        expect![[r#"
        content/one.md:4:5: error[L005]: `/two/` is an address, not a path to a file (write `two.md`)
    "#]],
    );
    wrong(
        "[x](/two)",
        expect![[r#"
        content/one.md:4:5: error[L005]: `/two` is an address, not a path to a file (write `two.md`)
    "#]],
    );
    wrong(
        "[x](/two/#who)",
        expect![[r#"
        content/one.md:4:5: error[L005]: `/two/` is an address, not a path to a file (write `two.md#who`)
    "#]],
    );
    wrong(
        "[x](/two/index.html)",
        expect![[r#"
        content/one.md:4:5: error[L005]: `/two/index.html` is an address, not a path to a file (write `two.md`)
    "#]],
    );
    wrong(
        "[x](/two.md)",
        expect![[r#"
        content/one.md:4:5: error[L005]: `/two.md` is an address, not a path to a file (write `two.md`)
    "#]],
    );
    wrong(
        "[x](/)",
        expect![[r#"
        content/one.md:4:5: error[L005]: `/` is an address, not a path to a file (write `_index.md`)
    "#]],
    );
    wrong(
        "[x](/guide/plan.pdf)",
        expect![[r#"
        content/one.md:4:5: error[L005]: `/guide/plan.pdf` is an address, not a path to a file (write `guide/plan.pdf`)
    "#]],
    );
    wrong(
        "[x](/choosing/before/)",
        expect![[r#"
        content/one.md:4:5: error[L005]: `/choosing/before/` is an address, not a path to a file (write `choosing/before.md`)
    "#]],
    );
}

#[test]
fn an_address_that_nothing_has_is_broken() {
    wrong(
        "[x](/nowhere/)",
        expect![[r#"
        content/one.md:4:5: error[L001]: nothing has the address `/nowhere/` (link to a page by the path to its file, such as `../about.md`)
    "#]],
    );
    wrong(
        "[x](/topics)",
        expect![[r#"
        content/one.md:4:5: error[L001]: nothing has the address `/topics` (write `/topics/`)
    "#]],
    );
    wrong(
        "[x](/draft/)",
        expect![[r#"
        content/one.md:4:5: error[L001]: nothing has the address `/draft/` (link to a page by the path to its file, such as `../about.md`)
    "#]],
    );
}

#[test]
fn capital_letters_count() {
    wrong(
        "[x](Two.md) ![d](PHOTO.png)",
        expect![[r#"
        content/one.md:4:5: error[L008]: `Two.md` differs from the file's name in capital letters (write `two.md`)
        content/one.md:4:18: error[L008]: `PHOTO.png` differs from the file's name in capital letters (write `photo.png`)
    "#]],
    );
    wrong(
        "[x](Choosing/before.md)",
        expect![[r#"
        content/one.md:4:5: error[L008]: `Choosing/before.md` differs from the file's name in capital letters (write `choosing/before.md`)
    "#]],
    );
}

#[test]
fn a_scheme_that_could_run_code_is_refused() {
    let built = build(&project("[x](javascript:alert) [y](data:text/html,x)"));
    expect![[r#"
        content/one.md:4:5: error[L009]: a link may not use `javascript:` (use `https:`, `http:`, `mailto:`, `tel:` or `sms:`)
        content/one.md:4:27: error[L009]: a link may not use `data:` (use `https:`, `http:`, `mailto:`, `tel:` or `sms:`)
    "#]].assert_eq(&built.findings);
    assert_eq!(body(&built), "<p>x y</p>");
}

#[test]
fn a_picture_has_the_size_of_its_file() {
    assert_eq!(
        html("![A photo](photo.png)"),
        "<p><img src=\"/photo.png\" width=\"40\" height=\"30\" alt=\"A photo\" loading=\"lazy\" decoding=\"async\"></p>"
    );
    assert_eq!(
        html("![A drawing](drawing.svg)"),
        "<p><img src=\"/drawing.svg\" width=\"24\" height=\"12\" alt=\"A drawing\" loading=\"lazy\" decoding=\"async\"></p>"
    );
    assert!(html("![x](a%20b.png)").contains("src=\"/a%20b.png\""));
}

#[test]
fn a_picture_that_is_not_there_is_reported() {
    wrong(
        "![x](foto.png)",
        expect![[r#"
            content/one.md:4:6: error[L006]: there is no file `foto.png` (it would be `content/foto.png`; paths are relative to this page)
        "#]],
    );
    wrong(
        "![x](guide/photo.png)",
        expect![[r#"
        content/one.md:4:6: error[L006]: there is no file `guide/photo.png` (did you mean `photo.png`?)
    "#]],
    );
    wrong(
        "![x]()",
        expect![[r#"
        content/one.md:4:1: error[L006]: the picture has no file (write the path to a file, such as `photo.jpg`)
    "#]],
    );
    wrong(
        "![x](two.md)",
        expect![[r#"
        content/one.md:4:6: error[L006]: `two.md` is a page, not a picture (for a link, leave the `!` out)
    "#]],
    );
    wrong(
        "![x](/photo.png)",
        expect![[r#"
        content/one.md:4:6: error[L005]: `/photo.png` is an address, not a path to a file (write `photo.png`)
    "#]],
    );
    wrong(
        "![x](/nothing.png)",
        expect![[r#"
        content/one.md:4:6: error[L006]: `/nothing.png` is an address, not a path to a file (write the path to a picture in `content/`, relative to this page)
    "#]],
    );
    wrong(
        "![x](guide)",
        expect![[r#"
        content/one.md:4:6: error[L006]: `guide` is a folder, not a file (write `guide/index.md`)
    "#]],
    );
    wrong(
        "![x](later/map.png)",
        expect![[r#"
            content/one.md:4:6: error[L006]: `later/map.png` belongs to a page that is not published before 2027-01-01 (put the picture beside this page, or publish the other page too)
        "#]],
    );
}

#[test]
fn a_picture_on_another_server_is_refused() {
    wrong(
        "![x](https://example.com/x.png) ![y](//example.com/y.png)",
        expect![[r#"
        content/one.md:4:6: error[L007]: the picture lies on another server (put a copy beside the page and write its file name)
        content/one.md:4:38: error[L007]: the picture lies on another server (put a copy beside the page and write its file name)
    "#]],
    );
}

#[test]
fn aliases_lead_to_the_page_as_a_page_and_as_a_line_for_hosts() {
    let built = build(&page(
        "content/new.md",
        "New",
        "aliases: [/old/, /older.html, /deep/er, /mit%20leerzeichen/, /alt%C3%A4/]\n",
    ));
    assert_eq!(built.findings, "");
    expect![[r#"
        /alt%C3%A4/ /new/ 301
        /deep/er/ /new/ 301
        /mit%20leerzeichen/ /new/ 301
        /old/ /new/ 301
        /older.html /new/ 301
    "#]]
    .assert_eq(built.text("_redirects"));
    for path in ["old/index.html", "older.html", "deep/er/index.html", "mit leerzeichen/index.html"]
    {
        assert!(built.text(path).contains("content=\"0; url=/new/\""), "{}", built.text(path));
    }
    assert!(built.outputs.contains_key("altä/index.html"), "{:?}", built.outputs.keys());
    let page = built.text("old/index.html");
    assert!(page.contains("<link rel=\"canonical\" href=\"https://example.org/new/\">"));
    assert!(page.contains("noindex"));
}

#[test]
fn an_alias_that_is_no_address_of_the_site_is_reported() {
    findings(
        &page(
            "content/new.md",
            "New",
            "aliases:\n  - old/\n  - /../../etc/passwd\n  - https://example.com/x\n  - //example.com/\n  - /a?b=c\n  - /a#b\n  - /%2e%2e/x/\n",
        ),
        &expect![[r#"
            content/new.md:4:5: error[S005]: an alias begins with `/` (write the old address as it was, such as `/old-name/`)
            content/new.md:5:5: error[S005]: `/../../etc/passwd` cannot be an address in the site: `..` would leave the folder (write the old address as it was, such as `/old-name/`)
            content/new.md:6:5: error[S005]: an alias begins with `/` (write the old address as it was, such as `/old-name/`)
            content/new.md:7:5: error[S005]: `//example.com/` cannot be an address in the site: it begins at the root of the disk (write the old address as it was, such as `/old-name/`)
            content/new.md:8:5: error[S005]: an alias has no `?` or `#`: a file cannot answer to what follows it (write the old address as it was, such as `/old-name/`)
            content/new.md:9:5: error[S005]: an alias has no `?` or `#`: a file cannot answer to what follows it (write the old address as it was, such as `/old-name/`)
            content/new.md:10:5: error[S005]: `/%2e%2e/x/` cannot be an address in the site: `..` would leave the folder (write the old address as it was, such as `/old-name/`)
        "#]],
    );
}

#[test]
fn a_page_that_could_not_be_placed_is_not_reported_again_by_links_to_it() {
    findings(
        "--- content/—.md\n---\ntitle: Dash\n---\n--- content/one.md\n---\ntitle: One\n---\n[x](—.md)\n",
        &expect![[r#"
            content/—.md: error[S004]: nothing of the file name `—.md` can be part of an address (give the page a `slug:` of small letters, digits and hyphens)
        "#]],
    );
}

#[test]
fn a_picture_without_a_sensible_size_has_none_and_is_reported() {
    let built = build(
        "--- content/none.png\nnot a picture\n\
         --- content/zero.png\n0x0\n\
         --- content/huge.png\n30001x5\n\
         --- content/odd.svg\n<svg width='-1' height='5'/>\n\
         --- content/a.md\n---\ntitle: A\n---\n\
         ![a](none.png) ![b](zero.png) ![c](huge.png) ![d](odd.svg)\n",
    );
    expect![[r#"
        content/a.md:4:6: warning[L010]: the picture cannot be read: its size is not known (save the picture again, and look at it)
        content/a.md:4:21: warning[L010]: the picture cannot be read: its size is not known (save the picture again, and look at it)
        content/a.md:4:36: warning[L010]: the picture cannot be read: its size is not known (save the picture again, and look at it)
    "#]]
    .assert_eq(&built.findings);
    assert!(!built.between("a/index.html", "<main", "</main>").contains("width="));
}

#[test]
fn a_picture_cannot_be_a_script() {
    findings(
        "--- content/a.md\n---\ntitle: A\n---\n![q](javascript:x) ![r](data:image/png,x)\n",
        &expect![[r#"
            content/a.md:4:6: error[L009]: a picture may not use `javascript:` (put a file beside the page and write its name)
            content/a.md:4:25: error[L009]: a picture may not use `data:` (put a file beside the page and write its name)
        "#]],
    );
}
