//! The Markdown stage on text nobody would write: it must not panic, its spans and holes must be
//! sound, and no text may become a tag.

use goodfit::language::{sentences, words};
use goodfit::markdown::{Body, HoleKind, Lexicon, Meaning, Options, RawHtml, Waiver, parse};
use goodfit::source::{SourcePath, Span};
use html5gum::Error::{
    ControlCharacterInInputStream as ControlCharacter, NoncharacterInInputStream as Noncharacter,
};
use html5gum::{Token, Tokenizer};
use proptest::prelude::*;
use std::sync::Arc;

/// Things that mean something, to be put together at random.
const FRAGMENTS: &[&str] = &[
    "# ",
    "## ",
    "{#id}",
    "{#fn-1}",
    "> ",
    "\n> ",
    ">",
    "- ",
    "1. ",
    "- [ ] ",
    "- [x] ",
    "\n",
    "\n\n",
    "  \n",
    "\\\n",
    "    ",
    "\t",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "```",
    "```rust\n",
    "```goodfit checklist x\n",
    "```goodfit zzz\n",
    "~~~",
    "[",
    "]",
    "(",
    ")",
    "![",
    "](a.md)",
    "](a.png \"title\")",
    "](<x y>)",
    "](javascript:x)",
    "](//h)",
    "](https://h/?a&b)",
    "[^a]",
    "[^b]",
    "\n[^a]: ",
    "\n[^b]: ",
    "[@key]",
    "[@a, p. 3; @b]",
    "@rogers1957",
    "[r]",
    "[x][r]",
    "[x][y]",
    "\n[r]: z.md 't'\n",
    "[!note]",
    "[!do] ",
    "\n> [!curious] ",
    "\n> [!emergency]\n> ",
    "> [!zzz]\n",
    "| a | b |\n|:-|-:|\n| c |",
    "|",
    "---\n",
    "===\n",
    "<b>",
    "</b>",
    "<b title=\"",
    "<!-- c -->",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<div>\n",
    "<evil onclick=x>",
    "<img src=x onerror=y>",
    "&amp;",
    "&lt;evil&gt;",
    "&#0;",
    "&#60;",
    "&quot;",
    "<",
    ">",
    "\"",
    "'",
    "&",
    "\\",
    "\\[",
    "\\<",
    "\0",
    "\r\n",
    "\r",
    "…",
    "é",
    "𝒳",
    "\u{202e}",
    "word",
    "word's",
    "two\nwords",
    "[[word]]",
    "[[é]]",
    "[[zzz]]",
    "[[word|x]]",
    "[[",
    "]]",
    "<!-- allow M001: x -->",
    "\n<!-- allow page M001: x -->\n",
    " ",
    "<https://h>",
    "<a@b.de>",
    "--",
    "...",
    "!",
    ":",
    "^",
];

