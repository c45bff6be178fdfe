//! Shares, sums and counts: between the least and the most that they may be.

use super::Bit;
use super::each::{Member, Members};
use super::frame::{Frame, Side};
use super::subject::{Asked, Known, place_of};
use crate::compile::NodeSpan;
use crate::model::{Measured, Operand, Scalar, Total, TotalId, TotalKind};
use crate::vocab::{Comparator, Currency, Decimal};
use std::cmp::Ordering;

/// What was added up: no less than the one, no more than the other. Exact; a share is a part of `whole`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The least it may be.
    pub least: Decimal,
    /// The most it may be; none where nothing bounds it.
    pub most: Option<Decimal>,
    /// Of how much it is a part; one for sums and counts.
    pub whole: Decimal,
    /// The currency of a sum of values.
    pub currency: Option<Currency>,
    /// What is open in it no fact would settle.
    pub stuck: bool,
}

/// One of those added up: how much, and whether it counts.
#[derive(Debug, Clone, Copy)]
struct Part {
    amount: Option<Decimal>,
    bit: Bit,
}

impl<'a> Frame<'a> {
    /// A comparison with a share, a sum or a count on either side.
    pub(in crate::eval) fn compare_total(&self, left: &Operand, by: Comparator, right: &Operand) -> Bit {
        match (left, right) {
            (Operand::Total(id), other) => self.compared_with(*id, by, other),
            (other, Operand::Total(id)) => self.compared_with(*id, by.turned(), other),
            _ => Bit::Open,
        }
    }

    fn compared_with(&self, id: TotalId, by: Comparator, other: &Operand) -> Bit {
        let scalar = match self.operand(other) {
            Side::Known(scalar) => scalar,
            Side::Open => return Bit::Open,
            Side::Stuck => return Bit::Stuck,
        };
        let Some(tally) = self.tally(id, self.currency_of(other)) else { return Bit::Open };
        tally.compare(by, scalar).unwrap_or(if tally.stuck { Bit::Stuck } else { Bit::Open })
    }

    /// The currency of what a sum is held against: what is of another cannot be added up in it.
    pub(in crate::eval) fn currency_of(&self, other: &Operand) -> Option<Currency> {
        if let Side::Known(Scalar::Money(money)) = self.operand(other) { Some(money.currency) } else { None }
    }

    /// A share, a sum or a count; none where too little is known for either end. A sum of values is one in that currency.
    pub(in crate::eval) fn tally(&self, id: TotalId, currency: Option<Currency>) -> Option<Tally> {
        let key = self.subject.party.map(|party| (Asked::Total(id.0, currency), place_of(party), self.on, self.entry));
        if let Some(Known::Total(known)) = key.and_then(|key| self.memo.get(key)) {
            return known;
        }
        let tally = self.tally_anew(id, currency);
        if let Some(key) = key {
            self.memo.put(key, Known::Total(tally.clone()));
        }
        tally
    }

    fn tally_anew(&self, id: TotalId, currency: Option<Currency>) -> Option<Tally> {
        let (text, span) = (self.model.totals.get(id.index())?, self.program.totals.get(id.index())?);
        let mut members = self.members(text.over, &[]);
        members.all.retain(|member| !member.is_beside());
        match text.kind {
            TotalKind::Share => self.share(text, span, &members),
            TotalKind::Sum => self.sum(text, span, &members, currency),
            TotalKind::Count => Some(self.count(span, &members)),
        }
    }

    /// A part of a whole: of the value or the mass of the item, or of all that is owned of a party.
    fn share(&self, text: &Total, span: &NodeSpan, members: &Members<'a>) -> Option<Tally> {
        let currency = self.bound.line.value.map(|value| value.currency);
        let parts = self.parts(text.measured, span, members, currency);
        let nothing = members.complete && parts.iter().all(|part| part.bit == Bit::False);
        if nothing {
            return Some(Tally::of(Decimal::ZERO, Decimal::HUNDRED));
        }
        let whole = match text.measured {
            Measured::Value => self.bound.line.value?.amount,
            Measured::NetMass => self.bound.line.net_mass?.in_base()?,
            Measured::Ownership | Measured::One => Decimal::HUNDRED,
        };
        let known = added(parts.iter().map(|part| part.amount))?;
        // The parts are worth more than the whole: then neither figure can be relied on.
        if known > whole || whole <= Decimal::ZERO {
            return None;
        }
        let least = added(parts.iter().filter(|part| part.bit == Bit::True).map(|part| part.amount))?;
        let rest_open = !members.complete || parts.iter().any(|part| part.amount.is_none() && part.bit.possible());
        let most = if rest_open {
            let out = added(parts.iter().filter(|part| part.bit == Bit::False).map(|part| part.amount))?;
            whole.minus(out)?
        } else {
            added(parts.iter().filter(|part| part.bit.possible()).map(|part| part.amount))?
        };
        let stuck = !rest_open && all_stuck(&parts);
        Some(Tally { least, most: Some(most), whole, currency: None, stuck })
    }

