//! Reads the keys of `goodfit.yaml`.

use super::{
    BaseUrl, Budget, Check, Citations, Config, ExternalLinks, Interval, Markdown, RawHtml,
    Taxonomy, external, promises, trust,
};
use crate::diagnostics::codes::config as codes;
use crate::diagnostics::{Diagnosed, Diagnostic};
use crate::source::{SourcePath, SourceText, Span};
use crate::yaml::quote::{code, short};
use crate::yaml::{Document, Findings, Format, MapReader, Node, Places, Step, Value, without_bom};

pub(super) static FORMAT: Format = Format {
    name: "the configuration",
    not_yaml: &codes::NOT_YAML,
    too_long: &codes::NOT_YAML,
    unknown_key: &codes::UNKNOWN_KEY,
    wrong_type: &codes::WRONG_TYPE,
    duplicate_key: &codes::DUPLICATE_KEY,
    max_bytes: 4 * 1024 * 1024,
};

impl Default for Config {
    /// What holds where the file says nothing. Title and address stand in for those that are
    /// missing, which is an error.
    fn default() -> Self {
        Self {
            title: "Untitled".to_owned(),
            base_url: BaseUrl { origin: "https://example.org".to_owned(), path: String::new() },
            description: String::new(),
            language: "en".to_owned(),
            author: "Untitled".to_owned(),
            publisher: String::new(),
            contact: String::new(),
            funding: String::new(),
            theme: "default".to_owned(),
            theme_settings: Vec::new(),
            theme_paths: Vec::new(),
            theme_contrast: Vec::new(),
            taxonomies: vec![Taxonomy::named("topics")],
            paginate_by: 0,
            feed_limit: 20,
            leave_url: "https://www.wikipedia.org/".to_owned(),
            markdown: Markdown::default(),
            citations: Citations::default(),
            autolink: false,
            reviews: Interval { months: 12, grace_days: 30 },
            help_lines: Interval { months: 3, grace_days: 14 },
            registers: Interval { months: 12, grace_days: 30 },
            budget: Budget::default(),
            required_pages: Vec::new(),
            external_links: ExternalLinks::default(),
            check: Check::default(),
            extra: Vec::new(),
        }
    }
}

impl Default for Markdown {
    fn default() -> Self {
        Self { raw_html: RawHtml::Escape, smart_punctuation: false, highlight: true }
    }
}

impl Taxonomy {
    /// A taxonomy with the defaults: a title made of the name, feeds, no pagination.
    #[must_use]
    pub fn named(name: &str) -> Self {
        let mut letters = name.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        let title = first.chain(letters).map(|c| if c == '-' { ' ' } else { c }).collect();
        Self { name: name.to_owned(), title, paginate_by: 0, feed: true }
    }
}

/// Parses `goodfit.yaml`. The value is complete whatever is wrong, so that the pages can be checked
/// in the same run. Theme settings are taken as they are: see [`super::theme_settings`].
pub fn parse(source: &SourceText) -> Diagnosed<Config> {
    let document = Document::parse(source, 0..source.text.len(), &FORMAT);
    let findings = Findings::default();
    findings.extend(document.diagnostics);
    let mut config = Config::default();
    if let Some(document) = document.value {
        config = read(&document, &findings);
        check_required(&document, &findings);
    }
    Diagnosed::new(config, findings.into_vec())
}

/// The problem that there is no configuration at all.
#[must_use]
pub fn no_file(path: &SourcePath) -> Diagnostic {
    Diagnostic::new(&codes::MISSING, format!("there is no `{path}`, so this is not a site"))
        .in_file(path)
        .help("run `goodfit init` to get one, or go to the folder that has it")
}

/// The problem that the theme does not exist; `known` are the themes that do.
#[must_use]
pub fn no_theme(config: &Config, source: &SourceText, known: &[&str]) -> Diagnostic {
    let theme = code(&config.theme);
    Diagnostic::new(&codes::NO_THEME, format!("there is no theme {theme}"))
        .at(&source.path, span_of(source, &[Step::Key("theme")]))
        .help(
            "leave `theme:` out to use the theme that is built in, or make the folder in `themes/`",
        )
        .did_you_mean(&config.theme, known.iter().copied())
}