fn text() -> impl Strategy<Value = String> {
    let fragments = prop::collection::vec(prop::sample::select(FRAGMENTS), 0..60);
    prop_oneof![
        4 => fragments.prop_map(|parts| parts.concat()),
        1 => "\\PC{0,200}",
        1 => prop::collection::vec(any::<u8>(), 0..200)
            .prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_the_page_is_sound(
        front in prop::sample::select(&["", "---\nä: x\n---\n"][..]),
        text in text(),
        smart_punctuation: bool,
        autolink: bool,
        raw_html in prop::sample::select(&[RawHtml::Escape, RawHtml::Forbid, RawHtml::Allow][..]),
    ) {
        let path = SourcePath::new("a.md").expect("a path");
        let whole = format!("{front}{text}");
        let options = Options {
            raw_html,
            smart_punctuation,
            embeds: vec!["checklist".to_owned()],
            lexicon: lexicon(),
            autolink,
            ..Options::default()
        };
        let parsed = parse(&path, &whole, front.len(), &options);
        let again = parse(&path, &whole, front.len(), &options);
        prop_assert_eq!(&parsed, &again);

        let in_text = |span: Span| {
            span.start as usize >= front.len() && whole.get(span.range()).is_some()
        };
        for problem in &parsed.diagnostics {
            let places = problem.primary.iter().chain(&problem.labels);
            prop_assert!(places.filter_map(|p| p.span).all(in_text), "{problem:?}");
        }
        let body = &parsed.value;
        let spans = body.headings.iter().map(|h| h.span)
            .chain(body.links.iter().map(|l| l.span))
            .chain(body.images.iter().map(|i| i.span))
            .chain(body.embeds.iter().map(|e| e.span))
            .chain(body.cites.iter().map(|c| c.span))
            .chain(body.cites.iter().flat_map(|c| &c.items).map(|i| i.span))
            .chain(body.terms.iter().map(|t| t.span))
            .chain(body.boxes.iter().map(|b| b.span))
            .chain(body.mentions.iter().map(|m| m.span))
            .chain(body.waivers.iter().map(|w| w.span))
            .chain(body.waivers.iter().map(|w| w.covered).filter(|of| *of != Waiver::PAGE));
        for span in spans {
            prop_assert!(in_text(span), "{span:?}");
        }
        for item in body.cites.iter().flat_map(|c| &c.items) {
            prop_assert_eq!(&whole[item.span.range()], format!("@{}", item.key));
        }
        prop_assert!(body.holes.is_sorted_by_key(|hole| hole.at));
        prop_assert!(body.holes.iter().all(|hole| body.html.is_char_boundary(hole.at as usize)));
        let html = filled(body);
        if raw_html != RawHtml::Allow {
            sound_html(&html, body)?;
        }
        for passage in &body.prose.passages {
            let reading = body.prose.read(passage, &whole);
            let text = &*reading.text;
            prop_assert!(in_text(reading.span(0..text.len())), "{passage:?} {text:?}");
            let sentences = sentences(text);
            for sentence in &sentences {
                prop_assert!(in_text(reading.span(sentence.clone())), "{sentence:?} {text:?}");
            }
            let counted = |part: &str| words(part).count();
            let of_sentences = sentences.into_iter().map(|sentence| counted(&text[sentence]));
            prop_assert_eq!(of_sentences.sum::<usize>(), counted(text));
        }
        // Links nobody asked for are nothing but holes.
        let unlinked = Options { autolink: false, ..options };
        let plain = parse(&path, &whole, front.len(), &unlinked).value;
        prop_assert_eq!(&plain.html, &body.html);
        prop_assert_eq!(&plain.mentions, &body.mentions);
        let read = |body: &Body| -> Vec<String> {
            let read = |passage| body.prose.read(passage, &whole).text.into_owned();
            body.prose.passages.iter().map(read).collect()
        };
        prop_assert_eq!(read(&plain), read(body));
        for heading in &body.headings {
            sound_html(heading.html.as_str(), &Body::default())?;
        }
    }
}

/// What a link looks like that nobody asked for.
const AUTOMATIC: &str = "<a class=\"term\" href=\"x\">";

fn lexicon() -> Arc<Lexicon> {
    let terms = ["word", "é", "two words"];
    let terms = (0..).zip(terms).map(|(n, words)| (words, Meaning::Term(n)));
    let watched = ["word", "word word", "c", "a"];
    let watched = (0..).zip(watched).map(|(n, words)| (words, Meaning::Watch(n)));
    Arc::new(Lexicon::new(terms.chain(watched), []))
}

/// Every hole filled with what belongs there.
fn filled(body: &Body) -> String {
    let mut out = String::new();
    let mut from = 0;
    for hole in &body.holes {
        out.push_str(&body.html[from..hole.at as usize]);
        from = hole.at as usize;
        match hole.kind {
            HoleKind::LinkOpen(link) => {
                assert!(!body.links[link as usize].external);
                out.push_str("<a href=\"x\">");
            }
            HoleKind::LinkClose(_) => out.push_str("</a>"),
            HoleKind::Image(image) => {
                assert!(!body.images[image as usize].external);
                out.push_str("src=\"x\"");
            }
            HoleKind::Embed(embed) => assert!(body.embeds.get(embed as usize).is_some()),
            HoleKind::Cite(cite) => assert!(body.cites.get(cite as usize).is_some()),
            HoleKind::TermOpen(term) => {
                let asked_for = body.terms[term as usize].explicit;
                out.push_str(if asked_for { "<a href=\"x\">" } else { AUTOMATIC });
            }
            HoleKind::TermClose(_) => out.push_str("</a>"),
        }
    }
    out + &body.html[from..]
}

/// Tags are ours, balanced and without attributes that are not ours; ids are unique, and every
/// anchor and every link within the page leads to one.
fn sound_html(html: &str, body: &Body) -> Result<(), TestCaseError> {
    const TAGS: &str = " a aside blockquote br code dd del details div em figcaption figure h1 h2 h3 \
         h4 h5 h6 hr img input label li ol p pre section span strong summary sup table tbody td th \
         thead tr ul ";
    const ATTRIBUTES: &str = " alt aria-hidden aria-label aria-labelledby checked class data-label \
         decoding disabled href id loading role scope src start tabindex title type ";
    let mut open: Vec<Vec<u8>> = Vec::new();
    let mut ids: Vec<String> = Vec::new();
    let mut wanted: Vec<String> = body.anchors.clone();
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                prop_assert!(TAGS.contains(&format!(" {name} ")), "<{name}> in {html}");
                let within = |names: &[&str]| {
                    open.iter()
                        .any(|tag| names.iter().any(|name| name.as_bytes() == tag.as_slice()))
                };
                if name == "a" {
                    prop_assert!(
                        !within(&["a", "code", "pre"]),
                        "a link in a link or code: {html}"
                    );
                    let automatic =
                        tag.attributes.get(&b"class"[..]).is_some_and(|c| ***c == *b"term");
                    let no_links = ["h1", "h2", "h3", "h4", "h5", "h6", "summary"];
                    prop_assert!(!automatic || !within(&no_links), "{html}");
                }
                for (attribute, value) in &tag.attributes {
                    let attribute = String::from_utf8_lossy(attribute);
                    let value = String::from_utf8_lossy(value).into_owned();
                    let ours = ATTRIBUTES.contains(&format!(" {attribute} "));
                    prop_assert!(ours, "{attribute} in {html}");
                    match &*attribute {
                        "id" => ids.push(value),
                        "aria-labelledby" => wanted.push(value),
                        "href" => {
                            let scheme = value.split(':').next().unwrap_or("");
                            let safe = ["x", "mailto", "http", "https", "tel", "sms"];
                            prop_assert!(
                                value.starts_with('#')
                                    || value.starts_with("//")
                                    || value.starts_with("/%5C")
                                    || value.starts_with("%5C")
                                    || safe.contains(&scheme.to_lowercase().as_str()),
                                "{value}"
                            );
                            wanted.extend(value.strip_prefix('#').map(str::to_owned));
                        }
                        _ => {}
                    }
                }
                if !["br", "hr", "img", "input"].contains(&name.as_str()) {
                    open.push(tag.name.0);
                }
            }
            Token::EndTag(tag) => prop_assert_eq!(open.pop(), Some(tag.name.0), "{}", html),
            // Control characters an author wrote are passed on, as CommonMark wants.
            Token::Error(error) if matches!(*error, ControlCharacter | Noncharacter) => {}
            Token::String(_) => {}
            Token::Error(error) => prop_assert!(false, "{:?} in {}", error, html),
            other => prop_assert!(false, "{:?} in {}", other, html),
        }
    }
    prop_assert!(open.is_empty(), "open: {open:?} in {html}");
    for id in wanted {
        prop_assert!(ids.contains(&id), "nothing has the id {id} in {html}");
    }
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    prop_assert_eq!(count, ids.len(), "an id is used twice in {}", html);
    Ok(())
}
