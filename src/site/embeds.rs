//! What blocks ` ```goodfit … ` put into a page.
//!
//! In: the blocks of a page. Out: [`Embedded`], and blocks that name nothing. What readers see in
//! their place is left to `html`.

use super::book::Book;
use super::links::{Problem, problem};
use super::{Page, PageId};
use crate::diagnostics::{Diagnostic, codes};
use crate::inventory::QUESTIONNAIRE;
use crate::markdown::Embed;

/// What a block ` ```goodfit … ` puts into a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Embedded {
    /// `checklist NAME` — the body of that page.
    Questionnaire(PageId),
    /// `glossary` — every term from A to Z.
    Glossary,
    /// `references` — every source, and which pages cite it.
    References,
    /// `help-lines`, or `help-lines COUNTRY`.
    HelpLines(Option<String>),
    /// `registers`, or `registers COUNTRY`.
    Registers(Option<String>),
    /// `privacy` — what the rules of the site promise.
    Privacy,
}

impl Embedded {
    /// The names that may follow `goodfit`.
    pub const NAMES: [&str; 6] =
        ["checklist", "glossary", "references", "help-lines", "registers", "privacy"];
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
    for embed in &page.body.embeds {
        found.push(match embedded(page, embed, book) {
            Ok(embedded) => Some(embedded),
            Err(diagnostic) => {
                diagnostics.push(*diagnostic);
                None
            }
        });
    }
    found
}

/// What a block puts into the page.
fn embedded(page: &Page, embed: &Embed, book: &Book<'_>) -> Result<Embedded, Problem> {
    let argument = (!embed.argument.is_empty()).then(|| embed.argument.clone());
    Ok(match embed.name.as_str() {
        "glossary" => Embedded::Glossary,
        "references" => Embedded::References,
        "help-lines" => Embedded::HelpLines(argument),
        "registers" => Embedded::Registers(argument),
        "privacy" => Embedded::Privacy,
        _ => Embedded::Questionnaire(questionnaire(page, embed, book)?),
    })
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
