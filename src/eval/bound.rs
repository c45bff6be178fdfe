//! A line of a shipment bound to the program: what is stated of each fact that the rules know, to be read when it is asked for.

use super::destinations::{Destinations, destinations};
use super::value::{Value, chosen, declared, is_specification, silent};
use crate::compile::Program;
use crate::model::{ClassificationId, Fact, FactId, Model, Standard};
use crate::shipment::{CodeValue, Datum, Leg, Line, LineDatum, Shipment, StatedCode, StatedFact};
use crate::vocab::{Act, Code, Date, FactOf, Place, StandardDate, Tariff, is_known_from};
use std::borrow::Cow;

/// A code of the item, by its place among the line's codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ItemCode<'s> {
    /// Its place in the line.
    pub index: usize,
    /// The code.
    pub code: &'s Code,
    /// Packed, if it is of a tariff.
    pub tariff: Option<Tariff>,
    /// The edition stated, if one is.
    pub edition: Option<&'s str>,
}

/// How the item stands under a classification.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Classified<'s> {
    /// What was stated: nothing, none, or codes.
    pub stated: Option<Vec<&'s str>>,
    /// The places of the statements among the line's codes.
    pub at: Vec<usize>,
    /// When it was made.
    pub made: Option<Date>,
    /// The first day after that on which what it is made under changed.
    pub stale_from: Option<Date>,
}

impl<'s> Classified<'s> {
    /// What counts on a day: nothing once it is stale. Without a day it does not count if it may be stale.
    #[must_use]
    pub fn on(&self, day: Option<Date>) -> Option<&[&'s str]> {
        let stale = self.stale_from.is_some_and(|from| day.is_none_or(|day| from <= day));
        if stale { None } else { self.stated.as_deref() }
    }
}

/// What of a shipment an act is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActOf<'s> {
    /// What the shipment itself states.
    Shipment,
    /// A leg that is an act of its own.
    Leg(&'s Leg),
    /// The passage of the goods through a territory, which is an act of its own there.
    Passage,
}

/// A line bound to a model.
#[derive(Debug, Clone)]
pub struct Bound<'s> {
    /// The shipment.
    pub shipment: &'s Shipment,
    /// What is asked about: the line, or a part of it.
    pub line: &'s Line,
    /// The line that is shipped.
    pub goods: &'s Line,
    /// What of the shipment it is that is done.
    pub of: ActOf<'s>,
    /// The act; an export where none is stated.
    pub act: Act,
    model: &'s Model,
    known_on: Option<Date>,
    /// What is known of the facts and classifications; none of a part, of which each is looked up where it is asked.
    slots: Option<Slots<'s>>,
    /// The places that may be the destination.
    pub destinations: Destinations<'s>,
}

/// So many facts are mostly stated at most.
const MOSTLY: usize = 4;

