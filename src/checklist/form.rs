//! A questionnaire's HTML: complete without CSS, and made so that CSS can answer back.
//!
//! In: a [`Questionnaire`]. Out: a [`Body`], whose holes `site` fills as in any page. What shows
//! when is up to `css`, how it looks to the theme.
//!
//! Questions, stop signs, the result and the short line are siblings: only then can a selector
//! count the ones and reach the others. Class names are made here (`s1` section, `m1` mark, `a1`
//! answer, `f1` way to flag, `x1` stop sign, `o1` outcome, `c1` item of the list to take along) and
//! never taken from names, so that no name can break a selector.

mod result;
#[cfg(test)]
mod tests;
mod writer;

use super::css::{self, form_id, marks, question_id};
use super::{Question, Questionnaire, Section, StopSigns, Text};
use crate::diagnostics::Diagnosed;
use crate::markdown::{self, Body, Heading};
use crate::markup::{Html, YOUR_CHAIR};
use crate::source::Span;
use writer::{Piece, Writer};

/// The page of a questionnaire: what it is for, the form, and who stands behind it.
///
/// `leave` is where "Leave this page" leads; without an address there is no such link.
pub fn body(q: &Questionnaire, markdown: &markdown::Options, leave: &str) -> Diagnosed<Body> {
    let mut page = Writer::new(&q.path, markdown);
    if let Some(intro) = &q.intro {
        page.blocks(intro);
    }
    if let Some(before) = &q.before {
        notice(&mut page, before);
    }
    page.raw("<form class=\"fit\" id=\"");
    page.claim(&form_id(q));
    page.text(&form_id(q));
    page.raw("\" method=\"dialog\" autocomplete=\"off\" aria-label=\"");
    page.text(&q.title);
    // A form is sent by Enter through its first submit button; a disabled one stops that in every
    // browser, and `dialog` sends nothing even so.
    page.raw("\">\n<button type=\"submit\" disabled hidden>Not sent</button>\n");
    let said = questions(&mut page, q);
    if let Some(stops) = &q.stop_signs {
        stop_signs(&mut page, q, stops);
    }
    result::result(&mut page, q, &said, leave);
    if !q.outcomes.is_empty() {
        result::short_line(&mut page, q);
    }
    page.raw("</form>\n");
    result::facts(&mut page, q);
    let (body, diagnostics) = page.finish();
    Diagnosed::new(body, diagnostics)
}

/// Whether a page holds what a theme need not have rules for on pages of questionnaires: tables,
/// code, lists of tasks, footnotes, rows, boxes with a title, terms of the glossary.
#[must_use]
pub fn is_rich(body: &Body) -> bool {
    const MARKS: [&str; 12] = [
        "<code",
        "<sup",
        "<kbd",
        "<table",
        "<pre",
        "<details",
        "class=\"tasks",
        "class=\"footnotes",
        "class=\"evidence",
        "class=\"rows",
        "class=\"box-title",
        "box-emergency",
    ];
    !body.terms.is_empty() || MARKS.iter().any(|mark| body.html.contains(mark))
}

/// What must be read before the first question stands in a frame, unless the author chose a box.
fn notice(page: &mut Writer<'_>, text: &Text) {
    let piece = page.parse(text);
    if piece.has_box() {
        return page.piece(&piece);
    }
    page.raw("<div class=\"box box-warning\">\n");
    page.piece_as_blocks(&piece);
    page.raw("</div>\n");
}

/// All sections. Gives what the reader could say, by question.
fn questions(page: &mut Writer<'_>, q: &Questionnaire) -> Vec<Option<Piece>> {
    let (_, flags) = css::flags(q);
    let marks = marks(q);
    let mut said = Vec::new();
    for (at, section) in q.sections.iter().enumerate() {
        section_heading(page, section);
        for question in &section.questions {
            let index = said.len();
            let mut classes = format!("q s{}", at + 1);
            for mark in &question.marks {
                if let Some(mark) = marks.iter().position(|known| known == mark) {
                    classes.push_str(&format!(" m{}", mark + 1));
                }
            }
            if let Some(flag) = flags[index] {
                classes.push_str(&format!(" f{}", flag + 1));
            }
            said.push(fieldset(page, q, question, index, &classes));
        }
    }
    said
}

fn section_heading(page: &mut Writer<'_>, section: &Section) {
    let id = format!("part-{}", section.id);
    let span = section.questions.first().map_or(Span::at(0), |question| question.id.span);
    heading(page, &id, &section.title, span);
    page.raw("<h2 id=\"");
    page.text(&id);
    page.raw("\">");
    page.words(&section.title, span);
    page.raw("</h2>\n");
}

