//! What readers see of those who stand behind a page, and that machines are told the same.

use crate::support::{Built, build, build_with, options};
use expect_test::expect;
use jiff::civil::date;
use serde_json::{Value, json};

const PEOPLE: &str = "--- data/people.yaml
editors:
  name: The editors & friends
  organisation: true
  role: Editors
ada:
  name: Ada <Byron>
  credentials: Clinical psychologist
  clinical: true
  links:
    - {label: Register, url: https://register.example/ada}
bo:
  name: Bo Lind
  role: Reader
--- data/references.yaml
one2018:
  type: article
  title: One
  author: [\"A, B\"]
  date: 2018
  serial-number: {doi: \"10.1000/one\"}
  parent: {type: periodical, title: Journal}
two2019:
  type: book
  title: Two
  author: [\"C, D\"]
  date: 2019
  publisher: P
  serial-number: {isbn: \"1\"}
";

const CONFIG: &str = "--- goodfit.yaml
title: T
base_url: https://good.example/guide/
publisher: The press
contact: a@good.example
funding: Nobody
";

/// A health page in a section, with more front matter and a text.
fn site(front_matter: &str, text: &str) -> String {
    format!(
        "{CONFIG}{PEOPLE}--- content/_index.md\n---\ntitle: Home\n---\n[@one2018; @two2019]\n\
         --- content/care/_index.md\n---\ntitle: Care\n---\n\
         --- content/care/a.md\n---\ntitle: Page A\ndescription: About \"A\" & </script> more.\ndate: 2026-01-02\n\
         type: evidence\nauthors: [editors, bo]\n{front_matter}---\n{text}\n"
    )
}

/// A site whose page was really reviewed: the digest is what the program says it is.
fn reviewed(by: &str, text_at_review: &str, text: &str) -> Built {
    let more = |digest: &str| {
        format!(
            "certainty: mixed\nreviewers: [{by}]\nlast_reviewed: 2026-10-01\nreview_by: 2027-10-01\n\
             evidence_checked: 2026-09-30\nchanges:\n  - {{date: 2026-02-03, what: New \"figures\".}}\n\
             review: {{by: [{by}], date: 2026-10-01, text: \"{digest}\"}}\n"
        )
    };
    let at_review = site(&more("?"), text_at_review);
    let file =
        at_review.split("--- content/care/a.md\n").nth(1).expect("the page is the last file");
    let path = goodfit::source::SourcePath::new("content/care/a.md").expect("a path");
    let source = goodfit::source::SourceText::new(path, file);
    let digest = goodfit::front_matter::digest(&source, goodfit::front_matter::Kind::Page);
    build(&site(&more(&digest), text))
}

const PAGE: &str = "care/a/index.html";

/// The facts that readers see, a label and its words a line.
fn facts(built: &Built) -> String {
    let block = built.between(PAGE, "<dl class=\"facts\">", "</dl>");
    let text = block.replace("</dd></div>", "\n").replace("</dt>", ": ").replace("<br>", " / ");
    let mut plain = String::new();
    let mut inside = false;
    for c in text.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => plain.push(c),
            _ => {}
        }
    }
    let plain = plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    plain.lines().map(str::trim).filter(|line| !line.is_empty()).map(|l| format!("{l}\n")).collect()
}

fn json_ld(built: &Built) -> Value {
    let text = built.between(PAGE, "<script type=\"application/ld+json\">", "</script>");
    serde_json::from_str(text).expect("it is JSON")
}

#[test]
fn a_reviewed_page_says_who_when_and_how_sure() {
    let built = reviewed("ada, bo", "Text [@one2018].", "Text [@one2018].");
    assert_eq!(built.findings, "");
    expect![[r#"
        Written by: The editors & friends, Editors; Bo Lind, Reader
        Checked by: Ada <Byron>, Clinical psychologist; Bo Lind, Reader
        Last reviewed: 1 October 2026
        First published: 2 January 2026
        Next review due: 1 October 2027
        Evidence checked: 30 September 2026
        How sure are we?: Partly sure: studies differ, or the effects are small.
        What changed: 3 February 2026: New &quot;figures&quot;.
        Found a mistake?: Tell us
    "#]]
    .assert_eq(&facts(&built));
    assert!(built.text(PAGE).contains("<a href=\"mailto:a@good.example\">Tell us</a>"));
}

#[test]
fn a_page_that_changed_since_its_review_says_so() {
    let built = reviewed("ada", "Old words.", "New words.");
    assert!(built.findings.contains("warning[R0"), "{}", built.findings);
    let facts = facts(&built);
    let line = "Last reviewed: 1 October 2026 / The words have changed since that review.";
    assert!(facts.contains(line), "{facts}");
}

#[test]
fn a_page_without_a_clinical_reviewer_says_so_in_plain_words() {
    let built = build(&site("certainty: mixed\nreviewers: none\nreview_by: 2026-12-01\n", "Text."));
    assert_eq!(built.findings, "");
    let facts_of = facts(&built);
    assert!(facts_of.contains("Checked by: Not yet reviewed by a clinician\n"), "{facts_of}");
    assert!(facts_of.contains("Last changed: 2 January 2026\n"), "{facts_of}");
    assert!(!facts_of.contains("Last reviewed"), "{facts_of}");
    assert_eq!(json_ld(&built).get("lastReviewed"), None);

    let built = reviewed("editors", "Text.", "Text.");
    let words = "Checked by: The editors & friends, Editors / Not yet reviewed by a clinician";
    assert!(facts(&built).contains(words), "{}", facts(&built));
}

#[test]
fn machines_are_told_what_readers_see() {
    let built = reviewed("ada, bo", "A [@two2019] b [@one2018].", "A [@two2019] b [@one2018].");
    let data = json_ld(&built);
    assert_eq!(data["@type"], "MedicalWebPage");
    assert_eq!(data["description"], "About \"A\" & </script> more.");
    let names = |key: &str| -> Vec<&str> {
        let people = data[key].as_array().expect("a list");
        people.iter().map(|person| person["name"].as_str().expect("a name")).collect()
    };
    assert_eq!(names("author"), ["The editors & friends", "Bo Lind"]);
    assert_eq!(names("reviewedBy"), ["Ada <Byron>", "Bo Lind"]);
    assert_eq!(data["author"][0]["@type"], "Organization");
    assert_eq!(
        data["reviewedBy"][0],
        json!({"@type": "Person", "name": "Ada <Byron>", "jobTitle": "Clinical psychologist", "url": "https://register.example/ada"})
    );

    // Each name and each day of the data stands in the visible block, and the other way round.
    let facts = facts(&built);
    for name in names("author").into_iter().chain(names("reviewedBy")) {
        assert!(facts.contains(name), "{name}\n{facts}");
    }
    let html = built.between(PAGE, "<dl class=\"facts\">", "</dl>");
    for key in ["lastReviewed", "datePublished"] {
        let day = data[key].as_str().expect("a day");
        assert!(html.contains(&format!("<time datetime=\"{day}\">")), "{key} {day}\n{html}");
    }
    // As many citations as sources in the list, in its order.
    let listed: Vec<&str> = built
        .between(PAGE, "<section class=\"sources\"", "</section>")
        .split("<li id=\"source_")
        .skip(1)
        .collect();
    let cited = data["citation"].as_array().expect("a list");
    assert_eq!(cited.len(), listed.len());
    for (address, item) in cited.iter().zip(listed) {
        assert!(item.contains(address.as_str().expect("a text")), "{address} is not in {item}");
    }
    let crumbs: Vec<(&str, &str)> = data["breadcrumb"]["itemListElement"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|step| (step["name"].as_str().unwrap_or(""), step["item"].as_str().unwrap_or("")))
        .collect();
    assert_eq!(
        crumbs,
        [
            ("T", "https://good.example/guide/"),
            ("Care", "https://good.example/guide/care/"),
            ("Page A", "https://good.example/guide/care/a/"),
        ]
    );
}

#[test]
fn the_day_of_the_build_changes_no_byte() {
    let project =
        site("certainty: mixed\nreviewers: none\nreview_by: 2026-12-01\n", "Text [@one2018].");
    let on = |day| {
        let mut options = options();
        options.publishing.now = day;
        build_with(&project, &options).outputs
    };
    assert_eq!(on(date(2026, 11, 1)), on(date(2031, 1, 1)));
}

#[test]
fn a_page_that_is_no_health_information_says_nothing_of_reviews() {
    let built = build(&format!(
        "{CONFIG}{PEOPLE}--- content/care/_index.md\n---\ntitle: Care\n---\n--- content/care/a.md\n---\ntitle: A\n---\n"
    ));
    assert!(!built.text(PAGE).contains("about-page"));
    assert_eq!(json_ld(&built)["@type"], "WebPage");
}