/// The values of facts. They stand within it while they are few: to bind a line then takes no room from elsewhere. (A `SmallVec`
/// would tie the lifetime of what it holds to its own: it is invariant in it.)
#[derive(Debug, Clone, Default)]
struct Named<'s> {
    first: [Option<(FactId, Value<'s>)>; MOSTLY],
    /// How many of these there are.
    count: usize,
    others: Vec<(FactId, Value<'s>)>,
}

impl<'s> Named<'s> {
    fn push(&mut self, fact: FactId, value: Value<'s>) {
        match self.first.get_mut(self.count) {
            Some(next) => (*next, self.count) = (Some((fact, value)), self.count.saturating_add(1)),
            None => self.others.push((fact, value)),
        }
    }

    fn iter(&self) -> impl Iterator<Item = (FactId, Value<'s>)> {
        self.first.iter().map_while(|own| *own).chain(self.others.iter().copied())
    }
}

/// What is known of the facts and classifications of the model.
#[derive(Debug, Clone, Default)]
struct Slots<'s> {
    /// One for each classification.
    classified: Vec<Classified<'s>>,
    /// The facts that rules declare and of which something is stated, each with its value: few enough to go through.
    named: Named<'s>,
}

/// Finds the facts that rules declare and of which something is stated.
struct Naming<'n, 's> {
    program: &'n Program,
    model: &'s Model,
    line: &'s Line,
    named: &'n mut Named<'s>,
}

impl<'s> Naming<'_, 's> {
    fn go_through(mut self, shipment: &'s Shipment) {
        let line = self.line;
        for (name, own) in shipment.facts.iter().filter(|(name, _)| !line.facts.contains_key(*name)) {
            self.declared(name, own, false);
        }
        for (name, own) in &line.facts {
            self.declared(name, own, true);
        }
        for (name, amount) in line.specs.iter().filter_map(|(name, amount)| Some((name, amount.as_ref()?))) {
            self.add(name, |fact| is_specification(fact).then_some(Value::Quantity(amount)));
        }
    }

    /// What is stated among the facts of the line, or of the shipment.
    fn declared(&mut self, name: &str, own: &'s StatedFact, by_line: bool) {
        let line = self.line;
        self.add(name, |fact| reads(fact, line, by_line).then(|| declared(fact, Some(own))));
    }

    /// What is stated under a name, of the facts that are read there.
    fn add(&mut self, name: &str, value: impl Fn(&Fact) -> Option<Value<'s>>) {
        for &id in self.program.facts_named(name) {
            if let Some(value) = self.model.facts.get(id.index()).and_then(&value) {
                self.named.push(id, value);
            }
        }
    }
}

/// Whether a fact is read where facts are declared: by the line, or by the shipment for all of its lines, but not for their
/// parts.
fn reads(fact: &Fact, line: &Line, by_line: bool) -> bool {
    match fact.of {
        FactOf::Party | FactOf::Event => false,
        FactOf::Line => !is_specification(fact) && (by_line || !line.is_part()),
        FactOf::Shipment => true,
    }
}

impl<'s> Bound<'s> {
    /// Binds a line under a program and its model; `known_on` leaves out changes that were not known by then.
    #[must_use]
    #[inline]
    pub fn new(
        (program, model): (&Program, &'s Model),
        shipment: &'s Shipment,
        line: &'s Line,
        known_on: Option<Date>,
    ) -> Bound<'s> {
        let mut bound = Bound::unslotted(model, shipment, line, known_on);
        bound.slot(program);
        bound
    }

