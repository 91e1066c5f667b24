//! Finds the front matter of a file: everything between a first line `---` and the next one.

use crate::yaml::without_bom;
use std::ops::Range;

/// What stands on top of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fence {
    /// No front matter: the file does not begin with a line `---`.
    Absent,
    /// It begins, and never ends.
    Unclosed {
        /// The opening `---`.
        opening: Range<usize>,
    },
    /// Both lines are there.
    Closed {
        /// The opening `---`.
        opening: Range<usize>,
        /// The lines in between.
        yaml: Range<usize>,
        /// Where the Markdown begins.
        body_start: usize,
    },
}

/// Looks for it. White space behind the hyphens does not matter; before them it does.
pub(super) fn find(text: &str) -> Fence {
    let start = without_bom(text);
    let mut lines = text[start..].split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == "---") else {
        return Fence::Absent;
    };
    let opening = start..start + 3;
    let yaml_start = start + first.len();
    let mut at = yaml_start;
    for line in lines {
        if line.trim_end() == "---" {
            return Fence::Closed { opening, yaml: yaml_start..at, body_start: at + line.len() };
        }
        at += line.len();
    }
    Fence::Unclosed { opening }
}

/// For a front matter that never ends: the line (from 1) that was probably meant to end it.
///
/// `----` and the dashes that word processors make of hyphens are likely slips of the pen.
pub(super) fn meant_to_close(text: &str) -> Option<usize> {
    let is_slip = |line: &str| {
        let line = line.trim();
        let dashes = |c: char| matches!(c, '-' | '–' | '—' | '_' | '=');
        !line.is_empty()
            && line.chars().all(dashes)
            && (line.chars().count() > 1 || !line.starts_with('-'))
    };
    text.lines().skip(1).position(is_slip).map(|index| index + 2)
}

/// The last line (from 1) that looks like front matter in a file where it never ends, and its text.
pub(super) fn last_line(text: &str) -> Option<(usize, &str)> {
    let is_key = |line: &str| {
        line.split_once(':').is_some_and(|(key, value)| {
            !key.is_empty()
                && key.chars().all(|c| c.is_alphanumeric() || "-_ ".contains(c))
                && (value.is_empty() || value.starts_with([' ', '\t', '\r']))
        })
    };
    text.lines()
        .enumerate()
        .skip(1)
        .take_while(|(_, line)| is_key(line) || line.starts_with([' ', '-', '#']))
        // A Markdown heading looks like a comment.
        .filter(|(_, line)| !line.starts_with('#'))
        .last()
        .map(|(index, line)| (index + 1, line.trim()))
}
