//! The proof against looking at every single set of answers.

use super::*;
use crate::checklist::evaluate::{evaluate, holds};
use crate::checklist::testing::{SMALL, every_answer, questionnaire};
use crate::diagnostics::codes::questionnaires as codes;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Every change of one answer to a better one.
fn better(made: &Questionnaire, answers: &Answers) -> Vec<(usize, Answers)> {
    let mut all = Vec::new();
    for (question, chosen) in answers.chosen.iter().enumerate() {
        let rank = chosen.map(|answer| made.order.iter().position(|at| *at == answer));
        let betters = match rank {
            None => &made.order[made.order.len().saturating_sub(1)..],
            Some(None) => &[],
            Some(Some(rank)) => &made.order[rank + 1..],
        };
        for better in betters {
            let mut next = answers.clone();
            next.chosen[question] = Some(*better);
            all.push((question, next));
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_proof_finds_what_looking_at_every_set_of_answers_finds(made in questionnaire(SMALL)) {
        let every = every_answer(&made);
        let proved = prove(&made);
        let proof = proved.value.expect("it is small");
        let has = |code: &str, name: &str| {
            let name = format!("`{name}`");
            proved.diagnostics.iter().any(|d| d.code.id == code && d.message.contains(&name))
        };

        let shown: BTreeSet<usize> = every.iter().map(|set| evaluate(&made, set)).collect();
        let said: BTreeSet<usize> =
            (0..made.outcomes.len()).filter(|at| proof.shown[*at] > 0).collect();
        prop_assert_eq!(&shown, &said);
        prop_assert_eq!(proof.shown.iter().sum::<u64>(), proof.cases);
        prop_assert!(proof.cases <= every.len() as u64);
        for (outcome, example) in proof.examples.iter().enumerate() {
            if let Some(answers) = example {
                prop_assert_eq!(evaluate(&made, answers), outcome);
            }
        }

        let mut always_before = false;
        for (index, outcome) in made.outcomes.iter().enumerate() {
            let truths: BTreeSet<bool> = every
                .iter()
                .map(|set| outcome.when.as_ref().is_none_or(|when| holds(&made, &when.value, set)))
                .collect();
            let one_way = outcome.when.is_some() && truths.len() == 1;
            let never_shown = !one_way && !shown.contains(&index);
            let name = &outcome.id.value;
            if !always_before {
                prop_assert_eq!(one_way, has(codes::ONE_WAY_CONDITION.id, name));
                prop_assert_eq!(never_shown, has(codes::NEVER_SHOWN.id, name));
            }
            always_before |= one_way && truths.contains(&true);
        }

        let stop_not_urgent = every.iter().any(|set| {
            set.stops.contains(&true) && !made.outcomes[evaluate(&made, set)].urgent
        });
        let says_so = proved.diagnostics.iter().any(|d| d.code.id == codes::STOP_NOT_URGENT.id);
        prop_assert_eq!(stop_not_urgent, says_so);

        let mut pairs = BTreeSet::new();
        for set in &every {
            let from = evaluate(&made, set);
            for (_, next) in better(&made, set) {
                let to = evaluate(&made, &next);
                if to < from {
                    pairs.insert((from, to));
                }
            }
        }
        let said: BTreeSet<_> = proof.worse.iter().map(|worse| (worse.from, worse.to)).collect();
        prop_assert_eq!(pairs, said);
        for worse in &proof.worse {
            let mut after = worse.before.clone();
            after.chosen[worse.question] = Some(worse.better);
            prop_assert_eq!(evaluate(&made, &worse.before), worse.from);
            prop_assert_eq!(evaluate(&made, &after), worse.to);
            prop_assert!(better(&made, &worse.before).contains(&(worse.question, after)));
        }
    }
}
