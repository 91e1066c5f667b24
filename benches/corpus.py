#!/usr/bin/env python3
"""Writes one site of N synthetic articles for each generator.

The text of a page is the same for all of them but for what a generator cannot do or writes in
another way: `peer_text` below has all differences, and benches/README.md lists them.

Python 3.9 and its standard library only. The same seed gives the same bytes on any machine: all
chance comes from `Random.random()`, whose sequence Python promises to keep; there is no clock. Each
page has its own chance, so pages are written one by one and none is kept.

    python3 benches/corpus.py --pages 1000 --out target/bench/1000
    python3 benches/corpus.py --pages 200000 --only goodfit --out target/bench/200000
    python3 benches/corpus.py --check target/bench/1000
    python3 benches/corpus.py --check target/bench/1000 --goodfit target/release/goodfit
"""

import argparse
import bisect
import collections
import datetime
import hashlib
import itertools
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
THEME = HERE.parent / "themes" / "default"
#: Counted up when the same arguments no longer give the same bytes.
VERSION = 2
SEED = 20261121
PAGES_A_SECTION = 50
SECTIONS_A_GROUP = 8
GENERATORS = ("goodfit", "hugo", "zola")

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
TOPIC_SECOND = "listening planning writing travelling learning mending".split()
#: Second words of the terms of the glossary. They are in no other text, so a term comes up only
#: where one was put.
TERM_SECOND = "mapping pacing framing mirroring spacing sorting naming tuning weaving pairing".split()
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


def word_stream(length):
    """Words drawn once. A sentence is a stretch of it: two draws instead of one for each word."""
    chance = Chance("words")
    return [WORDS[bisect.bisect(CUMULATED, chance.random() * CUMULATED[-1])] for _ in range(length)]


STREAM = word_stream(250_000)


def words(chance, low, high):
    at = chance.below(len(STREAM) - high)
    return STREAM[at:at + chance.between(low, high)]


def rarer(chance, count):
    return [chance.pick(RARER) for _ in range(count)]


def sentence(chance, inline=None):
    """Plain words, sometimes with emphasis or code; `inline` is put into the middle as it is.

    At most 22 words with it: a sentence of more than 25 is a finding.
    """
    text = words(chance, 6, 17)
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


def description(chance):
    """A sentence of 75 to 140 characters: fewer or many more are a finding."""
    wanted = chance.between(75, 125)
    text = " ".join(words(chance, 25, 25)).capitalize()
    cut = text.find(" ", wanted)
    return text[: cut if 0 < cut < 140 else 125].rstrip() + "."


def slug(text):
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def numbered(first, seconds, count):
    """So many names of two words, no two alike; the first `len(seconds)` share a first word."""
    return [f"{first[at // len(seconds) % len(first)]} {seconds[at % len(seconds)]}" for at in range(count)]


# What grows with a site, and how fast

