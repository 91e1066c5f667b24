//! How long each stage takes, alone and on one thread unless it says otherwise.
//!
//! In: a small made-up site, held in memory. Out: times, by `cargo bench`. Whole sites, and other
//! generators beside them, are measured by `run.py`; this tells which stage a change has made slower.

#![allow(clippy::expect_used, reason = "a benchmark that cannot run should stop")]

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use goodfit::artifact::Artifact;
use goodfit::config::{self, Config};
use goodfit::disk::{OutputFolder, Stage};
use goodfit::drawings::Drawings;
use goodfit::inventory::{self, Inventory, PageKind};
use goodfit::markdown::{self, Lexicon};
use goodfit::pipeline::{self, Options, Prepared, Purpose};
use goodfit::plan::{Output, OutputKind};
use goodfit::site::{self, ParsedPage, Publishing};
use goodfit::source::{Entry, Snapshot, SourcePath, SourceText};
use goodfit::trust::Trust;
use goodfit::{front_matter, theme, view};
use jiff::civil::date;
use std::fmt::Write as _;
use std::sync::Arc;

const PAGES: usize = 400;
const DAY: &str = "2026-11-21";

const GOODFIT_YAML: &str = "title: Bench
base_url: https://example.org/
description: A site of synthetic articles, on which the stages are measured one by one.
glossary: { autolink: true }
theme_settings: { show_toc: true }
";

