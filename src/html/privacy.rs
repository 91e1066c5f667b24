//! What the rules of a site promise about privacy, as a part of a page.

use crate::markup::escape_into;
use crate::site::Statement;

/// Writes both lists. Without promises only the second: that it is short says enough.
pub(super) fn write(out: &mut String, statement: &Statement) {
    if !statement.promises.is_empty() {
        out.push_str("<p>These rules are set for every page of this site. A program can check each page against them before it is published:</p>");
        list(out, &statement.promises);
    }
    out.push_str("<p>The files of a site cannot show:</p>");
    list(out, &statement.not_in_the_files);
}

fn list(out: &mut String, sentences: &[&str]) {
    out.push_str("\n<ul>\n");
    for sentence in sentences {
        out.push_str("<li>");
        escape_into(out, sentence);
        out.push_str("</li>\n");
    }
    out.push_str("</ul>\n");
}
