//! Decides where every link and picture leads, once all pages have an address.
//!
//! In: bodies as parsed, and the `Book` of everything that has an address. Out: [`PageLinks`] for
//! each page, and what leads nowhere. An address of a generated file (`/feed.xml`) is kept as
//! [`Target::Address`] for `plan`, which knows what will exist.

use super::book::Book;
use super::{Embedded, Hidden, Page, PageId, Unpublished, embeds, related, svg};
use crate::diagnostics::{Diagnosed, Diagnostic, closest, codes};
use crate::markdown::{Image, Link};
use crate::source::{Entry, OutPath, PICTURES, Snapshot, SourcePath, Span, UrlPath};
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use rayon::prelude::*;

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// To a page, or a place in it.
    Page(PageId, Option<String>),
    /// To a place in the same page.
    Here(String),
    /// To a file that is copied, or a place in it (`guide.pdf#page=2`).
    Asset(OutPath, Option<String>),
    /// To an address that a generated file may have, or a place in it; `plan` checks the address.
    Address(UrlPath, Option<String>),
    /// Out of the site; the Markdown stage has written it already.
    External,
    /// Nowhere, which has been reported. The words are rendered without a link.
    Nowhere,
}

/// Where a picture is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageTarget {
    /// The file it becomes.
    pub out: OutPath,
    /// Width and height in pixels, if known.
    pub size: Option<(u32, u32)>,
}

/// Where the links and pictures of one page lead; same order as in its body.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageLinks {
    /// Links.
    pub links: Vec<Target>,
    /// Pictures; `None` for those that were reported.
    pub images: Vec<Option<ImageTarget>>,
    /// What is put into the page; `None` for what was reported.
    pub embeds: Vec<Option<Embedded>>,
    /// The pages to read next, each perhaps with a place in it, without those that were reported.
    pub related: Vec<(PageId, Option<String>)>,
}

/// Looks every link of every page up. In parallel: a page's links depend on no other page's.
pub(super) fn resolve_all(pages: &[Page], book: &Book<'_>) -> Diagnosed<Vec<PageLinks>> {
    let each: Vec<Diagnosed<PageLinks>> =
        pages.par_iter().with_min_len(32).map(|page| resolve(page, book)).collect();
    let mut diagnostics = Vec::new();
    let links = each.into_iter().map(|one| one.into_value(&mut diagnostics)).collect();
    Diagnosed::new(links, diagnostics)
}

fn resolve(page: &Page, book: &Book<'_>) -> Diagnosed<PageLinks> {
    let mut diagnostics = Vec::new();
    let mut found = PageLinks {
        links: Vec::with_capacity(page.body.links.len()),
        images: Vec::with_capacity(page.body.images.len()),
        ..PageLinks::default()
    };
    for link in &page.body.links {
        let target = link_target(page, link, book).unwrap_or_else(|diagnostic| {
            diagnostics.push(*diagnostic);
            Target::Nowhere
        });
        found.links.push(target);
    }
    for image in &page.body.images {
        found.images.push(match image_target(page, image, book) {
            Ok(target) => {
                let unknown = target.as_ref().is_some_and(|target| target.size.is_none());
                if unknown && has_header(&page.source, image, book.snapshot) {
                    let message = "the picture cannot be read: its size is not known";
                    let code = &codes::links::UNREADABLE_PICTURE;
                    let problem = problem(code, message, page, image.span);
                    diagnostics.push(problem.help("save the picture again, and look at it"));
                }
                target
            }
            Err(diagnostic) => {
                diagnostics.push(*diagnostic);
                None
            }
        });
    }
    found.embeds = embeds::resolve(page, book, &mut diagnostics);
    found.related = related::resolve(page, book, &mut diagnostics);
    related::index_headings(page, book, &mut diagnostics);
    Diagnosed::new(found, diagnostics)
}

pub(super) type Problem = Box<Diagnostic>;

