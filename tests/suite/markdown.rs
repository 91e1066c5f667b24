//! The Markdown stage: exact HTML, facts and problems for everything authors can write.

use expect_test::{Expect, expect};
use goodfit::markdown::{Body, HoleKind, Options, RawHtml, parse};
use goodfit::source::{SourcePath, SourceText};
use std::fmt::Write;

/// What a page begins with: positions count from the beginning of the file.
const FRONT_MATTER: &str = "---\ntitle: Page\n---\n";

/// The parts of the result a test is about.
#[derive(Clone, Copy, PartialEq)]
enum Show {
    Html,
    Problems,
    Facts,
    All,
}

/// The default without colours, which most tests would only repeat.
fn plain() -> Options {
    Options { highlight: false, ..Options::default() }
}

#[expect(clippy::needless_pass_by_value, reason = "an expectation is written in the call")]
fn check(show: Show, options: Options, markdown: &str, expected: Expect) {
    let path = SourcePath::new("a.md").expect("a path");
    let text = format!("{FRONT_MATTER}{markdown}");
    let parsed = parse(&path, &text, FRONT_MATTER.len(), &options);
    let source = SourceText::new(path, text.as_str());
    let mut out = String::new();
    if matches!(show, Show::Html | Show::All) {
        out.push_str(&with_holes(&parsed.value));
    }
    if matches!(show, Show::Facts | Show::All) {
        facts(&mut out, &parsed.value, &source);
    }
    if show == Show::Facts {
        let _ = writeln!(out, "first paragraph: {}", parsed.value.first_paragraph);
        let _ = writeln!(out, "words: {}", parsed.value.words);
    }
    if matches!(show, Show::Problems | Show::All) {
        let mut problems = parsed.diagnostics;
        goodfit::diagnostics::sort(&mut problems);
        for problem in problems {
            let span = problem.primary.and_then(|p| p.span).expect("a place");
            let at = source.line_column(span.start);
            let (word, id) = (problem.severity.word(), problem.code.id);
            let _ = writeln!(out, "{}:{}: {word}[{id}]: {}", at.line, at.column, problem.message);
            let _ = writeln!(out, "    at `{}`", source.slice(span));
            for label in problem.labels {
                let words = source.slice(label.span.expect("a place"));
                let _ = writeln!(out, "    {}: `{words}`", label.text);
            }
            if let Some(help) = problem.help {
                let _ = writeln!(out, "    help: {help}");
            }
        }
    }
    expected.assert_eq(&out);
}

/// The HTML with its holes as `{…}`.
fn with_holes(body: &Body) -> String {
    let mut out = String::new();
    let mut from = 0;
    for hole in &body.holes {
        let at = hole.at as usize;
        out.push_str(&body.html[from..at]);
        from = at;
        let _ = match hole.kind {
            HoleKind::LinkOpen(link) => write!(out, "{{link {link}}}"),
            HoleKind::LinkClose(link) => write!(out, "{{end link {link}}}"),
            HoleKind::Image(image) => write!(out, "{{image {image}}}"),
            HoleKind::Embed(embed) => writeln!(out, "{{embed {embed}}}"),
            HoleKind::Cite(cite) => write!(out, "{{cite {cite}}}"),
            HoleKind::TermOpen(term) => write!(out, "{{term {term}}}"),
            HoleKind::TermClose(term) => write!(out, "{{end term {term}}}"),
        };
    }
    out + &body.html[from..]
}

/// One fact a line, each with the words of its place.
fn facts(out: &mut String, body: &Body, source: &SourceText) {
    for heading in &body.headings {
        let (id, html, text) = (&heading.id, heading.html.as_str(), &heading.text);
        let at = source.slice(heading.span);
        let _ = writeln!(out, "h{} #{id} `{html}` `{text}` at `{at}`", heading.level);
    }
    if !body.anchors.is_empty() {
        let _ = writeln!(out, "anchors: {}", body.anchors.join(" "));
    }
    for link in &body.links {
        let way = if link.external { "link out" } else { "link" };
        let (dest, title, text, at) = (&link.dest, &link.title, &link.text, link.span);
        let _ = writeln!(out, "{way} `{dest}` `{title}` `{text}` at `{}`", source.slice(at));
    }
    for image in &body.images {
        let way = if image.external { "image out" } else { "image" };
        let at = source.slice(image.span);
        let _ = writeln!(out, "{way} `{}` `{}` at `{at}`", image.dest, image.alt);
    }
    for embed in &body.embeds {
        let (name, argument, text) = (&embed.name, &embed.argument, &embed.text);
        let at = source.slice(embed.span);
        let _ = writeln!(out, "embed `{name}` `{argument}` {text:?} at `{at}`");
    }
    for cite in &body.cites {
        let _ = write!(out, "cite");
        for item in &cite.items {
            let at = source.slice(item.span);
            let _ = write!(out, " `{}` `{}` at `{at}`,", item.key, item.locator);
        }
        let _ = writeln!(out, " at {:?}", source.slice(cite.span));
    }
    if body.has_code {
        out.push_str("has code\n");
    }
}

