//! Shares, sums and counts: between the least and the most that they may be.

use super::Bit;
use super::each::{DEEPEST, Member, Members};
use super::frame::{Frame, OriginTest, Side};
use super::subject::{Asked, Known};
use crate::compile::GoneThrough;
use crate::model::{Measured, Operand, Scalar, TotalId, TotalKind};
use crate::vocab::{Comparator, Currency, Decimal, Over, Short, Sum};
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

/// One of which what it is made of may count.
#[derive(Debug, Clone, Copy)]
struct Within {
    /// How much it is, whether it counts or not.
    amount: Option<Decimal>,
    /// The least of it that counts.
    least: Decimal,
    /// The most of it that may count; none where nothing bounds it.
    most: Option<Decimal>,
    /// So much of it does not count.
    out: Decimal,
    /// Whether it counts, or something in it.
    bit: Bit,
}

/// Several of them together.
#[derive(Debug, Clone, Copy)]
struct Added {
    least: Decimal,
    most: Option<Decimal>,
    out: Decimal,
    /// Whether any of them counts.
    bit: Bit,
    /// What is open in it no fact would settle.
    stuck: bool,
}

/// The sums of those that were gone through by now. What is not known is left out of them.
#[derive(Debug, Clone, Default)]
struct Sums {
    /// Of those that count whole.
    counts: Sum,
    /// Of those that may.
    may: Sum,
    /// Of those that do not.
    fails: Sum,
    /// Of those of which something within may count.
    within: Option<Box<SumsWithin>>,
    /// Whether any of them counts.
    bit: Bit,
    /// Of one nothing bounds how much of it may count.
    unbounded: bool,
    /// Of one it is open whether it counts.
    open: bool,
    /// Of one no fact would settle whether it counts.
    stuck: bool,
}

/// The sums of those of which something within may count.
#[derive(Debug, Clone, Copy, Default)]
struct SumsWithin {
    /// How much they are.
    amount: Sum,
    /// The least of it that counts.
    least: Sum,
    /// The most of it that may.
    most: Sum,
    /// What does not.
    out: Sum,
}

