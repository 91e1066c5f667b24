//! The digest of a page's words, to which reviews are bound.
//!
//! In: the text of a page, and its front matter. Out: a short text such as `1-3f…` that changes with
//! any word and with nothing else: not with line breaks, blank lines or the width of a paragraph,
//! not with dates, labels or the review itself. Our HTML has no part in it, so a new version of the
//! program does not call old reviews stale. docs/adr/0016 says why each thing counts or does not.
//!
//! **The normalisation of a version never changes.** What is written here is stored in people's
//! files for years; another normalisation is another version beside this one.

use super::{Certainty, Matter};
use crate::yaml::{Map, Node};

/// The version that is written, and the only one so far.
const VERSION: &str = "1";

/// How many letters follow the version: 128 bits, in hexadecimal.
const LETTERS: usize = 32;

/// Keys of a questionnaire that are not among its words: those of the page, but for what is read.
const NOT_WORDS: [&str; 22] = [
    "slug",
    "date",
    "updated",
    "draft",
    "publish_date",
    "expiry_date",
    "weight",
    "aliases",
    "template",
    "taxonomies",
    "published",
    "type",
    "authors",
    "reviewers",
    "last_reviewed",
    "review_by",
    "evidence_checked",
    "changes",
    "glossary",
    "index",
    "related",
    "review",
];

/// Whether a text is a digest that this version of the program can compare.
#[must_use]
pub fn is_digest(text: &str) -> bool {
    let letters = text.strip_prefix(VERSION).and_then(|rest| rest.strip_prefix('-'));
    letters.is_some_and(|letters| {
        letters.len() == LETTERS
            && letters.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
    })
}

/// The digest of a Markdown page.
pub(super) fn of_page(matter: &Matter, body: &str) -> String {
    let mut words = Words::default();
    words.field("title", matter.title.as_deref().unwrap_or_default());
    words.field("description", matter.description.as_deref().unwrap_or_default());
    words.field("summary", &matter.summary.join(" "));
    words.field("certainty", matter.trust.certainty.map_or("", Certainty::word));
    words.field("sources", &matter.trust.sources.join(" "));
    // Sheets to fill in have their questions there.
    words.tree("extra", &matter.extra);
    words.begin("body");
    words.markdown(body);
    words.digest()
}

/// The digest of a file that is YAML from top to bottom.
pub(super) fn of_yaml(map: &Map) -> String {
    let mut words = Words::default();
    let is_read = |entry: &&(String, Node)| !NOT_WORDS.contains(&entry.0.as_str());
    words.tree("questionnaire", map.iter().filter(is_read));
    words.digest()
}

/// The words so far: each with a space in front. A word holds no white space, so a line break can
/// begin what is not a word, and no text can look like the marks.
#[derive(Default)]
struct Words {
    text: String,
}

/// White space as Markdown has it. A no-break space belongs to its word.
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0b' | b'\x0c')
}

impl Words {
    fn begin(&mut self, field: &str) {
        self.mark("=");
        self.text.push_str(field);
    }

    fn mark(&mut self, mark: &str) {
        self.text.push('\n');
        self.text.push_str(mark);
    }

    fn plain(&mut self, text: &str) {
        for word in text.split(|c: char| c.is_ascii() && is_space(c as u8)) {
            if !word.is_empty() {
                self.text.push(' ');
                self.text.push_str(word);
            }
        }
    }

    fn field(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.begin(name);
            self.plain(text);
        }
    }

    fn tree<'a>(&mut self, name: &str, map: impl IntoIterator<Item = &'a (String, Node)>) {
        let mut entries = map.into_iter().peekable();
        if entries.peek().is_some() {
            self.begin(name);
            entries.for_each(|(key, value)| self.entry(key, value));
        }
    }

    fn entry(&mut self, key: &str, value: &Node) {
        self.mark(":");
        self.plain(key);
        self.mark("-");
        self.node(value);
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Null => {}
            Node::Bool(value) => self.plain(if *value { "true" } else { "false" }),
            Node::Int(number) => self.plain(&number.to_string()),
            Node::Float(number) => self.plain(&number.to_string()),
            Node::String(text) => self.plain(text),
            Node::Seq(items) => {
                self.mark("[");
                for item in items {
                    self.mark(",");
                    self.node(item);
                }
                self.mark("]");
            }
            Node::Map(map) => {
                self.mark("{");
                map.iter().for_each(|(key, value)| self.entry(key, value));
                self.mark("}");
            }
        }
    }

    /// Markdown, of which the `>` at the beginning of lines count only where their number changes:
    /// what stands in a box is another statement than the same words outside.
    fn markdown(&mut self, body: &str) {
        let mut depth = 0;
        // The fewest marks of the blank lines since the last words.
        let mut gap = None;
        for line in body.lines() {
            let (quotes, outside, rest) = quoted(line);
            if outside.is_empty() && rest.bytes().all(is_space) {
                gap = Some(gap.map_or(quotes, |fewest: usize| fewest.min(quotes)));
                continue;
            }
            self.plain(outside);
            // Two boxes with a blank line between them are not one box.
            if let Some(fewest) = gap.filter(|fewest| *fewest < depth.min(quotes)) {
                self.depth(">", fewest);
                self.depth(">", quotes);
            } else if quotes != depth {
                // Without a blank line, words below a quotation can still belong to it.
                let is_lazy = quotes < depth && gap.is_none();
                self.depth(if is_lazy { "~" } else { ">" }, quotes);
            }
            self.plain(rest);
            (depth, gap) = (quotes, None);
        }
    }

    fn depth(&mut self, mark: &str, quotes: usize) {
        self.mark(mark);
        self.text.push_str(&quotes.to_string());
    }

    fn digest(&self) -> String {
        let hash = blake3::hash(self.text.as_bytes()).to_hex();
        format!("{VERSION}-{}", &hash[..LETTERS])
    }
}

/// How many `>` a line begins with, the bullets in front of the first, and what follows the last.
fn quoted(line: &str) -> (usize, &str, &str) {
    let mut quotes = 0;
    let (mut outside, mut rest) = ("", line);
    let mut at = line;
    loop {
        at = at.trim_start_matches([' ', '\t']);
        if let Some(after) = at.strip_prefix('>') {
            if quotes == 0 {
                outside = line[..line.len() - at.len()].trim();
            }
            (quotes, rest, at) = (quotes + 1, after, after);
        } else if let Some(after) = bullet(at).filter(|_| quotes == 0) {
            at = after;
        } else {
            return (quotes, outside, rest);
        }
    }
}

/// What follows the bullet or number of an item of a list.
fn bullet(text: &str) -> Option<&str> {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let after = match digits.len() < text.len() {
        true => digits.strip_prefix(['.', ')']),
        false => text.strip_prefix(['-', '*', '+']),
    };
    after.filter(|after| after.starts_with([' ', '\t']))
}

#[cfg(test)]
mod tests;
