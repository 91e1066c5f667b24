//! A random site of at most 30 pages, as facts that edits can change, and the files they make.
//!
//! In: dice. Out: a [`Site`], and its files by path. Links name pages by number, so that a page
//! that moves takes its links along, as a careful author would.

use std::collections::BTreeMap;
use std::fmt::Write as _;

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
    &["glossary", "references", "help-lines", "registers", "privacy", "checklist group"];
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
    /// The width of the picture of a bundle.
    pub picture: u8,
}

/// The index of a section: what it says, if it is there.
#[derive(Clone)]
pub struct Index {
    pub title: String,
    pub stamp: usize,
    pub sort_by: usize,
    pub paginate_by: usize,
    pub cascade: bool,
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
    pub audiences: bool,
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
        "{% extends \"base.html\" %}{% block after_content %}<p>page N {{ site.data.facts.word }} {{ site.title }}</p>{% endblock after_content %}\n",
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
                audiences: dice.one_in(2),
                autolink: dice.one_in(2),
                apa: dice.one_in(2),
                level: 0,
                paginate_by: dice.below(4),
                feed_limit: 3 + dice.below(20),
                detail: dice.below(3),
            },
            sources: vec![0; SOURCES.len()],
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
        site
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
            picture: u8::try_from(1 + dice.below(200)).expect("small"),
        }
    }

    /// All files, by path.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        let mut put = |path: &str, text: String| {
            files.insert(path.to_owned(), text.into_bytes());
        };
        put("goodfit.yaml", self.config.text(&self.path_of_embed("help-lines")));
        for (section, index) in &self.indexes {
            put(&format!("{}_index.md", folder(*section)), index.text());
        }
        for page in self.pages.values() {
            put(&page.path(), self.text(page));
        }
        put("content/group.checklist.yaml", self.questionnaire());
        put("data/references.yaml", self.references());
        put("data/glossary.yaml", self.glossary());
        let people = self.people;
        put(
            "data/people.yaml",
            format!(
                "editors: {{ name: The editors {people}, organisation: true }}\nada: {{ name: Ada {people} }}\n"
            ),
        );
        let (lines, day) = (self.lines, DAYS[self.lines_verified]);
        put(
            "data/help-lines.yaml",
            format!(
                "- {{ country: UK, kind: emergency, service: Emergency services, how: [call], numbers: [\"999\"], source: Their own page, verified: {day} }}\n\
             - {{ country: UK, kind: line, service: To talk {lines}, how: [call, text], numbers: [\"116 000\"], source: Their own page, verified: 2026-11-02 }}\n"
            ),
        );
        put(
            "data/registers.yaml",
            format!(
                "- country: Ireland\n  check: [{{ for: Counsellors, body: A body {} }}]\n  complain: [The body]\n  source: Read\n  verified: 2026-11-02\n",
                self.registers
            ),
        );
        if self.notes > 0 {
            put(
                "data/source-notes.yaml",
                format!("cole1961: {{ classic: \"For the idea {}\" }}\n", self.notes),
            );
        }
        if self.words {
            put("data/wording.yaml", "safety:\n  medicine: [medicine]\n  forbidden: [{ word: cured, instead: say what happens }]\n".to_owned());
        }
        put("data/facts.yaml", format!("word: fact {}\n", self.facts));
        put("data/rows.csv", format!("a,b\n{}", "1,2\n".repeat(self.facts % 7)));
        for (over, edits) in &self.theme {
            let (path, text) = OVERRIDES[*over];
            put(&format!("themes/default/{path}"), text.replace('N', &edits.to_string()));
        }
        for (path, text) in
            self.files.iter().chain(self.mistake.as_ref().map(|(path, text)| (path, text)))
        {
            put(path, text.clone());
        }
        for page in self.pages.values().filter(|page| page.bundle) {
            files.insert(page.path().replace("index.md", "photo.png"), picture(page.picture));
        }
        files
    }

    fn path_of_embed(&self, name: &str) -> String {
        let page =
            self.pages.values().find(|page| page.embed.is_some_and(|embed| EMBEDS[embed] == name));
        page.map_or_else(
            || "/".to_owned(),
            |page| {
                let last = page.slug.as_ref().unwrap_or(&page.name);
                format!("/{}{last}/", &folder(page.section)["content/".len()..])
            },
        )
    }

    /// The text of a page: front matter, then what it holds.
    fn text(&self, page: &Page) -> String {
        let mut text = format!("---\ntitle: \"{}\"\nweight: {}\n", page.title, page.weight);
        let mut key = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                let _ = writeln!(text, "{name}: {value}");
            }
        };
        let day = |day: Option<usize>| day.map(|day| DAYS[day].to_owned());
        // What is due is counted from this day.
        let date = if page.health { Some(2) } else { page.date };
        key("date", day(date));
        key("publish_date", day(page.publish));
        let first = date.max(page.publish);
        key("expiry_date", day(page.expiry.filter(|last| Some(*last) > first)));
        key("draft", page.draft.then(|| "true".to_owned()));
        key("slug", page.slug.clone());
        key("aliases", page.alias.as_ref().map(|alias| format!("[{alias}]")));
        key("glossary", page.autolink.map(|yes| yes.to_string()));
        let topics: Vec<&str> = page.topics.iter().map(|topic| TOPICS[*topic]).collect();
        key(
            "taxonomies",
            (!topics.is_empty()).then(|| format!("{{ topics: [{}] }}", topics.join(", "))),
        );
        key(
            "description",
            page.weight.is_multiple_of(2).then(|| {
                format!("What {} says, in one sentence that is long enough for a list.", page.title)
            }),
        );
        if page.health {
            key("type", Some("health".to_owned()));
            key("authors", Some("[editors]".to_owned()));
            key("reviewers", Some("none".to_owned()));
            key("review_by", Some("2027-01-15".to_owned()));
        }
        let _ = write!(text, "---\nA text with the number {:010}.\n\n", page.stamp);
        for id in &page.links {
            // A page that is gone takes the links to it along.
            if let Some(other) = self.pages.get(id) {
                let up = "../".repeat(page.path().matches('/').count() - 1);
                let _ = write!(
                    text,
                    "See [{}]({up}{}{}).\n\n",
                    id,
                    &other.path()["content/".len()..],
                    if id % 2 == 0 { "#more" } else { "" }
                );
            }
        }
        for source in &page.cites {
            let _ =
                write!(text, "It is known [@{}, p. {}].\n\n", SOURCES[*source], page.weight + 1);
        }
        for term in &page.terms {
            let _ = write!(text, "An [[{}]] takes time.\n\n", TERMS[*term]);
        }
        let _ = write!(text, "## More {{#more}}\n\nThe alliance, homework and supervision.\n\n");
        let mut parts = page.parts.clone();
        parts.dedup();
        for (place, part) in parts.iter().enumerate() {
            let mut part_text = PARTS[*part].replace("[^n]", &format!("[^n{place}]"));
            if !self.code {
                part_text = part_text.replace("```yaml", "```").replace("```rust", "```");
            }
            // A footnote has one label a page.
            let _ = write!(text, "{}\n\n", part_text);
        }
        if page.bundle {
            text.push_str("![Two chairs](photo.png)\n\n");
        }
        if let Some(embed) = page.embed {
            let _ = write!(text, "```goodfit {}\n```\n", EMBEDS[embed]);
        }
        text
    }

    fn questionnaire(&self) -> String {
        format!(
            "title: Is this group for me?\npublished: 2026-11-02\nreview_by: 2027-01-02\nfunding: Nobody paid for it.\nsources: [ames2018]\n\
             limits: It is not a test.\nintro: It takes two minutes {q}.\nanswers:\n  yes: Yes\n  partly: Partly\n  no: No\norder: [no, partly, yes]\nflag_on: [no]\n\
             sections:\n  - id: before\n    title: Before\n    questions:\n      - id: rules\n        ask: Do you know the rules {q}?\n      - id: time\n        ask: Can you come?\n\
             outcomes:\n  - id: ask\n    when: rules is no{w}\n    heading: Ask\n    short: Ask {o}.\n    text: Something is missing [@berg2020].\n  - id: go\n    heading: Go\n    short: Go.\n    text: The alliance is worth a try {o}.\n",
            q = self.question,
            o = self.outcome,
            w = if self.outcome % 2 == 1 { " or time is no" } else { "" },
        )
    }

    fn references(&self) -> String {
        let entry = |(key, edits): (&&str, &usize)| {
            format!(
                "{key}:\n  type: article\n  title: Teamwork and results {edits}\n  author: [\"Ames, Ada B.\"]\n  date: {}\n  page-range: 1-9\n  serial-number: {{ doi: 10.1000/{key} }}\n  parent: {{ type: periodical, title: A Journal, volume: 3 }}\n",
                &key[4..]
            )
        };
        SOURCES.iter().zip(&self.sources).map(entry).collect()
    }

    fn glossary(&self) -> String {
        let mut text = String::new();
        for (name, term) in TERMS.iter().zip(&self.glossary) {
            let lower = name.to_lowercase();
            let _ = write!(
                text,
                "- term: {name}\n  definition: what it means {}.\n  forms: [{lower}s]\n",
                term.definition
            );
            if term.also {
                let _ = writeln!(text, "  also: [working {lower}]");
            }
            if !term.autolink {
                text.push_str("  autolink: false\n");
            }
        }
        text
    }
}

