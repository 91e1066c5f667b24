//! How a reference is written: one trait, and what its styles share.
//!
//! In: an [`Entry`]. Out: [`Html`]. A processor for the Citation Style Language would be one more
//! implementation of [`ReferenceStyle`]; nothing else knows how references look.

use super::apa::Apa;
use super::entry::{Entry, Kind};
use super::vancouver::Vancouver;
use crate::config::Style;
use crate::markup::{Html, escape};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// A way to write references. Called once for each entry, not for each citation.
pub(super) trait ReferenceStyle {
    /// One reference, complete. Nothing in it may be HTML that an entry brought along.
    fn reference(&self, entry: &Entry) -> Html;
}

/// The style that the configuration names.
pub(super) fn named(style: Style) -> &'static dyn ReferenceStyle {
    match style {
        Style::Vancouver => &Vancouver,
        Style::Apa => &Apa,
    }
}

/// What a DOI may hold and the path of an address may not.
const NOT_IN_PATHS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The address of a DOI (<https://www.doi.org/doi-handbook/HTML/>).
pub(super) fn doi_address(doi: &str) -> String {
    format!("https://doi.org/{}", utf8_percent_encode(doi, NOT_IN_PATHS))
}

/// Where the entry can be read: by its DOI, else its address, else its number in PubMed. The
/// second is what people see.
pub(super) fn address(entry: &Entry) -> Option<(String, String)> {
    if !entry.doi.is_empty() {
        return Some((doi_address(&entry.doi), format!("https://doi.org/{}", entry.doi)));
    }
    if is_web_address(&entry.url) {
        return Some((entry.url.clone(), entry.url.clone()));
    }
    if !entry.pmid.is_empty() {
        let address = format!("https://pubmed.ncbi.nlm.nih.gov/{}/", entry.pmid);
        return Some((address.clone(), address));
    }
    entry.parent.as_deref().filter(|parent| parent.kind != Kind::Periodical).and_then(address)
}

/// Only addresses that lead to a page; anything else could run code.
pub(super) fn is_web_address(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// What fits a line on a small phone; only longer addresses may break.
const SHORT: usize = 36;

/// `<a href="…">label</a>`. A long address may break after a slash, so that it need not break inside
/// a word.
pub(super) fn link(address: &str, label: &str) -> String {
    let mut shown = escape(label);
    if label.len() > SHORT {
        let (scheme, rest) = shown.split_at(shown.find("://").map_or(0, |at| at + 3));
        shown = format!("{scheme}{}", rest.replace('/', "/<wbr>"));
        shown.truncate(shown.trim_end_matches("<wbr>").len());
    }
    format!("<a href=\"{}\">{shown}</a>", escape(address))
}

/// Adds a part and a full stop, unless it ends a sentence already.
pub(super) fn sentence(out: &mut String, html: &str) {
    if html.is_empty() {
        return;
    }
    out.push_str(html);
    if !ends_sentence(html) {
        out.push('.');
    }
    out.push(' ');
}

pub(super) fn ends_sentence(html: &str) -> bool {
    let last = html.trim_end_matches("</cite>").chars().next_back();
    matches!(last, Some('.' | '?' | '!'))
}

/// `<cite>title</cite>`.
pub(super) fn cite(title: &str) -> String {
    format!("<cite>{}</cite>", escape(title))
}

/// A range with its dash.
pub(super) fn pages(range: &str) -> String {
    escape(&range.replace("--", "-").replace('-', "\u{2013}"))
}

/// `2nd ed` for a number, else what the entry says.
pub(super) fn edition(text: &str) -> String {
    match text.parse::<u32>() {
        Ok(number) => format!("{number}{} ed", ordinal(number)),
        Err(_) => escape(text.trim_end_matches('.')),
    }
}

fn ordinal(number: u32) -> &'static str {
    match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

/// The first text that is not empty.
pub(super) fn either<'a>(first: &'a str, second: &'a str) -> &'a str {
    if first.is_empty() { second } else { first }
}

#[cfg(test)]
mod tests {
    use super::link;

    #[test]
    fn only_long_addresses_may_break_and_only_after_a_slash() {
        let shown = |label: &str| link("https://example.org/", label);
        let expected = |label: &str| format!("<a href=\"https://example.org/\">{label}</a>");
        assert_eq!(shown("doi:10.1037/pst0000172"), expected("doi:10.1037/pst0000172"));
        assert_eq!(
            shown("https://example.org/a&b/that-is-long/"),
            expected("https://example.org/<wbr>a&amp;b/<wbr>that-is-long/")
        );
        assert_eq!(
            shown("doi:10.1093/med-psych/9780190843953.001"),
            expected("doi:10.1093/<wbr>med-psych/<wbr>9780190843953.001")
        );
    }
}
