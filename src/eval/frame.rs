//! One line under one law: what every clause is evaluated against.

use super::Bit;
use super::answers::Answers;
use super::bound::Bound;
use super::destinations::{brokers, party};
use super::listed::Match;
use super::seen::Seen;
use super::subject::{Memo, Subject};
use super::value::Value;
use crate::compile::{EntryRow, Node, NodeId, NodeSpan, Op, Program};
use crate::model::{
    ClassificationId, Compound, DefineId, FactId, GroupId, ListId, Model, Nomenclature, Noun, Operand, Scalar,
};
use crate::shipment::{Certainty, Leg, Line};
use crate::vocab::{
    Act, Code, Comparator, Country, Date, Decimal, Period, Place, Reach, Truth, Validity, is_known, is_known_from,
};
use std::cmp::Ordering;

/// What clauses are evaluated against.
#[derive(Debug, Clone)]
pub(super) struct Frame<'a> {
    /// The program.
    pub(super) program: &'a Program,
    /// Its model, for what the program does not repeat.
    pub(super) model: &'a Model,
    /// The line.
    pub(super) bound: &'a Bound<'a>,
    /// In which editions the law's codes are.
    pub(super) nomenclature: &'a [Nomenclature],
    /// The day that picks the law.
    pub(super) on: Option<Date>,
    /// Where that day is not known: before which day it is not.
    pub(super) earliest: Option<Date>,
    /// As known on that day; none: everything.
    pub(super) known_on: Option<Date>,
    /// When the goods leave, as the law at hand means it.
    pub(super) departed: Option<Date>,
    /// The entry at hand.
    pub(super) entry: Option<(ListId, u32)>,
    /// Whether the entry at hand covers the item.
    pub(super) listed: Bit,
    /// What the lists say that were looked up already.
    pub(super) matches: &'a [Match],
    /// The party and the event at hand.
    pub(super) subject: Subject<'a>,
    /// What was found of parties already.
    pub(super) memo: &'a Memo,
    /// How deep in parts of parts and in owners of owners.
    pub(super) depth: u8,
    /// Who takes down what is seen.
    pub(super) seen: Option<&'a Seen>,
}