impl Page {
    pub fn path(&self) -> String {
        let folder = folder(self.section);
        if self.bundle {
            format!("{folder}{}/index.md", self.name)
        } else {
            format!("{folder}{}.md", self.name)
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
            cascade: dice.one_in(4),
            draft: false,
        }
    }

    fn text(&self) -> String {
        format!(
            "---\ntitle: \"{}\"\nsort_by: {}\npaginate_by: {}\n{}{}---\nThe number {:010} and an [[alliance]].\n",
            self.title,
            ["weight", "date", "title", "path"][self.sort_by],
            self.paginate_by,
            if self.cascade { "cascade:\n  taxonomies:\n    topics: [groups]\n" } else { "" },
            if self.draft { "draft: true\n" } else { "" },
            self.stamp
        )
    }
}

impl Config {
    fn text(&self, help: &str) -> String {
        let mut text = format!(
            "title: Site {}\nbase_url: https://{}\nlanguage: {}\npublisher: The town\ncontact: editors@good.example\nfunding: The town\n\
             paginate_by: {}\nfeed_limit: {}\ncitations: {{ style: {} }}\nglossary: {{ autolink: {} }}\ntheme_settings: {{ help_url: {help}, list_detail: {} }}\n",
            self.title,
            ["good.example/", "good.example/guide/", "other.example/"][self.base_url],
            ["en-GB", "en"][self.language],
            self.paginate_by,
            self.feed_limit,
            if self.apa { "apa" } else { "vancouver" },
            self.autolink,
            ["minutes", "date", "none"][self.detail],
        );
        if self.audiences {
            text.push_str("taxonomies:\n  topics:\n  audiences: { title: Who, feed: false }\n");
        }
        text.push_str(
            [
                "",
                "check: { allow: [missing-description] }\n",
                "check: { warn: [passive-voice] }\n",
                "check: { error: [missing-description] }\n",
            ][self.level],
        );
        text
    }
}

fn folder(section: usize) -> String {
    match SECTIONS[section] {
        "" => "content/".to_owned(),
        path => format!("content/{path}/"),
    }
}

/// A PNG that says how wide it is, and holds nothing.
fn picture(width: u8) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0".to_vec();
    bytes.extend([width, 0, 0, 0, 30, 8, 2, 0, 0, 0, width, 0, 0, 0]);
    bytes
}
