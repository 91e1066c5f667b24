//! The only place where an address is made from a path or a slug.
//!
//! In: the paths of pages and files, and the slugs their front matter gives. Out: an [`OutPath`]
//! for each. Folders are walked once, so that a slug on a section or a bundle moves what is in it.

use super::{ParsedPage, folders_above};
use crate::diagnostics::{Diagnostic, codes};
use crate::inventory::{PageKind, QUESTIONNAIRE};
use crate::slug::slugify;
use crate::source::{OutPath, PathProblem, SourcePath};
use percent_encoding::percent_decode_str;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// What each folder of `content/` is called in addresses: `content/A b` is `a-b`.
pub(super) struct Addresses<'a> {
    /// Slugs that `_index.md` and `index.md` give their folders.
    given: FxHashMap<&'a str, &'a str>,
}

impl<'a> Addresses<'a> {
    pub(super) fn new(pages: &'a [ParsedPage]) -> Self {
        let given = pages
            .iter()
            .filter(|page| matches!(page.kind, PageKind::Section | PageKind::Bundle))
            .filter_map(|page| Some((page.path.folder(), page.matter.slug.as_deref()?)))
            .collect();
        Self { given }
    }

    /// The address of a folder, without slashes around it; `""` for `content` itself. If there is
    /// none, the folder whose name is to blame.
    fn folder<'f>(&self, folder: &'f str) -> Result<String, &'f str> {
        let Some((above, name)) = folder.rsplit_once('/') else { return Ok(String::new()) };
        let part = match self.given.get(folder) {
            Some(slug) => (*slug).to_owned(),
            None => slugify(name),
        };
        if part.is_empty() { Err(folder) } else { Ok(join(&self.folder(above)?, &part)) }
    }

    /// Folders that have the same address although they are two, such as `A` and `a`, each with
    /// the first of its files. Those below them are the same mistake, and two folders that both
    /// have an index collide as pages.
    pub(super) fn merged<'f>(
        &self,
        files: impl Iterator<Item = &'f SourcePath>,
    ) -> Vec<Diagnostic> {
        let mut first_in: BTreeMap<&str, &SourcePath> = BTreeMap::new();
        let mut with_index: BTreeSet<&str> = BTreeSet::new();
        for file in files {
            for folder in folders_above(file.folder()) {
                let first = first_in.entry(folder).or_insert(file);
                *first = file.min(first);
            }
            if ["index.md", "_index.md"].contains(&file.file_name()) {
                with_index.insert(file.folder());
            }
        }
        let mut by_address: BTreeMap<(&str, String), &str> = BTreeMap::new();
        let mut found = Vec::new();
        for (&folder, &file) in &first_in {
            let Some((above, _)) = folder.rsplit_once('/') else { continue };
            let Ok(address) = self.folder(folder) else { continue };
            let other = *by_address.entry((above, address.clone())).or_insert(folder);
            if other == folder || (with_index.contains(folder) && with_index.contains(other)) {
                continue;
            }
            let message = format!(
                "the folders `{folder}` and `{other}` would have the same address `/{address}/`"
            );
            found.push(
                Diagnostic::new(&codes::site::CASE_COLLISION, message)
                    .in_file(file)
                    .also(first_in[other], None, "a file of the other folder")
                    .help("put their files into one folder, or rename one of them"),
            );
        }
        found
    }

    /// The file a page becomes.
    pub(super) fn page(&self, page: &ParsedPage) -> Result<OutPath, Problem> {
        let name = page.path.file_name();
        let stem = name.strip_suffix(QUESTIONNAIRE).unwrap_or(page.path.stem());
        let help = "give the page a `slug:` of small letters, digits and hyphens";
        let own = |message| Problem::own(&page.path, message, help);
        let folder =
            self.folder(page.path.folder()).map_err(|name| Problem::folder(&page.path, name))?;
        let address = match (page.kind, &page.matter.slug) {
            (PageKind::Section | PageKind::Bundle, _) => folder,
            (PageKind::Page | PageKind::Questionnaire, Some(slug)) => join(&folder, slug),
            (PageKind::Page | PageKind::Questionnaire, None) => match slugify(stem) {
                part if part.is_empty() => {
                    let message =
                        format!("nothing of the file name `{name}` can be part of an address");
                    return Err(own(message));
                }
                part => join(&folder, &part),
            },
        };
        OutPath::new(&join(&address, "index.html"))
            .map_err(|problem| own(not_an_address(&address, problem)))
    }

    /// The file an asset is copied to: beside the page it lies beside, under its own name.
    pub(super) fn asset(&self, path: &SourcePath) -> Result<OutPath, Problem> {
        let folder = self.folder(path.folder()).map_err(|name| Problem::folder(path, name))?;
        let file = join(&folder, path.file_name());
        OutPath::new(&file).map_err(|problem| {
            Problem::own(path, not_an_address(&file, problem), "rename the file or its folder")
        })
    }
}

