//! `goodfit review FILE`: records a review, or an editorial change, in the front matter of a page.

use super::args::{Global, Review};
use super::session::Session;
use super::{CouldNotRun, Outcome, difference, report};
use crate::diagnostics::{Diagnostic, Severity, closest};
use crate::disk;
use crate::front_matter::{self, EditorialChange, Kind, edit};
use crate::inventory::PageKind;
use crate::pipeline::Prepared;
use crate::site::{Page, PageId, months_later};
use crate::source::{SourcePath, SourceText};
use jiff::civil::Date;
use std::path::Path;

pub(super) fn run(global: &Global, review: &Review) -> Result<Outcome, CouldNotRun> {
    let mut session = Session::open(global)?;
    // A page is best reviewed before it is published.
    let publishing = &mut session.options.publishing;
    (publishing.drafts, publishing.future, publishing.expired) = (true, true, true);
    let now = publishing.now;
    let (prepared, found) = session.prepare();
    let refuse = |message: String| report::could_not_run(&message);
    let subject =
        Subject::find(&session.layout.root, &prepared, &review.file, now).map_err(refuse)?;
    subject.refuse_mistakes(global, &prepared, found)?;
    let (text, done) = match &review.editorial {
        Some(reason) => subject.editorial(reason),
        None => subject.reviewed(&review.by, review.until),
    }
    .map_err(refuse)?;
    let path = &subject.page.source;
    let changed = difference::lines(&subject.source.text, &text);
    report::data(&format!("{path}\n{changed}"))?;
    if review.dry_run {
        report::line(global, "nothing was written");
    } else {
        let file = session.layout.root.join(path.as_str());
        disk::replace_text(&file, &subject.source.text, &text).map_err(refuse)?;
        report::line(global, &done);
    }
    Ok(Outcome::Fine)
}

/// The page that is reviewed.
struct Subject<'a> {
    prepared: &'a Prepared,
    page: &'a Page,
    id: PageId,
    source: SourceText,
    kind: Kind,
    now: Date,
}

/// The text of the page with the record in it, and what there is to say about it.
type Recorded = Result<(String, String), String>;

impl<'a> Subject<'a> {
    fn find(root: &Path, prepared: &'a Prepared, file: &Path, now: Date) -> Result<Self, String> {
        let path = source_path(root, file)?;
        let source = prepared.snapshot().text(&path);
        let page = prepared.site.ids().find(|(_, page)| page.source == path);
        let (Some((id, page)), Some(source)) = (page, source) else {
            return Err(format!("`{path}` is not a page; only pages are reviewed"));
        };
        let kind = match page.kind {
            PageKind::Section => Kind::Section,
            PageKind::Questionnaire => Kind::Yaml,
            PageKind::Page | PageKind::Bundle => Kind::Page,
        };
        Ok(Self { prepared, page, id, source, kind, now })
    }

    /// Refuses a page whose keys cannot be relied on, and says what is wrong with them.
    fn refuse_mistakes(
        &self,
        global: &Global,
        prepared: &Prepared,
        found: Vec<Diagnostic>,
    ) -> Result<(), CouldNotRun> {
        let is_here = |problem: &Diagnostic| {
            problem.severity == Severity::Error
                && problem.code.id.starts_with(['F', 'Q'])
                && problem.primary.as_ref().is_some_and(|at| at.path == self.page.source)
        };
        let mut here: Vec<Diagnostic> = found.into_iter().filter(is_here).collect();
        if here.is_empty() {
            return Ok(());
        }
        report::findings_beside_data(global, &mut here, prepared.snapshot());
        let path = &self.page.source;
        Err(report::could_not_run(&format!("`{path}` has mistakes; correct them first")))
    }

    fn digest(&self) -> String {
        front_matter::digest(&self.source, self.kind)
    }

