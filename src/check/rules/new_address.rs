//! U002 `new-address`: `urls.lock` does not remember an address yet.

use super::{Check, Context, Group, Level, Rule};
use crate::check::remembered;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::urls::NEW_ADDRESS;
use crate::urls;
use std::collections::HashSet;

pub(super) static RULE: Rule = Rule {
    code: &NEW_ADDRESS,
    level: Level::Warn,
    group: Group::Site,
    page: include_str!("../../../content/manual/rules/new-address.md"),
    check: Check::Sources(check),
};

/// So many are named; of the others only the number.
const NAMED: usize = 3;

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some((source, lock)) = remembered::lock(context) else { return };
    let known: HashSet<&str> = lock.lines.iter().map(|line| line.url.as_str()).collect();
    let published = remembered::published(context.site, context.plan);
    let new: Vec<String> = published
        .iter()
        .filter(|url| !known.contains(url.as_str()))
        .map(|url| format!("`{}`", urls::written(url)))
        .collect();
    let message = match new.as_slice() {
        [] => return,
        [one] => format!("the address {one} is not remembered yet"),
        some if some.len() <= NAMED => {
            format!("the addresses {} are not remembered yet", some.join(", "))
        }
        many => {
            let (first, more) = (many[..NAMED].join(", "), many.len() - NAMED);
            format!("the addresses {first} and {more} more are not remembered yet")
        }
    };
    found.push(
        Diagnostic::new(&NEW_ADDRESS, message)
            .in_file(&source.path)
            .help("once they are published, add them with `goodfit urls --write`"),
    );
}
