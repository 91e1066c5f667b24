//! The rules, tried on a prepared site: on its sources, and on each output as it is rendered.

use super::{Options, Prepared, merge};
use crate::artifact::{Artifact, Content};
use crate::check::{self, Checker, Facts, Flags, Levels, Reach, Seen, UnknownName};
use crate::config::Config;
use crate::diagnostics::Diagnostic;
use crate::plan::Output;
use crate::site::Statement;
use crate::source::{Entry, Snapshot, SourcePath, SourceText};
use std::borrow::Cow;

/// What a site can say about privacy, by the rules that its configuration sets.
pub(super) fn statement(snapshot: &Snapshot, path: &SourcePath, config: &Config) -> Statement {
    let source = snapshot.text(path).unwrap_or_else(|| SourceText::new(path.clone(), ""));
    Statement {
        promises: check::promises(config, &source),
        not_in_the_files: check::NOT_IN_THE_FILES.to_vec(),
    }
}

/// The rules that look at pages one by one; `None` if they cannot be told, which is reported by
/// whoever makes a checker for all rules.
pub(super) fn of_pages(
    snapshot: &Snapshot,
    options: &Options,
    config: &Config,
    flags: &Flags,
) -> Option<Checker> {
    let path = &options.config;
    let source = snapshot.text(path).unwrap_or_else(|| SourceText::new(path.clone(), ""));
    let (levels, _) = Levels::new(flags, config, &source).ok()?;
    Some(Checker::new(levels, None))
}

impl Prepared {
    /// The rules that the site and the command line want. What is wrong with what the site says
    /// about them is found too.
    ///
    /// # Errors
    /// If a name on the command line means nothing.
    pub fn checker(
        &self,
        flags: &Flags,
        only: Option<String>,
    ) -> Result<(Checker, Vec<Diagnostic>), UnknownName> {
        let source = self.snapshot.text(&self.config);
        let source = source.unwrap_or_else(|| SourceText::new(self.config.clone(), ""));
        let (levels, found) = Levels::new(flags, &self.site.config, &source)?;
        Ok((Checker::new(levels, only), found))
    }

    /// Whether a source or an output has that path, or lies below it.
    #[must_use]
    pub fn knows(&self, path: &str) -> bool {
        let is_it = |own: &str| {
            own.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let output = path
            .strip_prefix(check::OUTPUT_FOLDER)
            .map_or(path, |rest| rest.strip_prefix('/').unwrap_or(rest));
        let is_output = |own: &str| {
            own.strip_prefix(output)
                .is_some_and(|rest| output.is_empty() || rest.is_empty() || rest.starts_with('/'))
        };
        self.snapshot.iter().any(|(source, _)| is_it(source.as_str()))
            || self.plan.outputs.iter().any(|of| is_output(of.path.as_str()))
    }

    pub(super) fn checking(&self) -> check::Context<'_> {
        check::Context::new(&self.site, &self.plan, &self.snapshot, &self.config, &self.stylesheets)
    }

    /// How plain the language of each page is.
    #[must_use]
    pub fn survey(&self) -> check::survey::Survey {
        check::survey::survey(&self.checking())
    }

    /// What the rules on sources find.
    #[must_use]
    pub fn check_sources(&self, checker: &Checker) -> Vec<Diagnostic> {
        let mut found = self.check_site_sources(checker);
        found.extend(checker.pages(&self.checking(), &[]).into_iter().flatten());
        found
    }

    /// What those of them find that look at all sources together.
    #[must_use]
    pub fn check_site_sources(&self, checker: &Checker) -> Vec<Diagnostic> {
        checker.sources(&self.checking())
    }

    /// Renders every output, hands it to `take`, and gives what failed, and what the rules on
    /// outputs find. Each output is looked at by the thread that renders it.
    pub fn check_outputs<F>(&self, checker: &Checker, take: F) -> (Vec<Diagnostic>, Vec<Diagnostic>)
    where
        F: Fn(Artifact) -> Result<(), Diagnostic> + Sync,
    {
        let context = self.checking();
        let each = self.each(&[], |output, rendered| match rendered {
            Ok(artifact) => {
                let seen = match &artifact.content {
                    Content::Bytes(bytes) => checker.look(&context, output, bytes),
                    Content::Copy(_) => Seen::default(),
                };
                (seen, take(artifact).err())
            }
            Err(diagnostic) => (Seen::default(), Some(*diagnostic)),
        });
        let mut found: Vec<Diagnostic> = Vec::new();
        let mut failed = Vec::new();
        let mut facts: Vec<Facts> = Vec::new();
        let mut headers = None;
        for (seen, failure) in each {
            found.extend(seen.findings);
            facts.extend(seen.facts);
            headers = headers.or(seen.headers);
            failed.extend(failure);
        }
        // With a page missing, every link to a place in it would be reported.
        if failed.is_empty() && self.templates.are_loaded() {
            facts.sort_by(|a, b| a.path.cmp(&b.path));
            found.extend(
                checker.site(&context, &facts, headers.as_deref(), |output| self.bytes(output)),
            );
        }
        (merge(failed), found)
    }

    /// What the privacy rules looked at and found, as JSON. `found` is everything that was found, and
    /// `now` the day that the site is built for.
    #[must_use]
    pub fn privacy_report(
        &self,
        checker: &Checker,
        now: jiff::civil::Date,
        found: (&[Diagnostic], &Snapshot),
    ) -> String {
        let context = self.checking();
        let glances = self.each(&[], |output, rendered| match rendered.ok()?.content {
            Content::Bytes(bytes) => {
                Some(check::glance(&context, output, std::str::from_utf8(&bytes).ok()))
            }
            Content::Copy(_) => Some(check::glance(&context, output, None)),
        });
        let glances: Vec<check::Glance> = glances.into_iter().flatten().collect();
        check::privacy_report(&context, checker, &glances, now, found)
    }

    /// All there is to say: what the stages found, and what rules found, each with its level, and
    /// without what authors allow.
    #[must_use]
    pub fn settle(
        &self,
        checker: &Checker,
        reach: Reach,
        known: Vec<Diagnostic>,
        found: Vec<Diagnostic>,
    ) -> Vec<Diagnostic> {
        checker.settle(&self.checking(), reach, known, found)
    }

    fn bytes(&self, output: &Output) -> Option<Vec<u8>> {
        match self.render(output).ok()?.content {
            Content::Bytes(bytes) => Some(bytes),
            Content::Copy(_) => None,
        }
    }

    /// What messages quote from: the sources, and the outputs that these findings name, rendered
    /// again.
    #[must_use]
    pub fn quoted(&self, found: &[Diagnostic]) -> Cow<'_, Snapshot> {
        let mut quoted = Cow::Borrowed(&self.snapshot);
        for label in found.iter().flat_map(|d| d.primary.iter().chain(&d.labels)) {
            let output =
                label.path.below(check::OUTPUT_FOLDER).and_then(|path| self.plan.find(path));
            if let Some(output) = output
                && quoted.get(&label.path).is_none()
                && let Some(bytes) = self.bytes(output)
                && let Ok(text) = String::from_utf8(bytes)
            {
                quoted.to_mut().insert(label.path.clone(), Entry::Text(text.into()));
            }
        }
        quoted
    }
}
