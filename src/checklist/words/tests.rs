//! Every construct of the language, in words.

use super::*;
use crate::checklist::Mark;
use crate::checklist::condition::parse;
use crate::checklist::evaluate::holds;
use crate::checklist::testing::{self, SMALL, Shape};
use expect_test::expect;
use proptest::prelude::*;

fn sample() -> Questionnaire {
    let mut made = testing::skeleton(Shape { questions: 10, sections: 2, answers: 3, stops: 2 });
    for (answer, label) in made.answers.iter_mut().zip(["No", "Partly", "Yes"]) {
        answer.id = label.to_lowercase();
        label.clone_into(&mut answer.label);
    }
    for (index, question) in made.sections.iter_mut().flat_map(|s| &mut s.questions).enumerate() {
        question.marks = vec![["core", "gate"][index % 2].to_owned()];
    }
    "First meeting".clone_into(&mut made.sections[0].title);
    made.marks =
        vec![Mark { id: "core".into(), title: "the questions at the heart of fit".into() }];
    let stops = made.stop_signs.as_mut().expect("it has some");
    "**Threats**, humiliation, insults, shouting, blocking you from leaving, or worse"
        .clone_into(&mut stops.signs[1].sign.text);
    made
}

#[test]
fn every_construct_can_be_said_in_words() {
    let made = sample();
    let conditions = [
        "any stop",
        "not any stop",
        "stop t0",
        "stop t1",
        "not stop t0",
        "q4 is no",
        "not q4 is no",
        "no >= 3",
        "no >= 1",
        "no > 2",
        "no > 0",
        "no < 3",
        "no < 1",
        "no <= 2",
        "no <= 0",
        "no = 2",
        "no = 1",
        "no = 0",
        "not no >= 3",
        "not no >= 1",
        "not no = 2",
        "not no = 0",
        "no in s0 >= 2",
        "no among core >= 3",
        "no in s0 among core < 2",
        "no among gate >= 2",
        "no among core = 0",
        "no in s0 = 0",
        "no + partly + yes < 8",
        "no + partly >= 4",
        "answered >= 8",
        "answered < 1",
        "not answered = 2",
        "unanswered > 4",
        "unanswered = 0",
        "unanswered among core >= 2",
        "not unanswered = 0",
        "no > yes",
        "no in s0 >= yes in s1",
        "no + partly < yes among core",
        "no <= yes",
        "answered in s0 = unanswered in s0",
        "not no = yes",
        "not no > yes",
        "q0 is no or q4 is no",
        "no among core >= 3 or no >= 5",
        "no >= 1 or partly >= 4",
        "any stop and no >= 2 or yes > 3",
        "no >= 2 and yes >= 2 and partly >= 2 or any stop",
        "any stop and (no >= 2 or yes < 3)",
        "not (any stop or no >= 2)",
        "any stop or yes >= 2 and (no >= 2 or partly >= 2)",
    ];
    let said: String = conditions
        .iter()
        .map(|text| {
            let read = parse(text, &made).expect("it is a condition");
            format!("{text}\n    {}\n", sentence(&made, &read))
        })
        .collect();
    expect![[r#"
        any stop
            You ticked at least one stop sign.
        not any stop
            You ticked no stop sign.
        stop t0
            You ticked the stop sign “Sign 0”.
        stop t1
            You ticked the stop sign “Threats, humiliation, insults, shouting, blocking you from leaving …”.
        not stop t0
            You did not tick the stop sign “Sign 0”.
        q4 is no
            You answered “No” to question 5.
        not q4 is no
            You did not answer “No” to question 5.
        no >= 3
            You answered “No” to 3 or more questions.
        no >= 1
            You answered “No” to at least 1 question.
        no > 2
            You answered “No” to 3 or more questions.
        no > 0
            You answered “No” to at least 1 question.
        no < 3
            You answered “No” to fewer than 3 questions.
        no < 1
            You did not answer “No” to any question.
        no <= 2
            You answered “No” to at most 2 questions.
        no <= 0
            You did not answer “No” to any question.
        no = 2
            You answered “No” to exactly 2 questions.
        no = 1
            You answered “No” to exactly 1 question.
        no = 0
            You did not answer “No” to any question.
        not no >= 3
            You answered “No” to fewer than 3 questions.
        not no >= 1
            You did not answer “No” to any question.
        not no = 2
            You did not answer “No” to exactly 2 questions.
        not no = 0
            You answered “No” to at least 1 question.
        no in s0 >= 2
            You answered “No” to 2 or more questions in “First meeting”.
        no among core >= 3
            You answered “No” to 3 or more of the questions at the heart of fit.
        no in s0 among core < 2
            You answered “No” to fewer than 2 of the questions at the heart of fit in “First meeting”.
        no among gate >= 2
            You answered “No” to 2 or more of the questions marked “gate”.
        no among core = 0
            You did not answer “No” to any of the questions at the heart of fit.
        no in s0 = 0
            You did not answer “No” to any question in “First meeting”.
        no + partly + yes < 8
            You answered “No”, “Partly” or “Yes” to fewer than 8 questions.
        no + partly >= 4
            You answered “No” or “Partly” to 4 or more questions.
        answered >= 8
            You answered 8 or more questions.
        answered < 1
            You did not answer any question.
        not answered = 2
            You did not answer exactly 2 questions.
        unanswered > 4
            You left 5 or more questions unanswered.
        unanswered = 0
            You did not leave any question unanswered.
        unanswered among core >= 2
            You left 2 or more of the questions at the heart of fit unanswered.
        not unanswered = 0
            You left at least 1 question unanswered.
        no > yes
            There are more “No” answers than “Yes” answers.
        no in s0 >= yes in s1
            There are at least as many “No” answers in “First meeting” as “Yes” answers in “Section 1”.
        no + partly < yes among core
            There are fewer “No” or “Partly” answers than “Yes” answers among the questions at the heart of fit.
        no <= yes
            There are at most as many “No” answers as “Yes” answers.
        answered in s0 = unanswered in s0
            There are exactly as many answered questions in “First meeting” as unanswered questions in “First meeting”.
        not no = yes
            The numbers of “No” answers and of “Yes” answers are different.
        not no > yes
            There are at most as many “No” answers as “Yes” answers.
        q0 is no or q4 is no
            You answered “No” to question 1, or “No” to question 5.
        no among core >= 3 or no >= 5
            You answered “No” to 3 or more of the questions at the heart of fit, or “No” to 5 or more questions.
        no >= 1 or partly >= 4
            You answered “No” to at least 1 question, or “Partly” to 4 or more questions.
        any stop and no >= 2 or yes > 3
            You ticked at least one stop sign and you answered “No” to 2 or more questions, or you answered “Yes” to 4 or more questions.
        no >= 2 and yes >= 2 and partly >= 2 or any stop
            You answered “No” to 2 or more questions and “Yes” to 2 or more questions and “Partly” to 2 or more questions, or you ticked at least one stop sign.
        any stop and (no >= 2 or yes < 3)
            You ticked at least one stop sign, and either you answered “No” to 2 or more questions or “Yes” to fewer than 3 questions.
        not (any stop or no >= 2)
            You ticked no stop sign, and you answered “No” to fewer than 2 questions.
        any stop or yes >= 2 and (no >= 2 or partly >= 2)
            You ticked at least one stop sign, or you answered “Yes” to 2 or more questions and (you answered “No” to 2 or more questions or “Partly” to 2 or more questions).
    "#]].assert_eq(&said);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_condition_can_be_said_and_pushing_negations_changes_nothing(
        (made, sets) in testing::answered(SMALL, 20),
    ) {
        for index in 0..made.outcomes.len() {
            prop_assert!(rule(&made, index).ends_with('.'));
            let Some(when) = &made.outcomes[index].when else { continue };
            for answers in &sets {
                for is_true in [true, false] {
                    let pushed = inwards(&when.value, is_true);
                    prop_assert_eq!(
                        holds(&made, &pushed, answers),
                        holds(&made, &when.value, answers) == is_true
                    );
                }
            }
        }
    }
}
