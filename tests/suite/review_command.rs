//! `goodfit review` and `goodfit list --due`, as installed.

use crate::cli::{Ran, Site, files};
use expect_test::expect;
use std::fs;

const PEOPLE: &str = "ada: {name: Ada L, clinical: true}\nben: {name: Ben M}\n";

const PAGE: &str = "---\ntitle: A # the title\ntype: health\nauthors: [ben]\n\
    reviewers: none\nreview_by: 2026-12-01 # soon\n---\n\nSome words.\n";

/// A day, so that nothing depends on today.
const NOW: [&str; 2] = ["--now", "2026-11-25"];

fn site() -> Site {
    let site = Site::new();
    site.write(
        "goodfit.yaml",
        "title: Test\nbase_url: https://good.example/\npublisher: P\ncontact: a@good.example\nfunding: Nobody\n\
         check: {allow: [missing-required-page, missing-description]}\n",
    );
    site.write("data/people.yaml", PEOPLE);
    site.write("content/a.md", PAGE);
    site
}

fn run(site: &Site, arguments: &[&str]) -> Ran {
    site.run(&[arguments, &NOW].concat())
}

fn text(site: &Site, path: &str) -> String {
    fs::read_to_string(site.path(path)).expect("it is there")
}

fn assert_clean(site: &Site, now: &str) {
    let ran = site.run(&["check", "--now", now]);
    assert!(ran.code == 0 && ran.err.contains("nothing to mend"), "{}", ran.err);
}

