//! Tests of `help_lines`: its parent module.

use super::*;
use crate::source::Entry;
use crate::source::SourcePath;
use crate::yaml::testing::{assert_inside, listed};
use expect_test::{Expect, expect};
use jiff::civil::date;

fn read(text: &str) -> (HelpLines, String) {
    let mut snapshot = Snapshot::default();
    let path = SourcePath::new(PATH).expect("a path");
    snapshot.insert(path.clone(), Entry::Text(text.into()));
    let holds = Interval { months: 3, grace_days: 14 };
    let found = HelpLines::from_data(&snapshot, holds, date(2026, 11, 21));
    let source = snapshot.text(&path).expect("it was put there");
    assert_inside(&source, &found.diagnostics);
    (found.value, listed(&[&source], found.diagnostics))
}

#[expect(clippy::needless_pass_by_value, reason = "`expect![…]` is a value")]
fn check(text: &str, expected: Expect) {
    expected.assert_eq(&read(text).1);
}

/// A line that is right, but for what is put behind it.
fn line(rest: &str) -> String {
    format!(
        "- {{country: UK, kind: line, service: Samaritans, how: [call], source: Seen, {rest}}}\n"
    )
}

#[test]
fn an_entry_is_read_as_written() {
    let (found, said) = read(
        "- country: UK\n  region: Wales\n  kind: line\n  service: 'Talk: now'\n  how: [call, text, chat]\n  \
         numbers: ['0800 1111', 000, '+44 20-7946 0018']\n  url: https://example.org/talk\n  \
         hours: Day and night\n  note: Free.\n  source: Seen\n  verified: 2026-11-20\n",
    );
    assert_eq!(said, "");
    expect![[r#"
        HelpLine {
            country: "UK",
            region: "Wales",
            kind: Line,
            service: "Talk: now",
            how: [
                Call,
                Text,
                Chat,
            ],
            numbers: [
                "0800 1111",
                "000",
                "+44 20-7946 0018",
            ],
            url: "https://example.org/talk",
            hours: "Day and night",
            note: "Free.",
            source: "Seen",
            verified: Some(
                2026-11-20,
            ),
        }
    "#]]
    .assert_debug_eq(&found.lines[0]);
}

#[test]
fn an_empty_file_is_no_mistake_and_another_shape_is_one() {
    check("", expect![""]);
    check("# nothing yet\n", expect![""]);
    check(
        "uk: 999\n",
        expect![[r#"
            data/help-lines.yaml:1:1: error[H001]: the file must be a list of entries, not a group of keys (help: begin each entry with a hyphen: `- country: UK`)
        "#]],
    );
    check(
        "999\n",
        expect![[r#"
            data/help-lines.yaml:1:1: error[H001]: the file must be a list of entries, not the number `999` (help: begin each entry with a hyphen: `- country: UK`)
        "#]],
    );
    check(
        "- 999\n",
        expect![[r#"
        data/help-lines.yaml:1:3: error[H001]: item 1 must be a group of keys and values, not the number `999` (help: write `key:` and below it, indented, lines of `key: value`)
    "#]],
    );
}

#[test]
fn every_mistake_of_an_entry_is_reported_at_once() {
    check(
        "- {kind: lien, service: '', how: [cal], numbers: [HOME], url: example.org, verified: soon, hour: x}\n",
        expect![[r#"
            data/help-lines.yaml:1:3: error[H001]: the help line has no `country` (help: add `country:` to the entry)
            data/help-lines.yaml:1:10: error[H001]: `kind` must be `emergency` or `line`, not `lien` (help: did you mean `line`?)
            data/help-lines.yaml:1:25: error[H001]: `service` is empty (help: write a text)
            data/help-lines.yaml:1:35: error[H001]: item 1 of `how` must be `call`, `text` or `chat`, not `cal` (help: did you mean `call`?)
            data/help-lines.yaml:1:51: error[H002]: `HOME` is not a phone number (help: use digits, spaces and hyphens, and a `+` in front if there is one; words go into `note`)
            data/help-lines.yaml:1:63: error[H001]: `url` is not a safe web address: `example.org` (help: write it as in a browser, such as `https://example.org/help`)
            data/help-lines.yaml:1:86: error[H001]: `verified` must be a date, not the text `soon` (help: write year-month-day, such as `verified: 2026-11-21`)
            data/help-lines.yaml:1:92: error[H001]: unknown key `hour` (help: did you mean `hours`?)
        "#]],
    );
}

#[test]
fn a_number_needs_a_way_and_a_source_and_an_entry_something_to_show() {
    let rest = "numbers: ['116 123'], verified: 2026-11-21";
    check(
        &line(rest).replace("[call]", "[chat]"),
        expect![[r#"
        data/help-lines.yaml:1:3: error[H001]: `Samaritans (UK)` does not say whether to call or to text its number (help: write `how: [call]`, `how: [text]` or `how: [call, text]`)
    "#]],
    );
    check(
        &line(rest).replace("source: Seen, ", ""),
        expect![[r#"
        data/help-lines.yaml:1:3: error[H001]: `Samaritans (UK)` does not say how we know it (help: add `source:`, such as `source: Read on the service's own page`)
    "#]],
    );
    check(
        &line("verified: 2026-11-21"),
        expect![[r#"
        data/help-lines.yaml:1:3: error[H001]: `Samaritans (UK)` has neither a number nor a web address (help: add `numbers:` or `url:`)
    "#]],
    );
}

#[test]
fn what_is_no_phone_number() {
    for number in ["116 123", "17", "+1-800-273-8255", "0477 13 11 14", "9-8-8"] {
        assert!(is_phone_number(number), "{number}");
    }
    for other in [
        "",
        "1",
        "HOME",
        "116 123 (free)",
        "1+1",
        "++44",
        "１２３",
        "116\u{a0}123",
        "-",
        "0800/1111",
    ] {
        assert!(!is_phone_number(other), "{other}");
    }
}

#[test]
fn a_date_holds_for_months_then_warns_then_fails() {
    let said = |day: &str| read(&line(&format!("numbers: ['116 123'], verified: {day}"))).1;
    assert_eq!(said("2026-11-21"), "");
    assert_eq!(said("2026-08-21"), "", "three months to the day");
    expect![[r#"
        data/help-lines.yaml:1:109: warning[H005]: `Samaritans` was last checked on 2026-08-20, and was due again on 2026-11-20 (help: ring the number, or read it on the service's own page, then write the day: `verified: 2026-11-21`)
    "#]].assert_eq(&said("2026-08-20"));
    expect![[r#"
        data/help-lines.yaml:1:109: warning[H005]: `Samaritans` was last checked on 2026-08-07, and was due again on 2026-11-07 (help: ring the number, or read it on the service's own page, then write the day: `verified: 2026-11-21`)
    "#]].assert_eq(&said("2026-08-07"));
    expect![[r#"
        data/help-lines.yaml:1:109: error[H006]: `Samaritans` was last checked on 2026-08-06, and was due again on 2026-11-06 (help: ring the number, or read it on the service's own page, then write the day: `verified: 2026-11-21`)
    "#]].assert_eq(&said("2026-08-06"));
    expect![[r#"
        data/help-lines.yaml:1:109: error[H007]: `Samaritans` cannot have been checked on a day to come, 2026-11-22 (help: write the day on which somebody checked it)
    "#]].assert_eq(&said("2026-11-22"));
}

#[test]
fn all_that_were_never_checked_are_one_warning_at_the_first() {
    check(
        &line("numbers: ['116 123']"),
        expect![[r#"
            data/help-lines.yaml:1:38: warning[H004]: `Samaritans (UK)` has never been checked (help: ring the number, or read it on the service's own page, then write the day: `verified: 2026-11-21`)
        "#]],
    );
    check(
        "- {country: UK, kind: line, service: A, how: [call], numbers: ['17'], source: S, verified: 2026-11-21}\n\
         - {country: UK, kind: line, service: B, how: [call], numbers: ['17'], source: S, verified: null}\n\
         - {country: UK, kind: line, service: C, how: [call], numbers: ['17'], source: S}\n\
         - {country: Eire, kind: line, service: C, how: [call], numbers: ['17'], source: S}\n\
         - {country: Elsewhere, kind: emergency, service: E, note: Your local number}\n",
        expect![[r#"
            data/help-lines.yaml:2:38: warning[H004]: 3 entries have never been checked (help: ring the number, or read it on the service's own page, then write the day: `verified: 2026-11-21`) (note: never checked: B (UK), C (UK, Eire))
        "#]],
    );
}

#[test]
fn the_same_service_twice_is_reported_and_two_regions_are_not() {
    let one = line("numbers: ['116 123'], verified: 2026-11-21");
    check(
        &format!("{one}{one}"),
        expect![[r#"
        data/help-lines.yaml:2:38: error[H003]: `Samaritans (UK)` is given twice (help: keep one of the two, with all its numbers)
    "#]],
    );
    let other = line("region: Wales, numbers: ['116 123'], verified: 2026-11-21");
    check(&format!("{one}{other}"), expect![""]);
}

#[test]
fn countries_of_one_slug_have_headings_of_their_own() {
    let (found, _) = read("- {country: UK}\n- {country: uk}\n- {country: New Zealand}\n");
    let ids: Vec<String> = found.countries.iter().map(|name| found.anchor(name)).collect();
    assert_eq!(ids, ["help_uk", "help_uk_2", "help_new-zealand"]);
}
