//! The result of parsing one page: HTML with holes, and facts.

use super::Prose;
use crate::diagnostics::Code;
use crate::markup::Html;
use crate::source::Span;
use serde::{Deserialize, Serialize};

/// A parsed page. All spans are offsets into the whole file, front matter included.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Body {
    /// The HTML, without what the holes will hold.
    #[serde(skip)]
    pub html: String,
    /// What to put in, ordered by offset (several may share one offset; their order counts).
    pub holes: Vec<Hole>,
    /// All headings, in order.
    pub headings: Vec<Heading>,
    /// Every id in the HTML that a link may lead to: of headings, footnotes and raw HTML. Sorted.
    pub anchors: Vec<String>,
    /// Links of every kind, in order, as written. Those with a scheme that is not allowed have been
    /// reported and are not among them; those in a footnote that nothing refers to are.
    pub links: Vec<Link>,
    /// Pictures, in order, as written.
    pub images: Vec<Image>,
    /// Embedded things (` ```goodfit … `), in order.
    pub embeds: Vec<Embed>,
    /// Citation groups, in order.
    pub cites: Vec<Cite>,
    /// Terms that lead to the glossary, in the order in which readers meet them.
    pub terms: Vec<TermUse>,
    /// Boxes, in order.
    pub boxes: Vec<BoxUse>,
    /// The words that readers see, by place.
    #[serde(skip)]
    pub prose: Prose,
    /// Watched words in what readers see, in the order of the file; code and raw HTML aside.
    pub mentions: Vec<Mention>,
    /// Comments in which an author allows something, in order.
    pub waivers: Vec<Waiver>,
    /// The first paragraph outside boxes, quotations, lists and footnotes as plain text without
    /// citations, for summaries. Empty if there is none.
    pub first_paragraph: String,
    /// How many words readers see, code aside.
    pub words: u32,
    /// Whether there is coloured code, so that the page needs its styles.
    pub has_code: bool,
    /// Whether it was recalled from an earlier build, so that what only the page itself shows is
    /// missing: [`Body::html`], [`Body::prose`], and much of the rest.
    #[serde(skip)]
    pub recalled: bool,
    /// Of a page that was recalled, how long its opening was; see [`Body::opening_len`].
    #[serde(skip)]
    pub opening: u32,
}

impl Body {
    /// Gives back room that was taken in advance. A body stays to the end of a build, and there are as
    /// many of them as pages.
    pub fn shrink(&mut self) {
        self.html.shrink_to_fit();
        self.holes.shrink_to_fit();
        self.headings.shrink_to_fit();
        self.anchors.shrink_to_fit();
        self.links.shrink_to_fit();
        self.cites.shrink_to_fit();
        self.terms.shrink_to_fit();
        self.mentions.shrink_to_fit();
        self.prose.passages.shrink_to_fit();
        self.prose.pieces.shrink_to_fit();
    }

    /// Whether something in it has that id.
    #[must_use]
    pub fn has_anchor(&self, id: &str) -> bool {
        // Of a page that was recalled, the ids of headings stand with them alone.
        self.anchors.binary_search_by(|known| known.as_str().cmp(id)).is_ok()
            || self.headings.iter().any(|heading| heading.id == id)
    }

    /// How many bytes of the HTML are the opening of the page: its first block, if that is a paragraph
    /// or a list; else none.
    #[must_use]
    pub fn opening_len(&self) -> u32 {
        if self.recalled {
            return self.opening;
        }
        let kinds = [("<p>", "</p>"), ("<ul", "</ul>"), ("<ol", "</ol>")];
        let kind = kinds.iter().find(|(start, _)| self.html.trim_start().starts_with(start));
        let end = kind.and_then(|(_, end)| Some(self.html.find(end)? + end.len()));
        u32::try_from(end.unwrap_or(0)).unwrap_or(u32::MAX)
    }
}

/// A place in [`Body::html`] that is filled when the site is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hole {
    /// Byte offset into [`Body::html`].
    pub at: u32,
    /// What goes there.
    pub kind: HoleKind,
}

