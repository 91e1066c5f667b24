//! `goodfit init --ci`: a workflow that checks and builds the site, ready to use.

use super::args::Ci;

impl Ci {
    /// Where the file has to lie, from the folder of the site.
    pub(super) fn path(self) -> &'static str {
        match self {
            Self::Github => ".github/workflows/goodfit.yml",
            Self::Gitlab => ".gitlab-ci.yml",
        }
    }

    /// The file, for this version of the program.
    pub(super) fn text(self) -> String {
        let text = match self {
            Self::Github => include_str!("ci/github.yml"),
            Self::Gitlab => include_str!("ci/gitlab.yml"),
        };
        text.replace("VERSION", env!("CARGO_PKG_VERSION"))
    }
}
