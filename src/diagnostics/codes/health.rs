//! `H`: what readers' safety depends on: help lines, registers, and words that need care.

super::codes! {
    BAD_SAFETY_DATA = "H001" "bad-safety-data" Error
        "An entry of `data/help-lines.yaml`, `data/registers.yaml` or `data/wording.yaml` cannot be \
         used: a key is missing, misspelt or of the wrong kind. The message says which. A person in \
         trouble may depend on it, so nothing is guessed.";
    NOT_A_PHONE_NUMBER = "H002" "not-a-phone-number" Error
        "A number of a help line holds something else than digits, spaces, hyphens and a plus in \
         front, so a phone could not ring it. Words such as \"text HOME\" belong in `note:`.";
    SAME_ENTRY = "H003" "same-safety-entry" Error
        "The same help line, or the registers of the same country, are given twice. Pages would show \
         both, and one of them would be forgotten at the next change. Remove one.";
    NEVER_VERIFIED = "H004" "never-verified" Warning
        "Nobody has rung these numbers, or looked these registers up, since they were written down. \
         Pages say so. Ring each number, or read it on the service's own page, and write the day \
         into `verified:`. There is one warning for the whole file; a note names the other entries.";
    CHECK_DUE = "H005" "check-due" Warning
        "An entry was checked longer ago than the configuration allows (`help_lines.months`, \
         `registers.months`). Numbers and names change. Check it again and write the day into \
         `verified:`; after the days of grace this becomes an error.";
    CHECK_OVERDUE = "H006" "check-overdue" Error
        "An entry was checked longer ago than the configuration allows, and the days of grace \
         (`grace_days`) are over. A number that no longer works is worse than none. Check it and \
         write the day into `verified:`.";
    VERIFIED_IN_FUTURE = "H007" "verified-in-future" Error
        "`verified:` names a day that has not come. Nobody can have checked the entry on it. Write \
         the day on which somebody did.";
    REPEATED = "H008" "repeated-help-lines" Error
        "The page shows the same help lines or registers twice. Their headings and tables have \
         names that can be in a page once only. Remove one of the blocks.";
    NO_HELP_PAGE = "H009" "not-a-help-page" Warning
        "The link \"Help now\" on every page (`theme_settings: {help_url: …}`) leads to a page that \
         does not show the help lines of `data/help-lines.yaml`. Put a block `goodfit help-lines` \
         into that page, or let the link lead to the page that has one.";
    MEDICINE_WITHOUT_BOX = "H010" "medicine-without-box" Error
        "The page uses a word of `safety.medicine` in `data/wording.yaml` and has no box \
         `> [!MEDICINE]`. Somebody may stop a medicine because of what they read, and stopping \
         suddenly can make them unwell. Add the box; a comment \
         `<!-- allow medicine-without-box: reason -->` says why a paragraph needs none.";
    HELP_LINK_NOT_FIRST = "H011" "help-link-not-first" Error
        "The page uses a word of `safety.self_harm` in `data/wording.yaml`, and its first paragraph \
         or a box before its first heading has no link to the page with the help lines. Somebody \
         who is in danger must not have to look for it.";
    FORBIDDEN_WORD = "H012" "forbidden-word" Error
        "The page uses a word of `safety.forbidden` in `data/wording.yaml`: one that promises too \
         much, blames or misleads. Write something else. It may stand in a box `> [!MYTH]`, and in a \
         sentence that warns against it if a comment says so: \
         `<!-- allow forbidden-word: reason -->`.";
}
