//! A random site of at most 30 pages, as facts that edits can change.
//!
//! In: dice. Out: a [`Site`]. Links name pages by number, so that a page that moves takes its links
//! along, as a careful author would. What the files say is left to `texts`.

use super::front::{Away, Front};
use std::collections::BTreeMap;

/// Numbers that look random and are the same each time.
#[derive(Clone)]
pub struct Dice(pub u64);

impl Dice {
    /// A number below `most`.
    pub fn below(&mut self, most: usize) -> usize {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let most = u64::try_from(most.max(1)).expect("small");
        usize::try_from((z ^ (z >> 31)) % most).expect("it is below a usize")
    }

    /// True once in so many times.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of several.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// Days around the day of the first build, which is in their midst.
pub const DAYS: &[&str] =
    &["2025-11-20", "2026-03-02", "2026-11-20", "2026-11-25", "2026-12-24", "2027-02-01"];
pub const TOPICS: &[&str] = &["money", "finding help", "first call", "groups"];
pub const SOURCES: &[&str] = &["ames2018", "berg2020", "cole1961"];
pub const TERMS: &[&str] = &["Alliance", "Homework", "Supervision"];
pub const SECTIONS: &[&str] = &["", "choosing", "choosing/deeper", "works", "works/deeper/still"];
/// What a block can show.
pub const EMBEDS: &[&str] =
    &["glossary", "references", "help-lines", "registers", "privacy", "checklist group", "a-z"];
pub const DRAWINGS: &[&str] = &["chairs", "cups/six"];
/// What a paragraph can hold, beside links, sources and terms.
pub const PARTS: &[&str] = &[
    "A first session often lasts fifty minutes.[^n]\n\n[^n]: Ask before.",
    "```yaml\ntitle: \"One\" # a note\n```",
    "```rust\nfn main() { let one = 1; }\n```",
    "> [!NOTE] How sure?\n> Fairly. The alliance is homework for two.",
    "| Place | Look |\n|---|---|\n| Near | here |",
    "- [ ] Write\n- [x] Breathe",
    "<!-- allow forbidden-word, medicine-without-box: it is shown -->\nNobody was cured by medicine.",
    "This <i>gives</i> a warning.",
    "<!-- allow skipped-heading-level: nothing is skipped -->\nA waiver for nothing.",
    "### A small heading\n\nBelow it, the alliances.",
    "A walk, and medicine.\n\n> [!MEDICINE]\n> Do not stop a medicine because of this page.",
    "Some people think of suicide.",
    "LONG",
    "[Click here](https://example.org/one \"Why there\"), or [click here](https://example.org/two).",
    "The [color of it](https://example.org/color \"behavior\"), and the [color of it](#more \"A color\").",
];
/// Those among them that have a place of their own, that speak of what is watched, and that take a
/// minute to read.
pub const FOOTNOTE: usize = 0;
pub const SMALL_HEADING: usize = 9;
pub const WATCHED: usize = 11;
pub const LONG: usize = 12;
/// What can stand before everything else; `HELP` is the way to the help lines. Of the first
/// [`LEADS_TO_HELP`], each is what a page needs that speaks of suicide.
pub const OPENINGS: &[&str] = &[
    "Not safe? Go to [help now](HELP).",
    "- [Help now](HELP)\n- Or wait.",
    "1. Wait.\n2. [Help now](HELP).",
    "> [!NOTE] Not safe?\n> Go to [help now](HELP).",
    "> [!MEDICINE]\n> Do not stop it. Not safe? Go to [help now](HELP).",
    "An opening of more than one paragraph.\n\n> [!NOTE]\n> [Help now](HELP)",
    "```goodfit help-lines emergency\n```",
    "> [!MEDICINE]\n> Do not stop a medicine because of this page.",
    "Write to [them](https://example.org/help).\n\nThere is [help](HELP).",
    "> There is [help](HELP), somebody says.",
    "## Before all\n\nThere is [help](HELP).",
];
pub const LEADS_TO_HELP: usize = 7;
/// How a link is written; `N` is the number of the other page, `TO` the way there.
pub const LINK_FORMS: &[&str] = &[
    "See [N](TO).\n\n",
    "- [Page N](TO)\\\n  Some words on it.\n",
    "See [page N](TO \"A title N\").\n\n",
    "Look [here](TO).\n\n",
    "See [the color of N](TO 'Its behavior').\n\n",
];
/// Which of them is a row of a list.
pub const ROWS: usize = 1;
/// How a picture is written.
pub const PICTURES: &[&str] = &[
    "![Two chairs](photo.png)",
    "![Two chairs by a window](photo.png)",
    "![A gray room](photo.png \"A color\")",
    "![](photo.png \"decorative\")",
];
/// What a section hands down.
pub const CASCADES: &[&str] = &[
    "",
    "taxonomies:\n    topics: [groups]",
    "extra: { minutes: 7, word: handed down }",
    "extra: { minutes: 0 }",
    "index: false",
    "authors: [ada]",
    "authors: [editors]",
    "expiry_date: 2026-12-24",
    "publish_date: 2026-11-20\n  extra: { word: another }",
];
/// Kinds of labels.
pub const LABELS: &[&str] = &[
    "",
    "taxonomies:\n  topics:\n  audiences: { title: Who, feed: false }\n",
    "taxonomies:\n  topics: { paginate_by: 2, feed: false }\n",
    "taxonomies:\n  topics: { title: About, paginate_by: 1 }\n  audiences: { feed: true, paginate_by: 2 }\n",
];

#[derive(Clone)]
pub struct Page {
    pub section: usize,
    pub name: String,
    /// A folder of its own, with a picture.
    pub bundle: bool,
    pub title: String,
    /// Ten digits in the body: to change them keeps the size of the file.
    pub stamp: usize,
    pub date: Option<usize>,
    pub publish: Option<usize>,
    pub expiry: Option<usize>,
    pub weight: usize,
    pub draft: bool,
    pub slug: Option<String>,
    pub alias: Option<String>,
    pub topics: Vec<usize>,
    pub health: bool,
    pub autolink: Option<bool>,
    pub links: Vec<usize>,
    pub cites: Vec<usize>,
    pub terms: Vec<usize>,
    pub parts: Vec<usize>,
    pub embed: Option<usize>,
    pub drawing: Option<usize>,
    pub opening: Option<usize>,
    pub link_form: usize,
    /// How often the words of its first heading were edited.
    pub heading: usize,
    /// The width of the picture of a bundle, and its words.
    pub picture: u8,
    pub alt: usize,
    pub front: Front,
}

/// The index of a section: what it says, if it is there.
#[derive(Clone)]
pub struct Index {
    pub title: String,
    pub stamp: usize,
    pub sort_by: usize,
    pub paginate_by: usize,
    pub cascade: usize,
    /// Whether it has feeds: not said, yes, no.
    pub feed: usize,
    pub draft: bool,
}

#[derive(Clone)]
pub struct Term {
    pub definition: usize,
    pub also: bool,
    pub autolink: bool,
}

#[derive(Clone)]
pub struct Config {
    pub title: usize,
    pub base_url: usize,
    pub language: usize,
    pub labels: usize,
    pub autolink: bool,
    pub apa: bool,
    pub level: usize,
    pub paginate_by: usize,
    pub feed_limit: usize,
    pub detail: usize,
}

#[derive(Clone)]
pub struct Site {
    pub pages: BTreeMap<usize, Page>,
    pub next: usize,
    pub indexes: BTreeMap<usize, Index>,
    pub config: Config,
    /// How often each source, person, line and so on was edited: it is in what they say.
    pub sources: Vec<usize>,
    /// Whether they are in BibTeX's format.
    pub bibtex: bool,
    /// How often each drawing was edited, if it is there.
    pub drawings: Vec<Option<usize>>,
    pub glossary: Vec<Term>,
    pub people: usize,
    pub lines: usize,
    pub lines_verified: usize,
    pub registers: usize,
    pub notes: usize,
    pub words: bool,
    pub facts: usize,
    /// Whether pages show code, which takes the program as long to begin with as all the rest.
    pub code: bool,
    pub question: usize,
    pub outcome: usize,
    /// Which of [`OVERRIDES`] are there, and how often each was edited.
    pub theme: BTreeMap<usize, usize>,
    /// Files that are copied as they are.
    pub files: BTreeMap<String, String>,
    /// A file that stops the build, which stands for one that was there.
    pub mistake: Option<(String, String)>,
    pub away: Option<Away>,
}

/// Files a site can lay over those of the theme; `N` is a number that edits change.
pub const OVERRIDES: &[(&str, &str)] = &[
    (
        "templates/partials/turn.html",
        "<p>turn N {{ page.prev?.title or \"none\" }} {{ page.next?.title or \"none\" }}</p>\n",
    ),
    (
        "templates/partials/in-short.html",
        "<p>short N {{ page.title }} {{ site.data.facts.word }}</p>\n",
    ),
    (
        "templates/page.html",
        "{% extends \"base.html\" %}{% block after_content %}<p>page N {{ site.data.facts.word }} {{ site.title }} {{ page.extra?.word or \"none\" }}</p>{% endblock after_content %}\n",
    ),
    ("templates/partials/footer.html", "<footer><p>N {{ site.data.rows | length }}</p></footer>\n"),
    (
        "templates/term.html",
        "<!doctype html><html lang=\"en\"><title>N {{ page.title }}</title>{% for p in pages %}<p>{{ p.title }} {{ p.url }}</p>{% endfor %}</html>\n",
    ),
    ("css/70-own.css", ".own { margin: Npx }\n"),
    ("css/20-base.css", "body { margin: Npx }\n"),
    ("static/own.txt", "N\n"),
];

impl Site {
    pub fn random(dice: &mut Dice) -> Self {
        let mut site = Self {
            pages: BTreeMap::new(),
            next: 0,
            indexes: BTreeMap::new(),
            config: Config {
                title: 0,
                base_url: dice.below(2),
                language: 0,
                labels: dice.below(LABELS.len()),
                autolink: dice.one_in(2),
                apa: dice.one_in(2),
                level: 0,
                paginate_by: dice.below(4),
                feed_limit: 3 + dice.below(20),
                detail: *dice.pick(&[0, 0, 1, 2]),
            },
            sources: vec![0; SOURCES.len()],
            bibtex: dice.one_in(3),
            drawings: vec![Some(0); DRAWINGS.len()],
            glossary: TERMS
                .iter()
                .map(|_| Term { definition: 0, also: dice.one_in(2), autolink: !dice.one_in(3) })
                .collect(),
            people: 0,
            lines: 0,
            lines_verified: 2,
            registers: 0,
            notes: 0,
            words: dice.one_in(2),
            facts: 0,
            code: dice.one_in(8),
            question: 0,
            outcome: 0,
            theme: BTreeMap::new(),
            files: BTreeMap::from([("content/notes.txt".to_owned(), "a static file".to_owned())]),
            mistake: None,
            away: None,
        };
        for section in 0..SECTIONS.len() {
            if section == 0 || !dice.one_in(4) {
                let index = Index::random(section, dice);
                site.indexes.insert(section, index);
            }
        }
        // The blocks need a page each, or most sites would have nothing but errors.
        for embed in 0..EMBEDS.len() {
            let page = Page {
                embed: Some(embed),
                draft: false,
                publish: None,
                expiry: None,
                ..site.new_page(dice)
            };
            site.add(page);
        }
        for _ in 0..2 + dice.below(18) {
            let page = site.new_page(dice);
            site.add(page);
        }
        for over in 0..OVERRIDES.len() {
            if dice.one_in(4) {
                site.theme.insert(over, dice.below(9));
            }
        }
        site.mend();
        for id in 0..site.next {
            if dice.one_in(5) {
                site.record(id, 1 + dice.below(2));
            }
        }
        site
    }

