//! L112 `bad-contact`: a number that cannot be rung, an address that cannot be written to.

use super::{Check, Group, Level, Published, Rule};
use percent_encoding::percent_decode_str;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::links::BAD_CONTACT;

pub(super) static RULE: Rule = Rule {
    code: &BAD_CONTACT,
    level: Level::Error,
    group: Group::Links,
    page: include_str!("../../../content/manual/rules/bad-contact.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(document) = seen.page() else { return };
    for href in document.named_any(&["a", "area"]).filter_map(|link| link.attribute("href")) {
        let Some((scheme, rest)) = href.value.split_once(':') else { continue };
        let (is_right, help) = match scheme.trim_start().to_ascii_lowercase().as_str() {
            "tel" | "sms" => (
                is_number(rest),
                "write digits only, with `+` and the country first if people call from abroad: `tel:+441632960000`",
            ),
            "mailto" => (is_mail(rest), "write one address, as in `mailto:editors@example.org`"),
            _ => continue,
        };
        if !is_right {
            let message = format!("`{}` leads to nobody", href.value);
            found.push(seen.finding(&BAD_CONTACT, href.span, message).help(help));
        }
    }
}

/// <https://www.rfc-editor.org/rfc/rfc3966#section-3>; spaces are not among what may stand between
/// digits, and some phones stop at one.
fn is_number(rest: &str) -> bool {
    let number = rest.split([';', '?']).next().unwrap_or_default();
    let digits = number.strip_prefix('+').unwrap_or(number);
    digits.chars().filter(char::is_ascii_digit).count() >= 2
        && digits.chars().all(|c| c.is_ascii_digit() || "-.()*#".contains(c))
}

/// <https://www.rfc-editor.org/rfc/rfc6068#section-2>
fn is_mail(rest: &str) -> bool {
    let to = rest.split('?').next().unwrap_or_default();
    let to = percent_decode_str(to).decode_utf8_lossy();
    to.split(',').all(|address| {
        let Some((user, host)) = address.split_once('@') else { return false };
        !user.is_empty()
            && !address.contains(char::is_whitespace)
            && !host.contains('@')
            && host.split('.').count() > 1
            && host.split('.').all(|part| !part.is_empty())
    })
}
