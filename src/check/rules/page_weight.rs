//! S101 `page-weight`: a page weighs more than promised.

use super::{Check, Group, Level, Published, Rule};
use crate::check::address::Leads;
use crate::plan::OutputKind;
use crate::source::Span;
use flate2::{Compression, write::GzEncoder};
use std::borrow::Cow;
use std::io::Write;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::site::PAGE_WEIGHT;

pub(super) static RULE: Rule = Rule {
    code: &PAGE_WEIGHT,
    level: Level::Warn,
    group: Group::Site,
    page: include_str!("../../../content/manual/rules/page-weight.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let budget = seen.context.site.config.budget;
    let Some(document) = seen.page().filter(|_| !budget.is_empty()) else { return };
    let styles: Vec<Cow<'_, str>> = document
        .named("link")
        .filter(|link| link.has_word("rel", "stylesheet"))
        .filter_map(|link| stylesheet(seen, link.attr("href")?))
        .collect();
    let mut all: Vec<&str> = vec![seen.text];
    let mut say = |what: &str, files: &[&str], most: Option<u32>| {
        let Some(most) = most else { return };
        let Some(weight) = too_heavy(files, most as usize * 1024) else { return };
        // In tenths of a kilobyte, rounded up: what is too much does not look as if it were right.
        let tenths = (weight * 10).div_ceil(1024);
        let message =
            format!("{what} weighs {}.{} KB by gzip, and {most} KB are promised", tenths / 10, tenths % 10);
        found.push(
            seen.finding(&PAGE_WEIGHT, Span::at(0), message)
                .help("shorten the page, make two of it, or raise `budget:` in the configuration"),
        );
    };
    say("the page alone", &all, budget.html);
    all.extend(styles.iter().map(|style| &**style));
    say("the page with its styles", &all, budget.page);
}

fn stylesheet<'a>(seen: &Published<'a>, href: &str) -> Option<Cow<'a, str>> {
    let Leads::To(output, _) = seen.leads(href) else { return None };
    match &output.kind {
        OutputKind::Stylesheet(kind) => Some(Cow::Borrowed(&seen.context.stylesheets.get(kind)?.css)),
        OutputKind::Asset(source) => Some(seen.context.snapshot.text(source)?.text.to_string().into()),
        _ => None,
    }
}

/// What files weigh together, each packed by itself as hosts do; `None` if it is not too much. Most
/// pages are small enough as they are, or packed in haste.
fn too_heavy(files: &[&str], most: usize) -> Option<usize> {
    if files.iter().map(|file| file.len()).sum::<usize>() <= most {
        return None;
    }
    [Compression::fast(), Compression::best()].into_iter().try_fold(0, |_, level| {
        let weight: usize = files.iter().map(|file| packed(file, level)).sum();
        (weight > most).then_some(weight)
    })
}

fn packed(text: &str, level: Compression) -> usize {
    let mut packer = GzEncoder::new(Vec::new(), level);
    let done = packer.write_all(text.as_bytes()).and_then(|()| packer.finish());
    done.map_or(0, |bytes| bytes.len())
}
