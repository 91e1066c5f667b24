//! The only place where an address is made from a path or a slug.
//!
//! In: the paths of pages and files, and the slugs their front matter gives. Out: an [`OutPath`]
//! for each. Folders are walked once, so that a slug on a section or a bundle moves what is in it.

use super::ParsedPage;
use crate::diagnostics::{Diagnostic, codes};
use crate::inventory::{PageKind, QUESTIONNAIRE};
use crate::slug::slugify;
use crate::source::{OutPath, PathProblem, SourcePath};
use percent_encoding::percent_decode_str;
use std::collections::HashMap;

/// What each folder of `content/` is called in addresses: `content/A b` is `a-b`.
pub(super) struct Addresses<'a> {
    /// Slugs that `_index.md` and `index.md` give their folders.
    given: HashMap<&'a str, &'a str>,
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

    /// The address of a folder, without slashes around it; `""` for `content` itself.
    fn folder(&self, folder: &str) -> Result<String, String> {
        let Some((above, name)) = folder.rsplit_once('/') else { return Ok(String::new()) };
        let part = match self.given.get(folder) {
            Some(slug) => (*slug).to_owned(),
            None => slugify(name),
        };
        if part.is_empty() {
            return Err(format!("nothing of the folder name `{name}` can be part of an address"));
        }
        Ok(join(&self.folder(above)?, &part))
    }

    /// The file a page becomes.
    pub(super) fn page(&self, page: &ParsedPage) -> Result<OutPath, Diagnostic> {
        let folder = self.folder(page.path.folder());
        let address = match page.kind {
            PageKind::Section | PageKind::Bundle => folder,
            PageKind::Page | PageKind::Questionnaire => folder.and_then(|folder| {
                let name = page.path.file_name();
                let stem = name.strip_suffix(QUESTIONNAIRE).unwrap_or(page.path.stem());
                let part = page.matter.slug.clone().unwrap_or_else(|| slugify(stem));
                if part.is_empty() {
                    return Err(format!(
                        "nothing of the file name `{name}` can be part of an address"
                    ));
                }
                Ok(join(&folder, &part))
            }),
        };
        address
            .and_then(|address| {
                let file = join(&address, "index.html");
                OutPath::new(&file).map_err(|problem| not_an_address(&address, problem))
            })
            .map_err(|message| {
                Diagnostic::new(&codes::site::BAD_ADDRESS, message)
                    .in_file(&page.path)
                    .help("give the page a `slug:` of small letters, digits and hyphens")
            })
    }

    /// The file an asset is copied to: beside the page it lies beside, under its own name.
    pub(super) fn asset(&self, path: &SourcePath) -> Result<OutPath, Diagnostic> {
        self.folder(path.folder())
            .and_then(|folder| {
                let file = join(&folder, path.file_name());
                OutPath::new(&file).map_err(|problem| not_an_address(&file, problem))
            })
            .map_err(|message| {
                Diagnostic::new(&codes::site::BAD_ADDRESS, message)
                    .in_file(path)
                    .help("rename the file or its folder")
            })
    }
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
    // A browser asks for `/alt%C3%A4/`, and the server looks for the file `altä`.
    let rest = percent_decode_str(rest)
        .decode_utf8()
        .map_err(|_| format!("`{alias}` is not UTF-8 once it is decoded"))?;
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
    }
}
