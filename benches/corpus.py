#!/usr/bin/env python3
"""Writes one site of N synthetic articles for each generator.

The text of a page is the same for all of them, byte by byte: links are relative paths to `.md`
files, which Goodfit resolves by itself and Hugo by its embedded link render hook. Only the front
matter differs (`taxonomies: {topics: […]}` against `topics: […]`).

Python 3 and its standard library only. The same seed gives the same bytes on any machine: all
chance comes from `Random.random()`, whose sequence Python promises to keep; there is no clock.

    python3 benches/corpus.py --pages 1000 --out target/bench/1000
    python3 benches/corpus.py --check target/bench/1000
"""

import argparse
import bisect
import datetime
import itertools
import json
import os
import pathlib
import random
import re
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent
THEME_CSS = HERE.parent / "themes" / "default" / "css"
#: Counted up when the same arguments no longer give the same bytes.
VERSION = 1
SEED = 20261121
PAGES_A_SECTION = 50
GENERATORS = ("goodfit", "hugo")

TOPS = [
    ("first-steps", "First steps"), ("evidence", "Evidence"), ("methods", "Methods"),
    ("practice", "Practice"), ("stories", "Stories"), ("questions", "Questions"),
    ("everyday-life", "Everyday life"), ("reference", "Reference"),
]
COMMON = """the of and to a in is that it was for on are with as they at be this from have or by one
had not but what all were when we there can an your which their said if do will each about how up out
them then she many some so these would other into has more her two like him see time could no make than
first been its who now people my made over did down only way find use may water long little very after
words called just where most know""".split()
RARER = """answer appointment argument attention autumn balance bargain basket beginning behaviour bicycle
blanket border borrow branch bread breath bridge bright brother building butter cabin calm candle careful
carpet castle caution centre chair chance change chapter cheerful choice circle clear climate clinic cloud
coast coffee colour comfort common compare complete concern confidence connect conversation copper corner
cotton country courage cousin creature curious custom daily dance danger daughter decision delicate describe
desert detail device dialogue dinner direct distance doctor doubt drawer dream early earth echo edge effort
eleven empty energy engine enough equal evening event example exercise expect experience explain fabric
fair familiar family farmer feather feeling fence field figure finger flower follow forest forgive formal
forward fountain freedom friend frost future garden gather general gentle gesture glass golden gradual
grammar grateful greeting ground growth habit handle happen harbour harvest hearing helpful hidden history
holiday honest hopeful horizon hospital humble hunger idea image improve increase inform inside instead
interest island journey judge kettle kindness kitchen ladder language lantern laughter lawyer learning
leather lesson letter library listen lively local lonely lovely machine manner market marriage matter
measure meeting memory message method middle minute mirror modest moment monday morning mother mountain
movement music narrow natural neighbour nervous notice novel number object ocean offer office opinion
orange orchard ordinary outside owner painter palace paper parent partner patience pattern pencil perhaps
person picture pillow planet pleasant pocket poem policy possible potato practice prepare present pressure
private problem promise proper protect proverb public purpose quality quarter question quiet railway rather
reader reason record recover regular relation remember repair repeat report research resolve respect result
return rhythm river rough routine safety sample saturday scale school season secret sentence separate
serious service settle shadow shelter signal silence silver simple sister sketch slowly soldier solid
solution southern speaker spirit spring station steady stranger street strength student subject sudden
summer supper support surface surprise sweater symbol table teacher temper theatre theory therapy thought
thread ticket timber together tomorrow touch tower traffic training travel treasure trouble trust tunnel
twelve uncle understand useful valley value vegetable village visit voice volume waiting walking wander
warmth watch weather weekend welcome western whisper willing window winter wisdom wonder worker worry
writing yellow yesterday""".split()
TOPIC_FIRST = "early daily quiet shared honest steady open local careful simple".split()
TOPIC_SECOND = "listening planning writing travel learning repair".split()
CODE_LANGUAGES = ("python", "bash", "yaml", "json", "javascript")


