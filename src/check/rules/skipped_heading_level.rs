//! A003 `skipped-heading-level`: a heading is more than one level below the one before it.

use super::{Check, Group, Level, Published, Rule};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::accessibility::SKIPPED_HEADING_LEVEL;

pub(super) static RULE: Rule = Rule {
    code: &SKIPPED_HEADING_LEVEL,
    level: Level::Error,
    group: Group::Structure,
    page: include_str!("../../../content/manual/rules/skipped-heading-level.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(document) = seen.page() else { return };
    let mut before: Option<u8> = None;
    for node in document.all() {
        let &[b'h', digit @ b'1'..=b'6'] = node.name().as_bytes() else { continue };
        let level = digit - b'0';
        if let Some(before) = before
            && level > before + 1
        {
            let message = format!(
                "`{}` is a heading of level {level}, and the one before it has level {before}",
                node.text()
            );
            let right = before + 1;
            let help = format!("make it level {right}: in Markdown, `{}`", "#".repeat(right.into()));
            found.push(seen.finding(&SKIPPED_HEADING_LEVEL, node.span(), message).help(help));
        }
        before = Some(level);
    }
}
