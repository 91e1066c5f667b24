//! Content security policies (<https://www.w3.org/TR/CSP3/>).

use super::html::{Attr, Document, Node};
use std::collections::BTreeMap;

/// The policy in the head of a page: the element, and what it says.
#[must_use]
pub fn of<'d>(document: &'d Document<'_>) -> Option<(Node<'d>, Attr<'d>)> {
    let is_policy = |name: &str| name.trim().eq_ignore_ascii_case("content-security-policy");
    let meta = document.named("meta").find(|meta| {
        meta.attr("http-equiv").is_some_and(is_policy) && meta.closest("head").is_some()
    })?;
    Some((meta, meta.attribute("content")?))
}

/// A policy: sources by directive, both in small letters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Policy {
    directives: BTreeMap<String, Vec<String>>,
}

impl Policy {
    /// Reads a policy. Of a directive that is there twice, the first counts.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut directives = BTreeMap::new();
        for directive in text.split(';') {
            let mut words = directive.split_ascii_whitespace().map(str::to_ascii_lowercase);
            let Some(name) = words.next() else { continue };
            directives.entry(name).or_insert_with(|| {
                let mut sources: Vec<String> = words.collect();
                sources.sort();
                sources
            });
        }
        Self { directives }
    }

    /// The sources of a directive, if it is there.
    #[must_use]
    pub fn sources(&self, directive: &str) -> Option<&[String]> {
        self.directives.get(directive).map(Vec::as_slice)
    }

    /// All directives.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.directives.iter().map(|(name, sources)| (name.as_str(), sources.as_slice()))
    }

    /// Whether a file of the site itself may be loaded as what the directive is about.
    #[must_use]
    pub fn allows_own(&self, directive: &str) -> bool {
        // Where nothing is said, `default-src` holds, but not for what is no loading.
        let is_loading = !matches!(directive, "form-action" | "base-uri" | "frame-ancestors");
        let default = if is_loading { self.sources("default-src") } else { None };
        match self.sources(directive).or(default) {
            Some(sources) => sources.iter().any(|source| source == "'self'" || source == "*"),
            None => true,
        }
    }

    /// Whether something of that scheme, such as `data`, may be loaded.
    #[must_use]
    pub fn allows_scheme(&self, directive: &str, scheme: &str) -> bool {
        let sources = self.sources(directive).or_else(|| self.sources("default-src"));
        sources.is_none_or(|sources| {
            sources.iter().any(|source| source.strip_suffix(':') == Some(scheme))
        })
    }

    /// What it allows that no page of such a site needs.
    #[must_use]
    pub fn holes(&self) -> Vec<String> {
        let mut holes = Vec::new();
        if self.sources("default-src") != Some(&["'none'".to_owned()][..]) {
            holes.push("`default-src` is not `'none'`: what is not named is allowed".to_owned());
        }
        for name in ["base-uri", "form-action"] {
            if self.sources(name).is_none() {
                holes.push(format!(
                    "the policy says nothing about `{name}`, so everything is allowed"
                ));
            }
        }
        for (name, sources) in self.iter().filter(|(name, _)| *name != "default-src") {
            for source in sources.iter().filter(|source| !matches!(&***source, "'none'" | "'self'"))
            {
                holes.push(format!("the policy allows `{source}` in `{name}`"));
            }
        }
        holes
    }

    /// The policy without what has no effect in a `meta` element.
    #[must_use]
    pub fn in_meta(mut self) -> Self {
        for name in ["frame-ancestors", "report-uri", "report-to", "sandbox"] {
            self.directives.remove(name);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_falls_back_on_its_default() {
        let policy =
            Policy::parse("Default-Src 'none'; img-src 'self' ; form-action 'none'; img-src *");
        assert!(policy.allows_own("img-src"));
        assert!(!policy.allows_own("media-src"));
        assert!(!policy.allows_own("form-action"));
        assert!(policy.allows_own("base-uri"));
        assert_eq!(policy.sources("img-src"), Some(&["'self'".to_owned()][..]));
        assert_eq!(Policy::parse("a b c; d"), Policy::parse("d;  a c b;"));
    }
}
