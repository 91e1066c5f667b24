//! From the fields of BibTeX and BibLaTeX to those of an [`Entry`].

use crate::diagnostics::{Diagnostic, codes};
use crate::source::{SourceText, Span};
use crate::trust::entry::{Entry, Kind, Name, Names, Published};
use crate::trust::{hayagriva::doi, style::is_web_address};
use crate::yaml::Findings;
use biblatex::{Chunk, ChunksExt, Person, RawEntry, Spanned};
use std::cell::Cell;
use std::ops::Range;

/// What is the same for all fields of an entry.
struct Fields<'a> {
    entry: &'a biblatex::Entry,
    raw: &'a RawEntry<'a>,
    source: &'a SourceText,
    findings: &'a Findings,
    has_faults: Cell<bool>,
}

pub(super) fn convert(
    entry: &biblatex::Entry,
    raw: &RawEntry<'_>,
    source: &SourceText,
    findings: &Findings,
) -> Entry {
    let fields = Fields { entry, raw, source, findings, has_faults: Cell::new(false) };
    let kind = kind(raw.kind.v);
    let mut out = Entry {
        kind,
        title: fields.titled("title", "subtitle"),
        authors: fields.names("author"),
        date: fields.date(),
        publisher: fields.first(publisher_fields(kind)),
        edition: fields.text("edition"),
        volume: fields.text("volume"),
        issue: fields.first(&["number", "issue"]),
        pages: fields.text("pages"),
        isbn: fields.text("isbn"),
        pmid: fields.pmid(),
        doi: fields.doi(),
        url: fields.url(),
        retrieved: fields.retrieved(),
        ..Entry::default()
    };
    match kind {
        Kind::Article => {
            let title = fields.first(&["journaltitle", "journal"]);
            out.parent = fields.container(title, "journal", Kind::Periodical);
        }
        Kind::Chapter => {
            let title = fields.titled("booktitle", "booksubtitle");
            out.parent = fields.container(title, "booktitle", Kind::Book);
            if let Some(parent) = &mut out.parent {
                parent.editors = fields.names("editor");
            }
        }
        _ => out.editors = fields.names("editor"),
    }
    out.has_faults = fields.has_faults.get();
    out
}

/// <https://mirrors.ctan.org/macros/latex/contrib/biblatex/doc/biblatex.pdf>, 2.1
fn kind(word: &str) -> Kind {
    match word.to_ascii_lowercase().as_str() {
        "article" | "suppperiodical" => Kind::Article,
        "inbook" | "incollection" | "inproceedings" | "conference" | "inreference"
        | "bookinbook" | "suppbook" | "suppcollection" => Kind::Chapter,
        "book" | "mvbook" | "collection" | "mvcollection" | "proceedings" | "mvproceedings"
        | "reference" | "mvreference" => Kind::Book,
        "report" | "techreport" => Kind::Report,
        "thesis" | "phdthesis" | "mastersthesis" => Kind::Thesis,
        "online" | "electronic" | "www" | "webpage" => Kind::Web,
        "periodical" => Kind::Periodical,
        _ => Kind::Other,
    }
}

fn publisher_fields(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Report | Kind::Thesis => &["institution", "school", "organization", "publisher"],
        _ => &["publisher", "organization", "institution"],
    }
}

