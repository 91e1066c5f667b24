//! Plain language: what readers read and where it stands, what is found in it, the report, the budget.

use crate::cli::Site;
use crate::support::{check, page};
use expect_test::{Expect, expect};
use goodfit::check::Flags;
use goodfit::markdown::{Options, PassageKind, parse};
use goodfit::source::SourcePath;

/// Every passage of a page: its kind, what readers read, and what stands at its place in the file.
fn passages(text: &str) -> String {
    let path = SourcePath::new("a.md").expect("a path");
    let options = Options { smart_punctuation: true, ..Options::default() };
    let body = parse(&path, text, 0, &options).value;
    let mut shown = String::new();
    for passage in &body.prose.passages {
        let reading = body.prose.read(passage, text);
        let kind = match passage.kind {
            PassageKind::Paragraph => "para",
            PassageKind::Item => "item",
            PassageKind::Cell => "cell",
            PassageKind::Heading => "head",
            PassageKind::BoxTitle => "title",
        };
        let (read, in_box) = (&*reading.text, passage.in_box.unwrap_or("-"));
        let written = &text[reading.span(0..read.len()).range()];
        shown.push_str(&format!("{kind} {in_box} {read:?} {written:?}\n"));
    }
    shown
}

#[test]
fn what_readers_read_is_known_by_place() {
    let text = "# A *short* title {#id}\n\n\
        One `two` three [@key]. \"Four\" &amp; caf&eacute; [five](a.md 'no').\\\nSix\\* ![seven](a.png) <b>.\n\n\
        - An item\n- Two\n\n  with a paragraph\n\n\
        > [!NOTE] The *title*\n> The text\n> goes on.\n>\n> > [!MYTH]\n> > Inner.\n\n\
        | Name |\n|---|\n| A cell |\n\n\
        ![only a picture](b.png)\n\n\
        ```\ncode\n```\n\n\
        <!-- a note -->\n\n\
        `code` at ![the edge](c.png)\n\n\
        A note.[^1]\n\n[^1]: Below.\n";
    expect![[r#"
        head - "A short title" "A *short* title"
        para - "One ￼ three . \"Four\" & café five.\u{2028}Six* ￼ ." "One `two` three [@key]. \"Four\" &amp; caf&eacute; [five](a.md 'no').\\\nSix\\* ![seven](a.png) <b>."
        para - "An item" "An item"
        para - "Two" "Two"
        para - "with a paragraph" "with a paragraph"
        title note "The title" "The *title"
        para note "The text\ngoes on." "The text\n> goes on."
        para myth "Inner." "Inner."
        cell - "Name" "Name"
        cell - "A cell" "A cell"
        para - "￼ at ￼" "`code` at ![the edge](c.png)"
        para - "A note." "A note."
        para - "Below." "Below."
    "#]].assert_eq(&passages(text));
}

/// What is found on a site in British English with a list of words, by the rules about language.
fn found(pages: &str, expected: &Expect) {
    let flags = Flags { rules: vec!["language".to_owned()], ..Flags::default() };
    expected.assert_eq(&check(&format!("{WORDS}{pages}"), &flags).1);
}

const WORDS: &str = "--- goodfit.yaml\ntitle: Test\nbase_url: https://example.org/\nlanguage: en-GB\n\
    --- data/wording.yaml\nwords:\n  - {word: sufferer, instead: 'write \"a person with\"', why: It hurts}\n  - crazy\n\
    jargon:\n  - {word: efficacy, forms: [efficacious], instead: write \"how well it works\"}\n  - placebo\n\
    spelling: {behavior: behaviour, counseling: counselling}\n";

const TWENTY_SIX: &str = "One two three four five six seven eight nine ten one two three four five six seven \
    eight nine ten one two three four five six.";

#[test]
fn long_sentences_are_found_wherever_readers_meet_them() {
    let twenty_five = TWENTY_SIX.replace(" six.", ".");
    let project = format!(
        "--- content/a.md\n---\ntitle: A\ndescription: {TWENTY_SIX}\nsummary:\n  - Short.\n  - {TWENTY_SIX}\n---\n\
         ## {TWENTY_SIX}\n\n{twenty_five} {TWENTY_SIX}\n\n- {TWENTY_SIX}\n\n> [!NOTE] {TWENTY_SIX}\n> {TWENTY_SIX}\n\n\
         | {TWENTY_SIX} |\n|---|\n\n{twenty_five}\nSee `code code`. https://example.org/x\n\n```\n{TWENTY_SIX}\n```\n\n\
         <!-- allow long-sentence: it is agreed -->\n{TWENTY_SIX}\n"
    );
    found(
        &project,
        &expect![[r#"
        content/a.md:3:14: warning[W001]: this sentence has 26 words (make two of it, or a list; 25 words are the most, 15 to 20 are better)
        content/a.md:6:5: warning[W001]: this sentence has 26 words (make two of it, or a list; 25 words are the most, 15 to 20 are better)
        content/a.md:8:4: warning[W001]: this sentence has 26 words (make two of it, or a list; 25 words are the most, 15 to 20 are better)
        content/a.md:10:124: warning[W001]: this sentence has 26 words (make two of it, or a list; 25 words are the most, 15 to 20 are better)
        content/a.md:12:3: warning[W001]: this sentence has 26 words (make two of it, or a list; 25 words are the most, 15 to 20 are better)
        content/a.md:14:11: warning[W001]: this sentence has 26 words (make two of it, or a list; 25 words are the most, 15 to 20 are better)
        content/a.md:15:3: warning[W001]: this sentence has 26 words (make two of it, or a list; 25 words are the most, 15 to 20 are better)
        content/a.md:17:3: warning[W001]: this sentence has 26 words (make two of it, or a list; 25 words are the most, 15 to 20 are better)
    "#]],
    );
}

#[test]
fn words_are_left_alone_where_they_are_right() {
    let text = "## Is efficacy a word?\n\n\
        A behavior, an American Behavior Association, the word \"behavior\", [Behavior of cats](https://example.net/).\n\n\
        Behavior comes first. The sufferer's friend is crazy. They say “crazy”.\n\n\
        > [!MYTH] Only a sufferer knows\n> It is crazy.\n\n\
        Efficacy counts. Efficacious again. The sugar pill (placebo) is next, and a placebo again.\n";
    let project = format!("{}{text}", page("content/a.md", "Counseling and behavior", ""));
    found(
        &project,
        &expect![[r#"
        content/a.md:2:8: warning[W006]: `Counseling` is how it is spelt in the United States (write `Counselling`)
        content/a.md:2:8: warning[W006]: `behavior` is how it is spelt in the United States (write `behaviour`)
        content/a.md:6:3: warning[W006]: `behavior` is how it is spelt in the United States (write `behaviour`)
        content/a.md:8:1: warning[W006]: `Behavior` is how it is spelt in the United States (write `Behaviour`)
        content/a.md:8:27: warning[W005]: `sufferer` is on this site's list of words to leave out (write "a person with")
        content/a.md:8:48: warning[W005]: `crazy` is on this site's list of words to leave out (say it in other words)
        content/a.md:13:1: warning[W004]: `Efficacy` is used before the page explains it (write "how well it works"; or explain it here: plain words first, the other word in brackets)
    "#]],
    );
}

#[test]
fn terms_of_the_glossary_are_jargon_where_nothing_leads_to_it() {
    let glossary = "--- data/glossary.yaml\n- term: Alliance\n  definition: how well you work together\n\
        - term: Client\n  autolink: false\n  definition: who comes for help\n\
        --- content/glossary.md\n---\ntitle: Glossary\n---\n```goodfit glossary\n```\n";
    let project = format!(
        "{glossary}{}A client has an alliance. An alliance is good.\n\
         {}A client has an [[alliance]]. An alliance is good.\n",
        page("content/a.md", "Alliance", ""),
        page("content/b.md", "B", "")
    );
    found(
        &project,
        &expect![[r#"
        content/a.md:4:17: warning[W004]: `alliance` is used before the page explains it (link it to the glossary, `[[alliance]]`, or explain it here: plain words first, the other word in brackets)
    "#]],
    );
    let by_itself = WORDS.replace("en-GB\n", "en-GB\nglossary: { autolink: true }\n");
    let flags = Flags { rules: vec!["language".to_owned()], ..Flags::default() };
    assert_eq!(check(&format!("{by_itself}{project}"), &flags).1, "");
}

#[test]
fn questionnaires_are_read_too() {
    let project = format!(
        "--- data/references.yaml\nkey1:\n  type: article\n  title: T\n  date: 2020\n\
         --- content/q.checklist.yaml\ntitle: Q\nfunding: Nobody.\nlimits: None.\npublished: 2026-11-21\n\
         review_by: 2027-11-21\nsources: [key1]\nintro: >-\n  One. Two.\n  Three.\n  Four 8%.\n\
         answers:\n  yes: Yes\n  no: No\nsections:\n  - id: s\n    title: Stop!\n    questions:\n      - id: q\n        \
         ask: Is it crazy?\noutcomes:\n  - id: o\n    heading: O\n    short: O.\n    text: {TWENTY_SIX}\n"
    );
    found(
        &project,
        &expect![[r#"
        content/q.checklist.yaml:8:3: warning[W002]: this paragraph has 4 sentences (begin a new paragraph where a new thought begins; 3 sentences are the most)
        content/q.checklist.yaml:8:3: warning[W007]: `8%` is hard to picture (write “about 1 in 12”, or put it into a box `> [!CURIOUS]`)
        content/q.checklist.yaml:18:13: warning[W008]: this sentence ends in `!` (end it with a full stop)
        content/q.checklist.yaml:19:20: warning[W005]: `crazy` is on this site's list of words to leave out (say it in other words)
        content/q.checklist.yaml:24:11: warning[W001]: this sentence has 26 words (make two of it, or a list; 25 words are the most, 15 to 20 are better)
    "#]],
    );
}

#[test]
fn rules_about_english_are_silent_where_the_language_is_another_one() {
    let german = WORDS.replace("en-GB", "de");
    let project = format!(
        "{german}{}{TWENTY_SIX} A! B! C! D! 8% of behavior, crazy. [here](b.md)\n{}",
        page("content/a.md", "A", ""),
        page("content/b.md", "B", "")
    );
    let flags = Flags { rules: vec!["language".to_owned()], ..Flags::default() };
    assert_eq!(check(&project, &flags).1, "");
}

/// A site with something to report.
fn site() -> Site {
    let site = Site::new();
    let twenty_two = TWENTY_SIX.replace("two three four five six.", "two.");
    site.write(
        "content/hard.md",
        &format!(
            "---\ntitle: Hard\n---\n\n## A heading\n\nYour notes are kept. {TWENTY_SIX} Stop!\n\n\
             - {twenty_two}\n- See `code`.\n\nOne. Two. Three. Four.\n"
        ),
    );
    site.write("content/easy.md", "---\ntitle: Easy\n---\n\nIt is good. You can ask!\n");
    site
}

#[test]
fn the_report_names_first_what_asks_most_of_a_reader() {
    let ran = site().run(&["report", "language", "--longest", "1"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    expect![[r#"
        page             words  sentences  median  longest  > 20  > 25  long paragraphs  passive  grade  findings  mend
        content/hard.md     58          9       1       26     2     1                1      11%   -0.5         3     4
        content/easy.md      6          2       3        3     0     0                0       0%   -2.6         1     1
        content/one.md       1          1       1        1     0     0                0       0%   -3.4         0     0

        mend: findings, passives aside, and sentences of 21 to 25 words
        grade: Flesch-Kincaid (Kincaid and others, 1975), which knows lengths and nothing else

        The longest sentences:
          26  content/hard.md:7:22  One two three four five six seven eight nine ten one two…
    "#]].assert_eq(&ran.out);
    let ran = site().run(&["report", "language", "--only", "content/hard.md", "--format", "json"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    expect![[r#"
        {
          "grade": "Flesch-Kincaid (Kincaid and others, 1975)",
          "pages": [
            {
              "source": "content/hard.md",
              "words": 58,
              "sentences": 9,
              "median": 1,
              "longest": 26,
              "over_20": 2,
              "over_25": 1,
              "long_paragraphs": 1,
              "passive_percent": 11,
              "grade": -0.5,
              "findings": 3,
              "mend": 4,
              "rules": {
                "exclamation-mark": 1,
                "long-paragraph": 1,
                "long-sentence": 1,
                "passive-voice": 1
              }
            }
          ],
          "longest": [
            {
              "source": "content/hard.md",
              "line": 7,
              "column": 22,
              "words": 26,
              "begins": "One two three four five six seven eight nine ten one two…"
            },
            {
              "source": "content/hard.md",
              "line": 9,
              "column": 3,
              "words": 22,
              "begins": "One two three four five six seven eight nine ten one two…"
            }
          ],
          "rules": {
            "exclamation-mark": 1,
            "jargon": 0,
            "long-paragraph": 1,
            "long-sentence": 1,
            "passive-voice": 1,
            "percentage": 0,
            "unkind-word": 0,
            "us-spelling": 0
          }
        }
    "#]]
    .assert_eq(&ran.out);
}

#[test]
fn the_budget_goes_down_by_itself_and_up_only_if_asked() {
    let site = site();
    let write =
        |more: &[&str]| site.run(&[&["report", "language", "--write-budget"], more].concat());
    let budget =
        || std::fs::read_to_string(site.path("language-budget.yaml")).expect("it is there");
    let check = || {
        let rule = ["check", "--message-format", "short", "--rule", "language-budget"];
        let ran = site.run(&rule);
        (ran.code, ran.err)
    };
    assert_eq!(check(), (0, "4 pages checked: nothing to mend\n".to_owned()));
    let ran = write(&[]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    expect![[r#"
        language-budget.yaml
           1 + # How often each rule about language may speak on this site. `goodfit check` reports an
           2 + # error where a number is passed. `goodfit report language --write-budget` lowers them.
           3 + exclamation-mark: 2
           4 + jargon: 0
           5 + long-paragraph: 1
           6 + long-sentence: 1
           7 + percentage: 0
           8 + unkind-word: 0
           9 + us-spelling: 0
    "#]].assert_eq(&ran.out);
    assert_eq!(check().0, 0);

    // Harder: an error, and the budget stays.
    site.write("content/more.md", "---\ntitle: More\n---\n\nYou can leave!\n");
    let (code, said) = check();
    assert_eq!(code, 1);
    expect![[r#"
        language-budget.yaml:3:19: error[W011]: `exclamation-mark` has 3 findings, and the budget allows 2 (`goodfit check --rule exclamation-mark` lists them; mend the new ones, or allow them where they are)
        5 pages checked: 1 error
    "#]].assert_eq(&said);
    let before = budget();
    let ran = write(&[]);
    expect![[r#"
        the budget stays as it is
        `exclamation-mark` has 3 findings, and its budget stays 2; `--raise` raises it
    "#]]
    .assert_eq(&ran.err);
    assert_eq!((ran.code, ran.out.as_str(), budget()), (0, "", before));

    // Raised on request; what the author wrote beside it stays.
    let commented = budget().replace("exclamation-mark: 2", "exclamation-mark: 2 # for now");
    site.write("language-budget.yaml", &commented);
    let ran = write(&["--raise"]);
    assert_eq!(ran.code, 0);
    expect![[r#"
        language-budget.yaml
           3 - exclamation-mark: 2 # for now
           3 + exclamation-mark: 3 # for now
    "#]]
    .assert_eq(&ran.out);
    assert_eq!(budget(), commented.replace("mark: 2 ", "mark: 3 "));

    // Plainer, and allowed where it stands: a note, and lower numbers.
    site.write("content/more.md", "---\ntitle: More\n---\n\nYou can leave.\n");
    let allowed = "---\ntitle: Easy\n---\n\n<!-- allow W008: it is a joke -->\nAsk!\n";
    site.write("content/easy.md", allowed);
    let (code, said) = check();
    assert_eq!(code, 0);
    expect![[r#"
        5 pages checked: nothing to mend
        note: `exclamation-mark` has 1 findings, and the budget allows 3; `goodfit report language --write-budget` lowers it
    "#]].assert_eq(&said);
    let ran = write(&[]);
    assert_eq!(ran.code, 0);
    expect![[r#"
        language-budget.yaml
           3 - exclamation-mark: 3 # for now
           3 + exclamation-mark: 1 # for now
    "#]]
    .assert_eq(&ran.out);
    assert_eq!(write(&[]).err, "the budget stays as it is\n");
}

#[test]
fn a_budget_that_cannot_be_read_is_not_replaced() {
    let site = site();
    site.write("language-budget.yaml", "long-sentence: few\n");
    let ran = site.run(&["report", "language", "--write-budget"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("must be a whole number"), "{}", ran.err);
    let kept = std::fs::read_to_string(site.path("language-budget.yaml")).expect("it is there");
    assert_eq!(kept, "long-sentence: few\n");
}
