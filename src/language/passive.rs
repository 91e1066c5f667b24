//! The passive voice: a form of "be" or "get" with a past participle.
//!
//! A guess, and a careful one: it would rather miss a passive than call something else one. Words
//! that are mostly adjectives ("she is tired", "people are involved") are left alone, and so is
//! whatever has more than two words between the verb and the participle.

use super::words::words;
use std::ops::Range;

/// The first passive in a sentence, from the verb to the participle.
#[must_use]
pub fn passive(sentence: &str) -> Option<Range<usize>> {
    // The verb that waits for its participle, and how many words ago it was.
    let mut verb: Option<(usize, u8)> = None;
    let mut last_end = 0;
    for range in words(sentence) {
        let word = &sentence[range.clone()];
        let gap = &sentence[last_end..range.start];
        last_end = range.end;
        if gap.contains([',', ';', ':', '(', ')', '—', '–', '\u{fffc}']) {
            verb = None;
        }
        // Only the words that matter are folded: nearly every word is too long for a verb and has
        // no ending of a participle.
        if word.eq_ignore_ascii_case("being") && verb.is_none() {
            // "Being heard helps": what helps, not what is done.
        } else if is_verb(word) {
            let start = verb.map_or(range.start, |(start, _)| start);
            verb = Some((start, 0));
        } else if let Some((start, between)) = verb {
            if is_participle(word) {
                return Some(start..range.end);
            }
            verb = (between < 2 && is_adverb(word)).then_some((start, between + 1));
        }
    }
    None
}

/// Forms of "be" and "get".
fn is_verb(word: &str) -> bool {
    if word.len() > 7 {
        return false;
    }
    const VERBS: [&str; 20] = [
        "am", "are", "aren't", "be", "been", "being", "get", "gets", "getting", "got", "gotten",
        "is", "isn't", "was", "wasn't", "were", "weren't", "aren’t", "isn’t", "wasn’t",
    ];
    VERBS.iter().any(|verb| word.eq_ignore_ascii_case(verb))
}

/// Words that may stand between verb and participle.
fn is_adverb(word: &str) -> bool {
    const ADVERBS: [&str; 18] = [
        "all",
        "almost",
        "also",
        "always",
        "both",
        "ever",
        "just",
        "more",
        "most",
        "never",
        "not",
        "now",
        "often",
        "only",
        "soon",
        "sometimes",
        "still",
        "then",
    ];
    let ends_in_ly = word.len() > 3 && word.ends_with("ly");
    ends_in_ly || ADVERBS.iter().any(|adverb| word.eq_ignore_ascii_case(adverb))
}

fn is_participle(word: &str) -> bool {
    if word.chars().any(char::is_uppercase) {
        return false;
    }
    if IRREGULAR.binary_search(&word).is_ok() {
        return true;
    }
    // "well-trained", "self-employed" describe; "red" and "need" only look like it.
    word.len() > 4
        && word.ends_with("ed")
        && !word.ends_with("eed")
        && !word.contains('-')
        && NOT_PASSIVE.binary_search(&word).is_err()
}

/// Participles that do not end in "-ed". Those that are mostly adjectives after "be" are not among
/// them: born, done, gone, hurt, known, left, lost, set, upset, used.
const IRREGULAR: [&str; 62] = [
    "beaten",
    "begun",
    "bitten",
    "blown",
    "bought",
    "bound",
    "broken",
    "brought",
    "built",
    "caught",
    "chosen",
    "cut",
    "dealt",
    "drawn",
    "driven",
    "eaten",
    "fed",
    "felt",
    "forbidden",
    "forgiven",
    "forgotten",
    "fought",
    "found",
    "frozen",
    "given",
    "heard",
    "held",
    "hidden",
    "hit",
    "kept",
    "laid",
    "led",
    "lent",
    "made",
    "meant",
    "met",
    "overseen",
    "overtaken",
    "paid",
    "proven",
    "read",
    "rewritten",
    "said",
    "seen",
    "sent",
    "shaken",
    "shown",
    "sold",
    "spent",
    "spoken",
    "stolen",
    "struck",
    "sung",
    "sworn",
    "taken",
    "taught",
    "thought",
    "thrown",
    "told",
    "understood",
    "won",
    "written",
];

