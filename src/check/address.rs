//! Where an address in a published file leads.
//!
//! In: an address as written, and the output it stands in. Out: [`Leads`]. Read as browsers read it
//! (<https://url.spec.whatwg.org/>): spaces around it and line breaks in it do not count, `\` is
//! `/`, capital letters in a scheme are small ones.

use crate::config::BaseUrl;
use crate::diagnostics::closest;
use crate::plan::{Output, Plan};
use percent_encoding::percent_decode_str;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::sync::OnceLock;

/// Where an address leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leads<'a> {
    /// To the same output, or a place in it.
    Here(Option<String>),
    /// To an output of this site, or a place in it.
    To(&'a Output, Option<String>),
    /// To an address of this site that no output has: the path, with its `/`.
    Nowhere(String),
    /// To another server: its name.
    Away(String),
    /// Something else, such as `mailto:`: the scheme, in small letters.
    Other(String),
}

/// All outputs by the addresses that browsers ask for.
pub struct Addresses<'a> {
    base: &'a BaseUrl,
    plan: &'a Plan,
    /// Made when the first address is looked up: a build in which nobody asks needs none.
    by_path: OnceLock<FxHashMap<String, usize>>,
}

impl<'a> Addresses<'a> {
    /// The addresses of a plan.
    #[must_use]
    pub fn new(plan: &'a Plan, base: &'a BaseUrl) -> Self {
        Self { base, plan, by_path: OnceLock::new() }
    }

    fn by_path(&self) -> &FxHashMap<String, usize> {
        self.by_path.get_or_init(|| {
            let mut by_path = FxHashMap::default();
            by_path.reserve(self.plan.outputs.len() * 2);
            for (at, output) in self.plan.outputs.iter().enumerate() {
                let path = output.path.as_str();
                by_path.insert(path.to_owned(), at);
                if let Some(folder) = path.strip_suffix("index.html")
                    && (folder.is_empty() || folder.ends_with('/'))
                {
                    by_path.insert(folder.to_owned(), at);
                }
            }
            by_path
        })
    }

    /// The output with that path below the address of the site, without `/` in front.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<&'a Output> {
        self.by_path().get(path).map(|&at| &self.plan.outputs[at])
    }

    /// The address that is nearest to one that nothing has: with a slash, in small letters, or with
    /// few other letters. Looked for only when there is something to say.
    #[must_use]
    pub fn nearest(&self, path: &str) -> Option<String> {
        let own = path.strip_prefix(&*self.base.path)?.strip_prefix('/')?;
        let with_slash = format!("{}/", own.trim_end_matches('/'));
        let href = |found: &str| format!("{}/{found}", self.base.path);
        if self.find(&with_slash).is_some() {
            return Some(href(&with_slash));
        }
        // Ordered, so that the same is suggested every time.
        let mut all: Vec<&str> = self.by_path().keys().map(String::as_str).collect();
        all.sort_unstable();
        all.retain(|known| !known.ends_with("index.html"));
        let other_case = all.iter().find(|known| known.eq_ignore_ascii_case(own));
        other_case.copied().or_else(|| closest(own, all.iter().copied())).map(href)
    }

    /// Where an address leads that stands in `from`.
    #[must_use]
    pub fn resolve(&self, from: &Output, written: &str) -> Leads<'a> {
        let written = cleaned(written);
        let (rest, fragment) = match written.split_once('#') {
            Some((rest, fragment)) => (rest, Some(decode(fragment).into_owned())),
            None => (&*written, None),
        };
        let fragment = fragment.filter(|fragment| !fragment.is_empty());
        let (scheme, rest) = split_scheme(rest);
        let is_web = matches!(scheme.as_deref(), None | Some("http" | "https"));
        if let (Some(scheme), false) = (&scheme, is_web) {
            return Leads::Other(scheme.clone());
        }
        let rest =
            if rest.contains('\\') { rest.replace('\\', "/").into() } else { Cow::Borrowed(rest) };
        let rest = rest.split('?').next().unwrap_or_default();
        let is_away = scheme.is_some() || rest.starts_with("//");
        let path = if is_away {
            let host = rest.trim_start_matches('/');
            let (host, path) = host.split_at(host.find('/').unwrap_or(host.len()));
            if !self.is_own(scheme.as_deref(), host) {
                return Leads::Away(host.to_ascii_lowercase());
            }
            if path.is_empty() { "/" } else { path }
        } else {
            rest
        };
        if path.is_empty() {
            return Leads::Here(fragment);
        }
        let path = self.absolute(from, path);
        let own = path.strip_prefix(&*self.base.path).and_then(|path| path.strip_prefix('/'));
        match own.and_then(|path| self.find(path)) {
            Some(output) if output == from => Leads::Here(fragment),
            Some(output) => Leads::To(output, fragment),
            None => Leads::Nowhere(path.into_owned()),
        }
    }

    fn is_own(&self, scheme: Option<&str>, host: &str) -> bool {
        let (own_scheme, own_host) = self.base.origin.split_once("://").unwrap_or_default();
        scheme.is_none_or(|scheme| scheme == own_scheme) && host.eq_ignore_ascii_case(own_host)
    }

    /// The path from the root of the server, without percent-encoding and without `.` and `..`.
    fn absolute<'p>(&self, from: &Output, path: &'p str) -> Cow<'p, str> {
        let decoded = decode(path);
        let is_plain = decoded.starts_with('/') && !decoded.contains("/.");
        if is_plain {
            return decoded;
        }
        let from = from.path.url();
        let folder = from.as_str().rfind('/').map_or("/", |at| &from.as_str()[..=at]);
        let whole = if decoded.starts_with('/') {
            decoded.into_owned()
        } else {
            format!("{}{folder}{decoded}", self.base.path)
        };
        let mut parts: Vec<&str> = Vec::new();
        for part in whole.split('/').skip(1) {
            match part {
                "." => {}
                ".." => {
                    parts.pop();
                }
                part => parts.push(part),
            }
        }
        // `a/..` is a folder.
        let is_folder = whole.ends_with("/.") || whole.ends_with("/..");
        let end = if is_folder && !parts.is_empty() { "/" } else { "" };
        format!("/{}{end}", parts.join("/")).into()
    }
}

