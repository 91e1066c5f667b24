//! What a theme lets a site set, and what the site sets.
//!
//! In: the theme's `theme.yaml` and `goodfit.yaml`. Out: every setting of the theme with the site's
//! value or its default. A mistake is reported in the file it is in.

use super::promises::{self, Contrast};
use super::read::FORMAT as CONFIG;
use crate::diagnostics::Diagnosed;
use crate::diagnostics::codes::config as codes;
use crate::source::{SourceText, Span};
use crate::yaml::quote::{code, short};
use crate::yaml::reader::describe;
use crate::yaml::{Document, Findings, Format, Map, MapReader, Node, Value};

static FORMAT: Format = Format {
    name: "the theme's description",
    not_yaml: &codes::NOT_YAML,
    too_long: &codes::NOT_YAML,
    unknown_key: &codes::UNKNOWN_KEY,
    wrong_type: &codes::WRONG_TYPE,
    duplicate_key: &codes::DUPLICATE_KEY,
    max_bytes: 4 * 1024 * 1024,
};

/// What a setting can be.
#[derive(Debug, Clone)]
enum Kind {
    Text,
    /// A path in the site, or an address elsewhere by a scheme that a link may use.
    Url,
    Number,
    Bool,
    Choice(Vec<(String, String)>),
}

/// A setting that a theme declares.
#[derive(Debug)]
struct Setting<'a> {
    name: &'a str,
    kind: Kind,
    default: Node,
}

/// What a site's theme is told.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ThemeSettings {
    /// Every setting of the theme.
    pub values: Map,
    /// The paths in the site that the site gave, and where: something should be there.
    pub paths: Vec<(String, Span)>,
    /// The pairs of colours that the theme promises can be told apart.
    pub contrast: Vec<Contrast>,
}

/// Checks `theme_settings:` of `goodfit.yaml` against `settings:` of `theme.yaml`. The value has
/// every setting of the theme, in the theme's order. A theme that lies over another comes first and
/// may declare a setting of the other anew; the rest still holds, since templates of the other ask
/// for it.
///
/// A setting without a default is null (text and number), false, or the first choice. What is wrong
/// with `goodfit.yaml` apart from these settings is left to [`super::parse`].
pub fn theme_settings(themes: &[SourceText], config: &SourceText) -> Diagnosed<ThemeSettings> {
    let findings = Findings::default();
    let mut documents = Vec::with_capacity(themes.len());
    for theme in themes {
        let document = Document::parse(theme, 0..theme.text.len(), &FORMAT);
        findings.extend(document.diagnostics);
        match document.value {
            Some(document) => documents.push(document),
            // What the site sets could not be told from what is misspelt.
            None => return Diagnosed::new(ThemeSettings::default(), findings.into_vec()),
        }
    }
    let mut settings: Vec<Setting<'_>> = Vec::new();
    let mut contrast: Vec<Contrast> = Vec::new();
    for document in &documents {
        let (own, pairs) = declared(document, &findings);
        for pair in pairs {
            if !contrast.iter().any(|known| (&known.text, &known.on) == (&pair.text, &pair.on)) {
                contrast.push(pair);
            }
        }
        for setting in own {
            if !settings.iter().any(|known| known.name == setting.name) {
                settings.push(setting);
            }
        }
    }
    let set = Document::parse(config, 0..config.text.len(), &CONFIG).value;
    let mut given = given(set.as_ref(), &settings, &findings);
    given.contrast = contrast;
    Diagnosed::new(given, findings.into_vec())
}

