//! What is at hand besides the line: a party, something that happened; and what was found of parties already.

use super::Bit;
use super::explain::Key;
use super::frame::Frame;
use super::listed::Match;
use super::tally::Tally;
use super::value::{Value, declared};
use crate::model::{Fact, FactId, FactType, ListId, Noun, ScreeningId};
use crate::shipment::{Event, Party, ScreeningResult, Shipment};
use crate::vocab::{Country, Currency, Date, FactOf, Place, StandardDate, is_known_from};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The party and the event that a condition is asked of.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::eval) struct Subject<'a> {
    pub(in crate::eval) party: Option<&'a Party>,
    pub(in crate::eval) event: Option<&'a Event>,
}

/// What is known of parties by now, so that somebody who owns many in many ways is asked about once: by what is asked, the
/// place of the party and the day.
#[derive(Debug, Default)]
pub(in crate::eval) struct Memo(RefCell<Option<Box<Kept>>>);

/// What is kept; mostly nothing is.
#[derive(Debug, Default)]
struct Kept {
    of_parties: BTreeMap<Of, Known>,
    /// What lists say of the item that no rule is about.
    lists: Vec<Rc<Match>>,
}

/// What is asked, of which party, on which day (and before which that is not), about which entry, and whether that covers the item.
pub(in crate::eval) type Of = (Asked, usize, (Option<Date>, Option<Date>), (Option<(ListId, u32)>, Bit));

/// What is asked of a party.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::eval) enum Asked {
    /// A quantifier, by its place.
    Each(u32),
    /// What would settle what is asked in a run of conditions, by its first node.
    Keys(u32),
    /// A share, sum or count, by its place, and the currency in which it is added up.
    Total(u32, Option<Currency>),
}

/// What was found.
#[derive(Debug, Clone)]
pub(in crate::eval) enum Known {
    Each(Bit),
    Total(Option<Tally>),
    Keys(Vec<Key>),
}

impl Memo {
    pub(in crate::eval) fn get(&self, key: Of) -> Option<Known> {
        self.look(|kept| kept.of_parties.get(&key).cloned())
    }

    pub(in crate::eval) fn put(&self, key: Of, known: Known) {
        self.keep(|kept| drop(kept.of_parties.insert(key, known)));
    }

    /// What a list says on a day.
    pub(in crate::eval) fn list(&self, list: ListId, day: (Option<Date>, Option<Date>)) -> Option<Rc<Match>> {
        self.look(|kept| kept.lists.iter().find(|found| found.is_of(list, day)).cloned())
    }

    pub(in crate::eval) fn put_list(&self, found: Rc<Match>) {
        self.keep(|kept| kept.lists.push(found));
    }

    fn look<T>(&self, find: impl FnOnce(&Kept) -> Option<T>) -> Option<T> {
        self.0.try_borrow().ok()?.as_deref().and_then(find)
    }

    fn keep(&self, put: impl FnOnce(&mut Kept)) {
        if let Ok(mut kept) = self.0.try_borrow_mut() {
            put(kept.get_or_insert_default());
        }
    }
}

impl<'a> Frame<'a> {
    /// Under what it is kept what is found of the party at hand; none where none is.
    pub(in crate::eval) fn of_party(&self, asked: Asked) -> Option<Of> {
        let party = self.subject.party?;
        Some((asked, place_of(party), (self.on, self.earliest), (self.entry, self.listed)))
    }

