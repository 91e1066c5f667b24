//! Addresses over time: `urls.lock`, the rules about it and the command that writes it.

use crate::support;
use assert_cmd::Command;
use goodfit::check::Flags;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// What the rules about addresses find in a project.
fn said(project: &str) -> String {
    let flags = Flags {
        rules: ["lost-address", "new-address", "address-back"].map(str::to_owned).to_vec(),
        ..Flags::default()
    };
    support::check(project, &flags).1
}

#[test]
fn an_address_is_lost_unless_something_leads_on_from_it_or_it_is_declared_gone() {
    let lock = "/\n/a/\n/b/\n/c/\n/old.html\n/plan.pdf\n/d/ gone: nobody read it\n/topics/x/\n";
    let project = format!(
        "--- content/a.md\n---\ntitle: A\naliases: [/b/, /old.html]\ntaxonomies: {{topics: [x]}}\n---\n--- urls.lock\n{lock}"
    );
    expect_test::expect![[r#"
        urls.lock:4:1: error[U001]: nothing has the address `/c/` any more (add `aliases: [/c/]` to the page it became; or, if it became none, write `/c/ gone: ` and why in this line)
        urls.lock:6:1: error[U001]: nothing has the address `/plan.pdf` any more (put the file back; or write `/plan.pdf gone: ` and why in this line)
    "#]].assert_eq(&said(&project));
}

#[test]
fn pages_that_are_hidden_for_now_are_lost_only_if_somebody_took_them_back() {
    let page =
        |name: &str, key: &str| format!("--- content/{name}.md\n---\ntitle: T\n{key}\n---\n");
    let project = [
        page("draft", "draft: true"),
        page("future", "publish_date: 2027-01-01"),
        page("expired", "expiry_date: 2026-01-01"),
        "--- content/trip/index.md\n---\ntitle: T\nslug: journey\nexpiry_date: 2026-01-01\n---\n"
            .to_owned(),
        "--- content/trip/map.pdf\n".to_owned(),
        "--- urls.lock\n/\n/draft/\n/expired/\n/future/\n/journey/\n/journey/map.pdf\n".to_owned(),
    ]
    .concat();
    expect_test::expect![[r#"
        urls.lock:2:1: error[U001]: nothing has the address `/draft/` any more (publish the page again; or write `/draft/ gone: ` and why in this line)
    "#]].assert_eq(&said(&project));
}

#[test]
fn new_addresses_are_one_finding_and_only_where_the_file_is() {
    let pages: String =
        (1..=5).map(|n| format!("--- content/p{n}.md\n---\ntitle: P\n---\n")).collect();
    assert_eq!(said(&pages), "");
    expect_test::expect![[r#"
        urls.lock: warning[U002]: the addresses `/p1/`, `/p2/`, `/p3/` and 2 more are not remembered yet (once they are published, add them with `goodfit urls --write`)
    "#]].assert_eq(&said(&format!("{pages}--- urls.lock\n/\n")));
}

#[test]
fn what_was_gone_and_is_back_is_told() {
    let project = "--- content/a.md\n---\ntitle: A\naliases: [/b/]\n---\n\
        --- urls.lock\n/\n/a/ gone: x\n/b/ gone: x\n/c/ gone: x\n";
    expect_test::expect![[r#"
        urls.lock:2:1: warning[U003]: `/a/` is declared gone, and something has this address again (leave only `/a/` in this line, or give the page another address)
        urls.lock:3:1: warning[U003]: `/b/` is declared gone, and leads to `/a/` all the same (leave only `/b/` in this line, or give the page another address)
    "#]].assert_eq(&said(project));
}

#[test]
fn addresses_are_remembered_below_any_base_path_and_with_any_letters() {
    let project = "--- goodfit.yaml\ntitle: T\nbase_url: https://example.org/guide/\n\
        --- content/a b.pdf\n--- content/50%.txt\n--- content/_headers\n/*\n\
        --- urls.lock\n/\n/50%25.txt\n/a%20b.pdf\n";
    assert_eq!(said(project), "");
}

#[test]
fn an_ordinary_build_stops_at_a_lost_address() {
    let dir = site();
    write(dir.path(), "urls.lock", "/\n/lost/\n/one/\n");
    let (code, _, said) = goodfit(dir.path(), &["build", "--message-format", "short"]);
    assert_eq!(code, 1);
    assert!(said.contains("urls.lock:2:1: error[U001]"), "{said}");
    assert!(!dir.path().join("public/index.html").exists());
}

fn goodfit(dir: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_goodfit"))
        .current_dir(dir)
        .env_clear()
        .args(arguments)
        .output()
        .expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("it writes UTF-8");
    (output.status.code().expect("it was not killed"), text(output.stdout), text(output.stderr))
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("it has a parent")).expect("it can be made");
    fs::write(path, text).expect("it can be written");
}

fn site() -> TempDir {
    let dir = TempDir::new().expect("a temporary folder");
    write(dir.path(), "goodfit.yaml", "title: T\nbase_url: https://example.org/\n");
    write(dir.path(), "content/_index.md", "---\ntitle: Home\n---\n");
    write(dir.path(), "content/one.md", "---\ntitle: One\n---\n");
    write(dir.path(), "content/draft.md", "---\ntitle: Draft\ndraft: true\n---\n");
    dir
}

#[test]
fn the_command_shows_what_it_adds_and_takes_nothing_away() {
    let dir = site();
    let lock = || fs::read_to_string(dir.path().join("urls.lock")).unwrap_or_default();
    let (code, out, said) = goodfit(dir.path(), &["urls"]);
    assert_eq!((code, out.as_str()), (0, "+ /\n+ /one/\n"), "{said}");
    assert_eq!(said, "2 addresses: 2 new; add them with `goodfit urls --write`\n");
    assert_eq!(lock(), "", "nothing was asked for");
    let (code, out, said) = goodfit(dir.path(), &["urls", "--write"]);
    assert_eq!((code, out.as_str()), (0, "+ /\n+ /one/\n"), "{said}");
    assert!(
        lock().starts_with("# Every address") && lock().ends_with("\n/\n/one/\n"),
        "{}",
        lock()
    );
    // A page is renamed: its old address stays, and is told.
    fs::rename(dir.path().join("content/one.md"), dir.path().join("content/two.md")).expect("room");
    let (code, out, _) = goodfit(dir.path(), &["urls", "--write"]);
    assert_eq!((code, out.as_str()), (0, "+ /two/\n? /one/\n"));
    assert!(lock().ends_with("\n/\n/one/\n/two/\n"), "{}", lock());
    let before = lock();
    let (code, out, said) = goodfit(dir.path(), &["urls", "--write"]);
    assert_eq!((code, out.as_str(), lock()), (0, "? /one/\n", before), "{said}");
}

#[test]
fn the_command_remembers_nothing_that_readers_cannot_see() {
    let dir = site();
    let (code, _, said) = goodfit(dir.path(), &["urls", "--write", "--drafts"]);
    assert_eq!(code, 2);
    assert!(said.contains("has not been published"), "{said}");
    assert!(!dir.path().join("urls.lock").exists());
}

#[test]
fn a_file_with_lines_that_make_no_sense_is_left_as_it_is() {
    let dir = site();
    write(dir.path(), "urls.lock", "<<<<<<< HEAD\n/\n");
    let (code, out, said) = goodfit(dir.path(), &["urls", "--write", "--message-format", "short"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(said.contains("urls.lock:1:1: error[U004]"), "{said}");
    let text = fs::read_to_string(dir.path().join("urls.lock")).expect("it is there");
    assert_eq!(text, "<<<<<<< HEAD\n/\n");
}
