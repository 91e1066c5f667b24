//! The program as installed: arguments, streams, exit codes, and a kill at any moment.

use assert_cmd::Command;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tempfile::TempDir;

/// A folder with a small site in it.
pub struct Site {
    pub dir: TempDir,
}

impl Site {
    pub fn new() -> Self {
        let site = Self { dir: TempDir::new().expect("a temporary folder") };
        site.write("goodfit.yaml", "title: Test\nbase_url: https://example.org/\n");
        site.write("content/_index.md", "---\ntitle: Home\n---\n");
        site.write("content/one.md", "---\ntitle: One\ndate: 2026-01-02\n---\n\nText.\n");
        site
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.dir.path().join(path)
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("it has a parent")).expect("it can be made");
        fs::write(path, text).expect("it can be written");
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        let output = Command::new(env!("CARGO_BIN_EXE_goodfit"))
            .current_dir(self.dir.path())
            .env_clear()
            .args(arguments)
            .output()
            .expect("the program runs");
        Ran {
            code: output.status.code().expect("it was not killed"),
            out: String::from_utf8(output.stdout).expect("it writes UTF-8"),
            err: String::from_utf8(output.stderr).expect("it writes UTF-8"),
        }
    }
}

pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// Every file below a folder, but for our own records.
pub fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(root)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .filter_map(|entry| {
            let name = entry.path().strip_prefix(root).ok()?.to_str()?.to_owned();
            let bytes = fs::read(entry.path()).ok()?;
            (!name.starts_with(".goodfit/")).then_some((name, bytes))
        })
        .collect()
}