pub(super) fn link_target(page: &Page, link: &Link, book: &Book<'_>) -> Result<Target, Problem> {
    if link.external {
        return Ok(Target::External);
    }
    let (path, anchor) = match link.dest.split_once('#') {
        Some((path, anchor)) => (path, Some(decode(anchor))),
        None => (link.dest.as_str(), None),
    };
    if path.is_empty() {
        return match anchor {
            Some(anchor) if !anchor.is_empty() => {
                check_anchor(page, page, &anchor, link.span, book)?;
                Ok(Target::Here(anchor))
            }
            _ => Err(problem(&codes::links::BROKEN, "the link leads nowhere", page, link.span)
                .help("write the path to a file, such as `other-page.md`")
                .into()),
        };
    }
    let anchor = anchor.filter(|anchor| !anchor.is_empty());
    if path.starts_with('/') {
        return address(page, path, anchor, link.span, book);
    }
    let decoded = decode(path);
    let is_outside = |_| outside(page, &decoded, link.span);
    let wanted = page.source.followed(&decoded).map_err(is_outside)?;
    if let Some(&id) = book.by_source.get(wanted.as_str()) {
        let target = &book.pages[id.0 as usize];
        if let Some(anchor) = &anchor {
            check_anchor(page, target, anchor, link.span, book)?;
        }
        return Ok(Target::Page(id, anchor));
    }
    let wanted = SourcePath::new(&wanted).map_err(is_outside)?;
    if let Some(out) = book.assets.get(&wanted) {
        return Ok(Target::Asset((*out).clone(), anchor));
    }
    if let Some(hidden) = book.hidden(&wanted) {
        return Err(unpublished(page, &link.dest, link.span, hidden));
    }
    if book.has(&wanted) {
        // It is there and has no address: why has been reported.
        return Ok(Target::Nowhere);
    }
    Err(missing(page, &decoded, &wanted, link.span, &codes::links::BROKEN, book))
}

/// `None` if there is such a file, but what is wrong with it has been reported.
fn image_target(
    page: &Page,
    image: &Image,
    book: &Book<'_>,
) -> Result<Option<ImageTarget>, Problem> {
    if image.external {
        let message = "the picture lies on another server";
        return Err(problem(&codes::links::REMOTE_IMAGE, message, page, image.span)
            .help("put a copy beside the page and write its file name")
            .into());
    }
    let decoded = decode(&image.dest);
    if decoded.is_empty() {
        let message = "the picture has no file";
        return Err(problem(&codes::links::BROKEN_IMAGE, message, page, image.span)
            .help("write the path to a file, such as `photo.jpg`")
            .into());
    }
    if decoded.starts_with('/') {
        return match address(page, &decoded, None, image.span, book)? {
            Target::Nowhere => Ok(None),
            _ => Err(problem(
                &codes::links::BROKEN_IMAGE,
                format!("`{decoded}` is an address, not a path to a file"),
                page,
                image.span,
            )
            .help("write the path to a picture in `content/`, relative to this page")
            .into()),
        };
    }
    let wanted = page.source.follow(&decoded).map_err(|_| outside(page, &decoded, image.span))?;
    if let Some(out) = book.assets.get(&wanted) {
        let size = size(book.snapshot, &wanted);
        return Ok(Some(ImageTarget { out: (*out).clone(), size }));
    }
    if book.by_source.contains_key(&wanted) {
        let message = format!("`{decoded}` is a page, not a picture");
        return Err(problem(&codes::links::BROKEN_IMAGE, message, page, image.span)
            .help("for a link, leave the `!` out")
            .into());
    }
    if let Some(hidden) = book.hidden(&wanted) {
        // Without its picture a page would have a hole; without a link it still has the words.
        let message = format!("`{decoded}` belongs to a page that {}", why(hidden));
        return Err(problem(&codes::links::BROKEN_IMAGE, message, page, image.span)
            .also(&hidden.source, None, "the page")
            .help("put the picture beside this page, or publish the other page too")
            .into());
    }
    if book.has(&wanted) {
        return Ok(None);
    }
    Err(missing(page, &decoded, &wanted, image.span, &codes::links::BROKEN_IMAGE, book))
}

