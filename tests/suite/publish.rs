//! Output is sacred: what a build may and may not do to the folder it publishes to.

#![allow(
    clippy::result_large_err,
    reason = "a diagnostic is the package's error type, and is returned once in a run"
)]

mod hardship;
mod killed;
mod twins;

use goodfit::artifact::{Artifact, Content};
use goodfit::diagnostics::{Diagnosed, Diagnostic};
use goodfit::disk::{Cleaned, OutputFolder, Published, Stage, clean};
use goodfit::source::{OutPath, SourcePath};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The date that all sites here are built for.
const NOW: &str = "2026-11-22";

/// A project with an output folder, which goes away at the end of the test.
struct Project {
    root: tempfile::TempDir,
}

impl Project {
    fn new() -> Self {
        Self::below(&std::env::temp_dir())
    }

    /// In a new folder below that one.
    fn below(folder: &Path) -> Self {
        let root = tempfile::tempdir_in(folder).expect("a temporary folder");
        fs::create_dir(root.path().join("content")).expect("it is empty");
        Self { root }
    }

    fn public(&self) -> PathBuf {
        self.root.path().join("public")
    }

    fn output(&self) -> OutputFolder {
        OutputFolder::new(self.public(), self.root.path())
    }

    /// Writes a file by hand, below the project's root.
    fn write(&self, path: &str, text: &str) {
        write(&self.root.path().join(path), text);
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root.path().join(path)).expect("a file")
    }

    fn publish(&self, files: &[(&str, &str)]) -> Diagnosed<Published> {
        publish(&self.output(), files)
    }

    /// Publishes, and expects nothing to be wrong.
    fn must_publish(&self, files: &[(&str, &str)]) -> Published {
        let done = self.publish(files);
        assert_eq!(messages(&done.diagnostics), "");
        done.value
    }

    fn tree(&self) -> String {
        show(&self.public())
    }
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("room");
    fs::write(path, text).expect("room");
}

fn artifact(path: &str, text: &str) -> Artifact {
    let path = OutPath::new(path).expect("a path");
    Artifact { path, content: Content::Bytes(text.as_bytes().to_vec()) }
}

fn publish(output: &OutputFolder, files: &[(&str, &str)]) -> Diagnosed<Published> {
    let put = Stage::open(output).and_then(|stage| {
        files.iter().try_for_each(|(path, text)| stage.put(&artifact(path, text)))?;
        Ok(stage)
    });
    match put {
        Ok(stage) => stage.commit(NOW),
        Err(problem) => Diagnosed::new(Published::default(), vec![problem]),
    }
}

fn counts(written: usize, unchanged: usize, deleted: usize) -> Published {
    Published { written, unchanged, deleted }
}

/// Code, message and notes of each problem, a line each.
fn messages(diagnostics: &[Diagnostic]) -> String {
    let lines: Vec<String> = diagnostics
        .iter()
        .map(|d| {
            let notes: String = d.notes.iter().map(|note| format!(" ({note})")).collect();
            format!("{} {}{notes}", d.code.id, d.message)
        })
        .collect();
    lines.join("\n")
}

/// Every file and every empty folder outside `.goodfit`, with the bytes of the files.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut tree = BTreeMap::new();
    let walk = walkdir::WalkDir::new(folder).min_depth(1).into_iter();
    for entry in walk.filter_entry(|entry| entry.file_name() != ".goodfit") {
        let entry = entry.expect("a folder that we may read");
        let path = entry.path().strip_prefix(folder).expect("it lies in the folder");
        let name = path.to_str().expect("UTF-8").to_owned();
        if entry.file_type().is_file() {
            tree.insert(name, fs::read(entry.path()).expect("a file"));
        } else if entry.file_type().is_symlink() {
            tree.insert(name + "@", Vec::new());
        } else if fs::read_dir(entry.path()).expect("a folder").next().is_none() {
            tree.insert(name + "/", Vec::new());
        }
    }
    tree
}