#[test]
fn the_smallest_site_builds_and_says_so_on_standard_error() {
    let site = Site::new();
    let ran = site.run(&["build"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    assert!(ran.err.starts_with("2 pages in "), "{}", ran.err);
    assert!(ran.err.trim_end().ends_with("written)"), "{}", ran.err);
    assert!(site.path("public/one/index.html").is_file());
}

#[test]
fn findings_go_to_standard_error_for_people_and_to_standard_output_for_programs() {
    let site = Site::new();
    site.write("content/two.md", "---\ntitel: Two\n---\n");
    let people = site.run(&["check"]);
    assert_eq!((people.code, people.out.as_str()), (1, ""));
    assert!(people.err.contains("--> content/two.md:2:1"), "{}", people.err);
    assert!(!people.err.contains('\u{1b}'), "colour without a terminal: {}", people.err);
    let programs = site.run(&["check", "--message-format", "json"]);
    assert_eq!(programs.code, 1);
    let first = programs.out.lines().find(|line| line.contains("F002")).expect("a line");
    let finding: serde_json::Value = serde_json::from_str(first).expect("JSON");
    assert_eq!(finding["code"], "F002");
    assert_eq!(finding["location"]["line"], 2);
}

#[test]
fn colour_is_there_only_if_asked_for() {
    let site = Site::new();
    site.write("content/two.md", "---\ntitel: Two\n---\n");
    assert!(site.run(&["check", "--color", "always"]).err.contains('\u{1b}'));
    assert!(!site.run(&["check", "--color", "never"]).err.contains('\u{1b}'));
}

#[test]
fn a_failed_build_changes_nothing() {
    let site = Site::new();
    assert_eq!(site.run(&["build"]).code, 0);
    let before = files(&site.path("public"));
    site.write("content/one.md", "---\ntitle: One\n---\n\n[gone](gone.md)\n");
    site.write("content/new.md", "---\ntitle: New\n---\n");
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("nothing was changed"), "{}", ran.err);
    assert_eq!(files(&site.path("public")), before);
}

#[test]
fn check_writes_nothing() {
    let site = Site::new();
    assert_eq!(site.run(&["check"]).code, 0);
    assert!(!site.path("public").exists());
}

#[test]
fn a_mistake_on_the_command_line_is_two() {
    let site = Site::new();
    for arguments in [
        &["buidl"][..],
        &["build", "--now", "yesterday"],
        &["build", "--base-url", "example.org"],
        &["build", "--root", "nowhere"],
        &["build", "--jobs", "0"],
        &["explain", "F999"],
    ] {
        let ran = site.run(arguments);
        assert_eq!(ran.code, 2, "{arguments:?}: {}", ran.err);
        assert!(!ran.err.is_empty() && !ran.err.contains("panicked"), "{}", ran.err);
    }
}

#[test]
fn the_day_comes_from_the_option_or_the_environment() {
    let site = Site::new();
    site.write("content/later.md", "---\ntitle: Later\npublish_date: 2030-01-01\n---\n");
    let published = |ran: Ran| ran.out.contains("content/later.md");
    assert!(!published(site.run(&["list", "published", "--now", "2029-12-31"])));
    assert!(published(site.run(&["list", "published", "--now", "2030-01-01"])));
    assert!(published(site.run(&["list", "published", "--future", "--now", "2029-12-31"])));
    let epoch = Command::new(env!("CARGO_BIN_EXE_goodfit"))
        .current_dir(site.dir.path())
        .env("SOURCE_DATE_EPOCH", "1900000000")
        .args(["list", "published"])
        .output()
        .expect("the program runs");
    assert!(String::from_utf8_lossy(&epoch.stdout).contains("content/later.md"));
}

#[test]
fn lists_are_tables_csv_or_json() {
    let site = Site::new();
    site.write("content/draft.md", "---\ntitle: \"Draft, with comma\"\ndraft: true\n---\n");
    let table = site.run(&["list", "drafts"]);
    assert!(
        table.out.starts_with("draft ") && table.out.contains("content/draft.md"),
        "{}",
        table.out
    );
    let csv = site.run(&["list", "--format", "csv"]);
    assert!(csv.out.contains("content/draft.md,,\"Draft, with comma\""), "{}", csv.out);
    let json = site.run(&["list", "--format", "json"]);
    let rows: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(rows.as_array().map(Vec::len), Some(3));
}

#[test]
fn init_makes_a_site_that_checks_clean_and_never_overwrites_one() {
    let dir = TempDir::new().expect("a temporary folder");
    let run = |arguments: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_goodfit"))
            .current_dir(dir.path())
            .args(arguments)
            .output()
            .expect("the program runs")
    };
    assert!(run(&["init", "site", "--title", "Ann's: \"site\""]).status.success());
    let checked = run(&["check", "--root", "site"]);
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    let before = files(&dir.path().join("site"));
    assert_eq!(run(&["init", "site"]).status.code(), Some(2));
    assert_eq!(files(&dir.path().join("site")), before);
    assert!(run(&["new", "--root", "site", "a/b-c"]).status.success());
    let page = fs::read_to_string(dir.path().join("site/content/a/b-c.md")).expect("it was made");
    assert!(page.contains("title: \"B c\"") && page.contains("draft: true"), "{page}");
    assert_eq!(run(&["new", "--root", "site", "a/b-c.md"]).status.code(), Some(2));
    assert_eq!(run(&["new", "--root", "site", "../../x.md"]).status.code(), Some(2));
    assert!(!dir.path().join("x.md").exists());
    assert!(run(&["check", "--root", "site"]).status.success());
}

#[test]
fn clean_deletes_what_build_wrote_and_nothing_else() {
    let site = Site::new();
    assert_eq!(site.run(&["build"]).code, 0);
    site.write("public/mine.txt", "mine");
    assert_eq!(site.run(&["clean"]).code, 0);
    assert_eq!(files(&site.path("public")).into_keys().collect::<Vec<_>>(), ["mine.txt"]);
    assert_eq!(site.run(&["clean"]).code, 1, "without a manifest nothing is ours");
}

#[test]
fn completions_and_explanations_are_printed() {
    let site = Site::new();
    for shell in ["bash", "zsh", "fish"] {
        assert!(site.run(&["completions", shell]).out.contains("goodfit"));
    }
    let ran = site.run(&["explain", "unknown-front-matter-key"]);
    assert!(ran.out.starts_with("F002 "), "{}", ran.out);
}

