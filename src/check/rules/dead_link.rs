//! L101 `dead-link`: a link in a published page leads to no file.

use super::{Check, Group, Level, Published, Rule};
use crate::check::address::Leads;
use crate::check::resources;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::links::DEAD_LINK;

pub(super) static RULE: Rule = Rule {
    code: &DEAD_LINK,
    level: Level::Error,
    group: Group::Links,
    page: include_str!("../../../content/manual/rules/dead-link.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(document) = seen.markup() else { return };
    for link in document.named_any(&["a", "area", "link"]) {
        let names = ["href", "xlink:href"];
        let Some(href) = names.iter().find_map(|name| link.attribute(name)) else { continue };
        // What is loaded is for another rule.
        if link.is("link") && !resources::is_quiet_link(link) {
            continue;
        }
        if let Leads::Nowhere(path) = seen.leads(href.value) {
            let message = format!("the link leads to `{path}`, where nothing is published");
            let finding = seen.finding(&DEAD_LINK, href.span, message);
            found.push(match seen.context.addresses.nearest(&path) {
                Some(near) => finding.help(format!("did you mean `{near}`?")),
                None => finding.help("correct the address, or take the link out"),
            });
        }
    }
}
