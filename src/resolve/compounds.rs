//! Products and ratios of technical parameters: what they measure must be what they are held against.

use super::Work;
use super::values::type_words;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Compound, FactId, FactType, RulebookId, Test};
use crate::source::Span;
use crate::syntax::{Name, Spot};
use crate::vocab::{Comparator, Decimal, Dimension, Unit};

impl Work<'_> {
    /// `A times B more than 0.2 kW GHz`
    pub(super) fn compound(
        &mut self,
        book: RulebookId,
        (times, divided): (&[Name], Option<&Name>),
        by: Comparator,
        (amount, unit): (&str, &Spot<String>),
    ) -> Option<Test> {
        let found: Vec<Option<(FactId, Dimension)>> = times.iter().map(|name| self.parameter(book, name)).collect();
        let over = divided.map(|name| self.parameter(book, name));
        let bound = self.compound_amount(amount, unit)?;
        let found = found.into_iter().collect::<Option<Vec<_>>>()?;
        let over = match over {
            Some(over) => Some(over?),
            None => None,
        };
        let mut own: Vec<Dimension> = found.iter().map(|(_, dimension)| *dimension).collect();
        own.sort_unstable();
        let mut other = bound.over;
        other.sort_unstable();
        if own != other || over.map(|(_, dimension)| dimension) != bound.under {
            let message = format!("what is reckoned is {}, and `{}` is not", said(&own, over), unit.value);
            let help = "write one unit for each factor, as `0.2 kW GHz`; a ratio with `/`, as `300 Wh/kg`";
            self.say(Diagnostic::at(Code::DIMENSIONS_DIFFER, unit.span(), message).help(help));
            return None;
        }
        let words = format!("{amount} {}", unit.value);
        let times = found.into_iter().map(|(id, _)| id).collect();
        let divided = over.map(|(id, _)| id);
        Some(Test::Compound(Compound { times, divided, by, bound: bound.amount, words }))
    }

    fn parameter(&mut self, book: RulebookId, name: &Name) -> Option<(FactId, Dimension)> {
        let (id, kind) = self.fact_named(book, name)?;
        if let FactType::Quantity(Some(dimension)) = kind {
            return Some((id, dimension));
        }
        let message = format!("`{}` is {}, and a quantity with a unit is wanted here", name.value, type_words(&kind));
        let said = Diagnostic::at(Code::TYPES_DIFFER, name.span(), message);
        self.say(said.help("declare it as `quantity in UNIT`"));
        None
    }

    fn compound_amount(&mut self, amount: &str, unit: &Spot<String>) -> Option<Bound> {
        let number = Decimal::parse(&amount.replace('_', ""));
        let Some(mut total) = number else {
            let message = format!("`{amount}` has more digits than can be held exactly");
            let said = Diagnostic::at(Code::BAD_NUMBER, unit.span(), message);
            self.say(said.help("write at most 18 digits on each side of the point"));
            return None;
        };
        let (over, under) = unit.value.split_once('/').unwrap_or((&unit.value, ""));
        let mut found = Vec::new();
        for symbol in over.split_whitespace() {
            let own = self.unit(&Spot::new(symbol.to_owned(), unit.span()))?;
            total = self.exact(total.times(own.factor()), unit.span())?;
            found.push(own.dimension());
        }
        let below: Option<Unit> = match under.trim() {
            "" => None,
            symbol => Some(self.unit(&Spot::new(symbol.to_owned(), unit.span()))?),
        };
        if let Some(own) = below {
            total = self.exact(total.divided(own.factor()), unit.span())?;
        }
        Some(Bound { amount: total, over: found, under: below.map(Unit::dimension) })
    }

    fn exact(&mut self, amount: Option<Decimal>, span: Span) -> Option<Decimal> {
        if amount.is_none() {
            let said = Diagnostic::at(Code::BAD_NUMBER, span, "this amount cannot be held exactly in base units");
            self.say(said.help("write it in other units, so that it has fewer digits"));
        }
        amount
    }
}

/// An amount in base units, and what it measures.
struct Bound {
    amount: Decimal,
    over: Vec<Dimension>,
    under: Option<Dimension>,
}

fn said(over: &[Dimension], under: Option<(FactId, Dimension)>) -> String {
    let names: Vec<&str> = over.iter().map(|own| own.name()).collect();
    let ratio = under.map(|(_, own)| format!(" divided by {}", own.name())).unwrap_or_default();
    format!("{}{ratio}", names.join(" times "))
}
