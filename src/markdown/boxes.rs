//! Boxes: quotations that begin with `[!KIND]`, and perhaps a title on the same line.
//!
//! In: the events of a quotation. Out: a note, a care card, a closed `details` or words to say. Kinds are told
//! apart by words first, so each of them is spoken; how they look is left to the theme.

use super::BoxUse;
use super::events::Events;
use super::fragment::{MarkKind, escape_content};
use super::parse::Walk;
use super::prose::PassageKind;
use crate::diagnostics::closest;
use crate::diagnostics::codes::markdown as codes;
use crate::markup::YOUR_CHAIR;
use pulldown_cmark::{Event, Tag};
use std::ops::Range;

/// A kind of box, and the words that tell it apart.
#[derive(Debug)]
pub(super) struct Kind {
    name: &'static str,
    form: Form,
    /// The title if the author gives none; empty if it can do without.
    title: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// The author's title stands for the kind.
    Titled,
    /// The kind must be said beside the author's title, or a myth would look like a fact. The
    /// character before it, if any, is for the eye only.
    Prefixed(&'static str),
    /// A care card, with words on its tab that say how urgent it is.
    Card(&'static str),
    /// Closed until the reader opens it.
    Details,
    /// Words that the reader could say: a quotation with a caption, and no box.
    Say,
}

static KINDS: [Kind; 11] = [
    Kind { name: "note", form: Form::Titled, title: "Note" },
    Kind { name: "tip", form: Form::Titled, title: "Tip" },
    Kind { name: "warning", form: Form::Card("Talk to someone soon"), title: "" },
    Kind { name: "urgent", form: Form::Card("Today"), title: "" },
    Kind { name: "emergency", form: Form::Card("Emergency: call now"), title: "" },
    Kind { name: "do", form: Form::Prefixed("\u{2713}"), title: "Do" },
    Kind { name: "dont", form: Form::Prefixed("\u{2717}"), title: "Don\u{2019}t" },
    Kind { name: "myth", form: Form::Prefixed(""), title: "Myth" },
    Kind { name: "medicine", form: Form::Card("About medicine"), title: "" },
    Kind { name: "curious", form: Form::Details, title: "For the curious" },
    Kind { name: "say", form: Form::Say, title: "You could say" },
];

/// The kind of a box in a file: its name.
pub(super) mod by_name {
    use super::KINDS;
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serializer};

    pub(in crate::markdown) fn serialize<S: Serializer>(
        name: &&'static str,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.serialize_str(name)
    }

    pub(in crate::markdown) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<&'static str, D::Error> {
        let name = String::deserialize(from)?;
        let kind = KINDS.iter().find(|kind| kind.name == name);
        kind.map(|kind| kind.name)
            .ok_or_else(|| D::Error::custom(format_args!("there is no kind of box `{name}`")))
    }

    /// The same, where there may be no box.
    pub(in crate::markdown) mod optional {
        use super::KINDS;
        use serde::{Deserialize as _, Deserializer, Serializer};

        pub(in crate::markdown) fn serialize<S: Serializer>(
            name: &Option<&'static str>,
            to: S,
        ) -> Result<S::Ok, S::Error> {
            to.serialize_str(name.unwrap_or_default())
        }

        pub(in crate::markdown) fn deserialize<'de, D: Deserializer<'de>>(
            from: D,
        ) -> Result<Option<&'static str>, D::Error> {
            let name = String::deserialize(from)?;
            Ok(KINDS.iter().find(|kind| kind.name == name).map(|kind| kind.name))
        }
    }
}

