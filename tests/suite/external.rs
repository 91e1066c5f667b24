//! Links to other sites. Every server here is on this machine and lives as long as its test.

mod command;
mod server;

use goodfit::external::Verdict;
use goodfit::fetch::{Heard, Settings, ask_all};
use server::{Request, Server};
use std::collections::BTreeMap;
use std::sync::{Arc, Barrier, Mutex};
use std::time::Duration;

fn settings() -> Settings {
    Settings {
        user_agent: "goodfit/test (checks the links of https://example.org/)".to_owned(),
        gap: Duration::ZERO,
        timeout: Duration::from_secs(20),
        at_once: 8,
        retries: 2,
        backoff: Duration::from_secs(2),
        longest_wait: Duration::from_secs(60),
        proxy: false,
    }
}

/// What came of asking, and how long the pauses would have been. Nobody waits.
fn ask(urls: &[String], settings: &Settings) -> (BTreeMap<String, Heard>, Vec<Duration>) {
    let pauses = Mutex::new(Vec::new());
    let pause = |long: Duration| pauses.lock().expect("no thread panics").push(long);
    let urls: Vec<&str> = urls.iter().map(String::as_str).collect();
    let heard = ask_all(&urls, settings, &pause, &|_, _| {});
    (heard, pauses.into_inner().expect("no thread panics"))
}

/// What is said of each path of a server, a line each; its address is `S`.
fn said(server: &Server, paths: &[&str], settings: &Settings) -> String {
    let urls: Vec<String> = paths.iter().map(|path| server.url(path)).collect();
    let (heard, _) = ask(&urls, settings);
    let own = server.url("");
    let lines = paths.iter().zip(&urls);
    lines
        .map(|(path, url)| format!("{path} {:?}\n", heard[url].verdict))
        .collect::<String>()
        .replace(&own, "S")
}