/// Without what browsers take out of an address before they read it.
fn cleaned(written: &str) -> Cow<'_, str> {
    let trimmed = written.trim_matches(|c: char| c <= ' ');
    if trimmed.contains(['\t', '\n', '\r']) {
        trimmed.replace(['\t', '\n', '\r'], "").into()
    } else {
        trimmed.into()
    }
}

/// The scheme in small letters, if there is one, and what follows its colon.
fn split_scheme(written: &str) -> (Option<String>, &str) {
    let Some((scheme, rest)) = written.split_once(':') else { return (None, written) };
    let mut letters = scheme.bytes();
    let is_scheme = letters.next().is_some_and(|b| b.is_ascii_alphabetic())
        && letters.all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    if is_scheme { (Some(scheme.to_ascii_lowercase()), rest) } else { (None, written) }
}

fn decode(text: &str) -> Cow<'_, str> {
    if text.contains('%') { percent_decode_str(text).decode_utf8_lossy() } else { text.into() }
}

/// The addresses in a `srcset`, each with where it begins
/// (<https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute>).
#[must_use]
pub fn srcset(value: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = value;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            return found;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let url = &rest[..end];
        rest = &rest[end..];
        let trimmed = url.trim_end_matches(',');
        found.push(trimmed);
        if trimmed.len() == url.len() {
            // Its width or density, to the comma outside of brackets.
            let mut depth = 0_usize;
            let end = rest.find(|c: char| {
                match c {
                    '(' => depth += 1,
                    ')' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                c == ',' && depth == 0
            });
            rest = end.map_or("", |end| &rest[end..]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::OutputKind;
    use crate::source::OutPath;

    #[test]
    fn addresses_are_read_as_browsers_read_them() {
        let output = |path: &str| Output {
            path: OutPath::new(path).expect("a path"),
            kind: OutputKind::NotFound,
        };
        let mut plan = Plan::default();
        plan.outputs = vec![output("a/b/index.html"), output("a/x y.png"), output("index.html")];
        let base = BaseUrl::parse("https://example.org/g").expect("an address");
        let addresses = Addresses::new(&plan, &base);
        let from = &plan.outputs[0];
        let shown = |written: &str| match addresses.resolve(from, written) {
            Leads::Here(fragment) => format!("here {fragment:?}"),
            Leads::To(output, fragment) => format!("{} {fragment:?}", output.path),
            Leads::Nowhere(path) => format!("nowhere {path}"),
            Leads::Away(host) => format!("away {host}"),
            Leads::Other(scheme) => format!("{scheme}:"),
        };
        for (written, expected) in [
            ("", "here None"),
            ("#%C3%BC", "here Some(\"ü\")"),
            ("?q#x", "here Some(\"x\")"),
            ("/g/a/b/", "here None"),
            ("/g/", "index.html None"),
            ("/g/index.html#t", "index.html Some(\"t\")"),
            ("../x%20y.png", "a/x y.png None"),
            ("../../", "index.html None"),
            ("..", "nowhere /g/a/"),
            ("/a/b/", "nowhere /a/b/"),
            ("/g/a/b", "nowhere /g/a/b"),
            (" HTTPS://Example.org/g/a/b/ ", "here None"),
            ("http://example.org/g/", "away example.org"),
            ("//other.org/x", "away other.org"),
            ("/\\other.org/x", "away other.org"),
            ("\\\\other.org", "away other.org"),
            ("java\nscript:x", "javascript:"),
            ("MAILTO:a@b", "mailto:"),
        ] {
            assert_eq!(shown(written), expected, "{written:?}");
        }
    }

    #[test]
    fn every_candidate_of_a_srcset_is_found() {
        assert_eq!(srcset("a.png 1x, b.png 2x"), ["a.png", "b.png"]);
        assert_eq!(srcset("a,b.png, c.png"), ["a,b.png", "c.png"]);
        assert_eq!(srcset(" ,a.png 100w,b.png"), ["a.png", "b.png"]);
        assert_eq!(srcset(""), Vec::<&str>::new());
    }
}
