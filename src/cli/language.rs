//! `goodfit report language`: how plain the language of each page is, what to mend first, and the
//! budget that keeps it so.

use super::args::{Global, ReportLanguage, RulesFormat};
use super::session::Session;
use super::{CouldNotRun, Outcome, difference, fresh, report};
use crate::check::budget::{self, Budget, Change, Growth};
use crate::check::survey::{self, LongSentence, PageSurvey, Survey};
use crate::check::{Level, Levels};
use crate::disk;
use crate::pipeline::Prepared;
use crate::source::{LineColumn, Snapshot, SourcePath};
use serde_json::json;
use std::fmt::Write as _;

pub(super) fn run(global: &Global, asked: &ReportLanguage) -> Result<Outcome, CouldNotRun> {
    let session = Session::open(global)?;
    let (prepared, mut found) = session.prepare();
    let checker = session.checker(&prepared, &asked.only(), &mut found)?;
    // The report is useful while something is broken; a budget of half a site is not.
    let failed = report::findings_beside_data(global, &mut found, prepared.snapshot());
    let ended = if failed { Outcome::Findings } else { Outcome::Fine };
    let mut survey = prepared.survey();
    if asked.write_budget {
        if failed {
            return Err(report::could_not_run("the site has errors; mend them before you count"));
        }
        write_budget(global, &session, &prepared, checker.levels(), &survey, asked.growth())?;
        return Ok(ended);
    }
    if let Some(only) = &asked.only {
        let only = super::session::plain_path(only);
        let is_it = |path: &SourcePath| path.as_str() == only || path.below(&only).is_some();
        survey.pages.retain(|page| is_it(&page.source));
        survey.longest.retain(|sentence| is_it(&sentence.source));
    }
    survey.longest.truncate(asked.longest);
    report::data(&match asked.format {
        RulesFormat::Table => table(&survey, checker.levels(), prepared.snapshot()),
        RulesFormat::Json => json_text(&survey, checker.levels(), prepared.snapshot()),
    })?;
    Ok(ended)
}

/// Lines for numbers of the budget that could be lower.
pub(super) fn slack(prepared: &Prepared) -> Vec<String> {
    let Some(budget) = Budget::of(prepared.snapshot()).value else { return Vec::new() };
    let balances = budget.compare(&prepared.survey());
    let lower = balances.into_iter().filter(budget::Balance::has_shrunk);
    lower
        .map(|balance| {
            let (rule, most, found) = (balance.rule, balance.budget.unwrap_or(0), balance.found);
            format!(
                "note: `{rule}` has {found} findings, and the budget allows {most}; \
                 `goodfit report language --write-budget` lowers it"
            )
        })
        .collect()
}

const COLUMNS: [&str; 12] = [
    "page",
    "words",
    "sentences",
    "median",
    "longest",
    "> 20",
    "> 25",
    "long paragraphs",
    "passive",
    "grade",
    "findings",
    "mend",
];

