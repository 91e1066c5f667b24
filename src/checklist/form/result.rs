//! What stands below the questions: the result, the short line and the facts.

use super::heading;
use super::writer::{Piece, Writer};
use crate::checklist::{Outcome, Questionnaire, words};
use crate::markdown::{Cite, CiteItem, Hole, HoleKind};
use crate::markup::YOUR_CHAIR;
use crate::markup::time;
use crate::source::Span;
use jiff::civil::Date;

const BEFORE_ANY: &str = "Your result appears here as you answer.";

const SHARED: &str = "Nothing you choose is sent anywhere. Your browser may show your answers \
    again when you come back to this page. On a shared computer, choose Clear my answers before \
    you leave; the list of pages you visited will still show this one.";

/// Every outcome with its rule in words; CSS leaves the one that applies.
pub(super) fn result(
    page: &mut Writer<'_>,
    q: &Questionnaire,
    said: &[Option<Piece>],
    leave: &str,
) {
    let title =
        if q.outcomes.is_empty() { "When you have finished" } else { "Where this leaves you" };
    let span = q.outcomes.first().map_or(Span::at(0), |outcome| outcome.id.span);
    heading(page, "result", title, span);
    page.claim("result-title");
    page.raw(
        "<section class=\"result out\" id=\"result\" tabindex=\"-1\" \
         aria-labelledby=\"result-title\">\n<h2 id=\"result-title\">",
    );
    page.text(title);
    page.raw("</h2>\n<div class=\"slip\">\n");
    if !q.outcomes.is_empty() {
        page.raw(&format!("<p class=\"none\">{BEFORE_ANY}</p>\n"));
        page.raw(
            "<div class=\"how\"><h3>How to read your answers</h3>\n\
             <p>Take the first of these that fits, from the top.</p></div>\n",
        );
    }
    for (at, one) in q.outcomes.iter().enumerate() {
        outcome(page, q, at, one);
    }
    words_to_take(page, said);
    page.raw("<div class=\"limits\">\n");
    page.blocks(q.under_outcome.as_ref().unwrap_or(&q.facts.limits));
    page.raw(&format!("<p>{SHARED}</p>\n</div>\n"));
    page.raw("<p class=\"leave\"><button type=\"reset\">Clear my answers</button>");
    if !leave.is_empty() {
        page.raw(" <a href=\"");
        page.text(leave);
        page.raw("\">Leave this page</a>");
    }
    page.raw("</p>\n</div>\n</section>\n");
}

fn outcome(page: &mut Writer<'_>, q: &Questionnaire, at: usize, outcome: &Outcome) {
    let card = if outcome.urgent { " box box-urgent" } else { "" };
    page.raw(&format!("<div class=\"band o{}{card}\">\n", at + 1));
    if outcome.urgent {
        page.raw("<p class=\"box-tab\">Today</p>\n");
    }
    page.raw("<h3>");
    page.words(&outcome.heading, outcome.id.span);
    page.raw("</h3>\n<p class=\"rule\">");
    page.text(&words::rule(q, at));
    page.raw("</p>\n");
    page.blocks(&outcome.text);
    if !outcome.next.is_empty() {
        page.raw("<ul class=\"next\">\n");
        for next in &outcome.next {
            page.raw("<li>");
            page.inline(next);
            page.raw("</li>\n");
        }
        page.raw("</ul>\n");
    }
    page.raw("</div>\n");
}

/// One item for each question with something to say; CSS leaves those of flagged questions.
fn words_to_take(page: &mut Writer<'_>, said: &[Option<Piece>]) {
    if said.iter().all(Option::is_none) {
        return;
    }
    page.raw("<div class=\"take\"><h3>");
    page.raw(YOUR_CHAIR);
    page.raw(" Words to take with you</h3>\n<ul>\n");
    for (at, piece) in said.iter().enumerate() {
        let Some(piece) = piece else { continue };
        page.raw(&format!("<li class=\"c{}\">", at + 1));
        page.again(piece);
        page.raw("</li>\n");
    }
    page.raw("</ul></div>\n");
}

/// The line at the foot of the window. Hidden by itself: without CSS it would say everything at
/// once. Only the outcome is spoken when it changes; a count would be spoken at every click.
pub(super) fn short_line(page: &mut Writer<'_>, q: &Questionnaire) {
    page.raw("<div class=\"bar out\" hidden>\n<p role=\"status\"><span class=\"none\">No answers yet</span>");
    for (at, outcome) in q.outcomes.iter().enumerate() {
        page.raw(&format!("<span class=\"band o{}\">", at + 1));
        page.words(&outcome.short, outcome.id.span);
        page.raw("</span>");
    }
    page.raw(
        "</p>\n<p class=\"tally\" aria-hidden=\"true\"></p>\n\
         <a href=\"#result\">See your result</a>\n</div>\n",
    );
}

/// What a reader must be able to find out about a questionnaire.
pub(super) fn facts(page: &mut Writer<'_>, q: &Questionnaire) {
    page.raw("<dl class=\"facts\">\n");
    date(page, "Published", q.facts.published);
    date(page, "Next review due", q.facts.review_by);
    page.raw("<div><dt>Paid for by</dt><dd>");
    page.text(&q.facts.funding);
    page.raw("</dd></div>\n");
    // Where nothing else stands under the outcome, they are told there.
    if q.under_outcome.is_some() {
        page.raw("<div><dt>Limits</dt><dd>");
        page.blocks(&q.facts.limits);
        page.raw("</dd></div>\n");
    }
    also_based_on(page, q);
    page.raw("</dl>\n");
}

fn date(page: &mut Writer<'_>, label: &str, date: Date) {
    page.raw(&format!("<div><dt>{label}</dt><dd>{}</dd></div>\n", time(date)));
}

/// The sources that no text cites, so that all of them are listed.
fn also_based_on(page: &mut Writer<'_>, q: &Questionnaire) {
    let cited =
        |key: &str| page.body.cites.iter().flat_map(|cite| &cite.items).any(|item| item.key == key);
    let items: Vec<_> = q
        .facts
        .sources
        .iter()
        .filter(|source| !cited(&source.value))
        .map(|source| CiteItem {
            key: source.value.clone(),
            locator: String::new(),
            span: source.span,
        })
        .collect();
    let Some(first) = items.first() else { return };
    let span = first.span;
    page.raw("<div><dt>Also based on</dt><dd>");
    let kind = HoleKind::Cite(u32::try_from(page.body.cites.len()).unwrap_or(u32::MAX));
    let at = u32::try_from(page.body.html.len()).unwrap_or(u32::MAX);
    page.body.holes.push(Hole { at, kind });
    page.body.cites.push(Cite { items, span });
    page.raw("</dd></div>\n");
}
