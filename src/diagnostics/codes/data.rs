//! `D`: data files for templates.

super::codes! {
    NOT_READABLE = "D001" "data-not-readable" Error
        "A file in `data/` is not valid YAML, JSON or CSV. The message says what was expected and \
         where.";
    SAME_NAME = "D002" "data-same-name" Error
        "Two files in `data/` have the same name but for the ending, so a template could only see \
         one of them. Rename one.";
    DUPLICATE_KEY = "D003" "duplicate-data-key" Error
        "The same key is given twice. Only one of the values could count, so remove the other.";
    DRAWING_UNREADABLE = "D004" "drawing-not-readable" Error
        "A file in `data/drawings/` is not an SVG that can be read to its end, or does not say how \
         large it is. The message says what was expected and where.";
    DRAWING_NOT_PLAIN = "D005" "drawing-not-plain" Error
        "A drawing becomes a part of the page, so it may hold shapes and words only: no styles, \
         scripts, links, ids, pictures, and no colours of its own, which would not follow dark, more \
         contrast or paper. The message says what to write instead.";
    DRAWING_WITHOUT_TITLE = "D006" "drawing-without-title" Error
        "A drawing has no `<title>`, so a person who cannot see it learns nothing. Say in it what the \
         drawing shows; the text beside it should say the same.";
}
