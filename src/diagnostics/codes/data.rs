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
}
