//! Reads a minified stylesheet as far as it decides on `display`.

use super::{Medium, Published, Rule};
use crate::checklist::selector::{Combinator, Complex, Compound, List, Simple};

/// The switch around all rules of a questionnaire, as minified.
const SWITCH: &str = "selector(:has(a)) and selector(:not(a b))";

impl Published {
    /// Reads a stylesheet.
    ///
    /// # Panics
    /// If its braces do not match, or something in it is `!important`.
    pub fn read(css: &str, medium: Medium) -> Self {
        let mut reader = Reader { medium, layers: Vec::new(), published: Self::default() };
        reader.block(css, None);
        let outside = reader.layers.len();
        let mut published = reader.published;
        for rule in &mut published.rules {
            rule.layer = rule.layer.min(outside);
        }
        published
    }
}

struct Reader {
    medium: Medium,
    layers: Vec<String>,
    published: Published,
}

impl Reader {
    fn block(&mut self, css: &str, layer: Option<usize>) {
        let mut rest = css.trim_start();
        while !rest.is_empty() {
            let stop = outside_quotes(rest, &['{', ';']).expect("a rule has a block");
            let prelude = rest[..stop].trim();
            if rest[stop..].starts_with(';') {
                self.statement(prelude);
                rest = rest[stop + 1..].trim_start();
                continue;
            }
            let end = stop + closing(&rest[stop..]);
            let inner = &rest[stop + 1..end];
            rest = rest[end + 1..].trim_start();
            match prelude.strip_prefix('@') {
                Some(at) => self.at_rule(at, inner, layer),
                None => self.style(prelude, inner, layer),
            }
        }
    }

    fn statement(&mut self, prelude: &str) {
        if let Some(names) = prelude.strip_prefix("@layer ") {
            for name in names.split(',') {
                self.layer(name.trim());
            }
        }
    }

    fn layer(&mut self, name: &str) -> usize {
        self.layers.iter().position(|known| known == name).unwrap_or_else(|| {
            self.layers.push(name.to_owned());
            self.layers.len() - 1
        })
    }

    fn at_rule(&mut self, at: &str, inner: &str, layer: Option<usize>) {
        let (name, condition) = at.split_at(at.find([' ', '(']).unwrap_or(at.len()));
        let condition = condition.trim();
        let holds = match name {
            "layer" => {
                let layer = self.layer(condition);
                return self.block(inner, Some(layer));
            }
            "media" => self.media(condition),
            "supports" => match condition {
                SWITCH => self.medium != Medium::OldScreen,
                "(grid-template-columns:subgrid)" => true,
                other => self.not_understood(&format!("@supports {other}")),
            },
            "page" => false,
            other => self.not_understood(&format!("@{other} {condition}")),
        };
        if holds {
            self.block(inner, layer);
        }
    }

    fn media(&mut self, condition: &str) -> bool {
        if let Some((first, rest)) = condition.split_once(" and ") {
            // Both are asked, so that neither goes unread.
            return self.media(first) & self.media(rest);
        }
        let rem = |text: &str| text.strip_suffix("rem").and_then(|rem| rem.parse::<f64>().ok());
        let width = |text: &str| text.strip_suffix(')').and_then(rem);
        let wide = match self.medium {
            Medium::Screen(wide) => f64::from(wide),
            // A4 less its margins.
            Medium::Print => 40.0,
            Medium::OldScreen => 80.0,
        };
        if let Some(least) = condition.strip_prefix("(width>=").and_then(width) {
            return wide >= least;
        }
        if let Some(most) = condition.strip_prefix("(width<").and_then(width) {
            return wide < most;
        }
        if let Some((least, most)) = condition.split_once("<=width<")
            && let (Some(least), Some(most)) = (least.strip_prefix('(').and_then(rem), width(most))
        {
            return least <= wide && wide < most;
        }
        match condition {
            "print" => self.medium == Medium::Print,
            "screen" => self.medium != Medium::Print,
            _ if condition.contains("prefers-") || condition.contains("forced-colors") => false,
            _ if condition.starts_with("(height") => true,
            other => self.not_understood(&format!("@media {other}")),
        }
    }

    fn not_understood(&mut self, what: &str) -> bool {
        self.published.unread.insert(what.to_owned());
        false
    }

    fn style(&mut self, selectors: &str, declarations: &str, layer: Option<usize>) {
        assert!(!declarations.contains('{'), "no rule is nested: {selectors}");
        let value = split(declarations, ';')
            .into_iter()
            .filter_map(|declaration| declaration.trim().strip_prefix("display:"))
            .next_back();
        let Some(value) = value else { return };
        assert!(!value.contains('!'), "nothing is important: {selectors}");
        for text in split(selectors, ',') {
            // What is before or after an element's content is no element.
            if [":before", ":after", "::"].iter().any(|pseudo| text.contains(pseudo)) {
                continue;
            }
            let selector = complex(text);
            others(&selector, &mut |other| {
                self.published.unread.insert(format!("{other} in {text}"));
            });
            let layer = layer.unwrap_or(usize::MAX);
            self.published.rules.push(Rule { layer, selector, hides: value == "none" });
        }
    }
}

