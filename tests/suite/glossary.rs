//! Terms in pages, and the page that explains them.

use crate::support::{
    Built, base_url, build, build_with, findings, options, page, plain, snapshot,
};
use expect_test::{Expect, expect};
use goodfit::pipeline;
use proptest::prelude::*;

/// Five terms, and the page that shows them.
const GLOSSARY: &str = "--- data/glossary.yaml\n\
- term: Alliance\n  definition: How well you work as a team.\n  also: [working alliance]\n  forms: [alliances]\n\
- term: Empathy\n  definition: Understanding & showing it.\n  sources: [b]\n\
- term: Client\n  definition: The person who comes for help.\n  autolink: false\n\
- {term: élan vital, definition: A force., also: ['11 steps']}\n\
- {term: Goal, definition: What you want., forms: [goals]}\n\
--- data/references.yaml\nb: {type: book, title: B, date: 2018, serial-number: {isbn: 2}}\n\
--- content/glossary.md\n---\ntitle: Glossary\nglossary: false\n---\n```goodfit glossary\n```\n";

/// Uses every term, so that none is reported.
const ALL_USED: &str = "--- content/zz.md\n---\ntitle: All\n---\n\
[[alliance]] [[empathy]] [[client]] [[élan vital]] [[goal]]\n";

const AUTOLINK: &str = "glossary: {autolink: true}\n";

/// A page `a` with the glossary; `config` is added to `goodfit.yaml`.
fn project(config: &str, body: &str) -> String {
    plain(config, &format!("{GLOSSARY}{ALL_USED}--- content/a.md\n---\ntitle: A\n---\n{body}"))
}

/// The text of a page.
fn content<'a>(built: &'a Built, path: &str) -> &'a str {
    let (_, after) = built.text(path).split_once("\nterms:").expect("the theme writes it");
    after.split_once('\n').map_or("", |(_, content)| content)
}

/// The text of page `a`, with links to terms as `{term|words}`.
fn shown(built: &Built) -> String {
    let mut out = String::new();
    let mut rest = content(built, "a/index.html");
    while let Some((before, link)) = rest.split_once("<a class=\"term\" href=\"/glossary/#term_") {
        let (slug, link) = link.split_once("\">").expect("it is closed");
        let (words, after) = link.split_once("</a>").expect("it ends");
        out.push_str(&format!("{before}{{{slug}|{words}}}"));
        rest = after;
    }
    (out + rest).trim().to_owned() + "\n"
}

fn links(config: &str, body: &str, expected: &Expect) {
    let built = build(&project(config, body));
    assert_eq!(built.findings, "");
    expected.assert_eq(&shown(&built));
}

