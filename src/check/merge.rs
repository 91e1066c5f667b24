//! One mistake, one finding: what a template does on every page is said once.

use super::scope::FOLDER;
use crate::diagnostics::{Diagnostic, Label, Severity};
use crate::source::SourcePath;
use std::collections::HashMap;

/// Joins findings that say the same of the same place, in the order they come in. `known` are
/// problems reported already: a rule that finds the same place again adds nothing.
pub(super) fn merge(found: Vec<Diagnostic>, known: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut hard: HashMap<&SourcePath, Vec<&Diagnostic>> = HashMap::new();
    for known in known.iter().filter(|known| known.severity == Severity::Error) {
        if let Some(place) = &known.primary {
            hard.entry(&place.path).or_default().push(known);
        }
    }
    let is_known = |finding: &Diagnostic| {
        let there = finding.primary.as_ref().and_then(|place| hard.get(&place.path));
        there.is_some_and(|there| there.iter().any(|known| is_same_place(known, finding)))
    };
    // By finding: how many more say the same, if it is the first that does.
    let mut more: Vec<Option<usize>> = vec![None; found.len()];
    let mut firsts: HashMap<(&str, &str, Option<&Label>), usize> =
        HashMap::with_capacity(found.len());
    for (at, finding) in found.iter().enumerate() {
        if is_known(finding) {
            continue;
        }
        // A place in an output tells pages apart, but not mistakes.
        let place = finding.primary.as_ref().filter(|label| label.path.below(FOLDER).is_none());
        let first = *firsts.entry((finding.code.id, &finding.message, place)).or_insert(at);
        more[first] = Some(more[first].map_or(0, |more| more + 1));
    }
    drop(firsts);
    let found = found.into_iter().zip(more);
    found.filter_map(|(finding, more)| Some(with_count(finding, more?))).collect()
}

fn with_count(finding: Diagnostic, more: usize) -> Diagnostic {
    let is_on_output = |label: &Label| label.path.below(FOLDER).is_some();
    let tells_output = finding.primary.iter().chain(&finding.labels).any(is_on_output);
    match more {
        0 => finding,
        _ if !tells_output => finding,
        1 => finding.note("and in one more place"),
        n => finding.note(format!("and in {n} more places")),
    }
}

/// Whether a hard problem is about the same words of the same source.
fn is_same_place(known: &Diagnostic, finding: &Diagnostic) -> bool {
    let (Some(a), Some(b)) = (&known.primary, &finding.primary) else { return false };
    let (Some(one), Some(other)) = (a.span, b.span) else { return false };
    known.code != finding.code && a.path == b.path && one.start < other.end && other.start < one.end
}

/// Whether a finding is about a path or something below it: a source, or an output with or without
/// its folder.
pub(super) fn is_about(finding: &Diagnostic, path: &str) -> bool {
    let path = path.trim_end_matches('/');
    let is_it = |own: &SourcePath| {
        let below_output = own.below(FOLDER).unwrap_or("");
        own.as_str() == path
            || own.below(path).is_some()
            || below_output == path
            || below_output.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'))
    };
    finding.primary.iter().chain(&finding.labels).any(|label| is_it(&label.path))
}
