//! The files of a site, from the facts about it.
//!
//! In: a [`Site`]. Out: each file's bytes by its path.

use super::front::AWAY;
use super::site::{
    CASCADES, Config, DAYS, DRAWINGS, EMBEDS, FOOTNOTE, Index, LABELS, LINK_FORMS, OPENINGS,
    OVERRIDES, PARTS, PICTURES, Page, ROWS, SECTIONS, SMALL_HEADING, SOURCES, Site, TERMS, TOPICS,
};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Five words; of two hundred a page takes a minute more.
const LONG_TEXT: &str = "One word after another one. ";

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
        for (id, page) in &self.pages {
            put(&page.path(), self.text(*id, page));
        }
        self.data(&mut put);
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

    /// A place that the page has, for links to it.
    pub fn place(&self, id: usize) -> &'static str {
        let parts = self.pages.get(&id).map_or(&[][..], |page| &page.parts);
        match id % 3 {
            0 => "",
            1 if parts.contains(&FOOTNOTE) => "#fn-1",
            _ if parts.contains(&SMALL_HEADING) => "#a-small-heading",
            _ => "#more",
        }
    }

    fn has_audiences(&self) -> bool {
        LABELS[self.config.labels].contains("audiences")
    }

    fn path_of_embed(&self, name: &str) -> String {
        let page = self.pages.values().find(|page| page.shows(name));
        page.map_or_else(
            || "/".to_owned(),
            |page| {
                let last = page.slug.as_ref().unwrap_or(&page.name);
                format!("/{}{last}/", &folder(page.section)["content/".len()..])
            },
        )
    }

    /// The text of a page: front matter, then what it holds.
    pub fn text(&self, id: usize, page: &Page) -> String {
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
        let audiences =
            if page.front.audience && self.has_audiences() { "audiences: [teens]" } else { "" };
        key(
            "taxonomies",
            (!topics.is_empty() || !audiences.is_empty())
                .then(|| format!("{{ topics: [{}], {audiences} }}", topics.join(", "))),
        );
        key(
            "description",
            page.weight.is_multiple_of(2).then(|| {
                format!("What {} says, in one sentence that is long enough for a list.", page.title)
            }),
        );
        text.push_str(&self.front(id, page));
        text.push_str("---\n");
        // The page of the help lines is what others lead to.
        if let Some(opening) = page.opening.filter(|_| !page.shows("help-lines")) {
            let help = self.pages.iter().find(|(_, page)| page.shows("help-lines"));
            let help = help.and_then(|(id, _)| self.path_from(page, *id));
            let help = help.as_deref().unwrap_or("#more");
            let _ = write!(text, "{}\n\n", OPENINGS[opening].replace("HELP", help));
        }
        let _ = write!(text, "A text with the number {:010}.\n\n", page.stamp);
        for other in &page.links {
            if let Some(path) = self.path_from(page, *other) {
                // A row leads to a whole page, or it would not say how long it takes.
                let place = if page.link_form == ROWS { "" } else { self.place(*other) };
                let form = LINK_FORMS[page.link_form].replace("TO", &format!("{path}{place}"));
                text.push_str(&form.replace('N', &other.to_string()));
            }
        }
        text.push('\n');
        if let Some(away) = self.away.as_ref().filter(|away| away.on == id && away.form < 2) {
            let path = self.path_from(page, away.to).filter(|_| away.form == 0);
            let (path, place) = (path.unwrap_or_default(), AWAY[away.id]);
            let _ = write!(text, "There is [a place]({path}#{place}).\n\n");
        }
        for source in &page.cites {
            let _ =
                write!(text, "It is known [@{}, p. {}].\n\n", SOURCES[*source], page.weight + 1);
        }
        for term in &page.terms {
            let _ = write!(text, "An [[{}]] takes time.\n\n", TERMS[*term]);
        }
        let (number, more) = (page.heading, "The alliance, homework and supervision.");
        let _ = write!(text, "## More `{number}` {{#more}}\n\n{more}\n\n");
        let mut parts = page.parts.clone();
        parts.dedup();
        for (place, part) in parts.iter().enumerate() {
            let mut part_text = PARTS[*part].replace("[^n]", &format!("[^n{place}]"));
            if !self.code {
                part_text = part_text.replace("```yaml", "```").replace("```rust", "```");
            }
            // A footnote has one label a page.
            let _ = write!(text, "{}\n\n", part_text.replace("LONG", &LONG_TEXT.repeat(40)));
        }
        if page.bundle {
            let _ = write!(text, "{}\n\n", PICTURES[page.alt]);
        }
        if let Some(drawing) = page.drawing {
            let _ = write!(text, "```goodfit drawing {}\n```\n\n", DRAWINGS[drawing]);
        }
        if let Some(embed) = page.embed {
            let _ = write!(text, "```goodfit {}\n```\n", EMBEDS[embed]);
        }
        text
    }
}

impl Page {
    /// Whether it is the page of that block.
    fn shows(&self, name: &str) -> bool {
        self.embed.is_some_and(|embed| EMBEDS[embed] == name)
    }

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
            "---\ntitle: \"{}\"\nsort_by: {}\npaginate_by: {}\n{}{}{}---\nThe number {:010} and an [[alliance]].\n",
            self.title,
            ["weight", "date", "title", "path"][self.sort_by],
            self.paginate_by,
            match CASCADES[self.cascade] {
                "" => String::new(),
                said => format!("cascade:\n  {said}\n"),
            },
            ["", "feed: true\n", "feed: false\n"][self.feed],
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
        text.push_str(LABELS[self.labels]);
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
