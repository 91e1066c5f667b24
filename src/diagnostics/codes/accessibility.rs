//! `A`: how a page is built up, and whether everybody can use it.

super::codes! {
    DUPLICATE_ID = "A001" "duplicate-id" Error
        "Two elements of a page have the same id, so that links and labels can only reach the first.";
    ONE_FIRST_HEADING = "A002" "one-first-heading" Error
        "A published page has no heading of the first level, or more than one.";
    SKIPPED_HEADING_LEVEL = "A003" "skipped-heading-level" Error
        "A heading is more than one level below the one before it, such as an `h4` after an \
         `h2`.";
    IMAGE_WITHOUT_ALT = "A012" "image-without-alt" Error
        "A picture has no alternative text and does not say that it only decorates.";
    PAGE_LANGUAGE = "A004" "page-language" Error
        "A published page does not say which language it is in, so that it may be read out wrongly.";
    MISSING_PAGE_TITLE = "A005" "missing-page-title" Error
        "A published page has no title for tabs, bookmarks and results of a search.";
    DUPLICATE_PAGE_TITLE = "A006" "duplicate-page-title" Warning
        "Two published pages have the same title, so that nobody can tell them apart in a list.";
    MISSING_DESCRIPTION = "A007" "missing-description" Warning
        "A page has no description for results of a search and for lists.";
    DUPLICATE_DESCRIPTION = "A008" "duplicate-description" Warning
        "Two published pages describe themselves in the same words, so that nobody can tell them apart.";
    DESCRIPTION_LENGTH = "A009" "description-length" Warning
        "A description has fewer than 70 characters, or more than the 155 that are shown.";
    LANDMARKS = "A010" "landmarks" Error
        "A published page has no main part, or has two main parts, two heads or two feet.";
    UNNAMED_NAVIGATION = "A011" "unnamed-navigation" Warning
        "A page has several navigations, and not all of them have a name of their own.";
    UNLABELLED_FIELD = "A013" "unlabelled-field" Error
        "A field of a form has no label, so that nobody who listens knows what to put in.";
    TABLE_WITHOUT_HEADERS = "A014" "table-without-headers" Error
        "A table has no heading cells that say what its columns or rows are about.";
    NAMELESS_CONTROL = "A015" "nameless-control" Error
        "A link or a button has no words, so that those who listen hear its address, or \
         nothing.";
    BROKEN_REFERENCE = "A016" "broken-reference" Error
        "An element names another one by its id, such as its label, and nothing has this id.";
}
