//! From a built site to its host: compressed files, what to upload, and the ready files for servers.

use crate::cli::{Site, files};
use expect_test::expect;
use goodfit::outputs::{IMMUTABLE, OTHERS, PAGES, policy};
use std::fs;
use std::path::Path;

/// A site with a long page, a short one, a script and a file that an author packed.
fn site() -> Site {
    let site = Site::new();
    site.write("content/two.md", "---\ntitle: Two\naliases: [/old/]\n---\n\nText.\n");
    site.write("content/own.txt", &"words and words\n".repeat(100));
    site.write("content/own.txt.gz", "packed by hand");
    site.write("content/app.js", &"let a = 1;\n".repeat(200));
    site.write("content/note.txt", "short\n");
    site
}

/// Lines without what changes with the theme: stylesheets of single kinds, and fingerprints.
fn plain(lines: &str) -> String {
    let lines = lines.lines().filter(|line| !line.contains("style-")).map(|line| {
        let Some((before, after)) = line.split_once("style.") else { return line.to_owned() };
        format!("{before}style.…{}", &after[8..])
    });
    lines.collect::<Vec<String>>().join("\n")
}

fn names(site: &Site) -> Vec<String> {
    files(&site.path("public")).into_keys().collect()
}

#[test]
fn texts_have_compressed_files_beside_them_if_asked_for() {
    let site = site();
    let ran = site.run(&["build", "--precompress"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    expect![[r#"
        404.html
        404.html.br
        404.html.gz
        _headers
        _redirects
        app.js
        app.js.br
        app.js.gz
        favicon.svg
        feed.json
        feed.xml
        index.html
        index.html.br
        index.html.gz
        note.txt
        old/index.html
        one/index.html
        one/index.html.br
        one/index.html.gz
        own.txt
        own.txt.br
        own.txt.gz
        robots.txt
        sitemap.xml
        style.….css
        style.….css.br
        style.….css.gz
        two/index.html
        two/index.html.br
        two/index.html.gz"#]]
    .assert_eq(&plain(&names(&site).join("\n")));
    assert_eq!(fs::read(site.path("public/own.txt.gz")).expect("a file"), b"packed by hand");
    let before = files(&site.path("public"));
    let again = site.run(&["build", "--precompress=gzip,brotli"]);
    assert!(again.err.contains("(0 written, "), "{}", again.err);
    assert!(files(&site.path("public")) == before);
    // Another folder, another number of threads.
    let ran = site.run(&["build", "--precompress", "br,gzip", "-o", "other", "-j", "1"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(files(&site.path("other")) == before);
    // What is no longer wished for goes, and everything else stays.
    site.run(&["build", "--precompress", "gzip"]);
    assert!(!names(&site).iter().any(|name| name.ends_with(".br")));
    site.run(&["build"]);
    let left: Vec<String> = names(&site).into_iter().filter(|name| name.ends_with(".gz")).collect();
    assert_eq!(left, ["own.txt.gz"]);
    assert_eq!(site.run(&["build", "--precompress", "zip"]).code, 2);
}

#[test]
fn a_failed_build_leaves_compressed_files_as_they_were() {
    let site = site();
    site.run(&["build", "--precompress"]);
    let before = files(&site.path("public"));
    site.write("content/two.md", "---\ntitle: Two\n---\n\n[gone](gone.md)\n");
    assert_eq!(site.run(&["build", "--precompress"]).code, 1);
    assert!(files(&site.path("public")) == before);
    assert_eq!(site.run(&["clean"]).code, 0);
    assert!(names(&site).is_empty());
}

#[test]
fn check_and_its_pages_know_nothing_of_compressed_files() {
    let site = site();
    let counted = |ran: &str| ran.lines().last().unwrap_or_default().to_owned();
    let plain = site.run(&["check"]);
    site.run(&["build", "--precompress"]);
    let ran = site.run(&["check"]);
    assert_eq!((ran.code, ran.out), (plain.code, plain.out));
    let pages = |line: String| line.split(" in ").next().unwrap_or_default().to_owned();
    assert_eq!(pages(counted(&ran.err)), pages(counted(&plain.err)));
}

#[test]
fn without_an_earlier_deployment_everything_is_uploaded_pages_last() {
    let site = site();
    assert_eq!(site.run(&["changes"]).code, 2);
    site.run(&["build", "--precompress", "brotli"]);
    let ran = site.run(&["changes"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    expect![[r#"
        1  upload  _headers
        1  upload  _redirects
        1  upload  app.js
        1  upload  app.js.br
        1  upload  favicon.svg
        1  upload  feed.json
        1  upload  feed.xml
        1  upload  note.txt
        1  upload  own.txt
        1  upload  own.txt.br
        1  upload  own.txt.gz
        1  upload  robots.txt
        1  upload  sitemap.xml
        1  upload  style.….css
        1  upload  style.….css.br
        2  upload  404.html
        2  upload  404.html.br
        2  upload  index.html
        2  upload  index.html.br
        2  upload  old/index.html
        2  upload  one/index.html
        2  upload  one/index.html.br
        2  upload  two/index.html
        2  upload  two/index.html.br"#]]
    .assert_eq(&plain(&ran.out));
    assert_eq!(ran.out.lines().count(), names(&site).len());
    assert!(ran.err.contains(" to upload, 0 to delete, 0 unchanged"), "{}", ran.err);
}

#[test]
fn with_an_earlier_deployment_only_what_changed_is_named() {
    let site = site();
    site.run(&["build", "--precompress", "brotli"]);
    fs::copy(site.path("public/.goodfit/manifest.json"), site.path("deployed.json")).expect("room");
    let same = site.run(&["changes", "--since", "deployed.json"]);
    assert_eq!((same.code, same.out.as_str()), (0, ""), "{}", same.err);
    site.write("content/one.md", "---\ntitle: One\ndate: 2026-01-02\n---\n\nOther text.\n");
    site.write("content/app.js", &"let b = 2;\n".repeat(200));
    for gone in ["content/two.md", "content/note.txt"] {
        fs::remove_file(site.path(gone)).expect("it is there");
    }
    site.run(&["build", "--precompress", "brotli"]);
    let ran = site.run(&["changes", "--since", "deployed.json", "--format", "csv"]);
    // Without the fingerprints, which change with the theme.
    let plain: Vec<&str> =
        ran.out.lines().map(|line| &line[..line.rfind(',').unwrap_or(0)]).collect();
    let plain: Vec<&str> = plain.iter().map(|line| &line[..line.rfind(',').unwrap_or(0)]).collect();
    expect![[r#"
        step,action,path,content_type,content_encoding,cache_control
        1,upload,app.js,text/javascript; charset=utf-8,,"public, max-age=3600"
        1,upload,app.js.br,text/javascript; charset=utf-8,br,"public, max-age=3600"
        1,upload,feed.json,application/json; charset=utf-8,,"public, max-age=3600"
        1,upload,feed.xml,application/xml; charset=utf-8,,"public, max-age=3600"
        1,upload,sitemap.xml,application/xml; charset=utf-8,,"public, max-age=3600"
        2,upload,404.html,text/html; charset=utf-8,,no-cache
        2,upload,404.html.br,text/html; charset=utf-8,br,no-cache
        2,upload,index.html,text/html; charset=utf-8,,no-cache
        2,upload,index.html.br,text/html; charset=utf-8,br,no-cache
        2,upload,one/index.html,text/html; charset=utf-8,,no-cache
        2,upload,one/index.html.br,text/html; charset=utf-8,br,no-cache
        3,delete,old/index.html,,,
        3,delete,two/index.html,,,
        3,delete,two/index.html.br,,,
        4,delete,_redirects,,,
        4,delete,note.txt,,,"#]]
    .assert_eq(&plain.join("\n"));
    // What an author packed is sent as it is.
    let all = site.run(&["changes", "--format", "csv"]).out;
    assert!(all.contains("upload,own.txt.gz,application/gzip,,"), "{all}");
    let json = site.run(&["changes", "--since", "deployed.json", "--format", "json"]);
    let rows: Vec<serde_json::Value> = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(rows.len() + 1, plain.len());
    let script = rows.iter().find(|row| row["path"] == "app.js").expect("it changed");
    assert_eq!(script["bytes"], 2200);
    let bytes = fs::read(site.path("public/app.js")).expect("a file");
    assert_eq!(script["blake3"], blake3::hash(&bytes).to_hex().as_str());
}

/// Whoever follows each list has the site, whatever was there before.
#[test]
fn following_the_lists_keeps_a_copy_of_the_site() {
    let site = site();
    let host = site.path("host");
    let mut since: Vec<String> = Vec::new();
    for round in 0..4 {
        match round {
            1 => site.write("content/one.md", "---\ntitle: One\n---\n\nLonger.\n"),
            2 => fs::remove_file(site.path("content/two.md")).expect("it is there"),
            3 => site.write("content/three.md", "---\ntitle: Three\n---\n"),
            _ => {}
        }
        let encodings = ["gzip", "gzip,brotli", "brotli", "gzip"][round];
        assert_eq!(site.run(&["build", "--precompress", encodings]).code, 0);
        let mut arguments = vec!["changes", "--format", "json"];
        arguments.extend(since.iter().map(String::as_str));
        let rows: Vec<serde_json::Value> =
            serde_json::from_str(&site.run(&arguments).out).expect("JSON");
        for row in rows {
            let path = row["path"].as_str().expect("a path");
            let (from, to) = (site.path("public").join(path), host.join(path));
            if row["action"] == "delete" {
                fs::remove_file(to).expect("it was uploaded before");
            } else {
                fs::create_dir_all(to.parent().expect("it lies in a folder")).expect("room");
                fs::copy(from, to).expect("it was built");
            }
        }
        assert!(files(&host) == files(&site.path("public")), "round {round}");
        fs::copy(site.path("public/.goodfit/manifest.json"), site.path("deployed.json"))
            .expect("room");
        since = vec!["--since".to_owned(), "deployed.json".to_owned()];
    }
}

#[test]
fn what_cannot_be_compared_is_said() {
    let site = site();
    let refused = |arguments: &[&str]| {
        let ran = site.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""));
        ran.err.trim_end().to_owned()
    };
    expect!["error: `./public` holds no built site; `goodfit build` makes one"]
        .assert_eq(&refused(&["changes"]));
    site.run(&["build"]);
    expect!["error: cannot read `nowhere.json`: it does not exist; name a copy of `.goodfit/manifest.json` from the last deployment, or leave `--since` out to upload everything"].assert_eq(&refused(&["changes", "--since", "nowhere.json"]));
    site.write("deployed.json", "{}");
    expect!["error: `deployed.json` is no manifest: missing field `version` at line 1 column 2"]
        .assert_eq(&refused(&["changes", "--since", "deployed.json"]));
    let manifest = fs::read_to_string(site.path("public/.goodfit/manifest.json")).expect("a file");
    let stopped = manifest.replace(r#""complete":true"#, r#""complete":false"#);
    site.write("public/.goodfit/manifest.json", &stopped);
    expect!["error: the last build to `./public` was stopped; build again"]
        .assert_eq(&refused(&["changes"]));
}

fn ready(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/deploy").join(name);
    fs::read_to_string(path).expect("a file")
}

/// What the files for servers send is what `_headers` says.
#[test]
fn the_files_for_servers_have_the_headers_of_the_site() {
    let (nginx, caddy) = (ready("nginx.conf"), ready("Caddyfile"));
    for (name, value) in policy() {
        let line = format!("    add_header {name} \"{value}\" always;\n");
        assert_eq!(nginx.matches(&line).count(), 1, "{line}");
        let line = format!("\t\t{name} \"{value}\"\n");
        assert_eq!(caddy.matches(&line).count(), 1, "{line}");
    }
    for value in [IMMUTABLE, PAGES, OTHERS] {
        assert!(nginx.contains(&format!("\"{value}\";")), "{value}");
        assert!(caddy.contains(&format!("Cache-Control \"{value}\"\n")), "{value}");
    }
    for text in [&nginx, &caddy] {
        assert_eq!(text.matches("max-age=31536000\"").count(), 1, "one HSTS");
        assert!(!text.contains("preload"), "that binds a whole domain for years");
    }
}