/// Whether the file ought to say how large it is. One that cannot be read at all has been reported.
fn has_header(from: &SourcePath, image: &Image, snapshot: &Snapshot) -> bool {
    from.follow(&decode(&image.dest)).is_ok_and(|path| {
        PICTURES.contains(&path.extension().to_ascii_lowercase().as_str())
            && matches!(snapshot.get(&path), Some(Entry::Blob(_)))
    })
}

/// More pixels on a side than any picture on a page has.
const MOST_PIXELS: u32 = 30_000;

fn size(snapshot: &Snapshot, path: &SourcePath) -> Option<(u32, u32)> {
    let size = match snapshot.get(path)? {
        Entry::Blob(facts) => facts.size,
        Entry::Text(_) | Entry::Unread(_) => svg::size(&snapshot.text(path)?.text),
        Entry::Unreadable => None,
    };
    let sensible = 1..=MOST_PIXELS;
    size.filter(|(width, height)| sensible.contains(width) && sensible.contains(height))
}

/// A link written as `/address/`: an error if it names a page, else left to `plan`.
fn address(
    page: &Page,
    path: &str,
    anchor: Option<String>,
    span: Span,
    book: &Book<'_>,
) -> Result<Target, Problem> {
    let path = decode(path);
    let in_content = SourcePath::new(&format!("content{path}")).ok().filter(|p| book.has(p));
    let folder = path.strip_suffix("/index.html").unwrap_or(&path);
    let with_slash = format!("{}/", folder.trim_end_matches('/'));
    let named = in_content.as_ref().or_else(|| book.by_url.get(with_slash.as_str()).copied());
    match named {
        Some(source) => Err(problem(
            &codes::links::AS_ADDRESS,
            format!("`{path}` is an address, not a path to a file"),
            page,
            span,
        )
        .help(match anchor {
            Some(anchor) => format!("write `{}#{anchor}`", relative(&page.source, source)),
            None => format!("write `{}`", relative(&page.source, source)),
        })
        .into()),
        None => Ok(Target::Address(UrlPath::new(&path), anchor)),
    }
}

pub(super) fn check_anchor(
    from: &Page,
    to: &Page,
    anchor: &str,
    span: Span,
    book: &Book<'_>,
) -> Result<(), Problem> {
    if book.has_anchor(to, anchor) {
        return Ok(());
    }
    let generated = embeds::anchors(to, book);
    if generated.iter().any(|known| known == anchor) {
        return Ok(());
    }
    let here =
        if from.source == to.source { "this page".to_owned() } else { format!("`{}`", to.source) };
    let message = format!("{here} has no heading with the id `{anchor}`");
    let ids = to.body.headings.iter().map(|heading| heading.id.as_str());
    let ids = ids.chain(generated.iter().map(String::as_str));
    let diagnostic = problem(&codes::links::MISSING_ANCHOR, message, from, span);
    Err(match closest(anchor, ids.clone()) {
        Some(id) => diagnostic.help(format!("did you mean `#{id}`?")),
        None => {
            let ids: Vec<String> = ids.take(8).map(|id| format!("`#{id}`")).collect();
            diagnostic.help(if ids.is_empty() {
                "the page has no headings; leave the anchor out".to_owned()
            } else {
                format!("the page has {}", ids.join(", "))
            })
        }
    }
    .into())
}

fn unpublished(page: &Page, written: &str, span: Span, hidden: &Hidden) -> Problem {
    let why = why(hidden);
    let message = format!("`{written}` {why}, so readers cannot follow this link");
    problem(&codes::links::TO_DRAFT, message, page, span)
        .also(&hidden.source, None, "the page")
        .help("publish it too, or take the link out until then")
        .into()
}