#[test]
fn a_review_is_recorded_and_then_check_has_nothing_to_say() {
    let site = site();
    let ran = run(&site, &["review", "content/a.md", "--by", "ada"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    expect![[r#"
        content/a.md
           5 - reviewers: none
           6 - review_by: 2026-12-01 # soon
           5 + reviewers: [ada]
           6 + review_by: 2027-11-25 # soon
           7 + last_reviewed: 2026-11-25
           8 + review:
           9 +   by: [ada]
          10 +   date: 2026-11-25
          11 +   text: "1-f0a6bf4549a7a1dc34dabd44c507d645"
    "#]]
    .assert_eq(&ran.out);
    expect![[r#"
        recorded a review by ada on 2026-11-25; the next is due by 2027-11-25
    "#]]
    .assert_eq(&ran.err);
    expect![[r#"
        ---
        title: A # the title
        type: health
        authors: [ben]
        reviewers: [ada]
        review_by: 2027-11-25 # soon
        last_reviewed: 2026-11-25
        review:
          by: [ada]
          date: 2026-11-25
          text: "1-f0a6bf4549a7a1dc34dabd44c507d645"
        ---

        Some words.
    "#]]
    .assert_eq(&text(&site, "content/a.md"));
    assert_clean(&site, "2026-11-25");
    // Nothing is left beside it.
    let names: Vec<String> = files(&site.path("content")).into_keys().collect();
    assert_eq!(names, ["_index.md", "a.md", "one.md"]);
}

#[test]
fn changed_words_are_reviewed_again_or_declared() {
    let site = site();
    assert_eq!(run(&site, &["review", "content/a.md", "--by", "ada,ben"]).code, 0);
    let editorial = ["review", "content/a.md", "--editorial", "Corrected  a typo"];
    let ran = run(&site, &editorial);
    assert_eq!(ran.code, 2);
    expect![[r#"
        error: nothing to declare: the words of `content/a.md` have not changed
    "#]]
    .assert_eq(&ran.err);
    site.write("content/a.md", &text(&site, "content/a.md").replace("Some words", "Some wrods"));
    let ran = run(&site, &["check"]);
    assert!(ran.code == 0 && ran.err.contains("warning[R014]"), "{}", ran.err);
    let ran = site.run(&[&editorial[..], &["--now", "2026-11-30"]].concat());
    expect![[r#"
        content/a.md
          12 +   editorial:
          13 +     - date: 2026-11-30
          14 +       reason: "Corrected a typo"
          15 +       text: "1-869e044e9c3113c252d36a0c8a576dea"
    "#]]
    .assert_eq(&ran.out);
    assert_clean(&site, "2026-11-30");
    // A new review is about these words, so the declaration goes.
    let ran = site.run(&["review", "content/a.md", "--by", "ada", "--now", "2026-12-01"]);
    expect![[r#"
        content/a.md
           5 - reviewers: [ada, ben]
           6 - review_by: 2027-11-25 # soon
           7 - last_reviewed: 2026-11-25
           5 + reviewers: [ada]
           6 + review_by: 2027-12-01 # soon
           7 + last_reviewed: 2026-12-01
           9 -   by: [ada, ben]
          10 -   date: 2026-11-25
          11 -   text: "1-f0a6bf4549a7a1dc34dabd44c507d645"
          12 -   editorial:
          13 -     - date: 2026-11-30
          14 -       reason: "Corrected a typo"
          15 -       text: "1-869e044e9c3113c252d36a0c8a576dea"
           9 +   by: [ada]
          10 +   date: 2026-12-01
          11 +   text: "1-869e044e9c3113c252d36a0c8a576dea"
    "#]]
    .assert_eq(&ran.out);
    assert_clean(&site, "2026-12-01");
}

#[test]
fn a_dry_run_shows_the_same_and_writes_nothing() {
    let site = site();
    let dry = run(&site, &["review", "content/a.md", "--by", "ada", "--dry-run"]);
    assert_eq!((dry.code, text(&site, "content/a.md").as_str()), (0, PAGE));
    assert_eq!(dry.err, "nothing was written\n");
    assert_eq!(dry.out, run(&site, &["review", "content/a.md", "--by", "ada"]).out);
}

#[test]
fn what_makes_no_sense_is_refused_and_nothing_changes() {
    let site = site();
    site.write("content/bad.md", "---\ntitle: Bad\ndate: soon\n---\n");
    site.write("content/plain.md", "No front matter.\n");
    site.write("content/alias.md", "---\ntitle: T\nlast_reviewed: &d 2026-01-01\ndate: *d\n---\n");
    let before = files(&site.path(""));
    let mut said = String::new();
    for arguments in [
        &["content/a.md", "--by", "adda"][..],
        &["content/a.md", "--by", "ben"],
        &["content/a.md", "--by", "none"],
        &["content/a.md", "--by", " , "],
        &["content/a.md", "--by", "ada", "--until", "2026-11-25"],
        &["content/a.md", "--by", "ada", "--until", "2027-11-26"],
        &["content/a.md", "--editorial", "A slip"],
        &["content/a.md", "--editorial", " "],
        &["data/people.yaml", "--by", "ada"],
        &["content/none.md", "--by", "ada"],
        &["..", "--by", "ada"],
        &["content", "--by", "ada"],
        &["content/bad.md", "--by", "ada"],
        &["content/plain.md", "--by", "ada"],
        &["content/alias.md", "--by", "ada"],
    ] {
        let ran = run(&site, &[&["review"], arguments].concat());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}: {}", ran.err);
        said.push_str(ran.err.lines().last().unwrap_or_default());
        said.push('\n');
    }
    expect![[r#"
        error: there is no person `adda`; did you mean `ada`?
        error: `ben` is the only author; somebody else has to review it
        error: there is no person `none`; add an entry to `data/people.yaml`
        error: `--by` names nobody; write keys of `data/people.yaml`
        error: `--until 2026-11-25` is not after the day of the review, 2026-11-25
        error: `--until 2027-11-26` is too far away: a review of this page holds until 2027-11-25
        error: no review of `content/a.md` is recorded, so no change can be declared; `--by PERSON` records one
        error: an editorial change needs a reason, such as "corrected a typo"
        error: `data/people.yaml` is not a page; only pages are reviewed
        error: cannot read `content/none.md`: it does not exist
        error: `..` is not a page
        error: `content` is not a page; only pages are reviewed
        error: `content/bad.md` has mistakes; correct them first
        error: `content/plain.md` has mistakes; correct them first
        error: the front matter of `content/alias.md` is written in a way that cannot be changed safely; write its keys in lines of their own, without `&` and `*`
    "#]].assert_eq(&said);
    assert_eq!(files(&site.path("")), before);
    // Usage: neither of the two, both, and several pages at once.
    for arguments in [
        &["content/a.md"][..],
        &["content/a.md", "--by", "ada", "--editorial", "x"],
        &["content/a.md", "content/one.md", "--by", "ada"],
    ] {
        assert_eq!(run(&site, &[&["review"], arguments].concat()).code, 2, "{arguments:?}");
    }
    let help = site.run(&["review", "--help"]).out;
    assert!(help.contains("one page at a time"), "{help}");
}

#[test]
fn the_same_review_twice_is_refused_and_a_later_one_is_not() {
    let site = site();
    let again = ["review", "content/a.md", "--by", "ada"];
    assert_eq!(run(&site, &again).code, 0);
    let ran = run(&site, &again);
    assert_eq!(ran.code, 2);
    expect![[r#"
        error: nothing to record: `content/a.md` has not changed since the review by ada on 2026-11-25
    "#]].assert_eq(&ran.err);
    assert_eq!(site.run(&[&again[..], &["--now", "2026-11-24"]].concat()).code, 2);
    let until = ["--until", "2027-02-01", "--now", "2026-11-26"];
    assert_eq!(site.run(&[&again[..], &until].concat()).code, 0);
    assert!(text(&site, "content/a.md").contains("review_by: 2027-02-01 # soon\n"));
    assert_clean(&site, "2026-11-26");
}

#[test]
fn every_kind_of_page_can_be_reviewed() {
    let site = site();
    site.write("content/_index.md", "Welcome.\r\n");
    site.write("content/draft.md", "---\r\ntitle: D\r\ndraft: true\r\n---\r\nWords.\r\n");
    site.write("content/lines.md", "---\ntitle: L\n---\n\n```goodfit help-lines\n```\n");
    site.write(
        "data/references.yaml",
        "b: {type: book, title: B, date: 2018, serial-number: {isbn: 2}}\n",
    );
    site.write(
        "data/help-lines.yaml",
        "- {country: UK, kind: line, service: A, how: [call], numbers: ['17'], source: S, verified: 2026-11-20}\n",
    );
    site.write(
        "content/fit.checklist.yaml",
        "# Ours.\ntitle: Fit\npublished: 2026-01-01\nreview_by: 2027-01-01\nfunding: none\nlimits: None.\n\
         sources: [b]\nanswers: {yes: Yes, no: No}\norder: [no, yes]\nsections:\n\
         \x20 - {id: first, title: First, questions: [{id: q, ask: \"Do you?\"}]}\noutcomes:\n\
         \x20 - {id: poor, when: no >= 1, heading: Poor, short: Poor., text: Think.}\n\
         \x20 - {id: rest, heading: Fine, short: Fine., text: Go on.}\n",
    );
    let mut said = String::new();
    for path in ["_index.md", "draft.md", "lines.md", "fit.checklist.yaml"] {
        let ran = run(&site, &["review", &format!("content/{path}"), "--by", "ada"]);
        assert_eq!(ran.code, 0, "{path}: {}", ran.err);
        said.push_str(&ran.out);
    }
    expect![[r#"
        content/_index.md
           1 + ---
           2 + reviewers: [ada]
           3 + last_reviewed: 2026-11-25
           4 + review_by: 2027-11-25
           5 + review:
           6 +   by: [ada]
           7 +   date: 2026-11-25
           8 +   text: "1-d859139eb145dd818fba6f56111c1dd3"
           9 + ---
        content/draft.md
           4 + reviewers: [ada]
           5 + last_reviewed: 2026-11-25
           6 + review_by: 2027-11-25
           7 + review:
           8 +   by: [ada]
           9 +   date: 2026-11-25
          10 +   text: "1-e7096d0247fdd974fc5f85faaa68194e"
        content/lines.md
           3 + reviewers: [ada]
           4 + last_reviewed: 2026-11-25
           5 + review_by: 2027-02-25
           6 + review:
           7 +   by: [ada]
           8 +   date: 2026-11-25
           9 +   text: "1-57160805fe9b1fbfd8887da3512e683c"
        content/fit.checklist.yaml
           4 - review_by: 2027-01-01
           4 + review_by: 2027-11-25
           5 + reviewers: [ada]
           6 + last_reviewed: 2026-11-25
           7 + review:
           8 +   by: [ada]
           9 +   date: 2026-11-25
          10 +   text: "1-e6918f9417bfbdff39bd68f1044b7c55"
    "#]]
    .assert_eq(&said);
    let draft = text(&site, "content/draft.md");
    assert_eq!(draft.matches('\n').count(), draft.matches("\r\n").count());
    assert_clean(&site, "2026-11-25");
    let published = text(&site, "content/draft.md").replace("draft: true\r\n", "");
    site.write("content/draft.md", &published);
    assert_clean(&site, "2026-11-25");
}

#[test]
fn a_page_is_found_from_the_root_and_from_here() {
    let site = site();
    let root = site.path("");
    let root = root.to_str().expect("UTF-8");
    for file in ["content/a.md", "./content/a.md", &format!("{root}/content/a.md")] {
        let dry = run(&site, &["review", file, "--by", "ada", "--dry-run", "-r", root]);
        assert!(dry.code == 0 && dry.out.starts_with("content/a.md\n"), "{file}: {}", dry.err);
    }
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::PermissionsExt as _;
    let site = site();
    fs::create_dir_all(site.path("content/texts")).expect("it can be made");
    fs::rename(site.path("content/a.md"), site.path("content/texts/real.md")).expect("it moves");
    std::os::unix::fs::symlink("texts/real.md", site.path("content/a.md")).expect("a link");
    let real = site.path("content/texts/real.md");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("they can be set");
    assert_eq!(run(&site, &["review", "content/a.md", "--by", "ada"]).code, 0);
    assert!(site.path("content/a.md").is_symlink());
    let mode = fs::metadata(&real).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    assert!(text(&site, "content/texts/real.md").contains("last_reviewed: 2026-11-25"));
    fs::set_permissions(&real, fs::Permissions::from_mode(0o440)).expect("they can be set");
    let ran = site.run(&["review", "content/a.md", "--by", "ada", "--now", "2026-11-26"]);
    assert_eq!((ran.code, ran.err.contains("write-protected")), (2, true), "{}", ran.err);
}

#[test]
fn what_is_due_is_listed_by_day() {
    let site = site();
    site.write(
        "content/b.md",
        "---\ntitle: \"B, late; x\"\nauthors: [ben]\nreview_by: 2026-11-20\n---\n",
    );
    let table = run(&site, &["list", "--due"]);
    expect![[r#"
        2026-11-20  -5  review  content/b.md  B, late; x (Ben M)
        2026-12-01   6  review  content/a.md  A (Ben M)
    "#]]
    .assert_eq(&table.out);
    assert_eq!(table.code, 0, "{}", table.err);
    expect![[r#"
        due,days_left,what,source,title,who,url
        2026-11-20,-5,review,content/b.md,"B, late; x",Ben M,/b/
        2026-12-01,6,review,content/a.md,A,Ben M,/a/
    "#]]
    .assert_eq(&run(&site, &["list", "--due", "--format", "csv", "-q"]).out);
    expect![[r#"
        [
          {
            "due": "2026-11-20",
            "days_left": -5,
            "what": "review",
            "source": "content/b.md",
            "title": "B, late; x",
            "who": [
              "Ben M"
            ],
            "url": "/b/"
          },
          {
            "due": "2026-12-01",
            "days_left": 6,
            "what": "review",
            "source": "content/a.md",
            "title": "A",
            "who": [
              "Ben M"
            ],
            "url": "/a/"
          }
        ]
    "#]]
    .assert_eq(&run(&site, &["list", "--due", "--format", "json", "-q"]).out);
    let lines =
        |within: &str| run(&site, &["list", "--due", "--within", within]).out.lines().count();
    assert_eq!((lines("5"), lines("6")), (1, 2));
    let calendar = run(&site, &["list", "--due", "--format", "ics", "-q"]).out;
    expect![[r#"
        BEGIN:VCALENDAR␍
        VERSION:2.0␍
        PRODID:-//Goodfit//Goodfit//EN␍
        METHOD:PUBLISH␍
        X-WR-CALNAME:Test: what is due␍
        BEGIN:VEVENT␍
        UID:content/b.md@good.example␍
        DTSTAMP:20261125T000000Z␍
        DTSTART;VALUE=DATE:20261120␍
        SUMMARY:Review: B\, late\; x␍
        DESCRIPTION:content/b.md\nBen M␍
        URL:https://good.example/b/␍
        TRANSP:TRANSPARENT␍
        END:VEVENT␍
        BEGIN:VEVENT␍
        UID:content/a.md@good.example␍
        DTSTAMP:20261125T000000Z␍
        DTSTART;VALUE=DATE:20261201␍
        SUMMARY:Review: A␍
        DESCRIPTION:content/a.md\nBen M␍
        URL:https://good.example/a/␍
        TRANSP:TRANSPARENT␍
        END:VEVENT␍
        END:VCALENDAR␍
    "#]]
    .assert_eq(&calendar.replace('\r', "␍"));
    let later = site.run(&["list", "--due", "--format", "ics", "-q", "--now", "2026-11-26"]).out;
    assert_eq!(later, calendar.replace("DTSTAMP:20261125", "DTSTAMP:20261126"));
}

#[test]
fn lists_that_make_no_sense_are_refused() {
    let site = site();
    for arguments in
        [&["list", "--format", "ics"][..], &["list", "--within", "3"], &["list", "drafts", "--due"]]
    {
        assert_eq!(run(&site, arguments).code, 2, "{arguments:?}");
    }
    site.write("content/a.md", "---\ntitle: A\n---\n");
    let ran = run(&site, &["list", "--due"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", "nothing is due\n"));
}

#[test]
fn a_new_page_says_who_stands_behind_it() {
    let site = site();
    assert_eq!(run(&site, &["new", "b"]).code, 0);
    assert!(text(&site, "content/b.md").contains("\nauthors: []\n"), "nobody is made an author");
    site.write("data/people.yaml", "ben: {name: Ben}\nus: {name: We, organisation: true}\n");
    fs::remove_file(site.path("content/b.md")).expect("it was made");
    assert_eq!(run(&site, &["new", "b"]).code, 0);
    let page = text(&site, "content/b.md");
    expect![[r#"
        ---
        title: "B"
        # One sentence for lists and search engines, 70 to 155 characters.
        description: ""
        # "In short": up to three lines.
        summary: []
        # `health`, `evidence` (with `certainty`), or `general` for a page without health claims.
        type: health
        # Keys of data/people.yaml. After a review, `goodfit review` fills in the reviewers.
        authors: [us]
        reviewers: none
        date: 2026-11-25
        review_by: 2027-11-25
        draft: true
        ---

    "#]]
    .assert_eq(&page);
    site.write("content/b.md", &page.replace("draft: true\n", ""));
    assert_clean(&site, "2026-11-25");
    fs::remove_file(site.path("data/people.yaml")).expect("it was there");
    fs::remove_file(site.path("content/a.md")).expect("it was there");
    fs::remove_file(site.path("content/b.md")).expect("it was there");
    assert_eq!(run(&site, &["new", "c"]).code, 0);
    let page = text(&site, "content/c.md");
    assert!(page.contains("\n# type: health\n# Keys"), "{page}");
    site.write("content/c.md", &page.replace("draft: true\n", ""));
    assert_clean(&site, "2026-11-25");
}
