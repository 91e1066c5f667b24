//! W005 `unkind-word`: a word that the site's list asks to leave out.

use super::{Check, Group, Level, Rule, Source};
use crate::check::words::Listed;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::wording::UNKIND_WORD;
use crate::yaml::quote::code;

pub(super) static RULE: Rule = Rule {
    code: &UNKIND_WORD,
    level: Level::Warn,
    group: Group::Language,
    page: include_str!("../../../content/manual/rules/unkind-word.md"),
    check: Check::Source(check),
};

fn check(source: &Source<'_>, found: &mut Vec<Diagnostic>) {
    for word in source.words() {
        let Listed::Unkind(entry) = word.listed else { continue };
        let passage = &source.prose().passages[word.passage];
        // What a myth says, and a word that is spoken about.
        if passage.in_box == Some("myth") || passage.is_quoted(&word.range) {
            continue;
        }
        let entry = &source.around.trust.wording.words[entry];
        let shown = code(&passage.text()[word.range.clone()]);
        let span = passage.span(source, word.range.clone());
        let message = format!("{shown} is on this site's list of words to leave out");
        let mut finding = source.finding(&UNKIND_WORD, span, message);
        if !entry.why.is_empty() {
            finding = finding.note(&entry.why);
        }
        found.push(match entry.instead.as_str() {
            "" => finding.help("say it in other words"),
            instead => finding.help(instead),
        });
    }
}
