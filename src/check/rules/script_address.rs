//! X003 `script-address`: an address is a program.

use super::{Check, Group, Level, Published, Rule};
use crate::check::address::Leads;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::privacy::SCRIPT_ADDRESS;

pub(super) static RULE: Rule = Rule {
    code: &SCRIPT_ADDRESS,
    level: Level::Error,
    group: Group::Privacy,
    page: include_str!("../../../content/manual/rules/script-address.md"),
    check: Check::Output(check),
};

/// Attributes that hold an address.
const ADDRESSES: [&str; 10] = [
    "href", "src", "action", "formaction", "xlink:href", "data", "poster", "background", "cite",
    "srcset",
];

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(document) = seen.markup() else { return };
    for address in document.attributes().filter(|a| ADDRESSES.contains(&a.name)) {
        if !address.value.contains(':') {
            continue;
        }
        let Leads::Other(scheme) = seen.leads(address.value) else { continue };
        let is_link = address.node.is("a") || address.node.is("area");
        if matches!(&*scheme, "javascript" | "vbscript") || scheme == "data" && is_link {
            let message = format!("an address that begins with `{scheme}:` can run a script");
            found.push(
                seen.finding(&SCRIPT_ADDRESS, address.span, message)
                    .help("write the address of a page"),
            );
        }
    }
}
