//! `goodfit check links --external`, and what it remembers.

use super::server::{Request, Server};
use assert_cmd::Command;
use std::fs;
use tempfile::TempDir;

struct Site {
    dir: TempDir,
    server: Server,
}

/// A server with one page that is there, one that moved, one that is lost and one that is closed.
fn server() -> Server {
    Server::new(|request: &Request| {
        Some(match request.path.as_str() {
            "/moved" => "301 X\r\nLocation: /new".to_owned(),
            "/lost" => "404 X".to_owned(),
            "/closed" => "403 X".to_owned(),
            _ => "200 OK".to_owned(),
        })
    })
}

impl Site {
    /// A site whose page links to paths of the server.
    fn new(server: Server, config: &str, paths: &[&str]) -> Self {
        let site = Self { dir: TempDir::new().expect("a temporary folder"), server };
        site.write(
            "goodfit.yaml",
            &format!("title: T\nbase_url: https://example.org/\nexternal_links:\n  gap_seconds: 0\n  retries: 0\n{config}"),
        );
        let links: String =
            paths.iter().map(|path| format!("[x]({})\n", site.server.url(path))).collect();
        site.write("content/_index.md", &format!("---\ntitle: Home\n---\n{links}"));
        site
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.dir.path().join(path);
        fs::create_dir_all(path.parent().expect("it has a parent")).expect("it can be made");
        fs::write(path, text.replace("SERVER", &self.server.url(""))).expect("it can be written");
    }

    /// What is remembered; the server's address is `S`.
    fn ledger(&self) -> String {
        let text = fs::read_to_string(self.dir.path().join("links.lock.yaml")).unwrap_or_default();
        text.replace(&self.server.url(""), "S")
    }

    /// The exit code, and what was said.
    fn run(&self, arguments: &[&str]) -> (i32, String) {
        let mut all = vec!["check", "links", "--external"];
        all.extend(arguments);
        if !arguments.contains(&"--message-format") {
            all.extend(["--message-format", "short"]);
        }
        let output = Command::new(env!("CARGO_BIN_EXE_goodfit"))
            .current_dir(self.dir.path())
            .env_clear()
            .args(all)
            .output()
            .expect("the program runs");
        let err = String::from_utf8(output.stderr).expect("it writes UTF-8");
        (output.status.code().expect("it was not killed"), err.replace(&self.server.url(""), "S"))
    }
}

