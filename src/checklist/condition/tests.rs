//! Conditions: read, written and evaluated.

use super::super::testing::{self, SMALL, Shape};
use super::super::written::written;
use super::*;
use expect_test::{Expect, expect};
use proptest::prelude::*;

/// Two sections of two questions, three answers, two stop signs; `room` is marked `core`.
fn sample() -> Questionnaire {
    let shape = Shape { questions: 4, sections: 2, answers: 3, stops: 2 };
    let mut made = testing::skeleton(shape);
    for (answer, id) in made.answers.iter_mut().zip(["no", "partly", "yes"]) {
        id.clone_into(&mut answer.id);
    }
    let ids = ["room", "goal", "pace", "time"];
    for (question, id) in made.sections.iter_mut().flat_map(|s| &mut s.questions).zip(ids) {
        id.clone_into(&mut question.id.value);
        question.marks = if id == "room" { vec!["core".to_owned()] } else { Vec::new() };
    }
    made
}

/// Each condition with its problems and the words they point at.
fn check(texts: &[&str], expected: &Expect) {
    let names = sample();
    let mut said = String::new();
    for text in texts {
        said.push_str(text);
        said.push('\n');
        for problem in parse(text, &names).expect_err("it is wrong") {
            let place = match &text[problem.span.range()] {
                "" => format!("at {}", problem.span.start),
                words => format!("`{words}`"),
            };
            let help = problem.help.as_ref().map_or(String::new(), |help| format!(" ({help})"));
            let line = format!("    {} {place}: {}{help}\n", problem.code.id, problem.message);
            said.push_str(&line);
        }
    }
    expected.assert_eq(&said);
}

#[test]
fn every_construct_is_read() {
    for text in [
        "any stop",
        "stop t1",
        "room is no",
        "no >= 3",
        "no + yes in s0 among core < 1",
        "answered among core = 1",
        "unanswered > 3",
        "no > yes in s0",
        "any stop or room is no and not yes <= 2",
        "(any stop or room is no) and yes > 1",
        "not (no >= 1 or yes > 1 and yes < 3)",
        "any stop and (no > 1 and yes > 1)",
        "not not any stop",
    ] {
        let names = sample();
        assert_eq!(parse(text, &names).map(|read| written(&names, &read)), Ok(text.to_owned()));
    }
}

#[test]
fn and_binds_tighter_than_or_and_answers_are_sorted() {
    let names = sample();
    let is = |question| Condition::Is(question, 0);
    assert_eq!(
        parse("room is no or goal is no and pace is no", &names),
        Ok(Condition::Or(vec![is(0), Condition::And(vec![is(1), is(2)])]))
    );
    let count = Count { set: Set::Answers(vec![0, 2]), section: None, mark: None };
    assert_eq!(parse("yes+no>=2", &names), Ok(Condition::Compare(count, Comparison::AtLeast, 2)));
}

