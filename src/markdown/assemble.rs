//! The end of the walk: ids and numbers that could not be known before, and the page in one piece.
//!
//! In: fragments with marks. Out: a [`Body`], whose holes are the marks that are left.

use super::fragment::{Fragment, MarkKind, escape_attribute};
use super::parse::Walk;
use super::slug::{Ids, slug};
use super::terms::Firsts;
use super::{Body, Heading};
use crate::diagnostics::Diagnosed;
use crate::diagnostics::codes::markdown as codes;
use std::fmt::Write;
use std::mem;

/// Puts the page together.
pub(super) fn assemble(mut walk: Walk<'_>) -> Diagnosed<Body> {
    let page = mem::take(&mut walk.out);
    let numbering = Numbering::new(&page, &walk);
    let mut used = vec![false; walk.footnotes.notes.len()];
    for &note in &numbering.order {
        used[note] = true;
    }
    walk.report_footnotes(&used);
    let names = name_everything(&mut walk, &numbering, &used);

    let html = String::with_capacity(page.html.len() + 64 * names.headings.len() + 64);
    let mut body = Body { html, words: page.words, ..mem::take(&mut walk.facts) };
    let mut firsts = Firsts::new(&mut body.terms);
    write_fragment(&mut body, &page, &names, &numbering, &mut firsts);
    write_notes(&mut body, &walk, &names, &numbering, &mut firsts);
    body.terms = firsts.into_kept();
    body.mentions.sort_by_key(|mention| (mention.span, mention.watch));
    body.anchors = names.anchors;
    body.headings = walk
        .drafts
        .into_iter()
        .zip(names.headings)
        .filter_map(|(draft, id)| {
            let id = id?;
            let (level, html, text, span) = (draft.level, draft.html, draft.text, draft.span);
            Some(Heading { level, id, html, text, span })
        })
        .collect();
    Diagnosed::new(body, walk.diagnostics)
}

/// Which footnotes are in the page, in order of first use, and how often each is used.
struct Numbering {
    /// Indexes of the notes.
    order: Vec<usize>,
    /// By reference: the place of its note in `order`, and which reference to it this is, from 1.
    references: Vec<Option<(usize, u32)>>,
    /// By place in `order`.
    uses: Vec<u32>,
}

impl Numbering {
    fn new(page: &Fragment, walk: &Walk<'_>) -> Self {
        let footnotes = &walk.footnotes;
        let mut places = vec![None; footnotes.notes.len()];
        let mut this = Self {
            order: vec![],
            references: vec![None; footnotes.references.len()],
            uses: vec![],
        };
        this.count(page, walk, &mut places);
        // Notes refer to notes: those come behind all that the page itself refers to.
        let mut next = 0;
        while let Some(&note) = this.order.get(next) {
            this.count(&footnotes.notes[note].content, walk, &mut places);
            next += 1;
        }
        this
    }

    fn count(&mut self, fragment: &Fragment, walk: &Walk<'_>, places: &mut [Option<usize>]) {
        for mark in &fragment.marks {
            let MarkKind::NoteReference(reference) = mark.kind else { continue };
            let Some(note) = walk.footnotes.target(reference) else { continue };
            let place = *places[note].get_or_insert_with(|| {
                self.order.push(note);
                self.uses.push(0);
                self.order.len() - 1
            });
            self.uses[place] += 1;
            self.references[reference] = Some((place, self.uses[place]));
        }
    }
}

/// Every id of the page.
struct Names {
    /// By heading; `None` if it stands in a footnote that is not in the page.
    headings: Vec<Option<String>>,
    /// By place in the list of footnotes.
    notes: Vec<String>,
    /// By reference.
    references: Vec<String>,
    boxes: Vec<String>,
    /// Each once, sorted.
    anchors: Vec<String>,
}

fn name_everything(walk: &mut Walk<'_>, numbering: &Numbering, used: &[bool]) -> Names {
    let mut ids = Ids::default();
    for id in &walk.raw_ids {
        ids.claim(id);
    }
    let mut hidden = vec![false; walk.drafts.len()];
    for (note, _) in walk.footnotes.notes.iter().zip(used).filter(|(_, used)| !**used) {
        hidden[note.drafts.clone()].fill(true);
    }
    let mut headings = explicit_ids(walk, &mut ids, &hidden);
    let notes: Vec<_> =
        (1..=numbering.order.len()).map(|number| ids.unique(&format!("fn-{number}"))).collect();
    let references: Vec<_> = numbering
        .references
        .iter()
        .map(|reference| match reference {
            Some((place, 1)) => ids.unique(&format!("fnref-{}", place + 1)),
            Some((place, nth)) => ids.unique(&format!("fnref-{}-{nth}", place + 1)),
            None => String::new(),
        })
        .collect();
    let boxes = (1..=walk.boxes).map(|number| ids.unique(&format!("box-{number}"))).collect();
    for (index, draft) in walk.drafts.iter().enumerate() {
        if headings[index].is_none() && !hidden[index] {
            headings[index] = Some(ids.unique(&slug(&draft.text)));
        }
    }
    let all = headings.iter().flatten().chain(&notes).chain(&references).chain(&walk.raw_ids);
    let mut anchors: Vec<String> = all.filter(|id| !id.is_empty()).cloned().collect();
    anchors.sort_unstable();
    anchors.dedup();
    Names { headings, notes, references, boxes, anchors }
}