/// The first of some characters that is not in quotes.
fn outside_quotes(text: &str, wanted: &[char]) -> Option<usize> {
    let mut quote = None;
    text.char_indices()
        .find(|(_, c)| {
            match (quote, *c) {
                (None, '"' | '\'') => quote = Some(*c),
                (Some(open), c) if open == c => quote = None,
                _ => {}
            }
            quote.is_none() && wanted.contains(c)
        })
        .map(|(at, _)| at)
}

/// Where the block that begins here ends.
fn closing(block: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while let Some(found) = outside_quotes(&block[at..], &['{', '}']) {
        at += found + 1;
        depth += if block[..at].ends_with('{') { 1 } else { -1 };
        if depth == 0 {
            return at - 1;
        }
    }
    panic!("a block is not closed: {block}");
}

/// The parts between separators that are not in brackets or quotes.
fn split(text: &str, separator: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut from, mut at) = (0_i32, 0, 0);
    let marks = ['(', '[', ')', ']', separator];
    while let Some(found) = outside_quotes(&text[at..], &marks) {
        at += found;
        match text[at..].chars().next() {
            Some('(' | '[') => depth += 1,
            Some(')' | ']') => depth -= 1,
            _ if depth == 0 => {
                parts.push(&text[from..at]);
                from = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    parts.push(&text[from..]);
    parts
}

fn list(text: &str) -> List {
    split(text, ',').into_iter().map(complex).collect()
}

fn complex(text: &str) -> Complex {
    let mut rest = text.trim();
    let first = compound(&mut rest);
    let mut whole = first.alone();
    while !rest.is_empty() {
        let trimmed = rest.trim_start();
        let how = match trimmed.chars().next() {
            Some('>') => Combinator::Child,
            Some('~') => Combinator::Later,
            Some('+') => Combinator::Next,
            _ => Combinator::Inside,
        };
        rest = trimmed.trim_start_matches(['>', '~', '+']).trim_start();
        let next = compound(&mut rest);
        whole = whole.then(how, next);
    }
    whole
}

/// Takes one compound from the beginning.
fn compound(rest: &mut &str) -> Compound {
    let mut found = Compound::default();
    if let Some(after) = rest.strip_prefix('*') {
        *rest = after;
    }
    while let Some(first) = rest.chars().next() {
        let simple = match first {
            '.' => Simple::Class(name(rest, 1)),
            '#' => Simple::Id(name(rest, 1)),
            '[' => {
                let end = rest.find(']').expect("a bracket is closed") + 1;
                let (text, after) = rest.split_at(end);
                *rest = after;
                Simple::Other(text.to_owned())
            }
            ':' => pseudo(rest),
            c if c.is_ascii_alphanumeric() => Simple::Type(name(rest, 0)),
            _ => break,
        };
        found = found.and(simple);
    }
    found
}

/// Takes a name, after `skip` characters that lead to it.
fn name(rest: &mut &str, skip: usize) -> String {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let tail = &rest[skip..];
    let end = tail.find(|c| !is_part(c)).unwrap_or(tail.len());
    assert!(end > 0, "a name is expected: {rest}");
    *rest = &tail[end..];
    tail[..end].to_owned()
}

fn pseudo(rest: &mut &str) -> Simple {
    let name = name(rest, 1);
    match name.as_str() {
        "checked" => return Simple::Checked,
        // What the minifier makes of `:nth-of-type(1)`.
        "first-of-type" => return Simple::NthOfType(1),
        _ => {}
    }
    if !rest.starts_with('(') {
        return Simple::Other(format!(":{name}"));
    }
    let mut depth = 0;
    let end = rest
        .char_indices()
        .find(|(_, c)| {
            depth += i32::from(*c == '(') - i32::from(*c == ')');
            depth == 0
        })
        .map(|(at, _)| at)
        .expect("a bracket is closed");
    let (inner, after) = (&rest[1..end], &rest[end + 1..]);
    *rest = after;
    match name.as_str() {
        "is" => Simple::Is(list(inner)),
        "where" => Simple::Where(list(inner)),
        "not" => Simple::Not(list(inner)),
        "has" => Simple::Has(list(inner)),
        "nth-of-type" if inner.parse::<usize>().is_ok() => {
            Simple::NthOfType(inner.parse().unwrap_or_default())
        }
        _ => Simple::Other(format!(":{name}({inner})")),
    }
}

/// Calls `found` with everything in a selector that is not understood.
fn others(complex: &Complex, found: &mut dyn FnMut(&str)) {
    let compounds = std::iter::once(&complex.first).chain(complex.rest.iter().map(|(_, c)| c));
    for simple in compounds.flat_map(|compound| &compound.0) {
        match simple {
            Simple::Other(text) => found(text),
            Simple::Is(list) | Simple::Where(list) | Simple::Not(list) | Simple::Has(list) => {
                list.iter().for_each(|complex| others(complex, found));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selector_prints_as_it_was_read() {
        for text in [
            "#fit-x .out:where(:not(.q:has(.a1:checked)~.q:has(.a1:checked)~*)) .band",
            ".leaf>:is(.in-short,.say,.evidence,.hang)",
            "table:has(td[data-label]) tr",
            "*",
            "li+li",
        ] {
            assert_eq!(complex(text).to_string(), text);
        }
    }
}
