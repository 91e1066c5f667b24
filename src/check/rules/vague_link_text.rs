//! W009 `vague-link-text`: the words of a link do not say where it leads.

use super::{Check, Group, Level, Rule, Source};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::wording::VAGUE_LINK_TEXT;
use crate::site::Target;

pub(super) static RULE: Rule = Rule {
    code: &VAGUE_LINK_TEXT,
    level: Level::Warn,
    group: Group::Language,
    page: include_str!("../../../content/manual/rules/vague-link-text.md"),
    check: Check::Source(check),
};

/// Words that could stand for any page.
const VAGUE: [&str; 33] = [
    "article", "by clicking here", "click", "click here", "click this", "click this link",
    "continue", "continue reading", "details", "find out more", "follow this link", "go", "go here",
    "here", "info", "information", "learn more", "link", "more", "more details", "more info",
    "more information", "page", "read", "read more", "read on", "see here", "see more", "site",
    "this", "this link", "this page", "website",
];

fn check(source: &Source<'_>, found: &mut Vec<Diagnostic>) {
    if !source.context.is_english() {
        return;
    }
    let body = &source.page.body;
    let targets = &source.context.site.links[source.id.0 as usize].links;
    for (link, target) in body.links.iter().zip(targets) {
        let words = link.text.trim_matches(|c: char| !c.is_alphanumeric());
        // Links are short, and there are few of them.
        let folded = words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        if !VAGUE.contains(&folded.as_str()) {
            continue;
        }
        let message = format!("the words of this link, `{words}`, could stand for any page");
        let finding = source.finding(&VAGUE_LINK_TEXT, link.span, message);
        found.push(finding.help(match target {
            Target::Page(id, _) => {
                format!("name what is there, such as `[{}](…)`", source.context.site.page(*id).title)
            }
            _ => "let the link say what is there, such as `[the register of members](…)`".to_owned(),
        }));
    }
}
