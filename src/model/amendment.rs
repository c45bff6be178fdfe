//! What instruments changed in texts that stood already.

use super::{Citation, DefineId, GroupId, InstrumentId, ListId, ProvisionId, RulebookId};
use crate::source::Span;
use crate::vocab::{Date, Label, Period, Validity};

/// A change that an instrument made.
#[derive(Debug, Clone)]
pub struct Amendment {
    /// The rulebook it belongs to.
    pub rulebook: RulebookId,
    /// Who made it.
    pub instrument: InstrumentId,
    /// To what.
    pub what: Amended,
    /// How.
    pub change: Change,
    /// On which days.
    pub in_force: Period,
    /// From when it is known; none for a draft, which changes nothing yet.
    pub known_from: Option<Date>,
    /// Its citations.
    pub cites: Vec<Citation>,
    /// The whole text of the change.
    pub span: Span,
    /// Its opening line, to point at.
    pub head: Span,
}

/// What an instrument changed. A provision is named by its first version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each variant is the item of that name")]
pub enum Amended {
    Provision(ProvisionId),
    Define(DefineId),
    List(ListId),
    Group(GroupId),
}

/// How it was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Its text reads otherwise.
    Text,
    /// It ends.
    Repeal,
    /// It is not in force for a while, and then again.
    Suspension,
}

impl Change {
    /// Its name in JSON.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Change::Text => "amendment",
            Change::Repeal => "repeal",
            Change::Suspension => "suspension",
        }
    }
}

/// A clause of an amended text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The clause in the canonical style.
    pub text: String,
    /// The instrument that put it there; none where the text as enacted names none.
    pub by: Option<InstrumentId>,
    /// Where it is written: in the text as enacted, or in the amendment.
    pub span: Span,
}

/// The text of a named condition, as an instrument left it.
#[derive(Debug, Clone)]
pub struct DefineVersion {
    /// Its name for people.
    pub label: Label,
    /// When it is in force, as known when; any one of these.
    pub force: Vec<Validity>,
    /// Its clauses, and who put each there.
    pub passages: Vec<Passage>,
    /// The version of which it was made, by its place; none for the first.
    pub made_of: Option<usize>,
    /// The instrument that made it; none for the first.
    pub instrument: Option<InstrumentId>,
    /// The whole text: of a later version, the amendment that made it.
    pub span: Span,
}
