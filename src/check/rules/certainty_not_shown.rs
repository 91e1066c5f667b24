//! H025 `certainty-not-shown`: readers do not see how sure we are.

use super::{Check, Group, Level, Published, Rule};
use crate::check::health::{health_page, setting};
use crate::front_matter::{Certainty, PageType};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::health_pages::CERTAINTY_NOT_SHOWN;

pub(super) static RULE: Rule = Rule {
    code: &CERTAINTY_NOT_SHOWN,
    level: Level::Error,
    group: Group::Health,
    page: include_str!("../../../content/manual/rules/certainty-not-shown.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(page) = health_page(seen) else { return };
    let trust = &page.matter.trust;
    let (Some(PageType::Evidence), Some(certainty)) = (trust.page_type, trust.certainty) else { return };
    let word = match certainty {
        Certainty::WellSupported => "well-supported",
        Certainty::Mixed => "mixed",
        Certainty::Contested => "contested",
        Certainty::Early => "early",
    };
    let Some(main) = seen.page().and_then(|document| document.first("main")) else { return };
    // A theme says it in words of its own, which are a setting, or in ours.
    let words = setting(seen.context, &format!("certainty_{}", word.replace('-', "_"))).unwrap_or(word);
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let text = main.text().to_lowercase();
    if !text.contains(&words) && !text.contains(&words.replace('-', " ")) {
        let message = format!("`certainty: {word}` is in the front matter, and readers do not see it");
        found.push(
            seen.finding(&CERTAINTY_NOT_SHOWN, main.span(), message)
                .help("print `page.trust.certainty` in words in the template of the page"),
        );
    }
}
