//! What each output was rendered from, as one digest: its key. An output with the key that it had
//! last time has the bytes that it had last time.
//!
//! In: the site, the plan, the digests of the texts. Out: keys. A key takes down everything that
//! [`view`](super::view) and [`html::fill`](crate::html::fill) look at: whoever makes them look at
//! more adds it here. What every output depends on is in [`Keys::common`]. An output that looks at
//! more than that and a few pages has no key, and is rendered in every build: pages in which lists
//! of other pages are embedded, and files that name every page.

use super::Context;
use crate::memory::{Key, Note};
use crate::plan::{FeedFormat, OutputKind, Scope, SitemapPart, changed, pager_slice};
use crate::render::Value;
use crate::site::{Page, PageId, PageLinks, SectionId, Site, Target};
use crate::source::Digest;
use rayon::prelude::*;

/// What keys have in common, and what they are made of.
pub struct Keys {
    /// What every output depends on.
    common: Key,
    /// What others see of each page; same order as the site's pages.
    cards: Vec<Key>,
    /// The text of each page, if it is known.
    texts: Vec<Option<Digest>>,
    /// What a link to each page shows.
    arrivals: Vec<Key>,
    /// What each section hands down to what is in it; same order as the site's sections.
    handed_down: Vec<Key>,
}

impl Keys {
    /// Looks at everything once. `basis` stands for the program, the options, the configuration and
    /// the data, `theme` for the files of the theme; `shared` is what every template sees, and
    /// `finds_pages` says whether templates look pages up by themselves.
    #[must_use]
    pub fn new(
        context: &Context<'_>,
        basis: Key,
        theme: Key,
        shared: &Value,
        finds_pages: bool,
        text: impl Fn(&Page) -> Option<Digest> + Send + Sync,
    ) -> Self {
        let site = context.site;
        let mut common = Note::new("common");
        common.key(basis).key(theme);
        common.text(&serde_json::to_string(shared).expect("its keys are texts"));
        // Where terms lead. The terms themselves are data.
        match site.glossary_page() {
            Some(id) => common.text(site.page(id).url.as_str()),
            None => common.number(0),
        };
        if finds_pages {
            for page in &site.pages {
                common.text(page.source.as_str()).text(page.url.as_str());
            }
        }
        let cards = site.pages.par_iter().with_min_len(64).map(|page| card(site, page)).collect();
        let arrivals =
            site.pages.par_iter().with_min_len(64).map(|page| arrival(page).finish()).collect();
        let texts = site.pages.par_iter().with_min_len(64).map(text).collect();
        let handed_down = site.sections.iter().map(|section| {
            let cascade = &site.page(section.page).matter.section.cascade;
            Note::new("cascade").value(cascade).finish()
        });
        let handed_down = handed_down.collect();
        Self { common: common.finish(), cards, texts, arrivals, handed_down }
    }

    /// The key of one output, if it has one.
    #[must_use]
    pub fn of(&self, context: &Context<'_>, kind: &OutputKind) -> Option<Key> {
        let site = context.site;
        let mut note = Note::new("output");
        note.key(self.common);
        match kind {
            OutputKind::Page(id) => self.page(&mut note, context, *id)?,
            OutputKind::Section(id, number) => {
                let section = site.section(*id);
                self.page(&mut note, context, section.page)?;
                let by = section.paginate_by;
                note.text("section").number(*number as usize).number(by as usize);
                note.number(section.pages.len());
                self.cards(&mut note, pager_slice(&section.pages, by, *number).iter().copied());
                let below = section.subsections.iter().map(|id| site.section(*id).page);
                self.cards(&mut note, below);
            }
            // Its terms are part of what every template sees.
            OutputKind::Taxonomy(t) => {
                note.text("taxonomy").number(*t);
                self.crumb(&mut note, context, SectionId(0));
            }
            OutputKind::Term(t, k, number) => {
                let taxonomy = &site.taxonomies[*t];
                let term = &taxonomy.terms[*k];
                let by = taxonomy.declared.paginate_by;
                note.text("term").number(*t).text(&term.name).text(term.url.as_str());
                note.number(*number as usize).number(by as usize).number(term.pages.len());
                note.number(usize::from(context.plan.has_feed(Scope::Term(*t, *k))));
                self.cards(&mut note, pager_slice(&term.pages, by, *number).iter().copied());
                self.crumb(&mut note, context, SectionId(0));
            }
            OutputKind::Feed(scope, format) => {
                note.text(match format {
                    FeedFormat::Atom => "atom",
                    FeedFormat::Json => "json",
                });
                match scope {
                    Scope::Site => note.text("site"),
                    Scope::Section(id) => note.key(self.cards[site.section(*id).page.0 as usize]),
                    Scope::Term(t, k) => {
                        let term = &site.taxonomies[*t].terms[*k];
                        note.number(*t).text(&term.name).text(term.url.as_str())
                    }
                };
                self.cards(&mut note, context.plan.feed(*scope).iter().copied());
            }
            OutputKind::NotFound => {
                note.text("not found");
            }
            OutputKind::Redirect(to) => {
                note.text("redirect").text(to.as_str());
            }
            OutputKind::Sitemap(part) => {
                let (kind, number) = match part {
                    SitemapPart::Whole => (0, 0),
                    SitemapPart::Index(parts) => (1, *parts),
                    SitemapPart::Part(number) => (2, *number),
                };
                note.text("sitemap").number(kind).number(number);
                for page in &site.pages {
                    note.text(page.url.as_str()).value(&(changed(page), &page.terms));
                    note.number(page.section.map_or(0, |id| id.0 as usize + 1));
                }
                // Of terms the newest page counts, of lists of terms the newest term.
                for taxonomy in &site.taxonomies {
                    note.text(taxonomy.url.as_str()).number(taxonomy.terms.len());
                    for term in &taxonomy.terms {
                        note.text(term.url.as_str());
                    }
                }
            }
            OutputKind::Stylesheet(_)
            | OutputKind::Robots
            | OutputKind::RedirectsFile
            | OutputKind::HeadersFile
            | OutputKind::Asset(_) => return None,
        }
        Some(note.finish())
    }

