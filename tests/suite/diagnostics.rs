//! Every code can happen, and one mistake is one finding.

use crate::support::{build, page};
use goodfit::diagnostics::codes;
use std::collections::{BTreeMap, BTreeSet};

/// A code, the smallest project that has it and nothing else, and what is said.
const EACH: &[(&str, &str, &str)] = &[
    (
        "U004",
        "--- urls.lock\n/\n/old/ moved\n",
        "urls.lock:2:1: error[U004]: behind an address only `gone:` and a reason can stand (write `/old/ gone: ` and why, in a few words)",
    ),
    (
        "C001",
        "--- goodfit.yaml\ntitle: [x\n",
        "goodfit.yaml:1:8: error[C001]: after `[` a comma or `]` is missing (close the list with `]`, or if it is a text, write `title: \"[x\"`)",
    ),
    (
        "C002",
        "--- goodfit.yaml\ntitle: T\nbase_url: https://example.org/\ntilte: x\n",
        "goodfit.yaml:3:1: error[C002]: unknown key `tilte` (did you mean `title`?)",
    ),
    (
        "C003",
        "--- goodfit.yaml\ntitle: T\nbase_url: https://example.org/\npaginate_by: many\n",
        "goodfit.yaml:3:14: error[C003]: `paginate_by` must be a whole number, 0 or more, not the text `many` (write a number, such as `paginate_by: 10`)",
    ),
    (
        "C004",
        "--- goodfit.yaml\ntitle: T\n",
        "goodfit.yaml: error[C004]: the site has no `base_url` (add a line `base_url: https://example.org/`)",
    ),
    (
        "C005",
        "--- goodfit.yaml\ntitle: T\nbase_url: example.org\n",
        "goodfit.yaml:2:11: error[C005]: `example.org` cannot be the base address: it does not begin with `https://` or `http://` (write `base_url: https://example.org/`)",
    ),
    (
        "C006",
        "--- goodfit.yaml\ntitle: T\nbase_url: https://example.org/\ntitle: U\n",
        "goodfit.yaml:3:1: error[C006]: `title` is given twice (remove one of the two: only one value can count)",
    ),
    (
        "C007",
        "--- goodfit.yaml\ntitle: T\nbase_url: https://example.org/\ntheme: defualt\n",
        "goodfit.yaml:3:8: error[C007]: there is no theme `defualt` (did you mean `default`?)",
    ),
    (
        "C009",
        "--- goodfit.yaml\ntitle: T\nbase_url: https://good.example/\npublisher: P\ncontact: a@good.example\n\
         --- data/people.yaml\ned:\n  name: Ed\n--- content/a.md\n---\ntitle: A\ndate: 2026-11-01\ntype: health\nauthors: [ed]\n\
         reviewers: none\nreview_by: 2027-11-01\n---\n",
        "goodfit.yaml: warning[C009]: nobody has set `funding` yet (let the publisher say who pays for the site; pages say that it is not settled)",
    ),
    (
        "F001",
        "--- content/a.md\n---\ntitle: A: b\n---\n",
        "content/a.md:2:9: error[F001]: a text with a colon in it needs quotes (write `title: \"A: b\"`)",
    ),
    (
        "F002",
        "--- content/a.md\n---\ntitle: A\ndescripton: x\n---\n",
        "content/a.md:3:1: error[F002]: unknown key `descripton` (did you mean `description`?)",
    ),
    (
        "F003",
        "--- content/a.md\n---\ntitle: A\ndate: soon\n---\n",
        "content/a.md:3:7: error[F003]: `date` must be a date, not the text `soon` (write year-month-day, such as `date: 2026-11-21`)",
    ),
    (
        "F004",
        "--- content/a.md\nText.\n",
        "content/a.md:1:1: error[F004]: the page has no title (begin the file with three lines: `---`, `title: A`, `---`)",
    ),
    (
        "F005",
        "--- content/a.md\n---\ntitle: A\n\nText.\n",
        "content/a.md:1:1: error[F005]: the front matter is never closed (add a line `---` below line 2, `title: A`)",
    ),
    (
        "F006",
        "--- content/a.md\n---\ntitle: A\ntitle: B\n---\n",
        "content/a.md:3:1: error[F006]: `title` is given twice (remove one of the two: only one value can count)",
    ),
    (
        "F007",
        "--- content/a.md\n---\ntitle: A\nslug: ../../x\n---\n",
        "content/a.md:3:7: error[F007]: `../../x` cannot be a slug: it holds a slash (write `slug: x`)",
    ),
    (
        "F008",
        "--- content/a.md\n---\ntitle: A\ntaxonomies:\n  topcis: [x]\n---\n",
        "content/a.md:4:3: error[F008]: the site has no taxonomy `topcis` (did you mean `topics`?)",
    ),
    (
        "F009",
        "--- content/a.md\n---\ntitle: A\nsort_by: date\n---\n",
        "content/a.md:3:1: error[F009]: `sort_by` only has a meaning in the `_index.md` of a section (move it to the `_index.md` of this folder, or remove it)",
    ),
    (
        "F010",
        "--- content/a.md\n---\ntitle: A\ndate: 2026-02-01\nupdated: 2026-01-01\n---\n",
        "content/a.md:4:10: error[F010]: `updated` is before `date` (correct one of them: `updated` has to come later)",
    ),
    (
        "F011",
        "--- content/a.md\n---\ntitle: A\nextra: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n---\n",
        "content/a.md:3:40: error[F011]: more than 32 brackets are open at once (close the brackets, or put quotes around the text they belong to)",
    ),
    (
        "F012",
        "--- content/a.md\n---\ntitle: Cost\nindex: [cost]\n---\n",
        "content/a.md:3:9: warning[F012]: `cost` is the title, which is in the index anyway (remove it from `index`)",
    ),
    (
        "F013",
        "--- content/a.md\n---\ntitle: A\nrelated: [a.md]\n---\n",
        "content/a.md:3:11: error[F013]: the page names itself in `related` (remove the line)",
    ),
    (
        "M001",
        "--- goodfit.yaml\ntitle: T\nbase_url: https://example.org/\nmarkdown:\n  raw_html: forbid\n--- content/a.md\n---\ntitle: A\n---\na<br>c\n",
        "content/a.md:4:2: error[M001]: raw HTML is not allowed here (write it in Markdown, or put it in backticks if it is meant to be seen)",
    ),
    (
        "M002",
        "--- content/a.md\n---\ntitle: A\n---\n<p>x</p>\n",
        "content/a.md:4:1: warning[M002]: readers see this HTML as text (write it in Markdown, or put it in backticks if it is meant to be seen)",
    ),
    (
        "M003",
        "--- content/a.md\n---\ntitle: A\n---\n> [!WARNNG] Careful\n> x\n",
        "content/a.md:4:3: error[M003]: there is no box called `WARNNG` (did you mean `[!warning]`?)",
    ),
    (
        "M004",
        "--- content/a.md\n---\ntitle: A\n---\n```goodfit quiz x\n```\n",
        "content/a.md:4:4: error[M004]: nothing called `quiz` can be put into a page (these can: `checklist`, `a-z`, `glossary`, `references`, `help-lines`, `registers`, `privacy`, `drawing`)",
    ),
    (
        "M005",
        "--- content/a.md\n---\ntitle: A\n---\n## A {#x}\n\n## B {#x}\n",
        "content/a.md:6:8: error[M005]: the id `x` is taken already (give one of the two another id)",
    ),
    (
        "M006",
        "--- content/a.md\n---\ntitle: A\n---\nSee [this][that].\n",
        "content/a.md:4:12: error[M006]: the page does not define `[that]` (add a line `[that]: page.md`, or put a backslash before it)",
    ),
    (
        "M007",
        "--- content/a.md\n---\ntitle: A\n---\nText.\n\n[^a]: Note.\n",
        "content/a.md:6:1: warning[M007]: nothing refers to the footnote `[^a]` (write `[^a]` where it belongs, or remove it)",
    ),
    (
        "M008",
        "--- content/x.png\n--- content/a.md\n---\ntitle: A\n---\n![](x.png)\n",
        "content/a.md:4:1: error[M008]: the picture has no alternative text (say in the square brackets what it shows, or give it the title \"decorative\")",
    ),
    (
        "M009",
        "--- content/a.md\n---\ntitle: A\n---\n```rsut\nx\n```\n",
        "content/a.md:4:4: warning[M009]: the highlighter does not know the language `rsut` (did you mean `Rust`?)",
    ),
    (
        "M010",
        "--- content/a.md\n---\ntitle: A\n---\n# A\n",
        "content/a.md:4:1: warning[M010]: the page has a first-level heading of its own (begin with `##`: the title in the front matter is the first level)",
    ),
    (
        "M011",
        "--- content/a.md\n---\ntitle: A\n---\nx[^a]\n\n[^a]: One.\n\n[^a]: Two.\n",
        "content/a.md:8:1: error[M011]: the footnote `[^a]` is defined twice (give one of them another label)",
    ),
    (
        "M013",
        "--- content/a.md\n---\ntitle: A\n---\nx <!-- allow H003 --> y\n",
        "content/a.md:4:3: error[M013]: the waiver gives no reason (write `<!-- allow forbidden-word: we warn against it here -->`)",
    ),
    (
        "G001",
        "--- content/a.md\n---\ntitle: A\n---\n[[x]]\n",
        "content/a.md:4:1: error[G001]: the glossary has no term `x` (add it to `data/glossary.yaml`, or write `\\[[` for brackets as text)",
    ),
    (
        "G002",
        "--- content/a.md\n---\ntitle: A\n---\n[[x|y]]\n",
        "content/a.md:4:1: error[G002]: a term cannot have other words in its place (write `[[x]]`, or add `y` to the `forms:` of the term in `data/glossary.yaml` and write `[[y]]`)",
    ),
    (
        "G003",
        "--- content/a.md\n---\ntitle: A\n---\n[the [[x]]](a.md)\n",
        "content/a.md:4:6: error[G003]: `[[x]]` stands in a link or a picture, and is a link itself (take the double brackets away)",
    ),
    (
        "G004",
        "--- data/glossary.yaml\nterm: A\n",
        "data/glossary.yaml:1:1: error[G004]: the glossary must be a list of terms (begin each with `- term:`, and indent what belongs to it)",
    ),
    (
        "G005",
        "--- data/glossary.yaml\n- {term: A, definition: x}\n- {term: a, definition: y}\n--- content/a.md\n---\ntitle: A\n---\n[[a]]\n\n```goodfit glossary\n```\n",
        "data/glossary.yaml:2:10: error[G005]: `a` means the term `A` already (keep it in one of the two, and give the other another name)",
    ),
    (
        "G006",
        "--- data/glossary.yaml\n- {term: A, definition: x}\n",
        "data/glossary.yaml:1:10: warning[G006]: no page uses the term `A` (write `[[A]]` where readers need it)",
    ),
    (
        "G007",
        "--- data/glossary.yaml\n- {term: A, definition: x}\n--- content/a.md\n---\ntitle: A\n---\n[[a]]\n",
        "content/a.md:4:1: error[G007]: the term `A` leads nowhere: no page shows the glossary (make a page `content/glossary.md` that holds a block ```` ```goodfit glossary ````)",
    ),
    (
        "L001",
        "--- content/a.md\n---\ntitle: A\n---\n[x](b.md)\n",
        "content/a.md:4:5: error[L001]: there is no file `b.md` (it would be `content/b.md`; paths are relative to this page)",
    ),
    (
        "L002",
        "--- content/a.md\n---\ntitle: A\n---\n[x](#y)\n",
        "content/a.md:4:5: error[L002]: this page has no heading with the id `y` (the page has no headings; leave the anchor out)",
    ),
    (
        "L003",
        "--- content/b.md\n---\ntitle: B\ndraft: true\n---\n--- content/a.md\n---\ntitle: A\n---\n[x](b.md)\n",
        "content/a.md:4:5: warning[L003]: `b.md` is a draft, so readers cannot follow this link (publish it too, or take the link out until then)",
    ),
    (
        "L004",
        "--- content/a.md\n---\ntitle: A\n---\n[x](../goodfit.yaml)\n",
        "content/a.md:4:5: error[L004]: `../goodfit.yaml` is not part of the site (move the file into `content/`, or link to the address where it is published)",
    ),
    (
        "L005",
        "--- content/a.md\n---\ntitle: A\n---\n[x](/a/)\n",
        "content/a.md:4:5: error[L005]: `/a/` is an address, not a path to a file (write `a.md`)",
    ),
    (
        "L006",
        "--- content/a.md\n---\ntitle: A\n---\n![x](b.png)\n",
        "content/a.md:4:6: error[L006]: there is no file `b.png` (it would be `content/b.png`; paths are relative to this page)",
    ),
    (
        "L007",
        "--- content/a.md\n---\ntitle: A\n---\n![x](https://example.com/b.png)\n",
        "content/a.md:4:6: error[L007]: the picture lies on another server (put a copy beside the page and write its file name)",
    ),
    (
        "L008",
        "--- content/a.md\n---\ntitle: A\n---\n[x](A.md)\n",
        "content/a.md:4:5: error[L008]: `A.md` differs from the file's name in capital letters (write `a.md`)",
    ),
    (
        "L009",
        "--- content/a.md\n---\ntitle: A\n---\n[x](javascript:y)\n",
        "content/a.md:4:5: error[L009]: a link may not use `javascript:` (use `https:`, `http:`, `mailto:`, `tel:` or `sms:`)",
    ),
    (
        "L010",
        "--- content/x.png\nnot a picture\n--- content/a.md\n---\ntitle: A\n---\n![x](x.png)\n",
        "content/a.md:4:6: warning[L010]: the picture cannot be read: its size is not known (save the picture again, and look at it)",
    ),
    (
        "S001",
        "--- content/a.md\n---\ntitle: A\nslug: b\n---\n--- content/b.md\n---\ntitle: B\n---\n",
        "content/b.md: error[S001]: two sources would have the address `/b/`; the other one is `content/a.md` (give one of them another `slug:` or file name)",
    ),
    (
        "S002",
        "--- content/a.md\n---\ntitle: A\nslug: B\n---\n--- content/b.md\n---\ntitle: B\n---\n",
        "content/b.md: error[S002]: `B/index.html` and `b/index.html` differ in capital letters only; the other one is `content/a.md` (give one of them another `slug:` or file name)",
    ),
    (
        "S003",
        "--- content/a\nx\n--- content/a.md\n---\ntitle: A\n---\n",
        "content/a.md: error[S003]: `a` would have to be a file and a folder; the other one is `content/a` (give one of them another `slug:` or file name)",
    ),
    (
        "S004",
        "--- content/—.md\n---\ntitle: A\n---\n",
        "content/—.md: error[S004]: nothing of the file name `—.md` can be part of an address (give the page a `slug:` of small letters, digits and hyphens)",
    ),
    (
        "S005",
        "--- content/a.md\n---\ntitle: A\naliases: [old]\n---\n",
        "content/a.md:3:11: error[S005]: an alias begins with `/` (write the old address as it was, such as `/old-name/`)",
    ),
    (
        "S006",
        "--- content/a.md\n---\ntitle: A\ntemplate: pgae.html\n---\n",
        "content/a.md:3:11: error[S006]: the theme has no template `pgae.html` (did you mean `page.html`?)",
    ),
    (
        "S007",
        "--- content/a/index.md\n---\ntitle: A\n---\n--- content/a/_index.md\n---\ntitle: A\n---\n",
        "content/a/_index.md: error[S007]: the folder `content/a` has both `_index.md` and `index.md` (keep `_index.md` for a section, `index.md` for a page with its own files)",
    ),
    (
        "S008",
        "--- content/a/index.md\n---\ntitle: A\n---\n--- content/a/b.md\n---\ntitle: B\n---\n",
        "content/a/b.md: error[S008]: `content/a/b.md` lies inside the folder of the page `content/a/index.md` (move it out of the folder, or rename `index.md` to `_index.md`)",
    ),
    (
        "S010",
        "--- content/_index.md\n---\ntitle: Home\ndraft: true\n---\n",
        "content/_index.md: error[S010]: the home page is a draft, and there is no site without it (publish it, or build with `--drafts` to look at the site)",
    ),
    (
        "S011",
        "--- content/a.MD\n---\ndraft: true\n---\n",
        "content/a.MD: error[S011]: the names of pages end in `.md` (rename the file, such as to `a.md`)",
    ),
    (
        "S012",
        "--- content/a.md\n---\ntitle: A\ntaxonomies:\n  topics: [C++]\n---\n--- content/b.md\n---\ntitle: B\ntaxonomies:\n  topics: [x, C#]\n---\n",
        "content/b.md:4:15: error[S012]: the terms `C#` and `C++` in `topics` would have the same address `/topics/c/`, the other is in `content/a.md` (write one of them in other words)",
    ),
    (
        "T001",
        "--- themes/default/templates/page.html\n{% if %}\n",
        "themes/default/templates/page.html:1:7: error[T001]: found `%}` but expected one of: integer, float, string, bool, ident, `-`, `not`, `<`, `{`, `[` or `(`",
    ),
    (
        "T002",
        "--- themes/default/templates/404.html\n{{ page.nothing }}\n",
        "themes/default/templates/404.html:1:9: error[T002]: field `nothing` is not defined (known here: breadcrumbs, content, date, description, draft, excerpt, extra, feeds, has_code, has_questionnaire, is_home, is_questionnaire, is_section, json_ld, minutes, next, path, permalink, prev, related, section, sources, summary, taxonomies, title, toc, top, trust, updated, url, weight, words)",
    ),
    (
        "T003",
        "--- themes/default/css/90-x.css\na ! b { c: d }\n",
        "themes/default/css/90-x.css:1:3: error[T003]: invalid dangling combinator in selector",
    ),
    (
        "T004",
        "--- themes/default/templates/page.html\n{% extends \"bsae.html\" %}\n",
        "themes/default/templates/page.html:1:13: error[T004]: there is no template `bsae.html` to extend (did you mean `base.html`?)",
    ),
    (
        "T005",
        "--- themes/default/css/90-x.css\na { background: url(x.png) }\n",
        "themes/default/css/90-x.css:1:17: error[T005]: the stylesheet uses `url`, which makes browsers ask for another file (draw it with borders, characters or inline SVG; use fonts that readers have)",
    ),
    (
        "D001",
        "--- data/a.json\n{\n",
        "data/a.json:2:1: error[D001]: the file ends too early (look for a bracket or quote that is not closed)",
    ),
    (
        "D002",
        "--- data/a.json\n1\n--- data/a.yaml\nb: 1\n",
        "data/a.yaml: error[D002]: `data/a.yaml` and `data/a.json` have the same name for templates (rename one of them)",
    ),
    (
        "D003",
        "--- data/a.yaml\nb: 1\nb: 2\n",
        "data/a.yaml:2:1: error[D003]: `b` is given twice (remove one of the two: only one value can count)",
    ),
    (
        "D004",
        "--- data/drawings/a.svg\n<svg><title>A</title></svg>\n",
        "data/drawings/a.svg:1:1: error[D004]: the drawing does not say how large it is (write its four numbers into `<svg>`, such as `viewBox=\"0 0 320 76\"`)",
    ),
    (
        "D005",
        "--- data/drawings/a.svg\n<svg viewBox='0 0 1 1'><title>A</title><path fill='red'/></svg>\n",
        "data/drawings/a.svg:1:46: error[D005]: the colour `red` would stay as it is in the dark and on paper (write `currentColor`, `none`, or a `class` that the theme colours)",
    ),
    (
        "D006",
        "--- data/drawings/a.svg\n<svg viewBox='0 0 1 1'/>\n",
        "data/drawings/a.svg:1:1: error[D006]: the drawing has no title: who cannot see it learns nothing (write `<title>` and what it shows behind `<svg …>`; `<desc>` can say more)",
    ),
    (
        "B001",
        "--- content/a.md\n---\ntitle: A\n---\nSo it is [@nobody2020].\n",
        "content/a.md:4:11: error[B001]: the bibliography has no source `nobody2020` (add it to `data/references.yaml`)",
    ),
    (
        "B002",
        "--- content/a.md\n---\ntitle: A\n---\nSo it is [@a].\n--- data/references.yaml\na:\n  type: article\n",
        "data/references.yaml:1:1: error[B002]: the source `a` has no title (add `title: …` below it)",
    ),
    (
        "B003",
        "--- content/a.md\n---\ntitle: A\n---\nSo it is [@a].\n--- data/references.yaml\na: {title: A, date: 2018, serial-number: {doi: 10.1/a}}\n--- data/references.bib\n@book{a, title = {B}, year = 2018, isbn = 1}\n",
        "data/references.bib:1:7: error[B003]: there are two sources `a` (remove one of the two, or give it another key)",
    ),
    (
        "B004",
        "--- content/a.md\n---\ntitle: A\n---\nSo it is [@a; @b].\n--- data/references.yaml\na: {title: A, date: 2018, serial-number: {doi: 10.1/a}}\nb: {title: A, date: 2018, serial-number: {doi: 10.1/a}}\n",
        "data/references.yaml:2:1: warning[B004]: `b` has the same DOI as `a` (keep one of the two, or correct the DOI that is wrong)",
    ),
    (
        "B005",
        "--- data/references.yaml\na: {title: A, date: 2018, serial-number: {doi: 10.1/a}}\n",
        "data/references.yaml:1:1: warning[B005]: nothing uses the source `a` (remove it, or say in `data/source-notes.yaml` why it is kept: `unused: …`)",
    ),
    (
        "B006",
        "--- content/a.md\n---\ntitle: A\n---\nSo it is [@a].\n--- data/references.yaml\na: {title: A, date: 2018}\n",
        "data/references.yaml:1:1: warning[B006]: `a` has no DOI, ISBN, PMID or address (add one, or say in `data/source-notes.yaml` why there is none: `no_identifier: …`)",
    ),
    (
        "B007",
        "--- content/a.md\n---\ntitle: A\n---\nSo it is [@a].\n--- data/references.yaml\na: {title: A, serial-number: {doi: 10.1/a}}\n",
        "data/references.yaml:1:1: warning[B007]: `a` does not say when it came out (add `date: 2018`, or say in `data/source-notes.yaml` why there is none: `no_date: …`)",
    ),
    (
        "B008",
        "--- content/a.md\n---\ntitle: A\n---\nSo it is [@a].\n--- data/references.yaml\na: {type: web, title: A, date: 2018, url: \"https://example.org/\"}\n",
        "data/references.yaml:1:1: warning[B008]: `a` is a page on the web, and nobody said when it was read (open it, and write the day into `data/source-notes.yaml`: `retrieved: 2026-11-21`)",
    ),
    (
        "B009",
        "--- content/a.md\n---\ntitle: A\n---\nSo it is [@a].\n--- data/references.yaml\na: {title: A, date: 2018, serial-number: {doi: 10.1/a}}\n--- data/source-notes.yaml\na: {retracted: The figures were made up}\n",
        "content/a.md:4:11: error[B009]: the source `a` was retracted (take the claim out, or rest it on another source)",
    ),
    (
        "B010",
        "--- content/a.md\n---\ntitle: A\nsources: [b]\n---\nSo it is [@a].\n--- data/references.yaml\na: {title: A, date: 2018, serial-number: {doi: 10.1/a}}\nb: {title: A, date: 2020, serial-number: {doi: 10.1/b}}\n--- data/source-notes.yaml\na: {superseded_by: b}\n",
        "content/a.md:5:11: warning[B010]: there is a newer source than `a`: `b` (check whether the claim still holds, and cite `b`)",
    ),
    (
        "B011",
        "--- goodfit.yaml\ntitle: T\nbase_url: https://example.org/\ncitations: {max_age: 15}\n--- content/a.md\n---\ntitle: A\n---\nSo it is [@a].\n--- data/references.yaml\na: {title: A, date: 2010, serial-number: {doi: 10.1/a}}\n",
        "data/references.yaml:1:1: warning[B011]: `a` is from 2010, more than 15 years ago, and 1 page uses it (look for newer evidence, or say in `data/source-notes.yaml` why its age is no fault: `classic: …`)",
    ),
    (
        "B012",
        "--- data/references.bib\n@book{a title = {A}}\n",
        "data/references.bib:1:9: error[B012]: a comma or a closing brace is missing (an entry is `@article{key, title = {…}, year = {2018}}`)",
    ),
    (
        "B013",
        "--- data/source-notes.yaml\na: {classic: It is the first of its kind}\n",
        "data/source-notes.yaml:1:1: error[B013]: the bibliography has no source `a` (use a key of the bibliography)",
    ),
    (
        "B014",
        "--- content/a.md\n---\ntitle: A\n---\nSo it is [@a].\n--- data/references.yaml\na: {title: A, date: 2018, serial-number: {doi: 10.1/a}}\n--- data/source-notes.yaml\na: {unused: It is for a page to come}\n",
        "data/source-notes.yaml:1:5: warning[B014]: `unused` is not needed: the source is used (remove the line)",
    ),
    (
        "R001",
        "--- data/people.yaml\nada: {role: Editor}\n",
        "data/people.yaml:1:1: error[R001]: `ada` has no `name` (add `name:` below it)",
    ),
    (
        "R002",
        "--- data/people.yaml\nada: {name: Ada}\nben: {name: Ben}\n--- content/a.md\n---\ntitle: A\nauthors: [bne]\n---\nText.\n",
        "content/a.md:3:11: error[R002]: there is no person `bne` (did you mean `ben`?)",
    ),
    (
        "R003",
        "--- data/people.yaml\nada: {name: Ada}\nben: {name: Ben}\n--- content/a.md\n---\ntitle: A\ntype: health\nreviewers: none\nreview_by: 2027-01-01\n---\nText.\n",
        "content/a.md:3:7: error[R003]: a page of the type `health` needs `authors` (add a line such as `authors: [ada]`)",
    ),
    (
        "R004",
        "--- data/people.yaml\nada: {name: Ada}\nben: {name: Ben}\n--- content/a.md\n---\ntitle: A\ntype: health\nauthors: [ben]\nreview_by: 2027-01-01\n---\nText.\n",
        "content/a.md:3:7: error[R004]: a page of the type `health` needs `reviewers` (write `reviewers: none` if nobody has reviewed it)",
    ),
    (
        "R005",
        "--- data/people.yaml\nada: {name: Ada}\nben: {name: Ben}\n--- content/a.md\n---\ntitle: A\ntype: health\nauthors: [ben]\nreviewers: none\n---\nText.\n",
        "content/a.md:3:7: error[R005]: a page of the type `health` needs `review_by` (add a line such as `review_by: 2027-11-21`)",
    ),
    (
        "R006",
        "--- data/people.yaml\nada: {name: Ada}\nben: {name: Ben}\n--- content/a.md\n---\ntitle: A\ntype: evidence\nauthors: [ben]\nreviewers: none\nreview_by: 2027-01-01\n---\nText.\n",
        "content/a.md:3:7: error[R006]: a page of the type `evidence` needs `certainty` (add `certainty:` with `well-supported`, `mixed`, `contested` or `early`)",
    ),
    (
        "R007",
        "--- data/people.yaml\nada: {name: Ada}\nben: {name: Ben}\n--- content/a.md\n---\ntitle: A\ntype: health\nauthors: [ben]\nreviewers: [ada]\nlast_reviewed: 2026-11-01\nreview_by: 2027-01-01\n---\nText.\n",
        "content/a.md:5:12: error[R007]: no review by `ada` is recorded (after a review run `goodfit review content/a.md --by ada`)",
    ),
    (
        "R008",
        "--- data/people.yaml\nada: {name: Ada}\nben: {name: Ben}\n--- content/a.md\n---\ntitle: A\nreviewers: [ada]\nlast_reviewed: 2026-11-20\nreview: {by: [ada], date: 2026-11-01, text: 1-61dd16b18e3f00d24d59fdd6765c97ae}\n---\nText.\n",
        "content/a.md:4:16: error[R008]: the recorded review is of 2026-11-01, not of this day (restore what was there; after a new review run `goodfit review content/a.md --by ada`)",
    ),
    (
        "R009",
        "--- data/people.yaml\nada: {name: Ada}\nben: {name: Ben}\n--- content/a.md\n---\ntitle: A\nauthors: [ada]\nreviewers: [ada]\nlast_reviewed: 2026-11-01\nreview: {by: [ada], date: 2026-11-01, text: 1-61dd16b18e3f00d24d59fdd6765c97ae}\n---\nText.\n",
        "content/a.md:4:12: error[R009]: `ada` is the only author and the only reviewer (let somebody else review it, or write `reviewers: none`)",
    ),
    (
        "R010",
        "--- data/people.yaml\nada: {name: Ada}\nben: {name: Ben}\n--- content/a.md\n---\ntitle: A\nreviewers: [ada]\nlast_reviewed: 2026-11-01\nreview_by: 2026-11-01\nreview: {by: [ada], date: 2026-11-01, text: 1-61dd16b18e3f00d24d59fdd6765c97ae}\n---\nText.\n",
        "content/a.md:5:12: error[R010]: `review_by` is not after `last_reviewed`, which is 2026-11-01 (write the day by which it has to be reviewed again)",
    ),
    (
        "R011",
        "--- data/people.yaml\nada: {name: Ada}\nben: {name: Ben}\n--- content/a.md\n---\ntitle: A\nevidence_checked: 2026-11-22\n---\nText.\n",
        "content/a.md:3:19: error[R011]: `evidence_checked` is 2026-11-22, a day that has not come (write the day on which it happened)",
    ),
    (
        "R012",
        "--- data/people.yaml\nada: {name: Ada}\nben: {name: Ben}\n--- content/a.md\n---\ntitle: A\ndate: 2026-10-01\nreviewers: none\nreview_by: 2027-10-02\n---\nText.\n",
        "content/a.md:5:12: error[R012]: `review_by` is more than 12 months after `date` (write `review_by: 2027-10-01` or an earlier day)",
    ),
    (
        "R013",
        "--- data/people.yaml\nada: {name: Ada}\nben: {name: Ben}\n--- content/a.md\n---\ntitle: A\ndate: 2026-10-01\nreviewers: none\nreview_by: 2026-10-22\n---\nText.\n",
        "content/a.md:5:12: warning[R013]: a review was due on 2026-10-22, 30 days ago (after a review run `goodfit review content/a.md --by PERSON`; without one, look for newer evidence, then set `evidence_checked` and `review_by`)",
    ),
    (
        "R014",
        "--- data/people.yaml\nada: {name: Ada}\nben: {name: Ben}\n--- content/a.md\n---\ntitle: A\nreviewers: [ada]\nlast_reviewed: 2026-11-01\nreview: {by: [ada], date: 2026-11-01, text: 1-00112233445566778899aabbccddeeff}\n---\nText.\n",
        "content/a.md:5:9: warning[R014]: the words have changed since they were reviewed (have the change reviewed, or run `goodfit review content/a.md --editorial REASON`)",
    ),
    (
        "R015",
        "--- data/people.yaml\nada: {name: Ada}\nben: {name: Ben}\n--- content/a.md\n---\ntitle: A\nreviewers: [ada]\nlast_reviewed: 2026-11-01\nreview: {by: [ada], date: 2026-11-01, text: reviewed}\n---\nText.\n",
        "content/a.md:5:45: error[R015]: `reviewed` is not a digest that this version can compare (restore what `goodfit review` wrote, or after a review run `goodfit review content/a.md --by ada`)",
    ),
    (
        "H001",
        "--- data/help-lines.yaml\n- {country: UK, kind: lien, service: A, how: [call], numbers: ['17'], source: S, verified: 2026-11-20}\n",
        "data/help-lines.yaml:1:23: error[H001]: `kind` must be `emergency` or `line`, not `lien` (did you mean `line`?)",
    ),
    (
        "H002",
        "--- data/help-lines.yaml\n- {country: UK, kind: line, service: A, how: [call], numbers: ['17', HELP], source: S, verified: 2026-11-20}\n",
        "data/help-lines.yaml:1:70: error[H002]: `HELP` is not a phone number (use digits, spaces and hyphens, and a `+` in front if there is one; words go into `note`)",
    ),
    (
        "H003",
        "--- data/help-lines.yaml\n- {country: UK, kind: line, service: A, how: [call], numbers: ['17'], source: S, verified: 2026-11-20}\n- {country: UK, kind: line, service: A, how: [call], numbers: ['17'], source: S, verified: 2026-11-20}\n",
        "data/help-lines.yaml:2:38: error[H003]: `A (UK)` is given twice (keep one of the two, with all its numbers)",
    ),
    (
        "H004",
        "--- data/help-lines.yaml\n- {country: UK, kind: line, service: A, how: [call], numbers: ['17'], source: S, verified: null}\n",
        "data/help-lines.yaml:1:38: warning[H004]: `A (UK)` has never been checked (ring the number, or read it on the service's own page, then write the day: `verified: 2026-11-21`)",
    ),
    (
        "H005",
        "--- data/help-lines.yaml\n- {country: UK, kind: line, service: A, how: [call], numbers: ['17'], source: S, verified: 2026-08-20}\n",
        "data/help-lines.yaml:1:92: warning[H005]: `A` was last checked on 2026-08-20, and was due again on 2026-11-20 (ring the number, or read it on the service's own page, then write the day: `verified: 2026-11-21`)",
    ),
    (
        "H006",
        "--- data/help-lines.yaml\n- {country: UK, kind: line, service: A, how: [call], numbers: ['17'], source: S, verified: 2026-07-20}\n",
        "data/help-lines.yaml:1:92: error[H006]: `A` was last checked on 2026-07-20, and was due again on 2026-10-20 (ring the number, or read it on the service's own page, then write the day: `verified: 2026-11-21`)",
    ),
    (
        "H007",
        "--- data/help-lines.yaml\n- {country: UK, kind: line, service: A, how: [call], numbers: ['17'], source: S, verified: 2026-11-22}\n",
        "data/help-lines.yaml:1:92: error[H007]: `A` cannot have been checked on a day to come, 2026-11-22 (write the day on which somebody checked it)",
    ),
    (
        "H008",
        "--- data/help-lines.yaml\n- {country: UK, kind: line, service: A, how: [call], numbers: ['17'], source: S, verified: 2026-11-20}\n--- content/a.md\n---\ntitle: A\n---\n```goodfit help-lines UK\n```\n\n```goodfit help-lines UK\n```\n",
        "content/a.md:7:4: error[H008]: the page shows these help lines twice (remove one of the blocks)",
    ),
    (
        "H009",
        "--- data/help-lines.yaml\n- {country: UK, kind: line, service: A, how: [call], numbers: ['17'], source: S, verified: 2026-11-20}\n--- goodfit.yaml\ntitle: T\nbase_url: https://example.org/\ntheme_settings: {help_url: /a/}\n--- content/a.md\n---\ntitle: A\n---\n",
        "goodfit.yaml:3:28: warning[H009]: `help_url` leads to `content/a.md`, which does not show the help lines (put a block `goodfit help-lines` into the page)",
    ),
    (
        "H010",
        "--- data/wording.yaml\nsafety: {medicine: [pill], self_harm: [suicide], forbidden: [cure]}\n--- content/a.md\n---\ntitle: A\n---\nA pill.\n",
        "content/a.md:4:3: error[H010]: the page speaks of `pill` and has no box about medicine (add a box that begins with `> [!MEDICINE]`, or say why there is none: `<!-- allow medicine-without-box: … -->`)",
    ),
    (
        "H011",
        "--- data/wording.yaml\nsafety: {medicine: [pill], self_harm: [suicide], forbidden: [cure]}\n--- content/a.md\n---\ntitle: A\n---\nSuicide.\n",
        "content/a.md:4:1: error[H011]: the page mentions `Suicide` and does not open with a link to help (make a page with a block `goodfit help-lines`, and begin this one with a link to it)",
    ),
    (
        "H012",
        "--- data/wording.yaml\nsafety: {medicine: [pill], self_harm: [suicide], forbidden: [cure]}\n--- content/a.md\n---\ntitle: A\n---\nA cure.\n",
        "content/a.md:4:3: error[H012]: `cure` is not a word for this site (write it in other words; in a sentence that warns against it, allow it: `<!-- allow forbidden-word: … -->`)",
    ),
    (
        "W012",
        "--- language-budget.yaml\nlong-sentences: 3\n",
        "language-budget.yaml:1:1: error[W012]: unknown key `long-sentences` (did you mean `long-sentence`?)",
    ),
];

