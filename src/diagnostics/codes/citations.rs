//! `B`: citations and the bibliography.

super::codes! {
    UNKNOWN = "B001" "unknown-citation" Error
        "`[@key]` names a source that `data/references.yaml` does not have. The help gives the \
         nearest key. A claim whose source cannot be found must not be published.";
    BAD_ENTRY = "B002" "bad-reference" Error
        "An entry of the bibliography cannot be used: it lacks a title, or a field is of the wrong \
         kind. The message says which.";
}
