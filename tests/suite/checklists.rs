//! Questionnaires as files: what they answer, and what is said about those that are wrong.
//!
//! `tests/checklists/NAME.checklist.yaml` is a questionnaire, `NAME.cases.yaml` what it must answer:
//! a list of `case`, `rest` (the answer to all questions that are not named), `answers`, `stops`,
//! `outcome` and `flagged` (names of questions, or `all`; none if it is left out).

use expect_test::{Expect, expect};
use goodfit::checklist::condition::parse as parse_condition;
use goodfit::checklist::evaluate::{answered, evaluate, flagged, holds};
use goodfit::checklist::explain::{boundaries, explain};
use goodfit::checklist::proof::{describe, prove};
use goodfit::checklist::syntax::parse;
use goodfit::checklist::words::rule;
use goodfit::checklist::{Answers, Questionnaire, over_budget};
use goodfit::diagnostics::codes::questionnaires as codes;
use goodfit::diagnostics::{Code, Diagnostic, print, sort};
use goodfit::source::{Entry, Snapshot, SourcePath, SourceText};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    case: String,
    rest: Option<String>,
    #[serde(default)]
    answers: BTreeMap<String, String>,
    #[serde(default)]
    stops: Vec<String>,
    outcome: String,
    #[serde(default)]
    flagged: Flagged,
}

#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Flagged {
    All(String),
    These(Vec<String>),
}

impl Default for Flagged {
    fn default() -> Self {
        Self::These(Vec::new())
    }
}

fn questionnaire(text: &str) -> Questionnaire {
    let source = SourceText::new(path(), text);
    let parsed = parse(&source);
    let said = listed(&source, parsed.diagnostics);
    parsed.value.unwrap_or_else(|| panic!("it cannot be read:\n{said}"))
}

fn path() -> SourcePath {
    SourcePath::new("content/a.checklist.yaml").expect("a path")
}

/// Findings, one a line, with the notes that a terminal shows.
fn listed(source: &SourceText, mut found: Vec<Diagnostic>) -> String {
    sort(&mut found);
    let mut snapshot = Snapshot::default();
    snapshot.insert(source.path.clone(), Entry::Text(source.text.clone()));
    let mut out = String::new();
    for diagnostic in found {
        let notes: Vec<_> = diagnostic.notes.iter().map(|note| format!("    {note}\n")).collect();
        out.push_str(&print::short(&[diagnostic], &snapshot));
        out.push_str(&notes.concat());
    }
    out
}

fn real() -> Questionnaire {
    questionnaire(&read("is-this-therapist-a-fit.checklist.yaml"))
}

fn read(name: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("tests/checklists").join(name);
    // The real one is where readers get it from.
    let path = if path.exists() { path } else { root.join("content/tools").join(name) };
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn answers(made: &Questionnaire, case: &Case) -> Answers {
    let answer = |name: &str| {
        let found = made.answers.iter().position(|answer| answer.id == name);
        found.unwrap_or_else(|| panic!("{}: no answer `{name}`", case.case))
    };
    let mut chosen: Vec<_> = made.questions().map(|_| case.rest.as_deref().map(&answer)).collect();
    for (name, value) in &case.answers {
        let question = made.questions().position(|question| question.id.value == *name);
        let question = question.unwrap_or_else(|| panic!("{}: no question `{name}`", case.case));
        chosen[question] = Some(answer(value));
    }
    let signs = made.stop_signs.as_ref().map_or(&[][..], |stops| &stops.signs[..]);
    let known: Vec<_> = signs.iter().map(|sign| sign.id.value.clone()).collect();
    assert!(case.stops.iter().all(|stop| known.contains(stop)), "{}: no such stop", case.case);
    Answers { chosen, stops: known.iter().map(|name| case.stops.contains(name)).collect() }
}

#[test]
fn every_case_of_every_questionnaire_is_answered_as_written() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/checklists");
    let mut number = 0;
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let name = entry.expect("it can be listed").file_name().into_string().expect("UTF-8");
        let Some(stem) = name.strip_suffix(".cases.yaml") else { continue };
        let made = questionnaire(&read(&format!("{stem}.checklist.yaml")));
        let cases: Vec<Case> = serde_yaml::from_str(&read(&name)).expect("cases can be read");
        for case in &cases {
            let set = answers(&made, case);
            let outcome = &made.outcomes[evaluate(&made, &set)].id.value;
            assert_eq!(*outcome, case.outcome, "{name}: {}", case.case);
            let ids: Vec<_> = made.questions().map(|question| question.id.value.clone()).collect();
            let is: Vec<_> = flagged(&made, &set).into_iter().map(|at| ids[at].clone()).collect();
            let should_be = match &case.flagged {
                Flagged::All(word) => {
                    assert_eq!(word, "all", "{name}: {}", case.case);
                    ids
                }
                Flagged::These(these) => these.clone(),
            };
            assert_eq!(is, should_be, "{name}: {}: flagged", case.case);
            number += 1;
        }
    }
    assert!(number > 20, "only {number} cases were found");
}