impl<'a> Frame<'a> {
    /// Of a line, with nothing at hand yet.
    pub(super) fn of(program: &'a Program, bound: &'a Bound<'a>, memo: &'a Memo) -> Frame<'a> {
        Frame {
            program,
            model: bound.model(),
            bound,
            nomenclature: &[],
            on: None,
            earliest: None,
            known_on: bound.known_on(),
            departed: None,
            entry: None,
            listed: Bit::False,
            matches: &[],
            subject: Subject::default(),
            memo,
            depth: 0,
            seen: None,
        }
    }

    /// The same of another day, and of no entry yet.
    pub(super) fn about_day(&mut self, (on, earliest): (Option<Date>, Option<Date>)) -> &mut Frame<'a> {
        (self.on, self.earliest) = (on, earliest);
        (self.entry, self.listed) = (None, Bit::False);
        self
    }

    /// Fills one bit for each node of a run, in order; gives the last.
    pub(super) fn evaluate(&self, span: &NodeSpan, bits: &mut Vec<Bit>) -> Bit {
        bits.clear();
        for node in self.program.nodes_of(span) {
            let bit = self.node(node, span.0.start, bits);
            bits.push(bit);
        }
        bits.last().copied().unwrap_or(Bit::True)
    }

    /// One bit for each node of a run, in order, by the answers that are recorded.
    pub(super) fn unfolded(&self, span: &NodeSpan, answers: Answers<'_>) -> Vec<Bit> {
        let mut bits = Vec::with_capacity(span.0.len());
        for node in self.program.nodes_of(span) {
            let bit = match node.recorded {
                Some(place) => answers.at(place),
                None => self.node(node, span.0.start, &bits),
            };
            bits.push(bit);
        }
        bits
    }

    /// The bit of a condition that stands apart, such as the one beside an entry: no more of it is asked than decides.
    #[must_use]
    pub(super) fn evaluate_apart(&self, span: &NodeSpan) -> Bit {
        let Some(seen) = self.seen else {
            return if span.0.is_empty() { Bit::True } else { self.come_to(span.root()) };
        };
        let mut bits = Vec::new();
        let bit = self.evaluate(span, &mut bits);
        seen.apart(self.program, span, &bits, self.on);
        bit
    }

    /// What a node comes to.
    fn come_to(&self, node: NodeId) -> Bit {
        let Some(node) = self.program.nodes.get(node as usize) else { return Bit::default() };
        let of = self.program.kids(node).iter().map(|&kid| self.come_to(kid));
        self.follows(&node.op, of).unwrap_or_else(|| self.test(&node.op))
    }

    fn node(&self, node: &Node, base: u32, bits: &[Bit]) -> Bit {
        let kids = self.program.kids(node);
        let of = kids.iter().map(|&kid| bits.get(kid.saturating_sub(base) as usize).copied().unwrap_or_default());
        self.follows(&node.op, of).unwrap_or_else(|| self.test(&node.op))
    }

    /// What follows from the answers of the children, of which no more are asked than decide it; none of a test.
    pub(super) fn follows(&self, op: &Op, mut of: impl Iterator<Item = Bit>) -> Option<Bit> {
        Some(match op {
            Op::All => until(of, Bit::True, Bit::and, Bit::False),
            Op::Any => until(of, Bit::False, Bit::or, Bit::True),
            Op::Not => !of.next().unwrap_or_default(),
            Op::Define(id) => self.silence(*id, of.next().unwrap_or(Bit::Open)),
            Op::DutyMet(_) => of.next().unwrap_or(Bit::Open),
            Op::Disputed(_) => agree(of, Bit::Stuck),
            _ => return None,
        })
    }

    /// The answer to a test.
    pub(super) fn test(&self, op: &Op) -> Bit {
        match op {
            Op::Force(standings) => {
                let in_force = |day: Date| Bit::from(self.known(standings).any(|period| period.contains(day)));
                self.on_each_day(self.known(standings), in_force)
            }
            Op::Known(from) => is_known_from(Some(*from), self.known_on).into(),
            Op::Acts(acts) | Op::ActIs(acts) => acts.contains(&self.bound.act).into(),
            Op::Listed { binds: true, lists, rows } => self.bound_entry(lists, rows.as_deref()),
            Op::Listed { lists, rows, .. } => {
                let meant = |at: usize| rows.as_ref().map(|rows| rows.get(at).map_or(&[][..], Vec::as_slice));
                let each = lists.iter().enumerate();
                each.fold(Bit::False, |any, (at, &list)| any.or(self.listed_in(list, meant(at))))
            }
            Op::ItemIs(codes) => self.item_is(codes),
            Op::Classified(id) => self.classified(*id, |codes| !codes.is_empty()),
            Op::ClassifiedNone(id) => self.classified(*id, |codes| codes.is_empty()),
            Op::ClassifiedAs(id, codes) => self.classified_as(*id, codes),
            Op::InGroup(noun, group) => self.places(*noun, |place| self.member(place, *group)),
            Op::InPlaces(noun, places) => self.places(*noun, |place| within(place, places)),
            Op::Reach(how, places, group) => self.reach(*how, places, *group),
            Op::Holds(fact) => self.value(*fact).holds(),
            Op::ChoiceIs(fact, bits) => self.choice(*fact, *bits),
            Op::Includes(fact, bits) => self.includes(*fact, *bits),
            Op::TextIs(fact, texts) => match self.value(*fact) {
                Value::Text(text) => texts.iter().any(|own| own == text).into(),
                _ => Bit::Open,
            },
            // Silence may still be broken: what is not given yet is not known not to be.
            Op::Given(fact) if matches!(self.value(*fact), Value::Unknown | Value::SilentNo) => Bit::Open,
            Op::Compound(own) => self.compound(own),
            Op::Each(id) => self.each(*id),
            Op::RequiredBy { rules, disregarding } => self.required_by(rules, disregarding),
            Op::Held(licence, on) => self.held(*licence, *on),
            Op::Matched(lists) => self.matched(lists),
            Op::Marks(table, noun, column) => self.places(*noun, |place| self.marked(*table, place, column)),
            Op::EntryIs(column, words) => match self.cell_words(column) {
                Ok(own) => words.contains(&own).into(),
                Err(bit) => bit,
            },
            Op::Compare(left, by, right) => self.compare(left, *by, right),
            _ => Bit::True,
        }
    }

    /// What is not known of a named condition whose silence means no does not hold.
    fn silence(&self, define: DefineId, bit: Bit) -> Bit {
        let silent = || self.model.defines.get(define.index()).is_some_and(|text| text.silence_means_no.is_some());
        if bit == Bit::Open && silent() { Bit::False } else { bit }
    }

    /// The stretches of force that are known.
    pub(super) fn known<'s>(&self, standings: &'s [Validity]) -> impl Iterator<Item = Period> + use<'s> {
        let known_on = self.known_on;
        standings.iter().filter(move |one| is_known(one.known, known_on)).map(|one| one.in_force)
    }

    /// Whether the entry at hand covers the item, if it is in one of the rows meant.
    fn bound_entry(&self, lists: &[ListId], rows: Option<&[Vec<u32>]>) -> Bit {
        let Some(rows) = rows else { return self.listed };
        let mut each = lists.iter().zip(rows);
        match self.entry {
            None => each.fold(Bit::False, |any, (&list, rows)| {
                any.or(self.with_found(list, |found| self.unnamed(found, rows)))
            }),
            Some((list, at)) => {
                let meant = each.any(|(own, rows)| *own == list && rows.binary_search(&at).is_ok());
                self.listed.and(meant.into())
            }
        }
    }

    /// Whether any entry of a list, or any of those rows, covers the item.
    fn listed_in(&self, list: ListId, rows: Option<&[u32]>) -> Bit {
        self.with_found(list, |found| {
            if let Some(seen) = self.seen {
                seen.entries(found);
            }
            let Some(rows) = rows else { return found.any() };
            let hits = found.hits.iter().filter(|hit| rows.binary_search(&hit.entry).is_ok());
            hits.fold(self.unnamed(found, rows), |any, hit| any.or(hit.bit))
        })
    }

    /// What a list says of the item, looked up where it is not at hand.
    fn with_found(&self, list: ListId, tell: impl FnOnce(&Match) -> Bit) -> Bit {
        let known = self.matches.iter().find(|found| found.is_of(list, (self.on, self.earliest)));
        match known {
            Some(found) => tell(found),
            None => tell(&self.looked_up(list)),
        }
    }

    fn classified(&self, id: ClassificationId, test: impl Fn(&[&str]) -> bool) -> Bit {
        let known = self.bound.classified(id);
        known.on(self.on).map_or(Bit::Open, |codes| test(codes).into())
    }

    fn classified_as(&self, id: ClassificationId, wanted: &[Code]) -> Bit {
        let known = self.bound.classified(id);
        let Some(stated) = known.on(self.on) else { return Bit::Open };
        let one = |own: &Code, text: &str| match Code::parse(own.scheme(), text) {
            Ok(item) => Bit::from(own.covers(&item)),
            Err(_) => Bit::False,
        };
        let pairs = wanted.iter().flat_map(|own| stated.iter().map(move |&text| one(own, text)));
        pairs.fold(Bit::False, Bit::or)
    }

    /// A test of a place: it holds if it holds wherever the place may be.
    fn places(&self, noun: Noun, test: impl Fn(&Place) -> Bit) -> Bit {
        let shipment = self.bound.shipment;
        let one = match noun {
            Noun::Destination if !self.bound.destinations.others.is_empty() => {
                return agree(self.bound.destinations.iter().map(test), Bit::Open);
            }
            Noun::Destination => self.bound.destinations.read,
            Noun::DeclaredDestination => self.bound.declared_destination(),
            Noun::KnownEndDestination => self.bound.end_of_the_way(),
            Noun::Origin => return at_origin(self.bound.line, test),
            Noun::CountryOfExport => self.bound.leaves_from(),
            Noun::Party | Noun::Incorporation | Noun::Headquarters | Noun::EventCountry => {
                return self.subject_place(noun).map_or(Bit::Open, |place| test(&place));
            }
            Noun::EndUser => party(shipment, self.bound.goods.end_user.as_deref(), "end-user"),
            Noun::Consignee => party(shipment, self.bound.goods.consignee.as_deref(), "consignee"),
            Noun::Fact(fact) => match self.value(fact) {
                Value::Country(country) => return test(&whole(country)),
                _ => None,
            },
        };
        one.map_or(Bit::Open, test)
    }

    /// What a test of the origin says of a part.
    #[inline]
    pub(super) fn originates(&self, part: &Line, of: OriginTest<'_>) -> Bit {
        match of {
            OriginTest::Places(places) => part.origin.map_or(Bit::Open, |country| lies_within(country, places)),
            OriginTest::Group(group) => at_origin(part, |place| self.member(place, group)),
        }
    }

    pub(super) fn member(&self, place: &Place, group: GroupId) -> Bit {
        let Some(set) = self.program.groups.get(group.index()) else { return Bit::Open };
        let stretches = set.of(place.country);
        let known = || stretches.iter().filter(|stretch| is_known(stretch.known, self.known_on));
        let on = |day: Date| {
            let then = known().filter(|stretch| stretch.period.contains(day));
            then.fold(Bit::False, |any, stretch| {
                let there = Bit::from(stretch.place.holds(place));
                any.or(if stretch.uncertain { there.and(Bit::Stuck) } else { there })
            })
        };
        self.on_each_day(known().map(|stretch| stretch.period), on)
    }

    /// What is said on the decisive day; of an unknown one, what is said on all days that these periods tell apart.
    pub(super) fn on_each_day(&self, periods: impl Iterator<Item = Period>, says: impl Fn(Date) -> Bit) -> Bit {
        if let Some(day) = self.on {
            return says(day);
        }
        let later = |day: &Date| self.earliest.is_none_or(|earliest| earliest < *day);
        let changes = periods.flat_map(|period| [period.from, period.before]).flatten();
        let changes: Vec<Date> = changes.filter(later).collect();
        let before_all = || changes.iter().min().map_or(Date::from_number(0), |first| first.previous());
        let first = says(self.earliest.unwrap_or_else(before_all));
        let mut each = changes.into_iter().map(says);
        if each.all(|next| next == first) { first } else { Bit::Open }
    }

    fn reach(&self, how: Reach, places: &[Place], group: Option<GroupId>) -> Bit {
        let act = self.bound.act;
        let passes = matches!(act, Act::Transit | Act::Transhipment);
        let of_that_kind = match how {
            Reach::ExportedFrom => !passes && act != Act::Brokering,
            Reach::InTransitThrough => passes,
            Reach::BrokeredFrom => act == Act::Brokering,
            Reach::PassesThrough => true,
        };
        if !of_that_kind {
            return Bit::False;
        }
        let there = |place: &Place| match group {
            Some(group) => self.member(place, group),
            None => within(place, places),
        };
        let shipment = self.bound.shipment;
        let one = |place: Option<&Place>| place.map_or(Bit::Open, there);
        match how {
            Reach::ExportedFrom => one(self.bound.leaves_from()),
            Reach::InTransitThrough => {
                let legs = shipment.legs.iter().flat_map(|leg| [leg.from.clone(), leg.to.clone()]).flatten();
                let mut way = shipment.routing.iter().copied().map(whole).chain(legs).peekable();
                if way.peek().is_none() { Bit::Open } else { way.fold(Bit::False, |any, place| any.or(there(&place))) }
            }
            Reach::PassesThrough => self.passes(there),
            Reach::BrokeredFrom => self.brokered(there),
        }
    }

    /// Whether any broker is at such a place. Where none is stated, the country of export tells where the deal was made; that it
    /// is elsewhere tells nothing.
    fn brokered(&self, there: impl Fn(&Place) -> Bit) -> Bit {
        let shipment = self.bound.shipment;
        let mut seats = brokers(shipment).map(|broker| broker.country.as_ref().map_or(Bit::Open, &there)).peekable();
        if seats.peek().is_none() {
            let from = self.bound.leaves_from().map_or(Bit::Open, there);
            return if from == Bit::True { from } else { Bit::Open };
        }
        let others = if shipment.parties_complete == Some(false) { Bit::Open } else { Bit::False };
        seats.fold(others, Bit::or)
    }

    /// Whether the goods stop at such a place between the first and the last. A leg that is only suspected leaves it open.
    fn passes(&self, there: impl Fn(&Place) -> Bit) -> Bit {
        let shipment = self.bound.shipment;
        let carried = |leg: &&Leg| leg.carries(self.bound.goods);
        let legs: Vec<&Leg> = shipment.legs.iter().filter(carried).collect();
        let suspected = |leg: &&Leg| leg.certainty == Some(Certainty::Suspected);
        if shipment.routing.is_empty() && legs.iter().all(suspected) {
            return Bit::Open;
        }
        let last = legs.len().saturating_sub(1);
        let stops = legs.iter().enumerate().flat_map(|(at, leg)| {
            let from = leg.from.as_ref().filter(|_| at > 0);
            let to = leg.to.as_ref().filter(|_| at < last);
            let certain = leg.certainty != Some(Certainty::Suspected);
            [from, to].into_iter().flatten().map(move |place| (place, certain))
        });
        let by_leg = stops.map(|(place, certain)| {
            let bit = there(place);
            if certain { bit } else { bit.and(Bit::Open) }
        });
        let by_country = shipment.routing.iter().map(|&country| there(&whole(country)));
        by_leg.chain(by_country).fold(Bit::False, Bit::or)
    }

    fn choice(&self, fact: FactId, wanted: u64) -> Bit {
        match self.value(fact) {
            Value::Choice(at) => (wanted & 1u64.checked_shl(u32::from(at)).unwrap_or(0) != 0).into(),
            Value::SilentNo => Bit::False,
            _ => Bit::Open,
        }
    }

    fn includes(&self, fact: FactId, wanted: u64) -> Bit {
        match self.value(fact) {
            Value::Choices(own) if wanted == 0 => (own != 0).into(),
            Value::Choices(own) => (own & wanted != 0).into(),
            Value::SilentNo => Bit::False,
            _ => Bit::Open,
        }
    }

    /// A product or a ratio held against an amount. A ratio is compared without dividing.
    fn compound(&self, own: &Compound) -> Bit {
        let base = |fact: &FactId| self.value(*fact).quantity()?.in_base();
        let product = own.times.iter().try_fold(Decimal::ONE, |all, fact| all.times(base(fact)?));
        let bound = match &own.divided {
            Some(fact) => base(fact).filter(|own| *own > Decimal::ZERO).and_then(|over| own.bound.times(over)),
            None => Some(own.bound),
        };
        let known = product.zip(bound);
        known.map_or(Bit::Open, |(product, bound)| own.by.holds(product.cmp(&bound)).into())
    }

    fn compare(&self, left: &Operand, by: Comparator, right: &Operand) -> Bit {
        if let Some(known) = self.compare_exact_days(left, by, right) {
            debug_assert_eq!(
                Bit::from(known),
                self.compare_any(left, by, right),
                "days that are known compare as any do"
            );
            return known.into();
        }
        self.compare_any(left, by, right)
    }

    fn compare_any(&self, left: &Operand, by: Comparator, right: &Operand) -> Bit {
        if matches!(left, Operand::Total(_)) || matches!(right, Operand::Total(_)) {
            return self.compare_total(left, by, right);
        }
        if left.is_reckoned() || right.is_reckoned() {
            return self.compare_days(left, by, right);
        }
        let (left, right) = (self.operand(left), self.operand(right));
        match (left, right) {
            (Side::Open, _) | (_, Side::Open) => Bit::Open,
            (Side::Stuck, _) | (_, Side::Stuck) => Bit::Stuck,
            (Side::Known(left), Side::Known(right)) => {
                order(left, right).map_or(Bit::Open, |order| by.holds(order).into())
            }
        }
    }

    /// One side of a comparison: open if a fact would tell, stuck if nothing records it.
    pub(super) fn operand(&self, operand: &Operand) -> Side {
        let day = |day: Option<Date>| day.map_or(Side::Stuck, |day| Side::Known(Scalar::Date(day)));
        match operand {
            Operand::Fixed(scalar) => Side::Known(*scalar),
            Operand::Term(_) | Operand::Picked(..) => self.day(operand).side(),
            Operand::Total(_) => Side::Open,
            Operand::Fact(fact) => match self.value(*fact) {
                Value::Date(date) => Side::Known(Scalar::Date(date)),
                Value::Number(number) => Side::Known(Scalar::Number(*number)),
                Value::Money(money) => Side::Known(Scalar::Money(*money)),
                other => other.quantity().map_or(Side::Open, |quantity| Side::Known(Scalar::Quantity(quantity))),
            },
            // Which entry it is a fact may tell, unless the list as encoded is missing it.
            _ if self.entry.is_none() => {
                if self.listed == Bit::Open {
                    Side::Open
                } else {
                    Side::Stuck
                }
            }
            Operand::EntryFrom => day(self.row().and_then(|row| row.form_since)),
            Operand::EntryFirstListed => day(self.row().and_then(|row| row.first_listed)),
            Operand::EntryDate(column) => {
                self.cell(column).filter(|cell| matches!(cell, Scalar::Date(_))).map_or(Side::Stuck, Side::Known)
            }
            Operand::EntryAmount(column) => {
                self.cell(column).filter(|cell| !matches!(cell, Scalar::Date(_))).map_or(Side::Stuck, Side::Known)
            }
        }
    }

    pub(super) fn row(&self) -> Option<&'a EntryRow> {
        let (list, entry) = self.entry?;
        self.program.lists.get(list.index())?.rows.get(entry as usize)
    }

    /// The day or the amount of the entry at hand in a column.
    fn cell(&self, column: &str) -> Option<Scalar> {
        let (list, entry) = self.entry?;
        self.program.lists.get(list.index())?.cell(column, entry)
    }

    /// A cell of the entry at hand.
    pub(super) fn entry_cell(&self, column: &str) -> Option<&'a str> {
        let (list, entry) = self.entry?;
        self.model.lists.get(list.index())?.entries.get(entry as usize)?.cell(column)
    }
}

