//! H021 `missing-required-page`: a page that readers can expect is missing.

use super::{Check, Group, Level, All, Rule};
use crate::check::health::at;
use crate::config::{REQUIRED_PAGES, span_of};
use crate::plan::OutputKind;
use crate::yaml::Step;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::health_pages::MISSING_REQUIRED_PAGE;

pub(super) static RULE: Rule = Rule {
    code: &MISSING_REQUIRED_PAGE,
    level: Level::Error,
    group: Group::Health,
    page: include_str!("../../../content/manual/rules/missing-required-page.md"),
    check: Check::Site(check),
};

fn check(all: &All<'_>, found: &mut Vec<Diagnostic>) {
    let context = all.context;
    let named = &context.site.config.required_pages;
    if !context.site.is_health && named.is_empty() {
        return;
    }
    let Some(source) = context.snapshot.text(context.config) else { return };
    let missing: Vec<String> = REQUIRED_PAGES
        .iter()
        .filter(|(key, _)| context.site.is_health && !named.iter().any(|(known, _)| known == key))
        .map(|(key, what)| format!("`{key}` ({what})"))
        .collect();
    if !missing.is_empty() {
        let message = format!("the site has health information, and does not say which page is {}", missing.join(", "));
        let finding = Diagnostic::new(&MISSING_REQUIRED_PAGE, message);
        found.push(
            if named.is_empty() {
                finding.in_file(context.config)
            } else {
                finding.at(context.config, span_of(&source, &[Step::Key("required_pages")]))
            }
            .help("write the page, and its address under `required_pages:`"),
        );
    }
    for (key, path) in named {
        let is_page = at(context, path).is_some_and(|output| {
            matches!(output.kind, OutputKind::Page(_) | OutputKind::Section(_, 1) | OutputKind::Asset(_))
        });
        if !is_page {
            let span = span_of(&source, &[Step::Key("required_pages"), Step::Key(key)]);
            let message = format!("no page is published at `{path}`");
            found.push(
                Diagnostic::new(&MISSING_REQUIRED_PAGE, message)
                    .at(context.config, span)
                    .help("write the page, publish it, or correct the address"),
            );
        }
    }
}
