//! The value of a fact: what is stated of it, as its type reads it.

use super::Bit;
use crate::model::{Fact, FactType};
use crate::shipment::{FactValue, StatedFact};
use crate::vocab::{Country, Date, Decimal, FactOf, Money, Quantity, Unit};

/// The value of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Value<'s> {
    /// Not known.
    #[default]
    Unknown,
    /// Yes.
    Yes,
    /// No.
    No,
    /// Nothing was said, and that means no.
    SilentNo,
    /// A choice, as its place.
    Choice(u8),
    /// A set of choices, a bit each.
    Choices(u64),
    /// A day.
    Date(Date),
    /// A country.
    Country(Country),
    /// A number.
    Number(&'s Decimal),
    /// A share, in percent.
    Percent(&'s Decimal),
    /// A number of units.
    Quantity(&'s Quantity),
    /// An amount.
    Money(&'s Money),
    /// Words.
    Text(&'s String),
}

impl Value<'_> {
    /// Whether what it is of holds.
    pub(super) fn holds(&self) -> Bit {
        match self {
            Value::Yes => Bit::True,
            Value::No | Value::SilentNo => Bit::False,
            _ => Bit::Open,
        }
    }

    /// The number of units, where it is one: a share is one of percent.
    pub(super) fn quantity(&self) -> Option<Quantity> {
        match self {
            Value::Quantity(quantity) => Some(**quantity),
            Value::Percent(share) => Some(Quantity { amount: **share, unit: Unit::from_code("P1")? }),
            _ => None,
        }
    }
}

/// Whether a fact stands among the technical parameters of a line.
pub(super) fn is_specification(fact: &Fact) -> bool {
    fact.of == FactOf::Line && matches!(fact.kind, FactType::Quantity(_))
}

/// What silence tells of a fact: no, or nothing.
pub(super) fn silent(fact: &Fact) -> Value<'static> {
    if fact.is_no_where_unstated() { Value::SilentNo } else { Value::Unknown }
}

/// A declared fact as it is stated.
#[inline]
pub(super) fn declared<'s>(fact: &Fact, stated: Option<&'s StatedFact>) -> Value<'s> {
    let asserted = fact.kind != FactType::Asserted || stated.is_some_and(|stated| stated.asserted_by.is_some());
    let value = stated.filter(|_| asserted).map_or(Value::Unknown, |stated| typed(&stated.value, &fact.kind));
    // "Absent, null and unknown are one thing"; what someone without the authority said is no silence.
    let silent = stated.is_none_or(|stated| matches!(stated.value, FactValue::Unknown));
    if silent && fact.silence_means_no.is_some() { Value::SilentNo } else { value }
}

fn typed<'s>(stated: &'s FactValue, kind: &FactType) -> Value<'s> {
    match stated {
        FactValue::Unknown => Value::Unknown,
        FactValue::Yes => Value::Yes,
        FactValue::No => Value::No,
        FactValue::Choice(name) => chosen(name, kind),
        FactValue::Choices(names) => {
            Value::Choices(names.iter().filter_map(|name| place_of(name, kind)).map(bit).sum())
        }
        FactValue::Date(date) => Value::Date(*date),
        FactValue::Country(country) => Value::Country(*country),
        FactValue::Number(number) => Value::Number(number),
        FactValue::Money(money) => Value::Money(money),
        FactValue::Text(text) => Value::Text(text),
    }
}

pub(super) fn chosen(name: &str, kind: &FactType) -> Value<'static> {
    place_of(name, kind).and_then(|at| u8::try_from(at).ok()).map_or(Value::Unknown, Value::Choice)
}

/// The place of a choice among those of a fact.
fn place_of(name: &str, kind: &FactType) -> Option<usize> {
    match kind {
        FactType::OneOf(choices) | FactType::AnyOf(choices) => choices.iter().position(|(choice, _)| choice == name),
        _ => None,
    }
}

fn bit(choice: usize) -> u64 {
    u32::try_from(choice).ok().and_then(|at| 1u64.checked_shl(at)).unwrap_or(0)
}
