//! Reads sections, questions and stop signs.

use super::required::{check_name, need, need_id, need_text, need_words};
use super::{KEYS, answer_indexes, number_of_questions, text};
use crate::checklist::{Answer, Mark, Question, Questionnaire, Section, StopSign, StopSigns};
use crate::diagnostics::codes::questionnaires as codes;
use crate::diagnostics::{Diagnostic, closest};
use crate::source::{SourcePath, Span};
use crate::yaml::quote::code;
use crate::yaml::{Document, Findings, MapReader, Value};

/// The most questions on a page: more would be slow on a telephone.
const MAX_QUESTIONS: usize = 60;

const SECTION_KEYS: [&str; 3] = ["id", "title", "questions"];
const QUESTION_KEYS: [&str; 8] = ["id", "ask", "note", "why", "say", "hint", "flag_on", "marks"];
const STOP_KEYS: [&str; 4] = ["heading", "signs", "text", "amber"];
const SIGN_KEYS: [&str; 3] = ["id", "sign", "called"];

/// Names of one kind with their places, to find those that are given twice.
pub(super) struct Names {
    kind: &'static str,
    names: Vec<(String, Span)>,
}

impl Names {
    pub fn new(kind: &'static str) -> Self {
        Self { kind, names: Vec::new() }
    }

    pub fn push(&mut self, name: &str, span: Span) {
        self.names.push((name.to_owned(), span));
    }

    /// Reports a name that is here already, unless it is only a stand-in.
    pub fn check(
        &self,
        kind: &str,
        name: &str,
        span: Span,
        path: &SourcePath,
    ) -> Option<Diagnostic> {
        let (_, first) = self.names.iter().find(|(known, _)| known == name && !name.is_empty())?;
        let message = match self.kind {
            same if same == kind => format!("two {kind}s are called {}", code(name)),
            other => format!("{} names both a {kind} and an {other}", code(name)),
        };
        Some(
            Diagnostic::new(&codes::DUPLICATE_ID, message)
                .at(path, span)
                .help("rename one of the two")
                .also(path, Some(*first), "first used here"),
        )
    }

    /// Checks and remembers a name.
    pub fn add(&mut self, name: &str, value: &Value<'_>, span: Span) {
        let path = &value.document().source().path;
        if let Some(problem) = self.check(self.kind, name, span, path) {
            value.push(problem);
        }
        self.push(name, span);
    }
}

pub(super) fn sections(
    map: &mut MapReader<'_>,
    answers: &[Answer],
    flag_on: &[usize],
    marks: Option<&[Mark]>,
) -> Vec<Section> {
    let mut sections = Vec::new();
    let Some(value) = need(map, "sections", &KEYS, "the questionnaire") else { return sections };
    let mut names = Names::new("section");
    for item in value.items() {
        let Some(mut map) = item.map() else { continue };
        let id = need_id(&mut map, &SECTION_KEYS, "the section");
        check_name(&id.value, "a section", &item, id.span);
        names.add(&id.value, &item, id.span);
        let title = need_words(&mut map, "title", &SECTION_KEYS, "the section");
        let questions = need(&mut map, "questions", &SECTION_KEYS, "the section");
        if let Some(value) = questions.as_ref().filter(|value| value.items().is_empty()) {
            nothing_in(value, "the section has no questions");
        }
        let items = questions.iter().flat_map(Value::items);
        let questions: Vec<Question> =
            items.filter_map(|item| question(&item, answers, flag_on, marks)).collect();
        map.finish();
        sections.push(Section { id: id.value, title: title.unwrap_or_default(), questions });
    }
    if let Some(first_too_many) = sections.iter().flat_map(|s| &s.questions).nth(MAX_QUESTIONS) {
        let many = number_of_questions(&sections);
        let message = format!("there are {many} questions; at most {MAX_QUESTIONS} fit on a page");
        let path = &value.document().source().path;
        value.push(
            Diagnostic::new(&codes::TOO_LARGE, message)
                .at(path, first_too_many.id.span)
                .help("make two questionnaires, or ask less"),
        );
    }
    if value.items().is_empty() {
        nothing_in(&value, "there are no sections");
    }
    sections
}

