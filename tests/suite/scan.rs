//! What is read of a project, and what is said about the rest.

use goodfit::diagnostics::sort;
use goodfit::disk::{Layout, is_ignored, scan};
use goodfit::source::Entry;
use std::fs;
use std::path::Path;

fn write(root: &Path, path: &str, bytes: impl AsRef<[u8]>) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("room");
    fs::write(path, bytes).expect("room");
}

fn project() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// Every entry, a line each, and below them the problems.
fn seen(layout: &Layout) -> String {
    let mut scanned = scan(layout);
    let mut lines = Vec::new();
    for (path, entry) in scanned.value.iter() {
        lines.push(match entry {
            Entry::Text(text) => format!("{path} text {text:?}"),
            Entry::Blob(facts) => format!("{path} blob {} {:?}", facts.len, facts.size),
            Entry::Unread(_) => format!("{path} unread"),
            Entry::Unreadable => format!("{path} unreadable"),
        });
    }
    sort(&mut scanned.diagnostics);
    lines.extend(scanned.diagnostics.iter().map(|d| format!("{} {}", d.code.id, d.message)));
    lines.join("\n")
}

/// A picture of 3 by 2 pixels, as far as its header goes.
fn png() -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    png.extend([0, 0, 0, 3, 0, 0, 0, 2, 8, 6, 0, 0, 0]);
    png
}

#[test]
fn texts_are_read_in_full_and_of_other_files_only_the_facts() {
    let root = project();
    write(root.path(), "goodfit.yaml", "title: x");
    write(root.path(), "content/a/b.md", "\u{feff}# Ü\r\n\0");
    write(root.path(), "content/README.MD", "y");
    write(root.path(), "content/a/p.png", png());
    write(root.path(), "content/a/broken.png", "no picture");
    write(root.path(), "content/a/form.pdf", [0xFF; 10]);
    write(root.path(), "content/icon.svg", "<svg/>");
    write(root.path(), "data/people.yaml", "z");
    write(root.path(), "themes/mine/base.html", "t");
    write(root.path(), "public/index.html", "not a source");
    write(root.path(), "notes.md", "not a source");
    assert_eq!(
        seen(&Layout::new(root.path())),
        "content/README.MD text \"y\"\n\
         content/a/b.md text \"\\u{feff}# Ü\\r\\n\\0\"\n\
         content/a/broken.png blob 10 None\n\
         content/a/form.pdf blob 10 None\n\
         content/a/p.png blob 29 Some((3, 2))\n\
         content/icon.svg text \"<svg/>\"\n\
         data/people.yaml text \"z\"\n\
         goodfit.yaml text \"title: x\"\n\
         themes/mine/base.html text \"t\""
    );
}

#[test]
fn an_empty_project_is_no_problem_here_and_a_missing_one_is() {
    let root = project();
    assert_eq!(seen(&Layout::new(root.path())), "");
    let missing = seen(&Layout::new(root.path().join("nowhere")));
    assert!(missing.starts_with("P003 cannot read the project's folder `"), "{missing}");
    assert!(missing.ends_with("it does not exist"), "{missing}");
}

#[test]
fn another_configuration_can_be_named_but_not_one_outside() {
    let root = project();
    write(root.path(), "goodfit.yaml", "a");
    write(root.path(), "other/site.yaml", "b");
    let layout = Layout::new(root.path());
    assert_eq!(seen(&layout.clone().with_config("other/site.yaml")), "other/site.yaml text \"b\"");
    assert_eq!(
        seen(&layout.with_config("../goodfit.yaml")),
        "P006 `../goodfit.yaml` cannot be the name of the configuration: `..` would leave the \
         folder"
    );
}

#[test]
fn what_editors_and_tools_leave_is_ignored() {
    let root = project();
    for name in [
        ".git/x.md",
        ".DS_Store",
        "a.md~",
        "a.md.swp",
        "a.md.swo",
        "a.tmp",
        "a.md.bak",
        "A.MD.BAK",
        "a.md.orig",
        "a.md.rej",
        "#a.md#",
        "~$a.md",
        "node_modules/x/y.md",
    ] {
        write(root.path(), &format!("content/{name}"), "x");
    }
    write(root.path(), "content/Thumbs.db", "x");
    write(root.path(), "content/node_modules.md", "kept");
    assert_eq!(seen(&Layout::new(root.path())), "content/node_modules.md text \"kept\"");
    assert!(is_ignored(".goodfit") && !is_ignored("a.b") && !is_ignored("tmp"));
}

