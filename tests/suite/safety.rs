//! Help lines and registers: from a data file into pages, and what is said about them.

use crate::support::{Built, build, build_with, options};
use expect_test::expect;
use jiff::civil::{Date, date};

const LINES: &str = "\
--- data/help-lines.yaml
- {country: UK, kind: emergency, service: Emergency services, how: [call], numbers: ['999', '112'], source: Known, verified: 2026-11-01}
- {country: Anywhere else, kind: emergency, service: Emergency services, note: Your local number}
- {country: UK, region: Wales, kind: line, service: Talk & listen, how: [call, text], numbers: ['0800 1111'], hours: Day and night, note: Free., source: Read, verified: 2026-11-02}
- {country: UK, kind: line, service: Words, how: [text], numbers: ['+44 852-58'], note: Send the word HELLO., source: Read, verified: null}
- {country: New Zealand, kind: line, service: '1737', how: [call, text, chat], numbers: ['1737'], source: Known, verified: null}
- {country: Anywhere else, kind: line, service: Lists, url: 'https://example.org/?a=1&b=2', source: Known, verified: null}
";

fn page(name: &str, title: &str, text: &str) -> String {
    format!("--- content/{name}\n---\n{title}\n---\n{text}")
}

fn help(text: &str) -> Built {
    build(&format!("{LINES}{}", page("help.md", "title: Help", text)))
}

fn text(built: &Built) -> &str {
    built.between("help/index.html", "<h1>Help</h1>\n</header>\n", "<footer")
}