/// The tree as text: `name=content`, with a space between.
fn show(folder: &Path) -> String {
    let files: Vec<String> = tree(folder)
        .into_iter()
        .map(|(name, bytes)| format!("{name}={}", String::from_utf8_lossy(&bytes)))
        .collect();
    files.join(" ")
}

fn mtime(path: &Path) -> SystemTime {
    fs::metadata(path).expect("a file").modified().expect("a time")
}

/// Sets the time stamp far back, so that a write shows however coarse the clock is.
fn backdate(path: &Path) -> SystemTime {
    let long_ago = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    let file = fs::File::options().write(true).open(path).expect("a file");
    file.set_modified(long_ago).expect("a file of ours");
    mtime(path)
}

#[test]
fn a_site_is_published_and_what_leaves_it_is_deleted() {
    let project = Project::new();
    let first = project.must_publish(&[("index.html", "1"), ("a/index.html", "2"), ("s.css", "3")]);
    assert_eq!(first, counts(3, 0, 0));
    assert_eq!(project.tree(), "a/index.html=2 index.html=1 s.css=3");
    let second =
        project.must_publish(&[("index.html", "1"), ("b/c/index.html", "4"), ("s.css", "5")]);
    assert_eq!(second, counts(2, 1, 1));
    assert_eq!(project.tree(), "b/c/index.html=4 index.html=1 s.css=5");
    let third = project.must_publish(&[]);
    assert_eq!(third, counts(0, 0, 3));
    assert_eq!(project.tree(), "", "the empty folders are gone as well");
}

#[test]
fn nothing_shows_before_commit_and_a_dropped_stage_leaves_no_trace() {
    let project = Project::new();
    let stage = Stage::open(&project.output()).expect("a new folder");
    assert!(!project.public().exists(), "not made before there is something to put");
    stage.put(&artifact("index.html", "1")).expect("room");
    assert_eq!(project.tree(), "");
    drop(stage);
    assert!(!project.public().exists());

    project.write("public/.gitignore", "*");
    let stage = Stage::open(&project.output()).expect("only an ignore file");
    stage.put(&artifact("index.html", "1")).expect("room");
    drop(stage);
    assert!(!project.public().join(".goodfit").exists());

    project.must_publish(&[("index.html", "1"), ("old.html", "2")]);
    let manifest = project.read("public/.goodfit/manifest.json");
    let stage = Stage::open(&project.output()).expect("our folder");
    stage.put(&artifact("index.html", "3")).expect("room");
    drop(stage);
    assert_eq!(project.tree(), ".gitignore=* index.html=1 old.html=2");
    assert_eq!(project.read("public/.goodfit/manifest.json"), manifest);
    assert!(!project.public().join(".goodfit/staging").exists());
}

#[test]
fn folders_around_a_new_output_folder_are_made_and_removed_with_it() {
    let project = Project::new();
    let output = OutputFolder::new(project.root.path().join("x/y/public"), project.root.path());
    let stage = Stage::open(&output).expect("a new folder");
    stage.put(&artifact("index.html", "1")).expect("room");
    drop(stage);
    assert!(!project.root.path().join("x").exists());
    assert_eq!(messages(&publish(&output, &[("index.html", "1")]).diagnostics), "");
    assert_eq!(project.read("x/y/public/index.html"), "1");
}

#[test]
fn after_a_file_could_not_be_staged_nothing_is_published() {
    let project = Project::new();
    project.must_publish(&[("index.html", "1"), ("a.png", "2")]);
    let stage = Stage::open(&project.output()).expect("our folder");
    stage.put(&artifact("index.html", "3")).expect("room");
    let missing = SourcePath::new("content/a.png").expect("a path");
    let copy =
        Artifact { path: OutPath::new("a.png").expect("a path"), content: Content::Copy(missing) };
    let problem = stage.put(&copy).expect_err("there is no such file");
    assert_eq!(messages(&[problem]), "P003 cannot read `content/a.png`: it does not exist");
    let done = stage.commit(NOW);
    assert_eq!(
        messages(&done.diagnostics),
        "P002 nothing was published, because not every file could be staged"
    );
    assert_eq!(project.tree(), "a.png=2 index.html=1");
}