impl Fields<'_> {
    /// The text of a field in one line; empty if there is none.
    fn text(&self, name: &str) -> String {
        let text = self.entry.get(name).map(|chunks| chunks.format_verbatim()).unwrap_or_default();
        // `~` is a space that does not break.
        let spaced = if is_address(name) { text } else { text.replace('~', " ") };
        spaced.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn first(&self, names: &[&str]) -> String {
        names.iter().map(|name| self.text(name)).find(|text| !text.is_empty()).unwrap_or_default()
    }

    fn titled(&self, title: &str, subtitle: &str) -> String {
        match (self.text(title), self.text(subtitle)) {
            (title, subtitle) if subtitle.is_empty() => title,
            (title, subtitle) => format!("{title}: {subtitle}"),
        }
    }

    /// What it is part of, which its kind promises.
    fn container(&self, title: String, field: &str, kind: Kind) -> Option<Box<Entry>> {
        if title.is_empty() {
            let is = self.raw.kind.v;
            let message = format!("the {is} `{}` does not say what it is part of", self.entry.key);
            self.fault(self.raw.key.span.clone(), message, format!("add `{field} = {{…}}`"));
            return None;
        }
        Some(Box::new(Entry { kind, title, ..Entry::default() }))
    }

    fn names(&self, name: &str) -> Names {
        let Some(chunks) = self.entry.get(name) else { return Names::default() };
        // The parser of names counts in places, and cannot count below zero.
        let far = 1 << 40;
        let chunks: Vec<Spanned<Chunk>> =
            chunks.iter().map(|chunk| Spanned::new(chunk.v.clone(), far..2 * far)).collect();
        let mut names = Names::default();
        for person in chunks.parse::<Vec<Person>>().unwrap_or_default() {
            let others = person.name == "others" && person.given_name.is_empty();
            let found = self::name(person);
            if others {
                names.and_others = !names.list.is_empty();
            } else if !found.family.is_empty() {
                names.list.push(found);
            }
        }
        names
    }

    /// `date = {2018-03-05}`, or `year`, `month` and `day`. Of a range the first day counts.
    fn date(&self) -> Option<Published> {
        let (field, text) = ["date", "year"]
            .into_iter()
            .map(|field| (field, self.text(field)))
            .find(|(_, text)| !text.is_empty())?;
        let first = text.split('/').next().unwrap_or_default();
        let plain = first.trim_end_matches(['~', '?', '%']);
        let Some(mut date) = Published::parse(plain) else {
            let message = format!("`{field}` of `{}` must be a year or a day", self.entry.key);
            let help = "write `date = {2018}` or `date = {2018-03-05}`";
            self.fault(self.place(field), message, help);
            return None;
        };
        if field == "year" {
            let number = |name: &str| self.text(name).parse::<i8>().ok();
            let month = number("month").or_else(|| month(&self.text("month")));
            let day = number("day").filter(|_| month.is_some());
            let whole = Published { month, day, ..date };
            date = if whole.day().is_some() { whole } else { date };
        }
        Some(date)
    }

    fn doi(&self) -> String {
        let text = self.text("doi");
        doi(&text).unwrap_or_else(|| {
            if !text.is_empty() {
                let message = format!("`doi` of `{}` is not a DOI", self.entry.key);
                let help = "a DOI begins with `10.` and has a `/`";
                self.fault(self.place("doi"), message, help);
            }
            String::new()
        })
    }

    fn pmid(&self) -> String {
        let is_pubmed = self.text("eprinttype").eq_ignore_ascii_case("pubmed");
        let pmid = self.text("pmid");
        if pmid.is_empty() && is_pubmed { self.text("eprint") } else { pmid }
    }

    fn url(&self) -> String {
        let url = self.text("url");
        if url.is_empty() || is_web_address(&url) {
            return url;
        }
        let message = format!("`url` of `{}` is not a web address", self.entry.key);
        let help = "write it whole, such as `https://example.org/`";
        self.fault(self.place("url"), message, help);
        String::new()
    }

    fn retrieved(&self) -> Option<jiff::civil::Date> {
        let text = self.text("urldate");
        let date = Published::parse(&text).filter(|date| date.day.is_some());
        if date.is_none() && !text.is_empty() {
            let message = format!("`urldate` of `{}` must be a day", self.entry.key);
            let help = "write `urldate = {2026-11-21}`";
            self.fault(self.place("urldate"), message, help);
        }
        date?.day()
    }

    fn fault(&self, span: Range<usize>, message: String, help: impl Into<String>) {
        self.has_faults.set(true);
        let problem = Diagnostic::new(&codes::citations::BAD_ENTRY, message);
        self.findings.push(problem.at(&self.source.path, Span::from(span)).help(help));
    }

    /// Where the value of a field is; the entry's key if the field came from another entry.
    fn place(&self, name: &str) -> Range<usize> {
        let field = self.raw.fields.iter().find(|field| field.key.v.eq_ignore_ascii_case(name));
        field.map_or_else(|| self.raw.key.span.clone(), |field| field.value.span.clone())
    }
}

fn is_address(name: &str) -> bool {
    ["url", "doi", "eprint"].contains(&name)
}

fn name(person: Person) -> Name {
    let family = if person.prefix.is_empty() {
        person.name
    } else {
        format!("{} {}", person.prefix, person.name)
    };
    let plain = |text: String| text.replace('~', " ").trim().to_owned();
    Name { family: plain(family), given: plain(person.given_name), suffix: plain(person.suffix) }
}

/// `mar`, which the parser turns into `March`.
fn month(word: &str) -> Option<i8> {
    let names =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let short = word.get(..3)?.to_ascii_lowercase();
    let at = names.iter().position(|name| *name == short)?;
    i8::try_from(at + 1).ok()
}
