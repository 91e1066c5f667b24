//! Findings that an author allows where they are, with a reason: `<!-- allow NAME: reason -->`.
//!
//! In: findings, and the waivers of all pages. Out: what is left, and what is wrong with waivers: a
//! name that means nothing, and one that allowed nothing, which would hide the next mistake.

use super::levels;
use super::scope::Context;
use crate::diagnostics::codes::markdown::{BAD_WAIVER, UNUSED_WAIVER};
use crate::diagnostics::{Code, Diagnostic, closest, codes};
use crate::markdown::Waiver;
use crate::site::{Page, WAIVABLE};
use crate::source::{SourcePath, SourceText, Span};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};

/// A page with waivers.
struct Waived<'a> {
    page: &'a Page,
    /// Waiver and name that allowed something.
    used: HashSet<(usize, usize)>,
}

/// Takes out what is allowed. `was_tried` says whether a code was looked for in this run: only then
/// a waiver for it can be said to allow nothing.
pub(super) fn apply(
    context: &Context<'_>,
    found: Vec<Diagnostic>,
    was_tried: impl Fn(&Code) -> bool,
) -> Vec<Diagnostic> {
    let pages = context.site.pages.par_iter().with_min_len(256);
    let pages: Vec<&Page> = pages.filter(|page| !page.body.waivers.is_empty()).collect();
    if pages.is_empty() {
        return found;
    }
    let waived = pages.iter().map(|&page| (&page.source, Waived { page, used: HashSet::new() }));
    let mut waived: HashMap<&SourcePath, Waived<'_>> = waived.collect();
    let mut kept: Vec<Diagnostic> =
        found.into_iter().filter(|finding| !is_allowed(finding, &mut waived)).collect();
    for page in pages {
        let Some(of_page) = waived.get(&page.source) else { continue };
        let Some(source) = context.snapshot.text(&page.source) else { continue };
        for (at, waiver) in page.body.waivers.iter().enumerate() {
            for (nth, name) in waiver.names.iter().enumerate() {
                let place = name_place(&source, waiver, name);
                let problem = match codes::find(name) {
                    None => unknown(name),
                    Some(code) if WAIVABLE.contains(&code) => continue,
                    Some(code) if !levels::is_optional(code) => fixed(name),
                    Some(code) if of_page.used.contains(&(at, nth)) || !was_tried(code) => continue,
                    Some(code) => unused(code, name),
                };
                kept.push(problem.at(&page.source, place));
            }
        }
    }
    kept
}

fn is_allowed(finding: &Diagnostic, waived: &mut HashMap<&SourcePath, Waived<'_>>) -> bool {
    // What stops the site whatever anybody says cannot be allowed here either.
    if !levels::is_optional(finding.code) {
        return false;
    }
    let Some(place) = &finding.primary else { return false };
    let Some(of_page) = waived.get_mut(&place.path) else { return false };
    let mut is_allowed = false;
    for (at, waiver) in of_page.page.body.waivers.iter().enumerate() {
        let covers = match place.span {
            Some(span) => waiver.covers(span),
            // About the file as a whole.
            None => waiver.covered == Waiver::PAGE,
        };
        if !covers {
            continue;
        }
        for (nth, name) in waiver.names.iter().enumerate() {
            if name.eq_ignore_ascii_case(finding.code.id) || name == finding.code.name {
                of_page.used.insert((at, nth));
                is_allowed = true;
            }
        }
    }
    is_allowed
}

fn name_place(source: &SourceText, waiver: &Waiver, name: &str) -> Span {
    let start = waiver.span.start as usize;
    match source.slice(waiver.span).find(name) {
        Some(at) => Span::new(start + at, start + at + name.len()),
        None => waiver.span,
    }
}

fn unknown(name: &str) -> Diagnostic {
    let problem = Diagnostic::new(&BAD_WAIVER, format!("there is no rule `{name}`"));
    let can_be = |code: &&Code| levels::is_optional(code) || WAIVABLE.contains(code);
    let known = codes::all().into_iter().filter(can_be);
    match closest(name, known.flat_map(|code| [code.id, code.name])) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help("`goodfit rules` lists all rules"),
    }
}

fn fixed(name: &str) -> Diagnostic {
    Diagnostic::new(&BAD_WAIVER, format!("`{name}` always stops the site, so it cannot be allowed"))
        .help("mend what it finds, and remove the name")
}

fn unused(code: &Code, name: &str) -> Diagnostic {
    let message = format!("`{name}` is allowed here, and there is nothing to allow");
    Diagnostic::new(&UNUSED_WAIVER, message)
        .note(format!("`{name}`: {}", code.explain))
        .help("remove the name, and the comment if it was the last one")
}
