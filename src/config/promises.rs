//! What a site and its theme promise, for rules to hold them to: `budget:` and `required_pages:` in
//! the configuration, `contrast:` in `theme.yaml`.

use crate::source::{SourcePath, Span};
use crate::yaml::quote::{code, short};
use crate::yaml::{MapReader, Node, Value};

/// `budget:` in the configuration: the most that a page may weigh as it is sent, in kilobytes of
/// 1024 bytes, by gzip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Budget {
    /// `html:` — the page alone.
    pub html: Option<u32>,
    /// `page:` — the page and its stylesheets.
    pub page: Option<u32>,
}

impl Budget {
    /// Whether nothing is promised.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}

/// The pages that readers of health information can expect, by their keys in `required_pages:`,
/// and what each is for.
pub const REQUIRED_PAGES: [(&str, &str); 6] = [
    ("about", "who makes the site"),
    ("disclaimer", "what the site cannot do for a reader"),
    ("editorial_policy", "how its pages are written and checked"),
    ("privacy", "what becomes known about its readers"),
    ("accessibility", "how everybody can use it"),
    ("help", "where to turn in an emergency"),
];

/// Two colours of a theme of which one stands on the other.
#[derive(Debug, Clone, PartialEq)]
pub struct Contrast {
    /// `text:` — the custom property in front, without its dashes.
    pub text: String,
    /// `on:` — the one behind.
    pub on: String,
    /// `least:` — how far apart they must be; 4.5 by default.
    pub least: f64,
    /// The file that says so.
    pub path: SourcePath,
    /// Where in it.
    pub span: Span,
}

pub(super) fn budget(map: &mut MapReader<'_>) -> Budget {
    let Some(mut map) = map.map("budget") else { return Budget::default() };
    let budget = Budget { html: map.count("html", 1), page: map.count("page", 1) };
    map.finish();
    budget
}

pub(super) fn required_pages(map: &mut MapReader<'_>) -> Vec<(&'static str, String)> {
    let Some(mut map) = map.map("required_pages") else { return Vec::new() };
    let mut pages = Vec::new();
    for (key, _) in REQUIRED_PAGES {
        let Some(value) = map.value(key) else { continue };
        let Some(path) = value.text() else { continue };
        if path.starts_with('/') && !path.starts_with("//") {
            pages.push((key, path));
        } else {
            value.wrong(
                format!("{} is not the address of a page of this site", code(&short(&path))),
                format!("write its path in the site, such as `{key}: /about/`"),
            );
        }
    }
    map.finish();
    pages
}

/// `contrast:` of a theme.
pub(super) fn contrast(map: &mut MapReader<'_>) -> Vec<Contrast> {
    let Some(list) = map.value("contrast") else { return Vec::new() };
    list.items().iter().filter_map(pair).collect()
}

fn pair(value: &Value<'_>) -> Option<Contrast> {
    let mut map = value.map()?;
    let (text, on) = (map.text("text"), map.text("on"));
    let least = map.value("least").map(|value| (least(&value), value));
    map.finish();
    let (Some(text), Some(on)) = (text, on) else {
        value.wrong(
            format!("{} does not say which colour stands on which", value.name()),
            "write `{ text: ink, on: paper, least: 4.5 }` with the names of custom properties",
        );
        return None;
    };
    let least = match least {
        None => 4.5,
        Some((Some(least), _)) => least,
        Some((None, value)) => {
            value.wrong(
                format!("{} must be a number from 1 to 21", value.name()),
                "write `4.5` for text, `3` for large text and for what is no text",
            );
            return None;
        }
    };
    let bare = |name: String| name.trim_start_matches('-').to_owned();
    let path = value.document().source().path.clone();
    Some(Contrast { text: bare(text), on: bare(on), least, path, span: value.span() })
}

fn least(value: &Value<'_>) -> Option<f64> {
    let number = match value.node() {
        Node::Float(number) => *number,
        // Small enough to be exact.
        Node::Int(number) => f64::from(i32::try_from(*number).ok()?),
        _ => return None,
    };
    (1.0..=21.0).contains(&number).then_some(number)
}

#[cfg(test)]
mod tests {
    use crate::config::{parse, theme_settings};
    use crate::source::{SourcePath, SourceText};
    use expect_test::expect;

    fn source(path: &str, text: &str) -> SourceText {
        SourceText::new(SourcePath::new(path).expect("a path"), text)
    }

    #[test]
    fn promises_are_read_and_what_is_wrong_with_them_is_said() {
        let text = "title: A\nbase_url: https://a.org/\nbudget: { html: 14, pages: 18 }\n\
            required_pages: { about: /about/, help: urgent.md, contact: /contact/ }\n";
        let found = parse(&source("goodfit.yaml", text));
        let config = &found.value;
        assert_eq!((config.budget.html, config.budget.page), (Some(14), None));
        assert_eq!(config.required_pages, [("about", "/about/".to_owned())]);
        let said: Vec<&str> = found.diagnostics.iter().map(|d| d.message.as_str()).collect();
        expect![[r#"
            unknown key `pages`
            `urgent.md` is not the address of a page of this site
            unknown key `contact`"#]]
        .assert_eq(&said.join("\n"));
    }

    #[test]
    fn the_pairs_of_a_theme_go_before_those_below_it() {
        let own = source(
            "themes/own/theme.yaml",
            "contrast:\n  - { text: --ink, on: paper, least: 7 }\n  - { text: a }\n  - { text: a, on: b, least: 30 }\n",
        );
        let below = source(
            "themes/default/theme.yaml",
            "contrast: [{ text: ink, on: paper }, { text: edge, on: paper, least: 3 }]\n",
        );
        let found = theme_settings(&[own, below], &source("goodfit.yaml", "title: A\n"));
        let pairs: Vec<String> = found
            .value
            .contrast
            .iter()
            .map(|pair| format!("{} on {} {}", pair.text, pair.on, pair.least))
            .collect();
        assert_eq!(pairs, ["ink on paper 7", "edge on paper 3"]);
        let said: Vec<&str> = found.diagnostics.iter().map(|d| d.message.as_str()).collect();
        expect![[r#"
            item 2 of `contrast` does not say which colour stands on which
            `least` must be a number from 1 to 21"#]]
        .assert_eq(&said.join("\n"));
    }
}
