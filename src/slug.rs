//! The part of an address that some words become.
//!
//! In: words of any script. Out: small ASCII letters, digits and hyphens. Addresses and anchors are
//! promises to readers, so this must never change what it gives; the tests freeze it.

/// Makes a slug: letters become ASCII ones (`ü` is `u`, `ß` is `ss`), apostrophes go, everything
/// else between words becomes one hyphen. Words of which nothing is left give `""`.
#[must_use]
pub fn slugify(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut gap = false;
    for c in words.chars() {
        let mut one = [0; 4];
        let ascii = if c.is_ascii() {
            &*c.encode_utf8(&mut one)
        } else {
            deunicode::deunicode_char(c).unwrap_or("-")
        };
        for byte in ascii.bytes() {
            match byte {
                // "don't" is one word.
                b'\'' => {}
                _ if byte.is_ascii_alphanumeric() => {
                    if gap && !out.is_empty() {
                        out.push('-');
                    }
                    gap = false;
                    out.push(char::from(byte.to_ascii_lowercase()));
                }
                _ => gap = true,
            }
        }
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
