//! "Did you mean": the nearest of some known names.

/// The known name nearest to what was written, if it is near enough to be what was meant: at most
/// a third of the letters differ, but always one may unless it is the only one
/// (Damerau–Levenshtein; case does not count).
#[must_use]
pub fn closest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = wrong.to_lowercase();
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&folded, &name.to_lowercase()), name))
        .filter(|(distance, name)| {
            let letters = wrong.chars().count().max(name.chars().count());
            *distance <= (letters / 3).max(1) && *distance < letters
        })
        .min_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.cmp(b.1)))
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_suggested_and_far_ones_are_not() {
        let known = ["title", "description", "draft"];
        assert_eq!(closest("titel", known), Some("title"));
        assert_eq!(closest("Draft", known), Some("draft"));
        assert_eq!(closest("sidebar", known), None);
        assert_eq!(closest("hint", ["dont", "tip"]), None);
    }
}
