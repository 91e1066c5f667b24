//! L102 `dead-anchor`: a link leads to a place that the page does not have.

use super::{Check, Group, Level, All, Rule};
use crate::check::Facts;
use crate::diagnostics::closest;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::links::DEAD_ANCHOR;
use std::collections::HashMap;

pub(super) static RULE: Rule = Rule {
    code: &DEAD_ANCHOR,
    level: Level::Error,
    group: Group::Links,
    page: include_str!("../../../content/manual/rules/dead-anchor.md"),
    check: Check::Site(check),
};

fn check(all: &All<'_>, found: &mut Vec<Diagnostic>) {
    let pages: HashMap<&str, &Facts> =
        all.facts.iter().map(|facts| (facts.path.as_str(), facts)).collect();
    for from in all.facts {
        for link in &from.anchors {
            // A place in a file that is no page is for that file's program to find.
            let Some(to) = pages.get(link.to.as_str()) else { continue };
            if to.has_id(&link.id) {
                continue;
            }
            let here = if from.path == to.path { "this page".to_owned() } else { format!("`{}`", to.path.url()) };
            let message = format!("{here} has no place with the id `{}`", link.id);
            let finding = all.finding(&DEAD_ANCHOR, (&from.path, Some(link.span)), message);
            found.push(match closest(&link.id, to.ids.iter().map(|id| &**id)) {
                Some(near) => finding.help(format!("did you mean `#{near}`?")),
                None => finding.help("correct the id, or leave it out"),
            });
        }
    }
}
