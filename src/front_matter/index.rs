//! `index:`, what a page says for the index from A to Z.
//!
//! In: the value of the key and the title of the page. Out: [`IndexMatter`]. Whether the headings
//! it names are there, and how the index looks, is left to `site` and `html`.

use crate::diagnostics::codes::front_matter as codes;
use crate::slug::slugify;
use crate::yaml::quote::code;
use crate::yaml::{MapReader, Node, Value};
use serde::{Deserialize, Serialize};

/// What a page says for the index.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct IndexMatter {
    /// `index: false` keeps the page out, whatever its sections say; `index: true` takes it in.
    pub listed: Option<bool>,
    /// What readers may look for, beside the title.
    pub words: Vec<IndexWord>,
}

/// Words that lead to a page, or to a place in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexWord {
    /// As readers see them.
    pub words: String,
    /// The id of a heading, if they lead to one: `- cost: money`.
    pub heading: Option<String>,
    /// Which item of the list it is.
    pub item: usize,
}

pub(super) fn read(map: &mut MapReader<'_>, title: Option<&str>) -> IndexMatter {
    let Some(value) = map.value("index") else { return IndexMatter::default() };
    match value.node() {
        Node::Bool(listed) => IndexMatter { listed: Some(*listed), words: Vec::new() },
        Node::String(text) if ["yes", "no", "on", "off"].contains(&text.as_str()) => {
            IndexMatter { listed: value.bool(), words: Vec::new() }
        }
        Node::Map(_) => {
            value.wrong(
                "`index` must be a list of words",
                "write `index:` and below it lines such as `- first session`, or `- cost: money` for a heading",
            );
            IndexMatter::default()
        }
        _ => IndexMatter { listed: None, words: words(&value, title) },
    }
}

fn words(value: &Value<'_>, title: Option<&str>) -> Vec<IndexWord> {
    let mut found: Vec<(String, IndexWord)> = Vec::new();
    let title = title.map(slugify);
    for (n, item) in value.items().into_iter().enumerate() {
        let Some(word) = word(&item, n) else { continue };
        let slug = slugify(&word.words);
        let says = code(&word.words);
        let problem = |message: String, help: &str| {
            item.push(item.at(&codes::BAD_INDEX_WORD, message).help(help));
        };
        if slug.is_empty() {
            problem(
                format!("{} has no letter to be found by", item.name()),
                "write a word that readers look for, or remove it",
            );
        } else if word.heading.is_none() && title.as_ref() == Some(&slug) {
            problem(
                format!("{says} is the title, which is in the index anyway"),
                "remove it from `index`",
            );
        } else if found.iter().any(|(s, known)| *s == slug && known.heading == word.heading) {
            problem(format!("{says} is in `index` twice"), "remove one of the two");
        } else {
            found.push((slug, word));
        }
    }
    found.into_iter().map(|(_, word)| word).collect()
}

/// An item: words, or words and the id of a heading.
fn word(item: &Value<'_>, n: usize) -> Option<IndexWord> {
    let map = match item.node() {
        Node::Map(map) if map.len() == 1 => map,
        Node::Map(_) | Node::Seq(_) => {
            item.wrong(
                format!("{} must be words, or words and one heading", item.name()),
                "begin each with a hyphen of its own, such as `- cost: money`",
            );
            return None;
        }
        Node::Bool(_) => return item.text().and(None),
        _ => {
            let words = in_one_line(&item.texts().pop()?);
            return Some(IndexWord { words, heading: None, item: n });
        }
    };
    let words = &map.first()?.0;
    let heading = item.entries().pop()?.1.text()?;
    let heading = heading.trim().trim_start_matches('#').to_owned();
    let heading = (!heading.is_empty()).then_some(heading);
    Some(IndexWord { words: in_one_line(words), heading, item: n })
}

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