    /// The value of a fact of what is at hand.
    pub(in crate::eval) fn value(&self, id: FactId) -> Value<'a> {
        let Some(fact) = self.model.facts.get(id.index()) else { return Value::Unknown };
        match fact.date() {
            Some(date) => self.standard_day(date).map_or(Value::Unknown, Value::Date),
            None => self.value_but_of_dates(id, fact),
        }
    }

    fn value_but_of_dates(&self, id: FactId, fact: &Fact) -> Value<'a> {
        match fact.of {
            FactOf::Shipment | FactOf::Line => self.bound.value_of(id, fact),
            FactOf::Party => self.subject.party.map_or(Value::Unknown, |party| of_facts(fact, &party.facts)),
            FactOf::Event => self.subject.event.map_or(Value::Unknown, |event| of_facts(fact, &event.facts)),
        }
    }

    /// The day of a date.
    #[inline]
    pub(in crate::eval) fn day_of(&self, id: FactId) -> Option<Date> {
        let fact = self.model.facts.get(id.index())?;
        if let Some(date) = fact.date() {
            return self.standard_day(date);
        }
        let own = (fact.kind == FactType::Date).then(|| self.value_but_of_dates(id, fact))?;
        if let Value::Date(day) = own { Some(day) } else { None }
    }

    /// A standard date; when the goods leave the law at hand says.
    #[inline]
    fn standard_day(&self, date: StandardDate) -> Option<Date> {
        if date == StandardDate::Departed { self.departed } else { self.bound.day(date) }
    }

    /// A place of the party or the event at hand.
    pub(in crate::eval) fn subject_place(&self, noun: Noun) -> Option<Place> {
        let whole = |country: Country| Place { country, subdivision: None };
        let party = self.subject.party;
        match noun {
            Noun::Party => party.and_then(|party| party.country.clone()),
            Noun::Incorporation => party.and_then(|party| party.incorporated_in).map(whole),
            Noun::Headquarters => party.and_then(|party| party.headquarters).map(whole),
            Noun::EventCountry => self.subject.event.and_then(|event| event.country.clone()),
            _ => None,
        }
    }

    /// Whether the party at hand is on one of these lists.
    pub(in crate::eval) fn matched(&self, lists: &[ScreeningId]) -> Bit {
        let Some(party) = self.subject.party else { return Bit::Open };
        lists.iter().fold(Bit::False, |any, &list| any.or(self.matched_on(party, list)))
    }

    /// A match stands whenever it was made. What clears a party is of its day: without one it is none, and a change of the list
    /// after it leaves it open again.
    fn matched_on(&self, party: &Party, list: ScreeningId) -> Bit {
        let Some(text) = self.model.screenings.get(list.index()) else { return Bit::Open };
        let own = party.screenings.iter().filter(|screening| screening.list == text.id);
        let Some(last) = own.max_by_key(|screening| screening.screened_on) else { return Bit::Open };
        let known = |by: &Option<crate::model::InstrumentId>| {
            let instrument = by.and_then(|by| self.model.instruments.get(by.index()));
            is_known_from(instrument.and_then(crate::model::Instrument::known_from), self.known_on)
        };
        let since = |made: Date| {
            let later = |day: Date| made < day && self.on.is_none_or(|on| day <= on);
            text.changed.iter().any(|(day, by)| later(*day) && known(by))
        };
        let stale = last.screened_on.is_some_and(since);
        match last.result {
            ScreeningResult::Match => Bit::True,
            ScreeningResult::NoMatch | ScreeningResult::FalsePositiveConfirmed
                if last.screened_on.is_some() && !stale =>
            {
                Bit::False
            }
            ScreeningResult::PossibleMatch | ScreeningResult::NoMatch | ScreeningResult::FalsePositiveConfirmed => {
                Bit::Open
            }
        }
    }
}

/// What tells one party of a shipment from another.
pub(in crate::eval) fn place_of(party: &Party) -> usize {
    std::ptr::from_ref(party).addr()
}

/// The party of that id.
pub(in crate::eval) fn party_of<'a>(shipment: &'a Shipment, id: &str) -> Option<&'a Party> {
    shipment.parties.iter().find(|party| party.id == id)
}

fn of_facts<'a>(fact: &Fact, facts: &'a BTreeMap<String, crate::shipment::StatedFact>) -> Value<'a> {
    declared(fact, facts.get(&fact.id))
}
