//! Percentages, and the simple fractions that say nearly the same.

use memchr::{memchr_iter, memmem};
use std::ops::Range;

/// A percentage in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    /// From the first digit to the sign or word.
    pub range: Range<usize>,
    /// The number, in percent.
    pub percent: f64,
}

impl Share {
    /// The same as a simple fraction: `1 in 12`. `None` if it is no part of a whole.
    #[must_use]
    pub fn in_words(&self) -> Option<String> {
        fraction(self.percent)
    }
}

/// Looks for percentages. Make one for many texts.
#[derive(Debug)]
pub struct Shares {
    word: memmem::Finder<'static>,
}

impl Default for Shares {
    fn default() -> Self {
        Self { word: memmem::Finder::new("cent") }
    }
}

impl Shares {
    /// Every percentage of a text, in order; of a range such as `10–15%` the second number.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Share> {
        let mut found = Vec::new();
        for at in memchr_iter(b'%', text.as_bytes()) {
            found.extend(ending_at(text, at, at + 1));
        }
        for at in self.word.find_iter(text.as_bytes()) {
            let end = at + self.word.needle().len();
            // Not "percentage", "percentile".
            if !text[end..].starts_with(char::is_alphanumeric)
                && let Some(before) = text[..at].trim_end().strip_suffix("per")
            {
                found.extend(ending_at(text, before.len(), end));
            }
        }
        found.sort_by_key(|share| share.range.start);
        found
    }
}

/// The percentage whose sign or word stands at `sign..end`.
fn ending_at(text: &str, sign: usize, end: usize) -> Option<Share> {
    let before = text[..sign].trim_end();
    let digits = before
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_ascii_digit() || matches!(c, '.' | ','))
        .last()?
        .0;
    let number = before[digits..].trim_start_matches(['.', ',']);
    let percent = number.replace(',', ".").parse().ok()?;
    let start = before.len() - number.len();
    // Not a part of a name, such as `x5%`.
    let alone = !before[..start].ends_with(char::is_alphanumeric);
    alone.then_some(Share { range: start..end, percent })
}

/// The bottom numbers that people can picture.
const PICTURED: [u32; 19] = [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 100, 200, 500];

/// How far a fraction may be from the number, as a part of the smaller of the number and the rest.
const TOLERANCE: f64 = 0.07;

fn fraction(percent: f64) -> Option<String> {
    if percent == 0.0 {
        return Some("none".to_owned());
    }
    if (percent - 100.0).abs() < f64::EPSILON {
        return Some("all".to_owned());
    }
    if !(0.0..100.0).contains(&percent) {
        return None;
    }
    let smaller = percent.min(100.0 - percent);
    for bottom in PICTURED {
        // "2 in 5" and "7 in 10" can be pictured, "3 in 7" cannot.
        let tops = if matches!(bottom, 5 | 10) { 1..=bottom - 1 } else { 1..=1 };
        for top in tops.chain((bottom > 2).then_some(bottom - 1)) {
            let is = 100.0 * f64::from(top) / f64::from(bottom);
            if (is - percent).abs() <= TOLERANCE * smaller {
                return Some(format!("{top} in {bottom}"));
            }
        }
    }
    // Whole numbers of a hundred, and the rare: one in so many thousands.
    if percent >= 1.0 {
        return Some(format!("{percent:.0} in 100"));
    }
    let mut bottom = (100.0 / percent).round();
    let digits = bottom.log10().floor();
    let unit = 10_f64.powf((digits - 1.0).max(0.0));
    bottom = (bottom / unit).round() * unit;
    Some(format!("1 in {}", grouped(&format!("{bottom:.0}"))))
}

fn grouped(digits: &str) -> String {
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_found() {
        for (text, found) in [
            ("About 14.3 % of them", "14.3 % = 1 in 7"),
            (
                "8% or 8 per cent, 8 percent",
                "8% = 1 in 12|8 per cent = 1 in 12|8 percent = 1 in 12",
            ),
            ("10–15% and 14,3\u{a0}%", "15% = 1 in 7|14,3\u{a0}% = 1 in 7"),
            ("a percentage, the 5th percentile, %, x5%, % 5", ""),
            ("at 200 %", "200 % = "),
        ] {
            let shown: Vec<String> = Shares::default()
                .find(text)
                .into_iter()
                .map(|share| {
                    let words = share.in_words().unwrap_or_default();
                    format!("{} = {words}", &text[share.range])
                })
                .collect();
            assert_eq!(shown.join("|"), found, "{text}");
        }
    }

    #[test]
    fn the_nearest_fraction_that_can_be_pictured() {
        for (percent, fraction_) in [
            (50.0, "1 in 2"),
            (33.0, "1 in 3"),
            (66.0, "2 in 3"),
            (75.0, "3 in 4"),
            (40.0, "2 in 5"),
            (70.0, "7 in 10"),
            (12.5, "1 in 8"),
            (10.0, "1 in 10"),
            (5.0, "1 in 20"),
            (95.0, "19 in 20"),
            (1.0, "1 in 100"),
            (0.5, "1 in 200"),
            (0.04, "1 in 2,500"),
            (0.0123, "1 in 8,100"),
            (0.0, "none"),
            (100.0, "all"),
        ] {
            assert_eq!(fraction(percent).as_deref(), Some(fraction_), "{percent}");
        }
        assert_eq!(fraction(120.0), None);
    }

    #[test]
    fn every_share_has_a_fraction_near_it() {
        for tenths in 1..1000_u32 {
            let percent = f64::from(tenths) / 10.0;
            let words = fraction(percent).expect("it is a part of a whole");
            let (top, bottom) = words.split_once(" in ").expect("a fraction");
            let number = |text: &str| text.replace(',', "").parse::<f64>().expect("a number");
            let is = 100.0 * number(top) / number(bottom);
            let smaller = percent.min(100.0 - percent);
            assert!((is - percent).abs() <= (0.1 * smaller).max(0.5), "{percent}: {words}");
        }
    }
}