#[test]
fn a_folder_with_files_of_others_is_refused_and_left_alone() {
    let project = Project::new();
    for name in ["d.txt", "b.txt", "a.txt", "c/x.txt", ".gitignore"] {
        project.write(&format!("public/{name}"), "theirs");
    }
    let refused = project.publish(&[("index.html", "1")]);
    let message = messages(&refused.diagnostics);
    assert!(message.starts_with("P001 the output folder `"), "{message}");
    assert!(message.ends_with("(in it: `a.txt`, `b.txt`, `c` and 1 more)"), "{message}");
    assert!(!project.public().join(".goodfit").exists());
    assert!(messages(&clean(&project.output()).diagnostics).starts_with("P001"));
    assert_eq!(tree(&project.public()).len(), 5);
}

#[test]
fn ignore_files_are_kept_and_cannot_be_outputs() {
    let project = Project::new();
    project.write("public/.gitignore", "*");
    project.write("public/.gitkeep", "");
    project.must_publish(&[("index.html", "1")]);
    project.must_publish(&[]);
    assert_eq!(project.tree(), ".gitignore=* .gitkeep=");
    assert!(OutPath::new(".gitignore").is_err());
    assert_eq!(messages(&clean(&project.output()).diagnostics), "");
    assert_eq!(project.tree(), ".gitignore=* .gitkeep=");
}

#[test]
fn files_that_others_put_into_our_folder_are_never_replaced_or_deleted() {
    let project = Project::new();
    project.must_publish(&[("index.html", "1"), ("a/index.html", "2")]);
    project.write("public/theirs.txt", "theirs");
    project.write("public/a/theirs.txt", "theirs");
    project.must_publish(&[("index.html", "1")]);
    assert_eq!(project.tree(), "a/theirs.txt=theirs index.html=1 theirs.txt=theirs");

    let refused = project.publish(&[("index.html", "3"), ("theirs.txt", "ours")]);
    assert_eq!(
        messages(&refused.diagnostics),
        "P002 cannot write `theirs.txt`: a file that we did not write has that name"
    );
    assert_eq!(project.tree(), "a/theirs.txt=theirs index.html=1 theirs.txt=theirs");

    // Equal bytes are published as they are, which does not make the file ours.
    assert_eq!(project.must_publish(&[("theirs.txt", "theirs")]), counts(0, 1, 1));
    project.must_publish(&[]);
    assert_eq!(project.tree(), "a/theirs.txt=theirs theirs.txt=theirs");

    fs::remove_file(project.public().join("a/theirs.txt")).expect("it is there");
    project.must_publish(&[]);
    assert_eq!(project.tree(), "theirs.txt=theirs", "the folder was ours, and is empty now");
}

#[test]
fn an_empty_folder_that_others_made_is_kept() {
    let project = Project::new();
    project.must_publish(&[("index.html", "1")]);
    fs::create_dir_all(project.public().join("theirs/inner")).expect("room");
    project.must_publish(&[("index.html", "1"), ("theirs/a.html", "2")]);
    project.must_publish(&[("index.html", "1")]);
    assert_eq!(project.tree(), "index.html=1 theirs/inner/=");
}

#[test]
fn equal_bytes_keep_their_time_stamp() {
    let project = Project::new();
    let site = [("index.html", "1"), ("a/index.html", "2")];
    project.must_publish(&site);
    let (index, other) =
        (project.public().join("index.html"), project.public().join("a/index.html"));
    let manifest = project.public().join(".goodfit/manifest.json");
    let times = [backdate(&index), backdate(&other), backdate(&manifest)];
    assert_eq!(project.must_publish(&site), counts(0, 2, 0));
    assert_eq!([mtime(&index), mtime(&other), mtime(&manifest)], times);
    project.must_publish(&[("index.html", "1"), ("a/index.html", "3")]);
    assert_eq!(mtime(&index), times[0]);
    assert_ne!(mtime(&other), times[1]);
}

