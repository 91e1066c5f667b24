//! Names of elements, and what the standard says of them.

/// The elements of HTML, and those of SVG that rules ask for, sorted.
const NAMES: [&str; COUNT] = [
    "a",
    "abbr",
    "address",
    "applet",
    "area",
    "article",
    "aside",
    "audio",
    "b",
    "base",
    "bdi",
    "bdo",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "datalist",
    "dd",
    "del",
    "details",
    "dfn",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "foreignobject",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "i",
    "iframe",
    "image",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "legend",
    "li",
    "link",
    "main",
    "map",
    "mark",
    "math",
    "menu",
    "meta",
    "meter",
    "nav",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "output",
    "p",
    "param",
    "picture",
    "portal",
    "pre",
    "progress",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "script",
    "search",
    "section",
    "select",
    "slot",
    "small",
    "source",
    "span",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "track",
    "u",
    "ul",
    "use",
    "var",
    "video",
    "wbr",
];

/// How many names are known.
pub(super) const COUNT: usize = 124;

/// The number of any other name.
pub(super) const OTHER: u8 = u8::MAX;

/// The number of a name.
pub(super) fn find(name: &[u8]) -> u8 {
    let at = NAMES.binary_search_by(|known| known.as_bytes().cmp(name));
    at.ok().and_then(|at| u8::try_from(at).ok()).unwrap_or(OTHER)
}

/// Elements without content (<https://html.spec.whatwg.org/multipage/syntax.html#void-elements>).
pub(super) fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"br"
            | b"col"
            | b"embed"
            | b"frame"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"param"
            | b"source"
            | b"track"
            | b"wbr"
    )
}

/// Elements before which an open paragraph ends.
pub(super) fn ends_paragraph(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "center"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dd"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "ul"
    )
}

/// Elements that an end tag, or an implied end, does not reach across
/// (<https://html.spec.whatwg.org/multipage/parsing.html#has-an-element-in-scope>).
pub(super) fn is_scope(name: &str) -> bool {
    matches!(
        name,
        "applet"
            | "caption"
            | "foreignobject"
            | "html"
            | "marquee"
            | "object"
            | "svg"
            | "math"
            | "table"
            | "td"
            | "template"
            | "th"
    )
}

/// Whether the end tag `name` does not reach an element outside of `open`. Such a tag is ignored.
pub(super) fn stops(open: &str, name: &str) -> bool {
    match name {
        "html" | "body" => open == "html",
        "table" => matches!(open, "html" | "template"),
        "tr" | "td" | "th" | "tbody" | "thead" | "tfoot" | "caption" => {
            matches!(open, "html" | "template" | "table")
        }
        "applet" | "button" | "marquee" | "object" | "template" => is_scope(open),
        _ if ends_paragraph(name) => is_scope(open),
        // Inline elements do not end blocks.
        _ => is_scope(open) || ends_paragraph(open),
    }
}

/// Elements that hold only what is about the page.
pub(super) fn is_for_head(name: &str) -> bool {
    matches!(
        name,
        "base" | "link" | "meta" | "noscript" | "script" | "style" | "template" | "title"
    )
}

/// h1 to h6.
pub(super) fn is_heading(name: &str) -> bool {
    matches!(name.as_bytes(), [b'h', b'1'..=b'6'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found() {
        assert!(NAMES.is_sorted());
        for name in NAMES {
            assert_ne!(find(name.as_bytes()), OTHER, "{name}");
        }
        assert_eq!(find(b"x-y"), OTHER);
    }
}
