//! What a page makes a browser load without anybody having asked.

use super::address::srcset;
use super::html::{Attr, Document, Node};
use crate::source::Span;

/// Something that is loaded with a page.
#[derive(Clone, Copy)]
pub struct Resource<'d> {
    /// The element that loads it.
    pub node: Node<'d>,
    /// Where it is, as written.
    pub address: &'d str,
    /// The place of the attribute.
    pub span: Span,
    /// What it is, by the directive of a policy that allows it
    /// (<https://www.w3.org/TR/CSP3/#csp-directives>).
    pub directive: &'static str,
}

/// Relations of a `link` that make browsers load nothing
/// (<https://html.spec.whatwg.org/multipage/links.html#linkTypes>).
const QUIET: [&str; 16] = [
    "alternate",
    "author",
    "bookmark",
    "canonical",
    "external",
    "help",
    "license",
    "me",
    "next",
    "nofollow",
    "noopener",
    "noreferrer",
    "prev",
    "privacy-policy",
    "search",
    "tag",
];

/// Relations that only prepare: another rule speaks of them.
pub const EARLY: [&str; 5] = ["dns-prefetch", "preconnect", "prefetch", "prerender", "pingback"];

/// Whether a `link` loads something, or prepares to.
#[must_use]
pub fn is_quiet_link(link: Node<'_>) -> bool {
    let rel = link.attr("rel").unwrap_or("");
    rel.split_ascii_whitespace()
        .all(|word| QUIET.iter().any(|quiet| word.eq_ignore_ascii_case(quiet)))
}

/// Everything a document loads, in the order of the kinds of elements.
#[must_use]
pub fn of<'d>(document: &'d Document<'_>) -> Vec<Resource<'d>> {
    let mut found = Vec::new();
    let named = |names: &'static [&'static str]| names.iter().flat_map(|name| document.named(name));
    for node in named(&[
        "img", "source", "video", "audio", "track", "input", "image", "use", "body", "table", "td",
    ]) {
        for attribute in node.attrs() {
            let directive = match (node.name(), attribute.name) {
                ("input", "src")
                    if node.attr("type").is_none_or(|kind| !kind.eq_ignore_ascii_case("image")) =>
                {
                    continue;
                }
                ("img" | "input", "src")
                | ("img" | "source", "srcset")
                | ("video", "poster")
                | ("body" | "table" | "td", "background") => "img-src",
                ("image" | "use", "href" | "xlink:href") => "img-src",
                ("source" | "video" | "audio" | "track", "src") => "media-src",
                _ => continue,
            };
            push(&mut found, attribute, directive);
        }
    }
    for link in document.named("link").filter(|link| !is_quiet_link(*link)) {
        let is_early = EARLY.iter().any(|word| link.has_word("rel", word));
        if let Some(href) = link.attribute("href").filter(|_| !is_early) {
            push(&mut found, href, directive_of(link));
        }
        if let Some(images) = link.attribute("imagesrcset") {
            push(&mut found, images, "img-src");
        }
    }
    found
}

fn push<'d>(found: &mut Vec<Resource<'d>>, attribute: Attr<'d>, directive: &'static str) {
    let mut one = |address: &'d str| {
        // `#a` is in the same file.
        if !address.trim_start().starts_with('#') {
            found.push(Resource { node: attribute.node, address, span: attribute.span, directive });
        }
    };
    if attribute.name.ends_with("srcset") {
        srcset(attribute.value).into_iter().for_each(one);
    } else {
        one(attribute.value);
    }
}

fn directive_of(link: Node<'_>) -> &'static str {
    let is = |word: &str| link.has_word("rel", word);
    if is("stylesheet") {
        return "style-src";
    }
    if is("manifest") {
        return "manifest-src";
    }
    if is("modulepreload") {
        return "script-src";
    }
    match link.attr("as") {
        Some("style") => "style-src",
        Some("script") => "script-src",
        Some("font") => "font-src",
        Some("audio" | "video" | "track") => "media-src",
        Some("fetch") => "connect-src",
        _ => "img-src",
    }
}
