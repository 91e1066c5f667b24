//! What may happen between two builds, as a table: its name, how often, and what it does.
//!
//! Every edit works on any world. One that has nothing to work on does nothing, which is an edit
//! too.

use super::site::{DAYS, Dice, Index, OVERRIDES, PARTS, Page, SECTIONS, SOURCES, TERMS, TOPICS};
use super::world::{Saving, World, is_foreign, stamp, tree, write};
use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

pub struct Kind {
    pub name: &'static str,
    /// How often it is drawn, compared with the others.
    pub share: usize,
    /// Whether a preview can see it: it is about sources, and not about options or outputs.
    pub on_sources: bool,
    pub make: fn(&mut World, &mut Dice),
}

const fn source(name: &'static str, share: usize, make: fn(&mut World, &mut Dice)) -> Kind {
    Kind { name, share, on_sources: true, make }
}

const fn around(name: &'static str, share: usize, make: fn(&mut World, &mut Dice)) -> Kind {
    Kind { name, share, on_sources: false, make }
}

pub const EDITS: &[Kind] = &[
    source("a body of the same size", 6, |w, d| {
        any(w, d, |page, d| page.stamp = d.below(1_000_000_000))
    }),
    source("a body with more or less in it", 4, |w, d| {
        any(w, d, |page, d| flip(&mut page.parts, d.below(PARTS.len())))
    }),
    source("a title", 4, |w, d| {
        any(w, d, |page, d| page.title = format!("Title {}", d.below(100)))
    }),
    source("a slug", 2, |w, d| {
        any(w, d, |page, d| {
            page.slug = (!d.one_in(3)).then(|| format!("{}-{}", page.name, d.below(9)))
        })
    }),
    source("a slug that another page has", 1, |w, d| {
        any(w, d, |page, _| page.slug = Some("page-1".to_owned()))
    }),
    source("a date", 3, |w, d| any(w, d, |page, d| page.date = (!d.one_in(5)).then(|| d.below(4)))),
    source("a day of publishing", 2, |w, d| {
        any(w, d, |page, d| page.publish = d.one_in(2).then(|| d.below(DAYS.len())))
    }),
    source("a day of expiry", 2, |w, d| {
        any(w, d, |page, d| page.expiry = d.one_in(2).then(|| d.below(DAYS.len())))
    }),
    source("a weight", 2, |w, d| any(w, d, |page, d| page.weight = d.below(5))),
    source("draft", 2, |w, d| any(w, d, |page, _| page.draft = !page.draft)),
    source("labels", 3, |w, d| any(w, d, |page, d| flip(&mut page.topics, d.below(TOPICS.len())))),
    source("an alias", 2, |w, d| {
        any(w, d, |page, d| page.alias = d.one_in(2).then(|| format!("/once-{}/", d.below(3))))
    }),
    source("a link", 3, |w, d| {
        let other = d.below(w.site.next);
        any(w, d, |page, _| flip(&mut page.links, other));
    }),
    source("a citation", 3, |w, d| {
        any(w, d, |page, d| flip(&mut page.cites, d.below(SOURCES.len())))
    }),
    source("a term on a page", 2, |w, d| {
        any(w, d, |page, d| flip(&mut page.terms, d.below(TERMS.len())))
    }),
    source("links of terms on a page", 2, |w, d| {
        any(w, d, |page, d| page.autolink = *d.pick(&[None, Some(true), Some(false)]))
    }),
    source("a page about health", 1, |w, d| any(w, d, |page, _| page.health = !page.health)),
    source("a picture", 2, |w, d| {
        any(w, d, |page, d| page.picture = u8::try_from(1 + d.below(200)).expect("small"))
    }),
    source("a page becomes a folder", 2, |w, d| any(w, d, |page, _| page.bundle = !page.bundle)),
    source("a page moves", 3, |w, d| any(w, d, |page, d| page.section = d.below(SECTIONS.len()))),
    source("a page is renamed", 2, |w, d| {
        any(w, d, |page, d| page.name = format!("name-{}-{}", d.below(1000), d.below(1000)))
    }),
    source("a page is added", 3, |w, d| {
        if w.site.pages.len() < 24 {
            let page = w.site.new_page(d);
            w.site.add(page);
        }
    }),
    source("a page is deleted", 2, delete),
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
            2 => index.cascade = !index.cascade,
            3 if section > 0 => index.draft = !index.draft,
            _ => *index = Index::random(section, d),
        }
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
    source("a question", 2, |w, _| w.site.question += 1),
    source("an outcome and its condition", 2, |w, _| w.site.outcome += 1),
    source("the site's title", 1, |w, _| w.site.config.title += 1),
    source("the site's address", 1, |w, d| w.site.config.base_url = d.below(3)),
    source("the site's language", 1, |w, d| w.site.config.language = d.below(2)),
    source("another kind of labels", 1, |w, _| w.site.config.audiences = !w.site.config.audiences),
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
        ]);
        w.site.mistake = Some((path.to_owned(), text.to_owned()));
    }),
    source("the mistake is mended", 4, |w, _| w.site.mistake = None),
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
    source("a body, a nanosecond later", 2, |w, d| saved(w, d, Saving::Nanosecond)),
    source("a body, by renaming, with the old time stamp", 2, |w, d| saved(w, d, Saving::Renamed)),
    source("a body, with a time stamp of long ago", 2, |w, d| saved(w, d, Saving::LongAgo)),
    around("a body, with a time stamp in the future", 1, |w, d| saved(w, d, Saving::Future)),
    around("the same file twice with a time stamp in the future", 1, |w, d| {
        saved(w, d, Saving::Future);
        w.save();
        w.build_again();
        // The same page again: the number in it is as long as before.
        let page = w.site.pages.values_mut().max_by_key(|page| page.stamp);
        if let Some(page) = page {
            page.stamp -= 1;
        }
        w.saving = Saving::Future;
    }),
    around("a body twice, with a build between, as fast as can be", 3, |w, d| {
        let id = *d.pick(&w.site.pages.keys().copied().collect::<Vec<_>>());
        for _ in 0..2 {
            w.site.pages.get_mut(&id).expect("picked among them").stamp = d.below(1_000_000_000);
            w.save();
            w.build_again();
        }
        w.site.pages.get_mut(&id).expect("picked among them").stamp = d.below(1_000_000_000);
    }),
    around("a file is touched", 2, |w, d| stamp(&w.any_source(d), Some(SystemTime::now()))),
    around("a file is replaced by its like", 1, |w, d| {
        let path = w.any_source(d);
        let bytes = fs::read(&path).expect("ours");
        write(&path, &bytes, Saving::Renamed);
    }),
    around("the clock", 5, |w, d| w.flags.now = d.below(DAYS.len())),
    around("drafts shown or not", 2, |w, _| w.flags.drafts = !w.flags.drafts),
    around("future pages shown or not", 1, |w, _| w.flags.future = !w.flags.future),
    around("all rules or some", 2, |w, _| w.flags.check = !w.flags.check),
    around("one thread or all", 1, |w, _| w.flags.one_thread = !w.flags.one_thread),
    around("another address on the command line", 1, |w, d| {
        w.flags.base_url =
            *d.pick(&[None, Some("https://else.example/"), Some("https://good.example/below/")])
    }),
    around("an output is edited by hand", 3, |w, d| {
        on_output(w, d, |path, bytes, d| {
            let mut bytes = bytes;
            if d.one_in(2) {
                bytes.extend(b"by hand");
            } else if let Some(byte) = bytes.last_mut() {
                *byte ^= 1;
            }
            write(&path, &bytes, Saving::Plain);
        })
    }),
    around("an output is deleted", 3, |w, d| {
        on_output(w, d, |path, _, _| fs::remove_file(path).expect("it was there"))
    }),
    around("an output is touched", 1, |w, d| {
        on_output(w, d, |path, _, _| stamp(&path, Some(SystemTime::now())))
    }),
    around("the whole output is deleted", 1, |w, _| {
        let _ = fs::remove_dir_all(w.public());
    }),
    around("the cache is deleted", 1, |w, _| {
        let _ = fs::remove_dir_all(w.cache());
    }),
    around("the cache is cut short", 2, |w, d| {
        on_cache(w, d, |bytes, d| bytes.truncate(d.below(bytes.len())))
    }),
    around("a bit of the cache flips", 3, |w, d| {
        on_cache(w, d, |bytes, d| {
            if !bytes.is_empty() {
                let at = d.below(bytes.len());
                bytes[at] ^= 1 << d.below(8);
            }
        })
    }),
    around("the cache holds something else", 1, |w, d| {
        on_cache(w, d, |bytes, _| *bytes = b"something else".to_vec())
    }),
    around("the cache is kept for later", 1, |w, _| w.old_cache = Some(tree(&w.cache()))),
    around("an old cache comes back", 2, |w, _| {
        if let Some(old) = &w.old_cache {
            let _ = fs::remove_dir_all(w.cache());
            for (path, file) in old {
                write(&w.cache().join(path), &file.bytes, Saving::Plain);
            }
        }
    }),
    around("a file that nobody made in the output", 1, |w, d| {
        if w.public().is_dir() {
            write(&w.public().join(format!("mine-{}.txt", d.below(2))), b"mine", Saving::Plain);
        }
    }),
];

