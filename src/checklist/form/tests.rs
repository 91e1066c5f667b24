//! The form as a whole, and what may never be in it.

use super::body;
use crate::checklist::{Questionnaire, css, syntax};
use crate::markdown::{Lexicon, Meaning, Options};
use crate::source::{SourcePath, SourceText};
use expect_test::{Expect, expect};
use std::collections::BTreeSet;

const SMALL: &str = "\
title: Two questions
published: 2026-11-21
review_by: 2027-11-21
funding: Nobody
sources: [a2020, b2021]
limits: It is short.
answers: {yes: 'Yes', no: 'No'}
flag_on: [no]
marks: {core: the question that counts}
sections:
  - id: one
    title: One & only
    questions:
      - id: heard
        marks: [core]
        ask: Are you heard?
        why: It helps. [@a2020]
        say: \"Could we [slow down](a.md)?\"
        hint: Not met yet? Skip it.
      - {id: seen, ask: Are you seen?, note: By eyes.}
stop_signs:
  heading: Has this happened?
  signs: [{id: threat, sign: Threats, called: Abuse}]
outcomes:
  - {id: stop, when: any stop, urgent: true, heading: Stop, short: Stop now., text: Leave., next: ['[Help](h.md)']}
  - {id: go, heading: Go on, short: Go on., text: Fine.}
";

fn questionnaire(text: &str) -> Questionnaire {
    let path = SourcePath::new("content/small.checklist.yaml").expect("a path");
    let read = syntax::parse(&SourceText::new(path, text));
    assert_eq!(read.diagnostics, []);
    read.value.expect("it can be read")
}

fn html(text: &str) -> String {
    let made = body(&questionnaire(text), &Options::default(), "https://example.org/?a&b");
    assert_eq!(made.diagnostics, []);
    made.value.html
}

fn check(html: &str, expected: &Expect) {
    expected.assert_eq(html);
}

