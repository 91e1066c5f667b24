//! Where links and pictures lead, and every way in which they can lead nowhere.

use crate::support::{build, build_with, findings, base_url, options, page};
use expect_test::{Expect, expect};

/// A page `content/one.md` with some Markdown among a few other files; its HTML as published.
fn html(markdown: &str) -> String {
    let built = build(&project(markdown));
    assert_eq!(built.findings, "", "{markdown}");
    body(&built)
}

fn body(built: &crate::support::Built) -> String {
    built.between("one/index.html", "</header>\n", "\n</article>").to_owned()
}

/// What is wrong with some Markdown in `content/one.md`.
#[expect(clippy::needless_pass_by_value, reason = "an expectation is written in the call")]
fn wrong(markdown: &str, expected: Expect) {
    findings(&project(markdown), &expected);
}

/// `content/one.md` has its text in line 4.
fn project(markdown: &str) -> String {
    let files = "--- content/two.md\n---\ntitle: Two\ntaxonomies:\n  topics: [Sleep]\ndate: 2026-01-01\n---\n## Where to begin\n\n## Who helps {#who}\n\
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
    format!("{files}--- content/one.md\n---\ntitle: One\n---\n{markdown}\n")
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
    options.base_url = base_url("https://example.org/a guide/");
    let built = build_with(
        &project("[x](two.md#who) [y](guide/plan.pdf) [z](/feed.xml) ![d](photo.png)"),
        &options,
    );
    assert_eq!(built.findings, "");
    expect![[""]].assert_eq(&body(&built));
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
    wrong("A [typo](tow.md).", expect![[""]]);
    wrong("In [another folder](before.md).", expect![[""]]);
    wrong("[Nothing like it](nowhere-at-all.md)", expect![[""]]);
    wrong("[Without its ending](two)", expect![[""]]);
    wrong("[HTML](two.html)", expect![[""]]);
    wrong("[](two.md) [empty]()", expect![[""]]);
    wrong("[Only a hash](#)", expect![[""]]);
    wrong("[a][ref]\n\n[ref]: tow.md", expect![[""]]);
}

#[test]
fn a_folder_is_not_a_file() {
    wrong("[x](choosing) [y](choosing/) [z](guide/) [home](.)", expect![[""]]);
}

#[test]
fn a_missing_anchor_says_what_there_is() {
    wrong("[x](two.md#wo)", expect![[""]]);
    wrong("[x](two.md#something-else)", expect![[""]]);
    wrong("[x](#missing)", expect![[""]]);
    wrong("[x](#hree)\n\n## Here", expect![[""]]);
}

#[test]
fn a_link_to_a_page_that_is_not_published_is_a_warning_and_only_words() {
    let built = build(&project("[Soon](draft.md#x), [later](later/index.md) and [map](later/map.png)."));
    expect![[""]].assert_eq(&built.findings);
    assert_eq!(body(&built), "<p>Soon, later and map.</p>");
}

#[test]
fn a_link_cannot_lead_out_of_the_content() {
    wrong("[x](../NOTES.md) [y](../../../etc/passwd) [z](..)", expect![[""]]);
    wrong("[x](..%2f..%2fetc/passwd)", expect![[""]]);
}

#[test]
fn an_address_of_a_page_is_an_error_that_gives_the_path() {
    wrong("[x](/two/)", expect![[""]]);
    wrong("[x](/two)", expect![[""]]);
    wrong("[x](/two/#who)", expect![[""]]);
    wrong("[x](/two/index.html)", expect![[""]]);
    wrong("[x](/two.md)", expect![[""]]);
    wrong("[x](/)", expect![[""]]);
    wrong("[x](/guide/plan.pdf)", expect![[""]]);
    wrong("[x](/choosing/before/)", expect![[""]]);
}

#[test]
fn an_address_that_nothing_has_is_broken() {
    wrong("[x](/nowhere/)", expect![[""]]);
    wrong("[x](/topics)", expect![[""]]);
    wrong("[x](/draft/)", expect![[""]]);
}

#[test]
fn capital_letters_count() {
    wrong("[x](Two.md) ![d](PHOTO.png)", expect![[""]]);
    wrong("[x](Choosing/before.md)", expect![[""]]);
}

#[test]
fn a_scheme_that_could_run_code_is_refused() {
    let built = build(&project("[x](javascript:alert) [y](data:text/html,x)"));
    expect![[""]].assert_eq(&built.findings);
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
    wrong("![x](foto.png)", expect![[""]]);
    wrong("![x](guide/photo.png)", expect![[""]]);
    wrong("![x]()", expect![[""]]);
    wrong("![x](two.md)", expect![[""]]);
    wrong("![x](/photo.png)", expect![[""]]);
    wrong("![x](/nothing.png)", expect![[""]]);
    wrong("![x](guide)", expect![[""]]);
    wrong("![x](later/map.png)", expect![[""]]);
}

#[test]
fn a_picture_on_another_server_is_refused() {
    wrong("![x](https://example.com/x.png) ![y](//example.com/y.png)", expect![[""]]);
}

#[test]
fn aliases_lead_to_the_page_as_a_page_and_as_a_line_for_hosts() {
    let built = build(&page(
        "content/new.md",
        "New",
        "aliases: [/old/, /older.html, /deep/er, \"/mit leerzeichen/\", /alt%C3%A4/]\n",
    ));
    assert_eq!(built.findings, "");
    expect![[""]].assert_eq(built.text("_redirects"));
    for path in
        ["old/index.html", "older.html", "deep/er/index.html", "mit leerzeichen/index.html"]
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
        &expect![[""]],
    );
}

#[test]
fn a_page_that_could_not_be_placed_is_not_reported_again_by_links_to_it() {
    findings(
        "--- content/—.md\n---\ntitle: Dash\n---\n--- content/one.md\n---\ntitle: One\n---\n[x](—.md)\n",
        &expect![[""]],
    );
}
