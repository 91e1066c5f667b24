//! Which elements a selector fits, given what is ticked.
//!
//! Everything is a set of elements, worked out from left to right: the elements that fit `.q`,
//! those after one of them that fit `.q` again, and so on. So a long chain costs no more than its
//! length, and there is nothing to go back on.

use super::dom::Dom;
use crate::checklist::selector::{Combinator, Complex, Compound, Simple};
use std::collections::HashMap;

/// Some of the elements, by index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Elements(Vec<u64>);

impl Elements {
    fn none(len: usize) -> Self {
        Self(vec![0; len.div_ceil(64)])
    }

    fn all(len: usize) -> Self {
        let mut all = Self::none(len);
        (0..len).for_each(|index| all.add(index));
        all
    }

    fn add(&mut self, index: usize) {
        self.0[index / 64] |= 1 << (index % 64);
    }

    fn has(&self, index: usize) -> bool {
        self.0[index / 64] >> (index % 64) & 1 == 1
    }

    fn join(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a |= b);
    }

    fn keep(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a &= b);
    }

    fn remove(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a &= !b);
    }

    /// Their indexes, ascending.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().filter(|(_, word)| **word != 0).flat_map(|(at, word)| {
            (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| at * 64 + bit)
        })
    }
}

/// The elements of a form while certain inputs are ticked.
pub(super) struct Fits<'a> {
    dom: &'a Dom,
    ticked: Elements,
    /// What was worked out already: the same few compounds stand in many rules.
    known: HashMap<&'a Compound, Elements>,
}

impl<'a> Fits<'a> {
    pub fn new(dom: &'a Dom, inputs: &[usize]) -> Self {
        let mut ticked = Elements::none(dom.nodes.len());
        inputs.iter().for_each(|index| ticked.add(*index));
        Self { dom, ticked, known: HashMap::new() }
    }

    pub fn complex(&mut self, complex: &'a Complex) -> Elements {
        let mut found = self.compound(&complex.first);
        for (how, compound) in &complex.rest {
            found = self.reached(&found, *how);
            found.keep(&self.compound(compound));
        }
        found
    }

    fn any(&mut self, list: &'a [Complex]) -> Elements {
        let mut found = Elements::none(self.dom.nodes.len());
        for complex in list {
            let more = self.complex(complex);
            found.join(&more);
        }
        found
    }

    fn compound(&mut self, compound: &'a Compound) -> Elements {
        if let Some(found) = self.known.get(compound) {
            return found.clone();
        }
        let mut found = Elements::all(self.dom.nodes.len());
        for simple in &compound.0 {
            self.narrow(&mut found, simple);
        }
        self.known.insert(compound, found.clone());
        found
    }

    fn narrow(&mut self, found: &mut Elements, simple: &'a Simple) {
        let nodes = &self.dom.nodes;
        let those = |test: &dyn Fn(usize) -> bool| {
            let mut some = Elements::none(nodes.len());
            (0..nodes.len()).filter(|index| test(*index)).for_each(|index| some.add(index));
            some
        };
        match simple {
            Simple::Type(name) => found.keep(&those(&|index| nodes[index].name == *name)),
            Simple::Class(class) => found.keep(&those(&|index| nodes[index].has(class))),
            Simple::Id(id) => found.keep(&those(&|index| nodes[index].id == *id)),
            Simple::NthOfType(n) => found.keep(&those(&|index| nodes[index].place == *n)),
            Simple::Checked => found.keep(&self.ticked),
            Simple::Is(list) | Simple::Where(list) => found.keep(&self.any(list)),
            Simple::Not(list) => found.remove(&self.any(list)),
            Simple::Has(list) => {
                let inner = self.any(list);
                found.keep(&self.around(&inner));
            }
            Simple::Other(_) => *found = Elements::none(nodes.len()),
        }
    }

    /// The elements that have one of these inside.
    fn around(&self, inner: &Elements) -> Elements {
        let mut found = Elements::none(self.dom.nodes.len());
        for index in inner.iter() {
            let mut at = self.dom.nodes[index].parent;
            while let Some(parent) = at.filter(|parent| !found.has(*parent)) {
                found.add(parent);
                at = self.dom.nodes[parent].parent;
            }
        }
        found
    }

    /// The elements that a combinator leads to from these.
    fn reached(&self, from: &Elements, how: Combinator) -> Elements {
        let nodes = &self.dom.nodes;
        let mut found = Elements::none(nodes.len());
        // The last element so far, by parent; parents come before children.
        let mut last_child: Vec<Option<usize>> = vec![None; nodes.len() + 1];
        for (index, node) in nodes.iter().enumerate() {
            let place = node.parent.map_or(nodes.len(), |parent| parent);
            let before = last_child[place].replace(index);
            let is = match how {
                Combinator::Child => node.parent.is_some_and(|parent| from.has(parent)),
                Combinator::Inside => {
                    node.parent.is_some_and(|parent| from.has(parent) || found.has(parent))
                }
                Combinator::Next => before.is_some_and(|before| from.has(before)),
                Combinator::Later => {
                    before.is_some_and(|before| from.has(before) || found.has(before))
                }
            };
            if is {
                found.add(index);
            }
        }
        found
    }
}
