//! `F`: front matter, the YAML between `---` lines on top of a page.

super::codes! {
    NOT_YAML = "F001" "front-matter-not-yaml" Error
        "The lines between the two `---` are not YAML. The message says what the YAML reader \
         expected and where. Most often a text with a colon in it needs quotes: \
         `title: \"Therapy: what is it?\"`.";
    UNKNOWN_KEY = "F002" "unknown-front-matter-key" Error
        "The front matter has a key that means nothing to Goodfit. A misspelt key would otherwise \
         be ignored in silence. Correct it, remove it, or put facts of your own below `extra:`.";
    WRONG_TYPE = "F003" "wrong-front-matter-value" Error
        "The value is of the wrong kind: a text where a date is needed, a word where `true` or \
         `false` is needed. The message says what is expected. Dates are written 2026-11-21.";
    MISSING_TITLE = "F004" "missing-title" Error
        "Every page needs a title: it is the heading, the text of links to the page and what \
         search engines and browser tabs show. Add `title:` to the front matter.";
    UNCLOSED = "F005" "unclosed-front-matter" Error
        "The file begins with a line `---` but no later line ends the front matter. Add a line \
         with three hyphens after the last key.";
    DUPLICATE_KEY = "F006" "duplicate-front-matter-key" Error
        "The same key is given twice. Only one of the values could count, so remove the other.";
    BAD_SLUG = "F007" "bad-slug" Error
        "A slug is the last part of the address. It cannot be empty, hold a slash, or be `..`. Use \
         small letters, digits and hyphens.";
    UNKNOWN_TAXONOMY = "F008" "unknown-taxonomy" Error
        "`taxonomies:` names a kind of label that `goodfit.yaml` does not declare. Correct the \
         name, or declare it there.";
    ONLY_SECTIONS = "F009" "section-key-on-page" Error
        "The key only has a meaning in the `_index.md` of a section. Move it there or remove it.";
    DATES_OUT_OF_ORDER = "F010" "dates-out-of-order" Error
        "Dates contradict each other: a page cannot expire before it is published, nor be updated \
         before it was first dated.";
    TOO_LONG = "F011" "front-matter-too-long" Error
        "Front matter is limited to 16 KiB and 32 levels of brackets, so that a slip cannot make \
         the YAML reader run for minutes. Move long texts into the page or into a data file.";
    BAD_INDEX_WORD = "F012" "bad-index-word" Warning
        "`index:` names what readers may look for in the index from A to Z beside the title of the \
         page. Words that are there anyway, or hold no letter or digit, help nobody.";
    BAD_RELATED = "F013" "related-not-a-page" Error
        "`related:` lists the pages to read next, as paths relative to this page: \
         `../choosing/before-you-book.md`. It cannot hold addresses, files, the page itself, or a \
         page twice.";
}
