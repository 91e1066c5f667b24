//! Every source of the site and the pages that stand on it, as a part of a page.

use super::page_href;
use crate::markup::escape_into;
use crate::site::{CitedSource, Site};
use crate::trust::Confidence;

/// Writes the list. The ids are unlike those of a page's own sources, which end in numbers.
pub(super) fn write(out: &mut String, site: &Site) {
    if site.sources.is_empty() {
        return;
    }
    out.push_str("<ul class=\"all-sources\">\n");
    for source in &site.sources {
        out.push_str("<li id=\"");
        anchor(out, &source.key);
        out.push_str("\">");
        out.push_str(source.reference.html.as_str());
        notes(out, site, source);
        cited_on(out, site, source);
        out.push_str("</li>\n");
    }
    out.push_str("</ul>\n");
}

fn anchor(out: &mut String, key: &str) {
    out.push_str("source_");
    escape_into(out, key);
}

/// What readers should know before they trust it.
fn notes(out: &mut String, site: &Site, source: &CitedSource) {
    let reference = &source.reference;
    if let Some(reason) = &reference.retracted {
        out.push_str("\n<p class=\"source-note\"><strong>Retracted.</strong> ");
        escape_into(out, reason);
        out.push_str("</p>");
    }
    let newer = reference.superseded_by.as_deref();
    if let Some((key, newer)) = newer.and_then(|key| Some((key, site.trust.bibliography.get(key)?)))
    {
        out.push_str("\n<p class=\"source-note\">There is a newer source: ");
        // Only what is used is in the list.
        let is_listed = site.sources.iter().any(|listed| listed.key == key);
        if is_listed {
            out.push_str("<a href=\"#");
            anchor(out, key);
            out.push_str("\">");
            escape_into(out, &newer.title);
            out.push_str("</a>.</p>");
        } else {
            out.push_str(newer.html.as_str());
            out.push_str("</p>");
        }
    }
    let doubt = match reference.confidence {
        // Said of every entry it would be noise; said of few it is noticed.
        None | Some(Confidence::High) => return,
        Some(Confidence::Medium) => "We are not sure of every detail of this entry.",
        Some(Confidence::Low) => "We are not sure of the details of this entry.",
    };
    out.push_str("\n<p class=\"source-note\">");
    out.push_str(doubt);
    out.push_str("</p>");
}

fn cited_on(out: &mut String, site: &Site, source: &CitedSource) {
    if source.pages.is_empty() {
        return;
    }
    out.push_str("\n<p class=\"cited-on\">Cited on: ");
    for (at, &id) in source.pages.iter().enumerate() {
        let page = site.page(id);
        out.push_str(if at == 0 { "<a href=\"" } else { ", <a href=\"" });
        escape_into(out, &page_href(&site.config.base_url, page));
        out.push_str("\">");
        escape_into(out, &page.title);
        out.push_str("</a>");
    }
    out.push_str("</p>");
}