/// What is added up, and in which currency.
#[derive(Debug, Clone, Copy)]
struct Adding<'a> {
    measured: Measured,
    asked: &'a GoneThrough,
    currency: Option<Currency>,
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
        if let Some(known) = self.plain_share(id, by, scalar) {
            debug_assert_eq!(Bit::from(known), self.tallied(id, by, scalar), "a plain share is a share");
            return known.into();
        }
        self.tallied(id, by, scalar)
    }

    fn tallied(&self, id: TotalId, by: Comparator, scalar: Scalar) -> Bit {
        let Some(tally) = self.tally(id, currency_of(&scalar)) else { return Bit::Open };
        tally.compare(by, scalar).unwrap_or(if tally.stuck { Bit::Stuck } else { Bit::Open })
    }

    /// How a share of the item's value stands to a percentage where nothing is left to weigh, as of most: its components are all
    /// stated, with a value and a place of origin each, and nothing else is asked of them. None of any other.
    fn plain_share(&self, id: TotalId, by: Comparator, with: Scalar) -> Option<bool> {
        let (text, asked) = (self.model.totals.get(id.index())?, self.program.totals.get(id.index())?);
        let plain = text.kind == TotalKind::Share && text.measured == Measured::Value && text.over == Over::Components;
        let [test] = self.program.nodes_of(&asked.condition) else { return None };
        let origin = OriginTest::of(&test.op)?;
        let Scalar::Quantity(percent) = with else { return None };
        let content = self.bound.line.content.as_ref()?;
        let whole = self.bound.line.value.as_ref()?;
        let at_hand = self.seen.is_none() && self.depth.saturating_add(1) < DEEPEST;
        if !plain || !at_hand || asked.through.is_some() || content.complete != Some(true) || !percent.is_share() {
            return None;
        }
        let whole_amount = Short::of(whole.amount).filter(|amount| amount.sign().is_gt())?;
        let (mut counts, mut all) = (Short::default(), Short::default());
        for part in &content.components {
            let own = part.value.as_ref().filter(|own| own.currency == whole.currency)?;
            let value = Short::of(own.amount).filter(|value| value.sign().is_ge())?;
            match self.originates(part, origin) {
                Bit::True => counts = counts.plus(value)?,
                Bit::False => {}
                Bit::Open | Bit::Stuck => return None,
            }
            all = all.plus(value)?;
        }
        if all.compare(whole_amount)?.is_gt() {
            return None;
        }
        let order =
            counts.times(Short::of(Decimal::HUNDRED)?)?.compare(Short::of(percent.amount)?.times(whole_amount)?)?;
        Some(by.holds(order))
    }

    /// The currency of what a sum is held against: what is of another cannot be added up in it.
    pub(in crate::eval) fn currency_of(&self, other: &Operand) -> Option<Currency> {
        if let Side::Known(scalar) = self.operand(other) { currency_of(&scalar) } else { None }
    }

    /// A share, a sum or a count; none where too little is known for either end. A sum of values is one in that currency.
    pub(in crate::eval) fn tally(&self, id: TotalId, currency: Option<Currency>) -> Option<Tally> {
        let key = self.of_party(Asked::Total(id.0, currency));
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
        let (text, asked) = (self.model.totals.get(id.index())?, self.program.totals.get(id.index())?);
        let members = self.members(text.over, &[]);
        let adding = |currency| Adding { measured: text.measured, asked, currency };
        match text.kind {
            TotalKind::Share => self.share(&members, adding(self.bound.line.value.map(|value| value.currency))),
            TotalKind::Sum | TotalKind::Count => {
                let added = self.sums(&members, adding(currency))?.added(members.complete, None)?;
                let currency = currency.filter(|_| text.measured == Measured::Value);
                Some(Tally::of(added, Decimal::ONE, currency))
            }
        }
    }

    /// A part of a whole: of the value or the mass of the item, or of all that is owned of a party.
    fn share(&self, members: &Members<'a>, adding: Adding<'_>) -> Option<Tally> {
        let sums = self.sums(members, adding)?;
        if members.complete && sums.bit == Bit::False {
            let nothing = Sums::none().added(true, None)?;
            return Some(Tally::of(nothing, Decimal::HUNDRED, None));
        }
        let whole = match adding.measured {
            Measured::Value => self.bound.line.value?.amount,
            Measured::NetMass => self.bound.line.net_mass?.in_base()?,
            Measured::Ownership | Measured::One => Decimal::HUNDRED,
        };
        if whole <= Decimal::ZERO {
            return None;
        }
        Some(Tally::of(sums.added(members.complete, Some(whole))?, whole, None))
    }

    /// All of them, one after the other; none where the parts of one are worth more than it is.
    fn sums(&self, members: &Members<'a>, adding: Adding<'_>) -> Option<Sums> {
        let mut sums = Sums::none();
        for member in members.iter() {
            let own = self.of_member(member, &adding.asked.condition);
            if own == Bit::True || adding.asked.through.is_none() {
                sums.add_whole(self.amount(member, adding), own);
            } else {
                self.add_parted((member, own), adding, &mut sums)?;
            }
        }
        Some(sums)
    }

    /// One that counts counts whole. Of one that does not, or may not, what it is made of may count in its place.
    fn add_parted(&self, (member, own): (Member<'a>, Bit), adding: Adding<'_>, sums: &mut Sums) -> Option<()> {
        let amount = self.amount(member, adding);
        let way = self.way_into(member, adding.asked);
        if way == Bit::False {
            sums.add_whole(amount, own);
            return Some(());
        }
        let whole = amount.filter(|_| adding.measured != Measured::One);
        let within = self.with_member(member, |frame| {
            let members = frame.members(Over::Components, &[]);
            frame.sums(&members, adding)?.added(members.complete, whole)
        })?;
        let least = if way == Bit::True { within.least } else { Decimal::ZERO };
        let alone = if own.possible() { amount } else { Some(Decimal::ZERO) };
        let most = alone.zip(within.most).map(|(whole, parts)| whole.max(parts));
        sums.add_within(Within {
            amount,
            least: if own.possible() { amount.map_or(Decimal::ZERO, |amount| amount.min(least)) } else { least },
            most,
            out: match amount.zip(most) {
                Some((amount, most)) => amount.minus(most)?,
                None if own == Bit::False => within.out,
                None => Decimal::ZERO,
            },
            bit: own.or(way.and(within.bit)),
        });
        Some(())
    }

    /// How much one of them is. Less than nothing is no amount.
    #[inline]
    fn amount(&self, member: Member<'a>, adding: Adding<'_>) -> Option<Decimal> {
        let amount = match (adding.measured, member) {
            (Measured::One, _) => Some(Decimal::ONE),
            (Measured::Value, Member::Part(line)) => {
                line.value.filter(|value| Some(value.currency) == adding.currency).map(|value| value.amount)
            }
            (Measured::NetMass, Member::Part(line)) => {
                let by_share = || self.bound.line.net_mass?.in_base()?.times(line.concentration?)?.hundredth();
                line.net_mass.and_then(crate::vocab::Quantity::in_base).or_else(by_share)
            }
            (Measured::Ownership, Member::Owner(owner, _)) => owner.percent,
            _ => None,
        };
        amount.filter(|amount| !amount.is_negative())
    }
}