#[test]
fn a_hand_edited_output_is_restored_even_with_length_and_time_kept() {
    let project = Project::new();
    project.must_publish(&[("index.html", "right")]);
    let index = project.public().join("index.html");
    backdate(&index);
    fs::write(&index, "wrong").expect("room");
    backdate(&index);
    assert_eq!(project.must_publish(&[("index.html", "right")]), counts(1, 0, 0));
    assert_eq!(project.tree(), "index.html=right");
    fs::remove_file(&index).expect("it is there");
    assert_eq!(project.must_publish(&[("index.html", "right")]), counts(1, 0, 0));
}

#[test]
fn a_file_can_become_a_folder_and_a_folder_a_file() {
    let project = Project::new();
    let (file, folder) = ([("a", "file")], [("a/b/c.html", "1"), ("a/d.html", "2")]);
    project.must_publish(&file);
    assert_eq!(project.must_publish(&folder), counts(2, 0, 1));
    assert_eq!(project.tree(), "a/b/c.html=1 a/d.html=2");
    assert_eq!(project.must_publish(&file), counts(1, 0, 2));
    assert_eq!(project.tree(), "a=file");
    project.must_publish(&[]);
    assert_eq!(project.tree(), "");
}

#[test]
fn a_folder_does_not_become_a_file_while_somebody_else_has_a_file_in_it() {
    let project = Project::new();
    project.must_publish(&[("a/b/c.html", "1")]);
    project.write("public/a/b/theirs.txt", "theirs");
    let refused = project.publish(&[("a", "file")]);
    assert_eq!(
        messages(&refused.diagnostics),
        "P002 cannot write `a`: a folder has that name, and `a/b/theirs.txt` is not ours to delete"
    );
    assert_eq!(project.tree(), "a/b/c.html=1 a/b/theirs.txt=theirs");
    let refused = project.publish(&[("a/b/theirs.txt/d.html", "1")]);
    assert_eq!(
        messages(&refused.diagnostics),
        "P002 cannot write `a/b/theirs.txt/d.html`: `a/b/theirs.txt` is not a folder"
    );
}

#[test]
fn outputs_that_exclude_each_other_are_refused_before_anything_changes() {
    let project = Project::new();
    project.must_publish(&[("index.html", "1")]);
    let both = project.publish(&[("a", "file"), ("a/b.html", "2")]);
    assert_eq!(
        messages(&both.diagnostics),
        "P002 cannot write `a/b.html`: `a` is both a file and a folder of this site"
    );
    let twice = project.publish(&[("a.html", "1"), ("a.html", "2")]);
    assert_eq!(
        messages(&twice.diagnostics),
        "P002 cannot write `a.html`: two outputs have that name"
    );
    assert_eq!(project.tree(), "index.html=1");
}

#[test]
fn a_file_that_appears_during_the_build_is_not_replaced() {
    let project = Project::new();
    project.must_publish(&[("index.html", "1")]);
    let stage = Stage::open(&project.output()).expect("our folder");
    stage.put(&artifact("new.html", "ours")).expect("room");
    project.write("public/new.html", "theirs");
    let done = stage.commit(NOW);
    assert_eq!(
        messages(&done.diagnostics),
        "P002 cannot write `new.html`: something appeared there during the build (0 of 1 new \
         files are in place; every file is whole, and the next build completes the rest)"
    );
    assert_eq!(project.read("public/new.html"), "theirs");
    // Nor is it ours from then on.
    let again = project.publish(&[("index.html", "1"), ("new.html", "ours")]);
    assert_eq!(
        messages(&again.diagnostics),
        "P002 cannot write `new.html`: a file that we did not write has that name"
    );
    assert_eq!(project.must_publish(&[("index.html", "1")]), counts(0, 1, 0));
    assert_eq!(project.tree(), "index.html=1 new.html=theirs");
}

