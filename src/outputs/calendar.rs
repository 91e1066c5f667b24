//! What is due, as a calendar that people can subscribe to (iCalendar, RFC 5545).
//!
//! In: the [`Site`] and what is [`Due`]. Out: the text of an `.ics` file, the same for the same input:
//! the time stamp is midnight of the day it is made for, and names stay when days change.

use crate::site::{Due, DueKind, Site};
use jiff::civil::Date;

/// The most bytes of a line, without its end (section 3.1).
const WIDTH: usize = 75;

/// The calendar.
#[must_use]
pub fn calendar(site: &Site, due: &[Due], now: Date) -> String {
    let base = &site.config.base_url;
    let host = base.origin.split_once("://").map_or(base.origin.as_str(), |(_, host)| host);
    let mut lines = Lines::default();
    lines.plain("BEGIN:VCALENDAR");
    lines.plain("VERSION:2.0");
    lines.plain("PRODID:-//Goodfit//Goodfit//EN");
    lines.plain("METHOD:PUBLISH");
    // Not in the standard, and understood by most programs.
    lines.text("X-WR-CALNAME", &format!("{}: what is due", site.config.title));
    for one in due {
        lines.plain("BEGIN:VEVENT");
        lines.text("UID", &format!("{}@{host}{}", one.id, base.path));
        lines.plain(&format!("DTSTAMP:{}T000000Z", compact(now)));
        // Without an end, an event that begins on a day is that day (section 3.6.1).
        lines.plain(&format!("DTSTART;VALUE=DATE:{}", compact(one.day)));
        lines.text("SUMMARY", &summary(one));
        lines.text("DESCRIPTION", &description(one));
        if let Some(url) = &one.url {
            lines.plain(&format!("URL:{}", base.permalink(url)));
        }
        // Nobody is busy all day.
        lines.plain("TRANSP:TRANSPARENT");
        lines.plain("END:VEVENT");
    }
    lines.plain("END:VCALENDAR");
    lines.text
}

fn summary(due: &Due) -> String {
    let what = match due.what {
        DueKind::Review => "Review",
        DueKind::HelpLine => "Check the help line",
        DueKind::Register => "Check the register",
    };
    format!("{what}: {}", due.title)
}

fn description(due: &Due) -> String {
    match due.who.as_slice() {
        [] => due.source.clone(),
        who => format!("{}\n{}", due.source, who.join(", ")),
    }
}

/// `20261121`.
fn compact(day: Date) -> String {
    day.to_string().replace('-', "")
}

#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    /// A property whose value is text, with what has a meaning in it escaped (section 3.3.11).
    fn text(&mut self, name: &str, value: &str) {
        let mut line = format!("{name}:");
        for c in value.chars() {
            match c {
                '\\' | ';' | ',' => line.extend(['\\', c]),
                '\n' => line.push_str("\\n"),
                c if c.is_control() => {}
                c => line.push(c),
            }
        }
        self.plain(&line);
    }

    /// A line, folded between characters where it is too long (section 3.1).
    fn plain(&mut self, line: &str) {
        let mut width = 0;
        for c in line.chars() {
            if width + c.len_utf8() > WIDTH {
                self.text.push_str("\r\n ");
                // The space belongs to the width of the line it begins.
                width = 1;
            }
            self.text.push(c);
            width += c.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_has_a_meaning_is_escaped() {
        let mut lines = Lines::default();
        lines.text("SUMMARY", "a, b; c\\d\ne\u{7}");
        assert_eq!(lines.text, "SUMMARY:a\\, b\\; c\\\\d\\ne\r\n");
    }

    proptest! {
        #[test]
        fn long_lines_are_folded_between_characters(text in "[ a-zé漢🎉]{0,300}") {
            let mut lines = Lines::default();
            lines.text("X", &text);
            for line in lines.text.trim_end_matches("\r\n").split("\r\n") {
                prop_assert!(line.len() <= WIDTH, "{} in {:?}", line.len(), line);
            }
            // Who unfolds it has the text again.
            let unfolded = lines.text.trim_end_matches("\r\n").replace("\r\n ", "");
            prop_assert_eq!(unfolded, format!("X:{text}"));
        }
    }
}
