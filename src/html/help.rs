//! Help lines as parts of pages.
//!
//! In: `data/help-lines.yaml`, read. Out: tables, with every number as a link that a phone can use.
//! A page says what was checked when, and what nobody has checked; it never says what is overdue,
//! since that would depend on the day.

use super::table::Table;
use crate::markdown::Heading;
use crate::markup::{Html, escape, escape_into, time};
use crate::site::{EMERGENCY_ANCHOR, Embedded, HelpPart, PageId, Site};
use crate::source::Span;
use crate::trust::{HelpLine, HelpLines, LineKind, Way, by_service};

const EMERGENCY: &str = "Emergency numbers";
/// Of tables whose second column is the number to ring.
const CLASS: &str = "table help-lines";

/// Writes the help lines that a block of the page `owner` asks for.
pub(super) fn write(out: &mut String, site: &Site, owner: PageId, part: &HelpPart) {
    let help = &site.trust.help_lines;
    match part {
        HelpPart::All => {
            let with_dates = any_date(help.lines.iter());
            heading(out, EMERGENCY_ANCHOR, EMERGENCY);
            emergency(out, help, with_dates);
            unverified(out, help.lines.iter(), with_dates);
            countries(out, help, with_dates);
        }
        HelpPart::Lines => {
            // Only one block a page says what is unverified, for all numbers that the page shows.
            let both = shows(site, owner, &HelpPart::Emergency);
            let shown = || help.lines.iter().filter(|l| both || l.kind == LineKind::Line);
            unverified(out, shown(), any_date(shown()));
            countries(out, help, any_date(shown()));
        }
        HelpPart::Emergency => {
            let together = shows(site, owner, &HelpPart::Lines);
            let shown = || help.lines.iter().filter(|l| together || l.kind == LineKind::Emergency);
            emergency(out, help, any_date(shown()));
            if !together {
                unverified(out, shown(), any_date(shown()));
            }
        }
        HelpPart::Country(country) => {
            let of = |kind| {
                let lines = help.lines.iter().filter(move |line| line.kind == kind);
                lines.filter(|line| line.country == *country)
            };
            let shown = || of(LineKind::Emergency).chain(of(LineKind::Line));
            unverified(out, shown(), any_date(shown()));
            table(
                out,
                &format!("Help lines: {country}"),
                &shown().collect::<Vec<_>>(),
                any_date(shown()),
            );
        }
        HelpPart::Sources => sources(out, help),
    }
}

/// The headings that a block puts into its page.
pub(super) fn headings(site: &Site, part: &HelpPart, span: Span) -> Vec<Heading> {
    let help = &site.trust.help_lines;
    let heading = |id: String, text: String| {
        let html = Html::from_text(&text);
        Heading { level: 2, id, html, text, span }
    };
    let mut found = Vec::new();
    if *part == HelpPart::All {
        found.push(heading(EMERGENCY_ANCHOR.to_owned(), EMERGENCY.to_owned()));
    }
    if part.has_headings() {
        found.extend(
            help.with_lines().into_iter().map(|name| heading(help.anchor(name), title(name))),
        );
    }
    found
}

fn heading(out: &mut String, id: &str, text: &str) {
    out.push_str("<h2 id=\"");
    escape_into(out, id);
    out.push_str("\">");
    escape_into(out, text);
    out.push_str("</h2>\n");
}

fn title(country: &str) -> String {
    format!("Talk to someone: {country}")
}

fn shows(site: &Site, id: PageId, part: &HelpPart) -> bool {
    let mut embeds = site.links[id.0 as usize].embeds.iter().flatten();
    embeds.any(|embedded| matches!(embedded, Embedded::HelpLines(other) if other == part))
}

fn any_date<'a>(mut lines: impl Iterator<Item = &'a HelpLine>) -> bool {
    lines.any(|line| line.verified.is_some())
}

/// Says which numbers nobody has rung.
fn unverified<'a>(
    out: &mut String,
    mut lines: impl Iterator<Item = &'a HelpLine>,
    with_dates: bool,
) {
    if !lines.any(|line| line.needs_checking() && line.verified.is_none()) {
        return;
    }
    out.push_str(if with_dates {
        "<p>Where it says \u{201c}Not yet\u{201d}, we have not rung the number."
    } else {
        "<p>We have not rung these numbers yet."
    });
    out.push_str(" If one does not work, call your emergency number.</p>\n");
}

