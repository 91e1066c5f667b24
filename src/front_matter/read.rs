//! Reads the keys of front matter.

use super::fence::{self, Fence};
use super::missing::{check_title, no_front_matter, unclosed};
use super::slug::slug;
use super::{Cascade, Matter, SectionMatter, SortBy, index, trust, words};
use crate::diagnostics::codes::front_matter as codes;
use crate::diagnostics::{Diagnosed, Diagnostic, closest};
use crate::source::{SourceText, Span};
use crate::yaml::quote::code;
use crate::yaml::{
    Document, Findings, Format, Map, MapReader, Node, Places, Step, describe, without_bom,
};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::ops::Range;

pub(super) static FORMAT: Format = Format {
    name: "the front matter",
    not_yaml: &codes::NOT_YAML,
    too_long: &codes::TOO_LONG,
    unknown_key: &codes::UNKNOWN_KEY,
    wrong_type: &codes::WRONG_TYPE,
    duplicate_key: &codes::DUPLICATE_KEY,
    max_bytes: 16 * 1024,
};

pub(super) static YAML_FORMAT: Format = Format { max_bytes: 4 * 1024 * 1024, ..FORMAT };

/// Keys that only sections have.
const SECTION_KEYS: [&str; 5] = ["sort_by", "paginate_by", "page_template", "feed", "cascade"];

/// What the file is, because sections know more keys and need no title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any page that is not the `_index.md` of a section.
    Page,
    /// An `_index.md`.
    Section,
    /// A file that is YAML from top to bottom and has keys of its own beside those of a page.
    Yaml,
}

/// The front matter of a file, and where its text begins.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Parsed {
    /// What it says. Whatever was wrong is left out.
    pub matter: Matter,
    /// The byte at which the Markdown begins; the end of the file if the front matter is not
    /// closed.
    pub body_start: usize,
}

/// Parses the front matter of a file. `taxonomies` are the names that the site declares.
///
/// Only `serde_yaml` runs, unless there is a mistake to be shown or a number stands where a text is
/// wanted. `body_start` is right whatever the
/// front matter says, so that the mistakes of the body are found in the same run.
pub fn parse(source: &SourceText, kind: Kind, taxonomies: &[&str]) -> Diagnosed<Parsed> {
    let text: &str = &source.text;
    match fence::find(text) {
        Fence::Absent => {
            let parsed = Parsed { matter: Matter::default(), body_start: without_bom(text) };
            let problem = (kind == Kind::Page).then(|| no_front_matter(source));
            Diagnosed::new(parsed, problem.into_iter().collect())
        }
        Fence::Unclosed { opening } => {
            let parsed = Parsed { matter: Matter::default(), body_start: text.len() };
            Diagnosed::new(parsed, vec![unclosed(source, opening.into())])
        }
        Fence::Closed { opening, yaml, body_start } => {
            let findings = Findings::default();
            let mut matter = Matter::default();
            let document = Document::parse(source, yaml, &FORMAT);
            findings.extend(document.diagnostics);
            if let Some(document) = document.value {
                matter = read(&document, kind, taxonomies, &findings);
                if kind == Kind::Page {
                    check_title(&document, opening.into(), body_start, &findings);
                }
                if matter.trust.review.is_some() {
                    matter.trust.words = words::of_page(&matter, &text[body_start..]);
                }
            }
            Diagnosed::new(Parsed { matter, body_start }, findings.into_vec())
        }
    }
}

/// Reads the keys of a page from a file that is YAML from top to bottom. Whoever the file belongs
/// to has parsed it before and reports what is not YAML, given twice or unknown, and the keys that
/// both read; here only the values of a page's own keys are judged.
pub fn parse_yaml(source: &SourceText, taxonomies: &[&str]) -> Diagnosed<Matter> {
    let findings = Findings::default();
    let document = Document::parse(source, 0..source.text.len(), &YAML_FORMAT).value;
    let Some(document) = document else { return Diagnosed::default() };
    let mut matter = read(&document, Kind::Yaml, taxonomies, &findings);
    if let Some(map) = document.root_map().filter(|_| matter.trust.review.is_some()) {
        matter.trust.words = words::of_yaml(map);
    }
    let mut found = findings.into_vec();
    if !found.is_empty() {
        let shared = ["title", "published", "review_by", "sources"];
        let shared = shared.map(|key| document.span(&[Step::Key(key)]));
        let at = |problem: &Diagnostic| problem.primary.as_ref().and_then(|label| label.span);
        found.retain(|problem| {
            let Some(span) = at(problem) else { return true };
            // Where a key is not there, the place around it is the whole file.
            !shared
                .iter()
                .any(|s| *s != document.span(&[]) && s.start <= span.start && span.end <= s.end)
        });
    }
    Diagnosed::new(matter, found)
}

