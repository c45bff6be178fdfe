//! What a scenario gives and expects.

use super::{At, Name, Policy, Spot, Value, WrittenCode};
use crate::vocab::{Act, Date, LegCertainty, Over, Truth};

/// One piece of what a scenario gives.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is the piece of that form in docs/language/reference.md")]
pub enum Given {
    Code(Spot<WrittenCode>),
    Act(Spot<Act>),
    From(Spot<String>),
    To(Spot<String>),
    KnownEndDestination(Spot<String>),
    Through(Spot<String>),
    /// `FACT VALUE`; also a classification's `none` or `"CODE"`.
    Fact {
        name: Name,
        value: Spot<Value>,
        determined: Option<Spot<Date>>,
    },
    KnownOn(Spot<Date>),
    /// `line`: what follows is of a further line.
    Line(At),
    /// `component`: what follows is of a component of the line.
    Component(At),
    /// `inner component`: what follows is of a component of the component.
    InnerComponent(At),
    /// `input`: what follows is of something the item was produced with.
    Input(At),
    /// `party NAME as ROLE + ROLE in CC`: what follows is of that party.
    Party {
        name: Name,
        roles: Vec<Name>,
        place: Option<Spot<String>>,
    },
    /// `origin CC`
    Origin(Spot<String>),
    /// `headquarters CC`
    Headquarters(Spot<String>),
    /// `country of incorporation CC`
    Incorporation(Spot<String>),
    /// `owned 50 by NAME`
    Owned {
        percent: Option<Spot<String>>,
        by: Name,
    },
    /// `matched on L`, `not matched on L`
    Matched {
        on: Name,
        matched: bool,
        determined: Option<Spot<Date>>,
    },
    /// `all owners stated`
    AllStated(Spot<Over>),
    /// `all inner components stated`
    AllInnerStated(At),
    /// `licence NAME from D through D`
    Licence {
        name: Name,
        when: super::When,
    },
    /// `leg reexport from TR to RU planned departs D`
    Leg {
        kind: Name,
        from: Spot<String>,
        to: Spot<String>,
        certainty: Spot<LegCertainty>,
        departs: Option<Spot<Date>>,
    },
    /// `event NAME on D`: what follows is of that event.
    Event {
        name: Name,
        on: Option<Spot<Date>>,
    },
}

/// One thing a scenario expects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expect {
    /// Where.
    pub at: At,
    /// What.
    pub kind: ExpectKind,
}

/// An outcome word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each variant is the outcome of that name in docs/language/reference.md")]
pub enum OutcomeWord {
    NotApplicable,
    NoControlFound,
    PermittedWithDuties,
    LicenceRequired,
    Prohibited,
    Undetermined,
}

/// What a scenario expects.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is the expectation of that form in docs/language/reference.md")]
pub enum ExpectKind {
    Outcome(OutcomeWord),
    Policy(Policy),
    /// `from OUTCOME [POLICY] to OUTCOME [POLICY]`
    Range {
        from: (OutcomeWord, Option<Policy>),
        to: (OutcomeWord, Option<Policy>),
    },
    /// `by RULE [(entry N)]`
    By {
        rule: Name,
        entry: Option<Spot<String>>,
    },
    NotBy(Name),
    Settled(bool),
    Complete(bool),
    Question {
        id: Name,
        asked: bool,
    },
    Opening {
        exception: Name,
        open: bool,
    },
    Duty {
        name: Name,
        owed: bool,
    },
    FirstReason(Spot<String>),
    /// `notice "…"`: that this is not encoded touches it; `no notice "…"`
    Notice {
        label: Spot<String>,
        told: bool,
    },
    /// `violation V`, `open violation V`, `no violation V`
    Violation {
        id: Name,
        found: Truth,
    },
    /// `sanction S`, `no sanction S`
    Sanction {
        id: Name,
        found: bool,
    },
}
