//! Which built-in templates a site never sees, because it has its own in their place.
//!
//! In: all templates, and the names that outputs ask for. Out: those to load. A built-in template
//! that nobody would see must not fail on a parent that the site has replaced by a simpler one.

use super::{BUILT_IN, error};
use crate::source::SourceText;
use std::collections::{BTreeMap, BTreeSet};

type Sources = BTreeMap<String, SourceText>;

/// Leaves out built-in templates that nothing asks for and that are replaced, or stand on one that
/// is. Everything else is loaded, used or not, so that mistakes in it are found.
pub(super) fn without(mut sources: Sources, used: &BTreeSet<&str>) -> Sources {
    let seen = seen(&sources, used);
    let unseen: Vec<String> = sources
        .keys()
        .filter(|name| name.starts_with(BUILT_IN) && !seen.contains(name.as_str()))
        .filter(|name| stands_on_own(&sources, name))
        .cloned()
        .collect();
    for name in unseen {
        sources.remove(&name);
    }
    sources
}

/// The site's own templates, what outputs ask for, and what these name in turn.
fn seen<'a>(sources: &'a Sources, used: &BTreeSet<&str>) -> BTreeSet<&'a str> {
    let own = sources.iter().filter(|(name, source)| {
        // Components are called without naming their file.
        !name.starts_with(BUILT_IN) || source.text.contains("endcomponent")
    });
    let mut open: Vec<&str> = own.map(|(name, _)| name.as_str()).collect();
    open.extend(used.iter().filter_map(|name| find(sources, name)));
    let mut seen = BTreeSet::new();
    while let Some(name) = open.pop() {
        if !seen.insert(name) {
            continue;
        }
        let text = &sources[name].text;
        // Names stand in quotes; a text that only looks like one costs nothing.
        let quoted = text.split(['"', '\'']).filter_map(|part| find(sources, part));
        open.extend(quoted);
        // One that extends itself by its plain name is told of the one below it.
        let below = error::extends(text).filter(|parent| *parent == name);
        open.extend(below.and_then(|name| find(sources, &format!("{BUILT_IN}{name}"))));
    }
    seen
}

/// The full name of a template, as the engine finds it.
fn find<'a>(sources: &'a Sources, name: &str) -> Option<&'a str> {
    let built_in = format!("{BUILT_IN}{name}");
    let (name, _) = sources.get_key_value(name).or_else(|| sources.get_key_value(&built_in))?;
    Some(name)
}

/// Whether a built-in template, or one that it extends, is replaced by the site.
fn stands_on_own(sources: &Sources, name: &str) -> bool {
    let mut name = name;
    // A circle is reported when the templates are loaded.
    for _ in 0..16 {
        let plain = name.strip_prefix(BUILT_IN).unwrap_or(name);
        if sources.contains_key(plain) {
            return true;
        }
        let parent = error::extends(&sources[name].text).and_then(|parent| find(sources, parent));
        match parent {
            Some(parent) => name = parent,
            None => return false,
        }
    }
    false
}