    /// Takes back what stops builds and does not pass by itself.
    pub fn mend(&mut self) {
        (self.mistake, self.away) = (None, None);
        for drawing in &mut self.drawings {
            drawing.get_or_insert_default();
        }
        for page in self.pages.values_mut() {
            let watched = page.parts.contains(&WATCHED) || page.title.contains("suicide");
            if watched && page.opening.is_none_or(|opening| opening >= LEADS_TO_HELP) {
                page.opening = Some(page.stamp % LEADS_TO_HELP);
            }
        }
    }

    pub fn add(&mut self, page: Page) {
        self.pages.insert(self.next, page);
        self.next += 1;
    }

    /// A page that is not there yet.
    pub fn new_page(&self, dice: &mut Dice) -> Page {
        let number = self.next;
        let some = |dice: &mut Dice, most: usize| -> Vec<usize> {
            (0..dice.below(3)).map(|_| dice.below(most)).collect()
        };
        Page {
            section: dice.below(SECTIONS.len()),
            name: format!("page-{number}"),
            bundle: dice.one_in(4),
            title: format!("Page {number}"),
            stamp: dice.below(1_000_000_000),
            date: (!dice.one_in(5)).then(|| dice.below(4)),
            publish: dice.one_in(8).then(|| dice.below(DAYS.len())),
            expiry: dice.one_in(8).then(|| dice.below(DAYS.len())),
            weight: dice.below(5),
            draft: dice.one_in(10),
            slug: dice.one_in(6).then(|| format!("slug-{number}")),
            alias: dice.one_in(6).then(|| format!("/old-{number}/")),
            topics: some(dice, TOPICS.len()),
            health: dice.one_in(6),
            autolink: *dice.pick(&[None, None, Some(true), Some(false)]),
            links: some(dice, number.max(1)),
            cites: some(dice, SOURCES.len()),
            terms: some(dice, TERMS.len()),
            parts: some(dice, PARTS.len()),
            embed: None,
            drawing: dice.one_in(8).then(|| dice.below(DRAWINGS.len())),
            opening: dice.one_in(3).then(|| dice.below(OPENINGS.len())),
            link_form: if dice.one_in(3) { ROWS } else { dice.below(LINK_FORMS.len()) },
            heading: 0,
            picture: u8::try_from(1 + dice.below(200)).expect("small"),
            alt: dice.below(PICTURES.len()),
            front: Front::random(number.max(1), dice),
        }
    }
}

impl Index {
    pub fn random(section: usize, dice: &mut Dice) -> Self {
        Self {
            title: format!("Section {section}"),
            stamp: dice.below(1_000_000_000),
            sort_by: dice.below(4),
            paginate_by: dice.below(4),
            cascade: if dice.one_in(3) { dice.below(CASCADES.len()) } else { 0 },
            feed: dice.below(3),
            draft: false,
        }
    }
}
