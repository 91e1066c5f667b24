//! Watched words, boxes and waivers: what the Markdown stage notes for those who judge.

use expect_test::{Expect, expect};
use goodfit::diagnostics::codes;
use goodfit::markdown::{Body, Lexicon, Meaning, Options, RawHtml, parse};
use goodfit::source::{SourcePath, SourceText, Span};
use std::fmt::Write;
use std::sync::Arc;

const FRONT_MATTER: &str = "---\ntitle: Page\n---\n";
const WATCHED: [&str; 4] = ["cure", "stop your medicine", "medicine", "don't matter"];

fn options() -> Options {
    let watched = (0..).zip(WATCHED).map(|(n, words)| (words, Meaning::Watch(n)));
    Options { lexicon: Arc::new(Lexicon::new(watched, [])), ..Options::default() }
}

fn read(markdown: &str, options: &Options) -> (SourceText, Body, String) {
    let path = SourcePath::new("a.md").expect("a path");
    let text = format!("{FRONT_MATTER}{markdown}");
    let mut parsed = parse(&path, &text, FRONT_MATTER.len(), options);
    let source = SourceText::new(path, text);
    goodfit::diagnostics::sort(&mut parsed.diagnostics);
    let mut problems = String::new();
    for problem in parsed.diagnostics {
        let span = problem.primary.and_then(|place| place.span).expect("a place");
        let help = problem.help.unwrap_or_default();
        let _ = writeln!(
            problems,
            "{} `{}`: {} ({help})",
            problem.code.id,
            source.slice(span),
            problem.message
        );
    }
    (source, parsed.value, problems)
}

/// Every mention: the block, the words in the file, the box, the place.
fn mentions(markdown: &str, expected: &Expect) {
    let (source, body, problems) = read(markdown, &options());
    assert_eq!(problems, "");
    let mut out = String::new();
    for one in &body.mentions {
        let at = source.line_column(one.span.start);
        let in_box = one.in_box.map(|kind| format!(" in {kind}")).unwrap_or_default();
        let words = source.slice(one.span);
        let _ = writeln!(out, "{}: {words:?} {}:{}{in_box}", one.block, at.line, at.column);
    }
    expected.assert_eq(&out);
}