/// The place of a value in `goodfit.yaml`, or the nearest place around it. Parses the file again,
/// so ask only if there is something to say.
#[must_use]
pub fn span_of(source: &SourceText, path: &[Step<'_>]) -> Span {
    let start = without_bom(&source.text);
    Places::new(&source.text[start..], start).value(path)
}

fn read<'a>(document: &'a Document, findings: &'a Findings) -> Config {
    let mut map = MapReader::new(document, findings);
    let defaults = Config::default();
    let title = map.text("title").filter(|text| !text.trim().is_empty()).unwrap_or(defaults.title);
    let config = Config {
        base_url: base_url(&mut map).unwrap_or(defaults.base_url),
        description: map.text("description").map(in_one_line).unwrap_or_default(),
        language: language(&mut map).unwrap_or(defaults.language),
        author: map.text("author").unwrap_or_else(|| title.clone()),
        publisher: map.text("publisher").map(in_one_line).unwrap_or_default(),
        contact: trust::contact(&mut map).unwrap_or_default(),
        funding: map.text("funding").map(in_one_line).unwrap_or_default(),
        theme: theme(&mut map).unwrap_or(defaults.theme),
        theme_settings: map.free_map("theme_settings"),
        theme_paths: Vec::new(),
        theme_contrast: Vec::new(),
        taxonomies: taxonomies(&mut map).unwrap_or(defaults.taxonomies),
        paginate_by: map.count("paginate_by", 0).unwrap_or(defaults.paginate_by),
        feed_limit: map.count("feed_limit", 1).unwrap_or(defaults.feed_limit),
        leave_url: leave_url(&mut map).unwrap_or(defaults.leave_url),
        markdown: map.map("markdown").map(markdown).unwrap_or_default(),
        citations: trust::citations(&mut map),
        autolink: trust::autolink(&mut map).unwrap_or(defaults.autolink),
        reviews: trust::interval(&mut map, "reviews", defaults.reviews),
        help_lines: trust::interval(&mut map, "help_lines", defaults.help_lines),
        registers: trust::interval(&mut map, "registers", defaults.registers),
        budget: promises::budget(&mut map),
        required_pages: promises::required_pages(&mut map),
        external_links: external::external_links(&mut map),
        check: map.map("check").map(check).unwrap_or_default(),
        extra: map.free_map("extra"),
        title,
    };
    map.finish_with(foreign_key);
    config
}

fn in_one_line(text: String) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Keys that other generators have for what we call otherwise.
fn foreign_key(key: &str) -> Option<String> {
    let ours = match key {
        "baseURL" | "baseurl" | "url" | "site_url" => "base_url",
        "name" => "title",
        "languageCode" | "lang" | "locale" | "default_language" => "language",
        "params" => "extra",
        "paginate" => "paginate_by",
        _ => return None,
    };
    Some(format!("here it is called `{ours}`"))
}

fn check_required(document: &Document, findings: &Findings) {
    let Some(map) = document.root_map() else { return };
    for (key, example) in
        [("title", "title: A Good Fit"), ("base_url", "base_url: https://example.org/")]
    {
        let node = map.iter().find(|(name, _)| name == key).map(|(_, node)| node);
        let is_missing = match node {
            None => !map.iter().any(|(name, _)| means(name, key)),
            Some(Node::Null) => true,
            // An empty address has been reported as a bad one.
            Some(Node::String(text)) => key == "title" && text.trim().is_empty(),
            Some(_) => false,
        };
        if is_missing {
            let problem = Diagnostic::new(&codes::MISSING, format!("the site has no `{key}`"))
                .help(format!("add a line `{example}`"));
            let path = &document.source().path;
            findings.push(match node {
                Some(_) => problem.at(path, document.span(&[Step::Key(key)])),
                None => problem.in_file(path),
            });
        }
    }
}

/// Whether a key is the other one misspelt, which has been reported: one mistake, one diagnostic.
fn means(wrong: &str, key: &str) -> bool {
    let hint = format!("`{key}`");
    foreign_key(wrong).is_some_and(|help| help.contains(&hint))
        || crate::diagnostics::closest(wrong, [key]).is_some()
}

fn base_url(map: &mut MapReader<'_>) -> Option<BaseUrl> {
    let value = map.value("base_url")?;
    let text = value.text()?;
    match BaseUrl::parse(text.trim()) {
        Ok(base_url) => Some(base_url),
        Err(reason) => {
            // Without its scheme is how people say an address.
            let with_scheme = format!("https://{}", text.trim().trim_start_matches('/'));
            let help = match BaseUrl::parse(&with_scheme) {
                Ok(url) if url.origin.contains('.') => {
                    format!("write `base_url: {}{}/`", url.origin, url.path)
                }
                _ => {
                    "write an absolute address, such as `base_url: https://example.org/`".to_owned()
                }
            };
            let message = format!("{} cannot be the base address: {reason}", code(&short(&text)));
            let message = if text.is_empty() { "`base_url` is empty".to_owned() } else { message };
            value.push(value.at(&codes::BAD_BASE_URL, message).help(help));
            None
        }
    }
}

