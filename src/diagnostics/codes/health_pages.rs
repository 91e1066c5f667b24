//! `H`, continued: what the pages of a site with health information owe their readers.

super::codes! {
    CLAIM_WITHOUT_CITATION = "H020" "claim-without-citation" Warning
        "A page of `type: health` or `evidence` says what research shows, how many people, or what \
         works better, and no source is cited nearby.";
    MISSING_REQUIRED_PAGE = "H021" "missing-required-page" Error
        "A site with health information lacks a page that its readers can expect, or does not say \
         under `required_pages:` which one it is.";
    MISSING_DISCLAIMER = "H022" "missing-disclaimer" Error
        "A page of a site with health information does not say at its foot what it cannot do for a \
         reader.";
    MISSING_HELP_LINK = "H023" "missing-help-link" Error
        "A page of a site with health information has no link to urgent help at its head.";
    MISSING_REPORT_ROUTE = "H024" "missing-report-route" Error
        "A page with health information gives readers no way to report a mistake.";
    CERTAINTY_NOT_SHOWN = "H025" "certainty-not-shown" Error
        "A page of `type: evidence` says how sure we are in its front matter, and does not show it.";
    DATA_DIFFERS = "H026" "data-differs" Error
        "What a page tells machines about itself (JSON-LD) is not what it shows to readers.";
}