    /// A page by itself; `None` if it looks at more than can be taken down.
    fn page(&self, note: &mut Note, context: &Context<'_>, id: PageId) -> Option<()> {
        let site = context.site;
        let page = site.page(id);
        let at = id.0 as usize;
        let links = &site.links[at];
        if !page.body.embeds.is_empty() || site.glossary_page() == Some(id) {
            return None;
        }
        note.digest(self.texts[at].as_ref()?);
        note.key(self.cards[at]).text(&page.template).text(page.out.as_str());
        let above = site.ancestors(page);
        note.number(above.len());
        for section in above {
            self.crumb(note, context, section);
            note.key(self.handed_down[section.0 as usize]);
        }
        self.cards(note, page.prev);
        self.cards(note, page.next);
        for (to, anchor) in &links.related {
            note.text(anchor.as_deref().unwrap_or_default());
            self.cards(note, [*to]);
        }
        if let Some(section) = page.own_section {
            let scope = if page.section.is_none() { Scope::Site } else { Scope::Section(section) };
            note.number(usize::from(context.plan.has_feed(scope)));
        }
        self.targets(note, links);
        Some(())
    }

    fn crumb(&self, note: &mut Note, context: &Context<'_>, id: SectionId) {
        let page = context.site.page(context.site.section(id).page);
        note.text(&page.title).text(page.url.as_str());
    }

    fn cards(&self, note: &mut Note, ids: impl IntoIterator<Item = PageId>) {
        let mut count = 0;
        for id in ids {
            note.key(self.cards[id.0 as usize]);
            count += 1;
        }
        note.number(count);
    }

    /// Where links lead and pictures are.
    fn targets(&self, note: &mut Note, links: &PageLinks) {
        note.number(links.links.len());
        for target in &links.links {
            let (kind, address, anchor) = match target {
                Target::Page(id, anchor) => {
                    note.key(self.arrivals[id.0 as usize]);
                    (0, "", anchor.as_deref())
                }
                Target::Here(anchor) => (1, "", Some(anchor.as_str())),
                Target::Asset(out, anchor) => (2, out.as_str(), anchor.as_deref()),
                Target::Address(url, anchor) => (3, url.as_str(), anchor.as_deref()),
                Target::External => (4, "", None),
                Target::Nowhere => (5, "", None),
            };
            note.number(kind).text(address).text(anchor.unwrap_or_default());
        }
        note.number(links.images.len());
        for image in &links.images {
            match image {
                Some(image) => note.text(image.out.as_str()).value(&image.size),
                None => note.number(0),
            };
        }
    }
}

/// What lists, neighbours and feeds show of a page: its summary.
fn card(site: &Site, page: &Page) -> Key {
    let matter = &page.matter;
    let mut note = Note::new("card");
    note.text(&page.title).text(page.url.as_str());
    note.value(&(&matter.description, &matter.summary, matter.date, matter.updated, matter.weight));
    note.value(&matter.extra);
    note.text(&page.body.first_paragraph).number(page.body.words as usize);
    note.number(usize::from(page.own_section.is_some()));
    note.number(page.terms.len());
    for (t, k) in &page.terms {
        let term = &site.taxonomies[*t].terms[*k];
        note.number(*t).text(&term.name).text(&term.slug).text(term.url.as_str());
    }
    note.finish()
}

/// Where a link to a page leads; and a line that leads on says how long the page takes.
fn arrival(page: &Page) -> Note {
    let mut note = Note::new("arrival");
    note.text(page.url.as_str()).value(&page.shown_minutes());
    note
}
