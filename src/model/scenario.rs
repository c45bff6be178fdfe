//! Tests written beside the rules.

use super::{ClassificationId, DutyId, EventId, FactId, LicenceId, ProvisionId, RulebookId, ScreeningId, ViolationId};
use crate::source::Span;
use crate::vocab::{
    Act, Code, Country, Date, Decimal, Label, LegCertainty, Money, Over, Period, Policy, Quantity, Truth,
};

/// A scenario: what is given, and cases.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// The rulebook it tests.
    pub rulebook: RulebookId,
    /// Its name.
    pub label: Label,
    /// Its cases.
    pub cases: Vec<Case>,
    /// Where it is declared.
    pub span: Span,
}

/// One case: a shipment, a date and what is expected.
#[derive(Debug, Clone)]
pub struct Case {
    /// The decisive date; none: it is unknown.
    pub on: Option<Date>,
    /// As known on that day; none: everything loaded.
    pub known_on: Option<Date>,
    /// The shipment, in the order written; the scenario's `given` first.
    pub given: Vec<Given>,
    /// What is expected, each with its place.
    pub expect: Vec<(Expectation, Span)>,
    /// Where the case is written.
    pub span: Span,
}

/// A piece of a scenario's shipment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// A further line begins.
    NextLine,
    /// A code of the line.
    Code(Code),
    /// The act.
    Act(Act),
    /// The country of export.
    From(Country),
    /// The declared destination.
    To(Country),
    /// The known end destination.
    KnownEndDestination(Country),
    /// A country on the way.
    Through(Country),
    /// A classification: a code or none, and when it was made. `None` outside means it is unknown.
    Classified(ClassificationId, Option<Option<Code>>, Option<Date>),
    /// A fact is unknown.
    Unknown(FactId),
    /// A yes-or-no fact.
    YesOrNo(FactId, bool),
    /// A choice, by its place.
    Choice(FactId, usize),
    /// A set of choices, by their places.
    Choices(FactId, Vec<usize>),
    /// A date.
    Date(FactId, Date),
    /// A country.
    Country(FactId, Country),
    /// A number.
    Number(FactId, Decimal),
    /// A quantity.
    Quantity(FactId, Quantity),
    /// An amount of money.
    Money(FactId, Money),
    /// Words.
    Text(FactId, String),
    /// A component of the line begins.
    Component,
    /// A component of the component begins.
    InnerComponent,
    /// Something the item was produced with begins.
    Input,
    /// A party begins: its name, its roles and where it is.
    Party(String, Vec<String>, Option<Country>),
    /// The country of origin.
    Origin(Country),
    /// The headquarters of the party.
    Headquarters(Country),
    /// Where the party is incorporated.
    Incorporation(Country),
    /// An owner of the party: how much in percent, and who.
    Owned(Option<Decimal>, String),
    /// Whether the party is on a list, and when that was looked up.
    Matched(ScreeningId, bool, Option<Date>),
    /// All of these are stated.
    AllStated(Over),
    /// All components of the component are stated.
    AllInnerStated,
    /// A licence is held, for these days.
    Licence(LicenceId, Period),
    /// A leg: what is done on it, from where to where, how certain it is, and when it departs.
    Leg(String, Country, Country, LegCertainty, Option<Date>),
    /// Something happened on a day; it begins.
    Event(EventId, Option<Date>),
}

/// The word for an outcome in a scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each variant is the outcome of that name")]
pub enum OutcomeWord {
    NotApplicable,
    NoControlFound,
    PermittedWithDuties,
    LicenceRequired,
    Prohibited,
    Undetermined,
}

/// What a case expects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expectation {
    /// This outcome.
    Outcome(OutcomeWord),
    /// This policy.
    Policy(Policy),
    /// The range when no opening is taken.
    Range((OutcomeWord, Option<Policy>), (OutcomeWord, Option<Policy>)),
    /// A requirement or a duty of that rule, of that entry if one is named.
    By(ProvisionId, Option<String>),
    /// No requirement and no duty of that rule.
    NotBy(ProvisionId),
    /// Settled or not.
    Settled(bool),
    /// Complete or not.
    Complete(bool),
    /// A question of that id (a question, fact, classification or opening) is asked, or not.
    Question(String, bool),
    /// That exception is an opening, or not.
    Opening(ProvisionId, bool),
    /// That duty follows, or not.
    Duty(DutyId, bool),
    /// That violation is found, is open, or is neither.
    Violation(ViolationId, Truth),
    /// That sanction, by its place, may follow, or does not.
    Sanction(usize, bool),
    /// That the part of the law of that place among those not encoded touches it is told, or is not.
    Notice(usize, bool),
    /// The first reason contains these words.
    FirstReason(String),
}
