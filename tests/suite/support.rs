//! Whole sites from one string, without a disk.
//!
//! A project is written as its files, each after a line `--- path`. What is not written is filled
//! in: a small `goodfit.yaml` and a home page.

use goodfit::artifact::Content;
use goodfit::check::{Flags, Reach};
use goodfit::config::BaseUrl;
use goodfit::diagnostics::{self, Diagnostic, print};
use goodfit::pipeline::{self, Options, Prepared, Purpose};
use goodfit::site::Publishing;
use goodfit::source::{BlobFacts, Entry, Snapshot, SourcePath};
use jiff::civil::date;
use std::collections::BTreeMap;

/// What became of a project.
pub struct Built {
    /// Outputs by path; copied files are `copy of PATH`.
    pub outputs: BTreeMap<String, String>,
    /// Findings, one a line.
    pub findings: String,
}

impl Built {
    /// The text of an output.
    pub fn text(&self, path: &str) -> &str {
        self.outputs.get(path).unwrap_or_else(|| {
            panic!("no output `{path}`; there are {:?}\n{}", self.outputs.keys(), self.findings)
        })
    }

    /// What stands between two pieces of an output, without them.
    pub fn between(&self, path: &str, from: &str, to: &str) -> &str {
        let text = self.text(path);
        let start = text.find(from).unwrap_or_else(|| panic!("`{from}` is not in {path}:\n{text}"));
        let rest = &text[start + from.len()..];
        &rest[..rest.find(to).unwrap_or_else(|| panic!("`{to}` is not after `{from}` in {path}"))]
    }

    /// The paths of all outputs that come from the project itself: no feeds, sitemap and the like.
    pub fn pages(&self) -> Vec<&str> {
        self.outputs
            .keys()
            .map(String::as_str)
            .filter(|path| path.ends_with(".html") && *path != "404.html")
            .collect()
    }
}

/// Options for a test: nothing hidden, a fixed day.
pub fn options() -> Options {
    Options {
        publishing: Publishing {
            drafts: false,
            future: false,
            expired: false,
            now: date(2026, 11, 21),
        },
        base_url: None,
        config: SourcePath::new("goodfit.yaml").expect("a path"),
        purpose: Purpose::Publish,
    }
}

/// The files of a project, as a scan would find them.
pub fn snapshot(project: &str) -> Snapshot {
    let mut files: Vec<(String, String)> = vec![
        ("goodfit.yaml".into(), "title: Test\nbase_url: https://example.org/\n".into()),
        ("content/_index.md".into(), "---\ntitle: Home\n---\n".into()),
    ];
    let mut current: Option<(String, String)> = None;
    for line in project.split_inclusive('\n') {
        match line.strip_prefix("--- ") {
            Some(path) => {
                files.extend(current.replace((path.trim().to_owned(), String::new())));
            }
            None => {
                if let Some((_, text)) = &mut current {
                    text.push_str(line);
                }
            }
        }
    }
    files.extend(current);
    let mut snapshot = Snapshot::default();
    for (path, text) in files {
        let path = SourcePath::new(&path).expect("tests use good paths");
        let entry = match path.extension() {
            "png" | "jpg" => Entry::Blob(BlobFacts { len: 3, size: picture_size(&text) }),
            _ => Entry::Text(text.into()),
        };
        snapshot.insert(path, entry);
    }
    snapshot
}

/// The size of a picture: its text, as in `40x30`, which is also what one without a text has.
fn picture_size(text: &str) -> Option<(u32, u32)> {
    let text = if text.trim().is_empty() { "40x30" } else { text.trim() };
    let (width, height) = text.split_once('x')?;
    Some((width.parse().ok()?, height.parse().ok()?))
}

/// Builds a project in memory.
pub fn build(project: &str) -> Built {
    build_with(project, &options())
}

/// Builds a project in memory, with options.
pub fn build_with(project: &str, options: &Options) -> Built {
    let mut found = Vec::new();
    let prepared = pipeline::prepare(snapshot(project), options).into_value(&mut found);
    let outputs = render(&prepared, &mut found);
    diagnostics::sort(&mut found);
    settle(project, &mut found);
    Built { outputs, findings: print::short(&found, prepared.snapshot()) }
}

/// The configuration that is filled in has no publisher who could say more.
fn settle(project: &str, found: &mut Vec<Diagnostic>) {
    if !project.contains("--- goodfit.yaml\n") {
        found.retain(|problem| problem.code != &diagnostics::codes::config::TO_BE_SET);
    }
}

/// What is wrong with a project, sorted, and the project.
pub fn found(project: &str) -> (Vec<Diagnostic>, Prepared) {
    let mut found = Vec::new();
    let prepared = pipeline::prepare(snapshot(project), &options()).into_value(&mut found);
    render(&prepared, &mut found);
    settle(project, &mut found);
    diagnostics::sort(&mut found);
    (found, prepared)
}

/// What is wrong with a project if all rules are tried, sorted; and the same as text, a line each.
pub fn check(project: &str, flags: &Flags) -> (Vec<Diagnostic>, String) {
    let (found, prepared) = checked(project, flags);
    let text = print::short(&found, &prepared.quoted(&found));
    (found, text)
}

