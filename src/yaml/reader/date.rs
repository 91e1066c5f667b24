//! Dates as people write them: one way is right, the others are understood for the help.

use jiff::civil::Date;

/// Why a text is not a date.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// It is one, in another notation.
    Meant(Date),
    /// It looks like one, but the calendar has no such day.
    NoSuchDay,
    /// It is something else.
    NotADate,
}

/// Other notations whose meaning is beyond doubt. `21/11/2026` is not among them: whether the day
/// or the month comes first depends on the country.
const OTHERS: &[&str] = &[
    "%Y-%m-%d",
    "%d.%m.%Y",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%d %B %Y",
    "%d %b %Y",
    "%d. %B %Y",
    "%B %d, %Y",
    "%b %d, %Y",
    "%B %d %Y",
];

pub(super) fn parse(text: &str) -> Result<Date, Wrong> {
    if is_iso(text) {
        return text.parse().map_err(|_| Wrong::NoSuchDay);
    }
    let text = text.trim();
    // A time of day behind the date has no meaning here, and no zone that would be right.
    let (day, rest) = text.split_at_checked(10).unwrap_or((text, ""));
    if is_iso(day) && rest.starts_with(['T', ' ', 't']) {
        return Err(day.parse().map_or(Wrong::NoSuchDay, Wrong::Meant));
    }
    let meant = OTHERS.iter().find_map(|format| Date::strptime(format, text).ok());
    Err(meant.map_or(Wrong::NotADate, Wrong::Meant))
}

fn is_iso(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn one_notation_is_right_and_others_are_understood() {
        let day = date(2026, 11, 3);
        assert_eq!(parse("2026-11-03"), Ok(day));
        for other in [
            "2026-11-3",
            "3.11.2026",
            "03.11.2026",
            "2026/11/03",
            "3 November 2026",
            "3 Nov 2026",
            "November 3, 2026",
            "2026-11-03T10:00:00Z",
            "2026-11-03 10:00",
            " 2026-11-03",
        ] {
            assert_eq!(parse(other), Err(Wrong::Meant(day)), "{other}");
        }
        assert_eq!(parse("2026-02-30"), Err(Wrong::NoSuchDay));
        for nothing in ["3/11/2026", "tomorrow", "", "2026", "20261103", "ééééééééé", "0000-00-0é"]
        {
            assert_eq!(parse(nothing), Err(Wrong::NotADate), "{nothing}");
        }
    }
}