/// What a hole stands for. Numbers index the list of that kind in [`Body`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum HoleKind {
    /// The whole start tag `<a href="…" title="…">` of a link inside the site, or nothing if it
    /// leads nowhere.
    LinkOpen(u32),
    /// Its end tag `</a>`, or nothing.
    LinkClose(u32),
    /// The attributes `src="…" width="…" height="…"` of a picture inside the site; the HTML around
    /// it is `<img ` and ` alt="…" loading="lazy" decoding="async">`.
    Image(u32),
    /// A whole block. A new line begins before it, none after.
    Embed(u32),
    /// A whole citation, such as `[<a …>3</a>]`.
    Cite(u32),
    /// The start tag of the link from a term to the glossary, or nothing.
    TermOpen(u32),
    /// Its end tag, or nothing.
    TermClose(u32),
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Unique in the page.
    pub id: String,
    /// What stands in it, without links, citations, footnotes and raw HTML, a picture as its words:
    /// safe to repeat in a table of contents.
    pub html: Html,
    /// The same as plain text.
    pub text: String,
    /// The whole heading in the source.
    pub span: Span,
}

/// A link as written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The destination, entities and backslashes resolved: `../a.md#b`, `https://…`, `#here`.
    pub dest: String,
    /// The title, if any; empty otherwise.
    pub title: String,
    /// The destination in the source if it can be found there, else the whole link.
    pub span: Span,
    /// The words of the link, plain.
    pub text: String,
    /// Whether it leads out of the site (`https:`, `mailto:`, …), in which case it needs no hole.
    pub external: bool,
}

/// A picture as written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    /// The destination, as in [`Link::dest`].
    pub dest: String,
    /// The destination in the source if it can be found there, else the whole picture.
    pub span: Span,
    /// The alternative text, plain.
    pub alt: String,
    /// Whether it lies on another server, in which case there is no hole and readers see `alt`.
    pub external: bool,
}

/// A fenced block whose info string begins with `goodfit`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Embed {
    /// The second word of the info string: `checklist`.
    pub name: String,
    /// The rest of the info string: `therapist-fit`.
    pub argument: String,
    /// What stands between the fences.
    pub text: String,
    /// The info string in the source.
    pub span: Span,
}

/// One pair of citation brackets: `[@a, p. 3; @b]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cite {
    /// The sources in it, in order.
    pub items: Vec<CiteItem>,
    /// The whole group in the source.
    pub span: Span,
}

/// One source in a citation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CiteItem {
    /// The key, without `@`.
    pub key: String,
    /// The locator, such as `p. 3`; empty if there is none.
    pub locator: String,
    /// The key in the source, with its `@`.
    pub span: Span,
}

/// A term that leads to the glossary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermUse {
    /// Its index in the glossary.
    pub term: u32,
    /// Its words in the source, with the brackets if there are any.
    pub span: Span,
    /// Whether an author asked for it: `[[term]]`. All others are the first use of the term.
    pub explicit: bool,
}

/// The name of a kind of box: `medicine`.
pub type BoxName = &'static str;

/// A box: `> [!KIND] …`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoxUse {
    /// Its kind: `medicine`.
    #[serde(with = "super::boxes::by_name")]
    pub kind: BoxName,
    /// The whole box in the source.
    pub span: Span,
}

/// A watched word in what readers see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Its number in the list of watched words.
    pub watch: u32,
    /// The word in the source.
    pub span: Span,
    /// The kind of the innermost box around it.
    #[serde(with = "super::boxes::by_name::optional")]
    pub in_box: Option<BoxName>,
    /// Which block of words it is in, a paragraph, heading, cell or item; counted from 0 in the
    /// order of the file. A phrase never crosses from one to the next.
    pub block: u32,
}

/// An author's note that allows something: `<!-- allow NAME: reason -->`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiver {
    /// Ids or names of codes, as written.
    pub names: Vec<String>,
    /// Why it is right here.
    pub reason: String,
    /// The comment in the source.
    pub span: Span,
    /// What it is about: the block that follows or the paragraph it is in; [`Waiver::PAGE`]; empty
    /// if nothing follows.
    pub covered: Span,
}

impl Waiver {
    /// The whole file, front matter included.
    pub const PAGE: Span = Span { start: 0, end: u32::MAX };

    /// Whether it is about that place.
    #[must_use]
    pub fn covers(&self, place: Span) -> bool {
        self.covered.start <= place.start && place.end <= self.covered.end
    }

    /// Whether it names that code, by id (in any case) or by name.
    #[must_use]
    pub fn allows(&self, code: &Code) -> bool {
        self.names.iter().any(|name| name.eq_ignore_ascii_case(code.id) || name == code.name)
    }
}
