//! What others need of a page's text: the text without what only the page itself shows.
//!
//! In: a [`Body`]. Out: the same bytes that a body would be, so that it is read as one, but without the
//! HTML of headings, the words and titles of links, the words of pictures, where links lead that leave
//! the site, most holes, the ids that headings have as well, and the words of headings that no index
//! shows. A page of which they are needed is read again from its text.

use crate::markdown::{
    Body, BoxUse, Cite, Embed, Heading, Hole, HoleKind, Image, Link, Mention, TermUse, Waiver,
};
use crate::source::Span;
use rustc_hash::FxHashSet;
use serde::Serialize;

/// The fields of [`Body`] in their order.
#[derive(Serialize)]
pub(super) struct Light<'a> {
    holes: Vec<Hole>,
    headings: Vec<LightHeading<'a>>,
    anchors: Vec<&'a str>,
    links: Vec<LightLink<'a>>,
    images: Vec<LightImage<'a>>,
    embeds: &'a [Embed],
    cites: &'a [Cite],
    terms: &'a [TermUse],
    boxes: &'a [BoxUse],
    mentions: &'a [Mention],
    waivers: &'a [Waiver],
    first_paragraph: &'a str,
    words: u32,
    has_code: bool,
}

/// The fields of [`Heading`].
#[derive(Serialize)]
struct LightHeading<'a> {
    level: u8,
    id: &'a str,
    html: &'static str,
    text: &'a str,
    span: Span,
}

/// The fields of [`Link`].
#[derive(Serialize)]
struct LightLink<'a> {
    dest: &'a str,
    title: &'static str,
    span: Span,
    text: &'static str,
    external: bool,
}

/// The fields of [`Image`].
#[derive(Serialize)]
struct LightImage<'a> {
    dest: &'a str,
    span: Span,
    alt: &'static str,
    external: bool,
}

impl<'a> Light<'a> {
    /// `is_indexed` says whether an index leads to headings of the page.
    pub(super) fn of(body: &'a Body, is_indexed: bool) -> Self {
        // The places of citations give them their numbers, and links in the opening are looked at.
        let opening = body.opening_len();
        let is_wanted = |hole: &Hole| {
            hole.at < opening || matches!(hole.kind, HoleKind::Cite(_) | HoleKind::Embed(_))
        };
        let ids: FxHashSet<&str> =
            body.headings.iter().map(|heading| heading.id.as_str()).collect();
        let anchors = body.anchors.iter().map(String::as_str).filter(|id| !ids.contains(id));
        let heading = |whole: &'a Heading| {
            let Heading { level, id, html: _, text, span } = whole;
            let text = if is_indexed { text.as_str() } else { "" };
            LightHeading { level: *level, id, html: "", text, span: *span }
        };
        Self {
            holes: body.holes.iter().copied().filter(is_wanted).collect(),
            headings: body.headings.iter().map(heading).collect(),
            anchors: anchors.collect(),
            links: body.links.iter().map(link).collect(),
            images: body.images.iter().map(image).collect(),
            embeds: &body.embeds,
            cites: &body.cites,
            terms: &body.terms,
            boxes: &body.boxes,
            mentions: &body.mentions,
            waivers: &body.waivers,
            first_paragraph: &body.first_paragraph,
            words: body.words,
            has_code: body.has_code,
        }
    }
}

fn link(whole: &Link) -> LightLink<'_> {
    let Link { dest, title: _, span, text: _, external } = whole;
    let dest = if *external { "" } else { dest.as_str() };
    LightLink { dest, title: "", span: *span, text: "", external: *external }
}

fn image(whole: &Image) -> LightImage<'_> {
    let Image { dest, span, alt: _, external } = whole;
    LightImage { dest, span: *span, alt: "", external: *external }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown;
    use crate::source::SourcePath;

    #[test]
    fn it_is_read_as_a_body_that_lacks_only_what_the_page_itself_shows() {
        let text = "See [_us_](../us.md#a \"why\") first [@rogers1957, p. 3].\n\n\
                    ## One `two`\n\nAn [address](https://example.org/) and ![words](a.png).[^1]\n\n\
                    > [!MEDICINE]\n> Ask.\n\n\
                    ```goodfit help-lines\n```\n\n\
                    <!-- allow W001: it is so -->\n\n[^1]: A note.\n";
        let path = SourcePath::new("content/a.md").expect("a path");
        let options = markdown::Options {
            embeds: vec!["help-lines".to_owned()],
            ..markdown::Options::default()
        };
        let whole = markdown::parse(&path, text, 0, &options).value;
        assert!(!whole.embeds.is_empty() && !whole.waivers.is_empty() && !whole.boxes.is_empty());
        let bytes = postcard::to_stdvec(&Light::of(&whole, false)).expect("it can be written");
        let (read, rest) = postcard::take_from_bytes::<Body>(&bytes).expect("it can be read");
        assert!(rest.is_empty());
        let mut expected = Body { html: String::new(), prose: read.prose.clone(), ..whole.clone() };
        let kinds = |body: &Body| body.holes.iter().map(|hole| hole.kind).collect::<Vec<_>>();
        let [open, close, cite, embed] = kinds(&read)[..] else { panic!("{:?}", read.holes) };
        assert!(matches!((open, close), (HoleKind::LinkOpen(0), HoleKind::LinkClose(0))));
        assert!(matches!((cite, embed), (HoleKind::Cite(0), HoleKind::Embed(0))));
        expected.holes.clone_from(&read.holes);
        let heading = &mut expected.headings[0];
        (heading.html, heading.text) = (crate::markup::Html::default(), String::new());
        expected.anchors.retain(|id| id != "one-two");
        for link in &mut expected.links {
            (link.title, link.text) = (String::new(), String::new());
        }
        expected.links[1].dest = String::new();
        expected.images[0].alt = String::new();
        assert_eq!(read, expected);
        let bytes = postcard::to_stdvec(&Light::of(&whole, true)).expect("it can be written");
        let read: Body = postcard::from_bytes(&bytes).expect("it can be read");
        assert_eq!(read.headings[0].text, "One two");
    }
}
