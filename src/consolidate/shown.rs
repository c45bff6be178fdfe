//! A consolidated text, as data.

use crate::model::Change;
use crate::vocab::{Date, Jurisdiction, Label, Place, Would};

/// The law of a day, as known on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consolidated {
    /// The day whose law it is.
    pub on: Date,
    /// What had been published by that day; none: everything that is loaded.
    pub known_on: Option<Date>,
    /// The rulebooks.
    pub books: Vec<BookText>,
}

/// One rulebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookText {
    /// `nz.pumps`
    pub id: String,
    /// Its name for people.
    pub label: Label,
    /// Whose law it is.
    pub jurisdiction: Jurisdiction,
    /// The language whose words prevail.
    pub authentic: String,
    /// SHA-256 of its texts.
    pub sha256: String,
    /// Whether all of it is told, and not only what was named.
    pub whole: bool,
    /// Before this day nothing is encoded.
    pub covers_from: Option<Date>,
    /// What its head says besides.
    pub head: Vec<String>,
    /// The instruments that are known: in force, to come into force, or drafts.
    pub instruments: Vec<InstrumentText>,
    /// The groups.
    pub groups: Vec<GroupText>,
    /// The lists.
    pub lists: Vec<ListText>,
    /// The named conditions.
    pub defines: Vec<ItemText>,
    /// The tables, and the shares, sums and counts.
    pub reckoned: Vec<ItemText>,
    /// What the sources dispute.
    pub disputes: Vec<ItemText>,
    /// The rules, each with what hangs on it.
    pub rules: Vec<ItemText>,
    /// In which order rules give way to each other.
    pub orders: Vec<ItemText>,
    /// The duties.
    pub duties: Vec<ItemText>,
    /// What breaches the law, and what that brings.
    pub conduct: Vec<ItemText>,
    /// What is not encoded.
    pub not_encoded: Vec<GapText>,
    /// What is encoded, a sentence each.
    pub modelled: Vec<Label>,
    /// Where the text was read.
    pub sources: Vec<String>,
}

/// An instrument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstrumentText {
    /// `notice-35`
    pub id: String,
    /// Its name for people.
    pub label: Label,
    /// Its official number, if at hand.
    pub number: Option<String>,
    /// When the public learned of the draft.
    pub announced: Option<Date>,
    /// When it became law text.
    pub published: Option<Date>,
    /// When it came into force.
    pub in_force: Option<Date>,
    /// Staggered dates for single provisions.
    pub in_force_for: Vec<(Date, String)>,
    /// The instrument it corrects.
    pub corrects: Option<String>,
    /// It is not law yet.
    pub draft: bool,
    /// Whether it is in force on the day, wholly or in part.
    pub has_begun: bool,
}

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
#[expect(missing_docs, reason = "each variant is the item of that name in docs/language/reference.md")]
pub enum What {
    #[default]
    Rulebook,
    Instrument,
    Group,
    List,
    Entry,
    Define,
    Dispute,
    Rule,
    Exception,
    Policy,
    ClosedList,
    Order,
    Duty,
    Table,
    Share,
    Sum,
    Count,
    Violation,
    Sanction,
}

impl What {
    /// Its name in JSON.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            What::Rulebook => "rulebook",
            What::Instrument => "instrument",
            What::Group => "group",
            What::List => "list",
            What::Entry => "entry",
            What::Define => "define",
            What::Dispute => "disputed",
            What::Rule => "rule",
            What::Exception => "exception",
            What::Policy => "policy",
            What::ClosedList => "closed_list",
            What::Order => "order_of_review",
            What::Duty => "duty",
            What::Table => "table",
            What::Share => "share",
            What::Sum => "sum",
            What::Count => "count",
            What::Violation => "violation",
            What::Sanction => "sanction",
        }
    }
}

/// Who put a passage where it stands, and from when it stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The instrument.
    pub instrument: String,
    /// From when, if that is stated.
    pub from: Option<Date>,
}

/// A clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassageText {
    /// In the canonical style, in column with its neighbours.
    pub text: String,
    /// Who put it there; none where the text names no instrument.
    pub by: Option<Mark>,
}

/// Whether a text stands on the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It does, in this version.
    InForce {
        /// Since this day; none: at any time before.
        from: Option<Date>,
        /// Until the day before this one.
        before: Option<Date>,
    },
    /// It would, but for a suspension.
    Suspended {
        /// By that instrument.
        by: String,
        /// From this day on.
        from: Option<Date>,
        /// Until the day before this one.
        before: Option<Date>,
    },
    /// It was repealed.
    Repealed {
        /// By that instrument.
        by: String,
        /// From this day on.
        from: Option<Date>,
    },
    /// It will, from this day on.
    NotYet(Date),
    /// It did, until the day before this one.
    Ended(Date),
    /// It stands on no day, as known then: it was replaced before its first.
    Never,
    /// It is not law: that instrument is a draft.
    Draft(String),
}