/// The digest of the words of a page, to which its reviews are bound.
#[must_use]
pub fn digest(source: &SourceText, kind: Kind) -> String {
    if kind == Kind::Yaml {
        let document = Document::parse(source, 0..source.text.len(), &YAML_FORMAT).value;
        return words::of_yaml(
            document.as_ref().and_then(Document::root_map).unwrap_or(&Map::new()),
        );
    }
    // Labels are not among the words, so it does not matter which of them the site knows.
    let parsed = parse(source, kind, &[]).value;
    words::of_page(&parsed.matter, &source.text[parsed.body_start..])
}

/// The place of the value at `path` in the front matter of a file; of its key if the value is
/// empty; of what is around it if there is none; the beginning of the file if it has no front
/// matter. A file that is all YAML, as a questionnaire is, is its own front matter. Parses the file again, so ask only if there is something to say.
#[must_use]
pub fn span_of(source: &SourceText, path: &[Step<'_>]) -> Span {
    let Some(yaml) = yaml_of(source) else { return Span::at(without_bom(&source.text)) };
    let places = Places::new(&source.text[yaml.clone()], yaml.start);
    let has = |key| !places.keys(&[], key).is_empty();
    match path {
        [Step::Key("weight")] if !has("weight") && has("order") => {
            places.value(&[Step::Key("order")])
        }
        _ => places.value(path),
    }
}

/// Where the front matter of a file is: between the hyphens, or everything if the whole file is
/// YAML.
pub(super) fn yaml_of(source: &SourceText) -> Option<Range<usize>> {
    if source.path.extension() == "yaml" {
        return Some(without_bom(&source.text)..source.text.len());
    }
    match fence::find(&source.text) {
        Fence::Closed { yaml, .. } => Some(yaml),
        Fence::Absent | Fence::Unclosed { .. } => None,
    }
}

fn read<'a>(
    document: &'a Document,
    kind: Kind,
    taxonomies: &[&str],
    findings: &'a Findings,
) -> Matter {
    let mut map = MapReader::new(document, findings);
    let mut matter = Matter {
        title: map.text("title").map(|text| in_one_line(&text)).filter(|text| !text.is_empty()),
        description: map.text("description").map(|text| in_one_line(&text)),
        summary: summary(&mut map),
        slug: slug(&mut map),
        date: map.date("date"),
        updated: map.date("updated"),
        draft: map.bool("draft"),
        publish_date: map.date("publish_date"),
        expiry_date: map.date("expiry_date"),
        // A questionnaire's `order:` is that of its answers.
        weight: if kind == Kind::Yaml {
            map.int("weight", i64::MIN..=i64::MAX)
        } else {
            weight(&mut map)
        },
        aliases: map.texts("aliases"),
        template: map.text("template"),
        taxonomies: terms(&mut map, taxonomies),
        index: index::IndexMatter::default(),
        related: Vec::new(),
        extra: extra(&mut map),
        trust: trust::read(&mut map),
        section: SectionMatter::default(),
    };
    matter.related = related(&mut map);
    matter.index = index::read(&mut map, matter.title.as_deref());
    match kind {
        Kind::Section => matter.section = section(&mut map, taxonomies),
        Kind::Yaml => {
            // A questionnaire calls the day of its first publication so.
            matter.date = matter.date.or_else(|| map.date("published"));
            check_dates(document, &matter, findings);
            return matter;
        }
        Kind::Page => {
            for key in SECTION_KEYS {
                if let Some(value) = map.set_aside(key) {
                    let message =
                        format!("`{key}` only has a meaning in the `_index.md` of a section");
                    value.push(
                        value
                            .at_key(&codes::ONLY_SECTIONS, message)
                            .help("move it to the `_index.md` of this folder, or remove it"),
                    );
                }
            }
        }
    }
    check_dates(document, &matter, findings);
    misplaced_taxonomies(&mut map, taxonomies);
    map.finish_with(foreign_key);
    matter
}

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn summary(map: &mut MapReader<'_>) -> Vec<String> {
    const MOST: usize = 3;
    let Some(value) = map.value("summary") else { return Vec::new() };
    let texts = value.texts();
    let lines: Vec<String> = match value.node() {
        Node::Seq(_) => texts.iter().map(|text| in_one_line(text)).collect(),
        _ => texts.iter().flat_map(|text| text.lines()).map(in_one_line).collect(),
    };
    let lines: Vec<_> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    if lines.len() > MOST {
        let message = format!("`summary` has {} lines; at most {MOST} are shown", lines.len());
        value.wrong(message, "shorten it: readers see it above everything else");
    }
    lines
}