class Chance:
    """The few draws we need, all made from `random()`."""

    def __init__(self, *key):
        self.random = random.Random("/".join(map(str, (VERSION, SEED, *key)))).random

    def below(self, n):
        return int(self.random() * n)

    def between(self, low, high):
        return low + self.below(high - low + 1)

    def one_in(self, n):
        return self.below(n) == 0

    def pick(self, items):
        return items[self.below(len(items))]

    def some(self, items, count):
        """Different items, in the order drawn."""
        left = list(items)
        return [left.pop(self.below(len(left))) for _ in range(min(count, len(left)))]


# Words of a language follow a law much like 1/rank: few make up half of a text.
WORDS = COMMON + RARER
CUMULATED = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(WORDS))))
TOTAL = CUMULATED[-1]


def word(chance):
    return WORDS[bisect.bisect(CUMULATED, chance.random() * TOTAL)]


def words(chance, low, high):
    return [word(chance) for _ in range(chance.between(low, high))]


def rarer(chance, count):
    return [chance.pick(RARER) for _ in range(count)]


def sentence(chance, inline=None):
    """Plain words, sometimes with emphasis or code; `inline` is put into the middle as it is."""
    text = words(chance, 7, 19)
    text[0] = text[0].capitalize()
    at = 2 + chance.below(len(text) - 3)
    kind = chance.below(12)
    if kind == 0:
        text[at] = f"*{text[at]}*"
    elif kind == 1:
        text[at] = f"**{text[at]} {chance.pick(RARER)}**"
    elif kind == 2:
        text[at] = f"`{text[at]}_{chance.pick(RARER)}`"
    elif kind == 3:
        text[at] = "doesn't"
    elif kind < 7:
        text[at] += ","
    if inline:
        text.insert(at + 1, inline)
    return " ".join(text) + ("?" if chance.one_in(10) else ".")


def slug(text):
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def topic_names():
    return [f"{first} {second}" for first in TOPIC_FIRST for second in TOPIC_SECOND]


def headings_of(number):
    """Sections of a page: (title, [titles of the next level]). No two have the same words."""
    chance = Chance("headings", number)
    taken = set()

    def title():
        while True:
            found = " ".join(rarer(chance, chance.between(2, 4))).capitalize()
            if found not in taken:
                taken.add(found)
                return found

    return [(title(), [title() for _ in range(max(0, chance.between(-1, 2)))])
            for _ in range(chance.between(3, 6))]


class Page:
    def __init__(self, number, folder):
        chance = Chance("page", number)
        self.number = number
        self.folder = folder
        self.title = " ".join(rarer(chance, chance.between(2, 5))).capitalize() + f" {number}"
        self.path = f"{folder}/{slug(self.title)}.md"
        self.description = sentence(chance).translate(str.maketrans("", "", "*`'"))
        # In the order of the alphabet, as Goodfit prints them: Hugo prints them as written.
        self.topics = sorted(chance.some(topic_names(), chance.between(2, 4)))
        day = datetime.date(2016, 1, 1).toordinal() + number * 37 % 3500
        self.date = datetime.date.fromordinal(day).isoformat()
        self.weight = 0
        self.headings = headings_of(number)


