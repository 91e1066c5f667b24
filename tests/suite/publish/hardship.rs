//! Disks that are full, folders that may not be written to.
//!
//! The failures are real: a small file system of our own where we may mount one, a limit on the
//! size of files everywhere, and a user who is not root for permissions.

use super::{NOW, Project, artifact, messages, publish, show, tree};
use goodfit::disk::{Cleaned, OutputFolder, Stage, clean};
use goodfit::source::SourcePath;
use std::env;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

/// Set in a copy of this program that runs under the conditions a test asked for.
const INSIDE: &str = "GOODFIT_TEST_INSIDE";

#[expect(clippy::print_stderr, reason = "nobody may believe that more was tested than was")]
fn warn(words: &str) {
    eprintln!("\n!!! {words}\n");
}

/// Runs one test of this module again, through another program, and expects it to pass.
fn again(through: &mut Command, program: &Path, test: &str) {
    let done = through
        .arg(program)
        .args(["--exact", &format!("publish::hardship::{test}"), "--nocapture"])
        .env(INSIDE, test)
        .output()
        .expect("a bare Debian has this program");
    let (out, err) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert!(done.status.success() && out.contains("1 passed"), "{through:?}\n{out}\n{err}");
}

fn is_inside(test: &str) -> bool {
    env::var(INSIDE).is_ok_and(|inside| inside == test)
}

/// Permissions do not bind root, so as root the test is run again by somebody else. Says whether
/// to go on here.
fn is_ordinary_user(test: &str) -> bool {
    let id = Command::new("id").arg("-u").output().expect("every Unix has `id`");
    if id.stdout != b"0\n" {
        return true;
    }
    assert!(!is_inside(test), "still root");
    // A copy, because the build folder may be closed to others.
    let folder = tempfile::tempdir().expect("a temporary folder");
    let program = folder.path().join("suite");
    fs::copy(env::current_exe().expect("we are running"), &program).expect("room");
    for path in [folder.path(), &program] {
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("ours");
    }
    let mut setpriv = Command::new("setpriv");
    setpriv.args(["--reuid=65534", "--regid=65534", "--clear-groups", "--"]).current_dir("/");
    again(&mut setpriv, &program, test);
    false
}

/// A file system of one megabyte in memory; gone at the end of the test.
struct SmallDisk<'a>(&'a Path);

impl<'a> SmallDisk<'a> {
    /// `None` if we may not mount one.
    fn mount(at: &'a Path, options: &str) -> Option<Self> {
        fs::create_dir_all(at).expect("room");
        let mount = Command::new("mount")
            .args(["-t", "tmpfs", "-o", options, "tmpfs"])
            .arg(at)
            .output()
            .is_ok_and(|done| done.status.success());
        if !mount {
            warn("no small disk could be mounted; the limit on file sizes has to do");
        }
        mount.then_some(Self(at))
    }

    fn remount(&self, options: &str) {
        let done = Command::new("mount")
            .args(["-o", &format!("remount,{options}")])
            .arg(self.0)
            .status()
            .expect("it was there before");
        assert!(done.success());
    }
}

impl Drop for SmallDisk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0).status();
    }
}

/// Writes files until no more fit, and gives how many.
fn fill(folder: &Path, bytes: &[u8]) -> usize {
    (0..).take_while(|n| fs::write(folder.join(format!("fill{n}")), bytes).is_ok()).count()
}

#[test]
fn a_full_disk_stops_the_build_and_leaves_what_was_published() {
    let project = Project::new();
    let disk = project.root.path().join("disk");
    let Some(_mounted) = SmallDisk::mount(&disk, "size=1m") else { return };
    let output = OutputFolder::new(disk.join("public"), project.root.path());
    let old = "old".repeat(50_000);
    assert_eq!(messages(&publish(&output, &[("a.html", &old), ("b.html", "1")]).diagnostics), "");
    let published = tree(&disk.join("public"));

    let big = "new".repeat(400_000);
    let full = publish(&output, &[("b.html", "2"), ("a.html", &big)]);
    assert_eq!(
        messages(&full.diagnostics),
        "P002 cannot write `a.html`: the disk is full (nothing was published; the folder is as it \
         was)"
    );
    assert_eq!(full.diagnostics[0].help.as_deref(), Some("free some space, then build again"));
    assert!(tree(&disk.join("public")) == published);
    assert!(!disk.join("public/.goodfit/staging").exists(), "the space is given back");

    // Full only when it is written down what is coming, after everything was staged.
    let stage = Stage::open(&output).expect("our folder");
    stage.put(&artifact("b.html", "3")).expect("room for one byte");
    fill(&disk, &[0; 4096]);
    let full = stage.commit(NOW);
    assert_eq!(
        messages(&full.diagnostics),
        "P002 cannot write `.goodfit/journal.json`: the disk is full"
    );
    assert!(tree(&disk.join("public")) == published);

    for entry in fs::read_dir(&disk).expect("our disk") {
        let path = entry.expect("our disk").path();
        if path.is_file() {
            fs::remove_file(path).expect("a filling");
        }
    }
    assert_eq!(messages(&publish(&output, &[("b.html", "3")]).diagnostics), "");
    assert_eq!(show(&disk.join("public")), "b.html=3");
}