fn currency_of(scalar: &Scalar) -> Option<Currency> {
    if let Scalar::Money(money) = scalar { Some(money.currency) } else { None }
}

impl Sums {
    /// Of none yet.
    fn none() -> Sums {
        Sums { bit: Bit::False, ..Sums::default() }
    }

    fn add_bit(&mut self, bit: Bit) {
        self.bit = self.bit.or(bit);
        self.open |= bit == Bit::Open;
        self.stuck |= bit == Bit::Stuck;
    }

    /// One that counts, or does not, whole; how much it is may not be known.
    #[inline]
    fn add_whole(&mut self, amount: Option<Decimal>, bit: Bit) {
        self.add_bit(bit);
        let sum = match bit {
            Bit::True => &mut self.counts,
            Bit::False => &mut self.fails,
            Bit::Open | Bit::Stuck => &mut self.may,
        };
        match amount {
            Some(amount) => sum.add(amount),
            None => self.unbounded |= bit.possible(),
        }
    }

    /// One of which what it is made of may count in its place.
    fn add_within(&mut self, part: Within) {
        self.add_bit(part.bit);
        let within = self.within.get_or_insert_default();
        part.amount.into_iter().for_each(|amount| within.amount.add(amount));
        part.most.into_iter().for_each(|most| within.most.add(most));
        within.least.add(part.least);
        within.out.add(part.out);
        self.unbounded |= part.most.is_none();
    }

    /// All of them together, as parts of that whole where there is one; none where they are more than it: then neither figure
    /// can be relied on; and where a sum cannot be held exactly.
    fn added(&self, complete: bool, whole: Option<Decimal>) -> Option<Added> {
        let open = !complete || self.unbounded;
        let some = self.counts.and(self.may);
        let all = some.and(self.fails);
        let (least, most, out, all) = match &self.within {
            None => (self.counts, some, self.fails, all),
            Some(within) => (
                self.counts.and(within.least),
                some.and(within.most),
                self.fails.and(within.out),
                all.and(within.amount),
            ),
        };
        let out = out.total()?;
        let mut most = if open { None } else { most.total() };
        if let Some(whole) = whole {
            let amount = all.total()?;
            if amount > whole {
                return None;
            }
            most = if open { whole.minus(out) } else { most };
        }
        let others = if complete { Bit::False } else { Bit::Open };
        Some(Added {
            least: least.total()?,
            most,
            out,
            bit: others.or(self.bit),
            stuck: !open && self.stuck && !self.open,
        })
    }
}

impl Tally {
    fn of(added: Added, whole: Decimal, currency: Option<Currency>) -> Tally {
        let Added { least, most, stuck, .. } = added;
        Tally { least, most, whole, currency, stuck }
    }

    /// Whether it is known to be one amount.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.most == Some(self.least)
    }

    /// Whether both ends, and so all between them, stand the same way to a value; none where they do not, or cannot be
    /// compared.
    fn compare(&self, by: Comparator, with: Scalar) -> Option<Bit> {
        let least = self.order(self.least, with)?;
        let most = match self.most {
            Some(most) if most == self.least => least,
            Some(most) => self.order(most, with)?,
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
                Decimal::compare_products((amount, Decimal::HUNDRED), (percent.amount, self.whole))
            }
            Scalar::Quantity(mass) => Some(amount.cmp(&mass.in_base()?)),
            Scalar::Money(money) => (Some(money.currency) == self.currency).then(|| amount.cmp(&money.amount)),
            Scalar::Number(number) => Some(amount.cmp(&number)),
            Scalar::Date(_) => None,
        }
    }
}
