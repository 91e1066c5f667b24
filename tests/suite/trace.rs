//! A finding in what is published is shown where its author can mend it.

use crate::{rules::SITE, support};
use expect_test::{Expect, expect};
use goodfit::check::Flags;
use goodfit::diagnostics::print::{self, Decoration};

/// What is said about a page with this text, in a site that allows HTML.
fn page(text: &str, expected: &Expect) {
    let site = SITE.replacen("language:", "markdown: { raw_html: allow }\nlanguage:", 1);
    let project = format!(
        "{site}--- content/a.md\n---\ntitle: An example\ndescription: An example of a page that is \
         right in all things, so that one mistake can be seen alone.\n---\n\n{text}"
    );
    expected.assert_eq(&support::check(&project, &Flags::default()).1);
}

fn site(files: &str, expected: &Expect) {
    expected.assert_eq(&support::check(&format!("{SITE}{files}"), &Flags::default()).1);
}

#[test]
fn headings_are_found_by_their_id_and_tags_as_they_are_written() {
    page(
        "## One\n\n#### Two\n\n## One\n\n#### Two\n\n<p onclick=x()>\n\nA <b onclick=x()>b</b>.\n",
        &expect![[r#"
            content/a.md:8:1: error[A003]: `Two` is a heading of level 4, and the one before it has level 2 (make it level 3: in Markdown, `###`)
            content/a.md:12:1: error[A003]: `Two` is a heading of level 4, and the one before it has level 2 (make it level 3: in Markdown, `###`)
            content/a.md:14:12: error[X002]: `onclick` runs a script (leave the attribute out)
            content/a.md:16:14: error[X002]: `onclick` runs a script (leave the attribute out)
        "#]],
    );
}

#[test]
fn a_tag_that_is_there_twice_is_told_apart() {
    page(
        "A <i title=x>a</i> and <i title=x onload=1>b</i>.\n\nA <i title=x onload=1>c</i>.\n",
        &expect![[r#"
            content/a.md:6:42: error[X002]: `onload` runs a script (leave the attribute out)
            content/a.md:8:21: error[X002]: `onload` runs a script (leave the attribute out)
        "#]],
    );
}

#[test]
fn what_only_markdown_writes_is_found_by_its_words() {
    // A table whose first row says nothing.
    page(
        "Before.\n\n|  |  |\n|---|---|\n| Ask about money | 15 minutes |\n",
        &expect![[r#"
        content/a.md:10:3: error[A014]: the table has no headings (say in its first row what each column is about)
    "#]],
    );
}

#[test]
fn titles_and_descriptions_are_keys_of_the_front_matter() {
    site(
        "--- content/b.md\n---\ntitle: The first call\ndescription: Too short.\n---\n\
         --- content/c.md\n---\ntitle: A page\n---\n",
        &expect![[r#"
            content/b.md:3:14: warning[A009]: the description has 10 characters (say in 70 to 155 characters what readers find here)
            content/c.md: warning[A007]: the page has no description (add a line `description:` with one sentence that says what readers find)
            content/first-call.md:2:8: warning[A006]: `The first call · A small site` is the title of two pages (give one of them a title that says what is different about it)
            public/index.html:43:5: warning[L108]: `The first call` leads to `/b/` above, and here to `/first-call/` (say in each link what is different about its page)
        "#]],
    );
}

#[test]
fn what_a_template_does_on_every_page_is_said_once() {
    let mut files = "--- themes/default/templates/page.html\n{% extends \"base.html\" %}\n\
        {% block before_content %}<p class=\"x\" onclick=\"x()\">{{ page.title }}</p>{% endblock %}\n"
        .to_owned();
    for n in 1..=20 {
        files.push_str(&format!(
            "--- content/p{n}.md\n---\ntitle: Page {n}\ndescription: The page with the number {n} of \
             twenty pages, which differ in nothing but their number and this line.\n---\n"
        ));
    }
    let (found, prepared) = support::checked(&format!("{SITE}{files}"), &Flags::default());
    expect![[r#"
        error[X002]: `onclick` runs a script
          --> themes/default/templates/page.html:2:27
           |
         2 | {% block before_content %}<p class="x" onclick="x()">{{ page.title }}</p>{% endblock %}
           |                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^
           |
          ::: public/first-call/index.html:31:23
           |
        31 | <p class="x" onclick="x()">The first call</p>
           |                       --- published here
           |
           = note: and in 20 more places
           = help: leave the attribute out

    "#]]
    .assert_eq(&print::text(&found, &prepared.quoted(&found), Decoration::Plain));
}

#[test]
fn a_file_that_is_copied_is_the_source_itself() {
    site(
        "--- content/x.css\nbody { background: url(/a.png) }\n\
         --- content/_headers\n/*\n  Content-Security-Policy: default-src 'self'\n",
        &expect![[r#"
            content/_headers:2:3: error[X014]: the policy of the page is not the one in `_headers` (write the policy of the pages here, or remove the file: then Goodfit makes one)
            content/x.css:1:20: error[X008]: `url()` makes browsers ask for another file (draw it with borders, characters or inline SVG; use fonts that readers have)
        "#]],
    );
}

#[test]
fn a_place_that_cannot_be_traced_is_shown_in_the_output() {
    // Two templates write the same, and which of the two it was cannot be told.
    let same = "<p onclick=\"x()\">x</p>";
    let (found, prepared) = support::checked(
        &format!(
            "{SITE}--- themes/default/templates/home.html\n{{% extends \"base.html\" %}}\n\
             {{% block after_content %}}{same}{{% include \"partials/x.html\" %}}{{% endblock %}}\n\
             --- themes/default/templates/partials/x.html\n{same}\n"
        ),
        &Flags::default(),
    );
    expect![[r#"
        error[X002]: `onclick` runs a script
          --> public/index.html:32:13
           |
        32 | <p onclick="x()">x</p><p onclick="x()">x</p>
           |             ^^^
           |
           = note: and in one more place
           = help: leave the attribute out

    "#]]
    .assert_eq(&print::text(&found, &prepared.quoted(&found), Decoration::Plain));
}

#[test]
fn a_problem_that_a_stage_has_reported_is_not_reported_by_a_rule_again() {
    site(
        "--- content/d.md\n---\ntitle: D\ndescription: An example of a page that is right in all \
         things, so that one mistake can be seen alone.\n---\n\n## A {#x}\n\n## B {#x}\n\n\
         ![](a.svg)\n\n[n](nowhere.md) [x](#no)\n--- content/a.svg\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n",
        &expect![[r#"
            content/d.md:8:8: error[M005]: the id `x` is taken already (give one of the two another id)
            content/d.md:10:1: error[M008]: the picture has no alternative text (say in the square brackets what it shows, or give it the title "decorative")
            content/d.md:12:5: error[L001]: there is no file `nowhere.md` (it would be `content/nowhere.md`; paths are relative to this page)
            content/d.md:12:21: error[L002]: this page has no heading with the id `no` (the page has `#x`, `#x-2`)
        "#]],
    );
}
