//! Tables: in a frame that can scroll and has a name, columns told by classes, headers in scope.

use super::fragment::escape_attribute;
use super::parse::Walk;
use pulldown_cmark::Alignment;

/// A table while it is being written.
#[derive(Debug)]
pub(super) struct OpenTable {
    alignments: Vec<Alignment>,
    /// The names of the columns, plain.
    names: Vec<String>,
    column: usize,
    part: Part,
    /// The end tag of the cell that is open.
    cell_end: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Head,
    BetweenHeadAndBody,
    Body,
}

impl Walk<'_> {
    pub(super) fn start_table(&mut self, alignments: Vec<Alignment>) {
        self.containers += 1;
        self.out.newline();
        let name = self.table_name();
        self.out.raw("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"");
        escape_attribute(&mut self.out.html, &name);
        self.out.raw("\">\n<table>\n");
        self.table = Some(OpenTable {
            alignments,
            names: Vec::new(),
            column: 0,
            part: Part::Head,
            cell_end: "</td>\n",
        });
    }

    /// `Table: heading`, or `Table 2: heading` for the second below the same heading, so that no two
    /// regions of a page have one name.
    fn table_name(&mut self) -> String {
        let below = self.drafts.len();
        let (heading, count) = self.tables_below;
        self.tables_below = if heading == below { (below, count + 1) } else { (below, 1) };
        let number = match self.tables_below.1 {
            1 => String::new(),
            n => format!(" {n}"),
        };
        match self.drafts.last() {
            Some(heading) if !heading.text.is_empty() => format!("Table{number}: {}", heading.text),
            _ => format!("Table{number}"),
        }
    }

    pub(super) fn start_table_head(&mut self) {
        self.out.raw("<thead>\n<tr>\n");
    }

    pub(super) fn end_table_head(&mut self) {
        self.out.raw("</tr>\n</thead>\n");
        if let Some(table) = &mut self.table {
            table.part = Part::BetweenHeadAndBody;
        }
    }

    pub(super) fn start_table_row(&mut self) {
        if let Some(table) = &mut self.table {
            table.column = 0;
            if table.part == Part::BetweenHeadAndBody {
                table.part = Part::Body;
                self.out.raw("<tbody>\n");
            }
        }
        self.out.raw("<tr>\n");
    }

    pub(super) fn start_cell(&mut self, empty: bool) {
        self.plain.clear();
        let Some(table) = &mut self.table else { return };
        // A header without words names nothing; screen readers would announce it all the same.
        let header = table.part == Part::Head && !empty;
        table.cell_end = if header { "</th>\n" } else { "</td>\n" };
        self.out.raw(if header { "<th scope=\"col\"" } else { "<td" });
        match table.alignments.get(table.column) {
            Some(Alignment::Left) => self.out.raw(" class=\"align-left\""),
            Some(Alignment::Center) => self.out.raw(" class=\"align-center\""),
            Some(Alignment::Right) => self.out.raw(" class=\"align-right\""),
            Some(Alignment::None) | None => {}
        }
        // On a narrow screen a theme may set rows as blocks, with the column's name before each cell.
        if table.part == Part::Body
            && let Some(name) = table.names.get(table.column).filter(|name| !name.is_empty())
        {
            self.out.raw(" data-label=\"");
            escape_attribute(&mut self.out.html, name);
            self.out.raw("\"");
        }
        self.out.raw(">");
    }

    pub(super) fn end_cell(&mut self) {
        self.out.end_word();
        let Some(table) = &mut self.table else { return };
        if table.part == Part::Head {
            table.names.push(self.plain.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        table.column += 1;
        self.out.raw(table.cell_end);
    }

    pub(super) fn end_table(&mut self) {
        self.containers -= 1;
        if self.table.take().is_some_and(|table| table.part == Part::Body) {
            self.out.raw("</tbody>\n");
        }
        self.out.raw("</table>\n</div>\n");
    }
}
