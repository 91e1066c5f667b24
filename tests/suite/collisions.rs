//! Files that cannot both be in the site, and names that make no address.

use crate::support::{build, findings, page};
use expect_test::expect;

#[test]
fn two_pages_with_one_address_are_one_mistake() {
    findings(
        &[page("content/a.md", "A", "slug: same\n"), page("content/b.md", "B", "slug: same\n")]
            .concat(),
        &expect![[r#"
            content/b.md: error[S001]: two sources would have the address `/same/`; the other one is `content/a.md` (give one of them another `slug:` or file name)
        "#]],
    );
}

#[test]
fn names_that_become_the_same_address_collide() {
    findings(
        &[page("content/Über uns.md", "A", ""), page("content/uber-uns/index.md", "B", "")]
            .concat(),
        &expect![[r#"
            content/Über uns.md: error[S001]: two sources would have the address `/uber-uns/`; the other one is `content/uber-uns/index.md` (give one of them another `slug:` or file name)
        "#]],
    );
}

#[test]
fn two_sections_with_one_address_are_one_mistake_and_not_one_for_each_feed() {
    findings(
        &[
            page("content/a/_index.md", "A", "slug: same\n"),
            page("content/a/one.md", "One", "date: 2026-01-01\n"),
            page("content/b/_index.md", "B", "slug: same\n"),
            page("content/b/two.md", "Two", "date: 2026-01-01\n"),
        ]
        .concat(),
        &expect![[r#"
            content/b/_index.md: error[S001]: two sources would have the address `/same/`; the other one is `content/a/_index.md` (give one of them another `slug:` or file name)
        "#]],
    );
}

#[test]
fn three_pages_with_one_address_are_told_which_was_first() {
    findings(
        &[
            page("content/a.md", "A", "slug: same\n"),
            page("content/b.md", "B", "slug: same\n"),
            page("content/c.md", "C", "slug: same\n"),
        ]
        .concat(),
        &expect![[r#"
            content/b.md: error[S001]: two sources would have the address `/same/`; the other one is `content/a.md` (give one of them another `slug:` or file name)
            content/c.md: error[S001]: two sources would have the address `/same/`; the other one is `content/a.md` (give one of them another `slug:` or file name)
        "#]],
    );
}

#[test]
fn an_alias_cannot_be_the_address_of_a_page() {
    findings(
        &[
            page("content/a.md", "A", "aliases:\n  - /b/\n  - /fine/\n"),
            page("content/b.md", "B", "aliases: [/b/]\n"),
            page("content/c.md", "C", "aliases: [/fine/, /404.html, /sitemap.xml]\n"),
        ]
        .concat(),
        &expect![[r#"
            content/a.md:4:5: error[S001]: two sources would have the address `/b/`; the other one is `content/b.md` (remove the alias, or change the address of the other one)
            content/b.md:3:11: error[S001]: two sources would have the address `/b/`; the other one is `content/b.md` (remove the alias, or change the address of the other one)
            content/c.md:3:11: error[S001]: two sources would have the address `/fine/`; the other one is the alias `/fine/` in `content/a.md` (remove the alias, or change the address of the other one)
            content/c.md:3:19: error[S001]: two sources would have the address `/404.html`; the other one is the page for wrong addresses (remove the alias, or change the address of the other one)
            content/c.md:3:30: error[S001]: two sources would have the address `/sitemap.xml`; the other one is the sitemap (remove the alias, or change the address of the other one)
        "#]],
    );
}

#[test]
fn the_same_alias_twice_on_a_page_is_reported() {
    findings(
        &page("content/a.md", "A", "aliases: [/old/, /old]\n"),
        &expect![[r#"
            content/a.md:3:18: error[S001]: two sources would have the address `/old/`; the other one is the alias `/old/` in `content/a.md` (remove the alias, or change the address of the other one)
        "#]],
    );
}

#[test]
fn a_page_cannot_have_the_address_of_a_list() {
    findings(
        &[
            page(
                "content/topics.md",
                "Topics",
                "taxonomies:\n  topics: [Sleep]\ndate: 2026-01-01\n",
            ),
            page("content/topics/sleep/_index.md", "Sleep", ""),
        ]
        .concat(),
        &expect![[r#"
            content/topics.md: error[S001]: two sources would have the address `/topics/`; the other one is the list of `topics` (give one of them another `slug:` or file name)
            content/topics/sleep/_index.md: error[S001]: two sources would have the address `/topics/sleep/`; the other one is the list of `Sleep` in `topics` (give one of them another `slug:` or file name)
        "#]],
    );
}

#[test]
fn a_file_cannot_have_the_name_of_something_generated() {
    findings(
        "--- content/sitemap.xml\n<x/>\n--- content/404.html\nx\n--- content/a.md\n---\ntitle: A\ndate: 2026-01-01\naliases: [/x/]\n---\n\
         --- content/feed.xml\n<x/>\n--- content/_redirects\n/a /b\n--- content/index.html\n<p>x</p>\n",
        &expect![[r#"
            content/404.html: error[S001]: two sources would have the address `/404.html`; the other one is the page for wrong addresses (rename the file, or take it out)
            content/_redirects: error[S001]: two sources would have the address `/_redirects`; the other one is the list of redirects (rename the file, or take it out)
            content/feed.xml: error[S001]: two sources would have the address `/feed.xml`; the other one is the feed of `/` (rename the file, or take it out)
            content/index.html: error[S001]: two sources would have the address `/`; the other one is `content/_index.md` (give one of them another `slug:` or file name)
            content/sitemap.xml: error[S001]: two sources would have the address `/sitemap.xml`; the other one is the sitemap (rename the file, or take it out)
        "#]],
    );
}

#[test]
fn addresses_that_differ_only_in_capitals_collide() {
    findings(
        &[page("content/a.md", "A", "slug: Same\n"), page("content/b.md", "B", "slug: same\n")]
            .concat(),
        &expect![[r#"
            content/b.md: error[S002]: `Same/index.html` and `same/index.html` differ in capital letters only; the other one is `content/a.md` (give one of them another `slug:` or file name)
        "#]],
    );
    findings(
        "--- content/Photo.png\n--- content/photo.png\n",
        &expect![[r#"
            content/photo.png: error[S002]: `Photo.png` and `photo.png` differ in capital letters only; the other one is `content/Photo.png` (give one of them another `slug:` or file name)
        "#]],
    );
}

#[test]
fn two_folders_do_not_become_one() {
    // The page is in `A/`, the picture in `a/`: one folder on some disks, two on others.
    findings(
        &[page("content/A/one.md", "One", ""), "--- content/a/photo.png\n".to_owned()].concat(),
        &expect![[r#"
            content/a/photo.png: error[S002]: the folders `content/a` and `content/A` would have the same address `/a/` (put their files into one folder, or rename one of them)
        "#]],
    );
    // Folders below them are the same mistake. A name written with a combining accent is another.
    findings(
        "--- content/Folder/x/a.txt\na\n--- content/folder/X/b.txt\nb\n\
         --- content/caf\u{e9}/a.txt\na\n--- content/cafe\u{301}/b.txt\nb\n",
        &expect![[r#"
            content/café/a.txt: error[S002]: the folders `content/café` and `content/café` would have the same address `/cafe/` (put their files into one folder, or rename one of them)
            content/folder/X/b.txt: error[S002]: the folders `content/folder` and `content/Folder` would have the same address `/folder/` (put their files into one folder, or rename one of them)
        "#]],
    );
}

#[test]
fn a_file_cannot_be_where_a_folder_has_to_be() {
    findings(
        "--- content/about\nno ending\n--- content/about.md\n---\ntitle: About\n---\n",
        &expect![[r#"
            content/about.md: error[S003]: `about` would have to be a file and a folder; the other one is `content/about` (give one of them another `slug:` or file name)
        "#]],
    );
}

#[test]
fn a_file_in_the_way_of_a_whole_folder_is_one_mistake() {
    findings(
        &[
            page("content/a.md", "A", "aliases: [/s.d]\n"),
            page("content/s/_index.md", "S", "slug: s.d\n"),
            page("content/s/one.md", "One", ""),
            page("content/s/two.md", "Two", ""),
        ]
        .concat(),
        &expect![[r#"
            content/s/_index.md: error[S003]: `s.d` would have to be a file and a folder; the other one is the alias `/s.d` in `content/a.md` (give one of them another `slug:` or file name)
        "#]],
    );
}

#[test]
fn no_slug_and_no_name_can_leave_the_site() {
    findings(
        &[
            page("content/a.md", "A", "slug: ../../x\n"),
            page("content/b.md", "B", "slug: ..\n"),
            page("content/c.md", "C", "slug: /etc/passwd\n"),
            page("content/d/_index.md", "D", "slug: \"..\"\n"),
            page("content/...md", "E", ""),
            page("content/—/index.md", "F", ""),
            "--- content/—/photo.png\n".to_owned(),
        ]
        .concat(),
        &expect![[r#"
            content/...md: error[S004]: nothing of the file name `...md` can be part of an address (give the page a `slug:` of small letters, digits and hyphens)
            content/a.md:3:7: error[F007]: `../../x` cannot be a slug: it holds a slash (write `slug: x`)
            content/b.md:3:7: error[F007]: `..` cannot be a slug: it names a folder (write the last part of the address, such as `slug: panic-attacks`)
            content/c.md:3:7: error[F007]: `/etc/passwd` cannot be a slug: it holds a slash (write `slug: etc-passwd`)
            content/d/_index.md:3:7: error[F007]: `..` cannot be a slug: it names a folder (write the last part of the address, such as `slug: panic-attacks`)
            content/—/index.md: error[S004]: nothing of the folder name in `content/—` can be part of an address (rename the folder, or give its `_index.md` or `index.md` a `slug:`)
        "#]],
    );
}

#[test]
fn a_name_that_only_looks_dangerous_becomes_a_harmless_address() {
    let built = build(
        &[page("content/..%2f..%2fx.md", "X", ""), page("content/%2e%2e.md", "Y", "")].concat(),
    );
    assert_eq!(built.findings, "");
    assert_eq!(built.pages(), ["2e-2e/index.html", "2f-2fx/index.html", "index.html"]);
}

#[test]
fn a_folder_is_a_section_or_a_page_and_not_both() {
    findings(
        &[
            page("content/a/_index.md", "A", ""),
            page("content/a/index.md", "A too", ""),
            page("content/a/one.md", "One", ""),
        ]
        .concat(),
        &expect![[r#"
            content/a/_index.md: error[S007]: the folder `content/a` has both `_index.md` and `index.md` (keep `_index.md` for a section, `index.md` for a page with its own files)
        "#]],
    );
}

#[test]
fn the_home_page_cannot_be_a_bundle_as_well() {
    findings(
        &page("content/index.md", "Home too", ""),
        &expect![[r#"
            content/_index.md: error[S007]: the folder `content` has both `_index.md` and `index.md` (keep `_index.md` for a section, `index.md` for a page with its own files)
        "#]],
    );
}

#[test]
fn a_page_cannot_lie_in_the_folder_of_a_page() {
    findings(
        &[
            page("content/a/index.md", "A", ""),
            page("content/a/one.md", "One", ""),
            page("content/a/deep/two.md", "Two", ""),
            page("content/a/s/_index.md", "S", ""),
        ]
        .concat(),
        &expect![[r#"
            content/a/deep/two.md: error[S008]: `content/a/deep/two.md` lies inside the folder of the page `content/a/index.md` (move it out of the folder, or rename `index.md` to `_index.md`)
            content/a/one.md: error[S008]: `content/a/one.md` lies inside the folder of the page `content/a/index.md` (move it out of the folder, or rename `index.md` to `_index.md`)
            content/a/s/_index.md: error[S008]: `content/a/s/_index.md` lies inside the folder of the page `content/a/index.md` (move it out of the folder, or rename `index.md` to `_index.md`)
        "#]],
    );
}

#[test]
fn a_site_without_a_page_is_no_site() {
    let mut files = crate::support::snapshot("");
    files.remove(&goodfit::source::SourcePath::new("content/_index.md").expect("a path"));
    let prepared = goodfit::pipeline::prepare(files, &crate::support::options());
    let found =
        goodfit::diagnostics::print::short(&prepared.diagnostics, prepared.value.snapshot());
    expect![[r#"
        error[S009]: there is no page in `content/` (`goodfit new about.md` makes one)
    "#]]
    .assert_eq(&found);
}

#[test]
fn what_ends_almost_like_a_page_is_not_published_as_it_is() {
    let names = [
        "secret.MD",
        "a.Md",
        "b.markdown",
        "c.mdown",
        "d.mkd",
        "e.md.txt",
        "f.checklist.yml",
        "g.checklist.YAML",
    ];
    let project: String =
        names.iter().map(|name| format!("--- content/{name}\n---\ndraft: true\n---\n")).collect();
    let built = build(&project);
    expect![[r#"
        content/a.Md: error[S011]: the names of pages end in `.md` (rename the file, such as to `a.md`)
        content/b.markdown: error[S011]: the names of pages end in `.md` (rename the file, such as to `b.md`)
        content/c.mdown: error[S011]: the names of pages end in `.md` (rename the file, such as to `c.md`)
        content/d.mkd: error[S011]: the names of pages end in `.md` (rename the file, such as to `d.md`)
        content/e.md.txt: error[S011]: the names of pages end in `.md` (rename the file, such as to `e.md`)
        content/f.checklist.yml: error[S011]: the names of questionnaires end in `.checklist.yaml` (rename the file, such as to `f.checklist.yaml`)
        content/g.checklist.YAML: error[S011]: the names of questionnaires end in `.checklist.yaml` (rename the file, such as to `g.checklist.yaml`)
        content/secret.MD: error[S011]: the names of pages end in `.md` (rename the file, such as to `secret.md`)
    "#]]
    .assert_eq(&built.findings);
    assert!(!built.outputs.keys().any(|path| names.contains(&path.as_str())));
}