    fn sum(&self, text: &Total, span: &NodeSpan, members: &Members<'a>, currency: Option<Currency>) -> Option<Tally> {
        let parts = self.parts(text.measured, span, members, currency);
        let least = added(parts.iter().filter(|part| part.bit == Bit::True).map(|part| part.amount))?;
        let open = !members.complete || parts.iter().any(|part| part.amount.is_none() && part.bit.possible());
        let most = added(parts.iter().filter(|part| part.bit.possible()).map(|part| part.amount));
        let currency = currency.filter(|_| text.measured == Measured::Value);
        let one = Decimal::ONE;
        let stuck = !open && all_stuck(&parts);
        Some(Tally { least, most: most.filter(|_| !open), whole: one, currency, stuck })
    }

    fn count(&self, span: &NodeSpan, members: &Members<'a>) -> Tally {
        let bits: Vec<Bit> = members.all.iter().map(|member| self.of_member(*member, span)).collect();
        let many = |test: fn(&Bit) -> bool| bits.iter().filter(|bit| test(bit)).count();
        let number = |many: usize| Decimal::from(u32::try_from(many).unwrap_or(u32::MAX));
        let most = members.complete.then(|| number(many(|bit| bit.possible())));
        let open = |bit: &Bit| *bit == Bit::Open;
        let stuck = members.complete && !bits.iter().any(open) && bits.contains(&Bit::Stuck);
        let least = number(many(|bit| *bit == Bit::True));
        Tally { least, most, whole: Decimal::ONE, currency: None, stuck }
    }

    fn parts(
        &self,
        measured: Measured,
        span: &NodeSpan,
        members: &Members<'a>,
        currency: Option<Currency>,
    ) -> Vec<Part> {
        let amount = |member: &Member<'a>| match (measured, member) {
            (Measured::Value, Member::Part(line)) => {
                line.value.filter(|value| Some(value.currency) == currency).map(|value| value.amount)
            }
            (Measured::NetMass, Member::Part(line)) => {
                let by_share = || self.bound.line.net_mass?.in_base()?.times(line.concentration?)?.hundredth();
                line.net_mass.and_then(crate::vocab::Quantity::in_base).or_else(by_share)
            }
            (Measured::Ownership, Member::Owner(owner, _)) => owner.percent,
            _ => None,
        };
        // Less than nothing is no amount.
        let amount = |member: &Member<'a>| amount(member).filter(|amount| !amount.is_negative());
        members.all.iter().map(|member| Part { amount: amount(member), bit: self.of_member(*member, span) }).collect()
    }
}

/// The sum of what is known.
fn added(amounts: impl Iterator<Item = Option<Decimal>>) -> Option<Decimal> {
    amounts.flatten().try_fold(Decimal::ZERO, Decimal::plus)
}

fn all_stuck(parts: &[Part]) -> bool {
    parts.iter().any(|part| part.bit == Bit::Stuck) && !parts.iter().any(|part| part.bit == Bit::Open)
}

impl Tally {
    fn of(amount: Decimal, whole: Decimal) -> Tally {
        Tally { least: amount, most: Some(amount), whole, currency: None, stuck: false }
    }

    /// Whether it is known to be one amount.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.most == Some(self.least)
    }

    /// Whether both ends, and so all between them, stand the same way to a value; none where they do not, or cannot be
    /// compared.
    fn compare(&self, by: Comparator, with: Scalar) -> Option<Bit> {
        let (least, most) = (self.order(self.least, with)?, self.most.map(|most| self.order(most, with)));
        let most = match most {
            Some(order) => order?,
            None => Ordering::Greater,
        };
        if by == Comparator::Equal {
            return match (least, most) {
                (Ordering::Equal, Ordering::Equal) => Some(Bit::True),
                (Ordering::Greater, _) | (_, Ordering::Less) => Some(Bit::False),
                _ => None,
            };
        }
        let (low, high) = (by.holds(least), by.holds(most));
        (low == high).then(|| low.into())
    }

    /// How an amount of it stands to a value. A share is compared without dividing: `amount / whole` with `value / 100`.
    fn order(&self, amount: Decimal, with: Scalar) -> Option<Ordering> {
        match with {
            Scalar::Quantity(percent) if self.currency.is_none() && percent.is_share() => {
                Some(amount.times(Decimal::HUNDRED)?.cmp(&percent.amount.times(self.whole)?))
            }
            Scalar::Quantity(mass) => Some(amount.cmp(&mass.in_base()?)),
            Scalar::Money(money) => (Some(money.currency) == self.currency).then(|| amount.cmp(&money.amount)),
            Scalar::Number(number) => Some(amount.cmp(&number)),
            Scalar::Date(_) => None,
        }
    }
}
