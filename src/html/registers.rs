//! Registers as parts of pages: where a name can be looked up, and where a complaint goes.

use super::table::Table;
use super::{listed, sentence};
use crate::markup::time;
use crate::trust::{Check, Register, Registers};

const COLUMNS: [&str; 4] = ["Place", "Look up the name", "Complain to", "How fresh is this?"];

/// Writes the registers of one country, or of all.
pub(super) fn write(out: &mut String, registers: &Registers, country: Option<&str>) {
    let shown = |row: &&Register| country.is_none_or(|country| row.country == country);
    let rows: Vec<&Register> = registers.rows.iter().filter(shown).collect();
    if let Some(words) = unverified(&rows) {
        out.push_str(words);
    }
    let name = match country {
        Some(country) => format!("Registers and complaints: {country}"),
        None => "Registers and complaints, by country".to_owned(),
    };
    let mut table = Table::open(out, "table", &name, &COLUMNS);
    for row in rows {
        let mut place = String::new();
        crate::markup::escape_into(&mut place, &row.country);
        table.row(&[place, look_up(row), complain(row), fresh(row)]);
    }
    table.close();
}

/// Says which rows nobody has looked up.
fn unverified(rows: &[&Register]) -> Option<&'static str> {
    let never = rows.iter().filter(|row| row.verified.is_none()).count();
    if never == 0 {
        None
    } else if never == rows.len() {
        Some("<p>We have not yet rung or written to any of these bodies.</p>\n")
    } else {
        Some(
            "<p>Where no date stands in the last column, we have not yet rung or written to the body.</p>\n",
        )
    }
}

/// `Psychologists: AHPRA. Counsellors: an association, such as PACFA or ACA. Note.`
fn look_up(row: &Register) -> String {
    let mut found = String::new();
    for Check { of, body, examples } in &row.check {
        let examples: Vec<&str> = examples.iter().map(String::as_str).collect();
        let such_as = if examples.is_empty() { "" } else { ", such as " };
        sentence(&mut found, &format!("{of}: {body}{such_as}{}", listed(&examples, "or")));
    }
    sentence(&mut found, &row.note);
    found
}

fn complain(row: &Register) -> String {
    let mut found = String::new();
    row.complain.iter().for_each(|body| sentence(&mut found, body));
    found
}

fn fresh(row: &Register) -> String {
    if let Some(day) = row.verified {
        return format!("Checked {}.", time(day));
    }
    let mut found = String::new();
    sentence(&mut found, &row.source);
    found
}
