//! Files that no template makes: feeds, sitemap, what hosts read, the stylesheet, redirects.

use crate::support::{Built, base_url, build, build_with, options, page, snapshot};
use expect_test::expect;
use goodfit::inventory::Theme;
use goodfit::outputs;
use goodfit::pipeline;
use goodfit::plan::{self, OutputKind, SITEMAP_LIMIT, SitemapPart};
use goodfit::source::{OutPath, UrlPath};
use goodfit::style::Stylesheets;
use jiff::civil::date;
use quick_xml::events::Event;

/// An XML file as one line an element with its attributes and text; fails if it is not well formed.
fn outline(xml: &str) -> String {
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut out, mut depth) = (String::new(), 0);
    loop {
        match reader.read_event().expect("well-formed XML") {
            event @ (Event::Start(_) | Event::Empty(_)) => {
                let is_open = matches!(event, Event::Start(_));
                let (Event::Start(element) | Event::Empty(element)) = event else { continue };
                let name = element.name().as_ref().to_owned();
                out.push_str(&format!("\n{}{name}", "  ".repeat(depth)));
                for attribute in element.attributes() {
                    let attribute = attribute.expect("a whole attribute");
                    let key = attribute.key.as_ref().to_owned();
                    let value = attribute.value.to_string();
                    let value = quick_xml::escape::unescape(&value).expect("known entities");
                    out.push_str(&format!(" {key}={value}"));
                }
                out.push_str(if is_open { " | " } else { "" });
                depth += usize::from(is_open);
            }
            Event::End(_) => depth -= 1,
            Event::Text(text) => {
                let text: &str = &text;
                out.push_str(text.trim_matches('\n').trim_start_matches("  "));
            }
            Event::GeneralRef(name) => {
                let name = name.as_ref().to_owned();
                let entity = format!("&{name};");
                out.push_str(&quick_xml::escape::unescape(&entity).expect("known entities"));
            }
            Event::Eof => {
                let lines: Vec<&str> =
                    out.trim_start().lines().map(|l| l.trim_end_matches([' ', '|'])).collect();
                return lines.join("\n") + "\n";
            }
            _ => {}
        }
    }
}

const HOSTILE: &str = "\"Tom & <Jerry> say \\\"x\\\" 'y' ]]>\"";

fn dated() -> String {
    [
        "--- goodfit.yaml\ntitle: Fish & <Chips>\nbase_url: https://example.org/\nlanguage: en-GB\n\
         author: A & B\ndescription: All about \"it\".\n"
            .to_owned(),
        page("content/s/_index.md", "Section", ""),
        page("content/s/t/_index.md", "Inner", ""),
        format!(
            "--- content/s/a.md\n---\ntitle: {HOSTILE}\ndate: 2026-01-02\nupdated: 2026-03-04\n\
             description: Less < more & more\ntaxonomies:\n  topics: [R & D]\n---\nText.\n"
        ),
        "--- content/s/t/b.md\n---\ntitle: B\ndate: 2026-05-06\n---\nFirst *paragraph*.\n".to_owned(),
        "--- content/c.md\n---\ntitle: C\nupdated: 2025-01-01\nsummary: |\n  One.\n  Two.\n---\n".to_owned(),
        page("content/undated.md", "Undated", ""),
    ]
    .concat()
}

fn clean(project: &str) -> Built {
    let built = build(project);
    assert_eq!(built.findings, "");
    built
}

#[test]
fn the_atom_feed_says_what_changed_newest_first() {
    let built = clean(&dated());
    expect![[r#"
        feed xmlns=http://www.w3.org/2005/Atom xml:lang=en-GB
          title | Fish & <Chips>
          subtitle | All about "it".
          link href=https://example.org/ rel=alternate type=text/html
          link href=https://example.org/feed.xml rel=self type=application/atom+xml
          id | https://example.org/
          updated | 2026-05-06T00:00:00Z
          author
            name | A & B
          entry
            title | B
            link href=https://example.org/s/t/b/ rel=alternate type=text/html
            id | https://example.org/s/t/b/
            published | 2026-05-06T00:00:00Z
            updated | 2026-05-06T00:00:00Z
            summary | First paragraph.
          entry
            title | Tom & <Jerry> say "x" 'y' ]]>
            link href=https://example.org/s/a/ rel=alternate type=text/html
            id | https://example.org/s/a/
            published | 2026-01-02T00:00:00Z
            updated | 2026-03-04T00:00:00Z
            category term=r-d label=R & D
            summary | Less < more & more
          entry
            title | C
            link href=https://example.org/c/ rel=alternate type=text/html
            id | https://example.org/c/
            updated | 2025-01-01T00:00:00Z
            summary | One. Two.
    "#]]
    .assert_eq(&outline(built.text("feed.xml")));
}

