//! The part of an address that some words become.
//!
//! In: words of any script. Out: small ASCII letters, digits and hyphens. Addresses and anchors are
//! promises to readers, so this must never change what it gives; the tests freeze it.

/// Makes a slug: letters become ASCII ones (`ü` is `u`, `ß` is `ss`), apostrophes go, everything
/// else between words becomes one hyphen. Words of which nothing is left give `""`.
#[must_use]
pub fn slugify(words: &str) -> String {
    let ascii = deunicode::deunicode(words);
    let mut out = String::with_capacity(ascii.len());
    for c in ascii.chars() {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            // "don't" is one word.
            '\'' => {}
            _ if out.is_empty() || out.ends_with('-') => {}
            _ => out.push('-'),
        }
    }
    if out.ends_with('-') {
        out.pop();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::slugify;

    #[test]
    fn slugs_are_frozen() {
        for (words, slug) in [
            ("What can you do?", "what-can-you-do"),
            ("  In short ", "in-short"),
            ("Don’t stop, don't change", "dont-stop-dont-change"),
            ("Übergänge & Größe", "ubergange-grosse"),
            ("A10: Rogers' six", "a10-rogers-six"),
            ("snake_case.and.dots", "snake-case-and-dots"),
            ("北京", "bei-jing"),
            ("🎉", "tada"),
            ("—", ""),
            ("", ""),
        ] {
            assert_eq!(slugify(words), slug, "{words:?}");
        }
    }
}
