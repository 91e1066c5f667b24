//! A014 `table-without-headers`: a table does not say what its columns or rows are about.

use super::{Check, Group, Level, Published, Rule};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::accessibility::TABLE_WITHOUT_HEADERS;

pub(super) static RULE: Rule = Rule {
    code: &TABLE_WITHOUT_HEADERS,
    level: Level::Error,
    group: Group::Accessibility,
    page: include_str!("../../../content/manual/rules/table-without-headers.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(document) = seen.html() else { return };
    for table in document.named("table") {
        let is_layout = ["presentation", "none"].iter().any(|role| table.has_word("role", role));
        let has_headers = table.descendants().any(|cell| {
            let role = cell.attr("role").unwrap_or("");
            (cell.is("th") || role == "columnheader" || role == "rowheader") && !cell.is_blank()
        });
        if !is_layout && !has_headers {
            found.push(
                seen.finding(&TABLE_WITHOUT_HEADERS, table.span(), "the table has no headings")
                    .help("say in its first row what each column is about"),
            );
        }
    }
}
