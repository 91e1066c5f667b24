//! L105 `link-to-moved`: a link leads to an old address.

use super::{Check, Group, Level, Published, Rule};
use crate::check::address::Leads;
use crate::plan::OutputKind;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::links::LINK_TO_MOVED;

pub(super) static RULE: Rule = Rule {
    code: &LINK_TO_MOVED,
    level: Level::Warn,
    group: Group::Links,
    page: include_str!("../../../content/manual/rules/link-to-moved.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(document) = seen.page() else { return };
    let links = document.named_any(&["a", "area"]);
    for href in links.filter_map(|link| link.attribute("href")) {
        let Leads::To(output, _) = seen.leads(href.value) else { continue };
        if let OutputKind::Redirect(to) = &output.kind {
            let base = &seen.context.site.config.base_url;
            let message = format!("`{}` has moved", output.path.url());
            found.push(
                seen.finding(&LINK_TO_MOVED, href.span, message)
                    .help(format!("link to `{}`", base.href(to))),
            );
        }
    }
}
