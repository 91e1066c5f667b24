//! What a custom property is worth under a reader's settings.
//!
//! In: a parsed stylesheet and a [`Scene`]. Out: the declaration that wins on the root element, and
//! the colour it comes to. Seen are `:root` and `html` on screens; what depends on anything but the
//! colour scheme and the contrast, such as the width of the window, is taken not to hold.

use super::colour::Colour;
use super::css::{Css, Declaration};

/// What a reader has set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scene {
    /// Dark rather than light.
    pub is_dark: bool,
    /// More contrast.
    pub wants_contrast: bool,
}

impl Scene {
    /// All there are.
    pub const ALL: [Self; 4] = [
        Self { is_dark: false, wants_contrast: false },
        Self { is_dark: true, wants_contrast: false },
        Self { is_dark: false, wants_contrast: true },
        Self { is_dark: true, wants_contrast: true },
    ];

    /// How to say it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match (self.is_dark, self.wants_contrast) {
            (false, false) => "light",
            (true, false) => "dark",
            (false, true) => "light with more contrast",
            (true, true) => "dark with more contrast",
        }
    }

    /// Whether a list of media queries holds; `None` if it depends on something else.
    #[must_use]
    pub fn holds(self, queries: &str) -> Option<bool> {
        any(split(queries, ",").into_iter().map(|query| self.condition(query)))
    }

    fn condition(self, text: &str) -> Option<bool> {
        let text = text.trim();
        if let Some(rest) =
            text.strip_prefix("not ").or_else(|| text.strip_prefix("not(").map(|_| &text[3..]))
        {
            return self.condition(rest).map(|holds| !holds);
        }
        for (word, is_any) in [(" or ", true), (" and ", false)] {
            let parts = split(text, word);
            if parts.len() > 1 {
                let parts = parts.into_iter().map(|part| self.condition(part));
                // All hold if none does not.
                return if is_any {
                    any(parts)
                } else {
                    any(parts.map(|p| p.map(|h| !h))).map(|h| !h)
                };
            }
        }
        match text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            Some(inner) if inner.trim_start().starts_with(['(', 'n']) && inner.contains('(') => {
                self.condition(inner)
            }
            Some(inner) => self.feature(inner),
            None => match text.strip_prefix("only ").unwrap_or(text) {
                "all" | "screen" => Some(true),
                "print" | "speech" => Some(false),
                _ => None,
            },
        }
    }

    fn feature(self, text: &str) -> Option<bool> {
        let (name, value) = text.split_once(':').unwrap_or((text, ""));
        match (name.trim(), value.trim()) {
            ("prefers-color-scheme", "dark") => Some(self.is_dark),
            ("prefers-color-scheme", "light") => Some(!self.is_dark),
            ("prefers-contrast", "more" | "") => Some(self.wants_contrast),
            ("prefers-contrast", "no-preference") => Some(!self.wants_contrast),
            ("prefers-contrast", "less" | "custom") | ("forced-colors", "active" | "") => {
                Some(false)
            }
            ("forced-colors", "none") => Some(true),
            _ => None,
        }
    }
}

/// Whether any holds, as far as is known.
fn any(parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut is_known = true;
    for part in parts {
        match part {
            Some(true) => return Some(true),
            Some(false) => {}
            None => is_known = false,
        }
    }
    is_known.then_some(false)
}

