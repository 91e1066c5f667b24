//! The index from A to Z, and the words that pages give for it.

use crate::support::{Built, build, plain};
use expect_test::{Expect, expect};
use proptest::prelude::*;

const INDEX: &str = "--- content/a-z.md\n---\ntitle: A to Z\n---\n```goodfit a-z\n```\n";

/// A project with an index.
fn project(files: &str) -> String {
    plain("", &format!("{INDEX}{files}"))
}

/// A page with front matter of its own and one heading.
fn page(path: &str, matter: &str) -> String {
    format!("--- content/{path}.md\n---\n{matter}---\n## Money\n\nText.\n")
}

/// What stands under the letters, without tags but for links: `words <address>`.
fn shown(built: &Built) -> String {
    let page = built.text("a-z/index.html");
    let Some((_, lists)) = page.split_once("</nav>") else { return String::new() };
    let lists = lists.replace("<a href=\"", "<").replace("</a>", "").replace("\">", "> ");
    let mut out = String::new();
    let mut rest = lists.as_str();
    while let Some((before, tag)) = rest.split_once('<') {
        out.push_str(before);
        let (name, after) = tag.split_once('>').expect("tags are closed");
        // What is left of a link begins with its address.
        if name.starts_with('/') && !matches!(name, "/li" | "/ul" | "/h2" | "/section" | "/span") {
            out.push_str(&format!("<{name}>"));
        }
        rest = after;
    }
    out.push_str(rest);
    let lines = out.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.fold(String::new(), |all, line| all + line + "\n")
}

fn index(files: &str, expected: &Expect) {
    let built = build(&project(files));
    assert_eq!(built.findings, "");
    expected.assert_eq(&shown(&built));
}