def topic_names(count):
    """About 450 pages for each topic, if the site is large."""
    return numbered(RARER[::7] + RARER[1::7] + RARER[2::7] + RARER[3::7], TOPIC_SECOND, max(60, count // 150))


def term_names(count):
    return numbered(RARER[::5] + RARER[1::5] + RARER[2::5] + RARER[3::5], TERM_SECOND, max(20, count // 100))


def source_count(count):
    return max(60, count // 25)


#: Of a hundred pages, so many cite, and so many use words of the glossary.
CITING, EXPLAINING = 25, 30
CITATIONS, TERMS = 3, 4


def sources_of(number, sites_sources, percent):
    """Keys that a page cites. Every source comes up, so that none is reported as unused."""
    if number % 100 >= percent:
        return []
    rank = number // 100 * percent + number % 100
    return [(rank * CITATIONS + nth) % sites_sources for nth in range(CITATIONS)]


def terms_of(number, terms):
    """Terms that a page uses: the first two in brackets, the others are found by Goodfit."""
    if (number + 40) % 100 >= EXPLAINING:
        return []
    rank = number // 100 * EXPLAINING + (number + 40) % 100
    return [terms[(rank * TERMS + nth) % len(terms)] for nth in range(TERMS)]


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
    """What others need of a page. Its headings are made again when somebody asks, to save memory."""

    __slots__ = ("number", "folder", "title", "path", "weight")

    def __init__(self, number, folder, weight):
        chance = Chance("page", number)
        self.number = number
        self.folder = folder
        self.title = " ".join(rarer(chance, chance.between(2, 5))).capitalize() + f" {number}"
        self.path = f"{folder}/{slug(self.title)}.md"
        self.weight = weight

    @property
    def headings(self):
        return headings_of(self.number)


class Plan:
    """All pages and sections of a site, and what it has of everything."""

    def __init__(self, count, percent=CITING):
        self.count, self.percent = count, percent
        self.topics = topic_names(count)
        self.terms = term_names(count)
        self.sources = source_count(count)
        self.folders = dict(TOPS)
        self.taken = {title for _, title in TOPS}
        chance = Chance("sections")
        leaves = max(len(TOPS), round(count / PAGES_A_SECTION))
        groups = max(len(TOPS), leaves // SECTIONS_A_GROUP)
        groups = [self.section(chance, TOPS[at % len(TOPS)][0]) for at in range(groups)]
        leaves = [self.section(chance, groups[at % len(groups)]) for at in range(leaves)]
        self.pages, self.by_folder = [], collections.defaultdict(list)
        for number in range(count):
            if number % 20 == 0:
                folder = groups[number // 20 % len(groups)]
            else:
                # The second term: or the sections that are multiples of 20 would stay empty.
                folder = leaves[(number + number // 20) % len(leaves)]
            inside = self.by_folder[folder]
            page = Page(number, folder, (len(inside) + 1) * 10)
            inside.append(page)
            self.pages.append(page)
        self.names = list(self.folders)

    def section(self, chance, parent):
        title = " ".join(rarer(chance, 2)).capitalize()
        # Two sections with one title are a finding.
        if title in self.taken:
            title += f" {len(self.folders)}"
        self.taken.add(title)
        path = f"{parent}/{slug(title)}"
        self.folders[path] = title
        return path

    def labels(self, page):
        """In the order of the alphabet, as Goodfit prints them: Hugo prints them as written."""
        chance = Chance("topics", page.number)
        # Of neighbouring topics, so that large sites have no page that all others are on.
        start = chance.below(len(self.topics))
        return sorted({self.topics[(start + chance.below(20)) % len(self.topics)] for _ in range(chance.between(2, 4))})

    def date(self, page):
        day = datetime.date(2016, 1, 1).toordinal() + page.number * 37 % 3500
        return datetime.date.fromordinal(day).isoformat()

    def description(self, page):
        return description(Chance("description", page.number))


# The text of a page, in Goodfit's words. What differs between generators has a form of its own:
# `](@/PATH)` is a link within the site, `[@sN, p. N]` a citation, `[[WORD]]` a term, and `{[WORD]}`
# a term that a generator finds by itself or not at all.

def links_of(page, plan, chance):
    """Three to five links within the site, and now and then one out of it."""
    found, said = [], set()
    neighbours = plan.by_folder[page.folder]

    def link(low, high, target):
        text = " ".join(rarer(chance, chance.between(low, high)))
        # Two links with the same words are a finding.
        if text not in said:
            said.add(text)
            found.append(f"[{text}]({target})")

    for _ in range(chance.between(3, 5)):
        kind = chance.below(10)
        if kind == 0:
            link(2, 2, f"@/{chance.pick(plan.names)}/_index.md")
            continue
        other = chance.pick(neighbours if kind < 5 else plan.pages)
        # A link to the page it is on is a finding.
        if other is not page:
            anchor = "#" + slug(chance.pick(other.headings)[0]) if chance.one_in(4) else ""
            link(2, 3, f"@/{other.path}{anchor}")
    if chance.one_in(2):
        link(2, 2, f"https://example.com/{chance.pick(RARER)}/{chance.below(1000)}")
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
        while len(text) < lines - 1:
            text.extend(chance.pick([
                f"{name()}{chance.below(999)}: {name()}", f"{name()}{chance.below(999)}: [{name()}, {chance.below(99)}]",
                f"{name()}{chance.below(999)}:\n  {name()}: \"{name()} {name()}\"",
            ]).split("\n"))
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


def body(page, plan):
    chance = Chance("body", page.number)
    wanted = chance.between(650, 1320)
    blocks, count = [], 0
    notes = []
    inlines = links_of(page, plan, chance)
    for nth, term in enumerate(terms_of(page.number, plan.terms)):
        inlines.insert(chance.below(len(inlines) + 1), f"[[{term}]]" if nth < 2 else f"{{[{term}]}}")
    cites = [f"[@s{key}, p. {chance.between(1, 400)}]" if chance.one_in(2) else f"[@s{key}]"
             for key in sources_of(page.number, plan.sources, plan.percent)]

    def add(block):
        nonlocal count
        blocks.append(block)
        count += len(block.split())

    def paragraph():
        """At most three sentences: more are a finding."""
        lines = []
        for _ in range(chance.pick((1, 2, 2, 3, 3, 3))):
            inline = inlines.pop() if inlines and chance.one_in(3) else None
            line = sentence(chance, inline)
            if cites and chance.one_in(6):
                line = f"{line[:-1]} {cites.pop()}{line[-1]}"
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

    headings = page.headings
    parts = sum(1 + len(below) for _, below in headings)
    done = 0
    paragraph()
    tables = chance.one_in(3)
    for at, (title, below) in enumerate(headings):
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
    for inline in inlines:
        add(sentence(chance, inline))
    for cite in cites:
        add(f"{sentence(chance)[:-1]} {cite}.")
    blocks += [f"[^{n}]: {note}" for n, note in enumerate(notes, 1)]
    return "\n\n".join(blocks) + "\n"


# From the common form to what each generator reads

def relative(folder, path):
    """From a folder of the content to a path in it; both have `/` between their parts."""
    here, there = folder.split("/") if folder else [], path.split("/")
    common = 0
    while common < min(len(here), len(there) - 1) and here[common] == there[common]:
        common += 1
    return "/".join([".."] * (len(here) - common) + there[common:])


def with_links(text, folder):
    return re.sub(r"\]\(@/([^)]+)\)", lambda found: f"]({relative(folder, found[1])})", text)


def goodfit_text(text, folder):
    return with_links(re.sub(r"\{\[([^\]]+)\]\}", r"\1", text), folder)


def peer_text(text, folder, references, generator):
    """The nearest that a generator without citations and glossary can do.

    A citation is a footnote with the reference written out, which spares it the bibliography. A term
    is a link to a page that somebody has written by hand.
    """
    notes = []

    def note(found):
        notes.append(f"[^s{found[1]}]: {references[int(found[1])]}" + (f" Page {found[2]}." if found[2] else ""))
        return f"[^s{found[1]}]"

    text = re.sub(r" \[@s(\d+)(?:, p\. (\d+))?\]", note, text)
    term = lambda found: f"[{found[1]}](@/glossary.md#term-{slug(found[1])})"
    text = re.sub(r"(?:\[\[|\{\[)([^\]]+)(?:\]\]|\]\})", term, text)
    if notes:
        text += "\n" + "\n\n".join(notes) + "\n"
    # Zola checks links of this form, and no others.
    return text if generator == "zola" else with_links(text, folder)


def matter(generator, title, description, labels=(), date=None, weight=None, section=False):
    if generator == "zola":
        lines = ["+++", f'title = "{title}"', f'description = "{description}"']
        lines += [f"date = {date}"] if date else []
        lines += [f"weight = {weight}"] if weight is not None else []
        lines += ['sort_by = "weight"', "generate_feeds = true"] if section else []
        if labels:
            lines += ["[taxonomies]", "topics = [" + ", ".join(f'"{label}"' for label in labels) + "]"]
        return "\n".join([*lines, "+++", "", ""])
    lines = ["---", f'title: "{title}"', f'description: "{description}"']
    lines += [f"date: {date}"] if date else []
    lines += [f"weight: {weight}"] if weight is not None else []
    if labels:
        topics = "[" + ", ".join(labels) + "]"
        lines += ["taxonomies:", f"  topics: {topics}"] if generator == "goodfit" else [f"topics: {topics}"]
    return "\n".join([*lines, "---", "", ""])


# What a site has besides its pages

SITE_DESCRIPTION = "A site of synthetic articles, on which generators of static sites can be compared."
GOODFIT_YAML = f"""title: Bench
base_url: https://example.org/
description: {SITE_DESCRIPTION}
language: en-GB
citations:
  max_age: 20
glossary:
  autolink: true
theme_settings:
  show_toc: true
"""
GLOSSARY = ("Glossary", "All words that are explained on this site, in one place and with the pages that use them.")


class Source:
    """A made-up article."""

    def __init__(self, number):
        chance = Chance("source", number)
        self.number = number
        self.authors = [(name.capitalize(), f"{chance.pick(RARER).capitalize()} B.")
                        for name in rarer(chance, chance.between(1, 6))]
        self.title = " ".join(words(chance, 6, 14)).capitalize()
        self.journal = "Journal of " + " ".join(rarer(chance, 2)).capitalize()
        self.first = chance.between(1, 900)
        self.last = self.first + chance.between(4, 30)
        self.year = chance.between(2010, 2024)
        self.volume, self.issue = chance.between(1, 90), chance.between(1, 12)
        self.doi = f"10.5555/bench.{number}"

    def yaml(self):
        authors = "".join(f"\n    - \"{family}, {given}\"" for family, given in self.authors)
        return f"""s{self.number}:
  type: article
  title: "{self.title}"
  author:{authors}
  date: {self.year}
  page-range: {self.first}-{self.last}
  serial-number:
    doi: "{self.doi}"
  parent:
    type: periodical
    title: "{self.journal}"
    volume: {self.volume}
    issue: {self.issue}
"""

    def reference(self):
        """As Goodfit writes it: Vancouver, with up to three authors."""
        names = [f"{family} {given[0]}B" for family, given in self.authors]
        authors = ", ".join(names if len(names) < 4 else [*names[:3], "et al"])
        return (f"{authors}. {self.title}. {self.journal}. {self.year};{self.volume}({self.issue}):{self.first}–"
                f"{self.last}. [doi:{self.doi}](https://doi.org/{self.doi})")


def definition(term):
    return description(Chance("definition", term))


def glossary_yaml(plan):
    entries = [f'- term: {term.capitalize()}\n  definition: "{definition(term)}"\n  forms: [{term}s]\n'
               for term in plan.terms]
    return "".join(entries)


def glossary_page(plan, generator):
    """Goodfit fills it by itself; for the others it is written out, as somebody would have to."""
    if generator == "goodfit":
        return "```goodfit glossary\n```\n"
    users = collections.defaultdict(list)
    for page in plan.pages:
        for term in terms_of(page.number, plan.terms):
            users[term].append(page)
    blocks = []
    for letter, terms in itertools.groupby(sorted(plan.terms), lambda term: term[0]):
        blocks.append(f"## {letter.upper()}")
        for term in terms:
            blocks += [f"### {term.capitalize()} {{#term-{slug(term)}}}", definition(term)]
            pages = users[term]
            links = [f"- [{page.title}](@/{page.path})" for page in pages[:8]]
            links += [f"- and {len(pages) - 8} more pages"] if len(pages) > 8 else []
            if links:
                blocks += ["Used on:", "\n".join(links)]
    return "\n\n".join(blocks) + "\n"


#: The template that run.py changes: on every page, and small. A site's own copy goes before the built-in one.
CHANGED_TEMPLATE = {
    "goodfit": "themes/default/templates/partials/turn.html",
    "hugo": "layouts/page.html",
    "zola": "templates/page.html",
}


def write_frame(generator, root):
    """Templates, stylesheets and configuration; everything but content and data."""
    if generator == "goodfit":
        root.mkdir(parents=True)
        (root / "goodfit.yaml").write_text(GOODFIT_YAML)
        own = root / CHANGED_TEMPLATE[generator]
        own.parent.mkdir(parents=True)
        shutil.copy(THEME.parent.parent / CHANGED_TEMPLATE[generator], own)
        return
    shutil.copytree(HERE / "sites" / generator, root)
    # The one stylesheet of all: Goodfit's own.
    sheets = sorted((THEME / "css").glob("*.css"))
    if generator == "hugo":
        css = root / "assets" / "css"
        css.mkdir(parents=True)
        for sheet in sheets:
            shutil.copy(sheet, css / sheet.name)
    else:
        config = (root / "config.toml").read_text()
        plain = re.sub(r"\[markdown\.highlighting\]\n(?:.+\n)*", "", config)
        (root / "plain.toml").write_text(plain)
        (root / "static").mkdir(exist_ok=True)
        (root / "static" / "style.css").write_text("".join(sheet.read_text() for sheet in sheets))
    if (THEME / "static").is_dir():
        shutil.copytree(THEME / "static", root / "static", dirs_exist_ok=True)


def write_site(generator, root, plan, references):
    write_frame(generator, root)
    content = root / "content"
    content.mkdir()
    if generator == "goodfit":
        data = root / "data"
        data.mkdir()
        if plan.percent:
            (data / "references.yaml").write_text("\n".join(Source(n).yaml() for n in range(plan.sources)))
        (data / "glossary.yaml").write_text(glossary_yaml(plan))
        # The words that this project's own site looks for; none of them comes up.
        shutil.copy(HERE.parent / "data" / "wording.yaml", data / "wording.yaml")
    chance = Chance("front")
    home = matter(generator, "Bench", SITE_DESCRIPTION, section=True)
    (content / "_index.md").write_text(home + sentence(chance) + "\n")
    glossary = glossary_page(plan, generator)
    front = matter(generator, *GLOSSARY, weight=1)
    (content / "glossary.md").write_text(front + (glossary if generator != "hugo" else with_links(glossary, "")))
    for weight, (folder, title) in enumerate(plan.folders.items(), 1):
        (content / folder).mkdir(parents=True, exist_ok=True)
        text = matter(generator, title, description(chance), weight=weight, section=True) + sentence(chance) + "\n"
        (content / folder / "_index.md").write_text(text)


def stamp(count, percent, generators):
    """What the bytes of a corpus depend on, apart from Python."""
    files = [HERE / "corpus.py", HERE.parent / "data" / "wording.yaml",
             *sorted(p for p in (HERE / "sites").rglob("*") if p.is_file()),
             *sorted((THEME / "css").glob("*.css")), THEME.parent.parent / CHANGED_TEMPLATE["goodfit"]]
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return f"{count} {percent} {' '.join(generators)} {digest.hexdigest()}"


def generate(count, out, percent=CITING, generators=GENERATORS):
    """Writes the sites below `out`, unless they are there already."""
    out = pathlib.Path(out)
    mark = out / "stamp"
    if mark.is_file() and mark.read_text() == stamp(count, percent, generators):
        return False
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    plan = Plan(count, percent)
    references = [Source(number).reference() for number in range(plan.sources)]
    for generator in generators:
        write_site(generator, out / generator, plan, references)
    samples = set(plan.pages[7 :: max(1, count // 12)])
    found = []
    for page in plan.pages:
        text = body(page, plan)
        front = (page.title, plan.description(page), plan.labels(page), plan.date(page), page.weight)
        for generator in generators:
            own = (goodfit_text(text, page.folder) if generator == "goodfit"
                   else peer_text(text, page.folder, references, generator))
            path = f"{out}/{generator}/content/{page.path}"
            with open(path, "w", encoding="utf-8") as file:
                file.write(matter(generator, *front) + own)
        if page in samples:
            found.append(expected(page, plan, text))
    (out / "expected.json").write_text(json.dumps(expected_site(plan, found), indent=1))
    mark.write_text(stamp(count, percent, generators))
    return True


def expected(page, plan, text):
    """What an output must contain, whichever generator wrote it."""
    last = [line for line in text.splitlines() if re.fullmatch(r"[A-Z][a-z ]+[.?]", line)]
    link = next((m for m in re.finditer(r"\]\(@/([^)]+)\.md", text) if "_index" not in m[1]), None)
    texts = [f"<h1>{page.title}</h1>", *last[-1:], f'id="{slug(page.headings[-1][0])}"', 'class="toc"',
             *(f'href="/topics/{slug(topic)}/"' for topic in plan.labels(page)), plan.description(page),
             *(Source(key).title for key in sources_of(page.number, plan.sources, plan.percent)),
             *(f">{term}</a>" for term in terms_of(page.number, plan.terms))]
    if link:
        texts.append(f'href="/{link[1]}/')
    return {"path": page.path[:-3] + "/index.html", "contains": texts}


def expected_site(plan, found):
    first = plan.pages[0]
    topic = plan.labels(first)[0]
    found.append({"path": f"topics/{slug(topic)}/index.html", "contains": [f'href="/{first.path[:-3]}/"']})
    for path in plan.names[:: max(1, len(plan.names) // 5)]:
        inside = [f'href="/{page.path[:-3]}/"' for page in plan.by_folder[path]]
        found.append({"path": f"{path}/index.html", "contains": inside[:50]})
    topics = len({label for page in plan.pages for label in plan.labels(page)})
    # Home, glossary, the list of topics, the page for what is not there.
    html = 4 + len(plan.folders) + len(plan.pages) + topics
    # Pages in the middle of their sections, with and without a topic that is large.
    edited = [page.path for page in plan.pages if page.number % 20 not in (0, 7) and page.weight > 10]
    return {"html_files": html, "pages": found, "body": edited[len(edited) // 2],
            "title": edited[len(edited) // 3]}


def small(out, with_code):
    """A site of three pages, for how long a program takes to start."""
    for generator in GENERATORS:
        shutil.rmtree(out / generator, ignore_errors=True)
        root = out / generator
        write_frame(generator, root)
        (root / "content").mkdir()
        chance = Chance("small")
        home = matter(generator, "Bench", SITE_DESCRIPTION, section=True)
        (root / "content" / "_index.md").write_text(home + sentence(chance) + "\n")
        for number in range(3):
            text = "\n\n".join(sentence(chance) for _ in range(20))
            if with_code and number == 1:
                text += "\n\n" + code(chance)
            title = " ".join(rarer(chance, 3)).capitalize()
            front = matter(generator, title, description(chance), ["a topic"], "2020-01-01", number)
            (root / "content" / f"{slug(title)}.md").write_text(front + text + "\n")


# Checking: everything a generator might object to, found without one, and by Goodfit itself.

def front_matter(text):
    mark = text[:4]
    if mark not in ("---\n", "+++\n"):
        raise ValueError("no front matter")
    head, body = text[4:].split("\n" + mark, 1)
    form = (r'(title|description): "[^"\\]*"|date: \d{4}-\d\d-\d\d|weight: \d+|taxonomies:|( {2})?topics: \[[a-z ,]*\]'
            if mark == "---\n" else
            r'(title|description) = "[^"\\]*"|date = \d{4}-\d\d-\d\d|weight = \d+|sort_by = "weight"'
            r'|generate_feeds = true|\[taxonomies\]|topics = \["[a-z ,"]*"\]')
    for line in head.splitlines():
        if not re.fullmatch(form, line):
            raise ValueError(f"unexpected line: {line}")
    return body


def same_words(text):
    """What all generators must have in common: no links, citations, terms or notes of sources."""
    text = re.sub(r"^\[\^s\d+\]:.*\n?", "", text, flags=re.M)
    text = re.sub(r"\[\^s\d+\]| \[@s[^\]]*\]", "", text)
    text = re.sub(r"\[\[([^\]]+)\]\]", r"\1", text)
    return re.sub(r"\[([^\]^]+)\]\([^)]*\)", r"\1", text).strip()


def check_site(content, generator, problems):
    texts = {str(p.relative_to(content)): p.read_text() for p in sorted(content.rglob("*.md"))}
    anchors, prose, counts = {}, {}, []
    for path, text in texts.items():
        say = lambda message: problems.append(f"{generator}: {path}: {message}")
        try:
            body = front_matter(text)
        except ValueError as error:
            say(str(error))
            continue
        plain = re.sub(r"^```.*?^```$", "", body, flags=re.S | re.M)
        prose[path] = plain
        if path == "glossary.md":
            anchors[path] = set(re.findall(r"\{#([a-z0-9-]+)\}", plain))
            continue
        found = [slug(h) for h in re.findall(r"^#+ (.*)$", plain, flags=re.M)]
        anchors[path] = set(found)
        if len(found) != len(set(found)):
            say("two headings with one id")
        for pattern, what in [(r"^# ", "a first-level heading"), (r"[<&]", "raw HTML"), (r"!\[", "a picture"),
                              (r"\{\[|\]\}", "a term that was not written out")]:
            if re.search(pattern, plain, flags=re.M):
                say(what)
        used = set(re.findall(r"[\w.?*`]\[\^(s?\d+)\]", plain))
        defined = set(re.findall(r"^\[\^(s?\d+)\]:", plain, flags=re.M))
        if used != defined:
            say(f"footnotes: {used} used, {defined} defined")
        if not path.endswith("_index.md"):
            counts.append(len(same_words(plain).split()))
    links = 0
    for path, plain in prose.items():
        for target in re.findall(r"\]\(([^)]+)\)", plain):
            if target.startswith("https://"):
                continue
            links += 1
            file, _, anchor = target.partition("#")
            file = file[2:] if file.startswith("@/") else os.path.normpath(os.path.join(os.path.dirname(path), file))
            if file not in texts:
                problems.append(f"{generator}: {path}: `{target}` is not there")
            elif anchor and anchor not in anchors[file]:
                problems.append(f"{generator}: {path}: `{target}` has no such heading")
    if min(counts) < 600 or max(counts) > 1500:
        over = sum(c < 600 or c > 1500 for c in counts)
        problems.append(f"{generator}: {over} pages with {min(counts)} to {max(counts)} words")
    size = sum(len(t.encode()) for t in texts.values())
    print(f"{generator}: {len(texts):,} files, {len(counts):,} articles of {min(counts)} to {max(counts)} words "
          f"(mean {sum(counts) / len(counts):.0f}), {links:,} links within the site, {size / 1e6:.1f} MB")
    return {path: same_words(text) for path, text in prose.items() if path != "glossary.md"}


def check_parts(content, problems):
    """Everything that a corpus is said to have, and how many pages have it."""
    parts = {"citations": r"\[@s\d", "terms": r"\[\[", "footnotes": r"\[\^\d\]", "tables": r"^\| .*\n\| [-:]",
             "code": r"^```\w+\n(?:.*\n){10,20}```$", "lists": r"^- |^1\. ", "topics": r"^  topics: ", "links": r"\]\("}
    pages = [p.read_text() for p in content.rglob("*.md") if p.name != "_index.md"]
    for name, pattern in parts.items():
        found = sum(bool(re.search(pattern, page, flags=re.M)) for page in pages)
        print(f"  {name}: on {found / len(pages):.0%} of the pages")
        if not found:
            problems.append(f"no page has {name}")


def check_findings(site, goodfit, problems):
    """Builds the corpus with all rules on: no error, and no warning either."""
    run = subprocess.run([goodfit, "check", "--root", site, "--now", "2026-01-01", "--message-format", "short"],
                         capture_output=True, text=True)
    said = (run.stdout + run.stderr).strip().splitlines()
    print("  goodfit check: " + (said[-1] if said else "silent"))
    if run.returncode != 0 or not (said and said[-1].endswith("nothing to mend")):
        problems.append(f"`goodfit check` has findings (exit code {run.returncode}):")
        problems.extend(said[:40])


def check(out, goodfit=None):
    out = pathlib.Path(out)
    problems = []
    present = [g for g in GENERATORS if (out / g).is_dir()]
    same = [check_site(out / generator / "content", generator, problems) for generator in present]
    if any(texts != same[0] for texts in same):
        problems.append("the texts differ between generators")
    if "goodfit" in present:
        check_parts(out / "goodfit" / "content", problems)
        if goodfit:
            check_findings(out / "goodfit", goodfit, problems)
    for problem in problems[:50]:
        print(problem, file=sys.stderr)
    print(f"{len(problems)} problems")
    return not problems


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--out", type=pathlib.Path)
    parser.add_argument("--citations", type=int, default=CITING, metavar="PERCENT",
                        help=f"how many of a hundred pages have {CITATIONS} citations (default: {CITING})")
    parser.add_argument("--only", choices=GENERATORS, help="for one generator")
    parser.add_argument("--check", type=pathlib.Path, metavar="OUT", help="look for mistakes in a corpus")
    parser.add_argument("--goodfit", help="with --check: a program whose `check` must have nothing to say")
    args = parser.parse_args()
    if args.check:
        sys.exit(0 if check(args.check, args.goodfit) else 1)
    if not args.out:
        parser.error("--out is needed")
    generators = (args.only,) if args.only else GENERATORS
    print("written" if generate(args.pages, args.out, args.citations, generators) else "already there")


if __name__ == "__main__":
    main()