#[test]
fn a_disk_that_is_full_in_the_middle_of_publishing_is_completed_by_the_next_build() {
    let project = Project::new();
    let disk = project.root.path().join("disk");
    let Some(mounted) = SmallDisk::mount(&disk, "size=4m,nr_inodes=100") else { return };
    let output = OutputFolder::new(disk.join("public"), project.root.path());
    let old = [("a/index.html", "1"), ("gone.html", "1"), ("s.css", "1")];
    assert_eq!(messages(&publish(&output, &old).diagnostics), "");

    let new: Vec<(String, String)> =
        ["a", "b", "c", "d", "e", "f"].map(|n| (format!("{n}/index.html"), "2".to_owned())).into();
    let new: Vec<(&str, &str)> = new.iter().map(|(path, text)| (&**path, &**text)).collect();
    let stage = Stage::open(&output).expect("our folder");
    new.iter().try_for_each(|(path, text)| stage.put(&artifact(path, text))).expect("room");
    // Room for what is announced and two more folders, and a third when `a/index.html` has been replaced.
    for n in 0..fill(&disk, b"").min(3) {
        fs::remove_file(disk.join(format!("fill{n}"))).expect("a filling");
    }
    let full = stage.commit(NOW);
    assert_eq!(
        messages(&full.diagnostics),
        "P002 cannot write `e/index.html`: the disk is full (4 of 6 new files are in place; every \
         file is whole, and the next build completes the rest)"
    );
    assert_eq!(
        show(&disk.join("public")),
        "a/index.html=2 b/index.html=2 c/index.html=2 d/index.html=2 gone.html=1 s.css=1"
    );

    mounted.remount("nr_inodes=1000");
    let done = publish(&output, &new);
    assert_eq!(messages(&done.diagnostics), "");
    assert_eq!((done.value.written, done.value.unchanged, done.value.deleted), (2, 4, 2));
    project.must_publish(&new);
    assert_eq!(tree(&disk.join("public")), tree(&project.public()));
}

#[test]
fn a_file_that_cannot_be_written_to_its_end_stops_the_build() {
    let test = "a_file_that_cannot_be_written_to_its_end_stops_the_build";
    if !is_inside(test) {
        // For root and everybody else. The signal has to be ignored, or it would kill us first.
        let mut shell = Command::new("sh");
        shell.args(["-c", r#"trap "" XFSZ; ulimit -f 100; exec "$0" "$@""#]);
        again(&mut shell, &env::current_exe().expect("we are running"), test);
        return;
    }
    let project = Project::new();
    project.must_publish(&[("a.html", "1"), ("b.html", "1")]);
    let refused = project.publish(&[("b.html", "2"), ("a.html", &"long".repeat(100_000))]);
    assert_eq!(
        messages(&refused.diagnostics),
        "P002 cannot write `a.html`: the file is larger than this system allows (nothing was \
         published; the folder is as it was)"
    );
    assert_eq!(project.tree(), "a.html=1 b.html=1");
    project.must_publish(&[("b.html", "2")]);
    assert_eq!(project.tree(), "b.html=2");
}

fn chmod(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("our own file");
}

#[test]
fn a_folder_that_may_not_be_written_to_is_named_and_left_alone() {
    if !is_ordinary_user("a_folder_that_may_not_be_written_to_is_named_and_left_alone") {
        return;
    }
    let project = Project::new();
    project.must_publish(&[("a/index.html", "1"), ("b/index.html", "1"), ("s.css", "1")]);
    let (root, closed) = (project.public(), project.public().join("b"));

    // Noticed in the middle: what comes before is in place, the rest is as it was.
    chmod(&closed, 0o555);
    let refused = project.publish(&[("a/index.html", "2"), ("b/index.html", "2"), ("s.css", "2")]);
    assert_eq!(
        messages(&refused.diagnostics),
        "P002 cannot write `b/index.html`: permission denied (2 of 3 new files are in place; every \
         file is whole, and the next build completes the rest)"
    );
    assert_eq!(project.tree(), "a/index.html=2 b/index.html=1 s.css=2");

    // What cannot be deleted is a warning, and stays ours.
    let warned = project.publish(&[("a/index.html", "2"), ("s.css", "2")]);
    assert_eq!(
        messages(&warned.diagnostics),
        "P011 cannot delete `b/index.html`: permission denied"
    );
    let warned = clean(&project.output());
    assert_eq!(warned.value, Cleaned { deleted: 2, kept: 1 });
    chmod(&closed, 0o755);
    assert_eq!(clean(&project.output()).value, Cleaned { deleted: 1, kept: 0 });
    assert_eq!(project.tree(), "");

    chmod(&root, 0o555);
    let refused = project.publish(&[("index.html", "1")]);
    assert_eq!(
        messages(&refused.diagnostics),
        "P002 cannot write `.goodfit/lock`: permission denied"
    );
    chmod(&root, 0o755);
}

#[test]
fn sources_that_may_not_be_read_are_reported_and_stay_in_the_snapshot() {
    use goodfit::disk::{Layout, scan};
    use goodfit::source::Entry;
    if !is_ordinary_user("sources_that_may_not_be_read_are_reported_and_stay_in_the_snapshot") {
        return;
    }
    let project = Project::new();
    project.write("content/a.md", "a");
    project.write("content/b.png", "b");
    project.write("content/c/d.md", "d");
    let closed = ["content/a.md", "content/b.png", "content/c"];
    for path in closed {
        chmod(&project.root.path().join(path), 0o000);
    }
    let seen = scan(&Layout::new(project.root.path()));
    assert_eq!(
        {
            let mut problems = seen.diagnostics;
            goodfit::diagnostics::sort(&mut problems);
            messages(&problems)
        },
        "P003 cannot read `content/a.md`: permission denied\n\
         P003 cannot read `content/b.png`: permission denied\n\
         P003 cannot read `content/c`: permission denied"
    );
    for path in closed {
        let path = SourcePath::new(path).expect("a path");
        assert_eq!(seen.value.get(&path), Some(&Entry::Unreadable), "{path}");
    }
    chmod(&project.root.path().join("content/c"), 0o755);
}