#[test]
fn numbers_and_days_that_make_no_sense_are_refused_in_plain_words() {
    let site = Site::new();
    let jobs = site.run(&["build", "-j", "100000"]);
    assert_eq!(jobs.code, 2);
    assert!(jobs.err.contains("expected a number of threads from 1 to 256"), "{}", jobs.err);
    assert!(site.run(&["build", "--help"]).out.contains("at most 256"));
    assert_eq!(site.run(&["build", "-j", "256"]).code, 0);
    let day = site.run(&["build", "--now", "today"]);
    assert_eq!(day.code, 2);
    assert!(day.err.contains("'today'"), "{}", day.err);
    assert!(day.err.contains("write a day such as 2026-11-21"), "{}", day.err);
}

#[test]
fn what_is_no_configuration_is_refused_before_anything_else_happens() {
    let site = Site::new();
    assert_eq!(site.run(&["build"]).code, 0);
    let before = files(&site.path("public"));
    fs::create_dir(site.path("conf")).expect("it can be made");
    for command in ["build", "check", "list", "serve"] {
        let missing = site.run(&[command, "-c", "nope.yaml"]);
        assert_eq!(missing.code, 2, "{}", missing.err);
        assert!(missing.err.contains("error[C004]"), "{}", missing.err);
        assert!(missing.err.contains("there is no `nope.yaml`"), "{}", missing.err);
        assert!(missing.err.contains("run `goodfit init`"), "{}", missing.err);
        let folder = site.run(&[command, "-c", "conf"]);
        assert_eq!(folder.code, 2, "{}", folder.err);
        assert!(folder.err.contains("`conf` is a folder"), "{}", folder.err);
    }
    assert_eq!(files(&site.path("public")), before);
    fs::remove_file(site.path("goodfit.yaml")).expect("it is there");
    assert_eq!(site.run(&["build"]).code, 2);
    // To take a site away no configuration is needed.
    assert_eq!(site.run(&["clean"]).code, 0);
}