#[test]
fn a_block_shows_the_emergency_numbers_first_and_then_every_country() {
    let built = help("Call.\n\n```goodfit help-lines\n```\n\n## After\n");
    expect![[r#"


        <p>Call.</p>
        <h2 id="emergency_numbers">Emergency numbers</h2>
        <div class="table help-lines" role="region" tabindex="0" aria-label="Table: Emergency numbers">
        <table>
        <thead>
        <tr>
        <th scope="col">Place</th>
        <th scope="col">Call</th>
        <th scope="col">Checked</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td data-label="Place">UK</td>
        <td data-label="Call"><a href="tel:999">999</a> or <a href="tel:112">112</a></td>
        <td data-label="Checked"><time datetime="2026-11-01">1 November 2026</time></td>
        </tr>
        <tr>
        <td data-label="Place">Anywhere else</td>
        <td data-label="Call">Your local number</td>
        <td data-label="Checked">–</td>
        </tr>
        </tbody>
        </table>
        </div>
        <p>Where it says “Not yet”, we have not rung the number. If one does not work, call your emergency number.</p>
        <h2 id="help_uk">Talk to someone: UK</h2>
        <div class="table help-lines" role="region" tabindex="0" aria-label="Table: Talk to someone: UK">
        <table>
        <thead>
        <tr>
        <th scope="col">Service</th>
        <th scope="col">Number</th>
        <th scope="col">How and when</th>
        <th scope="col">Checked</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td data-label="Service">Talk &amp; listen, Wales</td>
        <td data-label="Number"><a href="tel:08001111">0800 1111</a> or <a href="sms:08001111">text 0800 1111</a></td>
        <td data-label="How and when">Call or text. Day and night. Free.</td>
        <td data-label="Checked"><time datetime="2026-11-02">2 November 2026</time></td>
        </tr>
        <tr>
        <td data-label="Service">Words</td>
        <td data-label="Number"><a href="sms:+4485258">+44 852-58</a></td>
        <td data-label="How and when">Text. Send the word HELLO.</td>
        <td data-label="Checked">Not yet</td>
        </tr>
        </tbody>
        </table>
        </div>
        <h2 id="help_new-zealand">Talk to someone: New Zealand</h2>
        <div class="table help-lines" role="region" tabindex="0" aria-label="Table: Talk to someone: New Zealand">
        <table>
        <thead>
        <tr>
        <th scope="col">Service</th>
        <th scope="col">Number</th>
        <th scope="col">How and when</th>
        <th scope="col">Checked</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td data-label="Service">1737</td>
        <td data-label="Number"><a href="tel:1737">1737</a> or <a href="sms:1737">text 1737</a></td>
        <td data-label="How and when">Call, text or chat.</td>
        <td data-label="Checked">Not yet</td>
        </tr>
        </tbody>
        </table>
        </div>
        <h2 id="help_anywhere-else">Talk to someone: Anywhere else</h2>
        <div class="table help-lines" role="region" tabindex="0" aria-label="Table: Talk to someone: Anywhere else">
        <table>
        <thead>
        <tr>
        <th scope="col">Service</th>
        <th scope="col">Website</th>
        <th scope="col">How and when</th>
        <th scope="col">Checked</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td data-label="Service">Lists</td>
        <td data-label="Website"><a href="https://example.org/?a=1&amp;b=2">example.org/?a=1&amp;b=2</a></td>
        <td data-label="How and when">–</td>
        <td data-label="Checked">Not yet</td>
        </tr>
        </tbody>
        </table>
        </div>
        <h2 id="after">After</h2>




        </article>
        </main>
    "#]].assert_eq(text(&built));
    expect![[r#"
        data/help-lines.yaml:4:38: warning[H004]: 3 entries have never been checked (ring the number, or read it on the service's own page, then write the day: `verified: 2026-11-21`)
    "#]].assert_eq(&built.findings);
}

#[test]
fn the_numbers_of_one_country_stand_together() {
    let built = help("```goodfit help-lines UK\n```\n\n```goodfit help-lines Anywhere else\n```\n");
    expect![[r#"


        <p>Where it says “Not yet”, we have not rung the number. If one does not work, call your emergency number.</p>
        <div class="table help-lines" role="region" tabindex="0" aria-label="Table: Help lines: UK">
        <table>
        <thead>
        <tr>
        <th scope="col">Service</th>
        <th scope="col">Number</th>
        <th scope="col">How and when</th>
        <th scope="col">Checked</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td data-label="Service">Emergency services</td>
        <td data-label="Number"><a href="tel:999">999</a> or <a href="tel:112">112</a></td>
        <td data-label="How and when">Call.</td>
        <td data-label="Checked"><time datetime="2026-11-01">1 November 2026</time></td>
        </tr>
        <tr>
        <td data-label="Service">Talk &amp; listen, Wales</td>
        <td data-label="Number"><a href="tel:08001111">0800 1111</a> or <a href="sms:08001111">text 0800 1111</a></td>
        <td data-label="How and when">Call or text. Day and night. Free.</td>
        <td data-label="Checked"><time datetime="2026-11-02">2 November 2026</time></td>
        </tr>
        <tr>
        <td data-label="Service">Words</td>
        <td data-label="Number"><a href="sms:+4485258">+44 852-58</a></td>
        <td data-label="How and when">Text. Send the word HELLO.</td>
        <td data-label="Checked">Not yet</td>
        </tr>
        </tbody>
        </table>
        </div>
        <p>We have not rung these numbers yet. If one does not work, call your emergency number.</p>
        <div class="table help-lines" role="region" tabindex="0" aria-label="Table: Help lines: Anywhere else">
        <table>
        <thead>
        <tr>
        <th scope="col">Service</th>
        <th scope="col">Website</th>
        <th scope="col">How and when</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td data-label="Service">Emergency services</td>
        <td data-label="Website">–</td>
        <td data-label="How and when">Your local number.</td>
        </tr>
        <tr>
        <td data-label="Service">Lists</td>
        <td data-label="Website"><a href="https://example.org/?a=1&amp;b=2">example.org/?a=1&amp;b=2</a></td>
        <td data-label="How and when">–</td>
        </tr>
        </tbody>
        </table>
        </div>




        </article>
        </main>
    "#]].assert_eq(text(&built));
}

#[test]
fn the_emergency_numbers_fit_into_a_box() {
    let built = help(
        "> [!EMERGENCY] Call now.\n>\n> ```goodfit help-lines emergency\n> ```\n>\n> You can.\n",
    );
    expect![[r#"


        <aside class="box box-emergency" role="note" aria-labelledby="box-1">
        <p class="box-tab" id="box-1">Emergency: call now</p>
        <p class="box-title">Call now.</p>
        <div class="table help-lines" role="region" tabindex="0" aria-label="Table: Emergency numbers">
        <table>
        <thead>
        <tr>
        <th scope="col">Place</th>
        <th scope="col">Call</th>
        <th scope="col">Checked</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td data-label="Place">UK</td>
        <td data-label="Call"><a href="tel:999">999</a> or <a href="tel:112">112</a></td>
        <td data-label="Checked"><time datetime="2026-11-01">1 November 2026</time></td>
        </tr>
        <tr>
        <td data-label="Place">Anywhere else</td>
        <td data-label="Call">Your local number</td>
        <td data-label="Checked">–</td>
        </tr>
        </tbody>
        </table>
        </div>
        <p>You can.</p>
        </aside>




        </article>
        </main>
    "#]]
    .assert_eq(text(&built));
}

#[test]
fn what_is_unverified_is_said_once_a_page() {
    let words = "we have not rung";
    let count = |text: &str| help(text).text("help/index.html").matches(words).count();
    let block = |part: &str| format!("```goodfit help-lines {part}\n```\n\n");
    assert_eq!(count(&(block("emergency") + &block("lines"))), 1);
    assert_eq!(count(&block("lines")), 1);
    assert_eq!(count(&block("")), 1);
    assert_eq!(count(&block("sources")), 0);
    assert_eq!(count(&block("emergency")), 0, "that one was rung");
    let all = LINES.replace("verified: null", "verified: 2026-11-02");
    let built = build(&format!("{all}{}", page("help.md", "title: Help", &block(""))));
    assert!(!built.text("help/index.html").contains(words));
    let none =
        LINES.replace("verified: 2026-11-0", "verified: null # 2026-11-0").replace("}\n", "\n}\n");
    let built = build(&format!("{none}{}", page("help.md", "title: Help", &block("emergency"))));
    let text = built.text("help/index.html");
    assert!(
        text.contains("We have not rung these numbers yet.") && !text.contains("Checked"),
        "{text}"
    );
}

#[test]
fn how_we_know_the_numbers_is_a_list() {
    let built = help("```goodfit help-lines sources\n```\n");
    expect![[r#"


        <ul>
        <li>Known: Emergency services (UK), 1737 (New Zealand), Lists (Anywhere else).</li>
        <li>Read: Talk &amp; listen (Wales), Words (UK).</li>
        </ul>




        </article>
        </main>
    "#]]
    .assert_eq(text(&built));
}

#[test]
fn the_headings_are_in_the_outline_in_their_place_and_links_can_lead_to_them() {
    let built = build(&format!(
        "{LINES}--- goodfit.yaml\ntitle: T\nbase_url: https://example.org/\ntheme_settings: {{show_toc: true}}\n{}",
        page(
            "help.md",
            "title: Help",
            "## Before\n\n```goodfit help-lines\n```\n\n## After\n\n[NZ](#help_new-zealand), [no](#help_new-sealand)\n"
        )
    ));
    expect![[r##"
         aria-labelledby="page_toc">
        <h2 id="page_toc">On this page</h2>
        <ul>
        <li><a href="#before">Before</a></li>
        <li><a href="#emergency_numbers">Emergency numbers</a></li>
        <li><a href="#help_uk">Talk to someone: UK</a></li>
        <li><a href="#help_new-zealand">Talk to someone: New Zealand</a></li>
        <li><a href="#help_anywhere-else">Talk to someone: Anywhere else</a></li>
        <li><a href="#after">After</a></li>
        </ul>
    "##]]
    .assert_eq(built.between("help/index.html", "<nav class=\"toc\"", "</nav>"));
    assert!(built.text("help/index.html").contains("<a href=\"#help_new-zealand\">NZ</a>"));
    expect![[r#"
        content/help.md:11:31: error[L002]: this page has no heading with the id `help_new-sealand` (did you mean `#help_new-zealand`?)
        data/help-lines.yaml:4:38: warning[H004]: 3 entries have never been checked (ring the number, or read it on the service's own page, then write the day: `verified: 2026-11-21`)
    "#]].assert_eq(&built.findings);
}

#[test]
fn blocks_that_name_nothing_or_the_same_twice_are_reported() {
    let built = help(
        "```goodfit help-lines New Sealand\n```\n\n```goodfit help-lines\n```\n\n\
         ```goodfit help-lines lines\n```\n\n```goodfit help-lines UK\n```\n\n```goodfit help-lines UK\n```\n\n\
         ```goodfit registers\n```\n",
    );
    expect![[r#"
        content/help.md:4:4: error[M004]: `data/help-lines.yaml` has no country `New Sealand` (did you mean `New Zealand`?)
        content/help.md:10:4: error[H008]: the page shows these help lines twice (remove one of the blocks)
        content/help.md:16:4: error[H008]: the page shows these help lines twice (remove one of the blocks)
        content/help.md:19:4: error[M004]: there are no registers to show: the site has no `data/registers.yaml` (add the file, or take the block out)
        data/help-lines.yaml:4:38: warning[H004]: 3 entries have never been checked (ring the number, or read it on the service's own page, then write the day: `verified: 2026-11-21`)
    "#]].assert_eq(&built.findings);
}

#[test]
fn a_list_that_cannot_be_read_is_reported_in_its_own_file_only() {
    let page = page("help.md", "title: Help", "```goodfit help-lines UK\n```\n");
    expect![[r#"
        data/help-lines.yaml:2:1: error[D001]: this is not YAML: did not find expected node content while parsing a flow node (begin it as far left as the lines it belongs with; look for a missing quote or colon above)
    "#]]
        .assert_eq(&build(&format!("--- data/help-lines.yaml\n- {{country: [\n{page}")).findings);
    expect![[r#"
        data/help-lines.yaml:1:3: error[H001]: the help line has no `kind` (add `kind:` to the entry)
        data/help-lines.yaml:1:3: error[H001]: the help line has no `service` (add `service:` to the entry)
    "#]].assert_eq(
        &build(&format!("--- data/help-lines.yaml\n- {{country: UK}}\n{page}")).findings,
    );
}

const REGISTERS: &str = "\
--- data/registers.yaml
- country: UK
  check:
    - {for: Counsellors, body: a register, examples: [ACP, BACP, UKCP]}
    - {for: Arts therapists, body: HCPC}
  complain: [The same body, 'the police']
  note: Titles < names are not protected
  source: Read in 2025
  verified: null
- country: Ireland
  check: [{for: Psychologists, body: PSI}]
  source: Read in 2025
  verified: 2026-11-20
";

#[test]
fn registers_are_a_table_that_says_how_fresh_it_is() {
    let built = build(&format!(
        "{REGISTERS}{}",
        page(
            "help.md",
            "title: Help",
            "```goodfit registers\n```\n\n```goodfit registers Ireland\n```\n"
        )
    ));
    expect![[r#"


        <p>Where no date stands in the last column, we have not yet rung or written to the body.</p>
        <div class="table" role="region" tabindex="0" aria-label="Table: Registers and complaints, by country">
        <table>
        <thead>
        <tr>
        <th scope="col">Place</th>
        <th scope="col">Look up the name</th>
        <th scope="col">Complain to</th>
        <th scope="col">How fresh is this?</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td data-label="Place">UK</td>
        <td data-label="Look up the name">Counsellors: a register, such as ACP, BACP or UKCP. Arts therapists: HCPC. Titles &lt; names are not protected.</td>
        <td data-label="Complain to">The same body. The police.</td>
        <td data-label="How fresh is this?">Read in 2025.</td>
        </tr>
        <tr>
        <td data-label="Place">Ireland</td>
        <td data-label="Look up the name">Psychologists: PSI.</td>
        <td data-label="Complain to">–</td>
        <td data-label="How fresh is this?">Checked <time datetime="2026-11-20">20 November 2026</time>.</td>
        </tr>
        </tbody>
        </table>
        </div>
        <div class="table" role="region" tabindex="0" aria-label="Table: Registers and complaints: Ireland">
        <table>
        <thead>
        <tr>
        <th scope="col">Place</th>
        <th scope="col">Look up the name</th>
        <th scope="col">Complain to</th>
        <th scope="col">How fresh is this?</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td data-label="Place">Ireland</td>
        <td data-label="Look up the name">Psychologists: PSI.</td>
        <td data-label="Complain to">–</td>
        <td data-label="How fresh is this?">Checked <time datetime="2026-11-20">20 November 2026</time>.</td>
        </tr>
        </tbody>
        </table>
        </div>




        </article>
        </main>
    "#]].assert_eq(text(&built));
    expect![[r#"
        data/registers.yaml:1:12: warning[H004]: `UK` has never been checked (look it up on each body's own page, then write the day: `verified: 2026-11-21`)
    "#]].assert_eq(&built.findings);
    let wrong = page("help.md", "title: Help", "```goodfit registers Irland\n```\n");
    expect![[r#"
        content/help.md:4:4: error[M004]: `data/registers.yaml` has no country `Irland` (did you mean `Ireland`?)
        data/registers.yaml:1:12: warning[H004]: `UK` has never been checked (look it up on each body's own page, then write the day: `verified: 2026-11-21`)
    "#]].assert_eq(&build(&format!("{REGISTERS}{wrong}")).findings);
}

#[test]
fn the_day_decides_what_is_reported_and_never_what_a_page_says() {
    let project = format!(
        "{LINES}{REGISTERS}{}",
        page("help.md", "title: Help", "```goodfit help-lines\n```\n\n```goodfit registers\n```\n")
    );
    let on = |now: Date| {
        let mut options = options();
        options.publishing.now = now;
        build_with(&project, &options)
    };
    let first = on(date(2026, 11, 21));
    let mut said = String::new();
    for day in [
        date(2027, 2, 1),
        date(2027, 2, 2),
        date(2027, 2, 15),
        date(2027, 2, 17),
        date(2027, 11, 21),
        date(2027, 12, 21),
    ] {
        let later = on(day);
        assert_eq!(first.outputs, later.outputs, "{day}");
        said.push_str(&format!("{day}\n"));
        for line in later.findings.lines().filter(|line| !line.contains("H004")) {
            let line = line.split(" (").next().unwrap_or(line);
            said.push_str(&format!("  {line}\n"));
        }
    }
    expect![[r#"
        2027-02-01
        2027-02-02
          data/help-lines.yaml:1:126: warning[H005]: `Emergency services` was last checked on 2026-11-01, and was due again on 2027-02-01
        2027-02-15
          data/help-lines.yaml:1:126: warning[H005]: `Emergency services` was last checked on 2026-11-01, and was due again on 2027-02-01
          data/help-lines.yaml:3:170: warning[H005]: `Talk & listen` was last checked on 2026-11-02, and was due again on 2027-02-02
        2027-02-17
          data/help-lines.yaml:1:126: error[H006]: `Emergency services` was last checked on 2026-11-01, and was due again on 2027-02-01
          data/help-lines.yaml:3:170: error[H006]: `Talk & listen` was last checked on 2026-11-02, and was due again on 2027-02-02
        2027-11-21
          data/help-lines.yaml:1:126: error[H006]: `Emergency services` was last checked on 2026-11-01, and was due again on 2027-02-01
          data/help-lines.yaml:3:170: error[H006]: `Talk & listen` was last checked on 2026-11-02, and was due again on 2027-02-02
          data/registers.yaml:12:13: warning[H005]: `Ireland` was last checked on 2026-11-20, and was due again on 2027-11-20
        2027-12-21
          data/help-lines.yaml:1:126: error[H006]: `Emergency services` was last checked on 2026-11-01, and was due again on 2027-02-01
          data/help-lines.yaml:3:170: error[H006]: `Talk & listen` was last checked on 2026-11-02, and was due again on 2027-02-02
          data/registers.yaml:12:13: error[H006]: `Ireland` was last checked on 2026-11-20, and was due again on 2027-11-20
    "#]].assert_eq(&said);
}

#[test]
fn the_link_on_every_page_has_to_lead_to_the_help_lines() {
    let with = |url: &str, text: &str| {
        let config = format!(
            "--- goodfit.yaml\ntitle: T\nbase_url: https://example.org/\ntheme_settings: {{help_url: '{url}'}}\n"
        );
        let lines = LINES.replace("verified: null", "verified: 2026-11-02");
        build(&format!(
            "{lines}{config}{}{}",
            page("help.md", "title: Help", text),
            page("other.md", "title: Other", "x")
        ))
        .findings
    };
    let block = "```goodfit help-lines\n```\n";
    for right in
        ["/help/", "/help/index.html", "/help/#x", "https://example.com/help/", "tel:999", ""]
    {
        assert_eq!(with(right, block), "", "{right}");
    }
    expect![[r#"
        goodfit.yaml:3:28: warning[H009]: `help_url` leads to `content/other.md`, which does not show the help lines (write `help_url: /help/`)
    "#]].assert_eq(&with("/other/", block));
    expect![[r#"
        goodfit.yaml:3:28: warning[H009]: `help_url` leads to `content/help.md`, which does not show the help lines (put a block `goodfit help-lines` into the page)
    "#]].assert_eq(&with("/help/", "Nothing here."));
    expect![[r#"
        goodfit.yaml:3:28: error[L001]: nothing has the address `/hepl/` (write the address of a page, such as `/urgent-help/`, or leave it out)
    "#]].assert_eq(&with("/hepl/", block));
}