def plan(count):
    """Folders as {path: title}, and pages: two levels of sections, about 50 pages in each of the
    lower ones, one page of 20 in the upper ones."""
    lower = max(len(TOPS), round(count / PAGES_A_SECTION))
    chance = Chance("sections")
    folders = {path: title for path, title in TOPS}
    below = []
    for at in range(lower):
        top = TOPS[at % len(TOPS)][0]
        title = " ".join(rarer(chance, 2)).capitalize()
        path = f"{top}/{slug(title)}"
        if path in folders:
            title = f"{title} {at}"
            path = f"{top}/{slug(title)}"
        folders[path] = title
        below.append(path)
    pages, filled = [], {}
    for number in range(count):
        if number % 20 == 0:
            folder = TOPS[number // 20 % len(TOPS)][0]
        else:
            # The second term: or the sections that are multiples of 20 would stay empty.
            folder = below[(number + number // 20) % len(below)]
        page = Page(number, folder)
        filled[folder] = filled.get(folder, 0) + 1
        page.weight = filled[folder] * 10
        pages.append(page)
    return folders, pages


def relative(from_folder, to):
    return os.path.relpath(to, from_folder)


def links_of(page, pages, folders, by_folder, chance):
    """Three to five links within the site, and now and then one out of it."""
    found = []
    neighbours = by_folder[page.folder]
    for _ in range(chance.between(3, 5)):
        kind = chance.below(10)
        if kind == 0:
            target = chance.pick(folders)
            found.append(f"[{' '.join(rarer(chance, 2))}]({relative(page.folder, target + '/_index.md')})")
            continue
        other = chance.pick(neighbours if kind < 5 else pages)
        path = relative(page.folder, other.path)
        if chance.one_in(4):
            path += "#" + slug(chance.pick(other.headings)[0])
        found.append(f"[{' '.join(rarer(chance, chance.between(1, 3)))}]({path})")
    if chance.one_in(2):
        found.append(f"[{chance.pick(RARER)}](https://example.com/{chance.pick(RARER)}/{chance.below(1000)})")
    return found


def table(chance):
    columns = chance.between(3, 4)
    lines = ["| " + " | ".join(w.capitalize() for w in chance.some(RARER, columns)) + " |",
             "| " + " | ".join(chance.pick(["---", "---", "--:", ":--"]) for _ in range(columns)) + " |"]
    for _ in range(chance.between(3, 7)):
        cells = [str(chance.below(1000)) if chance.one_in(3) else " ".join(words(chance, 1, 4))
                 for _ in range(columns)]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def bullets(chance):
    lines = []
    ordered = chance.one_in(3)
    for number in range(1, chance.between(4, 7)):
        lines.append(f"{number}. " + sentence(chance) if ordered else "- " + sentence(chance))
        if not ordered and chance.one_in(5):
            lines += ["  - " + sentence(chance) for _ in range(2)]
    return "\n".join(lines)


def code(chance):
    language = chance.pick(CODE_LANGUAGES)
    name = lambda: chance.pick(RARER)
    lines = chance.between(10, 20)
    if language == "python":
        text = [f"import {name()}", "", f"def {name()}({name()}, {name()}=None):"]
        while len(text) < lines:
            text.append(chance.pick([
                f"    {name()} = {name()}.{name()}({chance.below(100)})",
                f"    if {name()} > {chance.below(50)}:  # {name()} {name()}",
                f"        return f\"{name()} {{{name()}}}\"",
                f"    for {name()} in range({chance.below(20)}):",
                f"        {name()}.append('{name()}')",
            ]))
    elif language == "bash":
        text = ["#!/bin/sh", "set -eu"]
        while len(text) < lines:
            text.append(chance.pick([
                f"{name()}=\"${{{name()}:-{chance.below(9)}}}\"",
                f"if [ -f \"${name()}/{name()}.txt\" ]; then echo '{name()}'; fi",
                f"{name()} --{name()} {chance.below(99)} | grep -v {name()} > {name()}.log",
                f"# {name()} {name()} {name()}",
            ]))
    elif language == "yaml":
        text = [f"# {name()} {name()}"]
        while len(text) < lines:
            text.append(chance.pick([
                f"{name()}{chance.below(999)}: {name()}", f"{name()}{chance.below(999)}: [{name()}, {chance.below(99)}]",
                f"{name()}{chance.below(999)}:\n  {name()}: \"{name()} {name()}\"",
            ]))
    elif language == "json":
        text = ["{"] + [chance.pick([
            f"  \"{name()}\": {{ \"{name()}\": {chance.below(999)}, \"{name()}\": [true, null] }},",
            f"  \"{name()}\": \"{name()} {name()}\",",
        ]) for _ in range(lines - 3)] + [f"  \"{name()}\": false", "}"]
    else:
        text = [f"import {{ {name()} }} from './{name()}.js';", ""]
        while len(text) < lines:
            text.append(chance.pick([
                f"const {name()} = await {name()}.{name()}({chance.below(100)}, '{name()}');",
                f"export function {name()}({name()}) {{ return {name()} + `${{{name()}}}`; }}",
                f"if ({name()} === {chance.below(9)}) throw new Error(\"{name()}\");",
                f"// {name()} {name()} {name()}",
            ]))
    return f"```{language}\n" + "\n".join(text) + "\n```"


def body(page, pages, folders, by_folder):
    chance = Chance("body", page.number)
    wanted = chance.between(650, 1320)
    blocks, count = [], 0
    notes = []
    links = links_of(page, pages, folders, by_folder, chance)

    def add(block):
        nonlocal count
        blocks.append(block)
        count += len(block.split())

    def paragraph():
        lines = []
        for _ in range(chance.between(2, 5)):
            inline = links.pop() if links and chance.one_in(3) else None
            line = sentence(chance, inline)
            if len(notes) < 3 and chance.one_in(45):
                notes.append(sentence(chance))
                line += f"[^{len(notes)}]"
            lines.append(line)
        add("\n".join(lines))

    def part(due):
        """At least a paragraph, and more until the page is as long as it should be by now."""
        paragraph()
        while count < due - 30:
            kind = chance.below(10)
            if kind < 2:
                add(bullets(chance))
            elif kind == 2:
                add("\n".join("> " + sentence(chance) for _ in range(2)))
            else:
                paragraph()

    parts = sum(1 + len(below) for _, below in page.headings)
    done = 0
    paragraph()
    tables = chance.one_in(3)
    for at, (title, below) in enumerate(page.headings):
        for level, heading in [("##", title), *(("###", sub) for sub in below)]:
            blocks.append(f"{level} {heading}")
            if at == 1 and level == "##":
                add(bullets(chance))
                if tables:
                    add(table(chance))
                if page.number % 20 == 7:
                    blocks.append(code(chance))
            done += 1
            part(wanted * done / parts)
    for link in links:
        add(sentence(chance, link))
    blocks += [f"[^{n}]: {note}" for n, note in enumerate(notes, 1)]
    return "\n\n".join(blocks) + "\n"


def matter(generator, title, description, page=None, weight=None):
    lines = ["---", f'title: "{title}"', f'description: "{description}"']
    if page:
        topics = "[" + ", ".join(page.topics) + "]"
        lines += [f"date: {page.date}", f"weight: {page.weight}"]
        lines += ["taxonomies:", f"  topics: {topics}"] if generator == "goodfit" else [f"topics: {topics}"]
    elif weight is not None:
        lines.append(f"weight: {weight}")
    return "\n".join([*lines, "---", "", ""])


GOODFIT_YAML = """title: Bench
base_url: https://example.org/
description: A site of synthetic articles for comparing generators.
theme_settings:
  show_toc: true
"""


#: Different sources that pages of a corpus with citations cite, and how many each page has.
SOURCES = 300
CITATIONS = 3


def cites(page, percent):
    return page.number % 100 < percent


def cited(page, text, percent):
    """The text with three citations at ends of sentences, if the page is one of those that cite."""
    if not cites(page, percent):
        return text
    chance = Chance("citations", page.number)
    lines = text.split("\n")
    inside = False
    ends = []
    for at, line in enumerate(lines):
        inside ^= line.startswith("```")
        if not inside and re.match(r"[A-Z]", line) and line.endswith("."):
            ends.append(at)
    for nth, at in enumerate(sorted(chance.some(ends, CITATIONS))):
        # Every source comes up, so that none is reported as unused.
        key = (page.number * 7 + nth * 101) % SOURCES
        where = f", p. {chance.between(1, 400)}" if chance.one_in(2) else ""
        lines[at] = f"{lines[at][:-1]} [@s{key}{where}]."
    return "\n".join(lines)


def bibliography():
    entries = []
    for number in range(SOURCES):
        chance = Chance("source", number)
        authors = "".join(f"\n    - \"{name.capitalize()}, {chance.pick(RARER).capitalize()} B.\""
                          for name in rarer(chance, chance.between(1, 6)))
        title = " ".join(words(chance, 6, 14)).capitalize()
        journal = " ".join(rarer(chance, 2)).capitalize()
        first = chance.between(1, 900)
        entries.append(f"""s{number}:
  type: article
  title: "{title}"
  author:{authors}
  date: {chance.between(2010, 2024)}
  page-range: {first}-{first + chance.between(4, 30)}
  serial-number:
    doi: "10.5555/bench.{number}"
  parent:
    type: periodical
    title: "Journal of {journal}"
    volume: {chance.between(1, 90)}
    issue: {chance.between(1, 12)}
""")
    return "\n".join(entries)


def write_site(generator, out, folders, pages, bodies, percent=0):
    root = out / generator
    content = root / "content"
    if generator == "hugo":
        shutil.copytree(HERE / "sites" / "hugo", root)
        css = root / "assets" / "css"
        css.mkdir(parents=True)
        # The one stylesheet of both: Goodfit's own.
        for sheet in sorted(THEME_CSS.glob("*.css")):
            shutil.copy(sheet, css / sheet.name)
        static = THEME_CSS.parent / "static"
        if static.is_dir():
            shutil.copytree(static, root / "static", dirs_exist_ok=True)
    else:
        root.mkdir(parents=True)
        (root / "goodfit.yaml").write_text(GOODFIT_YAML)
        if percent:
            (root / "data").mkdir()
            (root / "data" / "references.yaml").write_text(bibliography())
    content.mkdir()
    chance = Chance("front")
    home = matter(generator, "Bench", "A site of synthetic articles for comparing generators.")
    (content / "_index.md").write_text(home + sentence(chance) + "\n")
    for weight, (folder, title) in enumerate(folders.items(), 1):
        (content / folder).mkdir(parents=True, exist_ok=True)
        description = sentence(chance).translate(str.maketrans("", "", "*`'"))
        text = matter(generator, title, description, weight=weight) + sentence(chance) + "\n"
        (content / folder / "_index.md").write_text(text)
    for page, text in zip(pages, bodies):
        (content / page.path).write_text(matter(generator, page.title, page.description, page) + text)


def stamp(count, percent=0):
    """What the bytes of a corpus depend on, apart from Python."""
    files = [HERE / "corpus.py", *sorted(p for p in (HERE / "sites").rglob("*") if p.is_file()),
             *sorted(THEME_CSS.glob("*.css"))]
    import hashlib
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return f"{count} {percent} {digest.hexdigest()}"


def generate(count, out, percent=0):
    """Writes the sites below `out`, unless they are there already.

    With citations on so many of a hundred pages there is one for Goodfit only: Hugo knows none, and
    would have less to do.
    """
    out = pathlib.Path(out)
    mark = out / "stamp"
    if mark.is_file() and mark.read_text() == stamp(count, percent):
        return False
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    folders, pages = plan(count)
    by_folder = {}
    for page in pages:
        by_folder.setdefault(page.folder, []).append(page)
    names = list(folders)
    bodies = [body(page, pages, names, by_folder) for page in pages]
    if percent:
        bodies = [cited(page, text, percent) for page, text in zip(pages, bodies)]
    for generator in GENERATORS[:1] if percent else GENERATORS:
        write_site(generator, out, folders, pages, bodies, percent)
    (out / "expected.json").write_text(json.dumps(expected(folders, pages, bodies), indent=1))
    mark.write_text(stamp(count, percent))
    return True


def expected(folders, pages, bodies):
    """What some of the outputs must contain, whichever generator wrote them."""
    found = []
    step = max(1, len(pages) // 12)
    for page, text in list(zip(pages, bodies))[7::step]:
        last = [line for line in text.splitlines() if re.fullmatch(r"[A-Z][a-z ]+[.?]", line)]
        link = next((m for m in re.finditer(r"\]\(([^):]+)\.md", text) if "_index" not in m[1]), None)
        texts = [f"<h1>{page.title}</h1>", *last[-1:], f'id="{slug(page.headings[-1][0])}"', 'class="toc"',
                 *(f'href="/topics/{slug(topic)}/"' for topic in page.topics), page.description]
        if link:
            target = os.path.normpath(os.path.join(page.folder, link[1]))
            texts.append(f'href="/{target}/')
        found.append({"path": page.path[:-3] + "/index.html", "contains": texts})
    topic = pages[0].topics[0]
    found.append({"path": f"topics/{slug(topic)}/index.html", "contains": [f'href="/{pages[0].path[:-3]}/"']})
    for path in list(folders)[:: max(1, len(folders) // 5)]:
        inside = [f'href="/{page.path[:-3]}/"' for page in pages if page.folder == path]
        found.append({"path": f"{path}/index.html", "contains": inside[:50]})
    html = 1 + len(folders) + len(pages) + 1 + len({t for page in pages for t in page.topics}) + 1
    return {"html_files": html, "pages": found}


# Checking: everything a generator might object to, found without one.

def front_matter(text):
    if not text.startswith("---\n"):
        raise ValueError("no front matter")
    head, body = text[4:].split("\n---\n", 1)
    try:
        import yaml
        return yaml.safe_load(head), body
    except ImportError:
        # Without PyYAML: the few forms this script writes.
        for line in head.splitlines():
            if not re.fullmatch(r'(title|description): "[^"\\]*"|date: \d{4}-\d\d-\d\d|weight: \d+'
                                r'|taxonomies:|( {2})?topics: \[[a-z ,]*\]', line):
                raise ValueError(f"unexpected line: {line}")
        return {"title": 1}, body


def check(out):
    out = pathlib.Path(out)
    problems, totals = [], {}
    present = [g for g in GENERATORS if (out / g).is_dir()]
    for generator in present:
        content = out / generator / "content"
        texts = {p: p.read_text() for p in sorted(content.rglob("*.md"))}
        anchors, prose = {}, {}
        counts = []
        for path, text in texts.items():
            say = lambda message: problems.append(f"{path}: {message}")
            try:
                matter, body = front_matter(text)
                if not matter.get("title"):
                    say("no title")
            except ValueError as error:
                say(str(error))
                continue
            plain = re.sub(r"^```.*?^```$", "", body, flags=re.S | re.M)
            prose[path] = plain
            found = [slug(h) for h in re.findall(r"^#+ (.*)$", plain, flags=re.M)]
            anchors[path] = set(found)
            if len(found) != len(set(found)):
                say("two headings with one id")
            if re.search(r"^# ", plain, flags=re.M):
                say("a first-level heading")
            if re.search(r"[<&]", plain):
                say("raw HTML")
            if "![" in plain:
                say("a picture")
            used, defined = set(re.findall(r"[.?]\[\^(\d)\]", plain)), set(re.findall(r"^\[\^(\d)\]:", plain, flags=re.M))
            if used != defined:
                say(f"footnotes: {used} used, {defined} defined")
            if path.name != "_index.md":
                counts.append(len(plain.split()))
        links = 0
        for path, plain in prose.items():
            for target in re.findall(r"\]\(([^)]+)\)", plain):
                if target.startswith("https://"):
                    continue
                links += 1
                file, _, anchor = target.partition("#")
                file = pathlib.Path(os.path.normpath(path.parent / file))
                if file not in texts:
                    problems.append(f"{path}: `{target}` is not there")
                elif anchor and anchor not in anchors[file]:
                    problems.append(f"{path}: `{target}` has no such heading")
        if counts and (min(counts) < 600 or max(counts) > 1500):
            over = sum(c < 600 or c > 1500 for c in counts)
            problems.append(f"{generator}: {over} pages with {min(counts)} to {max(counts)} words")
        size = sum(len(t.encode()) for t in texts.values())
        totals[generator] = (len(texts), links, size, sum(counts) / max(1, len(counts)))
        print(f"{generator}: {len(texts)} files, {len(counts)} articles of {min(counts)} to {max(counts)} words "
              f"(mean {totals[generator][3]:.0f}), {links} links within the site, {size / 1e6:.1f} MB")
    bodies = [[t.read_text().split("\n---\n", 1)[1] for t in sorted((out / g / "content").rglob("*.md"))]
              for g in present]
    if any(body != bodies[0] for body in bodies):
        problems.append("the texts differ between generators")
    for problem in problems[:50]:
        print(problem, file=sys.stderr)
    print(f"{len(problems)} problems")
    return not problems


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--out", type=pathlib.Path)
    parser.add_argument("--citations", type=int, default=0, metavar="PERCENT",
                        help=f"how many of a hundred pages have {CITATIONS} citations; for Goodfit only")
    parser.add_argument("--check", type=pathlib.Path, metavar="OUT", help="look for mistakes in a corpus")
    args = parser.parse_args()
    if args.check:
        sys.exit(0 if check(args.check) else 1)
    if not args.out:
        parser.error("--out is needed")
    print("written" if generate(args.pages, args.out, args.citations) else "already there")


if __name__ == "__main__":
    main()
