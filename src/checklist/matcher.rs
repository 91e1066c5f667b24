//! A second opinion on what shows: a small browser that knows `display` and nothing else.
//!
//! In: a published stylesheet, byte for byte, the HTML of a form, and which of its inputs are
//! ticked. Out: for each element whether a reader sees it. Tests hold it against the evaluator,
//! with which it shares nothing past the parser.
//!
//! It reads the minified file, because a minifier may rewrite a selector. What it cannot read is
//! collected in [`Published::unread`] and never fits; tests look at that list.

mod agreement;
mod dom;
mod fits;
mod read;

use super::selector::{Complex, Compound, Simple};
pub(super) use dom::Dom;
use fits::Fits;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// Who looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Medium {
    /// A browser's window, this many rem wide.
    Screen(u32),
    /// Paper.
    Print,
    /// A browser that knows no `:has()`.
    OldScreen,
}

/// A stylesheet as far as it decides what shows.
#[derive(Debug, Default)]
pub(super) struct Published {
    rules: Vec<Rule>,
    /// Selectors and conditions that decide on `display` and are not understood.
    pub unread: BTreeSet<String>,
}

/// One selector with its `display`.
#[derive(Debug)]
struct Rule {
    /// Its place among the layers; rules outside all layers come last.
    layer: usize,
    selector: Complex,
    hides: bool,
}

impl Published {
    /// Which elements show, by their index.
    pub fn shown(&self, dom: &Dom, ticked: &[usize]) -> Vec<bool> {
        let mut fits = Fits::new(dom, ticked);
        let mut winners: Vec<Option<(usize, [usize; 3], bool)>> = vec![None; dom.nodes.len()];
        for rule in &self.rules {
            let weight = specificity(&rule.selector);
            for index in fits.complex(&rule.selector).iter() {
                let wins = winners[index].is_none_or(|(layer, than, _)| {
                    rule.layer.cmp(&layer).then_with(|| weight.cmp(&than)) != Ordering::Less
                });
                if wins {
                    winners[index] = Some((rule.layer, weight, rule.hides));
                }
            }
        }
        let mut shown = Vec::with_capacity(dom.nodes.len());
        for (index, node) in dom.nodes.iter().enumerate() {
            // What browsers do by themselves: `[hidden] { display: none }`.
            let hidden = winners[index].map_or(node.hidden, |(_, _, hides)| hides);
            let parent = node.parent.is_none_or(|parent| shown[parent]);
            shown.push(parent && !hidden);
        }
        shown
    }
}

/// Ids, classes and types, as rules compete.
fn specificity(complex: &Complex) -> [usize; 3] {
    let compounds = std::iter::once(&complex.first).chain(complex.rest.iter().map(|(_, c)| c));
    compounds.map(of_compound).fold([0; 3], add)
}

fn of_compound(compound: &Compound) -> [usize; 3] {
    compound.0.iter().map(of_simple).fold([0; 3], add)
}

fn of_simple(simple: &Simple) -> [usize; 3] {
    match simple {
        Simple::Id(_) => [1, 0, 0],
        Simple::Class(_) | Simple::NthOfType(_) | Simple::Checked | Simple::Other(_) => [0, 1, 0],
        Simple::Type(_) => [0, 0, 1],
        Simple::Where(_) => [0; 3],
        Simple::Is(list) | Simple::Not(list) | Simple::Has(list) => {
            list.iter().map(specificity).max().unwrap_or_default()
        }
    }
}

fn add(a: [usize; 3], b: [usize; 3]) -> [usize; 3] {
    [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
}
