//! What a build may use of the one before it, and what it leaves to the next.

use super::parse::Recalled;
use super::{Options, Prepared, Purpose};
use crate::check::Checker;
use crate::diagnostics::{Diagnostic, codes};
use crate::inventory::{Inventory, PageKind};
use crate::markdown::Body;
use crate::memory::{Basis, Key, Note, Recall, Record};
use crate::plan::{Output, OutputKind};
use crate::site::PageId;
use crate::source::{Entry, Snapshot, SourcePath, SourceText};
use crate::view;
use rayon::prelude::*;

/// What all pages depend on beside their own texts: every text that is neither content nor part of a
/// theme, and the options; not the day, which decides only what is published.
pub(super) fn basis(salt: Key, snapshot: &Snapshot, options: &Options) -> Basis {
    let Options { publishing, base_url, config, purpose } = options;
    let mut note = Note::new("basis");
    note.key(salt).text(config.as_str());
    note.text(&format!("{base_url:?}"));
    let preview = *purpose == Purpose::Preview;
    note.value(&(publishing.drafts, publishing.future, publishing.expired, preview));
    for (path, entry) in snapshot.iter() {
        if path.below("content").is_none() && path.below("themes").is_none() {
            take_down(&mut note, path.as_str(), entry);
        }
    }
    note.finish()
}

/// Takes the texts of pages that have to be parsed out of the snapshot, if it is known what tells them
/// apart. A page that was recalled is in `recalled`, in its place.
pub(super) fn take_texts(
    snapshot: &mut Snapshot,
    inventory: &Inventory,
    recall: &Recall,
    recalled: &[Option<Recalled>],
) -> Vec<Option<SourceText>> {
    let pages = inventory.pages.iter().enumerate();
    let take = |(at, (path, _)): (usize, &(SourcePath, PageKind))| {
        let is_known = recalled.get(at).is_some_and(Option::is_some);
        if is_known {
            return None;
        }
        snapshot.take_text(path, &recall.digest(path)?)
    };
    pages.map(take).collect()
}

/// The files of all themes, those that are built in included.
pub(super) fn theme(snapshot: &Snapshot) -> Key {
    let mut note = Note::new("theme");
    for (path, entry) in snapshot.below("themes") {
        take_down(&mut note, path.as_str(), entry);
    }
    note.finish()
}

fn take_down(note: &mut Note, path: &str, entry: &Entry) {
    note.text(path);
    match entry {
        Entry::Text(text) => note.text(text),
        Entry::Blob(facts) => note.value(facts),
        Entry::Unread(unread) => note.digest(unread.digest()),
        Entry::Unreadable => note.number(0),
    };
}

impl Prepared {
    /// What the rules that look at pages one by one find, by page. What is known from an earlier
    /// build is not looked for again. All of it is remembered for the next build.
    #[must_use]
    pub fn check_pages(&mut self, checker: &Checker) -> Vec<Diagnostic> {
        let each = checker.pages(&self.checking(), &self.told);
        let mut each: Vec<Option<Vec<Diagnostic>>> = each.into_iter().map(Some).collect();
        for record in self.records.iter_mut().filter(|record| !record.has_findings()) {
            let at = self.site.pages.binary_search_by(|page| page.source.cmp(&record.path));
            if let Ok(at) = at
                && let Some(Some(found)) = each.get(at)
            {
                record.found(found);
            }
        }
        each.iter_mut().filter_map(Option::take).flatten().collect()
    }

    /// What it depends on beside the texts of pages.
    #[must_use]
    pub fn basis(&self) -> Basis {
        self.basis
    }

    /// Every page, for the next build.
    #[must_use]
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// The key of an output, if it has one: while it is the same, so are the bytes.
    #[must_use]
    pub fn key(&self, output: &Output) -> Option<Key> {
        let context =
            view::Context { site: &self.site, plan: &self.plan, summaries: &self.summaries };
        self.keys.as_ref()?.of(&context, &output.kind)
    }

    /// Reads again what was not remembered of the pages that outputs show; but for the outputs that
    /// `kept` says are kept, in the order of the plan.
    pub fn restore(&mut self, kept: &[bool]) -> Vec<Diagnostic> {
        let outputs = self.plan.outputs.iter().enumerate();
        let outputs = outputs.filter(|(at, _)| kept.get(*at) != Some(&true));
        let wanted = outputs.filter_map(|(_, output)| match &output.kind {
            OutputKind::Page(id) => Some(*id),
            OutputKind::Section(id, _) => Some(self.site.section(*id).page),
            _ => None,
        });
        let wanted: Vec<PageId> = wanted.collect();
        self.restore_pages(&wanted)
    }

    /// Lets go of the HTML of pages, which nobody needs once everything is rendered.
    pub fn forget_bodies(&mut self) {
        self.site.pages.par_iter_mut().with_min_len(256).for_each(|page| {
            page.body.html = String::new();
        });
    }

    pub(super) fn restore_pages(&mut self, ids: &[PageId]) -> Vec<Diagnostic> {
        let read = |id: &PageId| -> Option<(PageId, Result<Box<Body>, Diagnostic>)> {
            let page = self.site.page(*id);
            if !page.body.recalled {
                return None;
            }
            let body = match self.snapshot.text_once(&page.source) {
                Some(source) => Ok(self.parser.one(&source, page.kind).body),
                None => Err(Diagnostic::new(
                    &codes::publishing::CANNOT_READ,
                    format!("`{}` changed while the site was built", page.source),
                )
                .in_file(&page.source)
                .help("build again")),
            };
            Some((*id, body))
        };
        let bodies: Vec<_> = ids.par_iter().filter_map(read).collect();
        let mut problems = Vec::new();
        for (id, body) in bodies {
            match body {
                Ok(body) => self.site.pages[id.0 as usize].body = body,
                Err(problem) => problems.push(problem),
            }
        }
        problems
    }
}