/// A change that is known of and does not bear on the day: it comes later, or is a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    /// By that instrument.
    pub by: String,
    /// How.
    pub change: Change,
    /// From when, if that is stated.
    pub from: Option<Date>,
    /// It is not law yet.
    pub draft: bool,
    /// What it says.
    pub clauses: Vec<String>,
}

/// A rule, exception, policy, definition or the like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemText {
    /// What it is.
    pub what: What,
    /// Its id; empty where such items have none.
    pub id: String,
    /// Its name for people.
    pub label: Label,
    /// Whether it stands on the day.
    pub standing: Standing,
    /// What it says on the day; of a suspended text what it would say.
    pub passages: Vec<PassageText>,
    /// What is to change.
    pub pending: Vec<Pending>,
    /// What the sources dispute of it: ids and questions.
    pub disputed: Vec<(String, Label)>,
    /// What is not encoded of it.
    pub not_encoded: Vec<GapText>,
    /// What hangs on it.
    pub under: Vec<ItemText>,
    /// It hangs on several, and its text stands under an earlier one.
    pub elsewhere: bool,
    /// Where it is written.
    pub at: String,
}

/// A part of the law that is not encoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GapText {
    /// What it is.
    pub label: Label,
    /// What it could do.
    pub would: Would,
    /// To which rules; empty: to any, or something new.
    pub rules: Vec<String>,
    /// Why it is not encoded.
    pub because: Label,
    /// Its citations.
    pub cites: Vec<String>,
}

/// A group on the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupText {
    /// `ru-by`
    pub id: String,
    /// Its name for people.
    pub label: Label,
    /// Its citations on the day.
    pub cites: Vec<String>,
    /// Its members on the day.
    pub members: Vec<MemberText>,
    /// Whom instruments took out by then, if they are not in again.
    pub removed: Vec<(Place, Mark)>,
    /// Whether it stands on the day.
    pub standing: Standing,
    /// What is to change.
    pub pending: Vec<Pending>,
    /// Where it is written.
    pub at: String,
}

/// A member on the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberText {
    /// Who.
    pub place: Place,
    /// Since when; none: at any time before.
    pub from: Option<Date>,
    /// Until the day before this one.
    pub before: Option<Date>,
    /// Whether it is one is not known.
    pub uncertain: bool,
    /// The instrument that added it; none where it stands as enacted.
    pub by: Option<Mark>,
}

/// A list on the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListText {
    /// `annex-2-2`
    pub id: String,
    /// Its name for people.
    pub label: Label,
    /// Its citations on the day.
    pub cites: Vec<String>,
    /// The names of its columns of codes.
    pub columns: Vec<String>,
    /// The entries in force, in the order of the tables.
    pub entries: Vec<EntryText>,
    /// How many of them each instrument put there, in the order of the days; none where no instrument is named.
    pub by: Vec<(Option<Mark>, u64)>,
    /// The day on which it begins, where the day asked about is before it: nothing was on the list.
    pub begins: Option<Date>,
    /// The parts for which a miss is a no on the day, and the codes to which that is restricted.
    pub complete: Vec<(String, Vec<String>)>,
    /// The parts for which it is not.
    pub incomplete: Vec<String>,
    /// What its makers say of its size, as far as that bears on the day.
    pub stated: Option<Stated>,
    /// Conditions on single entries.
    pub conditions: Vec<ItemText>,
    /// Whether it stands on the day.
    pub standing: Standing,
    /// What is to change.
    pub pending: Vec<Pending>,
    /// Where it is written.
    pub at: String,
}

/// A count that a list's makers state, and what is at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// So many.
    pub count: u64,
    /// They are of those the instrument adds, not of all.
    pub added: bool,
    /// On that day.
    pub on: Date,
    /// By that instrument.
    pub by: Option<String>,
    /// So many are at hand.
    pub at_hand: u64,
    /// Why it cannot be checked, if it cannot.
    pub not_checkable: Option<String>,
}

/// An entry on the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryText {
    /// Its number in its list.
    pub key: String,
    /// Its codes, as people read them.
    pub codes: Vec<String>,
    /// What it is, in short words.
    pub description: Label,
    /// Codes under its own that it leaves out.
    pub except: Vec<String>,
    /// A threshold as the source prints it.
    pub threshold: Option<String>,
    /// Since when it stands in this form; none: at any time before.
    pub from: Option<Date>,
    /// Until the day before this one.
    pub before: Option<Date>,
    /// When it was first listed; none where that is not recorded.
    pub first_listed: Option<Date>,
    /// The instrument that put it there.
    pub by: Option<String>,
    /// It has a condition beside its code.
    pub conditional: bool,
}