#[test]
fn plain_markdown_becomes_plain_html() {
    check(
        Show::Html,
        plain(),
        r#"First *words* of **many** ~~few~~ & `x < y`.
A second line\
and a third.

---

3. three
4. four
   - nested
"#,
        expect![[r#"
            <p>First <em>words</em> of <strong>many</strong> <del>few</del> &amp; <code>x &lt; y</code>.
            A second line<br>
            and a third.</p>
            <hr>
            <ol start="3">
            <li>three</li>
            <li>four
            <ul>
            <li>nested</li>
            </ul>
            </li>
            </ol>
        "#]],
    );
}

#[test]
fn a_table_can_scroll_has_a_name_and_tells_columns_by_classes() {
    check(
        Show::Html,
        plain(),
        r#"## Fees

| Who | Cost | |
|:----|-----:|-|
| *Public* clinic | 0 | a |
| Private | 90 | |

| A |
|---|
"#,
        expect![[r#"
            <h2 id="fees">Fees</h2>
            <div class="table" role="region" tabindex="0" aria-label="Table: Fees">
            <table>
            <thead>
            <tr>
            <th scope="col" class="align-left">Who</th>
            <th scope="col" class="align-right">Cost</th>
            <td></td>
            </tr>
            </thead>
            <tbody>
            <tr>
            <td class="align-left" data-label="Who"><em>Public</em> clinic</td>
            <td class="align-right" data-label="Cost">0</td>
            <td>a</td>
            </tr>
            <tr>
            <td class="align-left" data-label="Who">Private</td>
            <td class="align-right" data-label="Cost">90</td>
            <td></td>
            </tr>
            </tbody>
            </table>
            </div>
            <div class="table" role="region" tabindex="0" aria-label="Table 2: Fees">
            <table>
            <thead>
            <tr>
            <th scope="col">A</th>
            </tr>
            </thead>
            </table>
            </div>
        "#]],
    );
}

#[test]
fn a_task_has_its_words_as_label() {
    check(
        Show::Html,
        plain(),
        r#"- [ ] Call *them*
- [x] Ask

  about fees
"#,
        expect![[r#"
            <ul>
            <li>
            <p><label class="task"><input type="checkbox" disabled> Call <em>them</em></label></p>
            </li>
            <li>
            <p><label class="task"><input type="checkbox" disabled checked> Ask</label></p>
            <p>about fees</p>
            </li>
            </ul>
        "#]],
    );
}

#[test]
fn footnotes_are_listed_by_first_use_with_a_way_back_to_each() {
    check(
        Show::Html,
        plain(),
        r#"One[^b] two[^A] three[^b].

[^a]: Note *a*, see[^c].
[^b]: Note b

    ```
    code
    ```
[^c]: Note c
"#,
        expect![[r##"
            <p>One<sup class="footnote-ref"><a href="#fn-1" id="fnref-1" role="doc-noteref" aria-label="Footnote 1">1</a></sup> two<sup class="footnote-ref"><a href="#fn-2" id="fnref-2" role="doc-noteref" aria-label="Footnote 2">2</a></sup> three<sup class="footnote-ref"><a href="#fn-1" id="fnref-1-2" role="doc-noteref" aria-label="Footnote 1">1</a></sup>.</p>
            <section class="footnotes" role="doc-endnotes" aria-label="Footnotes">
            <ol>
            <li id="fn-1">
            <p>Note b</p>
            <pre tabindex="0"><code>code
            </code></pre>
            <p><a href="#fnref-1" class="footnote-back" role="doc-backlink" aria-label="Back to the text, footnote 1, place 1">↩︎<sup>1</sup></a> <a href="#fnref-1-2" class="footnote-back" role="doc-backlink" aria-label="Back to the text, footnote 1, place 2">↩︎<sup>2</sup></a></p>
            </li>
            <li id="fn-2">
            <p>Note <em>a</em>, see<sup class="footnote-ref"><a href="#fn-3" id="fnref-3" role="doc-noteref" aria-label="Footnote 3">3</a></sup>. <a href="#fnref-2" class="footnote-back" role="doc-backlink" aria-label="Back to the text, footnote 2">↩︎</a></p>
            </li>
            <li id="fn-3">
            <p>Note c <a href="#fnref-3" class="footnote-back" role="doc-backlink" aria-label="Back to the text, footnote 3">↩︎</a></p>
            </li>
            </ol>
            </section>
        "##]],
    );
}

#[test]
fn footnotes_that_are_undefined_unused_or_double_are_reported() {
    check(
        Show::Problems,
        plain(),
        r#"Text[^mising] and \[^escaped] and [^seen].

[^missing]: Not used.
[^seen]: First.
[^Seen]: Second.
"#,
        expect![[r#"
            4:5: error[M006]: the page does not define the footnote `[^mising]`
                at `[^mising]`
                help: did you mean `[^missing]`?
            6:1: warning[M007]: nothing refers to the footnote `[^missing]`
                at `[^missing]`
                help: write `[^missing]` where it belongs, or remove it
            8:1: error[M011]: the footnote `[^Seen]` is defined twice
                at `[^Seen]`
                first defined here: `[^seen]`
                help: give one of them another label
        "#]],
    );
}

#[test]
fn a_footnote_before_a_bracket_is_reported_because_the_parser_gives_up_on_it() {
    check(
        Show::Problems,
        plain(),
        r#"Text[^1][@rogers1957].

[^1]: Note
"#,
        expect![[r#"
            4:5: error[M006]: the bracket behind `[^1]` keeps it from being a footnote
                at `[^1]`
                help: put a space between the two brackets
        "#]],
    );
}

#[test]
fn headings_have_ids_and_explicit_ones_win_whatever_the_order() {
    check(
        Show::All,
        plain(),
        r#"## What works
## What works
## Other {#what-works-2}
## `Code` & <em>
## …
### A [link](a.md), a [far one](https://example.org) and a note[^1] [@key1] {#own}

[^1]: x
"#,
        expect![[r##"
            <h2 id="what-works">What works</h2>
            <h2 id="what-works-3">What works</h2>
            <h2 id="what-works-2">Other</h2>
            <h2 id="code-em"><code>Code</code> &amp; &lt;em&gt;</h2>
            <h2 id="section">…</h2>
            <h3 id="own">A {link 0}link{end link 0}, a <a href="https://example.org">far one</a> and a note<sup class="footnote-ref"><a href="#fn-1" id="fnref-1" role="doc-noteref" aria-label="Footnote 1">1</a></sup> {cite 0}</h3>
            <section class="footnotes" role="doc-endnotes" aria-label="Footnotes">
            <ol>
            <li id="fn-1">
            <p>x <a href="#fnref-1" class="footnote-back" role="doc-backlink" aria-label="Back to the text, footnote 1">↩︎</a></p>
            </li>
            </ol>
            </section>
            h2 #what-works `What works` `What works` at `## What works`
            h2 #what-works-3 `What works` `What works` at `## What works`
            h2 #what-works-2 `Other` `Other` at `## Other {#what-works-2}`
            h2 #code-em `<code>Code</code> &amp; &lt;em&gt;` `Code & <em>` at `## `Code` & <em>`
            h2 #section `…` `…` at `## …`
            h3 #own `A link, a far one and a note` `A link, a far one and a note` at `### A [link](a.md), a [far one](https://example.org) and a note[^1] [@key1] {#own}`
            anchors: code-em fn-1 fnref-1 own section what-works what-works-2 what-works-3
            link `a.md` `` `link` at `a.md`
            link out `https://example.org` `` `far one` at `https://example.org`
            cite `key1` `` at `@key1`, at "[@key1]"
            7:13: warning[M002]: readers see this HTML as text
                at `<em>`
                help: write it in Markdown, or put it in backticks if it is meant to be seen
        "##]],
    );
}

#[test]
fn an_explicit_id_used_twice_is_an_error() {
    check(
        Show::All,
        plain(),
        r#"## One {#same}
## Two {#same}
"#,
        expect![[r#"
            <h2 id="same">One</h2>
            <h2 id="same-2">Two</h2>
            h2 #same `One` `One` at `## One {#same}`
            h2 #same-2 `Two` `Two` at `## Two {#same}`
            anchors: same same-2
            5:10: error[M005]: the id `same` is taken already
                at `same`
                first used here: `same`
                help: give one of the two another id
        "#]],
    );
}

#[test]
fn only_an_id_in_braces_is_taken_from_a_heading() {
    check(
        Show::Html,
        plain(),
        r#"## Set {a, b}
## Class {.x}
## Escaped \{#id}
## Closed {#closed} ##
Setext
over lines {#set}
-----
"#,
        expect![[r#"
            <h2 id="set-a-b">Set {a, b}</h2>
            <h2 id="class-x">Class {.x}</h2>
            <h2 id="escaped-id">Escaped {#id}</h2>
            <h2 id="closed">Closed</h2>
            <h2 id="set">Setext
            over lines</h2>
        "#]],
    );
}

#[test]
fn a_first_level_heading_is_rendered_with_a_warning() {
    check(
        Show::All,
        plain(),
        r#"# Title
"#,
        expect![[r#"
            <h1 id="title">Title</h1>
            h1 #title `Title` `Title` at `# Title`
            anchors: title
            4:1: warning[M010]: the page has a first-level heading of its own
                at `# Title`
                help: begin with `##`: the title in the front matter is the first level
        "#]],
    );
}

#[test]
fn links_within_the_site_are_holes_and_others_are_written() {
    check(
        Show::All,
        plain(),
        r#"[In](../a.md#b "T & t"), [out](https://example.org/?a=b&c=ü), <mailto:a@example.org>, <b@example.org>,
[ref][r], [//host](//example.org) and [![alt](p.png)](<q r.md>).

[r]: target.md 'x'
"#,
        expect![[r#"
            <p>{link 0}In{end link 0}, <a href="https://example.org/?a=b&amp;c=%C3%BC">out</a>, <a href="mailto:a@example.org">mailto:a@example.org</a>, <a href="mailto:b@example.org">b@example.org</a>,
            {link 4}ref{end link 4}, <a href="//example.org">//host</a> and {link 6}<img {image 0} alt="alt" loading="lazy" decoding="async">{end link 6}.</p>
            link `../a.md#b` `T & t` `In` at `../a.md#b`
            link out `https://example.org/?a=b&c=ü` `` `out` at `https://example.org/?a=b&c=ü`
            link out `mailto:a@example.org` `` `mailto:a@example.org` at `mailto:a@example.org`
            link out `mailto:b@example.org` `` `b@example.org` at `b@example.org`
            link `target.md` `x` `ref` at `target.md`
            link out `//example.org` `` `//host` at `//example.org`
            link `q r.md` `` `alt` at `q r.md`
            image `p.png` `alt` at `p.png`
        "#]],
    );
}

#[test]
fn an_unsafe_scheme_leaves_only_the_words() {
    check(
        Show::All,
        plain(),
        r#"[click](javascript:alert(1)), [x](data:text/html,hi) and [y](java&#9;script:z).
"#,
        expect![[r#"
            <p>click, x and y.</p>
            4:9: error[L009]: a link may not use `javascript:`
                at `javascript:alert(1)`
                help: use `https:`, `http:`, `mailto:`, `tel:` or `sms:`
            4:35: error[L009]: a link may not use `data:`
                at `data:text/html,hi`
                help: use `https:`, `http:`, `mailto:`, `tel:` or `sms:`
            4:62: error[L009]: a link may not use `javascript:`
                at `java&#9;script:z`
                help: use `https:`, `http:`, `mailto:`, `tel:` or `sms:`
        "#]],
    );
}

#[test]
fn undefined_labels_are_reported_but_plain_brackets_are_text() {
    check(
        Show::All,
        plain(),
        r#"[text][lable], [other][], [plain], ![pic][nowhere], [a][b][label] and [x](a.md)[y].

[label]: a.md
"#,
        expect![[r#"
            <p>[text][lable], [other][], [plain], ![pic][nowhere], [a]{link 0}b{end link 0} and {link 1}x{end link 1}[y].</p>
            link `a.md` `` `b` at `a.md`
            link `a.md` `` `x` at `a.md`
            4:8: error[M006]: the page does not define `[lable]`
                at `lable`
                help: did you mean `label`?
            4:17: error[M006]: the page does not define `[other]`
                at `other`
                help: add a line `[other]: page.md`, or put a backslash before it
            4:43: error[M006]: the page does not define `[nowhere]`
                at `nowhere`
                help: add a line `[nowhere]: page.md`, or put a backslash before it
        "#]],
    );
}

#[test]
fn pictures_leave_holes_for_what_the_file_tells() {
    check(
        Show::All,
        plain(),
        r#"![Two *chairs*](a.png)

![A chair](b.png "The chair & I")

Text ![A sign](c.png "Sign") and ![](d.png "decorative").
"#,
        expect![[r#"
            <p><img {image 0} alt="Two chairs" loading="lazy" decoding="async"></p>
            <figure>
            <img {image 1} alt="A chair" loading="lazy" decoding="async">
            <figcaption>The chair &amp; I</figcaption>
            </figure>
            <p>Text <img {image 2} alt="A sign" title="Sign" loading="lazy" decoding="async"> and <img {image 3} alt="" loading="lazy" decoding="async">.</p>
            image `a.png` `Two chairs` at `a.png`
            image `b.png` `A chair` at `b.png`
            image `c.png` `A sign` at `c.png`
            image `d.png` `` at `d.png`
        "#]],
    );
}

#[test]
fn a_picture_needs_alternative_text_and_must_not_be_far_away() {
    check(
        Show::All,
        plain(),
        r#"![](a.png) and ![ ](b.png "x") and ![Far](https://example.org/x.png).
"#,
        expect![[r#"
            <p><img {image 0} alt="" loading="lazy" decoding="async"> and <img {image 1} alt="" title="x" loading="lazy" decoding="async"> and Far.</p>
            image `a.png` `` at `a.png`
            image `b.png` `` at `b.png`
            image out `https://example.org/x.png` `Far` at `https://example.org/x.png`
            4:1: error[M008]: the picture has no alternative text
                at `![](a.png)`
                help: say in the square brackets what it shows, or give it the title "decorative"
            4:16: error[M008]: the picture has no alternative text
                at `![ ](b.png "x")`
                help: say in the square brackets what it shows, or give it the title "decorative"
        "#]],
    );
}

#[test]
fn notes_and_tips_have_titles() {
    check(
        Show::Html,
        plain(),
        r#"> [!note]
> Text.

> [!TIP] Ask *early* & often
> Text
> goes on.
>
> - More

> [!note] Only a title
"#,
        expect![[r#"
            <aside class="box box-note" role="note" aria-labelledby="box-1">
            <p class="box-title" id="box-1">Note</p>
            <p>Text.</p>
            </aside>
            <aside class="box box-tip" role="note" aria-labelledby="box-2">
            <p class="box-title" id="box-2">Ask <em>early</em> &amp; often</p>
            <p>Text
            goes on.</p>
            <ul>
            <li>More</li>
            </ul>
            </aside>
            <aside class="box box-note" role="note" aria-labelledby="box-3">
            <p class="box-title" id="box-3">Only a title</p>
            </aside>
        "#]],
    );
}

#[test]
fn care_cards_say_on_their_tab_how_urgent_it_is() {
    check(
        Show::Html,
        plain(),
        r#"> [!warning] Sleep badly?
> Text.

> [!urgent]
> Text.

> [!emergency] Call 112
>
> Text.

> [!medicine]
> > [!tip]
> > Nested.
"#,
        expect![[r#"
            <aside class="box box-warning" role="note" aria-labelledby="box-1">
            <p class="box-tab" id="box-1">Talk to someone soon</p>
            <p class="box-title">Sleep badly?</p>
            <p>Text.</p>
            </aside>
            <aside class="box box-urgent" role="note" aria-labelledby="box-2">
            <p class="box-tab" id="box-2">Today</p>
            <p>Text.</p>
            </aside>
            <aside class="box box-emergency" role="note" aria-labelledby="box-3">
            <p class="box-tab" id="box-3">Emergency: call now</p>
            <p class="box-title">Call 112</p>
            <p>Text.</p>
            </aside>
            <aside class="box box-medicine" role="note" aria-labelledby="box-4">
            <p class="box-tab" id="box-4">About medicine</p>
            <aside class="box box-tip" role="note" aria-labelledby="box-5">
            <p class="box-title" id="box-5">Tip</p>
            <p>Nested.</p>
            </aside>
            </aside>
        "#]],
    );
}

#[test]
fn a_myth_is_always_called_one() {
    check(
        Show::Html,
        plain(),
        r#"> [!myth] Therapy takes years
> It need not.

> [!myth]
> Text.

> [!Do] Ask about fees
> Text.

> [!dont] Don't wait
> Text.

> [!dont]
> Text.
"#,
        expect![[r#"
            <aside class="box box-myth" role="note" aria-labelledby="box-1">
            <p class="box-title" id="box-1">Myth: Therapy takes years</p>
            <p>It need not.</p>
            </aside>
            <aside class="box box-myth" role="note" aria-labelledby="box-2">
            <p class="box-title" id="box-2">Myth</p>
            <p>Text.</p>
            </aside>
            <aside class="box box-do" role="note" aria-labelledby="box-3">
            <p class="box-title" id="box-3"><span aria-hidden="true">✓</span> Do: Ask about fees</p>
            <p>Text.</p>
            </aside>
            <aside class="box box-dont" role="note" aria-labelledby="box-4">
            <p class="box-title" id="box-4"><span aria-hidden="true">✗</span> Don't wait</p>
            <p>Text.</p>
            </aside>
            <aside class="box box-dont" role="note" aria-labelledby="box-5">
            <p class="box-title" id="box-5"><span aria-hidden="true">✗</span> Don’t</p>
            <p>Text.</p>
            </aside>
        "#]],
    );
}

#[test]
fn curious_boxes_can_be_opened() {
    check(
        Show::Html,
        plain(),
        r#"> [!curious] How do we *know*?
> Text.

> [!curious]
> Text.
"#,
        expect![[r#"
            <details class="box box-curious">
            <summary class="box-title">How do we <em>know</em>?</summary>
            <p>Text.</p>
            </details>
            <details class="box box-curious">
            <summary class="box-title">For the curious</summary>
            <p>Text.</p>
            </details>
        "#]],
    );
}

#[test]
fn words_to_say_are_a_quotation_with_a_caption() {
    check(
        Show::Html,
        plain(),
        r#"> [!say]
> “One.”
>
> “Two.”

> [!SAY] By *message*
> “Three.”
"#,
        expect![[r#"
            <figure class="say">
            <figcaption><svg viewBox="0 0 8 16" width="9" height="18" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"><path d="M7 1v14M7 9H3v6"/></svg> You could say</figcaption>
            <blockquote>
            <p>“One.”</p>
            <p>“Two.”</p>
            </blockquote>
            </figure>
            <figure class="say">
            <figcaption><svg viewBox="0 0 8 16" width="9" height="18" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"><path d="M7 1v14M7 9H3v6"/></svg> By <em>message</em></figcaption>
            <blockquote>
            <p>“Three.”</p>
            </blockquote>
            </figure>
        "#]],
    );
}

#[test]
fn an_unknown_kind_of_box_is_an_error_and_stays_a_quotation() {
    check(
        Show::All,
        plain(),
        r#"> [!nots] Title
> Text.

> [!caution]
> Text.

> [!elephant]
> Text.
"#,
        expect![[r#"
            <blockquote>
            <p>[!nots] Title
            Text.</p>
            </blockquote>
            <blockquote>
            <p>[!caution]
            Text.</p>
            </blockquote>
            <blockquote>
            <p>[!elephant]
            Text.</p>
            </blockquote>
            4:3: error[M003]: there is no box called `nots`
                at `[!nots]`
                help: did you mean `[!note]`?
            7:3: error[M003]: there is no box called `caution`
                at `[!caution]`
                help: did you mean `[!warning]`?
            10:3: error[M003]: there is no box called `elephant`
                at `[!elephant]`
                help: the kinds are `note`, `tip`, `warning`, `urgent`, `emergency`, `do`, `dont`, `myth`, `medicine`, `curious`, `say`
        "#]],
    );
}

#[test]
fn quotations_that_only_look_like_boxes_are_left_alone() {
    check(
        Show::All,
        plain(),
        r#"> [!note](a.md) x

> [!note]text

> \[!note]

>     [!note]

> a [!note]

> [!tip]

[!tip]: b.md
"#,
        expect![[r#"
            <blockquote>
            <p>{link 0}!note{end link 0} x</p>
            </blockquote>
            <blockquote>
            <p>[!note]text</p>
            </blockquote>
            <blockquote>
            <p>[!note]</p>
            </blockquote>
            <blockquote>
            <pre tabindex="0"><code>[!note]
            </code></pre>
            </blockquote>
            <blockquote>
            <p>a [!note]</p>
            </blockquote>
            <blockquote>
            <p>{link 1}!tip{end link 1}</p>
            </blockquote>
            link `a.md` `` `!note` at `a.md`
            link `b.md` `` `!tip` at `b.md`
        "#]],
    );
}

#[test]
fn embeds_are_holes() {
    check(
        Show::All,
        Options { embeds: vec!["checklist".to_owned(), "help-lines".to_owned()], ..plain() },
        r#"```goodfit checklist   therapist-fit  large
order: fixed
```
"#,
        expect![[r#"
            {embed 0}
            embed `checklist` `therapist-fit  large` "order: fixed\n" at `goodfit checklist   therapist-fit  large`
        "#]],
    );
}

#[test]
fn unknown_embeds_are_errors() {
    check(
        Show::Problems,
        Options { embeds: vec!["checklist".to_owned(), "help-lines".to_owned()], ..plain() },
        r#"```goodfit cheklist x
```

~~~goodfit
~~~

> ```goodfit elephant
> ```
"#,
        expect![[r#"
            4:4: error[M004]: nothing called `cheklist` can be put into a page
                at `goodfit cheklist x`
                help: did you mean `checklist`?
            7:4: error[M004]: the fence does not say what to put here
                at `goodfit`
                help: these can: `checklist`, `help-lines`
            10:6: error[M004]: nothing called `elephant` can be put into a page
                at `goodfit elephant`
                help: these can: `checklist`, `help-lines`
        "#]],
    );
}

#[test]
fn citations_are_holes() {
    check(
        Show::All,
        plain(),
        r#"As shown [@rogers1957], [@a, p. 3; @b_c,
ch. 2] and by @rogers1957. Also (@smith-2001).
"#,
        expect![[r#"
            <p>As shown {cite 0}, {cite 1} and by {cite 2}. Also ({cite 3}).</p>
            cite `rogers1957` `` at `@rogers1957`, at "[@rogers1957]"
            cite `a` `p. 3` at `@a`, `b_c` `ch. 2` at `@b_c`, at "[@a, p. 3; @b_c,\nch. 2]"
            cite `rogers1957` `` at `@rogers1957`, at "@rogers1957"
            cite `smith-2001` `` at `@smith-2001`, at "@smith-2001"
        "#]],
    );
}

#[test]
fn what_only_looks_like_a_citation_is_text() {
    check(
        Show::All,
        plain(),
        r#"\[@key], [@key](a.md), [see @home], @home, me@host1.org, @user1@host.org, \@rogers1957, `[@key]`, [x [@key] y](a.md), [@], [@a;], [@a.b].
"#,
        expect![[r#"
            <p>[@key], {link 0}@key{end link 0}, [see @home], @home, me@host1.org, @user1@host.org, @rogers1957, <code>[@key]</code>, {link 1}x [@key] y{end link 1}, [@], [@a;], [@a.b].</p>
            link `a.md` `` `@key` at `a.md`
            link `a.md` `` `x [@key] y` at `a.md`
        "#]],
    );
}

#[test]
fn code_is_coloured_by_classes() {
    check(
        Show::All,
        Options::default(),
        r#"```rust
let x = "<a>";
```

```console
$ ls <x>
```

    indented & plain
"#,
        expect![[r#"
            <pre tabindex="0"><code class="language-rust"><span class="hl-storage">let</span> x <span class="hl-keyword">=</span> <span class="hl-string">"&lt;a&gt;"</span>;
            </code></pre>
            <pre tabindex="0"><code class="language-console">$ ls &lt;x&gt;
            </code></pre>
            <pre tabindex="0"><code>indented &amp; plain
            </code></pre>
            has code
        "#]],
    );
}

#[test]
fn an_unknown_language_is_plain_with_a_warning() {
    check(
        Show::All,
        Options::default(),
        r#"```pyhton title="x"
a < b
```
"#,
        expect![[r#"
            <pre tabindex="0"><code class="language-pyhton">a &lt; b
            </code></pre>
            4:4: warning[M009]: the highlighter does not know the language `pyhton`
                at `pyhton`
                help: did you mean `Python`?
        "#]],
    );
}

#[test]
fn without_highlighting_no_language_is_unknown() {
    check(
        Show::All,
        plain(),
        r#"```elvish
a < b
```
"#,
        expect![[r#"
            <pre tabindex="0"><code class="language-elvish">a &lt; b
            </code></pre>
        "#]],
    );
}

#[test]
fn raw_html_is_shown_as_text_by_default() {
    check(
        Show::All,
        plain(),
        r#"A <b class="x">bold</b><i> word <!-- hidden --> <https://example.org>.

<div onclick="x()">
*text*
</div>

<!-- a note
among authors -->

<!-- half --> <p>

<!-- never ends

Text.
"#,
        expect![[r#"
            <p>A &lt;b class="x"&gt;bold&lt;/b&gt;&lt;i&gt; word  <a href="https://example.org">https://example.org</a>.</p>
            <p>&lt;div onclick="x()"&gt;
            *text*
            &lt;/div&gt;</p>
            <p>&lt;p&gt;</p>
            <p>&lt;!-- never ends

            Text.</p>
            link out `https://example.org` `` `https://example.org` at `https://example.org`
            4:3: warning[M002]: readers see this HTML as text
                at `<b class="x">`
                help: write it in Markdown, or put it in backticks if it is meant to be seen
            4:20: warning[M002]: readers see this HTML as text
                at `</b><i>`
                help: write it in Markdown, or put it in backticks if it is meant to be seen
            6:1: warning[M002]: readers see this HTML as text
                at `<div onclick="x()">
            *text*
            </div>`
                help: write it in Markdown, or put it in backticks if it is meant to be seen
            13:1: warning[M002]: readers see this HTML as text
                at `<!-- half --> <p>`
                help: write it in Markdown, or put it in backticks if it is meant to be seen
            15:1: warning[M002]: readers see this HTML as text
                at `<!-- never ends

            Text.`
                help: write it in Markdown, or put it in backticks if it is meant to be seen
        "#]],
    );
}

#[test]
fn raw_html_can_be_allowed_and_its_ids_are_anchors() {
    check(
        Show::All,
        Options { raw_html: RawHtml::Allow, ..plain() },
        r#"A <b id="bold">bold</b> <!-- seen --> word.

<div
  id="block"><a name="old">x</a></div>

## Block
"#,
        expect![[r#"
            <p>A <b id="bold">bold</b> <!-- seen --> word.</p>
            <div
              id="block"><a name="old">x</a></div>
            <h2 id="block-2">Block</h2>
            h2 #block-2 `Block` `Block` at `## Block`
            anchors: block block-2 bold old
        "#]],
    );
}

#[test]
fn raw_html_can_be_forbidden() {
    check(
        Show::All,
        Options { raw_html: RawHtml::Forbid, ..plain() },
        r#"A <b>bold</b> word. <!-- fine -->

<hr>
"#,
        expect![[r#"
            <p>A &lt;b&gt;bold&lt;/b&gt; word. </p>
            <p>&lt;hr&gt;</p>
            4:3: error[M001]: raw HTML is not allowed here
                at `<b>`
                help: write it in Markdown, or put it in backticks if it is meant to be seen
            4:10: error[M001]: raw HTML is not allowed here
                at `</b>`
                help: write it in Markdown, or put it in backticks if it is meant to be seen
            6:1: error[M001]: raw HTML is not allowed here
                at `<hr>`
                help: write it in Markdown, or put it in backticks if it is meant to be seen
        "#]],
    );
}

#[test]
fn the_first_paragraph_and_the_words_are_known() {
    check(
        Show::Facts,
        plain(),
        r#"> [!note] Not this
> Nor this.

![alt](a.png)

The *first* [one](b.md) is `here` [@a1]. It's
two lines[^1].

| Cell | 2 |
|------|---|

```
not counted
```

[^1]: Counted.
[^2]: Not counted, because nobody sees it.
"#,
        expect![[r#"
            anchors: fn-1 fnref-1
            link `b.md` `` `one` at `b.md`
            image `a.png` `alt` at `a.png`
            cite `a1` `` at `@a1`, at "[@a1]"
            first paragraph: The first one is here. It's two lines.
            words: 14
        "#]],
    );
}

#[test]
fn punctuation_is_typographic_on_request() {
    check(
        Show::Html,
        Options { smart_punctuation: true, ..plain() },
        r#""Don't" -- wait... [@a1, pp. 3--5]
"#,
        expect![[r#"
            <p>“Don’t” – wait… {cite 0}</p>
        "#]],
    );
}

#[test]
fn nothing_gets_out_of_an_attribute() {
    check(
        Show::Html,
        plain(),
        r#"[x](a.md "&quot;><script>") ![a "q" <b>](p.png "t&quot;>") <https://example.org/&quot;>

```a"><b>
```

## x {#"><b>}

| "><b> |
|--|
| x |
"#,
        expect![[r#"
            <p>{link 0}x{end link 0} <img {image 0} alt="a &quot;q&quot; &lt;b&gt;" title="t&quot;&gt;" loading="lazy" decoding="async"> <a href="https://example.org/&amp;quot;">https://example.org/&amp;quot;</a></p>
            <pre tabindex="0"><code class="language-a&quot;&gt;&lt;b&gt;"></code></pre>
            <h2 id="x-b">x {#"&gt;&lt;b&gt;}</h2>
            <div class="table" role="region" tabindex="0" aria-label="Table: x {#&quot;&gt;&lt;b&gt;}">
            <table>
            <thead>
            <tr>
            <th scope="col">"&gt;&lt;b&gt;</th>
            </tr>
            </thead>
            <tbody>
            <tr>
            <td data-label="&quot;&gt;&lt;b&gt;">x</td>
            </tr>
            </tbody>
            </table>
            </div>
        "#]],
    );
}

#[test]
fn a_link_within_a_link_is_only_its_words() {
    check(
        Show::All,
        plain(),
        "[see <https://example.org>](a.md)\n",
        expect![[r#"
        <p>{link 0}see https://example.org{end link 0}</p>
        link `a.md` `` `see https://example.org` at `a.md`
    "#]],
    );
}

#[test]
fn a_task_may_be_a_heading() {
    check(
        Show::All,
        plain(),
        "- [ ] Call\n  ====\n",
        expect![[r#"
            <ul>
            <li>
            <h1 id="call"><label class="task"><input type="checkbox" disabled> Call</label></h1>
            </li>
            </ul>
            h1 #call `Call` `Call` at `Call
              ====`
            anchors: call
            4:7: warning[M010]: the page has a first-level heading of its own
                at `Call
              ====`
                help: begin with `##`: the title in the front matter is the first level
        "#]],
    );
}

#[test]
fn ids_of_footnotes_and_boxes_give_way_to_explicit_ids_only() {
    check(
        Show::Html,
        plain(),
        "## Box 1\n## Note {#fn-1}\n## Fnref 1\n\n> [!note] Text[^a]\n\n[^a]: x\n",
        expect![[r##"
            <h2 id="box-1-2">Box 1</h2>
            <h2 id="fn-1">Note</h2>
            <h2 id="fnref-1-2">Fnref 1</h2>
            <aside class="box box-note" role="note" aria-labelledby="box-1">
            <p class="box-title" id="box-1">Text<sup class="footnote-ref"><a href="#fn-1-2" id="fnref-1" role="doc-noteref" aria-label="Footnote 1">1</a></sup></p>
            </aside>
            <section class="footnotes" role="doc-endnotes" aria-label="Footnotes">
            <ol>
            <li id="fn-1-2">
            <p>x <a href="#fnref-1" class="footnote-back" role="doc-backlink" aria-label="Back to the text, footnote 1">↩︎</a></p>
            </li>
            </ol>
            </section>
        "##]],
    );
}

#[test]
fn comments_are_notes_among_authors() {
    check(
        Show::All,
        plain(),
        "Seen.<!-- one -->\n\n<!-- two -->\n\n- <!-- three -->\n",
        expect![[r#"
            <p>Seen.</p>
            <ul>
            <li>
            </li>
            </ul>
        "#]],
    );
}

#[test]
fn a_title_may_hold_what_a_line_may_hold() {
    check(
        Show::All,
        plain(),
        "> [!tip] See [this](a.md)[^a], `code` and **bold\n> over** lines [@key1]\\\n> Text.\n\n\
         > [!urgent] \n\n[^a]: x\n",
        expect![[r##"
            <aside class="box box-tip" role="note" aria-labelledby="box-1">
            <p class="box-title" id="box-1">See {link 0}this{end link 0}<sup class="footnote-ref"><a href="#fn-1" id="fnref-1" role="doc-noteref" aria-label="Footnote 1">1</a></sup>, <code>code</code> and <strong>bold
            over</strong> lines {cite 0}</p>
            <p>Text.</p>
            </aside>
            <aside class="box box-urgent" role="note" aria-labelledby="box-2">
            <p class="box-tab" id="box-2">Today</p>
            </aside>
            <section class="footnotes" role="doc-endnotes" aria-label="Footnotes">
            <ol>
            <li id="fn-1">
            <p>x <a href="#fnref-1" class="footnote-back" role="doc-backlink" aria-label="Back to the text, footnote 1">↩︎</a></p>
            </li>
            </ol>
            </section>
            anchors: fn-1 fnref-1
            link `a.md` `` `this` at `a.md`
            cite `key1` `` at `@key1`, at "[@key1]"
        "##]],
    );
}

#[test]
fn without_a_place_in_the_text_there_is_no_body() {
    let path = SourcePath::new("a.md").expect("a path");
    for start in [1, 99] {
        assert_eq!(parse(&path, "é text", start, &plain()).value, Body::default());
    }
}
