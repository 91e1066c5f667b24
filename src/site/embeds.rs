//! What blocks ` ```goodfit … ` put into a page.
//!
//! In: the blocks of a page. Out: [`Embedded`], and blocks that name nothing. What readers see in
//! their place is left to `html`.

use super::book::Book;
use super::links::{Problem, problem};
use super::{Page, PageId};
use crate::diagnostics::{Diagnostic, codes};
use crate::drawings;
use crate::inventory::QUESTIONNAIRE;
use crate::markdown::Embed;
use crate::trust::HelpLines;

/// What a block ` ```goodfit … ` puts into a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Embedded {
    /// `checklist NAME` — the body of that page.
    Questionnaire(PageId),
    /// `glossary` — every term from A to Z.
    Glossary,
    /// `a-z` — questions, labels, terms and the words that pages give, from A to Z.
    Index,
    /// `references` — every source, and which pages cite it.
    References,
    /// `help-lines …`
    HelpLines(HelpPart),
    /// `registers`, or `registers COUNTRY`.
    Registers(Option<String>),
    /// `privacy` — what the rules of the site promise.
    Privacy,
    /// `drawing NAME` — the drawing of that name.
    Drawing(String),
}

/// Which help lines a block shows, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HelpPart {
    /// `help-lines` — the emergency numbers, then every country with a heading.
    All,
    /// `help-lines emergency` — the emergency numbers only, without a heading: for a box.
    Emergency,
    /// `help-lines lines` — somebody to talk to, every country with a heading.
    Lines,
    /// `help-lines sources` — how each number came to us.
    Sources,
    /// `help-lines COUNTRY` — both kinds of one country, without a heading.
    Country(String),
}

impl HelpPart {
    /// The words that may follow `help-lines`, beside the countries.
    const WORDS: [&str; 3] = ["emergency", "lines", "sources"];

    /// Whether it shows somebody to talk to in every country, each below a heading of its own.
    #[must_use]
    pub fn has_headings(&self) -> bool {
        matches!(self, Self::All | Self::Lines)
    }

    /// Whether two blocks show the same part.
    fn overlaps(&self, other: &Self) -> bool {
        let both = |one, two| (self == one && other == two) || (self == two && other == one);
        self == other || both(&Self::All, &Self::Emergency) || both(&Self::All, &Self::Lines)
    }
}

impl Embedded {
    /// The names that may follow `goodfit`.
    pub const NAMES: [&str; 8] = [
        "checklist",
        "a-z",
        "glossary",
        "references",
        "help-lines",
        "registers",
        "privacy",
        "drawing",
    ];

    fn overlaps(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::HelpLines(one), Self::HelpLines(other)) => one.overlaps(other),
            (Self::Registers(one), Self::Registers(other)) => one == other,
            _ => false,
        }
    }
}