    /// Of which nothing is looked up yet.
    #[inline]
    fn unslotted(model: &'s Model, shipment: &'s Shipment, line: &'s Line, known_on: Option<Date>) -> Bound<'s> {
        Bound {
            shipment,
            line,
            goods: line,
            of: ActOf::Shipment,
            act: shipment.act.unwrap_or_default(),
            model,
            known_on,
            slots: None,
            destinations: destinations(shipment, line),
        }
    }

    /// Finds what is stated of which facts; of the others it is known what silence tells.
    fn slot(&mut self, program: &Program) {
        let (model, shipment, line, known_on) = (self.model, self.shipment, self.line, self.known_on);
        // Where they stay: what is found is not moved again.
        let slots = self.slots.insert(Slots::default());
        Naming { program, model, line, named: &mut slots.named }.go_through(shipment);
        let ids = (0..model.classifications.len()).map(ClassificationId::at);
        slots.classified.extend(ids.map(|id| classified(model, id, line, known_on)));
    }

    /// The same on a leg that is an act of its own: it leaves from where the leg begins, and goes to where the leg ends.
    #[must_use]
    pub fn on_leg(
        (program, model): (&Program, &'s Model),
        shipment: &'s Shipment,
        line: &'s Line,
        leg: &'s Leg,
        known_on: Option<Date>,
    ) -> Bound<'s> {
        let mut bound = Bound::unslotted(model, shipment, line, known_on);
        bound.act = leg.kind.as_deref().and_then(Act::parse).unwrap_or(bound.act);
        bound.of = ActOf::Leg(leg);
        bound.destinations = Destinations::only(leg.to.as_ref());
        bound.slot(program);
        bound
    }

    /// A component of the line, or something it was produced with: it goes where the line goes. Few of its facts are ever asked
    /// for, so that none is looked up beforehand.
    #[must_use]
    pub(super) fn part(&self, line: &'s Line) -> Bound<'s> {
        let destinations = self.destinations.clone();
        Bound { line, slots: None, destinations, ..*self }
    }

    /// The passage of the goods on the way that they are sent; none where they stop nowhere, or where to pass is the act itself.
    #[must_use]
    pub fn in_passing(
        law: (&Program, &'s Model),
        shipment: &'s Shipment,
        line: &'s Line,
        known_on: Option<Date>,
    ) -> Option<Bound<'s>> {
        let sent = matches!(
            shipment.act.unwrap_or_default(),
            Act::Export | Act::Reexport | Act::TemporaryExport | Act::Return
        );
        if !sent || shipment.stops(line).next().is_none() {
            return None;
        }
        let transhipped = shipment.legs_of_its_act(line).any(|leg| leg.kind.as_deref() == Some("transhipment"));
        let act = if transhipped { Act::Transhipment } else { Act::Transit };
        Some(Bound { act, of: ActOf::Passage, ..Bound::new(law, shipment, line, known_on) })
    }

    /// The item's codes.
    pub fn codes(&self) -> impl Iterator<Item = ItemCode<'s>> + Clone + use<'s> {
        item_codes(self.line)
    }

    /// The leg that it is, where it is one.
    #[must_use]
    pub fn leg(&self) -> Option<&'s Leg> {
        match self.of {
            ActOf::Leg(leg) => Some(leg),
            ActOf::Shipment | ActOf::Passage => None,
        }
    }

    /// Where it leaves from.
    #[must_use]
    pub fn leaves_from(&self) -> Option<&'s Place> {
        self.leg().map_or(self.shipment.country_of_export.as_ref(), |leg| leg.from.as_ref())
    }

    /// Where that is stated.
    #[must_use]
    pub fn leaves_from_at(&self) -> String {
        self.leg().map_or(Datum::CountryOfExport, |leg| Datum::LegFrom(leg.index)).pointer()
    }

