//! Claims in English sentences: what only a source can show.

/// The words of a sentence that claim what only a source can show; `None` if there are none.
/// Questions claim nothing.
#[must_use]
pub fn claim(sentence: &str) -> Option<&str> {
    if sentence.trim_end_matches(['”', '’', '"', ')']).ends_with('?') {
        return None;
    }
    // Only letters of ASCII change, so places stay right.
    let small = sentence.to_ascii_lowercase();
    let words: Vec<(usize, &str)> = words(&small);
    let word = |at: usize| words.get(at).map_or("", |(_, word)| word);
    let span = |from: usize, to: usize| {
        let (start, _) = words[from];
        let (last, word) = words[to];
        &sentence[start..last + word.len()]
    };
    for at in 0..words.len() {
        let own = word(at);
        if own.ends_with('%') || own == "percent" {
            return Some(span(
                at.saturating_sub(usize::from(own.len() < 2 || own == "percent")),
                at,
            ));
        }
        if own == "per" && word(at + 1) == "cent" {
            return Some(span(at.saturating_sub(1), at + 1));
        }
        if STUDIES.contains(&own)
            && let Some(shows) = (at + 1..=at + 4).find(|next| SHOW.contains(&word(*next)))
        {
            return Some(span(at, shows));
        }
        if let Some(few) = number(own) {
            let many = match (word(at + 1), word(at + 2)) {
                ("in", _) => at + 2,
                ("out", "of") => at + 3,
                _ => continue,
            };
            if number(word(many)).is_some_and(|many| few < many && !(1800..2200).contains(&many)) {
                return Some(span(at, many));
            }
        }
        match (own, word(at + 1), word(at + 2)) {
            ("linked" | "associated", "with" | "to", _) => return Some(span(at, at + 1)),
            ("more" | "less" | "as", "effective" | "helpful", "than" | "as") => {
                return Some(span(at, at + 2));
            }
            ("works" | "work", "better" | "worse", "than") => return Some(span(at, at + 2)),
            _ => {}
        }
    }
    None
}

const STUDIES: [&str; 14] = [
    "research",
    "study",
    "studies",
    "evidence",
    "review",
    "reviews",
    "trial",
    "trials",
    "survey",
    "surveys",
    "meta-analysis",
    "meta-analyses",
    "researchers",
    "data",
];

const SHOW: [&str; 14] = [
    "show",
    "shows",
    "showed",
    "shown",
    "suggest",
    "suggests",
    "suggested",
    "find",
    "finds",
    "found",
    "indicate",
    "indicates",
    "confirm",
    "confirms",
];

fn words(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut from = None;
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '%');
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (is_part(c), from) {
            (true, None) => from = Some(at),
            (false, Some(start)) => {
                found.push((start, &text[start..at]));
                from = None;
            }
            _ => {}
        }
    }
    found
}

fn number(word: &str) -> Option<u32> {
    const NAMES: [&str; 11] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let named = NAMES.iter().position(|name| *name == word).and_then(|at| u32::try_from(at).ok());
    named.or_else(|| word.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_are_what_needs_a_source() {
        for (sentence, expected) in [
            ("Research has often shown this.", Some("Research has often shown")),
            ("About 1 in 20 people said so.", Some("1 in 20")),
            ("Four out of five do.", Some("Four out of five")),
            ("It helps 30% of people.", Some("30%")),
            ("It helps 30 per cent.", Some("30 per cent")),
            ("A good bond is linked with better results.", Some("linked with")),
            ("CBT is more effective than waiting.", Some("more effective than")),
            // No claims.
            ("What does research show?", None),
            ("They met 3 in 2019.", None),
            ("Ask two or three people in your street.", None),
            ("You could study for a while and find friends.", None),
            ("Come at 5 in the afternoon.", None),
        ] {
            let found = claim(sentence);
            assert_eq!(found, expected, "{sentence}");
        }
    }
}
