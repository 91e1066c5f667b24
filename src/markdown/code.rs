//! Code blocks, and embeds, which are code blocks whose info string begins with `goodfit`.

use super::fragment::{MarkKind, escape_attribute, escape_content};
use super::highlight::{self, Coloured};
use super::parse::{Verbatim, Walk, index};
use super::{Embed, HoleKind};
use crate::diagnostics::codes::markdown as codes;
use std::mem;
use std::ops::Range;

/// The word that makes a fenced block an embed.
const EMBED: &str = "goodfit";

impl Walk<'_> {
    pub(super) fn end_code(&mut self, range: Range<usize>) {
        let Verbatim::Code(mut text) = mem::take(&mut self.block) else { return };
        if text.contains('\0') {
            // CommonMark 2.3, as in running text; the highlighter would let it through.
            text = text.replace('\0', "\u{fffd}");
        }
        self.plain.clear();
        self.out.newline();
        let info = mem::take(&mut self.info);
        let place = info_place(self.body, &range);
        if info.split_whitespace().next() == Some(EMBED) {
            self.embed(&info, &place, text);
        } else {
            self.code_block(&info, &place, &text);
        }
    }

    fn embed(&mut self, info: &str, place: &Range<usize>, text: String) {
        let rest = info.trim_start().strip_prefix(EMBED).unwrap_or("").trim();
        let name = rest.split_whitespace().next().unwrap_or("");
        if !self.options.embeds.iter().any(|known| known == name) {
            self.report_unknown_embed(name, place);
            // Shown as it is, so that the preview does not hide what is wrong.
            self.code_block("", place, &text);
            return;
        }
        self.out.mark(MarkKind::Hole(HoleKind::Embed(index(self.facts.embeds.len()))));
        let span = self.span(place);
        self.facts.embeds.push(Embed {
            name: name.to_owned(),
            argument: rest[name.len()..].trim().to_owned(),
            text,
            span,
        });
    }

    fn report_unknown_embed(&mut self, name: &str, place: &Range<usize>) {
        let known = &self.options.embeds;
        let message = if name.is_empty() {
            "the fence does not say what to put here".to_owned()
        } else {
            format!("nothing called `{name}` can be put into a page")
        };
        let mut problem = self.problem(&codes::UNKNOWN_EMBED, place, message);
        if !known.is_empty() {
            problem = problem.help(format!("these can: `{}`", known.join("`, `")));
        }
        let problem = problem.did_you_mean(name, known.iter().map(String::as_str));
        self.diagnostics.push(problem);
    }

    fn code_block(&mut self, info: &str, place: &Range<usize>, text: &str) {
        let language = info.split([' ', '\t', ',']).next().unwrap_or("");
        // Long lines scroll, and what scrolls must take the focus for those who use no mouse.
        self.out.raw("<pre tabindex=\"0\"><code");
        if !language.is_empty() {
            self.out.raw(" class=\"language-");
            escape_attribute(&mut self.out.html, language);
            self.out.raw("\"");
        }
        self.out.raw(">");
        let coloured = if self.options.highlight && !language.is_empty() {
            highlight::colour(&self.options.languages, language, text)
        } else {
            Coloured::Plain
        };
        match coloured {
            Coloured::Html(html) => {
                self.facts.has_code = true;
                self.out.raw(&html);
            }
            Coloured::Plain => escape_content(&mut self.out.html, text),
            Coloured::UnknownLanguage => {
                escape_content(&mut self.out.html, text);
                let end = place.start + language.len().min(place.len());
                let place =
                    if self.body.is_char_boundary(end) { place.start..end } else { place.clone() };
                let problem = self
                    .problem(
                        &codes::UNKNOWN_LANGUAGE,
                        &place,
                        format!("the highlighter does not know the language `{language}`"),
                    )
                    .help("write `text` if the code is to be plain")
                    .did_you_mean(language, self.options.languages.names());
                self.diagnostics.push(problem);
            }
        }
        self.out.raw("</code></pre>\n");
    }
}

/// The place of the info string of a fenced block; of its fence if there is none.
fn info_place(body: &str, block: &Range<usize>) -> Range<usize> {
    let line = body[block.clone()].lines().next().unwrap_or("");
    let fence = line.trim_start().trim_start_matches(['`', '~']);
    let info = fence.trim();
    if info.is_empty() {
        return block.start..block.start + line.len();
    }
    let start = block.start + (line.len() - fence.len()) + (fence.len() - fence.trim_start().len());
    start..start + info.len()
}
