//! What front matter says about other pages, and about places in its own: `related:`, `index:`.
//!
//! In: a page, and everything that a link can name. Out: the pages to read next, and what of both
//! leads nowhere. How links are looked up is left to `links`.

use super::book::Book;
use super::links::{check_anchor, link_target, problem};
use super::{Page, PageId, Target};
use crate::diagnostics::{Diagnostic, codes};
use crate::front_matter;
use crate::markdown::Link;
use crate::source::Span;
use crate::yaml::Step;

/// The pages that `related:` names.
pub(super) fn resolve(
    page: &Page,
    book: &Book<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(PageId, Option<String>)> {
    let mut found: Vec<(PageId, Option<String>)> = Vec::new();
    for (n, path) in page.matter.related.iter().enumerate() {
        match one(page, path, &found, book) {
            Ok(target) => found.push(target),
            Err(problem) => {
                diagnostics.push(placed(
                    problem,
                    page,
                    &[Step::Key("related"), Step::Index(n)],
                    book,
                ));
            }
        }
    }
    found
}

/// One of them. The place of a problem is looked up by the caller.
fn one(
    page: &Page,
    path: &str,
    before: &[(PageId, Option<String>)],
    book: &Book<'_>,
) -> Result<(PageId, Option<String>), Diagnostic> {
    let wrong = |message: String, help: &str| {
        problem(&codes::front_matter::BAD_RELATED, message, page, Span::default()).help(help)
    };
    let no_page = |what: &str| {
        wrong(
            format!("`{path}` is {what}, and `related` lists pages"),
            "write the path to a page, such as `../section/page.md`",
        )
    };
    if path.contains("://") || path.starts_with("mailto:") {
        return Err(no_page("an address outside the site"));
    }
    let link = Link {
        dest: path.to_owned(),
        title: String::new(),
        span: Span::default(),
        text: String::new(),
        external: false,
    };
    match link_target(page, &link, book).map_err(|problem| *problem)? {
        Target::Page(id, _) if book.pages[id.0 as usize].source == page.source => {
            Err(wrong("the page names itself in `related`".to_owned(), "remove the line"))
        }
        Target::Page(id, _) if before.iter().any(|(known, _)| *known == id) => {
            Err(wrong(format!("`{path}` is in `related` twice"), "remove one of the two"))
        }
        Target::Page(id, anchor) => Ok((id, anchor)),
        Target::Asset(..) => Err(no_page("a file")),
        Target::Here(_) => Err(no_page("a place in this page")),
        Target::Address(..) | Target::External | Target::Nowhere => {
            Err(no_page("no file with a page"))
        }
    }
}

/// Looks the headings up to which the words of `index:` lead.
pub(super) fn index_headings(page: &Page, book: &Book<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for word in &page.matter.index.words {
        let Some(heading) = &word.heading else { continue };
        let Err(problem) = check_anchor(page, page, heading, Span::default(), book) else {
            continue;
        };
        let path = [Step::Key("index"), Step::Index(word.item), Step::Key(&word.words)];
        diagnostics.push(placed(*problem, page, &path, book));
    }
}

/// The problem at its place in the front matter. Looked up here, because most files are right.
fn placed(problem: Diagnostic, page: &Page, path: &[Step<'_>], book: &Book<'_>) -> Diagnostic {
    let Some(source) = book.snapshot.text(&page.source) else { return problem };
    problem.at(&page.source, front_matter::span_of(&source, path))
}
