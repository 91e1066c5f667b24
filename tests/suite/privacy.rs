//! What a site can say about privacy: the statement on its page, and the report.

use crate::support::{build, options, snapshot};
use goodfit::check::{Flags, PROMISES, Reach};
use goodfit::diagnostics;
use goodfit::pipeline;
use serde_json::Value;

const PAGE: &str = "--- content/privacy.md\n---\ntitle: Privacy\n---\n\n```goodfit privacy\n```\n";

fn config(check: &str) -> String {
    format!("--- goodfit.yaml\ntitle: Test\nbase_url: https://example.org/\n{check}{PAGE}")
}

#[test]
fn the_page_says_what_the_rules_in_force_promise() {
    let built = build(&config(""));
    assert_eq!(built.findings, "");
    let page = built.between("privacy/index.html", "before it is published:</p>", "<p>The files");
    assert_eq!(page.matches("<li>").count(), PROMISES.len());
    let rest = built.between("privacy/index.html", "The files of a site cannot show:", "</ul>");
    assert!(rest.contains("What the host of this site writes down"), "{rest}");
}

#[test]
fn a_rule_that_only_warns_promises_nothing() {
    let built = build(&config("check: { warn: [script] }\n"));
    let html = built.text("privacy/index.html");
    assert!(!html.contains("No page runs a script"), "{html}");
    assert!(html.contains("No page shows a page of somebody else"), "{html}");
    let built = build(&config("check: { allow: [privacy] }\n"));
    let html = built.text("privacy/index.html");
    assert!(!html.contains("These rules are set") && html.contains("cannot show"), "{html}");
}

/// The report about a project.
fn report(project: &str, flags: &Flags) -> (String, Value) {
    let mut known = Vec::new();
    let prepared = pipeline::prepare(snapshot(project), &options()).into_value(&mut known);
    let (checker, _) = prepared.checker(flags, None).expect("tests name rules that exist");
    let mut found = prepared.check_sources(&checker);
    let (failed, on_outputs) = prepared.check_outputs(&checker, |_| Ok(()));
    found.extend(on_outputs);
    known.extend(failed);
    let mut found = prepared.settle(&checker, Reach::Outputs, known, found);
    diagnostics::sort(&mut found);
    let quoted = prepared.quoted(&found);
    let text = prepared.privacy_report(&checker, options().publishing.now, (&found, &quoted));
    let value = serde_json::from_str(&text).expect("it is JSON");
    (text, value)
}

#[test]
fn the_report_of_a_good_site_names_every_rule_and_no_origin() {
    let project = format!("{PAGE}--- content/photo.png\n");
    let (text, report) = report(&project, &Flags::default());
    let keys: Vec<&String> = report.as_object().expect("an object").keys().collect();
    expect_test::expect![[r#"
        ["format", "program", "built_for", "site", "looked_at", "origins_requested", "policies", "rules", "promises", "not_in_the_files"]
        {"outputs":12,"pages":3,"stylesheets":4,"drawings":1,"xml":1,"other_texts":2,"not_looked_into":1}
        {"pages":[{"policy":"default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'","pages":3}],"headers_file":"default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"}
    "#]]
        .assert_eq(&format!("{keys:?}\n{}\n{}\n", report["looked_at"], report["policies"]));
    assert_eq!(report["built_for"], "2026-11-21");
    assert_eq!(report["origins_requested"], serde_json::json!([]));
    let rules = report["rules"].as_array().expect("a list");
    assert!(rules.len() >= 15, "{text}");
    for rule in rules {
        assert_eq!(
            (&rule["tried"], &rule["findings"]),
            (&Value::Bool(true), &serde_json::json!([]))
        );
    }
    assert_eq!(report["promises"].as_array().map(Vec::len), Some(PROMISES.len()));
    assert_eq!(self::report(&project, &Flags::default()).0, text, "the same every time");
}

#[test]
fn every_origin_that_a_browser_would_ask_is_in_the_report() {
    let project = "--- content/a.html\n<!doctype html>\n<title>A</title>\n\
        <img src=https://pictures.example/a.png>\n<script src=//scripts.example/a.js></script>\n\
        <iframe src=https://frames.example></iframe>\n<link rel=preconnect href=https://early.example>\n\
        <style>a { background: url(https://styles.example/a.png) }</style>\n\
        <p style=\"background: url(https://attributes.example/a.png)\">\n\
        <a href=https://links.example>a link asks nobody</a>\n\
        <link rel=canonical href=https://canonical.example/>\n\
        --- content/b.css\n@import 'https://sheets.example/b.css';\n\
        --- content/c.svg\n<svg xmlns='http://www.w3.org/2000/svg'><image href='https://drawings.example/c'/></svg>\n";
    let (text, report) = report(project, &Flags::default());
    let origins: Vec<&str> = report["origins_requested"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    assert_eq!(
        origins,
        [
            "attributes.example",
            "drawings.example",
            "early.example",
            "frames.example",
            "pictures.example",
            "scripts.example",
            "sheets.example",
            "styles.example"
        ]
    );
    let rules = report["rules"].as_array().expect("a list");
    let script = rules.iter().find(|rule| rule["name"] == "script").expect("the rule");
    assert_eq!(script["findings"][0]["path"], "content/a.html", "{text}");
    assert_eq!(script["findings"][0]["line"], 4, "{text}");
}

#[test]
fn a_rule_that_was_not_tried_is_said_to_be_so() {
    let flags = Flags { allow: vec!["script".to_owned()], ..Flags::default() };
    let (_, report) = report(PAGE, &flags);
    let rules = report["rules"].as_array().expect("a list");
    let script = rules.iter().find(|rule| rule["name"] == "script").expect("the rule");
    assert_eq!((&script["level"], &script["tried"]), (&"allow".into(), &Value::Bool(false)));
    assert!(!report["promises"].to_string().contains("No page runs a script"));
}
