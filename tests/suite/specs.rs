//! Every example of the CommonMark specification, and examples of the extensions, through the whole
//! Markdown stage.
//!
//! Structure is compared, not bytes: both sides go through an HTML tokenizer. `normalise` is the
//! one place where our own additions are taken out again. An example may differ only if
//! `known-differences.txt` says why, and one that is listed there must differ.

use goodfit::markdown::{Body, HoleKind, Options, RawHtml, parse};
use goodfit::source::SourcePath;
use html5gum::{Token, Tokenizer};
use std::collections::BTreeMap;
use std::fmt::Write;

const COMMONMARK: &str = include_str!("../specs/commonmark-0.31.2.txt");
const EXTENSIONS: &str = include_str!("../specs/gfm.txt");
const KNOWN: &str = include_str!("../specs/known-differences.txt");

struct Example {
    number: u32,
    markdown: String,
    html: String,
}

#[test]
fn every_commonmark_example_is_as_specified_or_listed_with_a_reason() {
    let examples = examples(COMMONMARK);
    assert_eq!(examples.len(), 652);
    compare("commonmark", &examples);
}

#[test]
fn every_example_of_an_extension_is_as_specified_or_listed_with_a_reason() {
    let examples = examples(EXTENSIONS);
    assert_eq!(examples.len(), 83);
    compare("gfm", &examples);
}

fn compare(name: &str, examples: &[Example]) {
    let known: BTreeMap<u32, &str> = KNOWN
        .lines()
        .filter_map(|line| line.strip_prefix(name)?.trim_start().split_once(": "))
        .map(|(number, why)| (number.parse().expect("a number"), why))
        .collect();
    let mut report = String::new();
    let mut passed = 0;
    for Example { number, markdown, html } in examples {
        let ours = fill(&parsed(markdown));
        let same = normalise(&ours) == normalise(html);
        match (same, known.get(number)) {
            (true, None) => passed += 1,
            (false, Some(_)) => {}
            (true, Some(_)) => {
                let _ = writeln!(report, "{name} {number} passes: take it off the list\n");
            }
            (false, None) => {
                let _ = writeln!(
                    report,
                    "{name} {number} differs\n--- Markdown\n{markdown}--- expected\n{html}--- ours\n\
                     {ours}--- expected, normalised\n{:?}\n--- ours, normalised\n{:?}\n",
                    normalise(html),
                    normalise(&ours)
                );
            }
        }
    }
    let reached = known.keys().all(|number| *number as usize <= examples.len());
    assert!(reached, "known-differences.txt lists a {name} example that is not there");
    assert!(report.is_empty(), "{report}");
    print(&format!("{name}: {passed} passed, {} known differences", known.len()));
}

#[expect(clippy::print_stdout, reason = "the count is what a person running the suite looks for")]
fn print(line: &str) {
    println!("{line}");
}

fn examples(text: &str) -> Vec<Example> {
    let fence = "`".repeat(32);
    let mut examples = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.strip_prefix(&fence).map(str::trim) != Some("example") {
            continue;
        }
        let (mut markdown, mut html) = (String::new(), String::new());
        let mut part = &mut markdown;
        for line in lines.by_ref().take_while(|line| *line != fence) {
            if line == "." {
                part = &mut html;
            } else {
                part.push_str(&line.replace('→', "\t"));
                part.push('\n');
            }
        }
        let number = u32::try_from(examples.len() + 1).expect("a small number");
        examples.push(Example { number, markdown, html });
    }
    examples
}

fn parsed(markdown: &str) -> Body {
    let path = SourcePath::new("content/example.md").expect("a path");
    let options = Options { raw_html: RawHtml::Allow, highlight: false, ..Options::default() };
    parse(&path, markdown, 0, &options).value
}

/// Fills holes as if every destination were an address.
fn fill(body: &Body) -> String {
    let mut out = String::new();
    let mut from = 0;
    for hole in &body.holes {
        let at = hole.at as usize;
        out.push_str(&body.html[from..at]);
        from = at;
        match hole.kind {
            HoleKind::LinkOpen(link) => {
                let link = &body.links[link as usize];
                let _ = write!(out, "<a href=\"{}\"", address(&link.dest));
                if !link.title.is_empty() {
                    let _ = write!(out, " title=\"{}\"", goodfit::markup::escape(&link.title));
                }
                out.push('>');
            }
            HoleKind::LinkClose(_) => out.push_str("</a>"),
            HoleKind::Image(image) => {
                let dest = address(&body.images[image as usize].dest);
                let _ = write!(out, "src=\"{dest}\"");
            }
            HoleKind::Embed(_)
            | HoleKind::Cite(_)
            | HoleKind::TermOpen(_)
            | HoleKind::TermClose(_) => {}
        }
    }
    out.push_str(&body.html[from..]);
    out
}

/// Percent-encodes as the examples do.
fn address(dest: &str) -> String {
    let mut out = String::new();
    for byte in dest.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.+!*(),%#@?=;:/$~'&".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    goodfit::markup::escape(&out)
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Start(String, BTreeMap<String, String>),
    End(String),
    Text(String),
    Comment(String),
}