#[test]
fn a_configuration_may_have_any_extension() {
    let site = Site::new();
    site.write("site.conf", "title: Another\nbase_url: https://example.org/\n");
    site.write("empty.png", "");
    assert_eq!(site.run(&["build", "-c", "site.conf"]).code, 0);
    let home = fs::read_to_string(site.path("public/index.html")).expect("it was written");
    assert!(home.contains("Another") && !home.contains("Untitled"), "{home}");
    let ran = site.run(&["build", "-c", "empty.png"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("the site has no `title`"), "{}", ran.err);
}

#[test]
fn check_refuses_the_output_folders_that_build_refuses() {
    let site = Site::new();
    site.write("theirs/letter.txt", "Dear all");
    for (output, code) in [("theirs", "P001"), ("content", "P009"), (".", "P009")] {
        for command in ["check", "build"] {
            let ran = site.run(&[command, "-o", output, "--message-format", "short"]);
            assert_eq!(ran.code, 1, "{command} -o {output}: {}", ran.err);
            assert!(ran.err.contains(code), "{command} -o {output}: {}", ran.err);
        }
    }
    assert_eq!(files(&site.path("theirs")).len(), 1);
    assert!(!site.path("theirs/.goodfit").exists());
    assert_eq!(site.run(&["build"]).code, 0);
    let lock = fs::File::open(site.path("public/.goodfit/lock")).expect("a build leaves it");
    lock.lock().expect("nobody has it");
    let ran = site.run(&["check"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("error[P007]"), "{}", ran.err);
    lock.unlock().expect("we have it");
    assert_eq!(site.run(&["check"]).code, 0);
}

#[cfg(target_os = "linux")]
#[test]
fn data_that_is_lost_is_a_failure_and_a_closed_pipe_is_not() {
    let site = Site::new();
    site.write("content/two.md", "---\ntitel: Two\n---\n");
    site.write("content/q.checklist.yaml", "title: Q\n");
    let run = |arguments: &[&str], out: Stdio| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_goodfit"))
            .current_dir(site.dir.path())
            .args(arguments)
            .stdout(out)
            .stderr(Stdio::piped())
            .output()
            .expect("the program runs");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    for (arguments, code) in [
        (&["list"][..], 1),
        (&["list", "--format", "json"], 1),
        (&["explain"], 0),
        (&["explain", "F003"], 0),
        (&["completions", "bash"], 0),
        (&["check", "--message-format", "json"], 1),
        (&["build", "--message-format", "json"], 1),
        (&["--help"], 0),
        (&["--version"], 0),
    ] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
        let (full, said) = run(arguments, full.into());
        assert_eq!(full, Some(2), "{arguments:?}: {said}");
        let words = "error: cannot write to standard output: the disk is full";
        assert!(said.contains(words), "{arguments:?}: {said}");
        let (reader, writer) = std::io::pipe().expect("there are pipes");
        drop(reader);
        let (closed, said) = run(arguments, writer.into());
        assert_eq!(closed, Some(code), "{arguments:?}: {said}");
        assert!(!said.contains("standard output"), "{arguments:?}: {said}");
    }
}

#[test]
fn a_list_is_alone_on_standard_output() {
    let site = Site::new();
    site.write("content/two.md", "---\ntitel: Two\n---\n");
    let ran = site.run(&["list", "--format", "json", "--message-format", "json"]);
    assert_eq!(ran.code, 1);
    let rows: serde_json::Value = serde_json::from_str(&ran.out).expect("one JSON value");
    assert_eq!(rows.as_array().map(Vec::len), Some(3));
    let first = ran.err.lines().next().expect("a line");
    let finding: serde_json::Value = serde_json::from_str(first).expect("JSON");
    assert_eq!(finding["code"], "F002");
}

#[test]
fn new_refuses_what_would_be_no_page() {
    let site = Site::new();
    let before = files(site.dir.path());
    for (arguments, words) in [
        (&["new", ""][..], "is no name for a page; name its file"),
        (&["new", ".md"], "is no name for a page; name its file"),
        (&["new", "q/"], "such as `q/first-call.md`, or `q/_index.md` for a section"),
        (&["new", "q/.md"], "such as `q/first-call.md`"),
        (&["new", ".hidden.md"], "names such as `.hidden.md` are passed over"),
        (&["new", "-r", "zzz", "y.md"], "there is no folder `zzz`"),
        (&["new", "-r", "content", "y.md"], "there is no `goodfit.yaml`"),
        (&["new", "y.md", "--title", " "], "a page needs a title"),
        (&["new", "one.md"], "`./content/one.md` is there already; nothing was changed"),
        (&["new", "One.md"], "`content/one.md` is there already, and `content/One.md` differs"),
        (&["new", "one.md/two.md"], "cannot make the folder `./content/one.md`: "),
        (&["init", "goodfit.yaml"], "is a file, not a folder"),
        (&["init"], "goodfit.yaml` is there already; nothing was changed"),
        (&["init", "other", "--title", ""], "a site needs a title"),
    ] {
        let ran = site.run(arguments);
        assert_eq!(ran.code, 2, "{arguments:?}: {}", ran.err);
        assert!(ran.err.contains(words), "{arguments:?}: {}", ran.err);
        assert!(!ran.err.contains("os error"), "{arguments:?}: {}", ran.err);
    }
    assert_eq!(files(site.dir.path()), before);
    let ran = site.run(&["new", "q/y"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, "made content/q/y.md, a draft\n"));
}

#[test]
fn a_questionnaire_is_looked_for_below_the_root() {
    let site = Site::new();
    let text = "\
title: Fit
answers: {no: No, partly: Partly, yes: Yes}
order: [no, partly, yes]
flag_on: [no]
marks: {core: the core questions}
sections:
  - id: heard
    title: Being heard
    questions:
      - {id: room, ask: Enough room?, marks: [core]}
stop_signs:
  heading: Has this happened?
  signs:
    - {id: threat, sign: Threats}
outcomes:
  - {id: leave, when: any stop, heading: Leave, short: Leave., text: Go., urgent: true}
  - {id: talk, when: no >= 1, heading: Talk, short: Talk., text: Say it.}
  - {id: good, heading: Good, short: Good., text: Stay.}
sources: [rogers1957]
published: 2026-11-21
review_by: 2027-11-21
funding: Nobody
limits: It is no test.
";
    site.write("sub/content/q.checklist.yaml", text);
    for arguments in [
        &["checklist", "explain", "-r", "sub", "content/q.checklist.yaml"][..],
        &["checklist", "explain", "-r", "sub", "sub/content/q.checklist.yaml"],
    ] {
        let ran = site.run(arguments);
        let head = "Fit\n1 question, 3 answers, 1 stop sign, 3 outcomes\n";
        assert!(ran.out.starts_with(head), "{arguments:?}: {}{}", ran.out, ran.err);
    }
    let ran = site.run(&["checklist", "explain", "nope.yaml"]);
    assert_eq!(ran.code, 2);
    assert_eq!(ran.err, "error: cannot read `nope.yaml`: it does not exist\n");
}

#[test]
fn no_build_holds_a_script() {
    let site = Site::new();
    assert_eq!(site.run(&["build"]).code, 0);
    for (name, bytes) in files(&site.path("public")) {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        // What describes the page to machines is data: no browser runs it.
        let text = text.replace("<script type=\"application/ld+json\">", "");
        assert!(!text.contains("<script"), "{name}");
    }
}

/// Kills real builds at many moments: every file is whole at any time, and the next build completes.
#[test]
fn a_killed_build_leaves_every_file_whole() {
    let site = Site::new();
    let page = |n: usize, word: &str| {
        let text = format!("{word} ").repeat(400);
        format!("---\ntitle: Page {n} {word}\ndate: 2026-01-02\n---\n\n{text}\n")
    };
    let write_all = |word: &str| {
        for n in 0..150 {
            site.write(&format!("content/p{n}.md"), &page(n, word));
        }
    };
    write_all("old");
    assert_eq!(site.run(&["build"]).code, 0);
    let old = files(&site.path("public"));
    write_all("new");
    let other = TempDir::new().expect("a temporary folder");
    let fresh = other.path().to_str().expect("it is UTF-8").to_owned() + "/out";
    assert_eq!(site.run(&["build", "--output", &fresh]).code, 0);
    let new = files(Path::new(&fresh));
    let mut cut_short = 0;
    for step in 0..40_u64 {
        // Each round starts from the old site or from what the last kill left.
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_goodfit"))
            .current_dir(site.dir.path())
            .arg("build")
            .stderr(Stdio::null())
            .spawn()
            .expect("the program runs");
        std::thread::sleep(Duration::from_millis(5 * step));
        let _ = child.kill();
        cut_short += u32::from(!child.wait().expect("it ends").success());
        for (name, bytes) in files(&site.path("public")) {
            let whole = old.get(&name) == Some(&bytes) || new.get(&name) == Some(&bytes);
            assert!(whole, "`{name}` is neither the old nor the new file after {step} × 5 ms");
        }
    }
    assert!(cut_short > 0, "no build was cut short, so nothing was tested");
    assert_eq!(site.run(&["build"]).code, 0);
    assert_eq!(files(&site.path("public")), new);
}

/// A page whose heading is two levels too low: a rule on outputs finds it.
const SKIPPED: &str = "---\ntitle: Two\ndescription: \"A page with a heading that is two levels too low, so that a rule has something to find.\"\n---\n\n## One\n\n#### Two\n";

#[test]
fn a_build_tries_the_rules_on_outputs_only_if_asked_and_then_publishes_nothing_wrong() {
    let site = Site::new();
    site.write("content/two.md", SKIPPED);
    let ran = site.run(&["check"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("error[A003]"), "{}", ran.err);
    let ran = site.run(&["build", "--check"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.err.contains("error[A003]") && ran.err.contains("nothing was published"),
        "{}",
        ran.err
    );
    assert!(!site.path("public/two/index.html").exists());
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(!ran.err.contains("A003"), "{}", ran.err);
    let ran = site.run(&["build", "--check", "--warn", "skipped-heading-level"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("warning[A003]"), "{}", ran.err);
    let ran = site.run(&["check", "-W", "A003", "-A", "missing-description", "--deny", "warnings"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
}

#[test]
fn a_run_can_be_narrowed_to_a_rule_or_a_file() {
    let site = Site::new();
    site.write("content/two.md", SKIPPED);
    let lines = |arguments: &[&str]| {
        let ran = site.run(&[&["check", "--message-format", "short"], arguments].concat());
        let found = ran.err.lines().filter(|line| line.contains("[A0"));
        found.map(str::to_owned).collect::<Vec<_>>()
    };
    assert!(lines(&[]).len() > 1);
    let place = "content/two.md:8:1: error[A003]";
    for narrowed in [
        &["--rule", "A003"][..],
        &["--rule", "skipped-heading-level"],
        &["--only", "content/two.md"],
        &["--only", "./content/two.md"],
        &["--allow", "missing-description"],
    ] {
        let found = lines(narrowed);
        assert!(found.len() == 1 && found[0].starts_with(place), "{narrowed:?}: {found:?}");
    }
    assert_eq!(lines(&["--only", "content/one.md", "--rule", "A003"]), Vec::<String>::new());
    for wrong in
        [&["--rule", "A0003"][..], &["--allow", "broken-link"], &["--only", "content/no.md"]]
    {
        let ran = site.run(&[&["check"], wrong].concat());
        assert_eq!(ran.code, 2, "{wrong:?}: {}", ran.err);
        assert!(ran.err.starts_with("error: "), "{}", ran.err);
    }
}

#[test]
fn formats_for_programs_go_to_standard_output_and_the_summary_to_its_file() {
    let site = Site::new();
    site.write("content/two.md", SKIPPED);
    let ran = site.run(&["check", "--message-format", "sarif"]);
    let log: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!((ran.code, &log["version"]), (1, &"2.1.0".into()));
    let summary = site.path("summary.md");
    fs::write(&summary, "before\n").expect("it can be written");
    let ran = Command::new(env!("CARGO_BIN_EXE_goodfit"))
        .current_dir(site.dir.path())
        .env_clear()
        .env("GITHUB_STEP_SUMMARY", &summary)
        .args(["check", "--message-format", "github"])
        .output()
        .expect("the program runs");
    let out = String::from_utf8(ran.stdout).expect("it writes UTF-8");
    let command = "::error file=content/two.md,line=8,endLine=8,col=1,endColumn=9,title=A003 skipped-heading-level::";
    assert!(out.contains(command), "{out}");
    let text = fs::read_to_string(&summary).expect("it is there");
    assert!(text.starts_with("before\n### Goodfit\n"), "{text}");
    assert!(text.contains("| error `A003` | content/two.md:8:1 |"), "{text}");
}

#[test]
fn rules_are_listed_and_explained() {
    let site = Site::new();
    let table = site.run(&["rules"]);
    assert_eq!(table.code, 0);
    let line = table.out.lines().find(|line| line.starts_with("A003 ")).expect("it is listed");
    assert!(line.contains("skipped-heading-level") && line.contains("structure"), "{line}");
    let json: serde_json::Value =
        serde_json::from_str(&site.run(&["rules", "--format", "json"]).out).expect("JSON");
    let all = json.as_array().expect("a list");
    assert_eq!(all.len(), table.out.lines().count());
    assert!(all.iter().all(|rule| rule["summary"].is_string() && rule["on"].is_string()));
    let page = site.run(&["explain", "skipped-heading-level"]);
    assert!(
        page.out.starts_with("A003 skipped-heading-level (structure, error)\n\n## What it finds\n")
    );
    assert_eq!(page.out, site.run(&["explain", "a003"]).out);
}