/// What is wrong with a project if all rules are tried, sorted, and the project.
pub fn checked(project: &str, flags: &Flags) -> (Vec<Diagnostic>, Prepared) {
    let mut known = Vec::new();
    let prepared = pipeline::prepare(snapshot(project), &options()).into_value(&mut known);
    let (checker, unknown) = prepared.checker(flags, None).expect("tests name rules that exist");
    known.extend(unknown);
    let mut found = prepared.check_sources(&checker);
    let (failed, on_outputs) = prepared.check_outputs(&checker, |_| Ok(()));
    found.extend(on_outputs);
    known.extend(failed);
    let mut found = prepared.settle(&checker, Reach::Outputs, known, found);
    diagnostics::sort(&mut found);
    (found, prepared)
}

/// Renders everything.
pub fn render(prepared: &Prepared, found: &mut Vec<Diagnostic>) -> BTreeMap<String, String> {
    let outputs = std::sync::Mutex::new(BTreeMap::new());
    found.extend(prepared.render_all(&[], |artifact| {
        let text = match artifact.content {
            Content::Bytes(bytes) => String::from_utf8(bytes).expect("our outputs are UTF-8"),
            Content::Copy(source) => format!("copy of {source}"),
        };
        let path = artifact.path.to_string();
        let before = outputs.lock().expect("no test thread panics").insert(path.clone(), text);
        assert!(before.is_none(), "`{path}` was rendered twice");
        Ok(())
    }));
    outputs.into_inner().expect("no test thread panics")
}

/// An address for `--base-url`.
pub fn base_url(text: &str) -> Option<BaseUrl> {
    Some(BaseUrl::parse(text).expect("tests use good addresses"))
}

/// A theme that prints what its templates are given, a fact a line.
const PLAIN: &str = r#"
--- themes/plain/templates/facts.html
{{ page.title }} at {{ page.url }}
crumbs:{% for c in page.breadcrumbs %} {{ c.title }}{% endfor %}
section: {{ page.section?.title or "none" }}
prev: {{ page.prev?.title or "none" }}, next: {{ page.next?.title or "none" }}
extra: {{ page.extra }}
terms:{% for name, terms in page.taxonomies %}{% for term in terms %} {{ name }}={{ term.name }} ({{ term.url }}){% endfor %}{% endfor %}
--- themes/plain/templates/list.html
sections:{% for s in subsections %} {{ s.title }}{% endfor %}
pages:{% for p in pages %} {{ p.title }}{% endfor %}
pager: {{ pager?.number or 1 }} of {{ pager?.total or 1 }}, prev {{ pager?.prev or "none" }}, next {{ pager?.next or "none" }}
--- themes/plain/templates/page.html
{% include "facts.html" %}{{ page.content | safe }}
--- themes/plain/templates/section.html
{% include "facts.html" %}{% include "list.html" %}{{ page.content | safe }}
--- themes/plain/templates/home.html
{% extends "section.html" %}
--- themes/plain/templates/taxonomy.html
{{ page.title }} at {{ page.url }}
terms:{% for term in terms %} {{ term.name }} ({{ term.count }}, {{ term.url }}){% endfor %}
--- themes/plain/templates/term.html
{{ page.title }} at {{ page.url }}
term: {{ term.name }} ({{ term.count }}) in {{ taxonomy.title }} {{ taxonomy.url }}
pages:{% for p in pages %} {{ p.title }}{% endfor %}
pager: {{ pager?.number or 1 }} of {{ pager?.total or 1 }}, prev {{ pager?.prev or "none" }}, next {{ pager?.next or "none" }}
feeds: {{ page.feeds?.atom or "none" }}
--- themes/plain/templates/404.html
{{ page.title }} at {{ page.url }}
--- themes/plain/templates/redirect.html
to {{ target }}
"#;

/// The project with a theme that prints facts instead of HTML; `config` is added to `goodfit.yaml`.
pub fn plain(config: &str, project: &str) -> String {
    let head = "--- goodfit.yaml\ntitle: Test\nbase_url: https://example.org/\ntheme: plain";
    format!("{head}\n{config}{PLAIN}{project}")
}

/// A page of a project that is built with [`plain`].
pub fn page(path: &str, title: &str, front_matter: &str) -> String {
    format!("--- {path}\n---\ntitle: {title}\n{front_matter}---\n")
}

/// Builds a project without problems and compares some of its outputs.
pub fn outputs(project: &str, paths: &[&str], expected: &expect_test::Expect) {
    let built = build(project);
    assert_eq!(built.findings, "");
    let shown: Vec<String> =
        paths.iter().map(|path| format!("--- {path}\n{}", built.text(path).trim_end())).collect();
    expected.assert_eq(&(shown.join("\n") + "\n"));
}

/// Builds a project and compares its findings, one a line.
pub fn findings(project: &str, expected: &expect_test::Expect) {
    expected.assert_eq(&build(project).findings);
}
