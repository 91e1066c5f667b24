//! U003 `address-back`: an address that is declared gone is there again.

use super::{Check, Context, Group, Level, Rule};
use crate::check::remembered;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::urls::ADDRESS_BACK;
use crate::plan::OutputKind;
use crate::urls;

pub(super) static RULE: Rule = Rule {
    code: &ADDRESS_BACK,
    level: Level::Warn,
    group: Group::Site,
    page: include_str!("../../../content/manual/rules/address-back.md"),
    check: Check::Sources(check),
};

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some((source, lock)) = remembered::lock(context) else { return };
    for line in lock.lines.iter().filter(|line| line.gone.is_some()) {
        let Some(output) = remembered::at(context.plan, &line.url) else { continue };
        let address = urls::written(&line.url);
        let message = match &output.kind {
            OutputKind::Redirect(to) => {
                format!("`{address}` is declared gone, and leads to `{to}` all the same")
            }
            _ => format!("`{address}` is declared gone, and something has this address again"),
        };
        found.push(
            Diagnostic::new(&ADDRESS_BACK, message)
                .at(&source.path, line.span)
                .help(format!("leave only `{address}` in this line, or give the page another address")),
        );
    }
}
