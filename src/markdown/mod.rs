//! One page's Markdown becomes HTML with holes, and the facts others need.
//!
//! In: the text of one file, where its body begins, and [`Options`]. Out: a [`Body`], and what is
//! wrong with the text. It knows no other file and no address: whatever depends on the rest of the
//! site is a [`Hole`], to be filled when the site is known.

mod assemble;
mod body;
mod boxes;
mod cite;
mod code;
mod destination;
mod events;
mod footnotes;
mod fragment;
mod headings;
mod highlight;
mod images;
mod inline;
mod lexicon;
mod links;
mod parse;
mod prose;
mod raw_html;
mod run;
mod slug;
mod tables;
mod terms;
mod waivers;
mod watch;
mod words;

pub use body::{
    Body, BoxUse, Cite, CiteItem, Embed, Heading, Hole, HoleKind, Image, Link, Mention, TermUse,
    Waiver,
};
pub use cite::is_citation_key;
pub use highlight::Languages;
pub use lexicon::{Lexicon, Meaning, fold_phrase};
pub use parse::parse;
pub use prose::{BREAK, GAP, Passage, PassageKind, Piece, Prose, Reading, Said};

use std::sync::Arc;

/// What a page may hold and how it is set.
#[derive(Debug, Clone)]
pub struct Options {
    /// What happens to raw HTML.
    pub raw_html: RawHtml,
    /// Whether straight quotes, `--` and `...` become typographic ones.
    pub smart_punctuation: bool,
    /// Whether code blocks are coloured (by classes).
    pub highlight: bool,
    /// The languages of these. Cheap to clone.
    pub languages: Languages,
    /// Names that a fenced block ` ```goodfit NAME … ` may use, for the error message.
    pub embeds: Vec<String>,
    /// Terms and watched words. Cheap to clone.
    pub lexicon: Arc<Lexicon>,
    /// Whether the first use of each term becomes a link.
    pub autolink: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            raw_html: RawHtml::Escape,
            smart_punctuation: false,
            highlight: true,
            languages: Languages::default(),
            embeds: Vec::new(),
            lexicon: Arc::default(),
            autolink: false,
        }
    }
}

/// What happens to raw HTML in Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RawHtml {
    /// It goes into the page as it is.
    Allow,
    /// Readers see it as text; a warning says so. Comments are notes among authors: they are left
    /// out.
    Escape,
    /// It is an error. Comments are left out, as with [`Escape`](Self::Escape).
    Forbid,
}