/// Codes that no text can have, and the module that makes them happen.
const ELSEWHERE: &[(&str, &str)] = &[
    ("C008", "rules"),
    // Only a command of its own finds these.
    ("L120", "external/command"),
    ("L121", "external/command"),
    ("L122", "external/command"),
    ("L123", "external/command"),
    ("M014", "rules"),
    ("P001", "publish"),
    ("P002", "publish/hardship"),
    ("P003", "scan"),
    ("P004", "scan"),
    ("P005", "scan"),
    ("P006", "scan"),
    ("P007", "publish/killed"),
    ("P008", "publish"),
    ("P009", "publish"),
    ("P010", "publish"),
    ("P011", "publish/hardship"),
    // It takes two blocks that name the same questionnaire, whose own page has nothing wrong.
    ("M012", "embeds"),
    // Each takes a large questionnaire.
    ("Q012", "checklists"),
    ("Q019", "checklists"),
    ("Q017", "checklists"),
    // A project from a string always has a home page.
    ("S009", "collisions"),
];

/// A questionnaire with nothing wrong, which the next table changes in one place.
const QUESTIONNAIRE: &str = "title: Fit
published: 2026-01-01
review_by: 2027-01-01
funding: none
limits: It is not a test.
sources: [rogers1957]
answers:
  yes: Yes
  no: No
