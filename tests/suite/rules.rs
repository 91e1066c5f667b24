//! Every rule finds what its page says it finds, and nothing in what its page says is right.
//!
//! A page's examples are fenced blocks below the headings "An example that fails" and "An example
//! that passes". A block whose info string has a path (`markdown content/a.md`) is that file of a
//! project. One without a path is a whole file of its kind: `markdown` a page, `html` what stands in
//! the main part of a published page (or a whole page, if it begins with `<!doctype`), `css`, `svg`
//! and `xml` a file as published. Around them is a small site in which no rule finds anything.

use crate::support;
use goodfit::check::{Flags, Group, Level, Rule, rules};
use goodfit::diagnostics::{self, Diagnostic, Severity};
use std::collections::BTreeSet;
use std::path::Path;

/// A site in which no rule finds anything. Its pages are there for examples to link to.
pub const SITE: &str = "--- goodfit.yaml\ntitle: A small site\nbase_url: https://example.org/\n\
    description: A small site with a few pages, which is here so that rules have something to look at.\n\
    language: en-GB\n\
    --- content/_index.md\n---\ntitle: A small site\n\
    description: The first page of a small site, which is here so that rules have something to look at.\n---\n\
    --- content/first-call.md\n---\ntitle: The first call\n\
    description: What to ask on the phone before you book, and what the answers can tell you about costs.\n---\n\n\
    ## What it costs {#costs}\n\nAsk before you book.\n";

/// The same for rules on health information: a site that has some.
pub const HEALTH: &str = "--- goodfit.yaml\ntitle: A small site\nbase_url: https://care.example/\n\
    description: A small site with health information, which is here so that rules have something to look at.\n\
    language: en-GB\npublisher: The publisher\ncontact: mailto:editors@care.example\nfunding: Nobody pays for it.\n\
    required_pages: { about: /about/, disclaimer: /about/, editorial_policy: /about/, privacy: /about/, accessibility: /about/, help: /help/ }\n\
    theme_settings: { help_url: /help/ }\n\
    --- data/people.yaml\neditors: { name: The editors, organisation: true, role: Editors }\n\
    --- content/_index.md\n---\ntitle: A small site\n\
    description: The first page of a small site, which is here so that rules have something to look at.\n---\n\
    --- content/about.md\n---\ntitle: About\n\
    description: Who makes this site, how its pages are checked, and what it cannot do for anybody at all.\n---\n\
    --- content/help.md\n---\ntitle: Help\n\
    description: Numbers that you can ring at any time of the day and the night if you are not safe now.\n---\n\
    --- content/talking.md\n---\ntitle: Talking\ntype: health\nauthors: [editors]\nreviewers: none\nreview_by: 2027-11-21\n\
    description: What talking can do and what it cannot do, for people who wonder whether it is for them.\n---\n\nTalking may help.\n";

/// A page that is right, with this in its main part.
pub fn in_main(html: &str) -> String {
    format!("{BEFORE}{html}{AFTER}")
}

/// The site around the examples of a rule.
fn site(rule: &Rule) -> &'static str {
    if rule.group == Group::Health { HEALTH } else { SITE }
}

/// What stands around the main part of a page that is right.
const BEFORE: &str = "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n\
    <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'\">\n\
    <meta charset=\"utf-8\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
    <title>An example · A small site</title>\n\
    <meta name=\"description\" content=\"An example of a page that is right in all things, so that one mistake can be seen alone.\">\n\
    </head>\n<body>\n<main>\n<h1>An example</h1>\n";
const AFTER: &str = "\n</main>\n</body>\n</html>\n";

/// The fenced blocks below a heading: language, path if there is one, text.
fn blocks(page: &str, heading: &str) -> Vec<(String, Option<String>, String)> {
    let start = format!("## {heading}\n");
    let rest = page.split_once(&start).map_or("", |(_, rest)| rest);
    let mut found = Vec::new();
    let mut open: Option<(String, String, String)> = None;
    for line in rest.lines() {
        let ticks: String = line.chars().take_while(|c| *c == '`').collect();
        match &mut open {
            None if line.starts_with("## ") => break,
            None if ticks.len() >= 3 => {
                open = Some((ticks, line.trim_start_matches('`').to_owned(), String::new()));
            }
            None => {}
            Some((fence, info, text)) if line == fence => {
                let mut words = info.split_whitespace().map(str::to_owned);
                let language = words.next().expect("every example names its language");
                found.push((language, words.next(), std::mem::take(text)));
                open = None;
            }
            Some((_, _, text)) => {
                text.push_str(line);
                text.push('\n');
            }
        }
    }
    found
}