#[test]
fn watched_words_are_seen_in_everything_that_readers_read() {
    mentions(
        "A cure.\n\n## The cure\n\n- cure\n\n  - a **cure**\n\n| cure | b |\n|---|---|\n| c | [cure](a.md) |\n\n\
         > cure\n\nx[^a] ![cure](a.png)\n\n[^a]: cure\n\n![x](a.png \"A cure\")\n\n[x](a.md \"cure\")\n",
        &expect![[r#"
            0: "cure" 4:3
            1: "cure" 6:8
            2: "cure" 8:3
            3: "cure" 10:9
            4: "cure" 12:3
            7: "cure" 14:8
            8: "cure" 16:3
            9: "cure" 18:9
            10: "cure" 20:7
            11: "![x](a.png \"A cure\")" 22:1
            12: "[x](a.md \"cure\")" 24:1
        "#]],
    );
}

#[test]
fn code_raw_html_and_addresses_are_not_read() {
    let (_, body, _) = read(
        "`cure`\n\n```\ncure\n```\n\n<b title=\"cure\">x</b>\n\n<div>cure</div>\n\n[x](cure.md) [@cure] <!-- cure -->\n",
        &options(),
    );
    assert_eq!(body.mentions, []);
}

#[test]
fn phrases_go_on_through_lines_and_emphasis_but_not_through_code_and_blocks() {
    mentions(
        "Never **stop** [your\n*medicine*](a.md).\n\n`stop` your `x` medicine. Stop `x` your medicine.\n\nstop your\n\nmedicine\n\n\
         They don’t\nmatter, don't&nbsp;matter.\n\nstop your\\\nmedicine; a cure[@x].\n\ncure![x](a.png)cure\n",
        &expect![[r#"
            0: "stop** [your\n*medicine" 4:9
            0: "medicine" 5:2
            1: "medicine" 7:17
            1: "medicine" 7:41
            3: "medicine" 11:1
            4: "don’t\nmatter" 13:6
            4: "don't&nbsp;matter" 14:9
            5: "stop your\\\nmedicine" 16:1
            5: "medicine" 17:1
            5: "cure" 17:13
            6: "cure" 19:1
            6: "cure" 19:16
        "#]],
    );
}

#[test]
fn a_mention_knows_the_box_around_it() {
    mentions(
        "> [!myth] The cure\n> It is a cure.\n>\n> > A cure, quoted.\n>\n> > [!tip]\n> > cure\n\ncure\n\n\
         > [!curious] Cure\n> - cure\n",
        &expect![[r#"
            0: "cure" 4:15 in myth
            1: "cure" 5:11 in myth
            2: "cure" 7:7 in myth
            3: "cure" 10:5 in tip
            4: "cure" 12:1
            5: "Cure" 14:14 in curious
            6: "cure" 15:5 in curious
        "#]],
    );
    let (source, body, _) =
        read("x\n\n> [!medicine]\n> Ask.\n\n- > [!MYTH] A\n  > > [!tip] B\n", &options());
    let boxes: Vec<_> = body.boxes.iter().map(|one| (one.kind, source.slice(one.span))).collect();
    assert_eq!(
        boxes,
        [
            ("medicine", "> [!medicine]\n> Ask.\n"),
            ("myth", "> [!MYTH] A\n  > > [!tip] B\n"),
            ("tip", "> [!tip] B\n")
        ]
    );
}

/// Every waiver with what it is about, then the HTML, then problems.
fn waivers(markdown: &str, raw_html: RawHtml, expected: &Expect) {
    let (source, body, problems) = read(markdown, &Options { raw_html, ..options() });
    let mut out = String::new();
    for one in &body.waivers {
        let about = match one.covered {
            goodfit::markdown::Waiver::PAGE => "the page".to_owned(),
            covered => format!("{:?}", source.slice(covered)),
        };
        assert!(source.slice(one.span).starts_with("<!--"), "{one:?}");
        let _ = writeln!(out, "{} ({}): {about}", one.names.join("+"), one.reason);
    }
    expected.assert_eq(&format!("{out}{}{problems}", body.html));
}

#[test]
fn a_waiver_is_about_the_block_that_follows_or_is_around_it() {
    waivers(
        "<!-- allow H003: one -->\nPara one.\n\n<!-- allow H003: two -->\n<!-- goodfit allow forbidden-word, W001:\n     and three -->\n\n\
         - a\n- b\n\n<!-- allow H003: four -->\n## H\n\nx <!-- allow H003: five --> y\nz\n\n\
         > [!myth] T <!-- allow H003: six -->\n> <!-- allow H003: seven -->\n> p\n\n\
         | a | b <!-- allow H003: eight --> |\n|---|---|\n| c | d |\n\n- a <!-- allow H003: nine -->\n\n<!-- allow H003: ten -->\n",
        RawHtml::Escape,
        &expect![[r###"
            H003 (one): "Para one.\n"
            H003 (two): "- a\n- b\n\n"
            forbidden-word+W001 (and three): "- a\n- b\n\n"
            H003 (four): "## H\n"
            H003 (five): "x <!-- allow H003: five --> y\nz\n"
            H003 (six): "[!myth] T <!-- allow H003: six -->\n"
            H003 (seven): "p\n"
            H003 (eight): " b <!-- allow H003: eight --> "
            H003 (nine): "- a <!-- allow H003: nine -->\n\n"
            H003 (ten): ""
            <p>Para one.</p>
            <ul>
            <li>a</li>
            <li>b</li>
            </ul>
            <h2 id="h">H</h2>
            <p>x  y
            z</p>
            <aside class="box box-myth" role="note" aria-labelledby="box-1">
            <p class="box-title" id="box-1">Myth: T </p>
            <p>p</p>
            </aside>
            <div class="table" role="region" tabindex="0" aria-label="Table: H">
            <table>
            <thead>
            <tr>
            <th scope="col">a</th>
            <th scope="col">b </th>
            </tr>
            </thead>
            <tbody>
            <tr>
            <td data-label="a">c</td>
            <td data-label="b">d</td>
            </tr>
            </tbody>
            </table>
            </div>
            <ul>
            <li>a </li>
            </ul>
        "###]],
    );
}

#[test]
fn a_waiver_for_the_page_stands_before_everything_else() {
    waivers(
        "<!-- a note -->\n\n<!-- allow page H003: all of it -->\n\nText.\n\n<!-- allow page H003: late -->\n",
        RawHtml::Forbid,
        &expect![[r"
            H003 (all of it): the page
            <p>Text.</p>
            M013 `<!-- allow page H003: late -->`: a waiver for the whole page stands before everything else (move it above the first paragraph, or leave `page` out)
        "]],
    );
}

#[test]
fn a_waiver_never_reaches_the_page_not_even_where_raw_html_does() {
    waivers(
        "<!-- kept --><!-- allow H003: x -->\n\na <!-- allow H003: y --> b <!-- kept -->\n\n> <!-- allow H003:\n> z -->\n> <i>q</i>\n\n<!-- allow H003: w -->\n",
        RawHtml::Allow,
        &expect![[r#"
            H003 (x): "a <!-- allow H003: y --> b <!-- kept -->\n"
            H003 (y): "a <!-- allow H003: y --> b <!-- kept -->\n"
            H003 (z): "<i>q</i>\n"
            H003 (w): ""
            <!-- kept -->
            <p>a  b <!-- kept --></p>
            <blockquote>
            <p><i>q</i></p>
            </blockquote>
        "#]],
    );
}

#[test]
fn a_waiver_without_a_reason_is_an_error_and_allows_nothing() {
    waivers(
        "<!-- allow H003 -->\nText. <!-- goodfit alow H003: x --> <!-- allow the word: x -->\n",
        RawHtml::Escape,
        &expect![[r"
            <p>Text.  </p>
            M013 `<!-- allow H003 -->`: the waiver gives no reason (write `<!-- allow forbidden-word: we warn against it here -->`)
            M013 `<!-- goodfit alow H003: x -->`: `alow` means nothing in a comment for the program (write `<!-- allow forbidden-word: we warn against it here -->`)
            M013 `<!-- allow the word: x -->`: `the word` is no name of a rule (write `<!-- allow forbidden-word: we warn against it here -->`)
        "]],
    );
}

#[test]
fn whether_a_waiver_covers_a_place_is_a_question_of_ranges() {
    let (source, body, _) =
        read("A cure.\n\n<!-- allow M001: why -->\nA cure, a medicine.\n\nA cure.\n", &options());
    let [waiver] = body.waivers.as_slice() else { panic!("there is one") };
    let covered: Vec<bool> = body.mentions.iter().map(|one| waiver.covers(one.span)).collect();
    assert_eq!(covered, [false, true, true, false]);
    assert!(
        waiver.allows(&codes::markdown::RAW_HTML) && !waiver.allows(&codes::markdown::BAD_WAIVER)
    );
    assert!(!waiver.covers(Span::new(0, source.text.len())));
}
