//! From a place in an output back to the file whose author can mend it.
//!
//! In: an output, parsed, and a finding about a place in it. Out: the same finding at the place in
//! the page's source, else in the front matter, the template or the stylesheet, else left where it
//! is. Nothing is noted while a site is made, so a build that finds nothing pays nothing. What is
//! looked for are the words that an output shares with its sources; where they do not tell, the
//! whole file is named rather than a line that might be wrong.

use super::html::{Document, Node};
use super::scope::{Published, output_label};
use crate::diagnostics::{Diagnostic, Label};
use crate::front_matter;
use crate::html;
use crate::plan::OutputKind;
use crate::site::{Page, PageId};
use crate::source::{SourcePath, SourceText, Span};
use crate::yaml::Step;

/// Moves a finding to where it can be mended. Findings about sources stay as they are.
pub(super) fn back(seen: &Published<'_>, mut finding: Diagnostic) -> Diagnostic {
    let own = output_label(&seen.output.path, None).path;
    let Some(place) = finding.primary.clone().filter(|place| place.path == own) else {
        return finding;
    };
    let Some((path, span)) = origin(seen, &place) else { return finding };
    // Where a line of the author's tells, the output would only repeat it.
    let is_enough = span.is_some() && path.below("themes").is_none();
    let text = place.text.clone();
    finding.primary = Some(Label { path, span, text });
    if !is_enough {
        finding.labels.push(Label { text: "published here".to_owned(), ..place });
    }
    finding
}

fn origin(seen: &Published<'_>, place: &Label) -> Option<(SourcePath, Option<Span>)> {
    match &seen.output.kind {
        // Copied as it is.
        OutputKind::Asset(source) => {
            seen.context.snapshot.text(source)?;
            Some((source.clone(), place.span))
        }
        OutputKind::Stylesheet(_) => in_stylesheets(seen, place.span?),
        _ => {
            let document = seen.html()?;
            let span = place.span?;
            let node = document.at(span.start)?;
            seen.of()
                .and_then(|id| in_page(seen, document, id, node, span))
                .or_else(|| in_templates(seen, node))
        }
    }
}

fn in_page(
    seen: &Published<'_>,
    document: &Document<'_>,
    id: PageId,
    node: Node<'_>,
    span: Span,
) -> Option<(SourcePath, Option<Span>)> {
    let page = seen.context.site.page(id);
    let source = seen.context.snapshot.text(&page.source)?;
    if let Some(key) = key_of(node) {
        return in_front_matter(seen, page, &source, key);
    }
    let content = html::fill(seen.context.site, id);
    let content = content.as_str().trim();
    let start = if content.is_empty() { None } else { seen.text.find(content) }?;
    let region = Span::new(start, start + content.len());
    if !contains(region, node.span()) {
        return None;
    }
    let written = Written { document, region, page, source: &source };
    let span =
        written.tag(node, span).or_else(|| written.fact(node)).or_else(|| written.words(node));
    Some((page.source.clone(), span))
}

