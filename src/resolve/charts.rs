//! Tables that are looked up by country and column: a chart of marks.

use super::Work;
use super::collect::Plan;
use super::facts::quoted;
use super::names::Kind;
use super::shape;
use super::tables::{Cell, cells, lines, says_something};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Mark, RulebookId, Table, TableColumn, TableId, TableRow, Test};
use crate::source::SourceId;
use crate::syntax::{self, ClauseKind as C, Head, Name, Spot, Value};
use crate::vocab::{Country, Period, nearest};

/// The columns that are no columns of marks.
const COUNTRY: &str = "country";
const FROM: &str = "from";
const BEFORE: &str = "before";

impl Work<'_> {
    /// All tables.
    pub(super) fn charts(&mut self, plan: &Plan<'_>) {
        for placed in &plan.items {
            let Head::Table { id, label } = &placed.item.head else { continue };
            let body = self.body(&shape::TABLE, id.span(), &placed.item.body);
            let mut table = Table {
                id: id.value.clone(),
                rulebook: placed.book,
                label: label.clone(),
                cites: self.cites(&body),
                columns: Vec::new(),
                rows: Vec::new(),
                inherits: Vec::new(),
                span: id.span(),
            };
            for path in body.all(|kind| if let C::Load(path) = kind { Some(path) } else { None }) {
                match self.table_source(placed.book, path) {
                    Some(source) => self.chart(source, &mut table),
                    None => self.names.spoil(placed.book, Kind::Table, &id.value),
                }
            }
            for clause in &body.clauses {
                let C::RowsAs { places, like, when } = &clause.kind else { continue };
                let period = self.period(when);
                let Some(like) = self.country(like) else { continue };
                let own: Vec<Country> = places.iter().filter_map(|place| self.country(place)).collect();
                table.inherits.extend(own.into_iter().map(|country| (country, like, period)));
            }
            table.rows.sort_by_key(|row| (row.country, row.period));
            self.repeated_rows(&table);
            self.model.tables.push(table);
        }
    }

    fn chart(&mut self, source: SourceId, table: &mut Table) {
        let sources = self.sources;
        let text = sources.text(source).unwrap_or_default();
        let mut lines = lines(source, text).filter(says_something);
        let Some(header) = lines.next() else {
            let said = Diagnostic::at(Code::TABLE_HEADER, table.span, "the table is empty");
            self.say(said.help("its first line names its columns, separated by tabs: `country`, then those of marks"));
            return;
        };
        let columns: Vec<Cell<'_>> = cells(header).collect();
        if !columns.iter().any(|cell| cell.text == COUNTRY) {
            let said = Diagnostic::at(Code::TABLE_HEADER, header.span, "the table has no column `country`");
            self.say(
                said.help("its rows are those of countries: name the column that holds their two letters `country`"),
            );
            return;
        }
        let marks: Vec<&str> = columns.iter().map(|cell| cell.text).filter(|name| is_mark(name)).collect();
        for name in marks {
            if table.column(name).is_none() {
                table.columns.push(name.to_owned());
            }
        }
        for line in lines {
            let row = self.chart_row(line, &columns, table);
            table.rows.extend(row);
        }
    }

    fn chart_row(&mut self, line: Cell<'_>, columns: &[Cell<'_>], table: &Table) -> Option<TableRow> {
        let own: Vec<Cell<'_>> = cells(line).collect();
        if own.len() != columns.len() {
            let message = format!("this row has {} cells, and the header {}", own.len(), columns.len());
            let said = Diagnostic::at(Code::TABLE_RAGGED, line.span, message);
            self.say(said.help("write a tab for every empty cell too"));
            return None;
        }
        let mut row = TableRow {
            country: Country::all().next()?,
            period: Period::ALWAYS,
            cells: vec![Mark::Blank; table.columns.len()],
            span: line.span,
        };
        for (cell, column) in own.iter().zip(columns) {
            match column.text {
                COUNTRY => row.country = self.country(&Spot::new(cell.text.to_owned(), cell.span))?,
                FROM if !cell.text.is_empty() => row.period.from = Some(self.date_cell(*cell)?),
                BEFORE if !cell.text.is_empty() => row.period.before = Some(self.date_cell(*cell)?),
                FROM | BEFORE => {}
                name => {
                    let mark = self.mark(*cell)?;
                    let slot = table.column(name).and_then(|at| row.cells.get_mut(at));
                    if let Some(slot) = slot {
                        *slot = mark;
                    }
                }
            }
        }
        Some(row)
    }

    fn mark(&mut self, cell: Cell<'_>) -> Option<Mark> {
        match cell.text {
            "" => Some(Mark::Blank),
            "X" | "x" => Some(Mark::Marked),
            "?" => Some(Mark::Unknown),
            other => {
                let said = Diagnostic::at(Code::TABLE_CODE, cell.span, format!("`{other}` is no mark"));
                self.say(said.help("a cell holds `X`, nothing, or `?` where it is not known"));
                None
            }
        }
    }

    /// Two rows of one country whose times overlap say two things.
    fn repeated_rows(&mut self, table: &Table) {
        for (first, second) in table.rows.iter().zip(table.rows.iter().skip(1)) {
            if first.country == second.country && first.period.overlaps(second.period) {
                let message = format!("{} has two rows for the same days", first.country.code());
                let said = Diagnostic::at(Code::TABLE_KEY, second.span, message).also(first.span, "the first");
                self.say(said.help("remove one, or say with `from` and `before` which days each is for"));
            }
        }
    }

    /// `TABLE marks PLACE under COLUMN`
    pub(super) fn marks(
        &mut self,
        book: RulebookId,
        table: &Name,
        place: &Spot<syntax::Noun>,
        column: &Spot<Value>,
    ) -> Option<Test> {
        let found = self.find(book, table, &[Kind::Table]);
        let noun = self.noun(book, place)?;
        let id = TableId::at(found?.index);
        let column = match &column.value {
            Value::EntryColumn(name) => TableColumn::OfEntry(name.replace('-', "_")),
            Value::Text(name) => TableColumn::At(self.chart_column(id, name, column)?),
            other => {
                let words = super::values::value_words(other);
                let said = Diagnostic::at(Code::TABLE_COLUMN, column.span(), format!("{words} is no column"));
                self.say(said.help("write the name of a column in quotes, or `listed-entry.COLUMN`"));
                return None;
            }
        };
        Some(Test::Marks(id, noun, column))
    }

    fn chart_column(&mut self, id: TableId, name: &str, written: &Spot<Value>) -> Option<usize> {
        let table = self.model.tables.get(id.index())?;
        if let Some(at) = table.column(name) {
            return Some(at);
        }
        let message = format!("the table `{}` has no column `{name}`", table.id);
        let said = Diagnostic::at(Code::TABLE_COLUMN, written.span(), message);
        let said = match nearest(name, table.columns.iter().map(String::as_str)) {
            Some(near) => said.help(format!("did you mean \"{near}\"?")),
            None => said.help(format!("its columns are {}", quoted(table.columns.iter().map(String::as_str)))),
        };
        self.say(said);
        None
    }
}

fn is_mark(name: &str) -> bool {
    !matches!(name, COUNTRY | FROM | BEFORE)
}
