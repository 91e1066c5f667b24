//! Colours, and how far apart they are.
//!
//! In: a colour as a stylesheet writes it. Out: [`Colour`], and the contrast of two as WCAG 2.2
//! computes it. Colour spaces other than sRGB are not read.

use cssparser::color::{parse_hash_color, parse_named_color};

/// A colour in sRGB; each part from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Colour {
    /// Red, green and blue.
    pub parts: [f64; 3],
    /// How much of what is behind it is covered.
    pub alpha: f64,
}

impl Colour {
    /// Reads `#1e2224`, `rgb(30 34 36 / 50%)`, `hsl(200 10% 13%)` and names; `None` for anything
    /// else, such as the colours of the reader's system.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let from_bytes = |(r, g, b): (u8, u8, u8), alpha: f64| Self {
            parts: [r, g, b].map(|part| f64::from(part) / 255.0),
            alpha,
        };
        if let Some(hash) = text.strip_prefix('#') {
            let (r, g, b, alpha) = parse_hash_color(hash.as_bytes()).ok()?;
            return Some(from_bytes((r, g, b), f64::from(alpha)));
        }
        if text.eq_ignore_ascii_case("transparent") {
            return Some(from_bytes((0, 0, 0), 0.0));
        }
        let Some((name, rest)) = text.split_once('(') else {
            return parse_named_color(text).ok().map(|rgb| from_bytes(rgb, 1.0));
        };
        let rest = rest.strip_suffix(')')?;
        let numbers: Vec<&str> =
            rest.split([',', ' ', '/']).map(str::trim).filter(|part| !part.is_empty()).collect();
        let (&[a, b, c], alpha) = match numbers.as_slice() {
            [parts @ .., alpha] if parts.len() == 3 => {
                (parts.first_chunk::<3>()?, part(alpha, 1.0)?)
            }
            all => (all.first_chunk::<3>().filter(|_| all.len() == 3)?, 1.0),
        };
        match name.trim().to_ascii_lowercase().as_str() {
            "rgb" | "rgba" => {
                Some(Self { parts: [part(a, 255.0)?, part(b, 255.0)?, part(c, 255.0)?], alpha })
            }
            "hsl" | "hsla" => {
                let hue = a.strip_suffix("deg").unwrap_or(a).parse().ok()?;
                Some(Self { parts: from_hsl(hue, part(b, 100.0)?, part(c, 100.0)?), alpha })
            }
            _ => None,
        }
    }

    /// What is seen of it on an opaque colour.
    #[must_use]
    pub fn over(self, behind: Self) -> Self {
        let mix = |at: usize| self.parts[at] * self.alpha + behind.parts[at] * (1.0 - self.alpha);
        Self { parts: [mix(0), mix(1), mix(2)], alpha: 1.0 }
    }

    /// Relative luminance (<https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>).
    fn luminance(self) -> f64 {
        let [r, g, b] = self.parts.map(|part| {
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// Contrast ratio of two opaque colours, from 1 to 21
    /// (<https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>).
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

/// A number of at most `whole`, or a percentage, as a part of the whole.
fn part(text: &str, whole: f64) -> Option<f64> {
    let number = match text.strip_suffix('%') {
        Some(percent) => percent.parse::<f64>().ok()? / 100.0,
        None => text.parse::<f64>().ok()? / whole,
    };
    Some(number.clamp(0.0, 1.0))
}

/// <https://www.w3.org/TR/css-color-4/#hsl-to-rgb>
fn from_hsl(hue: f64, saturation: f64, lightness: f64) -> [f64; 3] {
    let reach = saturation * lightness.min(1.0 - lightness);
    [0.0, 8.0, 4.0].map(|shift| {
        let k = (shift + hue / 30.0).rem_euclid(12.0);
        lightness - reach * (k - 3.0).min(9.0 - k).clamp(-1.0, 1.0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn contrast(a: &str, b: &str) -> f64 {
        let read = |text| Colour::parse(text).unwrap_or_else(|| panic!("{text} is a colour"));
        (read(a).over(read(b)).contrast(read(b)) * 100.0).floor() / 100.0
    }

    #[test]
    fn the_contrast_of_two_colours_is_what_wcag_says() {
        // Black on white is the most there is; #767676 is the lightest grey that may be text on
        // white, #777 is not; pure red and blue are worked examples of the understanding documents.
        for (a, b, expected) in [
            ("#000", "#fff", 21.0),
            ("#767676", "#ffffff", 4.54),
            ("#777", "white", 4.47),
            ("rgb(255, 0, 0)", "#fff", 3.99),
            ("hsl(240deg 100% 50%)", "#fff", 8.59),
            ("#1e2224", "#fcfbf7", 15.48),
            ("rgb(0 0 0 / 50%)", "#fff", 3.97),
        ] {
            assert!((contrast(a, b) - expected).abs() < 0.02, "{a} on {b}: {}", contrast(a, b));
        }
    }

    #[test]
    fn what_is_no_colour_of_ours_is_not_guessed() {
        for text in
            ["CanvasText", "var(--ink)", "oklch(0.5 0.1 200)", "#12", "rgb(1 2)", "", "12px"]
        {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn contrast_is_the_same_both_ways_and_within_its_bounds(a in any::<[u8; 3]>(), b in any::<[u8; 3]>()) {
            let of = |[r, g, b]: [u8; 3]| Colour::parse(&format!("rgb({r} {g} {b})")).expect("a colour");
            let ratio = of(a).contrast(of(b));
            prop_assert!((1.0..=21.001).contains(&ratio));
            prop_assert!((ratio - of(b).contrast(of(a))).abs() < 1e-12);
        }
    }
}