#[test]
fn double_brackets_lead_to_the_glossary_as_often_as_they_stand() {
    links(
        "",
        "An [[alliance]], the [[Working\nAlliance]]s, [[ALLIANCES]], [[ empathy ]]'s; [[client]].\n\n\
         - in *an [[Alliance]]*\n- **[[alliance]]**[^n]\n\n| a | b |\n|---|---|\n| [[goal]] | [[11 steps]] |\n\n\
         > [!note] The [[goal]]\n> [[[goal]]]\n\n[^n]: A [[goal]].\n\n## The [[goal]]\n",
        &expect![[r##"
            <p>An {alliance|alliance}, the {alliance|Working
            Alliance}s, {alliance|ALLIANCES}, {empathy|empathy}'s; {client|client}.</p>
            <ul>
            <li>in <em>an {alliance|Alliance}</em></li>
            <li><strong>{alliance|alliance}</strong><sup class="footnote-ref"><a href="#fn-1" id="fnref-1" role="doc-noteref" aria-label="Footnote 1">1</a></sup></li>
            </ul>
            <div class="table" role="region" tabindex="0" aria-label="Table">
            <table>
            <thead>
            <tr>
            <th scope="col">a</th>
            <th scope="col">b</th>
            </tr>
            </thead>
            <tbody>
            <tr>
            <td data-label="a">{goal|goal}</td>
            <td data-label="b">{elan-vital|11 steps}</td>
            </tr>
            </tbody>
            </table>
            </div>
            <aside class="box box-note" role="note" aria-labelledby="box-1">
            <p class="box-title" id="box-1">The {goal|goal}</p>
            <p>[{goal|goal}]</p>
            </aside>
            <h2 id="the-goal">The {goal|goal}</h2>
            <section class="footnotes" role="doc-endnotes" aria-label="Footnotes">
            <ol>
            <li id="fn-1">
            <p>A {goal|goal}. <a href="#fnref-1" class="footnote-back" role="doc-backlink" aria-label="Back to the text, footnote 1">↩︎</a></p>
            </li>
            </ol>
            </section>
        "##]],
    );
}

#[test]
fn brackets_can_be_text() {
    links(
        "",
        "\\[[alliance]] [\\[alliance]] `[[alliance]]` [[ ]] a[[]] [[alliance] ]\n\n    [[x]]\n",
        &expect![[r#"
            <p>[[alliance]] [[alliance]] <code>[[alliance]]</code> [[ ]] a[[]] [[alliance] ]</p>
            <pre tabindex="0"><code>[[x]]
            </code></pre>
        "#]],
    );
}

#[test]
fn the_first_use_becomes_a_link_where_the_site_asks_for_it() {
    links(
        AUTOLINK,
        "## Alliance and goals\n\n`goal` [goal](zz.md) ![goal](x.png)<!-- goal -->\n\n\
         The working\nalliance, an alliance. A client's *goals*, a goal. Un*empathy* and Empathy’s, ÉLAN&nbsp;vital.\n\
         --- content/x.png\n",
        &expect![[r#"
            <h2 id="alliance-and-goals">Alliance and goals</h2>
            <p><code>goal</code> <a href="/zz/">goal</a> <img src="/x.png" width="40" height="30" alt="goal" loading="lazy" decoding="async"></p>
            <p>The {alliance|working
            alliance}, an alliance. A client's <em>{goal|goals}</em>, a goal. Un<em>empathy</em> and {empathy|Empathy}’s, {elan-vital|ÉLAN vital}.</p>
        "#]],
    );
}

#[test]
fn a_use_that_was_asked_for_is_the_first() {
    links(
        AUTOLINK,
        "The [[goal]] is a goal. An alliance, [[alliance]].\n",
        &expect![[r#"
        <p>The {goal|goal} is a goal. An {alliance|alliance}, {alliance|alliance}.</p>
    "#]],
    );
}

#[test]
fn a_footnote_comes_last_wherever_it_is_defined() {
    links(
        AUTOLINK,
        "[^a]: A goal, and empathy.\n\n[^b]: Alliance.\n\nOne[^a].\n\n> [!curious] A goal\n> A goal.\n\n[^a]\n\n[^b]\n\n[^b]: x\n"
            .split_once("\n\n[^b]: x")
            .expect("it is there")
            .0,
        &expect![[r##"
            <p>One<sup class="footnote-ref"><a href="#fn-1" id="fnref-1" role="doc-noteref" aria-label="Footnote 1">1</a></sup>.</p>
            <details class="box box-curious">
            <summary class="box-title">A goal</summary>
            <p>A {goal|goal}.</p>
            </details>
            <p><sup class="footnote-ref"><a href="#fn-1" id="fnref-1-2" role="doc-noteref" aria-label="Footnote 1">1</a></sup></p>
            <p><sup class="footnote-ref"><a href="#fn-2" id="fnref-2" role="doc-noteref" aria-label="Footnote 2">2</a></sup></p>
            <section class="footnotes" role="doc-endnotes" aria-label="Footnotes">
            <ol>
            <li id="fn-1">
            <p>A goal, and {empathy|empathy}. <a href="#fnref-1" class="footnote-back" role="doc-backlink" aria-label="Back to the text, footnote 1, place 1">↩︎<sup>1</sup></a> <a href="#fnref-1-2" class="footnote-back" role="doc-backlink" aria-label="Back to the text, footnote 1, place 2">↩︎<sup>2</sup></a></p>
            </li>
            <li id="fn-2">
            <p>{alliance|Alliance}. <a href="#fnref-2" class="footnote-back" role="doc-backlink" aria-label="Back to the text, footnote 2">↩︎</a></p>
            </li>
            </ol>
            </section>
        "##]],
    );
}

#[test]
fn a_page_decides_for_itself() {
    let with = |config: &str, says: &str| {
        let project = project(config, "A goal, [[goal]].\n")
            .replace("title: A\n", &format!("title: A\n{says}"));
        shown(&build(&project)).trim().to_owned()
    };
    let (both, one) = ("<p>A {goal|goal}, {goal|goal}.</p>", "<p>A goal, {goal|goal}.</p>");
    assert!(with("", "glossary: true\n").starts_with(both));
    assert!(with(AUTOLINK, "").starts_with(both));
    assert!(with(AUTOLINK, "glossary: false\n").starts_with(one));
    assert!(with("", "").starts_with(one));
}

#[test]
fn what_cannot_be_a_term_is_reported_with_a_way_out() {
    findings(
        &project(
            "",
            "| a | b |\n|---|---|\n| [[goal|x]] | c |\n\n[[alliace]] and [[nothing of ours]].\n\n[[goal|the aim]]\n\n| [[goal|x]] | b |\n|---|---|\n\n\
             [[*goal*]]\n\n[the [[goal]]](zz.md) ![[[goal]]](x.png)\n--- content/x.png\n",
        ),
        &expect![[r#"
            content/a.md:6:3: error[G002]: `[[` is not closed by `]]` (write a term between them, without emphasis or `|`; or `\[[` for the brackets themselves)
            content/a.md:8:1: error[G001]: the glossary has no term `alliace` (did you mean `Alliance`?)
            content/a.md:8:17: error[G001]: the glossary has no term `nothing of ours` (add it to `data/glossary.yaml`, or write `\[[` for brackets as text)
            content/a.md:10:1: error[G002]: a term cannot have other words in its place (write `[[goal]]`, or add `the aim` to the `forms:` of the term in `data/glossary.yaml` and write `[[the aim]]`)
            content/a.md:12:3: error[G002]: a term cannot have other words in its place (write `[[goal]]`, or add `x` to the `forms:` of the term in `data/glossary.yaml` and write `[[x]]`)
            content/a.md:15:1: error[G002]: `[[` is not closed by `]]` (write a term between them, without emphasis or `|`; or `\[[` for the brackets themselves)
            content/a.md:17:6: error[G003]: `[[goal]]` stands in a link or a picture, and is a link itself (take the double brackets away)
            content/a.md:17:25: error[G003]: `[[goal]]` stands in a link or a picture, and is a link itself (take the double brackets away)
        "#]],
    );
}

#[test]
fn a_term_nobody_uses_is_a_warning_at_the_term() {
    findings(
        &format!(
            "{GLOSSARY}--- content/a.md\n---\ntitle: A\n---\nA [[goal]], [[client]].\n\n[^x]: [[Empathy]]\n--- content/b.md\n---\ntitle: B\ndraft: true\n---\n[[alliance]]\n"
        ),
        &expect![[r#"
            content/a.md:6:1: warning[M007]: nothing refers to the footnote `[^x]` (write `[^x]` where it belongs, or remove it)
            data/glossary.yaml:1:9: warning[G006]: no page uses the term `Alliance` (write `[[Alliance]]` where readers need it)
            data/glossary.yaml:5:9: warning[G006]: no page uses the term `Empathy` (write `[[Empathy]]` where readers need it)
            data/glossary.yaml:11:10: warning[G006]: no page uses the term `élan vital` (write `[[élan vital]]` where readers need it)
        "#]],
    );
}

#[test]
fn terms_need_a_page_that_explains_them() {
    let project = project(AUTOLINK, "A goal.\n");
    let draft = project.replace("title: Glossary\n", "title: Glossary\ndraft: true\n");
    let project = project.replace("```goodfit glossary\n```\n", "");
    findings(
        &project,
        &expect![[r#"
        content/a.md:4:3: error[G007]: the term `Goal` leads nowhere: no page shows the glossary (make a page `content/glossary.md` that holds a block ```` ```goodfit glossary ````)
    "#]],
    );
    assert!(build(&project).text("a/index.html").contains("<p>A goal.</p>"));
    findings(
        &draft,
        &expect![[r#"
        content/a.md:4:3: error[G007]: the term `Goal` leads nowhere: no page shows the glossary (make a page `content/glossary.md` that holds a block ```` ```goodfit glossary ````)
    "#]],
    );
}

#[test]
fn a_glossary_that_cannot_be_read_is_one_finding() {
    findings(
        "--- data/glossary.yaml\n- term: [\n--- content/a.md\n---\ntitle: A\n---\n[[goal]] [[x]]\n",
        &expect![[r#"
            data/glossary.yaml:2:1: error[D001]: this is not YAML: did not find expected node content while parsing a flow node (begin it as far left as the lines it belongs with; look for a missing quote or colon above)
        "#]],
    );
    findings(
        "--- content/a.md\n---\ntitle: A\n---\n[[goal]]\n",
        &expect![[r#"
        content/a.md:4:1: error[G001]: the glossary has no term `goal` (add it to `data/glossary.yaml`, or write `\[[` for brackets as text)
    "#]],
    );
}

#[test]
fn links_know_the_path_of_the_site() {
    let options =
        pipeline::Options { base_url: base_url("https://example.org/a%20b/"), ..options() };
    let built = build_with(&project(AUTOLINK, "A goal.\n"), &options);
    let html = built.text("a/index.html");
    assert!(
        html.contains("<a class=\"term\" href=\"/a%20b/glossary/#term_goal\">goal</a>"),
        "{html}"
    );
    let glossary = built.text("glossary/index.html");
    assert!(glossary.contains("<a href=\"/a%20b/a/\">A</a>"), "{glossary}");
}

#[test]
fn the_glossary_from_a_to_z() {
    let built = build(&project(AUTOLINK, "A goal.\n"));
    assert_eq!(built.findings, "");
    expect![[r##"
        <nav aria-label="Glossary by letter">
        <ul class="letters">
        <li><a href="#a_to_z_A">A</a></li>
        <li><a href="#a_to_z_C">C</a></li>
        <li><a href="#a_to_z_E">E</a></li>
        <li><a href="#a_to_z_G">G</a></li>
        </ul>
        </nav>
        <section>
        <h2 id="a_to_z_A">A</h2>
        <dl class="glossary">
        <dt id="term_alliance"><dfn>Alliance</dfn></dt>
        <dd>
        <p class="definition">How well you work as a team.</p>
        <p class="also">Also known as: working alliance</p>
        <div class="used-on"><p>Used on:</p>
        <ul>
        <li><a href="/zz/">All</a></li>
        </ul></div>
        </dd>
        </dl>
        </section>
        <section>
        <h2 id="a_to_z_C">C</h2>
        <dl class="glossary">
        <dt id="term_client"><dfn>Client</dfn></dt>
        <dd>
        <p class="definition">The person who comes for help.</p>
        <div class="used-on"><p>Used on:</p>
        <ul>
        <li><a href="/zz/">All</a></li>
        </ul></div>
        </dd>
        </dl>
        </section>
        <section>
        <h2 id="a_to_z_E">E</h2>
        <dl class="glossary">
        <dt id="term_elan-vital"><dfn>élan vital</dfn></dt>
        <dd>
        <p class="definition">A force.</p>
        <p class="also">Also known as: 11 steps</p>
        <div class="used-on"><p>Used on:</p>
        <ul>
        <li><a href="/zz/">All</a></li>
        </ul></div>
        </dd>
        <dt id="term_empathy"><dfn>Empathy</dfn></dt>
        <dd>
        <p class="definition">Understanding &amp; showing it. <a class="cite" role="doc-noteref" href="#source_1">[1]</a></p>
        <div class="used-on"><p>Used on:</p>
        <ul>
        <li><a href="/zz/">All</a></li>
        </ul></div>
        </dd>
        </dl>
        </section>
        <section>
        <h2 id="a_to_z_G">G</h2>
        <dl class="glossary">
        <dt id="term_goal"><dfn>Goal</dfn></dt>
        <dd>
        <p class="definition">What you want.</p>
        <div class="used-on"><p>Used on:</p>
        <ul>
        <li><a href="/a/">A</a></li>
        <li><a href="/zz/">All</a></li>
        </ul></div>
        </dd>
        </dl>
        </section>

    "##]].assert_eq(content(&built, "glossary/index.html"));
}

#[test]
fn uses_are_listed_in_the_sites_order_and_not_without_end() {
    let mut project = plain("", GLOSSARY);
    for n in 0..12 {
        let weight = format!("weight: {}\n", 100 - n);
        project += &page(&format!("content/p{n}.md"), &format!("<P{n}>"), &weight);
        project += "[[goal]] [[goal]]\n";
    }
    project += &page("content/s/_index.md", "Section", "weight: 1\n");
    project += "[[alliance]]\n";
    project += &page("content/s/one.md", "One", "");
    project += "[[alliance]]\n";
    project += &page("content/_index.md", "Home", "");
    project += "[[alliance]]\n";
    let built = build(&project);
    let used = |id: &str| {
        let entry = built.between("glossary/index.html", &format!("id=\"{id}\""), "</dd>");
        let list = entry.split("<ul>\n").nth(1).unwrap_or("");
        list.split("</ul>").next().unwrap_or("").to_owned()
    };
    expect![[r#"
        <li><a href="/p11/">&lt;P11&gt;</a></li>
        <li><a href="/p10/">&lt;P10&gt;</a></li>
        <li><a href="/p9/">&lt;P9&gt;</a></li>
        <li><a href="/p8/">&lt;P8&gt;</a></li>
        <li><a href="/p7/">&lt;P7&gt;</a></li>
        <li><a href="/p6/">&lt;P6&gt;</a></li>
        <li><a href="/p5/">&lt;P5&gt;</a></li>
        <li><a href="/p4/">&lt;P4&gt;</a></li>
        <li>and 4 more pages</li>
    "#]]
    .assert_eq(&used("term_goal"));
    expect![[r#"
        <li><a href="/">Home</a></li>
        <li><a href="/s/">Section</a></li>
        <li><a href="/s/one/">One</a></li>
    "#]]
    .assert_eq(&used("term_alliance"));
}

#[test]
fn a_link_may_lead_to_a_term_by_its_id() {
    findings(
        &project(
            "",
            "[x](glossary.md#term_goal) [y](glossary.md#term_gaol) [z](zz.md#term_goal)\n",
        ),
        &expect![[r#"
            content/a.md:4:32: error[L002]: `content/glossary.md` has no heading with the id `term_gaol` (the page has no headings; leave the anchor out)
            content/a.md:4:59: error[L002]: `content/zz.md` has no heading with the id `term_goal` (the page has no headings; leave the anchor out)
        "#]],
    );
}

/// A questionnaire whose texts use terms.
const FIT: &str = "--- content/fit.checklist.yaml\n\
title: Fit\npublished: 2026-01-01\nreview_by: 2027-01-01\nfunding: none\n\
limits: It is no goal.\nsources: [b]\nanswers: {yes: Yes, no: No}\norder: [no, yes]\n\
sections:\n  - id: first\n    title: Empathy\n    questions:\n      - id: heard\n\
\x20       ask: Is there empathy?\n        why: Empathy is a goal [@b].\n        say: A goal, [[alliance]].\n\
\x20     - {id: seen, ask: 'Is there an [[alliance]]?', why: 'A goal, empathy, [[goal]].'}\n\
outcomes:\n  - {id: poor, when: no >= 1, heading: Goal, short: Poor., text: A goal.}\n\
\x20 - {id: rest, heading: Fine, short: Fine., text: Go on.}\n";

/// What is a link, in order.
fn terms_in(html: &str) -> Vec<String> {
    let links = html.split("<a class=\"term\" href=\"/glossary/#term_").skip(1);
    let words = |link: &str| link.split_once("</a>").expect("it ends").0.replace("\">", ":");
    links.map(words).collect()
}

#[test]
fn a_questionnaire_is_one_page_with_many_texts() {
    let built = build(&project(AUTOLINK, FIT));
    assert_eq!(built.findings, "");
    assert_eq!(
        terms_in(built.text("fit/index.html")),
        ["empathy:Empathy", "goal:goal", "alliance:alliance", "alliance:alliance", "goal:goal"]
    );
    // What the reader could say is there a second time, to take along.
    assert_eq!(built.text("fit/index.html").matches("A goal, ").count(), 3);
}

#[test]
fn what_is_embedded_has_no_first_uses_of_its_own() {
    let embed = "```goodfit checklist fit\n```\n";
    let with = |before: &str| {
        let built = build(&project(AUTOLINK, &format!("{before}\n\n{embed}{FIT}")));
        assert_eq!(built.findings, "");
        terms_in(built.text("a/index.html"))
    };
    assert_eq!(
        with("Empathy."),
        ["empathy:Empathy", "goal:goal", "alliance:alliance", "alliance:alliance", "goal:goal"]
    );
    let quiet = project(AUTOLINK, &format!("{embed}{FIT}"))
        .replace("title: A\n", "title: A\nglossary: false\n");
    assert_eq!(
        terms_in(build(&quiet).text("a/index.html")),
        ["alliance:alliance", "alliance:alliance", "goal:goal"]
    );
}

#[test]
fn raw_html_that_may_not_hold_a_link_gets_none() {
    let config = format!("{AUTOLINK}markdown: {{raw_html: allow}}\n");
    links(
        &config,
        "<a href=\"x\">goal</a> <code>goal</code> <b>goal</b>\n\n<h2>\n\nempathy\n\n</h2>\n\nempathy\n",
        &expect![[r#"
            <p><a href="x">goal</a> <code>goal</code> <b>{goal|goal}</b></p>
            <h2>
            <p>empathy</p>
            </h2>
            <p>{empathy|empathy}</p>
        "#]],
    );
}

#[test]
fn the_data_about_the_terms_says_what_the_page_says() {
    let prepared = pipeline::prepare(snapshot(&project("", "x\n")), &options()).value;
    let data = goodfit::html::glossary_json_ld(&prepared.site).expect("there is a glossary");
    expect![[r#"
        {
          "@type": "DefinedTermSet",
          "@id": "https://example.org/glossary/",
          "name": "Glossary",
          "url": "https://example.org/glossary/",
          "hasDefinedTerm": [
            {
              "@type": "DefinedTerm",
              "@id": "https://example.org/glossary/#term_alliance",
              "name": "Alliance",
              "description": "How well you work as a team.",
              "termCode": "alliance",
              "url": "https://example.org/glossary/#term_alliance",
              "inDefinedTermSet": "https://example.org/glossary/",
              "alternateName": [
                "working alliance"
              ]
            },
            {
              "@type": "DefinedTerm",
              "@id": "https://example.org/glossary/#term_client",
              "name": "Client",
              "description": "The person who comes for help.",
              "termCode": "client",
              "url": "https://example.org/glossary/#term_client",
              "inDefinedTermSet": "https://example.org/glossary/"
            },
            {
              "@type": "DefinedTerm",
              "@id": "https://example.org/glossary/#term_elan-vital",
              "name": "élan vital",
              "description": "A force.",
              "termCode": "elan-vital",
              "url": "https://example.org/glossary/#term_elan-vital",
              "inDefinedTermSet": "https://example.org/glossary/",
              "alternateName": [
                "11 steps"
              ]
            },
            {
              "@type": "DefinedTerm",
              "@id": "https://example.org/glossary/#term_empathy",
              "name": "Empathy",
              "description": "Understanding & showing it.",
              "termCode": "empathy",
              "url": "https://example.org/glossary/#term_empathy",
              "inDefinedTermSet": "https://example.org/glossary/"
            },
            {
              "@type": "DefinedTerm",
              "@id": "https://example.org/glossary/#term_goal",
              "name": "Goal",
              "description": "What you want.",
              "termCode": "goal",
              "url": "https://example.org/glossary/#term_goal",
              "inDefinedTermSet": "https://example.org/glossary/"
            }
          ]
        }"#]]
    .assert_eq(&serde_json::to_string_pretty(&data).expect("it is plain"));
    let none = pipeline::prepare(snapshot(""), &options()).value;
    assert_eq!(goodfit::html::glossary_json_ld(&none.site), None);
}

/// The text of some HTML.
fn text(html: &str) -> String {
    let mut text = Vec::new();
    for token in html5gum::Tokenizer::new(html).flatten() {
        if let html5gum::Token::String(words) = token {
            text.extend_from_slice(&words);
        }
    }
    String::from_utf8(text).expect("it was UTF-8")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 30, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn links_nobody_asked_for_never_change_what_readers_read(
        parts in prop::collection::vec(prop::sample::select(&[
            "goal", "goals", "Empathy", "working\nalliance", "client", "x", " ", " ", ". ", "*", "**",
            "`", "\n\n", "\n\n## ", "\n\n- ", "\n\n> [!tip] ", "[", "](zz.md)", "![", "](x.png)",
            "[[goal]]", "\\", "[^n]", "\n\n[^n]: ", "\n\n| goal | b |\n|---|---|\n| ", " | ", "élan vital",
        ][..]), 0..40),
    ) {
        let body = parts.concat() + "\n--- content/x.png\n";
        let with = build(&project(AUTOLINK, &body));
        let without = build(&project("", &body));
        let (with, without) = (with.text("a/index.html"), without.text("a/index.html"));
        prop_assert_eq!(text(with), text(without));
        let mut open: Vec<String> = Vec::new();
        for token in html5gum::Tokenizer::new(with).flatten() {
            match token {
                html5gum::Token::StartTag(tag) => {
                    let name = String::from_utf8_lossy(&tag.name).into_owned();
                    let is_term = tag.attributes.get(&b"class"[..]).is_some_and(|c| ***c == *b"term");
                    let bad = ["a", "code", "h2", "summary"];
                    let asked_for = body.contains("[[goal]]");
                    prop_assert!(!is_term || asked_for || !bad.iter().any(|b| open.iter().any(|o| o == b)), "{}", with);
                    open.push(name);
                }
                html5gum::Token::EndTag(tag) => {
                    let name = String::from_utf8_lossy(&tag.name).into_owned();
                    if let Some(at) = open.iter().rposition(|o| *o == name) {
                        open.truncate(at);
                    }
                }
                _ => {}
            }
        }
    }
}