/// What an open quotation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quote {
    /// A quotation.
    Plain,
    /// A box, by its kind.
    Aside(&'static str),
    /// A box that can be opened.
    Details(&'static str),
    /// Words to say.
    Say(&'static str),
}

/// The title of a box while it is being written.
#[derive(Debug)]
pub(super) struct OpenTitle {
    kind: &'static Kind,
    /// Where its element begins in the HTML, and where the author's words do.
    element_from: usize,
    words_from: usize,
    marks_from: usize,
    /// Where to go on if the author gives no words: behind the mark for the eye.
    default_from: usize,
}

impl<'a> Walk<'a> {
    pub(super) fn start_quote(&mut self, range: Range<usize>, events: &mut Events<'a, '_>) {
        self.containers += 1;
        self.plain.clear();
        self.out.newline();
        let Some((Event::Start(Tag::Paragraph), paragraph)) = events.peek().cloned() else {
            return self.plain_quote();
        };
        let Some(name) = marker(&self.body[paragraph.clone()]) else { return self.plain_quote() };
        let place = paragraph.start..paragraph.start + name.len() + 3;
        let Some(kind) = KINDS.iter().find(|kind| kind.name.eq_ignore_ascii_case(name)) else {
            self.report_unknown(name, &place);
            return self.plain_quote();
        };
        // The paragraph is ours from here: its first line becomes the title.
        let taken = events.next();
        self.blocks.push(paragraph);
        let text = matches!(events.peek(), Some((Event::Text(_), at)) if at.start == place.start);
        if text {
            let span = self.span(&range);
            self.facts.boxes.push(BoxUse { kind: kind.name, span });
            self.start_box(kind, &place);
        } else {
            // `[!note]` is the label of a definition, so it is a link.
            self.plain_quote();
            self.out.raw("<p>");
            self.last_end = taken.map_or(self.last_end, |(_, at)| at.start);
        }
    }

    fn plain_quote(&mut self) {
        self.quotes.push(Quote::Plain);
        self.out.raw("<blockquote>\n");
    }

    fn report_unknown(&mut self, name: &str, place: &Range<usize>) {
        let lower = name.to_ascii_lowercase();
        let names = KINDS.each_ref().map(|kind| kind.name);
        let near = match lower.as_str() {
            // GitHub knows these two.
            "caution" | "important" => Some("warning"),
            _ => closest(&lower, names.iter().copied()),
        };
        let help = match near {
            Some(name) => format!("did you mean `[!{name}]`?"),
            None => format!("the kinds are `{}`", names.join("`, `")),
        };
        let problem = self
            .problem(&codes::UNKNOWN_BOX, place, format!("there is no box called `{name}`"))
            .help(help);
        self.diagnostics.push(problem);
    }

    fn start_box(&mut self, kind: &'static Kind, place: &Range<usize>) {
        let line = self.body[place.end..].lines().next().unwrap_or("");
        let words = line.trim_start_matches([' ', '\t']);
        self.skip_until = place.end + (line.len() - words.len());
        let id = MarkKind::BoxId(self.boxes);
        self.boxes += 1;
        let name = kind.name;
        if kind.form == Form::Details {
            self.quotes.push(Quote::Details(name));
            self.out.raw(&format!("<details class=\"box box-{name}\">\n"));
        } else if kind.form == Form::Say {
            self.quotes.push(Quote::Say(name));
            self.out.raw("<figure class=\"say\">\n");
        } else {
            self.quotes.push(Quote::Aside(name));
            // The role keeps the box from being a landmark: a page may hold many of a kind.
            self.out.raw(&format!("<aside class=\"box box-{name}\" role=\"note\" "));
            self.out.raw("aria-labelledby=\"");
            self.out.mark(id);
            self.out.raw("\">\n");
        }
        if let Form::Card(tab) = kind.form {
            self.out.raw("<p class=\"box-tab\" id=\"");
            self.out.mark(id);
            self.out.raw(&format!("\">{tab}</p>\n"));
        }
        self.start_title(kind, id, words);
    }

    fn start_title(&mut self, kind: &'static Kind, id: MarkKind, words: &str) {
        let element_from = self.out.html.len();
        match kind.form {
            Form::Details => self.out.raw("<summary class=\"box-title\">"),
            Form::Card(_) => self.out.raw("<p class=\"box-title\">"),
            Form::Say => self.out.raw(&format!("<figcaption>{YOUR_CHAIR} ")),
            Form::Titled | Form::Prefixed(_) => {
                self.out.raw("<p class=\"box-title\" id=\"");
                self.out.mark(id);
                self.out.raw("\">");
            }
        }
        let mut default_from = self.out.html.len();
        if let Form::Prefixed(mark) = kind.form {
            if !mark.is_empty() {
                self.out.raw(&format!("<span aria-hidden=\"true\">{mark}</span> "));
            }
            default_from = self.out.html.len();
            if !begins_with_word(words, kind.title) {
                self.out.raw(kind.title);
                self.out.raw(": ");
            }
        }
        let words_from = self.out.html.len();
        let marks_from = self.out.marks.len();
        self.out.end_word();
        self.title = Some(OpenTitle { kind, element_from, words_from, marks_from, default_from });
    }

    /// Ends the title at the end of its paragraph.
    pub(super) fn end_title(&mut self) {
        let Some(title) = self.title.take() else { return };
        let written = !self.out.html[title.words_from..].trim().is_empty()
            || self.out.marks.len() > title.marks_from;
        if !written && title.kind.title.is_empty() {
            self.out.html.truncate(title.element_from);
        } else {
            if !written {
                self.out.html.truncate(title.default_from);
                escape_content(&mut self.out.html, title.kind.title);
            }
            self.out.raw(match title.kind.form {
                Form::Details => "</summary>\n",
                Form::Say => "</figcaption>\n<blockquote>\n",
                Form::Titled | Form::Prefixed(_) | Form::Card(_) => "</p>\n",
            });
        }
        self.out.end_word();
    }

    /// Ends the title at the end of its line, and goes on with the paragraph.
    pub(super) fn end_title_within_paragraph(&mut self) {
        self.end_words();
        self.passage.kind = PassageKind::Paragraph;
        self.end_title();
        self.plain.clear();
        self.out.newline();
        self.out.raw("<p>");
    }

    /// The kind of the innermost box that is open.
    pub(super) fn innermost_box(&self) -> Option<&'static str> {
        self.quotes.iter().rev().find_map(|quote| match quote {
            Quote::Aside(kind) | Quote::Details(kind) | Quote::Say(kind) => Some(*kind),
            Quote::Plain => None,
        })
    }

    pub(super) fn end_quote(&mut self) {
        self.containers -= 1;
        self.out.newline();
        self.out.raw(match self.quotes.pop() {
            Some(Quote::Aside(_)) => "</aside>\n",
            Some(Quote::Details(_)) => "</details>\n",
            Some(Quote::Say(_)) => "</blockquote>\n</figure>\n",
            Some(Quote::Plain) | None => "</blockquote>\n",
        });
    }
}

/// The name in `[!name]`, if the paragraph begins so and a space or the end of the line follows.
fn marker(paragraph: &str) -> Option<&str> {
    let rest = paragraph.strip_prefix("[!")?;
    let len = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))?;
    let after = rest[len..].strip_prefix(']')?;
    let alone = after.is_empty() || after.starts_with([' ', '\t', '\n', '\r']);
    (alone && rest.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(&rest[..len])
}

/// Whether the text begins with the word, whatever its case and the shape of its apostrophe.
fn begins_with_word(text: &str, word: &str) -> bool {
    let mut letters = text.chars();
    let same = word.chars().all(|expected| {
        letters.next().is_some_and(|c| {
            let c = if c == '\'' { '\u{2019}' } else { c };
            c.to_lowercase().eq(expected.to_lowercase())
        })
    });
    same && !letters.next().is_some_and(|c| c.is_alphanumeric() || matches!(c, '\'' | '\u{2019}'))
}
