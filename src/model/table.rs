//! Tables that are looked up by country and column.

use super::{Citation, RulebookId};
use crate::source::Span;
use crate::vocab::{Country, Label, Period};

/// A table of marks: a row for each country.
#[derive(Debug, Clone)]
pub struct Table {
    /// `country-chart`
    pub id: String,
    /// The rulebook it belongs to.
    pub rulebook: RulebookId,
    /// Its name for people.
    pub label: Label,
    /// Its citations.
    pub cites: Vec<Citation>,
    /// The names of its columns, in order.
    pub columns: Vec<String>,
    /// Its rows, ordered by country; a country may have several, each for a time of its own.
    pub rows: Vec<TableRow>,
    /// Countries that are read in the row of another, and when.
    pub inherits: Vec<(Country, Country, Period)>,
    /// Where it is declared.
    pub span: Span,
}

impl Table {
    /// The rows of a country.
    pub fn rows_of(&self, country: Country) -> impl Iterator<Item = &TableRow> {
        let start = self.rows.partition_point(|row| row.country < country);
        self.rows.iter().skip(start).take_while(move |row| row.country == country)
    }

    /// The place of a column.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }
}

/// A row of a table.
#[derive(Debug, Clone)]
pub struct TableRow {
    /// Whose.
    pub country: Country,
    /// When.
    pub period: Period,
    /// One for each column.
    pub cells: Vec<Mark>,
    /// Where it stands.
    pub span: Span,
}

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// Nothing: the table asks nothing there.
    Blank,
    /// A mark.
    Marked,
    /// `?`: not known.
    Unknown,
}

/// The column that is looked up.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TableColumn {
    /// At that place.
    At(usize),
    /// The one that a cell of the listed entry names.
    OfEntry(String),
}
