//! Where a therapist's name can be looked up, by country: `data/registers.yaml`.
//!
//! In: the file. Out: [`Registers`], in the order of the file, and what is wrong or due. How they
//! look is left to `html`.

use super::help_lines::{entries, required};
use super::verified::{self, Verified, Watch};
use crate::config::Interval;
use crate::diagnostics::codes::health as codes;
use crate::diagnostics::{Diagnosed, codes::data};
use crate::source::Snapshot;
use crate::yaml::{Format, MapReader, Value};
use jiff::civil::Date;

/// Where the registers are.
pub const PATH: &str = "data/registers.yaml";

static FORMAT: Format = Format {
    name: "the list of registers",
    not_yaml: &data::NOT_READABLE,
    too_long: &data::NOT_READABLE,
    unknown_key: &codes::BAD_SAFETY_DATA,
    wrong_type: &codes::BAD_SAFETY_DATA,
    duplicate_key: &data::DUPLICATE_KEY,
    max_bytes: 1024 * 1024,
};

/// All rows, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Registers {
    /// In the order of the file.
    pub rows: Vec<Register>,
    /// Whether the site has the file.
    pub is_given: bool,
}

/// One country.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Register {
    /// `country:`
    pub country: String,
    /// `check:` — where a name can be looked up.
    pub check: Vec<Check>,
    /// `complain:` — where a complaint goes.
    pub complain: Vec<String>,
    /// `note:`
    pub note: String,
    /// `source:` — how the row came to us.
    pub source: String,
    /// `verified:` — the day somebody looked it up.
    pub verified: Option<Date>,
}

/// A body, or a kind of body, that keeps a register.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Check {
    /// `for:` — whom it lists.
    pub of: String,
    /// `body:` — its name.
    pub body: String,
    /// `examples:` — names, if `body` is a kind.
    pub examples: Vec<String>,
}

impl Registers {
    /// Reads the registers; without the file there are none.
    pub fn from_data(snapshot: &Snapshot, holds: Interval, now: Date) -> Diagnosed<Self> {
        let mut found = Self { is_given: true, ..Self::default() };
        let how = "look it up on each body's own page";
        let watch = Watch { holds, now, how };
        match verified::read(snapshot, PATH, &FORMAT, |root| found.read(root, watch)) {
            Some(diagnostics) => Diagnosed::new(found, diagnostics),
            None => Diagnosed::default(),
        }
    }

    fn read(&mut self, root: &Value<'_>, watch: Watch) {
        let mut never: Vec<String> = Vec::new();
        let mut first_never = None;
        for item in entries(root, "- country: UK") {
            let Some(mut entry) = item.map() else { continue };
            let place = entry.value("country").unwrap_or(item);
            let read = read(&mut entry, &watch);
            entry.finish();
            let Some((row, verified)) = read else { continue };
            if self.rows.iter().any(|known| known.country == row.country) {
                let message = format!("the registers of `{}` are given twice", row.country);
                let problem = place.at(&codes::SAME_ENTRY, message);
                place.push(problem.help("make one entry of the two"));
            } else if verified == Verified::Never {
                first_never.get_or_insert(place);
                never.push(row.country.clone());
            }
            self.rows.push(row);
        }
        if let Some(first) = first_never {
            watch.report_never(&first, never.len(), &never.join(", "));
        }
    }
}

fn read<'a>(entry: &mut MapReader<'a>, watch: &Watch) -> Option<(Register, Verified)> {
    const WHAT: &str = "the entry";
    let country = required(entry, "country", WHAT);
    let source = required(entry, "source", WHAT);
    let check = checks(entry);
    let complain = entry.texts("complain");
    let note = entry.text("note").unwrap_or_default().trim().to_owned();
    let name = country.clone().unwrap_or_default();
    let verified = watch.read(entry, &name);
    let row = Register {
        country: country?,
        check,
        complain,
        note,
        source: source.unwrap_or_default(),
        verified: verified.day(),
    };
    Some((row, verified))
}

