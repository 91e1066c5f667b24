//! Reads a `*.checklist.yaml`.
//!
//! In: the text of the file. Out: a [`Questionnaire`], or everything that is wrong with its form in
//! one run. The keys of the page ([`PAGE_KEYS`]) are accepted here and read by `front_matter`.
//! Whether the conditions make sense together is left to [`proof`](super::proof).

mod outcomes;
mod parts;
mod place;
mod required;

use super::{Answer, Facts, Mark, Questionnaire, Section, Text};
use crate::diagnostics::codes::questionnaires as codes;
use crate::diagnostics::{Diagnosed, any_error, closest};
use crate::source::{SourceText, Spanned};
use crate::yaml::quote::code;
use crate::yaml::{Document, Findings, Format, MapReader, Value};
use jiff::civil::Date;
use parts::{Names, question_names, sections, stop_signs};
use required::{check_name, need, need_text, need_words};

static FORMAT: Format = Format {
    name: "the questionnaire",
    not_yaml: &codes::NOT_YAML,
    too_long: &codes::NOT_YAML,
    unknown_key: &codes::UNKNOWN_KEY,
    wrong_type: &codes::WRONG_TYPE,
    duplicate_key: &codes::DUPLICATE_KEY,
    max_bytes: 256 * 1024,
};

/// Keys of the page, which `front_matter` reads; `title` is read here as well. `order` is not among
/// them: in a questionnaire it ranks the answers.
pub const PAGE_KEYS: [&str; 24] = [
    "description",
    "summary",
    "slug",
    "date",
    "updated",
    "draft",
    "publish_date",
    "expiry_date",
    "weight",
    "aliases",
    "template",
    "taxonomies",
    "type",
    "authors",
    "reviewers",
    "last_reviewed",
    "evidence_checked",
    "certainty",
    "changes",
    "glossary",
    "index",
    "related",
    "review",
    "extra",
];

const KEYS: [&str; 17] = [
    "title",
    "intro",
    "answers",
    "order",
    "flag_on",
    "marks",
    "before",
    "sections",
    "stop_signs",
    "outcomes",
    "under_outcome",
    "sources",
    "published",
    "review_by",
    "funding",
    "limits",
    "extra",
];

/// The fewest and the most ways to answer. Style rules name them `a1` to `a5`.
const ANSWERS: std::ops::RangeInclusive<usize> = 2..=5;

/// Parses a questionnaire. `None` if anything is wrong with its form.
pub fn parse(source: &SourceText) -> Diagnosed<Option<Questionnaire>> {
    let document = Document::parse(source, 0..source.text.len(), &FORMAT);
    let findings = Findings::default();
    findings.extend(document.diagnostics);
    let read = document.value.map(|document| read(&document, &findings));
    let found = findings.into_vec();
    let is_usable = !any_error(&found);
    Diagnosed::new(read.flatten().filter(|_| is_usable), found)
}

/// `None` if the facts are incomplete; everything else has a stand-in, so that reading goes on.
fn read<'a>(document: &'a Document, findings: &'a Findings) -> Option<Questionnaire> {
    let mut map = MapReader::new(document, findings);
    document.root_map()?;
    for key in PAGE_KEYS {
        map.set_aside(key);
    }
    let path = document.source().path.clone();
    let title = need_words(&mut map, "title", &KEYS, "the questionnaire").unwrap_or_default();
    let (answers, answer_names) = answers(&mut map);
    let order = order(&mut map, &answers);
    let flag_on = map.value("flag_on").map(|value| answer_indexes(&value, &answers));
    let marks = marks(&mut map);
    let intro = text(&mut map, "intro");
    let before = text(&mut map, "before");
    let sections =
        sections(&mut map, &answers, flag_on.as_deref().unwrap_or(&[]), marks.as_deref());
    let mut questionnaire = Questionnaire {
        id: id_of(path.file_name()),
        path,
        title,
        intro,
        answers,
        order,
        marks: marks.unwrap_or_default(),
        before,
        stop_signs: stop_signs(&mut map),
        sections,
        outcomes: Vec::new(),
        under_outcome: None,
        facts: no_facts(),
    };
    question_names(&questionnaire, &answer_names, document, findings);
    questionnaire.outcomes = outcomes::read(&mut map, &questionnaire);
    questionnaire.under_outcome = text(&mut map, "under_outcome");
    let facts = facts(&mut map);
    map.finish();
    questionnaire.facts = facts?;
    Some(questionnaire)
}

/// The name by which pages embed it: `therapist-fit` of `therapist-fit.checklist.yaml`.
fn id_of(file_name: &str) -> String {
    let name = file_name.strip_suffix(".checklist.yaml").or(file_name.strip_suffix(".yaml"));
    name.unwrap_or(file_name).to_owned()
}

fn no_facts() -> Facts {
    Facts {
        sources: Vec::new(),
        published: Date::ZERO,
        review_by: Date::ZERO,
        funding: String::new(),
        limits: Text { text: String::new(), span: crate::source::Span::at(0) },
    }
}

/// An optional text in Markdown.
fn text<'a>(map: &mut MapReader<'a>, key: &'a str) -> Option<Text> {
    text_of(&map.value(key)?)
}