/// `related:`, pages to read next. More than a few are no help in choosing.
fn related(map: &mut MapReader<'_>) -> Vec<String> {
    const MOST: usize = 4;
    let Some(value) = map.value("related") else { return Vec::new() };
    let paths = value.texts();
    if paths.len() > MOST {
        let message = format!("`related` has {} pages; at most {MOST} are shown", paths.len());
        value.wrong(message, "keep those that help most");
    }
    paths
}

/// What the author tells the layout. Of its keys we read one ourselves: `minutes` stands behind links.
/// A wrong one is left out, so that no template stumbles over it as well.
fn extra(map: &mut MapReader<'_>) -> Map {
    let Some(value) = map.value("extra") else { return Map::new() };
    let Some(mut extra) = value.as_map().cloned() else { return Map::new() };
    for (key, minutes) in value.entries() {
        let node = minutes.node();
        let whole = matches!(node, Node::Int(count) if u32::try_from(*count).is_ok());
        if key == "minutes" && !whole && !matches!(node, Node::Bool(false) | Node::Null) {
            let message =
                format!("`minutes` must be a whole number from 0 up, not {}", describe(node));
            minutes.wrong(
                message,
                "write how long the page takes, such as `minutes: 4`, or `0` to say nothing",
            );
            extra.retain(|(key, _)| key != "minutes");
        }
    }
    extra
}

fn weight(map: &mut MapReader<'_>) -> Option<i64> {
    let weight = map.value("weight");
    let order = map.value("order");
    if let (Some(weight), Some(order)) = (&weight, &order) {
        let file = &order.document().source().path;
        order.push(
            order
                .at_key(
                    &codes::DUPLICATE_KEY,
                    "`order` and `weight` mean the same, and both are given",
                )
                .help("remove one of the two")
                .also(file, Some(weight.key_span()), "first given here"),
        );
    }
    weight.or(order)?.int(i64::MIN..=i64::MAX)
}

/// `taxonomies:`, on a page or below `cascade:`.
fn terms(map: &mut MapReader<'_>, names: &[&str]) -> BTreeMap<String, Vec<String>> {
    let mut terms = BTreeMap::new();
    let Some(value) = map.value("taxonomies") else { return terms };
    if !matches!(value.node(), Node::Map(_)) {
        let name = names.first().unwrap_or(&"topics");
        value.wrong(
            "`taxonomies` needs the name of a taxonomy before the terms",
            format!("write `taxonomies:` and below it, indented, `{name}: [one, another]`"),
        );
        return terms;
    }
    for (name, value) in value.entries() {
        if names.contains(&name) {
            if !value.is_null() {
                terms.insert(name.to_owned(), value.texts());
            }
            continue;
        }
        let help = match (closest(name, names.iter().copied()), names) {
            (Some(near), _) => format!("did you mean `{near}`?"),
            (None, []) => "declare it below `taxonomies:` in `goodfit.yaml`".to_owned(),
            (None, names) => {
                let known: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
                format!("use one of {}, or declare it in `goodfit.yaml`", known.join(", "))
            }
        };
        let message = format!("the site has no taxonomy {}", code(name));
        value.push(value.at_key(&codes::UNKNOWN_TAXONOMY, message).help(help));
    }
    terms
}