#[test]
fn the_real_questionnaire_is_complete_and_every_source_is_in_the_bibliography() {
    let made = real();
    assert_eq!(made.questions().count(), 18);
    assert_eq!(made.stop_signs.as_ref().map(|stops| stops.signs.len()), Some(14));
    assert_eq!(made.outcomes.len(), 6);
    assert_eq!(made.questions().filter(|q| q.marks.contains(&"core".to_owned())).count(), 8);
    assert!(made.questions().all(|question| question.why.is_some() && question.say.is_some()));

    let text = read("is-this-therapist-a-fit.checklist.yaml");
    let cited: BTreeSet<&str> = text
        .split('@')
        .skip(1)
        .map(|rest| &rest[..rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(0)])
        .collect();
    let sources: BTreeSet<&str> =
        made.facts.sources.iter().map(|source| source.value.as_str()).collect();
    assert_eq!(cited, sources);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let bibliography = fs::read_to_string(root.join("data/references.yaml")).expect("it is there");
    for source in sources {
        assert!(bibliography.contains(&format!("\n{source}:\n")), "{source} is not in it");
    }
}

#[test]
fn the_real_questionnaire_is_proven_in_all_its_cases() {
    let made = real();
    let proved = prove(&made);
    assert_eq!(proved.diagnostics, []);
    let proof = proved.value.expect("there are few enough cases");
    assert_eq!(proof.cases, 871_200);
    assert_eq!(proof.worse, []);
    for (index, example) in proof.examples.iter().enumerate() {
        let example = example.as_ref().expect("every outcome shows");
        assert_eq!(evaluate(&made, example), index, "{}", describe(&made, example));
    }
}

