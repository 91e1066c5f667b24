//! `A`: how a page is built up, and whether everybody can use it.

super::codes! {
    DUPLICATE_ID = "A001" "duplicate-id" Error
        "Two elements of a page have the same id, so that links and labels can only reach the first.";
}