fn section(map: &mut MapReader<'_>, taxonomies: &[&str]) -> SectionMatter {
    let orders = [
        ("weight", SortBy::Weight),
        ("date", SortBy::Date),
        ("title", SortBy::Title),
        ("path", SortBy::Path),
    ];
    SectionMatter {
        sort_by: map.choice("sort_by", &orders),
        paginate_by: map.count("paginate_by", 0),
        page_template: map.text("page_template"),
        feed: map.bool("feed"),
        cascade: map.map("cascade").map(|map| cascade(map, taxonomies)).unwrap_or_default(),
    }
}

fn cascade(mut map: MapReader<'_>, taxonomies: &[&str]) -> Cascade {
    let cascade = Cascade {
        draft: map.bool("draft"),
        template: map.text("template"),
        publish_date: map.date("publish_date"),
        expiry_date: map.date("expiry_date"),
        taxonomies: terms(&mut map, taxonomies),
        page_type: trust::page_type(&mut map),
        authors: map.texts("authors"),
        index: map.bool("index"),
        extra: extra(&mut map),
    };
    misplaced_taxonomies(&mut map, taxonomies);
    map.finish();
    cascade
}

/// `topics:` where `taxonomies:` should be.
fn misplaced_taxonomies(map: &mut MapReader<'_>, names: &[&str]) {
    for name in names {
        if let Some(value) = map.set_aside(name) {
            value.push(
                value
                    .at_key(
                        &codes::UNKNOWN_KEY,
                        format!("`{name}` is a taxonomy, and not a key of its own"),
                    )
                    .help("write it below `taxonomies:`, indented by two spaces"),
            );
        }
    }
}

/// Keys that other generators have for what we call otherwise.
pub(super) fn foreign_key(key: &str) -> Option<String> {
    let ours = match key {
        "tags" | "categories" | "keywords" => {
            return Some("write labels below `taxonomies:`, indented".to_owned());
        }
        "lastmod" | "modified" | "last_modified" => "updated",
        "author" => "authors",
        "reviewer" | "reviewed_by" => "reviewers",
        "next_review" | "review_due" | "review_date" => "review_by",
        "reviewed" | "last_reviewed_on" => "last_reviewed",
        "references" | "bibliography" => "sources",
        "see_also" | "read_next" | "related_pages" => "related",
        "changelog" => "changes",
        "permalink" | "url" => "slug",
        "layout" => "template",
        "nav_order" | "menu_order" | "position" => "weight",
        "redirect_from" | "redirects" => "aliases",
        "published" | "created" => "date",
        _ => return None,
    };
    Some(format!("here it is called `{ours}`"))
}

fn check_dates(document: &Document, matter: &Matter, findings: &Findings) {
    let date = ("date", matter.date);
    let updated = ("updated", matter.updated);
    let publish = ("publish_date", matter.publish_date);
    let expiry = ("expiry_date", matter.expiry_date);
    let same_day = |(_, first): DateKey, (_, second): DateKey| first == second;
    if !same_day(date, updated) {
        check_order(document, date, updated, findings);
    }
    if !check_order(document, publish, expiry, findings) {
        check_order(document, date, expiry, findings);
    }
}

/// A key and its date.
type DateKey = (&'static str, Option<Date>);

/// Reports a second date that is not later than the first, and says whether it was so.
fn check_order(document: &Document, first: DateKey, second: DateKey, findings: &Findings) -> bool {
    let ((first_key, Some(first)), (second_key, Some(second))) = (first, second) else {
        return false;
    };
    if first < second {
        return false;
    }
    let relation = if first == second { "on the same day as" } else { "before" };
    let file = &document.source().path;
    let span = |key| document.span(&[Step::Key(key)]);
    let message = format!("`{second_key}` is {relation} `{first_key}`");
    findings.push(
        Diagnostic::new(&codes::DATES_OUT_OF_ORDER, message)
            .at(file, span(second_key))
            .help(format!("correct one of them: `{second_key}` has to come later"))
            .also(file, Some(span(first_key)), format!("`{first_key}` is {first}")),
    );
    true
}
