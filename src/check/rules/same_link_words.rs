//! L108 `same-link-words`: two links with the same words lead to different pages.

use super::{Check, Group, Level, Published, Rule};
use crate::check::address::Leads;
use crate::check::html::Node;
use crate::check::names;
use std::collections::HashMap;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::links::SAME_WORDS;

pub(super) static RULE: Rule = Rule {
    code: &SAME_WORDS,
    level: Level::Warn,
    group: Group::Links,
    page: include_str!("../../../content/manual/rules/same-link-words.md"),
    check: Check::Output(check),
};

/// Whether what is around a link says what kind of place it leads to: a navigation, a label in "About
/// this page", the definition of a term.
fn is_told_apart(link: Node<'_>) -> bool {
    link.has_word("class", "term")
        || link.ancestors().any(|around| around.is("nav") || around.has_word("class", "facts"))
}

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let Some(main) = seen.page().and_then(|document| document.first("main")) else { return };
    let mut known: HashMap<String, String> = HashMap::new();
    let links = main.descendants().filter(|node| node.is("a") && !is_told_apart(*node));
    for link in links {
        let Some(href) = link.attribute("href") else { continue };
        let to = match seen.leads(href.value) {
            Leads::To(output, _) => output.path.url().as_str().to_owned(),
            Leads::Away(_) => href.value.split('#').next().unwrap_or_default().to_owned(),
            _ => continue,
        };
        let name = names::name(link);
        // A number stands for its place in a list.
        if !name.contains(char::is_alphabetic) {
            continue;
        }
        match known.get(&name.to_lowercase()) {
            Some(before) if *before != to => {
                let message = format!("`{name}` leads to `{before}` above, and here to `{to}`");
                found.push(
                    seen.finding(&SAME_WORDS, link.span(), message)
                        .help("say in each link what is different about its page"),
                );
            }
            Some(_) => {}
            None => {
                known.insert(name.to_lowercase(), to);
            }
        }
    }
}