/// Places and their emergency numbers.
fn emergency(out: &mut String, help: &HelpLines, with_dates: bool) {
    let columns = ["Place", "Call", "Checked"];
    let mut table = Table::open(out, CLASS, EMERGENCY, &columns[..if with_dates { 3 } else { 2 }]);
    for line in help.lines.iter().filter(|line| line.kind == LineKind::Emergency) {
        let mut place = String::new();
        if !line.region.is_empty() {
            place.push_str(&escape(&line.region));
            place.push_str(", ");
        }
        place.push_str(&escape(&line.country));
        let mut call = reach(line);
        if !line.note.is_empty() {
            call.push_str(if call.is_empty() { "" } else { ". " });
            escape_into(&mut call, &line.note);
        }
        table.row(&[place, call, checked(line)]);
    }
    table.close();
}

/// Every country with a heading and somebody to talk to.
fn countries(out: &mut String, help: &HelpLines, with_dates: bool) {
    for country in help.with_lines() {
        let title = title(country);
        heading(out, &help.anchor(country), &title);
        let lines = help.lines.iter().filter(|line| line.kind == LineKind::Line);
        let lines: Vec<&HelpLine> = lines.filter(|line| line.country == country).collect();
        table(out, &title, &lines, with_dates);
    }
}

fn table(out: &mut String, name: &str, lines: &[&HelpLine], with_dates: bool) {
    let (numbers, sites) = (
        lines.iter().any(|line| !line.numbers.is_empty()),
        lines.iter().any(|line| !line.url.is_empty()),
    );
    let reached = match (numbers, sites) {
        (false, true) => "Website",
        (true, true) => "Number or website",
        (_, false) => "Number",
    };
    let columns = ["Service", reached, "How and when", "Checked"];
    let mut table = Table::open(out, CLASS, name, &columns[..if with_dates { 4 } else { 3 }]);
    for line in lines {
        let mut service = escape(&line.service);
        if !line.region.is_empty() {
            service.push_str(", ");
            escape_into(&mut service, &line.region);
        }
        table.row(&[service, reach(line), how_and_when(line), checked(line)]);
    }
    table.close();
}

/// The numbers as links: to call, and to text where that works too; then the address on the web.
fn reach(line: &HelpLine) -> String {
    let (call, text) = (line.how.contains(&Way::Call), line.how.contains(&Way::Text));
    let calls = line.numbers.iter().filter(|_| call).map(|number| link("tel:", number, ""));
    // Two links of one name that do different things could not be told apart by ear.
    let words = if call { "text " } else { "" };
    let texts = line.numbers.iter().filter(|_| text).map(|number| link("sms:", number, words));
    let mut found = calls.chain(texts).collect::<Vec<_>>();
    if !line.url.is_empty() {
        let url = escape(&line.url);
        let shown = line.url.trim_start_matches("https://").trim_end_matches('/');
        found.push(format!("<a href=\"{url}\">{}</a>", escape(shown)));
    }
    found.join(" or ")
}

fn link(scheme: &str, number: &str, words: &str) -> String {
    let dialled: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    // A number that is broken over two lines is easily read wrong.
    let shown = escape(number).replace(' ', "\u{a0}");
    format!("<a href=\"{scheme}{dialled}\">{words}{shown}</a>")
}

/// `Call or text. Day and night. Free.`
fn how_and_when(line: &HelpLine) -> String {
    let ways: Vec<&str> = line
        .how
        .iter()
        .map(|way| match way {
            Way::Call => "call",
            Way::Text => "text",
            Way::Chat => "chat",
        })
        .collect();
    let ways = super::listed(&ways, "or");
    let mut found = String::new();
    for words in [ways.as_str(), &line.hours, &line.note] {
        super::sentence(&mut found, words);
    }
    found
}

fn checked(line: &HelpLine) -> String {
    match line.verified {
        Some(day) => time(day),
        None if line.needs_checking() => "Not yet".to_owned(),
        None => String::new(),
    }
}

/// How each number came to us.
fn sources(out: &mut String, help: &HelpLines) {
    let mut found: Vec<&str> = Vec::new();
    for line in help.lines.iter().filter(|line| line.needs_checking()) {
        if !found.contains(&line.source.as_str()) {
            found.push(&line.source);
        }
    }
    if found.is_empty() {
        return;
    }
    out.push_str("<ul>\n");
    for source in found {
        let lines = help.lines.iter().filter(|line| line.needs_checking() && line.source == source);
        out.push_str("<li>");
        escape_into(out, source);
        out.push_str(": ");
        escape_into(out, &by_service(lines).join(", "));
        out.push_str(".</li>\n");
    }
    out.push_str("</ul>\n");
}
