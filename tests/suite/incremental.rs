//! A build that remembers the last one ends like a build that does not.
//!
//! A random site goes through a random series of edits. After each, it is built in two places: in
//! one, builds are followed by others and may remember; in the other, each is the first. Exit
//! codes, findings and every byte have to agree. An output whose bytes stay the same is not
//! touched, and a build that fails touches none.
//!
//! `GOODFIT_EDITS=50000` makes more edits, `GOODFIT_SEED=7` makes others. What failed is made
//! smaller and printed, with a `GOODFIT_REPLAY=…` that `incremental::replay` does again.
//! `GOODFIT_PROGRAM=/path/to/goodfit` tries another program than the one that was compiled with the
//! tests, such as one with optimisations.

mod data;
mod edits;
mod front;
mod own_site;
#[cfg(feature = "serve")]
mod preview;
mod site;
mod texts;
mod together;
mod world;

use edits::{EDITS, Edit};
use proptest::collection::vec;
use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use site::Dice;
use std::cell::Cell;
use std::env;
use std::time::SystemTime;
use world::{Ran, Saving, World, stamp, tree, write};

/// How many edits there are in all, unless the environment wants more.
const EDITS_IN_ALL: usize = 2000;
/// Among how many tests they are divided, so that all cores have some.
const PARTS: usize = 8;
/// How many edits one site goes through at most.
const LONGEST: usize = 30;

/// A site and what happens to it.
#[derive(Clone)]
struct Series {
    site: u64,
    edits: Vec<Edit>,
}

impl std::fmt::Debug for Series {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for edit in &self.edits {
            writeln!(f, "  - {}", EDITS[edit.kind].name)?;
        }
        write!(f, "GOODFIT_REPLAY={}", self.site)?;
        self.edits.iter().try_for_each(|edit| write!(f, ",{}.{}", edit.kind, edit.dice))
    }
}

impl Series {
    fn parse(text: &str) -> Self {
        let number = |text: &str| text.parse::<u64>().expect("a number, as printed");
        let mut words = text.split(',');
        let site = number(words.next().expect("a split gives one at least"));
        let edit = |word: &str| {
            let (kind, dice) = word.split_once('.').expect("two numbers, as printed");
            Edit { kind: usize::try_from(number(kind)).expect("small"), dice: number(dice) }
        };
        Self { site, edits: words.map(edit).collect() }
    }
}

/// Series of edits; `wanted` says which kinds.
fn series(wanted: fn(&edits::Kind) -> bool) -> impl Strategy<Value = Series> {
    let kinds: Vec<usize> = (0..EDITS.len())
        .filter(|kind| wanted(&EDITS[*kind]))
        .flat_map(|kind| std::iter::repeat_n(kind, EDITS[kind].share))
        .collect();
    // To shrink is to leave edits out. Others instead would only be another series.
    let edit = (proptest::sample::select(kinds), proptest::num::u64::ANY).no_shrink();
    let edits = vec(edit.prop_map(|(kind, dice)| Edit { kind, dice }), 1..=LONGEST);
    (proptest::num::u64::ANY.no_shrink(), edits).prop_map(|(site, edits)| Series { site, edits })
}

fn number(name: &str, usual: usize) -> usize {
    let text = env::var(name).ok();
    text.map_or(usual, |text| text.parse().unwrap_or_else(|_| panic!("{name} is a number")))
}

/// The dice of a test that can be thrown again.
fn runner(test: usize) -> (TestRunner, usize) {
    let seed = number("GOODFIT_SEED", 20_261_125);
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    bytes[8..16].copy_from_slice(&test.to_le_bytes());
    let config = Config {
        failure_persistence: None,
        max_shrink_iters: 300,
        max_shrink_time: 120_000,
        ..Config::default()
    };
    (TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes)), seed)
}

/// How builds that were judged ended.
#[derive(Default)]
struct Count {
    fine: Cell<usize>,
    failed: Cell<usize>,
}

/// Lets a series happen. `build` is the build that remembers, so that it can be a wrong one.
fn follow(series: &Series, count: &Count, build: &dyn Fn(&World) -> Ran) -> Result<(), String> {
    let mut world = World::new(&mut Dice(series.site));
    build(&world);
    for (at, edit) in series.edits.iter().enumerate() {
        edit.make(&mut world);
        let before = tree(&world.public());
        let again = build(&world);
        let fresh = world.build_fresh();
        world
            .judge(&before, &again, &fresh)
            .map_err(|why| format!("after edit {} ({}): {why}", at + 1, EDITS[edit.kind].name))?;
        let ended = if again.code == Some(0) { &count.fine } else { &count.failed };
        ended.set(ended.get() + 1);
    }
    Ok(())
}

/// One part of all edits.
fn part(test: usize) {
    let (mut runner, seed) = runner(test);
    let strategy = series(|_| true);
    let count = Count::default();
    let wanted = number("GOODFIT_EDITS", EDITS_IN_ALL).div_ceil(PARTS);
    while count.fine.get() + count.failed.get() < wanted {
        let drawn = strategy.new_tree(&mut runner).expect("nothing is rejected");
        let judged = |series: Series| {
            follow(&series, &count, &World::build_again).map_err(TestCaseError::fail)
        };
        if let Err(TestError::Fail(why, least)) = runner.run_one(drawn, judged) {
            panic!("{why}\nGOODFIT_SEED={seed}, smallest series:\n{least:?}");
        }
    }
    let (fine, failed) = (count.fine.get(), count.failed.get());
    // Neither kind may become rare: a property of builds that all fail would say little. Of few
    // builds all may be of one kind, since a mistake stays until it is mended.
    assert!(
        (fine > failed / 2 || failed < 150) && (failed > fine / 50 || fine < 150),
        "{fine} builds were fine, {failed} were not"
    );
}

