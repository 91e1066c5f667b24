//! English as text: where sentences and words begin and end, and what can be counted about them.
//!
//! In: the words of a block, as readers see them. Out: ranges of bytes in it, and numbers. Which
//! blocks there are, where they stand in a file and how much is too much is left to others.

mod grade;
mod passive;
mod sentences;
mod share;
mod words;

pub use grade::{flesch_kincaid, syllables};
pub use passive::passive;
pub use sentences::sentences;
pub use share::{Share, Shares};
pub use words::{count, has_more_than, words};

/// Whether a language tag names English, of whatever country.
#[must_use]
pub fn is_english(tag: &str) -> bool {
    let language = tag.split(['-', '_']).next().unwrap_or_default();
    language.eq_ignore_ascii_case("en")
}

/// Whether a language tag names English as it is written in Britain and Ireland, Australia or New
/// Zealand.
#[must_use]
pub fn is_british(tag: &str) -> bool {
    let mut parts = tag.split(['-', '_']);
    let language = parts.next().unwrap_or_default();
    let written_so = |part: &str| {
        ["GB", "IE", "AU", "NZ"].iter().any(|country| part.eq_ignore_ascii_case(country))
    };
    language.eq_ignore_ascii_case("en") && parts.any(written_so)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_languages() {
        for (tag, english, british) in [
            ("en-GB", true, true),
            ("en", true, false),
            ("EN_au", true, true),
            ("en-Latn-IE", true, true),
            ("en-US", true, false),
            ("de-GB", false, false),
            ("eng", false, false),
            ("", false, false),
        ] {
            assert_eq!((is_english(tag), is_british(tag)), (english, british), "{tag}");
        }
    }
}