/// An edit as it was drawn: which, and the dice for its own choices. Shrinks towards harmless ones.
#[derive(Clone, Debug)]
pub struct Edit {
    pub kind: usize,
    pub dice: u64,
}

impl Edit {
    pub fn make(&self, world: &mut World) {
        let before = world.site.clone();
        (EDITS[self.kind].make)(world, &mut Dice(self.dice));
        if !EDITS[self.kind].name.ends_with("undone") {
            world.past.push(before);
        }
        world.save();
    }
}

fn any(world: &mut World, dice: &mut Dice, change: impl Fn(&mut Page, &mut Dice)) {
    let ids: Vec<usize> = world.site.pages.keys().copied().collect();
    if let Some(page) = world.site.pages.get_mut(dice.pick(&ids)) {
        change(page, dice);
    }
}

/// Adds it, or takes it away.
fn flip(list: &mut Vec<usize>, item: usize) {
    let before = list.len();
    list.retain(|one| *one != item);
    if list.len() == before {
        list.push(item);
    }
}

fn d_term<'a>(world: &'a mut World, dice: &mut Dice) -> &'a mut super::site::Term {
    &mut world.site.glossary[dice.below(TERMS.len())]
}

/// The pages that show a block stay: without them a site has errors for ever.
fn delete(world: &mut World, dice: &mut Dice) {
    let plain = world.site.pages.iter().filter(|(_, page)| page.embed.is_none());
    let ids: Vec<usize> = plain.map(|(id, _)| *id).collect();
    if ids.len() > 1 {
        world.site.pages.remove(dice.pick(&ids));
    }
}

fn saved(world: &mut World, dice: &mut Dice, saving: Saving) {
    world.saving = saving;
    any(world, dice, |page, dice| page.stamp = dice.below(1_000_000_000));
}

fn on_output(world: &World, dice: &mut Dice, change: fn(PathBuf, Vec<u8>, &mut Dice)) {
    let outputs = tree(&world.public());
    // A file of nobody's making is not an output, and stays as it is.
    let ours: Vec<_> = outputs.iter().filter(|(path, _)| !is_foreign(path)).collect();
    if !ours.is_empty() {
        let (path, file) = dice.pick(&ours);
        change(world.public().join(path), file.bytes.clone(), dice);
    }
}

fn on_cache(world: &World, dice: &mut Dice, change: fn(&mut Vec<u8>, &mut Dice)) {
    let files = tree(&world.cache());
    let files: Vec<_> = files.iter().collect();
    if !files.is_empty() {
        let (path, file) = dice.pick(&files);
        let mut bytes = file.bytes.clone();
        change(&mut bytes, dice);
        write(&world.cache().join(path), &bytes, Saving::Plain);
    }
}
