//! What `--message-format sarif` prints is what OASIS's schema wants.

use crate::{rules, schema, support};
use goodfit::check::Flags;
use goodfit::diagnostics::{Diagnostic, codes, print};
use goodfit::source::Snapshot;
use serde_json::{Value, json};

fn official() -> Value {
    let text = include_str!("../schemas/sarif-schema-2.1.0.json");
    serde_json::from_str(text).expect("the schema is JSON")
}

/// A log of findings of all kinds: with and without a place, in sources, templates and outputs.
fn log() -> Value {
    let project = format!(
        "{}--- content/ü b.md\n---\ntitel: x\n---\n## One\n\n#### Two\n\n[x](nowhere.md)\n\
         --- content/c.svg\n<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>\n\
         --- themes/default/templates/page.html\n{{% extends \"base.html\" %}}{{% block top %}}{{% endblock %}}\n",
        rules::SITE
    );
    let (mut found, prepared) = support::checked(&project, &Flags::default());
    found.push(Diagnostic::new(&codes::publishing::CANNOT_WRITE, "the disk is full"));
    let page = |code: &codes::Code| {
        let rule = goodfit::check::rules::find(code.id)?;
        let address = format!("https://example.org/manual/rules/{}/", code.name);
        Some(print::Page { address, text: rule.text().to_owned() })
    };
    let text = print::sarif(&found, &prepared.quoted(&found), page);
    let log: Value = serde_json::from_str(&text).expect("a log is JSON");
    assert_eq!(log["runs"][0]["results"].as_array().map(Vec::len), Some(found.len()));
    assert!(found.len() > 5, "{found:?}");
    log
}

#[test]
fn a_log_is_what_the_official_schema_wants() {
    assert_eq!(schema::problems(&official(), &log()), Vec::<String>::new());
    let empty = print::sarif(&[], &Snapshot::default(), |_| None);
    let empty = serde_json::from_str(&empty).expect("a log is JSON");
    assert_eq!(schema::problems(&official(), &empty), Vec::<String>::new());
}

#[test]
fn a_log_that_is_not_is_noticed() {
    let official = official();
    for (path, bad) in [
        ("/version", json!("2.0.0")),
        ("/runs", json!({})),
        ("/runs/0/tool", json!({})),
        ("/runs/0/columnKind", json!("bytes")),
        ("/runs/0/results/0/level", json!("fatal")),
        ("/runs/0/results/0/message", json!("text")),
        ("/runs/0/results/0/ruleIndex", json!(-2)),
        ("/runs/0/results/0/locations/0/physicalLocation/region/startLine", json!(0)),
        ("/runs/0/tool/driver/rules/0/help", json!({"markdown": "x"})),
        ("/runs/0/results/0/unheard", json!(1)),
    ] {
        let mut log = log();
        match log.pointer_mut(path) {
            Some(place) => *place = bad,
            None => {
                let (object, key) = path.rsplit_once('/').expect("a path");
                log.pointer_mut(object).expect("it is there")[key] = bad;
            }
        }
        assert_ne!(schema::problems(&official, &log), Vec::<String>::new(), "{path}");
    }
}

#[test]
fn every_result_names_its_rule_and_every_rule_of_ours_its_page() {
    let log = log();
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().expect("a list");
    for result in log["runs"][0]["results"].as_array().expect("a list") {
        let at = usize::try_from(result["ruleIndex"].as_u64().expect("a number")).expect("small");
        assert_eq!(rules[at]["id"], result["ruleId"]);
        assert!(result["partialFingerprints"]["message/v1"].is_string());
    }
    let skipped = rules.iter().find(|rule| rule["id"] == "A003").expect("it was found");
    assert_eq!(skipped["helpUri"], "https://example.org/manual/rules/skipped-heading-level/");
    let uris: Vec<&Value> = log["runs"][0]["results"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|result| &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
        .collect();
    assert!(uris.contains(&&json!("content/%C3%BC%20b.md")), "{uris:?}");
}
