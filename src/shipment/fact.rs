//! Facts that rules declare, as a shipment states them.

use crate::vocab::{Country, Date, Decimal, Money};

/// What is stated of a declared fact, and by whom.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StatedFact {
    /// The value; unknown when it is stated to be unknown.
    pub value: FactValue,
    /// Where it comes from.
    pub source: Option<String>,
    /// Who asserts it.
    pub asserted_by: Option<String>,
    /// When it was asserted.
    pub asserted_on: Option<Date>,
    /// The JSON pointer of the value itself.
    pub pointer: String,
}

impl StatedFact {
    /// A value that nobody in particular asserts.
    #[must_use]
    pub fn new(value: FactValue) -> Self {
        Self { value, ..Self::default() }
    }
}

/// The value of a declared fact. Quantities are not here: they stand in a line's `specs`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum FactValue {
    /// Not known.
    #[default]
    Unknown,
    /// Yes.
    Yes,
    /// No.
    No,
    /// One choice, in kebab-case.
    Choice(String),
    /// Several choices, in kebab-case and in the order written; none is the empty set.
    Choices(Vec<String>),
    /// A day.
    Date(Date),
    /// A country.
    Country(Country),
    /// A number.
    Number(Decimal),
    /// An amount of money.
    Money(Money),
    /// Words.
    Text(String),
}