#[test]
fn a_text_that_is_not_utf8_says_where() {
    let root = project();
    write(root.path(), "content/a.md", b"one\ntwo \xFCber\n");
    write(root.path(), "content/b.txt", b"\xFF\xFEa\0");
    assert_eq!(
        seen(&Layout::new(root.path())),
        "content/a.md unreadable\n\
         content/b.txt unreadable\n\
         P004 `content/a.md` is not UTF-8: line 2, column 5, byte 9 of the file is 0xFC\n\
         P004 `content/b.txt` is not UTF-8: line 1, column 1, byte 1 of the file is 0xFF"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_cannot_be_addresses_are_reported() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let root = project();
    write(root.path(), "content/good.md", "x");
    write(root.path(), "content/back\\slash.md", "x");
    write(root.path(), "content/new\nline/a.md", "x");
    let bad = root.path().join("content").join(OsStr::from_bytes(b"caf\xE9.md"));
    fs::write(bad, "x").expect("room");
    let seen = seen(&Layout::new(root.path()));
    let lines: Vec<&str> = seen.lines().collect();
    assert_eq!(lines.len(), 4, "{seen}");
    assert_eq!(lines[0], "content/good.md text \"x\"");
    assert!(
        lines[1].starts_with("P006 the name `content/back\\\\slash.md` cannot be used: it holds")
    );
    assert_eq!(lines[2], "P006 the name `content/caf\u{fffd}.md` cannot be used: it is not UTF-8");
    assert!(lines[3].starts_with("P006 the name `content/new\\nline` cannot be used"), "{seen}");
}

#[cfg(unix)]
mod links {
    use super::{Layout, project, seen, write};
    use std::fs;
    use std::os::unix::fs::symlink;

    #[test]
    fn links_within_the_project_are_followed() {
        let root = project();
        write(root.path(), "shared/a.md", "a");
        write(root.path(), "content/b.md", "b");
        symlink("../shared", root.path().join("content/folder")).expect("room");
        symlink("b.md", root.path().join("content/c.md")).expect("room");
        assert_eq!(
            seen(&Layout::new(root.path())),
            "content/b.md text \"b\"\ncontent/c.md text \"b\"\ncontent/folder/a.md text \"a\""
        );
    }

    #[test]
    fn links_that_lead_outside_or_nowhere_are_refused() {
        let (root, outside) = (project(), project());
        write(outside.path(), "secret.md", "secret");
        write(root.path(), "content/a.md", "a");
        let link = |to: &std::path::Path, name: &str| {
            symlink(to, root.path().join(name)).expect("room");
        };
        link(&outside.path().join("secret.md"), "content/file.md");
        link(outside.path(), "content/folder");
        link(outside.path(), "data");
        link(std::path::Path::new("nowhere.md"), "content/gone.md");
        link(&outside.path().join("secret.md"), "goodfit.yaml");
        // What an editor leaves as a lock.
        link(std::path::Path::new("somebody@host.42"), "content/.#a.md");
        assert_eq!(
            seen(&Layout::new(root.path())),
            "content/a.md text \"a\"\n\
             content/file.md unreadable\n\
             content/folder unreadable\n\
             content/gone.md unreadable\n\
             data unreadable\n\
             goodfit.yaml unreadable\n\
             P005 the symbolic link `content/file.md` leads out of the project\n\
             P005 the symbolic link `content/folder` leads out of the project\n\
             P003 the symbolic link `content/gone.md` leads nowhere\n\
             P005 the symbolic link `data` leads out of the project\n\
             P005 the symbolic link `goodfit.yaml` leads out of the project"
        );
    }

    #[test]
    fn loops_are_reported_once_and_do_not_hide_what_comes_after() {
        let root = project();
        write(root.path(), "content/a/b.md", "b");
        write(root.path(), "content/z.md", "z");
        symlink("..", root.path().join("content/a/up")).expect("room");
        symlink("../..", root.path().join("content/a/top")).expect("room");
        symlink(".", root.path().join("content/a/.hidden")).expect("room");
        symlink("self", root.path().join("content/self")).expect("room");
        let seen = seen(&Layout::new(root.path()));
        assert_eq!(
            seen,
            "content/a/b.md text \"b\"\n\
             content/a/top unreadable\n\
             content/a/up unreadable\n\
             content/self unreadable\n\
             content/z.md text \"z\"\n\
             P003 the symbolic link `content/a/top` leads back to the project, which it lies in\n\
             P003 the symbolic link `content/a/up` leads back to `content`, which it lies in\n\
             P003 cannot read `content/self`: too many levels of symbolic links"
        );
    }

    #[test]
    fn folders_that_link_to_each_other_end() {
        let root = project();
        write(root.path(), "content/a/x.md", "x");
        write(root.path(), "content/b/y.md", "y");
        symlink("../b", root.path().join("content/a/to-b")).expect("room");
        symlink("../a", root.path().join("content/b/to-a")).expect("room");
        assert_eq!(
            seen(&Layout::new(root.path())),
            "content/a/to-b/to-a unreadable\n\
             content/a/to-b/y.md text \"y\"\n\
             content/a/x.md text \"x\"\n\
             content/b/to-a/to-b unreadable\n\
             content/b/to-a/x.md text \"x\"\n\
             content/b/y.md text \"y\"\n\
             P003 the symbolic link `content/a/to-b/to-a` leads back to `content/a`, which it lies in\n\
             P003 the symbolic link `content/b/to-a/to-b` leads back to `content/b`, which it lies in"
        );
    }

    #[test]
    fn a_pipe_among_the_sources_is_reported_and_not_waited_for() {
        let root = project();
        fs::create_dir(root.path().join("content")).expect("room");
        let made = std::process::Command::new("mkfifo")
            .arg(root.path().join("content/pipe.md"))
            .status()
            .expect("every Unix has `mkfifo`");
        assert!(made.success());
        assert_eq!(
            seen(&Layout::new(root.path())),
            "content/pipe.md unreadable\nP003 `content/pipe.md` is neither a file nor a folder"
        );
    }
}
