//! Reads outcomes and their conditions.

use super::parts::Names;
use super::place::Offsets;
use super::required::{need_id, need_text, need_words};
use super::text_of;
use crate::checklist::{Condition, Outcome, Questionnaire, Text, condition};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::questionnaires as codes;
use crate::source::{SourcePath, Spanned};
use crate::yaml::{MapReader, Value};

const OUTCOME_KEYS: [&str; 7] = ["id", "when", "heading", "short", "text", "next", "urgent"];

/// Whether an outcome gave a condition; one that could not be read is one as well.
struct Read {
    outcome: Outcome,
    has_condition: bool,
}

/// Everything but the outcomes is in `questionnaire` already, since conditions name it.
pub(super) fn read(map: &mut MapReader<'_>, questionnaire: &Questionnaire) -> Vec<Outcome> {
    let Some(value) = map.value("outcomes") else { return Vec::new() };
    let mut names = Names::new("outcome");
    let mut all = Vec::new();
    for item in value.items() {
        let Some(read) = outcome(&item, questionnaire) else { continue };
        names.add(&read.outcome.id.value, &item, read.outcome.id.span);
        all.push(read);
    }
    check_last(&all, &value, &questionnaire.path);
    all.into_iter().map(|read| read.outcome).collect()
}

fn outcome(item: &Value<'_>, questionnaire: &Questionnaire) -> Option<Read> {
    let what = "the outcome";
    let mut map = item.map()?;
    let id = need_id(&mut map, &OUTCOME_KEYS, what);
    let when = map.value("when");
    let heading = need_words(&mut map, "heading", &OUTCOME_KEYS, what);
    let short = need_words(&mut map, "short", &OUTCOME_KEYS, what);
    let text = need_text(&mut map, "text", &OUTCOME_KEYS, what);
    let next = map.value("next").map(|value| value.items()).unwrap_or_default();
    let outcome = Outcome {
        when: when.as_ref().and_then(|value| condition_of(value, questionnaire)),
        heading: heading.unwrap_or_default(),
        short: short.unwrap_or_default(),
        text: text.unwrap_or(Text { text: String::new(), span: id.span }),
        next: next.iter().filter_map(text_of).collect(),
        urgent: map.bool("urgent").unwrap_or(false),
        id,
    };
    map.finish();
    Some(Read { outcome, has_condition: when.is_some() })
}

fn condition_of(value: &Value<'_>, questionnaire: &Questionnaire) -> Option<Spanned<Condition>> {
    let text = value.text()?;
    if questionnaire.answers.is_empty() || questionnaire.questions().next().is_none() {
        // That they are missing has been said; every name would be unknown.
        return None;
    }
    match condition::parse(&text, questionnaire) {
        Ok(condition) => Some(Spanned::new(condition, value.span())),
        Err(problems) => {
            let source = value.document().source();
            let offsets = Offsets::new(&text, source, value.span());
            for problem in problems {
                let span = offsets.span(problem.span);
                let found = Diagnostic::new(problem.code, problem.message).at(&source.path, span);
                value.push(match problem.help {
                    Some(help) => found.help(help),
                    None => found,
                });
            }
            None
        }
    }
}

/// Exactly the last outcome has no condition.
fn check_last(all: &[Read], value: &Value<'_>, path: &SourcePath) {
    let Some((last, before)) = all.split_last() else { return };
    for read in before.iter().filter(|read| !read.has_condition) {
        let name = &read.outcome.id.value;
        let message =
            format!("`{name}` has no condition, so the outcomes after it could never show");
        value.push(
            Diagnostic::new(&codes::NOT_LAST, message)
                .at(path, read.outcome.id.span)
                .help("add `when:`, or move it to the end"),
        );
    }
    if last.has_condition {
        let name = &last.outcome.id.value;
        let message =
            format!("`{name}` is the last outcome and has a condition: some would get no result");
        value.push(
            Diagnostic::new(&codes::NOT_LAST, message)
                .at(path, last.outcome.id.span)
                .help("remove its `when:`, or add an outcome without one at the end"),
        );
    }
}