#[test]
fn the_real_questionnaire_explains_itself() {
    expect![[r#"
        Is this therapist a fit for me?
        18 questions, 5 answers, 14 stop signs, 6 outcomes
        871,200 cases that conditions can tell apart

        Outcomes; the first that applies is shown
          1. stop, urgent, 50.0 % of cases
             when      any stop
             in words  You ticked at least one stop sign.
             example   stop sign `sexual`, the rest not answered
          2. check, 21.9 % of cases
             when      register is no or privacy is no
             in words  You answered “No” to question 1, or “No” to question 5.
             example   1 × “No” (question 5), the rest not answered
          3. mismatch, 13.4 % of cases
             when      no among core >= 3 or no >= 5
             in words  You answered “No” to 3 or more of the questions at the heart of fit, or “No” to 5 or more questions.
             example   3 × “No” (questions 7 to 9), the rest not answered
          4. early, 0.7 % of cases
             when      yes + partly + no < 8
             in words  You answered “Yes”, “Partly” or “No” to fewer than 8 questions.
             example   nothing answered
          5. talk, 13.6 % of cases
             when      no >= 1 or partly >= 4
             in words  You answered “No” to at least 1 question, or “Partly” to 4 or more questions.
             example   7 × “Yes” (questions 7 to 12 and 14), 1 × “No” (question 17), the rest not answered
          6. good, 0.4 % of cases
             when      -
             in words  None of the results above applies to you.
             example   8 × “Yes” (questions 7 to 12, 14 and 17), the rest not answered

        Around each number
          no among core >= 3  (mismatch)
             2 -> talk: 16 × “Yes” (questions 1 to 6 and 9 to 18), 2 × “No” (questions 7 and 8)
             3 -> mismatch: 15 × “Yes” (questions 1 to 6 and 10 to 18), 3 × “No” (questions 7 to 9)
             4 -> mismatch: 14 × “Yes” (questions 1 to 6 and 11 to 18), 4 × “No” (questions 7 to 10)
          no >= 5  (mismatch)
             4 -> talk: 14 × “Yes” (questions 1, 5 and 7 to 18), 4 × “No” (questions 2 to 4 and 6)
             5 -> mismatch: 13 × “Yes” (questions 1, 5, 7 to 12 and 14 to 18), 5 × “No” (questions 2 to 4, 6 and 13)
             6 -> mismatch: 12 × “Yes” (questions 1, 5, 7 to 12, 14 and 16 to 18), 6 × “No” (questions 2 to 4, 6, 13 and 15)
          yes + partly + no < 8  (early)
             7 -> early: 7 × “Yes” (questions 2 to 4, 6, 13, 15 and 16), the rest not answered
             8 -> good: 8 × “Yes” (questions 2 to 4, 6, 13, 15, 16 and 18), the rest not answered
             9 -> good: 9 × “Yes” (questions 2 to 4, 6, 7, 13, 15, 16 and 18), the rest not answered
          no >= 1  (talk)
             0 -> good: 18 × “Yes” (questions 1 to 18)
             1 -> talk: 17 × “Yes” (questions 1 and 3 to 18), 1 × “No” (question 2)
             2 -> talk: 16 × “Yes” (questions 1 and 4 to 18), 2 × “No” (questions 2 and 3)
          partly >= 4  (talk)
             3 -> good: 15 × “Yes” (questions 1 and 5 to 18), 3 × “Partly” (questions 2 to 4)
             4 -> talk: 14 × “Yes” (questions 1, 5 and 7 to 18), 4 × “Partly” (questions 2 to 4 and 6)
             5 -> talk: 13 × “Yes” (questions 1, 5, 7 to 12 and 14 to 18), 5 × “Partly” (questions 2 to 4, 6 and 13)
    "#]].assert_eq(&explain(&real()));
}

#[test]
fn around_every_number_of_the_real_questionnaire_only_its_condition_decides() {
    let made = real();
    let all = boundaries(&made);
    assert_eq!(all.len(), 15, "five numbers, three cases each");
    for boundary in all {
        let when = parse_condition(&boundary.comparison, &made).expect("it was written by us");
        let shown = evaluate(&made, &boundary.answers);
        let holds = holds(&made, &when, &boundary.answers);
        assert_eq!(shown == boundary.outcome, holds, "{}", boundary.comparison);
        assert!(answered(&boundary.answers) <= 18);
    }
    assert_eq!(
        rule(&made, 2),
        "You answered “No” to 3 or more of the questions at the heart of fit, or “No” to 5 or more \
         questions."
    );
}

/// A right questionnaire, in which a test replaces something.
const RIGHT: &str = "\
title: Fit
answers: {no: No, partly: Partly, yes: Yes}
order: [no, partly, yes]
flag_on: [no]
marks: {core: the core questions}
sections:
  - id: heard
    title: Being heard
    questions:
      - {id: room, ask: Enough room?, marks: [core]}
      - {id: goal, ask: A shared goal?}
stop_signs:
  heading: Has this happened?
  signs:
    - {id: threat, sign: Threats}
outcomes:
  - {id: leave, when: any stop, heading: Leave, short: Leave., text: Go., urgent: true}
  - {id: talk, when: no >= 1, heading: Talk, short: Talk., text: Say it.}
  - {id: good, heading: Good, short: Good., text: Stay.}
sources: [rogers1957]
published: 2026-11-21
review_by: 2027-11-21
funding: Nobody
limits: It is no test.
";

/// What is said about the right questionnaire after replacing `from` by `to`.
fn said(from: &str, to: &str) -> String {
    assert!(RIGHT.contains(from), "`{from}` is not in it");
    let source = SourceText::new(path(), RIGHT.replacen(from, to, 1));
    let mut found = Vec::new();
    let parsed = parse(&source).into_value(&mut found);
    if let Some(made) = parsed {
        found.extend(prove(&made).diagnostics);
    }
    listed(&source, found)
}

fn check(code: &Code, changes: &[(&str, &str)], expected: &Expect) {
    let mut all = String::new();
    for (from, to) in changes {
        let said = said(from, to);
        assert!(said.contains(code.id), "no {} in:\n{said}", code.id);
        all.push_str(&said.replace("content/a.checklist.yaml:", ""));
    }
    expected.assert_eq(&all);
}

#[test]
fn a_right_questionnaire_has_no_findings() {
    assert_eq!(said("Fit", "Fit"), "");
    assert_eq!(said("title: Fit", "title: Fit\nslug: x\ndraft: true\nextra: {a: 1}"), "");
}

#[test]
fn what_is_not_yaml_is_not_read() {
    check(
        &codes::NOT_YAML,
        &[("title: Fit", "title: [Fit")],
        &expect![[r#"
        1:8: error[Q001]: after `[` a comma or `]` is missing (close the list with `]`, or if it is a text, write `title: "[Fit"`)
            the YAML reader says: did not find expected ',' or ']' while parsing a flow sequence
    "#]],
    );
}

#[test]
fn a_key_nobody_knows_is_named_with_the_nearest() {
    check(
        &codes::UNKNOWN_KEY,
        &[
            ("funding: Nobody", "fundng: Nobody"),
            ("ask: Enough room?", "aks: Enough room?"),
            ("short: Talk.", "shrt: Talk."),
        ],
        &expect![[r#"
            23:1: error[Q002]: unknown key `fundng` (did you mean `funding`?)
            10:20: error[Q002]: unknown key `aks` (did you mean `ask`?)
            18:46: error[Q002]: unknown key `shrt` (did you mean `short`?)
        "#]],
    );
}

#[test]
fn a_value_of_the_wrong_kind_says_what_is_needed() {
    check(
        &codes::WRONG_TYPE,
        &[
            ("id: threat", "id: false"),
            ("answers: {no: No, partly: Partly, yes: Yes}", "answers: [no, yes]"),
            ("urgent: true", "urgent: very"),
            ("published: 2026-11-21", "published: soon"),
            ("order: [no, partly, yes]", "order: [yes]"),
            ("flag_on: [no]", "flag_on: [no, no]"),
        ],
        &expect![[r#"
            15:12: error[Q003]: `id` must be a text, not `false` (put quotes around the text: `id: "false"`)
            2:10: error[Q003]: `answers` must be a group of keys and values, not a list (write `answers:` and below it, indented, lines of `key: value`)
            17:83: error[Q003]: `urgent` must be `true` or `false`, not the text `very` (write `urgent: true` or `urgent: false`)
            21:12: error[Q003]: `published` must be a date, not the text `soon` (write year-month-day, such as `published: 2026-11-21`)
            3:8: error[Q003]: `order` has only one answer (write the answers from worst to best, such as `order: [no, partly, yes]`)
            4:15: error[Q003]: `no` is named twice (remove one of the two)
        "#]],
    );
}

#[test]
fn a_key_given_twice_is_reported() {
    check(
        &codes::DUPLICATE_KEY,
        &[("title: Fit", "title: Fit\ntitle: Fit")],
        &expect![[r#"
        2:1: error[Q004]: `title` is given twice (remove one of the two: only one value can count)
    "#]],
    );
}

#[test]
fn what_a_questionnaire_needs_is_asked_for() {
    check(
        &codes::MISSING,
        &[
            ("title: Fit\n", ""),
            ("sources: [rogers1957]", "sources: []"),
            ("funding: Nobody", "funding: ''"),
            (
                "answers: {no: No, partly: Partly, yes: Yes}\norder: [no, partly, yes]",
                "answers: {no: No}",
            ),
            ("partly: Partly", "partly: ~"),
            ("ask: Enough room?, ", ""),
            ("heading: Talk, short: Talk., text: Say it.", ""),
            ("marks: {core: the core questions}", "marks: {core: }"),
            (
                "    questions:\n      - {id: room, ask: Enough room?, marks: [core]}\n      - {id: goal, ask: A shared goal?}\n",
                "    questions: []\n",
            ),
            ("limits: It is no test.\n", ""),
        ],
        &expect![[r#"
            1:1: error[Q005]: the questionnaire has no `title` (add a line `title: …`)
            20:1: error[Q005]: `sources` is empty (name the sources it rests on by their keys, such as `[tryon2018]`)
            23:1: error[Q005]: `funding` of the questionnaire is empty (write a text)
            2:1: error[Q005]: there is 1 answer; a questionnaire has 2 to 5 (write 2 to 5 lines such as `yes: Yes` below `answers:`)
            2:19: error[Q005]: the answer `partly` has no words (write what readers see: `partly: Yes`)
            10:9: error[Q005]: the question has no `ask` (add a line `ask: …`)
            18:5: error[Q005]: the outcome has no `heading` (add a line `heading: …`)
            18:5: error[Q005]: the outcome has no `short` (add a line `short: …`)
            18:5: error[Q005]: the outcome has no `text` (add a line `text: …`)
            5:9: error[Q005]: the mark `core` has no words (write what readers call its questions: `core: the questions at the heart of it`)
            9:5: error[Q005]: the section has no questions (write an item `- id: …` for each below it, indented)
            1:1: error[Q005]: the questionnaire has no `limits` (add a line `limits: …`)
        "#]],
    );
}

#[test]
fn names_are_words_that_conditions_can_use() {
    check(
        &codes::BAD_ID,
        &[
            ("id: goal", "id: Shared Goal"),
            ("id: goal", "id: answered"),
            ("id: heard", "id: 1st"),
            ("partly: Partly", "Teilweise_ja: Partly"),
        ],
        &expect![[r#"
            11:14: error[Q006]: `Shared Goal` cannot name a question (write `shared-goal`: small letters, digits and hyphens)
            11:14: error[Q006]: `answered` is a word of conditions and cannot name a question (use another word, or a longer name)
            7:9: error[Q006]: `1st` cannot name a section (begin with a small letter; small letters, digits and hyphens follow)
            2:19: error[Q006]: `Teilweise_ja` cannot name an answer (write `teilweise-ja`: small letters, digits and hyphens)
            3:13: error[Q008]: there is no answer `partly` (the answers are `no`, `Teilweise_ja`, `yes`)
        "#]],
    );
}

#[test]
fn a_name_means_one_thing() {
    check(
        &codes::DUPLICATE_ID,
        &[("id: goal", "id: room"), ("id: goal", "id: yes"), ("id: good", "id: talk")],
        &expect![[r#"
            11:14: error[Q007]: two questions are called `room` (rename one of the two)
            11:14: error[Q007]: `yes` names both a question and an answer (rename one of the two)
            19:10: error[Q007]: two outcomes are called `talk` (rename one of the two)
        "#]],
    );
}

#[test]
fn names_that_are_not_declared_are_unknown() {
    check(
        &codes::UNKNOWN_NAME,
        &[
            ("no >= 1", "nein >= 1"),
            ("when: any stop", "when: stop treat or rom is no"),
            ("flag_on: [no]", "flag_on: [noo]"),
            ("order: [no, partly, yes]", "order: [bad, yes]"),
            ("marks: [core]", "marks: [cor]"),
            ("no >= 1", "no in herd >= 1"),
        ],
        &expect![[r#"
            18:22: error[Q008]: there is no answer `nein` (the answers are `no`, `partly`, `yes`)
            17:28: error[Q008]: there is no stop sign `treat` (did you mean `threat`?)
            17:37: error[Q008]: there is no question `rom` (did you mean `room`?)
            4:11: error[Q008]: there is no answer `noo` (did you mean `no`?)
            3:9: error[Q008]: there is no answer `bad` (the answers are `no`, `partly`, `yes`)
            10:47: error[Q008]: there is no mark `cor` (did you mean `core`?)
            18:28: error[Q008]: there is no section `herd` (did you mean `heard`?)
        "#]],
    );
}

#[test]
fn conditions_that_cannot_be_read_say_what_was_expected() {
    check(
        &codes::BAD_CONDITION,
        &[
            ("when: no >= 1", "when: no >="),
            ("when: no >= 1", "when: 'no => 1'"),
            ("when: no >= 1", "when: \"no >= 1 adn yes > 1\""),
            ("when: no >= 1", "when: 5"),
            ("when: no >= 1", "when: no\n      >= (1)"),
        ],
        &expect![[r#"
            18:27: error[Q009]: expected a number or a count after `>=`
            18:26: error[Q009]: expected `in`, `among` or a comparison such as `>= 3` after `no`, not `=>` (here it is written `>=`)
            18:31: error[Q009]: expected `and`, `or` or the end after `1`, not `adn` (did you mean `and`?)
            18:22: error[Q009]: expected a condition, not `5`
            19:10: error[Q009]: expected a number or a count after `>=`, not `(`
        "#]],
    );
}

#[test]
fn a_number_no_count_can_pass_is_out_of_range() {
    check(
        &codes::OUT_OF_RANGE,
        &[
            ("no >= 1", "no >= 3"),
            ("no >= 1", "no among core > 1"),
            ("no >= 1", "no >= 1 or yes <= 2"),
        ],
        &expect![[r#"
            18:22: error[Q010]: `>= 3` can never be true here: the count is 0 to 2 (2 questions can be counted; choose another number)
            18:22: error[Q010]: `> 1` can never be true here: the count is 0 to 1 (1 question can be counted; choose another number)
            18:33: error[Q010]: `<= 2` is always true here: the count is 0 to 2 (2 questions can be counted; choose another number)
        "#]],
    );
}

#[test]
fn exactly_the_last_outcome_has_no_condition() {
    check(
        &codes::NOT_LAST,
        &[("when: no >= 1, ", ""), ("id: good, ", "id: good, when: yes > 1, ")],
        &expect![[r#"
            18:10: error[Q011]: `talk` has no condition, so the outcomes after it could never show (add `when:`, or move it to the end)
            19:10: error[Q011]: `good` is the last outcome and has a condition: some would get no result (remove its `when:`, or add an outcome without one at the end)
        "#]],
    );
}

#[test]
fn a_questionnaire_has_its_limits() {
    let many: String = (0..61).map(|at| format!("      - {{id: q{at}, ask: What?}}\n")).collect();
    let some: String = (0..30).map(|at| format!("      - {{id: q{at}, ask: What?}}\n")).collect();
    let last = "      - {id: goal, ask: A shared goal?}\n";
    check(
        &codes::TOO_LARGE,
        &[(last, &many), ("partly: Partly", "a: A, b: B, c: C, d: D")],
        &expect![[r#"
            70:14: error[Q012]: there are 62 questions; at most 60 fit on a page (make two questionnaires, or ask less)
            2:1: error[Q012]: there are 6 answers; a questionnaire has 2 to 5 (write 2 to 5 lines such as `yes: Yes` below `answers:`)
            3:13: error[Q008]: there is no answer `partly` (the answers are `no`, `a`, `b`, `c`, `d`, `yes`)
        "#]],
    );
    let more = RIGHT.replacen(last, &some, 1).replacen("no >= 1", "no > yes", 1);
    let source = SourceText::new(path(), more);
    expect![[r#"
        content/a.checklist.yaml:47:22: error[Q012]: counts can be compared with each other in questionnaires of at most 30 questions; this one has 31 (compare the count with a number: the style rules would get too long)
    "#]].assert_eq(&listed(&source, parse(&source).diagnostics));
}

#[test]
fn too_many_cases_are_an_error_and_never_a_sample() {
    let signs: String = (0..24).map(|at| format!("    - {{id: s{at}, sign: Sign}}\n")).collect();
    let any: Vec<_> = (0..24).map(|at| format!("stop s{at}")).collect();
    let text = RIGHT.replacen("    - {id: threat, sign: Threats}\n", &signs, 1).replacen(
        "any stop",
        &any.join(" or "),
        1,
    );
    let source = SourceText::new(path(), text);
    let made = parse(&source).value.expect("its form is right");
    let proved = prove(&made);
    assert!(proved.value.is_none());
    expect![[r#"
        content/a.checklist.yaml:40:10: error[Q017]: there are too many cases to prove: 50,331,648, and at most 10,000,000 are looked at (single out fewer questions, stop signs, sections or marks in conditions)
    "#]].assert_eq(&listed(&source, proved.diagnostics));
}

#[test]
fn rules_that_would_make_clicks_slow_are_an_error() {
    let made = questionnaire(RIGHT);
    assert!(over_budget(&made, 40 * 1024).is_none());
    let problem = over_budget(&made, 40 * 1024 + 1).expect("one byte too many");
    let source = SourceText::new(path(), RIGHT);
    expect![[r#"
        content/a.checklist.yaml:17:10: error[Q019]: the style rules take 40961 bytes, and at most 40960 are allowed (compare with small numbers, and counts with counts as little as possible)
    "#]].assert_eq(&listed(&source, vec![problem]));
}

#[test]
fn an_outcome_that_no_answers_lead_to_is_found() {
    check(
        &codes::NEVER_SHOWN,
        &[(
            "  - {id: good,",
            "  - {id: worse, when: no >= 2, heading: W, short: W., text: W.}\n  - {id: good,",
        )],
        &expect![[r#"
            19:10: error[Q013]: `worse` can never show (whenever it applies, an earlier outcome does too: move it up, or change the conditions)
        "#]],
    );
}

#[test]
fn a_condition_that_says_nothing_is_found() {
    check(
        &codes::ONE_WAY_CONDITION,
        &[("no >= 1", "no >= 1 and yes + partly >= 2"), ("no >= 1", "no >= 1 or no = 0")],
        &expect![[r#"
            18:22: error[Q014]: the condition of `talk` can never be true (no set of answers makes it true: change it)
            18:22: error[Q014]: the condition of `talk` is always true (every set of answers makes it true: change it, or make it the last outcome, without `when:`)
        "#]],
    );
}

#[test]
fn a_stop_sign_that_is_not_urgent_is_found() {
    check(
        &codes::STOP_NOT_URGENT,
        &[("urgent: true", "urgent: false"), ("any stop", "any stop and no = 0")],
        &expect![[r#"
            17:10: error[Q015]: a ticked stop sign can lead to `leave`, which is not marked `urgent: true` (let the first outcome have `when: any stop` and `urgent: true`)
                for example: stop sign `threat`, the rest not answered
            17:23: error[Q016]: a better answer can lead from `talk` to `leave`, which is worse (change the condition, the order of the outcomes, or `order:`)
                for example, question 1: “Partly” instead of “No”; before that: 1 × “No” (question 1), stop sign `threat`, the rest not answered
            18:10: error[Q015]: a ticked stop sign can lead to `talk`, which is not marked `urgent: true` (let the first outcome have `when: any stop` and `urgent: true`)
                for example: 1 × “No” (question 1), stop sign `threat`, the rest not answered
        "#]],
    );
}

#[test]
fn a_better_answer_with_a_worse_outcome_is_found() {
    check(
        &codes::WORSE_FOR_BETTER,
        &[
            ("no >= 1", "yes >= 1"),
            ("no >= 1", "room is partly"),
            ("order: [no, partly, yes]", "order: [yes, partly, no]"),
        ],
        &expect![[r#"
            18:22: error[Q016]: a better answer can lead from `good` to `talk`, which is worse (change the condition, the order of the outcomes, or `order:`)
                for example, question 1: “Yes” instead of “No”; before that: 1 × “No” (question 1), the rest not answered
            18:22: error[Q016]: a better answer can lead from `good` to `talk`, which is worse (change the condition, the order of the outcomes, or `order:`)
                for example, question 1: “Partly” instead of “No”; before that: 1 × “No” (question 1), the rest not answered
            18:22: error[Q016]: a better answer can lead from `good` to `talk`, which is worse (change the condition, the order of the outcomes, or `order:`)
                for example, question 1: “No” instead of “Yes”; before that: 1 × “Yes” (question 1), the rest not answered
        "#]],
    );
}

#[test]
fn a_review_comes_after_publishing() {
    check(
        &codes::REVIEW_TOO_EARLY,
        &[("review_by: 2027-11-21", "review_by: 2026-11-21")],
        &expect![[r#"
            22:12: error[Q018]: `review_by` is not after `published`, which is 2026-11-21 (correct one of the two: a year later is usual)
        "#]],
    );
}

#[test]
fn all_mistakes_are_reported_in_one_run() {
    let wrong = RIGHT
        .replacen("funding: Nobody\n", "", 1)
        .replacen("id: goal", "id: Goal", 1)
        .replacen("any stop", "any stops", 1)
        .replacen("no >= 1", "nope >= 1 or not (maybe > 1)", 1);
    let source = SourceText::new(path(), wrong);
    expect![[r#"
        content/a.checklist.yaml:1:1: error[Q005]: the questionnaire has no `funding` (add a line `funding: …`)
        content/a.checklist.yaml:11:14: error[Q006]: `Goal` cannot name a question (write `goal`: small letters, digits and hyphens)
        content/a.checklist.yaml:17:27: error[Q009]: expected `stop` after `any`, not `stops` (did you mean `stop`?)
        content/a.checklist.yaml:18:22: error[Q008]: there is no answer `nope` (the answers are `no`, `partly`, `yes`)
        content/a.checklist.yaml:18:40: error[Q008]: there is no answer `maybe` (the answers are `no`, `partly`, `yes`)
    "#]].assert_eq(&listed(&source, parse(&source).diagnostics));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_the_reader_panic(
        cuts in prop::collection::vec((0..RIGHT.len(), 0..20_usize, "[-:{}\\[\\]a-z0-9é\"'\n ]{0,6}"), 1..6),
        other in "\\PC{0,200}",
    ) {
        let mut text = RIGHT.to_owned();
        for (at, len, new) in cuts {
            let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
            let start = at.unwrap_or(0);
            let end = (start + len..).find(|at| text.is_char_boundary(*at) || *at >= text.len());
            text.replace_range(start..end.unwrap_or(start).min(text.len()), &new);
        }
        for text in [text, other] {
            let source = SourceText::new(path(), text);
            let mut found = Vec::new();
            if let Some(made) = parse(&source).into_value(&mut found) {
                found.extend(prove(&made).diagnostics);
                prop_assert!(!explain(&made).is_empty());
            } else {
                prop_assert!(!found.is_empty());
            }
            for label in found.iter().flat_map(|d| d.primary.iter().chain(&d.labels)) {
                if let Some(span) = label.span {
                    prop_assert!(source.text.get(span.range()).is_some(), "{:?}", label);
                }
            }
        }
    }
}
