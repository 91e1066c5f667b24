//! The files of a site, from the facts about it.
//!
//! In: a [`Site`]. Out: each file's bytes by its path.

use super::site::{
    Config, DAYS, EMBEDS, Index, OVERRIDES, PARTS, Page, SECTIONS, SOURCES, Site, TERMS, TOPICS,
};
use std::collections::BTreeMap;
use std::fmt::Write as _;

impl Site {
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
