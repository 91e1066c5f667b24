//! The files in `data/` of a random site, and its questionnaire.

use super::site::{DAYS, DRAWINGS, SOURCES, Site, TERMS};
use std::fmt::Write as _;

impl Site {
    /// Puts each of them.
    pub fn data(&self, put: &mut impl FnMut(&str, String)) {
        if self.bibtex {
            put("data/references.bib", self.bibtex());
        } else {
            put("data/references.yaml", self.references());
        }
        self.drawings(put);
        put("data/glossary.yaml", self.glossary());
        put("content/group.checklist.yaml", self.questionnaire());
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
            put("data/wording.yaml", "safety:\n  medicine: [medicine]\n  self_harm: [suicide]\n  forbidden: [{ word: cured, instead: say what happens }]\n".to_owned());
        }
        put("data/facts.yaml", format!("word: fact {}\n", self.facts));
        put("data/rows.csv", format!("a,b\n{}", "1,2\n".repeat(self.facts % 7)));
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

    /// The same in BibTeX's format.
    fn bibtex(&self) -> String {
        let entry = |(key, edits): (&&str, &usize)| {
            format!(
                "@article{{{key},\n  author = {{Ames, Ada B.}},\n  title = {{Teamwork and results {edits}}},\n  journal = {{A Journal}}, volume = 3, pages = {{1--9}}, year = {year},\n  doi = {{10.1000/{key}}},\n}}\n",
                year = &key[4..]
            )
        };
        SOURCES.iter().zip(&self.sources).map(entry).collect()
    }

    fn drawings(&self, put: &mut impl FnMut(&str, String)) {
        for (name, edits) in DRAWINGS.iter().zip(&self.drawings) {
            if let Some(edits) = edits {
                put(
                    &format!("data/drawings/{name}.svg"),
                    format!(
                        "<svg viewBox=\"0 0 4 2\"><title>It shows {edits}</title><path d=\"M0 0h{edits}\"/></svg>\n"
                    ),
                );
            }
        }
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
