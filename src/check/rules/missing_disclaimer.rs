//! H022 `missing-disclaimer`: the foot of a page does not say what the site cannot do.

use super::{Check, Group, Level, Published, Rule};
use crate::check::address::Leads;
use crate::check::health::{of_page, required, setting};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::health_pages::MISSING_DISCLAIMER;

pub(super) static RULE: Rule = Rule {
    code: &MISSING_DISCLAIMER,
    level: Level::Error,
    group: Group::Health,
    page: include_str!("../../../content/manual/rules/missing-disclaimer.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let context = seen.context;
    let Some(document) = seen.page().filter(|_| context.site.is_health) else { return };
    let words = setting(context, "disclaimer").map(|words| words.split_whitespace().collect::<Vec<_>>().join(" "));
    let page = required(context, "disclaimer");
    // Nothing to look for; that the page is not named is for another rule.
    if words.is_none() && page.is_none() {
        return;
    }
    let leads_there = |href: &str| match seen.leads(href) {
        Leads::To(output, _) => Some(output) == page,
        Leads::Here(_) => Some(seen.output) == page,
        _ => false,
    };
    let is_said = of_page(document, "footer").any(|foot| {
        words.as_ref().is_some_and(|words| foot.text().contains(words.as_str()))
            || foot.descendants().filter_map(|node| node.attr("href")).any(leads_there)
    });
    if !is_said {
        let place = document.first("footer").or_else(|| document.first("body"));
        let span = place.map_or_else(|| crate::source::Span::at(0), |node| node.span());
        found.push(
            seen.finding(&MISSING_DISCLAIMER, span, "the foot of this page has no disclaimer")
                .help("print `site.theme.disclaimer` there, or link to the page with the disclaimer"),
        );
    }
}