/// Gives headings the ids their authors gave them; who comes second gets another and an error.
fn explicit_ids(walk: &mut Walk<'_>, ids: &mut Ids, hidden: &[bool]) -> Vec<Option<String>> {
    let mut given: Vec<Option<String>> = vec![None; walk.drafts.len()];
    for index in (0..walk.drafts.len()).filter(|index| !hidden[*index]) {
        let Some((id, place)) = walk.drafts[index].explicit.clone() else { continue };
        if ids.claim(&id) {
            given[index] = Some(id);
            continue;
        }
        let first = given[..index].iter().position(|other| other.as_ref() == Some(&id));
        let first = first.and_then(|first| walk.drafts[first].explicit.clone());
        let mut problem = walk
            .problem(
                &codes::DUPLICATE_HEADING_ID,
                &place,
                format!("the id `{id}` is taken already"),
            )
            .help("give one of the two another id");
        if let Some((_, place)) = first {
            problem = problem.also(walk.path, Some(walk.span(&place)), "first used here");
        }
        walk.diagnostics.push(problem);
        given[index] = Some(ids.unique(&id));
    }
    given
}

/// Appends a fragment: marks become text or holes.
fn write_fragment(
    body: &mut Body,
    fragment: &Fragment,
    names: &Names,
    numbering: &Numbering,
    firsts: &mut Firsts,
) {
    let mut from = 0;
    for mark in &fragment.marks {
        body.html.push_str(&fragment.html[from..mark.at]);
        from = mark.at;
        match mark.kind {
            MarkKind::Hole(kind) => {
                let at = super::parse::index(body.html.len());
                body.holes.extend(firsts.hole(at, kind));
            }
            MarkKind::HeadingId(index) => {
                let id = names.headings.get(index).and_then(Option::as_deref).unwrap_or("");
                escape_attribute(&mut body.html, id);
            }
            MarkKind::BoxId(index) => body.html.push_str(&names.boxes[index]),
            MarkKind::NoteReference(reference) => {
                if let Some((place, _)) = numbering.references[reference] {
                    let (note, id) = (&names.notes[place], &names.references[reference]);
                    let number = place + 1;
                    let _ = write!(
                        body.html,
                        "<sup class=\"footnote-ref\"><a href=\"#{note}\" id=\"{id}\" \
                         role=\"doc-noteref\" aria-label=\"Footnote {number}\">{number}</a></sup>"
                    );
                }
            }
        }
    }
    body.html.push_str(&fragment.html[from..]);
}

fn write_notes(
    body: &mut Body,
    walk: &Walk<'_>,
    names: &Names,
    numbering: &Numbering,
    firsts: &mut Firsts,
) {
    if numbering.order.is_empty() {
        return;
    }
    body.html.push_str(
        "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Footnotes\">\n<ol>\n",
    );
    for (place, &note) in numbering.order.iter().enumerate() {
        let content = &walk.footnotes.notes[note].content;
        body.words = body.words.saturating_add(content.words);
        let _ = writeln!(body.html, "<li id=\"{}\">", names.notes[place]);
        write_fragment(body, content, names, numbering, firsts);
        write_ways_back(body, place, names, numbering);
        body.html.push_str("</li>\n");
    }
    body.html.push_str("</ol>\n</section>\n");
}

/// A link to each reference, at the end of the note's last paragraph if that is where it ends.
fn write_ways_back(body: &mut Body, place: usize, names: &Names, numbering: &Numbering) {
    const END: &str = "</p>\n";
    let in_paragraph = body.html.ends_with(END);
    if in_paragraph {
        body.html.truncate(body.html.len() - END.len());
    } else {
        if !body.html.ends_with('\n') {
            body.html.push('\n');
        }
        body.html.push_str("<p>");
    }
    let number = place + 1;
    let several = numbering.uses[place] > 1;
    let mut space = if in_paragraph { " " } else { "" };
    for (reference, id) in numbering.references.iter().zip(&names.references) {
        let Some((to, nth)) = reference.filter(|(to, _)| *to == place) else { continue };
        debug_assert_eq!(to, place);
        let (spoken, shown) = if several {
            (format!(", place {nth}"), format!("<sup>{nth}</sup>"))
        } else {
            (String::new(), String::new())
        };
        // U+FE0E asks for the arrow as text, not as a coloured picture.
        let _ = write!(
            body.html,
            "{space}<a href=\"#{id}\" class=\"footnote-back\" role=\"doc-backlink\" \
             aria-label=\"Back to the text, footnote {number}{spoken}\">\u{21a9}\u{fe0e}{shown}</a>"
        );
        space = " ";
    }
    body.html.push_str(END);
}
