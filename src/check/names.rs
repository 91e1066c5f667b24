//! What an element is called by those who cannot see it
//! (<https://www.w3.org/TR/accname-1.2/>, as far as static pages need it).

use super::html::Node;

/// The accessible name of an element; empty if it has none.
#[must_use]
pub fn name(node: Node<'_>) -> String {
    let named = labelled_by(node).or_else(|| stated(node, "aria-label"));
    if let Some(name) = named {
        return name;
    }
    let mut out = String::new();
    content(node, &mut out);
    let words = out.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() { stated(node, "title").unwrap_or_default() } else { words }
}

/// A name that is given by `aria-label` or `aria-labelledby`; `None` if there is none, or if it is
/// empty.
#[must_use]
pub fn given(node: Node<'_>) -> Option<String> {
    labelled_by(node).or_else(|| stated(node, "aria-label"))
}

fn stated(node: Node<'_>, attribute: &str) -> Option<String> {
    node.attr(attribute).map(str::trim).filter(|words| !words.is_empty()).map(str::to_owned)
}

fn labelled_by(node: Node<'_>) -> Option<String> {
    let ids = node.attr("aria-labelledby")?;
    let words: Vec<String> = ids
        .split_ascii_whitespace()
        .filter_map(|id| node.document().all().find(|other| other.attr("id") == Some(id)))
        .map(Node::text)
        .filter(|text| !text.is_empty())
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// The words in an element, pictures as what is said in their place, without what is hidden.
fn content(node: Node<'_>, out: &mut String) {
    if node.attr("aria-hidden") == Some("true") || node.has("hidden") {
        return;
    }
    match node.name() {
        "img" | "area" => return out.push_str(node.attr("alt").unwrap_or("")),
        "input" => return out.push_str(node.attr("value").unwrap_or("")),
        "script" | "style" | "template" => return,
        _ => {}
    }
    if let Some(label) = stated(node, "aria-label") {
        out.push(' ');
        out.push_str(&label);
        return;
    }
    // Text of its own, and that of its children, in any order: all that counts is whether there is
    // any, and what it says.
    for text in node.own_texts() {
        out.push_str(text);
    }
    for child in node.children() {
        out.push(' ');
        content(child, out);
    }
}