#[test]
fn what_servers_say_is_taken_for_what_it_means() {
    let server = Server::new(|request: &Request| {
        let is_head = request.method == "HEAD";
        Some(match request.path.as_str() {
            "/no-head" if is_head => "405 Method Not Allowed".to_owned(),
            "/no-head-501" if is_head => "501 Not Implemented".to_owned(),
            "/head-is-lost" if is_head => "404 Not Found".to_owned(),
            "/head-is-secret" if is_head => "403 Forbidden".to_owned(),
            path if path.len() == 4 => format!("{} X", &path[1..]),
            _ => "200 OK".to_owned(),
        })
    });
    let paths = [
        "/",
        "/204",
        "/404",
        "/410",
        "/400",
        "/401",
        "/403",
        "/418",
        "/500",
        "/501",
        "/999",
        "/no-head",
        "/no-head-501",
        "/head-is-lost",
        "/head-is-secret",
    ];
    expect_test::expect![[r#"
        / Fine
        /204 Fine
        /404 Broken("404 Not Found")
        /410 Broken("410 Gone")
        /400 Unsure("400 Bad Request")
        /401 Unsure("401 Unauthorized")
        /403 Unsure("403 Forbidden")
        /418 Unsure("418 I'm a teapot")
        /500 Unsure("500 Internal Server Error")
        /501 Unsure("501 Not Implemented")
        /999 Unsure("999")
        /no-head Fine
        /no-head-501 Fine
        /head-is-lost Fine
        /head-is-secret Fine
    "#]]
    .assert_eq(&said(&server, &paths, &settings()));
    let log = server.log();
    let asked = |path: &str| -> Vec<&str> {
        log.iter().filter(|line| line.ends_with(&format!(" {path}"))).map(String::as_str).collect()
    };
    assert_eq!(asked("/"), ["HEAD /"], "who answers is not asked twice");
    assert_eq!(asked("/404"), ["HEAD /404", "GET /404"]);
    assert_eq!(asked("/head-is-lost"), ["HEAD /head-is-lost", "GET /head-is-lost"]);
}

#[test]
fn redirects_are_followed_and_those_for_good_are_told() {
    let other = Server::new(|_: &Request| Some("200 OK".to_owned()));
    let elsewhere = other.url("/there");
    let server = Server::new(move |request: &Request| {
        let to = |status: u32, place: &str| Some(format!("{status} X\r\nLocation: {place}"));
        match request.path.as_str() {
            "/for-now" => to(302, "/for-good"),
            "/for-good" => to(301, "sub/end"),
            "/both" => to(308, "/step?x=1"),
            "/step?x=1" => to(301, "/for-now"),
            "/away" => to(301, &elsewhere),
            "/lost" => to(301, "/404"),
            "/circle" => to(302, "/circle"),
            "/script" => to(302, "javascript:alert(1)"),
            "/file" => to(302, "file:///etc/passwd"),
            "/nowhere" => Some("302 X".to_owned()),
            "/404" => Some("404 X".to_owned()),
            path if path.starts_with("/n/") => to(302, &format!("{path}x")),
            _ => Some("200 OK".to_owned()),
        }
    });
    let paths = [
        "/for-now",
        "/for-good",
        "/both",
        "/away",
        "/lost",
        "/circle",
        "/script",
        "/file",
        "/nowhere",
        "/n/",
        "/fine#part",
    ];
    let report = said(&server, &paths, &settings()).replace(&other.url(""), "OTHER");
    expect_test::expect![[r#"
        /for-now Fine
        /for-good Moved("S/sub/end")
        /both Moved("S/for-now")
        /away Moved("OTHER/there")
        /lost Broken("404 Not Found")
        /circle Unsure("it leads in a circle")
        /script Unsure("it leads on to `javascript:`")
        /file Unsure("it leads on to `file:`")
        /nowhere Unsure("it leads on to nowhere")
        /n/ Unsure("it leads on more than 10 times")
        /fine#part Fine
    "#]]
    .assert_eq(&report);
    assert!(other.log().contains(&"HEAD /there".to_owned()));
}

#[test]
fn what_may_pass_is_tried_again_after_growing_pauses() {
    let server = Server::new(|request: &Request| {
        Some(
            if request.path == "/soon" && request.before == 2 { "200 OK" } else { "503 X" }
                .to_owned(),
        )
    });
    let (heard, pauses) = ask(&[server.url("/soon")], &settings());
    assert_eq!(heard[&server.url("/soon")].verdict, Verdict::Fine);
    assert_eq!(pauses, [Duration::from_secs(2), Duration::from_secs(4)]);
    let (heard, pauses) = ask(&[server.url("/never")], &settings());
    let verdict = &heard[&server.url("/never")].verdict;
    assert_eq!(*verdict, Verdict::Unsure("503 Service Unavailable".to_owned()));
    assert_eq!(pauses.len(), 2);
    assert_eq!(server.log().iter().filter(|line| *line == "HEAD /never").count(), 3);
}

#[test]
fn a_server_that_asks_for_time_gets_it() {
    let server = Server::new(|request: &Request| {
        Some(match request.before {
            0 => "429 Too Many Requests\r\nRetry-After: 7".to_owned(),
            _ => "200 OK".to_owned(),
        })
    });
    let (heard, pauses) = ask(&[server.url("/")], &settings());
    assert_eq!(heard[&server.url("/")].verdict, Verdict::Fine);
    assert_eq!(pauses, [Duration::from_secs(7)]);
}

#[test]
fn a_server_that_wants_more_time_than_we_have_is_left_alone() {
    let server = Server::new(|_: &Request| Some("429 X\r\nRetry-After: 3600".to_owned()));
    let urls = [server.url("/a"), server.url("/b"), server.url("/c")];
    let (heard, pauses) = ask(&urls, &settings());
    assert!(heard.values().all(|one| matches!(one.verdict, Verdict::Unsure(_))), "{heard:?}");
    assert_eq!(pauses, []);
    assert_eq!(server.log(), ["HEAD /a"]);
}

#[test]
fn a_slow_server_is_not_called_broken() {
    let server = Server::new(|_: &Request| None);
    let settings = Settings { timeout: Duration::from_millis(100), retries: 0, ..settings() };
    expect_test::expect![[r#"
        / Unsure("it did not answer in time")
    "#]]
    .assert_eq(&said(&server, &["/"], &settings));
}

#[test]
fn one_server_has_one_request_at_a_time_and_its_pause() {
    let server = Server::new(|_: &Request| Some("200 OK".to_owned()));
    let urls: Vec<String> = (0..12).map(|n| server.url(&format!("/{n:02}"))).collect();
    let settings = Settings { gap: Duration::from_secs(3600), ..settings() };
    let (heard, pauses) = ask(&urls, &settings);
    assert!(heard.values().all(|one| one.verdict == Verdict::Fine));
    assert_eq!(server.most_at_once(), 1);
    assert_eq!(server.log(), (0..12).map(|n| format!("HEAD /{n:02}")).collect::<Vec<_>>());
    assert_eq!(pauses.len(), 11, "one between two requests");
    assert!(pauses.iter().all(|long| *long > Duration::from_secs(3000)), "{pauses:?}");
}

#[test]
fn a_server_that_others_lead_to_is_asked_by_one_of_them_at_a_time() {
    let target = Server::new(|_: &Request| Some("200 OK".to_owned()));
    let to = Arc::new(target.url("/x"));
    let sources: Vec<Server> = (0..6)
        .map(|_| {
            let to = Arc::clone(&to);
            Server::new(move |_: &Request| Some(format!("302 X\r\nLocation: {to}")))
        })
        .collect();
    let urls: Vec<String> = sources.iter().map(|server| server.url("/")).collect();
    let (heard, _) = ask(&urls, &settings());
    assert!(heard.values().all(|one| one.verdict == Verdict::Fine), "{heard:?}");
    assert_eq!((target.log().len(), target.most_at_once()), (6, 1));
}

#[test]
fn different_servers_are_asked_at_the_same_time() {
    // Each answers only once the other has been asked too.
    let both = Arc::new(Barrier::new(2));
    let servers = [Arc::clone(&both), both].map(|both| {
        Server::new(move |_: &Request| {
            both.wait();
            Some("200 OK".to_owned())
        })
    });
    let urls = servers.each_ref().map(|server| server.url("/"));
    let (heard, pauses) = ask(&urls, &settings());
    assert!(heard.values().all(|one| one.verdict == Verdict::Fine), "{heard:?}");
    // Had one waited for the other in vain, it would have been asked again.
    assert_eq!(pauses, []);
}

#[test]
fn who_asks_says_so_and_keeps_no_cookies() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let texts = Arc::clone(&seen);
    let server = Server::new(move |request: &Request| {
        texts.lock().expect("no thread panics").push(request.text.to_ascii_lowercase());
        Some("200 OK\r\nSet-Cookie: who=you".to_owned())
    });
    ask(&[server.url("/a"), server.url("/b")], &settings());
    let seen = seen.lock().expect("no thread panics");
    assert_eq!(seen.len(), 2);
    for text in seen.iter() {
        assert!(
            text.contains("user-agent: goodfit/test (checks the links of https://example.org/)")
        );
        assert!(!text.contains("cookie"), "{text}");
    }
}

#[test]
fn where_nobody_listens_or_no_connection_is_safe() {
    let server = Server::new(|_: &Request| Some("200 OK".to_owned()));
    let not_safe = server.url("/").replace("http:", "https:");
    let gone = { Server::new(|_: &Request| None).url("/") };
    let (heard, _) = ask(&[not_safe.clone(), gone.clone()], &settings());
    let said = format!("{:?}\n{:?}\n", heard[&not_safe], heard[&gone]);
    expect_test::expect![[r#"
        Heard { verdict: Broken("no safe connection can be made"), answered: false }
        Heard { verdict: Unsure("it refuses connections"), answered: false }
    "#]]
    .assert_eq(&said);
}
