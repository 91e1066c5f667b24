//! What may happen to sections, the theme, the data and the configuration.

use super::{Kind, source};
use crate::incremental::site::{
    CASCADES, DRAWINGS, Dice, Index, LABELS, OVERRIDES, SECTIONS, SOURCES, TERMS, Term,
};
use crate::incremental::world::World;

pub const PROJECT: &[Kind] = &[
    source("a section's index comes or goes", 2, |w, d| {
        let section = 1 + d.below(SECTIONS.len() - 1);
        if w.site.indexes.remove(&section).is_none() {
            w.site.indexes.insert(section, Index::random(section, d));
        }
    }),
    source("a section's index", 3, |w, d| {
        let section = *d.pick(&w.site.indexes.keys().copied().collect::<Vec<_>>());
        let index = w.site.indexes.get_mut(&section).expect("picked among them");
        match d.below(5) {
            0 => index.title = format!("Section {}", d.below(100)),
            1 => index.stamp += 1,
            2 => index.feed = d.below(3),
            3 if section > 0 => index.draft = !index.draft,
            _ => *index = Index::random(section, d),
        }
    }),
    source("what a section hands down", 5, |w, d| {
        let section = *d.pick(&w.site.indexes.keys().copied().collect::<Vec<_>>());
        let index = w.site.indexes.get_mut(&section).expect("picked among them");
        index.cascade = d.below(CASCADES.len());
    }),
    source("a file laid over the theme's comes or goes", 3, |w, d| {
        let over = d.below(OVERRIDES.len());
        if w.site.theme.remove(&over).is_none() {
            w.site.theme.insert(over, 1);
        }
    }),
    source("a template or a stylesheet", 4, |w, d| {
        if !w.site.theme.is_empty() {
            let over = *d.pick(&w.site.theme.keys().copied().collect::<Vec<_>>());
            *w.site.theme.get_mut(&over).expect("picked among them") += 1;
        }
    }),
    source("a data file", 3, |w, _| w.site.facts += 1),
    source("a person", 2, |w, _| w.site.people += 1),
    source("a source", 3, |w, d| {
        let source = d.below(SOURCES.len());
        w.site.sources[source] += 1;
    }),
    source("a bibliography in another format", 2, |w, _| w.site.bibtex = !w.site.bibtex),
    source("a note on a source", 1, |w, d| w.site.notes = d.below(3)),
    source("a definition", 2, |w, d| d_term(w, d).definition += 1),
    source("another name of a term", 2, |w, d| {
        let term = d_term(w, d);
        term.also = !term.also;
    }),
    source("links of one term", 2, |w, d| {
        let term = d_term(w, d);
        term.autolink = !term.autolink;
    }),
    source("a help line", 2, |w, _| w.site.lines += 1),
    source("the day a help line was checked", 1, |w, d| w.site.lines_verified = d.below(4)),
    source("a register", 1, |w, _| w.site.registers += 1),
    source("words that need care", 1, |w, _| w.site.words = !w.site.words),
    source("a drawing", 4, |w, d| {
        let drawing = &mut w.site.drawings[d.below(DRAWINGS.len())];
        *drawing = Some(drawing.map_or(0, |edits| edits + 1));
    }),
    source("a drawing is removed", 1, |w, d| w.site.drawings[d.below(DRAWINGS.len())] = None),
    source("a question", 2, |w, _| w.site.question += 1),
    source("an outcome and its condition", 2, |w, _| w.site.outcome += 1),
    source("the site's title", 1, |w, _| w.site.config.title += 1),
    source("the site's address", 1, |w, d| w.site.config.base_url = d.below(3)),
    source("the site's language", 1, |w, d| w.site.config.language = d.below(2)),
    source("kinds of labels, their lists and feeds", 3, |w, d| {
        w.site.config.labels = d.below(LABELS.len());
    }),
    source("links of terms everywhere", 1, |w, _| w.site.config.autolink = !w.site.config.autolink),
    source("the style of references", 1, |w, _| w.site.config.apa = !w.site.config.apa),
    source("the level of a rule", 2, |w, d| w.site.config.level = *d.pick(&[0, 0, 1, 1, 2, 2, 3])),
    source("lists and feeds", 1, |w, d| {
        w.site.config.paginate_by = d.below(4);
        w.site.config.feed_limit = 1 + d.below(20);
        w.site.config.detail = d.below(3);
    }),
    source("a file to copy", 2, |w, d| {
        let path =
            format!("content/{}file-{}.txt", d.pick(&["", "choosing/", "far/away/"]), d.below(2));
        if w.site.files.remove(&path).is_none() {
            w.site.files.insert(path, format!("file {}", d.below(9)));
        }
    }),
    source("the site's own robots.txt comes or goes", 1, |w, _| {
        if w.site.files.remove("content/robots.txt").is_none() {
            w.site.files.insert("content/robots.txt".into(), "User-agent: *\n".into());
        }
    }),
    source("addresses that were published", 1, |w, d| {
        if w.site.files.remove("urls.lock").is_none() {
            w.site.files.insert("urls.lock".into(), format!("/\n/page-{}/\n", d.below(20)));
        }
    }),
    source("a mistake", 3, |w, d| {
        let (path, text) = *d.pick(&[
            ("content/wrong.md", "---\ntitle: [\n---\n"),
            (
                "content/wrong.md",
                "---\ntitle: Wrong\n---\n[gone](nowhere.md) and [@nobody2000] and [[nothing]].\n",
            ),
            ("data/facts.yaml", "word: [\n"),
            ("goodfit.yaml", "title: Site\nbase_url: https://good.example/\nno_such_key: 1\n"),
            ("themes/default/templates/page.html", "{% if %}\n"),
            ("themes/default/css/70-own.css", ".own { color: }}\n"),
            ("content/group.checklist.yaml", "title: No questions\n"),
            ("data/glossary.yaml", "- term: Alliance\n"),
            ("data/references.bib", "@article{ames2018,\n"),
            ("data/drawings/chairs.svg", "<svg viewBox=\"0 0 4 2\"><script/></svg>\n"),
        ]);
        w.site.mistake = Some((path.to_owned(), text.to_owned()));
    }),
    source("the mistake is mended", 8, |w, _| w.site.mend()),
    source("the last edit is undone", 4, |w, _| {
        if let Some(site) = w.past.pop() {
            w.site = site;
        }
    }),
    source("several edits are undone", 1, |w, d| {
        let at = d.below(w.past.len());
        if let Some(site) = w.past.get(at) {
            w.site = site.clone();
        }
    }),
    source("nothing", 2, |_, _| {}),
];

fn d_term<'a>(world: &'a mut World, dice: &mut Dice) -> &'a mut Term {
    &mut world.site.glossary[dice.below(TERMS.len())]
}