/// HTML as a list of pieces, without white space that means nothing and without what we add:
///
/// - ids of headings; `tabindex` of `pre`; `loading` and `decoding` of pictures
/// - the frame around a table, `scope` of its headers, `data-label` of its cells; `td` for a header
///   without words; no empty `tbody`
/// - the label around a task and its checkbox
/// - a figure is a paragraph whose picture has a title
/// - what makes footnotes accessible, and their links back
fn normalise(html: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut state = State::default();
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) => {
                let attributes =
                    tag.attributes.iter().map(|(name, value)| (text(name), text(value))).collect();
                state.start(&mut pieces, text(&tag.name), attributes);
            }
            Token::EndTag(tag) => state.end(&mut pieces, text(&tag.name)),
            Token::String(string) => state.text(&mut pieces, &text(&string)),
            Token::Comment(comment) => pieces.push(Piece::Comment(text(&comment))),
            Token::Doctype(doctype) => pieces.push(Piece::Comment(text(&doctype.name))),
            Token::Error(_) => {}
        }
    }
    without_outer_space(pieces)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[derive(Default)]
struct State {
    /// How many elements are open in which white space counts.
    verbatim: u32,
    in_table_frame: bool,
    in_head: bool,
    in_caption: bool,
    in_way_back: bool,
}

impl State {
    fn start(
        &mut self,
        pieces: &mut Vec<Piece>,
        mut name: String,
        mut attributes: BTreeMap<String, String>,
    ) {
        let class = attributes.get("class").cloned().unwrap_or_default();
        match name.as_str() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => _ = attributes.remove("id"),
            "pre" | "code" => {
                self.verbatim += 1;
                attributes.remove("tabindex");
            }
            "img" => attributes.retain(|name, _| name != "loading" && name != "decoding"),
            "div" if class == "table" => return self.in_table_frame = true,
            "label" if class == "task" => return,
            "thead" => self.in_head = true,
            "td" | "th" => {
                attributes.retain(|name, _| name != "scope" && name != "data-label");
                if self.in_head {
                    "th".clone_into(&mut name);
                }
            }
            "figure" => "p".clone_into(&mut name),
            "figcaption" => return self.in_caption = true,
            "section" if class == "footnotes" => attributes.retain(|name, _| name == "class"),
            "a" if class == "footnote-back" => {
                if let Some(Piece::Text(before)) = pieces.last_mut() {
                    before.truncate(before.trim_end().len());
                }
                return self.in_way_back = true;
            }
            "a" if attributes.get("role").is_some_and(|role| role == "doc-noteref") => {
                attributes.retain(|name, _| name == "href");
            }
            "sup" if self.in_way_back => return,
            _ => {}
        }
        pieces.push(Piece::Start(name, attributes));
    }

    fn end(&mut self, pieces: &mut Vec<Piece>, mut name: String) {
        if name == "tbody" && matches!(pieces.last(), Some(Piece::Text(text)) if text == " ") {
            pieces.pop();
        }
        match name.as_str() {
            "pre" | "code" => self.verbatim = self.verbatim.saturating_sub(1),
            "div" if std::mem::take(&mut self.in_table_frame) => return,
            "tbody" if matches!(pieces.last(), Some(Piece::Start(name, _)) if name == "tbody") => {
                pieces.pop();
                return;
            }
            "label" => return,
            "thead" => self.in_head = false,
            "td" if self.in_head => "th".clone_into(&mut name),
            "figure" => "p".clone_into(&mut name),
            "figcaption" => return self.in_caption = false,
            "sup" if self.in_way_back => return,
            "a" if std::mem::take(&mut self.in_way_back) => return,
            "p" if pieces.last() == Some(&Piece::Start("p".to_owned(), BTreeMap::new())) => {
                // A paragraph of ways back.
                pieces.pop();
                return;
            }
            _ => {}
        }
        pieces.push(Piece::End(name));
    }

    fn text(&mut self, pieces: &mut Vec<Piece>, text: &str) {
        if self.in_way_back {
            return;
        }
        if self.in_caption {
            let picture =
                pieces.iter_mut().rfind(|p| matches!(p, Piece::Start(n, _) if n == "img"));
            if let Some(Piece::Start(_, attributes)) = picture {
                attributes.insert("title".to_owned(), text.to_owned());
            }
            return;
        }
        let text = if self.verbatim > 0 { text.to_owned() } else { collapsed(text) };
        match pieces.last_mut() {
            Some(Piece::Text(before)) => {
                before.push_str(&text);
                if self.verbatim == 0 {
                    *before = collapsed(before);
                }
            }
            _ => pieces.push(Piece::Text(text)),
        }
    }
}

fn collapsed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if !matches!(c, ' ' | '\n' | '\t') {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

/// Drops white space at the border of blocks.
fn without_outer_space(pieces: Vec<Piece>) -> Vec<Piece> {
    let block = |piece: Option<&Piece>| match piece {
        None => true,
        Some(Piece::Start(name, _) | Piece::End(name)) => {
            const INLINE: [&str; 13] = [
                "a",
                "em",
                "strong",
                "code",
                "img",
                "del",
                "sup",
                "input",
                "span",
                "b",
                "i",
                "bab",
                "responsive-image",
            ];
            !INLINE.contains(&name.as_str())
        }
        Some(Piece::Text(_) | Piece::Comment(_)) => false,
    };
    let mut kept = Vec::with_capacity(pieces.len());
    for (at, piece) in pieces.iter().enumerate() {
        let Piece::Text(text) = piece else {
            kept.push(piece.clone());
            continue;
        };
        let before = at.checked_sub(1).and_then(|before| pieces.get(before));
        let mut text = text.as_str();
        let after_box = matches!(before, Some(Piece::Start(name, _)) if name == "input");
        if block(before) || after_box {
            text = text.trim_start_matches(' ');
        }
        if block(pieces.get(at + 1)) {
            text = text.trim_end_matches(' ');
        }
        if !text.is_empty() {
            kept.push(Piece::Text(text.to_owned()));
        }
    }
    kept
}
