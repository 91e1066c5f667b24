//! `M`: what is wrong inside a page's Markdown.

super::codes! {
    RAW_HTML = "M001" "raw-html" Error
        "The page holds raw HTML, and the site's configuration says `raw_html: forbid`. Write it in \
         Markdown, or set `markdown.raw_html` to `escape` (shown as text) or `allow`. Comments \
         `<!-- … -->` are notes among authors: they are left out, not reported.";
    RAW_HTML_ESCAPED = "M002" "raw-html-escaped" Warning
        "The page holds raw HTML, which is shown to readers as text, because \
         `markdown.raw_html` is `escape`. Write it in Markdown, or put it in backticks if it is \
         meant to be seen. Comments `<!-- … -->` are notes among authors: they are left out, not \
         reported.";
    UNKNOWN_BOX = "M003" "unknown-box" Error
        "A quotation begins with `[!KIND]`, but there is no such kind of box. The kinds are `note`, \
         `tip`, `warning`, `urgent`, `emergency`, `do`, `dont`, `myth`, `medicine`, `curious` and `say`.";
    UNKNOWN_EMBED = "M004" "unknown-embed" Error
        "A fenced block with the info string `goodfit` names something that cannot be put into a \
         page. The message lists what can.";
    DUPLICATE_HEADING_ID = "M005" "duplicate-heading-id" Error
        "Two headings of the page have the same `{#id}`, so that a link to it could only lead to \
         the first. Give one of them another id.";
    UNDEFINED_REFERENCE = "M006" "undefined-reference" Error
        "`[text][label]` or a footnote `[^label]` uses a label that the page does not define. Add \
         the definition, or put a backslash before the bracket if it is meant as text.";
    UNUSED_FOOTNOTE = "M007" "unused-footnote" Warning
        "A footnote is defined but nothing in the page refers to it, so readers never see it.";
    MISSING_ALT = "M008" "missing-alt" Error
        "A picture has no alternative text, so a person who cannot see it learns nothing. Describe \
         in the square brackets what it shows. If it only decorates, say so: `![](x.png \"decorative\")`.";
    UNKNOWN_LANGUAGE = "M009" "unknown-code-language" Warning
        "The language named after the fence is not one the highlighter knows, so the code is shown \
         plain. Correct the name, or leave it out.";
    HEADING_ONE = "M010" "heading-level-one" Warning
        "The page has a heading `#` of its own. The title in the front matter is the page's only \
         first-level heading; begin with `##`.";
    SECOND_EMBED = "M012" "second-questionnaire" Error
        "A page can hold one questionnaire, and one list of all sources: the places that links and style \
         rules name are there once. Put the other one on a page of its own and link to it.";
    BAD_WAIVER = "M013" "bad-waiver" Error
        "A comment that begins with `allow` or `goodfit` says why something that is usually wrong is \
         right here: `<!-- allow NAME: reason -->`, with the name of a rule or its id, or several with \
         commas between them. It is about the paragraph it stands in, or the one below it; \
         `<!-- allow page NAME: reason -->` above everything else is about the whole page. Readers \
         never see it.";
    DUPLICATE_FOOTNOTE = "M011" "duplicate-footnote" Error
        "Two footnotes of the page have the same label, so that only one of them could be shown. \
         Give one of them another label.";
    UNUSED_WAIVER = "M014" "unused-waiver" Warning
        "A comment `<!-- allow NAME: reason -->` allows something that is not there. It would hide \
         the next mistake of that kind, so remove it.";
}