#[test]
fn what_builds_that_were_stopped_put_in_its_place_is_ours() {
    let project = Project::new();
    project.must_publish(&[("index.html", "1")]);
    // As a build leaves it that was killed after it had moved its only file.
    project.write("public/killed/x.html", "x");
    let hash = goodfit::source::digest(b"x").map(|byte| format!("{byte:02x}")).concat();
    let journal = format!(
        r#"{{"version":1,"generator":"goodfit","now":"2026-11-22","complete":false,"folders":["killed"],"files":[{{"path":"killed/x.html","len":1,"hash":"{hash}"}}]}}"#
    );
    project.write("public/.goodfit/journal.json", &journal);
    // Another one that did not come to its end.
    let stage = Stage::open(&project.output()).expect("our folder");
    for name in ["index.html", "new/b.html", "z.html"] {
        stage.put(&artifact(name, "2")).expect("room");
    }
    project.write("public/z.html", "theirs");
    let done = stage.commit(NOW);
    assert!(messages(&done.diagnostics).contains("(2 of 3 new files are in place"));
    assert_eq!(project.tree(), "index.html=2 killed/x.html=x new/b.html=2 z.html=theirs");
    let journal = project.read("public/.goodfit/journal.json");
    for name in ["killed/x.html", "new/b.html"] {
        assert!(journal.contains(name), "{name} is forgotten: {journal}");
    }
    assert!(!journal.contains("z.html"), "{journal}");
    let changes = goodfit::disk::changes(&project.output(), None).expect_err("it was stopped");
    assert!(changes.ends_with("was stopped; build again"), "{changes}");
    project.write("public/.goodfit/journal.json.new", "half");
    assert_eq!(project.must_publish(&[("index.html", "2")]), counts(0, 1, 2));
    assert_eq!(project.tree(), "index.html=2 z.html=theirs");
    assert_eq!(control(&project), ["lock", "manifest.json"]);
    // One that cannot be read stops everything, and to clean takes it away.
    project.write("public/.goodfit/journal.json", "{");
    let refused = project.publish(&[]);
    assert!(messages(&refused.diagnostics).starts_with("P008 cannot read `.goodfit/journal.json`"));
    project.write("public/.goodfit/journal.json", &journal);
    assert_eq!(clean(&project.output()).value, Cleaned { deleted: 1, kept: 0 });
    assert!(!project.public().join(".goodfit").exists());
}

/// The names in the control folder.
fn control(project: &Project) -> Vec<String> {
    let entries = fs::read_dir(project.public().join(".goodfit")).expect("a folder");
    let name = |entry: std::io::Result<fs::DirEntry>| {
        entry.expect("our disk").file_name().to_string_lossy().into_owned()
    };
    let mut names: Vec<String> = entries.map(name).collect();
    names.sort();
    names
}

