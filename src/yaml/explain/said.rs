//! The words of the YAML reader, with their places.

/// What the YAML reader said, taken apart. Offsets are bytes within the text it read.
pub(super) struct Said {
    pub(super) problem: String,
    pub(super) at: usize,
    /// What it was doing, and where it had begun with that.
    pub(super) context: String,
    pub(super) context_at: usize,
}

impl Said {
    pub(super) fn new(text: &str, error: &serde_yaml::Error) -> Self {
        let words = error.to_string();
        let (problem, context) = match words.split_once(", while ") {
            Some((problem, context)) => (problem, format!("while {context}")),
            None => (words.as_str(), String::new()),
        };
        let (problem, problem_at) = cut_place(text, problem);
        let at = problem_at.or(error.location().map(|place| place.index())).unwrap_or(0);
        let (context, context_at) = cut_place(text, &context);
        let at = floor(text, at);
        Self { problem, at, context, context_at: context_at.map_or(at, |at| floor(text, at)) }
    }

    pub(super) fn in_full(&self) -> String {
        match self.context.as_str() {
            "" => self.problem.clone(),
            context => format!("{} {context}", self.problem),
        }
    }
}

/// Removes "at line 2 column 7" (or "at position 7") from the end, and gives it as an offset.
fn cut_place(text: &str, words: &str) -> (String, Option<usize>) {
    let number = |word: &str| word.parse::<usize>().ok();
    if let Some((before, after)) = words.rsplit_once(" at line ")
        && let Some((line, column)) = after.split_once(" column ")
        && let (Some(line), Some(column)) = (number(line), number(column))
    {
        return (before.to_owned(), Some(offset_of(text, line, column)));
    }
    if let Some((before, after)) = words.rsplit_once(" at position ")
        && let Some(at) = number(after)
    {
        return (before.to_owned(), Some(at));
    }
    (words.to_owned(), None)
}

/// The byte at a line and column, both from 1, columns in characters. To this reader more than line
/// feeds end a line, so ours cannot be asked.
fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let mut start = 0;
    let mut lines = 1;
    let mut chars = text.char_indices().peekable();
    while lines < line {
        let Some((at, c)) = chars.next() else { return text.len() };
        let breaks = match c {
            '\r' => chars.peek().is_none_or(|(_, next)| *next != '\n'),
            _ => matches!(c, '\n' | '\u{85}' | '\u{2028}' | '\u{2029}'),
        };
        if breaks {
            lines += 1;
            start = at + c.len_utf8();
        }
    }
    text[start..].char_indices().nth(column.saturating_sub(1)).map_or(text.len(), |c| start + c.0)
}

fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at.min(text.len()))
}
