//! `goodfit checklist`: what a questionnaire decides, for its author and for tests.

use super::args::{Checklist, ChecklistCommand, Global};
use super::session::Session;
use super::{CouldNotRun, Outcome, report};
use crate::checklist::{self, Answers, Questionnaire, evaluate};
use crate::disk;
use crate::source::{Snapshot, SourcePath, SourceText};
use serde::Deserialize;
use serde_json::json;
use std::io::BufRead as _;
use std::path::Path;

/// One line of `evaluate`: answers by question, and the stop signs that are ticked.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    #[serde(default)]
    answers: serde_json::Map<String, serde_json::Value>,
    #[serde(default)]
    stops: Vec<String>,
}

pub(super) fn run(global: &Global, arguments: &Checklist) -> Result<Outcome, CouldNotRun> {
    let session = Session::without_config(global)?;
    let file = match &arguments.command {
        ChecklistCommand::Explain { file } | ChecklistCommand::Evaluate { file } => file,
    };
    let (questionnaire, failed) =
        read(global, &session, file).map_err(|message| report::could_not_run(&message))?;
    let Some(questionnaire) = questionnaire else { return Ok(Outcome::Findings) };
    match &arguments.command {
        ChecklistCommand::Explain { .. } => report::data(&checklist::explain(&questionnaire))?,
        ChecklistCommand::Evaluate { .. } => {
            let lines = evaluate_lines(&questionnaire)
                .map_err(|message| report::could_not_run(&message))?;
            report::data(&lines)?;
        }
    }
    Ok(if failed { Outcome::Findings } else { Outcome::Fine })
}

/// Reads a questionnaire and says what is wrong with it.
fn read(
    global: &Global,
    session: &Session,
    file: &Path,
) -> Result<(Option<Questionnaire>, bool), String> {
    let root = &session.layout.root;
    // As every other path it starts at the root, unless there is no such file.
    let below_root = root.join(file);
    let file = if below_root.exists() { below_root.as_path() } else { file };
    let text = std::fs::read_to_string(file)
        .map_err(|cause| format!("cannot read `{}`: {}", file.display(), disk::reason(&cause)))?;
    let name = file.strip_prefix(root).unwrap_or(file).to_string_lossy();
    let path = SourcePath::new(name.trim_start_matches("./"))
        .or_else(|_| SourcePath::new(&file.file_name().unwrap_or_default().to_string_lossy()))
        .map_err(|problem| format!("`{}` cannot be a questionnaire: {problem}", file.display()))?;
    let source = SourceText::new(path.clone(), text.as_str());
    let mut snapshot = Snapshot::default();
    snapshot.insert(path, crate::source::Entry::Text(text.into()));
    let mut found = Vec::new();
    let questionnaire = checklist::parse(&source).into_value(&mut found);
    if let Some(questionnaire) = &questionnaire {
        checklist::prove(questionnaire).into_value(&mut found);
    }
    let failed = report::findings_beside_data(global, &mut found, &snapshot);
    Ok((questionnaire, failed))
}

/// One JSON object a line in, one a line out: `{"answers": {"q": "yes"}, "stops": ["s"]}` gives
/// `{"outcome": "good", "flagged": ["q"], "answered": 1}`.
fn evaluate_lines(questionnaire: &Questionnaire) -> Result<String, String> {
    let mut out = String::new();
    for (at, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line.map_err(|error| format!("cannot read standard input: {error}"))?;
        if line.trim().is_empty() {
            continue;
        }
        let answers = serde_json::from_str(&line)
            .map_err(|error| error.to_string())
            .and_then(|line| answers(questionnaire, &line))
            .map_err(|problem| format!("line {} of standard input: {problem}", at + 1))?;
        let questions: Vec<_> = questionnaire.questions().collect();
        let flagged: Vec<&str> = evaluate::flagged(questionnaire, &answers)
            .into_iter()
            .map(|at| questions[at].id.value.as_str())
            .collect();
        let outcome = (!questionnaire.outcomes.is_empty())
            .then(|| &questionnaire.outcomes[evaluate::evaluate(questionnaire, &answers)].id.value);
        let result = json!({
            "outcome": outcome,
            "flagged": flagged,
            "answered": evaluate::answered(&answers),
        });
        out.push_str(&result.to_string());
        out.push('\n');
    }
    Ok(out)
}

fn answers(questionnaire: &Questionnaire, line: &Line) -> Result<Answers, String> {
    let mut left = line.answers.len();
    let mut chosen = Vec::new();
    for question in questionnaire.questions() {
        let id = &question.id.value;
        chosen.push(match line.answers.get(id) {
            None => None,
            Some(answer) => {
                left -= 1;
                let at = questionnaire.answers.iter().position(|known| *answer == known.id);
                Some(at.ok_or_else(|| format!("`{id}` cannot be answered {answer}"))?)
            }
        });
    }
    if left > 0 {
        return Err("it answers a question that there is not".to_owned());
    }
    let signs = questionnaire.stop_signs.iter().flat_map(|stops| &stops.signs);
    let known: Vec<&str> = signs.map(|sign| sign.id.value.as_str()).collect();
    if let Some(unknown) = line.stops.iter().find(|stop| !known.contains(&stop.as_str())) {
        return Err(format!("there is no stop sign `{unknown}`"));
    }
    let stops = known.iter().map(|id| line.stops.iter().any(|stop| stop == id)).collect();
    Ok(Answers { chosen, stops })
}