/// A test of the origin alone, for which nothing else of a part is read. Most shares ask just that of each component.
#[derive(Debug, Clone, Copy)]
pub(super) enum OriginTest<'p> {
    Places(&'p [Place]),
    Group(GroupId),
}

impl OriginTest<'_> {
    /// None of another test.
    pub(super) fn of(op: &Op) -> Option<OriginTest<'_>> {
        match op {
            Op::InPlaces(Noun::Origin, places) => Some(OriginTest::Places(places)),
            Op::InGroup(Noun::Origin, group) => Some(OriginTest::Group(*group)),
            _ => None,
        }
    }
}

/// One side of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// A value.
    Known(Scalar),
    /// A fact would tell.
    Open,
    /// Nothing records it.
    Stuck,
}

/// How two scalars compare; none if they cannot (another currency without a rate).
fn order(left: Scalar, right: Scalar) -> Option<Ordering> {
    match (left, right) {
        (Scalar::Date(a), Scalar::Date(b)) => Some(a.cmp(&b)),
        (Scalar::Number(a), Scalar::Number(b)) => Some(a.cmp(&b)),
        (Scalar::Quantity(a), Scalar::Quantity(b)) => a.compare(b),
        (Scalar::Money(a), Scalar::Money(b)) => a.compare(b),
        _ => None,
    }
}