fn leave_url(map: &mut MapReader<'_>) -> Option<String> {
    let value = map.value("leave_url")?;
    let url = value.text()?;
    // An empty one means that there is no such link.
    if url.is_empty() {
        return Some(url);
    }
    if url.starts_with("https://") && !url.contains(char::is_whitespace) {
        return Some(url);
    }
    let message = format!("{} is not an address on the web", code(&short(&url)));
    value.wrong(
        message,
        "write a whole address, such as `leave_url: https://www.wikipedia.org/`, \
         or `leave_url: \"\"` for no link",
    );
    None
}

fn language(map: &mut MapReader<'_>) -> Option<String> {
    let value = map.value("language")?;
    let tag = value.text()?;
    // BCP 47 (RFC 5646 section 2.1), without the registry: the shape of its parts.
    let mut parts = tag.split('-');
    let is_language = parts.next().is_some_and(|part| {
        (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic())
    });
    let is_rest = parts.all(|part| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    });
    if is_language && is_rest {
        return Some(tag);
    }
    value.wrong(
        format!("{} is not the tag of a language", code(&short(&tag))),
        "write a tag such as `en`, `en-GB` or `de`",
    );
    None
}

fn theme(map: &mut MapReader<'_>) -> Option<String> {
    let value = map.value("theme")?;
    let theme = value.text()?;
    if !theme.contains('/') && SourcePath::new(&theme).is_ok() {
        return Some(theme);
    }
    let name = theme.rsplit('/').find(|part| !matches!(*part, "" | "." | ".."));
    let help = match name {
        Some(name) => format!("write only the name of the folder: `theme: {}`", short(name)),
        None => "write the name of a folder, or leave `theme:` out".to_owned(),
    };
    value.wrong(format!("{} is not the name of a folder in `themes/`", code(&short(&theme))), help);
    None
}

fn markdown(mut map: MapReader<'_>) -> Markdown {
    let defaults = Markdown::default();
    let choices =
        // The first is what a value that is none of them is told to be.
        [("escape", RawHtml::Escape), ("allow", RawHtml::Allow), ("forbid", RawHtml::Forbid)];
    let markdown = Markdown {
        raw_html: map.choice("raw_html", &choices).unwrap_or(defaults.raw_html),
        smart_punctuation: map.bool("smart_punctuation").unwrap_or(defaults.smart_punctuation),
        highlight: map.bool("highlight").unwrap_or(defaults.highlight),
    };
    map.finish();
    markdown
}

fn check(mut map: MapReader<'_>) -> Check {
    let check =
        Check { allow: map.texts("allow"), warn: map.texts("warn"), error: map.texts("error") };
    map.finish();
    check
}

fn taxonomies(map: &mut MapReader<'_>) -> Option<Vec<Taxonomy>> {
    let value = map.value("taxonomies")?;
    if !matches!(value.node(), Node::Map(_)) {
        value.wrong(
            "`taxonomies` must be names with their settings",
            "write `taxonomies:` and below it, indented, each name with a colon: `topics:`",
        );
        return None;
    }
    let entries = value.entries().into_iter();
    Some(entries.filter_map(|(name, value)| taxonomy(name, &value)).collect())
}

fn taxonomy(name: &str, value: &Value<'_>) -> Option<Taxonomy> {
    let mut letters = name.bytes();
    let is_name = letters.next().is_some_and(|b| b.is_ascii_lowercase())
        && letters.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !is_name {
        let message = format!("{} cannot be the name of a taxonomy", code(&short(name)));
        value.push(value.at_key(&codes::WRONG_TYPE, message).help(
            "use small letters, digits and hyphens, since it is a part of addresses; \
             readers see its `title:`",
        ));
        return None;
    }
    let defaults = Taxonomy::named(name);
    if value.is_null() {
        return Some(defaults);
    }
    let Some(mut map) = value.map() else { return Some(defaults) };
    let taxonomy = Taxonomy {
        title: map.text("title").unwrap_or(defaults.title),
        paginate_by: map.count("paginate_by", 0).unwrap_or(defaults.paginate_by),
        feed: map.bool("feed").unwrap_or(defaults.feed),
        name: defaults.name,
    };
    map.finish();
    Some(taxonomy)
}