fn contains(outer: Span, inner: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// The key of the front matter that an element of the head comes from.
fn key_of(node: Node<'_>) -> Option<&'static str> {
    match node.name() {
        "title" if !node.is_foreign() => Some("title"),
        "meta" if node.attr("name") == Some("description") => Some("description"),
        _ => None,
    }
}

fn in_front_matter(
    seen: &Published<'_>,
    page: &Page,
    source: &SourceText,
    key: &'static str,
) -> Option<(SourcePath, Option<Span>)> {
    let is_there = match key {
        "title" => page.matter.title.is_some(),
        _ => page.matter.description.is_some(),
    };
    if is_there {
        return Some((page.source.clone(), Some(front_matter::span_of(source, &[Step::Key(key)]))));
    }
    // The home page takes both from the configuration.
    let is_home = page.section.is_none();
    let config = seen.context.snapshot.text(seen.context.config).filter(|_| is_home)?;
    let span = crate::config::span_of(&config, &[Step::Key(key)]);
    Some((config.path, Some(span)))
}

/// A page's text as published, and as written.
struct Written<'a> {
    document: &'a Document<'a>,
    region: Span,
    page: &'a Page,
    source: &'a SourceText,
}

impl Written<'_> {
    /// How many elements before this one, within the page's text, are like it.
    fn before(&self, node: Node<'_>, like: impl Fn(Node<'_>) -> bool) -> usize {
        let all = self.document.all().take(node.index());
        all.filter(|other| contains(self.region, other.span()) && like(*other)).count()
    }

    /// The start tag as it is, in pages that may hold HTML.
    fn tag(&self, node: Node<'_>, span: Span) -> Option<Span> {
        let tag = node.tag();
        let before = self.before(node, |other| other.tag() == tag);
        let (at, _) = self.source.text.match_indices(tag).nth(before)?;
        let inside = contains(node.span(), span);
        let shift = if inside { span.start - node.span().start } else { 0 } as usize;
        let len = if inside { span.end - span.start } else { node.span().end - node.span().start };
        Some(Span::new(at + shift, at + shift + len as usize))
    }

    /// A link, a picture or a heading that the page's parser has noted.
    fn fact(&self, node: Node<'_>) -> Option<Span> {
        let body = &self.page.body;
        let link = node.ancestors().find(|above| above.is("a")).unwrap_or(node);
        if node.is("img") {
            let alt = node.attr("alt")?;
            let before =
                self.before(node, |other| other.is("img") && other.attr("alt") == Some(alt));
            return body.images.iter().filter(|image| image.alt == alt).nth(before).map(|i| i.span);
        }
        if link.is("a") && !link.has_word("class", "cite") {
            let text = link.text();
            let before = self.before(link, |other| other.is("a") && other.text() == text);
            let like = |words: &str| words.split_whitespace().eq(text.split_whitespace());
            return body.links.iter().filter(|l| like(&l.text)).nth(before).map(|link| link.span);
        }
        let id = node.attr("id")?;
        let before = self.before(node, |other| other.attr("id") == Some(id));
        body.headings.iter().filter(|heading| heading.id == id).nth(before).map(|h| h.span)
    }

    /// The first words of the element, or of the nearest around it that has some.
    fn words(&self, node: Node<'_>) -> Option<Span> {
        let text = std::iter::once(node)
            .chain(node.ancestors())
            .take_while(|around| contains(self.region, around.span()))
            .map(Node::text)
            .find(|text| !text.is_empty())?;
        let words: Vec<&str> = text.split(' ').take(12).collect();
        (1..=words.len()).rev().find_map(|count| {
            let words = words[..count].join(" ");
            let mut found = self.source.text.match_indices(&words);
            let (at, _) = found.next()?;
            // A short word may stand anywhere; only one place is a place.
            (count > 3 || found.next().is_none()).then(|| Span::new(at, at + words.len()))
        })
    }
}

/// The template that writes an element: the one whose text agrees with the start tag for longest.
/// Looked for first in those that the output is made of.
fn in_templates(seen: &Published<'_>, node: Node<'_>) -> Option<(SourcePath, Option<Span>)> {
    let used = templates(seen);
    agreeing(&used, node).or_else(|| agreeing(&all_templates(seen), node))
}

fn agreeing(templates: &[SourceText], node: Node<'_>) -> Option<(SourcePath, Option<Span>)> {
    let (tag, name) = (node.tag(), node.name());
    let mut most = 0;
    let mut best: Vec<(&SourceText, usize)> = Vec::new();
    for template in templates {
        for (at, agreed) in agreements(&template.text, tag, name) {
            if agreed > most {
                (most, best) = (agreed, Vec::new());
            }
            if agreed == most {
                best.push((template, at));
            }
        }
    }
    let (first, at) = best.first()?;
    if best.iter().any(|(other, _)| other.path != first.path) {
        return None;
    }
    // The file is certain, the line is not.
    let span = (best.len() == 1).then(|| Span::new(*at, at + most));
    Some((first.path.clone(), span))
}