/// Reports an empty list.
fn nothing_in(value: &Value<'_>, message: &str) {
    value.push(
        value
            .at_key(&codes::MISSING, message)
            .help("write an item `- id: …` for each below it, indented"),
    );
}

fn question(
    item: &Value<'_>,
    answers: &[Answer],
    flag_on: &[usize],
    marks: Option<&[Mark]>,
) -> Option<Question> {
    let what = "the question";
    let mut map = item.map()?;
    let id = need_id(&mut map, &QUESTION_KEYS, what);
    check_name(&id.value, "a question", item, id.span);
    let ask = need_text(&mut map, "ask", &QUESTION_KEYS, what);
    let flagged = map.value("flag_on").map(|value| answer_indexes(&value, answers));
    let question = Question {
        ask: ask.unwrap_or(crate::checklist::Text { text: String::new(), span: id.span }),
        note: text(&mut map, "note"),
        why: text(&mut map, "why"),
        say: text(&mut map, "say"),
        hint: text(&mut map, "hint"),
        flag_on: flagged.unwrap_or_else(|| flag_on.to_vec()),
        marks: map.value("marks").map(|value| marks_of(&value, marks)).unwrap_or_default(),
        id,
    };
    map.finish();
    Some(question)
}

fn marks_of(value: &Value<'_>, declared: Option<&[Mark]>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for item in value.items() {
        let Some(name) = item.text() else { continue };
        match declared {
            Some(marks) if !marks.iter().any(|mark| mark.id == name) => {
                let message = format!("there is no mark {}", code(&name));
                let help = match closest(&name, marks.iter().map(|mark| mark.id.as_str())) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "declare it below `marks:` at the top of the file".to_owned(),
                };
                item.push(item.at(&codes::UNKNOWN_NAME, message).help(help));
            }
            Some(_) => {}
            None => check_name(&name, "a mark", &item, item.span()),
        }
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Names of questions must differ from each other and from those of answers: both can begin a
/// condition.
pub(super) fn question_names(
    questionnaire: &Questionnaire,
    answers: &Names,
    document: &Document,
    findings: &Findings,
) {
    let path = &document.source().path;
    let mut names = Names::new("question");
    for question in questionnaire.questions() {
        let (name, span) = (question.id.value.as_str(), question.id.span);
        findings.extend(names.check("question", name, span, path));
        findings.extend(answers.check("question", name, span, path));
        names.push(name, span);
    }
}

pub(super) fn stop_signs(map: &mut MapReader<'_>) -> Option<StopSigns> {
    let mut map = map.map("stop_signs")?;
    let what = "the group of stop signs";
    let heading = need_words(&mut map, "heading", &STOP_KEYS, what);
    let signs = need(&mut map, "signs", &STOP_KEYS, what);
    let mut names = Names::new("stop sign");
    let items = signs.iter().flat_map(Value::items);
    let signs: Vec<StopSign> = items
        .filter_map(|item| {
            let sign = stop_sign(&item)?;
            names.add(&sign.id.value, &item, sign.id.span);
            Some(sign)
        })
        .collect();
    let stops = StopSigns {
        heading: heading.unwrap_or_default(),
        signs,
        text: text(&mut map, "text"),
        amber: text(&mut map, "amber"),
    };
    map.finish();
    Some(stops)
}

fn stop_sign(item: &Value<'_>) -> Option<StopSign> {
    let what = "the stop sign";
    let mut map = item.map()?;
    let id = need_id(&mut map, &SIGN_KEYS, what);
    check_name(&id.value, "a stop sign", item, id.span);
    let sign = need_text(&mut map, "sign", &SIGN_KEYS, what);
    let sign = StopSign {
        sign: sign.unwrap_or(crate::checklist::Text { text: String::new(), span: id.span }),
        called: text(&mut map, "called"),
        id,
    };
    map.finish();
    Some(sign)
}