#[cfg(unix)]
#[test]
fn a_link_inside_the_output_folder_is_never_written_through() {
    use std::os::unix::fs::symlink;
    let project = Project::new();
    project.write("elsewhere/a.html", "outside");
    project.must_publish(&[("index.html", "1"), ("a/a.html", "2")]);
    let elsewhere = project.root.path().join("elsewhere");

    symlink(elsewhere.join("a.html"), project.public().join("b.html")).expect("room");
    let file = project.publish(&[("b.html", "3")]);
    assert_eq!(
        messages(&file.diagnostics),
        "P010 `b.html` in the output folder is a symbolic link"
    );
    fs::remove_dir_all(project.public().join("a")).expect("it is there");
    symlink(&elsewhere, project.public().join("a")).expect("room");
    let folder = project.publish(&[("a/a.html", "3")]);
    assert_eq!(messages(&folder.diagnostics), "P010 `a` in the output folder is a symbolic link");

    // The stale `a/a.html` is behind a link now, so it is not the file that we wrote.
    assert_eq!(project.must_publish(&[("index.html", "1")]), counts(0, 1, 0));
    assert_eq!(project.read("elsewhere/a.html"), "outside");
    assert_eq!(project.tree(), "a@= b.html@= index.html=1");
    assert_eq!(clean(&project.output()).value, Cleaned { deleted: 1, kept: 0 });
    assert_eq!(project.tree(), "a@= b.html@=");

    let project = Project::new();
    project.write("elsewhere/x", "outside");
    fs::create_dir(project.public()).expect("room");
    symlink(project.root.path().join("elsewhere"), project.public().join(".goodfit"))
        .expect("room");
    let control = project.publish(&[("index.html", "1")]);
    assert_eq!(
        messages(&control.diagnostics),
        "P010 `.goodfit` in the output folder is a symbolic link"
    );
}

#[cfg(unix)]
#[test]
fn a_link_that_appears_during_the_build_is_not_followed() {
    use std::os::unix::fs::symlink;
    let project = Project::new();
    project.write("elsewhere/keep.txt", "outside");
    project.must_publish(&[("index.html", "1")]);
    let stage = Stage::open(&project.output()).expect("our folder");
    stage.put(&artifact("a/index.html", "2")).expect("room");
    symlink(project.root.path().join("elsewhere"), project.public().join("a")).expect("room");
    let done = stage.commit(NOW);
    assert!(messages(&done.diagnostics).starts_with("P010 `a` in the output folder"));
    assert_eq!(show(&project.root.path().join("elsewhere")), "keep.txt=outside");
}

#[cfg(unix)]
#[test]
fn copies_come_from_the_project_and_are_not_programs() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let project = Project::new();
    let big = "0123456789abcdef".repeat(20_000);
    project.write("content/big.bin", &big);
    let source = project.root.path().join("content/big.bin");
    fs::set_permissions(&source, fs::Permissions::from_mode(0o755)).expect("our file");
    let copy = |from: &str| {
        let stage = Stage::open(&project.output())?;
        let from = SourcePath::new(from).expect("a path");
        let path = OutPath::new("files/big.bin").expect("a path");
        stage.put(&Artifact { path, content: Content::Copy(from) })?;
        let done = stage.commit(NOW);
        assert_eq!(messages(&done.diagnostics), "");
        Ok::<_, Diagnostic>(done.value)
    };
    assert_eq!(copy("content/big.bin"), Ok(counts(1, 0, 0)));
    assert_eq!(copy("content/big.bin"), Ok(counts(0, 1, 0)));
    let published = project.public().join("files/big.bin");
    assert_eq!(fs::read_to_string(&published).expect("a file"), big);
    assert_eq!(fs::metadata(&published).expect("a file").permissions().mode() & 0o111, 0);
    // One byte in the second block differs, the length does not.
    project.write("content/big.bin", &big.replacen("f0", "f1", 9000));
    assert_eq!(copy("content/big.bin"), Ok(counts(1, 0, 0)));

    let outside = tempfile::tempdir().expect("a temporary folder");
    write(&outside.path().join("secret"), "secret");
    symlink(outside.path().join("secret"), project.root.path().join("content/link.bin"))
        .expect("room");
    let problem = copy("content/link.bin").expect_err("it leads outside");
    assert!(messages(&[problem]).starts_with("P005 the symbolic link `content/link.bin`"));
}