order: [no, yes]
sections:
  - id: first
    title: First
    questions:
      - id: heard
        ask: Do you feel heard?
      - id: safe
        ask: Do you feel safe?
stop_signs:
  heading: Has this happened?
  signs:
    - id: secret
      sign: A secret
      called: Not allowed
outcomes:
  - id: stop
    when: any stop
    urgent: true
    heading: Stop
    short: Stop now.
    text: You can stop.
  - id: poor
    when: no >= 1
    heading: Poor
    short: A poor fit.
    text: Think again.
  - id: rest
    heading: Fine
    short: It is fine.
    text: Go on.
";

/// The source that the questionnaire names.
const SOURCES: &str = "--- data/references.yaml\nrogers1957:\n  type: article\n  title: Conditions\n  author: [\"Rogers, C\"]\n  date: 1957\n  serial-number: {doi: 10.1037/h0045357}\n";

/// A code, what is written in the questionnaire, what is written instead, and what is said.
const QUESTIONNAIRES: &[(&str, &str, &str, &str)] = &[
    (
        "Q001",
        "title: Fit",
        "title: [Fit",
        "content/fit.checklist.yaml:1:8: error[Q001]: after `[` a comma or `]` is missing (close the list with `]`, or if it is a text, write `title: \"[Fit\"`)",
    ),
    (
        "Q002",
        "funding: none",
        "funding: none\nfundign: x",
        "content/fit.checklist.yaml:5:1: error[Q002]: unknown key `fundign` (did you mean `funding`?)",
    ),
    (
        "Q003",
        "published: 2026-01-01",
        "published: soon",
        "content/fit.checklist.yaml:2:12: error[Q003]: `published` must be a date, not the text `soon` (write year-month-day, such as `published: 2026-11-21`)",
    ),
    (
        "Q004",
        "funding: none",
        "funding: none\nfunding: x",
        "content/fit.checklist.yaml:5:1: error[Q004]: `funding` is given twice (remove one of the two: only one value can count)",
    ),
    (
        "Q005",
        "funding: none\n",
        "",
        "content/fit.checklist.yaml:1:1: error[Q005]: the questionnaire has no `funding` (add a line `funding: …`)",
    ),
    (
        "Q006",
        "- id: safe",
        "- id: Safe one",
        "content/fit.checklist.yaml:17:13: error[Q006]: `Safe one` cannot name a question (write `safe-one`: small letters, digits and hyphens)",
    ),
    (
        "Q007",
        "- id: safe",
        "- id: heard",
        "content/fit.checklist.yaml:17:13: error[Q007]: two questions are called `heard` (rename one of the two)",
    ),
    (
        "Q008",
        "when: no >= 1",
        "when: heard is nno or no >= 1",
        "content/fit.checklist.yaml:33:20: error[Q008]: there is no answer `nno` (did you mean `no`?)",
    ),
    (
        "Q009",
        "when: no >= 1",
        "when: no >=",
        "content/fit.checklist.yaml:33:16: error[Q009]: expected a number or a count after `>=`",
    ),
    (
        "Q010",
        "when: no >= 1",
        "when: no >= 7",
        "content/fit.checklist.yaml:33:11: error[Q010]: `>= 7` can never be true here: the count is 0 to 2 (2 questions can be counted; choose another number)",
    ),
    (
        "Q011",
        "- id: rest\n",
        "- id: rest\n    when: yes >= 1\n",
        "content/fit.checklist.yaml:37:9: error[Q011]: `rest` is the last outcome and has a condition: some would get no result (remove its `when:`, or add an outcome without one at the end)",
    ),
    (
        "Q013",
        "when: no >= 1",
        "when: no >= 1 and any stop",
        "content/fit.checklist.yaml:32:9: error[Q013]: `poor` can never show (whenever it applies, an earlier outcome does too: move it up, or change the conditions)",
    ),
    (
        "Q014",
        "when: no >= 1",
        "when: heard is no and heard is yes",
        "content/fit.checklist.yaml:33:11: error[Q014]: the condition of `poor` can never be true (no set of answers makes it true: change it)",
    ),
    (
        "Q015",
        "    urgent: true\n",
        "",
        "content/fit.checklist.yaml:26:9: error[Q015]: a ticked stop sign can lead to `stop`, which is not marked `urgent: true` (let the first outcome have `when: any stop` and `urgent: true`)",
    ),
    (
        "Q016",
        "when: no >= 1",
        "when: yes >= 1",
        "content/fit.checklist.yaml:33:11: error[Q016]: a better answer can lead from `rest` to `poor`, which is worse (change the condition, the order of the outcomes, or `order:`)",
    ),
    (
        "Q018",
        "review_by: 2027-01-01",
        "review_by: 2025-01-01",
        "content/fit.checklist.yaml:3:12: error[Q018]: `review_by` is not after `published`, which is 2026-01-01 (correct one of the two: a year later is usual)",
    ),
    (
        "Q050",
        "ask: Do you feel safe?",
        "ask: \"Do you?\\n\\nFeel safe?\"",
        "content/fit.checklist.yaml:18:14: error[Q050]: this text must be a single paragraph (leave out the blank lines, lists and headings)",
    ),
];