/// What each block of a page puts into it; `None` for what was reported.
pub(super) fn resolve(
    page: &Page,
    book: &Book<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Option<Embedded>> {
    let mut found = Vec::new();
    let questionnaires = page.body.embeds.iter().filter(|embed| embed.name == "checklist");
    for embed in questionnaires.skip(1) {
        let message = "the page holds a second questionnaire";
        diagnostics.push(
            problem(&codes::markdown::SECOND_EMBED, message, page, embed.span)
                .help("put it on a page of its own and link to it"),
        );
    }
    for (name, what) in [("references", "list of all sources"), ("a-z", "index")] {
        let lists = page.body.embeds.iter().filter(|embed| embed.name == name);
        for embed in lists.skip(1) {
            // Two of them would give each source, or letter, two places with one name.
            let message = format!("the page holds the {what} twice");
            diagnostics.push(
                problem(&codes::markdown::SECOND_EMBED, message, page, embed.span)
                    .help("remove one of the two"),
            );
        }
    }
    for embed in &page.body.embeds {
        found.push(match embedded(page, embed, book) {
            Ok(embedded) => {
                if found.iter().flatten().any(|other| embedded.overlaps(other)) {
                    let what =
                        format!("the page shows these {} twice", embed.name.replace('-', " "));
                    diagnostics.push(
                        problem(&codes::health::REPEATED, what, page, embed.span)
                            .help("remove one of the blocks"),
                    );
                }
                Some(embedded)
            }
            Err(diagnostic) => {
                diagnostics.push(*diagnostic);
                None
            }
        });
    }
    found
}

/// The id of the heading above all emergency numbers.
pub(crate) const EMERGENCY_ANCHOR: &str = "emergency_numbers";

/// The ids of headings that blocks put into a page.
pub(super) fn anchors(page: &Page, book: &Book<'_>) -> Vec<String> {
    let with_headings = |embed: &&Embed| {
        embed.name == "help-lines" && matches!(embed.argument.as_str(), "" | "lines")
    };
    let lines = &book.trust.help_lines;
    let blocks = page.body.embeds.iter().filter(with_headings);
    let mut found: Vec<String> = Vec::new();
    for embed in blocks {
        if embed.argument.is_empty() {
            found.push(EMERGENCY_ANCHOR.to_owned());
        }
        found.extend(lines.with_lines().into_iter().map(|country| lines.anchor(country)));
    }
    found
}

/// What a block puts into the page.
fn embedded(page: &Page, embed: &Embed, book: &Book<'_>) -> Result<Embedded, Problem> {
    Ok(match embed.name.as_str() {
        "a-z" => Embedded::Index,
        "glossary" => Embedded::Glossary,
        "references" => Embedded::References,
        "privacy" => Embedded::Privacy,
        "help-lines" => Embedded::HelpLines(help_part(page, embed, &book.trust.help_lines)?),
        "drawing" => Embedded::Drawing(drawing(page, embed, book)?),
        "registers" => Embedded::Registers(registers(page, embed, book)?),
        _ => Embedded::Questionnaire(questionnaire(page, embed, book)?),
    })
}

/// Which help lines a block names.
fn help_part(page: &Page, embed: &Embed, lines: &HelpLines) -> Result<HelpPart, Problem> {
    let argument = embed.argument.as_str();
    let part = match argument {
        "" => HelpPart::All,
        "emergency" => HelpPart::Emergency,
        "lines" => HelpPart::Lines,
        "sources" => HelpPart::Sources,
        country => HelpPart::Country(country.to_owned()),
    };
    let countries: Vec<&str> = lines.countries.iter().map(String::as_str).collect();
    let data =
        Data { path: "data/help-lines.yaml", is_given: lines.is_given, countries: &countries };
    match &part {
        HelpPart::Country(country) => data.check(Some(country), &HelpPart::WORDS, page, embed)?,
        _ => data.check(None, &HelpPart::WORDS, page, embed)?,
    }
    Ok(part)
}

/// The country whose registers a block names; `None` means all.
fn registers(page: &Page, embed: &Embed, book: &Book<'_>) -> Result<Option<String>, Problem> {
    let registers = &book.trust.registers;
    let countries: Vec<&str> = registers.rows.iter().map(|row| row.country.as_str()).collect();
    let country = (!embed.argument.is_empty()).then(|| embed.argument.clone());
    let data =
        Data { path: "data/registers.yaml", is_given: registers.is_given, countries: &countries };
    data.check(country.as_deref(), &[], page, embed)?;
    Ok(country)
}

/// A data file that blocks show by country.
struct Data<'a> {
    path: &'a str,
    is_given: bool,
    countries: &'a [&'a str],
}

impl Data<'_> {
    /// Whether there is something to show.
    fn check(
        &self,
        country: Option<&str>,
        words: &[&str],
        page: &Page,
        embed: &Embed,
    ) -> Result<(), Problem> {
        let wrong =
            |message: String| problem(&codes::markdown::UNKNOWN_EMBED, message, page, embed.span);
        let (path, name) = (self.path, embed.name.replace('-', " "));
        if !self.is_given {
            return Err(wrong(format!("there are no {name} to show: the site has no `{path}`"))
                .help("add the file, or take the block out")
                .into());
        }
        let Some(country) = country else { return Ok(()) };
        // Without a country, the file could not be read, which has been reported.
        if self.countries.is_empty() || self.countries.contains(&country) {
            return Ok(());
        }
        let known = self.countries.iter().chain(words).copied();
        let list: Vec<String> = known.clone().map(|name| format!("`{name}`")).collect();
        Err(wrong(format!("`{path}` has no country `{country}`"))
            .help(format!("you can write {}", list.join(", ")))
            .did_you_mean(country, known)
            .into())
    }
}

/// The drawing that a block names.
fn drawing(page: &Page, embed: &Embed, book: &Book<'_>) -> Result<String, Problem> {
    let name = embed.argument.as_str();
    if book.drawings.get(name).is_some() {
        return Ok(name.to_owned());
    }
    let message = format!("there is no drawing `{name}`");
    Err(problem(&codes::markdown::UNKNOWN_EMBED, message, page, embed.span)
        .help(format!("it would be a file `{name}.svg` in `{}/`", drawings::FOLDER))
        .did_you_mean(name, book.drawings.names())
        .into())
}

/// The questionnaire that a block names.
fn questionnaire(page: &Page, embed: &Embed, book: &Book<'_>) -> Result<PageId, Problem> {
    let known = &book.questionnaires;
    let name = embed.argument.as_str();
    let wrong =
        |message: String| problem(&codes::markdown::UNKNOWN_EMBED, message, page, embed.span);
    match known.get(name).map_or(&[][..], Vec::as_slice) {
        [one] => Ok(*one),
        [] => Err(wrong(format!("there is no published questionnaire `{name}`"))
            .help(format!("it would be a file `{name}{QUESTIONNAIRE}` in `content/`"))
            .did_you_mean(name, known.keys().copied())
            .into()),
        several => {
            let mut problem = wrong(format!("there are several questionnaires `{name}`"))
                .help("give each file a name of its own");
            for id in several {
                problem = problem.also(&book.pages[id.0 as usize].source, None, "one of them");
            }
            Err(problem.into())
        }
    }
}
