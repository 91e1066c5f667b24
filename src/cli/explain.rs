//! `goodfit explain CODE`: what a kind of finding means and what to do.

use super::args::Explain;
use super::{CouldNotRun, Outcome, report};
use crate::check::rules;
use crate::diagnostics::{closest, codes};
use std::fmt::Write as _;

pub(super) fn run(explain: &Explain) -> Result<Outcome, CouldNotRun> {
    let Some(wanted) = &explain.code else {
        let mut text = String::new();
        for code in codes::all() {
            let _ = writeln!(text, "{}  {:<8} {}", code.id, code.severity.word(), code.name);
        }
        report::data(&text)?;
        return Ok(Outcome::Fine);
    };
    let Some(code) = codes::find(wanted) else {
        let known: Vec<&str> = codes::all().iter().flat_map(|c| [c.id, c.name]).collect();
        let mut message = format!("error: there is no code `{wanted}`");
        if let Some(near) = closest(wanted, known) {
            let _ = write!(message, "; did you mean `{near}`?");
        }
        anstream::eprintln!("{message}\n`goodfit explain` lists all codes");
        return Err(CouldNotRun);
    };
    let rule = rules::find(code.id);
    let (level, text) = match rule {
        // Its page, word for word as in the manual.
        Some(rule) => (format!("{}, {}", rule.group.name(), rule.level.word()), rule.text().into()),
        None => (code.severity.word().to_owned(), wrap(code.explain, 80)),
    };
    report::data(&format!("{} {} ({level})\n\n{text}\n", code.id, code.name))?;
    Ok(Outcome::Fine)
}

/// Breaks text at spaces so that no line is longer than `width` characters, where words allow.
fn wrap(text: &str, width: usize) -> String {
    let mut out = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let letters = word.chars().count();
        if length > 0 && length + 1 + letters > width {
            out.push('\n');
            length = 0;
        } else if length > 0 {
            out.push(' ');
            length += 1;
        }
        out.push_str(word);
        length += letters;
    }
    out
}