#[test]
fn what_was_heard_is_remembered_and_not_asked_again_before_its_day() {
    let site = Site::new(server(), "", &["/ok", "/moved", "/closed#part"]);
    let (code, said) = site.run(&["--now", "2026-11-21"]);
    assert_eq!(code, 0, "{said}");
    expect_test::expect![[r#"
        content/_index.md:5:5: warning[L121]: `S/moved` has moved for good (write `S/new`)
        3 links, 3 asked; 1 that only a person with a browser can check, see `links.lock.yaml`
        1 warning
    "#]]
    .assert_eq(&said);
    expect_test::expect![[r##"
        # What `goodfit check links --external` has heard of each link. Written by the program; it can be
        # kept with the texts.
        "S/closed":
          status: unsure
          because: "403 Forbidden"
          checked: 2026-11-21
          next: 2026-11-28
        "S/moved":
          status: moved
          moved_to: "S/new"
          checked: 2026-11-21
          next: 2026-11-28
        "S/ok":
          status: ok
          checked: 2026-11-21
          next: 2026-11-28
    "##]].assert_eq(&site.ledger());
    let asked = site.server.log().len();
    let (_, again) = site.run(&["--now", "2026-11-27"]);
    assert!(again.contains("L121"), "what is known is said again: {again}");
    assert_eq!(site.server.log().len(), asked, "nobody was asked");
    site.run(&["--now", "2026-11-28"]);
    assert_eq!(site.server.log().len(), asked * 2);
    site.run(&["--now", "2026-11-28", "--all"]);
    assert_eq!(site.server.log().len(), asked * 3);
}

#[test]
fn a_link_is_broken_when_it_failed_on_two_days() {
    let site = Site::new(server(), "", &["/ok", "/lost"]);
    let (code, first) = site.run(&["--now", "2026-11-21"]);
    assert_eq!(code, 0, "{first}");
    assert!(first.contains("warning[L120]"), "{first}");
    // The same day again, also when asked to: one bad day is one bad day.
    let (code, same) = site.run(&["--now", "2026-11-21", "--all"]);
    assert_eq!(code, 0, "{same}");
    let (code, second) = site.run(&["--now", "2026-11-22"]);
    assert_eq!(code, 1, "{second}");
    expect_test::expect![[r#"
        content/_index.md:5:5: error[L120]: `S/lost` leads nowhere: 404 Not Found (look at it in a browser; then mend the address, or take the link out)
        2 links, 1 asked
        1 error
    "#]].assert_eq(&second);
    expect_test::expect![[r##"
        # What `goodfit check links --external` has heard of each link. Written by the program; it can be
        # kept with the texts.
        "S/lost":
          status: broken
          because: "404 Not Found"
          failing_since: 2026-11-21
          checked: 2026-11-22
          next: 2026-11-23
        "S/ok":
          status: ok
          checked: 2026-11-21
          next: 2026-11-28
    "##]].assert_eq(&site.ledger());
    // A site may decide otherwise.
    let (code, allowed) = site.run(&["--now", "2026-11-22", "--allow", "external-broken"]);
    assert_eq!((code, allowed.contains("L120")), (0, false), "{allowed}");
}

#[test]
fn a_link_can_be_allowed_where_it_is_and_that_has_to_be_of_use() {
    let site = Site::new(server(), "", &["/ok"]);
    let page = |path: &str| {
        format!(
            "---\ntitle: A\n---\n\n[x](SERVER{path}) <!-- allow external-moved: the old address is the one people know -->\n"
        )
    };
    site.write("content/a.md", &page("/moved"));
    let (code, said) = site.run(&["--now", "2026-11-21"]);
    assert_eq!((code, said.as_str()), (0, "2 links, 2 asked\nnothing to mend\n"));
    site.write("content/a.md", &page("/ok"));
    let (_, said) = site.run(&["--now", "2026-11-21"]);
    assert!(said.contains("content/a.md:5:") && said.contains("external-moved"), "{said}");
    // An ordinary check has not asked, and cannot know.
    let output = Command::new(env!("CARGO_BIN_EXE_goodfit"))
        .current_dir(site.dir.path())
        .env_clear()
        .args(["check", "--message-format", "short"])
        .output()
        .expect("the program runs");
    let said = String::from_utf8(output.stderr).expect("it writes UTF-8");
    assert!(!said.contains("external-moved"), "{said}");
}

#[test]
fn links_are_found_wherever_they_are_written_and_asked_once() {
    let site =
        Site::new(server(), "leave_url: https://example.org/own\n", &["/lost", "/lost#part"]);
    site.write(
        "data/people.yaml",
        "a:\n  links:\n    - label: x\n      url: SERVER/lost\n    - url: no address\n",
    );
    site.write(
        "content/a.md",
        "---\ntitle: A\n---\n[x](SERVER/lost) [own](https://example.org/a/)\n",
    );
    site.write("content/b.md", "---\ntitle: B\ndraft: true\n---\n[x](SERVER/in-a-draft)\n");
    let (_, said) = site.run(&["--now", "2026-11-21", "--message-format", "human"]);
    for place in ["content/_index.md:4:5", "content/a.md:4:5", "data/people.yaml:4:12"] {
        assert!(said.contains(place), "{place} is not in\n{said}");
    }
    assert_eq!(site.server.log(), ["HEAD /lost", "GET /lost"]);
}

#[test]
fn what_is_skipped_is_never_asked_and_a_skip_has_to_be_of_use() {
    let config = "  skip:\n    - {url: SERVER/closed, reason: it refuses programs}\n    - {url: https://nobody.example/, reason: x}\n";
    let site = Site::new(server(), "", &["/ok", "/closed/page"]);
    let yaml = fs::read_to_string(site.dir.path().join("goodfit.yaml")).expect("it was written");
    site.write("goodfit.yaml", &format!("{yaml}{config}"));
    let (code, said) = site.run(&["--now", "2026-11-21"]);
    assert_eq!(code, 0, "{said}");
    expect_test::expect![[r#"
        goodfit.yaml:8:13: warning[L122]: no link begins with `https://nobody.example/` (take the entry out of `skip:`)
        2 links, 1 asked, 1 skipped
        1 warning
    "#]].assert_eq(&said);
    assert_eq!(site.server.log(), ["HEAD /ok"]);
    site.write("goodfit.yaml", &format!("{yaml}  skip:\n    - url: SERVER/closed\n"));
    let (code, said) = site.run(&[]);
    assert_eq!(code, 1);
    assert!(said.contains("`skip` needs an address and a reason"), "{said}");
}

#[test]
fn a_file_that_cannot_be_read_is_an_error_and_stays_as_it_is() {
    let site = Site::new(server(), "", &["/ok"]);
    let broken = "<<<<<<< HEAD\n\"x\": {status: fine}\n";
    site.write("links.lock.yaml", broken);
    let (code, said) = site.run(&["--now", "2026-11-21"]);
    assert_eq!(code, 1);
    assert!(said.contains("error[L123]"), "{said}");
    assert_eq!((site.ledger().as_str(), site.server.log().len()), (broken, 0));
}

#[test]
fn without_a_connection_no_link_is_called_broken() {
    let site = Site::new(server(), "", &["/ok", "/lost"]);
    site.run(&["--now", "2026-11-21"]);
    let before = site.ledger();
    let Site { dir, server } = site;
    let url = server.url("");
    drop(server);
    let again = |now: &str| {
        Command::new(env!("CARGO_BIN_EXE_goodfit"))
            .current_dir(dir.path())
            .env_clear()
            .args(["check", "links", "--external", "--now", now])
            .output()
            .expect("the program runs")
    };
    let output = again("2026-12-21");
    let said = String::from_utf8(output.stderr).expect("it writes UTF-8");
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("is this computer connected?"), "{said}");
    let after = fs::read_to_string(dir.path().join("links.lock.yaml")).expect("it is there");
    assert_eq!(after.replace(&url, "S"), before);
}

#[test]
fn nobody_is_asked_unless_somebody_said_so() {
    let site = Site::new(server(), "", &["/lost"]);
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_goodfit"))
            .current_dir(site.dir.path())
            .env_clear()
            .args(arguments)
            .output()
            .expect("the program runs");
        output.status.code().expect("it was not killed")
    };
    assert_eq!(run(&["check", "links"]), 2);
    run(&["check"]);
    assert_eq!(run(&["build"]), 0);
    assert_eq!(run(&["build", "--check", "--allow", "language", "--allow", "structure"]), 0);
    assert_eq!(site.server.log(), Vec::<String>::new());
    assert_eq!(site.ledger(), "");
}
