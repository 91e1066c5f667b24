//! Themes: what a site can change of the one built in, and what it is told when it slips.

use crate::support::{Built, build, findings, page, plain};
use expect_test::{Expect, expect};
use goodfit::diagnostics::print;

const MINE: &str = "--- goodfit.yaml\ntitle: Test\nbase_url: https://example.org/\ntheme: mine\n";
const ONE: &str = "--- content/one.md\n---\ntitle: One\n---\nHello.\n";

fn mine(files: &str) -> String {
    format!("{MINE}{ONE}{files}")
}

fn clean(files: &str) -> Built {
    let built = build(&mine(files));
    assert_eq!(built.findings, "");
    built
}

/// The findings as a terminal shows them, with frames and notes.
#[expect(clippy::needless_pass_by_value, reason = "an expectation is written in the call")]
fn shown(project: &str, expected: Expect) {
    let (found, prepared) = crate::support::found(project);
    expected.assert_eq(&print::text(&found, prepared.snapshot(), print::Decoration::Plain));
}

#[test]
fn a_file_of_the_site_replaces_the_one_built_in() {
    let built = clean("--- themes/mine/templates/partials/footer.html\n<footer>Mine</footer>\n");
    assert!(built.text("one/index.html").contains("<footer>Mine</footer>"));
    assert!(built.text("one/index.html").contains("<header class=\"masthead\">"));
}

#[test]
fn one_block_can_be_replaced_and_filled_with_what_it_was() {
    let built = clean(
        "--- themes/mine/templates/page.html\n{% extends \"default/page.html\" %}\n\
         {% block heading %}<p>Before</p>{{ super() }}{% endblock heading %}\n",
    );
    let text = built.text("one/index.html");
    assert!(text.contains("<p>Before</p>"), "{text}");
    assert!(text.contains("<h1>One</h1>"), "{text}");
    assert!(!built.text("index.html").contains("<p>Before</p>"));
}

#[test]
fn a_base_of_the_sites_own_is_below_all_templates_built_in() {
    let built = clean(
        "--- themes/mine/templates/base.html\n{% extends \"default/base.html\" %}\n\
         {% block extra_head %}<meta name=\"mine\">{% endblock extra_head %}\n",
    );
    for path in ["index.html", "one/index.html", "404.html"] {
        assert!(built.text(path).contains("<meta name=\"mine\">"), "{path}");
    }
}

#[test]
fn a_theme_can_replace_everything_and_need_nothing_of_the_one_built_in() {
    let built = build(&plain("", ONE));
    assert_eq!(built.findings, "");
    assert!(built.text("one/index.html").starts_with("One at /one/"));
}

#[test]
fn stylesheets_are_replaced_file_by_file_and_joined_by_name() {
    let built = clean(
        "--- themes/mine/css/50-code.css\nmine-code { color: red }\n\
         --- themes/mine/css/05-first.css\nmine-first { color: red }\n\
         --- themes/mine/css/notes.txt\nnot a stylesheet\n",
    );
    let style = built.outputs.keys().find(|path| path.starts_with("style.")).expect("a stylesheet");
    let css = built.text(style);
    let at = |text: &str| css.find(text).unwrap_or_else(|| panic!("no {text} in {css}"));
    assert!(at("mine-first") < at("--"), "the first name comes first");
    assert!(at("mine-code") > at("--"));
    assert!(!css.contains("not a stylesheet"));
    let before = build(ONE);
    let default = before.outputs.keys().find(|path| path.starts_with("style.")).expect("one");
    assert!(before.text(default).contains(".hl-") || before.text(default).contains("pre"));
}

#[test]
fn static_files_are_copied_and_replaced() {
    let built = clean(
        "--- themes/mine/static/favicon.svg\n<svg/>\n--- themes/mine/static/a/b.txt\nx\n\
         --- themes/mine/static/logo.png\n",
    );
    assert_eq!(built.text("favicon.svg"), "<svg/>\n");
    assert_eq!(built.text("a/b.txt"), "x\n");
    assert_eq!(built.text("logo.png"), "copy of themes/mine/static/logo.png");
}

