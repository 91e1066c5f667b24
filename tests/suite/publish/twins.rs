//! Compressed twins are outputs like any other, and are made only when they have to be.

use super::{NOW, Project, artifact, counts, messages, mtime, tree};
use goodfit::compress::{Encoding, compress, twins};
use goodfit::diagnostics::Diagnostic;
use goodfit::disk::{Published, Stage};
use std::fs;
use std::path::Path;

fn text(word: &str) -> String {
    format!("<p>{word}</p>\n").repeat(300)
}

fn put(
    project: &Project,
    files: &[(&str, &str)],
    encodings: &[Encoding],
) -> Result<Published, Diagnostic> {
    let stage = Stage::open(&project.output())?;
    for (path, text) in files {
        let artifact = artifact(path, text);
        stage.put_with(&artifact, &twins(&artifact.path, encodings))?;
    }
    let done = stage.commit(NOW);
    assert_eq!(messages(&done.diagnostics), "");
    Ok(done.value)
}

fn names(project: &Project) -> Vec<String> {
    tree(&project.public()).into_keys().collect()
}

#[test]
fn twins_come_and_go_with_their_originals_and_with_the_wish_for_them() {
    let project = Project::new();
    let (one, two) = (text("one"), text("two"));
    let both = &Encoding::ALL;
    let site =
        [("a/index.html", &*one), ("b.css", &*two), ("short.txt", "short"), ("p.png", &*one)];
    assert_eq!(put(&project, &site, both).expect("room"), counts(8, 0, 0));
    assert_eq!(
        names(&project),
        [
            "a/index.html",
            "a/index.html.br",
            "a/index.html.gz",
            "b.css",
            "b.css.br",
            "b.css.gz",
            "p.png",
            "short.txt"
        ]
    );
    for (encoding, name) in [(Encoding::Gzip, "b.css.gz"), (Encoding::Brotli, "b.css.br")] {
        let bytes = fs::read(project.public().join(name)).expect("a file");
        assert_eq!(Some(bytes), compress(two.as_bytes(), encoding));
    }
    assert_eq!(put(&project, &site, both).expect("room"), counts(0, 8, 0));
    assert_eq!(put(&project, &site[1..], &[Encoding::Brotli]).expect("room"), counts(0, 4, 4));
    assert_eq!(names(&project), ["b.css", "b.css.br", "p.png", "short.txt"]);
    assert_eq!(put(&project, &site[1..], &[]).expect("room"), counts(0, 3, 1));
    // What became too short loses its twins.
    put(&project, &site, both).expect("room");
    assert_eq!(put(&project, &[("b.css", "short")], both).expect("room"), counts(1, 0, 7));
}

#[test]
fn a_file_of_others_is_never_taken_for_a_twin() {
    let project = Project::new();
    let one = text("one");
    project.must_publish(&[("b.css", &one)]);
    project.write("public/b.css.gz", "theirs");
    let problem = put(&project, &[("b.css", &one)], &Encoding::ALL).expect_err("refused");
    assert!(problem.message.contains("b.css.gz"), "{}", problem.message);
    assert_eq!(project.read("public/b.css.gz"), "theirs");
    assert_eq!(names(&project), ["b.css", "b.css.gz"]);
}

#[test]
fn a_twin_that_somebody_edited_or_removed_is_restored() {
    let project = Project::new();
    let one = text("one");
    let site = [("b.css", &*one)];
    put(&project, &site, &Encoding::ALL).expect("room");
    let before = tree(&project.public());
    let brotli = project.public().join("b.css.br");
    let len = fs::metadata(&brotli).expect("a file").len();
    fs::write(&brotli, "x".repeat(usize::try_from(len).expect("it is small"))).expect("room");
    fs::remove_file(project.public().join("b.css.gz")).expect("it is there");
    assert_eq!(put(&project, &site, &Encoding::ALL).expect("room"), counts(2, 1, 0));
    assert!(tree(&project.public()) == before);
}

/// Puts other bytes in the place of a twin, and lets the manifest say that they are ours.
fn forge(project: &Project, name: &str, text: &str) {
    let path = project.public().join(name);
    let old = blake3::hash(&fs::read(&path).expect("a file")).to_hex();
    let len = fs::metadata(&path).expect("a file").len();
    fs::write(&path, text).expect("room");
    let manifest = project.read("public/.goodfit/manifest.json");
    let hash = blake3::hash(text.as_bytes()).to_hex();
    let was = format!(r#""len":{len},"hash":"{old}""#);
    assert!(manifest.contains(&was));
    let now = format!(r#""len":{},"hash":"{hash}""#, text.len());
    project.write("public/.goodfit/manifest.json", &manifest.replace(&was, &now));
}

/// What is made from the same bytes is not made again. That cannot be seen from outside, unless what is
/// there could never have been made.
#[test]
fn a_twin_is_made_again_only_if_its_original_changed() {
    let project = Project::new();
    let (one, two) = (text("one"), text("two"));
    put(&project, &[("b.css", &one)], &Encoding::ALL).expect("room");
    forge(&project, "b.css.br", "forged");
    let forged = mtime(&project.public().join("b.css.br"));
    assert_eq!(put(&project, &[("b.css", &one)], &Encoding::ALL).expect("room"), counts(0, 3, 0));
    assert_eq!(project.read("public/b.css.br"), "forged");
    assert_eq!(mtime(&project.public().join("b.css.br")), forged);
    put(&project, &[("b.css", &two)], &Encoding::ALL).expect("room");
    let bytes = fs::read(project.public().join("b.css.br")).expect("a file");
    assert_eq!(Some(bytes), compress(two.as_bytes(), Encoding::Brotli));
}

#[test]
fn what_an_author_packed_is_not_taken_for_a_twin_later() {
    let project = Project::new();
    let one = text("one");
    project.must_publish(&[("b.css", &one), ("b.css.gz", "packed by hand")]);
    put(&project, &[("b.css", &one)], &[Encoding::Gzip]).expect("room");
    let bytes = fs::read(project.public().join("b.css.gz")).expect("a file");
    assert_eq!(Some(bytes), compress(one.as_bytes(), Encoding::Gzip));
}

#[test]
fn the_manifest_of_a_site_with_twins_has_no_history() {
    let (one, two) = (text("one"), text("two"));
    let manifest = |project: &Project| project.read("public/.goodfit/manifest.json");
    let (old, fresh) = (Project::new(), Project::new());
    for word in [&one, &two, &one] {
        put(&old, &[("b.css", word), ("a.html", &two)], &Encoding::ALL).expect("room");
    }
    put(&fresh, &[("a.html", &two), ("b.css", &one)], &Encoding::ALL).expect("room");
    assert_eq!(manifest(&old), manifest(&fresh));
    assert_eq!(manifest(&old).matches("made_from").count(), 4);
    // A site without twins has the manifest that it always had.
    old.must_publish(&[("b.css", &one)]);
    assert!(!manifest(&old).contains("made_from"));
    assert!(!Path::new(&old.public().join("b.css.gz")).exists());
}