fn checks(entry: &mut MapReader<'_>) -> Vec<Check> {
    let Some(value) = entry.value("check") else {
        let whole = entry.whole();
        let problem = whole.at(&codes::BAD_SAFETY_DATA, "the entry has no `check`");
        whole.push(
            problem.help(
                "add `check:` and below it lines such as `- {for: Psychologists, body: HCPC}`",
            ),
        );
        return Vec::new();
    };
    let read = |item: Value<'_>| {
        let mut map = item.map()?;
        let mut part = |key| required(&mut map, key, "an item of `check`");
        let (of, body) = (part("for"), part("body"));
        let examples = map.texts("examples");
        map.finish();
        Some(Check { of: of?, body: body?, examples })
    };
    value.items().into_iter().filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Entry;
    use crate::source::SourcePath;
    use crate::yaml::testing::listed;
    use expect_test::expect;
    use jiff::civil::date;

    fn read(text: &str) -> (Registers, String) {
        let mut snapshot = Snapshot::default();
        let path = SourcePath::new(PATH).expect("a path");
        snapshot.insert(path.clone(), Entry::Text(text.into()));
        let holds = Interval { months: 12, grace_days: 30 };
        let found = Registers::from_data(&snapshot, holds, date(2026, 11, 21));
        let source = snapshot.text(&path).expect("it was put there");
        (found.value, listed(&[&source], found.diagnostics))
    }

    #[test]
    fn a_row_is_read_as_written() {
        let (found, said) = read(
            "- country: Ireland\n  check:\n    - {for: Psychologists, body: PSI, examples: [A, B]}\n  \
             complain: [The body]\n  note: N\n  source: S\n  verified: 2026-11-20\n",
        );
        assert_eq!(said, "");
        expect![[r#"
            Register {
                country: "Ireland",
                check: [
                    Check {
                        of: "Psychologists",
                        body: "PSI",
                        examples: [
                            "A",
                            "B",
                        ],
                    },
                ],
                complain: [
                    "The body",
                ],
                note: "N",
                source: "S",
                verified: Some(
                    2026-11-20,
                ),
            }
        "#]]
        .assert_debug_eq(&found.rows[0]);
    }

    #[test]
    fn every_mistake_of_a_row_is_reported_at_once() {
        let (_, said) = read(
            "- {check: [{for: A}, HCPC], complain: {a: b}, source: S, verified: 2026-11-22}\n\
             - {country: UK, source: S, verified: 2025-11-20, checks: 1}\n\
             - {country: UK, check: [{for: A, body: B}], verified: 2025-10-20}\n",
        );
        expect![[r#"
            data/registers.yaml:1:3: error[H001]: the entry has no `country` (help: add `country:` to the entry)
            data/registers.yaml:1:12: error[H001]: an item of `check` has no `body` (help: add `body:` to the entry)
            data/registers.yaml:1:22: error[H001]: item 2 of `check` must be a group of keys and values, not the text `HCPC` (help: write `key:` and below it, indented, lines of `key: value`)
            data/registers.yaml:1:39: error[H001]: `complain` must be a list of texts, not a group of keys (help: write `complain: [one, another]`)
            data/registers.yaml:1:68: error[H007]: the entry cannot have been checked on a day to come, 2026-11-22 (help: write the day on which somebody checked it)
            data/registers.yaml:2:3: error[H001]: the entry has no `check` (help: add `check:` and below it lines such as `- {for: Psychologists, body: HCPC}`)
            data/registers.yaml:2:38: warning[H005]: `UK` was last checked on 2025-11-20, and was due again on 2026-11-20 (help: look it up on each body's own page, then write the day: `verified: 2026-11-21`)
            data/registers.yaml:2:50: error[H001]: unknown key `checks` (help: did you mean `check`?)
            data/registers.yaml:3:3: error[H001]: the entry has no `source` (help: add `source:` to the entry)
            data/registers.yaml:3:13: error[H003]: the registers of `UK` are given twice (help: make one entry of the two)
            data/registers.yaml:3:55: error[H006]: `UK` was last checked on 2025-10-20, and was due again on 2026-10-20 (help: look it up on each body's own page, then write the day: `verified: 2026-11-21`)
        "#]].assert_eq(&said);
    }

    #[test]
    fn rows_that_were_never_checked_are_one_warning() {
        let row = "check: [{for: A, body: B}], source: S";
        let (_, said) = read(&format!("- {{country: UK, {row}}}\n- {{country: US, {row}}}\n"));
        expect![[r#"
            data/registers.yaml:1:13: warning[H004]: 2 entries have never been checked (help: look it up on each body's own page, then write the day: `verified: 2026-11-21`) (note: never checked: UK, US)
        "#]].assert_eq(&said);
    }
}
