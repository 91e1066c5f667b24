//! `B`: citations and the bibliography.

super::codes! {
    UNKNOWN = "B001" "unknown-citation" Error
        "`[@key]`, or an item of `sources:`, names a source that the bibliography does not have. The \
         help gives the nearest key. A claim whose source cannot be found must not be published.";
    BAD_ENTRY = "B002" "bad-reference" Error
        "An entry of the bibliography cannot be used: it lacks a title, or a field is of the wrong \
         kind. The message says which.";
    DUPLICATE = "B003" "duplicate-source" Error
        "Two entries have the same key, in `data/references.bib` or in both files of the \
         bibliography. A citation could mean either. Remove one, or give it another key.";
    SAME_DOI = "B004" "same-doi" Warning
        "Two entries of the bibliography have the same DOI, so they are the same work, or one DOI is \
         wrong. Readers would see it twice in a list. Keep one entry, and cite its key everywhere.";
    UNUSED = "B005" "unused-source" Warning
        "No published page, questionnaire or term of the glossary uses this entry. Remove it, or say \
         in `data/source-notes.yaml` why it is kept: `unused: reason`.";
    NO_IDENTIFIER = "B006" "source-without-identifier" Warning
        "The entry has no DOI, ISBN, PMID or address, so readers may not find the work again. Look it \
         up, or say in `data/source-notes.yaml` why there is none: `no_identifier: reason`.";
    NO_DATE = "B007" "source-without-date" Warning
        "The entry does not say when the work came out, so nobody can tell how old the evidence is. \
         Add `date:`, or say in `data/source-notes.yaml` why there is none: `no_date: reason`.";
    NOT_RETRIEVED = "B008" "page-without-retrieval-day" Warning
        "The entry is a page on the web, and such pages change. Open it, check that it still says what \
         you cite, and write the day into `data/source-notes.yaml`: `retrieved: 2026-11-21`.";
    RETRACTED = "B009" "retracted-source" Error
        "`data/source-notes.yaml` says that this source was retracted: those who published it no \
         longer stand by it. Take the claim out, or rest it on another source.";
    SUPERSEDED = "B010" "superseded-source" Warning
        "`data/source-notes.yaml` names a newer source in the place of this one. Check whether the \
         claim still holds there, and cite the newer one.";
    OLD = "B011" "old-source" Warning
        "The source is older than `citations: {max_age: …}` in the configuration allows. Look for \
         newer evidence. If its age is no fault, say why in `data/source-notes.yaml`: \
         `classic: reason`.";
    BIBTEX = "B012" "bibtex-not-readable" Error
        "A part of `data/references.bib` is not BibTeX. The message says what was expected and where. \
         Entries before and after it are read if their limits are clear.";
    BAD_NOTE = "B013" "bad-source-note" Error
        "A note in `data/source-notes.yaml` cannot be used: the bibliography has no such source, the \
         field does not exist, or its value is of the wrong kind. The message says which.";
    NOTE_NOT_NEEDED = "B014" "source-note-not-needed" Warning
        "An exception in `data/source-notes.yaml` excuses nothing: without it there would be no \
         finding. Remove it, so that the next real finding is not hidden by it.";
}