/// Adds a heading to the page's table of contents.
fn heading(page: &mut Writer<'_>, id: &str, text: &str, span: Span) {
    page.anchor(id);
    page.body.headings.push(Heading {
        level: 2,
        id: id.to_owned(),
        html: Html::from_text(text),
        text: text.to_owned(),
        span,
    });
}

fn fieldset(
    page: &mut Writer<'_>,
    q: &Questionnaire,
    question: &Question,
    index: usize,
    classes: &str,
) -> Option<Piece> {
    let number = index + 1;
    let id = question_id(&question.id.value);
    page.anchor(&id);
    page.raw(&format!("<fieldset class=\"{classes}\" id=\"{id}\""));
    if question.hint.is_some() {
        page.claim(&format!("h{number}"));
        page.raw(&format!(" aria-describedby=\"h{number}\""));
    }
    page.raw(&format!("><legend><span class=\"n\">{number}</span> "));
    page.label(&question.ask);
    page.raw("</legend>\n");
    if let Some(note) = &question.note {
        page.raw("<p class=\"note\">");
        page.inline(note);
        page.raw("</p>\n");
    }
    if let Some(why) = &question.why {
        led_by(page, "why", "Why it matters: ", why);
    }
    if let Some(hint) = &question.hint {
        page.raw(&format!("<p class=\"hint\" id=\"h{number}\">"));
        page.inline(hint);
        page.raw("</p>\n");
    }
    page.raw("<div class=\"answers\">\n");
    for (at, answer) in q.answers.iter().enumerate() {
        let a = at + 1;
        page.raw(&format!("<label><input type=\"radio\" class=\"a{a}\" name=\"q{number}\">"));
        page.text(&answer.label);
        page.raw("</label>\n");
    }
    page.raw("</div>\n");
    let said = question.say.as_ref().map(|say| you_could_say(page, say));
    page.raw("</fieldset>\n");
    said
}

/// A text with a few words before it: in its paragraph, or above it if it has several.
fn led_by(page: &mut Writer<'_>, class: &str, words: &str, text: &Text) {
    let piece = page.parse(text);
    if piece.is_inline {
        page.raw(&format!("<p class=\"{class}\">"));
        page.text(words);
        page.piece(&piece);
        page.raw("</p>\n");
    } else {
        page.raw(&format!("<div class=\"{class}\"><p>"));
        page.text(words);
        page.raw("</p>\n");
        page.piece(&piece);
        page.raw("</div>\n");
    }
}

fn you_could_say(page: &mut Writer<'_>, say: &Text) -> Piece {
    let piece = page.parse_unlinked(say);
    page.raw("<figure class=\"say\"><figcaption>");
    page.raw(YOUR_CHAIR);
    page.raw(" You could say</figcaption><blockquote>\n");
    page.piece_as_blocks(&piece);
    page.raw("</blockquote></figure>\n");
    piece
}

fn stop_signs(page: &mut Writer<'_>, q: &Questionnaire, stops: &StopSigns) {
    let span = stops.signs.first().map_or(Span::at(0), |sign| sign.id.span);
    heading(page, "stop-signs", &stops.heading, span);
    page.raw("<fieldset class=\"stop\"><legend><h2 id=\"stop-signs\">");
    page.words(&stops.heading, span);
    page.raw("</h2></legend>\n");
    // The proof has seen to it that a sign always leads to an urgent outcome.
    if q.outcomes.iter().any(|outcome| outcome.urgent) {
        page.raw("<p class=\"hint\">One tick is enough to change the result.</p>\n");
    }
    for (at, sign) in stops.signs.iter().enumerate() {
        let x = at + 1;
        page.claim(&format!("x{x}c"));
        let described = match &sign.called {
            Some(_) => format!(" aria-describedby=\"x{x}c\""),
            None => String::new(),
        };
        page.raw(&format!(
            "<div class=\"sign\"><label><input type=\"checkbox\" class=\"x{x}\" name=\"x{x}\"\
             {described}><span>"
        ));
        page.label(&sign.sign);
        page.raw("</span></label>\n");
        if let Some(called) = &sign.called {
            page.raw(&format!("<p id=\"x{x}c\">"));
            page.inline(called);
            page.raw("</p>\n");
        }
        page.raw("</div>\n");
    }
    if let Some(text) = &stops.text {
        page.raw("<div class=\"after\">\n");
        page.blocks(text);
        page.raw("</div>\n");
    }
    page.raw("</fieldset>\n");
    if let Some(amber) = &stops.amber {
        page.raw("<div class=\"amber\">\n");
        page.blocks(amber);
        page.raw("</div>\n");
    }
}
