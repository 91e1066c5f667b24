//! Who wrote and checked a page, and what is said when that no longer holds.

use crate::support::{build_with, findings, found, options};
use expect_test::expect;
use goodfit::front_matter::{self, Kind};
use goodfit::site::{PageReview, ReviewState};
use goodfit::source::{SourcePath, SourceText};
use jiff::civil::{Date, date};

const PEOPLE: &str = "--- data/people.yaml\nada: {name: Ada L, clinical: true}\nben: {name: Ben M}\n\
    team: {name: The team, organisation: true}\n";

/// A page that was reviewed on 2026-11-01, with `@` for the digest of its words.
const REVIEWED: &str = "---\ntitle: A\ntype: health\nauthors: [ben]\nreviewers: [ada]\n\
    last_reviewed: 2026-11-01\nreview_by: 2027-11-01\n\
    review:\n  by: [ada]\n  date: 2026-11-01\n  text: \"@\"\n---\nSome words.\n";

fn digest(text: &str) -> String {
    let path = SourcePath::new("content/a.md").expect("a path");
    front_matter::digest(&SourceText::new(path, text), Kind::Page)
}

/// The project with a page in which `from` is now `to`, reviewed before that.
fn project(from: &str, to: &str) -> String {
    let page = REVIEWED.replace('@', &digest(REVIEWED));
    assert!(page.contains(from), "{from}");
    format!("{PEOPLE}--- content/a.md\n{}", page.replacen(from, to, 1))
}

fn state(project: &str) -> (PageReview, String) {
    let (findings, prepared) = found(project);
    let at = prepared.site.pages.iter().position(|page| page.source.as_str() == "content/a.md");
    let codes: Vec<_> = findings.iter().map(|d| d.code.id).collect();
    (prepared.site.reviews[at.expect("it is published")].clone(), codes.join(" "))
}

#[test]
fn a_reviewed_page_has_nothing_wrong_and_names_its_people() {
    let (review, codes) = state(&project("", ""));
    assert_eq!((review.state, codes.as_str()), (ReviewState::Current, ""));
    assert_eq!(review.authors[0].name, "Ben M");
    assert_eq!(review.reviewers[0].name, "Ada L");
    assert!(review.is_by_clinician());
}

#[test]
fn changed_words_are_noticed_and_other_changes_are_not() {
    for (from, to) in [
        ("Some words", "Other words"),
        ("title: A", "title: B"),
        ("Some words", "Some"),
        ("Some words.", "Some words.\n\n<!-- a note -->"),
        ("title: A", "title: A\nsummary: New"),
    ] {
        let (review, codes) = state(&project(from, to));
        assert_eq!((review.state, codes.as_str()), (ReviewState::Changed, "R014"), "{to}");
    }
    for (from, to) in [
        ("Some words", "Some\nwords"),
        ("title: A", "title: A\nweight: 3\ndate: 2026-01-01"),
        ("review_by: 2027-11-01", "review_by: 2027-10-01"),
        ("\n", "\r\n"),
    ] {
        let (review, codes) = state(&project(from, to));
        assert_eq!((review.state, codes.as_str()), (ReviewState::Current, ""), "{to:?}");
    }
}