fn questionnaire(from: &str, to: &str) -> String {
    assert!(QUESTIONNAIRE.contains(from), "{from}");
    let text = QUESTIONNAIRE.replacen(from, to, 1);
    format!("{SOURCES}--- content/fit.checklist.yaml\n{text}")
}

#[test]
fn the_questionnaire_of_the_table_has_nothing_wrong() {
    assert_eq!(build(&questionnaire("title", "title")).findings, "");
}

#[test]
fn every_code_of_questionnaires_has_one_that_has_nothing_else() {
    let mut report = String::new();
    for (code, from, to, expected) in QUESTIONNAIRES {
        let found = build(&questionnaire(from, to)).findings;
        if found.trim_end() != *expected || !expected.contains(&format!("[{code}]")) {
            report.push_str(&format!(
                "{code}\n  expected {expected}\n  found    {}\n",
                found.trim_end()
            ));
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn every_code_has_a_project_that_has_nothing_else() {
    let mut report = String::new();
    for (code, project, expected) in EACH {
        let found = build(project).findings;
        if found.trim_end() != *expected {
            report.push_str(&format!(
                "{code}\n  expected {expected}\n  found    {}\n",
                found.trim_end()
            ));
        }
        if !expected.contains(&format!("[{code}]")) {
            report.push_str(&format!("{code} is not among what its project is told\n"));
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn every_code_of_the_register_is_covered() {
    let questionnaires = QUESTIONNAIRES.iter().map(|(code, ..)| *code);
    let here: BTreeSet<&str> = EACH.iter().map(|(code, ..)| *code).chain(questionnaires).collect();
    let elsewhere: BTreeMap<&str, &str> = ELSEWHERE.iter().copied().collect();
    assert_eq!(here.len(), EACH.len() + QUESTIONNAIRES.len(), "a code has two projects");
    // The page of a rule has its smallest project.
    for code in codes::all() {
        if goodfit::check::rules::find(code.id).is_some() {
            continue;
        }
        let both = (here.contains(code.id), elsewhere.contains_key(code.id));
        assert!(both.0 != both.1, "{} `{}` needs a project in this table", code.id, code.name);
    }
    let known: BTreeSet<&str> = codes::all().iter().map(|code| code.id).collect();
    for code in here.iter().chain(elsewhere.keys()) {
        assert!(known.contains(code), "{code} is not in the register");
    }
    for (code, module) in elsewhere {
        let path = format!("{}/tests/suite/{module}.rs", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
        assert!(text.contains(code), "{path} does not speak of {code}");
    }
}

#[test]
fn all_mistakes_of_a_project_are_reported_at_once_in_the_order_of_its_files() {
    let project = "--- goodfit.yaml\ntitle: T\nbase_url: https://example.org/\ntheem: x\n\
        --- content/z.md\n---\ntitle: Z\ndate: soon\n---\n[x](nowhere.md)\n\n![](x.png)\n\
        --- content/x.png\n\
        --- content/a.md\n---\ntitel: A\n---\n> [!HINT] x\n\n[y](z.md#no)\n\
        --- data/d.json\n{,}\n\
        --- themes/default/css/90-x.css\na ! b { c: d }\n\
        --- themes/default/templates/page.html\n{% if %}\n";
    expect_test::expect![[r#"
        content/a.md:2:1: error[F002]: unknown key `titel` (did you mean `title`?)
        content/a.md:4:3: error[M003]: there is no box called `HINT` (the kinds are `note`, `tip`, `warning`, `urgent`, `emergency`, `do`, `dont`, `myth`, `medicine`, `curious`, `say`)
        content/a.md:6:5: error[L002]: `content/z.md` has no heading with the id `no` (the page has no headings; leave the anchor out)
        content/z.md:3:7: error[F003]: `date` must be a date, not the text `soon` (write year-month-day, such as `date: 2026-11-21`)
        content/z.md:5:5: error[L001]: there is no file `nowhere.md` (it would be `content/nowhere.md`; paths are relative to this page)
        content/z.md:7:1: error[M008]: the picture has no alternative text (say in the square brackets what it shows, or give it the title "decorative")
        data/d.json:1:2: error[D001]: this is not JSON: key must be a string (put double quotes around the key)
        goodfit.yaml:3:1: error[C002]: unknown key `theem` (did you mean `theme`?)
        themes/default/css/90-x.css:1:3: error[T003]: invalid dangling combinator in selector
        themes/default/templates/page.html:1:7: error[T001]: found `%}` but expected one of: integer, float, string, bool, ident, `-`, `not`, `<`, `{`, `[` or `(`
    "#]].assert_eq(&build(project).findings);
}

#[test]
fn a_page_that_cannot_be_read_is_not_reported_again_by_those_that_link_to_it() {
    let mut project = "--- content/bad.md\n---\ntitle: [\n---\n## Here\n".to_owned();
    for n in 1..=3 {
        project.push_str(&page(&format!("content/p{n}.md"), "P", ""));
        project.push_str("[x](bad.md) and [y](bad.md#here)\n");
    }
    expect_test::expect![[r#"
        content/bad.md:3:1: error[F001]: this is not YAML: did not find expected node content while parsing a flow node (begin it as far left as the lines it belongs with; look for a missing quote or colon above)
    "#]].assert_eq(&build(&project).findings);
}

#[test]
fn a_file_that_the_scan_could_not_read_is_not_reported_again() {
    use goodfit::source::{Entry, SourcePath};
    let mut files = crate::support::snapshot(
        "--- content/a.md\n---\ntitle: A\n---\n[x](lost.md) [z](lost.md#y) ![y](lost.png) [d](lost.pdf)\n",
    );
    for path in ["content/lost.md", "content/lost.png", "content/lost.pdf", "data/lost.yaml"] {
        files.insert(SourcePath::new(path).expect("a path"), Entry::Unreadable);
    }
    let found = goodfit::pipeline::prepare(files, &crate::support::options()).diagnostics;
    assert_eq!(found, []);
}

#[test]
fn a_configuration_that_cannot_be_read_is_one_finding() {
    expect_test::expect![[r#"
        goodfit.yaml:2:1: error[C001]: this is not YAML: did not find expected node content while parsing a flow node (begin it as far left as the lines it belongs with; look for a missing quote or colon above)
    "#]].assert_eq(&build("--- goodfit.yaml\ntitle: [\n").findings);
    expect_test::expect![[r#"
        goodfit.yaml: error[C004]: the site has no `base_url` (add a line `base_url: https://example.org/`)
        goodfit.yaml: error[C004]: the site has no `title` (add a line `title: A Good Fit`)
    "#]].assert_eq(&build("--- goodfit.yaml\n").findings);
}