fn table(survey: &Survey, levels: &Levels, snapshot: &Snapshot) -> String {
    let mut rows: Vec<Vec<String>> = vec![COLUMNS.map(str::to_owned).to_vec()];
    rows.extend(survey.pages.iter().map(|page| row(page, levels)));
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max();
    let widths: Vec<usize> = (0..COLUMNS.len()).map(|column| width(column).unwrap_or(0)).collect();
    let mut text = String::new();
    for row in &rows {
        let mut line = format!("{:<width$}", row[0], width = widths[0]);
        for (cell, width) in row.iter().zip(&widths).skip(1) {
            let _ = write!(line, "  {cell:>width$}");
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text.push_str(
        "\nmend: findings, passives aside, and sentences of 21 to 25 words\n\
         grade: Flesch-Kincaid (Kincaid and others, 1975), which knows lengths and nothing else\n",
    );
    if !survey.longest.is_empty() {
        text.push_str("\nThe longest sentences:\n");
    }
    for sentence in &survey.longest {
        let LineColumn { line, column } = place(sentence, snapshot);
        let (words, source, begins) = (sentence.words, &sentence.source, &sentence.begins);
        let _ = writeln!(text, "{words:>4}  {source}:{line}:{column}  {begins}");
    }
    text
}

fn row(page: &PageSurvey, levels: &Levels) -> Vec<String> {
    let numbers = [
        page.words,
        page.sentences,
        page.median,
        page.longest,
        page.over_20,
        page.over_25,
        page.long_paragraphs,
    ];
    let mut row = vec![page.source.to_string()];
    row.extend(numbers.map(|number| number.to_string()));
    row.push(format!("{}%", page.passive_percent));
    row.push(page.grade.map_or_else(String::new, |grade| format!("{grade:.1}")));
    row.push(page.shown(levels).to_string());
    row.push(page.hard_places().to_string());
    row
}

/// Keys are only ever added.
fn json_text(survey: &Survey, levels: &Levels, snapshot: &Snapshot) -> String {
    let pages: Vec<_> = survey
        .pages
        .iter()
        .map(|page| {
            json!({
                "source": page.source.as_str(),
                "words": page.words,
                "sentences": page.sentences,
                "median": page.median,
                "longest": page.longest,
                "over_20": page.over_20,
                "over_25": page.over_25,
                "long_paragraphs": page.long_paragraphs,
                "passive_percent": page.passive_percent,
                "grade": page.grade.map(|grade| (grade * 10.0).round() / 10.0),
                "findings": page.shown(levels),
                "mend": page.hard_places(),
                "rules": page.findings,
            })
        })
        .collect();
    let longest: Vec<_> = survey
        .longest
        .iter()
        .map(|sentence| {
            let LineColumn { line, column } = place(sentence, snapshot);
            json!({
                "source": sentence.source.as_str(),
                "line": line,
                "column": column,
                "words": sentence.words,
                "begins": sentence.begins,
            })
        })
        .collect();
    let grade = "Flesch-Kincaid (Kincaid and others, 1975)";
    let all =
        json!({ "grade": grade, "pages": pages, "longest": longest, "rules": survey.counts() });
    format!("{}\n", serde_json::to_string_pretty(&all).unwrap_or_default())
}

fn place(sentence: &LongSentence, snapshot: &Snapshot) -> LineColumn {
    let source = snapshot.text(&sentence.source);
    source
        .map_or(LineColumn { line: 1, column: 1 }, |source| source.line_column(sentence.span.start))
}

/// Writes the numbers that became smaller, and those of rules that the budget does not know yet.
fn write_budget(
    global: &Global,
    session: &Session,
    prepared: &Prepared,
    levels: &Levels,
    survey: &Survey,
    growth: Growth,
) -> Result<(), CouldNotRun> {
    let wanted: Vec<&str> = survey::counted()
        .filter(|rule| levels.of(rule) != Level::Allow)
        .map(|rule| rule.code.name)
        .collect();
    let known = prepared.snapshot().text(&budget::path());
    let change = match Budget::of(prepared.snapshot()).value {
        Some(budget) => budget.change(survey, &wanted, growth),
        None if known.is_some() => {
            let message = format!("`{}` cannot be read; mend it first", budget::PATH);
            return Err(report::could_not_run(&message));
        }
        None => budget::first(survey, &wanted),
    };
    let old = known.as_ref().map_or("", |source| &*source.text);
    let file = session.layout.root.join(budget::PATH);
    if change.text == old {
        report::line(global, "the budget stays as it is");
    } else {
        let changed = difference::lines(old, &change.text);
        report::data(&format!("{}\n{changed}", budget::PATH))?;
        let written = match known {
            Some(_) => disk::replace_text(&file, old, &change.text),
            None => fresh::write(&file, &change.text),
        };
        written.map_err(|message| report::could_not_run(&message))?;
    }
    refused(global, &change, growth);
    Ok(())
}

fn refused(global: &Global, change: &Change, growth: Growth) {
    for balance in change.balances.iter().filter(|balance| !balance.is_written(growth)) {
        if balance.has_grown() {
            let (rule, found, most) = (balance.rule, balance.found, balance.budget.unwrap_or(0));
            report::line(
                global,
                &format!(
                    "`{rule}` has {found} findings, and its budget stays {most}; `--raise` raises it"
                ),
            );
        }
    }
}
