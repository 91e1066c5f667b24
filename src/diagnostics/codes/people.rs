//! `R`: people and reviews.

super::codes! {
    BAD_PERSON = "R001" "bad-person" Error
        "An entry of `data/people.yaml` cannot be used: it has no name, a key that means nothing, \
         or a link that is neither `https://` nor `mailto:`. The message says which.";
    UNKNOWN_PERSON = "R002" "unknown-person" Error
        "A page names an author or a reviewer who is not in `data/people.yaml`. Readers are told \
         who stands behind a page, so everybody named has an entry. The help gives the nearest key.";
    NO_AUTHORS = "R003" "missing-authors" Error
        "A page of the type `health` or `evidence` says who wrote it. Add `authors:` with keys of \
         `data/people.yaml`; an organisation counts too.";
    NO_REVIEWERS = "R004" "missing-reviewers" Error
        "A page of the type `health` or `evidence` says who checked it. If nobody has, write \
         `reviewers: none`: the page then says so, which is more honest than silence.";
    NO_REVIEW_BY = "R005" "missing-review-by" Error
        "A page of the type `health` or `evidence` has a day by which somebody has to look at it \
         again. Add `review_by:`. `goodfit list --due` shows what is coming up.";
    NO_CERTAINTY = "R006" "missing-certainty" Error
        "A page of the type `evidence` says how sure the field is: `well-supported`, `mixed`, \
         `contested` or `early`. Readers cannot weigh a finding without it.";
    NOT_RECORDED = "R007" "review-not-recorded" Error
        "The page names reviewers, but no review by them is recorded. A review is bound to the \
         words that were looked at, so it is not written by hand: `goodfit review FILE --by PERSON` \
         records it. If nobody has looked yet, write `reviewers: none`.";
    DISAGREES = "R008" "review-disagrees" Error
        "`reviewers` or `last_reviewed` says something else than the recorded review below \
         `review`. That happens when a page is given a new date by hand. Run \
         `goodfit review FILE --by PERSON` after a real review, or restore what was there.";
    OWN_REVIEWER = "R009" "own-reviewer" Error
        "The only author is also the only reviewer. A second pair of eyes is the point of a \
         review. Let somebody else look, or write `reviewers: none`.";
    OUT_OF_ORDER = "R010" "review-dates-out-of-order" Error
        "Days contradict each other: the next review cannot be due before the last one took \
         place, and an editorial change cannot be older than the review that it follows.";
    IN_FUTURE = "R011" "day-in-future" Error
        "A review, a search for evidence or a change is said to have happened on a day that has \
         not come. Write the day on which it happened. `--now` says which day today is.";
    TOO_FAR = "R012" "review-too-far" Error
        "The next review is further away than the site allows: `reviews.months` in `goodfit.yaml`, \
         and `help_lines.months` for pages that show the help lines. Without a review the time \
         counts from `updated`, `date` or `published`. Choose an earlier day.";
    OVERDUE = "R013" "review-overdue" Warning
        "The day of the next review has passed. Within the site's `grace_days` this is a warning, \
         after them an error. Have the page reviewed, then record it with \
         `goodfit review FILE --by PERSON`. Changing the day alone is not a review.";
    CHANGED = "R014" "changed-since-review" Warning
        "The words of the page are not those that were reviewed, and readers are told so. Have the \
         change reviewed, or, if it does not touch what the page says, declare it with \
         `goodfit review FILE --editorial REASON`.";
    UNKNOWN_DIGEST = "R015" "unknown-digest" Error
        "A digest below `review` is none that this version of Goodfit can read. Digests are \
         written by `goodfit review`, never by hand. If a newer version wrote it, use that one.";
}
