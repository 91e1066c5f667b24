//! The addresses that a site has now, and those that `urls.lock` remembers.

use super::scope::Context;
use crate::plan::{Output, OutputKind, Plan};
use crate::site::Site;
use crate::source::{SourceText, UrlPath};
use crate::urls::{self, Lock};
use std::collections::BTreeSet;

/// What hosts read and nobody asks for.
const FOR_HOSTS: [&str; 2] = ["/_headers", "/_redirects"];

/// The addresses that are worth remembering: those that an author decided on, of pages, sections and
/// files in `content/`. Further pages of a list come and go with what is listed, lists of labels with
/// the labels, and feeds with their sections. Drafts that are only looked at are left out.
#[must_use]
pub fn published(site: &Site, plan: &Plan) -> BTreeSet<UrlPath> {
    let is_draft = |id| site.page(id).matter.draft == Some(true);
    let mut found = BTreeSet::new();
    for output in &plan.outputs {
        let is_kept = match &output.kind {
            OutputKind::Page(id) => !is_draft(*id),
            OutputKind::Section(id, 1) => !is_draft(site.section(*id).page),
            OutputKind::Asset(source) => source.below("content").is_some(),
            _ => false,
        };
        let url = output.path.url();
        if is_kept && !FOR_HOSTS.contains(&url.as_str()) {
            found.insert(url);
        }
    }
    found
}

/// The file and what it remembers, if there is one. What is wrong with its lines is reported by
/// `pipeline`.
pub(super) fn lock(context: &Context<'_>) -> Option<(SourceText, Lock)> {
    let source = context.snapshot.text(&urls::path())?;
    let lock = urls::parse(&source).value;
    Some((source, lock))
}

/// What a browser gets at an address.
#[must_use]
pub fn at<'a>(plan: &'a Plan, url: &UrlPath) -> Option<&'a Output> {
    let path = url.as_str().trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') {
        return plan.find(&format!("{path}index.html"));
    }
    plan.find(path)
}
