//! Lists of controlled items, as dated entries.

use super::{Citation, ClassificationId, Clause, InstrumentId, RulebookId};
use crate::source::Span;
use crate::vocab::{Code, Date, Label, Period, is_known};

/// A list.
#[derive(Debug, Clone)]
pub struct List {
    /// `annex-2-2`
    pub id: String,
    /// The rulebook it belongs to.
    pub rulebook: RulebookId,
    /// Its name for people.
    pub label: Label,
    /// Its citations.
    pub cites: Vec<Citation>,
    /// The columns that hold codes.
    pub columns: Vec<MatchColumn>,
    /// The classification by which entries without a code match.
    pub classified_by: Option<ClassificationId>,
    /// In which windows a miss is a no.
    pub complete: Vec<Completeness>,
    /// What its makers say of its size.
    pub states: Vec<StatedCount>,
    /// Its entries, in the order of the tables.
    pub entries: Vec<Entry>,
    /// Where it is declared.
    pub span: Span,
}

impl List {
    /// The entries in force on a day, as known on a day; none stands for everything that has been published.
    pub fn in_force(&self, on: Date, known_on: Option<Date>) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.period.contains(on) && is_known(entry.known, known_on))
    }
}

/// A column of codes.
#[derive(Debug, Clone)]
pub struct MatchColumn {
    /// Its name.
    pub name: String,
    /// The schemes its codes may be of.
    pub schemes: Vec<String>,
}

/// Which part of a list a statement of completeness is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The match column at that place.
    Column(usize),
    /// The entries that match by classification.
    Classified,
}

/// A window in which a miss is a no.
#[derive(Debug, Clone)]
pub struct Completeness {
    /// Of which part.
    pub part: Part,
    /// Only for items under one of these codes; empty for all.
    pub codes: Vec<Code>,
    /// For all items but those under these codes.
    pub except: bool,
    /// When.
    pub period: Period,
    /// When that is known.
    pub known: Period,
    /// Where it is said.
    pub span: Span,
}

/// A count stated by the list's makers.
#[derive(Debug, Clone)]
pub struct StatedCount {
    /// How many entries.
    pub count: u64,
    /// How many rows the instrument adds, where the count is of those; none where it is of all in force.
    pub added: Option<u64>,
    /// On that day.
    pub on: Date,
    /// As known on that day; none: as known now.
    pub known_on: Option<Date>,
    /// By that instrument.
    pub by: Option<InstrumentId>,
    /// Why it cannot be checked, if it cannot.
    pub not_checkable: Option<String>,
    /// Where it is said.
    pub span: Span,
}

impl StatedCount {
    /// How many there are by the rows at hand.
    #[must_use]
    pub fn at_hand(&self, list: &List) -> u64 {
        self.added.unwrap_or_else(|| list.in_force(self.on, self.known_on).fold(0, |count, _| count.saturating_add(1)))
    }
}

/// When an entry was first listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FirstListed {
    /// On that day.
    On(Date),
    /// It is not recorded (`?`).
    NotRecorded,
}

/// One entry.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its number in its list.
    pub key: String,
    /// Its codes, one per match column that has one: the place of the column and the code.
    pub codes: Vec<(usize, Code)>,
    /// When the row is in force in this form.
    pub period: Period,
    /// When that is known: a row that an instrument ends or replaces is there once for those who know and once for those
    /// who do not.
    pub known: Period,
    /// When it was first listed.
    pub first_listed: FirstListed,
    /// Since when the row stands in this form, suspensions aside.
    pub form_since: Option<Date>,
    /// The instrument that put it there.
    pub instrument: Option<InstrumentId>,
    /// The instrument that ended it, where one did.
    pub ended_by: Option<InstrumentId>,
    /// What it is, in short words.
    pub description: Label,
    /// A threshold as the source prints it, shown and not computed.
    pub threshold: Option<String>,
    /// Codes under its own that it does not cover.
    pub except: Vec<Code>,
    /// Other columns: name and cell.
    pub more: Vec<(String, String)>,
    /// A typed condition beside the code, with its citations and label; few have one.
    pub condition: Option<Box<EntryCondition>>,
    /// The row in its table.
    pub span: Span,
}

impl Entry {
    /// What stands in another column.
    #[must_use]
    pub fn cell(&self, column: &str) -> Option<&str> {
        self.more.iter().find(|(name, _)| name == column).map(|(_, cell)| cell.as_str())
    }
}

/// `entry 1012 of annex-2-2 { when … }`
#[derive(Debug, Clone)]
pub struct EntryCondition {
    /// Its name for people, if it has one.
    pub label: Option<Label>,
    /// What must hold beside the code.
    pub clause: Clause,
    /// Its citations.
    pub cites: Vec<Citation>,
    /// Where it is written.
    pub span: Span,
}
