//! What a unit of the lines is worth, held against each other.

use super::Reader;
use crate::diagnostic::Code;
use crate::shipment::{CodeValue, Line, LineDatum, Shipment};
use crate::vocab::{self, Currency, Decimal, Money, Quantity, Unit};
use std::collections::BTreeMap;

/// A unit of one line may be worth so many times one of another of the same code before it is remarked on: about what a wrong unit
/// or a lost decimal point makes of it.
const UNIT_VALUES_APART: u32 = 1_000;

/// Lines that can be held against each other: of one tariff code, counted in one unit, worth one currency.
type Kind<'s> = (&'s vocab::Code, Unit, Currency);

/// A line that is worth so much, and is so many.
type Worth<'s> = (&'s Line, Money, Quantity);

impl Reader<'_> {
    /// Each line is held against the cheapest and the dearest of its kind before it.
    pub(super) fn check_unit_values(&mut self, shipment: &Shipment) {
        let mut ends: BTreeMap<Kind<'_>, (Worth<'_>, Worth<'_>)> = BTreeMap::new();
        for line in &shipment.lines {
            let Some((kind, own)) = worth(line) else { continue };
            let Some((cheapest, dearest)) = ends.get_mut(&kind) else {
                ends.insert(kind, (own, own));
                continue;
            };
            if let Some((other, ..)) = [*cheapest, *dearest].into_iter().find(|other| are_far_apart(own, *other)) {
                self.remark_unit_value(line, other);
            }
            if is_times(own, *dearest, Decimal::ONE) {
                *dearest = own;
            } else if is_times(*cheapest, own, Decimal::ONE) {
                *cheapest = own;
            }
        }
    }

    fn remark_unit_value(&mut self, line: &Line, other: &Line) {
        let message = format!(
            "a unit of line `{}` and one of line `{}`, of the same code, are not worth amounts of one order",
            line.name, other.name
        );
        let help = "look at the quantities, their units and the values of both again";
        self.refuse(Code::UNIT_VALUES_APART, &line.pointer(LineDatum::Value), message, help);
    }
}

fn are_far_apart(one: Worth<'_>, other: Worth<'_>) -> bool {
    let apart = Decimal::from(UNIT_VALUES_APART);
    is_times(one, other, apart) || is_times(other, one, apart)
}

/// Whether a unit of one is worth so many times one of the other, or more. Nothing is divided: `a / b` is held against `c / d` as
/// `a d` against `b c`.
fn is_times((_, value, amount): Worth<'_>, (_, other, other_amount): Worth<'_>, times: Decimal) -> bool {
    let own = value.amount.times(other_amount.amount);
    let others = other.amount.times(amount.amount).and_then(|others| others.times(times));
    own.zip(others).is_some_and(|(own, others)| own >= others)
}

/// What a line is worth, and of which kind it is; none where it has no tariff code, or is worth nothing, or is nothing.
fn worth(line: &Line) -> Option<(Kind<'_>, Worth<'_>)> {
    let code = line.codes.iter().find_map(|stated| match &stated.value {
        CodeValue::Code(code) => code.scheme().tariff_digits().map(|_| code),
        CodeValue::Nothing => None,
    })?;
    let amount = line.quantity.or(line.net_mass)?;
    let value = line.value?;
    let counts = value.amount > Decimal::ZERO && amount.amount > Decimal::ZERO;
    counts.then_some(((code, amount.unit, value.currency), (line, value, amount)))
}
