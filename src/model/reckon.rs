//! What is reckoned over the parts of a shipment: quantifiers, shares, sums and counts.

use super::{Citation, Clause, RulebookId};
use crate::source::Span;
use crate::vocab::{Label, Over};

/// `any component where { … }`: a condition asked of each.
#[derive(Debug, Clone)]
pub struct Each {
    /// The rulebook it stands in.
    pub rulebook: RulebookId,
    /// Whether it must hold of every one; else one is enough.
    pub every: bool,
    /// What is gone through.
    pub over: Over,
    /// Of parties, only those with one of these roles (kebab-case); empty for all.
    pub roles: Vec<String>,
    /// Of components: of which what they are made of is gone through too.
    pub through: Option<Clause>,
    /// What is asked of each.
    pub condition: Clause,
    /// Where it is written.
    pub span: Span,
}

/// What is added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TotalKind {
    /// A part of a whole, in percent.
    Share,
    /// An amount.
    Sum,
    /// How many.
    Count,
}

/// Of what an amount is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measured {
    /// The value.
    Value,
    /// The mass without packing.
    NetMass,
    /// What an owner holds, in percent.
    Ownership,
    /// One for each.
    One,
}

/// `share us-content "…" { of value over content; when … }`
#[derive(Debug, Clone)]
pub struct Total {
    /// Its id.
    pub id: String,
    /// The rulebook it belongs to.
    pub rulebook: RulebookId,
    /// Its name for people.
    pub label: Label,
    /// Its citations.
    pub cites: Vec<Citation>,
    /// A share, a sum or a count.
    pub kind: TotalKind,
    /// Of what.
    pub measured: Measured,
    /// Over what.
    pub over: Over,
    /// Of components: of which, where it does not count itself, what it is made of may.
    pub through: Option<Clause>,
    /// Which of them count.
    pub condition: Clause,
    /// Where it is declared.
    pub span: Span,
}

impl Each {
    /// What is asked of each, and of which what they are made of is gone through.
    pub fn conditions(&self) -> impl Iterator<Item = &Clause> {
        std::iter::once(&self.condition).chain(&self.through)
    }
}

impl Total {
    /// Which of them count, and of which what they are made of may.
    pub fn conditions(&self) -> impl Iterator<Item = &Clause> {
        std::iter::once(&self.condition).chain(&self.through)
    }
}