/// Splits where a separator stands outside brackets.
#[must_use]
pub fn split<'t>(text: &'t str, separator: &str) -> Vec<&'t str> {
    let mut parts = Vec::new();
    let (mut depth, mut from, mut at) = (0_usize, 0, 0);
    while at < text.len() {
        match text.as_bytes()[at] {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth = depth.saturating_sub(1),
            _ if depth == 0 && text.as_bytes()[at..].starts_with(separator.as_bytes()) => {
                parts.push(text[from..at].trim());
                at += separator.len();
                from = at;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    parts.push(text[from..].trim());
    parts
}

/// Why a custom property is no colour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoColour {
    /// Nothing declares it.
    Unknown(String),
    /// This is what it comes to.
    Unreadable(String),
}

/// The custom properties of the root element.
pub struct Tokens<'c, 'a> {
    css: &'c Css<'a>,
    scene: Scene,
}

impl<'c, 'a> Tokens<'c, 'a> {
    /// Those of a stylesheet under a reader's settings.
    #[must_use]
    pub fn new(css: &'c Css<'a>, scene: Scene) -> Self {
        Self { css, scene }
    }

    /// The declaration that wins for a name, given without its dashes.
    #[must_use]
    pub fn declaration(&self, name: &str) -> Option<&'c Declaration<'a>> {
        let of = self.css.declarations.iter().enumerate().filter(|(_, declaration)| {
            declaration.name.strip_prefix("--") == Some(name) && self.applies(declaration)
        });
        // Importance, then the layer, then `:root` before `html`, then the order in the file
        // (<https://www.w3.org/TR/css-cascade-5/#cascade-sort>).
        let rank = |(at, declaration): &(usize, &Declaration<'_>)| {
            let is_root = declaration.selectors().any(|s| s.contains(":root"));
            (declaration.is_important(), self.css.layer(declaration), is_root, *at)
        };
        of.max_by_key(rank).map(|(_, declaration)| declaration)
    }

    fn applies(&self, declaration: &Declaration<'_>) -> bool {
        let mut is_root = false;
        for around in &declaration.context {
            let holds = match around.split_once([' ', '(']) {
                Some(("@media", _)) => self.scene.holds(&around["@media".len()..]) == Some(true),
                Some(("@supports", _)) => true,
                _ if around.starts_with("@layer") => true,
                _ => {
                    is_root = split(around, ",").iter().any(|one| matches!(*one, ":root" | "html"));
                    is_root
                }
            };
            if !holds {
                return false;
            }
        }
        is_root
    }

    /// The colour that a custom property comes to.
    ///
    /// # Errors
    /// If there is none.
    pub fn colour(&self, name: &str) -> Result<Colour, NoColour> {
        self.named(name, 0)
    }

    fn named(&self, name: &str, depth: usize) -> Result<Colour, NoColour> {
        let Some(declaration) = self.declaration(name) else {
            return Err(NoColour::Unknown(name.to_owned()));
        };
        self.value(declaration.plain_value(), depth)
    }

    fn value(&self, value: &str, depth: usize) -> Result<Colour, NoColour> {
        let unreadable = || NoColour::Unreadable(value.to_owned());
        // A property that is made of itself has no value; no theme is this deep.
        if depth > 20 {
            return Err(unreadable());
        }
        let inside =
            |function: &str| value.strip_prefix(function)?.strip_prefix('(')?.strip_suffix(')');
        if let Some(inner) = inside("var") {
            let (name, fallback) = match inner.split_once(',') {
                Some((name, fallback)) => (name, Some(fallback.trim())),
                None => (inner, None),
            };
            let name = name.trim().trim_start_matches("--");
            return match (self.named(name, depth + 1), fallback) {
                (Err(NoColour::Unknown(_)), Some(fallback)) => self.value(fallback, depth + 1),
                (found, _) => found,
            };
        }
        if let Some(inner) = inside("light-dark")
            && let [light, dark] = split(inner, ",").as_slice()
        {
            return self.value(if self.scene.is_dark { dark } else { light }, depth + 1);
        }
        Colour::parse(value).ok_or_else(unreadable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIGHT: Scene = Scene::ALL[0];
    const DARK: Scene = Scene::ALL[1];
    const MORE: Scene = Scene::ALL[2];
    const BOTH: Scene = Scene::ALL[3];

    #[test]
    fn media_queries_hold_where_they_do_in_browsers() {
        for (query, expected) in [
            ("(prefers-color-scheme:dark)", [false, true, false, true]),
            (
                "(prefers-contrast: more) and (prefers-color-scheme: dark)",
                [false, false, false, true],
            ),
            ("screen and (prefers-contrast:more)", [false, false, true, true]),
            ("not (prefers-color-scheme:dark)", [true, false, true, false]),
            ("(prefers-color-scheme:dark) or (prefers-contrast)", [false, true, true, true]),
            (
                "((prefers-color-scheme:dark) or (prefers-contrast)) and (forced-colors:none)",
                [false, true, true, true],
            ),
            ("print", [false; 4]),
            ("print,(prefers-color-scheme:light)", [true, false, true, false]),
            ("(forced-colors:active)", [false; 4]),
        ] {
            let holds = Scene::ALL.map(|scene| scene.holds(query));
            assert_eq!(holds, expected.map(Some), "{query}");
        }
        assert_eq!(LIGHT.holds("(width < 23rem)"), None);
        assert_eq!(DARK.holds("(width < 23rem) and (prefers-color-scheme:light)"), Some(false));
        assert_eq!(DARK.holds("(width < 23rem), (prefers-color-scheme:dark)"), Some(true));
    }

    fn shown(text: &str, name: &str) -> [String; 4] {
        let css = Css::parse(text);
        Scene::ALL.map(|scene| match Tokens::new(&css, scene).colour(name) {
            Ok(colour) => {
                let [r, g, b] = colour.parts.map(|part| (part * 255.0).round());
                format!("{r},{g},{b}")
            }
            Err(error) => format!("{error:?}"),
        })
    }

    #[test]
    fn the_declaration_that_wins_is_the_one_that_browsers_take() {
        let text = ":root{--a:#000001}@media (prefers-color-scheme:dark){:root{--a:#000002}}\
            @media (prefers-contrast:more){:root{--a:#000003}}.x{--a:#000009}@media print{:root{--a:#000008}}";
        assert_eq!(shown(text, "a"), ["0,0,1", "0,0,2", "0,0,3", "0,0,3"]);
        // Layers by where they are first named; what is in none goes before all.
        assert_eq!(
            shown("@layer y,x;@layer x{:root{--a:#000001}}@layer y{:root{--a:#000002}}", "a"),
            ["0,0,1"; 4]
        );
        assert_eq!(shown(":root{--a:#000001}@layer x{:root{--a:#000002}}", "a"), ["0,0,1"; 4]);
        assert_eq!(shown(":root{--a:#000001}html{--a:#000002}", "a"), ["0,0,1"; 4]);
        assert_eq!(shown("html{--a:#000001!important}:root{--a:#000002}", "a"), ["0,0,1"; 4]);
    }

    #[test]
    fn chains_are_followed_to_the_colour() {
        let text =
            ":root{--a:var(--b);--b:var( --c , red );--d:light-dark(#000001,var(--e));--e:#000002}";
        assert_eq!(shown(text, "a"), ["255,0,0"; 4]);
        assert_eq!(shown(text, "d"), ["0,0,1", "0,0,2", "0,0,1", "0,0,2"]);
        assert_eq!(shown(text, "f")[0], "Unknown(\"f\")");
        assert!(shown(":root{--a:var(--b);--b:var(--a)}", "a")[0].starts_with("Unreadable"));
        assert_eq!(
            (MORE.name(), BOTH.name()),
            ("light with more contrast", "dark with more contrast")
        );
    }
}