/// Words in "-ed" that are mostly adjectives, or no participles at all.
const NOT_PASSIVE: [&str; 113] = [
    "accustomed",
    "advanced",
    "alarmed",
    "amazed",
    "annoyed",
    "armed",
    "ashamed",
    "astonished",
    "attached",
    "beloved",
    "blessed",
    "bored",
    "bothered",
    "charged",
    "civilised",
    "committed",
    "complicated",
    "concerned",
    "confused",
    "connected",
    "convinced",
    "crowded",
    "dated",
    "dedicated",
    "delighted",
    "depressed",
    "detailed",
    "determined",
    "disabled",
    "disappointed",
    "dissatisfied",
    "distressed",
    "divided",
    "divorced",
    "educated",
    "embarrassed",
    "engaged",
    "entitled",
    "established",
    "excited",
    "exhausted",
    "experienced",
    "fascinated",
    "finished",
    "fixed",
    "frightened",
    "frustrated",
    "gifted",
    "handed",
    "hundred",
    "impressed",
    "inclined",
    "indeed",
    "informed",
    "inspired",
    "interested",
    "involved",
    "irritated",
    "isolated",
    "kindred",
    "limited",
    "linked",
    "loaded",
    "located",
    "loved",
    "married",
    "mistaken",
    "mixed",
    "motivated",
    "naked",
    "nervous",
    "overwhelmed",
    "packed",
    "panicked",
    "pleased",
    "prepared",
    "puzzled",
    "qualified",
    "rehearsed",
    "related",
    "relaxed",
    "relieved",
    "reserved",
    "retired",
    "sacred",
    "satisfied",
    "scared",
    "separated",
    "settled",
    "shared",
    "shocked",
    "skilled",
    "so-called",
    "sophisticated",
    "stressed",
    "stuffed",
    "supposed",
    "surprised",
    "terrified",
    "thrilled",
    "tired",
    "touched",
    "troubled",
    "unchanged",
    "undecided",
    "unexpected",
    "unfinished",
    "unlinked",
    "unrelated",
    "unused",
    "upset",
    "wicked",
    "worried",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_so_that_they_can_be_searched() {
        for list in [&IRREGULAR[..], &NOT_PASSIVE[..]] {
            let unsorted: Vec<_> = list.windows(2).filter(|pair| pair[0] >= pair[1]).collect();
            assert!(unsorted.is_empty(), "{unsorted:?}");
        }
    }

    #[test]
    fn what_is_passive_and_what_only_looks_like_it() {
        for (text, found) in [
            ("The form was signed by both.", "was signed"),
            ("Complaints are not always answered.", "are not always answered"),
            ("It is often said that it helps.", "is often said"),
            ("She got promoted.", "got promoted"),
            ("Your notes will be kept for a year.", "be kept"),
            ("The results weren't published.", "weren't published"),
            ("ARE they ASKED", ""),
            ("He is being watched.", "is being watched"),
            ("It has been shown.", "been shown"),
            // Active.
            ("Being heard helps.", ""),
            ("It is linked with trust.", ""),
            ("She signed the form.", ""),
            ("They have written to you.", ""),
            ("People are helping.", ""),
            ("It is a widely used scale.", ""),
            ("It is, she added, new.", ""),
            ("You are the one who wanted it.", ""),
            ("There is need for it.", ""),
            // Adjectives.
            ("You are tired, worried or scared.", ""),
            ("She is married and self-employed.", ""),
            ("They were very interested.", ""),
            ("What is done is done.", ""),
            ("The dress is red.", ""),
            ("", ""),
        ] {
            let shown = passive(text).map_or("", |range| &text[range]);
            assert_eq!(shown, found, "{text}");
        }
    }
}