const REFERENCES: &str = "rogers1957:
  type: article
  title: The necessary and sufficient conditions of change
  author: [\"Rogers, Carl R.\"]
  date: 1957
  page-range: 95-103
  serial-number: { doi: 10.1037/h0045357 }
  parent: { type: periodical, title: Journal of Consulting Psychology, volume: 21 }
";

const GLOSSARY: &str = "- term: Alliance
  definition: how well two people work as a team.
  forms: [alliances]
- term: Session
  definition: one meeting.
  forms: [sessions]
";

const CODE: &str = "```python
import calm

def listen(words, answer=None):
    for word in words:
        if len(word) > 3:  # a long one
            answer.append(f\"{word}!\")
    return answer or 'nothing'
```
";

fn main() {
    divan::main();
}

/// The text of a page: some of everything that a page can hold.
fn page(n: usize) -> String {
    let mut text = format!(
        "---\ntitle: \"Page {n} of the bench\"\ndescription: \"What stands on page {n}, in a sentence that is \
         neither too long nor too short for a list.\"\ndate: 2024-03-{:02}\nweight: {n}\n\
         taxonomies:\n  topics: [topic {}, topic {}]\n---\n\n",
        1 + n % 28,
        n % 20,
        n % 7,
    );
    for part in 0..6 {
        let other = (n * 7 + part * 31) % PAGES;
        let _ = write!(
            text,
            "## Part {part} of page {n}\n\n\
             The first sentence has *some* words and a [link to another page](../section-{}/page-{other}.md#part-2-of-page-{other}). \
             The second names `a_word` and **two others** in between.\n\n\
             - One thing that may help in a session.\n- Another, with a few more words than the first.\n  - And one below it.\n\n\
             > Somebody said this, and we write it down as it was.\n\n",
            other % 8,
        );
        if part == n % 6 {
            text.push_str(
                "Trust is a part of the [[alliance]] [@rogers1957, p. 96].[^1]\n\n\
                 | What | How much |\n| --- | --: |\n| Time | 10 |\n| Money | 20 |\n\n",
            );
        }
    }
    if n.is_multiple_of(20) {
        text.push_str(CODE);
    }
    text.push_str("\n[^1]: A note at the foot.\n");
    text
}

fn path(path: &str) -> SourcePath {
    SourcePath::new(path).expect("it is a good path")
}

fn snapshot() -> Snapshot {
    let mut snapshot = Snapshot::default();
    let mut add = |name: &str, text: &str| snapshot.insert(path(name), Entry::Text(text.into()));
    add("goodfit.yaml", GOODFIT_YAML);
    add("data/references.yaml", REFERENCES);
    add("data/glossary.yaml", GLOSSARY);
    add("content/_index.md", "---\ntitle: Home\n---\n");
    add("content/glossary.md", "---\ntitle: Glossary\n---\n\n```goodfit glossary\n```\n");
    for n in 0..8 {
        add(&format!("content/section-{n}/_index.md"), &format!("---\ntitle: Section {n}\n---\n"));
    }
    for n in 0..PAGES {
        add(&format!("content/section-{}/page-{n}.md", n % 8), &page(n));
    }
    snapshot
}

/// What the stages before `site` make of it.
struct Read {
    snapshot: Snapshot,
    inventory: Inventory,
    config: Config,
    lexicon: Arc<Lexicon>,
    sources: Vec<(SourceText, PageKind)>,
}

fn read() -> Read {
    let mut snapshot = snapshot();
    theme::lay_under(&mut snapshot);
    let config = config::parse(&SourceText::new(path("goodfit.yaml"), GOODFIT_YAML)).value;
    let inventory = inventory::classify(&snapshot, &config.theme);
    let trust = Trust::from_data(&snapshot, &config, publishing().now).value;
    let lexicon = Arc::new(trust.glossary.lexicon(trust.wording.phrases()));
    let sources = inventory.pages.iter();
    let sources = sources.filter_map(|(path, kind)| Some((snapshot.text(path)?, *kind))).collect();
    Read { snapshot, inventory, config, lexicon, sources }
}

fn publishing() -> Publishing {
    Publishing { drafts: false, future: false, expired: false, now: date(2026, 11, 21) }
}

fn prepared() -> Prepared {
    let options = Options {
        publishing: publishing(),
        base_url: None,
        config: path("goodfit.yaml"),
        purpose: Purpose::Publish,
    };
    let prepared = pipeline::prepare(snapshot(), &options);
    assert_eq!(prepared.diagnostics, [], "the site of a benchmark has no mistakes");
    prepared.value
}

fn matter(source: &SourceText, kind: PageKind) -> front_matter::Parsed {
    let kind = match kind {
        PageKind::Section => front_matter::Kind::Section,
        _ => front_matter::Kind::Page,
    };
    front_matter::parse(source, kind, &["topics"]).value
}

fn options(read: &Read) -> markdown::Options {
    markdown::Options {
        embeds: vec!["glossary".to_owned()],
        lexicon: Arc::clone(&read.lexicon),
        autolink: true,
        ..markdown::Options::default()
    }
}

fn parsed(read: &Read) -> Vec<ParsedPage> {
    let options = options(read);
    let one = |(source, kind): &(SourceText, PageKind)| {
        let front = matter(source, *kind);
        let body = markdown::parse(&source.path, &source.text, front.body_start, &options).value;
        ParsedPage {
            path: source.path.clone(),
            kind: *kind,
            matter: Box::new(front.matter),
            body: Box::new(body),
        }
    };
    read.sources.iter().map(one).collect()
}

#[divan::bench]
fn front_matters(bencher: Bencher<'_, '_>) {
    let read = read();
    bencher.counter(ItemsCount::new(read.sources.len())).bench_local(|| {
        for (source, kind) in &read.sources {
            black_box(matter(source, *kind));
        }
    });
}

#[divan::bench]
fn markdown_of_all_pages(bencher: Bencher<'_, '_>) {
    let read = read();
    let options = options(&read);
    let starts: Vec<usize> =
        read.sources.iter().map(|(source, kind)| matter(source, *kind).body_start).collect();
    bencher.counter(ItemsCount::new(read.sources.len())).bench_local(|| {
        for ((source, _), start) in read.sources.iter().zip(&starts) {
            let _ = black_box(markdown::parse(&source.path, &source.text, *start, &options));
        }
    });
}

#[divan::bench]
fn one_block_of_code(bencher: Bencher<'_, '_>) {
    let options = markdown::Options::default();
    let path = path("content/a.md");
    bencher.bench_local(|| markdown::parse(black_box(&path), CODE, 0, &options));
}

#[divan::bench]
fn site_from_parsed_pages(bencher: Bencher<'_, '_>) {
    let read = read();
    let trust = || Trust::from_data(&read.snapshot, &read.config, publishing().now).value;
    bencher
        .counter(ItemsCount::new(PAGES))
        .with_inputs(|| (parsed(&read), trust()))
        .bench_local_values(|(parsed, trust)| {
            site::assemble(
                &read.snapshot,
                &read.inventory,
                parsed,
                &read.config,
                (trust, Drawings::default()),
                publishing(),
            )
        });
}

/// From sources to the plan, on all cores.
#[divan::bench]
fn prepare(bencher: Bencher<'_, '_>) {
    let options = Options {
        publishing: publishing(),
        base_url: None,
        config: path("goodfit.yaml"),
        purpose: Purpose::Publish,
    };
    let snapshot = snapshot();
    bencher
        .counter(ItemsCount::new(PAGES))
        .with_inputs(|| snapshot.clone())
        .bench_local_values(|snapshot| pipeline::prepare(snapshot, &options));
}

fn outputs(prepared: &Prepared, wanted: impl Fn(&OutputKind) -> bool) -> Vec<&Output> {
    prepared.plan.outputs.iter().filter(|output| wanted(&output.kind)).collect()
}

fn is_page(kind: &OutputKind) -> bool {
    matches!(kind, OutputKind::Page(_))
}

fn is_list(kind: &OutputKind) -> bool {
    matches!(kind, OutputKind::Section(..) | OutputKind::Term(..) | OutputKind::Taxonomy(_))
}

fn is_for_machines(kind: &OutputKind) -> bool {
    matches!(kind, OutputKind::Feed(..) | OutputKind::Sitemap(_))
}

#[divan::bench]
fn values_for_templates(bencher: Bencher<'_, '_>) {
    let prepared = prepared();
    let summaries = view::Summaries::new(&prepared.site);
    let context =
        view::Context { site: &prepared.site, plan: &prepared.plan, summaries: &summaries };
    let pages = outputs(&prepared, is_page);
    bencher.counter(ItemsCount::new(pages.len())).bench_local(|| {
        for output in &pages {
            black_box(view::view(&context, output));
        }
    });
}

fn render(bencher: Bencher<'_, '_>, wanted: impl Fn(&OutputKind) -> bool) {
    let prepared = prepared();
    let outputs = outputs(&prepared, wanted);
    bencher.counter(ItemsCount::new(outputs.len())).bench_local(|| {
        for output in &outputs {
            black_box(prepared.render(output).expect("the templates are our own"));
        }
    });
}

#[divan::bench]
fn render_pages(bencher: Bencher<'_, '_>) {
    render(bencher, is_page);
}

#[divan::bench]
fn render_lists(bencher: Bencher<'_, '_>) {
    render(bencher, is_list);
}

#[divan::bench]
fn render_feeds_and_sitemap(bencher: Bencher<'_, '_>) {
    render(bencher, is_for_machines);
}

fn publish(output: &OutputFolder, artifacts: &[Artifact]) {
    let stage = Stage::open(output).expect("the folder is ours");
    for artifact in artifacts {
        stage.put(artifact).expect("it can be written");
    }
    let published = stage.commit(DAY);
    assert_eq!(published.diagnostics, [], "it can be published");
}

fn artifacts() -> Vec<Artifact> {
    let prepared = prepared();
    let render = |output: &Output| prepared.render(output).expect("the templates are our own");
    outputs(&prepared, |kind| !matches!(kind, OutputKind::Asset(_)))
        .into_iter()
        .map(render)
        .collect()
}

#[divan::bench]
fn publish_into_an_empty_folder(bencher: Bencher<'_, '_>) {
    let artifacts = artifacts();
    bencher
        .counter(ItemsCount::new(artifacts.len()))
        .with_inputs(|| tempfile::tempdir().expect("there is room"))
        .bench_local_values(|project| {
            publish(&OutputFolder::new(project.path().join("public"), project.path()), &artifacts);
            // Given back, so that deleting it is not measured.
            project
        });
}

#[divan::bench]
fn publish_over_the_same(bencher: Bencher<'_, '_>) {
    let artifacts = artifacts();
    let project = tempfile::tempdir().expect("there is room");
    let output = OutputFolder::new(project.path().join("public"), project.path());
    publish(&output, &artifacts);
    bencher.counter(ItemsCount::new(artifacts.len())).bench_local(|| publish(&output, &artifacts));
}