#[test]
fn an_output_folder_among_the_sources_is_refused() {
    let project = Project::new();
    let root = project.root.path();
    for (output, words) in [
        ("", "is the project itself"),
        ("..", "is the project itself or a folder around it"),
        ("content", "lies inside `content/`"),
        ("content/public", "lies inside `content/`"),
        ("public/../data/x/y", "lies inside `data/`"),
        ("themes", "lies inside `themes/`"),
    ] {
        let refused = publish(&OutputFolder::new(root.join(output), root), &[("index.html", "1")]);
        let message = messages(&refused.diagnostics);
        assert!(message.starts_with("P009 the output folder"), "{output}: {message}");
        assert!(message.contains(words), "{output}: {message}");
    }
    assert_eq!(tree(root).len(), 1, "only the empty content folder");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(root.join("content"), root.join("public")).expect("room");
        let refused = project.publish(&[("index.html", "1")]);
        assert!(messages(&refused.diagnostics).starts_with("P009"), "through a link");
    }
}

#[test]
fn a_manifest_that_we_cannot_read_stops_everything() {
    let project = Project::new();
    project.must_publish(&[("index.html", "1")]);
    for broken in ["", "{", r#"{"version":99}"#] {
        project.write("public/.goodfit/manifest.json", broken);
        let refused = project.publish(&[]);
        assert!(messages(&refused.diagnostics).starts_with("P008"), "{broken}");
        assert!(messages(&clean(&project.output()).diagnostics).starts_with("P008"), "{broken}");
        assert_eq!(project.read("public/.goodfit/manifest.json"), broken);
    }
    assert_eq!(project.tree(), "index.html=1");
}

#[test]
fn the_same_site_gives_the_same_manifest_whatever_the_order_and_the_history() {
    let (one, two) = (Project::new(), Project::new());
    one.must_publish(&[("a.html", "1"), ("b/c.html", "2"), ("s.css", "3")]);
    two.must_publish(&[("b/c.html", "old"), ("gone/x.html", "9")]);
    two.must_publish(&[("s.css", "3"), ("b/c.html", "2"), ("a.html", "1")]);
    let manifest = |project: &Project| project.read("public/.goodfit/manifest.json");
    assert_eq!(manifest(&one), manifest(&two));
    assert!(manifest(&one).contains(r#""now":"2026-11-22","complete":true,"folders":["b"]"#));
}

#[test]
fn many_threads_can_put_at_once() {
    use rayon::prelude::*;
    let project = Project::new();
    let files: Vec<Artifact> =
        (0..500).map(|n| artifact(&format!("p{}/{n}/index.html", n % 7), &n.to_string())).collect();
    for (written, unchanged) in [(500, 0), (0, 500)] {
        let stage = Stage::open(&project.output()).expect("ours");
        files.par_iter().try_for_each(|file| stage.put(file)).expect("room");
        assert_eq!(stage.commit(NOW).value, counts(written, unchanged, 0));
    }
    assert_eq!(tree(&project.public()).len(), 500);
}

#[test]
fn cleaning_leaves_what_is_not_ours_and_what_was_edited() {
    let project = Project::new();
    project.must_publish(&[("index.html", "1"), ("a/index.html", "2"), ("b/c/index.html", "3")]);
    project.write("public/a/theirs.txt", "theirs");
    project.write("public/index.html", "?");
    let done = clean(&project.output());
    assert_eq!(done.value, Cleaned { deleted: 2, kept: 1 });
    assert_eq!(
        messages(&done.diagnostics),
        "P011 `index.html` was edited after it was published, so it was left"
    );
    assert_eq!(project.tree(), "a/theirs.txt=theirs index.html=?");
    assert!(!project.public().join(".goodfit").exists());
    assert!(messages(&project.publish(&[]).diagnostics).starts_with("P001"));
}

#[test]
fn cleaning_what_is_not_there_or_empty_does_nothing() {
    let project = Project::new();
    assert_eq!(clean(&project.output()), Diagnosed::clean(Cleaned::default()));
    assert!(!project.public().exists());
    project.write("public/.gitignore", "*");
    assert_eq!(clean(&project.output()), Diagnosed::clean(Cleaned::default()));
    assert_eq!(project.tree(), ".gitignore=*");
    assert!(!project.public().join(".goodfit").exists());
}
