//! Selectors, as far as rules on stylesheets read them.

use super::cascade::split;

/// Elements that people click on, tap or write in.
pub const INTERACTIVE: [&str; 6] = ["a", "button", "input", "select", "summary", "textarea"];

/// The last compound of a selector, which says what it styles: `b:hover` of `.x > b:hover`.
#[must_use]
pub fn subject(selector: &str) -> &str {
    let combined = split(selector, " ");
    let last = combined.last().copied().unwrap_or(selector);
    ['>', '+', '~']
        .iter()
        .fold(last, |last, sign| split(last, &sign.to_string()).last().copied().unwrap_or(last))
}

/// The element that a compound names, if it names one.
#[must_use]
pub fn element(compound: &str) -> Option<&str> {
    let end = compound.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(compound.len());
    (end > 0).then(|| &compound[..end])
}

/// The elements, classes and ids in a compound, those in brackets left out.
#[must_use]
pub fn names(compound: &str) -> Vec<&str> {
    let outside = compound.find(['(', '[']).map_or(compound, |at| &compound[..at]);
    let mut found: Vec<&str> = element(outside).into_iter().collect();
    for (at, _) in outside.match_indices(['.', '#']) {
        let rest = &outside[at + 1..];
        let end = rest.find(['.', '#', ':']).unwrap_or(rest.len());
        found.push(&outside[at..=at + end]);
    }
    found
}

/// A length in CSS pixels; `rem` with the size that browsers begin with. `None` for what depends on
/// anything else.
#[must_use]
pub fn pixels(value: &str) -> Option<f64> {
    let value = value.trim();
    if value == "0" {
        return Some(0.0);
    }
    // <https://www.w3.org/TR/css-values-4/#absolute-lengths>
    [("px", 1.0), ("rem", 16.0), ("pt", 96.0 / 72.0)]
        .iter()
        .find_map(|(unit, size)| Some(value.strip_suffix(unit)?.parse::<f64>().ok()? * size))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selectors_are_taken_apart() {
        for (selector, expected) in [
            (".x > b:hover", "b:hover"),
            (".x>b", "b"),
            (
                ":is(.answers label,.sign):has(:focus-visible)",
                ":is(.answers label,.sign):has(:focus-visible)",
            ),
            ("input:focus+label", "label"),
            ("a", "a"),
        ] {
            assert_eq!(subject(selector), expected, "{selector}");
        }
        assert_eq!(names("a.b#c:hover"), ["a", ".b", "#c"]);
        assert_eq!(names(".fit:is(.x)"), [".fit"]);
        assert_eq!((element("input[type=x]"), element(".a")), (Some("input"), None));
        assert_eq!(
            (pixels("1.5rem"), pixels(".75rem"), pixels("2em"), pixels("9pt")),
            (Some(24.0), Some(12.0), None, Some(12.0))
        );
    }
}