#[test]
fn a_theme_declares_settings_and_keeps_those_of_the_one_built_in() {
    let theme = "--- themes/mine/theme.yaml\nname: mine\nsettings:\n  accent: { type: text, default: teal }\n\
                 \x20 help_label: { type: text, default: Call us }\n\
                 --- themes/mine/templates/page.html\n{{ site.theme.accent }}, {{ site.theme.help_label }}, {{ site.theme.next_label }}\n";
    assert_eq!(clean(theme).text("one/index.html").trim(), "teal, Call us, Next");
    let set = format!("{MINE}theme_settings:\n  accent: red\n  next_label: On\n{ONE}{theme}");
    let built = build(&set);
    assert_eq!(built.findings, "");
    assert_eq!(built.text("one/index.html").trim(), "red, Call us, On");
}

#[test]
fn settings_are_checked_in_both_files() {
    findings(
        "--- goodfit.yaml\ntitle: T\nbase_url: https://example.org/\ntheme: mine\ntheme_settings:\n  acent: red\n  show_toc: maybe\n  wide: 3\n\
         --- themes/mine/theme.yaml\nsettings:\n  accent: { type: colour }\n  wide: { type: bool, default: perhaps }\n",
        &expect![[r#"
            goodfit.yaml:5:3: error[C002]: unknown key `acent` (the keys here are `wide`, `help_url`, `help_label`, `disclaimer`, `emergency_text`, `header_sections`, `about_path`, `list_detail`, `show_toc`, `show_dates`, `start_url`, `index_url`, `share_image`, `share_width`, `share_height`, `share_alt`, and others)
            goodfit.yaml:6:13: error[C003]: `show_toc` must be `true` or `false`, not the text `maybe` (write `show_toc: true` or `show_toc: false`)
            goodfit.yaml:7:9: error[C003]: `wide` must be `true` or `false`, not the number `3` (write `wide: true` or `wide: false`)
            themes/mine/theme.yaml:2:19: error[C003]: `type` must be `text`, `url`, `number`, `bool` or `choice`, not `colour` (write `type: text`)
            themes/mine/theme.yaml:3:32: error[C003]: `default` must be `true` or `false`, not the text `perhaps` (write `default: true` or `default: false`)
        "#]],
    );
}

#[test]
fn a_theme_that_does_not_exist_is_reported_where_it_is_named() {
    findings(
        "--- goodfit.yaml\ntitle: T\nbase_url: https://example.org/\ntheme: mnie\n--- themes/mine/css/a.css\na { color: red }\n",
        &expect![[r#"
            goodfit.yaml:3:8: error[C007]: there is no theme `mnie` (did you mean `mine`?)
        "#]],
    );
    findings(
        "--- goodfit.yaml\ntitle: T\nbase_url: https://example.org/\ntheme: somewhere-else\n",
        &expect![[r#"
            goodfit.yaml:3:8: error[C007]: there is no theme `somewhere-else` (leave `theme:` out to use the theme that is built in, or make the folder in `themes/`)
        "#]],
    );
}

#[test]
fn syntax_errors_of_several_templates_are_all_reported() {
    findings(
        &mine(
            "--- themes/mine/templates/page.html\n<p>\n{% if page.title %}\n</p>\n\
             --- themes/mine/templates/section.html\n{{ page. }}\n\
             --- themes/mine/templates/partials/footer.html\n{% endif %}\n",
        ),
        &expect![[r#"
            themes/mine/templates/page.html:2:20: error[T001]: unexpected end of input
            themes/mine/templates/partials/footer.html:1:4: error[T001]: unknown tag
            themes/mine/templates/section.html:1:10: error[T001]: found `}}` but expected identifier
        "#]],
    );
}

#[test]
fn names_that_no_template_has_are_all_reported() {
    findings(
        &mine(
            "--- themes/mine/templates/page.html\n{% extends \"bse.html\" %}\n\
             --- themes/mine/templates/term.html\n{% extends \"unlike-anything.html\" %}\n",
        ),
        &expect![[r#"
            themes/mine/templates/page.html:1:13: error[T004]: there is no template `bse.html` to extend (did you mean `base.html`?)
            themes/mine/templates/term.html:1:13: error[T004]: there is no template `unlike-anything.html` to extend
        "#]],
    );
    findings(
        &mine(
            "--- themes/mine/templates/page.html\n{{ page.title | shout }}\n{% include \"partials/fotter.html\" %}\n{{ today() }}\n{{ <rwos items={[]} /> }}\n{% if page.title is odd_looking %}{% endif %}\n",
        ),
        &expect![[r#"
            themes/mine/templates/page.html:1:17: error[T001]: unknown filter `shout`
            themes/mine/templates/page.html:2:12: error[T004]: there is no template `partials/fotter.html` to include (did you mean `partials/footer.html`?)
            themes/mine/templates/page.html:3:4: error[T001]: unknown function `today`
            themes/mine/templates/page.html:4:4: error[T001]: unknown component `rwos`
            themes/mine/templates/page.html:5:21: error[T001]: unknown test `odd_looking`
        "#]],
    );
}

#[test]
fn a_template_that_extends_itself_is_told_of_the_one_built_in() {
    findings(
        &mine("--- themes/mine/templates/page.html\n{% extends \"page.html\" %}\n"),
        &expect![[r#"
            themes/mine/templates/page.html:1:13: error[T001]: `page.html` extends itself (write `default/page.html` for the template that is built in)
        "#]],
    );
    findings(
        &mine(
            "--- themes/mine/templates/a.html\n{% extends \"b.html\" %}\n--- themes/mine/templates/b.html\n{% extends \"a.html\" %}\n",
        ),
        &expect![[r#"
            themes/mine/templates/a.html:1:13: error[T001]: `a.html` extends itself by way of `b.html` (let one of them stand alone)
        "#]],
    );
    findings(
        &mine(
            "--- themes/mine/templates/page.html\n{% include \"a.html\" %}\n--- themes/mine/templates/a.html\n{% include \"a.html\" %}\n",
        ),
        &expect![[r#"
            themes/mine/templates/a.html:1:13: error[T001]: `a.html` includes itself (take one of the includes out)
        "#]],
    );
}

#[test]
fn a_block_that_its_parent_does_not_have_is_reported() {
    findings(
        &mine(
            "--- themes/mine/templates/page.html\n{% extends \"default/page.html\" %}\n{% block hedding %}{% endblock %}\n",
        ),
        &expect![[r#"
            themes/mine/templates/page.html:2:10: error[T001]: block `hedding` is not defined in any parent template (did you mean `heading`?)
        "#]],
    );
}

#[test]
fn a_component_that_exists_twice_is_reported() {
    findings(
        &mine(
            "--- themes/mine/templates/a.html\n{% component box() %}{% endcomponent box %}\n\
             --- themes/mine/templates/b.html\n{% component box() %}{% endcomponent box %}\n",
        ),
        &expect![[r#"
            themes/mine/templates/b.html: error[T001]: component `box` is defined in both `a.html` and `b.html`
        "#]],
    );
}

#[test]
fn an_undefined_field_names_the_place_the_page_and_the_chain() {
    shown(
        &mine(
            "--- themes/mine/templates/page.html\n{% extends \"default/page.html\" %}\n\
             {% block heading %}\n<h1>{{ page.titel }}</h1>\n{% endblock heading %}\n",
        ),
        expect![[r#"
            error[T002]: field `titel` is not defined
             --> themes/mine/templates/page.html:3:13
              |
            3 | <h1>{{ page.titel }}</h1>
              |             ^^^^^
              |
              = note: while putting together `content/one.md`
              = note: the template is `page.html`, which extends `default/page.html`, which extends `default/base.html`
              = help: did you mean `title`?

        "#]],
    );
}

#[test]
fn a_failing_partial_says_from_where_it_was_included() {
    shown(
        &mine(
            "--- themes/mine/templates/partials/footer.html\n<footer>\n{{ site.nothing }}\n</footer>\n\
             --- themes/mine/templates/404.html\nfine\n--- themes/mine/templates/home.html\nfine\n",
        ),
        expect![[r#"
            error[T002]: field `nothing` is not defined
              --> themes/mine/templates/partials/footer.html:2:9
               |
             2 | {{ site.nothing }}
               |         ^^^^^^^
               |
              ::: themes/default/templates/base.html:71:13
               |
            71 | {%- include "partials/footer.html" %}
               |             - called from here
               |
               = note: while putting together `content/one.md`
               = note: the template is `default/page.html`, which extends `default/base.html`
               = help: known here: author, base_path, base_url, contact, csp, data, description, extra, feeds, funding, home, language, nav, publisher, stylesheet, stylesheets, taxonomies, theme, title

        "#]],
    );
}

#[test]
fn a_failing_component_says_from_where_it_was_called() {
    shown(
        &mine(
            "--- themes/mine/templates/parts.html\n{% component badge(page: map) %}<b>{{ page.colour }}</b>{% endcomponent badge %}\n\
             --- themes/mine/templates/page.html\n<p>{{ <badge page={page} /> }}</p>\n",
        ),
        expect![[r#"
            error[T002]: field `colour` is not defined
             --> themes/mine/templates/parts.html:1:44
              |
            1 | {% component badge(page: map) %}<b>{{ page.colour }}</b>{% endcomponent badge %}
              |                                            ^^^^^^
              |
             ::: themes/mine/templates/page.html:1:7
              |
            1 | <p>{{ <badge page={page} /> }}</p>
              |       - called from here
              |
              = note: while putting together `content/one.md`
              = note: the template is `page.html`
              = help: known here: breadcrumbs, content, date, description, draft, excerpt, extra, feeds, has_code, has_questionnaire, is_home, is_questionnaire, is_section, json_ld, minutes, next, path, permalink, prev, related, section, sources, summary, taxonomies, title, toc, top, trust, updated, url, weight, words

        "#]],
    );
}

#[test]
fn helpers_say_what_they_did_not_get() {
    findings(
        &mine(
            "--- themes/mine/templates/page.html\n{{ page_url(source=\"content/tow.md\") }}\n--- content/two.md\n---\ntitle: Two\ntemplate: other.html\n---\n\
             --- themes/mine/templates/other.html\n{{ page.title | date }}\n\
             --- content/three.md\n---\ntitle: Three\ntemplate: third.html\n---\n\
             --- themes/mine/templates/third.html\n{{ url(pth=\"/a/\") }}\n",
        ),
        &expect![[r#"
            themes/mine/templates/other.html:1:17: error[T002]: `Two` is not a date such as 2026-11-21
            themes/mine/templates/page.html:1:4: error[T002]: no published page comes from `content/tow.md`
            themes/mine/templates/third.html:1:4: error[T002]: missing keyword argument `path`
        "#]],
    );
}

#[test]
fn one_mistake_in_a_template_is_one_finding_however_many_pages_it_is_on() {
    let pages: String = (1..=3).map(|n| page(&format!("content/p{n}.md"), "P", "")).collect();
    let project =
        format!("{MINE}{pages}--- themes/mine/templates/page.html\n{{{{ page.nothing }}}}\n");
    shown(
        &project,
        expect![[r#"
            error[T002]: field `nothing` is not defined
             --> themes/mine/templates/page.html:1:9
              |
            1 | {{ page.nothing }}
              |         ^^^^^^^
              |
              = note: while putting together `content/p1.md`
              = note: the template is `page.html`
              = note: and 2 more outputs fail in the same way
              = help: known here: breadcrumbs, content, date, description, draft, excerpt, extra, feeds, has_code, has_questionnaire, is_home, is_questionnaire, is_section, json_ld, minutes, next, path, permalink, prev, related, section, sources, summary, taxonomies, title, toc, top, trust, updated, url, weight, words

        "#]],
    );
}

#[test]
fn a_mistake_in_a_stylesheet_has_its_place() {
    findings(
        &mine(
            "--- themes/mine/css/90-mine.css\na { color: red }\nb { color: ; }\nc ! d { x: y }\n--- themes/mine/css/91-more.css\na { b\n",
        ),
        &expect![[r#"
            themes/mine/css/90-mine.css:3:3: error[T003]: invalid dangling combinator in selector
            themes/mine/css/91-more.css:2:1: error[T003]: unexpected end of input
        "#]],
    );
}

#[test]
fn helpers_make_addresses_and_dates() {
    let built = clean(
        "--- themes/mine/templates/page.html\n{{ url(path=\"/a/\") }} {{ url(path=\"a/\") }} {{ page_url(source=\"one.md\") }} {{ page_url(source=\"content/one.md\") }} {{ \"2026-11-01\" | date }}\n",
    );
    assert_eq!(built.text("one/index.html").trim(), "/a/ /a/ /one/ /one/ 1 November 2026");
}

#[test]
fn text_is_escaped_wherever_it_comes_from() {
    let hostile = "<script>alert(1)</script>\\\"'&";
    let built = build(&format!(
        "--- goodfit.yaml\ntitle: \"{hostile}\"\nbase_url: https://example.org/\ndescription: \"{hostile}\"\nauthor: \"{hostile}\"\n\
         theme_settings:\n  disclaimer: \"{hostile}\"\n  help_url: /one/\n  help_label: \"{hostile}\"\n\
         --- content/one.md\n---\ntitle: \"{hostile}\"\ndescription: \"{hostile}\"\nsummary: \"{hostile}\"\ntaxonomies:\n  topics: [\"{hostile}\"]\n---\n## `{hostile}`\n\n{{{{ page.title }}}}\n"
    ));
    assert_eq!(built.findings, "");
    for (path, text) in built.outputs.iter().filter(|(path, _)| path.ends_with(".html")) {
        let data = "<script type=\"application/ld+json\">";
        let (page, data) = text.split_once(data).unwrap_or((text, "</script>"));
        // In JSON the quotation mark has its backslash, and nothing can end the element early.
        assert_eq!(data.matches('<').count(), data.matches("</").count(), "{path}:\n{data}");
        assert!(data.starts_with('{') || data.starts_with("</script>"), "{path}:\n{data}");
        assert_eq!(data.matches("</script>").count(), 1, "{path}:\n{data}");
        assert!(!page.contains("<script"), "{path}:\n{page}");
        assert!(!page.contains("\"'&\""), "{path}:\n{page}");
    }
    assert!(built.text("one/index.html").contains("{{ page.title }}"), "templates are not content");
}

#[test]
fn a_built_in_template_can_be_replaced_whole_in_the_default_theme() {
    let names = ["section", "page", "home", "404", "term", "taxonomy", "redirect"];
    for name in names {
        let built = build(&format!(
            "--- themes/default/templates/{name}.html\n<p>small</p>\n\
             --- content/s/_index.md\n---\ntitle: S\naliases: [/t/]\n---\n\
             --- content/s/a.md\n---\ntitle: A\ntaxonomies: {{topics: [x]}}\n---\n"
        ));
        assert_eq!(built.findings, "", "{name}");
    }
}

#[test]
fn a_setting_that_is_an_address_leads_somewhere_safe() {
    let with = |url: &str| {
        let head = "--- goodfit.yaml\ntitle: T\nbase_url: https://example.org/\n";
        build(&format!("{head}theme_settings:\n  help_url: \"{url}\"\n")).findings
    };
    for right in ["", "/", "/index.html", "/#x", "https://example.com/", "tel:116123"] {
        assert_eq!(with(right), "", "{right}");
    }
    for wrong in ["javascript:alert(1)", "//example.com", "/\\\\example.com", "help", "data:x"] {
        assert!(with(wrong).contains("error[C003]: `help_url` cannot lead to"), "{wrong}");
    }
    let lost = with("/nowhere/");
    assert!(lost.starts_with("goodfit.yaml:4:13: error[L001]: nothing has the address"), "{lost}");
}

#[test]
fn a_picture_for_messengers_has_its_full_address_and_is_loaded_by_no_page() {
    let config = "--- goodfit.yaml\ntitle: T\nbase_url: https://example.org/base/\n\
        theme_settings: {share_image: /share.png, share_alt: Two chairs}\n";
    let pages = "--- content/share.png\n--- content/a.md\n---\ntitle: A\n---\n\
        --- content/b.md\n---\ntitle: B\nextra: {share_image: \"https://b.example/b.png\"}\n---\n";
    let built = build(&format!("{config}{pages}"));
    assert_eq!(built.findings, "");
    let head = |path: &str| {
        let lines = built
            .text(path)
            .lines()
            .filter(|line| line.contains("og:") || line.contains("twitter"));
        lines.collect::<Vec<_>>().join("\n")
    };
    expect![[r#"
        <meta property="og:image" content="https://example.org/base/share.png">
        <meta name="twitter:card" content="summary_large_image">
        <meta property="og:image:width" content="1200">
        <meta property="og:image:height" content="630">
        <meta property="og:image:alt" content="Two chairs">
        <meta property="og:title" content="A">
        <meta property="og:site_name" content="T">"#]]
    .assert_eq(&head("a/index.html"));
    expect![[r#"
        <meta property="og:image" content="https://b.example/b.png">
        <meta name="twitter:card" content="summary_large_image">
        <meta property="og:title" content="B">
        <meta property="og:site_name" content="T">"#]]
    .assert_eq(&head("b/index.html"));
    let plain = build("--- content/a.md\n---\ntitle: A\n---\n");
    assert!(!plain.text("a/index.html").contains("og:"));
}