/// The blocks as files of a project.
fn project(site: &str, blocks: &[(String, Option<String>, String)]) -> String {
    let mut project = site.to_owned();
    for (language, path, text) in blocks {
        let file = match (path, language.as_str()) {
            (Some(path), _) => format!("--- {path}\n{text}"),
            (None, "markdown") if text.starts_with("---") => {
                format!("--- content/example.md\n{text}")
            }
            (None, "markdown") => format!(
                "--- content/example.md\n---\ntitle: An example\ndescription: An example of a page that \
                 is right in all things, so that one mistake can be seen alone.\n---\n\n{text}"
            ),
            (None, "html") if text.starts_with("<!doctype") => {
                format!("--- content/example.html\n{text}")
            }
            (None, "html") => format!("--- content/example.html\n{BEFORE}{text}{AFTER}"),
            (None, "css" | "svg" | "xml") => format!("--- content/example.{language}\n{text}"),
            (None, other) => panic!("an example in `{other}` needs a path"),
        };
        project.push_str(&file);
    }
    project
}

/// What is found in a project. If the rule is off unless a site asks for it, it is asked for.
fn found(rule: &Rule, project: &str) -> (Vec<Diagnostic>, String) {
    let flags = match rule.level {
        Level::Allow => Flags { warn: vec![rule.code.name.to_owned()], ..Flags::default() },
        Level::Warn | Level::Error => Flags::default(),
    };
    support::check(project, &flags)
}

