//! The theme that is built in, so that `goodfit.yaml` and `content/` are a whole site.

use crate::source::{Snapshot, SourcePath, SourceText};

/// Every file of `themes/default`, by its path in it; a test compares the two.
const FILES: &[(&str, &str)] = &[
    ("css/10-tokens.css", include_str!("../themes/default/css/10-tokens.css")),
    ("css/20-base.css", include_str!("../themes/default/css/20-base.css")),
    ("css/30-layout.css", include_str!("../themes/default/css/30-layout.css")),
    ("css/40-components.css", include_str!("../themes/default/css/40-components.css")),
    ("css/60-print.css", include_str!("../themes/default/css/60-print.css")),
    (
        "css/for/checklist/45-checklist.css",
        include_str!("../themes/default/css/for/checklist/45-checklist.css"),
    ),
    ("css/for/list/35-cover.css", include_str!("../themes/default/css/for/list/35-cover.css")),
    ("css/for/list/42-lists.css", include_str!("../themes/default/css/for/list/42-lists.css")),
    ("css/for/list/43-index.css", include_str!("../themes/default/css/for/list/43-index.css")),
    ("css/for/sheet/47-sheets.css", include_str!("../themes/default/css/for/sheet/47-sheets.css")),
    ("css/for/text/41-writing.css", include_str!("../themes/default/css/for/text/41-writing.css")),
    ("css/for/text/42-text.css", include_str!("../themes/default/css/for/text/42-text.css")),
    ("css/for/text/50-code.css", include_str!("../themes/default/css/for/text/50-code.css")),
    ("css/for/text/61-print.css", include_str!("../themes/default/css/for/text/61-print.css")),
    ("static/favicon.svg", include_str!("../themes/default/static/favicon.svg")),
    ("templates/404.html", include_str!("../themes/default/templates/404.html")),
    ("templates/base.html", include_str!("../themes/default/templates/base.html")),
    ("templates/comparison.html", include_str!("../themes/default/templates/comparison.html")),
    ("templates/components.html", include_str!("../themes/default/templates/components.html")),
    ("templates/home.html", include_str!("../themes/default/templates/home.html")),
    ("templates/index.html", include_str!("../themes/default/templates/index.html")),
    ("templates/page.html", include_str!("../themes/default/templates/page.html")),
    (
        "templates/partials/about-page.html",
        include_str!("../themes/default/templates/partials/about-page.html"),
    ),
    (
        "templates/partials/breadcrumb.html",
        include_str!("../themes/default/templates/partials/breadcrumb.html"),
    ),
    (
        "templates/partials/feeds.html",
        include_str!("../themes/default/templates/partials/feeds.html"),
    ),
    (
        "templates/partials/footer.html",
        include_str!("../themes/default/templates/partials/footer.html"),
    ),
    (
        "templates/partials/header.html",
        include_str!("../themes/default/templates/partials/header.html"),
    ),
    (
        "templates/partials/help-link.html",
        include_str!("../themes/default/templates/partials/help-link.html"),
    ),
    (
        "templates/partials/in-short.html",
        include_str!("../themes/default/templates/partials/in-short.html"),
    ),
    (
        "templates/partials/mark.html",
        include_str!("../themes/default/templates/partials/mark.html"),
    ),
    (
        "templates/partials/pattern.html",
        include_str!("../themes/default/templates/partials/pattern.html"),
    ),
    (
        "templates/partials/related.html",
        include_str!("../themes/default/templates/partials/related.html"),
    ),
    (
        "templates/partials/share.html",
        include_str!("../themes/default/templates/partials/share.html"),
    ),
    (
        "templates/partials/sources.html",
        include_str!("../themes/default/templates/partials/sources.html"),
    ),
    ("templates/partials/toc.html", include_str!("../themes/default/templates/partials/toc.html")),
    (
        "templates/partials/turn.html",
        include_str!("../themes/default/templates/partials/turn.html"),
    ),
    ("templates/redirect.html", include_str!("../themes/default/templates/redirect.html")),
    ("templates/section.html", include_str!("../themes/default/templates/section.html")),
    ("templates/taxonomy.html", include_str!("../themes/default/templates/taxonomy.html")),
    ("templates/term.html", include_str!("../themes/default/templates/term.html")),
    ("templates/worksheet.html", include_str!("../themes/default/templates/worksheet.html")),
    ("theme.yaml", include_str!("../themes/default/theme.yaml")),
];

/// Whether a file is as it is built in.
#[must_use]
pub fn is_built_in(source: &SourceText) -> bool {
    let name = source.path.below("themes/default");
    FILES.iter().any(|(known, text)| Some(*known) == name && **text == *source.text)
}

/// Puts the built-in theme's files where the project has none of the same name.
pub fn lay_under(snapshot: &mut Snapshot) {
    for (path, text) in FILES {
        let path = SourcePath::new(&format!("themes/default/{path}"))
            .expect("the names of our own files are plain");
        snapshot.insert_default(path, *text);
    }
}

#[cfg(test)]
mod tests {
    use super::FILES;

    #[test]
    fn every_file_of_the_default_theme_is_built_in() {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default");
        let mut on_disk: Vec<String> = walkdir::WalkDir::new(root)
            .into_iter()
            .map(|entry| entry.expect("our own theme can be read"))
            .filter(|entry| entry.file_type().is_file())
            .filter_map(|entry| Some(entry.path().strip_prefix(root).ok()?.to_str()?.to_owned()))
            .filter(|path| path != "README.md")
            .collect();
        on_disk.sort();
        let built_in: Vec<&str> = FILES.iter().map(|(path, _)| *path).collect();
        assert_eq!(built_in, on_disk);
    }
}