#[test]
fn a_declared_editorial_change_keeps_the_review() {
    let changed = REVIEWED.replace("Some words", "Some wrods");
    let declared = |day: &str, text: &str| {
        let entry = format!(
            "{}\"\n  editorial: [{{date: {day}, reason: A slip, text: \"{text}\"}}]\n",
            digest(REVIEWED)
        );
        let page = changed.replace("@\"\n", &entry);
        format!("{PEOPLE}--- content/a.md\n{page}")
    };
    let (review, codes) = state(&declared("2026-11-10", &digest(&changed)));
    assert_eq!((review.state, codes.as_str()), (ReviewState::Current, ""));
    // It was about other words.
    let (review, codes) = state(&declared("2026-11-10", &digest("---\ntitle: B\n---\n")));
    assert_eq!((review.state, codes.as_str()), (ReviewState::Changed, "R014"));
    findings(
        &declared("2026-10-31", &digest(&changed)),
        &expect![[r#"
        content/a.md:12:22: error[R010]: an editorial change of 2026-10-31 is older than the review of 2026-11-01 (remove it: a review is about all words of its day)
    "#]],
    );
    findings(
        &declared("2026-11-22", &digest(&changed)),
        &expect![[r#"
        content/a.md:12:22: error[R011]: a change is dated 2026-11-22, a day that has not come (write the day on which it happened)
    "#]],
    );
}

#[test]
fn a_new_day_by_hand_is_an_error() {
    findings(
        &project("last_reviewed: 2026-11-01", "last_reviewed: 2026-11-20"),
        &expect![[r#"
        content/a.md:6:16: error[R008]: the recorded review is of 2026-11-01, not of this day (restore what was there; after a new review run `goodfit review content/a.md --by ada`)
    "#]],
    );
    findings(
        &project("reviewers: [ada]", "reviewers: [team]"),
        &expect![[r#"
        content/a.md:5:12: error[R008]: the recorded review is by `ada`, not by these reviewers (restore what was there; after a new review run `goodfit review content/a.md --by team`)
    "#]],
    );
    findings(
        &project("reviewers: [ada]", "reviewers: none"),
        &expect![[r#"
        content/a.md:9:3: error[R008]: the page has `review`, but `reviewers` is `none` (remove it, or after a review run `goodfit review content/a.md --by PERSON`)
    "#]],
    );
    findings(
        &project("last_reviewed: 2026-11-01\n", ""),
        &expect![[r#"
        content/a.md:8:3: error[R008]: a review of 2026-11-01 is recorded, and `last_reviewed` is not (restore what was there; after a new review run `goodfit review content/a.md --by ada`)
    "#]],
    );
    findings(
        &project("review_by: 2027-11-01", "review_by: 2028-11-01"),
        &expect![[r#"
        content/a.md:7:12: error[R012]: `review_by` is more than 12 months after `last_reviewed` (write `review_by: 2027-11-01` or an earlier day)
    "#]],
    );
}

#[test]
fn one_mistake_is_one_finding() {
    for (from, to, code) in [
        // Unknown, so nothing is said of what they recorded.
        ("reviewers: [ada]", "reviewers: [adda]", "R002"),
        ("authors: [ben]", "authors: [bne, team]", "R002"),
        // Wrong or misspelt, so not missing.
        ("review_by: 2027-11-01", "review_by: soon", "F003"),
        ("review_by:", "reveiw_by:", "F002"),
        ("review_by:", "next_review:", "F002"),
        ("reviewers: [ada]", "reviewers: [ada, none]", "F003"),
        ("last_reviewed: 2026-11-01", "last_reviewed: 1.11.2026", "F003"),
        ("authors:", "autors:", "F002"),
        ("  date: 2026-11-01", "  date: then", "F003"),
        ("review:\n  by: [ada]\n  date: 2026-11-01\n  text:", "review: yes\nextra:\n  x:", "F003"),
        ("title: A\n", "title: [\n", "F001"),
        ("---\ntitle: A\n", "\n---\ntitle: A\n", "F004"),
        // In the future, so too far and overdue as well.
        (
            "2026-11-01\nreview_by: 2027-11-01\nreview:\n  by: [ada]\n  date: 2026-11-01",
            "2027-11-01\nreview_by: 2027-11-01\nreview:\n  by: [ada]\n  date: 2027-11-01",
            "R011",
        ),
        ("review_by: 2027-11-01", "review_by: 2025-11-01", "R010"),
        ("  date: 2026-11-01\n", "", "R007"),
        ("  text: \"1", "  text: \"2", "R015"),
    ] {
        let (_, codes) = state(&project(from, to));
        assert_eq!(codes, code, "{to}");
    }
}

#[test]
fn a_page_can_have_several_mistakes() {
    findings(
        &format!("{PEOPLE}--- content/a.md\n---\ntitle: A\ntype: evidence\n---\n"),
        &expect![[r#"
            content/a.md:3:7: error[R003]: a page of the type `evidence` needs `authors` (add a line such as `authors: [ada]`)
            content/a.md:3:7: error[R004]: a page of the type `evidence` needs `reviewers` (write `reviewers: none` if nobody has reviewed it)
            content/a.md:3:7: error[R005]: a page of the type `evidence` needs `review_by` (add a line such as `review_by: 2027-11-21`)
            content/a.md:3:7: error[R006]: a page of the type `evidence` needs `certainty` (add `certainty:` with `well-supported`, `mixed`, `contested` or `early`)
        "#]],
    );
    findings(
        &format!(
            "{PEOPLE}--- content/a.md\n---\ntitle: A\nauthors: [zoe]\nreviewers: [ada]\n\
             changes:\n  - {{date: 2027-01-01, what: x}}\nlast_reviewed: 2026-01-01\n---\n"
        ),
        &expect![[r#"
            content/a.md:3:11: error[R002]: there is no person `zoe` (add an entry to `data/people.yaml`)
            content/a.md:4:12: error[R007]: no review by `ada` is recorded (after a review run `goodfit review content/a.md --by ada`)
            content/a.md:6:12: error[R011]: a change is dated 2027-01-01, a day that has not come (write the day on which it happened)
        "#]],
    );
}

#[test]
fn authors_that_a_section_hands_down_are_reported_there() {
    let project = format!(
        "{PEOPLE}--- content/s/_index.md\n---\ntitle: S\ncascade:\n  type: health\n  authors: [bne]\n---\n\
         --- content/s/a.md\n---\ntitle: A\nreviewers: none\nreview_by: 2027-01-01\n---\n\
         --- content/s/b.md\n---\ntitle: B\nreviewers: none\n---\n"
    );
    findings(
        &project,
        &expect![[r#"
        content/s/_index.md:5:13: error[R002]: there is no person `bne` (did you mean `ben`?)
        content/s/b.md:2:8: error[R005]: a page of the type `health` needs `review_by` (add a line such as `review_by: 2027-11-21`)
    "#]],
    );
}

#[test]
fn pages_that_nobody_sees_are_not_judged() {
    let page = "---\ntitle: A\ntype: evidence\nauthors: [nobody]\n";
    for more in ["draft: true\n", "publish_date: 2027-01-01\n", "expiry_date: 2026-01-01\n"] {
        let project = format!("{PEOPLE}--- content/a.md\n{page}{more}---\n");
        let mut all = options();
        (all.publishing.drafts, all.publishing.future, all.publishing.expired) = (true, true, true);
        assert_eq!(build_with(&project, &all).findings, "", "{more}");
    }
    let project = format!(
        "{PEOPLE}--- content/s/_index.md\n---\ntitle: S\ndraft: true\n---\n--- content/s/a.md\n{page}---\n"
    );
    let mut all = options();
    all.publishing.drafts = true;
    assert_eq!(build_with(&project, &all).findings, "");
}

/// What is said of `project` on a day: the severity and the code of each finding.
fn on(day: Date, project: &str) -> String {
    let mut options = options();
    options.publishing.now = day;
    let said = build_with(project, &options).findings;
    let words = said.lines().filter_map(|line| line.split(": ").nth(1));
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn an_overdue_review_is_a_warning_and_then_an_error() {
    let reviewed = project("", "");
    assert_eq!(on(date(2027, 11, 1), &reviewed), "");
    assert_eq!(on(date(2027, 11, 2), &reviewed), "warning[R013]");
    assert_eq!(on(date(2027, 12, 1), &reviewed), "warning[R013]");
    assert_eq!(on(date(2027, 12, 2), &reviewed), "error[R013]");
    let strict = format!(
        "--- goodfit.yaml\ntitle: T\nbase_url: https://good.example/\npublisher: P\n\
         contact: a@good.example\nfunding: Nobody\nreviews: {{months: 12, grace_days: 0}}\n{reviewed}"
    );
    assert_eq!(on(date(2027, 11, 2), &strict), "error[R013]");
    // A change since the review does not hide that it is overdue.
    let changed = project("Some words", "Other words");
    assert_eq!(on(date(2027, 11, 2), &changed), "warning[R013] warning[R014]");
    // Before the review, it has not happened yet.
    assert_eq!(on(date(2026, 10, 31), &reviewed), "error[R011]");
}

#[test]
fn no_byte_of_a_page_depends_on_the_day() {
    let project = project("Some words", "Other words");
    let on = |day| {
        let mut options = options();
        options.publishing.now = day;
        build_with(&project, &options).outputs
    };
    assert_eq!(on(date(2026, 11, 2)), on(date(2030, 1, 1)));
}

#[test]
fn the_time_to_the_next_review_is_limited() {
    let page = |matter: &str, body: &str| {
        format!(
            "{PEOPLE}--- data/help-lines.yaml\n- {{country: UK, kind: line, service: A, how: [call], \
             numbers: ['17'], source: S, verified: 2026-11-20}}\n\
             --- content/a.md\n---\ntitle: A\nreviewers: none\n{matter}---\n{body}"
        )
    };
    let lines = "```goodfit help-lines\n```\n";
    for (matter, body, codes) in [
        ("date: 2026-01-31\nreview_by: 2027-01-31\n", "", ""),
        ("date: 2026-01-31\nreview_by: 2027-02-01\n", "", "R012"),
        ("date: 2026-01-31\nupdated: 2026-03-01\nreview_by: 2027-02-01\n", "", ""),
        ("date: 2026-01-31\nevidence_checked: 2026-03-01\nreview_by: 2027-02-01\n", "", ""),
        // From today, if nothing is known of the past.
        ("review_by: 2027-11-21\n", "", ""),
        ("review_by: 2027-11-22\n", "", "R012"),
        ("date: 2026-11-30\nreview_by: 2027-02-28\n", lines, ""),
        ("date: 2026-11-30\nreview_by: 2027-03-01\n", lines, "R012"),
    ] {
        assert_eq!(state(&page(matter, body)).1, codes, "{matter}");
    }
    findings(
        &page("date: 2026-11-30\nreview_by: 2027-03-01\n", lines),
        &expect![[r#"
        content/a.md:5:12: error[R012]: `review_by` is more than 3 months after `date`, and the page shows help lines (write `review_by: 2027-02-28` or an earlier day)
    "#]],
    );
}

#[test]
fn people_that_cannot_be_read_are_one_mistake() {
    let project = "--- data/people.yaml\nada: [\n--- content/a.md\n---\ntitle: A\nauthors: [ada]\n\
        reviewers: none\n---\n";
    assert_eq!(state(project).1, "D001");
}

#[test]
fn a_questionnaire_is_reviewed_as_any_page() {
    const FIT: &str = "title: Fit\npublished: 2026-01-01\nreview_by: 2027-01-01\nfunding: none\n\
        limits: None.\nsources: [b]\nanswers: {yes: Yes, no: No}\norder: [no, yes]\nsections:\n\
        \x20 - {id: first, title: First, questions: [{id: q, ask: \"Do you?\"}]}\noutcomes:\n\
        \x20 - {id: poor, when: no >= 1, heading: Poor, short: Poor., text: Think.}\n\
        \x20 - {id: rest, heading: Fine, short: Fine., text: Go on.}\n";
    let path = SourcePath::new("content/fit.checklist.yaml").expect("a path");
    let words = front_matter::digest(&SourceText::new(path.clone(), FIT), Kind::Yaml);
    let project = |more: &str, from: &str, to: &str| {
        format!(
            "{PEOPLE}--- data/references.yaml\nb: {{type: book, title: B, date: 2018, serial-number: {{isbn: 2}}}}\n--- {path}\n{}{more}",
            FIT.replace(from, to)
        )
    };
    let review = format!(
        "type: health\nauthors: [ben]\nreviewers: [ada]\nlast_reviewed: 2026-01-01\n\
         review: {{by: [ada], date: 2026-01-01, text: {words}}}\n"
    );
    findings(&project(&review, "", ""), &expect![[""]]);
    findings(
        &project(&review, "Do you?", "Do they?"),
        &expect![[r#"
        content/fit.checklist.yaml:18:9: warning[R014]: the words have changed since they were reviewed (have the change reviewed, or run `goodfit review content/fit.checklist.yaml --editorial REASON`)
    "#]],
    );
    findings(
        &project("type: health\n", "", ""),
        &expect![[r#"
        content/fit.checklist.yaml:14:7: error[R003]: a page of the type `health` needs `authors` (add a line such as `authors: [ada]`)
        content/fit.checklist.yaml:14:7: error[R004]: a page of the type `health` needs `reviewers` (write `reviewers: none` if nobody has reviewed it)
    "#]],
    );
    findings(
        &project("type: heatlh\n", "review_by: 2027-01-01", "review_by: soon"),
        &expect![[r#"
            content/fit.checklist.yaml:3:12: error[Q003]: `review_by` must be a date, not the text `soon` (write year-month-day, such as `review_by: 2026-11-21`)
            content/fit.checklist.yaml:14:7: error[F003]: `type` must be `health`, `evidence` or `general`, not `heatlh` (did you mean `health`?)
        "#]],
    );
    findings(
        &project("type: health\nauthors: [ben]\n", "review_by: 2027-01-01\n", ""),
        &expect![[r#"
            content/fit.checklist.yaml:1:1: error[Q005]: the questionnaire has no `review_by` (add a line `review_by: 2026-11-21`)
            content/fit.checklist.yaml:13:7: error[R004]: a page of the type `health` needs `reviewers` (write `reviewers: none` if nobody has reviewed it)
        "#]],
    );
    findings(
        &project("", "review_by: 2027-01-01", "review_by: 2027-01-02"),
        &expect![[r#"
        content/fit.checklist.yaml:3:12: error[R012]: `review_by` is more than 12 months after `published` (write `review_by: 2027-01-01` or an earlier day)
    "#]],
    );
}

#[test]
fn help_lines_and_registers_are_due_too() {
    use goodfit::trust::{HelpLine, LineKind, Register, Way};
    let mut site = found(&project("", "")).1.site;
    let line = |country: &str, region: &str, verified| HelpLine {
        country: country.into(),
        region: region.into(),
        kind: LineKind::Line,
        service: "Someone".into(),
        how: vec![Way::Call],
        numbers: vec!["111".into()],
        url: String::new(),
        hours: String::new(),
        note: String::new(),
        source: String::new(),
        verified,
    };
    let day = Some(date(2026, 11, 30));
    site.trust.help_lines.lines = vec![
        line("UK", "Wales", day),
        line("UK", "", day),
        line("UK", "", day),
        line("US", "", None),
    ];
    site.trust.registers.rows = ["UK", "US"]
        .map(|country| Register { country: country.into(), verified: day, ..Register::default() })
        .to_vec();
    site.trust.registers.rows[0].verified = None;
    let listed: Vec<String> = goodfit::site::due(&site)
        .iter()
        .map(|one| {
            format!("{} {} {} {} {}\n", one.day, one.what.words(), one.title, one.id, one.who.len())
        })
        .collect();
    expect![[r#"
        2027-02-28 help line UK: Someone data/help-lines.yaml#uk-someone 0
        2027-02-28 help line UK: Someone data/help-lines.yaml#uk-someone-2 0
        2027-02-28 help line UK (Wales): Someone data/help-lines.yaml#uk-wales-someone 0
        2027-11-01 review A content/a.md 1
        2027-11-30 register US data/registers.yaml#us 0
    "#]]
    .assert_eq(&listed.concat());
    assert_eq!(goodfit::site::never_checked(&site), 2);
}
