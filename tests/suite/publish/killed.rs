//! Builds that are killed, and builds that meet. The other process is this test binary again,
//! asked to run one of the tests whose name begins with `child`.

use super::{NOW, Project, artifact, messages, tree};
use goodfit::compress::{Encoding, compress, original, twins};
use goodfit::disk::{OutputFolder, Stage};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Names the project a child works on. Without it, a child's test does nothing.
const PROJECT: &str = "GOODFIT_TEST_PROJECT";
const FILES: usize = 2000;

fn child(test: &str, project: &Project) -> Child {
    Command::new(env::current_exe().expect("we are running"))
        .args(["--exact", &format!("publish::killed::{test}"), "--nocapture", "--test-threads=1"])
        .env(PROJECT, project.root.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("this very program can be started")
}

/// Waits until the child has printed that line.
fn wait_for(child: &mut Child, line: &str) {
    // Byte by byte: what a buffer has read beyond the line would be lost.
    let mut out = BufReader::with_capacity(1, child.stdout.as_mut().expect("it is piped"));
    let mut printed = String::new();
    while !printed.trim_end().ends_with(line) {
        printed.clear();
        let read = out.read_line(&mut printed).expect("the child prints text");
        assert!(read > 0, "the child ended and never printed {line}");
    }
}

#[expect(clippy::print_stdout, reason = "the parent waits for it")]
fn say(line: &str) {
    println!("{line}");
}

fn output_of(root: &Path) -> OutputFolder {
    OutputFolder::new(root.join("public"), root)
}

/// One of two versions of a site. Most pages are in both, with other bytes; some are in one only;
/// `swap` is a file in one and a folder in the other.
fn site(version: usize) -> BTreeMap<String, String> {
    let page = |n: usize, version: usize| format!("page {n} version {version} ").repeat(1 + n % 90);
    let mut site = BTreeMap::new();
    for n in 0..FILES {
        let name = format!("s{}/{n}/index.html", n % 13);
        match n % 10 {
            0 if version == 0 => site.insert(name, page(n, 0)),
            1 if version == 1 => site.insert(name, page(n, 1)),
            0 | 1 => None,
            2 => site.insert(name, page(n, 9)),
            3 => site.insert(format!("assets/{n}.css"), page(n, version)),
            _ => site.insert(name, page(n, version)),
        };
    }
    site.insert(["swap", "swap/index.html"][version].to_owned(), page(0, version));
    site
}

fn publish(root: &Path, version: usize) {
    let stage = Stage::open(&output_of(root)).expect("our folder");
    site(version)
        .par_iter()
        .try_for_each(|(path, text)| {
            let artifact = artifact(path, text);
            let encodings: &[Encoding] =
                if path.ends_with(".css") { &[Encoding::Gzip] } else { &[] };
            stage.put_with(&artifact, &twins(&artifact.path, encodings))
        })
        .expect("room");
    let done = stage.commit(NOW);
    assert_eq!(messages(&done.diagnostics), "");
}

#[test]
fn child_that_publishes_for_ever() {
    let Some(root) = env::var_os(PROJECT) else { return };
    say("ready");
    for version in (0..2).cycle() {
        publish(Path::new(&root), version);
        say("published");
    }
}

/// Whatever a killed build left: every file has all the bytes of one version, and what is in both
/// versions is there.
fn expect_whole_files(public: &Path, sites: &[BTreeMap<String, String>; 2]) {
    let found = tree(public);
    for (name, bytes) in &found {
        if name.ends_with('/') {
            continue;
        }
        let of = |site: &BTreeMap<String, String>| match original(name) {
            Some((name, encoding)) => compress(site.get(name)?.as_bytes(), encoding),
            None => Some(site.get(name)?.clone().into_bytes()),
        };
        let known = sites.iter().any(|site| of(site).as_ref() == Some(bytes));
        assert!(known, "`{name}` has {} bytes of neither version", bytes.len());
    }
    for name in sites[0].keys().filter(|name| sites[1].contains_key(*name)) {
        assert!(found.contains_key(name), "`{name}` is gone, though it is in both versions");
    }
}

/// How long one build of the child takes on this machine, now.
fn time_of_one_build(project: &Project) -> Duration {
    let mut child = child("child_that_publishes_for_ever", project);
    wait_for(&mut child, "published");
    let start = Instant::now();
    wait_for(&mut child, "published");
    let one = start.elapsed();
    child.kill().expect("it runs for ever");
    child.wait().expect("it was killed");
    one
}

/// Whether a build says what is coming. What it says is whole, and so is what it adds to.
fn is_publishing(project: &Project) -> bool {
    let control = project.public().join(".goodfit");
    let manifest = fs::read_to_string(control.join("manifest.json")).expect("a manifest");
    assert!(manifest.ends_with("]}\n"), "half a manifest");
    // It may go away at any moment.
    let Ok(journal) = fs::read_to_string(control.join("journal.json")) else { return false };
    assert!(journal.contains(r#""complete":false"#) && journal.ends_with("]}\n"), "half a journal");
    true
}

#[test]
fn a_build_that_is_killed_leaves_every_file_whole_and_the_next_one_completes_it() {
    // In memory where there is such a folder: ext4 takes seconds to create thousands of files soon
    // after as many were deleted, and then nearly every kill comes before the commit.
    let in_memory = Path::new("/dev/shm");
    let project = if in_memory.is_dir() { Project::below(in_memory) } else { Project::new() };
    let fresh = Project::new();
    let sites = [site(0), site(1)];
    publish(project.root.path(), 0);
    let one_build = time_of_one_build(&project);
    // Not truly random, so that a run can be repeated, but spread over all of a build.
    let mut random: u64 = 20_261_122;
    let (mut in_commit, mut in_staging) = (0, 0);
    for kill in 0..40 {
        let mut child = child("child_that_publishes_for_ever", &project);
        wait_for(&mut child, "ready");
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let share = f64::from(u32::try_from(random >> 40).expect("24 bits")) / f64::from(1 << 24);
        // Every other time anywhere in two builds; otherwise while files are moved into place.
        if kill % 2 == 1 {
            wait_for(&mut child, "published");
            while !is_publishing(&project) {
                let ended = child.try_wait().expect("a child of ours");
                assert_eq!(ended, None, "the child could not publish over what a kill left");
                thread::yield_now();
            }
        }
        // What is tested is a kill at any moment, so this test alone has to wait.
        thread::sleep(one_build.mul_f64(share * if kill % 2 == 1 { 0.3 } else { 2.0 }));
        child.kill().expect("it runs for ever");
        child.wait().expect("it was killed");
        if is_publishing(&project) {
            in_commit += 1;
        } else if project.public().join(".goodfit/staging").exists() {
            in_staging += 1;
        }
        expect_whole_files(&project.public(), &sites);
    }
    say(&format!("40 kills: {in_commit} in commit, {in_staging} in staging"));
    assert!(in_commit >= 3 && in_staging >= 3, "{in_commit} in commit, {in_staging} in staging");

    publish(project.root.path(), 1);
    publish(fresh.root.path(), 1);
    assert!(tree(&project.public()) == tree(&fresh.public()), "the trees differ");
    assert_eq!(
        project.read("public/.goodfit/manifest.json"),
        fresh.read("public/.goodfit/manifest.json")
    );
    assert!(!project.public().join(".goodfit/staging").exists());
    assert!(!project.public().join(".goodfit/journal.json").exists());
}

#[test]
fn child_that_holds_the_folder() {
    let Some(root) = env::var_os(PROJECT) else { return };
    let stage = Stage::open(&output_of(Path::new(&root))).expect("our folder");
    stage.put(&artifact("index.html", "child")).expect("room");
    say("open");
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).expect("the parent writes");
    assert_eq!(messages(&stage.commit(NOW).diagnostics), "");
}

#[test]
fn of_two_builds_at_once_one_is_told_to_wait() {
    let project = Project::new();
    for _ in 0..2 {
        // First into a folder that is not there yet, then into one that is.
        let mut child = child("child_that_holds_the_folder", &project);
        wait_for(&mut child, "open");
        let refused = project.publish(&[("index.html", "parent")]);
        assert_eq!(
            messages(&refused.diagnostics),
            "P007 another build is writing to the output folder"
        );
        child.stdin.as_mut().expect("it is piped").write_all(b"go\n").expect("it reads");
        assert!(child.wait().expect("it ends").success());
        assert_eq!(project.tree(), "index.html=child");
        project.must_publish(&[("index.html", "parent")]);
        assert_eq!(project.tree(), "index.html=parent");
    }
}

#[test]
fn of_two_builds_into_a_missing_folder_the_first_to_put_has_it() {
    let project = Project::new();
    let [one, two] = [(); 2].map(|()| Stage::open(&project.output()).expect("nothing is there"));
    two.put(&artifact("index.html", "two")).expect("room");
    let problem = one.put(&artifact("index.html", "one")).expect_err("it is taken");
    assert_eq!(messages(&[problem]), "P007 another build is writing to the output folder");
    drop(one);
    assert_eq!(messages(&two.commit(NOW).diagnostics), "");
    assert_eq!(project.tree(), "index.html=two");
}

#[test]
fn a_lock_file_that_comes_and_goes_never_lets_two_in() {
    // A run that publishes nothing takes its lock file away again, while others wait for it.
    let project = Project::new();
    project.write("public/.gitignore", "*");
    let inside = AtomicUsize::new(0);
    let turns: usize = thread::scope(|scope| {
        let one = || {
            let mut turns = 0;
            for _ in 0..2000 {
                if let Ok(stage) = Stage::open(&project.output()) {
                    assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0, "two have the folder");
                    thread::yield_now();
                    inside.fetch_sub(1, Ordering::SeqCst);
                    drop(stage);
                    turns += 1;
                }
            }
            turns
        };
        let threads = [(); 4].map(|()| scope.spawn(one));
        threads.map(|thread| thread.join().expect("one at a time")).iter().sum()
    });
    assert!(turns > 0);
    assert_eq!(project.tree(), ".gitignore=*");
}
