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
}
