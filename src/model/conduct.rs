//! The second layer: licences that are held, what was done, what it breaches and what that may bring.

use super::{AuthorityId, Citation, Clause, EventId, FactId, InstrumentId, RulebookId, ViolationId};
use crate::source::Span;
use crate::vocab::{Date, Label, Money, Period, TimeUnit};

/// A licence that rules require and that may be held.
#[derive(Debug, Clone)]
pub struct Licence {
    /// `situational-licence`
    pub id: String,
    /// The rulebook it belongs to.
    pub rulebook: RulebookId,
    /// Its name for people.
    pub label: Label,
    /// Its citations.
    pub cites: Vec<Citation>,
    /// Who grants it.
    pub authority: Option<AuthorityId>,
    /// The day that has to lie within its days, where that is not the decisive date.
    pub valid_on: Option<FactId>,
    /// Where it is declared.
    pub span: Span,
}

/// A list that parties are looked up in.
#[derive(Debug, Clone)]
pub struct Screening {
    /// `entity-list`
    pub id: String,
    /// The rulebook it belongs to.
    pub rulebook: RulebookId,
    /// Its name for people.
    pub label: Label,
    /// Its citations.
    pub cites: Vec<Citation>,
    /// The question that settles it.
    pub ask: Label,
    /// When it changed; a look-up made before such a day does not count from that day on.
    pub changed: Vec<(Date, Option<InstrumentId>)>,
    /// Where it is declared.
    pub span: Span,
}

/// A kind of thing that somebody does.
#[derive(Debug, Clone)]
pub struct EventKind {
    /// `passed-on`
    pub id: String,
    /// The rulebook it belongs to.
    pub rulebook: RulebookId,
    /// Its name for people.
    pub label: Label,
    /// Its citations.
    pub cites: Vec<Citation>,
    /// Where it is declared.
    pub span: Span,
}

/// What breaches the law.
#[derive(Debug, Clone)]
pub struct Violation {
    /// `unlicensed-export`
    pub id: String,
    /// The rulebook it belongs to.
    pub rulebook: RulebookId,
    /// Its name for people.
    pub label: Label,
    /// Its citations.
    pub cites: Vec<Citation>,
    /// Of which kinds of event.
    pub of: Vec<EventId>,
    /// When it is in force; empty for always.
    pub force: Vec<Period>,
    /// The instrument that brought it.
    pub instrument: Option<InstrumentId>,
    /// When it is there; none for whenever such a thing happens.
    pub condition: Option<Clause>,
    /// Where it is declared.
    pub span: Span,
}

/// What a violation may bring.
#[derive(Debug, Clone)]
pub struct Sanction {
    /// `trade-ban`
    pub id: String,
    /// The rulebook it belongs to.
    pub rulebook: RulebookId,
    /// Its name for people.
    pub label: Label,
    /// Its citations.
    pub cites: Vec<Citation>,
    /// Of which violations.
    pub to: Vec<ViolationId>,
    /// When it is in force; empty for always.
    pub force: Vec<Period>,
    /// The instrument that brought it.
    pub instrument: Option<InstrumentId>,
    /// What else must hold.
    pub condition: Option<Clause>,
    /// What keeps it off; it counts only where it is known not to hold.
    pub unless: Vec<Clause>,
    /// Whether it lies in the authority's discretion.
    pub may: bool,
    /// What it threatens, one or the other.
    pub of: Vec<Consequence>,
    /// Where it is declared.
    pub span: Span,
}

/// One thing that a sanction threatens.
#[derive(Debug, Clone)]
pub struct Consequence {
    /// What it is.
    pub label: Label,
    /// How much at the most.
    pub most: Option<Most>,
}

/// How much of a consequence at the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Most {
    /// So many times an amount of money.
    Times(u32, FactId),
    /// So long.
    Time(u32, TimeUnit),
    /// That amount.
    Amount(Money),
}