#[test]
fn titles_labels_terms_and_words_stand_in_one_order() {
    let files = [
        "--- data/glossary.yaml\n- {term: Alliance, definition: A team., also: [working alliance]}\n",
        "--- content/glossary.md\n---\ntitle: Glossary\nglossary: false\n---\n```goodfit glossary\n```\n",
        &page(
            "cost",
            "title: What does it cost?\ntaxonomies: {topics: [money & time]}\nindex:\n  - Élan\n  - fees: money\n  - 24 hours\n",
        ),
        "--- content/b.md\n---\ntitle: An [alliance]?\n---\n[[Alliance]]\n",
    ];
    index(
        &files.concat(),
        &expect![[r#"
        0–9
        </cost/> 24 hours
        A
        </glossary/#term_alliance> Alliance  glossary
        </b/> An [alliance]?
        E
        </cost/> Élan
        F
        </cost/#money> fees
        G
        </glossary/> Glossary
        M
        </topics/money-time/> money &amp; time  1 page
        W
        </cost/> What does it cost?
        </glossary/#term_alliance> working alliance  glossary: Alliance
    "#]],
    );
}

#[test]
fn the_page_is_a_row_of_letters_and_a_list_for_each() {
    let built = build(&project(&page("a", "title: Ärger & more\nindex: [beta]\n")));
    assert_eq!(built.findings, "");
    let text = built.text("a-z/index.html");
    let (_, text) = text.split_once("<nav").expect("it has letters");
    expect![[r##"
         aria-label="Index by letter">
        <ul class="letters">
        <li><a href="#letter_A">A</a></li>
        <li><a href="#letter_B">B</a></li>
        </ul>
        </nav>
        <section>
        <h2 id="letter_A">A</h2>
        <ul class="index">
        <li><a href="/a/">Ärger &amp; more</a></li>
        </ul>
        </section>
        <section>
        <h2 id="letter_B">B</h2>
        <ul class="index">
        <li><a href="/a/">beta</a></li>
        </ul>
        </section>

    "##]]
    .assert_eq(text);
}

#[test]
fn words_that_several_pages_give_lead_to_each_of_them() {
    let files = [
        page("a", "title: First\nindex: [Panic]\n"),
        page("b", "title: Second\nindex: [panic, {PANIC: money}]\n"),
        page("panic", "title: panic\n"),
    ];
    index(
        &files.concat(),
        &expect![[r#"
        F
        </a/> First
        P
        panic
        </a/> First
        </b/> Second
        </b/#money> Money
        </panic/> panic
        S
        </b/> Second
    "#]],
    );
}

#[test]
fn a_page_or_a_section_can_stay_out() {
    let files = [
        "--- content/m/_index.md\n---\ntitle: Manual\nindex: false\ncascade: {index: false}\n---\n",
        &page("m/in", "title: Within\nindex: true\n"),
        &page("m/words", "title: Words\nindex: [spelling]\n"),
        &page("m/out", "title: Without\n"),
        &page("z", "title: Zed\nindex: false\n"),
        &page("d", "title: Draft\ndraft: true\nindex: [hidden]\n"),
    ];
    index(
        &files.concat(),
        &expect![[r#"
        W
        </m/in/> Within
    "#]],
    );
}

#[test]
fn letters_are_in_the_outline_and_links_lead_to_the_published_place() {
    let built = build(&format!(
        "--- goodfit.yaml\ntitle: T\nbase_url: https://example.org/sub/\ntheme_settings: {{show_toc: true}}\n{INDEX}{}",
        page("a", "title: Ask\nindex: [cost: money]\n")
    ));
    let text = built.text("a-z/index.html");
    assert!(text.contains("<li><a href=\"#letter_C\">C</a></li>"), "{text}");
    assert!(text.contains("<a href=\"/sub/a/#money\">cost</a>"), "{text}");
    let contents = built.between("a-z/index.html", "class=\"toc\"", "</nav>");
    assert!(contents.contains("<a href=\"#letter_A\">A</a>"), "{contents}");
}

#[test]
fn a_site_without_the_block_makes_no_index() {
    let (_, prepared) = crate::support::found(&plain("", &page("a", "title: A\nindex: [cost]\n")));
    assert!(prepared.site.index.letters.is_empty());
}

#[test]
fn what_is_wrong_with_words_is_said_where_they_stand() {
    let built = build(&plain(
        "",
        &page(
            "a",
            "title: Money\nindex:\n  - cost: prices\n  - money\n  - 🎉\u{fe0f}!\n  - —\n  - fees\n  - Fees\n  - {a: b, c: d}\n  - true\n  - \"\"\n  - [g, h]\n",
        ),
    ));
    expect![[r#"
        content/a.md:4:11: error[L002]: this page has no heading with the id `prices` (the page has `#money`)
        content/a.md:5:5: warning[F012]: `money` is the title, which is in the index anyway (remove it from `index`)
        content/a.md:7:5: warning[F012]: item 4 of `index` has no letter to be found by (write a word that readers look for, or remove it)
        content/a.md:9:5: warning[F012]: `Fees` is in `index` twice (remove one of the two)
        content/a.md:10:5: error[F003]: item 7 of `index` must be words, or words and one heading (begin each with a hyphen of its own, such as `- cost: money`)
        content/a.md:11:5: error[F003]: item 8 of `index` must be a text, not `true` (put quotes around the text: `"true"`)
        content/a.md:12:5: error[F003]: item 9 of `index` is empty (write a text, or remove it)
        content/a.md:13:5: error[F003]: item 10 of `index` must be words, or words and one heading (begin each with a hyphen of its own, such as `- cost: money`)
    "#]].assert_eq(&built.findings);
    let built = build(&plain("", &page("a", "title: A\nindex: {cost: money}\n")));
    expect![[r#"
        content/a.md:3:8: error[F003]: `index` must be a list of words (write `index:` and below it lines such as `- first session`, or `- cost: money` for a heading)
    "#]].assert_eq(&built.findings);
    let built = build(&plain("", &page("a", "title: A\nindex: no\n")));
    expect![[r#"
        content/a.md:3:8: error[F003]: `index` must be `true` or `false`, not the text `no` (write `index: false`)
    "#]].assert_eq(&built.findings);
}

#[test]
fn two_indexes_on_a_page_are_refused() {
    let twice =
        "--- content/a-z.md\n---\ntitle: A to Z\n---\n```goodfit a-z\n```\n\n```goodfit a-z\n```\n";
    expect![[r#"
        content/a-z.md:7:4: error[M012]: the page holds the index twice (remove one of the two)
    "#]]
    .assert_eq(&build(&plain("", twice)).findings);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Whatever words pages give: each is there once, below its letter, and letters go up.
    #[test]
    fn every_word_is_found_below_its_letter(words in prop::collection::btree_set("[a-zäöé]{1,6}", 1..12)) {
        let list: Vec<String> = words.iter().map(|word| format!("x{word}y")).chain(words.clone()).collect();
        let quoted: Vec<String> = list.iter().map(|word| format!("\"{word}\"")).collect();
        let matter = format!("title: Zed\nindex: [{}]\n", quoted.join(", "));
        let (_, prepared) = crate::support::found(&project(&page("a", &matter)));
        let letters = &prepared.site.index.letters;
        prop_assert!(letters.windows(2).all(|two| two[0].letter < two[1].letter));
        let entries: Vec<(char, &str)> = letters
            .iter()
            .flat_map(|letter| letter.entries.iter().map(|e| (letter.letter, e.words.as_str())))
            .collect();
        for word in &list {
            let folded = goodfit::slug::slugify(word);
            let first = folded.chars().next().expect("it has letters").to_ascii_uppercase();
            let alike = entries.iter().filter(|(_, known)| goodfit::slug::slugify(known) == folded);
            let found: Vec<char> = alike.map(|(letter, _)| *letter).collect();
            prop_assert_eq!(found, vec![first], "{}", word);
        }
    }
}