#[test]
fn every_rule_finds_what_its_page_says_and_nothing_else() {
    let mut report = String::new();
    for rule in rules::ALL {
        let name = rule.code.name;
        let fails = blocks(rule.page, "An example that fails");
        let passes = blocks(rule.page, "An example that passes");
        if fails.is_empty() || passes.is_empty() {
            report.push_str(&format!("{name}: the page has no example\n"));
            continue;
        }
        let (of_failing, text) = found(rule, &project(site(rule), &fails));
        let codes: BTreeSet<&str> = of_failing.iter().map(|finding| finding.code.name).collect();
        if codes != BTreeSet::from([name]) {
            report.push_str(&format!("{name}: what fails gives\n{text}"));
        }
        let (of_passing, text) = found(rule, &project(site(rule), &passes));
        if !of_passing.is_empty() {
            report.push_str(&format!("{name}: what passes gives\n{text}"));
        }
        for finding in &of_failing {
            if finding.help.is_none() || finding.primary.is_none() {
                report.push_str(&format!("{name}: no place or no next step\n"));
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn nothing_is_found_where_nothing_is_wrong() {
    assert_eq!(support::check(SITE, &Flags::default()).1, "");
    assert_eq!(support::check(HEALTH, &Flags::default()).1, "");
}

#[test]
fn every_rule_has_its_page_and_says_the_same_everywhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages: BTreeSet<String> = std::fs::read_dir(root.join("content/manual/rules"))
        .expect("the rules have pages")
        .map(|entry| entry.expect("it can be listed").file_name().to_string_lossy().into_owned())
        .filter(|name| name != "_index.md")
        .collect();
    for rule in rules::ALL {
        let code = rule.code;
        let file = root.join("src/check/rules").join(code.name.replace('-', "_") + ".rs");
        assert!(file.is_file(), "{} is not in {}", code.name, file.display());
        assert!(pages.remove(&format!("{}.md", code.name)), "{} has no page", code.name);
        let first = format!("\ndescription: \"{}. ", code.id);
        assert!(rule.page.contains(&first), "{}: the description begins with the id", code.name);
        assert!(rule.page.contains(&format!("\ntitle: \"{}: ", code.name)), "{}", code.name);
        for heading in [
            "What it finds",
            "Why it matters",
            "An example that fails",
            "An example that passes",
            "How to mend it",
        ] {
            assert!(rule.page.contains(&format!("\n## {heading}\n")), "{}: {heading}", code.name);
        }
        let severity = match rule.level {
            Level::Error => Severity::Error,
            Level::Warn | Level::Allow => Severity::Warning,
        };
        assert_eq!(code.severity, severity, "{}: code and level differ", code.name);
        assert!(diagnostics::codes::find(code.id).is_some_and(|known| std::ptr::eq(known, code)));
    }
    assert!(pages.is_empty(), "pages without a rule: {pages:?}");
}

/// What is said of an id that is there twice, by the configuration's `check:` and the command line.
fn levels(config: &str, flags: &Flags) -> String {
    let project = SITE.replacen("language: en-GB\n", &format!("language: en-GB\n{config}"), 1);
    let project = format!(
        "{project}--- content/example.html\n{BEFORE}<p id=\"a\">x</p>\n<p id=\"a\">y</p>{AFTER}"
    );
    support::check(&project, flags).1
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn the_command_line_goes_before_the_configuration_and_a_rule_before_its_group() {
    let none = Flags::default();
    let said = |config: &str, flags: &Flags| {
        let found = levels(config, flags);
        match found.split_once("[A001]") {
            Some((before, _)) => before.rsplit(' ').next().unwrap_or_default().to_owned(),
            None => found,
        }
    };
    assert_eq!(said("", &none), "error");
    assert_eq!(said("check: { warn: [duplicate-id] }\n", &none), "warning");
    assert_eq!(said("check: { warn: [a001] }\n", &none), "warning");
    assert_eq!(said("check: { allow: [structure] }\n", &none), "");
    assert_eq!(said("check: { allow: [structure], warn: [A001] }\n", &none), "warning");
    let flags = Flags { deny: names(&["structure"]), ..Flags::default() };
    assert_eq!(said("check: { allow: [duplicate-id] }\n", &flags), "error");
    let flags = Flags { warn: names(&["A001"]), deny: names(&["structure"]), ..Flags::default() };
    assert_eq!(said("", &flags), "warning");
    let flags = Flags { warn: names(&["A001"]), deny: names(&["warnings"]), ..Flags::default() };
    assert_eq!(said("", &flags), "error");
    let flags = Flags { rules: names(&["privacy"]), ..Flags::default() };
    assert_eq!(said("", &flags), "");
}

#[test]
fn a_name_that_no_rule_has_is_reported_where_it_is_written() {
    expect_test::expect![[r#"
        goodfit.yaml:6:11: error[C008]: there is no rule and no group `duplicate-ids` (did you mean `duplicate-id`?)
        goodfit.yaml:7:11: error[C008]: `broken-link` always stops the site, so it has no level (mend what it finds; this line has no effect)
    "#]].assert_eq(&levels(
        "check:\n  allow: [duplicate-ids, duplicate-id]\n  error: [broken-link]\n",
        &Flags::default(),
    ));
}

/// What is said about a page with this text.
fn of_page(text: &str, flags: &Flags) -> String {
    let text = vec![("markdown".to_owned(), None, text.to_owned())];
    support::check(&project(SITE, &text), flags).1
}

#[test]
fn an_author_allows_a_finding_where_it_is_and_says_why() {
    let none = Flags::default();
    let skipped =
        "## One\n\n<!-- allow skipped-heading-level: it is quoted like this -->\n\n#### Two\n";
    assert_eq!(of_page(skipped, &none), "");
    let page = "<!-- allow page a003: it is quoted like this -->\n\n## One\n\n#### Two\n";
    assert_eq!(of_page(page, &none), "");
    // Nothing to allow, a name that does not exist, and one that cannot be allowed.
    let wrong = "<!-- allow A003, skiped-heading-level, bad-waiver: x -->\n\n## One\n\n#### Two\n";
    expect_test::expect![[r#"
        content/example.md:6:12: warning[M014]: `A003` is allowed here, and there is nothing to allow (remove the name, and the comment if it was the last one)
        content/example.md:6:18: error[M013]: there is no rule `skiped-heading-level` (did you mean `skipped-heading-level`?)
        content/example.md:6:40: error[M013]: `bad-waiver` always stops the site, so it cannot be allowed (mend what it finds, and remove the name)
        content/example.md:10:1: error[A003]: `Two` is a heading of level 4, and the one before it has level 2 (make it level 3: in Markdown, `###`)
    "#]].assert_eq(&of_page(wrong, &none));
    // A warning that is no rule can be allowed too.
    let html = "<!-- allow raw-html-escaped: readers are meant to see it -->\n\nA <b>tag</b>.\n";
    assert_eq!(of_page(html, &none), "");
    // What was not looked for cannot be said to be needless.
    let unused = "<!-- allow duplicate-id: x -->\n\nText.\n";
    let flags = Flags { allow: names(&["structure"]), ..Flags::default() };
    assert_eq!(of_page(unused, &flags), "");
    assert!(of_page(unused, &none).contains("warning[M014]"));
}