/// The templates that an output is made of: its own, and those it extends and includes.
fn templates(seen: &Published<'_>) -> Vec<SourceText> {
    let own = match &seen.output.kind {
        OutputKind::Taxonomy(_) => "taxonomy.html",
        OutputKind::Term(..) => "term.html",
        OutputKind::NotFound => "404.html",
        OutputKind::Redirect(_) => "redirect.html",
        _ => match seen.of() {
            Some(id) => &seen.context.site.page(id).template,
            None => return Vec::new(),
        },
    };
    let mut found: Vec<SourceText> = template(seen, own).into_iter().collect();
    let mut at = 0;
    while at < found.len() {
        let text = std::sync::Arc::clone(&found[at].text);
        for word in ["extends \"", "include \""] {
            for (from, _) in text.match_indices(word) {
                let name = text[from + word.len()..].split('"').next().unwrap_or_default();
                let next = template(seen, name);
                found
                    .extend(next.filter(|next| !found.iter().any(|known| known.path == next.path)));
            }
        }
        at += 1;
    }
    found
}

/// The template of that name: the site's, else the one built in.
fn template(seen: &Published<'_>, name: &str) -> Option<SourceText> {
    let theme = &seen.context.site.config.theme;
    let plain = name.strip_prefix("default/");
    let folders = if plain.is_some() { vec!["default"] } else { vec![theme, "default"] };
    folders.into_iter().find_map(|folder| {
        let path = format!("themes/{folder}/templates/{}", plain.unwrap_or(name));
        seen.context.snapshot.text(&SourcePath::new(&path).ok()?)
    })
}

fn all_templates(seen: &Published<'_>) -> Vec<SourceText> {
    let theme = &seen.context.site.config.theme;
    let mut folders = vec![format!("themes/{theme}/templates"), "themes/default/templates".into()];
    folders.dedup();
    folders
        .iter()
        .flat_map(|folder| seen.context.snapshot.below(folder))
        .filter_map(|(path, _)| seen.context.snapshot.text(path))
        .collect()
}

/// Where a template has an element of that name, and for how long it agrees with the start tag: to
/// its end, or to the first value that is filled in.
fn agreements<'t>(
    template: &'t str,
    tag: &'t str,
    name: &'t str,
) -> impl Iterator<Item = (usize, usize)> + 't {
    let head = tag.get(..name.len() + 1).unwrap_or(tag);
    template.match_indices(head).filter_map(move |(at, _)| {
        let rest = &template[at..];
        let agreed = rest.bytes().zip(tag.bytes()).take_while(|(a, b)| a == b).count();
        let next = rest.as_bytes().get(agreed);
        let is_whole = agreed == tag.len() || next == Some(&b'{');
        (is_whole && agreed > head.len() && rest.is_char_boundary(agreed)).then_some((at, agreed))
    })
}

/// The theme's stylesheet that has the same words. They are published minified, so what is looked
/// for is short.
fn in_stylesheets(seen: &Published<'_>, span: Span) -> Option<(SourcePath, Option<Span>)> {
    let words = seen.text.get(span.range())?;
    // A published declaration has no space in it.
    let spaced = words.replacen(':', ": ", 1);
    let theme = &seen.context.site.config.theme;
    for folder in [format!("themes/{theme}/css"), "themes/default/css".to_owned()] {
        for (path, _) in seen.context.snapshot.below(&folder) {
            let Some(sheet) = seen.context.snapshot.text(path) else { continue };
            for words in [words, &spaced] {
                if let Some(at) = sheet.text.find(words) {
                    return Some((path.clone(), Some(Span::new(at, at + words.len()))));
                }
            }
        }
    }
    None
}
