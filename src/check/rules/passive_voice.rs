//! W003 `passive-voice`: a sentence may not say who does what.

use super::{Check, Group, Level, Rule, Source};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::wording::PASSIVE_VOICE;
use crate::language::passive;
use crate::yaml::quote::code;

pub(super) static RULE: Rule = Rule {
    code: &PASSIVE_VOICE,
    // Some passives are right: nobody knows who did it, or it does not matter. So the report counts
    // them, and a site may ask for more.
    level: Level::Allow,
    group: Group::Language,
    page: include_str!("../../../content/manual/rules/passive-voice.md"),
    check: Check::Source(check),
};

fn check(source: &Source<'_>, found: &mut Vec<Diagnostic>) {
    let passages = source.prose().passages.iter();
    for passage in passages.filter(|passage| passage.kind.is_running()) {
        for sentence in passage.sentences() {
            let text = &passage.text()[sentence.clone()];
            let Some(range) = passive(text) else { continue };
            let shown = code(&text[range.clone()]);
            let start = sentence.start;
            let span = passage.span(source, start + range.start..start + range.end);
            let message = format!("{shown} is passive: it may not say who does it");
            found.push(
                source
                    .finding(&PASSIVE_VOICE, span, message)
                    .help("begin with who does it: “your therapist keeps notes”, not “notes are kept”"),
            );
        }
    }
}
