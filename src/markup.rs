//! Text that becomes HTML: escaping, and [`Html`], which is safe already.
//!
//! In: plain text. Out: escaped text and `Html`. Only the core makes an `Html`: this
//! module, `markdown`, `checklist`, `html` and `trust`. Templates pass it through as it is and escape
//! everything else.

use crate::source::find_byte;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The reader's chair, before words that readers could say. It is half of the mark.
pub const YOUR_CHAIR: &str = "<svg viewBox=\"0 0 8 16\" width=\"9\" height=\"18\" fill=\"none\" \
    stroke=\"currentColor\" stroke-width=\"2\" aria-hidden=\"true\">\
    <path d=\"M7 1v14M7 9H3v6\"/></svg>";

/// HTML that may be put into a page as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
pub struct Html(String);

impl Html {
    /// Escapes plain text.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        let mut out = String::with_capacity(text.len());
        escape_into(&mut out, text);
        Self(out)
    }

    /// Takes text that is HTML already. The caller vouches for it.
    #[must_use]
    pub(crate) fn trusted(html: String) -> Self {
        Self(html)
    }

    /// The HTML.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Gives up the wrapper.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Appends `text` so that it is only text, in content and in quoted attributes alike.
pub fn escape_into(out: &mut String, text: &str) {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(at) = find_byte(bytes, from, |b| {
        (b == b'&') | (b == b'<') | (b == b'>') | (b == b'"') | (b == b'\'')
    }) {
        out.push_str(&text[from..at]);
        out.push_str(match bytes[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

/// [`escape_into`] a new string.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape_into(&mut out, text);
    out
}

/// A day as people write it: `21 November 2026`.
#[must_use]
pub fn long_date(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// A day as people write it, and as programs read it.
#[must_use]
pub fn time(day: Date) -> String {
    format!("<time datetime=\"{day}\">{}</time>", long_date(day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escaped_text_holds_nothing_that_html_would_read() {
        assert_eq!(
            escape("<a href='x' title=\"y\">&"),
            "&lt;a href=&#39;x&#39; title=&quot;y&quot;&gt;&amp;"
        );
        assert_eq!(escape("plain – ü"), "plain – ü");
    }

    proptest! {
        #[test]
        fn many_bytes_at_once_are_seen_as_one_by_one(text in "[ab<é]{0,100}", from in 0..110_usize) {
            let one_by_one = (from..text.len()).find(|at| text.as_bytes()[*at] == b'<');
            prop_assert_eq!(find_byte(text.as_bytes(), from, |byte| byte == b'<'), one_by_one);
            prop_assert_eq!(escape(&text), text.replace('<', "&lt;"));
        }
    }
}
