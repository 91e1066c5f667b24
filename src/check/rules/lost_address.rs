//! U001 `lost-address`: an address that was published leads nowhere any more.

use super::{Check, Context, Group, Level, Rule};
use crate::check::remembered;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::urls::LOST_ADDRESS;
use crate::site::{Hidden, Unpublished};
use crate::source::UrlPath;
use crate::urls;

pub(super) static RULE: Rule = Rule {
    code: &LOST_ADDRESS,
    level: Level::Error,
    group: Group::Site,
    page: include_str!("../../../content/manual/rules/lost-address.md"),
    check: Check::Sources(check),
};

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some((source, lock)) = remembered::lock(context) else { return };
    for line in lock.lines.iter().filter(|line| line.gone.is_none()) {
        if remembered::at(context.plan, &line.url).is_some() {
            continue;
        }
        let address = urls::written(&line.url);
        let gone = format!("write `{address} gone: ` and why in this line");
        let lost = Diagnostic::new(&LOST_ADDRESS, format!("nothing has the address `{address}` any more"))
            .at(&source.path, line.span);
        let of = context.site.hidden.iter().find(|hidden| has(hidden, &line.url));
        found.push(match of.map(|hidden| (hidden, hidden.why)) {
            // The author has said from the start for how long it is there.
            Some((_, Unpublished::Expired(_) | Unpublished::Future(_))) => continue,
            Some((hidden, Unpublished::Draft)) => lost
                .also(&hidden.source, None, "a draft now")
                .help(format!("publish the page again; or {gone}")),
            None if address.ends_with('/') => lost.help(format!(
                "add `aliases: [{address}]` to the page it became; or, if it became none, {gone}"
            )),
            None => lost.help(format!("put the file back; or {gone}")),
        });
    }
}

/// Whether an address is that of a hidden page, or of something in its folder.
fn has(hidden: &Hidden, url: &UrlPath) -> bool {
    let Some(own) = &hidden.url else { return false };
    let is_folder = matches!(hidden.source.file_name(), "index.md" | "_index.md");
    own == url || (is_folder && url.as_str().starts_with(own.as_str()))
}
