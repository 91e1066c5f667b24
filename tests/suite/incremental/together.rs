//! Builds of one site that meet, and builds that are killed, with something to remember.

use super::edits::{EDITS, Edit};
use super::site::Dice;
use super::world::{World, said, tree};
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

/// A site that was built, and then had some edits that leave it sound.
fn edited(dice: &mut Dice) -> World {
    let mut world = World::new(dice);
    assert_eq!(world.build_again().code, world.build_fresh().code);
    change(&mut world, dice);
    world
}

fn change(world: &mut World, dice: &mut Dice) {
    for _ in 0..3 {
        let sound: Vec<usize> = (0..EDITS.len())
            .filter(|kind| EDITS[*kind].on_sources && EDITS[*kind].name != "a mistake")
            .collect();
        let dice_of_its_own = u64::try_from(dice.below(1_000_000)).expect("small");
        Edit { kind: *dice.pick(&sound), dice: dice_of_its_own }.make(world);
    }
}

fn expect_full(world: &World) {
    let before = tree(&world.public());
    let (again, fresh) = (world.build_again(), world.build_fresh());
    world.judge(&before, &again, &fresh).unwrap_or_else(|why| panic!("{why}"));
}

#[test]
fn two_builds_at_once_both_end_well_or_one_is_told_to_wait() {
    let mut dice = Dice(11);
    for _ in 0..12 {
        let world = edited(&mut dice);
        let build = || {
            let mut command = world.command(&world.kept());
            command.arg("build");
            said(command)
        };
        let ran = thread::scope(|scope| {
            let builds = [(); 2].map(|()| scope.spawn(build));
            builds.map(|build| build.join().expect("it ends"))
        });
        let fresh = world.build_fresh();
        for ran in &ran {
            let waits = ran.code == Some(1) && ran.out.contains("\"P007\"");
            assert!(waits || (ran.code, &ran.out) == (fresh.code, &fresh.out), "{ran:?}");
        }
        assert!(ran.iter().any(|ran| !ran.out.contains("\"P007\"")), "nobody had the folder");
        expect_full(&world);
    }
}

#[test]
fn a_build_that_is_killed_leaves_nothing_that_misleads_the_next_one() {
    let mut dice = Dice(12);
    let mut world = edited(&mut dice);
    let start = Instant::now();
    world.build_again();
    let one_build = start.elapsed();
    let mut cut_short = 0;
    for _ in 0..40 {
        change(&mut world, &mut dice);
        let mut command = world.command(&world.kept());
        command.arg("build").stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().expect("the program runs");
        // What is tested is a kill at any moment, so this test alone has to wait.
        let share = u32::try_from(dice.below(100)).expect("small");
        thread::sleep(one_build.mul_f64(f64::from(share) / 100.0).min(Duration::from_secs(1)));
        let _ = child.kill();
        cut_short += u32::from(child.wait().expect("it ends").code().is_none());
        // Sometimes the next edit comes before the next build.
        if dice.one_in(3) {
            change(&mut world, &mut dice);
        }
        expect_full(&world);
    }
    assert!(cut_short > 10, "{cut_short} builds were cut short, so little was tested");
}
