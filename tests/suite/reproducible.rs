//! The same project gives the same bytes and the same findings, however its files are listed and
//! however many threads there are.

use crate::support::{options, page, render, snapshot};
use goodfit::diagnostics::{self, print};
use goodfit::pipeline;
use goodfit::source::Snapshot;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Sixty pages with everything that is collected from many of them, and a few mistakes.
fn project() -> String {
    let mut project =
        "--- goodfit.yaml\ntitle: T\nbase_url: https://example.org/\npaginate_by: 7\ntheme: mine\n\
        taxonomies:\n  topics:\n  audiences:\n    paginate_by: 3\n\
        --- themes/mine/templates/odd.html\n{{ page.nothing }}\n\
        --- themes/mine/css/90-x.css\na { color: red }\n\
        --- data/a.yaml\nb: 1\n--- data/c.json\n{\"d\": [1, 2]}\n"
            .to_owned();
    for section in ["alpha", "beta", "gamma"] {
        project.push_str(&page(&format!("content/{section}/_index.md"), section, ""));
    }
    for n in 0..60 {
        let section = ["alpha/", "beta/", "gamma/", ""][n % 4];
        let _ = write!(
            project,
            "--- content/{section}p{n}.md\n---\ntitle: Page {}\ndate: 2026-01-{:02}\nweight: {}\naliases: [/old-{n}/]\n\
             taxonomies:\n  topics: [T{}, t{}]\n  audiences: [A{}]\nextra: {{z: 1, a: {n}}}\n{}---\n\
             ## Head {n}\n\nSee [another](/nowhere-{n}/), [one](p{}.md) and `code`.\n\n```rust\nlet x = {n};\n```\n\n[^n]\n\n[^n]: Note.\n",
            n % 7,
            n % 28 + 1,
            n % 5,
            n % 9,
            n % 4,
            n % 3,
            if n % 20 == 0 { "template: odd.html\n" } else { "" },
            (n + 4) % 60,
        );
    }
    project
}

type Result = (BTreeMap<String, String>, String);

fn build(snapshot: Snapshot) -> Result {
    let mut found = Vec::new();
    let prepared = pipeline::prepare(snapshot, &options()).into_value(&mut found);
    let outputs = render(&prepared, &mut found);
    diagnostics::sort(&mut found);
    // With frames, notes and further places, not only the lines.
    let text = print::text(&found, prepared.snapshot(), print::Decoration::Plain);
    (outputs, text)
}

/// The same files, put in in another order (a linear congruential generator, Numerical Recipes).
fn shuffled(snapshot: &Snapshot, mut seed: u32) -> Snapshot {
    let mut files: Vec<_> =
        snapshot.iter().map(|(path, entry)| (path.clone(), entry.clone())).collect();
    for at in (1..files.len()).rev() {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        files.swap(at, seed as usize % (at + 1));
    }
    let mut shuffled = Snapshot::default();
    for (path, entry) in files {
        shuffled.insert(path, entry);
    }
    shuffled
}

fn on_threads(threads: usize, snapshot: Snapshot) -> Result {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    pool.install(|| build(snapshot))
}

#[test]
fn order_of_files_number_of_threads_and_repetition_change_nothing() {
    let snapshot = snapshot(&project());
    let (outputs, found) = on_threads(1, snapshot.clone());
    assert!(outputs.len() > 100, "{}", outputs.len());
    assert!(found.contains("and 2 more outputs fail in the same way"), "{found}");
    assert!(found.contains("nowhere-59"), "{found}");
    for round in 0..5 {
        let (again, found_again) = on_threads(8, shuffled(&snapshot, round));
        assert_eq!(found, found_again, "round {round}");
        assert_eq!(outputs.keys().collect::<Vec<_>>(), again.keys().collect::<Vec<_>>());
        for (path, text) in &outputs {
            assert_eq!(text, &again[path], "{path} in round {round}");
        }
    }
}
