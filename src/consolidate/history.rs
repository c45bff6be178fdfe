//! A history, as data.

use super::shown::{InstrumentText, Stated, What};
use crate::model::Change;
use crate::vocab::{Date, Label, Period};

/// What happened to a thing, in the order in which it became known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    /// What it is.
    pub what: What,
    /// Its id; of an entry `LIST:ENTRY`.
    pub id: String,
    /// Its name for people.
    pub label: Label,
    /// The rulebook it belongs to.
    pub book: String,
    /// What had been published by that day; none: everything that is loaded.
    pub known_on: Option<Date>,
    /// Of an instrument its own dates.
    pub instrument: Option<InstrumentText>,
    /// What happened; of an instrument, what it did.
    pub events: Vec<Event>,
    /// Where it is written.
    pub at: String,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// To what, where it is told of an instrument.
    pub of: Option<(What, String, Label)>,
    /// By which instrument; none where the text names none.
    pub by: Option<By>,
    /// On which days it bears.
    pub in_force: Period,
    /// From when it is known; none: the text does not say.
    pub known: Option<Date>,
    /// Its citations.
    pub cites: Vec<String>,
    /// Where it is written.
    pub at: String,
    /// What happened.
    pub happened: Happened,
}

/// The instrument that did it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct By {
    /// `notice-35`
    pub id: String,
    /// Its name for people.
    pub label: Label,
    /// When it was published, if that is stated.
    pub published: Option<Date>,
    /// The instrument whose text it corrects.
    pub corrects: Option<String>,
    /// It is not law yet.
    pub draft: bool,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happened {
    /// It was put there, with these clauses.
    Enacted(Vec<String>),
    /// Its text reads otherwise.
    Amended {
        /// Its name before and after, where that changed.
        label: Option<(Label, Label)>,
        /// The clauses that changed.
        clauses: Vec<ClauseChange>,
    },
    /// It ended.
    Repealed,
    /// It is not in force for a while.
    Suspended,
    /// It is in force again.
    Revived,
    /// A draft would change it so.
    Proposed {
        /// How.
        change: Change,
        /// What the draft says.
        clauses: Vec<String>,
    },
    /// Members came and went.
    Members {
        /// Who came.
        added: Vec<String>,
        /// Who went.
        removed: Vec<String>,
    },
    /// Entries came and went.
    Entries {
        /// How many came under new numbers.
        added: u64,
        /// How many took another's place.
        replaced: u64,
        /// How many went.
        removed: u64,
        /// How many are in force then, as known then.
        in_force: u64,
        /// What the makers of the list state of that day.
        stated: Vec<Stated>,
    },
    /// A count was stated, and nothing else happened.
    Counted {
        /// How many are in force then, as known then.
        in_force: u64,
        /// What is stated.
        stated: Vec<Stated>,
    },
    /// A row of an entry was put on its list.
    Listed(Row),
    /// The entry went from its list.
    Unlisted,
    /// The instrument was corrected by another.
    Corrected,
}

/// A clause that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseChange {
    /// As it read; none where it is new.
    pub old: Option<String>,
    /// As it reads; none where it went.
    pub new: Option<String>,
}

/// A row of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its codes, as people read them.
    pub codes: Vec<String>,
    /// What it is, in short words.
    pub description: Label,
    /// Codes under its own that it leaves out.
    pub except: Vec<String>,
    /// A threshold as the source prints it.
    pub threshold: Option<String>,
    /// When the entry was first listed; none where that is not recorded.
    pub first_listed: Option<Date>,
    /// Other columns: name and cell.
    pub more: Vec<(String, String)>,
    /// What must hold beside its code.
    pub condition: Vec<String>,
    /// It took the place of an earlier row.
    pub replaces: bool,
}
