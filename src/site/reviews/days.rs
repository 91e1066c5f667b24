//! What is wrong with the days of a page: of its review, of the next one, and of what happened since.

use super::judge::{Bench, Found};
use crate::diagnostics::Severity;
use crate::diagnostics::codes::people as codes;
use crate::front_matter::Reviewers;
use crate::inventory::PageKind;
use crate::yaml::Step::{Index, Key};
use jiff::Span;
use jiff::civil::Date;

impl Bench<'_> {
    /// Judges the days. If the last review is wrong as a whole (`is_recorded` is false), nothing
    /// is said of its day, and what is due is not compared with it.
    pub(super) fn days(&self, is_recorded: bool, found: &mut Found) {
        let trust = &self.page.matter.trust;
        let mut is_sound = is_recorded;
        for (key, day) in [
            ("last_reviewed", trust.last_reviewed.filter(|_| is_recorded)),
            ("evidence_checked", trust.evidence_checked),
        ] {
            if let Some(day) = day.filter(|day| *day > self.now) {
                let message = format!("`{key}` is {day}, a day that has not come");
                let problem = self.at(&codes::IN_FUTURE, &[Key(key)], message);
                found.push(problem.help("write the day on which it happened"));
                is_sound &= key != "last_reviewed";
            }
        }
        for (at, change) in trust.changes.iter().enumerate() {
            if change.date > self.now {
                let path = [Key("changes"), Index(at), Key("date")];
                let message = format!("a change is dated {}, a day that has not come", change.date);
                let problem = self.at(&codes::IN_FUTURE, &path, message);
                found.push(problem.help("write the day on which it happened"));
            }
        }
        self.editorial(found);
        self.next_review(is_sound, found);
    }

    fn editorial(&self, found: &mut Found) {
        let Some(record) = &self.page.matter.trust.review else { return };
        for (at, change) in record.editorial.iter().enumerate() {
            let path = [Key("review"), Key("editorial"), Index(at), Key("date")];
            let day = change.date;
            if let Some(reviewed) = record.date.filter(|reviewed| day < *reviewed) {
                let message =
                    format!("an editorial change of {day} is older than the review of {reviewed}");
                let problem = self.at(&codes::OUT_OF_ORDER, &path, message);
                found.push(problem.help("remove it: a review is about all words of its day"));
            } else if day > self.now {
                let message = format!("a change is dated {day}, a day that has not come");
                let problem = self.at(&codes::IN_FUTURE, &path, message);
                found.push(problem.help("write the day on which it happened"));
            }
        }
    }

    /// `review_by`, of which at most one thing is said.
    fn next_review(&self, is_sound: bool, found: &mut Found) {
        let trust = &self.page.matter.trust;
        let Some(due) = trust.review_by else { return };
        let path = [Key("review_by")];
        if let Some(last) = trust.last_reviewed.filter(|last| due <= *last) {
            if is_sound {
                let message = format!("`review_by` is not after `last_reviewed`, which is {last}");
                let problem = self.at(&codes::OUT_OF_ORDER, &path, message);
                found.push(problem.help("write the day by which it has to be reviewed again"));
            }
            return;
        }
        // Whoever reads questionnaires has reported that.
        let is_questionnaire = self.page.kind == PageKind::Questionnaire;
        if is_questionnaire && self.page.matter.date.is_some_and(|published| due <= published) {
            return;
        }
        if let Some(latest) = self.latest_day().filter(|latest| is_sound && due > *latest) {
            let months = self.holds.months;
            let months = if months == 1 { "1 month".into() } else { format!("{months} months") };
            let from = match self.start() {
                Some((key, _)) => format!("after `{key}`"),
                None => "away".to_owned(),
            };
            let and = if self.shows_help_lines { ", and the page shows help lines" } else { "" };
            let message = format!("`review_by` is more than {months} {from}{and}");
            let problem = self.at(&codes::TOO_FAR, &path, message);
            found.push(problem.help(format!("write `review_by: {latest}` or an earlier day")));
            return;
        }
        let late = due.until(self.now).map_or(0, |span| span.get_days());
        if late > 0 {
            self.overdue(due, late, found);
        }
    }

    fn overdue(&self, due: Date, late: i32, found: &mut Found) {
        let days = if late == 1 { "1 day".to_owned() } else { format!("{late} days") };
        let message = format!("a review was due on {due}, {days} ago");
        let mut problem = self.at(&codes::OVERDUE, &[Key("review_by")], message);
        if u32::try_from(late).unwrap_or_default() > self.holds.grace_days {
            problem.severity = Severity::Error;
        }
        found.push(match &self.page.matter.trust.reviewers {
            Reviewers::Named(keys) => {
                problem.help(format!("after a review run {}", self.command(&keys.join(","))))
            }
            Reviewers::Nobody | Reviewers::Unsaid => problem.help(format!(
                "after a review run {}; without one, look for newer evidence, \
                 then set `evidence_checked` and `review_by`",
                self.command("PERSON")
            )),
        });
    }

    /// The day from which the time to the next review counts, and its key. A page that nobody has
    /// reviewed counts from when somebody last looked at it.
    fn start(&self) -> Option<(&'static str, Date)> {
        let (matter, trust) = (&self.page.matter, &self.page.matter.trust);
        if let (Reviewers::Named(_), Some(day)) = (&trust.reviewers, trust.last_reviewed) {
            return Some(("last_reviewed", day));
        }
        let first = if self.page.kind == PageKind::Questionnaire { "published" } else { "date" };
        [
            (first, matter.date),
            ("updated", matter.updated),
            ("evidence_checked", trust.evidence_checked),
        ]
        .into_iter()
        .filter_map(|(key, day)| Some((key, day?)))
        .max_by_key(|(_, day)| *day)
    }

    /// The latest day for the next review.
    pub(super) fn latest_day(&self) -> Option<Date> {
        let start = self.start().map_or(self.now, |(_, day)| day);
        months_later(start, self.holds.months)
    }
}

/// The day so many months later, or the last of that month; `None` if the calendar ends before.
#[must_use]
pub fn months_later(day: Date, months: u32) -> Option<Date> {
    day.checked_add(Span::new().try_months(months).ok()?).ok()
}