/// Why a file has no address.
pub(super) enum Problem {
    /// Its own name.
    Own(Box<Diagnostic>),
    /// The name of a folder it is in, which all files in it share.
    Folder { file: SourcePath, folder: String },
}

impl Problem {
    fn own(path: &SourcePath, message: String, help: &str) -> Self {
        let diagnostic = Diagnostic::new(&codes::site::BAD_ADDRESS, message);
        Self::Own(Box::new(diagnostic.in_file(path).help(help)))
    }

    fn folder(file: &SourcePath, folder: &str) -> Self {
        Self::Folder { file: file.clone(), folder: folder.to_owned() }
    }
}

/// What to say about files without an address. A folder is reported once, at its first file.
pub(super) fn report(problems: Vec<Problem>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut folders: BTreeMap<String, SourcePath> = BTreeMap::new();
    for problem in problems {
        match problem {
            Problem::Own(diagnostic) => found.push(*diagnostic),
            Problem::Folder { file, folder } => {
                let first = folders.entry(folder).or_insert_with(|| file.clone());
                if file < *first {
                    *first = file;
                }
            }
        }
    }
    found.extend(folders.into_iter().map(|(folder, file)| {
        let message = format!("nothing of the folder name in `{folder}` can be part of an address");
        Diagnostic::new(&codes::site::BAD_ADDRESS, message)
            .in_file(&file)
            .help("rename the folder, or give its `_index.md` or `index.md` a `slug:`")
    }));
    found
}

/// The file behind an alias such as `/old/` or `/old.html`.
pub(super) fn alias(alias: &str) -> Result<OutPath, String> {
    let Some(rest) = alias.strip_prefix('/') else {
        return Err("an alias begins with `/`".to_owned());
    };
    if rest.contains(['?', '#']) {
        return Err(
            "an alias has no `?` or `#`: a file cannot answer to what follows it".to_owned()
        );
    }
    if rest.contains(char::is_whitespace) {
        return Err("an alias has no spaces: write `%20` for one".to_owned());
    }
    // A browser asks for `/alt%C3%A4/`, and the server looks for the file `altä`.
    let rest = percent_decode_str(rest)
        .decode_utf8()
        .map_err(|_| format!("`{alias}` is not UTF-8 once it is decoded"))?;
    // Hosts that read `_redirects` would send every reader of the site to this page.
    if rest.contains('*') || rest.split('/').any(|part| part.starts_with(':')) {
        return Err(
            "an alias is one plain address: it has no `*`, and no part that begins with `:`"
                .to_owned(),
        );
    }
    let is_hidden = |part: &str| part.starts_with('.') && !matches!(part, "." | "..");
    if rest.split('/').any(is_hidden) {
        return Err("no part of an alias begins with a dot: such files steer the server".to_owned());
    }
    let file = match rest.rsplit('/').next() {
        Some(last) if last.contains('.') && !last.starts_with('.') => rest.to_string(),
        _ => join(rest.trim_end_matches('/'), "index.html"),
    };
    OutPath::new(&file).map_err(|problem| not_an_address(alias, problem))
}

fn not_an_address(address: &str, problem: PathProblem) -> String {
    format!("`{address}` cannot be an address in the site: {problem}")
}

pub(super) fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

#[cfg(test)]
mod tests {
    use super::alias;

    #[test]
    fn an_alias_is_a_folder_unless_it_names_a_file() {
        let out = |text| alias(text).map(|p| p.to_string());
        assert_eq!(out("/old/").as_deref(), Ok("old/index.html"));
        assert_eq!(out("/old").as_deref(), Ok("old/index.html"));
        assert_eq!(out("/old.html").as_deref(), Ok("old.html"));
        assert_eq!(out("/"), Ok("index.html".to_owned()));
        assert_eq!(out("/alt%C3%A4/").as_deref(), Ok("altä/index.html"));
        assert!(out("/%2e%2e/x/").is_err());
        assert!(out("old/").is_err());
        assert!(out("/../../etc/passwd").is_err());
        assert!(out("//example.org/").is_err());
        for steers in ["/*", "/a/*/b/", "/%2a", "/:slug", "/:a/b/", "/a/%3Ab"] {
            assert!(out(steers).is_err_and(|why| why.contains("plain address")), "{steers}");
        }
        for hidden in ["/.htaccess", "/.gitignore", "/a/.well-known/x"] {
            assert!(out(hidden).is_err_and(|why| why.contains("dot")), "{hidden}");
        }
        assert!(out("/a b/").is_err() && out("/a\tb").is_err());
        assert_eq!(out("/a%20b/12:30/").as_deref(), Ok("a b/12:30/index.html"));
    }
}