#[test]
fn a_small_form_as_a_whole() {
    check(
        &html(SMALL),
        &expect![[r##"
        <form class="fit" id="fit-small" method="dialog" autocomplete="off" aria-label="Two questions">
        <button type="submit" disabled hidden>Not sent</button>
        <h2 id="part-one">One &amp; only</h2>
        <fieldset class="q s1 m1 f1" id="q-heard" aria-describedby="h1"><legend><span class="n">1</span> Are you heard?</legend>
        <p class="why">Why it matters: It helps. </p>
        <p class="hint" id="h1">Not met yet? Skip it.</p>
        <div class="answers">
        <label><input type="radio" class="a1" name="q1">Yes</label>
        <label><input type="radio" class="a2" name="q1">No</label>
        </div>
        <figure class="say"><figcaption><svg viewBox="0 0 8 16" width="9" height="18" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"><path d="M7 1v14M7 9H3v6"/></svg> You could say</figcaption><blockquote>
        <p>Could we slow down?</p>
        </blockquote></figure>
        </fieldset>
        <fieldset class="q s1" id="q-seen"><legend><span class="n">2</span> Are you seen?</legend>
        <p class="note">By eyes.</p>
        <div class="answers">
        <label><input type="radio" class="a1" name="q2">Yes</label>
        <label><input type="radio" class="a2" name="q2">No</label>
        </div>
        </fieldset>
        <fieldset class="stop"><legend><h2 id="stop-signs">Has this happened?</h2></legend>
        <p class="hint">One tick is enough to change the result.</p>
        <div class="sign"><label><input type="checkbox" class="x1" name="x1" aria-describedby="x1c"><span>Threats</span></label>
        <p id="x1c">Abuse</p>
        </div>
        </fieldset>
        <section class="result out" id="result" tabindex="-1" aria-labelledby="result-title">
        <h2 id="result-title">Where this leaves you</h2>
        <div class="slip">
        <p class="none">Your result appears here as you answer.</p>
        <div class="how"><h3>How to read your answers</h3>
        <p>Take the first of these that fits, from the top.</p></div>
        <div class="band o1 box box-urgent">
        <p class="box-tab">Today</p>
        <h3>Stop</h3>
        <p class="rule">You ticked at least one stop sign.</p>
        <p>Leave.</p>
        <ul class="next">
        <li>Help</li>
        </ul>
        </div>
        <div class="band o2">
        <h3>Go on</h3>
        <p class="rule">None of the results above applies to you.</p>
        <p>Fine.</p>
        </div>
        <div class="take"><h3><svg viewBox="0 0 8 16" width="9" height="18" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"><path d="M7 1v14M7 9H3v6"/></svg> Words to take with you</h3>
        <ul>
        <li class="c1">Could we slow down?</li>
        </ul></div>
        <div class="limits">
        <p>It is short.</p>
        <p>Nothing you choose is sent anywhere. Your browser may show your answers again when you come back to this page. On a shared computer, choose Clear my answers before you leave; the list of pages you visited will still show this one.</p>
        </div>
        <p class="leave"><button type="reset">Clear my answers</button> <a href="https://example.org/?a&amp;b">Leave this page</a></p>
        </div>
        </section>
        <div class="bar out" hidden>
        <p role="status"><span class="none">No answers yet</span><span class="band o1">Stop now.</span><span class="band o2">Go on.</span></p>
        <p class="tally" aria-hidden="true"></p>
        <a href="#result">See your result</a>
        </div>
        </form>
        <dl class="facts">
        <div><dt>Published</dt><dd><time datetime="2026-11-21">21 November 2026</time></dd></div>
        <div><dt>Next review due</dt><dd><time datetime="2027-11-21">21 November 2027</time></dd></div>
        <div><dt>Paid for by</dt><dd>Nobody</dd></div>
        <div><dt>Also based on</dt><dd></dd></div>
        </dl>
    "##]],
    );
}

#[test]
fn its_stylesheet_as_a_whole() {
    check(
        &css(&questionnaire(SMALL)),
        &expect![[r#"
            @layer checklist{
            @supports selector(:has(a)) and selector(:not(a b)){
            #fit-small .say,#fit-small .take,#fit-small .take li{display:none}
            #fit-small .f1:has(.a2:checked) .say{display:block}
            #fit-small .f1:has(.a2:checked)~.result .take{display:block}
            #fit-small .q:nth-of-type(1):has(.a2:checked)~.result .c1{display:list-item}
            #fit-small .how,#fit-small .rule,#fit-small .band{display:none}
            #fit-small .none{display:none}
            #fit-small .out .o2{display:block}
            #fit-small .out:where(:is(.stop:has(:checked)~*)) .band{display:none}
            #fit-small .out:where(:is(.stop:has(:checked)~*)) .o1{display:block}
            #fit-small .out:where(:not(:is(.q,.stop):has(:checked)~*)) .band{display:none}
            #fit-small .out:where(:not(:is(.q,.stop):has(:checked)~*)) .none{display:block}
            #fit-small{counter-reset:answered}
            #fit-small .q:has(:checked){counter-increment:answered}
            #fit-small .tally::before{content:"Answered " counter(answered) " of 2"}
            #fit-small .bar{display:grid}
            }}
        "#]],
    );
}

#[test]
fn links_and_citations_are_left_to_the_site() {
    let body = body(&questionnaire(SMALL), &Options::default(), "").value;
    let links: Vec<_> = body.links.iter().map(|link| link.dest.as_str()).collect();
    assert_eq!(links, ["a.md", "h.md"]);
    let cites: Vec<_> =
        body.cites.iter().flat_map(|cite| &cite.items).map(|item| item.key.as_str()).collect();
    // The second is cited nowhere in the text, and is a source all the same.
    assert_eq!(cites, ["a2020", "b2021"]);
    let (why, link) = (body.cites[0].items[0].span, body.links[0].span);
    assert_eq!((&SMALL[why.range()], &SMALL[link.range()]), ("@a2020", "a.md"));
    assert!(body.holes.is_sorted_by_key(|hole| hole.at));
    let anchors = ["part-one", "q-heard", "q-seen", "result", "stop-signs"];
    assert_eq!(body.anchors, anchors);
    assert!(!body.html.contains("Leave this page"));
}

#[test]
fn no_name_reaches_a_class_and_nothing_can_tell_on_the_reader() {
    let real = include_str!("../../../content/tools/is-this-therapist-a-fit.checklist.yaml");
    let (html, css) = (html(real), css(&questionnaire(real)));
    for forbidden in ["style=", "<script", " on", "loading=", "action=", "value=", "checked>"] {
        let tags = html.split('<').filter_map(|tag| tag.split('>').next());
        for tag in tags {
            assert!(!format!("<{tag}>").contains(forbidden), "{forbidden} in {tag}");
        }
    }
    for forbidden in ["url(", "@import", "image", "nth-child", "!important"] {
        assert!(!css.contains(forbidden), "{forbidden}");
    }
    let classes = html.split(" class=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let made: BTreeSet<_> = classes
        .flat_map(str::split_whitespace)
        .map(|class| class.trim_end_matches(|c: char| c.is_ascii_digit()))
        .collect();
    assert_eq!(
        made.into_iter().collect::<Vec<_>>().join(" "),
        "a after amber answers band bar box box-medicine box-tab box-urgent box-warning c f facts fit hint how \
         leave limits m n next none note o out q result rule s say sign slip stop take tally why x"
    );
}

#[test]
fn the_real_page_is_light() {
    let real = include_str!("../../../content/tools/is-this-therapist-a-fit.checklist.yaml");
    let q = questionnaire(real);
    assert!(css::size(&q) < 5 * 1024, "{}", css::size(&q));
    let html = html(real).len();
    assert!(html < 40 * 1024, "{html}");
    const { assert!(css::BUDGET == 40 * 1024) };
}

#[test]
fn a_list_of_questions_without_outcomes_never_answers_back() {
    let text = &SMALL[..SMALL.find("outcomes:").expect("it has outcomes")];
    let html = html(text);
    assert!(html.contains("When you have finished") && !html.contains("class=\"bar"));
    assert!(!css(&questionnaire(text)).contains(".band"));
}

#[test]
fn watched_words_and_waivers_have_their_place_in_the_file() {
    let text = SMALL
        .replace("why: It helps. [@a2020]", "why: 'It may cure. <!-- allow H003: so they say -->'")
        .replace("title: One & only", "title: A cure")
        .replace(
            "text: Fine.",
            "text: |-\n      A cure,\n      <!-- allow H003: no -->\n      > [!myth] A cure",
        );
    let text = text
        .replace(
            "{id: go, heading: Go on, short: Go on., text",
            "id: go\n    heading: Go on\n    short: A cure.\n    text",
        )
        .replace("cure}", "cure");
    let q = questionnaire(&text);
    let lexicon = Lexicon::new([("cure", Meaning::Watch(5))], []);
    let options = Options { lexicon: lexicon.into(), ..Options::default() };
    let body = body(&q, &options, "").value;
    let shown: Vec<_> = body
        .mentions
        .iter()
        .map(|one| {
            let waived = body.waivers.iter().any(|waiver| waiver.covers(one.span));
            (one.block, &text[one.span.range()], one.in_box, waived)
        })
        .collect();
    // Of a text in several lines only the whole is known, so a waiver in it is about all of it.
    let long = &q.outcomes[1].text;
    let whole = &text[long.span.range()];
    assert_eq!(
        shown,
        [
            (0, "heard", None, false),
            (2, "cure", None, true),
            (14, whole, None, true),
            (15, whole, Some("myth"), true),
            (18, "go", None, false),
        ]
    );
    assert_eq!(body.boxes[0].kind, "myth");
}