/// Readings, or places, that agree give what they say. Where two already differ no answer reconciles them; else it is open
/// if one is open. None at all is open.
pub(super) fn agree(mut of: impl Iterator<Item = Bit>, differ: Bit) -> Bit {
    let Some(first) = of.next() else { return Bit::Open };
    let (mut alike, mut holds, mut fails, mut open) =
        (true, first == Bit::True, first == Bit::False, first == Bit::Open);
    for bit in of {
        alike &= bit == first;
        holds |= bit == Bit::True;
        fails |= bit == Bit::False;
        open |= bit == Bit::Open;
    }
    if alike {
        first
    } else if open && !(holds && fails) {
        Bit::Open
    } else {
        differ
    }
}

/// One bit after the other, until nothing can change what they come to.
fn until(of: impl Iterator<Item = Bit>, first: Bit, join: fn(Bit, Bit) -> Bit, last: Bit) -> Bit {
    let mut all = first;
    for bit in of {
        all = join(all, bit);
        if all == last {
            break;
        }
    }
    all
}

fn at_origin(line: &Line, test: impl FnOnce(&Place) -> Bit) -> Bit {
    line.origin.map_or(Bit::Open, |country| test(&whole(country)))
}

fn within(place: &Place, places: &[Place]) -> Bit {
    Truth::any(places.iter().map(|own| own.holds(place))).into()
}

/// The same of a whole country: it may or may not be in a part of itself.
#[inline]
fn lies_within(country: Country, places: &[Place]) -> Bit {
    let own = places.iter().filter(|own| own.country == country);
    let bit = own.fold(Bit::False, |any, own| any.or(if own.subdivision.is_none() { Bit::True } else { Bit::Open }));
    debug_assert_eq!(bit, within(&whole(country), places), "a country lies where a place that is all of it does");
    bit
}

fn whole(country: Country) -> Place {
    Place { country, subdivision: None }
}
