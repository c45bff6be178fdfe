//! The lattice of outcomes.

use super::Policy;

/// What the law says of an act, from the mildest to the strictest; the order is the lattice of the language.
///
/// "No control found" is never "allowed": it says that nothing encoded was found. Matched exhaustively on purpose:
/// a new outcome is to break every caller's `match`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// The law does not reach the act.
    NotApplicable,
    /// The law reaches it, and nothing encoded requires anything.
    NoControlFound,
    /// A relief or a licence held covers it; duties may come with it.
    PermittedWithDuties,
    /// A licence is needed; applications are treated under that policy, if one is stated.
    LicenceRequired(Option<Policy>),
    /// No licence route is encoded.
    Prohibited,
}

impl Outcome {
    /// The name in JSON (`licence_required`); the policy stands apart.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Outcome::NotApplicable => "not_applicable",
            Outcome::NoControlFound => "no_control_found",
            Outcome::PermittedWithDuties => "permitted_with_duties",
            Outcome::LicenceRequired(_) => "licence_required",
            Outcome::Prohibited => "prohibited",
        }
    }

    /// The words in English (`licence required`); the policy stands apart.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Outcome::NotApplicable => "not applicable",
            Outcome::NoControlFound => "no control found",
            Outcome::PermittedWithDuties => "permitted with duties",
            Outcome::LicenceRequired(_) => "licence required",
            Outcome::Prohibited => "prohibited",
        }
    }

    /// The review policy, where a licence is required and one is stated.
    #[must_use]
    pub fn policy(self) -> Option<Policy> {
        match self {
            Outcome::LicenceRequired(policy) => policy,
            _ => None,
        }
    }

    /// Whether two outcomes are of one kind, policies aside.
    #[must_use]
    pub fn same_kind(self, other: Outcome) -> bool {
        self.id() == other.id()
    }

    /// Whether the shipment should stop here.
    #[must_use]
    pub fn stops(self) -> bool {
        matches!(self, Outcome::LicenceRequired(_) | Outcome::Prohibited)
    }
}

/// The outcomes between two ends, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Range {
    /// The mildest.
    pub best: Outcome,
    /// The strictest.
    pub worst: Outcome,
}

impl Range {
    /// One outcome only.
    #[must_use]
    pub fn only(outcome: Outcome) -> Range {
        Range { best: outcome, worst: outcome }
    }

    /// Both ends raised to at least the other's: what holds when both are required.
    #[must_use]
    pub fn join(self, other: Range) -> Range {
        Range { best: self.best.max(other.best), worst: self.worst.max(other.worst) }
    }

    /// The smallest range that holds both.
    #[must_use]
    pub fn hull(self, other: Range) -> Range {
        Range { best: self.best.min(other.best), worst: self.worst.max(other.worst) }
    }

    /// Whether it holds one outcome only.
    #[must_use]
    pub fn is_single(self) -> bool {
        self.best == self.worst
    }

    /// Whether its ends are of one kind, policies aside.
    #[must_use]
    pub fn is_one_kind(self) -> bool {
        self.best.same_kind(self.worst)
    }

    /// Whether the other lies within it.
    #[must_use]
    pub fn holds(self, other: Range) -> bool {
        self.best <= other.best && other.worst <= self.worst
    }
}
