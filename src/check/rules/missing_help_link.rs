//! H023 `missing-help-link`: the head of a page does not lead to urgent help.

use super::{Check, Group, Level, Published, Rule};
use crate::check::address::Leads;
use crate::check::health::{at, of_page, required, setting};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::health_pages::MISSING_HELP_LINK;

pub(super) static RULE: Rule = Rule {
    code: &MISSING_HELP_LINK,
    level: Level::Error,
    group: Group::Health,
    page: include_str!("../../../content/manual/rules/missing-help-link.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let context = seen.context;
    let Some(document) = seen.page().filter(|_| context.site.is_health) else { return };
    let named = || setting(context, "help_url").filter(|url| url.starts_with('/'));
    let Some(help) = required(context, "help").or_else(|| at(context, named()?)) else { return };
    let leads_there = |href: &str| match seen.leads(href) {
        Leads::To(output, _) => output == help,
        Leads::Here(_) => seen.output == help,
        _ => false,
    };
    let is_there = of_page(document, "header")
        .flat_map(|head| head.descendants())
        .filter(|node| node.is("a"))
        .filter_map(|link| link.attr("href"))
        .any(leads_there);
    if !is_there {
        let place = document.first("header").or_else(|| document.first("body"));
        let span = place.map_or_else(|| crate::source::Span::at(0), |node| node.span());
        let message = format!("the head of this page has no link to `{}`", help.path.url());
        found.push(
            seen.finding(&MISSING_HELP_LINK, span, message)
                .help("set `help_url` in `theme_settings:`, or put the link into the head of the theme"),
        );
    }
}
