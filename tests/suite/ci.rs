//! The workflows that `init --ci` writes.

use assert_cmd::Command;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

fn goodfit(dir: &Path, arguments: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_goodfit"))
        .current_dir(dir)
        .env_clear()
        .args(arguments)
        .output()
        .expect("the program runs");
    let said = String::from_utf8(output.stderr).expect("it writes UTF-8");
    (output.status.code().expect("it was not killed"), said)
}

fn folder() -> TempDir {
    TempDir::new().expect("a temporary folder")
}

/// Each workflow, made in a folder of its own: where it lies, and its text.
fn workflows() -> Vec<(&'static str, String)> {
    [("github", ".github/workflows/goodfit.yml"), ("gitlab", ".gitlab-ci.yml")]
        .into_iter()
        .map(|(service, path)| {
            let dir = folder();
            let (code, said) = goodfit(dir.path(), &["init", "--ci", service]);
            assert_eq!(code, 0, "{said}");
            assert!(dir.path().join("goodfit.yaml").is_file(), "the site was made too");
            (path, fs::read_to_string(dir.path().join(path)).expect("it was made"))
        })
        .collect()
}

/// Every text in a YAML value that `wanted` is the key of.
#[cfg(feature = "external")]
fn under<'v>(value: &'v serde_yaml::Value, wanted: &str, found: &mut Vec<&'v str>) {
    match value {
        serde_yaml::Value::Mapping(map) => {
            for (key, value) in map {
                match value {
                    serde_yaml::Value::String(text) if key.as_str() == Some(wanted) => {
                        found.push(text);
                    }
                    serde_yaml::Value::Sequence(items) if key.as_str() == Some(wanted) => {
                        found.extend(items.iter().filter_map(|item| item.as_str()));
                        items.iter().for_each(|item| under(item, wanted, found));
                    }
                    other => under(other, wanted, found),
                }
            }
        }
        serde_yaml::Value::Sequence(items) => {
            items.iter().for_each(|item| under(item, wanted, found));
        }
        _ => {}
    }
}

#[cfg(feature = "external")]
#[test]
fn the_workflows_are_yaml_and_their_commands_exist() {
    let dir = folder();
    for (path, text) in workflows() {
        let value: serde_yaml::Value = serde_yaml::from_str(&text).expect(path);
        let mut commands = Vec::new();
        under(&value, "run", &mut commands);
        under(&value, "script", &mut commands);
        let ours: Vec<&str> =
            commands.into_iter().filter(|line| line.starts_with("goodfit ")).collect();
        for wanted in ["check links --external", "build --check", "check --deny warnings"] {
            assert!(ours.iter().any(|line| line.contains(wanted)), "{path} has no `{wanted}`");
        }
        for line in ours {
            let words = line.split_whitespace().skip(1).take_while(|w| !matches!(*w, ">" | "||"));
            // An option that does not exist is an error before the help.
            let mut arguments: Vec<&str> = words.collect();
            arguments.push("--help");
            let (code, said) = goodfit(dir.path(), &arguments);
            assert_eq!(code, 0, "{path}: {line}: {said}");
        }
        let version = concat!("goodfit@", env!("CARGO_PKG_VERSION"));
        assert!(text.contains(version) && !text.contains("VERSION"), "{path}");
    }
}

#[test]
fn actions_are_pinned_by_commit_and_say_which_release_that_is() {
    let (path, text) = workflows().remove(0);
    let mut count = 0;
    for line in text.lines().filter_map(|line| line.trim().strip_prefix("- uses: ")) {
        let (action, release) = line.split_once(" # v").unwrap_or_else(|| panic!("{path}: {line}"));
        let (_, commit) = action.split_once('@').unwrap_or_else(|| panic!("{path}: {line}"));
        assert!(commit.len() == 40 && commit.bytes().all(|b| b.is_ascii_hexdigit()), "{line}");
        assert!(release.split('.').count() == 3, "{line}");
        count += 1;
    }
    assert!(count >= 5, "only {count} actions were found");
}

#[test]
fn the_weekly_run_is_apart_from_the_others() {
    let (_, text) = workflows().remove(0);
    let value: serde_yaml::Value = serde_yaml::from_str(&text).expect("YAML");
    let only = |job: &str| value["jobs"][job]["if"].as_str().unwrap_or_default().to_owned();
    assert_eq!(only("site"), "github.event_name != 'schedule'");
    for job in ["stale", "links"] {
        assert!(only(job).starts_with("github.event_name == 'schedule'"), "{job}");
    }
    assert_eq!(value["permissions"]["contents"].as_str(), Some("read"));
}

#[test]
fn a_file_that_is_there_is_never_replaced() {
    let dir = folder();
    fs::write(dir.path().join(".gitlab-ci.yml"), "mine").expect("room");
    let (code, said) = goodfit(dir.path(), &["init", "--ci", "gitlab"]);
    assert_eq!(code, 2);
    assert!(said.contains("is there already; nothing was changed"), "{said}");
    assert_eq!(fs::read(dir.path().join(".gitlab-ci.yml")).expect("it is there"), b"mine");
    assert!(!dir.path().join("goodfit.yaml").exists(), "nothing else was made");
    // Where there is a site, it stays as it is.
    assert_eq!(goodfit(dir.path(), &["init"]).0, 0);
    fs::write(dir.path().join("content/first-page.md"), "mine").expect("room");
    let (code, said) = goodfit(dir.path(), &["init", "--ci", "github"]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(fs::read(dir.path().join("content/first-page.md")).expect("it is there"), b"mine");
}