fn why(hidden: &Hidden) -> String {
    match hidden.why {
        Unpublished::Draft => "is a draft".to_owned(),
        Unpublished::Future(day) => format!("is not published before {day}"),
        Unpublished::Expired(day) => format!("has not been published since {day}"),
    }
}

fn outside(page: &Page, written: &str, span: Span) -> Problem {
    problem(&codes::links::OUTSIDE, format!("`{written}` leads out of the project"), page, span)
        .help("link to a file in `content/`")
        .into()
}

fn missing(
    page: &Page,
    written: &str,
    wanted: &SourcePath,
    span: Span,
    code: &'static crate::diagnostics::Code,
    book: &Book<'_>,
) -> Problem {
    if wanted.below("content").is_none() && wanted.as_str() != "content" {
        let message = format!("`{written}` is not part of the site");
        return problem(&codes::links::OUTSIDE, message, page, span)
            .help("move the file into `content/`, or link to the address where it is published")
            .into();
    }
    if let Some(known) = book.other_case(wanted) {
        let message = format!("`{written}` differs from the file's name in capital letters");
        return problem(&codes::links::WRONG_CASE, message, page, span)
            .help(format!("write `{}`", relative(&page.source, known)))
            .into();
    }
    let folder = wanted.as_str();
    for index in ["_index.md", "index.md"] {
        if let Some(known) =
            SourcePath::new(&format!("{folder}/{index}")).ok().filter(|path| book.has(path))
        {
            let message = format!("`{written}` is a folder, not a file");
            return problem(code, message, page, span)
                .help(format!("write `{}`", relative(&page.source, &known)))
                .into();
        }
    }
    let diagnostic = problem(code, format!("there is no file `{written}`"), page, span);
    let is_picture = *code == codes::links::BROKEN_IMAGE;
    let could_be: fn(&SourcePath) -> bool =
        if is_picture { |path| path.extension() != "md" } else { |_| true };
    match book.nearest(&page.source, wanted, could_be) {
        Some(name) => diagnostic.help(format!("did you mean `{name}`?")),
        None => diagnostic.help(format!("it would be `{wanted}`; paths are relative to this page")),
    }
    .into()
}

pub(super) fn problem(
    code: &'static crate::diagnostics::Code,
    message: impl Into<String>,
    page: &Page,
    span: Span,
) -> Diagnostic {
    Diagnostic::new(code, message).at(&page.source, span)
}

fn decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// The path to write in one file to reach another: from `content/a/b.md` to `content/c.md` it is
/// `../c.md`.
#[must_use]
pub fn relative(from: &SourcePath, to: &SourcePath) -> String {
    let from: Vec<&str> = from.folder().split('/').collect();
    let to_parts: Vec<&str> = to.as_str().split('/').collect();
    let folders = &to_parts[..to_parts.len() - 1];
    let shared = from.iter().zip(folders).take_while(|(a, b)| a == b).count();
    let mut parts = vec![".."; from.len() - shared];
    parts.extend(&to_parts[shared..]);
    utf8_percent_encode(&parts.join("/"), NOT_IN_LINKS).to_string()
}

/// What would end a link in Markdown, or mean something else in an address.
const NOT_IN_LINKS: &AsciiSet =
    &CONTROLS.add(b' ').add(b'(').add(b')').add(b'<').add(b'>').add(b'#').add(b'?').add(b'%');

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> SourcePath {
        SourcePath::new(text).expect("a path")
    }

    #[test]
    fn the_path_from_one_file_to_another_is_what_an_author_would_write() {
        let to = |from, to| relative(&path(from), &path(to));
        assert_eq!(to("content/a/b.md", "content/a/c.md"), "c.md");
        assert_eq!(to("content/a/b.md", "content/c.md"), "../c.md");
        assert_eq!(to("content/b.md", "content/a/c.md"), "a/c.md");
        assert_eq!(to("content/a/b/c.md", "content/d/e.md"), "../../d/e.md");
    }
}
