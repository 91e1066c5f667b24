//! What may happen between two builds, as a table: its name, how often, and what it does.
//!
//! Every edit works on any world. One that has nothing to work on does nothing, which is an edit
//! too.

mod around;
mod front;
mod pages;
mod project;

use super::site::{Dice, Page};
use super::world::World;
use std::sync::LazyLock;

#[derive(Clone, Copy)]
pub struct Kind {
    pub name: &'static str,
    /// How often it is drawn, compared with the others.
    pub share: usize,
    /// Whether a preview can see it: it is about sources, and not about options or outputs.
    pub on_sources: bool,
    pub make: fn(&mut World, &mut Dice),
}

const fn source(name: &'static str, share: usize, make: fn(&mut World, &mut Dice)) -> Kind {
    Kind { name, share, on_sources: true, make }
}

const fn around(name: &'static str, share: usize, make: fn(&mut World, &mut Dice)) -> Kind {
    Kind { name, share, on_sources: false, make }
}

pub static EDITS: LazyLock<Vec<Kind>> =
    LazyLock::new(|| [pages::PAGES, front::FRONT, project::PROJECT, around::AROUND].concat());

/// An edit as it was drawn: which, and the dice for its own choices. Shrinks towards harmless ones.
#[derive(Clone, Debug)]
pub struct Edit {
    pub kind: usize,
    pub dice: u64,
}

impl Edit {
    pub fn make(&self, world: &mut World) {
        let before = world.site.clone();
        (EDITS[self.kind].make)(world, &mut Dice(self.dice));
        if !EDITS[self.kind].name.ends_with("undone") {
            world.past.push(before);
        }
        world.save();
    }
}

fn any(world: &mut World, dice: &mut Dice, change: impl Fn(&mut Page, &mut Dice)) {
    let ids: Vec<usize> = world.site.pages.keys().copied().collect();
    if let Some(page) = world.site.pages.get_mut(dice.pick(&ids)) {
        change(page, dice);
    }
}

/// Adds it, or takes it away.
fn flip<T: PartialEq>(list: &mut Vec<T>, item: T) {
    let before = list.len();
    list.retain(|one| *one != item);
    if list.len() == before {
        list.push(item);
    }
}