#[test]
fn whatever_stands_in_the_wrong_place_is_named_with_what_was_expected() {
    check(
        &[
            "",
            "no >=",
            "no >= or yes > 1",
            "no",
            "no == 3",
            "no => 3",
            "no ≥ 3",
            "no >= 50%",
            "any sotp",
            "any stop AND no > 1",
            "(any stop or no > 1",
            "any stop)",
            "no among core in s0 >= 1",
            "room is >= 3",
            "room is answered",
            "3 > no",
            "stop",
            &"(".repeat(99),
        ],
        &expect![[r#"

                Q009 at 0: expected a condition, not an empty text
            no >=
                Q009 at 5: expected a number or a count after `>=`
            no >= or yes > 1
                Q009 `or`: expected a number or a count after `>=`, not `or`
            no
                Q009 at 2: expected `in`, `among` or a comparison such as `>= 3` after `no`
            no == 3
                Q009 `==`: expected `in`, `among` or a comparison such as `>= 3` after `no`, not `==` (here it is written `=`)
            no => 3
                Q009 `=>`: expected `in`, `among` or a comparison such as `>= 3` after `no`, not `=>` (here it is written `>=`)
            no ≥ 3
                Q009 `≥`: expected `in`, `among` or a comparison such as `>= 3` after `no`, not `≥` (here it is written `>=`)
            no >= 50%
                Q010 `no >= 50`: `>= 50` can never be true here: the count is 0 to 4 (4 questions can be counted; choose another number)
                Q009 `%`: expected `and`, `or` or the end after `50`, not `%` (there are no percentages: count questions)
            any sotp
                Q009 `sotp`: expected `stop` after `any`, not `sotp` (did you mean `stop`?)
            any stop AND no > 1
                Q009 `AND`: expected `and`, `or` or the end after `stop`, not `AND` (did you mean `and`?)
            (any stop or no > 1
                Q009 at 19: expected `and`, `or` or `)` after `1`
            any stop)
                Q009 `)`: expected `and`, `or` or the end after `stop`, not `)`
            no among core in s0 >= 1
                Q009 `in`: expected a comparison such as `>= 3` after `core`, not `in` (write `in` before `among`, behind an answer)
            room is >= 3
                Q009 `>=`: expected an answer after `is`, not `>=`
            room is answered
                Q009 `answered`: expected an answer after `is`, not `answered`
            3 > no
                Q009 `3`: expected a condition, not `3`
            stop
                Q009 at 4: expected the name of a stop sign after `stop`
            (((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((
                Q009 `(`: more than 16 levels of parentheses and `not` (write it in fewer levels)
        "#]],
    );
}

#[test]
fn all_unknown_names_are_reported_at_once() {
    check(
        &[
            "nope >= 1 or rooom is yess or stop fire",
            "room >= 1",
            "no in plan among cor > 0",
            "No > 1",
        ],
        &expect![[r#"
            nope >= 1 or rooom is yess or stop fire
                Q008 `nope`: there is no answer `nope` (the answers are `no`, `partly`, `yes`)
                Q008 `rooom`: there is no question `rooom` (did you mean `room`?)
                Q008 `yess`: there is no answer `yess` (did you mean `yes`?)
                Q008 `fire`: there is no stop sign `fire` (the stop signs are `t0`, `t1`)
            room >= 1
                Q008 `room`: `room` is a question, and an answer is needed here (write `room is no`, or the name of an answer)
            no in plan among cor > 0
                Q008 `plan`: there is no section `plan` (the sections are `s0`, `s1`)
                Q008 `cor`: there is no mark `cor` (did you mean `core`?)
            No > 1
                Q008 `No`: there is no answer `No` (did you mean `no`?)
        "#]],
    );
}

#[test]
fn numbers_that_no_count_can_pass_are_out_of_range() {
    for fine in ["no >= 4", "no > 0", "no <= 0", "no < 4", "no = 0", "no = 4", "no in s0 < 2"] {
        assert!(parse(fine, &sample()).is_ok(), "{fine}");
    }
    check(
        &[
            "no >= 5",
            "no >= 0",
            "no > 4",
            "no < 0",
            "no <= 4",
            "no = 5",
            "no in s0 >= 3",
            "no among core >= 99999999999",
            "no in s1 among core >= 1",
            "no + no > 1",
        ],
        &expect![[r#"
            no >= 5
                Q010 `no >= 5`: `>= 5` can never be true here: the count is 0 to 4 (4 questions can be counted; choose another number)
            no >= 0
                Q010 `no >= 0`: `>= 0` is always true here: the count is 0 to 4 (4 questions can be counted; choose another number)
            no > 4
                Q010 `no > 4`: `> 4` can never be true here: the count is 0 to 4 (4 questions can be counted; choose another number)
            no < 0
                Q010 `no < 0`: `< 0` can never be true here: the count is 0 to 4 (4 questions can be counted; choose another number)
            no <= 4
                Q010 `no <= 4`: `<= 4` is always true here: the count is 0 to 4 (4 questions can be counted; choose another number)
            no = 5
                Q010 `no = 5`: `= 5` can never be true here: the count is 0 to 4 (4 questions can be counted; choose another number)
            no in s0 >= 3
                Q010 `no in s0 >= 3`: `>= 3` can never be true here: the count is 0 to 2 (2 questions can be counted; choose another number)
            no among core >= 99999999999
                Q010 `no among core >= 99999999999`: `>= 99999999999` can never be true here: the count is 0 to 1 (1 question can be counted; choose another number)
            no in s1 among core >= 1
                Q010 `no in s1 among core`: no question of `s1` has the mark `core` (there is nothing to count: leave out the section or the mark)
            no + no > 1
                Q009 `no`: `no` is in the sum twice (each question counts once: remove one of the two)
        "#]],
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_again(made in testing::questionnaire(SMALL)) {
        for outcome in &made.outcomes {
            let Some(when) = &outcome.when else { continue };
            let text = written(&made, &when.value);
            match parse(&text, &made) {
                Ok(again) => prop_assert_eq!(&again, &when.value, "{}", text),
                Err(problems) => {
                    // Random marks may be on no question, and random numbers out of range.
                    let expected = [codes::OUT_OF_RANGE.id, codes::UNKNOWN_NAME.id];
                    prop_assert!(
                        problems.iter().all(|p| expected.contains(&p.code.id)), "{}", text
                    );
                }
            }
        }
    }

    #[test]
    fn no_text_makes_the_parser_panic(
        words in prop::collection::vec(prop::sample::select(WORDS), 0..20),
        other in "\\PC{0,40}",
    ) {
        for text in [words.concat(), other] {
            if let Err(problems) = parse(&text, &sample()) {
                prop_assert!(!problems.is_empty());
                for problem in problems {
                    prop_assert!(text.get(problem.span.range()).is_some(), "{:?}", problem);
                }
            }
        }
    }
}

const WORDS: &[&str] = &[
    "any ",
    "stop ",
    "t0 ",
    "room ",
    "is ",
    "no ",
    "yes",
    " + ",
    " in ",
    "s0 ",
    " among ",
    "core ",
    "answered ",
    "unanswered ",
    ">= ",
    "<",
    "=",
    "1",
    "99999999999999",
    "(",
    ")",
    "not ",
    " and ",
    " or ",
    "é",
    "-",
    "%",
    "==",
    "\n",
    "'",
    "\"",
];
