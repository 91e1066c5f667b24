//! Tables that are made from data, as the Markdown stage makes those that authors write: in a frame
//! that can scroll and has a name, headers in scope, each cell with the name of its column.

use crate::markup::escape_into;

/// A table while it is being written.
#[derive(Debug)]
pub(super) struct Table<'a> {
    out: &'a mut String,
    columns: &'a [&'a str],
}

impl<'a> Table<'a> {
    /// Begins a table. `class` is for the theme; `name` tells it from the other tables of the page.
    pub(super) fn open(
        out: &'a mut String,
        class: &str,
        name: &str,
        columns: &'a [&'a str],
    ) -> Self {
        out.push_str("<div class=\"");
        out.push_str(class);
        out.push_str("\" role=\"region\" tabindex=\"0\" aria-label=\"Table: ");
        escape_into(out, name);
        out.push_str("\">\n<table>\n<thead>\n<tr>\n");
        for column in columns {
            out.push_str("<th scope=\"col\">");
            escape_into(out, column);
            out.push_str("</th>\n");
        }
        out.push_str("</tr>\n</thead>\n<tbody>\n");
        Self { out, columns }
    }

    /// Writes a row: one cell of HTML for each column.
    pub(super) fn row(&mut self, cells: &[String]) {
        self.out.push_str("<tr>\n");
        for (column, cell) in self.columns.iter().zip(cells) {
            self.out.push_str("<td data-label=\"");
            escape_into(self.out, column);
            self.out.push_str("\">");
            // On a narrow screen the name of the column would stand before nothing.
            self.out.push_str(if cell.is_empty() { "\u{2013}" } else { cell });
            self.out.push_str("</td>\n");
        }
        self.out.push_str("</tr>\n");
    }

    /// Ends it.
    pub(super) fn close(self) {
        self.out.push_str("</tbody>\n</table>\n</div>\n");
    }
}
