//! `G`: the glossary and the terms in pages.

super::codes! {
    UNKNOWN_TERM = "G001" "unknown-term" Error
        "`[[term]]` names something that `data/glossary.yaml` does not explain, neither as a `term:` \
         nor below its `also:` or `forms:`. The help gives the nearest name. If the brackets are \
         meant as text, put a backslash before them: `\\[[term]]`.";
    BAD_TERM_LINK = "G002" "bad-term-link" Error
        "Between `[[` and `]]` stands nothing but a term as the glossary knows it: no emphasis, and \
         no `|` with other words. Words that mean a term are listed below its `forms:` in \
         `data/glossary.yaml`, and can then stand in the brackets themselves.";
    TERM_IN_LINK = "G003" "term-in-link" Error
        "A term in double brackets becomes a link, so it cannot stand in the words of another link \
         or in the text of a picture. Take the brackets away there.";
    BAD_TERM = "G004" "bad-term" Error
        "An entry of `data/glossary.yaml` cannot be used: it is a list, and each entry has a `term:` \
         and a `definition:` in plain words, and perhaps `also:`, `forms:`, `sources:` and \
         `autolink:`. The message says what is wrong.";
    SAME_TERM = "G005" "term-defined-twice" Error
        "Two terms of the glossary have the same name, another name or a form in common, so that \
         nobody could say which of the two is meant, or their names give the same address. Only \
         one of them can have it.";
    UNUSED_TERM = "G006" "unused-term" Warning
        "No published page uses the term, so nobody will be led to its explanation. Write \
         `[[term]]` where a reader needs it, or list the words that pages use for it below its \
         `forms:`.";
    NO_GLOSSARY_PAGE = "G007" "no-glossary-page" Error
        "A page uses a term of the glossary, but no published page shows the glossary, so that the \
         link would lead nowhere. One page of the site holds a block ```` ```goodfit glossary ````.";
}