    fn reviewed(&self, by: &[String], until: Option<Date>) -> Recorded {
        let mut known: Vec<String> = Vec::new();
        for key in by.iter().map(|key| key.trim()).filter(|key| !key.is_empty()) {
            self.refuse_unknown(key)?;
            if !known.iter().any(|other| other == key) {
                known.push(key.to_owned());
            }
        }
        let names = known.join(", ");
        if known.is_empty() {
            return Err("`--by` names nobody; write keys of `data/people.yaml`".to_owned());
        }
        if let [author] = self.page.matter.trust.authors.as_slice()
            && known.iter().all(|key| key == author)
        {
            return Err(format!("`{author}` is the only author; somebody else has to review it"));
        }
        self.refuse_later_record()?;
        let (now, path) = (self.now, &self.page.source);
        let review_by = self.next(until)?;
        let text = self.digest();
        let review = edit::Review { by: known, date: now, review_by, text };
        let text = edit::record_review(&self.source, self.kind, &review)
            .ok_or_else(|| self.cannot_be_edited())?;
        if *text == *self.source.text {
            return Err(format!(
                "nothing to record: `{path}` has not changed since the review by {names} on {now}"
            ));
        }
        Ok((text, format!("recorded a review by {names} on {now}; the next is due by {review_by}")))
    }

    fn refuse_unknown(&self, key: &str) -> Result<(), String> {
        let people = &self.prepared.site.trust.people;
        if people.get(key).is_some() {
            return Ok(());
        }
        let hint = match closest(key, people.keys()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "add an entry to `data/people.yaml`".to_owned(),
        };
        Err(format!("there is no person `{key}`; {hint}"))
    }

    fn refuse_later_record(&self) -> Result<(), String> {
        let recorded = self.page.matter.trust.review.as_ref().and_then(|record| record.date);
        match recorded.filter(|day| *day > self.now) {
            Some(day) => Err(format!(
                "a review of {day} is recorded, which is after {}; check the day",
                self.now
            )),
            None => Ok(()),
        }
    }

    /// The day of the next review.
    fn next(&self, until: Option<Date>) -> Result<Date, String> {
        let months = self.prepared.site.review_interval(self.id).months;
        let latest = months_later(self.now, months).unwrap_or(Date::MAX);
        match until {
            Some(day) if day <= self.now => {
                Err(format!("`--until {day}` is not after the day of the review, {}", self.now))
            }
            Some(day) if day > latest => Err(format!(
                "`--until {day}` is too far away: a review of this page holds until {latest}"
            )),
            _ => Ok(until.unwrap_or(latest)),
        }
    }

    fn editorial(&self, reason: &str) -> Recorded {
        let path = &self.page.source;
        let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
        if reason.is_empty() {
            return Err("an editorial change needs a reason, such as \"corrected a typo\"".into());
        }
        let Some(record) = &self.page.matter.trust.review else {
            return Err(format!(
                "no review of `{path}` is recorded, so no change can be declared; \
                 `--by PERSON` records one"
            ));
        };
        self.refuse_later_record()?;
        let text = self.digest();
        let newest = record.editorial.last().map(|change| &change.text);
        if record.text == text || newest == Some(&text) {
            return Err(format!("nothing to declare: the words of `{path}` have not changed"));
        }
        let change = EditorialChange { date: self.now, reason, text };
        let text = edit::record_editorial(&self.source, self.kind, &change)
            .ok_or_else(|| self.cannot_be_edited())?;
        Ok((text, format!("recorded an editorial change on {}", self.now)))
    }

    fn cannot_be_edited(&self) -> String {
        format!(
            "the front matter of `{}` is written in a way that cannot be changed safely; \
             write its keys in lines of their own, without `&` and `*`",
            self.page.source
        )
    }
}

/// The page's path in the project. As every other path it starts at the root, unless there is no
/// such file.
fn source_path(root: &Path, file: &Path) -> Result<SourcePath, String> {
    let shown = file.display();
    let below_root = root.join(file);
    let real = if below_root.exists() { below_root.as_path() } else { file };
    let failed = |cause: std::io::Error| format!("cannot read `{shown}`: {}", disk::reason(&cause));
    // The folder only: a page can be a link to a file elsewhere in the project.
    let name = real.file_name().ok_or_else(|| format!("`{shown}` is not a page"))?;
    let folder = match real.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
        Some(folder) => folder,
        None => Path::new("."),
    };
    std::fs::metadata(real).map_err(failed)?;
    let whole = folder.canonicalize().map_err(failed)?.join(name);
    let root = root.canonicalize().map_err(failed)?;
    let outside = || format!("`{shown}` is not a file of the site");
    let path = whole.strip_prefix(&root).map_err(|_| outside())?;
    let path = path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    SourcePath::new(&path).map_err(|_| outside())
}
