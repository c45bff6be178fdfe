//! Values written in rules, read by the type they have to have.

use super::Work;
use super::facts::quoted;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{FactType, Scalar};
use crate::source::Span;
use crate::syntax::Value;
use crate::vocab::{Currency, Decimal, Dimension, Label, Money, Quantity, Unit, nearest};

impl Work<'_> {
    /// A written number with its unit or currency, if it can be held.
    pub(super) fn scalar(&mut self, amount: &str, unit: Option<&str>, span: Span) -> Option<Scalar> {
        let Some(number) = Decimal::parse(&amount.replace('_', "")) else {
            let message = format!("`{amount}` has more digits than can be held exactly");
            self.say(
                Diagnostic::at(Code::BAD_NUMBER, span, message)
                    .help("write at most 18 digits on each side of the point"),
            );
            return None;
        };
        let Some(unit) = unit else { return Some(Scalar::Number(number)) };
        if let Some(currency) = Currency::parse(unit) {
            return Some(Scalar::Money(Money { amount: number, currency }));
        }
        let known = Unit::from_symbol(unit);
        if known.is_none() {
            self.say_unknown_unit(unit, span);
        }
        known.map(|unit| Scalar::Quantity(Quantity { amount: number, unit }))
    }

    /// The place of a value among the choices of a fact.
    pub(super) fn choice(
        &mut self,
        fact: &str,
        choices: &[(String, Label)],
        written: &str,
        span: Span,
    ) -> Option<usize> {
        let found = choices.iter().position(|(name, _)| name == written);
        if found.is_none() {
            let message = format!("`{written}` is not a value of `{fact}`");
            let said = Diagnostic::at(Code::UNKNOWN_CHOICE, span, message);
            let names = || choices.iter().map(|(name, _)| name.as_str());
            self.say(match nearest(written, names()) {
                Some(near) => said.help(format!("did you mean `{near}`?")).fix(near),
                None => said.help(format!("its values are {}", quoted(names()))),
            });
        }
        found
    }
}

/// What can be compared by more and less, earlier and later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    Date,
    Number,
    Quantity(Option<Dimension>),
    Money,
}

impl Measure {
    /// Of a fact, if it is of such a type.
    pub(super) fn of(kind: &FactType) -> Option<Measure> {
        match kind {
            FactType::Date => Some(Measure::Date),
            FactType::Number => Some(Measure::Number),
            FactType::Quantity(dimension) => Some(Measure::Quantity(*dimension)),
            FactType::Money => Some(Measure::Money),
            _ => None,
        }
    }

    /// Of a written value.
    pub(super) fn of_scalar(scalar: Scalar) -> Measure {
        match scalar {
            Scalar::Date(_) => Measure::Date,
            Scalar::Number(_) => Measure::Number,
            Scalar::Quantity(quantity) => Measure::Quantity(Some(quantity.unit.dimension())),
            Scalar::Money(_) => Measure::Money,
        }
    }

    /// Whether values of both can be compared; quantities in any unit, with all quantities.
    pub(super) fn agrees(self, other: Measure) -> bool {
        match (self, other) {
            (Measure::Quantity(one), Measure::Quantity(other)) => one.is_none() || other.is_none() || one == other,
            (one, other) => one == other,
        }
    }

    /// In words.
    pub(super) fn words(self) -> String {
        match self {
            Measure::Date => "a date".to_owned(),
            Measure::Number => "a bare number".to_owned(),
            Measure::Quantity(Some(dimension)) => format!("a quantity of {}", dimension.name()),
            Measure::Quantity(None) => "a quantity in any unit".to_owned(),
            Measure::Money => "an amount of money".to_owned(),
        }
    }
}

/// A type of fact in words.
pub(super) fn type_words(kind: &FactType) -> String {
    match kind {
        FactType::YesOrNo => "yes or no".to_owned(),
        FactType::Asserted => "an asserted yes or no".to_owned(),
        FactType::OneOf(choices) => format!("one of {}", quoted(choices.iter().map(|(name, _)| name.as_str()))),
        FactType::AnyOf(choices) => format!("any of {}", quoted(choices.iter().map(|(name, _)| name.as_str()))),
        FactType::Country => "a country".to_owned(),
        FactType::Text => "text".to_owned(),
        FactType::Date | FactType::Number | FactType::Quantity(_) | FactType::Money => {
            Measure::of(kind).map(Measure::words).unwrap_or_default()
        }
    }
}

/// A written value in words.
pub(super) fn value_words(value: &Value) -> String {
    match value {
        Value::Word(word) => format!("`{word}`"),
        Value::Several(names) => quoted(names.iter().map(|name| name.value.as_str())),
        Value::Text(text) => format!("the text \"{text}\""),
        Value::Date(date) => format!("the date {date}"),
        Value::Place(place) => format!("the place `{place}`"),
        Value::Code(code) => format!("the code `{} {}`", code.scheme, code.text),
        Value::Number { amount, unit: Some(unit) } => format!("`{amount} {unit}`"),
        Value::Number { amount, unit: None } => format!("the number `{amount}`"),
        Value::EntryColumn(column) => format!("`listed-entry.{column}`"),
        Value::Term(_) | Value::Picked { .. } => "the day reckoned here".to_owned(),
        Value::Brackets(inner) => value_words(&inner.value),
    }
}