/// The site's values, or the defaults.
fn given(
    config: Option<&Document>,
    settings: &[Setting<'_>],
    findings: &Findings,
) -> ThemeSettings {
    let mut paths = Vec::new();
    let mut root = config
        .filter(|config| config.root_map().is_some())
        .map(|config| MapReader::new(config, findings));
    let mut site = root
        .as_mut()
        .and_then(|root| root.value("theme_settings"))
        // Anything else has been reported by `parse`.
        .filter(|value| matches!(value.node(), Node::Map(_)))
        .and_then(|value| value.map());
    let values = settings
        .iter()
        .map(|setting| {
            let value = site.as_mut().and_then(|site| site.value(setting.name));
            let value = value.and_then(|value| {
                let node = checked(&value, &setting.kind)?;
                if let (Kind::Url, Node::String(path)) = (&setting.kind, &node)
                    && path.starts_with('/')
                {
                    paths.push((path.clone(), value.span()));
                }
                Some(node)
            });
            (setting.name.to_owned(), value.unwrap_or_else(|| setting.default.clone()))
        })
        .collect();
    if let Some(site) = site {
        site.finish();
    }
    ThemeSettings { values, paths, contrast: Vec::new() }
}

fn checked(value: &Value<'_>, kind: &Kind) -> Option<Node> {
    match kind {
        Kind::Text => value.text().map(Node::String),
        Kind::Url => url(value).map(Node::String),
        Kind::Bool => value.bool().map(Node::Bool),
        Kind::Number => match value.node() {
            number @ (Node::Int(_) | Node::Float(_)) => Some(number.clone()),
            other => {
                let is = describe(other);
                let message = format!("{} must be a number, not {is}", value.name());
                value.wrong(message, "write a number without quotes, such as `10` or `2.5`");
                None
            }
        },
        Kind::Choice(choices) => {
            let choices: Vec<_> =
                choices.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
            value.choice(&choices).map(Node::String)
        }
    }
}

/// An address, or nothing, which switches off what would lead there.
fn url(value: &Value<'_>) -> Option<String> {
    let text = value.text()?;
    let small = text.to_ascii_lowercase();
    let elsewhere = ["https:", "http:", "mailto:", "tel:"].iter().any(|s| small.starts_with(s));
    // Browsers read two slashes, or a slash and a backslash, as the beginning of another server.
    let inside = text.starts_with('/') && !text.starts_with("//") && !text.contains('\\');
    if text.is_empty() || elsewhere || inside {
        return Some(text);
    }
    let message = format!("{} cannot lead to {}", value.name(), code(&short(&text)));
    value.wrong(message, "write a path that begins with `/`, or an address with `https:`, `http:`, `mailto:` or `tel:`");
    None
}

fn declared<'a>(theme: &'a Document, findings: &'a Findings) -> (Vec<Setting<'a>>, Vec<Contrast>) {
    let mut map = MapReader::new(theme, findings);
    // For people who read the file; nothing depends on it.
    let _ = (map.text("name"), map.text("description"));
    let settings = map.entries("settings");
    let contrast = promises::contrast(&mut map);
    map.finish();
    let settings = settings.into_iter().filter_map(|(name, value)| setting(name, &value));
    (settings.collect(), contrast)
}

fn setting<'a>(name: &'a str, value: &Value<'a>) -> Option<Setting<'a>> {
    let kinds = [
        ("text", Kind::Text),
        ("url", Kind::Url),
        ("number", Kind::Number),
        ("bool", Kind::Bool),
        ("choice", Kind::Choice(Vec::new())),
    ];
    let mut map = value.map()?;
    let given_kind = map.value("type");
    let mut kind = match &given_kind {
        Some(kind) => kind.choice(&kinds),
        None => {
            let problem =
                value.at_key(&codes::WRONG_TYPE, format!("the setting `{name}` has no `type`"));
            value.push(problem.help(
                "add `type: text`, `type: url`, `type: number`, `type: bool` or `type: choice`",
            ));
            None
        }
    };
    let choices = map.value("choices");
    match (&mut kind, &choices) {
        (Some(Kind::Choice(pairs)), Some(choices)) => {
            pairs.extend(choices.texts().into_iter().map(|name| (name.clone(), name)));
        }
        (Some(Kind::Choice(_)), None) => {
            let problem =
                value.at_key(&codes::WRONG_TYPE, format!("the setting `{name}` has no `choices`"));
            value.push(problem.help("add a list, such as `choices: [narrow, wide]`"));
        }
        (Some(_), Some(choices)) => {
            let problem = choices
                .at_key(&codes::WRONG_TYPE, "`choices` only has a meaning with `type: choice`");
            choices.push(problem.help("write `type: choice`, or remove `choices`"));
        }
        (None, _) | (_, None) => {}
    }
    let default = map.value("default");
    let _ = map.text("description");
    map.finish();
    let kind = kind?;
    let default = default.and_then(|value| checked(&value, &kind)).unwrap_or_else(|| match &kind {
        Kind::Text | Kind::Url | Kind::Number => Node::Null,
        Kind::Bool => Node::Bool(false),
        Kind::Choice(choices) => {
            choices.first().map_or(Node::Null, |(name, _)| Node::String(name.clone()))
        }
    });
    Some(Setting { name, kind, default })
}
