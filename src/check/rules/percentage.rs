//! W007 `percentage`: a number that few people can picture.

use super::{Check, Group, Level, Rule, Source};
use crate::check::prose::Kind;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::wording::PERCENTAGE;
use crate::language::Shares;
use crate::markdown::PassageKind;

pub(super) static RULE: Rule = Rule {
    code: &PERCENTAGE,
    level: Level::Warn,
    group: Group::Language,
    page: include_str!("../../../content/manual/rules/percentage.md"),
    check: Check::Source(check),
};

fn check(source: &Source<'_>, found: &mut Vec<Diagnostic>) {
    let shares = Shares::default();
    for passage in &source.prose().passages {
        // Tables compare numbers, and the curious asked for them.
        let is_asked_for = passage.in_box == Some("curious");
        if is_asked_for || passage.kind == Kind::Text(PassageKind::Cell) {
            continue;
        }
        for share in shares.find(passage.text()) {
            // What is no part of a whole, such as text at 200 %.
            let Some(words) = share.in_words() else { continue };
            let shown = &passage.text()[share.range.clone()];
            let span = passage.span(source, share.range.clone());
            let message = format!("`{shown}` is hard to picture");
            found.push(
                source
                    .finding(&PERCENTAGE, span, message)
                    .help(format!("write “about {words}”, or put it into a box `> [!CURIOUS]`")),
            );
        }
    }
}
