//! What a folder of Markdown means: sections, order, neighbours, what is published, labels.

use crate::support::{build, build_with, findings, options, outputs, page, plain};
use expect_test::expect;
use goodfit::pipeline::Options;
use goodfit::site::Publishing;
use jiff::civil::date;

#[test]
fn the_smallest_site_is_a_configuration_a_home_page_and_a_page() {
    let built = build("--- content/one.md\n---\ntitle: One\n---\nHello.\n");
    assert_eq!(built.findings, "");
    expect![[r#"
        [
            "404.html",
            "favicon.svg",
            "index.html",
            "one/index.html",
            "robots.txt",
            "sitemap.xml",
        ]
    "#]]
    .assert_debug_eq(
        &built
            .outputs
            .keys()
            .filter(|path| *path != "_headers" && !path.starts_with("style"))
            .collect::<Vec<_>>(),
    );
    assert!(built.text("one/index.html").contains("<p>Hello.</p>"));
}

#[test]
fn a_site_without_a_home_page_has_one_all_the_same() {
    let mut snapshot = crate::support::snapshot("--- content/one.md\n---\ntitle: One\n---\n");
    snapshot.remove(&goodfit::source::SourcePath::new("content/_index.md").expect("a path"));
    let mut found = Vec::new();
    let prepared = goodfit::pipeline::prepare(snapshot, &options()).into_value(&mut found);
    let outputs = crate::support::render(&prepared, &mut found);
    assert_eq!(found, []);
    assert!(outputs["index.html"].contains("href=\"/one/\""));
}

#[test]
fn sections_nest_and_a_page_belongs_to_the_nearest_section_above_it() {
    let project = [
        page("content/a/_index.md", "A", ""),
        page("content/a/b/_index.md", "B", ""),
        page("content/a/b/in-b.md", "In b", ""),
        // No section of its own: the folder only shows in the address.
        page("content/a/loose/deep/in-a.md", "In a", ""),
        page("content/elsewhere/at-home.md", "At home", ""),
    ];
    outputs(
        &plain("", &project.concat()),
        &[
            "index.html",
            "a/index.html",
            "a/b/index.html",
            "a/b/in-b/index.html",
            "a/loose/deep/in-a/index.html",
            "elsewhere/at-home/index.html",
        ],
        &expect![[r#"
            --- index.html
            Home at /
            crumbs:
            section: none
            prev: none, next: none
            extra: {}
            terms:
            sections: A
            pages: At home
            pager: 1 of 1, prev none, next none
            --- a/index.html
            A at /a/
            crumbs: Home
            section: Home
            prev: none, next: none
            extra: {}
            terms:
            sections: B
            pages: In a
            pager: 1 of 1, prev none, next none
            --- a/b/index.html
            B at /a/b/
            crumbs: Home A
            section: A
            prev: none, next: none
            extra: {}
            terms:
            sections:
            pages: In b
            pager: 1 of 1, prev none, next none
            --- a/b/in-b/index.html
            In b at /a/b/in-b/
            crumbs: Home A B
            section: B
            prev: none, next: none
            extra: {}
            terms:
            --- a/loose/deep/in-a/index.html
            In a at /a/loose/deep/in-a/
            crumbs: Home A
            section: A
            prev: none, next: none
            extra: {}
            terms:
            --- elsewhere/at-home/index.html
            At home at /elsewhere/at-home/
            crumbs: Home
            section: Home
            prev: none, next: none
            extra: {}
            terms:
        "#]],
    );
}

#[test]
fn a_section_needs_no_title_and_is_called_like_its_folder() {
    outputs(
        &plain("", "--- content/working-together/_index.md\nText.\n"),
        &["working-together/index.html"],
        &expect![[r#"
            --- working-together/index.html
            Working together at /working-together/
            crumbs: Home
            section: Home
            prev: none, next: none
            extra: {}
            terms:
            sections:
            pages:
            pager: 1 of 1, prev none, next none
            <p>Text.</p>
        "#]],
    );
}

#[test]
fn a_folder_with_an_index_is_one_page_with_its_own_files() {
    let project = "--- content/guide/index.md\n---\ntitle: Guide\n---\n![A dot](dot.png) [Data](d/table.csv)\n\
                   --- content/guide/dot.png\n--- content/guide/d/table.csv\na,b\n";
    let built = build(&plain("", project));
    assert_eq!(built.findings, "");
    assert_eq!(built.text("guide/dot.png"), "copy of content/guide/dot.png");
    assert_eq!(built.text("guide/d/table.csv"), "a,b\n");
    expect![[r#"
        Guide at /guide/
        crumbs: Home
        section: Home
        prev: none, next: none
        extra: {}
        terms:
        <p><img src="/guide/dot.png" width="40" height="30" alt="A dot" loading="lazy" decoding="async"> <a href="/guide/d/table.csv">Data</a></p>

    "#]].assert_eq(built.text("guide/index.html"));
}

#[test]
fn a_slug_replaces_the_last_part_and_moves_what_is_in_the_folder() {
    let project = [
        page("content/a/_index.md", "A", "slug: first\n"),
        page("content/a/page.md", "Page", "slug: second\n"),
        page("content/a/bundle/index.md", "Bundle", "slug: third\n"),
        "--- content/a/bundle/photo.png\n".to_owned(),
        page("content/Über uns/Wer wir sind.md", "Who", ""),
    ];
    let built = build(&project.concat());
    assert_eq!(built.findings, "");
    expect![[r#"
        [
            "first/index.html",
            "first/second/index.html",
            "first/third/index.html",
            "index.html",
            "uber-uns/wer-wir-sind/index.html",
        ]
    "#]]
    .assert_debug_eq(&built.pages());
    assert_eq!(built.text("first/third/photo.png"), "copy of content/a/bundle/photo.png");
}

/// The order of a section's pages.
fn order(sort_by: &str, pages: &[(&str, &str, &str)]) -> String {
    let mut project = page("content/s/_index.md", "S", sort_by);
    for (file, title, matter) in pages {
        project.push_str(&page(&format!("content/s/{file}.md"), title, matter));
    }
    let built = build(&plain("", &project));
    assert_eq!(built.findings, "");
    built.between("s/index.html", "pages: ", "\n").to_owned()
}

#[test]
fn pages_are_in_the_order_of_weight_and_those_without_come_last_by_title() {
    let pages = [
        ("a", "None-b", ""),
        ("b", "Heavy", "weight: 10\n"),
        ("c", "Light", "order: -1\n"),
        ("d", "None-a", ""),
        ("e", "Same-b", "weight: 5\n"),
        ("f", "Same-a", "weight: 5\n"),
    ];
    assert_eq!(order("", &pages), "Light Same-a Same-b Heavy None-a None-b");
    assert_eq!(order("sort_by: weight\n", &pages), order("", &pages));
}

#[test]
fn pages_are_in_the_order_of_date_newest_first() {
    let pages = [
        ("a", "None", ""),
        ("b", "Old", "date: 2020-01-01\n"),
        ("c", "New", "date: 2026-01-01\n"),
        ("d", "Tie-b", "date: 2023-01-01\n"),
        ("e", "Tie-a", "date: 2023-01-01\n"),
        ("f", "Changed", "date: 2019-01-01\nupdated: 2026-05-05\n"),
    ];
    assert_eq!(order("sort_by: date\n", &pages), "New Tie-a Tie-b Old Changed None");
}

#[test]
fn pages_are_in_the_order_of_title_or_path() {
    let pages = [("a", "Zebra", ""), ("c", "Apple", ""), ("b", "Apple", ""), ("d", "banana", "")];
    // Readers look for words, not for capitals; a tie is broken by path.
    assert_eq!(order("sort_by: title\n", &pages), "Apple Apple banana Zebra");
    assert_eq!(order("sort_by: path\n", &pages), "Zebra Apple Apple banana");
}

#[test]
fn neighbours_follow_the_order_of_the_section_and_stop_at_its_ends() {
    let project = [
        page("content/s/_index.md", "S", ""),
        page("content/s/a.md", "Second", "weight: 2\n"),
        page("content/s/b.md", "First", "weight: 1\n"),
        page("content/s/c/index.md", "Third", "weight: 3\n"),
        page("content/s/t/_index.md", "T", ""),
        page("content/s/t/d.md", "Alone", ""),
    ];
    let built = build(&plain("", &project.concat()));
    let neighbours = |path| built.between(path, "prev: ", "\n").to_owned();
    assert_eq!(neighbours("s/b/index.html"), "none, next: Second");
    assert_eq!(neighbours("s/a/index.html"), "First, next: Third");
    assert_eq!(neighbours("s/c/index.html"), "Second, next: none");
    assert_eq!(neighbours("s/t/d/index.html"), "none, next: none");
    assert_eq!(neighbours("s/index.html"), "none, next: none");
}

#[test]
fn the_navigation_is_two_levels_deep_sections_first() {
    let project = [
        page("content/z.md", "Z", "weight: 1\n"),
        page("content/b/_index.md", "B", "weight: 2\nextra:\n  short_title: Bee\n"),
        page("content/a/_index.md", "A", "weight: 3\n"),
        page("content/b/one.md", "One", ""),
        page("content/b/c/_index.md", "C", ""),
        page("content/b/c/deep.md", "Deep", ""),
    ];
    let template = "--- themes/plain/templates/page.html\n\
        {% for i in site.nav %}{{ i.title }} {{ i.path }} {{ i.is_section }} {{ i.extra }}\n\
        {% for c in i.children %}  {{ c.title }} {{ c.url }} {{ c.children | length }}\n\
        {% endfor %}{% endfor %}\n";
    let built = build(&plain("", &(project.concat() + template)));
    expect![[r#"
        B /b/ true {&quot;short_title&quot;: &quot;Bee&quot;}
          C /b/c/ 0
          One /b/one/ 0
        A /a/ true {}
        Z /z/ false {}"#]]
    .assert_eq(&format!("{}{}", built.findings, built.text("z/index.html").trim_end()));
}

#[test]
fn a_section_cascades_to_what_is_below_it_and_the_nearest_wins() {
    let project = [
        page(
            "content/a/_index.md",
            "A",
            "cascade:\n  extra: {kind: outer, from_a: yes}\n  taxonomies:\n    topics: [Outer]\n",
        ),
        page("content/a/b/_index.md", "B", "cascade:\n  extra: {kind: inner, from_b: yes}\n"),
        page("content/a/b/one.md", "One", ""),
        page("content/a/b/own.md", "Own", "taxonomies:\n  topics: [Mine]\nextra: {kind: mine}\n"),
    ];
    outputs(
        &plain("", &project.concat()),
        &["a/index.html", "a/b/index.html", "a/b/one/index.html", "a/b/own/index.html"],
        &expect![[r#"
            --- a/index.html
            A at /a/
            crumbs: Home
            section: Home
            prev: none, next: none
            extra: {}
            terms:
            sections: B
            pages:
            pager: 1 of 1, prev none, next none
            --- a/b/index.html
            B at /a/b/
            crumbs: Home A
            section: A
            prev: none, next: none
            extra: {&quot;kind&quot;: &quot;outer&quot;, &quot;from_a&quot;: &quot;yes&quot;}
            terms: topics=Outer (/topics/outer/)
            sections:
            pages: One Own
            pager: 1 of 1, prev none, next none
            --- a/b/one/index.html
            One at /a/b/one/
            crumbs: Home A B
            section: B
            prev: none, next: Own
            extra: {&quot;kind&quot;: &quot;inner&quot;, &quot;from_b&quot;: &quot;yes&quot;, &quot;from_a&quot;: &quot;yes&quot;}
            terms: topics=Outer (/topics/outer/)
            --- a/b/own/index.html
            Own at /a/b/own/
            crumbs: Home A B
            section: B
            prev: One, next: none
            extra: {&quot;kind&quot;: &quot;mine&quot;, &quot;from_b&quot;: &quot;yes&quot;, &quot;from_a&quot;: &quot;yes&quot;}
            terms: topics=Mine (/topics/mine/)
        "#]],
    );
}

#[test]
fn a_cascaded_template_is_for_pages_and_not_for_the_lists_between() {
    let project = [
        page("content/a/_index.md", "A", "cascade:\n  template: special.html\n"),
        page("content/a/b/_index.md", "B", ""),
        page("content/a/b/one.md", "One", ""),
        page("content/a/b/two.md", "Two", "template: page.html\n"),
        "--- themes/plain/templates/special.html\nspecial {{ page.title }}\n".to_owned(),
    ];
    let built = build(&plain("", &project.concat()));
    assert_eq!(built.findings, "");
    assert!(built.text("a/b/index.html").contains("pages: One Two"));
    assert_eq!(built.text("a/b/one/index.html").trim(), "special One");
    assert!(built.text("a/b/two/index.html").starts_with("Two at"));
}

#[test]
fn a_page_chooses_its_template_before_its_section_does() {
    let project = [
        page("content/a/_index.md", "A", "page_template: special.html\ntemplate: special.html\n"),
        page("content/a/one.md", "One", ""),
        page("content/a/two.md", "Two", "template: other.html\n"),
        "--- themes/plain/templates/special.html\nspecial {{ page.title }}\n".to_owned(),
        "--- themes/plain/templates/other.html\nother {{ page.title }}\n".to_owned(),
    ];
    let built = build(&plain("", &project.concat()));
    assert_eq!(built.findings, "");
    assert_eq!(built.text("a/index.html").trim(), "special A");
    assert_eq!(built.text("a/one/index.html").trim(), "special One");
    assert_eq!(built.text("a/two/index.html").trim(), "other Two");
}

#[test]
fn a_template_that_the_theme_does_not_have_is_reported_where_it_is_named() {
    findings(
        "--- content/a.md\n---\ntitle: A\ntemplate: pgae.html\n---\n\
         --- content/s/_index.md\n---\ntitle: S\npage_template: nothing-like-it.html\n---\n\
         --- content/s/one.md\n---\ntitle: One\n---\n\
         --- content/s/two.md\n---\ntitle: Two\n---\n",
        &expect![[r#"
            content/a.md:3:11: error[S006]: the theme has no template `pgae.html` (did you mean `page.html`?)
            content/s/_index.md:3:16: error[S006]: the theme has no template `nothing-like-it.html` (write the name of a file in `templates/` of the theme, such as `page.html`)
        "#]],
    );
}

fn publishing(change: impl FnOnce(&mut Publishing)) -> Options {
    let mut options = options();
    change(&mut options.publishing);
    options
}

const DATED: &str = "--- content/draft.md\n---\ntitle: Draft\ndraft: true\n---\n\
    --- content/future.md\n---\ntitle: Future\npublish_date: 2026-11-22\n---\n\
    --- content/today.md\n---\ntitle: Today\npublish_date: 2026-11-21\n---\n\
    --- content/expired.md\n---\ntitle: Expired\nexpiry_date: 2026-11-21\n---\n\
    --- content/last-day.md\n---\ntitle: Last day\nexpiry_date: 2026-11-22\n---\n";

#[test]
fn drafts_future_and_expired_pages_are_published_only_when_asked_for() {
    let pages = |options| build_with(DATED, &options).pages().join(" ");
    assert_eq!(pages(options()), "index.html last-day/index.html today/index.html");
    assert_eq!(
        pages(publishing(|p| p.drafts = true)),
        "draft/index.html index.html last-day/index.html today/index.html"
    );
    assert_eq!(
        pages(publishing(|p| p.future = true)),
        "future/index.html index.html last-day/index.html today/index.html"
    );
    assert_eq!(
        pages(publishing(|p| p.expired = true)),
        "expired/index.html index.html last-day/index.html today/index.html"
    );
}

#[test]
fn the_day_of_the_build_decides_what_is_published() {
    let on = |y, m, d| publishing(|p| p.now = date(y, m, d));
    let pages = |options| build_with(DATED, &options).pages().join(" ");
    assert_eq!(pages(on(2026, 11, 22)), "future/index.html index.html today/index.html");
    assert_eq!(pages(on(2026, 11, 20)), "expired/index.html index.html last-day/index.html");
}

#[test]
fn a_draft_is_nowhere_in_the_site() {
    let built = build(
        "--- content/secret.md\n---\ntitle: Unfinished thought\ndraft: true\ndate: 2026-01-01\n\
         aliases: [/old/]\ntaxonomies:\n  topics: [Whispered]\n---\n",
    );
    assert_eq!(built.findings, "");
    for (path, text) in &built.outputs {
        assert!(
            !text.contains("Unfinished") && !text.contains("Whispered") && !text.contains("/old/"),
            "{path}:\n{text}"
        );
    }
    assert!(!built.outputs.contains_key("feed.xml"));
    assert!(!built.outputs.contains_key("topics/index.html"));
}

#[test]
fn a_hidden_section_hides_its_pages_and_their_files() {
    let project = "--- content/s/_index.md\n---\ntitle: S\ndraft: true\n---\n\
        --- content/s/one.md\n---\ntitle: One\n---\n\
        --- content/s/photo.png\n\
        --- content/s/t/_index.md\n---\ntitle: T\n---\n\
        --- content/s/t/two.md\n---\ntitle: Two\ndraft: false\n---\n\
        --- content/bundle/index.md\n---\ntitle: Bundle\ndraft: true\n---\n\
        --- content/bundle/photo.png\n";
    let built = build(project);
    assert_eq!(built.findings, "");
    assert_eq!(built.pages(), ["index.html"]);
    assert!(!built.outputs.keys().any(|path| path.ends_with(".png")), "{:?}", built.outputs.keys());
    let drafts = build_with(project, &publishing(|p| p.drafts = true));
    assert_eq!(
        drafts.pages().join(" "),
        "bundle/index.html index.html s/index.html s/one/index.html s/t/index.html s/t/two/index.html"
    );
    assert!(drafts.outputs.contains_key("s/photo.png"));
}

#[test]
fn a_page_can_leave_a_cascade_of_drafts() {
    let project = [
        page("content/s/_index.md", "S", "cascade:\n  draft: true\n"),
        page("content/s/done.md", "Done", "draft: false\n"),
        page("content/s/open.md", "Open", ""),
    ];
    let built = build(&project.concat());
    assert_eq!(built.findings, "");
    assert_eq!(built.pages().join(" "), "index.html s/done/index.html s/index.html");
}

#[test]
fn a_home_page_that_is_not_published_is_an_error_and_hides_nothing_else() {
    let project = "--- content/_index.md\n---\ntitle: Home\ndraft: true\n---\n\
                   --- content/one.md\n---\ntitle: One\n---\n";
    let built = build(project);
    expect![[r#"
        content/_index.md: error[S010]: the home page is a draft, and there is no site without it (publish it, or build with `--drafts` to look at the site)
    "#]].assert_eq(&built.findings);
    assert_eq!(built.pages().join(" "), "index.html one/index.html");
    assert_eq!(build_with(project, &publishing(|p| p.drafts = true)).findings, "");
}

#[test]
fn spellings_of_a_term_are_one_term_named_as_on_the_first_page() {
    let project = [
        page("content/b.md", "B", "taxonomies:\n  topics: [panic attacks, Sleep]\n"),
        page("content/a.md", "A", "taxonomies:\n  topics: [Panic Attacks, panic attacks]\n"),
        page("content/c.md", "C", "taxonomies:\n  topics: [Ängste]\n"),
    ];
    outputs(
        &plain("", &project.concat()),
        &["topics/index.html", "topics/panic-attacks/index.html", "b/index.html", "a/index.html"],
        &expect![[r#"
            --- topics/index.html
            Topics at /topics/
            terms: Ängste (1, /topics/angste/) Panic Attacks (2, /topics/panic-attacks/) Sleep (1, /topics/sleep/)
            --- topics/panic-attacks/index.html
            Panic Attacks at /topics/panic-attacks/
            term: Panic Attacks (2) in Topics /topics/
            pages: A B
            pager: 1 of 1, prev none, next none
            feeds: none
            --- b/index.html
            B at /b/
            crumbs: Home
            section: Home
            prev: A, next: C
            extra: {}
            terms: topics=Panic Attacks (/topics/panic-attacks/) topics=Sleep (/topics/sleep/)
            --- a/index.html
            A at /a/
            crumbs: Home
            section: Home
            prev: none, next: B
            extra: {}
            terms: topics=Panic Attacks (/topics/panic-attacks/)
        "#]],
    );
}

#[test]
fn several_taxonomies_have_their_titles_pages_and_feeds() {
    let config = "taxonomies:\n  topics:\n    paginate_by: 2\n  audiences:\n    title: For whom\n    feed: false\n";
    let mut project = String::new();
    for n in 1..=5 {
        project.push_str(&page(
            &format!("content/p{n}.md"),
            &format!("P{n}"),
            &format!("date: 2026-01-0{n}\ntaxonomies:\n  topics: [Sleep]\n  audiences: [Adults]\n"),
        ));
    }
    outputs(
        &plain(config, &project),
        &[
            "topics/sleep/index.html",
            "topics/sleep/page/2/index.html",
            "topics/sleep/page/3/index.html",
            "audiences/index.html",
            "audiences/adults/index.html",
        ],
        &expect![[r#"
            --- topics/sleep/index.html
            Sleep at /topics/sleep/
            term: Sleep (5) in Topics /topics/
            pages: P5 P4
            pager: 1 of 3, prev none, next /topics/sleep/page/2/
            feeds: /topics/sleep/feed.xml
            --- topics/sleep/page/2/index.html
            Sleep at /topics/sleep/page/2/
            term: Sleep (5) in Topics /topics/
            pages: P3 P2
            pager: 2 of 3, prev /topics/sleep/, next /topics/sleep/page/3/
            feeds: /topics/sleep/feed.xml
            --- topics/sleep/page/3/index.html
            Sleep at /topics/sleep/page/3/
            term: Sleep (5) in Topics /topics/
            pages: P1
            pager: 3 of 3, prev /topics/sleep/page/2/, next none
            feeds: /topics/sleep/feed.xml
            --- audiences/index.html
            For whom at /audiences/
            terms: Adults (5, /audiences/adults/)
            --- audiences/adults/index.html
            Adults at /audiences/adults/
            term: Adults (5) in For whom /audiences/
            pages: P5 P4 P3 P2 P1
            pager: 1 of 1, prev none, next none
            feeds: none
        "#]],
    );
    let built = build(&plain(config, &project));
    assert!(built.outputs.contains_key("topics/sleep/feed.xml"));
    assert!(built.outputs.contains_key("topics/sleep/feed.json"));
    assert!(!built.outputs.contains_key("audiences/adults/feed.xml"));
}

#[test]
fn a_taxonomy_without_terms_is_nowhere() {
    let built = build("--- content/one.md\n---\ntitle: One\n---\n");
    for (path, text) in &built.outputs {
        assert!(!path.contains("topics"), "{path}");
        assert!(!text.contains("topics"), "{path}:\n{text}");
    }
}

#[test]
fn a_term_that_cannot_be_an_address_is_reported() {
    let long = "x".repeat(300);
    let built = build(&format!(
        "--- content/a.md\n---\ntitle: A\ntaxonomies:\n  topics: [\"—\", Sleep, {long}]\n---\n"
    ));
    expect![[r#"
        content/a.md:4:12: error[S004]: nothing of the term `—` in `topics` can be part of an address (use a word with letters or digits)
        content/a.md:4:24: error[S004]: a term in `topics` is too long to be part of an address (use a few words; a sentence belongs into the description)
    "#]].assert_eq(&built.findings.replace(&long, "xxx…"));
}

#[test]
fn a_long_section_is_several_pages_and_only_the_first_has_its_title_alone() {
    let mut project = page("content/s/_index.md", "S", "paginate_by: 2\n");
    for n in 1..=5 {
        project.push_str(&page(&format!("content/s/p{n}.md"), &format!("P{n}"), ""));
    }
    outputs(
        &plain("", &project),
        &["s/index.html", "s/page/2/index.html", "s/page/3/index.html"],
        &expect![[r#"
            --- s/index.html
            S at /s/
            crumbs: Home
            section: Home
            prev: none, next: none
            extra: {}
            terms:
            sections:
            pages: P1 P2
            pager: 1 of 3, prev none, next /s/page/2/
            --- s/page/2/index.html
            S at /s/page/2/
            crumbs: Home
            section: Home
            prev: none, next: none
            extra: {}
            terms:
            sections:
            pages: P3 P4
            pager: 2 of 3, prev /s/, next /s/page/3/
            --- s/page/3/index.html
            S at /s/page/3/
            crumbs: Home
            section: Home
            prev: none, next: none
            extra: {}
            terms:
            sections:
            pages: P5
            pager: 3 of 3, prev /s/page/2/, next none
        "#]],
    );
    let built = build(&project);
    assert_eq!(built.between("s/page/2/index.html", "<title>", "</title>"), "S, page 2 · Test");
    let canonical = built.between("s/page/2/index.html", "rel=\"canonical\" href=\"", "\"");
    assert_eq!(canonical, "https://example.org/s/page/2/");
}

#[test]
fn a_section_without_pages_and_one_that_fits_have_no_pager() {
    let project = [
        page("content/s/_index.md", "S", "paginate_by: 2\n"),
        page("content/t/_index.md", "T", "paginate_by: 2\n"),
        page("content/t/a.md", "A", ""),
        page("content/t/b.md", "B", ""),
    ];
    let built = build(&plain("", &project.concat()));
    assert_eq!(built.findings, "");
    assert_eq!(built.between("s/index.html", "pager: ", "\n"), "1 of 1, prev none, next none");
    assert_eq!(built.between("t/index.html", "pager: ", "\n"), "1 of 1, prev none, next none");
    assert!(!built.outputs.keys().any(|path| path.contains("/page/")));
}

#[test]
fn pagination_can_be_set_for_all_sections_and_switched_off_in_one() {
    let mut project = page("content/s/_index.md", "S", "paginate_by: 0\n");
    for n in 1..=3 {
        project.push_str(&page(&format!("content/s/p{n}.md"), &format!("P{n}"), ""));
        project.push_str(&page(&format!("content/h{n}.md"), &format!("H{n}"), ""));
    }
    let built = build(&plain("paginate_by: 2\n", &project));
    assert_eq!(built.findings, "");
    assert_eq!(built.between("page/2/index.html", "pager: ", "\n"), "2 of 2, prev /, next none");
    assert!(!built.outputs.contains_key("s/page/2/index.html"));
}

#[test]
fn templates_see_data_files_and_facts_of_the_sites_own() {
    let project = "--- data/people/staff.yaml\n- name: Ada\n- name: Grace\n\
        --- data/rooms.csv\nroom,floor\nBlue,2\n--- data/settings.json\n{\"open\": true}\n\
        --- content/a.md\n---\ntitle: A\nextra:\n  colour: red\n---\n\
        --- themes/plain/templates/page.html\n\
        {% for p in site.data.people.staff %}{{ p.name }} {% endfor %}\
        {{ site.data.rooms[0].floor }} {{ site.data.settings.open }} {{ page.extra.colour }} {{ site.extra.motto }}\n";
    let built = build(&plain("extra:\n  motto: Be kind\n", project));
    assert_eq!(built.findings, "");
    assert_eq!(built.text("a/index.html").trim(), "Ada Grace 2 true red Be kind");
}

#[test]
fn spellings_of_a_term_merge_and_other_terms_do_not() {
    let pages = [
        page("content/a.md", "A", "taxonomies: {topics: [Empathy, self-care]}\n"),
        page("content/b.md", "B", "taxonomies: {topics: [empathy, \" Self  care \"]}\n"),
    ];
    let built = build(&pages.concat());
    assert_eq!(built.findings, "");
    findings(
        &[
            page("content/a.md", "A", "taxonomies: {topics: [Uber, C++]}\n"),
            page("content/b.md", "B", "taxonomies: {topics: [x, Über]}\n"),
            page("content/c.md", "C", "taxonomies: {topics: [C#, Über, —]}\n"),
        ]
        .concat(),
        &expect![[r#"
            content/b.md:3:26: error[S012]: the terms `Über` and `Uber` in `topics` would have the same address `/topics/uber/`, the other is in `content/a.md` (write one of them in other words)
            content/c.md:3:23: error[S012]: the terms `C#` and `C++` in `topics` would have the same address `/topics/c/`, the other is in `content/a.md` (write one of them in other words)
            content/c.md:3:33: error[S004]: nothing of the term `—` in `topics` can be part of an address (use a word with letters or digits)
        "#]],
    );
}