    /// The declared destination; of a leg, where it ends.
    #[must_use]
    pub fn declared_destination(&self) -> Option<&'s Place> {
        self.leg().map_or(self.shipment.declared_destination.as_ref(), |leg| leg.to.as_ref())
    }

    /// Where that is stated.
    #[must_use]
    pub fn declared_destination_at(&self) -> String {
        self.leg().map_or(Datum::DeclaredDestination, |leg| Datum::LegTo(leg.index)).pointer()
    }

    /// The value of a fact.
    #[must_use]
    pub fn fact(&self, id: FactId) -> Value<'s> {
        self.model.facts.get(id.index()).map_or(Value::Unknown, |fact| self.value_of(id, fact))
    }

    /// The same of a fact that is at hand.
    pub(super) fn value_of(&self, id: FactId, fact: &Fact) -> Value<'s> {
        if let Some(standard) = fact.standard {
            return self.standard_value(standard, id);
        }
        let Some(slots) = &self.slots else { return self.value(fact) };
        slots.named.iter().find(|(known, _)| *known == id).map_or_else(|| silent(fact), |(_, value)| value)
    }

    /// The value of one that rules declare, of which nothing was looked up.
    fn value(&self, fact: &Fact) -> Value<'s> {
        let (shipment, line) = (self.shipment, self.line);
        match fact.of {
            // Which party or which event is known only where it is asked.
            FactOf::Party | FactOf::Event => Value::Unknown,
            FactOf::Line if is_specification(fact) => {
                line.specs.get(&fact.id).and_then(Option::as_ref).map_or(Value::Unknown, Value::Quantity)
            }
            // What is stated once for all lines is stated of them, and not of their parts.
            FactOf::Line if self.line.is_part() => declared(fact, line.facts.get(&fact.id)),
            FactOf::Shipment | FactOf::Line => declared(fact, shipment.fact_of(line, &fact.id)),
        }
    }

    fn standard_value(&self, standard: Standard, id: FactId) -> Value<'s> {
        let (shipment, line) = (self.shipment, self.line);
        let choice = |word: &Option<String>| {
            let of = word.as_ref().zip(self.model.facts.get(id.index()));
            of.map_or(Value::Unknown, |(word, fact)| chosen(word, &fact.kind))
        };
        match standard {
            Standard::Date(date) => self.day(date).map_or(Value::Unknown, Value::Date),
            Standard::Value => line.value.as_ref().map_or(Value::Unknown, Value::Money),
            Standard::Quantity => line.quantity.as_ref().map_or(Value::Unknown, Value::Quantity),
            Standard::NetMass => line.net_mass.as_ref().map_or(Value::Unknown, Value::Quantity),
            Standard::Condition => choice(&line.condition),
            Standard::NatureOfTransaction => choice(&shipment.nature_of_transaction),
            Standard::ItemKind => choice(&line.item_kind),
            Standard::EndUse => choice(&line.end_use),
            Standard::Form => choice(&line.form),
            Standard::Relation => choice(&line.relation),
            Standard::Concentration => line.concentration.as_ref().map_or(Value::Unknown, Value::Percent),
        }
    }

    /// A standard date: of a leg that is an act of its own, its own.
    #[inline]
    pub(super) fn day(&self, date: StandardDate) -> Option<Date> {
        match self.leg().filter(|_| is_of_leg(date)) {
            Some(leg) if departs_then(date) => leg.departs,
            Some(leg) => leg.arrives,
            None => self.shipment.date(date),
        }
    }

    /// The model it is bound to.
    pub(super) fn model(&self) -> &'s Model {
        self.model
    }

    /// Changes that were not known by that day are left out.
    pub(super) fn known_on(&self) -> Option<Date> {
        self.known_on
    }

    /// The facts that rules declare and of which something is stated, each with its value.
    pub fn named(&self) -> impl Iterator<Item = (FactId, Value<'s>)> {
        self.slots.iter().flat_map(|slots| slots.named.iter())
    }

    /// Whether a field states something of its fact.
    #[must_use]
    pub fn states(&self, field: Standard, fact: FactId) -> bool {
        self.standard_value(field, fact) != Value::Unknown
    }

    /// How the item stands under a classification.
    #[must_use]
    pub fn classified(&self, id: ClassificationId) -> Cow<'_, Classified<'s>> {
        let own = self.slots.as_ref().and_then(|slots| slots.classified.get(id.index()));
        let look_up = || Cow::Owned(classified(self.model, id, self.line, self.known_on));
        own.map_or_else(look_up, Cow::Borrowed)
    }

    /// The day of a date fact.
    #[must_use]
    pub fn date(&self, id: FactId) -> Option<Date> {
        match self.fact(id) {
            Value::Date(date) => Some(date),
            _ => None,
        }
    }

    /// Where a date is stated, or would be.
    #[must_use]
    pub(super) fn date_pointer(&self, date: StandardDate) -> String {
        match self.leg().filter(|_| is_of_leg(date)) {
            Some(leg) if date == StandardDate::ArrivalExpected => Datum::LegArrives(leg.index).pointer(),
            Some(leg) => Datum::LegDeparts(leg.index).pointer(),
            None => Datum::Date(date.name()).pointer(),
        }
    }

    /// Where the goods will end: where that is stated, else where the last leg ends that takes them on as an act of its own,
    /// planned or done.
    #[must_use]
    pub(super) fn end_of_the_way(&self) -> Option<&'s Place> {
        self.known_end_destination().or_else(|| self.last_leg()?.to.as_ref())
    }

    /// Where that is stated, or would be.
    #[must_use]
    pub(super) fn end_of_the_way_at(&self) -> String {
        if self.goods.known_end_destination.is_some() {
            return self.goods.pointer(LineDatum::KnownEndDestination);
        }
        let leg = self.last_leg().filter(|_| self.shipment.known_end_destination.is_none());
        leg.map_or(Datum::KnownEndDestination, |leg| Datum::LegTo(leg.index)).pointer()
    }

    /// The last leg, where it takes the goods on as an act of its own.
    fn last_leg(&self) -> Option<&'s Leg> {
        let last = self.shipment.legs.iter().rfind(|leg| leg.carries(self.goods));
        last.filter(|leg| self.leg().is_none() && leg.is_own_act())
    }

    /// Where the end destination is known: on the line, else on the shipment; a leg has its own end.
    #[must_use]
    pub fn known_end_destination(&self) -> Option<&'s Place> {
        if self.leg().is_some() {
            return None;
        }
        self.goods.known_end_destination.as_ref().or(self.shipment.known_end_destination.as_ref())
    }

    /// The pointer of the destination that is read.
    #[must_use]
    pub fn destination_pointer(&self) -> String {
        if let Some(leg) = self.leg() {
            return Datum::LegTo(leg.index).pointer();
        }
        if self.goods.known_end_destination.is_some() {
            return self.goods.pointer(LineDatum::KnownEndDestination);
        }
        let known = self.shipment.known_end_destination.is_some();
        let datum = if known { Datum::KnownEndDestination } else { Datum::DeclaredDestination };
        datum.pointer()
    }
}