fn text_of(value: &Value<'_>) -> Option<Text> {
    let text = value.text()?;
    let is_blank = text.trim().is_empty();
    (!is_blank).then(|| Text { text: text.trim_end().to_owned(), span: value.span() })
}

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn answers(map: &mut MapReader<'_>) -> (Vec<Answer>, Names) {
    let mut names = Names::new("answer");
    let mut answers = Vec::new();
    let Some(value) = need(map, "answers", &KEYS, "the questionnaire") else {
        return (answers, names);
    };
    for (id, label) in value.entries() {
        check_name(id, "an answer", &label, label.key_span());
        names.push(id, label.key_span());
        let words = if label.is_null() {
            let message = format!("the answer {} has no words", code(id));
            let help = format!("write what readers see: `{id}: Yes`");
            label.push(label.at_key(&codes::MISSING, message).help(help));
            None
        } else {
            label.text()
        };
        answers.push(Answer { id: id.to_owned(), label: in_one_line(&words.unwrap_or_default()) });
    }
    let many = answers.len();
    if !answers.is_empty() && !ANSWERS.contains(&many) {
        let problem = if many > *ANSWERS.end() { &codes::TOO_LARGE } else { &codes::MISSING };
        let there =
            if many == 1 { "there is 1 answer" } else { &format!("there are {many} answers") };
        let message = format!("{there}; a questionnaire has 2 to 5");
        value.push(
            value
                .at_key(problem, message)
                .help("write 2 to 5 lines such as `yes: Yes` below `answers:`"),
        );
    }
    (answers, names)
}

fn order(map: &mut MapReader<'_>, answers: &[Answer]) -> Vec<usize> {
    let Some(value) = map.value("order") else { return Vec::new() };
    let order = answer_indexes(&value, answers);
    if order.len() == 1 && value.items().len() == 1 {
        value.wrong(
            "`order` has only one answer",
            "write the answers from worst to best, such as `order: [no, partly, yes]`",
        );
    }
    order
}

/// Names of answers as indexes; what is wrong is reported and left out.
fn answer_indexes(value: &Value<'_>, answers: &[Answer]) -> Vec<usize> {
    let mut indexes = Vec::new();
    if answers.is_empty() {
        // That there are none has been said.
        return indexes;
    }
    for item in value.items() {
        let Some(name) = item.text() else { continue };
        match answers.iter().position(|answer| answer.id == name) {
            Some(index) if indexes.contains(&index) => {
                let message = format!("{} is named twice", code(&name));
                item.push(item.at(&codes::WRONG_TYPE, message).help("remove one of the two"));
            }
            Some(index) => indexes.push(index),
            None => {
                let message = format!("there is no answer {}", code(&name));
                let known: Vec<_> = answers.iter().map(|a| format!("`{}`", a.id)).collect();
                let help = match closest(&name, answers.iter().map(|a| a.id.as_str())) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("the answers are {}", known.join(", ")),
                };
                item.push(item.at(&codes::UNKNOWN_NAME, message).help(help));
            }
        }
    }
    indexes
}

/// `None` if marks are not declared; then questions may have any.
fn marks(map: &mut MapReader<'_>) -> Option<Vec<Mark>> {
    let entries = map.value("marks")?.entries();
    let marks = entries.into_iter().filter_map(|(id, value)| {
        check_name(id, "a mark", &value, value.key_span());
        if value.is_null() {
            let message = format!("the mark {} has no words", code(id));
            value.push(value.at_key(&codes::MISSING, message).help(format!(
                "write what readers call its questions: `{id}: the questions at the heart of it`"
            )));
            return Some(Mark { id: id.to_owned(), title: String::new() });
        }
        Some(Mark { id: id.to_owned(), title: in_one_line(&value.text()?) })
    });
    Some(marks.collect())
}

fn facts(map: &mut MapReader<'_>) -> Option<Facts> {
    let whole = "the questionnaire";
    let sources = need(map, "sources", &KEYS, whole).map(|value| sources(&value));
    let published = need(map, "published", &KEYS, whole).and_then(|value| value.date());
    let review_by = need(map, "review_by", &KEYS, whole);
    let review = review_by.as_ref().and_then(|value| value.date());
    if let (Some(published), Some(review), Some(value)) = (published, review, &review_by)
        && review <= published
    {
        let message = format!("`review_by` is not after `published`, which is {published}");
        value.push(
            value
                .at(&codes::REVIEW_TOO_EARLY, message)
                .help("correct one of the two: a year later is usual"),
        );
    }
    let funding = need_words(map, "funding", &KEYS, whole);
    let limits = need_text(map, "limits", &KEYS, whole);
    Some(Facts {
        sources: sources?,
        published: published?,
        review_by: review?,
        funding: funding?,
        limits: limits?,
    })
}

fn sources(value: &Value<'_>) -> Vec<Spanned<String>> {
    let items = value.items();
    if items.is_empty() {
        value.push(
            value
                .at_key(&codes::MISSING, "`sources` is empty")
                .help("name the sources it rests on by their keys, such as `[tryon2018]`"),
        );
    }
    items.iter().filter_map(|item| Some(Spanned::new(item.text()?, item.span()))).collect()
}

/// How many questions all sections have.
fn number_of_questions(sections: &[Section]) -> usize {
    sections.iter().map(|section| section.questions.len()).sum()
}