#[test]
fn sections_and_terms_have_feeds_with_what_is_below_them() {
    let built = clean(&dated());
    expect![[r#"
        feed xmlns=http://www.w3.org/2005/Atom xml:lang=en-GB
          title | Section: Fish & <Chips>
          link href=https://example.org/s/ rel=alternate type=text/html
          link href=https://example.org/s/feed.xml rel=self type=application/atom+xml
          id | https://example.org/s/
          updated | 2026-05-06T00:00:00Z
          author
            name | A & B
          entry
            title | B
            link href=https://example.org/s/t/b/ rel=alternate type=text/html
            id | https://example.org/s/t/b/
            published | 2026-05-06T00:00:00Z
            updated | 2026-05-06T00:00:00Z
            summary | First paragraph.
          entry
            title | Tom & <Jerry> say "x" 'y' ]]>
            link href=https://example.org/s/a/ rel=alternate type=text/html
            id | https://example.org/s/a/
            published | 2026-01-02T00:00:00Z
            updated | 2026-03-04T00:00:00Z
            category term=r-d label=R & D
            summary | Less < more & more
    "#]]
    .assert_eq(&outline(built.text("s/feed.xml")));
    let feeds: Vec<&String> =
        built.outputs.keys().filter(|path| path.ends_with("feed.xml")).collect();
    expect![[r#"
        [
            "feed.xml",
            "s/feed.xml",
            "s/t/feed.xml",
            "topics/r-d/feed.xml",
        ]
    "#]]
    .assert_debug_eq(&feeds);
}

#[test]
fn the_json_feed_says_the_same() {
    let built = clean(&dated());
    let feed: serde_json::Value =
        serde_json::from_str(built.text("feed.json")).expect("a JSON text");
    expect![[r#"
        {
          "version": "https://jsonfeed.org/version/1.1",
          "title": "Fish & <Chips>",
          "home_page_url": "https://example.org/",
          "feed_url": "https://example.org/feed.json",
          "language": "en-GB",
          "authors": [
            {
              "name": "A & B"
            }
          ],
          "items": [
            {
              "id": "https://example.org/s/t/b/",
              "url": "https://example.org/s/t/b/",
              "title": "B",
              "content_text": "First paragraph.",
              "date_published": "2026-05-06T00:00:00Z"
            },
            {
              "id": "https://example.org/s/a/",
              "url": "https://example.org/s/a/",
              "title": "Tom & <Jerry> say \"x\" 'y' ]]>",
              "content_text": "Less < more & more",
              "date_published": "2026-01-02T00:00:00Z",
              "date_modified": "2026-03-04T00:00:00Z",
              "tags": [
                "R & D"
              ]
            },
            {
              "id": "https://example.org/c/",
              "url": "https://example.org/c/",
              "title": "C",
              "content_text": "One. Two.",
              "date_modified": "2025-01-01T00:00:00Z"
            }
          ],
          "description": "All about \"it\"."
        }
    "#]]
    .assert_eq(&format!("{feed:#}\n"));
}

#[test]
fn letters_that_xml_cannot_hold_do_not_break_a_feed() {
    let built = clean(
        "--- content/a.md\n---\ntitle: \"A\\x01\\uFFFE bell\"\ndate: 2026-01-01\ndescription: \"\\x1b[31mred\"\n---\n",
    );
    let text = outline(built.text("feed.xml"));
    assert!(!text.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{fffe}'), "{text:?}");
}

#[test]
fn without_dates_there_is_no_feed_and_no_link_to_one() {
    let built = clean("--- content/a.md\n---\ntitle: A\n---\n");
    assert!(!built.outputs.keys().any(|path| path.contains("feed")), "{:?}", built.outputs.keys());
    for (path, text) in &built.outputs {
        assert!(!text.contains("feed."), "{path}:\n{text}");
    }
}

#[test]
fn feeds_can_be_switched_off_and_have_a_limit() {
    let mut project =
        "--- goodfit.yaml\ntitle: T\nbase_url: https://example.org/\nfeed_limit: 2\n".to_owned();
    project.push_str(&page("content/s/_index.md", "S", "feed: false\n"));
    for n in 1..=4 {
        project.push_str(&page(
            &format!("content/s/p{n}.md"),
            &format!("P{n}"),
            &format!("date: 2026-01-0{n}\n"),
        ));
    }
    let built = clean(&project);
    assert!(!built.outputs.contains_key("s/feed.xml"));
    let titles: Vec<&str> =
        built.text("feed.xml").split("<title>").skip(2).map(|t| &t[..2]).collect();
    assert_eq!(titles, ["P4", "P3"]);
    project.push_str(&page("content/_index.md", "Home", "feed: false\n"));
    assert!(!clean(&project).outputs.contains_key("feed.xml"));
}

#[test]
fn the_sitemap_has_every_page_and_when_it_changed() {
    let built = clean(&dated());
    expect![[r#"
        urlset xmlns=http://www.sitemaps.org/schemas/sitemap/0.9
          url
            loc | https://example.org/
            lastmod | 2025-01-01
          url
            loc | https://example.org/c/
            lastmod | 2025-01-01
          url
            loc | https://example.org/s/
            lastmod | 2026-03-04
          url
            loc | https://example.org/s/a/
            lastmod | 2026-03-04
          url
            loc | https://example.org/s/t/
            lastmod | 2026-05-06
          url
            loc | https://example.org/s/t/b/
            lastmod | 2026-05-06
          url
            loc | https://example.org/topics/
            lastmod | 2026-03-04
          url
            loc | https://example.org/topics/r-d/
            lastmod | 2026-03-04
          url
            loc | https://example.org/undated/
    "#]]
    .assert_eq(&outline(built.text("sitemap.xml")));
}

#[test]
fn the_sitemap_and_the_folder_agree() {
    let mut project = dated();
    project.push_str(&page("content/long/_index.md", "Long", "paginate_by: 1\naliases: [/old/]\n"));
    for n in 1..=3 {
        project.push_str(&page(&format!("content/long/p{n}.md"), &format!("P{n}"), ""));
    }
    let built = clean(&project);
    let listed: Vec<String> = built
        .text("sitemap.xml")
        .split("<loc>https://example.org/")
        .skip(1)
        .map(|rest| rest.split('<').next().unwrap_or_default().to_owned() + "index.html")
        .collect();
    // Neither old addresses nor the later parts of a list are for search engines.
    let pages: Vec<&str> = built
        .pages()
        .into_iter()
        .filter(|path| !path.contains("page/") && !path.starts_with("old/"))
        .collect();
    let mut listed: Vec<&str> = listed.iter().map(String::as_str).collect();
    listed.sort_unstable();
    assert_eq!(listed, pages);
}

#[test]
fn a_sitemap_of_more_than_fifty_thousand_addresses_is_split() {
    let project = "--- content/a.md\n---\ntitle: A\ndate: 2026-01-01\n---\n";
    let prepared = pipeline::prepare(snapshot(project), &options()).value;
    let mut site = prepared.site.clone();
    let template = site.pages[1].clone();
    for n in site.pages.len()..SITEMAP_LIMIT + 1 {
        let out = OutPath::new(&format!("p{n:06}/index.html")).expect("a path");
        let page = goodfit::site::Page { url: out.url(), out, ..template.clone() };
        site.pages.push(page);
        site.links.push(goodfit::site::PageLinks::default());
        site.citations.push(goodfit::site::Citations::default());
    }
    let plan = plan::plan(&site, prepared.snapshot(), &Theme::default(), &Stylesheets::new()).value;
    let parts: Vec<_> = plan
        .outputs
        .iter()
        .filter(|output| matches!(output.kind, OutputKind::Sitemap(_)))
        .map(|output| (output.path.as_str(), &output.kind))
        .collect();
    assert_eq!(
        parts,
        [
            ("sitemap-1.xml", &OutputKind::Sitemap(SitemapPart::Part(1))),
            ("sitemap-2.xml", &OutputKind::Sitemap(SitemapPart::Part(2))),
            ("sitemap.xml", &OutputKind::Sitemap(SitemapPart::Index(2))),
        ]
    );
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    expect![[r#"
        sitemapindex xmlns=http://www.sitemaps.org/schemas/sitemap/0.9
          sitemap
            loc | https://example.org/sitemap-1.xml
            lastmod | 2026-01-01
          sitemap
            loc | https://example.org/sitemap-2.xml
            lastmod | 2026-01-01
    "#]]
    .assert_eq(&outline(&text(outputs::sitemap_index(&site, 2))));
    assert_eq!(text(outputs::sitemap_part(&site, 1)).matches("<loc>").count(), SITEMAP_LIMIT);
    assert_eq!(text(outputs::sitemap_part(&site, 2)).matches("<loc>").count(), 1);
    assert_eq!(plan::pager_url(&UrlPath::new("/a/"), 2).as_str(), "/a/page/2/");
}

#[test]
fn robots_may_read_everything_and_an_authors_own_file_wins() {
    let built = clean("--- content/a.md\n---\ntitle: A\n---\n");
    expect![[r#"
        User-agent: *
        Allow: /
        Sitemap: https://example.org/sitemap.xml
    "#]]
    .assert_eq(built.text("robots.txt"));
    let built = clean(
        "--- content/robots.txt\nUser-agent: *\nDisallow: /\n--- content/_headers\n/*\n  X-Own: yes\n--- content/favicon.svg\n<svg/>\n",
    );
    assert_eq!(built.text("robots.txt"), "User-agent: *\nDisallow: /\n");
    assert_eq!(built.text("_headers"), "/*\n  X-Own: yes\n");
    assert_eq!(built.text("favicon.svg"), "<svg/>\n");
}

#[test]
fn the_headers_file_and_every_page_have_the_same_policy() {
    let built = clean(&(dated() + &page("content/x.md", "X", "aliases: [/old/]\n")));
    let styles: Vec<_> = built.outputs.keys().filter(|path| path.starts_with("style")).collect();
    let text = built.text("_headers");
    let (head, tail) = text.split_at(text.find("/style").expect("stylesheets are kept for ever"));
    assert_eq!(tail.matches("immutable").count(), styles.len());
    assert!(styles.iter().all(|path| tail.contains(&format!("/{path}\n  Cache-Control: "))));
    expect![[r#"
        /*
          Content-Security-Policy: default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'
          Referrer-Policy: no-referrer
          X-Content-Type-Options: nosniff
          Permissions-Policy: camera=(), geolocation=(), microphone=(), interest-cohort=()
          Cross-Origin-Opener-Policy: same-origin
    "#]].assert_eq(head);
    let policy =
        built.between("_headers", "Content-Security-Policy: ", "; frame-ancestors 'none'\n");
    let attribute = policy.replace('\'', "&#39;");
    for path in built.pages().into_iter().chain(["404.html", "old/index.html"]) {
        let found = built.between(path, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
        assert!(found == policy || found == attribute, "{path}: {found}");
    }
}

#[test]
fn the_page_for_wrong_addresses_is_not_indexed_and_works_from_anywhere() {
    let built = clean("--- content/a.md\n---\ntitle: A\n---\n");
    let text = built.text("404.html");
    assert!(text.contains("noindex"));
    assert!(text.contains("href=\"/style-list."), "addresses have to be absolute:\n{text}");
    assert!(!built.text("sitemap.xml").contains("404"));
}

#[test]
fn the_name_of_the_stylesheet_changes_with_its_bytes_and_every_page_has_it() {
    let style = |built: &Built| {
        let mut names = built.outputs.keys().filter(|path| path.starts_with("style-list."));
        let name = names.next().expect("a stylesheet").clone();
        assert!(names.next().is_none());
        assert!(built.text("index.html").contains(&format!("href=\"/{name}\"")));
        name
    };
    let with = |css: &str| {
        clean(&format!(
            "--- goodfit.yaml\ntitle: T\nbase_url: https://example.org/\ntheme: mine\n\
             --- themes/mine/css/90-mine.css\n{css}\n"
        ))
    };
    let (red, blue) = (with("a { color: red }"), with("a { color: blue }"));
    assert_ne!(style(&red), style(&blue));
    assert_eq!(style(&red), style(&with("a{color:red}")), "the same bytes once minified");
    assert!(red.text(&style(&red)).ends_with("a{color:red}"));
}

#[test]
fn below_a_sub_path_every_address_has_it() {
    let mut options = options();
    options.base_url = base_url("https://example.org/guide/");
    let built = build_with(&(dated() + &page("content/x.md", "X", "aliases: [/old/]\n")), &options);
    assert_eq!(built.findings, "");
    for (path, text) in &built.outputs {
        let is_page = path.ends_with(".html");
        let marks: &[&str] = if is_page {
            &["href=\"/", "src=\"/", "url=/", "https://example.org/"]
        } else {
            &["https://example.org/"]
        };
        for mark in marks {
            for rest in text.split(mark).skip(1) {
                assert!(
                    rest.starts_with("guide/"),
                    "{path}: {mark}{}",
                    &rest[..rest.len().min(40)]
                );
            }
        }
    }
    assert_eq!(built.text("_redirects"), "/guide/old/ /guide/x/ 301\n");
    assert!(built.text("_headers").starts_with("/guide/*\n"));
    assert!(built.outputs.contains_key("x/index.html"), "files are not below the path");
}

#[test]
fn the_bytes_of_a_published_page_do_not_depend_on_the_day() {
    let project = dated()
        + &page("content/later.md", "Later", "publish_date: 2026-06-01\nexpiry_date: 2030-01-01\n");
    let on = |year| {
        let mut options = options();
        options.publishing.now = date(year, 11, 21);
        build_with(&project, &options).outputs
    };
    assert_eq!(on(2026), on(2029));
}