/// Whether a leg that is an act of its own has that date. No leg states a declaration: the day on which it departs stands for that
/// too, since the declaration of the shipment is of another act.
pub(super) fn is_of_leg(date: StandardDate) -> bool {
    departs_then(date) || date == StandardDate::ArrivalExpected
}

/// Whether the day on which such a leg departs is that date.
pub(super) fn departs_then(date: StandardDate) -> bool {
    matches!(
        date,
        StandardDate::Departed | StandardDate::Transferred | StandardDate::Loaded | StandardDate::ExportDeclared
    )
}

/// The codes of a line.
fn item_codes(line: &Line) -> impl Iterator<Item = ItemCode<'_>> + Clone {
    line.codes.iter().filter_map(item_code)
}

fn item_code(stated: &StatedCode) -> Option<ItemCode<'_>> {
    let CodeValue::Code(code) = &stated.value else { return None };
    Some(ItemCode { index: stated.index, code, tariff: code.tariff(), edition: stated.edition.as_deref() })
}

fn classified<'s>(model: &Model, id: ClassificationId, line: &'s Line, known_on: Option<Date>) -> Classified<'s> {
    let Some(text) = model.classifications.get(id.index()) else { return Classified::default() };
    let own = weightiest(line.codes.iter().filter(|code| code.scheme == text.scheme.name()).collect());
    let none = own.iter().filter(|stated| stated.value == CodeValue::Nothing).count();
    // Two classifications of one weight that contradict each other tell nothing.
    if own.is_empty() || none > 0 && none < own.len() {
        return Classified::default();
    }
    let code = |stated: &&'s StatedCode| match &stated.value {
        CodeValue::Code(code) => Some(code.text()),
        CodeValue::Nothing => None,
    };
    // Of several codes the classification is as old as its oldest.
    let made = own.iter().filter_map(|stated| stated.determined_on).min();
    let known = |by: &Option<crate::model::InstrumentId>| {
        let instrument = by.and_then(|by| model.instruments.get(by.index()));
        let from = instrument.and_then(crate::model::Instrument::known_from);
        is_known_from(from, known_on)
    };
    let later = |day: Date| made.is_some_and(|made| made < day);
    let stale = text.changed.iter().filter(|(day, by)| later(*day) && known(by)).map(|&(day, _)| day);
    Classified {
        stated: Some(own.iter().filter_map(code).collect()),
        at: own.iter().map(|stated| stated.index).collect(),
        made,
        stale_from: stale.min(),
    }
}

/// The classifications that count: a ruling by the authority before an expert's, an expert's before anybody's own.
fn weightiest(all: Vec<&StatedCode>) -> Vec<&StatedCode> {
    let weight = |stated: &StatedCode| match stated.status.as_deref() {
        Some("authority-ruling") => 2,
        Some("expert") => 1,
        _ => 0,
    };
    let most = all.iter().map(|stated| weight(stated)).max().unwrap_or(0);
    all.into_iter().filter(|stated| weight(stated) == most).collect()
}