#[test]
fn builds_that_remember_equal_full_ones_1() {
    part(1);
}

#[test]
fn builds_that_remember_equal_full_ones_2() {
    part(2);
}

#[test]
fn builds_that_remember_equal_full_ones_3() {
    part(3);
}

#[test]
fn builds_that_remember_equal_full_ones_4() {
    part(4);
}

#[test]
fn builds_that_remember_equal_full_ones_5() {
    part(5);
}

#[test]
fn builds_that_remember_equal_full_ones_6() {
    part(6);
}

#[test]
fn builds_that_remember_equal_full_ones_7() {
    part(7);
}

#[test]
fn builds_that_remember_equal_full_ones_8() {
    part(8);
}

#[test]
fn replay() {
    let Ok(text) = env::var("GOODFIT_REPLAY") else { return };
    follow(&Series::parse(&text), &Count::default(), &World::build_again).expect("it agrees");
}

#[test]
fn most_random_sites_are_sound() {
    let worlds = (0..12).map(|site| World::new(&mut Dice(site)));
    let failed: Vec<String> = worlds
        .map(|world| world.build_again())
        .filter(|ran| ran.code != Some(0))
        .map(|ran| ran.out)
        .collect();
    assert!(failed.len() <= 2, "{} of 12 have errors:\n{}", failed.len(), failed.join("\n"));
}

/// Every kind of edit, one after another: none can be left out by chance.
#[test]
fn every_kind_of_edit_is_followed() {
    let count = Count::default();
    for site in 0..2_u64 {
        let edits = (0..EDITS.len()).map(|kind| Edit { kind, dice: site + 5 }).collect();
        let series = Series { site, edits };
        follow(&series, &count, &World::build_again)
            .unwrap_or_else(|why| panic!("{why}\n{series:?}"));
    }
}

/// What the judge has to say about a build that does something wrong, within some series. They have
/// more mistakes in them than usual, because some wrongs need one.
fn found(wrong: &dyn Fn(&World, Ran) -> Ran) -> String {
    let (mut runner, _) = runner(100);
    let strategy = series(|kind| kind.name.contains("mistake") || kind.name.contains("title"));
    for _ in 0..20 {
        let series = strategy.new_tree(&mut runner).expect("nothing is rejected");
        let series = proptest::strategy::ValueTree::current(&series);
        let build = |world: &World| wrong(world, world.build_again());
        if let Err(why) = follow(&series, &Count::default(), &build) {
            return why;
        }
    }
    panic!("20 series went by, and nothing was noticed");
}

#[test]
fn an_output_of_an_earlier_build_is_noticed() {
    // The home page of the first build comes back, each time under a new time stamp.
    let first = std::cell::RefCell::new(None::<(std::path::PathBuf, Vec<u8>)>);
    let why = found(&|world, ran| {
        let home = world.public().join("index.html");
        let now = std::fs::read(&home).ok();
        let mut first = first.borrow_mut();
        let Some(now) = now else { return ran };
        let (path, bytes) = first.get_or_insert_with(|| (home.clone(), now.clone()));
        if *path != home {
            *first = Some((home, now));
        } else if *bytes != now {
            write(&home, bytes, Saving::Plain);
        }
        ran
    });
    assert!(why.contains("`index.html` is") || why.contains("touched"), "{why}");
}

#[test]
fn an_output_that_should_be_gone_is_noticed() {
    let why = found(&|world, ran| {
        if world.public().is_dir() {
            write(&world.public().join("gone/index.html"), b"gone", Saving::Renamed);
        }
        ran
    });
    assert!(why.contains("`gone/index.html`"), "{why}");
}

#[test]
fn an_output_written_for_nothing_is_noticed() {
    let why = found(&|world, ran| {
        if ran.code == Some(0) {
            stamp(&world.public().join("robots.txt"), Some(SystemTime::now()));
        }
        ran
    });
    assert!(why.ends_with("`robots.txt` has the same bytes, and was touched"), "{why}");
}

#[test]
fn a_file_replaced_by_its_like_is_noticed() {
    let why = found(&|world, ran| {
        let path = world.public().join("robots.txt");
        if let (Some(0), Ok(bytes)) = (ran.code, std::fs::read(&path)) {
            write(&path, &bytes, Saving::Renamed);
        }
        ran
    });
    assert!(why.ends_with("`robots.txt` has the same bytes, and was touched"), "{why}");
}

#[test]
fn a_failed_build_that_writes_is_noticed() {
    let why = found(&|world, ran| {
        if ran.code != Some(0) && world.public().is_dir() {
            write(&world.public().join("robots.txt"), b"", Saving::Plain);
        }
        ran
    });
    assert!(why.ends_with("a build failed and touched `robots.txt`"), "{why}");
}

#[test]
fn findings_that_are_not_said_again_are_noticed() {
    let why = found(&|_, ran| {
        let kept: String = ran.out.split_inclusive('\n').skip(1).collect();
        Ran { out: kept, ..ran }
    });
    assert!(why.contains("findings:"), "{why}");
}

#[test]
fn a_failure_that_is_forgotten_is_noticed() {
    let why = found(&|_, ran| Ran { code: Some(0), ..ran });
    assert!(why.contains("exit codes: Some(0), and Some(1)"), "{why}");
}
