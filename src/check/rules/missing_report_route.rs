//! H024 `missing-report-route`: readers cannot report a mistake.

use super::{Check, Group, Level, Published, Rule};
use crate::check::health::health_page;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::health_pages::MISSING_REPORT_ROUTE;

pub(super) static RULE: Rule = Rule {
    code: &MISSING_REPORT_ROUTE,
    level: Level::Error,
    group: Group::Health,
    page: include_str!("../../../content/manual/rules/missing-report-route.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let contact = seen.context.site.config.contact.as_str();
    // That nobody has set it yet is said once for the site.
    if contact.is_empty() || health_page(seen).is_none() {
        return;
    }
    let Some(document) = seen.page() else { return };
    let is_there = document.named("a").filter_map(|link| link.attr("href")).any(|href| {
        // More may follow, such as what the message is about.
        href.strip_prefix(contact).is_some_and(|rest| rest.is_empty() || rest.starts_with(['?', '#']))
    });
    if !is_there {
        let span = document.first("main").map_or_else(|| crate::source::Span::at(0), |main| main.span());
        let message = format!("no link on this page leads to `{contact}`, where readers report mistakes");
        found.push(
            seen.finding(&MISSING_REPORT_ROUTE, span, message)
                .help("link to `site.contact` in the template of the page"),
        );
    }
}
